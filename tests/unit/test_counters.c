/* SPDX-License-Identifier: BSD-3-Clause */
/* Counters from one poll to the next: cleared, wrapped, deleted and added, and polled too late; the table of their rates. */
#include "test.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmh.h"
#include "output/output.h"
#include "task/counters.h"
#include "task/rate_print.h"

#define BYTES "stats.knet.node1.link0.tx_data_bytes"
#define TOKENS "stats.srp.orf_token_rx"

struct polled {
	const char *key;
	enum cmh_type type;
	uint64_t value;
};

/* Polls a list of keys, which ends with a NULL, at the time `at`. True: there are new rates. */
static bool
read_list(struct counters *c, double at, const struct polled *list)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	bool fresh;

	for (; list->key != NULL; list++) {
		assert_int_equal(cmh_entries_add(&keys, list->key, NULL), CMH_OK);
		keys.v[keys.n - 1].value = (struct cmh_value){ .type = list->type, .u = list->value };
	}
	assert_true(counters_read(c, &keys, at, 1, &fresh));
	cmh_entries_clear(&keys);
	return fresh;
}

#define READ(c, at, ...) read_list(c, at, (const struct polled[]){ __VA_ARGS__, { NULL, CMH_NONE, 0 } })

static const struct rate *
find(const struct counters *c, const char *key)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->v[i].key, key) == 0) {
			assert_string_equal(c->v[i].rate.key, key);
			return &c->v[i].rate;
		}
	return NULL;
}

static void
expect(const struct counters *c, const char *key, uint64_t delta, double seconds)
{
	const struct rate *rate = find(c, key);

	if (rate == NULL || !rate->known || rate->cleared || rate->delta != delta || fabs(rate->seconds - seconds) > 1e-9 ||
	    fabs(rate->per_second - (double)delta / seconds) > 1e-9)
		FAIL_ROW("%s: not %ju in %g s", key, (uintmax_t)delta, seconds);
}

TEST(the_first_poll_has_no_rates)
{
	struct counters c = { 0 };

	assert_false(READ(&c, 100, { TOKENS, CMH_U64, 5 }));
	assert_false(find(&c, TOKENS)->known);
	assert_true(READ(&c, 101.25, { TOKENS, CMH_U64, 10 }));
	expect(&c, TOKENS, 5, 1.25);
	assert_string_equal(find(&c, TOKENS)->unit, "messages");
	counters_clear(&c);
}

TEST(only_counters_have_rates)
{
	struct counters c = { 0 };

	READ(&c, 1, { BYTES, CMH_U64, 1 }, { "stats.knet.node1.link0.latency_ave", CMH_U32, 1 }, { "stats.pg.msg_reserved", CMH_U32, 1 },
	     { "stats.srp.nonsense", CMH_U64, 1 }, { TOKENS, CMH_DBL, 1 });
	assert_int_equal(c.n, 1);
	counters_clear(&c);
}

TEST(a_counter_that_decreases_has_no_rate_until_the_next_poll)
{
	static const struct {
		enum cmh_type type;
		uint64_t before, after;
	} rows[] = {
		{ CMH_U64, 1000, 3 },	    /* cleared */
		{ CMH_U32, UINT32_MAX, 5 }, /* wrapped */
		{ CMH_U64, UINT64_MAX, 0 },
		{ CMH_U8, 255, 254 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct counters c = { 0 };

		READ(&c, 1, { TOKENS, rows[i].type, rows[i].before });
		assert_true(READ(&c, 2, { TOKENS, rows[i].type, rows[i].after }));
		assert_true(find(&c, TOKENS)->cleared);
		assert_int_equal(find(&c, TOKENS)->delta, 0);
		assert_true(find(&c, TOKENS)->per_second >= 0);
		READ(&c, 3, { TOKENS, rows[i].type, rows[i].after + 1 });
		expect(&c, TOKENS, 1, 1);
		counters_clear(&c);
	}
}

TEST(counters_may_appear_and_vanish)
{
	struct counters c = { 0 };

	READ(&c, 1, { BYTES, CMH_U64, 1 }, { TOKENS, CMH_U64, 1 });
	READ(&c, 2, { TOKENS, CMH_U64, 3 });
	assert_null(find(&c, BYTES));
	expect(&c, TOKENS, 2, 1);
	READ(&c, 3, { BYTES, CMH_U64, 100 }, { TOKENS, CMH_U64, 3 });
	assert_false(find(&c, BYTES)->known);
	expect(&c, TOKENS, 0, 1);
	READ(&c, 4, { BYTES, CMH_U64, 101 }, { TOKENS, CMH_U64, 3 });
	expect(&c, BYTES, 1, 1);
	counters_clear(&c);
}

TEST(a_late_poll_is_skipped_and_the_next_one_covers_both_intervals)
{
	struct counters c = { 0 };

	READ(&c, 1, { TOKENS, CMH_U64, 10 });
	assert_true(READ(&c, 2.4, { TOKENS, CMH_U64, 20 }));
	assert_false(READ(&c, 6, { TOKENS, CMH_U64, 21 })); /* the value may be that of 3, when corosync paused */
	assert_true(READ(&c, 6.4, { TOKENS, CMH_U64, 60 }));
	expect(&c, TOKENS, 40, 4);
	/* A corosync that is always slow has rates, too. */
	assert_false(READ(&c, 9, { TOKENS, CMH_U64, 61 }));
	assert_true(READ(&c, 12, { TOKENS, CMH_U64, 66 }));
	expect(&c, TOKENS, 6, 5.6);
	counters_clear(&c);
}

TEST(two_polls_at_the_same_time_do_not_divide_by_zero)
{
	struct counters c = { 0 };

	READ(&c, 1, { TOKENS, CMH_U64, 10 });
	assert_false(READ(&c, 1, { TOKENS, CMH_U64, 11 }));
	assert_false(READ(&c, 0.5, { TOKENS, CMH_U64, 12 }));
	assert_true(READ(&c, 2, { TOKENS, CMH_U64, 13 }));
	expect(&c, TOKENS, 3, 1);
	counters_clear(&c);
}

TEST(the_past_rates_cover_a_minute_newest_first)
{
	struct counters c = { 0 };
	const struct rate *rate;

	for (unsigned i = 0; i <= 300; i++)
		READ(&c, 1 + i, { TOKENS, CMH_U64, i * i });
	rate = find(&c, TOKENS);
	assert_int_equal(rate->n_past, 61);
	for (unsigned i = 0; i < rate->n_past; i++)
		assert_int_equal((long)rate->past[i], 2 * (300 - i) - 1);
	counters_clear(&c);
	assert_int_equal(c.n, 0);
	counters_clear(&c);
}

/* ---- the table ----------------------------------------------------------- */

/* Opens a terminal of this size. The program's end closes it. */
static int
open_terminal(unsigned short rows, unsigned short columns)
{
	const struct winsize size = { .ws_row = rows, .ws_col = columns };
	int outer = posix_openpt(O_RDWR | O_NOCTTY), inner;

	assert_true(outer >= 0 && grantpt(outer) == 0 && unlockpt(outer) == 0);
	inner = open(ptsname(outer), O_RDWR | O_NOCTTY);
	assert_true(inner >= 0 && ioctl(inner, TIOCSWINSZ, &size) == 0);
	return inner;
}

/* Draws the table of one rate, as where standard output is that terminal, and compares all that is drawn. */
static void
draws(int terminal, enum charset charset, const struct rate *rate, struct rate_table *table, const char *expected)
{
	char *drawn;
	size_t len;
	FILE *file = open_memstream(&drawn, &len);
	struct output out = { .file = file, .charset = charset };
	int before = dup(STDOUT_FILENO);

	assert_true(file != NULL && before >= 0 && dup2(terminal, STDOUT_FILENO) >= 0);
	rate_draw(&out, &rate, 1, table, 1000);
	dup2(before, STDOUT_FILENO);
	close(before);
	assert_int_equal(fclose(file), 0);
	assert_string_equal(drawn, expected);
	free(drawn);
}

TEST(the_table_is_drawn_over_the_last_one_and_cut_before_the_last_column)
{
	static const struct {
		unsigned short columns;
		const char *drawn;
		int width;
	} rows[] = {
		{ 20, "every 1 s, Ctrl-C s\033[K\n<ata_bytes     12.5\033[K\n", 19 },
		{ 40, "every 1 s, Ctrl-C stops it\033[K\n<.tx_data_bytes     12.5 bytes/s\033[K\n", 32 },
		{ 60, "every 1 s, Ctrl-C stops it\033[K\n<knet.node1.link0.tx_data_bytes         12.5 bytes/s\033[K\n", 52 },
	};
	const struct rate rate = {
		.key = BYTES, .unit = "bytes", .known = true, .delta = 25, .seconds = 2, .per_second = 12.5, .past = { 12.5 }, .n_past = 1
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct rate_table table = { 0 };
		int terminal = open_terminal(24, rows[i].columns);
		char again[200];

		draws(terminal, CHARSET_ASCII, &rate, &table, rows[i].drawn);
		assert_int_equal(table.rows, 2);
		assert_int_equal(table.width, rows[i].width);
		snprintf(again, sizeof(again), "\033[2A\r%s\033[J", rows[i].drawn);
		draws(terminal, CHARSET_ASCII, &rate, &table, again);
		close(terminal);
	}
}

TEST(the_bars_of_a_rate_are_relative_to_its_highest)
{
	static const struct {
		double past[3]; /* newest first */
		const char *bars;
	} rows[] = {
		{ { 700, 0, 300 }, "▄▁█" },
		{ { 0.5, 0.25, 0 }, "▁▅█" },
		{ { 0, 0, 0 }, "▁▁▁" },
	};
	int terminal = open_terminal(24, 80);

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct rate rate = { .key = TOKENS, .unit = "messages", .known = true, .seconds = 1, .per_second = 12.5, .n_past = 3 };
		struct rate_table table = { 0 };
		char drawn[200];

		memcpy(rate.past, rows[i].past, sizeof(rows[i].past));
		snprintf(drawn, sizeof(drawn), "every 1 s, Ctrl-C stops it\033[K\n%s         12.5 messages/s    %s\033[K\n", TOKENS,
			 rows[i].bars);
		draws(terminal, CHARSET_UTF8, &rate, &table, drawn);
	}
	close(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_poll_has_no_rates),
		cmocka_unit_test(only_counters_have_rates),
		cmocka_unit_test(a_counter_that_decreases_has_no_rate_until_the_next_poll),
		cmocka_unit_test(counters_may_appear_and_vanish),
		cmocka_unit_test(a_late_poll_is_skipped_and_the_next_one_covers_both_intervals),
		cmocka_unit_test(two_polls_at_the_same_time_do_not_divide_by_zero),
		cmocka_unit_test(the_past_rates_cover_a_minute_newest_first),
		cmocka_unit_test(the_table_is_drawn_over_the_last_one_and_cut_before_the_last_column),
		cmocka_unit_test(the_bars_of_a_rate_are_relative_to_its_highest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
