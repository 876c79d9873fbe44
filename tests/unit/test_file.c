/* SPDX-License-Identifier: BSD-3-Clause */
/* Files with keys in them: read exactly, or the place and the reason of the first fault. */
#include "test.h"

#include "cmh_private.h"

static enum cmh_status
read_bytes(const char *bytes, size_t len, struct cmh_file *out, struct cmh_error *err)
{
	/* fmemopen() has nothing of length 0. */
	FILE *in = len > 0 ? fmemopen((void *)bytes, len, "r") : tmpfile();
	enum cmh_status status;

	assert_non_null(in);
	status = cmh_file_read(in, "FILE", out, err);
	fclose(in);
	return status;
}

static enum cmh_status
read_string(const char *text, struct cmh_file *out, struct cmh_error *err)
{
	return read_bytes(text, strlen(text), out, err);
}

/* All entries as text, one a line. Owned by the caller. */
static char *
text_of(const struct cmh_file *file)
{
	char *all = strdup(""), *longer, *text;

	for (size_t i = 0; i < file->keys.n; i++) {
		const struct cmh_entry *entry = &file->keys.v[i];

		text = entry->error != NULL ? strdup(cmh_error_message(entry->error)) : cmh_value_text(&entry->value);
		assert_true(asprintf(&longer, "%s%zu:%zu %s (%s) = %s\n", all, file->places[i].line, file->places[i].column,
				     entry->key, cmh_type_name(entry->value.type), text) >= 0);
		free(text);
		free(all);
		all = longer;
	}
	return all;
}

static void
reads_as(const char *text, const char *expected)
{
	struct cmh_file file = CMH_FILE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	char *all;

	if (read_string(text, &file, &err) != CMH_OK)
		FAIL_ROW("%zu:%zu: %s in:\n%s", file.fault.line, file.fault.column, cmh_error_message(&err), text);
	all = text_of(&file);
	assert_string_equal(all, expected);
	assert_int_equal(file.len, strlen(text));
	free(all);
	cmh_file_clear(&file);
}

static void
faults_at(const char *text, size_t line, size_t column, const char *reason)
{
	struct cmh_file file = CMH_FILE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	if (read_string(text, &file, &err) != CMH_INVALID)
		FAIL_ROW("this was read: %s", text);
	if (file.fault.line != line || file.fault.column != column || strstr(cmh_error_message(&err), reason) == NULL)
		FAIL_ROW("%zu:%zu: %s in:\n%s", file.fault.line, file.fault.column, cmh_error_message(&err), text);
	assert_string_equal(file.bytes, text);
	cmh_error_clear(&err);
	cmh_file_clear(&file);
}

TEST(text_is_read_with_the_place_of_each_key)
{
	reads_as("", "");
	reads_as("# a comment\n\n  \nabc.d (u8) = 1\r\nabc.e (str) = a b = \"c\" ", "4:1 abc.d (u8) = 1\n5:1 abc.e (str) = a b = \"c\" \n");
	reads_as("abc (str) = \nabc (str) =\n", "1:1 abc (str) = \n2:1 abc (str) = \n");
	reads_as("abc (str) = \"a\\nb\\xff\"\n", "1:1 abc (str) = \"a\\nb\\xff\"\n");
	reads_as("abc (bin) = 0x00ff\nabc (bin) = a\\\\\\x0F\nabc (bin) = *empty*\nabc (bin)\n",
		 "1:1 abc (bin) = 0x00ff\n2:1 abc (bin) = 0x615c0f\n3:1 abc (bin) = 0x\n4:1 abc (bin) = FILE has no value of \"abc\"\n");
	reads_as("abc (u64) = 18446744073709551615\nabc (dbl) = -0\nabc (flt) = 1.500000\n",
		 "1:1 abc (u64) = 18446744073709551615\n2:1 abc (dbl) = -0\n3:1 abc (flt) = 1.5\n");
}

TEST(a_line_of_text_without_a_key_is_a_fault_with_its_position)
{
	faults_at("abc (u8) = 1\nwhat is this\n", 2, 1, "not a key and its value");
	faults_at("abc (str) = one\nsecond line of it\n", 2, 1, "not a key and its value");
	faults_at("ab (u8) = 1\n", 1, 1, "shorter than 3");
	faults_at("a b c (u8) = 1\n", 1, 1, "space");
	faults_at("\nabc (u9) = 1\n", 2, 6, "no type \"u9\"");
	faults_at("abc (u8): 1\n", 1, 9, "missing after the type");
	faults_at("abc (u8) = 256\n", 1, 12, "outside the range of u8");
	faults_at("abc (u8) =  1\n", 1, 12, "not an integer");
	faults_at("abc (str) = \"open\n", 1, 13, "invalid quoted string");
	faults_at("abc (str) = \"a\\qb\"\n", 1, 13, "invalid quoted string");
	faults_at("abc (bin) = 0x0\\q\n", 1, 13, "bin");
}

TEST(json_is_read_with_the_place_of_each_key)
{
	reads_as("[]", "");
	reads_as("[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1},\n {\"value\":\"x\\ny\",\"type\":\"str\",\"key\":\"abc.d\"}]\n",
		 "1:9 abc (u8) = 1\n2:37 abc.d (str) = \"x\\ny\"\n");
	reads_as("{\"key\":\"abc\",\"type\":\"u8\",\"value\":1}\n{\"key\":\"abd\",\"type\":\"i8\",\"value\":-1}\n",
		 "1:8 abc (u8) = 1\n2:8 abd (i8) = -1\n");
	reads_as("{\n\"cmapsh_snapshot\": 1, \"map\": \"live\",\n\"keys\": [\n{\"key\": \"abc\", \"type\": \"u8\", \"value\": 1}\n]}\n",
		 "4:9 abc (u8) = 1\n");
	reads_as("[{\"key\":\"abc\",\"type\":\"u64\",\"value\":18446744073709551615,\"text\":\"18446744073709551615\"},"
		 "{\"key\":\"abc\",\"type\":\"i64\",\"value\":-9223372036854775808}]",
		 "1:9 abc (u64) = 18446744073709551615\n1:95 abc (i64) = -9223372036854775808\n");
	/* As a reader that keeps numbers as doubles writes it again. */
	reads_as("[{\"key\":\"abc\",\"type\":\"u64\",\"value\":18446744073709552000,\"text\":\"18446744073709551615\"}]",
		 "1:9 abc (u64) = 18446744073709551615\n");
	reads_as("[{\"key\":\"abc\",\"type\":\"dbl\",\"value\":5e-324},{\"key\":\"abc\",\"type\":\"dbl\",\"value\":-0.0},"
		 "{\"key\":\"abc\",\"type\":\"flt\",\"value\":null,\"text\":\"nan\"},{\"key\":\"abc\",\"type\":\"dbl\",\"value\":null,\"text\":\"-inf\"}]",
		 "1:9 abc (dbl) = 5e-324\n1:51 abc (dbl) = -0\n1:91 abc (flt) = nan\n1:144 abc (dbl) = -inf\n");
	reads_as("[{\"key\":\"abc\",\"type\":\"bin\",\"value\":null,\"text\":\"0x\"},{\"key\":\"abc\",\"type\":\"str\",\"value\":null,\"text\":\"\\\"\\\\xff\\\"\"}]",
		 "1:9 abc (bin) = 0x\n1:61 abc (str) = \"\\xff\"\n");
	reads_as("[{\"key\":\"abc\",\"type\":\"str\",\"value\":null,\"masked\":true},{\"key\":\"abc\",\"type\":\"u8\",\"error\":\"why\"}]",
		 "1:9 abc (str) = the value of \"abc\" is masked in FILE\n1:63 abc (u8) = FILE has no value of \"abc\": why\n");
	reads_as(" [\t{ \"key\" :\r\n\"abc\" , \"type\":\"u8\" ,\"value\": 1 }\n, {\"key\":\"abd\",\"type\":\"u8\",\"value\":0}\t]\n\n",
		 "2:1 abc (u8) = 1\n3:10 abd (u8) = 0\n");
	reads_as("[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"~ \\\"\\\\\\/\\u00e9\\ud83d\\ude00\"},{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\"}]",
		 "1:9 abc (str) = ~ \"\\/\xc3\xa9\xf0\x9f\x98\x80\n1:73 abc (str) = \n");
	reads_as("[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1,\"new\":{\"a\":[1,{}],\"key\":\"}\"}}]", "1:9 abc (u8) = 1\n");
	/* json-c 0.18 would refuse characters beyond ASCII. */
	reads_as("[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\\n\xc3\xa4\xf0\x9f\x98\x80\",\"new\":{\"\xc3\xa4\":[\"\xc3\xa4\"]}}]",
		 "1:9 abc (str) = \"\\n\xc3\xa4\xf0\x9f\x98\x80\"\n");
}

TEST(json_that_is_broken_or_without_a_key_is_a_fault_with_its_position)
{
	static const char key[] = "{\"key\":\"abc\",\"type\":\"u8\",\"value\":1}";
	static const struct { const char *text; size_t line, column; const char *reason; } rows[] = {
		{ "[", 1, 2, "unexpected end" },
		{ "[\n{\"key\":", 2, 8, "unexpected end" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1},2]", 1, 38, "expected an object" },
		{ "[{}", 1, 2, "\"key\" is missing" },
		{ "[{\"key\":1}]", 1, 9, "\"key\" is missing" },
		{ "[{\"key\" 1}]", 1, 9, "a colon" },
		{ "[{\"key\":\"abc\",}]", 1, 15, "after the comma" },
		{ "[{\"key\":\"abc\" \"type\":1}]", 1, 15, "a comma or }" },
		{ "[{\"key\":\"abc\",\"key\":\"abd\"}]", 1, 21, "duplicate member" },
		{ "[{\"key\":\"a b\",\"type\":\"u8\",\"value\":1}]", 1, 9, "space" },
		{ "[{\"key\":\"abc\",\"type\":\"u9\",\"value\":1}]", 1, 22, "\"type\"" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":256}]", 1, 35, "outside the range" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1.0}]", 1, 35, "not an integer" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":\"1\"}]", 1, 35, "expected a number" },
		{ "[{\"key\":\"abc\",\"type\":\"u64\",\"value\":99999999999999999999}]", 1, 36, "outside the range" },
		{ "[{\"key\":\"abc\",\"type\":\"u64\",\"value\":5,\"text\":\"6\"}]", 1, 36, "different values" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":5,\"text\":5}]", 1, 44, "expected a string" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"text\":null}]", 1, 35, "expected a string" },
		{ "[{\"key\":\"abc\",\"type\":\"bin\",\"value\":null,\"text\":[\"0x\"]}]", 1, 48, "expected a string" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\"}]", 1, 2, "\"value\" is missing" },
		{ "[{\"key\":\"abc\",\"type\":\"bin\",\"value\":null}]", 1, 36, "\"text\"" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"a\\u0000b\"}]", 1, 36, "NUL" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\\ud800\"}]", 1, 36, "surrogate" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"a\nb\"}]", 1, 38, "without an end" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":01}]", 1, 35, "not a valid value" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":nul}]", 1, 35, "not a valid value" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\xc3\xa4\xff\"}]", 1, 39, "not UTF-8" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1,\"new\":[\"\xc3\xa4\",]}]", 1, 49, "unexpected" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1,\"new\":[\xc3\xa4]}]", 1, 44, "" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\\q\"}]", 1, 38, "" },
		{ "{\"cmapsh_snapshot\":2,\"map\":\"live\",\"keys\":[]}", 1, 20, "newer cmapsh" },
		{ "{\"cmapsh_snapshot\":\"1\",\"map\":\"live\",\"keys\":[]}", 1, 20, "not a version" },
		{ "{\"cmapsh_snapshot\":1,\"map\":\"all\",\"keys\":[]}", 1, 28, "\"map\"" },
		{ "{\"cmapsh_snapshot\":1,\"keys\":[]}", 1, 1, "\"map\"" },
		{ "{\"cmapsh_snapshot\":1,\"map\":\"live\",\"keys\":[]}{\"cmapsh_snapshot\":1,\"map\":\"live\",\"keys\":[]}", 1, 64,
		  "second snapshot" },
		{ "[{\"key\":,}]", 1, 9, "expected a value" },
		{ "[{\"key\":}]", 1, 9, "expected a value" },
		{ "[{\"key\":]", 1, 9, "expected a value" },
		{ "[{\"key\"::1}]", 1, 9, "expected a value" },
		{ "[{\"key\":[1", 1, 11, "unexpected end of the file: expected a value" },
		{ "[{\"key\":\"a", 1, 11, "string without an end in its line" },
		{ "[{\"key\":\"a\\", 1, 12, "string without an end in its line" },
		{ "[{\"key\":\"a\x1f\"}]", 1, 11, "control character" },
		{ "[{\"key\":\"a\\\"b\\\\\" 1}]", 1, 18, "a comma or }" },
		{ "[{\"new\":[\"]\",{\"x\":\"}\\\"\"}],\"key\":1}]", 1, 33, "\"key\" is missing" },
		{ "[{\"new\":[1,\n2, nul],\"key\":\"abc\"}]", 2, 7, "null expected" },
		{ "[{\"new\":[1,\n\n\xff],\"key\":\"abc\"}]", 3, 1, "not UTF-8" },
		{ "[{\"key\":\"abc\",\"type\":\"str\",\"value\":\"\xc3\"}]", 1, 37, "not UTF-8" },
		{ "[{\"key\":\"abc\",\"type\":\"u8\",\"value\":1 2}]", 1, 37, "a comma or }" },
		{ "{", 1, 2, "unexpected end" },
		{ "{\"key\":\"abc\"", 1, 13, "unexpected end" },
		{ "[]\nx", 2, 1, "[ or {" },
		{ "[]]", 1, 3, "[ or {" },
	};
	char *two;

	for (size_t i = 0; i < N_OF(rows); i++)
		faults_at(rows[i].text, rows[i].line, rows[i].column, rows[i].reason);
	assert_true(asprintf(&two, "[%s[%s]", key, key) >= 0);
	faults_at(two, 1, strlen(key) + 2, "a comma or ]");
	free(two);
	assert_true(asprintf(&two, "[%s,]", key) >= 0);
	faults_at(two, 1, strlen(two), "a value after the comma");
	free(two);
}

TEST(a_nul_byte_is_a_fault)
{
	static const struct { const char *bytes; size_t len; } rows[] = {
		{ "abc (u8) = 1\0002\n", 15 }, { "\0\n", 2 }, { "[\0]", 3 }, { "[{\"key\":\"ab\0c\"}]", 16 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_file file = CMH_FILE_INIT;

		assert_int_equal(read_bytes(rows[i].bytes, rows[i].len, &file, NULL), CMH_INVALID);
		assert_int_equal(file.fault.line, 1);
		cmh_file_clear(&file);
	}
}

TEST(entries_before_a_fault_are_kept)
{
	struct cmh_file file = CMH_FILE_INIT;

	assert_int_equal(read_string("abc (u8) = 1\nstats.x (u8) = 2\nno\n", &file, NULL), CMH_INVALID);
	assert_int_equal(file.keys.n, 2);
	assert_int_equal(file.keys.v[0].map, CMH_ICMAP);
	assert_int_equal(file.keys.v[1].map, CMH_STATS);
	cmh_file_clear(&file);
	cmh_file_clear(&file);
	cmh_file_clear(NULL);
}

TEST(a_device_may_have_no_end_and_is_not_read)
{
	struct cmh_file file = CMH_FILE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	FILE *in = fopen("/dev/zero", "r");

	assert_non_null(in);
	assert_int_equal(cmh_file_read(in, "FILE", &file, &err), CMH_INVALID);
	assert_string_equal(err.message, "\"FILE\" is a device");
	assert_int_equal(file.fault.line, 0);
	assert_null(file.bytes);
	cmh_file_clear(&file);
	cmh_error_clear(&err);
	fclose(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_read_with_the_place_of_each_key),
		cmocka_unit_test(a_line_of_text_without_a_key_is_a_fault_with_its_position),
		cmocka_unit_test(json_is_read_with_the_place_of_each_key),
		cmocka_unit_test(json_that_is_broken_or_without_a_key_is_a_fault_with_its_position),
		cmocka_unit_test(a_nul_byte_is_a_fault),
		cmocka_unit_test(entries_before_a_fault_are_kept),
		cmocka_unit_test(a_device_may_have_no_end_and_is_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
