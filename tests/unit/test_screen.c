/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows and columns of texts on a terminal, and times as they are printed. */
#include "test.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "text/screen.h"
#include "text/time.h"

static bool has_utf8;

#define NEEDS_UTF8() \
	if (!has_utf8) \
		SKIP("the locale C.UTF-8 is not installed")

TEST(a_terminal_has_the_size_that_it_knows_or_80_columns)
{
	static const struct { unsigned short rows, columns; bool known; } rows[] = {
		{ 50, 132, true }, { 1, 40, true }, { 40, 1, true }, { 1, 1, true }, { 0, 40, false }, { 40, 0, false }, { 0, 0, false },
	};
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), none = open("/dev/null", O_RDWR), y, x;

	assert_true(terminal >= 0 && none >= 0);
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct winsize size = { .ws_row = rows[i].rows, .ws_col = rows[i].columns };

		assert_int_equal(ioctl(terminal, TIOCSWINSZ, &size), 0);
		assert_int_equal(screen_size(terminal, &y, &x), rows[i].known);
		if (y != (rows[i].known ? rows[i].rows : 24) || x != (rows[i].known ? rows[i].columns : 80))
			FAIL_ROW("row %zu: %d rows, %d columns", i, y, x);
	}
	assert_false(screen_size(none, &y, &x));
	assert_int_equal(y, 24);
	assert_int_equal(x, 80);
	close(none);
	close(terminal);
}

TEST(the_widest_of_texts_is_found_wherever_it_is)
{
	static char *const texts[] = { (char *)"long", (char *)"a", (char *)"bcd" };

	assert_int_equal(screen_widest(texts, 3), 4);
	assert_int_equal(screen_widest(texts + 1, 2), 3);
	assert_int_equal(screen_widest(texts, 1), 4);
	assert_int_equal(screen_widest(texts, 0), 0);
}

TEST(a_prompt_is_as_wide_as_its_letters_without_escape_sequences)
{
	assert_int_equal(screen_prompt_width(L""), 0);
	assert_int_equal(screen_prompt_width(L"cmapsh> "), 8);
	assert_int_equal(screen_prompt_width(L"\1\033[1m\1live\1\033[0m\1> "), 6);
}

TEST(a_line_wraps_as_libedit_draws_it)
{
	static const struct { int columns; size_t prompt; const wchar_t *line; size_t cursor; int cursor_row, last_row; } rows[] = {
		{ 10, 3, L"", 0, 0, 0 },
		{ 10, 3, L"abc", 0, 0, 0 },
		{ 10, 3, L"abcdef", 6, 0, 0 },
		/* A full row ends at once. */
		{ 10, 3, L"abcdefg", 6, 0, 1 },
		{ 10, 3, L"abcdefg", 7, 1, 1 },
		{ 10, 10, L"", 0, 1, 1 },
		{ 10, 3, L"abcdefgh", 7, 1, 1 },
		{ 10, 3, L"abcdefghijklmnopq", 16, 1, 2 },
		{ 10, 3, L"abcdefghijklmnopq", 17, 2, 2 },
		{ 10, 25, L"abc", 0, 2, 2 },
		{ 0, 79, L"", 0, 0, 0 }, /* 80 columns */
		{ 0, 79, L"a", 0, 0, 1 },
		{ 1, 0, L"ab", 2, 2, 2 }, /* one is known */
		/* A wide character that does not fit is in the next row, and the cursor before it, too. */
		{ 10, 3, L"abcdef\u65e5", 6, 1, 1 },
		{ 10, 3, L"abcdef\u65e5", 5, 0, 1 },
		{ 10, 2, L"abcdef\u65e5", 6, 0, 1 },
		{ 10, 2, L"abcdef\u65e5", 7, 1, 1 },
		{ 10, 1, L"abcdef\u65e5", 7, 0, 0 },
		{ 10, 9, L"e\u0301", 2, 1, 1 },
		{ 10, 8, L"e\u0301", 2, 0, 0 },
		/* A tab goes to the next column that is a multiple of 8. */
		{ 20, 0, L"\tabcdefghijk", 12, 0, 0 },
		{ 20, 0, L"\tabcdefghijkl", 13, 1, 1 },
		{ 20, 1, L"\tabcdefghijk", 12, 0, 0 },
		{ 20, 7, L"\tabcdefghijkl", 13, 1, 1 },
		{ 20, 8, L"\tabc", 4, 0, 0 },
		{ 20, 8, L"\tabcd", 5, 1, 1 },
		{ 10, 8, L"\tabcdefghi", 10, 1, 1 },
		{ 10, 8, L"\tabcdefghij", 11, 2, 2 },
		{ 8, 0, L"\t", 1, 1, 1 },
		/* A pasted line may have several rows of its own. */
		{ 10, 3, L"a\nb", 1, 0, 1 },
		{ 10, 3, L"a\nb", 2, 1, 1 },
		{ 10, 3, L"\n123456789", 10, 1, 1 },
		{ 10, 3, L"\n1234567890", 11, 2, 2 },
		/* ^X, \U+XXXX */
		{ 10, 8, L"\x01", 1, 1, 1 },
		{ 10, 7, L"\x01", 1, 0, 0 },
		{ 10, 8, L"\x7f", 1, 1, 1 },
		{ 10, 3, L"\uffff", 1, 1, 1 },
		{ 10, 2, L"\uffff", 1, 0, 0 },
		{ 10, 2, L"\U0010ffff", 1, 1, 1 },
		{ 10, 1, L"\U0010ffff", 1, 0, 0 },
	};
	NEEDS_UTF8();
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct layout layout = screen_layout(rows[i].columns, rows[i].prompt, rows[i].line, wcslen(rows[i].line), rows[i].cursor);

		if (layout.cursor_row != rows[i].cursor_row || layout.last_row != rows[i].last_row)
			FAIL_ROW("row %zu: the cursor in row %d, the end in %d", i, layout.cursor_row, layout.last_row);
	}
}

TEST(a_wide_character_is_in_a_row_that_has_room_for_it)
{
	struct place place;

	NEEDS_UTF8();
	place = screen_place(10, (struct place){ 1, 8 }, L'\u65e5');
	assert_int_equal(place.row, 1);
	assert_int_equal(place.column, 8);
	place = screen_place(10, (struct place){ 1, 9 }, L'\u65e5');
	assert_int_equal(place.row, 2);
	assert_int_equal(place.column, 0);
	place = screen_place(10, (struct place){ 1, 9 }, L'a');
	assert_int_equal(place.row, 1);
	assert_int_equal(place.column, 9);
}

TEST(a_text_has_the_width_of_its_characters)
{
	static const struct { const char *text; size_t width; } rows[] = {
		{ "", 0 }, { "abc", 3 }, { "\xc3\xa9", 1 }, { "\xe6\x97\xa5\xe6\x9c\xac", 4 }, { "e\xcc\x81", 1 }, { "\xff", 1 }, { "a\xe6\x97", 3 },
		{ "\x01", 0 }, { "\x7f", 0 }, { "\x7f" "a", 1 },
	};
	NEEDS_UTF8();
	for (size_t i = 0; i < N_OF(rows); i++)
		if (screen_width(rows[i].text) != rows[i].width)
			FAIL_ROW("\"%s\": %zu", rows[i].text, screen_width(rows[i].text));
}

TEST(a_color_takes_no_columns)
{
	assert_int_equal(screen_width("\033[1;34mab\033[0m"), 2);
	assert_int_equal(screen_width("\033[2J"), 3); /* not a color */
	assert_int_equal(screen_width("\033[2"), 2);
	assert_int_equal(screen_rows("\033[1m1234567890\033[0m\n", 19, 10), 1);
}

TEST(a_text_is_cut_at_the_edge_with_a_mark)
{
	static const struct { const char *text; int columns; const char *shown; } rows[] = {
		{ "abc", 3, "abc" }, { "abcd", 3, "ab\u2026" }, { "abc", 1, "\u2026" }, { "abc", 0, "" }, { "abc", -1, "" }, { "", 3, "" },
		{ "\u65e5\u672c", 4, "\u65e5\u672c" }, { "\u65e5\u672c", 3, "\u65e5\u2026" }, { "\u65e5\u672c", 2, "\u2026" },
		{ "ab\033[2Jcd", 9, "ab\u2026" }, { "ab\ncd", 9, "ab\u2026" }, { "abc\x7f", 3, "ab\u2026" }, { "\nab", 9, "\u2026" },
	};
	NEEDS_UTF8();
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *shown = screen_cut(rows[i].text, rows[i].columns);

		assert_non_null(shown);
		if (strcmp(shown, rows[i].shown) != 0)
			FAIL_ROW("\"%s\" in %d columns: \"%s\"", rows[i].text, rows[i].columns, shown);
		free(shown);
	}
}

TEST(a_text_takes_the_rows_that_a_terminal_gives_it)
{
	static const struct { const char *text; size_t rows; } rows[] = {
		{ "", 0 }, { "a", 1 }, { "a\n", 1 }, { "\n", 1 }, { "a\n\n", 2 }, { "a\nb", 2 }, { "\n\n", 2 },
		{ "1234567890", 1 }, { "1234567890\n", 1 }, { "1234567890\n\n", 2 }, { "12345678901", 2 }, { "12345678901\n", 2 },
		{ "123456789\xe6\x97\xa5", 2 }, { "12345678\xe6\x97\xa5", 1 }, { "12345678\xe6\x97\xa5x", 2 },
	};
	NEEDS_UTF8();
	for (size_t i = 0; i < N_OF(rows); i++)
		if (screen_rows(rows[i].text, strlen(rows[i].text), 10) != rows[i].rows)
			FAIL_ROW("\"%s\": %zu", rows[i].text, screen_rows(rows[i].text, strlen(rows[i].text), 10));
}

TEST(columns_are_as_many_as_fit_and_filled_from_top_to_bottom)
{
	static const struct { int columns; const char *printed; } rows[] = {
		{ 100, "a    \xc3\xa9\xc3\xa9   ccc  d    e\n" },
		{ 25, "a    \xc3\xa9\xc3\xa9   ccc  d    e\n" },
		{ 24, "a    ccc  e\n\xc3\xa9\xc3\xa9   d\n" },
		{ 20, "a    ccc  e\n\xc3\xa9\xc3\xa9   d\n" },
		{ 10, "a    d\n\xc3\xa9\xc3\xa9   e\nccc\n" },
		{ 9, "a\n\xc3\xa9\xc3\xa9\nccc\nd\ne\n" },
		{ 5, "a\n\xc3\xa9\xc3\xa9\nccc\nd\ne\n" },
		{ 1, "a\n\xc3\xa9\xc3\xa9\nccc\nd\ne\n" },
	};
	char *const items[] = { (char *)"a", (char *)"\xc3\xa9\xc3\xa9", (char *)"ccc", (char *)"d", (char *)"e" };

	NEEDS_UTF8();
	for (size_t i = 0; i < N_OF(rows); i++) {
		char text[200] = "";
		FILE *out = fmemopen(text, sizeof(text), "w");
		size_t lines = 0;

		assert_non_null(out);
		screen_print_columns(out, items, N_OF(items), rows[i].columns);
		fclose(out);
		if (strcmp(text, rows[i].printed) != 0)
			FAIL_ROW("%d columns:\n%s", rows[i].columns, text);
		for (const char *c = text; *c != '\0'; c++)
			lines += *c == '\n';
		assert_int_equal(screen_count_column_rows(items, N_OF(items), rows[i].columns), lines);
	}
}

TEST(a_time_is_printed_with_its_zone)
{
	static const struct { const char *zone, *stamp, *of_day; } rows[] = {
		{ "UTC0", "2026-01-31T12:00:00.123456+00:00", "12:00:00.123" },
		{ "CET-1", "2026-01-31T13:00:00.123456+01:00", "13:00:00.123" },
		{ "IST-5:30", "2026-01-31T17:30:00.123456+05:30", "17:30:00.123" },
		{ "NST3:30", "2026-01-31T08:30:00.123456-03:30", "08:30:00.123" },
		{ "XXX12", "2026-01-31T00:00:00.123456-12:00", "00:00:00.123" },
		{ "XXX-14", "2026-02-01T02:00:00.123456+14:00", "02:00:00.123" },
	};
	const struct timespec time = { .tv_sec = 1769860800, .tv_nsec = 123456789 }, never = { .tv_sec = INT64_MAX };
	char *text;

	for (size_t i = 0; i < N_OF(rows); i++) {
		setenv("TZ", rows[i].zone, 1);
		tzset();
		text = time_stamp(&time);
		assert_string_equal(text, rows[i].stamp);
		free(text);
		text = time_of_day(&time);
		assert_string_equal(text, rows[i].of_day);
		free(text);
	}
	text = time_stamp(&never);
	assert_string_equal(text, "");
	free(text);
	text = time_of_day(&never);
	assert_string_equal(text, "");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_has_the_size_that_it_knows_or_80_columns),
		cmocka_unit_test(the_widest_of_texts_is_found_wherever_it_is),
		cmocka_unit_test(a_prompt_is_as_wide_as_its_letters_without_escape_sequences),
		cmocka_unit_test(a_line_wraps_as_libedit_draws_it),
		cmocka_unit_test(a_wide_character_is_in_a_row_that_has_room_for_it),
		cmocka_unit_test(a_text_has_the_width_of_its_characters),
		cmocka_unit_test(a_color_takes_no_columns),
		cmocka_unit_test(a_text_is_cut_at_the_edge_with_a_mark),
		cmocka_unit_test(a_text_takes_the_rows_that_a_terminal_gives_it),
		cmocka_unit_test(columns_are_as_many_as_fit_and_filled_from_top_to_bottom),
		cmocka_unit_test(a_time_is_printed_with_its_zone),
	};

	has_utf8 = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
