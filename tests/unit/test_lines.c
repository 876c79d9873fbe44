/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of lines as those of corosync-cmapctl -p. */
#include "test.h"

#include <stdio.h>

#include "change/load_lines.h"

static enum cmh_status
read_bytes(struct cmh_file *file, const char *bytes, size_t len, struct cmh_error *err)
{
	*file = (struct cmh_file){ .bytes = malloc(len + 1), .len = len };
	assert_non_null(file->bytes);
	memcpy(file->bytes, bytes, len);
	file->bytes[len] = '\0';
	return load_lines(file, &(struct load_ignored){ .n = 0 }, err);
}

TEST(the_first_line_decides_the_form_of_a_file)
{
	static const struct {
		const char *bytes;
		bool lines;
	} rows[] = {
		{ "", false },
		{ "\n\n# comment", false },
		{ "a.b u8 1\n", true },
		{ "  a.b\tu8 1\n", true },
		{ "^a.b\n", true },
		{ "^^a.b", true },
		{ "a.b (u8) = 1\n", false },
		{ "# a.b u8 1\n\r\n a.b (u8) = 1", false },
		{ "# a.b (u8) = 1\na.b u8 1", true },
		{ "{\"a\":1}", false },
		{ " \n[1]", false },
		{ "a.b", true },
	};

	for (size_t i = 0; i < N_OF(rows); i++)
		if (load_is_lines(rows[i].bytes) != rows[i].lines)
			FAIL_ROW("\"%s\"", rows[i].bytes);
}

TEST(lines_are_read_with_their_positions)
{
	static const struct {
		const char *line;
		const char *key, *text; /* NULL: delete the key */
		enum cmh_type type;
		size_t column;
	} rows[] = {
		{ "a.b u8 255", "a.b", "255", CMH_U8, 1 },
		{ " \ta.b\tu8\t255\t ", "a.b", "255", CMH_U8, 3 },
		{ "a.b str a'b\"c\\n#d", "a.b", "a'b\"c\\n#d", CMH_STR, 1 },
		{ "a.b str x # comment", "a.b", "x", CMH_STR, 1 },
		{ "a.b str \"x y\\n\"", "a.b", "\"x y\\n\"", CMH_STR, 1 },
		{ "a.b str 'x y' # comment", "a.b", "x y", CMH_STR, 1 },
		{ "a.b str ''", "a.b", "", CMH_STR, 1 },
		{ "a.b i8 -5\r", "a.b", "-5", CMH_I8, 1 },
		{ "a.b bin 0x00ff", "a.b", "0x00ff", CMH_BIN, 1 },
		{ "^a.b", "a.b", NULL, CMH_NONE, 2 },
		{ "  ^a.b # comment", "a.b", NULL, CMH_NONE, 4 },
		{ "^a.b u8 1", "a.b", NULL, CMH_NONE, 2 },
		{ "^^a.", "a.*", NULL, CMH_NONE, 3 },
		{ "^^a u8 1", "a*", NULL, CMH_NONE, 3 },
		{ "^^a", "a*", NULL, CMH_NONE, 3 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_file file;
		struct cmh_error err = CMH_ERROR_INIT;
		char *bytes = NULL, *text;
		const struct cmh_entry *entry;

		assert_true(asprintf(&bytes, "# first\n\n%s\n", rows[i].line) > 0);
		if (read_bytes(&file, bytes, strlen(bytes), &err) != CMH_OK || file.keys.n != 1)
			FAIL_ROW("%s: %s, %zu keys", rows[i].line, cmh_error_message(&err), file.keys.n);
		entry = &file.keys.v[0];
		text = rows[i].text != NULL ? cmh_value_text(&entry->value) : NULL;
		if (strcmp(entry->key, rows[i].key) != 0 || entry->value.type != rows[i].type ||
		    (rows[i].text != NULL && strcmp(text, rows[i].text) != 0))
			FAIL_ROW("%s: %s = %s", rows[i].line, entry->key, text);
		assert_int_equal(file.places[0].line, 3);
		if (file.places[0].column != rows[i].column)
			FAIL_ROW("%s: column %zu", rows[i].line, file.places[0].column);
		free(text);
		free(bytes);
		cmh_file_clear(&file);
	}
}

TEST(an_error_has_its_line_and_column)
{
	static const struct {
		const char *line;
		size_t len, column;
	} rows[] = {
		{ "a.b", 0, 4 },       { "a.b u8", 0, 7 },     { "a.b u8 256", 0, 8 },       { "a.b u9 1", 0, 5 },
		{ "a.b u8 1 2", 0, 10 }, { "a.b str \"x", 0, 9 }, { "a.b str \"\\q\"", 0, 10 }, { "a.b str 'x' y", 0, 13 },
		{ "a b u8 1", 0, 3 },  { "* u8 1", 0, 1 },     { "^", 0, 2 },
		{ "^^", 0, 3 },        { "^^.", 0, 3 },        { "^^a*", 0, 3 },           { "a.b str \"\\x00\"", 0, 10 },
		{ "a.b u8 1\0", 9, 9 }, { "^a b", 0, 2 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		size_t len = rows[i].len > 0 ? rows[i].len : strlen(rows[i].line);
		struct cmh_file file;
		struct cmh_error err = CMH_ERROR_INIT;
		char bytes[64] = "fir.st u8 1\n";

		memcpy(bytes + 12, rows[i].line, len);
		if (read_bytes(&file, bytes, 12 + len, &err) != CMH_INVALID || file.fault.line != 2 || file.fault.column != rows[i].column)
			FAIL_ROW("%s: %zu:%zu %s", rows[i].line, file.fault.line, file.fault.column, cmh_error_message(&err));
		assert_non_null(err.message);
		cmh_error_clear(&err);
		cmh_file_clear(&file);
	}
}

TEST(any_bytes_are_read_or_rejected)
{
	static const char letters[] = "^a.b*# \t\r\n\"'\\0x18ustr-";
	uint64_t random = 42;

	for (int run = 0; run < 20000; run++) {
		char bytes[40];
		size_t len = next_random(&random) % sizeof(bytes);
		struct cmh_file file;
		struct cmh_error err = CMH_ERROR_INIT;
		enum cmh_status status;

		for (size_t i = 0; i < len; i++)
			bytes[i] = letters[next_random(&random) % sizeof(letters)];
		status = read_bytes(&file, bytes, len, &err);
		assert_true(status == CMH_OK || status == CMH_INVALID);
		assert_true(status == CMH_OK || (file.fault.line > 0 && file.fault.column > 0 && err.message != NULL));
		cmh_error_clear(&err);
		cmh_file_clear(&file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_decides_the_form_of_a_file),
		cmocka_unit_test(lines_are_read_with_their_positions),
		cmocka_unit_test(an_error_has_its_line_and_column),
		cmocka_unit_test(any_bytes_are_read_or_rejected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
