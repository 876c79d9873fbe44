/* SPDX-License-Identifier: BSD-3-Clause */
/* Integers, reals and bytes: text to value and back. */
#include "test.h"

#include <locale.h>
#include <stdio.h>

#include "cmh.h"

/* What a text becomes when it is read and written again; NULL: it is refused. */
struct row {
	enum cmh_type type;
	const char *text;
	const char *expected; /* or, of a refusal, a part of the message */
	bool refused;
};

static void
check_row(const struct row *row)
{
	struct cmh_value value = { CMH_NONE, 77, { 77 } };
	struct cmh_error err = CMH_ERROR_INIT;
	const char *name = cmh_type_name(row->type);
	enum cmh_status status = cmh_value_parse(row->type, row->text, &value, &err);

	if (row->refused) {
		if (status != CMH_INVALID || err.status != CMH_INVALID)
			FAIL_ROW("%s \"%s\" is taken", name, row->text);
		if (strstr(cmh_error_message(&err), row->expected) == NULL)
			FAIL_ROW("%s \"%s\": the message is: %s", name, row->text, cmh_error_message(&err));
		assert_true(value.type == CMH_NONE && value.len == 77 && value.i == 77); /* unchanged */
	} else {
		char *text = status == CMH_OK ? cmh_value_text(&value) : NULL;

		if (text == NULL || value.type != row->type || strcmp(text, row->expected) != 0)
			FAIL_ROW("%s \"%s\" is %s, not %s", name, row->text, text != NULL ? text : cmh_error_message(&err),
				 row->expected);
		free(text);
		cmh_value_clear(&value);
	}
	cmh_error_clear(&err);
}

static void
check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_row(&rows[i]);
}

static const char out_of[] = "is outside the range of", not_integer[] = "is not an integer", not_real[] = "is not a number";

TEST(integers_reach_from_their_least_to_their_greatest)
{
	static const struct row rows[] = {
		{ CMH_I8, "-128", "-128" },
		{ CMH_I8, "127", "127" },
		{ CMH_I8, "-129", out_of, true },
		{ CMH_I8, "128", "\"128\" is outside the range of i8 (-128 to 127)", true },
		{ CMH_U8, "0", "0" },
		{ CMH_U8, "255", "255" },
		{ CMH_U8, "256", "\"256\" is outside the range of u8 (0 to 255)", true },
		{ CMH_U8, "-1", out_of, true },
		{ CMH_I16, "-32768", "-32768" },
		{ CMH_I16, "32767", "32767" },
		{ CMH_I16, "-32769", out_of, true },
		{ CMH_I16, "32768", out_of, true },
		{ CMH_U16, "65535", "65535" },
		{ CMH_U16, "65536", out_of, true },
		{ CMH_U16, "-1", out_of, true },
		{ CMH_I32, "-2147483648", "-2147483648" },
		{ CMH_I32, "2147483647", "2147483647" },
		{ CMH_I32, "-2147483649", out_of, true },
		{ CMH_I32, "2147483648", out_of, true },
		{ CMH_U32, "4294967295", "4294967295" },
		{ CMH_U32, "4294967296", out_of, true },
		{ CMH_U32, "-1", out_of, true },
		{ CMH_I64, "-9223372036854775808", "-9223372036854775808" },
		{ CMH_I64, "9223372036854775807", "9223372036854775807" },
		{ CMH_I64, "-9223372036854775809", out_of, true },
		{ CMH_I64, "9223372036854775808", out_of, true },
		{ CMH_U64, "18446744073709551615", "18446744073709551615" },
		{ CMH_U64, "18446744073709551616", out_of, true },
		{ CMH_U64, "-1", out_of, true },
		{ CMH_U64, "-18446744073709551615", out_of, true },
		{ CMH_U64, "99999999999999999999999999", out_of, true },
	};
	check_rows(rows, N_OF(rows));
}

TEST(an_integer_is_read_completely_or_rejected)
{
	static const char *const bad[] = { "", " ", " 1", "1 ", "1\n", "12abc", "abc", "+", "-", "--1", "+-1", "- 1",
					   "1.0", "1e3", "0x", "0xg", "0x1g", "0x-1", "x10", "1,000", "0b1", "\xd9\xa1" };
	static const struct row good[] = {
		{ CMH_I32, "+5", "5" },
		{ CMH_U32, "+5", "5" },
		{ CMH_I32, "-0", "0" },
		{ CMH_U32, "-0", "0" },
		{ CMH_I32, "0x10", "16" },
		{ CMH_U32, "0XfF", "255" },
		{ CMH_I8, "-0x80", "-128" },
		{ CMH_U64, "0xffffffffffffffff", "18446744073709551615" },
		{ CMH_I32, "010", "10" }, /* not octal */
		{ CMH_I32, "000000000000000000000000000007", "7" },
	};
	check_rows(good, N_OF(good));
	for (size_t i = 0; i < N_OF(bad); i++)
		for (enum cmh_type type = CMH_I8; type <= CMH_U64; type++)
			check_row(&(struct row){ type, bad[i], not_integer, true });
}

TEST(a_real_is_read_completely_and_never_rounded_to_infinity_or_zero)
{
	static const char *const bad[] = { "", " ", " 1", "\t1", "1 ", "1.5x", "x", ".", "-", "e5", "1,5", "1e", "infinit" };
	static const struct row rows[] = {
		{ CMH_DBL, "1e400", out_of, true },
		{ CMH_DBL, "-1e400", out_of, true },
		{ CMH_DBL, "1e-400", out_of, true },
		{ CMH_DBL, "1.7976931348623159e308", out_of, true },
		{ CMH_DBL, "2e-324", out_of, true },
		{ CMH_FLT, "1e39", out_of, true },
		{ CMH_FLT, "3.4028236e38", out_of, true },
		{ CMH_FLT, "1e-46", out_of, true },
		{ CMH_DBL, "0x1p-3", "0.125" },
		{ CMH_DBL, "0e-400", "0" },
		{ CMH_DBL, "+.5", "0.5" },
		{ CMH_DBL, "INFINITY", "inf" },
		{ CMH_FLT, "-inf", "-inf" },
		{ CMH_FLT, "nan", "nan" },
		{ CMH_DBL, "NaN", "nan" },
	};
	check_rows(rows, N_OF(rows));
	for (size_t i = 0; i < N_OF(bad); i++)
		for (enum cmh_type type = CMH_FLT; type <= CMH_DBL; type++)
			check_row(&(struct row){ type, bad[i], not_real, true });
}

static const struct row reals[] = {
	{ CMH_FLT, "0.1", "0.1" },
	{ CMH_FLT, "0.10000000149011612", "0.1" },
	{ CMH_FLT, "1.17549435e-38", "1.1754944e-38" }, /* FLT_MIN */
	{ CMH_FLT, "1e-45", "1e-45" },		     /* the least of all, subnormal */
	{ CMH_FLT, "1e-40", "1e-40" },
	{ CMH_FLT, "3.40282347e38", "3.4028235e+38" }, /* FLT_MAX */
	{ CMH_FLT, "16777216", "16777216" },
	{ CMH_DBL, "0.1", "0.1" },
	{ CMH_DBL, "1e-9", "1e-09" },
	{ CMH_DBL, "0.30000000000000004", "0.30000000000000004" },
	{ CMH_DBL, "2.2250738585072014e-308", "2.2250738585072014e-308" }, /* DBL_MIN */
	{ CMH_DBL, "5e-324", "5e-324" },
	{ CMH_DBL, "1.7976931348623157e308", "1.7976931348623157e+308" }, /* DBL_MAX */
	{ CMH_DBL, "-0", "-0" },
	{ CMH_DBL, "0", "0" },
	{ CMH_DBL, "10", "10" },
	{ CMH_DBL, "20.0", "20" },
	{ CMH_DBL, "150", "150" },
	{ CMH_DBL, "10000", "10000" },
	{ CMH_DBL, "1e22", "1e+22" },
	{ CMH_FLT, "1000", "1000" },
};

TEST(the_text_of_a_real_is_the_shortest_that_reads_back)
{
	check_rows(reals, N_OF(reals));
}

TEST(any_real_reads_back_bit_for_bit)
{
	uint64_t seed = 0x5eed;

	for (int i = 0; i < 4000; i++) {
		uint64_t bits = next_random(&seed);
		uint32_t low = (uint32_t)bits;
		struct cmh_value value = { .type = i % 2 ? CMH_FLT : CMH_DBL }, again;
		char *text;

		if (i % 2)
			memcpy(&value.f, &low, sizeof(low));
		else
			memcpy(&value.d, &bits, sizeof(bits));
		if (i % 2 ? value.f != value.f : value.d != value.d)
			continue; /* nan: its bits have no text */
		text = cmh_value_text(&value);
		assert_non_null(text);
		if (cmh_value_parse(value.type, text, &again, NULL) != CMH_OK || !cmh_value_equal(&value, &again))
			FAIL_ROW("%s does not read back", text);
		free(text);
	}
}

TEST(a_locale_with_a_decimal_comma_changes_nothing)
{
	static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "fr_FR.utf8", "nl_NL.UTF-8",
					     "ru_RU.UTF-8", "cs_CZ.UTF-8", "pl_PL.UTF-8", "es_ES.UTF-8", "it_IT.UTF-8" };
	bool found = false;

	for (size_t i = 0; i < N_OF(names) && !found; i++)
		found = setlocale(LC_NUMERIC, names[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0;
	if (!found)
		SKIP("no such locale is installed");
	check_rows(reals, N_OF(reals));
	check_row(&(struct row){ CMH_DBL, "1,5", not_real, true });
	assert_string_equal(localeconv()->decimal_point, ","); /* the program's locale is as it was */
	setlocale(LC_NUMERIC, "C");
}

TEST(a_bin_is_pairs_of_digits)
{
	static const struct row rows[] = {
		{ CMH_BIN, "0x", "0x" },
		{ CMH_BIN, "0X00fF", "0x00ff" },
		{ CMH_BIN, "0x0123456789abcdefABCDEF", "0x0123456789abcdefabcdef" },
		{ CMH_BIN, "", "the value is not a valid bin", true },
		{ CMH_BIN, "0", "the value is not a valid bin", true },
		{ CMH_BIN, "00ff", "the value is not a valid bin", true },
		{ CMH_BIN, "0x0", "the value is not a valid bin", true },
		{ CMH_BIN, " 0x0", "the value is not a valid bin", true },
		{ CMH_BIN, "0x000g", "\"0g\" at byte 2 is not hexadecimal", true },
		{ CMH_BIN, "0xg0", "at byte 1", true },
		{ CMH_BIN, "0x-1", "at byte 1", true },
	};
	check_rows(rows, N_OF(rows));
}

TEST(a_value_has_at_most_16384_bytes)
{
	static const struct {
		enum cmh_type type;
		size_t most;
	} limits[] = { { CMH_STR, 16384 }, { CMH_BIN, 16384 } };
	char *bytes = malloc(16385);

	memset(bytes, 'x', 16385);
	for (size_t i = 0; i < N_OF(limits); i++) {
		struct cmh_value value = CMH_VALUE_INIT;
		struct cmh_error err = CMH_ERROR_INIT;

		assert_int_equal(cmh_value_bytes(limits[i].type, bytes, limits[i].most, &value, &err), CMH_OK);
		assert_int_equal(value.len, limits[i].most);
		assert_int_equal(value.bytes[value.len], '\0');
		cmh_value_clear(&value);
		assert_int_equal(cmh_value_bytes(limits[i].type, bytes, limits[i].most + 1, &value, &err), CMH_INVALID);
		assert_int_equal(value.type, CMH_NONE);
		assert_non_null(strstr(cmh_error_message(&err), "at most"));
		cmh_error_clear(&err);
	}
	free(bytes);
}

TEST(a_long_text_is_refused_as_a_str_and_as_a_bin)
{
	char *text = malloc(2 + 2 * 16385 + 1);
	struct cmh_value value = CMH_VALUE_INIT;

	memset(text, '0', 2 + 2 * 16385);
	text[1] = 'x';
	text[2 + 2 * 16385] = '\0';
	assert_int_equal(cmh_value_parse(CMH_BIN, text, &value, NULL), CMH_INVALID);
	text[2 + 2 * 16384] = '\0';
	assert_int_equal(cmh_value_parse(CMH_BIN, text, &value, NULL), CMH_OK);
	assert_int_equal(value.len, 16384);
	cmh_value_clear(&value);
	text[16385] = '\0';
	assert_int_equal(cmh_value_parse(CMH_STR, text, &value, NULL), CMH_INVALID);
	text[16384] = '\0';
	assert_int_equal(cmh_value_parse(CMH_STR, text, &value, NULL), CMH_OK);
	cmh_value_clear(&value);
	free(text);
}

/* What the getters make of a value; NULL: they refuse it, for `reason`. */
static const struct getter_row {
	enum cmh_type type;
	const char *text, *as_int64, *as_uint64, *as_double, *as_string;
	enum cmh_reason reason;
} getter_rows[] = {
	{ CMH_I8, "-128", "-128", NULL, "-128", NULL, CMH_REASON_RANGE },
	{ CMH_U8, "255", "255", "255", "255", NULL },
	{ CMH_I32, "0", "0", "0", "0", NULL },
	{ CMH_U32, "4294967295", "4294967295", "4294967295", "4294967295", NULL },
	{ CMH_I64, "-9223372036854775808", "-9223372036854775808", NULL, "-9.223372036854775808e18", NULL, CMH_REASON_RANGE },
	{ CMH_I64, "9223372036854775807", "9223372036854775807", "9223372036854775807", NULL, NULL, CMH_REASON_RANGE },
	{ CMH_U64, "9223372036854775808", NULL, "9223372036854775808", "9223372036854775808", NULL, CMH_REASON_RANGE },
	{ CMH_U64, "18446744073709551615", NULL, "18446744073709551615", NULL, NULL, CMH_REASON_RANGE },
	{ CMH_U64, "9007199254740992", "9007199254740992", "9007199254740992", "9007199254740992", NULL },
	{ CMH_U64, "9007199254740993", "9007199254740993", "9007199254740993", NULL, NULL, CMH_REASON_RANGE },
	{ CMH_I64, "-9007199254740993", "-9007199254740993", NULL, NULL, NULL, CMH_REASON_RANGE },
	{ CMH_FLT, "0.5", NULL, NULL, "0.5", NULL, CMH_REASON_TYPE },
	{ CMH_DBL, "1e300", NULL, NULL, "1e300", NULL, CMH_REASON_TYPE },
	{ CMH_STR, "joined", NULL, NULL, NULL, "joined", CMH_REASON_TYPE },
	{ CMH_STR, "7", NULL, NULL, NULL, "7", CMH_REASON_TYPE },
	{ CMH_BIN, "0x00", NULL, NULL, NULL, NULL, CMH_REASON_TYPE },
};

static void
check_getter(const struct getter_row *row, enum cmh_status status, const char *expected, bool equal, struct cmh_error *err)
{
	if (expected != NULL ? status != CMH_OK || !equal : status != CMH_INVALID || err->message == NULL)
		FAIL_ROW("%s %s: not %s: %s", cmh_type_name(row->type), row->text, expected != NULL ? expected : "refused",
			 cmh_error_message(err));
	cmh_error_clear(err);
}

TEST(a_getter_gives_the_exact_number_or_refuses_it)
{
	for (size_t i = 0; i < N_OF(getter_rows); i++) {
		const struct getter_row *row = &getter_rows[i];
		struct cmh_error err = CMH_ERROR_INIT;
		struct cmh_value value;
		int64_t i64 = 7;
		uint64_t u64 = 7;
		double d = 7;
		const char *string = "7";
		enum cmh_status status;

		assert_int_equal(cmh_value_parse(row->type, row->text, &value, NULL), CMH_OK);
		status = cmh_value_int64(&value, &i64, &err);
		check_getter(row, status, row->as_int64, row->as_int64 != NULL && i64 == strtoll(row->as_int64, NULL, 10), &err);
		status = cmh_value_uint64(&value, &u64, &err);
		check_getter(row, status, row->as_uint64, row->as_uint64 != NULL && u64 == strtoull(row->as_uint64, NULL, 10), &err);
		status = cmh_value_double(&value, &d, &err);
		check_getter(row, status, row->as_double, row->as_double != NULL && d == strtod(row->as_double, NULL), &err);
		status = cmh_value_string(&value, &string, &err);
		check_getter(row, status, row->as_string, row->as_string != NULL && strcmp(string, row->as_string) == 0, &err);
		assert_true((row->as_int64 != NULL || i64 == 7) && (row->as_uint64 != NULL || u64 == 7)); /* unchanged */
		assert_true((row->as_double != NULL || d == 7) && (row->as_string != NULL || strcmp(string, "7") == 0));
		if (row->reason != CMH_REASON_NONE) {
			status = row->as_int64 == NULL    ? cmh_value_int64(&value, &i64, &err)
				 : row->as_uint64 == NULL ? cmh_value_uint64(&value, &u64, &err)
							  : cmh_value_double(&value, &d, &err);
			assert_int_equal(status, CMH_INVALID);
			assert_int_equal(err.reason, row->reason);
		}
		cmh_error_clear(&err);
		cmh_value_clear(&value);
	}
}

TEST(a_value_without_a_type_has_no_number_and_no_string)
{
	const struct cmh_value none = CMH_VALUE_INIT, only_type = { .type = CMH_STR };
	struct cmh_error err = CMH_ERROR_INIT;
	const char *string;
	int64_t number;

	assert_int_equal(cmh_value_int64(&none, &number, &err), CMH_INVALID);
	assert_string_equal(err.message, "the value has no type");
	assert_int_equal(cmh_value_string(&only_type, &string, &err), CMH_INVALID);
	assert_int_equal(err.reason, CMH_REASON_TYPE);
	cmh_error_clear(&err);
}

TEST(a_number_out_of_range_says_so_to_programs_too)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_value value;

	for (enum cmh_type type = CMH_I8; type <= CMH_DBL; type++) {
		assert_int_equal(cmh_value_parse(type, type < CMH_FLT ? "99999999999999999999" : "1e999", &value, &err), CMH_INVALID);
		assert_int_equal(err.reason, CMH_REASON_RANGE);
		assert_int_equal(cmh_value_parse(type, "x", &value, &err), CMH_INVALID);
		assert_int_equal(err.reason, CMH_REASON_NONE);
	}
	cmh_error_clear(&err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_reach_from_their_least_to_their_greatest),
		cmocka_unit_test(an_integer_is_read_completely_or_rejected),
		cmocka_unit_test(a_real_is_read_completely_and_never_rounded_to_infinity_or_zero),
		cmocka_unit_test(the_text_of_a_real_is_the_shortest_that_reads_back),
		cmocka_unit_test(any_real_reads_back_bit_for_bit),
		cmocka_unit_test(a_locale_with_a_decimal_comma_changes_nothing),
		cmocka_unit_test(a_bin_is_pairs_of_digits),
		cmocka_unit_test(a_value_has_at_most_16384_bytes),
		cmocka_unit_test(a_long_text_is_refused_as_a_str_and_as_a_bin),
		cmocka_unit_test(a_getter_gives_the_exact_number_or_refuses_it),
		cmocka_unit_test(a_value_without_a_type_has_no_number_and_no_string),
		cmocka_unit_test(a_number_out_of_range_says_so_to_programs_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
