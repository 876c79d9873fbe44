/* SPDX-License-Identifier: BSD-3-Clause */
/* The library in a process that has threads, forks and gets signals. Over the fake corosync. */
#include "context.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "process.h"


static bool
gets_token(struct cmh_handle *handle)
{
	struct cmh_value value = CMH_VALUE_INIT;
	uint64_t token;

	return handle != NULL && cmh_get(handle, "totem.token", &value, NULL) == CMH_OK &&
	       cmh_value_uint64(&value, &token, NULL) == CMH_OK && token == 3000;
}

/* ---- threads ------------------------------------------------------------ */

/* Opens, reads, watches and closes, in a context of its own. Returns what it was given when all went well. */
static void *
use_library(void *arg)
{
	bool good = true;

	for (int i = 0; i < 30 && good; i++) {
		struct cmh_context *cmh = cmh_context_new(NULL);
		struct cmh_handle *handle = cmh_handle_open(cmh, i % 2 == 0 ? "icmap" : "live", NULL, NULL);
		struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
		struct cmh_watch *watch;

		options.flags = CMH_WATCH_WAIT_READY;
		good = gets_token(handle) && cmh_handle_info(handle)->connected;
		watch = good ? cmh_watch_new(handle, &options, NULL) : NULL;
		good = watch != NULL && cmh_watch_ready(watch) && cmh_watch_keys(watch, CMH_ICMAP)->n > 0;
		cmh_watch_free(watch);
		cmh_context_free(cmh);
	}
	return good ? arg : NULL;
}

TEST(threads_may_use_contexts_of_their_own_at_the_same_time)
{
	pthread_t threads[4];
	char good;

	fake_reset("");
	for (size_t i = 0; i < N_OF(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, use_library, &good), 0);
	for (size_t i = 0; i < N_OF(threads); i++) {
		void *result;

		assert_int_equal(pthread_join(threads[i], &result), 0);
		assert_ptr_equal(result, &good);
	}
	finish(NULL);
}

static void *
use_handle(void *handle)
{
	return gets_token(handle) ? handle : NULL;
}

TEST(one_thread_after_the_other_may_use_a_context)
{
	struct cmh_context *cmh = start("", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	pthread_t thread;
	void *result;

	assert_true(gets_token(handle));
	assert_int_equal(pthread_create(&thread, NULL, use_handle, handle), 0);
	assert_int_equal(pthread_join(thread, &result), 0);
	assert_ptr_equal(result, handle);
	assert_true(gets_token(handle));
	assert_int_equal(fake_count("connect"), 1);
	finish(cmh);
}

/* ---- other processes ----------------------------------------------------- */

TEST(what_is_known_of_a_process_follows_its_life)
{
	pid_t pid = fork();
	struct pollfd p = { .events = POLLIN };
	uint64_t started;

	if (pid == 0)
		for (;;)
			pause();
	p.fd = process_open(pid);
	started = process_started(pid);
	assert_true(started > 0 && started >= process_started(getpid()));
	assert_false(process_has_ended(pid));
	assert_int_equal(poll(&p, 1, 0), 0);
	assert_int_equal(kill(pid, SIGSTOP), 0);
	assert_int_equal(waitpid(pid, NULL, WUNTRACED), pid);
	assert_int_equal(process_state(pid), 'T');
	assert_false(process_has_ended(pid));
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitid(P_PID, (id_t)pid, &(siginfo_t){ 0 }, WEXITED | WNOWAIT), 0);
	assert_int_equal(process_state(pid), 'Z');
	assert_true(process_has_ended(pid));
	assert_int_equal(poll(&p, 1, 10000), p.fd >= 0 ? 1 : 0); /* an old kernel has none */
	assert_int_equal(process_started(pid), started);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_int_equal(process_state(pid), '?');
	assert_int_equal(process_started(pid), 0);
	assert_true(process_has_ended(pid));
	assert_int_equal(process_open(pid), -1);
	if (p.fd >= 0)
		close(p.fd);
}

TEST(of_no_process_nothing_is_known)
{
	assert_int_equal(process_state(0), '?');
	assert_int_equal(process_state(-1), '?');
	assert_int_equal(process_started(0), 0);
	assert_false(process_has_ended(0));
	assert_false(process_has_ended(-1));
	assert_false(process_has_ended(1));
}

/* ---- fork --------------------------------------------------------------- */

/* What a child of fork() finds; 0: all is well. */
static int
in_child(int (*check)(void *arg), void *arg)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(check(arg));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
use_handle_of_parent(void *arg)
{
	struct cmh_context *cmh = arg;
	struct cmh_handle *handle = cmh_handle_next(cmh, NULL);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_value value = { .type = CMH_U32, .u = 1 };
	struct timespec begin, end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	if (cmh_set(handle, "totem.token", &value, &err) != CMH_INVALID || err.reason != CMH_REASON_FORKED)
		return 1;
	if (cmh_get(handle, "totem.token", &value, &err) != CMH_INVALID || err.reason != CMH_REASON_FORKED)
		return 2;
	if (cmh_handle_info(handle)->connected)
		return 3;
	cmh_error_clear(&err);
	cmh_context_free(cmh);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return end.tv_sec - begin.tv_sec < 2 ? 0 : 4;
}

TEST(a_child_that_uses_its_parents_connection_fails_at_once)
{
	struct cmh_context *cmh = start("", 60000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);

	assert_true(gets_token(handle));
	assert_int_equal(in_child(use_handle_of_parent, cmh), 0);
	assert_true(gets_token(handle)); /* the parent has its connection all the same */
	assert_int_equal(fake_count("connect"), 1);
	assert_int_equal(fake_count("set"), 0);
	finish(cmh);
}

static int
use_watch_of_parent(void *arg)
{
	struct cmh_watch *watch = arg;
	const struct cmh_event *event = cmh_watch_next(watch);

	if (event == NULL || event->kind != CMH_EVENT_FAILED || cmh_watch_error(watch)->reason != CMH_REASON_FORKED)
		return 1;
	if (cmh_watch_next(watch) != NULL || cmh_watch_ready(watch))
		return 2;
	cmh_watch_resume(watch);
	cmh_watch_free(watch);
	return 0;
}

TEST(a_child_takes_no_event_from_its_parents_watch)
{
	struct cmh_context *cmh = start("", 60000);
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	struct cmh_watch *watch;
	const struct cmh_event *event;
	struct pollfd p = { .events = POLLIN };

	options.flags = CMH_WATCH_WAIT_READY;
	watch = cmh_watch_new(cmh_handle_open(cmh, "icmap", NULL, NULL), &options, NULL);
	assert_int_equal(cmh_watch_next(watch)->kind, CMH_EVENT_READY);
	assert_null(cmh_watch_next(watch));
	fake_put_str("totem.token", "a");
	assert_int_equal(in_child(use_watch_of_parent, watch), 0);
	p.fd = cmh_watch_fd(watch);
	while ((event = cmh_watch_next(watch)) == NULL)
		assert_int_equal(poll(&p, 1, 10000), 1);
	assert_int_equal(event->kind, CMH_EVENT_MODIFY);
	assert_string_equal(event->key, "totem.token");
	cmh_watch_free(watch);
	finish(cmh);
}

static int
use_own_context(void *parents)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	bool good = gets_token(cmh_handle_open(cmh, "icmap", NULL, NULL));

	cmh_context_free(cmh);
	cmh_context_free(parents);
	return good ? 0 : 1;
}

TEST(a_child_may_make_a_context_of_its_own)
{
	struct cmh_context *cmh = start("", 5000);

	assert_non_null(cmh_handle_open(cmh, "icmap", NULL, NULL));
	assert_int_equal(in_child(use_own_context, cmh), 0);
	finish(cmh);
}

TEST(a_child_can_connect_while_a_connect_of_its_parent_hangs)
{
	struct cmh_context *cmh = start("connect=block*1", 50);

	assert_null(cmh_handle_open(cmh, "icmap", NULL, NULL));
	fake_wait_blocked(1);
	assert_int_equal(in_child(use_own_context, cmh), 0);
	finish(cmh);
}

/* ---- signals ------------------------------------------------------------ */

TEST(a_pipe_that_corosync_has_closed_does_not_end_the_program)
{
	struct cmh_context *cmh = start("connect=sigpipe get=sigpipe dispatch=sigpipe finalize=sigpipe", 5000);

	signal(SIGPIPE, SIG_DFL);
	assert_true(gets_token(cmh_handle_open(cmh, "icmap", NULL, NULL)));
	finish(cmh);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_may_use_contexts_of_their_own_at_the_same_time),
		cmocka_unit_test(one_thread_after_the_other_may_use_a_context),
		cmocka_unit_test(what_is_known_of_a_process_follows_its_life),
		cmocka_unit_test(of_no_process_nothing_is_known),
		cmocka_unit_test(a_child_that_uses_its_parents_connection_fails_at_once),
		cmocka_unit_test(a_child_takes_no_event_from_its_parents_watch),
		cmocka_unit_test(a_child_may_make_a_context_of_its_own),
		cmocka_unit_test(a_child_can_connect_while_a_connect_of_its_parent_hangs),
		cmocka_unit_test(a_pipe_that_corosync_has_closed_does_not_end_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
