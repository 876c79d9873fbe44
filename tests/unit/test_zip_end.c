/* SPDX-License-Identifier: BSD-3-Clause */
/* The record at the end of a zip. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "nodes/zip_end.h"

/* A record of so many entries, with a comment of so many bytes, after so many bytes of other things. */
static size_t
make(char *out, size_t before, int entries, int comment)
{
	unsigned char *at = (unsigned char *)out + before;

	memset(out, 'x', before + ZIP_END_SIZE + (size_t)comment);
	memcpy(at, "PK\5\6", 4);
	at[10] = (unsigned char)entries;
	at[11] = (unsigned char)(entries >> 8);
	at[20] = (unsigned char)comment;
	at[21] = (unsigned char)(comment >> 8);
	return before + ZIP_END_SIZE + (size_t)comment;
}

TEST(the_number_of_entries_is_found_however_the_bytes_come)
{
	static const struct { size_t before; int entries, comment; } rows[] = {
		{ 0, 0, 0 }, { 0, 3, 0 }, { 1, 258, 0 }, { 100, 0xffff, 5 }, { 300000, 0xfffe, 0xffff }, { 65536, 1, 300 },
	};
	static char bytes[500000];

	for (size_t i = 0; i < N_OF(rows); i++) {
		static const size_t steps[] = { 1, 21, 4096, 65535, 65536, 65557, 65558, 400000 };
		size_t n = make(bytes, rows[i].before, rows[i].entries, rows[i].comment);

		for (size_t s = 0; s < N_OF(steps); s++) {
			struct zip_end *end = calloc(1, sizeof(*end));

			if (steps[s] == 1 && n > 1000) {
				free(end);
				continue; /* slow */
			}
			assert_non_null(end);
			for (size_t at = 0; at < n; at += steps[s])
				zip_end_take(end, bytes + at, n - at < steps[s] ? n - at : steps[s]);
			zip_end_take(end, bytes, 0);
			if (zip_end_entries(end) != rows[i].entries)
				FAIL_ROW("row %zu, steps of %zu: %d", i, steps[s], zip_end_entries(end));
			free(end);
		}
	}
}

TEST(ends_of_lines_and_zeros_may_follow)
{
	struct zip_end *end = calloc(1, sizeof(*end));
	char bytes[200];
	size_t n = make(bytes, 50, 7, 4);

	assert_non_null(end);
	zip_end_take(end, bytes, n);
	zip_end_take(end, "\r\n\0\0\n", 5);
	assert_int_equal(zip_end_entries(end), 7);
	free(end);
}

TEST(what_is_cut_off_or_goes_on_has_no_end)
{
	struct zip_end *end = calloc(1, sizeof(*end));
	char bytes[200];
	size_t n = make(bytes, 50, 7, 4);

	assert_non_null(end);
	assert_int_equal(zip_end_entries(end), ZIP_END_MISSING);
	zip_end_take(end, bytes, n - 1);
	assert_int_equal(zip_end_entries(end), ZIP_END_MISSING);
	zip_end_take(end, bytes + n - 1, 1);
	assert_int_equal(zip_end_entries(end), 7);
	zip_end_take(end, "x", 1);
	assert_int_equal(zip_end_entries(end), ZIP_END_MISSING);
	free(end);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_number_of_entries_is_found_however_the_bytes_come),
		cmocka_unit_test(ends_of_lines_and_zeros_may_follow),
		cmocka_unit_test(what_is_cut_off_or_goes_on_has_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
