/* SPDX-License-Identifier: BSD-3-Clause */
/* Text in lines that fit. */
#include "test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/wrap.h"

static void
wraps(const char *text, int at, struct wrap how, const char *expected)
{
	char *printed = NULL;
	size_t len;
	FILE *out = open_memstream(&printed, &len);

	assert_non_null(out);
	wrap_text(out, text, at, &how);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(printed, expected);
	free(printed);
}

#define HOW(width, spaces, together) ((struct wrap){ .columns = (width), .indent = (spaces), .commands = (together) })

TEST(a_line_is_broken_where_the_next_word_does_not_fit)
{
	wraps("", 0, HOW(10, 2, false), "");
	wraps("one two three", 0, HOW(7, 2, false), "one two\n  three");
	wraps("one two three", 0, HOW(13, 2, false), "one two three");
	wraps("one two", 4, HOW(10, 2, false), "one\n  two");
	wraps("one two", 8, HOW(10, 2, false), "\n  one two");
}

TEST(a_long_word_and_several_spaces_stay)
{
	wraps("a-word-too-long for it", 0, HOW(8, 2, false), "a-word-too-long\n  for it");
	wraps("\"a  b\"", 0, HOW(80, 2, false), "\"a  b\"");
}

TEST(width_is_counted_in_columns)
{
	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		skip();
	wraps("äöü äöü", 0, HOW(7, 0, false), "äöü äöü");
}

TEST(a_command_stays_on_one_line_without_a_remark_after_it)
{
	wraps("run: get a b; or run: get c (or not)", 0, HOW(13, 2, true), "run: get a b;\n  or run:\n  get c (or\n  not)");
	wraps("run: get a b", 0, HOW(8, 2, false), "run: get\n  a b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_broken_where_the_next_word_does_not_fit),
		cmocka_unit_test(a_long_word_and_several_spaces_stay),
		cmocka_unit_test(width_is_counted_in_columns),
		cmocka_unit_test(a_command_stays_on_one_line_without_a_remark_after_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
