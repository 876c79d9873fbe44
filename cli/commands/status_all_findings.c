/* SPDX-License-Identifier: BSD-3-Clause */
/* The findings of several nodes: each once, with the nodes that have it; of a code with many of them, their number. */
#include <stdlib.h>
#include <string.h>

#include "commands/status_all.h"

enum { LINES_MAX = 3 }; /* of a code that is not critical */

/* Whether two findings say the same. */
static bool
is_same(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->level == b->level && strcmp(a->what, b->what) == 0;
}

static bool
has_finding(const struct viewer *viewer, const void *finding)
{
	bool has = false;

	for (size_t i = 0; i < viewer->status.findings.n && !has; i++)
		has = is_same(&viewer->status.findings.v[i], finding);
	return has;
}

/* Findings of one code and level. */
struct kind {
	const struct finding_rule *rule;
	enum finding_level level;
};

static bool
is_of(const struct finding *finding, const struct kind *kind)
{
	return finding->rule == kind->rule && finding->level == kind->level;
}

/* How many findings of a kind a node has. */
static size_t
count_on(const struct viewer *viewer, const struct kind *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < viewer->status.findings.n; i++)
		n += is_of(&viewer->status.findings.v[i], kind);
	return n;
}

/* Whether a node before the i-th has the same finding. */
static bool
is_again(const struct overview *all, size_t i, const struct finding *finding)
{
	bool again = false;

	for (size_t k = 0; k < i && !again; k++)
		again = has_finding(&all->v[k], finding);
	return again;
}

/* How many different findings of a kind there are. */
static size_t
count_different(const struct overview *all, const struct kind *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].status.findings.n; k++)
			n += is_of(&all->v[i].status.findings.v[k], kind) && !is_again(all, i, &all->v[i].status.findings.v[k]);
	return n;
}

/* Prints a finding with all nodes that have it. */
static void
print_finding(struct output *out, const struct overview *all, const struct finding *finding)
{
	char *list = overview_nodes(out, all, 0, has_finding, finding);

	if (list != NULL) {
		output_print(out, "%-8s  %s  ", finding_level_name(finding->level), finding->rule->code);
		output_safe(out, finding->what);
		output_print(out, "  (%s)\n", list);
	}
	free(list);
}

/* Prints how many findings of a kind each node has. */
static void
print_counts(struct output *out, const struct overview *all, const struct kind *kind)
{
	const char *between = ": ";
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += count_on(&all->v[i], kind);
	output_print(out, "%-8s  %s  %zu findings", finding_level_name(kind->level), kind->rule->code, n);
	for (size_t i = 0; i < all->n; i++) {
		size_t on = count_on(&all->v[i], kind);

		if (on == 0)
			continue;
		output_print(out, "%s%s %zu", between, all->v[i].name, on);
		between = ", ";
	}
	output_print(out, "\n");
}

/* Prints the findings of a kind. Returns whether they are only counted. */
static bool
print_kind(struct output *out, const struct overview *all, const struct kind *kind, size_t n)
{
	if (n > LINES_MAX && kind->level < FINDING_CRITICAL) {
		print_counts(out, all, kind);
		return true;
	}
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].status.findings.n; k++)
			if (is_of(&all->v[i].status.findings.v[k], kind) && !is_again(all, i, &all->v[i].status.findings.v[k]))
				print_finding(out, all, &all->v[i].status.findings.v[k]);
	return false;
}

bool
overview_print_findings(struct output *out, const struct overview *all)
{
	bool found = false, counted = false;
	size_t n_rules;
	const struct finding_rule *rules = finding_rules(&n_rules);

	for (int level = N_FINDING_LEVELS - 1; level >= 0; level--)
		for (size_t r = 0; r < n_rules; r++) {
			const struct kind kind = { &rules[r], (enum finding_level)level };
			size_t n = count_different(all, &kind);

			if (n > 0 && !found)
				overview_print_heading(out, "Findings");
			found |= n > 0;
			counted |= n > 0 && print_kind(out, all, &kind, n);
		}
	if (counted)
		output_print(out, "each of them: add -o table\n");
	return found;
}
