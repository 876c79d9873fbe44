/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for conditions and values, from a source that needs no corosync, and what the words before them mean. */
#include "test.h"

#include <stdio.h>

#include "commands/table.h"
#include "complete/condition.h"
#include "complete/values.h"
#include "str.h"
#include "text/words.h"

static const struct {
	const char *key;
	enum cmh_type type;
} known[] = {
	{ "aaa.one", CMH_U8 },	      { "aaa.one_more", CMH_U8 }, { "bbb.1.name", CMH_STR }, { "bbb.1.size", CMH_U32 },
	{ "bbb.2.size", CMH_U32 },    { "bbb.2.sub.x", CMH_U32 }, { "bbb.secret", CMH_STR }, { "ccc.raw", CMH_BIN },
	{ "logging.debug", CMH_STR },
};

static const struct cmh_entries *
give_keys(void *arg, const char *map, const char *prefix)
{
	struct cmh_entries *keys = arg;

	(void)map;
	for (size_t i = 0; i < N_OF(known); i++)
		if (strncmp(known[i].key, prefix, strlen(prefix)) == 0) {
			assert_int_equal(cmh_entries_add(keys, known[i].key, NULL), CMH_OK);
			keys->v[keys->n - 1].value.type = known[i].type;
		}
	return keys;
}

/* Gives every key its own name as its value; without a map, none. */
static bool
give_value(void *arg, const char *map, const char *key, struct cmh_value *out)
{
	(void)arg;
	(void)map;
	return cmh_value_parse(CMH_STR, strcmp(key, "ccc.raw") == 0 ? "two words" : key, out, NULL) == CMH_OK;
}

/* Gives every key the same value; NULL: none. */
static bool
give_text(void *arg, const char *map, const char *key, struct cmh_value *out)
{
	(void)map;
	(void)key;
	return arg != NULL && cmh_value_bytes(CMH_STR, arg, strlen(arg), out, NULL) == CMH_OK;
}

/* Returns the candidates in one line; names are relative to `path`. The caller frees it. */
static char *
offered(const char *word, const char *last, const char *path)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct complete_source source = { give_keys, give_value, &keys };
	struct app app = { .here = path };
	struct completion out = { .word = strdup(word) };
	struct completion_context ctx = { .app = &app, .source = &source, .out = &out, .last = last };
	char *line = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&line, &len);

	assert_true(to != NULL && offer_conditions(&ctx));
	for (size_t i = 0; i < out.n; i++)
		fprintf(to, "%s%s", i > 0 ? " " : "", out.v[i].text);
	assert_int_equal(fclose(to), 0);
	for (size_t i = 0; i < out.n; i++)
		assert_true(strlen(out.v[i].text) >= out.common);
	completion_clear(&out);
	cmh_entries_clear(&keys);
	return line;
}

TEST(completion_offers_a_condition_part_by_part)
{
	static const struct {
		const char *word, *last, *path, *offered;
	} rows[] = {
		{ "aaa.o", NULL, "", "aaa.one aaa.one_more" },
		{ "aaa.one", NULL, "", "aaa.one aaa.one_more aaa.one= aaa.one!= aaa.one< aaa.one<= aaa.one> aaa.one>= aaa.one~" },
		{ "bbb.1.n", NULL, "", "bbb.1.name bbb.1.name= bbb.1.name!= bbb.1.name~" },
		{ "ccc", NULL, "", "ccc.raw ccc.raw= ccc.raw!= ccc.raw~" },
		{ "bbb.1.name!", NULL, "", "bbb.1.name!=" },
		{ "bbb.1.name?", NULL, "", "" },
		{ "nosuch.", NULL, "", "" },
		/* no operator after a key that must not exist */
		{ "!aaa.one_", NULL, "", "!aaa.one_more" },
		{ "!bbb.*.si", NULL, "", "!bbb.*.size" },
		{ "!aaa.one=", NULL, "", "" },
		/* below stars */
		{ "bbb.*.", NULL, "", "bbb.*.name bbb.*.size bbb.*.sub." },
		{ "bbb.*.na", NULL, "", "bbb.*.name bbb.*.name= bbb.*.name!= bbb.*.name~" },
		{ "b*.*.s", NULL, "", "b*.*.size b*.*.sub." },
		{ "bbb.1.*", NULL, "", "bbb.1.* bbb.1.*= bbb.1.*!= bbb.1.*~" },
		{ "bbb.*", NULL, "", "bbb.* bbb.*. bbb.*= bbb.*!= bbb.*~" },
		{ "*.*.sub", NULL, "", "*.*.sub." },
		{ "*.on", NULL, "", "*.one *.one_more" },
		{ "x*.", NULL, "", "" },
		/* values */
		{ "logging.debug=", NULL, "", "logging.debug=on logging.debug=off logging.debug=trace" },
		{ "logging.debug!=t", NULL, "", "logging.debug!=trace" },
		{ "logging.d*=t", NULL, "", "" },
		{ "logging.logger_subsys.*.debug=t", NULL, "", "logging.logger_subsys.*.debug=trace" },
		{ "aaa.one>=", NULL, "", "aaa.one>=aaa.one" },
		{ "aaa.one=b", NULL, "", "" },
		{ "bbb.secret=", NULL, "", "" },
		{ "ccc.raw=", NULL, "", "" },
		{ "aaa.*=", NULL, "", "" },
		{ "a=", NULL, "", "" },
		/* changes */
		{ "ch", "aaa.one", "", "changes" },
		{ "ch", "!aaa.one", "", "" },
		{ "ch", "aaa.one=1", "", "" },
		{ "ch", NULL, "", "" },
		{ "aaa.one ", NULL, "", "aaa.one changes" },
		{ "aaa.one  ", NULL, "", "" },
		/* a name from the top, where none begins like that below the branch */
		{ "aaa.one_", NULL, "bbb.1", "aaa.one_more aaa.one_more= aaa.one_more!= aaa.one_more< aaa.one_more<= aaa.one_more> "
		  "aaa.one_more>= aaa.one_more~" },
		/* names stay relative */
		{ "na", NULL, "bbb.1", "name name= name!= name~" },
		{ "*.na", NULL, "bbb", "*.name *.name= *.name!= *.name~" },
		{ "../*.na", NULL, "bbb.2", "../*.name ../*.name= ../*.name!= ../*.name~" },
		{ "/aaa.one_", NULL, "bbb",
		  "/aaa.one_more /aaa.one_more= /aaa.one_more!= /aaa.one_more< /aaa.one_more<= /aaa.one_more> /aaa.one_more>= "
		  "/aaa.one_more~" },
		{ "debug=of", NULL, "logging", "debug=off" },
		{ "!../lo*.d", NULL, "bbb", "!../lo*.debug" },
		/* a path that ends with the way up has what is below it, without keys that only begin so */
		{ "..", NULL, "bbb.2", "../" },
		{ "../", NULL, "bbb.2.sub", "../size ../sub." },
		{ "../../", NULL, "bbb.2.sub", "../../1. ../../2. ../../secret" },
		{ "../", NULL, "aaa.one.x", "" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *line = offered(rows[i].word, rows[i].last, rows[i].path);

		if (strcmp(line, rows[i].offered) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].word, line);
		free(line);
	}
}

/* The candidates for the value of a key at the prompt, each with its note in brackets. */
TEST(the_value_that_a_key_has_now_is_offered_once_and_marked)
{
	static const struct { const char *key, *now, *offered; } rows[] = {
		{ "logging.debug", NULL, "on[] off[the default] trace[] " },
		{ "logging.debug", "on", "on[the value now] off[the default] trace[] " },
		{ "logging.debug", "off", "on[] off[the value now] trace[] " },
		{ "logging.debug", "trace", "on[] off[the default] trace[the value now] " },
		{ "logging.debug", "maybe", "on[] off[the default] trace[] maybe[the value now] " },
		{ "aaa.one", "some words", "some words[the value now] " },
		{ "aaa.one", "a\"b", "a\"b[the value now] " },
		{ "aaa.one", "a\nb", "" }, /* it would be in quotes */
		{ "aaa.one", "", "" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct complete_source source = { NULL, give_text, (void *)rows[i].now };
		struct app app = { .here = "" };
		struct completion out = { .word = strdup("") };
		struct completion_context ctx = { .app = &app, .mode = MODE_PROMPT, .source = &source, .out = &out };
		struct str_stream text;
		char *line;

		assert_true(str_open(&text) && offer_values_of(&ctx, rows[i].key));
		for (size_t v = 0; v < out.n; v++)
			fprintf(text.out, "%s[%s] ", out.v[v].text, out.v[v].note != NULL ? out.v[v].note : "");
		line = str_close(&text);
		if (strcmp(line, rows[i].offered) != 0)
			FAIL_ROW("%s = %s: %s", rows[i].key, rows[i].now, line);
		free(line);
		completion_clear(&out);
	}
}

TEST(the_words_before_are_options_a_command_and_its_arguments)
{
	static const struct {
		const char *line, *cmd, *map; /* NULL: none */
		int n;
	} rows[] = {
		{ "-m stats get aaa.one", "get", "stats", 1 },
		{ "-mstats get aaa.one", "get", "stats", 1 },
		{ "get -qmstats aaa.one bbb", "get", "stats", 2 },
		{ "get --map=stats", "get", "stats", 0 },
		{ "get -- -mstats", "get", NULL, 1 },
		{ "mine", "ls", "stats", 0 },
		{ "mine aaa", "ls", "stats", 1 },
		{ "every 2s", NULL, NULL, 0 },
		{ "every 2s get", "get", NULL, 0 },
		{ "every 2s get aaa.one bbb", "get", NULL, 2 },
		{ "nosuch aaa.one", NULL, NULL, 1 },
	};
	char command[] = "ls", option[] = "-mstats", *alias[] = { command, option };
	struct app app = { .commands = commands, .here = "" };

	assert_true(alias_set(&app.aliases, "mine", alias, 2));
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct completion_context ctx = { .app = &app, .mode = MODE_PROMPT };
		struct words words;

		assert_true(words_split(rows[i].line, &words));
		for (size_t w = 0; w < words.n; w++)
			context_pass(&ctx, words.v[w]);
		if (rows[i].cmd == NULL ? ctx.cmd != NULL : ctx.cmd == NULL || strcmp(ctx.cmd->name, rows[i].cmd) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].line, ctx.cmd != NULL ? ctx.cmd->name : "no command");
		if (rows[i].map == NULL ? ctx.map != NULL : ctx.map == NULL || strcmp(ctx.map, rows[i].map) != 0)
			FAIL_ROW("\"%s\": the map %s", rows[i].line, ctx.map);
		if (ctx.n != rows[i].n || ctx.opt != NULL)
			FAIL_ROW("\"%s\": %d arguments", rows[i].line, ctx.n);
		words_clear(&words);
	}
	aliases_clear(&app.aliases);
}

TEST(the_common_beginning_of_candidates_ends_with_a_whole_character)
{
	static const struct {
		const char *texts[3], *prefix;
	} rows[] = {
		{ { "one" }, "one" },
		{ { "one", "once" }, "on" },
		{ { "one", "one_more" }, "one" },
		{ { "one_more", "one" }, "one" },
		{ { "abc", "abd", "ax" }, "a" },
		{ { "abc", "xyz" }, "" },
		{ { "\xc3\xa4" }, "\xc3\xa4" },
		/* the same first byte, and the same first two of three */
		{ { "x\xc3\xa4", "x\xc3\xb6" }, "x" },
		{ { "x\xc3\xa4" "1", "x\xc3\xa4" "2" }, "x\xc3\xa4" },
		{ { "\xc3\xa4", "\xc3\xb6" }, "" },
		{ { "x\xe2\x82\xac", "x\xe2\x82\xad" }, "x" },
		/* the longer one goes on with a byte of a character, the other ends */
		{ { "x", "x\xc3\xa4" }, "x" },
	};
	struct completion none = { .n = 0 };

	assert_null(completion_prefix(&none));
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct candidate v[3] = { { 0 } };
		struct completion found = { .v = v };
		char *prefix;

		for (; found.n < 3 && rows[i].texts[found.n] != NULL; found.n++)
			v[found.n].text = (char *)rows[i].texts[found.n];
		prefix = completion_prefix(&found);
		if (prefix == NULL || strcmp(prefix, rows[i].prefix) != 0)
			FAIL_ROW("%s: %s", rows[i].prefix, prefix);
		free(prefix);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(completion_offers_a_condition_part_by_part),
		cmocka_unit_test(the_value_that_a_key_has_now_is_offered_once_and_marked),
		cmocka_unit_test(the_words_before_are_options_a_command_and_its_arguments),
		cmocka_unit_test(the_common_beginning_of_candidates_ends_with_a_whole_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
