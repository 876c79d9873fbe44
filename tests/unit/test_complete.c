/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for conditions, from a source that needs no corosync. */
#include "test.h"

#include <stdio.h>

#include "complete/condition.h"

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
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *line = offered(rows[i].word, rows[i].last, rows[i].path);

		if (strcmp(line, rows[i].offered) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].word, line);
		free(line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(completion_offers_a_condition_part_by_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
