/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of formats, and what each format prints, on streams in memory. */
#include "test.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "cmh.h"
#include "output/entry.h"
#include "output/failure.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"
#include "str.h"

static char *text; /* what was printed; each test releases it */
static size_t len;

static struct output
begin(const char *format)
{
	FILE *file = open_memstream(&text, &len);
	struct output out = output_to(file);

	assert_non_null(file);
	assert_non_null(format_by_name(format));
	output_begin(&out, format_by_name(format));
	return out;
}

/* Ends the output and compares all of it. */
static void
expect_all(struct output *out, bool failed, const char *expected)
{
	output_end(out, failed);
	assert_false(out->failed);
	assert_int_equal(fclose(out->file), 0);
	assert_string_equal(text, expected);
	free(text);
}

static void
print(struct output *out, const char *key, struct cmh_value value)
{
	const struct field fields[] = { field_text("key", key), field_value("value", key, &value) };

	output_record(out, FIELDS(fields));
}

/* What ndjson makes of one value, from its name on. */
static void
one_value(struct cmh_value value, const char *expected)
{
	struct output out = begin("ndjson");
	const struct field field = field_value("value", "a.key", &value);

	output_record(&out, &field, 1);
	expect_all(&out, false, expected);
}

#define VALUE(t, member, v) ((struct cmh_value){ .type = (t), .member = (v) })
#define BYTES(t, v) ((struct cmh_value){ .type = (t), .len = sizeof(v) - 1, .bytes = (char[]){ v } })

/* ---- names ------------------------------------------------------------- */

/* The names of all formats. */
#define ALL "text, table, json, ndjson, csv, csv-lf, prom"

TEST(every_format_is_found_by_its_name_and_no_other_is)
{
	char *all = format_names(PRINTS_NOTHING), *rest = all, *name;

	assert_string_equal(all, ALL);
	while ((name = strtok_r(rest, ", ", &rest)) != NULL)
		assert_string_equal(format_by_name(name)->name, name);
	free(all);
	assert_null(format_by_name(""));
	assert_null(format_by_name("jso"));
	assert_null(format_by_name("JSON"));
}

TEST(the_help_lists_every_format_and_the_default_first)
{
	char *help = format_help();

	assert_string_equal(help, "print text, table, json, ndjson, csv, csv-lf or prom (default text)");
	assert_ptr_equal(format_by_name("text"), &format_text);
	free(help);
}

TEST(a_format_prints_the_commands_that_give_what_it_needs)
{
	static const struct { unsigned prints; const char *names; } rows[] = {
		{ PRINTS_TEXT, "text" },
		{ PRINTS_EVENTS, "text, table, ndjson" },
		{ PRINTS_SAMPLES, "text, table, ndjson, csv, csv-lf" },
		{ PRINTS_RECORDS, "text, table, json, ndjson, csv, csv-lf" },
		{ PRINTS_KEYS, ALL },
		{ PRINTS_NOTHING, ALL },
		{ 0, "" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *names = format_names(rows[i].prints);

		assert_string_equal(names, rows[i].names);
		free(names);
	}
}

/* ---- json -------------------------------------------------------------- */

TEST(json_is_an_array_and_ndjson_is_lines)
{
	struct output out = begin("json");

	print(&out, "a.one", VALUE(CMH_U8, u, 1));
	print(&out, "a.two", VALUE(CMH_I8, i, -1));
	expect_all(&out, false, "[\n {\"key\":\"a.one\",\"value\":1}\n,{\"key\":\"a.two\",\"value\":-1}\n]\n");
	out = begin("ndjson");
	print(&out, "a.one", VALUE(CMH_U8, u, 1));
	print(&out, "a.two", VALUE(CMH_I8, i, -1));
	expect_all(&out, true, "{\"key\":\"a.one\",\"value\":1}\n{\"key\":\"a.two\",\"value\":-1}\n");
}

TEST(json_without_a_record_is_empty_only_where_that_is_the_answer)
{
	struct output out = begin("json");

	expect_all(&out, false, "[]\n");
	out = begin("json");
	expect_all(&out, true, "");
	/* What was printed before a failure is still JSON. */
	out = begin("json");
	print(&out, "a.one", VALUE(CMH_U8, u, 1));
	expect_all(&out, true, "[\n {\"key\":\"a.one\",\"value\":1}\n]\n");
}

TEST(values_that_no_corosync_holds_are_exact_as_well)
{
	one_value(VALUE(CMH_U64, u, UINT64_MAX), "{\"value\":18446744073709551615,\"text\":\"18446744073709551615\"}\n");
	one_value(VALUE(CMH_I64, i, INT64_MIN), "{\"value\":-9223372036854775808,\"text\":\"-9223372036854775808\"}\n");
	one_value(VALUE(CMH_I64, i, INT64_C(-9007199254740992)), "{\"value\":-9007199254740992}\n");
	one_value(VALUE(CMH_I64, i, INT64_C(-9007199254740993)),
		  "{\"value\":-9007199254740993,\"text\":\"-9007199254740993\"}\n");
	one_value(VALUE(CMH_DBL, d, -0.0), "{\"value\":-0.0}\n");
	one_value(VALUE(CMH_FLT, f, -0.0f), "{\"value\":-0.0}\n");
	one_value(VALUE(CMH_DBL, d, 4.9406564584124654e-324), "{\"value\":5e-324}\n");
	one_value(VALUE(CMH_DBL, d, 9007199254740994.0), "{\"value\":9007199254740994}\n");
	one_value(VALUE(CMH_DBL, d, INFINITY), "{\"value\":null,\"text\":\"inf\"}\n");
	one_value(VALUE(CMH_FLT, f, -INFINITY), "{\"value\":null,\"text\":\"-inf\"}\n");
	one_value(BYTES(CMH_STR, ""), "{\"value\":\"\"}\n");
	one_value(BYTES(CMH_BIN, ""), "{\"value\":null,\"text\":\"0x\"}\n");
	one_value(BYTES(CMH_STR, "a\x80"), "{\"value\":null,\"text\":\"\\\"a\\\\x80\\\"\"}\n");
	one_value(BYTES(CMH_STR, "\x01/\\\"\x7f\xc2\x80\xe2\x80\xa8"), "{\"value\":\"\\u0001/\\\\\\\"\\u007f\\u0080\\u2028\"}\n");
	one_value(BYTES(CMH_STR, "\xf0\x9d\x84\x9e"), "{\"value\":\"\xf0\x9d\x84\x9e\"}\n");
	one_value(VALUE(CMH_NONE, u, 0), "{}\n");
}

/* Returns the number after "value" in a line of ndjson. */
static char *
number_of(struct cmh_value value)
{
	struct output out = begin("ndjson");
	const struct field field = field_value("value", "a.key", &value);
	char *number;

	output_record(&out, &field, 1);
	assert_int_equal(fclose(out.file), 0);
	assert_memory_equal(text, "{\"value\":", strlen("{\"value\":"));
	number = strndup(text + strlen("{\"value\":"), strcspn(text + strlen("{\"value\":"), ",}"));
	assert_non_null(number);
	free(text);
	return number;
}

TEST(every_number_reads_back_bit_for_bit)
{
	uint64_t random = 20260131;

	for (int i = 0; i < 20000; i++) {
		uint64_t bits = next_random(&random) >> (i % 7 == 0 ? i % 64 : 0);
		struct cmh_value value = VALUE(CMH_DBL, u, bits), back = VALUE(CMH_DBL, u, 0);
		struct cmh_value single = VALUE(CMH_FLT, u, bits & UINT32_MAX), single_back = VALUE(CMH_FLT, u, 0);
		struct cmh_value positive = VALUE(CMH_U64, u, bits), negative = VALUE(CMH_I64, u, bits);
		char *number;

		if (isfinite(value.d)) {
			number = number_of(value);
			back.d = strtod(number, NULL);
			if (!cmh_value_equal(&value, &back))
				FAIL_ROW("%a became %s", value.d, number);
			free(number);
		}
		if (isfinite(single.f)) {
			number = number_of(single);
			single_back.f = strtof(number, NULL);
			if (!cmh_value_equal(&single, &single_back))
				FAIL_ROW("%a became %s", (double)single.f, number);
			free(number);
		}
		number = number_of(positive);
		assert_true(strtoull(number, NULL, 10) == positive.u);
		free(number);
		number = number_of(negative);
		assert_true(strtoll(number, NULL, 10) == negative.i);
		free(number);
	}
}

TEST(each_kind_of_field_has_its_form_in_json)
{
	const struct cmh_value big = VALUE(CMH_U64, u, UINT64_MAX), secret = BYTES(CMH_STR, "hidden");
	const struct field fields[] = {
		field_none("none"),
		field_text("no_text", NULL),
		field_text("text", "ä"),
		field_text("raw", "\xff"),
		field_texts("texts", (char *[]){ (char[]){ "a" }, (char[]){ "\xfe" } }, 2),
		field_texts("no_texts", NULL, 0),
		field_number("number", 7),
		field_nonzero("zero", 0),
		field_number("large", UINT64_MAX),
		field_real("real", 0.25),
		field_real("nan", NAN),
		field_truth("yes", true),
		field_truth("no", false),
		field_value("old", "a.key", &big),
		field_value("new", "a.password", &secret),
		field_value("nothing", "a.key", NULL),
	};
	struct output out = begin("ndjson");

	output_record(&out, FIELDS(fields));
	expect_all(&out, false,
		   "{\"text\":\"ä\",\"raw\":\"\\\"\\\\xff\\\"\",\"texts\":[\"a\",\"\\\"\\\\xfe\\\"\"],\"number\":7,"
		   "\"large\":18446744073709551615,"
		   "\"large_text\":\"18446744073709551615\",\"real\":0.25,\"nan\":null,\"nan_text\":\"nan\",\"yes\":true,\"no\":false,"
		   "\"old\":18446744073709551615,\"old_text\":\"18446744073709551615\",\"new\":null,\"new_masked\":true}\n");
	out = begin("ndjson");
	out.secrets = true;
	output_record(&out, &fields[N_OF(fields) - 2], 1);
	expect_all(&out, false, "{\"new\":\"hidden\"}\n");
}

TEST(a_time_has_microseconds_and_its_offset)
{
	static const struct { const char *zone, *expected; } rows[] = {
		{ "UTC0", "{\"time\":\"2026-01-31T11:00:00.123456+00:00\"}\n" },
		{ "XYZ-1", "{\"time\":\"2026-01-31T12:00:00.123456+01:00\"}\n" },
		{ "XYZ3:30", "{\"time\":\"2026-01-31T07:30:00.123456-03:30\"}\n" },
	};
	const struct field field = field_time("time", (struct timespec){ 1769857200, 123456789 });

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct output out = begin("ndjson");

		assert_int_equal(setenv("TZ", rows[i].zone, 1), 0);
		tzset();
		output_record(&out, &field, 1);
		expect_all(&out, false, rows[i].expected);
	}
}

TEST(an_error_leaves_out_what_it_does_not_have)
{
	struct failure failure = { .message = "m\n", .exit = 2 };
	FILE *out = open_memstream(&text, &len);

	assert_true(format_json.failure(out, &failure));
	failure = (struct failure){ .command = "get", .code = "CS_ERR_BUSY", .number = 10, .key = "a.key", .message = "m",
				    .hint = "\xff", .exit = 6, .file = "f", .line = 3, .column = 4 };
	assert_true(format_json.failure(out, &failure));
	failure = (struct failure){ .warning = true, .message = "w" };
	assert_true(format_json.failure(out, &failure));
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text,
			    "{\"error\":{\"message\":\"m\\n\",\"exit\":2}}\n"
			    "{\"error\":{\"command\":\"get\",\"code\":\"CS_ERR_BUSY\",\"number\":10,\"key\":\"a.key\",\"message\":\"m\","
			    "\"hint\":\"\\\"\\\\xff\\\"\",\"exit\":6,\"file\":\"f\",\"line\":3,\"column\":4}}\n"
			    "{\"warning\":{\"message\":\"w\"}}\n");
	free(text);
}

/* ---- csv --------------------------------------------------------------- */

TEST(csv_quotes_what_needs_it)
{
	static const struct { const char *text, *cell; } rows[] = {
		{ "", "" },
		{ "plain text", "plain text" },
		{ "a,b", "\"a,b\"" },
		{ "a\"b", "\"a\"\"b\"" },
		{ " a", "\" a\"" },
		{ "a ", "\"a \"" },
		{ "a\r\nb", "\"\"\"a\\r\\nb\"\"\"" },
		{ "\xff", "\"\"\"\\xff\"\"\"" },
		{ "ä", "ä" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct field fields[] = { field_text("text", rows[i].text), field_none("none"), field_truth("true", true) };
		struct output out = begin("csv");
		char *expected = NULL;

		assert_true(asprintf(&expected, "text,none,true\r\n%s,,true\r\n%s,,true\r\n", rows[i].cell, rows[i].cell) > 0);
		output_record(&out, FIELDS(fields));
		output_record(&out, FIELDS(fields));
		expect_all(&out, false, expected);
		free(expected);
	}
}

TEST(several_texts_are_one_cell)
{
	char *const texts[] = { (char[]){ "plain" }, (char[]){ "a\nb" } };
	const struct field fields[] = { field_texts("texts", texts, 2), field_texts("none", texts, 0) };
	struct output out = begin("csv");

	output_record(&out, FIELDS(fields));
	expect_all(&out, false, "texts,none\r\n\"plain \"\"a\\nb\"\"\",\r\n");
}

TEST(csv_masks_a_secret_and_has_nothing_without_a_record)
{
	struct output out = begin("csv");

	print(&out, "totem.key", BYTES(CMH_BIN, "hidden"));
	expect_all(&out, false, "key,value\r\ntotem.key,********\r\n");
	out = begin("csv");
	expect_all(&out, false, "");
}

/* ---- table ------------------------------------------------------------- */

static void
print_row(struct output *out, const char *name, uint64_t number, const char *last)
{
	const struct field fields[] = { field_text("name", name), number > 0 ? field_number("a_number", number) : field_none("a_number"),
					field_none("never"), field_text("last", last) };

	output_record(out, FIELDS(fields));
}

TEST(a_table_aligns_its_columns)
{
	struct output out = begin("table");

	print_row(&out, "one", 0, "last");
	print_row(&out, "a longer name", 1234567890123, NULL);
	print_row(&out, "", 5, "x");
	expect_all(&out, false,
		   "NAME                A NUMBER  LAST\n"
		   "one                           last\n"
		   "a longer name  1234567890123\n"
		   "                           5  x\n");
}

TEST(a_number_in_a_table_has_its_unit_where_it_is_known)
{
	struct output out = begin("table");

	out.charset = CHARSET_ASCII;
	print(&out, "stats.knet.node1.link0.latency_ave", VALUE(CMH_U32, u, 7));
	print(&out, "stats.knet.node1.link0.rx_data_bytes", VALUE(CMH_U64, u, 8));
	print(&out, "stats.knet.node1.link0.latency_min", VALUE(CMH_U32, u, UINT32_MAX)); /* there was none */
	print(&out, "stats.knet.node1.link0.unknown", VALUE(CMH_U32, u, 9));
	print(&out, "stats.knet.node1.link0.mtu", BYTES(CMH_STR, "text"));
	print(&out, "totem.token_warning", VALUE(CMH_U32, u, 75));
	expect_all(&out, false,
		   "KEY                                   VALUE\n"
		   "stats.knet.node1.link0.latency_ave    7 us\n"
		   "stats.knet.node1.link0.rx_data_bytes  8 bytes\n"
		   "stats.knet.node1.link0.latency_min    no sample yet\n"
		   "stats.knet.node1.link0.unknown        9\n"
		   "stats.knet.node1.link0.mtu            text\n"
		   "totem.token_warning                   75%\n");
	out = begin("table");
	out.charset = CHARSET_UTF8;
	print(&out, "stats.knet.node1.link0.latency_ave", VALUE(CMH_U32, u, 7));
	expect_all(&out, false, "KEY                                 VALUE\nstats.knet.node1.link0.latency_ave  7 µs\n");
}

TEST(a_table_says_what_a_value_means)
{
	char down[] = "stats.knet.node2.link0.connected", up[] = "stats.knet.node3.link0.connected";
	struct cmh_entry link[] = { { .key = down, .value = VALUE(CMH_U8, u, 0) }, { .key = up, .value = VALUE(CMH_U8, u, 1) } };
	const struct cmh_entries around = { .v = link, .n = 2 };
	struct output out = begin("table");

	out.around = &around;
	out.charset = CHARSET_ASCII;
	print(&out, "stats.knet.node2.link0.latency_ave", VALUE(CMH_U32, u, 7));
	print(&out, "stats.knet.node2.link0.latency_samples", VALUE(CMH_U32, u, 8));
	print(&out, "stats.knet.node3.link0.latency_ave", VALUE(CMH_U32, u, 7));
	print(&out, "stats.knet.node4.link0.latency_ave", VALUE(CMH_U32, u, 7)); /* whether it is up is not known */
	print(&out, "stats.schedmiss.0.delay", VALUE(CMH_FLT, f, 5536.5f));
	print(&out, "config.reload_status", VALUE(CMH_I32, i, 7));
	expect_all(&out, false,
		   "KEY                                     VALUE\n"
		   "stats.knet.node2.link0.latency_ave      7 us (old: the link is down)\n"
		   "stats.knet.node2.link0.latency_samples  8\n"
		   "stats.knet.node3.link0.latency_ave      7 us\n"
		   "stats.knet.node4.link0.latency_ave      7 us\n"
		   "stats.schedmiss.0.delay                 5536.5 ms\n"
		   "config.reload_status                    7 (CS_ERR_INVALID_PARAM)\n");
}

TEST(a_table_has_times_and_how_long_ago_they_were)
{
	struct output out = begin("table");
	char *expected = str_format("KEY                          VALUE\nstats.schedmiss.0.timestamp  1970-01-01 00:00:59, %lld days ago\n"
				    "stats.schedmiss.1.timestamp  2500-01-01 00:00:00\n", ((long long)time(NULL) - 59) / 86400);

	setenv("TZ", "UTC", 1);
	tzset();
	print(&out, "stats.schedmiss.0.timestamp", VALUE(CMH_U64, u, 59000));
	print(&out, "stats.schedmiss.1.timestamp", VALUE(CMH_U64, u, 16725225600000)); /* a clock is wrong */
	unsetenv("TZ");
	expect_all(&out, false, expected);
	free(expected);
}

TEST(a_table_counts_columns_not_bytes)
{
	struct output out;

	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		SKIP("no locale C.UTF-8");
	out = begin("table");
	print_row(&out, "日本", 1, "a");
	print_row(&out, "ä", 22, "\x1b[31m");
	expect_all(&out, false,
		   "NAME  A NUMBER  LAST\n"
		   "日本         1  a\n"
		   "ä           22  \"\\x1b[31m\"\n");
}

TEST(a_table_that_streams_prints_each_row_at_once)
{
	struct output out = begin("table");

	out.stream = true;
	print_row(&out, "one", 1, "x");
	assert_int_equal(fflush(out.file), 0);
	assert_string_equal(text, "NAME      A NUMBER  NEVER     LAST\n"
				  "one              1            x\n");
	print_row(&out, "a longer name", 2, "y");
	print_row(&out, "short", 3, "z");
	expect_all(&out, true,
		   "NAME      A NUMBER  NEVER     LAST\n"
		   "one              1            x\n"
		   "a longer name         2            y\n"
		   "short                 3            z\n");
}

TEST(a_table_becomes_cards_only_where_it_is_wider_than_the_terminal)
{
	static const struct { int columns; const char *expected; } rows[] = {
		{ 4, "A  B\nx  y\n" },
		{ 3, "x\n  b           y\n" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct field fields[] = { field_text("a", "x"), field_text("b", "y") };
		struct output out = begin("table");

		out.cards = true;
		out.columns = rows[i].columns;
		output_record(&out, FIELDS(fields));
		expect_all(&out, false, rows[i].expected);
	}
}

TEST(a_table_masks_a_secret_and_has_nothing_without_a_row)
{
	struct output out = begin("table");

	print(&out, "totem.key", BYTES(CMH_STR, "hidden"));
	expect_all(&out, false, "KEY        VALUE\ntotem.key  ********\n");
	out = begin("table");
	expect_all(&out, false, "");
}

TEST(an_entry_is_the_same_record_in_all_formats)
{
	struct cmh_entry entry = { .key = (char[]){ "a.key" }, .value = VALUE(CMH_U16, u, 9) };
	static const struct { const char *format, *expected; } rows[] = {
		{ "text", "a.key (u16) = 9\n" },
		{ "table", "KEY    TYPE  VALUE\na.key  u16   9\n" },
		{ "json", "[\n {\"key\":\"a.key\",\"type\":\"u16\",\"value\":9}\n]\n" },
		{ "ndjson", "{\"key\":\"a.key\",\"type\":\"u16\",\"value\":9}\n" },
		{ "csv", "key,type,value\r\na.key,u16,9\r\n" },
		{ "csv-lf", "key,type,value\na.key,u16,9\n" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct output out = begin(rows[i].format);

		entry_print(&out, &entry);
		expect_all(&out, false, rows[i].expected);
	}
}

TEST(of_an_entry_that_is_as_usual_only_the_type_is_styled)
{
	struct cmh_entry entry = { .key = (char[]){ "a.key" }, .value = VALUE(CMH_U16, u, 9) };
	struct output out = begin("text");

	out.color = true;
	entry_print(&out, &entry);
	expect_all(&out, false, "a.key \033[2m(u16)\033[0m = 9\n");
}

/* ---- prom -------------------------------------------------------------- */

TEST(a_record_of_a_metric_has_its_help_and_its_labels)
{
	const struct field fields[] = { field_text("metric", "a_metric"), field_text("help", "What it is"), field_number("value", 7) };
	const struct field labels[] = { fields[0], fields[1], fields[2], field_text("node", "n") };
	struct output out = begin("prom");

	output_record(&out, FIELDS(fields));
	output_record(&out, FIELDS(labels));
	expect_all(&out, false,
		   "# TYPE a_metric gauge\n# HELP a_metric What it is\na_metric 7\na_metric{node=\"n\"} 7\n# EOF\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_is_found_by_its_name_and_no_other_is),
		cmocka_unit_test(the_help_lists_every_format_and_the_default_first),
		cmocka_unit_test(a_format_prints_the_commands_that_give_what_it_needs),
		cmocka_unit_test(json_is_an_array_and_ndjson_is_lines),
		cmocka_unit_test(json_without_a_record_is_empty_only_where_that_is_the_answer),
		cmocka_unit_test(values_that_no_corosync_holds_are_exact_as_well),
		cmocka_unit_test(every_number_reads_back_bit_for_bit),
		cmocka_unit_test(each_kind_of_field_has_its_form_in_json),
		cmocka_unit_test(a_time_has_microseconds_and_its_offset),
		cmocka_unit_test(an_error_leaves_out_what_it_does_not_have),
		cmocka_unit_test(csv_quotes_what_needs_it),
		cmocka_unit_test(several_texts_are_one_cell),
		cmocka_unit_test(csv_masks_a_secret_and_has_nothing_without_a_record),
		cmocka_unit_test(a_table_aligns_its_columns),
		cmocka_unit_test(a_number_in_a_table_has_its_unit_where_it_is_known),
		cmocka_unit_test(a_table_says_what_a_value_means),
		cmocka_unit_test(a_table_has_times_and_how_long_ago_they_were),
		cmocka_unit_test(a_table_counts_columns_not_bytes),
		cmocka_unit_test(a_table_that_streams_prints_each_row_at_once),
		cmocka_unit_test(a_table_becomes_cards_only_where_it_is_wider_than_the_terminal),
		cmocka_unit_test(a_table_masks_a_secret_and_has_nothing_without_a_row),
		cmocka_unit_test(an_entry_is_the_same_record_in_all_formats),
		cmocka_unit_test(of_an_entry_that_is_as_usual_only_the_type_is_styled),
		cmocka_unit_test(a_record_of_a_metric_has_its_help_and_its_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
