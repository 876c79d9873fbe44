/* SPDX-License-Identifier: BSD-3-Clause */
/* The library's hints speak to any program; cmapsh's name its commands and options. */
#include "test.h"

#include <errno.h>

#include "core/args.h"
#include "core/error_hint.h"
#include "error.h"
#include "error_cmap.h"

static const struct row {
	enum doing doing;
	enum cmh_map map;
	int number;
	const char *key, *hint;
} rows[] = {
	{ DO_SET, CMH_ICMAP, 2, "totem.token", "check with: cmapsh get KEY" },
	{ DO_DELETE, CMH_STATS, 2, "stats.x", "check with: cmapsh get KEY" },
	{ DO_SET, CMH_STATS, 11, "stats.srp.x", "to reset counters: cmapsh clear" },
	{ DO_DELETE, CMH_STATS, 19, "stats.x", "to reset counters: cmapsh clear" },
	{ DO_GET, CMH_ICMAP, 5, "my.key", "try again; see --timeout" },
	{ DO_GET, CMH_ICMAP, 6, "my.key", "wait; the request is repeated until --timeout" },
	{ DO_TRACK, CMH_ICMAP, 12, NULL, "list the keys that exist with: cmapsh ls" },
	{ DO_GET, CMH_ICMAP, 12, "my.key", NULL },
	{ DO_GET, CMH_ICMAP, 9, "my.key", "open the map again" },
	{ DO_SET, CMH_ICMAP, 11, "runtime.x", "only corosync itself changes this key" },
};

static void
check(const struct cmh_error *err, const char *expected)
{
	const char *hint = error_hint(err);

	if (expected == NULL ? hint != NULL : hint == NULL || strcmp(hint, expected) != 0)
		FAIL_ROW("%s: %s", cmh_error_message(err), hint != NULL ? hint : "no hint");
}

TEST(an_error_of_cmap_has_a_hint_with_commands_of_cmapsh)
{
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct attempt attempt = { .doing = rows[i].doing, .map = rows[i].map, .key = rows[i].key };
		struct cmh_error err = CMH_ERROR_INIT;

		error_from_cmap(&err, &attempt, (cs_error_t)rows[i].number, 0);
		check(&err, rows[i].hint);
		cmh_error_clear(&err);
	}
}

TEST(a_hint_is_typed_for_the_map_of_the_command_that_failed)
{
	static const struct {
		struct settings set;
		const char *hint, *expected;
	} typed_rows[] = {
		{ { .mode = MODE_ONE_SHOT }, "run: cmapsh find token", "run: cmapsh find token" },
		{ { .mode = MODE_PROMPT }, "run: cmapsh find token", "run: find token" },
		{ { .mode = MODE_PROMPT }, "check the file", "check the file" },
		{ { .map = "a.txt" }, "run: cmapsh find token", "run: cmapsh find -m a.txt token" },
		{ { .map = "a.txt", .mode = MODE_PROMPT }, "print it with: cmapsh dump a", "print it with: dump -m a.txt a" },
		{ { .map = "a.txt" }, "list the keys with: cmapsh ls", "list the keys with: cmapsh ls -m a.txt" },
		{ { .map = "r.tar", .nodes = "all" }, "run: cmapsh get a; or wait", "run: cmapsh get -m r.tar -N all a; or wait" },
		{ { .map = "my map's" }, "run: cmapsh get a", "run: cmapsh get -m 'my map'\\''s' a" },
		{ { .map = "" }, "run: cmapsh get a", "run: cmapsh get -m '' a" },
		{ { .nodes = "node[1-2]" }, "run: cmapsh get a", "run: cmapsh get -N 'node[1-2]' a" },
		{ { .map = "a.txt" }, "run: cmapsh help", "run: cmapsh help" },
		{ { .map = "a.txt" }, "run: cmapsh getting", "run: cmapsh getting" },
		{ { .map = "a.txt" }, "run: cmapsh ge", "run: cmapsh ge" },
	};

	for (size_t i = 0; i < N_OF(typed_rows); i++) {
		char *typed = error_hint_as_typed(typed_rows[i].hint, &typed_rows[i].set);

		if (typed == NULL || strcmp(typed, typed_rows[i].expected) != 0)
			FAIL_ROW("%s: %s", typed_rows[i].expected, typed != NULL ? typed : "out of memory");
		free(typed);
	}
}

TEST(a_change_without_an_answer_has_a_hint_how_to_check_it)
{
	static const char expected[] = "the change may or may not have been made; check with: cmapsh get KEY";
	struct attempt set = { .doing = DO_SET, .ms = 100 }, get = { .doing = DO_GET, .ms = 100 };
	struct cmh_error err = CMH_ERROR_INIT;

	error_timeout(&err, &set, false);
	check(&err, expected);
	error_interrupted(&err, &set);
	check(&err, expected);
	error_interrupted(&err, &get);
	check(&err, NULL);
	error_timeout(&err, &set, true);
	check(&err, "if it lasts, run: journalctl -u corosync -n 50");
	cmh_error_clear(&err);
}

TEST(an_error_of_a_file_has_a_hint_with_options_of_cmapsh)
{
	struct cmh_error err = CMH_ERROR_INIT;

	error_reason(&err, CMH_REASON_SAVED, error_set(&err, CMH_REFUSED, "open the live map", "a message"));
	check(&err, "use -m live");
	error_reason(&err, CMH_REASON_MASKED, error_set(&err, CMH_INVALID, NULL, "a message"));
	check(&err, "save the map with --show-secrets");
	error_set(&err, CMH_INVALID, "a hint", "a message");
	check(&err, "a hint");
	cmh_error_clear(&err);
}

TEST(no_text_of_the_library_names_cmapsh_or_its_options)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);
	static const enum doing doings[] = { DO_CONNECT, DO_GET, DO_LIST, DO_SET, DO_ADD, DO_DELETE, DO_TRACK };

	for (size_t i = 0; i < n; i++)
		if (strstr(infos[i].advice, "cmapsh") != NULL || strstr(infos[i].advice, "--") != NULL)
			FAIL_ROW("%s", infos[i].advice);
	for (size_t d = 0; d < N_OF(doings); d++)
		for (int number = 2; number <= 101; number++) {
			struct attempt attempt = { .doing = doings[d], .map = CMH_STATS, .key = "a.b" };
			struct cmh_error err = CMH_ERROR_INIT;

			error_from_cmap(&err, &attempt, (cs_error_t)number, number == 2 ? ENOTCONN : 0);
			if (err.hint != NULL && (strstr(err.hint, "cmapsh") != NULL || strstr(err.hint, " --") != NULL))
				FAIL_ROW("%s", err.hint);
			cmh_error_clear(&err);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_of_cmap_has_a_hint_with_commands_of_cmapsh),
		cmocka_unit_test(a_hint_is_typed_for_the_map_of_the_command_that_failed),
		cmocka_unit_test(a_change_without_an_answer_has_a_hint_how_to_check_it),
		cmocka_unit_test(an_error_of_a_file_has_a_hint_with_options_of_cmapsh),
		cmocka_unit_test(no_text_of_the_library_names_cmapsh_or_its_options),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
