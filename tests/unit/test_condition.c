/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions on keys: read, matched, evaluated. */
#include "test.h"

#include <stdio.h>

#include "task/condition.h"

/* ---- helpers ----------------------------------------------------------- */

/* Reads one word, which must be a condition. */
static struct condition
read_one(const char *text)
{
	struct condition c;
	struct cmh_error err = CMH_ERROR_INIT;
	char *words[] = { (char *)text };

	if (condition_read(&c, words, 1, "", false, &err, NULL) != 1)
		FAIL_ROW("%s: %s", text, cmh_error_message(&err));
	return c;
}

/* Adds "KEY TYPE VALUE" to a list. */
static void
add_key(struct cmh_entries *keys, const char *line)
{
	const char *type = strchr(line, ' ') + 1, *value = strchr(type, ' ') + 1;
	char *key = strndup(line, (size_t)(type - line) - 1), *name = strndup(type, (size_t)(value - type) - 1);

	assert_int_equal(cmh_entries_add(keys, key, NULL), CMH_OK);
	assert_int_equal(cmh_value_parse(cmh_type_by_name(name), value, &keys->v[keys->n - 1].value, NULL), CMH_OK);
	free(key);
	free(name);
}

/* ---- reading ----------------------------------------------------------- */

TEST(a_condition_is_read_as_name_operator_and_value)
{
	static const struct {
		const char *text;
		enum condition_op op;
		const char *name, *value; /* NULL: none */
	} rows[] = {
		{ "totem.token", CONDITION_EXISTS, "totem.token", NULL },
		{ "!totem.token", CONDITION_ABSENT, "totem.token", NULL },
		{ "a.b=5", CONDITION_EQ, "a.b", "5" },
		{ "a.b==5", CONDITION_EQ, "a.b", "5" },
		{ "a.b!=5", CONDITION_NE, "a.b", "5" },
		{ "a.b<5", CONDITION_LT, "a.b", "5" },
		{ "a.b<=5", CONDITION_LE, "a.b", "5" },
		{ "a.b>5", CONDITION_GT, "a.b", "5" },
		{ "a.b>=5", CONDITION_GE, "a.b", "5" },
		{ "a.b~^x", CONDITION_MATCHES, "a.b", "^x" },
		{ "a.b=~^x", CONDITION_MATCHES, "a.b", "^x" },
		{ "a.b changes", CONDITION_CHANGES, "a.b", NULL },
		{ "a.b \t changes", CONDITION_CHANGES, "a.b", NULL },
		/* The value is the complete rest after the operator. */
		{ "a.b=", CONDITION_EQ, "a.b", "" },
		{ "a.b!=", CONDITION_NE, "a.b", "" },
		{ "a.b= x y ", CONDITION_EQ, "a.b", " x y " },
		{ "a.b=\"x\"", CONDITION_EQ, "a.b", "\"x\"" },
		{ "a.b=x=y", CONDITION_EQ, "a.b", "x=y" },
		{ "a.b=x!=y", CONDITION_EQ, "a.b", "x!=y" },
		{ "a.b==~x", CONDITION_EQ, "a.b", "~x" },
		{ "a.b===x", CONDITION_EQ, "a.b", "=x" },
		{ "a.b=!x", CONDITION_EQ, "a.b", "!x" },
		{ "a.b!==", CONDITION_NE, "a.b", "=" },
		{ "a.b<-5", CONDITION_LT, "a.b", "-5" },
		{ "a.b~x=y", CONDITION_MATCHES, "a.b", "x=y" },
		{ "a.b=x changes", CONDITION_EQ, "a.b", "x changes" },
		{ "a.b=\xc3\xa9\n", CONDITION_EQ, "a.b", "\xc3\xa9\n" },
		/* Every letter that a name may have. */
		{ "ipv.fe80::1.m-t_u/X9=1", CONDITION_EQ, "ipv.fe80::1.m-t_u/X9", "1" },
		{ "/totem.token=1", CONDITION_EQ, "totem.token", "1" },
		{ "!/a.b.*", CONDITION_ABSENT, "a.b.*", NULL },
		{ "*=1", CONDITION_EQ, "*", "1" },
		{ "changes", CONDITION_EXISTS, "changes", NULL },
		{ "changes changes", CONDITION_CHANGES, "changes", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct condition c = read_one(rows[i].text);

		if (c.op != rows[i].op || strcmp(c.name, rows[i].name) != 0 || (c.value == NULL) != (rows[i].value == NULL) ||
		    (c.value != NULL && strcmp(c.value, rows[i].value) != 0))
			FAIL_ROW("%s: operator %d, %s, %s", rows[i].text, c.op, c.name, c.value != NULL ? c.value : "no value");
		assert_int_equal(condition_reads_values(&c), c.op != CONDITION_EXISTS && c.op != CONDITION_ABSENT);
		condition_clear(&c);
	}
}

TEST(an_invalid_condition_is_rejected_with_reason_and_position)
{
	static const struct {
		const char *text, *why; /* a part of the message */
		size_t at;
	} rows[] = {
		{ "", "does not begin with a key", 0 },
		{ "=5", "does not begin with a key", 0 },
		{ "!", "does not begin with a key", 1 },
		{ "!=5", "does not begin with a key", 1 },
		{ "!!a.b", "does not begin with a key", 1 },
		{ " a.b=5", "does not begin with a key", 0 },
		{ "~x", "does not begin with a key", 0 },
		{ "a%b", "position 2", 1 },
		{ "a%b=5", "position 2", 1 },
		{ "totem.tok\xc3\xa9n", "position 10", 9 },
		{ "a.b!", "position 4", 3 },
		{ "a.b!x", "position 4", 3 },
		{ "a.b =5", "space before the operator", 3 },
		{ "a.b = 5", "space before the operator", 3 },
		{ "a.b is 5", "space at position 4", 3 },
		{ "a.b ", "space at position 4", 3 },
		{ "a.b changed", "space at position 4", 3 },
		{ "a.b changes ", "space at position 4", 3 },
		{ "!a.b=5", "unexpected text after !KEY", 4 },
		{ "!a.b changes", "unexpected text after !KEY", 4 },
		{ "!a.b%", "unexpected text after !KEY", 4 },
		{ "ab", "shorter than 3", 0 },
		{ "ab=5", "shorter than 3", 0 },
		{ "!ab", "shorter than 3", 1 },
		{ "/=5", "shorter than 3", 0 },
		{ "a.b~", "missing regular expression", 4 },
		{ "a.b~(", "not a valid regular expression", 4 },
		{ "a.b=~x{", "not a valid regular expression", 5 },
		{ "a.b<x", "\"x\" is not a number", 4 },
		{ "a.b<=", "\"\" is not a number", 5 },
		{ "a.b>5s", "\"5s\" is not a number", 4 },
		{ "a.b>=nan", "\"nan\" is not a number", 5 },
		{ "totem.key=x", "is secret", 10 },
		{ "totem.key~x", "is secret", 10 },
		{ "my.*.password!=x", "is secret", 15 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_error err = CMH_ERROR_INIT;
		char *words[] = { (char *)rows[i].text };
		struct condition c;
		size_t at = 12345;

		if (condition_read(&c, words, 1, "", false, &err, &at) != 0)
			FAIL_ROW("\"%s\" is taken", rows[i].text);
		if (err.status != CMH_INVALID || strstr(cmh_error_message(&err), rows[i].why) == NULL || at != rows[i].at)
			FAIL_ROW("\"%s\": at %zu: %s", rows[i].text, at, cmh_error_message(&err));
		condition_clear(&c);
		assert_int_equal(condition_read(&c, words, 1, "", false, NULL, NULL), 0);
		condition_clear(&c);
		cmh_error_clear(&err);
	}
}

TEST(a_condition_on_a_name_that_is_too_long_is_rejected)
{
	char text[CMH_NAME_MAX + 3], *words[] = { text };
	struct condition c;

	for (int star = 0; star < 2; star++) {
		memset(text, 'a', CMH_NAME_MAX + 1);
		if (star)
			text[5] = '*';
		text[CMH_NAME_MAX] = '\0';
		assert_int_equal(condition_read(&c, words, 1, "", false, NULL, NULL), 1);
		condition_clear(&c);
		text[CMH_NAME_MAX] = 'a';
		text[CMH_NAME_MAX + 1] = '\0';
		assert_int_equal(condition_read(&c, words, 1, "", false, NULL, NULL), 0);
		condition_clear(&c);
	}
}

TEST(the_word_changes_may_be_a_separate_word)
{
	static const struct {
		const char *first, *second; /* NULL: none */
		int taken;
		enum condition_op op;
		const char *text;
	} rows[] = {
		{ "a.b", "changes", 2, CONDITION_CHANGES, "a.b changes" },
		{ "a.*", "changes", 2, CONDITION_CHANGES, "a.* changes" },
		{ "a.b", NULL, 1, CONDITION_EXISTS, "a.b" },
		{ "a.b", "a.c", 1, CONDITION_EXISTS, "a.b" },
		{ "a.b", "/changes", 1, CONDITION_EXISTS, "a.b" },
		{ "a.b", "changes=1", 1, CONDITION_EXISTS, "a.b" },
		{ "a.b=", "changes", 1, CONDITION_EQ, "a.b=" },
		{ "!a.b", "changes", 1, CONDITION_ABSENT, "!a.b" },
		{ "a.b changes", "changes", 1, CONDITION_CHANGES, "a.b changes" },
		{ "a.b   changes", NULL, 1, CONDITION_CHANGES, "a.b changes" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *words[] = { (char *)rows[i].first, (char *)rows[i].second };
		struct condition c;
		int taken = condition_read(&c, words, 1 + (rows[i].second != NULL), "", false, NULL, NULL);

		if (taken != rows[i].taken || c.op != rows[i].op || strcmp(c.text, rows[i].text) != 0)
			FAIL_ROW("%s %s: %d words, \"%s\"", rows[i].first, rows[i].second != NULL ? rows[i].second : "", taken, c.text);
		condition_clear(&c);
	}
}

TEST(names_in_conditions_are_relative_to_a_branch)
{
	static const struct {
		const char *text, *name;
	} rows[] = {
		{ "token=5", "totem.interface.token" },
		{ "*.mtu=5", "totem.interface.*.mtu" },
		{ "!token", "totem.interface.token" },
		{ "/token=5", "token" },
		{ "../token changes", "totem.token" },
		{ "!../token", "totem.token" },
		{ "x~y", "totem.interface.x" }, /* too short as a full name, but not below a path */
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *words[] = { (char *)rows[i].text };
		struct condition c;

		if (condition_read(&c, words, 1, "totem.interface", false, NULL, NULL) != 1 || strcmp(c.name, rows[i].name) != 0)
			FAIL_ROW("%s: %s", rows[i].text, c.name != NULL ? c.name : "no name");
		condition_clear(&c);
	}
}

/* ---- keys -------------------------------------------------------------- */

TEST(a_star_in_a_condition_never_matches_a_dot)
{
	static const struct {
		const char *pattern, *key;
		bool fits;
	} rows[] = {
		{ "a.b", "a.b", true },
		{ "a.b", "a.bc", false },
		{ "a.b", "a.b.c", false },
		{ "a.bc", "a.b", false },
		{ "a.*", "a.b", true },
		{ "a.*", "a.b.c", false },
		{ "a.*", "ab.b", false },
		{ "a.*.c", "a.b.c", true },
		{ "a.*.c", "a.b.b.c", false },
		{ "a.*.c", "a.c.cc", false },
		{ "a.*.*", "a.b.c", true },
		{ "a.*.*", "a.b", false },
		{ "*.*.*", "a.b.c", true },
		{ "*", "abc", true },
		{ "*", "a.b", false },
		{ "stats.knet.node*.link*.connected", "stats.knet.node12.link0.connected", true },
		{ "stats.knet.node*.link*.connected", "stats.knet.node1.connected", false },
		{ "stats.knet.node*.link*.connected", "stats.knet.node1.link0.mtu", false },
		{ "stats.knet.node*.link*.connected", "stats.knet.node.link.connected", true },
		{ "a.*b*b", "a.xbbyb", true },
		{ "a.*b*b", "a.b", false },
		{ "a.*ab", "a.aab", true },
		{ "a.*ab.x", "a.ab.ab.x", false },
		{ "a.x**y", "a.xy", true },
		{ "a.*y", "a.x.y", false },
		{ "a*.b*", "ax.by", true },
		{ "a*.b*", "ax.y.b", false },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct condition c = read_one(rows[i].pattern);

		if (condition_matches_key(&c, rows[i].key) != rows[i].fits)
			FAIL_ROW("%s: %s", rows[i].pattern, rows[i].key);
		condition_clear(&c);
	}
}

/* ---- values ------------------------------------------------------------ */

/* Returns the one of < = > that is true of the value and the text, "!" for only "not equal", "?" for incomparable. */
static const char *
relation(const struct cmh_value *value, const char *text)
{
	if (condition_compare(CONDITION_EQ, value, text) == COMPARE_INCOMPARABLE)
		return "?";
	return condition_compare(CONDITION_EQ, value, text) == COMPARE_YES   ? "="
	       : condition_compare(CONDITION_LT, value, text) == COMPARE_YES ? "<"
	       : condition_compare(CONDITION_GT, value, text) == COMPARE_YES ? ">"
									     : "!";
}

TEST(a_condition_compares_values_by_the_type_of_the_key)
{
	static const struct {
		const char *type, *value, *text, *relation; /* < = > ! (not equal, without an order) ? (incomparable) */
	} rows[] = {
		{ "u32", "5", "5", "=" },
		{ "u32", "5", "05", "=" },
		{ "u32", "5", "+5", "=" },
		{ "u32", "5", "10", "<" },
		{ "u32", "10", "9", ">" },
		{ "u32", "31", "0x1f", "=" },
		{ "u32", "31", "0X1F", "=" },
		{ "u32", "5", "5.0", "=" },
		{ "u32", "5", "5.", "=" },
		{ "u32", "5", "5.1", "<" },
		{ "u32", "5", "4.9", ">" },
		{ "u32", "1000", "1e3", "=" },
		{ "u32", "0", "-0", "=" },
		{ "u32", "0", "-0.5", ">" },
		{ "u32", "0", ".5", "<" },
		{ "u32", "5", "abc", "?" },
		{ "u32", "5", "", "?" },
		{ "u32", "5", "5x", "?" },
		{ "u32", "5", " 5", "?" },
		{ "u32", "5", "0x", "?" },
		{ "u32", "5", "nan", "?" },
		{ "u32", "5", "inf", "<" },
		{ "u32", "5", "-inf", ">" },
		{ "u8", "255", "256", "<" },
		{ "u8", "0", "-1", ">" },
		{ "u8", "255", "-1", ">" },
		{ "i8", "-1", "255", "<" },
		{ "i8", "-1", "-1", "=" },
		{ "i8", "-1", "-0x1", "=" },
		{ "i8", "-5", "-10", ">" },
		{ "i8", "-10", "-9", "<" },
		{ "i32", "-5", "-5.5", ">" },
		{ "i32", "-5", "-4.5", "<" },
		/* Doubles would round these. */
		{ "u64", "18446744073709551615", "18446744073709551615", "=" },
		{ "u64", "18446744073709551615", "18446744073709551614", ">" },
		{ "u64", "18446744073709551615", "18446744073709551616", "<" },
		{ "u64", "18446744073709551615", "99999999999999999999999", "<" },
		{ "u64", "18446744073709551615", "0xffffffffffffffff", "=" },
		{ "u64", "18446744073709551615", "0XFFFFFFFFFFFFFFFF", "=" },
		{ "u64", "18446744073709551615", "0x10000000000000000", "<" },
		{ "u64", "18446744073709551615", "18446744073709551615.5", "<" },
		{ "u64", "9007199254740993", "9007199254740992", ">" },
		{ "u64", "9007199254740993", "9007199254740993.0", "=" },
		{ "u64", "9007199254740993", "1e300", "<" },
		{ "i64", "-9223372036854775808", "-9223372036854775808", "=" },
		{ "i64", "-9223372036854775808", "-9223372036854775807", "<" },
		{ "i64", "-9223372036854775808", "-9223372036854775809", ">" },
		{ "i64", "-9223372036854775808", "-99999999999999999999999", ">" },
		{ "i64", "9223372036854775807", "9223372036854775808", "<" },
		{ "i64", "-1", "18446744073709551615", "<" },
		{ "flt", "0.1", "0.1", "=" },
		{ "flt", "0.1", "0.2", "<" },
		{ "flt", "1e10", "1", ">" },
		{ "dbl", "0.1", "0.1", "=" },
		{ "dbl", "0.1", "0.10000000000000002", "<" },
		{ "dbl", "-0.0", "0", "=" },
		{ "dbl", "16", "0x10", "=" },
		{ "dbl", "inf", "1e308", ">" },
		{ "dbl", "inf", "inf", "=" },
		{ "dbl", "nan", "nan", "=" },
		{ "dbl", "nan", "1", "!" },
		{ "dbl", "1", "nan", "!" },
		{ "dbl", "1", "one", "?" },
		{ "str", "joined", "joined", "=" },
		{ "str", "joined", "join", "!" },
		{ "str", "joined", "Joined", "!" },
		{ "str", "", "", "=" },
		{ "str", "5", "5", "=" },
		{ "str", "5", "5.0", "!" },
		{ "str", "line\n", "line\n", "=" },
		{ "bin", "0x00ff", "0x00FF", "=" },
		{ "bin", "0x00ff", "0x00", "!" },
		{ "bin", "0x", "0x", "=" },
		{ "bin", "0x00ff", "00ff", "?" },
		{ "bin", "0x00ff", "", "?" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_value value = CMH_VALUE_INIT;
		enum cmh_type type = cmh_type_by_name(rows[i].type);
		char expected = rows[i].relation[0];

		assert_int_equal(cmh_value_parse(type, rows[i].value, &value, NULL), CMH_OK);
		if (relation(&value, rows[i].text)[0] != expected)
			FAIL_ROW("%s %s is %s to %s", rows[i].type, rows[i].value, relation(&value, rows[i].text), rows[i].text);
		/* The other operators agree. */
		if (expected != '?') {
			bool ordered = expected != '!' && type != CMH_STR && type != CMH_BIN;

			assert_int_equal(condition_compare(CONDITION_NE, &value, rows[i].text) == COMPARE_YES, expected != '=');
			assert_int_equal(condition_compare(CONDITION_LE, &value, rows[i].text) == COMPARE_YES, ordered && expected != '>');
			assert_int_equal(condition_compare(CONDITION_GE, &value, rows[i].text) == COMPARE_YES, ordered && expected != '<');
		} else
			assert_int_equal(condition_compare(CONDITION_NE, &value, rows[i].text), COMPARE_INCOMPARABLE);
		cmh_value_clear(&value);
	}
}

TEST(less_and_greater_compare_only_numbers)
{
	static const enum condition_op ops[] = { CONDITION_LT, CONDITION_LE, CONDITION_GT, CONDITION_GE };
	static const enum cmh_type types[] = { CMH_STR, CMH_BIN };

	for (size_t t = 0; t < N_OF(types); t++) {
		struct cmh_value value = CMH_VALUE_INIT;

		assert_int_equal(cmh_value_parse(types[t], "0x05", &value, NULL), CMH_OK);
		for (size_t i = 0; i < N_OF(ops); i++)
			assert_int_equal(condition_compare(ops[i], &value, "0x05"), COMPARE_INCOMPARABLE);
		cmh_value_clear(&value);
	}
}

/* ---- evaluating ----------------------------------------------------------- */

static const char *const members[] = {
	"runtime.members.1.status str joined",
	"runtime.members.2.status str left",
	"runtime.members.3.status str joined",
	"runtime.members.10.status str joined",
	"totem.key str hush",
	"totem.nodeid u32 1",
	"totem.note str 5",
	"totem.raw bin 0x00ff",
	"totem.token u32 1000",
};

static const struct {
	const char *text;
	size_t least;
	bool is_true;
	const char *reason;
} evaluated[] = {
	{ "totem.token", 0, true, "the condition \"totem.token\" is true" },
	{ "totem.tokn", 0, false, "no key \"totem.tokn\"" },
	{ "!totem.tokn", 0, true, "the condition \"!totem.tokn\" is true" },
	{ "!totem.token", 0, false, "\"totem.token\" exists" },
	{ "!totem.t*", 0, false, "\"totem.token\" exists" },
	{ "!runtime.members.*.status", 0, false, "4 keys match \"runtime.members.*.status\", the first is \"runtime.members.1.status\"" },
	{ "!runtime.members.*.status", 5, false, "4 keys match \"runtime.members.*.status\", the first is \"runtime.members.1.status\"" },
	{ "!nosuch.*", 3, true, "the condition \"!nosuch.*\" is true" },
	{ "totem.token=1000", 0, true, "the condition \"totem.token=1000\" is true" },
	{ "totem.token=999", 0, false, "\"totem.token\" is 1000" },
	{ "totem.token!=999", 0, true, "the condition \"totem.token!=999\" is true" },
	{ "totem.token>999", 0, true, "the condition \"totem.token>999\" is true" },
	{ "totem.token>=1000.5", 0, false, "\"totem.token\" is 1000" },
	{ "totem.token=abc", 0, false, "\"totem.token\" (u32) cannot be compared with \"abc\"" },
	{ "totem.token!=abc", 0, false, "\"totem.token\" (u32) cannot be compared with \"abc\"" },
	{ "totem.note=5", 0, true, "the condition \"totem.note=5\" is true" },
	{ "totem.note<6", 0, false, "\"totem.note\" is a str; < and > compare only numbers" },
	{ "totem.raw=0x00FF", 0, true, "the condition \"totem.raw=0x00FF\" is true" },
	{ "totem.raw=5", 0, false, "\"totem.raw\" (bin) cannot be compared with \"5\"" },
	/* regular expressions */
	{ "runtime.members.2.status~^le", 0, true, "the condition \"runtime.members.2.status~^le\" is true" },
	{ "runtime.members.2.status~ef", 0, true, "the condition \"runtime.members.2.status~ef\" is true" },
	{ "runtime.members.2.status~^(joined|leaving)$", 0, false, "\"runtime.members.2.status\" is \"left\"" },
	{ "totem.token~^1000$", 0, true, "the condition \"totem.token~^1000$\" is true" },
	{ "totem.raw~^0x00", 0, true, "the condition \"totem.raw~^0x00\" is true" },
	/* stars */
	{ "runtime.members.*.status", 0, true, "the condition \"runtime.members.*.status\" is true" },
	{ "runtime.members.*.status", 4, true, "the condition \"runtime.members.*.status\" is true" },
	{ "runtime.members.*.status", 5, false, "4 keys match \"runtime.members.*.status\", 5 are needed" },
	{ "runtime.members.*.status=joined", 0, false, "the condition is true for 3 of 4 keys (\"runtime.members.2.status\" is \"left\")" },
	{ "runtime.members.*.status=joined", 3, true, "the condition \"runtime.members.*.status=joined\" is true" },
	{ "runtime.members.*.status=joined", 4, false, "the condition is true for 3 of 4 keys, 4 are needed (\"runtime.members.2.status\" is \"left\")" },
	{ "runtime.members.*.status~.", 0, true, "the condition \"runtime.members.*.status~.\" is true" },
	{ "runtime.members.*.status~.", 9, false, "4 keys match \"runtime.members.*.status\", 9 are needed" },
	{ "nosuch.*=1", 0, false, "no key matches \"nosuch.*\"" },
	{ "nosuch.*", 0, false, "no key matches \"nosuch.*\"" },
	{ "totem.t*=1000", 2, false, "1 key matches \"totem.t*\", 2 are needed" },
	{ "totem.n*=1", 0, false, "the condition is true for 1 of 2 keys (\"totem.note\" is \"5\")" },
	{ "totem.*>0", 1, true, "the condition \"totem.*>0\" is true" },
	/* secrets: they exist, and conditions on their values are false */
	{ "totem.key", 0, true, "the condition \"totem.key\" is true" },
	{ "totem.k*=hush", 0, false, "\"totem.key\" is secret and is not compared" },
	{ "totem.k*!=hush", 0, false, "\"totem.key\" is secret and is not compared" },
	{ "totem.k*~.", 0, false, "\"totem.key\" is secret and is not compared" },
};

TEST(a_false_condition_has_a_reason)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;

	for (size_t i = 0; i < N_OF(members); i++)
		add_key(&keys, members[i]);
	for (size_t i = 0; i < N_OF(evaluated); i++) {
		struct condition c = read_one(evaluated[i].text);
		struct condition_result result = { 0 };
		char *reason;

		condition_count_keys(&c, &keys, &result);
		reason = condition_reason(&c, &result, evaluated[i].least);
		if (condition_is_true(&c, &result, evaluated[i].least) != evaluated[i].is_true || strcmp(reason, evaluated[i].reason) != 0)
			FAIL_ROW("%s (%zu): %s", evaluated[i].text, evaluated[i].least, reason);
		free(reason);
		condition_clear(&c);
	}
	cmh_entries_clear(&keys);
}

TEST(a_condition_is_evaluated_on_several_lists_together)
{
	struct cmh_entries icmap = CMH_ENTRIES_INIT, stats = CMH_ENTRIES_INIT;
	struct condition c = read_one("*.x=1");
	struct condition_result result = { 0 };

	add_key(&icmap, "aaa.x u8 1");
	add_key(&stats, "stats.x u8 2");
	condition_count_keys(&c, &icmap, &result);
	assert_true(condition_is_true(&c, &result, 0));
	condition_count_keys(&c, &stats, &result);
	assert_false(condition_is_true(&c, &result, 0));
	assert_true(condition_is_true(&c, &result, 1));
	assert_ptr_equal(result.first_false, &stats.v[0]);
	condition_clear(&c);
	cmh_entries_clear(&icmap);
	cmh_entries_clear(&stats);
}

TEST(a_secret_is_compared_only_on_request)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	char *words[] = { (char *)"totem.key=hush" };
	struct condition_result result = { 0 };
	struct condition c;

	add_key(&keys, "totem.key str hush");
	assert_int_equal(condition_read(&c, words, 1, "", true, NULL, NULL), 1);
	condition_count_keys(&c, &keys, &result);
	assert_true(condition_is_true(&c, &result, 0));
	condition_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(a_condition_is_false_for_a_value_that_cannot_be_read)
{
	struct cmh_error err = { .status = CMH_FAILED, .message = (char *)"a bad day" };
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct condition c = read_one("a.b!=1"), there = read_one("a.b");
	struct condition_result result = { 0 }, exists = { 0 };
	char *reason;

	add_key(&keys, "a.b u8 0");
	keys.v[0].error = &err;
	condition_count_keys(&c, &keys, &result);
	condition_count_keys(&there, &keys, &exists);
	assert_false(condition_is_true(&c, &result, 0));
	assert_true(condition_is_true(&there, &exists, 0));
	reason = condition_reason(&c, &result, 0);
	assert_string_equal(reason, "\"a.b\" cannot be read (a bad day)");
	free(reason);
	keys.v[0].error = NULL;
	condition_clear(&c);
	condition_clear(&there);
	cmh_entries_clear(&keys);
}

/* The reason why a.b is not 1, for a value of so many times the same character. The caller frees it. */
static char *
reason_for(const char *character, int times)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct condition c = read_one("a.b=1");
	struct condition_result result = { 0 };
	char line[4000] = "a.b str ", *reason;

	for (int i = 0; i < times; i++)
		strcat(line, character);
	add_key(&keys, line);
	condition_count_keys(&c, &keys, &result);
	reason = condition_reason(&c, &result, 0);
	condition_clear(&c);
	cmh_entries_clear(&keys);
	return reason;
}

TEST(a_reason_shows_at_most_80_bytes_of_a_value)
{
	static const struct { const char *character; int times; size_t len; const char *end; } rows[] = {
		{ "x", 78, 80, "x\"" }, /* with two quotes */
		{ "x", 79, 80 + 3, "x..." },
		{ "x", 3000, 80 + 3, "x..." },
		/* After the quote, a cut at 80 bytes would be in the middle of a character, or not. */
		{ "\xc3\xa9", 1500, 79 + 3, "\xc3\xa9..." },
		{ "\xe2\x82\xac", 900, 79 + 3, "\xe2\x82\xac..." },
		{ "\xf0\x9f\x98\x80", 700, 77 + 3, "\xf0\x9f\x98\x80..." },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *reason = reason_for(rows[i].character, rows[i].times);
		size_t len = strlen(reason);

		assert_int_equal(len, strlen("\"a.b\" is ") + rows[i].len);
		assert_string_equal(reason + len - strlen(rows[i].end), rows[i].end);
		free(reason);
	}
}

/* ---- changes ----------------------------------------------------------- */

TEST(a_condition_counts_the_changes_of_keys_that_match)
{
	static const struct {
		const char *key;
		enum cmh_event_kind kind;
		size_t changed; /* keys so far */
	} rows[] = {
		{ NULL, CMH_EVENT_READY, 0 },
		{ "b.x", CMH_EVENT_MODIFY, 0 },
		{ "a.x.y", CMH_EVENT_ADD, 0 },
		{ "a.x", CMH_EVENT_MODIFY, 1 },
		{ "a.x", CMH_EVENT_MODIFY, 1 },
		{ NULL, CMH_EVENT_LOST, 1 },
		{ "a.y", CMH_EVENT_ADD, 2 },
		{ "a.z", CMH_EVENT_DELETE, 3 },
	};
	struct condition c = read_one("a.* changes"), other = read_one("a.*");

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_event event = { .kind = rows[i].kind, .key = (char *)rows[i].key };
		struct condition_result none = { 0 };

		assert_true(condition_note_event(&c, &event) && condition_note_event(&other, &event));
		if (c.changed.n != rows[i].changed)
			FAIL_ROW("row %zu: %zu have changed", i, c.changed.n);
		assert_int_equal(condition_is_true(&c, &none, 0), rows[i].changed >= 1);
		assert_int_equal(condition_is_true(&c, &none, 3), rows[i].changed >= 3);
	}
	assert_int_equal(other.changed.n, 0);
	condition_clear(&c);
	condition_clear(&other);
}

TEST(a_reason_names_the_key_that_has_not_changed)
{
	static const struct {
		const char *text;
		size_t least;
		const char *reason;
	} rows[] = {
		{ "a.x changes", 0, "\"a.x\" has not changed" },
		{ "a.* changes", 0, "no key that matches \"a.*\" has changed" },
		{ "a.* changes", 2, "no key that matches \"a.*\" has changed" },
	};
	struct condition c = read_one("a.* changes");
	struct cmh_event event = { .kind = CMH_EVENT_ADD, .key = (char *)"a.x" };
	struct condition_result none = { 0 };
	char *reason;

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct condition still = read_one(rows[i].text);

		reason = condition_reason(&still, &none, rows[i].least);
		assert_string_equal(reason, rows[i].reason);
		free(reason);
		condition_clear(&still);
	}
	assert_true(condition_note_event(&c, &event));
	reason = condition_reason(&c, &none, 2);
	assert_string_equal(reason, "1 key that matches \"a.*\" has changed, 2 are needed");
	free(reason);
	condition_clear(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_condition_is_read_as_name_operator_and_value),
		cmocka_unit_test(an_invalid_condition_is_rejected_with_reason_and_position),
		cmocka_unit_test(a_condition_on_a_name_that_is_too_long_is_rejected),
		cmocka_unit_test(the_word_changes_may_be_a_separate_word),
		cmocka_unit_test(names_in_conditions_are_relative_to_a_branch),
		cmocka_unit_test(a_star_in_a_condition_never_matches_a_dot),
		cmocka_unit_test(a_condition_compares_values_by_the_type_of_the_key),
		cmocka_unit_test(less_and_greater_compare_only_numbers),
		cmocka_unit_test(a_false_condition_has_a_reason),
		cmocka_unit_test(a_condition_is_evaluated_on_several_lists_together),
		cmocka_unit_test(a_secret_is_compared_only_on_request),
		cmocka_unit_test(a_condition_is_false_for_a_value_that_cannot_be_read),
		cmocka_unit_test(a_reason_shows_at_most_80_bytes_of_a_value),
		cmocka_unit_test(a_condition_counts_the_changes_of_keys_that_match),
		cmocka_unit_test(a_reason_names_the_key_that_has_not_changed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
