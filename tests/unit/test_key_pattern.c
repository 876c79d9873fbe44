/* SPDX-License-Identifier: BSD-3-Clause */
/* Patterns of key names. */
#include "test.h"

#include "key_pattern.h"

TEST(a_star_matches_within_a_component_and_two_stars_across_dots)
{
	static const struct {
		const char *pattern, *key;
		bool matches;
	} rows[] = {
		{ "totem.token", "totem.token", true },
		{ "totem.token", "totem.tokens", false },
		{ "totem.token", "totem.toke", false },
		{ "totem.tok*", "totem.token", true },
		{ "totem.tok*", "totem.tok", true },
		{ "totem.*", "totem.interface.0", false },
		{ "*", "abc", true },
		{ "*", "a.b", false },
		{ "**", "a.b.c", true },
		{ "stats.knet.*.*.connected", "stats.knet.node1.link0.connected", true },
		{ "stats.knet.*.*.connected", "stats.knet.node1.connected", false },
		{ "stats.knet.*.*.connected", "stats.knet.a.b.c.connected", false },
		{ "a.*b*c.d", "a.xbybzc.d", true },
		{ "a.*b*c.d", "a.xbybz.d", false },
		{ "a*c.b*d", "abcc.bcd", true },
		{ "a*c.b*d", "abc.c.bcd", false },
		{ "**.status", "runtime.members.1.status", true },
		{ "**.status", "status", false },
		{ "runtime.**", "runtime.config.totem.token", true },
		{ "runtime.**", "runtimes.x", false },
		{ "runtime.**.status", "runtime.members.1.status", true },
		{ "runtime.**.status", "runtime.members.1.status.x", false },
		{ "**.a*c", "x.ab.ac", true },
		{ "**.a*c", "x.ac.ab", false },
		{ "**b**", "a.b", true },
		{ "a**", "a", true },
		{ "", "", true },
		{ "", "a", false },
		{ "*", "", false },
		{ "a*", "a", true },
		{ "uid.*", "uid.", false },
		{ "a.*.b", "a..b", false },
		{ "a.**.b", "a.x.y.b", true },
		{ "a.**.b", "a.b", false },
		{ "**.*", "a", false },
		{ "**.*", "a.b", true },
		{ "a***", "a.b", true },
	};

	for (size_t i = 0; i < N_OF(rows); i++)
		if (key_pattern_matches(rows[i].pattern, rows[i].key) != rows[i].matches)
			FAIL_ROW("%s on %s", rows[i].pattern, rows[i].key);
}

TEST(many_stars_match_quickly)
{
	char key[256];

	memset(key, 'a', sizeof(key) - 1);
	key[255] = '\0';
	assert_false(key_pattern_matches("**a*a*a*a*a*a**a*a*a*a*a*a**a*a*a*a*a*b", key));
}

TEST(each_star_captures_the_text_that_it_matches)
{
	struct key_span spans[2];

	assert_true(key_pattern_capture("stats.knet.node*.link*.rx", "stats.knet.node12.link0.rx", spans, 2));
	assert_int_equal(spans[0].len, 2);
	assert_memory_equal(spans[0].text, "12", 2);
	assert_int_equal(spans[1].len, 1);
	assert_memory_equal(spans[1].text, "0", 1);
	/* Only the last star of a component is extended. */
	assert_true(key_pattern_capture("*-*", "a-b-c", spans, 2));
	assert_int_equal(spans[0].len, 1);
	assert_int_equal(spans[1].len, 3);
	assert_true(key_pattern_capture("**.*", "a.b.c", spans, 2));
	assert_memory_equal(spans[0].text, "a.b", 3);
	assert_int_equal(spans[0].len, 3);
	assert_memory_equal(spans[1].text, "c", 1);
	/* More stars than spans. */
	assert_true(key_pattern_capture("*.*.*", "x.y.z", spans, 1));
	assert_memory_equal(spans[0].text, "x", 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_star_matches_within_a_component_and_two_stars_across_dots),
		cmocka_unit_test(many_stars_match_quickly),
		cmocka_unit_test(each_star_captures_the_text_that_it_matches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
