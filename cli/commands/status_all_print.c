/* SPDX-License-Identifier: BSD-3-Clause */
/* How status prints several nodes. */
#include <stdlib.h>
#include <string.h>

#include "commands/status_all.h"
#include "compare/node_line.h"
#include "nodes/node_list.h"
#include "output/field.h"
#include "str.h"

static void
print_heading(struct output *out, const char *text)
{
	output_print(out, "\n");
	output_styled(out, STYLE_BRIGHT, text);
	output_print(out, "\n");
}

static void
print_title(struct output *out, const struct overview *all)
{
	const char *name = NULL;
	char *title;

	for (size_t i = 0; i < all->n && name == NULL; i++)
		name = all->v[i].known ? all->v[i].status.cluster.name : NULL;
	title = str_format("%s  %zu of %zu nodes answered", name != NULL ? name : "cluster without a name", all->n_known, all->n);
	output_styled(out, STYLE_BRIGHT, title != NULL ? title : "");
	output_print(out, "\n\n");
	out->failed |= title == NULL;
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
		print_heading(out, "Seen by one side only");
	for (size_t i = 0; i < all->n_against; i++) {
		char *text = contradiction_text(&all->against[i]);

		output_styled(out, STYLE_BAD, text != NULL ? text : "");
		output_print(out, "\n");
		out->failed |= text == NULL;
		free(text);
	}
}

/*
 * Returns the nodes of which something is true: "node[1-3]". The caller frees it. NULL: it
 * is true of a node before the i-th, too, which has printed it; or out of memory.
 */
static char *
nodes_from(struct output *out, const struct overview *all, size_t viewer,
	   bool (*is_true)(const struct viewer *viewer, const void *what), const void *what)
{
	char **names = calloc(all->n + 1, sizeof(*names)), *list = NULL;
	bool again = false;
	size_t n = 0;

	for (size_t i = 0; i < all->n && names != NULL; i++) {
		if (!is_true(&all->v[i], what))
			continue;
		again |= i < viewer;
		names[n++] = all->v[i].name;
	}
	if (names != NULL && !again)
		list = node_list_text(names, n);
	out->failed |= names == NULL || (list == NULL && !again);
	free(names);
	return list;
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
	char *list = nodes_from(out, all, viewer, has_version, version);

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
	print_heading(out, "Versions that differ");
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].version != NULL)
			print_version(out, all, i);
}

static void
print_setting(struct overview *all, const struct node_row *row)
{
	node_line_print(&all->app->render, row, all->names, all->n_known);
}

/* Whether two findings say the same. */
static bool
same_finding(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->level == b->level && strcmp(a->what, b->what) == 0;
}

static bool
has_finding(const struct viewer *viewer, const void *finding)
{
	bool has = false;

	for (size_t i = 0; i < viewer->status.findings.n && viewer->known && !has; i++)
		has = same_finding(&viewer->status.findings.v[i], finding);
	return has;
}

/* Prints a finding with all nodes that have it, unless it was printed with a node before this one. */
static void
print_finding(struct output *out, const struct overview *all, size_t viewer, const struct finding *finding)
{
	char *list = nodes_from(out, all, viewer, has_finding, finding);

	if (list != NULL) {
		output_print(out, "%-8s  %s  ", finding_level_name(finding->level), finding->rule->code);
		output_safe(out, finding->what);
		output_print(out, "  (%s)\n", list);
	}
	free(list);
}

/* Prints the findings of all nodes, the worst first. Returns whether there are any. */
static bool
print_findings(struct output *out, const struct overview *all)
{
	bool heading = false;

	for (int level = N_FINDING_LEVELS - 1; level >= 0; level--)
		for (size_t i = 0; i < all->n; i++) {
			const struct findings *findings = &all->v[i].status.findings;

			for (size_t k = 0; k < findings->n && all->v[i].known; k++) {
				if (findings->v[k].level != (enum finding_level)level)
					continue;
				if (!heading)
					print_heading(out, "Findings");
				heading = true;
				print_finding(out, all, i, &findings->v[k]);
			}
		}
	return heading;
}

static void
print_screen(struct output *out, struct overview *all)
{
	print_title(out, all);
	overview_print_matrix(out, all);
	print_contradictions(out, all);
	if (overview_versions_differ(all))
		print_versions(out, all);
	if (all->n_settings > 0)
		print_heading(out, "Settings that differ");
	out->failed |= !overview_each_setting(all, print_setting);
	if (!print_findings(out, all) && all->n_against == 0 && all->n_settings == 0 && !overview_versions_differ(all))
		output_print(out, "\nThe nodes %sagree, and have no finding\n", all->n_known < all->n ? "that answered " : "");
}

/* Prints "NODE: CODE" for each finding. */
static void
print_codes(struct output *out, const struct overview *all)
{
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].status.findings.n && all->v[i].known; k++)
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
