/* SPDX-License-Identifier: BSD-3-Clause */
/* Terminals with and without colors. */
#include "test.h"

#include "text/terminfo.h"

enum { NUMBERS = 14 };

/* Makes a description with a name, a flag and as many numbers as `n` says, of which the last is `colors`. */
static size_t
describe(unsigned char *bytes, bool wide, size_t n, long colors)
{
	const unsigned magic = wide ? 01036 : 0432, counts[] = { magic, 2, 1, (unsigned)n, 0, 0 };
	size_t len = 0, width = wide ? 4 : 2;

	for (size_t i = 0; i < N_OF(counts); i++) {
		bytes[len++] = (unsigned char)counts[i];
		bytes[len++] = (unsigned char)(counts[i] >> 8);
	}
	bytes[len++] = 'x';
	bytes[len++] = '\0';
	bytes[len++] = 1;
	bytes[len++] = 0; /* numbers begin at an even place */
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < width; k++)
			bytes[len++] = (unsigned char)((unsigned long)(i == NUMBERS - 1 ? colors : 80) >> 8 * k);
	return len;
}

TEST(a_description_says_whether_a_terminal_has_colors)
{
	static const struct { bool wide; size_t n; long colors; bool colorless; } rows[] = {
		{ false, NUMBERS, 8, false },  { false, NUMBERS, -1, true }, { false, NUMBERS, 0, true },
		{ false, NUMBERS - 1, 0, true }, { true, NUMBERS, 1 << 24, false }, { true, NUMBERS, -1, true },
		{ true, NUMBERS, 256, false },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		unsigned char bytes[256];
		size_t len = describe(bytes, rows[i].wide, rows[i].n, rows[i].colors);

		if (terminfo_bytes_are_colorless(bytes, len) != rows[i].colorless)
			FAIL_ROW("row %zu", i);
	}
}

TEST(what_is_no_description_does_not_take_colors_away)
{
	unsigned char bytes[256];
	size_t len = describe(bytes, false, NUMBERS, -1);

	assert_false(terminfo_bytes_are_colorless(bytes, 0));
	for (size_t cut = 0; cut < len; cut++)
		assert_false(terminfo_bytes_are_colorless(bytes, cut));
	bytes[0] = 0;
	assert_false(terminfo_bytes_are_colorless(bytes, len));
	assert_false(terminfo_is_colorless("no-such-terminal"));
	assert_false(terminfo_is_colorless("../v/vt100"));
	assert_false(terminfo_is_colorless(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_description_says_whether_a_terminal_has_colors),
		cmocka_unit_test(what_is_no_description_does_not_take_colors_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
