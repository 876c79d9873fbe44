/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong with a cluster, by rules. The rules are one table, in finding_table.c. */
#ifndef KNOW_FINDING_H
#define KNOW_FINDING_H

#include "know/cluster.h"

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_CRITICAL, N_FINDING_LEVELS };

enum { FINDING_STEPS = 3 };

struct finding_rule;

/* A rule that is true of a cluster, or of one of its nodes or links. */
struct finding {
	const struct finding_rule *rule;
	enum finding_level level;
	unsigned node; /* the id of the node that it is about; 0: none */
	int link;      /* the link that it is about; -1: none */
	char *what;    /* "node3 is not a member": a sentence without a full stop */
	char *keys;    /* the keys that show it, with their values: "KEY = VALUE, KEY = VALUE" */
	char *next[FINDING_STEPS]; /* what to do next: a command for this node, or "WHERE: COMMAND"; NULL after the last one */
};

struct findings {
	struct finding *v;
	size_t n, capacity;
	const struct finding_rule *rule; /* the one that is looked at now */
	bool failed; /* out of memory: something is missing */
};

struct finding_rule {
	const char *code;
	enum finding_level level;
	bool live; /* says nothing of a saved map */
	const char *meaning; /* what it is, for lists */
	const char *why;     /* why it matters, for the screen; NULL: `what` says it */
	const char *cause;
	const char *keys;    /* the keys it comes from, as patterns */
	const char *advice;  /* the way out */
	void (*find)(const struct cluster *cluster, struct findings *out);
};

/* All rules. NO_ANSWER has no function: it is added by finding_add_no_answer(). */
const struct finding_rule *finding_rules(size_t *n);

/* Returns the rule with that code, in upper or lower case. NULL: there is none. */
const struct finding_rule *finding_rule_find(const char *code);

/* Fills `out`, the worst first. The caller releases it in any case. */
void findings_make(const struct cluster *cluster, struct findings *out);
void findings_clear(struct findings *findings);

/* Releases the findings from the n-th on. */
void findings_truncate(struct findings *findings, size_t n);

/* Adds that corosync does not answer. */
void finding_add_no_answer(struct findings *out, const char *what, const char *next);

/* Returns "critical", "warning" or "note". Static. */
const char *finding_level_name(enum finding_level level);

/* Returns the worst level of at least `least`, or -1 if there is none. */
int findings_worst(const struct findings *findings);

#endif
