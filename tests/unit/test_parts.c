/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of several commands, and where their output goes. */
#include "test.h"

#include <stdio.h>

#include "str.h"
#include "text/parts.h"

/* Returns the parts as text: "[get a]>[file] ![date]". */
static char *
describe(const struct parts *parts)
{
	static const char *const signs[] = { [PART_SHOWN] = "", [PART_PROGRAM] = "|", [PART_FILE] = ">", [PART_APPEND] = ">>" };
	struct str_stream s;

	assert_true(str_open(&s));
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *part = &parts->v[i];

		fprintf(s.out, "%s%s[%s]%s", i > 0 ? " " : "", part->program ? "!" : "", part->text, signs[part->to]);
		if (part->home)
			fputs("[~/]", s.out);
		if (part->target != NULL)
			fprintf(s.out, "[%s]", part->target);
	}
	return str_close(&s);
}

TEST(lines_are_split_at_semicolons_bars_and_signs_that_begin_or_end_a_word)
{
	static const struct { const char *line, *parts; } rows[] = {
		{ "", "" },
		{ "  # nothing", "" },
		{ "get a.b", "[get a.b]" },
		{ "get a.b # why; not", "[get a.b]" },
		{ "get a.b; get c.d", "[get a.b] [get c.d]" },
		{ "get a.b ; get c.d ;;", "[get a.b] [get c.d]" },
		{ ";get a.b", "[;get a.b]" },
		{ "; get a.b", "[get a.b]" },
		{ "set a.b str x;y", "[set a.b str x;y]" },
		{ "set a.b str 'x; y'; ls", "[set a.b str 'x; y'] [ls]" },
		{ "set a.b str \"x; \\\" y\"; ls", "[set a.b str \"x; \\\" y\"] [ls]" },
		{ "set a.b str x\\; y", "[set a.b str x\\; y]" },
		{ "dump | grep token", "[dump]|[grep token]" },
		{ "dump |grep token; date | wc \n", "[dump]|[grep token; date | wc]" },
		{ "find -E a|b", "[find -E a|b]" },
		{ "find '|'", "[find '|']" },
		{ "ls; dump a | awk '{ print; }' # x", "[ls] [dump a]|[awk '{ print; }' # x]" },
		{ "dump > all.txt", "[dump]>[all.txt]" },
		{ "dump >all.txt; ls", "[dump]>[all.txt] [ls]" },
		{ "dump >> 'my file'  # and", "[dump]>>[my file]" },
		{ "dump >>f;", "[dump]>>[f]" },
		{ "wait a.b>3", "[wait a.b>3]" },
		{ "dump > ~/f", "[dump]>[~/][f]" },
		{ "dump >>~/'a b'", "[dump]>>[~/][a b]" },
		{ "dump > '~/f'", "[dump]>[~/f]" },
		{ "alias | grep x", "[alias]|[grep x]" },
		{ "alias a = find '|' ';' # > x", "[alias a = find '|' ';']" },
		{ "ls; alias a = find -E a|b;", "[ls] [alias a = find -E a|b]" },
		{ "set a.b str '2>1'", "[set a.b str '2>1']" },
		{ "!date", "![date]" },
		{ "ls; ! date; who", "[ls] ![date; who]" },
		{ "wait !a.b", "[wait !a.b]" },
		{ "watch a --exec logger x ; --for 5", "[watch a --exec logger x ; --for 5]" },
		{ "watch a --exec logger x ; --for 5; ls", "[watch a --exec logger x ; --for 5] [ls]" },
		{ "watch a --exec=logger ; &", "[watch a --exec=logger ; &]" },
		{ "get 'open", "[get 'open]" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parts parts;
		bool good = line_parts_split(rows[i].line, &parts);
		char *text = describe(&parts);

		if (!good || strcmp(text, rows[i].parts) != 0)
			FAIL_ROW("%s: %s%s", rows[i].line, text, good ? "" : ", and an error");
		free(text);
		line_parts_clear(&parts);
	}
}

TEST(what_is_missing_is_an_error_with_its_place)
{
	static const struct { const char *line, *error; size_t at; } rows[] = {
		{ "dump |", "the program after | is missing", 5 },
		{ "dump | ", "the program after | is missing", 5 },
		{ "| cat", "the command before it is missing", 0 },
		{ "ls; | cat", "the command before it is missing", 4 },
		{ "dump >", "the name of the file is missing", 6 },
		{ "dump >> >", "the name of the file is missing", 5 },
		{ "dump > &", "the name of the file is missing", 5 },
		{ "dump > # x", "the name of the file is missing", 7 },
		{ "> x", "the command before it is missing", 0 },
		{ "dump > a b", "unexpected text after the name of the file", 9 },
		{ "dump > a | cat", "unexpected text after the name of the file", 9 },
		{ "dump > 'a", "the single quote is not closed", 7 },
		{ "alias a = dump | head", "an alias cannot contain |, > or ;", 15 },
		{ "al a = dump >> f", "an alias cannot contain |, > or ;", 12 },
		{ "alias a =; pwd", "an alias cannot contain |, > or ;", 11 },
		{ "ls; alias a = status;; !date", "an alias cannot contain |, > or ;", 23 },
		{ "dump 2> f", "errors cannot go to a file here", 5 },
		{ "dump > f 2>&1", "unexpected text after the name of the file", 9 },
		{ "dump totem 2>&1 | cat", "errors cannot go to a file here", 11 },
		{ "dump >| f", "\">|\" is not supported", 5 },
		{ "!", "the program after ! is missing", 0 },
		{ "ls; ! ", "the program after ! is missing", 4 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parts parts;

		if (line_parts_split(rows[i].line, &parts))
			FAIL_ROW("%s: no error", rows[i].line);
		else if (strcmp(parts.error, rows[i].error) != 0 || parts.error_at != rows[i].at)
			FAIL_ROW("%s: %s at %zu", rows[i].line, parts.error, parts.error_at);
		line_parts_clear(&parts);
	}
}

TEST(the_place_of_a_part_is_that_in_the_line)
{
	struct parts parts;

	assert_true(line_parts_split("  get a; dump b > f;  ls", &parts));
	assert_int_equal(parts.n, 3);
	assert_int_equal(parts.v[0].at, 2);
	assert_int_equal(parts.v[1].at, 9);
	assert_int_equal(parts.v[2].at, 22);
	line_parts_clear(&parts);
}

TEST(the_last_command_is_the_one_that_is_completed)
{
	static const struct { const char *line, *command; } rows[] = {
		{ "", "" }, { "get tot", "get tot" }, { "ls; get tot", "get tot" }, { "ls; ", " " }, { "ls;", "" }, { "ls", "ls" },
		{ "dump | gre", NULL }, { "dump > fi", NULL }, { "!da", NULL }, { "dump | ", NULL }, { "get 'a; b", "get 'a; b" },
		{ "get \"a\\\0\"; ls", "get \"a\\" }, /* a backslash hides no end */
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		const char *found = line_parts_last_command(rows[i].line);

		if ((found == NULL) != (rows[i].command == NULL) || (found != NULL && strcmp(found, rows[i].command) != 0))
			FAIL_ROW("%s: %s", rows[i].line, found != NULL ? found : "none");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_split_at_semicolons_bars_and_signs_that_begin_or_end_a_word),
		cmocka_unit_test(what_is_missing_is_an_error_with_its_place),
		cmocka_unit_test(the_place_of_a_part_is_that_in_the_line),
		cmocka_unit_test(the_last_command_is_the_one_that_is_completed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
