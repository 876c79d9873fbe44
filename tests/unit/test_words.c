/* SPDX-License-Identifier: BSD-3-Clause */
/* Splitting a line of a script or of the prompt into words. */
#include "test.h"

#include <stdio.h>

#include "text/words.h"

TEST(a_line_is_split_at_spaces_outside_of_quotes)
{
	static const struct {
		const char *line;
		const char *words[4];
	} rows[] = {
		{ "", { NULL } },
		{ "   \t \r\n", { NULL } },
		{ "x", { "x" } },
		{ "a b c", { "a", "b", "c" } },
		{ "one", { "one" } },
		{ "  one\ttwo  three \n", { "one", "two", "three" } },
		{ "# a comment", { NULL } },
		{ "one # a comment 'not closed", { "one" } },
		{ "one#two #three", { "one#two" } },
		{ "'#' \"#\" \\#", { "#", "#", "#" } },
		{ "'a b' \"c d\" e\\ f", { "a b", "c d", "e f" } },
		{ "''", { "" } },
		{ "'' \"\" x", { "", "", "x" } },
		{ "a'b'\"c\"d", { "abcd" } },
		{ "'it'\\''s'", { "it's" } },
		{ "'a\\nb'", { "a\\nb" } },
		{ "\"a\\nb\\t\\r\\\\\\\"\"", { "a\nb\t\r\\\"" } },
		{ "\"\\x41\\xc3\\xa9\"", { "A\xc3\xa9" } },
		{ "\\n\\\\\\\"\\'", { "n\\\"'" } },
		{ "\"it's\" 'say \"x\"'", { "it's", "say \"x\"" } },
		{ "$HOME `ls` * ? ~ ; | &", { "$HOME", "`ls`", "*", "?" } },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct words words;

		if (!words_split(rows[i].line, &words))
			FAIL_ROW("%s: %s", rows[i].line, words.error);
		assert_null(words.error);
		assert_int_equal(words.open, 0);
		for (size_t w = 0; w < 4 && rows[i].words[w] != NULL; w++)
			if (w >= words.n || strcmp(words.v[w], rows[i].words[w]) != 0)
				FAIL_ROW("%s: word %zu", rows[i].line, w);
		if (rows[i].words[3] == NULL)
			assert_true(words.n < 4 && rows[i].words[words.n] == NULL);
		words_clear(&words);
	}
}

TEST(every_word_has_its_position_in_the_line)
{
	static const size_t places[] = { 1, 6, 12, 16 };
	struct words words;

	assert_true(words_split(" one  'two' \\ 3 \"\"#part", &words));
	assert_int_equal(words.n, N_OF(places));
	for (size_t i = 0; i < N_OF(places); i++)
		assert_int_equal(words.at[i], places[i]);
	words_clear(&words);
}

TEST(a_line_with_an_error_has_its_position_and_the_words_before_it)
{
	static const struct {
		const char *line, *error; /* a part of the message */
		size_t at, n;
		char open;
	} rows[] = {
		{ "one 'two", "the single quote is not closed", 4, 2, '\'' },
		{ "one tw\"o", "the double quote is not closed", 6, 2, '"' },
		{ "'", "the single quote is not closed", 0, 1, '\'' },
		{ "one \"two\\", "the double quote is not closed", 4, 2, '"' },
		{ "one \"two\\\"", "the double quote is not closed", 4, 2, '"' },
		{ "one \"a\\q\" three", "unknown escape", 6, 2, 0 },
		{ "\"\\x4\"", "unknown escape", 1, 1, 0 },
		{ "one two\\", "the line ends with a backslash", 7, 2, 0 },
		{ "\\", "the line ends with a backslash", 0, 1, 0 },
		{ "one two\\\n", "the line ends with a backslash", 7, 2, 0 },
		{ "one \"a\\x00b\"", "NUL", 6, 2, 0 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct words words;

		if (words_split(rows[i].line, &words))
			FAIL_ROW("%s is taken", rows[i].line);
		if (strstr(words.error, rows[i].error) == NULL || words.error_at != rows[i].at || words.open != rows[i].open)
			FAIL_ROW("%s: %s at %zu, open %d", rows[i].line, words.error, words.error_at, words.open);
		assert_int_equal(words.n, rows[i].n);
		if (rows[i].n == 2)
			assert_string_equal(words.v[0], "one");
		words_clear(&words);
	}
}

TEST(a_long_line_is_split_like_a_short_one)
{
	enum { LEN = 10000 };
	static const struct {
		char fill, odd; /* at even and at odd positions */
		size_t n;
	} rows[] = { { ' ', ' ', 0 }, { 'a', 'a', 1 }, { 'a', ' ', LEN / 2 }, { ' ', 'a', LEN / 2 }, { '\'', '\'', 1 }, { '"', '"', 1 },
		     { '\\', 'a', 1 }, { '\\', '\\', 1 }, { '#', '#', 0 } };
	char *line = malloc(LEN + 1);

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct words words;

		for (size_t c = 0; c < LEN; c++)
			line[c] = c % 2 ? rows[i].odd : rows[i].fill;
		line[LEN] = '\0';
		assert_true(words_split(line, &words));
		assert_int_equal(words.n, rows[i].n);
		words_clear(&words);
		words_clear(&words); /* may be called twice */
		assert_null(words.v);
	}
	free(line);
}

TEST(any_bytes_are_split_without_a_crash)
{
	static const char alphabet[] = "a \t'\"\\#xn4\n\xc3";
	uint64_t seed = 0x5eed;

	for (int round = 0; round < 5000; round++) {
		char line[24];
		size_t len = next_random(&seed) % sizeof(line);
		struct words words;
		bool good;

		for (size_t i = 0; i < len; i++)
			line[i] = alphabet[next_random(&seed) % (sizeof(alphabet) - 1)];
		line[len < sizeof(line) ? len : len - 1] = '\0';
		good = words_split(line, &words);
		assert_int_equal(good, words.error == NULL);
		for (size_t i = 0; i < words.n; i++)
			assert_true(words.at[i] < strlen(line) && strlen(words.v[i]) <= strlen(line));
		words_clear(&words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_split_at_spaces_outside_of_quotes),
		cmocka_unit_test(every_word_has_its_position_in_the_line),
		cmocka_unit_test(a_line_with_an_error_has_its_position_and_the_words_before_it),
		cmocka_unit_test(a_long_line_is_split_like_a_short_one),
		cmocka_unit_test(any_bytes_are_split_without_a_crash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
