/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines about quorum on the screen of status. */
#include <stdlib.h>
#include <string.h>

#include "commands/status.h"
#include "str.h"

/* The settings of quorum that are on: ", two_node, wait_for_all". */
static void
print_settings(struct output *out, const struct cluster_quorum *q)
{
	const struct { bool on; const char *name; } settings[] = {
		{ q->two_node, "two_node" },
		{ q->wait_for_all, "wait_for_all" },
		{ q->last_man_standing, "last_man_standing" },
		{ q->auto_tie_breaker, "auto_tie_breaker" },
		{ q->allow_downscale, "allow_downscale" },
	};

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (settings[i].on)
			output_print(out, "; %s", settings[i].name);
	if (q->qdevice != NULL) {
		output_print(out, "; qdevice ");
		output_safe(out, q->qdevice);
	}
}

/* What one more loss would do. */
static void
print_spare(struct output *out, const struct cluster *c)
{
	int spare = cluster_spare(c);

	if (cluster_is_forming(c))
		output_print(out, ": as in the last membership, and a new one does not form");
	else if (spare == 0)
		output_print(out, ": one more loss stops this side");
	else if (spare > 0)
		output_print(out, ": %d more %s may leave", spare, spare == 1 ? "node" : "nodes");
}

/* Whether there is quorum, in capitals. Static. */
static const char *
quorum_word(const struct cluster *c)
{
	const struct cluster_quorum *q = &c->quorum;

	if (!q->counted)
		return q->quorate ? "QUORATE" : "NO QUORUM";
	if (cluster_may_be_quorate(c))
		return "QUORUM NOT KNOWN";
	return q->waiting ? "WAITS FOR ALL" : q->quorate ? "ENOUGH VOTES" : "TOO FEW VOTES";
}

/* Green only if it is sure. */
static const char *
quorum_color(const struct cluster *c)
{
	const struct cluster_quorum *q = &c->quorum;

	if (cluster_may_be_quorate(c) || (q->quorate && cluster_is_forming(c)))
		return STYLE_WARNING;
	return q->quorate && !q->waiting ? STYLE_GOOD : STYLE_BAD;
}

static void
print_votes(struct output *out, const struct cluster *c)
{
	const struct cluster_quorum *q = &c->quorum;

	output_print(out, "votes %llu of %llu, needs %llu%s", (unsigned long long)q->votes, (unsigned long long)q->expected,
		     (unsigned long long)q->needed, q->counted ? ", by count of votes" : "");
	print_spare(out, c);
	print_settings(out, q);
}

void
status_print_quorum(struct output *out, const struct status *status, int columns)
{
	const struct cluster *c = &status->cluster;
	const struct cluster_quorum *q = &c->quorum;
	const char *word = quorum_word(c);
	struct str_stream stream;
	struct output rest;
	char *text;

	if (!c->has_members) {
		output_print(out, "quorum  not known: this map has no keys of members");
		print_settings(out, q);
		output_print(out, "\n");
		return;
	}
	if (!q->exists && c->cut) {
		output_print(out, "quorum  not known: this map ends early\n");
		return;
	}
	if (!q->exists && !c->live) { /* often it is what grep left of a map */
		output_print(out, "quorum  not known: this map has no keys of votequorum\n");
		return;
	}
	if (!q->exists) {
		output_print(out, "quorum  corosync has no quorum provider, so that each part of the cluster goes on\n");
		return;
	}
	output_styled(out, quorum_color(c), word);
	output_print(out, "  ");
	rest = str_open(&stream) ? (struct output){ .file = stream.out } : (struct output){ .file = NULL };
	if (rest.file != NULL)
		print_votes(&rest, c);
	text = rest.file != NULL ? str_close(&stream) : NULL;
	if (text != NULL)
		status_wrapped(out, text, (int)strlen(word) + 2, 3, columns);
	out->failed |= text == NULL;
	free(text);
	if (status->counted != NULL) {
		output_print(out, "votes are counted here: ");
		output_line(out, status->counted);
	}
}
