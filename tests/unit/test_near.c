/* SPDX-License-Identifier: BSD-3-Clause */
/* "did you mean". */
#include "test.h"

#include "text/nearest.h"

TEST(the_nearest_word_is_offered_if_it_is_near_enough)
{
	static const char *const candidates[] = { "totem.token", "totem.hold", "get", "set", "delete", "dump" };
	static const struct {
		const char *word, *best; /* NULL: nothing is near */
	} rows[] = {
		{ "totem.tokn", "totem.token" },   /* left out */
		{ "totem.tokken", "totem.token" }, /* added */
		{ "totem.tokem", "totem.token" },  /* changed */
		{ "totem.toekn", "totem.token" },  /* swapped with its neighbour */
		{ "dmup", "dump" },
		{ "gte", "get" },
		{ "delet", "delete" },
		{ "get", "get" },
		{ "x", NULL },
		{ "", NULL },
		{ "completely.different", NULL },
		{ "xyz", NULL },
		{ "TOTEM.TOKEN", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct near near = near_start(rows[i].word);

		for (size_t c = 0; c < N_OF(candidates); c++)
			near_try(&near, candidates[c]);
		if (rows[i].best == NULL ? near.best != NULL : near.best == NULL || strcmp(near.best, rows[i].best) != 0)
			FAIL_ROW("%s: %s", rows[i].word, near.best != NULL ? near.best : "nothing");
	}
}

TEST(of_two_that_are_as_near_the_first_is_offered)
{
	struct near near = near_start("gets");

	near_try(&near, "get");
	near_try(&near, "sets");
	assert_string_equal(near.best, "get");
}

TEST(a_hint_is_the_nearest_or_what_is_said_otherwise)
{
	struct near near = near_start("gett");
	char *hint = near_hint(&near, "run: cmapsh help");

	assert_string_equal(hint, "run: cmapsh help");
	free(hint);
	assert_null(near_hint(&near, NULL));
	near_try(&near, "get");
	hint = near_hint(&near, "run: cmapsh help");
	assert_string_equal(hint, "did you mean \"get\"?");
	free(hint);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_word_is_offered_if_it_is_near_enough),
		cmocka_unit_test(of_two_that_are_as_near_the_first_is_offered),
		cmocka_unit_test(a_hint_is_the_nearest_or_what_is_said_otherwise),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
