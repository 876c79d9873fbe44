/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of keys. */
#include "test.h"

#include <stdio.h>

#include "cmh_private.h"
#include "entries.h"
#include "error.h"

static void
fill(struct cmh_entries *entries, const char *stem, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		char key[32];

		snprintf(key, sizeof(key), "%s.%u", stem, i);
		assert_int_equal(cmh_entries_add(entries, key, NULL), CMH_OK);
		assert_int_equal(cmh_value_parse(CMH_STR, key, &entries->v[entries->n - 1].value, NULL), CMH_OK);
	}
}

TEST(a_list_grows_and_keeps_copies_in_their_order)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	char key[] = "my.key";

	cmh_entries_add(&entries, key, NULL);
	key[0] = 'x';
	assert_string_equal(entries.v[0].key, "my.key");
	assert_int_equal(entries.v[0].value.type, CMH_NONE);
	assert_null(entries.v[0].error);
	fill(&entries, "a", 1000);
	assert_int_equal(entries.n, 1001);
	assert_string_equal(entries.v[1].key, "a.0");
	assert_string_equal(entries.v[1000].key, "a.999");
	cmh_entries_clear(&entries);
	cmh_entries_clear(&entries); /* twice does no harm */
	cmh_entries_clear(NULL);
	assert_int_equal(entries.n, 0);
	assert_null(entries.v);
}

static bool
is_even(const struct cmh_entry *entry, void *arg)
{
	(*(unsigned *)arg)++;
	return (entry->key[strlen(entry->key) - 1] - '0') % 2 == 0;
}

static bool
none(const struct cmh_entry *entry, void *arg)
{
	(void)entry;
	(void)arg;
	return false;
}

TEST(a_filter_asks_once_for_each_and_keeps_the_order)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	unsigned asked = 0;

	fill(&entries, "a", 10);
	entries.v[3].error = calloc(1, sizeof(struct cmh_error)); /* goes with its entry */
	error_no_memory(entries.v[3].error);
	cmh_entries_filter(&entries, is_even, &asked);
	assert_int_equal(asked, 10);
	assert_int_equal(entries.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(entries.v[i].key[2], '0' + 2 * (int)i);
	cmh_entries_filter(&entries, none, NULL);
	assert_int_equal(entries.n, 0);
	cmh_entries_filter(&entries, none, NULL); /* of nothing */
	cmh_entries_clear(&entries);
}

TEST(lists_are_joined_in_their_order)
{
	static const struct {
		unsigned to, from;
	} rows[] = { { 0, 0 }, { 0, 5 }, { 5, 0 }, { 1, 1 }, { 70, 3 }, { 3, 70 } };

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_entries to = CMH_ENTRIES_INIT, from = CMH_ENTRIES_INIT;

		fill(&to, "to", rows[i].to);
		fill(&from, "from", rows[i].from);
		assert_true(entries_append(&to, &from));
		assert_int_equal(to.n, rows[i].to + rows[i].from);
		assert_int_equal(from.n, 0);
		for (size_t e = 0; e < to.n; e++)
			assert_int_equal(to.v[e].key[0], e < rows[i].to ? 't' : 'f');
		fill(&to, "more", 1); /* it still grows */
		fill(&from, "more", 1);
		cmh_entries_clear(&to);
		cmh_entries_clear(&from);
	}
}

TEST(a_list_is_cut_after_its_first_entries)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;

	fill(&entries, "a", 10);
	entries_truncate(&entries, 20);
	assert_int_equal(entries.n, 10);
	entries_truncate(&entries, 4);
	assert_int_equal(entries.n, 4);
	assert_string_equal(entries.v[3].key, "a.3");
	cmh_entries_clear(&entries);
}

TEST(sorted_lists_are_walked_side_by_side)
{
	static const char *const lists[2][3] = { { "a.2", "b", "c" }, { "a.10", "b", "d" } };
	static const char *const steps[][2] = { { "a.2", NULL }, { NULL, "a.10" }, { "b", "b" }, { "c", NULL }, { NULL, "d" } };
	struct cmh_entries entries[2] = { CMH_ENTRIES_INIT, CMH_ENTRIES_INIT };
	struct cmh_pairs pairs = { .before = &entries[0], .after = &entries[1] };
	struct cmh_entry *pair[2];

	for (size_t l = 0; l < 2; l++) {
		for (size_t i = 3; i > 0; i--)
			cmh_entries_add(&entries[l], lists[l][i - 1], NULL);
		cmh_entries_sort(&entries[l]);
	}
	for (size_t i = 0; i < N_OF(steps); i++) {
		assert_true(cmh_pairs_next(&pairs, &pair[0], &pair[1]));
		for (size_t l = 0; l < 2; l++) {
			assert_int_equal(pair[l] != NULL, steps[i][l] != NULL);
			if (pair[l] != NULL)
				assert_string_equal(pair[l]->key, steps[i][l]);
		}
	}
	assert_false(cmh_pairs_next(&pairs, &pair[0], &pair[1]));
	cmh_entries_clear(&entries[0]);
	cmh_entries_clear(&entries[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_grows_and_keeps_copies_in_their_order),
		cmocka_unit_test(a_filter_asks_once_for_each_and_keeps_the_order),
		cmocka_unit_test(lists_are_joined_in_their_order),
		cmocka_unit_test(a_list_is_cut_after_its_first_entries),
		cmocka_unit_test(sorted_lists_are_walked_side_by_side),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
