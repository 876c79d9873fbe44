/* SPDX-License-Identifier: BSD-3-Clause */
/* The border between libcmap's errors and ours. */
#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "error.h"
#include "error_cmap.h"

TEST(every_number_has_a_row_with_all_its_texts)
{
	/* The numbers of corotypes.h. */
	static const int numbers[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
				       21, 22, 23, 24, 25, 26, 27, 28, 30, 100 };
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);

	assert_int_equal(n, N_OF(numbers));
	for (size_t i = 0; i < n; i++) {
		const struct cmh_error_info *info = cmh_error_by_number(numbers[i]);

		assert_ptr_equal(info, &infos[i]);
		assert_int_equal(info->number, numbers[i]);
		assert_true(strncmp(info->symbol, "CS_", 3) == 0);
		assert_true(strlen(info->meaning) > 5 && strlen(info->advice) > 5);
		assert_int_not_equal(info->meaning[strlen(info->meaning) - 1], '.');
	}
	assert_string_equal(cmh_error_by_number(CS_ERR_NOT_EXIST)->symbol, "CS_ERR_NOT_EXIST");
	assert_string_equal(cmh_error_by_number(CS_ERR_SECURITY)->symbol, "CS_ERR_SECURITY");
	assert_string_equal(cmh_error_by_number(CS_ERR_NO_SECTIONS)->symbol, "CS_ERR_NO_SECTIONS");
	assert_null(cmh_error_by_number(0));
	assert_null(cmh_error_by_number(29));
	assert_null(cmh_error_by_number(-1));
	assert_null(cmh_error_by_number(101));
}

static const struct row {
	enum doing doing;
	int number, os_errno;
	const char *key;
	enum cmh_status status;
	const char *message, *hint; /* parts; NULL: no hint */
} rows[] = {
	/* Connecting */
	{ DO_CONNECT, 2, ECONNREFUSED, NULL, CMH_UNREACHABLE, "corosync is not running on this node", "systemctl status corosync" },
	{ DO_CONNECT, 2, ECONNRESET, NULL, CMH_UNREACHABLE, "closed the connection", "journalctl" },
	{ DO_CONNECT, 2, ENOTCONN, NULL, CMH_UNREACHABLE, "closed the connection", "stopping or crashing" },
	{ DO_CONNECT, 2, EPIPE, NULL, CMH_UNREACHABLE, "closed the connection", "journalctl" },
	{ DO_CONNECT, 2, EMFILE, NULL, CMH_UNREACHABLE, "too many open files", "ulimit -n" },
	{ DO_CONNECT, 2, ENFILE, NULL, CMH_UNREACHABLE, "too many open files", "fs.file-nr" },
	{ DO_CONNECT, 6, EAGAIN, NULL, CMH_UNREACHABLE, "starting", "membership" },
	{ DO_CONNECT, 8, ENOMEM, NULL, CMH_FAILED, "out of memory", NULL },
	{ DO_CONNECT, 11, EACCES, NULL, CMH_REFUSED, "denies access to uid ", "uidgid.d" },
	{ DO_CONNECT, 12, ENOENT, NULL, CMH_UNREACHABLE, "connection files", "/dev/shm" },
	{ DO_CONNECT, 15, ENOSPC, NULL, CMH_FAILED, "/dev/shm is full", "df /dev/shm" },
	{ DO_CONNECT, 18, 0, NULL, CMH_FAILED, "out of connection handles", "close" },
	{ DO_CONNECT, 19, ENOSYS, NULL, CMH_FAILED, "this corosync has no stats map", "3.0" },
	{ DO_CONNECT, 100, 0, NULL, CMH_REFUSED, "(pid 4711, uid 1001) does not run as root", "impostor" },
	{ DO_CONNECT, 7, 0, NULL, CMH_FAILED, "cannot connect", "16384" },

	/* The connection is lost */
	{ DO_GET, 2, ENOTCONN, "totem.token", CMH_UNREACHABLE, "the connection to corosync was lost", "journalctl" },
	{ DO_LIST, 2, ENOTCONN, "", CMH_UNREACHABLE, "the connection to corosync was lost", "journalctl" },
	{ DO_LIST, 2, 0, "", CMH_UNREACHABLE, "the connection to corosync was lost", "journalctl" },
	{ DO_SET, 2, ENOTCONN, "totem.token", CMH_UNREACHABLE, "\"totem.token\" may or may not have been changed", "read the key again" },
	{ DO_ADD, 2, ENOTCONN, "my.key", CMH_UNREACHABLE, "may or may not", "read the key again" },
	{ DO_DELETE, 2, 0, "my.key", CMH_UNREACHABLE, "may or may not", "read the key again" },

	/* Reading */
	{ DO_GET, 12, 0, "totem.tokn", CMH_NOT_FOUND, "no key \"totem.tokn\" in stats", NULL },
	{ DO_GET, 2, 0, "stats.knet.x", CMH_FAILED, "cannot read \"stats.knet.x\" now", "knet" },
	{ DO_GET, 22, 0, "my.key", CMH_FAILED, "does not match its type", NULL },
	{ DO_LIST, 27, 0, "", CMH_FAILED, "out of memory and cannot list", NULL },
	{ DO_GET, 8, 0, "my.key", CMH_FAILED, "out of memory, here or in corosync", NULL },
	{ DO_GET, 9, 0, "my.key", CMH_FAILED, "\"my.key\"", "open the map again" },
	{ DO_LIST, 22, 0, "", CMH_FAILED, "cannot list", "open the map again" },

	/* Writing */
	{ DO_SET, 11, 0, "nodelist.node.0.nodeid", CMH_REFUSED, "\"nodelist.node.0.nodeid\" is read-only", "corosync.conf on every node" },
	{ DO_SET, 11, 0, "totem.crypto_cipher", CMH_REFUSED, "is read-only", "corosync-cfgtool -R" },
	{ DO_SET, 11, 0, "system.x", CMH_REFUSED, "is read-only", "restart corosync on this node" },
	{ DO_SET, 11, 0, "quorum.provider", CMH_REFUSED, "is read-only while corosync runs", "restart" },
	{ DO_SET, 11, 0, "uidgid.config.uid.5", CMH_REFUSED, "is read-only", "uidgid.uid.N" },
	{ DO_SET, 11, 0, "runtime.config.totem.token", CMH_REFUSED, "shows the value in use", "set \"totem.token\" instead" },
	{ DO_SET, 11, 0, "stats.srp.x", CMH_REFUSED, "as all of the stats map", "stats.clear." },
	{ DO_DELETE, 11, 0, "runtime.members.1.ip", CMH_REFUSED, "is read-only", "corosync itself" },
	{ DO_DELETE, 12, 0, "my.key", CMH_NOT_FOUND, "no key \"my.key\"", NULL },
	{ DO_ADD, 12, 0, "my.key", CMH_NOT_FOUND, "no key \"my.key\"", NULL },
	{ DO_ADD, 7, 0, "my.key", CMH_FAILED, "is not an integer", NULL },
	{ DO_SET, 7, 0, "my.key", CMH_FAILED, "rejects this value for \"my.key\"", "16384" },
	{ DO_SET, 13, 0, "my key", CMH_INVALID, "\"my key\" is not a valid key", "3 to 255" },
	{ DO_SET, 26, 0, "my.key", CMH_FAILED, "too large", "16384" },
	{ DO_DELETE, 19, 0, "stats.x", CMH_REFUSED, "does not support delete (\"stats.x\")", "stats.clear." },
	{ DO_SET, 14, 0, "my.key", CMH_FAILED, "cannot set \"my.key\" in stats: ", "tracker" },
};

TEST(every_situation_has_its_status_text_and_hint)
{
	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct row *row = &rows[i];
		/* A refusal in the stats map has one reason, whatever the key. */
		bool icmap = row->number == 11 && row->key != NULL && strncmp(row->key, "stats.", 6) != 0;
		struct attempt attempt = { .doing = row->doing, .map = icmap ? CMH_ICMAP : CMH_STATS, .key = row->key,
					   .pid = 4711, .peer_uid = 1001 };
		struct cmh_error err = CMH_ERROR_INIT;
		enum cmh_status status = error_from_cmap(&err, &attempt, (cs_error_t)row->number, row->os_errno);

		if (status != row->status || err.status != status || strstr(cmh_error_message(&err), row->message) == NULL)
			FAIL_ROW("row %zu: status %d: %s", i, (int)status, cmh_error_message(&err));
		if (row->hint != NULL ? err.hint == NULL || strstr(err.hint, row->hint) == NULL : err.hint != NULL)
			FAIL_ROW("row %zu: the hint of \"%s\" is: %s", i, err.message, err.hint != NULL ? err.hint : "none");
		assert_int_equal(err.number, row->number);
		assert_int_equal(err.os_errno, row->os_errno);
		cmh_error_clear(&err);
		assert_int_equal(error_from_cmap(NULL, &attempt, (cs_error_t)row->number, row->os_errno), row->status);
	}
}

TEST(every_reason_is_set_by_the_situation_that_it_names)
{
	static const struct {
		enum doing doing;
		enum cmh_map map;
		int number, os_errno;
		enum cmh_reason reason;
	} reasons[] = {
		{ DO_CONNECT, CMH_ICMAP, 2, ECONNREFUSED, CMH_REASON_NOT_RUNNING },
		{ DO_CONNECT, CMH_ICMAP, 12, ENOENT, CMH_REASON_NOT_RUNNING },
		{ DO_CONNECT, CMH_ICMAP, 2, EPIPE, CMH_REASON_LOST },
		{ DO_CONNECT, CMH_ICMAP, 2, EMFILE, CMH_REASON_NONE },
		{ DO_CONNECT, CMH_ICMAP, 6, EAGAIN, CMH_REASON_STARTING },
		{ DO_CONNECT, CMH_ICMAP, 11, EACCES, CMH_REASON_NO_ACCESS },
		{ DO_CONNECT, CMH_ICMAP, 100, 0, CMH_REASON_UNTRUSTED },
		{ DO_GET, CMH_ICMAP, 2, ENOTCONN, CMH_REASON_LOST },
		{ DO_LIST, CMH_ICMAP, 2, 0, CMH_REASON_LOST },
		{ DO_TRACK, CMH_ICMAP, 2, 0, CMH_REASON_LOST },
		{ DO_SET, CMH_ICMAP, 2, ENOTCONN, CMH_REASON_IN_DOUBT },
		{ DO_ADD, CMH_ICMAP, 2, 0, CMH_REASON_IN_DOUBT },
		{ DO_SET, CMH_ICMAP, 11, 0, CMH_REASON_READ_ONLY },
		{ DO_SET, CMH_STATS, 11, 0, CMH_REASON_STATS },
		{ DO_DELETE, CMH_STATS, 19, 0, CMH_REASON_STATS },
		{ DO_ADD, CMH_ICMAP, 7, 0, CMH_REASON_TYPE },
		{ DO_GET, CMH_ICMAP, 12, 0, CMH_REASON_NONE },
		{ DO_GET, CMH_ICMAP, 29, 0, CMH_REASON_NONE },
	};
	struct attempt set = { .doing = DO_SET, .ms = 100 }, get = { .doing = DO_GET, .ms = 100 };
	struct cmh_error err = CMH_ERROR_INIT;

	for (size_t i = 0; i < N_OF(reasons); i++) {
		struct attempt attempt = { .doing = reasons[i].doing, .map = reasons[i].map, .key = "my.key" };

		error_from_cmap(&err, &attempt, (cs_error_t)reasons[i].number, reasons[i].os_errno);
		if (err.reason != reasons[i].reason)
			FAIL_ROW("row %zu: reason %d: %s", i, (int)err.reason, err.message);
	}
	error_timeout(&err, &get, false);
	assert_int_equal(err.reason, CMH_REASON_NO_ANSWER);
	error_timeout(&err, &set, false);
	assert_int_equal(err.reason, CMH_REASON_IN_DOUBT);
	error_timeout(&err, &set, true); /* it was refused each time */
	assert_int_equal(err.reason, CMH_REASON_STARTING);
	error_interrupted(&err, &set);
	assert_int_equal(err.reason, CMH_REASON_IN_DOUBT);
	error_interrupted(&err, &get);
	assert_int_equal(err.reason, CMH_REASON_NONE);
	cmh_error_clear(&err);
}

TEST(every_error_in_every_situation_is_one_line_without_a_placeholder)
{
	static const enum doing doings[] = { DO_CONNECT, DO_GET, DO_LIST, DO_SET, DO_ADD, DO_DELETE };

	for (size_t d = 0; d < N_OF(doings); d++)
		for (int number = 2; number <= 102; number++) {
			struct attempt attempt = { .doing = doings[d], .key = "a{b}\nc" };
			struct cmh_error err = CMH_ERROR_INIT;
			enum cmh_status status = error_from_cmap(&err, &attempt, (cs_error_t)number, 0);

			assert_int_not_equal(status, CMH_OK);
			assert_true(err.message != NULL && strlen(err.message) > 10);
			if (strchr(err.message, '\n') != NULL || strstr(err.message, "{verb}") != NULL ||
			    strstr(err.message, "{map}") != NULL)
				FAIL_ROW("%s", err.message);
			assert_int_not_equal(err.message[strlen(err.message) - 1], '.');
			if (err.hint != NULL)
				assert_null(strchr(err.hint, '{'));
			cmh_error_clear(&err);
		}
}

TEST(an_unknown_number_is_an_unknown_error)
{
	struct attempt attempt = { .doing = DO_GET, .key = "my.key" };
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(error_from_cmap(&err, &attempt, (cs_error_t)29, 0), CMH_FAILED);
	assert_non_null(strstr(err.message, "unknown error"));
	assert_null(err.hint);
	assert_int_equal(err.number, 29);
	cmh_error_clear(&err);
}

TEST(a_denied_access_names_the_uid_and_gid)
{
	struct attempt attempt = { .doing = DO_CONNECT, .pid = 4711, .peer_uid = 1001 };
	struct cmh_error err = CMH_ERROR_INIT;
	char who[64];

	error_from_cmap(&err, &attempt, CS_ERR_ACCESS, EACCES);
	snprintf(who, sizeof(who), "uid %u, gid %u", (unsigned)geteuid(), (unsigned)getegid());
	assert_non_null(strstr(err.message, who));
	cmh_error_clear(&err);
}

TEST(a_timeout_names_the_pid_and_the_seconds)
{
	struct attempt attempt = { .doing = DO_GET, .ms = 1500 };
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(error_timeout(&err, &attempt, false), CMH_TIMEOUT);
	assert_string_equal(err.message, "corosync did not answer for 1.5 s");
	assert_non_null(err.hint);
	assert_int_equal(err.number, 0);

	attempt.pid = getpid(); /* this one runs */
	assert_int_equal(error_timeout(&err, &attempt, false), CMH_TIMEOUT);
	assert_non_null(strstr(err.message, "did not answer for 1.5 s"));
	assert_non_null(strstr(err.message, "(pid "));
	assert_null(strstr(err.message, "is stopped"));

	assert_int_equal(error_timeout(&err, &attempt, true), CMH_TIMEOUT);
	assert_non_null(strstr(err.message, "\"try again\" for 1.5 s"));
	assert_int_equal(err.number, CS_ERR_TRY_AGAIN);
	assert_int_equal(error_timeout(NULL, &attempt, true), CMH_TIMEOUT);
	cmh_error_clear(&err);
}

TEST(a_change_without_an_answer_is_in_doubt)
{
	static const struct {
		enum doing doing;
		bool doubt;
	} kinds[] = { { DO_GET, false }, { DO_LIST, false }, { DO_SET, true }, { DO_ADD, true }, { DO_DELETE, true } };

	for (size_t i = 0; i < N_OF(kinds); i++) {
		struct attempt attempt = { .doing = kinds[i].doing, .ms = 100 };
		struct cmh_error err = CMH_ERROR_INIT;

		error_timeout(&err, &attempt, false);
		assert_int_equal(strstr(err.hint, "may or may not") != NULL, kinds[i].doubt);
		error_timeout(&err, &attempt, true); /* "try again": it was not carried out */
		assert_null(strstr(err.hint, "may or may not"));
		assert_int_equal(error_interrupted(&err, &attempt), CMH_INTERRUPTED);
		assert_int_equal(err.hint != NULL, kinds[i].doubt);
		cmh_error_clear(&err);
	}
}

TEST(a_copy_of_an_error_is_complete_and_independent)
{
	struct cmh_error err = CMH_ERROR_INIT, copy = CMH_ERROR_INIT;

	error_set(&copy, CMH_INVALID, "old hint", "old message"); /* is released */
	error_set(&err, CMH_REFUSED, "a hint", "100%% of %s", "it");
	err.reason = CMH_REASON_READ_ONLY;
	err.number = 11;
	err.os_errno = EACCES;
	error_copy(&copy, &err);
	cmh_error_clear(&err);
	assert_int_equal(copy.status, CMH_REFUSED);
	assert_string_equal(copy.message, "100% of it");
	assert_string_equal(copy.hint, "a hint");
	assert_int_equal(copy.reason, CMH_REASON_READ_ONLY);
	assert_int_equal(copy.number, 11);
	assert_int_equal(copy.os_errno, EACCES);
	cmh_error_clear(&copy);
}

TEST(a_cleared_error_is_as_new)
{
	struct cmh_error err = CMH_ERROR_INIT;

	assert_string_equal(cmh_error_message(&err), "no error");
	assert_int_equal(error_no_memory(&err), CMH_FAILED);
	assert_string_equal(cmh_error_message(&err), "out of memory");
	cmh_error_clear(&err);
	cmh_error_clear(&err);
	cmh_error_clear(NULL);
	assert_int_equal(err.status, CMH_OK);
	assert_null(err.message);
	assert_null(err.hint);
	err.status = CMH_FAILED; /* as when memory was short for the message */
	assert_string_equal(cmh_error_message(&err), "out of memory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_has_a_row_with_all_its_texts),
		cmocka_unit_test(every_situation_has_its_status_text_and_hint),
		cmocka_unit_test(every_reason_is_set_by_the_situation_that_it_names),
		cmocka_unit_test(every_error_in_every_situation_is_one_line_without_a_placeholder),
		cmocka_unit_test(an_unknown_number_is_an_unknown_error),
		cmocka_unit_test(a_denied_access_names_the_uid_and_gid),
		cmocka_unit_test(a_timeout_names_the_pid_and_the_seconds),
		cmocka_unit_test(a_change_without_an_answer_is_in_doubt),
		cmocka_unit_test(a_copy_of_an_error_is_complete_and_independent),
		cmocka_unit_test(a_cleared_error_is_as_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
