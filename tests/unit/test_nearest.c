/* SPDX-License-Identifier: BSD-3-Clause */
/* The nearest word, for "did you mean". */
#include "test.h"

#include "text/nearest.h"

TEST(the_nearest_word_is_found_if_it_is_near_enough)
{
	static const char *const candidates[] = { "totem.token", "totem.hold", "get", "set", "delete", "dump" };
	static const struct {
		const char *word, *best; /* NULL: none is near enough */
	} rows[] = {
		{ "totem.tokn", "totem.token" },   /* a letter is missing */
		{ "totem.tokken", "totem.token" }, /* a letter is added */
		{ "totem.tokem", "totem.token" },  /* a letter is changed */
		{ "totem.toekn", "totem.token" },  /* two letters are swapped */
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
		struct nearest near = nearest_start(rows[i].word);

		for (size_t c = 0; c < N_OF(candidates); c++)
			nearest_try(&near, candidates[c]);
		if (rows[i].best == NULL ? near.best != NULL : near.best == NULL || strcmp(near.best, rows[i].best) != 0)
			FAIL_ROW("%s: %s", rows[i].word, near.best != NULL ? near.best : "nothing");
	}
}

TEST(the_first_of_two_equally_near_words_is_found)
{
	struct nearest near = nearest_start("gets");

	nearest_try(&near, "get");
	nearest_try(&near, "sets");
	assert_string_equal(near.best, "get");
}

TEST(the_hint_names_the_nearest_word_or_is_the_default)
{
	struct nearest near = nearest_start("gett");
	char *hint = nearest_hint(&near, "see: help");

	assert_string_equal(hint, "see: help");
	free(hint);
	assert_null(nearest_hint(&near, NULL));
	nearest_try(&near, "get");
	hint = nearest_hint(&near, "see: help");
	assert_string_equal(hint, "did you mean \"get\"?");
	free(hint);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_word_is_found_if_it_is_near_enough),
		cmocka_unit_test(the_first_of_two_equally_near_words_is_found),
		cmocka_unit_test(the_hint_names_the_nearest_word_or_is_the_default),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
