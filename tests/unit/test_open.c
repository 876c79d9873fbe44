/* SPDX-License-Identifier: BSD-3-Clause */
/* Saved maps in the library: which files open, with which keys, and why others do not. */
#include "test.h"

#include <stdio.h>
#include <unistd.h>

#include "cmh.h"
#include "cmh_private.h"
#include "str.h"

static struct cmh_context *cmh;

static int
set_up(void **state)
{
	(void)state;
	cmh = cmh_context_new(NULL);
	return cmh == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	cmh_context_free(cmh);
	return 0;
}

/* Opens bytes as a file with this name. NULL: see `err`. */
static struct cmh_handle *
open_bytes(const char *bytes, size_t len, const char *spec, struct cmh_error *err)
{
	FILE *in = tmpfile(); /* fmemopen() has nothing of length 0 */
	struct cmh_handle *handle;

	assert_non_null(in);
	assert_int_equal(fwrite(bytes, 1, len, in), len);
	rewind(in);
	handle = cmh_handle_open_stream(cmh, in, CMH_TEXT_PASTED, spec, NULL, err);
	fclose(in);
	return handle;
}

/* All keys as lines "KEY (TYPE) = VALUE". The caller frees it. */
static char *
dump(struct cmh_handle *handle)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct str_stream lines;

	assert_int_equal(cmh_read_all(handle, "", &keys, NULL), CMH_OK);
	assert_true(str_open(&lines));
	for (size_t i = 0; i < keys.n; i++) {
		const struct cmh_entry *entry = &keys.v[i];
		char *text = entry->error != NULL ? strdup("unknown") : cmh_value_text(&entry->value);

		fprintf(lines.out, "%s (%s) = %s\n", entry->key, cmh_type_name(entry->value.type), text);
		free(text);
	}
	cmh_entries_clear(&keys);
	return str_close(&lines);
}

/* The bytes open as these keys, and so many lines are left out. */
static void
opens_as(const char *bytes, size_t len, const char *expected, size_t left_out)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle = open_bytes(bytes, len, "./file", &err);
	char *keys;

	if (handle == NULL)
		FAIL_ROW("%s:\n%.*s", cmh_error_message(&err), (int)len, bytes);
	keys = dump(handle);
	if (strcmp(keys, expected) != 0 || cmh_handle_info(handle)->left_out != left_out)
		FAIL_ROW("%s%zu lines left out, of:\n%.*s", keys, cmh_handle_info(handle)->left_out, (int)len, bytes);
	free(keys);
	cmh_handle_close(handle);
}

/* ---- files that are not maps ------------------------------------------- */

TEST(a_file_without_keys_is_rejected_with_what_to_do)
{
	static const char form[] = "expected lines like \"totem.version (u32) = 2\", JSON, or a corosync.conf";
	static const char unpack[] = "unpack it first: it is compressed";
	static const struct { const char *text, *hint; } rows[] = {
		{ "", form },
		{ "\n \n", form },
		{ "no key\n", form },
		{ "BZ", form },
		{ "\x1f", form },
		{ "x\x1f\x8b", form },
		{ "\x1f\x8b\x08x", unpack },
		{ "BZh91AY", unpack },
		{ "\xfd" "7zXZ\n", unpack },
		{ "\x28\xb5\x2f\xfd\n", unpack },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_error err = CMH_ERROR_INIT;

		assert_null(open_bytes(rows[i].text, strlen(rows[i].text), "./file", &err));
		assert_int_equal(err.status, CMH_INVALID);
		assert_string_equal(err.message, "no keys found in \"./file\"");
		if (strcmp(err.hint, rows[i].hint) != 0)
			FAIL_ROW("row %zu: %s", i, err.hint);
		assert_null(cmh_handle_next(cmh, NULL));
		cmh_error_clear(&err);
	}
}

/* ---- lines that people paste ------------------------------------------- */

TEST(a_key_is_found_whatever_is_in_front_of_it)
{
	static const struct { const char *text; bool found; } rows[] = {
		{ "a.b (u8) = 1", true },
		{ " \t\xc2\xa0" "a.b (u8) = 1", true },
		{ "a.b(u8) = 1", false },
		{ "a.b\t(u8)\t=\t1", true },
		{ "a.b (u8)=1", true },
		{ "a.b (u8) = 1 \t\xc2\xa0", true },
		{ "a.b (u8) 1", false },
		{ "a.b (u8 ) = 1", false },
		{ "a.b (u8 = 1", false },
		{ "a.b (u8", false },
		{ "- a.b (u8) = 1", true },
		{ "* a.b (u8) = 1", true },
		{ "+ a.b (u8) = 1", true },
		{ "\xe2\x80\xa2 a.b (u8) = 1", true },
		{ "\xe2\x80\x93 a.b (u8) = 1", true },
		{ "\xe2\x80\x94 a.b (u8) = 1", true },
		{ "x a.b (u8) = 1", false },
		{ ">a.b (u8) = 1", true },
		{ "|a.b (u8) = 1", true },
		{ "> - a.b (u8) = 1", true },
		{ "7 a.b (u8) = 1", true },
		{ "7. a.b (u8) = 1", true },
		{ "7) a.b (u8) = 1", true },
		{ "7: a.b (u8) = 1", true },
		{ "7; a.b (u8) = 1", false },
		{ "n1:~# a.b (u8) = 1", true },
		{ "n1 $ a.b (u8) = 1", true },
		{ "n1% a.b (u8) = 1", true },
		{ "n1> a.b (u8) = 1", true },
		{ "n1: a.b (u8) = 1", false }, /* unless most lines have it */
		{ "n1; a.b (u8) = 1", false },
		{ "# a.b (u8) = 1", false },
		{ "# n1 # a.b (u8) = 1", false },
		{ "(x) n1# a.b (u8) = 1", true },
		/* A prompt has at most 80 characters. */
		{ "abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefgh# a.b (u8) = 1", true },
		{ "abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi# a.b (u8) = 1", false },
		{ "\x1b[1;32ma.b\x1b[0m (u8) = 1\x1b[K", true },
		{ "\x1b]0;title\a" "a.b (u8) = 1", true },
		{ "\x1b]0;title\x1b\\a.b (u8) = 1", true },
		{ "\x1b(Ba.b (u8) = 1", true },
		{ "\x1b" "a.b (u8) = 1", false },
		{ "\x1b[\x01" "a.b (u8) = 1", false },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *text = str_format("x.y (str) = z\n%s\nx.z (u8) = 2\n", rows[i].text);

		assert_non_null(text);
		opens_as(text, strlen(text), rows[i].found ? "a.b (u8) = 1\nx.y (str) = z\nx.z (u8) = 2\n" : "x.y (str) = z\nx.z (u8) = 2\n",
			 rows[i].found ? 0 : 1);
		free(text);
	}
}

TEST(spaces_of_a_str_are_its_own_unless_all_lines_end_with_as_many)
{
	static const struct { const char *text, *keys; } rows[] = {
		{ "a.b (str) =  x \n", "a.b (str) =  x \n" },
		{ "a.b (str) = x \na.c (u8) = 1\n", "a.b (str) = x \na.c (u8) = 1\n" },
		{ "a.b (str) = x  \na.c (u8) = 1  \na.d (u8) = 2  \n", "a.b (str) = x\na.c (u8) = 1\na.d (u8) = 2\n" },
		{ "a.b (str) = x   \na.c (u8) = 1  \na.d (u8) = 2  \n", "a.b (str) = x \na.c (u8) = 1\na.d (u8) = 2\n" },
		{ "a.b (str) = x   \na.c (u8) = 1 \na.d (u8) = 2   \n", "a.b (str) = x\na.c (u8) = 1\na.d (u8) = 2\n" },
	};
	for (size_t i = 0; i < N_OF(rows); i++)
		opens_as(rows[i].text, strlen(rows[i].text), rows[i].keys, 0);
}

TEST(the_border_of_a_table_is_not_part_of_a_value)
{
	static const char table[] = "| a.b (str) = x |\n| a.c (u8) = 1 |\n| a.d (bin) |\n|a.e (str) = y  |\n";

	opens_as(table, strlen(table), "a.b (str) = x\na.c (u8) = 1\na.d (bin) = unknown\na.e (str) = y\n", 0);
}

TEST(a_value_without_a_type_begins_after_the_equals_sign)
{
	static const char text[] = "totem.version=2\ntotem.note=a=b\ntotem.empty=\n";

	opens_as(text, strlen(text), "totem.empty (str) = \ntotem.note (str) = a=b\ntotem.version (str) = 2\n", 0);
}

TEST(a_value_is_read_as_any_tool_has_printed_it)
{
	static const struct { const char *printed, *value; } rows[] = { /* "": the line is left out */
		{ "(bin) = 0x00fF", "(bin) = 0x00ff" },
		{ "(bin) = 0x", "(bin) = 0x" },
		{ "(bin) = *empty*", "(bin) = 0x" },
		{ "(bin) = *empty", "(bin) = 0x2a656d707479" },
		{ "(bin) = a\\\\b\\x0A", "(bin) = 0x615c620a" },
		/* corosync-cmapctl prints so where a char is signed */
		{ "(bin) = \\xFFFFFF80x\\xFFFFFFFF", "(bin) = 0x8078ff" },
		{ "(bin) = \\xFFFFFF7F", "(bin) = 0xff464646463746" },
		{ "(bin) = \\xFFFFFF8", "(bin) = 0xff4646464638" },
		{ "(bin) = \\xFFFFF80", "(bin) = 0xff4646463830" },
		{ "(bin) = \\q", "" },
		{ "(bin) = \\", "" },
		{ "(bin)", "(bin) = unknown" },
		{ "(str) = \"x\\ty\"", "(str) = \"x\\ty\"" },
		{ "(str) = \"\"", "(str) = " },
		{ "(str) = \"", "(str) = \"\\\"\"" },
		{ "(str) = \"x", "(str) = \"\\\"x\"" },
		{ "(str) = \"x\" y", "(str) = \"\\\"x\\\" y\"" },
		{ "(str) = \"x\"y\"", "(str) = \"\\\"x\\\"y\\\"\"" },
		{ "(str) = \"x\\\"", "(str) = \"\\\"x\\\\\\\"\"" },
		{ "(str) = \"x\\q\"", "(str) = \"\\\"x\\\\q\\\"\"" },
		{ "(str) =", "(str) = " },
		{ "(flt) = 0.100000", "(flt) = 0.1" },
		{ "(flt) = x", "" },
		{ "(i8) = -128", "(i8) = -128" },
		{ "(i8) = -129", "" },
		{ "(u8) = ", "" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *text = str_format("a.b %s\nx.y (u8) = 1\n", rows[i].printed);
		char *expected = str_format("%s%s%sx.y (u8) = 1\n", rows[i].value[0] != '\0' ? "a.b " : "", rows[i].value,
					    rows[i].value[0] != '\0' ? "\n" : "");

		assert_true(text != NULL && expected != NULL);
		opens_as(text, strlen(text), expected, rows[i].value[0] != '\0' ? 0 : 1);
		free(text);
		free(expected);
	}
}

TEST(the_first_lines_that_are_left_out_or_repeat_a_key_are_kept)
{
	static const char text[] = "a.b (u8) = 1\none\na.b (u8) = 2\ntwo\na.b (u8) = 3\nthree\na.b (u8) = 4\nfour\na.b (u8) = 5\nc.d (u8) = 6\n";
	static const char *const left_out[CMH_LINES_MAX] = { "one", "two", "three" };
	struct cmh_handle *handle = open_bytes(text, strlen(text), "./file", NULL);
	const struct cmh_handle_info *info;
	char *keys;

	assert_non_null(handle);
	info = cmh_handle_info(handle);
	assert_int_equal(info->left_out, 4);
	assert_int_equal(info->first_left_out, 2);
	assert_int_equal(info->repeated, 4);
	assert_int_equal(info->n_parts, 1);
	for (size_t i = 0; i < CMH_LINES_MAX; i++) {
		assert_string_equal(info->left_out_lines[i].text, left_out[i]);
		assert_int_equal(info->left_out_lines[i].line, 2 + 2 * i);
		assert_string_equal(info->repeated_lines[i].text, "a.b");
		assert_int_equal(info->repeated_lines[i].line, 3 + 2 * i);
	}
	keys = dump(handle);
	assert_string_equal(keys, "a.b (u8) = 1\nc.d (u8) = 6\n");
	free(keys);
}

/* ---- UTF-16 ------------------------------------------------------------- */

/* Puts 16 bits after a text, the byte of lower value first or last. */
static void
put_unit(char *bytes, size_t *len, unsigned unit, bool little)
{
	bytes[(*len)++] = (char)(little ? unit & 0xff : unit >> 8);
	bytes[(*len)++] = (char)(little ? unit >> 8 : unit & 0xff);
}

TEST(every_character_of_utf_16_is_read_in_both_orders)
{
	static const struct { unsigned units[3]; const char *utf8; } rows[] = {
		{ { 0x7e }, "~" },
		{ { 0x80 }, "\xc2\x80" },
		{ { 0x7ff }, "\xdf\xbf" },
		{ { 0x800 }, "\xe0\xa0\x80" },
		{ { 0xd7ff }, "\xed\x9f\xbf" },
		{ { 0xe000 }, "\xee\x80\x80" },
		{ { 0xffff }, "\xef\xbf\xbf" },
		{ { 0xd800, 0xdc00 }, "\xf0\x90\x80\x80" },
		{ { 0xdbff, 0xdfff }, "\xf4\x8f\xbf\xbf" },
		{ { 0xd83d, 0xde00 }, "\xf0\x9f\x98\x80" },
		/* Half a pair is not a character. */
		{ { 0xd800, 'x' }, "\xef\xbf\xbdx" },
		{ { 0xdbff, 0xe000 }, "\xef\xbf\xbd\xee\x80\x80" },
		{ { 0xdc00, 'x' }, "\xef\xbf\xbdx" },
		{ { 0xdfff, 0xdc00 }, "\xef\xbf\xbd\xef\xbf\xbd" },
		{ { 0xd800, 0xd800, 0xdc00 }, "\xef\xbf\xbd\xf0\x90\x80\x80" },
	};
	static const char key[] = "a.b (str) = ";

	for (size_t i = 0; i < N_OF(rows) * 4; i++) {
		bool little = i % 2 == 0, marked = i % 4 < 2;
		char bytes[200], expected[100], *shown;
		size_t len = 0;
		struct cmh_value value = { .type = CMH_STR, .bytes = (char *)rows[i / 4].utf8, .len = strlen(rows[i / 4].utf8) };

		if (marked)
			put_unit(bytes, &len, 0xfeff, little);
		for (const char *c = key; *c != '\0'; c++)
			put_unit(bytes, &len, (unsigned char)*c, little);
		for (size_t k = 0; k < 3 && rows[i / 4].units[k] != 0; k++)
			put_unit(bytes, &len, rows[i / 4].units[k], little);
		put_unit(bytes, &len, '\n', little);
		shown = cmh_value_text(&value);
		snprintf(expected, sizeof(expected), "%s%s\n", key, shown);
		opens_as(bytes, len, expected, 0);
		free(shown);
	}
	/* The last character lacks half of its bytes. */
	opens_as("a\0.\0b\0 \0(\0s\0t\0r\0)\0 \0=\0 \0x\0y", 27, "a.b (str) = x\xef\xbf\xbd\n", 0);
}

/* ---- names --------------------------------------------------------------- */

TEST(a_number_after_the_name_of_a_file_is_one_of_its_maps)
{
	static const struct { const char *spec; size_t len, part; } rows[] = {
		{ "file#1", 4, 1 },
		{ "a/b#12", 3, 12 },
		{ "file#999999", 4, 999999 },
		{ "file#1000000", 12, 0 }, /* more maps than there can be: it is a name */
		{ "file#", 5, 0 },
		{ "file", 4, 0 },
		{ "file1", 5, 0 },
		{ "#1", 2, 0 },
		{ "x#1", 1, 1 },
		{ "file#1x", 7, 0 },
		{ "file#a#2", 6, 2 },
		{ "file#0", 6, 0 }, /* the first map is number 1 */
	};
	char folder[] = "/tmp/test_open.XXXXXX";

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	for (size_t i = 0; i < N_OF(rows); i++) {
		size_t part, len = cmh_spec_file(rows[i].spec, &part);

		if (len != rows[i].len || part != rows[i].part)
			FAIL_ROW("%s: %zu, %zu", rows[i].spec, len, part);
	}
	/* A file that has such a name is meant. */
	fclose(fopen("file#1", "w"));
	for (size_t part, i = 0; i < 2; i++) {
		assert_int_equal(cmh_spec_file("file#1", &part), i == 0 ? 6 : 4);
		assert_int_equal(part, i == 0 ? 0 : 1);
		unlink("file#1");
	}
	assert_int_equal(chdir("/"), 0);
	rmdir(folder);
}

TEST(a_file_whose_name_lacks_its_folder_is_offered)
{
	char folder[] = "/tmp/test_open.XXXXXX";
	struct cmh_error err = CMH_ERROR_INIT;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	fclose(fopen("x", "w"));
	assert_null(cmh_handle_open(cmh, "x", NULL, &err));
	assert_string_equal(err.hint, "did you mean the file ./x?");
	assert_int_equal(err.reason, CMH_REASON_NO_MAP);
	unlink("x");
	for (size_t i = 0; i < 2; i++) {
		assert_null(cmh_handle_open(cmh, i == 0 ? "x" : "", NULL, &err));
		assert_non_null(strstr(err.hint, "use live, icmap, stats, or a file name"));
	}
	cmh_error_clear(&err);
	assert_int_equal(chdir("/"), 0);
	rmdir(folder);
}

TEST(a_handle_is_named_after_its_file_with_a_number_if_the_name_is_taken)
{
	static const struct { const char *spec, *name; } rows[] = {
		{ "./file", "file" }, { "a/b/file", "file2" }, { "./file", "file3" }, { "./file2", "file22" }, { "folder/", "folder/" },
		{ "/", "/" }, { "x.y", "x.y" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_handle *handle = open_bytes("a.b (u8) = 1\n", 13, rows[i].spec, NULL);

		assert_non_null(handle);
		assert_string_equal(cmh_handle_info(handle)->name, rows[i].name);
		assert_string_equal(cmh_handle_info(handle)->spec, rows[i].spec);
		assert_ptr_equal(cmh_handle_by_name(cmh, rows[i].name), handle);
	}
}

/* ---- what a saved map answers --------------------------------------------- */

TEST(a_saved_map_is_read_only_and_has_the_keys_of_its_maps)
{
	static const char text[] = "a.b (u8) = 1\nc.bin (bin)\n";
	struct cmh_handle *handle = open_bytes(text, strlen(text), "./file", NULL);
	const struct cmh_value one = { .type = CMH_U8, .u = 1 };
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	assert_non_null(handle);
	assert_true(cmh_handle_info(handle)->saved);
	assert_string_equal(cmh_handle_info(handle)->map, "icmap");
	assert_true(cmh_handle_covers(handle, "a.b"));
	assert_true(cmh_handle_covers(handle, "no.such"));
	assert_false(cmh_handle_covers(handle, "stats.a"));
	assert_int_equal(cmh_get(handle, "a.b", &value, NULL), CMH_OK);
	assert_int_equal(value.u, 1);
	assert_int_equal(cmh_get(handle, "a.bc", &value, &err), CMH_NOT_FOUND);
	assert_string_equal(err.message, "no key \"a.bc\" in ./file");
	assert_int_equal(cmh_get(handle, "c.bin", &value, &err), CMH_FAILED);
	assert_non_null(strstr(err.message, "no value of \"c.bin\""));
	assert_int_equal(cmh_set(handle, "a.b", &one, &err), CMH_REFUSED);
	assert_int_equal(err.reason, CMH_REASON_SAVED);
	assert_int_equal(cmh_add(handle, "a.b", 1, &err), CMH_REFUSED);
	assert_int_equal(cmh_delete(handle, "a.b", &err), CMH_REFUSED);
	assert_int_equal(cmh_handle_info(handle)->last_error->status, CMH_REFUSED);
	cmh_error_clear(&err);
}

TEST(a_path_is_a_key_and_what_is_below_it_with_a_dot_at_its_end_or_without)
{
	static const char text[] = "abc (u8) = 1\nabc.d (u8) = 2\nabcd (u8) = 3\n";
	static const char *const paths[] = { "abc", "abc." };
	struct cmh_handle *handle = open_bytes(text, strlen(text), "./file", NULL);

	assert_non_null(handle);
	for (size_t i = 0; i < N_OF(paths); i++) {
		struct cmh_entries keys = CMH_ENTRIES_INIT;

		assert_int_equal(cmh_list(handle, paths[i], &keys, NULL), CMH_OK);
		assert_int_equal(keys.n, 2);
		assert_string_equal(keys.v[0].key, "abc");
		assert_string_equal(keys.v[1].key, "abc.d");
		cmh_entries_clear(&keys);
	}
}

TEST(a_saved_map_takes_all_keys_of_a_map_that_it_does_not_have)
{
	static const char icmap[] = "b.c (u8) = 1\n", stats[] = "a.b (u8) = 9\nstats.a (u8) = 2\nstats.b (u8) = 3\n";
	static const char only_stats[] = "stats.c (u8) = 4\nstats.d (u8) = 5\n";
	struct cmh_handle *handle = open_bytes(icmap, strlen(icmap), "./file", NULL);
	struct cmh_handle *from = open_bytes(only_stats, strlen(only_stats), "./file", NULL);
	char *keys;

	assert_true(handle != NULL && from != NULL);
	assert_true(cmh_handle_add_saved(handle, from));
	cmh_handle_close(from);
	keys = dump(handle);
	assert_string_equal(keys, "b.c (u8) = 1\nstats.c (u8) = 4\nstats.d (u8) = 5\n");
	free(keys);
	assert_true(cmh_handle_covers(handle, "stats.x"));
	/* What it has already stays as it is. */
	from = open_bytes(stats, strlen(stats), "./file", NULL);
	assert_non_null(from);
	assert_true(cmh_handle_add_saved(handle, from));
	keys = dump(handle);
	assert_string_equal(keys, "b.c (u8) = 1\nstats.c (u8) = 4\nstats.d (u8) = 5\n");
	free(keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_without_keys_is_rejected_with_what_to_do, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_is_found_whatever_is_in_front_of_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(spaces_of_a_str_are_its_own_unless_all_lines_end_with_as_many, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_border_of_a_table_is_not_part_of_a_value, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_without_a_type_begins_after_the_equals_sign, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_is_read_as_any_tool_has_printed_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_first_lines_that_are_left_out_or_repeat_a_key_are_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_character_of_utf_16_is_read_in_both_orders, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_number_after_the_name_of_a_file_is_one_of_its_maps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_whose_name_lacks_its_folder_is_offered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_handle_is_named_after_its_file_with_a_number_if_the_name_is_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_saved_map_is_read_only_and_has_the_keys_of_its_maps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_path_is_a_key_and_what_is_below_it_with_a_dot_at_its_end_or_without, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_saved_map_takes_all_keys_of_a_map_that_it_does_not_have, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
