/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports on their way to the caller: how many there is room for. */
#include "test.h"

#include "feed.h"

TEST(a_feed_takes_as_many_reports_as_it_says_and_counts_the_others)
{
	struct feed feed, moved;
	size_t n = 0;

	feed_init(&feed);
	feed_init(&moved);
	assert_true(feed_is_empty(&feed));
	for (size_t i = 0; i < FEED_MAX; i++)
		feed_push(&feed, calloc(1, sizeof(struct report)));
	assert_int_equal(feed.dropped, 0);
	feed_push(&feed, calloc(1, sizeof(struct report)));
	feed_push(&feed, NULL);
	assert_int_equal(feed.dropped, 2);
	feed_move(&moved, &feed);
	assert_true(feed_is_empty(&feed));
	for (struct report *report; (report = feed_pop(&moved)) != NULL; n++)
		report_free(report);
	assert_int_equal(n, FEED_MAX);
	assert_int_equal(moved.dropped, 2);
	/* It has room again, but does not forget. */
	feed_push(&moved, calloc(1, sizeof(struct report)));
	assert_int_equal(moved.dropped, 2);
	feed_clear(&moved);
	assert_true(feed_is_empty(&moved));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_feed_takes_as_many_reports_as_it_says_and_counts_the_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
