/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of keys, their order, and what a path covers. */
#include "test.h"

#include "cmh_private.h"
#include "text/key_path.h"

TEST(an_invalid_name_is_rejected_with_the_rule)
{
	char long_name[CMH_NAME_MAX + 2];
	static const struct {
		const char *name, *message; /* a part of it; NULL: the name is good */
	} rows[] = {
		{ "abc", NULL },
		{ "totem.token", NULL },
		{ "A-Z_a-z.0/9:x", NULL },
		{ "...", NULL },
		{ "ab", "\"ab\" is not a valid key: shorter than 3 characters" },
		{ "", "\"\" is not a valid key: shorter than 3 characters" },
		{ "to tem", "space at position 3" },
		{ "totem\t", "tab at position 6" },
		{ "totem*", "\"*\" at position 6" },
		{ "a$", "\"$\" at position 2" },
		{ "totem\n", "\"totem\\n\" is not a valid key: the byte at position 6" },
		{ "tot\xc3\xa9m", "the byte at position 4" },
		{ "\x7f\x7f\x7f", "the byte at position 1" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_error err = CMH_ERROR_INIT;
		enum cmh_status status = cmh_name_check(rows[i].name, &err);

		assert_int_equal(status, rows[i].message != NULL ? CMH_INVALID : CMH_OK);
		if (rows[i].message != NULL && strstr(cmh_error_message(&err), rows[i].message) == NULL)
			FAIL_ROW("%s: %s", rows[i].name, cmh_error_message(&err));
		assert_int_equal(err.hint != NULL, rows[i].message != NULL);
		assert_int_equal(err.number, 0); /* corosync was not asked */
		cmh_error_clear(&err);
	}

	memset(long_name, 'x', sizeof(long_name));
	long_name[CMH_NAME_MAX] = '\0';
	assert_int_equal(cmh_name_check(long_name, NULL), CMH_OK);
	long_name[CMH_NAME_MAX] = 'x';
	long_name[CMH_NAME_MAX + 1] = '\0';
	struct cmh_error err = CMH_ERROR_INIT;
	assert_int_equal(cmh_name_check(long_name, &err), CMH_INVALID);
	assert_non_null(strstr(cmh_error_message(&err), "longer than 255 characters (256)"));
	/* One that is no longer than a name is quoted to its end. */
	long_name[CMH_NAME_MAX - 1] = '!';
	long_name[CMH_NAME_MAX] = '\0';
	assert_int_equal(cmh_name_check(long_name, &err), CMH_INVALID);
	assert_non_null(strstr(cmh_error_message(&err), "!\" is not a valid key"));
	cmh_error_clear(&err);
}

TEST(every_byte_is_allowed_or_not)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:";

	for (int c = 1; c < 256; c++) {
		const char name[] = { 'a', 'b', 'c', (char)c, '\0' };

		assert_int_equal(cmh_name_check(name, NULL) == CMH_OK, strchr(allowed, c) != NULL);
	}
}

/* Whatever makes an order go wrong: numbers with zeros in front, dots, ends. */
static const char *const ordered[] = {
	"",
	"-",
	"0",
	"00",
	"1",
	"01",
	"2",
	"10",
	"a",
	"a.0",
	"a.1",
	"a.1.b",
	"a.2",
	"a.10",
	"a.b",
	"a-b",
	"a0",
	"a1",
	"a1b",
	"a2",
	"a10",
	"a10b2",
	"a10b10",
	"a99999999999999999999999998",
	"a99999999999999999999999999",
	"a_b",
	"ab",
	"b",
	"node.2",
	"node.10",
	"node.10.x",
	"node.11",
};

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

TEST(the_order_of_names_is_natural)
{
	static const struct {
		const char *less, *more;
	} rows[] = {
		{ "node.2", "node.10" }, { "node.9.x", "node.10.a" }, { "a.b", "a_b" }, { "a.b", "a-b" }, { "a.z", "a-a" },
		{ "a", "a.b" }, { "a1", "a1.b" }, { "link0", "link0.x" }, { "stats.knet.node2", "stats.knet.node10" },
		{ "a.002", "a.10" }, { "a.01.z", "a.2.a" }, { "A", "a" },
	};
	for (size_t i = 0; i < N_OF(rows); i++)
		if (cmh_name_cmp(rows[i].less, rows[i].more) >= 0 || cmh_name_cmp(rows[i].more, rows[i].less) <= 0)
			FAIL_ROW("%s is not before %s", rows[i].less, rows[i].more);
}

TEST(names_with_equal_numbers_still_differ)
{
	assert_int_equal(cmh_name_cmp("a.1", "a.1"), 0);
	assert_int_not_equal(cmh_name_cmp("01", "1"), 0);
	assert_int_not_equal(cmh_name_cmp("a.01.b", "a.1.b"), 0);
	assert_int_not_equal(cmh_name_cmp("0", "00"), 0);
	assert_true(cmh_name_cmp("a.01.b", "a.1.c") < 0);
	assert_true(cmh_name_cmp("a.1.b", "a.01.c") < 0);
}

TEST(the_order_is_total)
{
	size_t n = N_OF(ordered);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			int ij = sign(cmh_name_cmp(ordered[i], ordered[j]));

			if (ij != -sign(cmh_name_cmp(ordered[j], ordered[i])) || (ij == 0) != (i == j))
				FAIL_ROW("\"%s\" and \"%s\"", ordered[i], ordered[j]);
			for (size_t k = 0; k < n; k++)
				if (ij < 0 && cmh_name_cmp(ordered[j], ordered[k]) < 0 && cmh_name_cmp(ordered[i], ordered[k]) >= 0)
					FAIL_ROW("\"%s\", \"%s\", \"%s\"", ordered[i], ordered[j], ordered[k]);
		}
}

TEST(the_order_is_total_over_any_names)
{
	static const char alphabet[] = "0012.9a-_";
	uint64_t seed = 0x5eed;
	char names[60][8];

	for (size_t i = 0; i < N_OF(names); i++) {
		size_t len = next_random(&seed) % 7;

		for (size_t c = 0; c < len; c++)
			names[i][c] = alphabet[next_random(&seed) % (sizeof(alphabet) - 1)];
		names[i][len] = '\0';
	}
	for (size_t i = 0; i < N_OF(names); i++)
		for (size_t j = 0; j < N_OF(names); j++)
			for (size_t k = 0; k < N_OF(names); k++) {
				int ij = cmh_name_cmp(names[i], names[j]), jk = cmh_name_cmp(names[j], names[k]);

				assert_int_equal(sign(ij), -sign(cmh_name_cmp(names[j], names[i])));
				assert_int_equal(ij == 0, strcmp(names[i], names[j]) == 0);
				if (ij <= 0 && jk <= 0 && cmh_name_cmp(names[i], names[k]) > 0)
					FAIL_ROW("\"%s\", \"%s\", \"%s\"", names[i], names[j], names[k]);
			}
}

TEST(a_path_covers_complete_components)
{
	static const struct {
		const char *path, *key;
		bool covers;
	} rows[] = {
		{ "", "a.b", true },
		{ "", "", true },
		{ "a.b", "a.b", true },
		{ "a.b", "a.b.c", true },
		{ "a.b", "a.b.c.d", true },
		{ "a.b", "a.bc", false },
		{ "a.b", "a.b-c", false },
		{ "a.b", "a", false },
		{ "a.b.", "a.b", true },
		{ "a.b.", "a.b.c", true },
		{ "a.b.", "a.bc", false },
		{ "a.b*", "a.bc", true },
		{ "a.b*", "a.b", true },
		{ "a.b*", "a.b.c", true },
		{ "a.b*", "a.c", false },
		{ "a.b.*", "a.b.c", true },
		{ "a.b.*", "a.b", false },
		{ "*", "anything", true },
		{ "nodelist.node.1", "nodelist.node.1.nodeid", true },
		{ "nodelist.node.1", "nodelist.node.10.nodeid", false },
		{ "nodelist.node.1*", "nodelist.node.10.nodeid", true },
		{ "A.b", "a.b", false },
		{ "a.*.c", "a.b.c", true },
		{ "a.*.c", "a.b.c.d", true },
		{ "a.*.c", "a.b.cd", false },
		{ "a.*.c", "a.b.b.c", false },
		{ "a.*.c.", "a.b.c.d", true },
		{ "a.*.c.", "a.b.c", true },
		{ "**.c", "a.b.c", true },
		{ "**.c", "a.b.c.d", true },
		{ "**.c", "c.d", false },
		{ "*.c", "a.b.c", false },
		{ "stats.knet.*.*.connected", "stats.knet.node1.link0.connected", true },
		{ "stats.knet.*.*", "stats.knet.node1.link0.connected", true },
		{ "stats.knet.*.*", "stats.knet.handle", false },
		/* A pattern that covers another one covers all of its keys. */
		{ "a", "a.*.c", true },
		{ "a*", "a.**", true },
		{ "a.*", "a.b*", true },
		{ "a.*", "a.*.c", true },
		{ "a.*.c", "a.*.c.*", true },
		{ "a.*.c", "a.**.c", false },
		{ "a.*b", "a.**b", false },
		{ "a.**.c", "a.*.c", true },
		{ "a.b", "a.*", false },
	};
	for (size_t i = 0; i < N_OF(rows); i++)
		if (cmh_path_covers(rows[i].path, rows[i].key) != rows[i].covers)
			FAIL_ROW("\"%s\" and \"%s\"", rows[i].path, rows[i].key);
}

TEST(a_name_is_below_the_path_unless_it_begins_at_the_top_or_goes_up)
{
	static const struct { const char *here, *name, *path; } rows[] = {
		{ "a.b", "c", "a.b.c" }, { "", "c", "c" }, { "a.b", "/c.d", "c.d" }, { "a.b", "/", "" }, { "a.b", "", "a.b" },
		{ "a.b", ".", "a.b" }, { "a.b", "/.", "" }, { "a.b", "..", "a" }, { "a.b", "../c", "a.c" }, { "a.b", "../..", "" },
		{ "a.b", "../../c", "c" }, { "a", "..", "" }, { "", "..", "" }, { "", "../c", "c" },
		/* Names that begin with dots. */
		{ "a.b", ".x", "a.b..x" }, { "a.b", ".x/y", "a.b..x/y" }, { "a.b", "..x", "a.b...x" }, { "a.b", "...", "a.b...." },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *path = key_path_resolve(rows[i].here, rows[i].name);

		assert_non_null(path);
		if (strcmp(path, rows[i].path) != 0)
			FAIL_ROW("%s at %s: %s", rows[i].name, rows[i].here, path);
		free(path);
	}
}

TEST(a_name_below_stats_is_of_the_stats_map)
{
	assert_int_equal(cmh_key_map("stats"), CMH_STATS);
	assert_int_equal(cmh_key_map("stats.srp.mtt_rx_token"), CMH_STATS);
	assert_int_equal(cmh_key_map("statsx.y"), CMH_ICMAP);
	assert_int_equal(cmh_key_map("runtime.stats"), CMH_ICMAP);
	assert_int_equal(cmh_key_map("totem.token"), CMH_ICMAP);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_invalid_name_is_rejected_with_the_rule),
		cmocka_unit_test(every_byte_is_allowed_or_not),
		cmocka_unit_test(the_order_of_names_is_natural),
		cmocka_unit_test(names_with_equal_numbers_still_differ),
		cmocka_unit_test(the_order_is_total),
		cmocka_unit_test(the_order_is_total_over_any_names),
		cmocka_unit_test(a_path_covers_complete_components),
		cmocka_unit_test(a_name_is_below_the_path_unless_it_begins_at_the_top_or_goes_up),
		cmocka_unit_test(a_name_below_stats_is_of_the_stats_map),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
