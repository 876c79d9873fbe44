/* SPDX-License-Identifier: BSD-3-Clause */
/* What status prints for programs. */
#include <stdlib.h>
#include <string.h>

#include "commands/status.h"
#include "output/entry.h"
#include "output/field.h"
#include "str.h"

static struct field
field_quantity(const char *name, struct quantity quantity)
{
	return quantity.known ? field_number(name, quantity.n) : field_none(name);
}

/* A setting that is off is left out. */
static struct field
field_on(const char *name, bool on)
{
	return on ? field_truth(name, true) : field_none(name);
}

static void
print_cluster(struct output *out, const struct status *status)
{
	const struct cluster *c = &status->cluster;
	const struct cluster_quorum *q = &c->quorum;
	struct timespec when = { .tv_sec = (time_t)(c->now / 1000), .tv_nsec = (long)(c->now % 1000) * 1000000 };
	const struct field fields[] = {
		field_text("record", "cluster"),
		field_text("name", c->name),
		c->self != NULL ? field_number("node", c->self->id) : field_none("node"),
		c->now != 0 ? field_time("time", when) : field_none("time"),
		field_truth("saved", !c->live),
		field_on("cut", c->cut),
		field_nonzero("pid", (uint64_t)status->pid),
		field_text("version", status->version),
		q->exists && !q->counted ? field_truth("quorate", q->quorate) : field_none("quorate"),
		q->exists && q->counted ? field_truth("enough_votes", q->quorate) : field_none("enough_votes"),
		q->exists ? field_number("votes", q->votes) : field_none("votes"),
		q->exists ? field_number("expected", q->expected) : field_none("expected"),
		q->exists ? field_number("needed", q->needed) : field_none("needed"),
		field_on("waits_for_all", q->waiting),
		field_on("two_node", q->two_node),
		field_on("wait_for_all", q->wait_for_all),
		field_on("last_man_standing", q->last_man_standing),
		field_on("auto_tie_breaker", q->auto_tie_breaker),
		field_on("allow_downscale", q->allow_downscale),
		field_text("qdevice", q->qdevice),
		field_quantity("token", c->token),
		field_quantity("token_in_use", c->token_in_use),
		field_quantity("token_lost", c->token_lost),
		c->live ? field_quantity("token_age", c->token_age) : field_none("token_age"),
		field_number("findings", status->findings.n),
		field_nonzero("left_out", status->excepted.n),
	};

	output_record(out, FIELDS(fields));
}

static void
print_link(struct output *out, const struct cluster_node *node, unsigned l)
{
	const struct cluster_link *link = &node->link[l];
	bool known = link->known && !node->self;
	const char *state = node->self ? "local" : !link->known ? "unknown" : link->connected ? "up" : link->enabled ? "down" : "off";
	const struct field fields[] = {
		field_text("record", "link"),
		field_number("node", node->id),
		field_number("link", l),
		field_text("address", link->address),
		field_text("state", state),
		known && link->connected ? field_quantity("latency_ave", link->latency_ave) : field_none("latency_ave"),
		known && link->connected ? field_quantity("latency_max", link->latency_max) : field_none("latency_max"),
		known ? field_quantity("lost", link->lost) : field_none("lost"),
	};

	if (link->address != NULL)
		output_record(out, FIELDS(fields));
}

static void
print_node(struct output *out, const struct cluster_node *node)
{
	static const char *const members[] = {
		[MEMBER_UNKNOWN] = NULL, [MEMBER_UNSEEN] = "unseen", [MEMBER_LEFT] = "left", [MEMBER_JOINED] = "joined"
	};
	const struct field fields[] = {
		field_text("record", "node"),
		field_number("node", node->id),
		field_text("name", node->name),
		field_truth("configured", node->configured),
		field_text("member", members[node->member]),
		field_number("rejoins", node->rejoins),
		node->configured ? field_number("votes", node->votes) : field_none("votes"),
	};

	output_record(out, FIELDS(fields));
}

static void
print_finding(struct output *out, const struct finding *finding)
{
	size_t n = 0;
	const char *why = finding->rule->why;

	while (n < FINDING_STEPS && finding->next[n] != NULL)
		n++;
	const struct field fields[] = {
		field_text("record", "finding"),
		field_text("level", finding_level_name(finding->level)),
		field_text("code", finding->rule->code),
		field_nonzero("node", finding->node),
		finding->link >= 0 ? field_number("link", (uint64_t)finding->link) : field_none("link"),
		field_text("what", finding->what),
		field_text("why", why),
		field_text("keys", finding->keys),
		field_texts("next", (char *const *)finding->next, n),
	};
	/* Where all records are findings, none says so; a table leaves out the last three fields. */
	size_t first = output_wants_uniform(out) ? 1 : 0, end = sizeof(fields) / sizeof(fields[0]) - (output_wants_rows(out) ? 3 : 0);

	output_record(out, fields + first, end - first);
}

/* ---- metrics -------------------------------------------------------------------- */

static void
print_metric(struct output *out, const char *metric, const char *help, uint64_t value)
{
	const struct field fields[] = { field_text("metric", metric), field_text("help", help), field_number("value", value) };

	output_record(out, FIELDS(fields));
}

static void
print_finding_metric(struct output *out, const struct finding *finding)
{
	const struct field fields[] = {
		field_text("metric", "cmapsh_finding"),
		field_text("help", "A finding of cmapsh status"),
		field_number("value", 1),
		field_text("code", finding->rule->code),
		field_text("level", finding_level_name(finding->level)),
		field_nonzero("node", finding->node),
		finding->link >= 0 ? field_number("link", (uint64_t)finding->link) : field_none("link"),
	};

	output_record(out, FIELDS(fields));
}

void
status_print_finding_records(struct output *out, const struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		if (output_wants_metrics(out))
			print_finding_metric(out, &findings->v[i]);
		else
			print_finding(out, &findings->v[i]);
}

/* The keys that status has read, as far as they are metrics, and what it makes of them. */
static void
print_metrics(struct output *out, const struct status *status)
{
	const struct cluster_quorum *q = &status->cluster.quorum;

	for (size_t i = 0; i < status->n; i++)
		for (size_t k = 0; k < status->lists[i]->n; k++)
			if (status->lists[i]->v[k].error == NULL)
				entry_print(out, &status->lists[i]->v[k]);
	status_print_finding_records(out, &status->findings);
	print_metric(out, "cmapsh_findings", "Findings of cmapsh status, notes too", status->findings.n);
	if (!q->exists)
		return;
	if (!q->counted)
		print_metric(out, "cmapsh_quorate", "Whether votequorum says that this side has quorum", q->quorate);
	print_metric(out, "cmapsh_votes", "Votes on this side", q->votes);
	print_metric(out, "cmapsh_votes_expected", "Votes of all nodes", q->expected);
	print_metric(out, "cmapsh_votes_needed", "Votes needed for quorum", q->needed);
}

void
status_print_records(struct output *out, const struct status *status)
{
	const struct cluster *c = &status->cluster;
	bool all = !output_wants_uniform(out); /* csv and tables have the findings only */

	if (output_wants_metrics(out)) {
		print_metrics(out, status);
		return;
	}
	if (all)
		print_cluster(out, status);
	for (size_t i = 0; i < c->n && all; i++) {
		print_node(out, &c->nodes[i]);
		for (unsigned l = 0; l < CLUSTER_LINKS; l++)
			print_link(out, &c->nodes[i], l);
	}
	status_print_finding_records(out, &status->findings);
}
