/* SPDX-License-Identifier: BSD-3-Clause */
/* Findings about quorum. */
#include <string.h>

#include "know/finding_rules.h"
#include "str.h"

void
find_waiting(const struct cluster *c, struct findings *out)
{
	if (c->quorum.waiting)
		finding_add(out, 0, -1, str_copy("this side has no quorum until every node was seen once"),
			    str_copy("runtime.votequorum.wait_for_all_status = 1"),
			    str_copy("on each missing node: systemctl start corosync"),
			    str_copy("cmapsh wait runtime.votequorum.wait_for_all_status=0"));
}

/* The votes, and where they come from. The caller frees it. */
static char *
votes_keys(const struct cluster *c)
{
	const struct cluster_quorum *q = &c->quorum;

	if (q->counted)
		return str_format("votes of members %llu, runtime.votequorum.ev_barrier = %llu", (unsigned long long)q->votes,
				  (unsigned long long)q->expected);
	return str_format("votequorum: votes %llu, expected %llu, needed %llu", (unsigned long long)q->votes,
			  (unsigned long long)q->expected, (unsigned long long)q->needed);
}

/*
 * Waits for as many members as have the votes that are needed. Not for all of them: a node that corosync
 * has not seen yet has no key. The caller frees it. NULL: out of memory.
 */
static char *
wait_for_votes(const struct cluster *c)
{
	uint64_t each = c->n > 0 ? c->nodes[0].votes : 1;
	uint64_t members;

	for (size_t i = 1; i < c->n && each > 0; i++)
		each = c->nodes[i].votes == each ? each : 0;
	members = each > 0 ? (c->quorum.needed + each - 1) / each : c->configured;
	if (c->configured > 0 && members > c->configured)
		members = c->configured;
	return str_format("cmapsh wait --count %llu 'runtime.members.*.status=joined'", (unsigned long long)members);
}

void
find_no_quorum(const struct cluster *c, struct findings *out)
{
	const struct cluster_quorum *q = &c->quorum;

	/* While it waits for all, or may be quorate, there is a finding that says more. */
	if (!q->exists || q->quorate || (q->waiting && q->votes >= q->needed) || cluster_may_be_quorate(c))
		return;
	finding_add(out, 0, -1,
		    str_format(q->counted ? "too few votes, by count: %llu of %llu, and %llu are needed"
					  : "no quorum: %llu of %llu votes, and %llu are needed",
			       (unsigned long long)q->votes, (unsigned long long)q->expected, (unsigned long long)q->needed),
		    votes_keys(c), str_copy("corosync-quorumtool -s"), wait_for_votes(c));
}

/* What makes a count unsure. Static; NULL: nothing. */
static const char *
doubt(const struct cluster_quorum *q)
{
	if (q->auto_tie_breaker)
		return "auto_tie_breaker is set";
	if (q->last_man_standing)
		return "last_man_standing is set";
	if (q->qdevice != NULL)
		return "a quorum device is set";
	return q->allow_downscale ? "allow_downscale is set" : NULL;
}

/* Whether corosync last had enough votes with other members: it notes their ids only then. */
static bool
had_other_members(const struct cluster *c)
{
	const struct cluster_quorum *q = &c->quorum;
	uint64_t lowest = UINT64_MAX, highest = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->nodes[i].member == MEMBER_JOINED) {
			lowest = c->nodes[i].id < lowest ? c->nodes[i].id : lowest;
			highest = c->nodes[i].id > highest ? c->nodes[i].id : highest;
		}
	return !q->lowest.known || !q->highest.known || q->lowest.n != lowest || q->highest.n != highest;
}

void
find_unsure(const struct cluster *c, struct findings *out)
{
	const struct cluster_quorum *q = &c->quorum;
	const char *why = q->counted && q->exists ? doubt(q) : NULL;
	bool decides = q->exists && cluster_may_be_quorate(c);
	struct finding *finding;
	char *what;

	if (why == NULL && q->counted && q->exists && q->quorate && !q->waiting && had_other_members(c))
		why = "corosync had quorum last with other members";
	if (why == NULL)
		return;
	what = decides ? str_format("this side may be quorate or not: %llu of %llu votes are too few, but %s", (unsigned long long)q->votes,
				    (unsigned long long)q->expected, why)
		       : str_format("quorum is counted here, and that can be wrong: %s", why);
	finding = finding_add(out, 0, -1, what, votes_keys(c), str_copy("corosync-quorumtool -s"), NULL);
	if (finding != NULL && decides)
		finding->level = FINDING_WARNING;
}
