/* SPDX-License-Identifier: BSD-3-Clause */
/* Connections: deadlines, "try again", losses and reopening. Over the fake corosync. */
#include "context.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "cmh.h"
#include "cmh_private.h"
#include "fake.h"
#include "process.h"

static unsigned
get(struct cmh_context *cmh, const char *key, enum cmh_status expected, struct cmh_error *err)
{
	struct cmh_value value = CMH_VALUE_INIT;
	enum cmh_status status = cmh_get(cmh_handle_next(cmh, NULL), key, &value, err);
	unsigned u = value.type == CMH_U32 ? (unsigned)value.u : 0;

	if (status != expected)
		FAIL_ROW("get %s: %d: %s", key, (int)status, err != NULL ? cmh_error_message(err) : "");
	cmh_value_clear(&value);
	return u;
}

static int64_t
ms_since(const struct timespec *begin)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - begin->tv_sec) * 1000 + (now.tv_nsec - begin->tv_nsec) / 1000000;
}

TEST(one_connection_serves_many_requests)
{
	struct cmh_context *cmh = start("", 5000);
	struct cmh_handle_info info;

	cmh_handle_open(cmh, "live", NULL, NULL);
	assert_int_equal(fake_count("connect"), 0); /* not before it is needed */
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	assert_int_equal(fake_count("connect icmap"), 1);
	assert_int_equal(get(cmh, "stats.srp.mtt_rx_token", CMH_OK, NULL), 106);
	assert_int_equal(fake_count("connect stats"), 1);
	assert_int_equal(fake_count("get"), 3);
	info = *cmh_handle_info(cmh_handle_next(cmh, NULL));
	assert_true(info.connected && !info.lost);
	assert_int_equal(info.pid, getpid());
	assert_int_equal(info.reopened, 0);
	finish(cmh);
	assert_int_equal(fake_count("finalize"), 2);
}

TEST(a_connect_that_failed_halfway_is_closed)
{
	static const struct {
		const char *rules;
		enum cmh_status status;
		int os_errno;
	} rows[] = {
		{ "connect=2/111", CMH_UNREACHABLE, ECONNREFUSED }, { "connect=2/104", CMH_UNREACHABLE, ECONNRESET },
		{ "connect=8", CMH_FAILED, 0 },			    { "connect=11/13", CMH_REFUSED, EACCES },
		{ "connect=15/28", CMH_FAILED, ENOSPC },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_context *cmh = start(rows[i].rules, 5000);
		struct cmh_error err = CMH_ERROR_INIT;

		assert_null(cmh_handle_open(cmh, "icmap", NULL, &err));
		assert_int_equal(err.status, rows[i].status);
		assert_int_equal(err.os_errno, rows[i].os_errno);
		assert_null(cmh_handle_next(cmh, NULL));
		assert_int_equal(fake_count("connect"), 1); /* corosync writes every refusal into its log */
		assert_int_equal(fake_count("finalize"), 1);
		cmh_error_clear(&err);
		finish(cmh);
	}
}

TEST(a_server_that_does_not_run_as_root_is_rejected)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_context *cmh;

	if (geteuid() != 0)
		SKIP("only root can play another user");
	cmh = start("connect=stranger", 5000);
	assert_null(cmh_handle_open(cmh, "icmap", NULL, &err));
	assert_int_equal(err.status, CMH_REFUSED);
	assert_int_equal(err.number, CS_ERR_SECURITY);
	assert_non_null(strstr(err.message, "uid 65534"));
	assert_int_equal(fake_count("finalize"), 1);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(nothing_of_a_stranger_who_listens_is_mapped)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_context *cmh = start("listener=stranger", 5000);

	assert_null(cmh_handle_open(cmh, "icmap", NULL, &err));
	assert_int_equal(err.status, CMH_REFUSED);
	assert_int_equal(err.number, CS_ERR_SECURITY);
	assert_non_null(strstr(err.message, "uid 65534"));
	assert_int_equal(fake_count("connect"), 0);
	cmh_error_clear(&err);
	finish(cmh);
}

/* Bytes of address space that this process has. */
static size_t
address_space(void)
{
	FILE *in = fopen("/proc/self/statm", "re");
	size_t pages = 0;

	assert_non_null(in);
	assert_int_equal(fscanf(in, "%zu", &pages), 1);
	fclose(in);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* How many files a folder has, but for those with a dot in front. */
static size_t
files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
		n += entry->d_name[0] != '.';
	closedir(dir);
	return n;
}

/* Opens, uses, watches and closes both maps. */
static void
cycle(void)
{
	const struct cmh_watch_options watch_now = { .size = sizeof(watch_now), .flags = CMH_WATCH_WAIT_READY, .interval_ms = 1000, .silence_ms = 1000 };
	struct cmh_context *cmh = start("", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_watch *watch = cmh_watch_new(handle, &watch_now, NULL);

	assert_non_null(watch);
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	cmh_watch_pause(watch);
	cmh_watch_resume(watch);
	cmh_watch_free(watch);
	cmh_handle_close(handle);
	finish(cmh);
}

TEST(handles_and_watches_leave_no_thread_descriptor_or_stack)
{
	enum { CYCLES = 200, STACK = 4 << 20 };
	size_t space = 0, threads = 0, descriptors = 0;

	for (int i = 0; i < CYCLES; i++) {
		if (i == 10) {
			space = address_space();
			threads = files_in("/proc/self/task");
			descriptors = files_in("/proc/self/fd");
		}
		cycle();
	}
	assert_int_equal(files_in("/proc/self/fd"), descriptors);
	/* A thread that was too slow to be joined ends soon. */
	for (int i = 0; i < 500 && files_in("/proc/self/task") > threads; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	assert_int_equal(files_in("/proc/self/task"), threads);
	/* One that nobody joined has ended, too, and keeps its stack. */
	assert_true(address_space() < space + CYCLES / 2 * (size_t)STACK);
}

/* How many threads of this process do not sleep, but for this one. */
static unsigned
threads_at_work(void)
{
	DIR *dir = opendir("/proc/self/task");
	unsigned n = 0;

	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		pid_t thread = (pid_t)strtol(entry->d_name, NULL, 10);

		n += thread > 0 && thread != getpid() && process_state(thread) != 'S';
	}
	closedir(dir);
	return n;
}

TEST(a_connection_without_a_request_costs_no_time)
{
	struct cmh_context *cmh = start("", 5000);
	unsigned n;

	assert_non_null(cmh_handle_open(cmh, "icmap", NULL, NULL));
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	for (int i = 0; (n = threads_at_work()) > 0 && i < 500; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	assert_int_equal(n, 0);
	finish(cmh);
}

TEST(an_error_has_no_errno_of_the_connection_before_it)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_context *cmh = start("connect=1/11 get:totem.token=11", 5000);

	assert_non_null(cmh_handle_open(cmh, "icmap", NULL, NULL));
	fake_die();
	get(cmh, "totem.token", CMH_FAILED, &err); /* connects again, and fails then */
	assert_int_equal(fake_count("connect"), 2);
	assert_int_equal(err.os_errno, 0);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(try_again_is_repeated_until_it_succeeds)
{
	struct cmh_context *cmh = start("connect=6*3 get:totem.token=6*2", 5000);

	assert_non_null(cmh_handle_open(cmh, "icmap", NULL, NULL));
	assert_int_equal(fake_count("connect icmap"), 4);
	assert_int_equal(fake_count("finalize"), 3); /* each that failed */
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	assert_int_equal(fake_count("get"), 3);
	finish(cmh);
}

TEST(try_again_ends_with_the_timeout_and_is_not_a_flood)
{
	struct cmh_context *cmh = start("connect=6", 200);
	struct cmh_error err = CMH_ERROR_INIT;
	struct timespec begin;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	assert_null(cmh_handle_open(cmh, "icmap", NULL, &err));
	assert_true(ms_since(&begin) >= 199 && ms_since(&begin) < 10000);
	assert_int_equal(err.status, CMH_TIMEOUT);
	assert_int_equal(err.number, CS_ERR_TRY_AGAIN);
	assert_true(fake_count("connect") <= 6);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(a_connect_without_an_answer_is_given_up)
{
	struct cmh_context *cmh = start("connect=block*1", 50);
	struct cmh_error err = CMH_ERROR_INIT;
	struct timespec begin;

	cmh_handle_open(cmh, "live", NULL, NULL);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	get(cmh, "totem.token", CMH_TIMEOUT, &err);
	assert_true(ms_since(&begin) >= 50 && ms_since(&begin) < 1500);
	fake_wait_blocked(1);
	fake_release();
	cmh_context_options(cmh)->timeout_ms = 5000;
	assert_int_equal(get(cmh, "totem.token", CMH_OK, &err), 3000);
	assert_int_equal(fake_count("get"), 1); /* the thread that was given up asked for nothing any more */
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(a_change_that_was_given_up_while_connecting_is_not_sent)
{
	struct cmh_context *cmh = start("connect=block*1", 50);
	const struct cmh_value value = { .type = CMH_U32, .u = 7 };

	assert_int_equal(cmh_set(cmh_handle_open(cmh, "live", NULL, NULL), "totem.token", &value, NULL), CMH_TIMEOUT);
	finish(cmh);
	assert_int_equal(fake_count("set"), 0);
}

TEST(a_handle_counts_how_often_it_was_opened_again)
{
	struct cmh_context *cmh = start("get=block*1 get=block*1+1", 50);
	struct cmh_handle_info info;
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);

	get(cmh, "totem.token", CMH_TIMEOUT, NULL);
	info = *cmh_handle_info(handle);
	assert_false(info.connected);
	assert_int_equal(info.reopened, 0); /* it was not yet */
	get(cmh, "totem.token", CMH_OK, NULL);
	info = *cmh_handle_info(handle);
	assert_int_equal(info.reopened, 1);
	get(cmh, "totem.token", CMH_TIMEOUT, NULL);
	get(cmh, "totem.token", CMH_OK, NULL);
	info = *cmh_handle_info(handle);
	assert_int_equal(info.reopened, 2);
	assert_int_equal(info.pid, getpid());
	finish(cmh);
}

TEST(a_request_without_an_answer_is_given_up_with_its_connection)
{
	struct cmh_context *cmh = start("get=block*1", 50);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle_info info;

	cmh_handle_open(cmh, "icmap", NULL, NULL);
	get(cmh, "totem.token", CMH_TIMEOUT, &err);
	assert_non_null(strstr(err.message, "did not answer for 0.05 s"));
	info = *cmh_handle_info(cmh_handle_next(cmh, NULL));
	assert_int_equal(info.pid, getpid());
	assert_int_equal(info.last_error->status, CMH_TIMEOUT);
	cmh_context_options(cmh)->timeout_ms = 5000;
	assert_int_equal(get(cmh, "totem.token", CMH_OK, &err), 3000); /* while the other still blocks */
	assert_int_equal(fake_count("connect"), 2);
	fake_wait_blocked(1);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(closing_does_not_wait_for_a_corosync_that_hangs)
{
	struct cmh_context *cmh = start("finalize=block*1", 60);
	struct timespec begin;

	cmh_handle_open(cmh, "icmap", NULL, NULL);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	cmh_context_free(cmh);
	assert_true(ms_since(&begin) < 1500);
	fake_wait_blocked(1);
	finish(NULL);
}

TEST(a_cancelled_call_returns_at_once)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	struct timespec begin;
	struct cmh_context *cmh;

	fake_reset("get=block");
	options.cancel_fd = eventfd(1, EFD_CLOEXEC); /* readable from the start */
	cmh = cmh_context_new(&options);
	cmh_handle_open(cmh, "live", NULL, NULL);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	get(cmh, "totem.token", CMH_INTERRUPTED, &err);
	assert_true(ms_since(&begin) < 1500);
	assert_string_equal(err.message, "interrupted");
	cmh_error_clear(&err);
	finish(cmh);
	close(options.cancel_fd);
}

TEST(a_reading_of_both_maps_is_cancelled_while_the_first_one_connects)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_context *cmh;

	fake_reset("connect=block");
	options.cancel_fd = eventfd(1, EFD_CLOEXEC);
	options.timeout_ms = 1000;
	cmh = cmh_context_new(&options);
	assert_int_equal(cmh_read_all(cmh_handle_open(cmh, "live", NULL, NULL), "", &all, NULL), CMH_INTERRUPTED);
	cmh_entries_clear(&all);
	finish(cmh);
	close(options.cancel_fd);
}

static bool
count_and_refuse(void *arg)
{
	++*(unsigned *)arg;
	return false;
}

TEST(a_call_is_cancelled_only_if_the_caller_says_so)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	unsigned asked = 0;
	struct cmh_context *cmh;

	fake_reset("get=block");
	options.cancel_fd = eventfd(1, EFD_CLOEXEC);
	options.cancel = count_and_refuse;
	options.arg = &asked;
	options.timeout_ms = 50;
	cmh = cmh_context_new(&options);
	cmh_handle_open(cmh, "icmap", NULL, NULL);
	get(cmh, "totem.token", CMH_TIMEOUT, NULL);
	assert_true(asked > 0);
	finish(cmh);
	close(options.cancel_fd);
}

static void
count(void *arg)
{
	++*(unsigned *)arg;
}

TEST(a_caller_is_notified_once_that_a_call_is_slow)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	unsigned notified = 0;
	struct cmh_context *cmh;

	fake_reset("get=block");
	options.slow = count;
	options.arg = &notified;
	options.timeout_ms = 50;
	cmh = cmh_context_new(&options);
	cmh_handle_open(cmh, "icmap", NULL, NULL);
	get(cmh, "totem.token", CMH_TIMEOUT, NULL);
	assert_int_equal(notified, 0);
	cmh_context_options(cmh)->timeout_ms = 1200;
	get(cmh, "totem.token", CMH_TIMEOUT, NULL);
	assert_int_equal(notified, 1);
	finish(cmh);
}

TEST(a_call_ends_when_corosync_has_ended)
{
	const struct cmh_value value = { .type = CMH_U32, .u = 7 };
	struct cmh_context *cmh = start("connect=other get=block set=block", 60000);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	char *message;

	get(cmh, "totem.token", CMH_UNREACHABLE, &err);
	assert_int_equal(err.reason, CMH_REASON_ENDED);
	assert_string_equal(err.hint, "run: journalctl -u corosync -n 50");
	assert_true(asprintf(&message, "corosync (pid %ld) has ended", (long)cmh_handle_info(handle)->pid) > 0);
	assert_string_equal(err.message, message);
	assert_true(cmh_handle_info(handle)->lost);
	assert_false(cmh_handle_info(handle)->connected);
	assert_int_equal(cmh_set(handle, "totem.token", &value, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_IN_DOUBT);
	assert_string_equal(err.hint, "read the key again");
	assert_non_null(strstr(err.message, " has ended; the key may or may not have been changed"));
	free(message);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(a_lost_connection_is_noticed_and_opened_again)
{
	struct cmh_context *cmh = start("", 5000);
	struct cmh_handle_info info;

	cmh_handle_open(cmh, "icmap", NULL, NULL);
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	fake_die();
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	assert_int_equal(fake_count("connect"), 2);
	assert_int_equal(fake_count("get"), 2); /* nothing was sent into the void */
	info = *cmh_handle_info(cmh_handle_next(cmh, NULL));
	assert_true(info.connected && !info.lost);
	assert_int_equal(info.reopened, 1);
	finish(cmh);
}

TEST(a_handle_without_a_connection_does_not_look_at_standard_output)
{
	struct cmh_context *cmh = start("connect=2/111", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "live", NULL, NULL);
	int ends[2], before = dup(STDOUT_FILENO);

	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO); /* poll(2) reports an error of it at once */
	for (int i = 0; i < 3; i++)
		assert_int_equal(cmh_get(handle, "totem.token", &(struct cmh_value)CMH_VALUE_INIT, NULL), CMH_UNREACHABLE);
	dup2(before, STDOUT_FILENO);
	assert_false(cmh_handle_info(handle)->lost);
	close(before);
	close(ends[1]);
	finish(cmh);
}

TEST(a_read_is_repeated_once_when_the_connection_is_lost_under_it)
{
	struct cmh_context *cmh = start("get=hangup*1", 5000);
	struct cmh_error err = CMH_ERROR_INIT;

	cmh_handle_open(cmh, "icmap", NULL, NULL);
	assert_int_equal(get(cmh, "totem.token", CMH_OK, NULL), 3000);
	assert_int_equal(fake_count("get"), 2);
	finish(cmh);

	cmh = start("get=hangup", 5000);
	cmh_handle_open(cmh, "icmap", NULL, NULL);
	get(cmh, "totem.token", CMH_UNREACHABLE, &err);
	assert_non_null(strstr(err.message, "connection to corosync was lost"));
	assert_int_equal(fake_count("get"), 2);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(a_write_with_an_unknown_outcome_is_never_repeated)
{
	static const char *const rules[] = { "set=hangup delete=hangup inc=hangup",
					     "set=hangup-after delete=hangup-after inc=hangup-after" };
	const struct cmh_value value = { .type = CMH_U32, .u = 7 };

	for (size_t i = 0; i < N_OF(rules); i++) {
		struct cmh_context *cmh = start(rules[i], 5000);
		struct cmh_error err = CMH_ERROR_INIT;
		struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);

		/* Carried out before the loss: libcmap had its answer. */
		assert_int_equal(cmh_set(handle, "totem.token", &value, &err), i == 0 ? CMH_UNREACHABLE : CMH_OK);
		assert_int_equal(err.message != NULL && strstr(err.message, "may or may not") != NULL, i == 0);
		assert_int_equal(cmh_add(handle, "test.u8", 1, &err), i == 0 ? CMH_UNREACHABLE : CMH_OK);
		assert_int_equal(cmh_delete(handle, "test.i8", &err), i == 0 ? CMH_UNREACHABLE : CMH_OK);
		assert_int_equal(fake_count("set"), 1);
		assert_int_equal(fake_count("inc"), 1);
		assert_int_equal(fake_count("delete"), 1);
		cmh_error_clear(&err);
		finish(cmh);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_connection_serves_many_requests),
		cmocka_unit_test(a_connect_that_failed_halfway_is_closed),
		cmocka_unit_test(a_server_that_does_not_run_as_root_is_rejected),
		cmocka_unit_test(nothing_of_a_stranger_who_listens_is_mapped),
		cmocka_unit_test(handles_and_watches_leave_no_thread_descriptor_or_stack),
		cmocka_unit_test(a_connection_without_a_request_costs_no_time),
		cmocka_unit_test(an_error_has_no_errno_of_the_connection_before_it),
		cmocka_unit_test(try_again_is_repeated_until_it_succeeds),
		cmocka_unit_test(try_again_ends_with_the_timeout_and_is_not_a_flood),
		cmocka_unit_test(a_connect_without_an_answer_is_given_up),
		cmocka_unit_test(a_change_that_was_given_up_while_connecting_is_not_sent),
		cmocka_unit_test(a_handle_counts_how_often_it_was_opened_again),
		cmocka_unit_test(a_request_without_an_answer_is_given_up_with_its_connection),
		cmocka_unit_test(closing_does_not_wait_for_a_corosync_that_hangs),
		cmocka_unit_test(a_cancelled_call_returns_at_once),
		cmocka_unit_test(a_reading_of_both_maps_is_cancelled_while_the_first_one_connects),
		cmocka_unit_test(a_call_is_cancelled_only_if_the_caller_says_so),
		cmocka_unit_test(a_caller_is_notified_once_that_a_call_is_slow),
		cmocka_unit_test(a_call_ends_when_corosync_has_ended),
		cmocka_unit_test(a_lost_connection_is_noticed_and_opened_again),
		cmocka_unit_test(a_handle_without_a_connection_does_not_look_at_standard_output),
		cmocka_unit_test(a_read_is_repeated_once_when_the_connection_is_lost_under_it),
		cmocka_unit_test(a_write_with_an_unknown_outcome_is_never_repeated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
