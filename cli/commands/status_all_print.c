/* SPDX-License-Identifier: BSD-3-Clause */
/* How status prints several nodes. */
#include <stdlib.h>
#include <string.h>

#include "commands/status_all.h"
#include "compare/node_line.h"
#include "output/field.h"
#include "str.h"

/* How many nodes are known, of how many. The caller frees it; NULL: out of memory. */
static char *
count_text(const struct overview *all)
{
	if (all->report)
		return str_format("read the maps of %zu of %zu nodes", overview_count(all, VIEW_CUT), all->n_rows);
	if (all->n_others > 0)
		return str_format("%zu of %zu nodes answered, %zu not asked", all->n_known, all->n, all->n_others);
	return str_format("%zu of %zu nodes answered", all->n_known, all->n);
}

static void
print_title(struct output *out, const struct overview *all)
{
	char *count = count_text(all), *title;
	const char *name = NULL;

	for (size_t i = 0; i < all->n && name == NULL; i++)
		name = viewer_is_known(&all->v[i]) ? all->v[i].status.cluster.name : NULL;
	if (name == NULL)
		name = overview_count(all, VIEW_FULL) > 0 ? "cluster without a name" : "unknown cluster";
	title = str_format("%s  %s", name, count != NULL ? count : "");
	output_styled(out, STYLE_BRIGHT, title != NULL ? title : "");
	output_print(out, "\n\n");
	out->failed |= title == NULL || count == NULL;
	free(count);
	free(title);
}

/* Returns a sentence about a contradiction. The caller frees it; NULL: out of memory. */
static char *
contradiction_text(const struct contradiction *found)
{
	if (found->link < 0)
		return str_format("%s is not a member for %s, which is a member for it", found->to->name, found->from->name);
	return str_format("link %d is down from %s to %s, and up from %s to %s", found->link, found->from->name, found->to->name,
			  found->to->name, found->from->name);
}

static void
print_contradictions(struct output *out, const struct overview *all)
{
	if (all->n_against > 0)
		overview_print_heading(out, "Seen by one side only");
	for (size_t i = 0; i < all->n_against; i++) {
		char *text = contradiction_text(&all->against[i]);

		output_styled(out, STYLE_BAD, text != NULL ? text : "");
		output_print(out, "\n");
		out->failed |= text == NULL;
		free(text);
	}
}

static bool
has_version(const struct viewer *viewer, const void *version)
{
	return viewer->version != NULL && strcmp(viewer->version, version) == 0;
}

/* Prints the version of corosync of a node, with all nodes that have it. */
static void
print_version(struct output *out, const struct overview *all, size_t viewer)
{
	const char *version = all->v[viewer].version;
	char *list = overview_nodes(out, all, viewer, has_version, version);

	if (list != NULL) {
		output_print(out, "corosync ");
		output_safe(out, version);
		output_print(out, " on %s\n", list);
	}
	free(list);
}

static void
print_versions(struct output *out, const struct overview *all)
{
	overview_print_heading(out, "Versions that differ");
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].version != NULL)
			print_version(out, all, i);
}

static void
print_setting(struct overview *all, const struct node_row *row)
{
	node_line_print(&all->app->render, row, all->names, all->n_known);
}

static void
print_screen(struct output *out, struct overview *all)
{
	bool found;

	print_title(out, all);
	overview_print_matrix(out, all);
	print_contradictions(out, all);
	if (overview_versions_differ(all))
		print_versions(out, all);
	if (all->n_settings > 0)
		overview_print_heading(out, "Settings that differ");
	out->failed |= !overview_each_setting(all, print_setting);
	found = overview_print_findings(out, all);
	overview_print_verdict(out, all, found || all->n_against > 0 || all->n_settings > 0 || overview_versions_differ(all));
}

/* Prints "NODE: CODE" for each finding. */
static void
print_codes(struct output *out, const struct overview *all)
{
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].status.findings.n; k++)
			output_print(out, "%s: %s\n", all->v[i].name, all->v[i].status.findings.v[k].rule->code);
}

void
overview_print(struct overview *all)
{
	struct output *out = &all->app->render;

	if (!output_is_text(out))
		overview_print_records(all);
	else if (out->quiet)
		print_codes(out, all);
	else
		print_screen(out, all);
}
