/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whole maps of all types and hard values: what is dumped and saved opens as the
 * same map, and is loaded as the same, in every form in which cmapsh writes it.
 */
#include "test.h"

#include <math.h>
#include <unistd.h>

#include "cmh_private.h"
#include "commands/save_file.h"
#include "entries.h"
#include "output/entry.h"
#include "output/format.h"
#include "output/output.h"

enum { ROUNDS = 40, KEYS = 150 };

static const uint64_t integers[] = {
	0, 1, 127, 128, 255, 256, 32767, 32768, 65535, 0x7fffffff, 0x80000000, 0xffffffff, UINT64_C(1) << 53,
	(UINT64_C(1) << 53) + 1, INT64_MAX, (uint64_t)INT64_MIN, UINT64_MAX,
};
static const double reals[] = { 0.0, -0.0, 0.1, 1.0, -1.5, 1e100, 5e-324, 1.7976931348623157e308, 1e21, 123456789.0 };
static const char *const pieces[] = {
	"", " ", "=", " = ", "(u8)", "abc (u8) = 1", "\n", "\n\n", "\r", "\t", "\"", "\\", "\\x41", "#", "# x", "********", "*empty*", "0x41",
	"\x1b[31m", "\x7f", "\xff", "\xc3\xa9", "\xc2\x9b", "\xe2\x80\xae", "\xf0\x9f\x98\x80", "\xed\xa0\x80", "null", "{", "[1]", "a\vb",
};

static uint64_t
integer_of(enum cmh_type type, uint64_t bits)
{
	switch (type) {
	case CMH_I8: return (uint64_t)(int64_t)(int8_t)bits;
	case CMH_U8: return (uint8_t)bits;
	case CMH_I16: return (uint64_t)(int64_t)(int16_t)bits;
	case CMH_U16: return (uint16_t)bits;
	case CMH_I32: return (uint64_t)(int64_t)(int32_t)bits;
	case CMH_U32: return (uint32_t)bits;
	default: return bits;
	}
}

static struct cmh_value
any_bytes(enum cmh_type type, uint64_t *random)
{
	struct cmh_value value;
	char bytes[600];
	size_t n = 0;

	for (uint64_t left = next_random(random) % 6; left > 0; left--) {
		const char *piece = pieces[next_random(random) % N_OF(pieces)];

		memcpy(bytes + n, piece, strlen(piece));
		n += strlen(piece);
	}
	for (uint64_t left = next_random(random) % 300; left > 250; left--)
		bytes[n++] = (char)next_random(random);
	for (size_t i = 0; i < n && type == CMH_STR; i++)
		bytes[i] = bytes[i] != '\0' ? bytes[i] : '0';
	assert_int_equal(cmh_value_bytes(type, bytes, n, &value, NULL), CMH_OK);
	return value;
}

static struct cmh_value
any_value(uint64_t *random)
{
	struct cmh_value value = { .type = (enum cmh_type)(1 + next_random(random) % CMH_TYPE_MAX) };
	bool plain = next_random(random) % 2 == 0;
	uint64_t bits = next_random(random);

	if (value.type == CMH_STR || value.type == CMH_BIN)
		return any_bytes(value.type, random);
	if (cmh_type_is_integer(value.type)) {
		value.u = integer_of(value.type, plain ? integers[bits % N_OF(integers)] : bits);
		return value;
	}
	if (value.type == CMH_FLT) {
		value.f = (float)reals[bits % 7]; /* the first ones have a float */
		if (!plain)
			memcpy(&value.f, &bits, sizeof(value.f));
		if (isnan(value.f))
			value.f = NAN; /* the text has one nan */
		return value;
	}
	value.d = reals[bits % N_OF(reals)];
	if (!plain)
		memcpy(&value.d, &bits, sizeof(value.d));
	if (isnan(value.d))
		value.d = NAN;
	return value;
}

static void
make_map(struct cmh_entries *out, uint64_t *random)
{
	char name[64];

	for (unsigned i = 0; i < KEYS; i++) {
		snprintf(name, sizeof(name), "%s%u.k-_/:%u", i % 5 == 0 ? "stats.b" : "b", i / 10, i);
		assert_int_equal(cmh_entries_add(out, name, NULL), CMH_OK);
		out->v[i].value = any_value(random);
	}
	entries_sort_filter(out, "");
}

/* ---- the forms --------------------------------------------------------- */

static void
write_format(FILE *file, const struct cmh_entries *map, const struct format *format)
{
	struct output out = output_to(file);

	output_begin(&out, format);
	for (size_t i = 0; i < map->n; i++)
		entry_print(&out, &map->v[i]);
	output_end(&out, false);
	assert_false(out.failed);
}

static void
write_snapshot(FILE *file, const struct cmh_entries *map)
{
	const struct save_facts facts = { .live = true, .node = "n\"1", .cluster = "c\xff", .map = "live" };
	struct output out = output_to(file);

	output_begin(&out, &format_ndjson);
	save_begin(&out, &facts);
	for (size_t i = 0; i < map->n; i++)
		save_entry(&out, &map->v[i]);
	save_end(&out);
	assert_false(out.failed);
}

/* ---- and back ---------------------------------------------------------- */

static void
is_same(const struct cmh_entries *map, const struct cmh_entries *other)
{
	assert_int_equal(map->n, other->n);
	for (size_t i = 0; i < map->n; i++) {
		const struct cmh_entry *a = &map->v[i], *b = &other->v[i];

		assert_string_equal(a->key, b->key);
		assert_null(b->error);
		if (!cmh_value_equal(&a->value, &b->value))
			FAIL_ROW("%s: %s is now %s %s", a->key, cmh_value_text(&a->value), cmh_type_name(b->value.type),
				 cmh_value_text(&b->value));
	}
}

static void
opens_as(const char *path, const struct cmh_entries *map)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_context *cmh = cmh_context_new(&options);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle = cmh_handle_open(cmh, path, NULL, &err);
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_handle_info info;

	if (handle == NULL)
		FAIL_ROW("%s", cmh_error_message(&err));
	info = *cmh_handle_info(handle);
	assert_int_equal(info.left_out, 0);
	assert_string_equal(info.map, "live");
	assert_int_equal(cmh_read_all(handle, "", &found, NULL), CMH_OK);
	is_same(map, &found);
	cmh_entries_clear(&found);
	cmh_context_free(cmh);
}

static void
loads_as(FILE *in, const struct cmh_entries *map)
{
	struct cmh_file file = CMH_FILE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	rewind(in);
	if (cmh_file_read(in, "FILE", &file, &err) != CMH_OK)
		FAIL_ROW("%zu:%zu: %s", file.fault.line, file.fault.column, cmh_error_message(&err));
	is_same(map, &file.keys);
	cmh_file_clear(&file);
}

static void
is_identity(void (*write)(FILE *, const struct cmh_entries *))
{
	uint64_t random = 88172645463325252u;

	for (int round = 0; round < ROUNDS; round++) {
		struct cmh_entries map = CMH_ENTRIES_INIT;
		char path[] = "/tmp/test_saved.XXXXXX";
		int fd = mkstemp(path);
		FILE *file = fd >= 0 ? fdopen(fd, "w+") : NULL;

		assert_non_null(file);
		make_map(&map, &random);
		write(file, &map);
		assert_int_equal(fflush(file), 0);
		opens_as(path, &map);
		loads_as(file, &map);
		fclose(file);
		unlink(path);
		cmh_entries_clear(&map);
	}
}

static void
write_text(FILE *out, const struct cmh_entries *map)
{
	write_format(out, map, &format_text);
}

static void
write_json(FILE *out, const struct cmh_entries *map)
{
	write_format(out, map, &format_json);
}

static void
write_ndjson(FILE *out, const struct cmh_entries *map)
{
	write_format(out, map, &format_ndjson);
}

TEST(a_dump_opens_and_loads_as_the_same_map)
{
	is_identity(write_text);
}

TEST(json_opens_and_loads_as_the_same_map)
{
	is_identity(write_json);
}

TEST(ndjson_opens_and_loads_as_the_same_map)
{
	is_identity(write_ndjson);
}

TEST(a_snapshot_opens_and_loads_as_the_same_map)
{
	is_identity(write_snapshot);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dump_opens_and_loads_as_the_same_map),
		cmocka_unit_test(json_opens_and_loads_as_the_same_map),
		cmocka_unit_test(ndjson_opens_and_loads_as_the_same_map),
		cmocka_unit_test(a_snapshot_opens_and_loads_as_the_same_map),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
