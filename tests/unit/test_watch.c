/* SPDX-License-Identifier: BSD-3-Clause */
/* Watches: what is tracked, polled, excluded and reported. Over the fake corosync. */
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "cmh.h"
#include "fake.h"
#include "watch.h"

enum { PATIENCE_MS = 10000 };

/* Until fake_release(), corosync's reports do not come. */
#define BLOCKED_DISPATCH "dispatch=block*1"

static struct cmh_context *cmh;

static int
set_up(void **state)
{
	struct cmh_options options = CMH_OPTIONS_INIT;

	(void)state;
	alarm(120); /* a watch that never gives an event, and is readable all the time, ends the test */
	fake_reset("");
	cmh = cmh_context_new(&options);
	return cmh == NULL || cmh_handle_open(cmh, "live", NULL, NULL) == NULL;
}

/* Waits until the threads have closed their connections. False: they do not. */
static bool
all_are_closed(void)
{
	for (int i = 0; i < PATIENCE_MS / 10 && fake_open() > 0; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	return fake_open() == 0;
}

static int
tear_down(void **state)
{
	(void)state;
	cmh_context_free(cmh);
	return !fake_wait_closed();
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
	int64_t end = clock_ms() + PATIENCE_MS;

	do {
		while ((event = cmh_watch_next(w)) == NULL)
			if (poll(&p, 1, PATIENCE_MS) == 0 || clock_ms() > end)
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

/* The maps are not in any order. */
static void
expect_one_of(struct cmh_watch *w, const char *a, const char *b)
{
	char line[512];

	next_line(w, line, sizeof(line));
	if (strcmp(line, a) != 0 && strcmp(line, b) != 0)
		FAIL_ROW("expected \"%s\" or \"%s\", got \"%s\"", a, b, line);
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

TEST(a_change_that_two_trackers_report_is_one_event)
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

TEST(a_branch_is_watched_with_the_key_of_its_name)
{
	static const char *const paths[] = { "test.branch", "test.branch." };

	for (size_t i = 0; i < N_OF(paths); i++) {
		struct cmh_watch *w = watch(OPTIONS(PATHS(paths[i])));

		expect(w, "ready icmap");
		assert_int_equal(fake_count("track_add"), i + 1);
		fake_put_str("test.branch", "itself");
		fake_put_str("test.branches", "another");
		fake_put_str("test.branch.key", "below it");
		expect(w, "add test.branch track [] [itself]");
		expect(w, "add test.branch.key track [] [below it]");
		fake_delete("test.branch");
		fake_delete("test.branch.key");
		cmh_watch_free(w);
	}
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
	expect_one_of(w, "ready icmap", "ready stats");
	expect_one_of(w, "ready icmap", "ready stats");
	fake_put_str("totem.cluster_name", "left out, too");
	fake_put_str("totem.token", "b");
	fake_put_str("nodelist.name", "n");
	expect(w, "modify totem.token track [a] [b]");
	expect(w, "add nodelist.name track [] [n]");
	cmh_watch_free(w);
}

TEST(a_report_older_than_the_list_is_ignored)
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

TEST(a_first_list_that_is_begun_again_has_each_key_once)
{
	struct cmh_watch *w;

	fake_reset("iter_next=6*1+2");
	w = watch(OPTIONS(PATHS("totem"), .flags = CMH_WATCH_WAIT_READY));
	assert_int_equal(fake_count("iter_init"), 2);
	for (size_t i = 1; i < cmh_watch_keys(w, CMH_ICMAP)->n; i++)
		assert_string_not_equal(cmh_watch_keys(w, CMH_ICMAP)->v[i].key, cmh_watch_keys(w, CMH_ICMAP)->v[i - 1].key);
	cmh_watch_free(w);
}

TEST(excluded_keys_are_neither_reported_nor_read)
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

TEST(the_shortest_interval_is_a_millisecond)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.srp"), .interval_ms = 1));

	wait_for_polls(w, 2);
	cmh_watch_free(w);
}

TEST(a_poll_that_corosync_refuses_names_no_key_that_it_was_not_about)
{
	struct cmh_watch *w;
	char line[512];

	/* The connection is lost in the first poll, and the new one may not track the map. */
	fake_reset("get:stats.srp.mtt_rx_token=hangup*1+1 track_add=11+1");
	w = watch(OPTIONS(PATHS("stats.srp"), .interval_ms = 1));
	expect(w, "ready stats");
	do
		next_line(w, line, sizeof(line));
	while (strcmp(line, "lost stats") == 0); /* unless we look too late to see it */
	assert_string_equal(line, "failed stats");
	assert_string_equal(cmh_watch_error(w)->message, "cannot watch in stats: no permission, or the key is read-only");
	cmh_watch_free(w);
}

TEST(a_poll_costs_one_request_a_key)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("stats.ipcs"), .interval_ms = 20)); /* two keys */
	unsigned gets, listings;

	wait_for_polls(w, 1);
	gets = fake_count("get");
	listings = fake_count("iter_init");
	wait_for_polls(w, 3);
	assert_int_equal(fake_count("get"), gets + 3 * 2);
	assert_int_equal(fake_count("iter_init"), listings);
	cmh_watch_free(w);
}

TEST(keys_that_corosync_never_reports_are_found_by_the_poll)
{
	static const char *const paths[] = { "stats", "stats.schedmiss", "stats.schedmiss.0", "stats.schedmiss.0.delay", "stats.*.0.*" };

	for (size_t i = 0; i < N_OF(paths); i++) {
		struct cmh_watch *w = watch(OPTIONS(PATHS(paths[i]), .interval_ms = 20));

		expect(w, "ready stats");
		fake_put_str("stats.schedmiss.0.delay", "1");
		expect(w, "add stats.schedmiss.0.delay poll [] [1]");
		fake_put_str("stats.schedmiss.0.delay", "2");
		expect(w, "modify stats.schedmiss.0.delay poll [1] [2]");
		fake_delete("stats.schedmiss.0.delay");
		expect(w, "delete stats.schedmiss.0.delay poll [2] []");
		cmh_watch_free(w);
	}
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

TEST(a_value_that_cannot_be_read_for_a_while_causes_no_event)
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

TEST(a_corosync_that_dies_between_polls_causes_lost_and_the_differences)
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

/* Makes changes, and waits until all their reports have come. The rules must be BLOCKED_DISPATCH. */
static void
make_changes(struct cmh_watch *w, unsigned n)
{
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };

	fake_put_str("totem.note", "0");
	fake_wait_blocked(1); /* the dispatch */
	for (unsigned i = 1; i < n; i++)
		fake_put_str("totem.note", i % 2 == 0 ? "0" : "1");
	fake_release();
	if (poll(&p, 1, PATIENCE_MS) == 0)
		FAIL_ROW("nothing came");
}

TEST(reports_before_corosync_died_come_before_the_event_lost)
{
	struct cmh_watch *w;

	fake_reset(BLOCKED_DISPATCH);
	w = watch(OPTIONS(PATHS("totem")));
	expect(w, "ready icmap");
	make_changes(w, 2);
	fake_die();
	assert_true(all_are_closed());
	fake_put_str("totem.note", "c");
	expect(w, "add totem.note track [] [0]");
	expect(w, "modify totem.note track [0] [1]");
	expect(w, "lost icmap");
	expect(w, "ready icmap");
	expect(w, "modify totem.note resync [1] [c]");
	cmh_watch_free(w);
}

TEST(a_single_report_that_found_no_room_is_told_and_the_keys_are_listed_again)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem")));

	expect(w, "ready icmap");
	w->maps[CMH_ICMAP].feed.dropped = 1;
	expect(w, "dropped icmap");
	expect(w, "ready icmap");
	assert_int_equal(fake_count("iter_init"), 2);
	cmh_watch_free(w);
}

TEST(a_watch_survives_a_restart_of_corosync_during_its_first_reading)
{
	struct cmh_watch *w;

	/* The connection is lost at the third key, and corosync is not back before the fourth try. */
	fake_reset("get=hangup*1+2 connect=2/111*3+1");
	w = watch(OPTIONS(PATHS("totem"), .flags = CMH_WATCH_WAIT_READY | CMH_WATCH_INITIAL));
	assert_true(cmh_watch_ready(w));
	assert_int_equal(fake_count("connect icmap"), 5);
	cmh_watch_free(w);
}

TEST(a_watch_that_waits_for_ready_fails_without_corosync)
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

TEST(a_watch_that_corosync_refuses_fails_with_the_reason)
{
	static const struct { const char *rules; int number; enum cmh_status status; } rows[] = {
		{ "track_add=11", CS_ERR_ACCESS, CMH_FAILED },
		{ "track_add=8", CS_ERR_NO_MEMORY, CMH_FAILED },
		{ "iter_init=27", CS_ERR_NO_SECTIONS, CMH_FAILED },
		{ "connect=11/13", CS_ERR_ACCESS, CMH_REFUSED },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_watch *w;

		fake_reset(rows[i].rules);
		w = watch(OPTIONS(PATHS("totem")));
		expect(w, "failed icmap");
		assert_int_equal(cmh_watch_error(w)->number, rows[i].number);
		assert_int_equal(cmh_watch_error(w)->status, rows[i].status);
		assert_false(cmh_watch_ready(w));
		fake_reset("");
		fake_put_str("totem.token", "t");
		cmh_watch_ask(w);
		cmh_watch_pause(w);
		cmh_watch_resume(w);
		assert_int_equal(poll(&(struct pollfd){ .fd = cmh_watch_fd(w), .events = POLLIN }, 1, 20), 0); /* it has ended */
		assert_null(cmh_watch_next(w));
		cmh_watch_free(w);
	}
}

TEST(a_watch_whose_paths_are_too_long_or_whose_options_are_unknown_is_refused)
{
	const struct cmh_watch_options unknown = OPTIONS(.flags = 1u << 30), sizeless = { .size = 0 };
	struct cmh_error err = CMH_ERROR_INIT;
	char name[CMH_NAME_MAX + 2];
	struct cmh_watch *w;

	memset(name, 'a', sizeof(name));
	name[CMH_NAME_MAX + 1] = '\0';
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &OPTIONS(PATHS("totem", name)), &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_string_equal(err.message, "no key has a name of 256 characters");
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &unknown, &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_non_null(strstr(err.message, "flag 0x40000000"));
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &sizeless, &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_int_equal(fake_count("connect"), 0);
	cmh_error_clear(&err);
	name[CMH_NAME_MAX] = '\0';
	w = watch(OPTIONS(PATHS(name)));
	expect(w, "ready icmap");
	cmh_watch_free(w);
	cmh_watch_free(NULL);
}

TEST(a_pause_removes_the_trackers_and_the_differences_follow_it)
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
		assert_true(all_are_closed());
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

/* ---- silence ------------------------------------------------------------ */

static unsigned
questions(void)
{
	return fake_count("get totem.version") + fake_count("get stats.ipcs.global.active");
}

/* Handles what comes until there were so many questions. */
static void
await_questions(struct cmh_watch *w, unsigned n)
{
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };
	const struct cmh_event *event;

	while (questions() < n)
		if ((event = cmh_watch_next(w)) != NULL)
			FAIL_ROW("an event: %s", cmh_event_kind_name(event->kind));
		else if (poll(&p, 1, PATIENCE_MS) == 0)
			FAIL_ROW("no question");
}

TEST(a_watch_that_hears_nothing_asks_one_question_at_a_time)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem"), .silence_ms = 50));

	expect(w, "ready icmap");
	await_questions(w, 2);
	assert_true(cmh_watch_ready(w));
	cmh_watch_free(w);

	w = watch(OPTIONS(PATHS("totem"))); /* 0: never */
	expect(w, "ready icmap");
	fake_put_str("totem.token", "t");
	expect(w, "modify totem.token track [3000] [t]");
	cmh_watch_free(w);
}

TEST(a_corosync_that_does_not_answer_is_silent_and_one_that_does_again_is_answering)
{
	static const struct { const char *path, *rules, *ready, *silent, *answering; } rows[] = {
		{ "totem", "get:totem.version=block*1", "ready icmap", "silent icmap", "answering icmap" },
		{ "stats.srp", "get:stats.srp.mtt_rx_token=block*1+1", "ready stats", "silent stats", "answering stats" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_watch *w;

		fake_reset(rows[i].rules);
		w = watch(OPTIONS(PATHS(rows[i].path), .silence_ms = 50, .interval_ms = 20));
		expect(w, rows[i].ready);
		assert_true(cmh_watch_ready(w));
		expect(w, rows[i].silent);
		assert_false(cmh_watch_ready(w));
		assert_null(cmh_watch_next(w));
		assert_int_equal(questions(), i == 0 ? 1 : 0); /* the poll is a question itself */
		fake_put_str("totem.note", "meanwhile");
		fake_release();
		expect(w, rows[i].answering);
		assert_true(cmh_watch_ready(w));
		if (i == 0)
			expect(w, "add totem.note track [] [meanwhile]");
		cmh_watch_free(w);
	}
}

TEST(reports_that_the_caller_has_not_taken_are_no_silence)
{
	enum { CHANGES = 100 };
	struct cmh_watch *w;

	fake_reset(BLOCKED_DISPATCH);
	w = watch(OPTIONS(PATHS("totem"), .silence_ms = 200));
	expect(w, "ready icmap");
	make_changes(w, CHANGES);
	expect(w, "add totem.note track [] [0]");
	for (unsigned i = 1; i < CHANGES; i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL); /* time for two questions */
		expect(w, i % 2 == 0 ? "modify totem.note track [1] [0]" : "modify totem.note track [0] [1]");
	}
	await_questions(w, 1);
	cmh_watch_free(w);
}

TEST(silence_is_told_with_its_beginning)
{
	struct cmh_watch *w;
	const struct cmh_event *event;
	struct pollfd p;
	struct timespec since;

	fake_reset("get:totem.version=block*1");
	w = watch(OPTIONS(PATHS("totem"), .silence_ms = 50));
	p = (struct pollfd){ .fd = cmh_watch_fd(w), .events = POLLIN };
	expect(w, "ready icmap");
	while ((event = cmh_watch_next(w)) == NULL)
		if (poll(&p, 1, PATIENCE_MS) == 0)
			FAIL_ROW("nothing came");
	assert_int_equal(event->kind, CMH_EVENT_SILENT);
	since = event->since;
	assert_true(since.tv_sec < event->time.tv_sec || (since.tv_sec == event->time.tv_sec && since.tv_nsec < event->time.tv_nsec));
	fake_release();
	while ((event = cmh_watch_next(w)) == NULL)
		if (poll(&p, 1, PATIENCE_MS) == 0)
			FAIL_ROW("nothing came");
	assert_int_equal(event->kind, CMH_EVENT_ANSWERING);
	assert_memory_equal(&event->since, &since, sizeof(since));
	cmh_watch_free(w);
}

/* Three reports, of which the first has become an event. */
static void
leave_reports(struct cmh_watch *w)
{
	expect(w, "ready icmap");
	fake_put_str("totem.token", "a");
	fake_put_str("totem.token", "b");
	fake_put_str("totem.token", "c");
	for (int i = 0; i < 500 && fake_reports() > 0; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	expect(w, "modify totem.token track [3000] [a]");
}

TEST(a_question_waits_until_the_caller_has_all_changes)
{
	struct cmh_watch *w = watch(OPTIONS(PATHS("totem"), .silence_ms = 50));
	struct pollfd p = { .fd = cmh_watch_fd(w), .events = POLLIN };

	leave_reports(w);
	assert_int_equal(poll(&p, 1, PATIENCE_MS), 1); /* corosync has been silent for a while */
	expect(w, "modify totem.token track [a] [b]");
	expect(w, "modify totem.token track [b] [c]");
	cmh_watch_free(w);

	w = watch(OPTIONS(PATHS("totem")));
	fake_reset("");
	leave_reports(w);
	cmh_watch_ask(w);
	expect(w, "modify totem.token track [a] [b]");
	expect(w, "modify totem.token track [b] [c]");
	expect(w, "answered icmap");
	assert_int_equal(questions(), 1);
	cmh_watch_free(w);
}

TEST(a_corosync_that_dies_in_its_silence_is_lost)
{
	struct cmh_watch *w;

	fake_reset("get:totem.version=block*1");
	w = watch(OPTIONS(PATHS("totem"), .silence_ms = 50));
	expect(w, "ready icmap");
	expect(w, "silent icmap");
	fake_die();
	fake_release();
	expect(w, "lost icmap");
	expect(w, "ready icmap");
	assert_true(cmh_watch_ready(w));
	cmh_watch_free(w);
}

TEST(a_corosync_whose_process_has_ended_is_lost_before_libcmap_notices)
{
	static const struct { const char *path, *rules, *ready, *silent, *lost; } rows[] = {
		{ "totem", "connect=mortal*1 get:totem.version=block*1", "ready icmap", "silent icmap", "lost icmap" },
		{ "stats.srp", "connect=mortal*1 get:stats.srp.mtt_rx_token=block*1+1", "ready stats", "silent stats", "lost stats" },
		{ "totem", "connect=mortal*1 iter_next=block*1", NULL, "silent icmap", "lost icmap" },
		{ "stats.srp", "connect=other*1 get:stats.srp.mtt_rx_token=block*1+1", "ready stats", NULL, "lost stats" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_watch *w;

		fake_reset(rows[i].rules);
		w = watch(OPTIONS(PATHS(rows[i].path), .silence_ms = 50, .interval_ms = 20));
		if (rows[i].ready != NULL)
			expect(w, rows[i].ready);
		if (rows[i].silent != NULL) {
			expect(w, rows[i].silent);
			fake_end_mortal();
		}
		expect(w, rows[i].lost);
		assert_false(cmh_watch_ready(w));
		assert_null(cmh_watch_next(w));
		fake_die();
		fake_release();
		expect(w, rows[i].path[0] == 't' ? "ready icmap" : "ready stats");
		assert_true(cmh_watch_ready(w));
		cmh_watch_free(w);
	}
}

TEST(who_asks_gets_an_answer_after_the_changes_that_came_before_it)
{
	struct cmh_watch *w = watch(OPTIONS(.interval_ms = 60000)); /* no poll finds the key before the tracker */

	expect_one_of(w, "ready icmap", "ready stats");
	expect_one_of(w, "ready icmap", "ready stats");
	fake_put_str("totem.note", "n");
	cmh_watch_ask(w);
	expect(w, "add totem.note track [] [n]");
	expect_one_of(w, "answered icmap", "answered stats");
	assert_int_equal(fake_count("get totem.version"), 1);
	cmh_watch_free(w);
}

TEST(who_asks_between_two_reports_gets_the_answer_after_them)
{
	struct cmh_watch *w;

	fake_reset(BLOCKED_DISPATCH);
	w = watch(OPTIONS(PATHS("totem")));
	expect(w, "ready icmap");
	make_changes(w, 3);
	expect(w, "add totem.note track [] [0]");
	cmh_watch_ask(w);
	expect(w, "modify totem.note track [0] [1]");
	expect(w, "modify totem.note track [1] [0]");
	expect(w, "answered icmap");
	cmh_watch_free(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(several_paths_are_watched_by_one_connection, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_change_that_two_trackers_report_is_one_event, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_branch_is_watched_with_the_key_of_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_of_patterns_asks_only_for_what_comes_before_their_stars, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_that_is_named_in_full_is_not_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_report_older_than_the_list_is_ignored, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_first_list_that_is_begun_again_has_each_key_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(excluded_keys_are_neither_reported_nor_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_of_the_stats_map_are_polled, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_shortest_interval_is_a_millisecond, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_poll_that_corosync_refuses_names_no_key_that_it_was_not_about, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_poll_costs_one_request_a_key, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_that_corosync_never_reports_are_found_by_the_poll, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_an_interval_nothing_is_polled, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_that_cannot_be_read_for_a_while_causes_no_event, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_corosync_that_dies_between_polls_causes_lost_and_the_differences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reports_before_corosync_died_come_before_the_event_lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_that_waits_for_ready_fails_without_corosync, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_that_corosync_refuses_fails_with_the_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_whose_paths_are_too_long_or_whose_options_are_unknown_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_pause_removes_the_trackers_and_the_differences_follow_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_that_hears_nothing_asks_one_question_at_a_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_corosync_that_does_not_answer_is_silent_and_one_that_does_again_is_answering, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reports_that_the_caller_has_not_taken_are_no_silence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(silence_is_told_with_its_beginning, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_question_waits_until_the_caller_has_all_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_corosync_that_dies_in_its_silence_is_lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_corosync_whose_process_has_ended_is_lost_before_libcmap_notices, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_asks_gets_an_answer_after_the_changes_that_came_before_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_asks_between_two_reports_gets_the_answer_after_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_single_report_that_found_no_room_is_told_and_the_keys_are_listed_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_watch_survives_a_restart_of_corosync_during_its_first_reading, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
