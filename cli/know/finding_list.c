/* SPDX-License-Identifier: BSD-3-Clause */
/* The list of findings: adding, sorting, releasing. */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/finding_rules.h"

static void
clear_finding(struct finding *finding)
{
	free(finding->what);
	free(finding->keys);
	for (size_t i = 0; i < FINDING_STEPS; i++)
		free(finding->next[i]);
}

struct finding *
finding_add(struct findings *out, unsigned node, int link, char *what, char *keys, char *next, char *then)
{
	struct finding finding = {
		.rule = out->rule,
		.level = out->rule->level,
		.node = node,
		.link = link,
		.what = what,
		.keys = keys,
		.next = { next, then },
	};

	if (what == NULL || keys == NULL || next == NULL || !array_reserve(&out->v, &out->capacity, out->n + 1, sizeof(*out->v))) {
		clear_finding(&finding);
		out->failed = true;
		return NULL;
	}
	out->v[out->n] = finding;
	return &out->v[out->n++];
}

void
findings_truncate(struct findings *findings, size_t n)
{
	while (findings->n > n)
		clear_finding(&findings->v[--findings->n]);
}

void
findings_clear(struct findings *findings)
{
	findings_truncate(findings, 0);
	free(findings->v);
	*findings = (struct findings){ .n = 0 };
}

const char *
finding_level_name(enum finding_level level)
{
	static const char *const names[N_FINDING_LEVELS] = {
		[FINDING_NOTE] = "note",
		[FINDING_WARNING] = "warning",
		[FINDING_CRITICAL] = "critical",
	};

	return names[level];
}

int
findings_worst(const struct findings *findings)
{
	int worst = -1;

	for (size_t i = 0; i < findings->n; i++)
		worst = (int)findings->v[i].level > worst ? (int)findings->v[i].level : worst;
	return worst;
}
