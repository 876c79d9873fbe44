/* SPDX-License-Identifier: BSD-3-Clause */
/* Watches: what is tracked, polled, left out, and told. Over the fake corosync. */
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>

#include "cmh.h"
#include "fake.h"

enum { PATIENCE_MS = 10000 };

static struct cmh_context *cmh;

static int
set_up(void **state)
{
	struct cmh_options options = CMH_OPTIONS_INIT;

	(void)state;
	fake_reset("");
	cmh = cmh_context_new(&options);
	return cmh == NULL || cmh_handle_open(cmh, "live", NULL, NULL) == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	cmh_context_free(cmh);
	fake_release();
	for (int i = 0; i < 500 && fake_open() > 0; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	return fake_open() > 0;
}

static struct cmh_watch *
watch(struct cmh_watch_options options)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_watch *w = cmh_watch_new(cmh_handle_next(cmh, NULL), &options, &err);

	if (w == NULL)
		FAIL_ROW("no watch: %s", cmh_error_message(&err));
	return w;
}

#define OPTIONS(...) ((struct cmh_watch_options){ .size = sizeof(struct cmh_watch_options), __VA_ARGS__ })
#define PATHS(...) .paths = (const char *const[]){ __VA_ARGS__ }, .n_paths = N_OF(((const char *const[]){ __VA_ARGS__ }))
#define EXCEPT(...) .except = (const char *const[]){ __VA_ARGS__ }, .n_except = N_OF(((const char *const[]){ __VA_ARGS__ }))

/* An event as a line. */
static void
describe(const struct cmh_event *event, char *line, size_t size)
{
	char *before = cmh_value_text(&event->before), *after = cmh_value_text(&event->after);

	snprintf(line, size, "%s %s", cmh_event_kind_name(event->kind), event->key != NULL ? event->key : cmh_map_name(event->map));
	if (event->key != NULL && event->kind != CMH_EVENT_INITIAL)
		snprintf(line + strlen(line), size - strlen(line), " %s [%s] [%s]", cmh_source_name(event->source), before, after);
	free(before);
	free(after);
}

/* Waits for the next event that is not "polled". */
static void
next_line(struct cmh_watch *w, char *line, size_t size)
{
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };
	const struct cmh_event *event;

	do {
		while ((event = cmh_watch_next(w)) == NULL)
			if (poll(&p, 1, PATIENCE_MS) == 0)
				FAIL_ROW("nothing came");
		describe(event, line, size);
	} while (strncmp(line, "polled", 6) == 0);
}

static void
expect(struct cmh_watch *w, const char *expected)
{
	char line[512];

	next_line(w, line, sizeof(line));
	if (strcmp(line, expected) != 0)
		FAIL_ROW("expected \"%s\", got \"%s\"", expected, line);
}

static void
wait_for_polls(struct cmh_watch *w, unsigned n)
{
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };
	const struct cmh_event *event;

	while (n > 0) {
		if ((event = cmh_watch_next(w)) != NULL)
			n -= event->kind == CMH_EVENT_POLLED;
		else if (poll(&p, 1, PATIENCE_MS) == 0)
			FAIL_ROW("no poll");
	}
}

TEST(several_paths_are_watched_by_one_connection)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem.token", "totem", "nodelist")));

	expect(w, "ready icmap");
	assert_int_equal(fake_count("connect"), 1);
	assert_int_equal(fake_count("track_add"), 2); /* one path is in another */
	fake_put_str("nodelist.name", "n");
	fake_put_str("quorum.provider", "q");
	fake_put_str("totem.token", "t");
	fake_delete("nodelist.name");
	expect(w, "add nodelist.name track [] [n]");
	expect(w, "modify totem.token track [3000] [t]");
	expect(w, "delete nodelist.name track [n] []");
	cmh_watch_free(w);
}

TEST(a_change_that_two_trackers_report_is_told_once)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem.to*", "totem.tok*", "totem.c*")));

	expect(w, "ready icmap");
	for (int i = 0; i < 3; i++) {
		fake_put_str("totem.token", "a");
		fake_put_str("totem.token", "b");
	}
	fake_put_str("totem.cluster_name", "end");
	expect(w, "modify totem.token track [3000] [a]");
	expect(w, "modify totem.token track [a] [b]");
	for (int i = 0; i < 2; i++) {
		expect(w, "modify totem.token track [b] [a]");
		expect(w, "modify totem.token track [a] [b]");
	}
	expect(w, "modify totem.cluster_name track [fake] [end]");
	cmh_watch_free(w);
}

TEST(a_watch_of_patterns_asks_only_for_what_comes_before_their_stars)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("nodelist.node.*.nodeid", "nodelist.*.2", "totem.*_name"), EXCEPT("**.10.*")));

	expect(w, "ready icmap");
	assert_int_equal(fake_count("track_add"), 2); /* nodelist., totem. */
	assert_int_equal(fake_count("iter_init nodelist."), 1);
	assert_int_equal(fake_count("iter_init totem."), 1);
	assert_int_equal(fake_count("connect"), 1);
	fake_put_str("nodelist.node.1.name", "not covered");
	fake_put_str("nodelist.node.2.name", "below what matches");
	fake_put_str("nodelist.node.10.nodeid", "left out");
	fake_put_str("nodelist.node.11.nodeid", "y");
	fake_put_str("totem.token", "not covered");
	fake_put_str("totem.cluster_name", "end");
	expect(w, "add nodelist.node.2.name track [] [below what matches]");
	expect(w, "add nodelist.node.11.nodeid track [] [y]");
	expect(w, "modify totem.cluster_name track [fake] [end]");
	cmh_watch_free(w);
}

static bool
is_in_totem(const char *key)
{
	return cmh_path_covers("totem", key);
}

TEST(a_key_that_is_named_in_full_is_not_left_out)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem", "totem.token"), EXCEPT("totem.*")));

	expect(w, "ready icmap");
	fake_put_str("totem.cluster_name", "left out");
	fake_put_str("totem.token", "a");
	expect(w, "modify totem.token track [3000] [a]");
	cmh_watch_free(w);
	w = watch(OPTIONS(PATHS("**", "totem.token", "nodelist"), .leaves_out = is_in_totem));
	expect(w, "ready icmap");
	fake_put_str("totem.cluster_name", "left out, too");
	fake_put_str("totem.token", "b");
	fake_put_str("nodelist.name", "n");
	expect(w, "ready stats");
	expect(w, "modify totem.token track [a] [b]");
	expect(w, "add nodelist.name track [] [n]");
	cmh_watch_free(w);
}

TEST(what_was_reported_before_the_list_was_made_is_no_news)
{
	struct cmh_watch *w;

	fake_reset("iter_init=block*1");
	w = watch(OPTIONS(PATHS("totem")));
	fake_wait_blocked(1);
	fake_put_str("totem.new", "a");
	fake_put_str("totem.new", "b");
	fake_put_str("totem.token", "a");
	fake_delete("totem.token");
	fake_put_str("totem.token", "b");
	fake_put_str("totem.token", "c");
	fake_put_str("totem.short", "a");
	fake_release();
	expect(w, "ready icmap");
	fake_put_str("totem.cluster_name", "end");
	expect(w, "modify totem.cluster_name track [fake] [end]");
	fake_delete("totem.new");
	expect(w, "delete totem.new track [b] []");
	cmh_watch_free(w);
}

TEST(what_is_left_out_is_neither_told_nor_read)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("test"), EXCEPT("test.str", "test.b*"), .flags = CMH_WATCH_INITIAL));
	char line[512];

	expect(w, "ready icmap");
	for (int i = 0; i < 10; i++) {
		next_line(w, line, sizeof(line));
		if (strncmp(line, "initial test.", 13) != 0 || strstr(line, ".str") != NULL || strstr(line, ".bin") != NULL)
			FAIL_ROW("%s", line);
	}
	fake_put_str("test.str", "x");
	fake_put_str("test.bx", "x");
	fake_put_str("test.u8", "x");
	next_line(w, line, sizeof(line));
	while (strncmp(line, "initial", 7) == 0)
		next_line(w, line, sizeof(line));
	assert_string_equal(line, "modify test.u8 track [255] [x]");
	assert_int_equal(fake_count("get test.str"), 0);
	cmh_watch_free(w);
}

TEST(values_of_the_stats_map_are_polled)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.srp", "stats.ipcs"), .interval_ms = 20));

	expect(w, "ready stats");
	fake_put_str("stats.srp.mtt_rx_token", "7");
	expect(w, "modify stats.srp.mtt_rx_token poll [106] [7]");
	fake_put_str("stats.ipcs.service0.2.0x2.procname", "new");
	expect(w, "add stats.ipcs.service0.2.0x2.procname track [] [new]");
	fake_put_str("stats.ipcs.service0.2.0x2.procname", "newer");
	expect(w, "modify stats.ipcs.service0.2.0x2.procname poll [new] [newer]");
	fake_delete("stats.ipcs.service0.2.0x2.procname");
	expect(w, "delete stats.ipcs.service0.2.0x2.procname track [newer] []");
	cmh_watch_free(w);
}

TEST(a_poll_costs_one_request_a_key)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.srp"), .interval_ms = 20));
	unsigned gets, listings;

	wait_for_polls(w, 1);
	gets = fake_count("get");
	listings = fake_count("iter_init");
	wait_for_polls(w, 3);
	assert_int_equal(fake_count("get"), gets + 3);
	assert_int_equal(fake_count("iter_init"), listings);
	cmh_watch_free(w);
}

TEST(keys_that_corosync_never_reports_are_found_by_the_poll)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats"), .interval_ms = 20));

	expect(w, "ready stats");
	fake_put_str("stats.schedmiss.0.delay", "1");
	expect(w, "add stats.schedmiss.0.delay poll [] [1]");
	fake_put_str("stats.schedmiss.0.delay", "2");
	expect(w, "modify stats.schedmiss.0.delay poll [1] [2]");
	fake_delete("stats.schedmiss.0.delay");
	expect(w, "delete stats.schedmiss.0.delay poll [2] []");
	cmh_watch_free(w);
}

TEST(without_an_interval_nothing_is_polled)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.srp")));

	expect(w, "ready stats");
	fake_put_str("stats.srp.mtt_rx_token", "7");
	fake_put_str("stats.srp.new", "8");
	expect(w, "add stats.srp.new track [] [8]");
	cmh_watch_free(w);
}

TEST(a_value_that_cannot_be_read_for_a_while_is_no_change)
{
	struct cmh_watch *w;

	fake_reset("get:stats.srp.mtt_rx_token=2*2+1");
	w = watch(OPTIONS(PATHS("stats.srp"), .interval_ms = 20));
	expect(w, "ready stats");
	wait_for_polls(w, 5);
	fake_put_str("stats.srp.mtt_rx_token", "7");
	expect(w, "modify stats.srp.mtt_rx_token poll [106] [7]");
	cmh_watch_free(w);
}

TEST(a_corosync_that_dies_between_polls_is_told_and_made_up_for)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.srp"), .interval_ms = 20));

	expect(w, "ready stats");
	fake_put_str("stats.srp.mtt_rx_token", "7");
	expect(w, "modify stats.srp.mtt_rx_token poll [106] [7]");
	fake_die();
	fake_put_str("stats.srp.mtt_rx_token", "8");
	expect(w, "lost stats");
	expect(w, "ready stats");
	expect(w, "modify stats.srp.mtt_rx_token resync [7] [8]");
	cmh_watch_free(w);
}

TEST(what_was_reported_before_corosync_died_is_told_before_its_death)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem")));
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };

	expect(w, "ready icmap");
	fake_put_str("totem.token", "a");
	fake_put_str("totem.token", "b");
	poll(&p, 1, PATIENCE_MS);
	fake_die();
	for (int i = 0; i < 500 && fake_open() > 0; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	fake_put_str("totem.token", "c");
	expect(w, "modify totem.token track [3000] [a]");
	expect(w, "modify totem.token track [a] [b]");
	expect(w, "lost icmap");
	expect(w, "ready icmap");
	expect(w, "modify totem.token resync [b] [c]");
	cmh_watch_free(w);
}

TEST(a_watch_that_is_to_begin_now_does_not_wait_for_corosync)
{
	const struct cmh_watch_options now = OPTIONS(.flags = CMH_WATCH_WAIT_READY);
	struct cmh_error err = CMH_ERROR_INIT;

	fake_reset("connect=2/111");
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &now, &err));
	assert_int_equal(err.status, CMH_UNREACHABLE);
	fake_reset("connect=block");
	cmh_context_options(cmh)->timeout_ms = 50;
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &now, &err));
	assert_int_equal(err.status, CMH_TIMEOUT);
	cmh_error_clear(&err);
}

TEST(a_pause_gives_the_trackers_up_and_what_changed_is_told_after_it)
{
	static const struct { const char *path, *key, *ready, *change; } rows[] = {
		{ "totem", "totem.token", "ready icmap", "modify totem.token resync [3000] [t]" },
		{ "stats.srp", "stats.srp.mtt_rx_token", "ready stats", "modify stats.srp.mtt_rx_token resync [106] [t]" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_watch *w = watch(OPTIONS(PATHS(rows[i].path), .interval_ms = 20));

		expect(w, rows[i].ready);
		assert_true(cmh_watch_ready(w));
		cmh_watch_pause(w);
		assert_int_equal(fake_open(), 0);
		assert_false(cmh_watch_ready(w)); /* the keys are what they were */
		fake_put_str(rows[i].key, "t");
		cmh_watch_resume(w);
		assert_false(cmh_watch_ready(w));
		expect(w, rows[i].ready);
		assert_true(cmh_watch_ready(w));
		expect(w, rows[i].change);
		cmh_watch_free(w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(several_paths_are_watched_by_one_connection, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_change_that_two_trackers_report_is_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_of_patterns_asks_only_for_what_comes_before_their_stars, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_that_is_named_in_full_is_not_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_reported_before_the_list_was_made_is_no_news, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_left_out_is_neither_told_nor_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_of_the_stats_map_are_polled, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_poll_costs_one_request_a_key, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_that_corosync_never_reports_are_found_by_the_poll, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_an_interval_nothing_is_polled, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_that_cannot_be_read_for_a_while_is_no_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_corosync_that_dies_between_polls_is_told_and_made_up_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_reported_before_corosync_died_is_told_before_its_death, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_that_is_to_begin_now_does_not_wait_for_corosync, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_pause_gives_the_trackers_up_and_what_changed_is_told_after_it, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
