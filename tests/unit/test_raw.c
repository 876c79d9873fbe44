/* SPDX-License-Identifier: BSD-3-Clause */
/* Values in libcmap's form, their types, copies and equality. */
#include "test.h"

#include <math.h>
#include <stdio.h>

#include "value.h"
#include "value_cmap.h"

TEST(every_type_has_a_name_that_finds_it)
{
	for (enum cmh_type type = CMH_I8; type <= CMH_BIN; type++) {
		assert_int_equal(strlen(cmh_type_name(type)) > 1, 1);
		assert_int_equal(cmh_type_by_name(cmh_type_name(type)), type);
		assert_int_equal(cmh_type_is_integer(type), type <= CMH_U64);
	}
	assert_string_equal(cmh_type_name(CMH_NONE), "none");
	assert_int_equal(cmh_type_by_name("none"), CMH_NONE);
	assert_int_equal(cmh_type_by_name(""), CMH_NONE);
	assert_int_equal(cmh_type_by_name("U32"), CMH_NONE);
	assert_int_equal(cmh_type_is_integer(CMH_NONE), false);
}

TEST(every_type_passes_libcmap_unchanged)
{
	static const struct {
		enum cmh_type type;
		size_t len; /* in libcmap */
		const char *texts[3];
	} rows[] = {
		{ CMH_I8, 1, { "-128", "127", "0" } },
		{ CMH_U8, 1, { "0", "255", "128" } },
		{ CMH_I16, 2, { "-32768", "32767", "-1" } },
		{ CMH_U16, 2, { "0", "65535", "256" } },
		{ CMH_I32, 4, { "-2147483648", "2147483647", "-1" } },
		{ CMH_U32, 4, { "0", "4294967295", "65536" } },
		{ CMH_I64, 8, { "-9223372036854775808", "9223372036854775807", "-1" } },
		{ CMH_U64, 8, { "0", "18446744073709551615", "4294967296" } },
		{ CMH_FLT, 4, { "0.1", "-inf", "1e-45" } },
		{ CMH_DBL, 8, { "0.1", "inf", "5e-324" } },
		{ CMH_STR, 4, { "abc", "x y", "\xc3\xa9z" } },
		{ CMH_BIN, 3, { "0x000000", "0xffffff", "0x00ff00" } },
	};
	assert_int_equal(N_OF(rows), CMH_TYPE_MAX);
	for (size_t i = 0; i < N_OF(rows); i++)
		for (size_t t = 0; t < 3; t++) {
			struct cmh_value value, again = CMH_VALUE_INIT;
			char scratch[8];
			const void *raw;
			size_t len;

			assert_int_equal(cmh_value_parse(rows[i].type, rows[i].texts[t], &value, NULL), CMH_OK);
			len = value_to_cmap(&value, scratch, &raw);
			assert_int_equal(len, rows[i].len);
			assert_int_equal(value_from_cmap(&again, (cmap_value_types_t)rows[i].type, raw, len), CS_OK);
			if (!cmh_value_equal(&value, &again))
				FAIL_ROW("%s %s", cmh_type_name(rows[i].type), rows[i].texts[t]);
			cmh_value_clear(&value);
			cmh_value_clear(&again);
		}
}

TEST(a_length_that_does_not_match_the_type_is_a_damaged_message)
{
	static const char raw[CMH_VALUE_MAX + 64];
	static const struct {
		int type;
		size_t len;
	} rows[] = {
		{ CMH_I8, 0 }, { CMH_U8, 2 }, { CMH_I16, 1 }, { CMH_U16, 4 }, { CMH_I32, 8 }, { CMH_U32, 0 }, { CMH_I64, 4 },
		{ CMH_U64, 16 }, { CMH_FLT, 8 }, { CMH_DBL, 4 }, { CMH_BIN, CMH_VALUE_MAX + 1 }, { CMH_STR, CMH_VALUE_MAX + 2 }, { 0, 4 }, { 13, 4 }, { 99, 4 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_value value = CMH_VALUE_INIT;
		cs_error_t rc = value_from_cmap(&value, (cmap_value_types_t)rows[i].type, raw, rows[i].len);

		if (rc != CS_ERR_MESSAGE_ERROR)
			FAIL_ROW("type %d, %zu bytes: %d", rows[i].type, rows[i].len, (int)rc);
		assert_int_equal(value.type, CMH_NONE);
	}
}

TEST(a_str_of_the_greatest_length_is_sent_without_a_nul_and_read_with_one)
{
	char text[CMH_VALUE_MAX + 1], scratch[8];
	struct cmh_value value = CMH_VALUE_INIT, again = CMH_VALUE_INIT;
	const void *raw;

	memset(text, 'x', CMH_VALUE_MAX);
	text[CMH_VALUE_MAX] = '\0';
	assert_int_equal(cmh_value_bytes(CMH_STR, text, CMH_VALUE_MAX, &value, NULL), CMH_OK);
	assert_int_equal(value_to_cmap(&value, scratch, &raw), CMH_VALUE_MAX);
	assert_int_equal(value_from_cmap(&again, CMAP_VALUETYPE_STRING, text, sizeof(text)), CS_OK);
	assert_true(cmh_value_equal(&value, &again));
	cmh_value_clear(&value);
	cmh_value_clear(&again);
}

TEST(a_str_ends_at_its_nul_or_its_length)
{
	static const struct {
		const char *raw;
		size_t len;
		const char *text;
	} rows[] = { { "abc", 4, "abc" }, { "abc", 3, "abc" }, { "ab\0c", 5, "ab" }, { "", 1, "" }, { "", 0, "" } };

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_value value;

		assert_int_equal(value_from_cmap(&value, CMAP_VALUETYPE_STRING, rows[i].raw, rows[i].len), CS_OK);
		assert_string_equal(value.bytes, rows[i].text);
		assert_int_equal(value.len, strlen(rows[i].text));
		cmh_value_clear(&value);
	}
}

TEST(a_str_has_no_nul_and_a_bin_may)
{
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	char *text;

	assert_int_equal(cmh_value_bytes(CMH_STR, "a\0b", 3, &value, &err), CMH_INVALID);
	assert_non_null(strstr(cmh_error_message(&err), "NUL"));
	assert_non_null(strstr(err.hint, "bin"));
	cmh_error_clear(&err);
	assert_int_equal(cmh_value_bytes(CMH_BIN, "a\0b", 3, &value, &err), CMH_OK);
	text = cmh_value_text(&value);
	assert_string_equal(text, "0x610062");
	free(text);
	cmh_value_clear(&value);
}

TEST(no_bytes_are_a_value_too)
{
	const void *raw;
	char scratch[8];

	for (enum cmh_type type = CMH_STR; type <= CMH_BIN; type++) {
		struct cmh_value value;

		assert_int_equal(cmh_value_bytes(type, NULL, 0, &value, NULL), CMH_OK);
		assert_int_equal(value_to_cmap(&value, scratch, &raw), type == CMH_STR);
		assert_non_null(raw); /* libcmap takes no NULL */
		cmh_value_clear(&value);
	}
}

TEST(values_are_equal_bit_for_bit)
{
	static char abc[] = "abc", abd[] = "abd";
	const struct cmh_value u1 = { .type = CMH_U32, .u = 1 }, u2 = { .type = CMH_U32, .u = 2 },
			       i1 = { .type = CMH_I32, .i = 1 }, zero = { .type = CMH_DBL, .d = 0.0 },
			       minus = { .type = CMH_DBL, .d = -0.0 }, not_a = { .type = CMH_FLT, .f = NAN },
			       s1 = { .type = CMH_STR, .len = 3, .bytes = abc }, s2 = { .type = CMH_STR, .len = 3, .bytes = abd },
			       s3 = { .type = CMH_STR, .len = 2, .bytes = abc }, unknown = { .type = CMH_STR, .len = 3 }, b1 = { .type = CMH_BIN, .len = 3, .bytes = abc };
	const struct {
		const struct cmh_value *a, *b;
	} differ[] = { { &u1, &u2 }, { &u1, &i1 }, { &zero, &minus }, { &s1, &s2 }, { &s1, &s3 }, { &s1, &b1 }, { &u1, &s1 }, { &s1, &unknown } };

	for (size_t i = 0; i < N_OF(differ); i++) {
		assert_true(cmh_value_equal(differ[i].a, differ[i].a));
		assert_true(cmh_value_equal(differ[i].b, differ[i].b));
		if (cmh_value_equal(differ[i].a, differ[i].b) || cmh_value_equal(differ[i].b, differ[i].a))
			FAIL_ROW("row %zu", i);
	}
	assert_true(cmh_value_equal(&not_a, &not_a)); /* a nan that stays is no change */
}

TEST(a_copy_is_equal_and_independent)
{
	for (enum cmh_type type = CMH_I8; type <= CMH_BIN; type++) {
		struct cmh_value value, copy;

		assert_int_equal(cmh_value_parse(type, type == CMH_BIN ? "0x07" : "7", &value, NULL), CMH_OK);
		assert_int_equal(cmh_value_copy(&value, &copy, NULL), CMH_OK);
		assert_true(cmh_value_equal(&value, &copy));
		cmh_value_clear(&value);
		cmh_value_clear(&value); /* twice does no harm */
		assert_int_equal(value.type, CMH_NONE);
		cmh_value_clear(&copy);
	}
	cmh_value_clear(NULL);
}

TEST(a_value_without_bytes_has_an_empty_text_and_cannot_be_set)
{
	for (enum cmh_type type = CMH_NONE; type <= CMH_BIN; type++) {
		struct cmh_value value = { .type = type }, copy;
		struct cmh_error err = CMH_ERROR_INIT;
		bool empty = type == CMH_NONE || type >= CMH_STR;
		char *text = cmh_value_text(&value);

		assert_string_equal(text, empty ? "" : "0");
		assert_int_equal(value_check(&value, &err), empty ? CMH_INVALID : CMH_OK);
		assert_int_equal(err.reason, empty ? CMH_REASON_TYPE : CMH_REASON_NONE);
		assert_int_equal(cmh_value_copy(&value, &copy, NULL), CMH_OK);
		assert_true(cmh_value_equal(&value, &copy));
		cmh_value_clear(&copy);
		cmh_error_clear(&err);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_has_a_name_that_finds_it),
		cmocka_unit_test(every_type_passes_libcmap_unchanged),
		cmocka_unit_test(a_length_that_does_not_match_the_type_is_a_damaged_message),
		cmocka_unit_test(a_str_of_the_greatest_length_is_sent_without_a_nul_and_read_with_one),
		cmocka_unit_test(a_str_ends_at_its_nul_or_its_length),
		cmocka_unit_test(a_str_has_no_nul_and_a_bin_may),
		cmocka_unit_test(no_bytes_are_a_value_too),
		cmocka_unit_test(values_are_equal_bit_for_bit),
		cmocka_unit_test(a_copy_is_equal_and_independent),
		cmocka_unit_test(a_value_without_bytes_has_an_empty_text_and_cannot_be_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
