/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading many keys at once, on one connection or on two. Over the fake corosync. */
#include "test.h"

#include <stdio.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "fake.h"
#include "handle.h"
#include "str.h"

enum { FEW = 1000, MANY = 1500 }; /* FEW: the most that one connection reads by itself */

static struct cmh_context *cmh;

static char *
name_of(int i)
{
	return str_format("many.%04d", i);
}

/* A context with one handle, of a map with `n` keys, each of which has its name as its value. */
static struct cmh_handle *
start(const char *rules, int n)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_handle *handle;

	fake_reset(rules);
	for (int i = 0; i < n; i++) {
		char *name = name_of(i);

		assert_non_null(name);
		fake_put_str(name, name);
		free(name);
	}
	cmh = cmh_context_new(&options);
	handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	assert_non_null(handle);
	return handle;
}

static void
finish(void)
{
	cmh_context_free(cmh);
	assert_true(fake_wait_closed());
}

/* The key has its name as its value. */
static void
assert_read(const struct cmh_entry *entry, const char *name)
{
	assert_null(entry->error);
	assert_string_equal(entry->key, name);
	assert_int_equal(entry->value.type, CMH_STR);
	assert_int_equal(entry->value.len, strlen(name));
	assert_memory_equal(entry->value.bytes, name, strlen(name));
}

/* Every key is there, once, in order, with its value. */
static void
assert_complete(const struct cmh_entries *entries, int n)
{
	assert_int_equal(entries->n, n);
	for (int i = 0; i < n; i++) {
		char *name = name_of(i);

		assert_read(&entries->v[i], name);
		free(name);
	}
}

/* Reads the keys with these rules, on so many connections. */
static void
assert_reads(const char *rules, int n, unsigned connections)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle = start(rules, n);

	if (cmh_read_all(handle, "many", &entries, &err) != CMH_OK)
		FAIL_ROW("\"%s\": %s", rules, cmh_error_message(&err));
	assert_complete(&entries, n);
	assert_int_equal(fake_count("connect icmap"), connections);
	cmh_entries_clear(&entries);
	finish();
}

TEST(many_keys_are_read_on_two_connections_and_none_is_lost)
{
	assert_reads("", MANY, 2);
	assert_reads("", FEW + 1, 2);
}

TEST(fewer_keys_are_read_on_one_connection)
{
	assert_reads("", FEW, 1);
}

TEST(both_maps_are_read_in_full_on_one_connection_each_or_on_two)
{
	static const struct { int icmap, stats; unsigned icmap_connections, stats_connections; } rows[] = {
		{ 300, 300, 1, 1 }, { 900, 900, 1, 1 }, { MANY, 300, 2, 1 }, { 300, MANY, 1, 1 }, { MANY, MANY, 2, 1 },
	};
	for (size_t r = 0; r < N_OF(rows); r++) {
		struct cmh_options options = CMH_OPTIONS_INIT;
		struct cmh_entries entries = CMH_ENTRIES_INIT;
		struct cmh_handle *handle;
		int n = rows[r].icmap + rows[r].stats, at = 0;
		char **names = calloc((size_t)n, sizeof(*names));

		assert_non_null(names);
		fake_reset("");
		for (int i = 0; i < n; i++) {
			names[i] = i < rows[r].icmap ? str_format("many.%d", i) : str_format("stats.many.%d", i - rows[r].icmap);
			assert_non_null(names[i]);
			fake_put_str(names[i], names[i]);
		}
		cmh = cmh_context_new(&options);
		handle = cmh_handle_open(cmh, "live", NULL, NULL);
		assert_int_equal(cmh_read_all(handle, "", &entries, NULL), CMH_OK);
		for (size_t i = 0; i < entries.n; i++)
			if (strstr(entries.v[i].key, "many.") != NULL)
				assert_read(&entries.v[i], at < n ? names[at++] : "no more keys");
		assert_int_equal(at, n);
		for (int i = 0; i < n; i++)
			free(names[i]);
		assert_int_equal(fake_count("connect icmap"), rows[r].icmap_connections);
		assert_int_equal(fake_count("connect stats"), rows[r].stats_connections);
		free(names);
		cmh_entries_clear(&entries);
		finish();
	}
}

static bool
never_cancel(void *arg)
{
	(void)arg;
	return false;
}

TEST(both_maps_are_read_if_a_signal_comes_while_the_first_one_connects)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_handle *handle;
	size_t stats = 0;

	fake_reset("connect=6*1"); /* it is tried again after a moment */
	fake_put_str("stats.one", "x");
	options.cancel_fd = eventfd(1, EFD_CLOEXEC); /* readable, but it is nothing to give up for */
	options.cancel = never_cancel;
	cmh = cmh_context_new(&options);
	handle = cmh_handle_open(cmh, "live", NULL, NULL);
	assert_int_equal(cmh_read_all(handle, "", &entries, NULL), CMH_OK);
	for (size_t i = 0; i < entries.n; i++)
		stats += entries.v[i].map == CMH_STATS;
	assert_true(stats > 0 && stats < entries.n);
	cmh_entries_clear(&entries);
	close(options.cancel_fd);
	finish();
}

TEST(no_key_is_lost_if_the_second_connection_fails)
{
	assert_reads("connect=2/111+1", MANY, 2);
}

TEST(no_key_is_lost_if_a_connection_is_lost_meanwhile)
{
	assert_reads("get:many.0001=hangup*1", MANY, 3);
	assert_reads("get:many.1499=hangup*1", MANY, 3);
}

TEST(an_error_of_either_half_is_the_error_of_the_reading)
{
	static const char *const rules[] = { "get:many.0001=5", "get:many.1499=5" };

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		struct cmh_entries entries = CMH_ENTRIES_INIT;
		struct cmh_handle *handle = start(rules[i], MANY);
		size_t failed = 0;

		assert_int_equal(cmh_read_all(handle, "many", &entries, NULL), CMH_OK);
		assert_int_equal(entries.n, MANY);
		for (size_t k = 0; k < entries.n; k++)
			failed += entries.v[k].error != NULL;
		assert_int_equal(failed, 1);
		cmh_entries_clear(&entries);
		finish();
	}
}

TEST(a_half_that_gets_no_answer_ends_the_reading)
{
	static const char *const rules[] = { "get:many.0001=block", "get:many.1499=block" };

	for (size_t i = 0; i < N_OF(rules); i++) {
		struct cmh_entries entries = CMH_ENTRIES_INIT;
		struct cmh_error err = CMH_ERROR_INIT;
		struct cmh_handle *handle = start(rules[i], MANY);

		cmh_context_options(cmh)->timeout_ms = 200;
		assert_int_equal(cmh_read_all(handle, "many", &entries, &err), CMH_TIMEOUT);
		assert_int_equal(err.reason, CMH_REASON_NO_ANSWER);
		assert_int_equal(cmh_handle_info(handle)->last_error->reason, CMH_REASON_NO_ANSWER);
		assert_int_equal(entries.n, 0);
		cmh_error_clear(&err);
		cmh_context_free(cmh);
		assert_true(fake_wait_closed());
	}
}

TEST(a_key_that_vanishes_while_many_are_read_is_left_out)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_handle *handle = start("get:many.1499=vanish", MANY);

	assert_int_equal(cmh_read_all(handle, "many", &entries, NULL), CMH_OK);
	assert_complete(&entries, MANY - 1);
	cmh_entries_clear(&entries);
	finish();
}

/* Deletes keys between the listing and the reading of their values; returns how many are read. */
static size_t
read_without(struct cmh_handle *handle, int first, int last)
{
	struct cmh_entries all = CMH_ENTRIES_INIT;
	size_t n;

	assert_int_equal(cmh_list(handle, "many", &all, NULL), CMH_OK);
	for (int i = first; i <= last; i++) {
		char *name = name_of(i);

		assert_non_null(name);
		fake_delete(name);
		free(name);
	}
	assert_int_equal(cmh_read_existing(handle, &all, NULL), CMH_OK);
	n = all.n;
	cmh_entries_clear(&all);
	return n;
}

TEST(a_branch_that_vanished_is_looked_for_once)
{
	struct cmh_handle *handle = start("", 13);

	fake_put_str("many_more", ""); /* of no branch */
	assert_int_equal(read_without(handle, 0, 12), 0);
	assert_int_equal(fake_count("iter_init"), 1 + 2); /* the list; the first key, and its branch */
	finish();
}

TEST(of_a_branch_that_stays_each_missing_key_is_looked_for)
{
	struct cmh_handle *handle = start("get:many.0005=12", 13); /* cannot be read, and is listed all the same */

	assert_int_equal(read_without(handle, 2, 4), 10);
	assert_int_equal(fake_count("iter_init"), 1 + 3 + 1 + 1);
	finish();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_keys_are_read_on_two_connections_and_none_is_lost),
		cmocka_unit_test(fewer_keys_are_read_on_one_connection),
		cmocka_unit_test(both_maps_are_read_in_full_on_one_connection_each_or_on_two),
		cmocka_unit_test(both_maps_are_read_if_a_signal_comes_while_the_first_one_connects),
		cmocka_unit_test(no_key_is_lost_if_the_second_connection_fails),
		cmocka_unit_test(no_key_is_lost_if_a_connection_is_lost_meanwhile),
		cmocka_unit_test(an_error_of_either_half_is_the_error_of_the_reading),
		cmocka_unit_test(a_half_that_gets_no_answer_ends_the_reading),
		cmocka_unit_test(a_key_that_vanishes_while_many_are_read_is_left_out),
		cmocka_unit_test(a_branch_that_vanished_is_looked_for_once),
		cmocka_unit_test(of_a_branch_that_stays_each_missing_key_is_looked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
