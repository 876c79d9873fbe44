/* SPDX-License-Identifier: BSD-3-Clause */
/* The nearest word, name or pattern, for "did you mean". */
#include "test.h"

#include "text/near_name.h"
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

TEST(the_word_itself_is_nearer_than_one_that_begins_with_it)
{
	struct nearest near = nearest_start("get");

	nearest_try(&near, "getter");
	assert_string_equal(near.best, "getter");
	nearest_try(&near, "get");
	assert_string_equal(near.best, "get");
}

TEST(a_name_or_a_pattern_that_covers_nothing_has_a_near_one_that_covers_a_key)
{
	static const struct {
		const char *names[3], *key, *best; /* NULL: none is near enough */
	} rows[] = {
		{ { "totem.token" }, "totem.tokn", "totem.token" },
		{ { "nodelist.node.0.name" }, "nodelist.noed", "nodelist.node" },               /* a branch */
		{ { "interface.0.mode" }, "interface0.mode", "interface.0.mode" },              /* of more components */
		{ { "ring.one1.x", "ring.one2.x", "ring.one3.x" }, "ring.oe2", "ring.one2" },   /* not the first */
		{ { "ring.one1.x", "ring.one2.x", "ring.one3.x" }, "ring.oe3", "ring.one3" },
		{ { "a.beta.x", "c.bead.x" }, "a.beat*.x", "a.beta.x" },                        /* of the same branch, also of one letter */
		{ { "link.beta.x", "node.bead.x" }, "link.beat*.x", "link.beta.x" },
		{ { "a.b.srp" }, "**.spr", "**.srp" },                                          /* at any depth */
		{ { "a.b.srp" }, "**.spx.*", NULL },
		{ { "totem.token" }, "quorum.provider", NULL },
		{ { "q.token" }, "x", NULL },                                                   /* any letter is near one */
		{ { "a.q.token" }, "a.x.token", "a.q.token" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_entries names = CMH_ENTRIES_INIT;
		char *best;

		for (size_t n = 0; n < N_OF(rows[i].names) && rows[i].names[n] != NULL; n++)
			assert_int_equal(cmh_entries_add(&names, rows[i].names[n], NULL), CMH_OK);
		best = near_name(&names, rows[i].key, 0);
		if (rows[i].best == NULL ? best != NULL : best == NULL || strcmp(best, rows[i].best) != 0)
			FAIL_ROW("%s: %s", rows[i].key, best != NULL ? best : "nothing");
		free(best);
		cmh_entries_clear(&names);
	}
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
		cmocka_unit_test(the_word_itself_is_nearer_than_one_that_begins_with_it),
		cmocka_unit_test(a_name_or_a_pattern_that_covers_nothing_has_a_near_one_that_covers_a_key),
		cmocka_unit_test(the_hint_names_the_nearest_word_or_is_the_default),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
