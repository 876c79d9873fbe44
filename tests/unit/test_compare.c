/* SPDX-License-Identifier: BSD-3-Clause */
/* Comparing two lists of keys, and the coverage of files. */
#include "test.h"

#include <stdio.h>

#include "compare/compare.h"
#include "compare/coverage.h"
#include "compare/node_rows.h"

/* Adds "KEY=TEXT": a str; "KEY!" has no value. */
static void
add(struct cmh_entries *entries, const char *spec)
{
	size_t len = strcspn(spec, "=!");
	char *key = strndup(spec, len);
	struct cmh_entry *entry;

	assert_non_null(key);
	assert_int_equal(cmh_entries_add(entries, key, NULL), CMH_OK);
	free(key);
	entry = &entries->v[entries->n - 1];
	if (spec[len] == '=') {
		assert_int_equal(cmh_value_parse(CMH_STR, spec + len + 1, &entry->value, NULL), CMH_OK);
		return;
	}
	entry->value.type = CMH_STR;
	entry->error = calloc(1, sizeof(*entry->error));
	assert_non_null(entry->error);
}

static void
fill(struct cmh_entries *entries, const char *const *specs)
{
	for (; *specs != NULL; specs++)
		add(entries, *specs);
}

/* Returns the differences as "-KEY", "+KEY", "KEY" (changed) and "?KEY" (unknown), separated by spaces. */
static char *
result_of(const struct comparison *found)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	for (size_t i = 0; i < found->n; i++) {
		const struct difference *d = &found->v[i];

		fprintf(out, "%s%s%s", i > 0 ? " " : "", d->unknown ? "?" : d->after == NULL ? "-" : d->before == NULL ? "+" : "",
			d->before != NULL ? d->before->key : d->after->key);
	}
	assert_int_equal(fclose(out), 0);
	return text;
}

TEST(lists_are_compared_by_name_in_any_order)
{
	static const struct {
		const char *a[6], *b[6];
		bool all;
		const char *result;
		size_t skipped;
	} rows[] = {
		{ { NULL }, { NULL }, false, "", 0 },
		{ { "a.b=1" }, { NULL }, false, "-a.b", 0 },
		{ { NULL }, { "a.b=1" }, false, "+a.b", 0 },
		{ { "a.b=1" }, { "a.b=1" }, false, "", 0 },
		{ { "a.b=1" }, { "a.b=2" }, false, "a.b", 0 },
		{ { "a.2=1", "a.10=1", "a.1=1" }, { "a.10=1", "a.1=1", "a.2=1" }, false, "", 0 },
		{ { "a.2=1", "a.10=1", "b.x=1" }, { "a.10=2", "a.1=1", "b.x=1" }, false, "+a.1 -a.2 a.10", 0 },
		{ { "a.b!" }, { "a.b=1" }, false, "?a.b", 0 },
		{ { "a.b=1" }, { "a.b!" }, false, "?a.b", 0 },
		{ { "a.b!" }, { NULL }, false, "-a.b", 0 },
		{ { "a.secret=********" }, { "a.secret=x" }, false, "?a.secret", 0 },
		{ { "a.secret=y" }, { "a.secret=x" }, false, "a.secret", 0 },
		{ { "a.other=********" }, { "a.other=x" }, false, "a.other", 0 },
		{ { "stats.srp.mcast_rx=1" }, { "stats.srp.mcast_rx=2" }, false, "", 1 },
		{ { "stats.srp.mcast_rx=1" }, { "stats.srp.mcast_rx=2" }, true, "stats.srp.mcast_rx", 0 },
		{ { "stats.srp.mcast_rx=1" }, { "stats.srp.mcast_rx=1" }, false, "", 0 },
		{ { "stats.ipcs.a=1" }, { "stats.ipcs.b=1" }, false, "", 2 },
		{ { "stats.srp.mcast_rx!" }, { "stats.srp.mcast_rx=1" }, false, "", 1 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_entries a = CMH_ENTRIES_INIT, b = CMH_ENTRIES_INIT;
		struct comparison found = COMPARISON_INIT;
		char *result;

		fill(&a, rows[i].a);
		fill(&b, rows[i].b);
		assert_true(compare(&found, &a, &b, rows[i].all));
		result = result_of(&found);
		if (strcmp(result, rows[i].result) != 0 || found.skipped != rows[i].skipped)
			FAIL_ROW("row %zu: \"%s\", %zu skipped", i, result, found.skipped);
		free(result);
		comparison_clear(&found);
		cmh_entries_clear(&a);
		cmh_entries_clear(&b);
	}
}

#define COMPLETE "internal_configuration.service.0.ver=0", "runtime.votequorum.two_node=0", "totem.version=2"

TEST(the_coverage_of_a_file_is_inferred_from_its_keys)
{
	static const struct {
		const char *keys[6];
		const char *paths;  /* the coverage, as text */
		const char *in, *out; /* a key that it covers, and one that it does not */
	} rows[] = {
		{ { NULL }, "", NULL, "totem.token" },
		{ { "totem.token=1" }, "\"totem.token\"", "totem.token", "totem.version" },
		{ { "totem.token=1", "totem.version=2" }, "\"totem\"", "totem.x", "quorum.x" },
		{ { "a.b.1=1", "a.b.2=1", "c.d=1" }, "\"a.b\", \"c.d\"", "a.b.3", "a.c" },
		{ { "a.b=1", "a.b.c=1" }, "\"a.b\"", "a.b.d", "a.c" },
		{ { "a.b.c=1", "a.bc.c=1" }, "\"a\"", "a.x", "ab.x" },
		{ { COMPLETE }, "", "any.thing", "stats.srp.x" },
		{ { COMPLETE, "stats.srp.x=1" }, "\"stats.srp.x\"", "any.thing", "stats.srp.y" },
		{ { "stats.pg.x=1", "stats.srp.y=1" }, "", "stats.ipcs.z", "totem.token" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_entries entries = CMH_ENTRIES_INIT;
		struct coverage coverage = COVERAGE_INIT;
		char *paths;

		fill(&entries, rows[i].keys);
		assert_true(coverage_infer(&coverage, &entries));
		paths = coverage_text(&coverage);
		assert_non_null(paths);
		if (strcmp(paths, rows[i].paths) != 0)
			FAIL_ROW("row %zu: \"%s\"", i, paths);
		if (rows[i].in != NULL && !coverage_covers(&coverage, rows[i].in))
			FAIL_ROW("row %zu: does not cover %s", i, rows[i].in);
		if (coverage_covers(&coverage, rows[i].out))
			FAIL_ROW("row %zu: covers %s", i, rows[i].out);
		free(paths);
		coverage_clear(&coverage);
		cmh_entries_clear(&entries);
	}
}

/* Each row is "KEY:GROUPS", with a letter for each node: equal letters, equal values; "?" if a value is not known. */
TEST(the_keys_of_nodes_are_compared_side_by_side)
{
	static const struct { const char *lists[3][4], *rows; } cases[] = {
		{ { { "a.b=1" }, { "a.b=1" }, { "a.b=1" } }, "a.b:aaa" },
		{ { { "a.b=1" }, { "a.b=2" }, { "a.b=1" } }, "a.b:aba" },
		{ { { "a.b=1" }, { NULL }, { "a.b=2" } }, "a.b:abc" },
		{ { { NULL }, { NULL }, { "a.b=" } }, "a.b:aac" },
		{ { { "n.10=1", "n.2=1" }, { "n.2=1" }, { "n.2=1", "n.10=1" } }, "n.2:aaa n.10:aba" },
		{ { { "a.b=1" }, { "a.b!" }, { "a.b=1" } }, "a.b?" },
		{ { { NULL }, { NULL }, { NULL } }, "" },
	};

	for (size_t i = 0; i < N_OF(cases); i++) {
		struct cmh_entries lists[3] = { CMH_ENTRIES_INIT, CMH_ENTRIES_INIT, CMH_ENTRIES_INIT };
		struct cmh_handle *const complete[3] = { NULL };
		const struct node_row *row;
		struct node_rows rows;
		char text[200] = "";

		for (size_t k = 0; k < 3; k++)
			fill(&lists[k], cases[i].lists[k]);
		assert_true(node_rows_begin(&rows, lists, complete, 3));
		while ((row = node_rows_next(&rows)) != NULL) {
			size_t len = strlen(text);

			len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s%s", len > 0 ? " " : "", row->key, row->unknown ? "?" : ":");
			for (size_t k = 0; k < 3 && !row->unknown; k++)
				len += (size_t)snprintf(text + len, sizeof(text) - len, "%c", 'a' + (int)row->same[k]);
		}
		if (strcmp(text, cases[i].rows) != 0)
			FAIL_ROW("row %zu: %s", i, text);
		node_rows_clear(&rows);
		for (size_t k = 0; k < 3; k++)
			cmh_entries_clear(&lists[k]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_compared_by_name_in_any_order),
		cmocka_unit_test(the_keys_of_nodes_are_compared_side_by_side),
		cmocka_unit_test(the_coverage_of_a_file_is_inferred_from_its_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
