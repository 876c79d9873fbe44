/* SPDX-License-Identifier: BSD-3-Clause */
/* Findings about members: who is missing, who came back, and whether this node was paused. */
#include <stdlib.h>
#include <string.h>

#include "know/finding_rules.h"
#include "str.h"
#include "text/time.h"

/* ---- missing members --------------------------------------------------------- */

/* What a missing node's links say. Static. */
static const char *
links_text(const struct cluster *c, const struct cluster_node *node)
{
	bool only_peer = c->configured == 2;

	if (node_links(node) == 0)
		return "";
	if (node_links_up(node) > 0)
		return ", though a link to it is up: corosync there has stopped or hangs";
	if (node_links(node) > 1)
		return only_peer ? ", and all its links are down: network or host there, or this node's own"
				 : ", and all its links are down: network, host or corosync there";
	return only_peer ? ", and its only link is down: network, host or corosync there, or this node's cable"
			 : ", and its only link is down: network, host or corosync there";
}

/* "runtime.members.3.status = left", and the state of its links. The caller frees it. */
static char *
member_keys(const struct cluster_node *node)
{
	struct str_stream stream;

	if (!str_open(&stream))
		return NULL;
	fprintf(stream.out, node->member == MEMBER_LEFT ? "runtime.members.%u.status = left" : "no runtime.members.%u.status", node->id);
	for (unsigned l = 0; l < CLUSTER_LINKS; l++)
		if (node->link[l].address != NULL && node->link[l].known)
			fprintf(stream.out, ", stats.knet.node%u.link%u.connected = %d", node->id, l, node->link[l].connected);
	return str_close(&stream);
}

static char *
wait_for(const struct cluster_node *node)
{
	return str_format("cmapsh wait runtime.members.%u.status=joined", node->id);
}

/* Adds a finding for each node of the nodelist with that membership; none if this node is the one that is cut off. */
static void
add_missing(const struct cluster *c, struct findings *out, enum membership member, const char *text)
{
	for (size_t i = 0; i < c->n && !cluster_is_isolated(c); i++) {
		const struct cluster_node *node = &c->nodes[i];

		if (node->self || node->member != member || (member == MEMBER_UNSEEN && !node->configured))
			continue;
		if (c->configured > 0 && !node->configured) /* it was taken out of the cluster */
			continue;
		finding_add(out, node->id, -1, str_format("%s %s%s", node->name, text, links_text(c, node)), member_keys(node),
			    str_format("on %s: cmapsh status", node->name), wait_for(node));
	}
}

void
find_left(const struct cluster *c, struct findings *out)
{
	add_missing(c, out, MEMBER_LEFT, "is not a member");
}

void
find_unseen(const struct cluster *c, struct findings *out)
{
	add_missing(c, out, MEMBER_UNSEEN, "has not joined since this node started");
}

void
find_isolated(const struct cluster *c, struct findings *out)
{
	struct str_stream keys;
	size_t n = 0;

	if (!cluster_is_isolated(c))
		return;
	if (!str_open(&keys)) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < c->n; i++) {
		const struct cluster_node *node = &c->nodes[i];

		if (!node->self && node->configured)
			fprintf(keys.out,
				node->member == MEMBER_LEFT ? "%sruntime.members.%u.status = left" : "%sno runtime.members.%u.status",
				n++ > 0 ? ", " : "", node->id);
	}
	finding_add(out, c->self->id, -1, str_format("this node, %s, reaches nobody: look at its own cable first", c->self->name),
		    str_close(&keys), str_copy("ip -br link"), str_copy("cmapsh wait --count 2 'runtime.members.*.status=joined'"));
}

/* How often all of several others left together: then this node was the one that lost them. */
static uint64_t
own_rejoins(const struct cluster *c)
{
	uint64_t least = UINT64_MAX;
	size_t peers = 0;

	for (size_t i = 0; i < c->n; i++)
		if (!c->nodes[i].self && (c->nodes[i].configured || c->configured == 0)) {
			least = c->nodes[i].rejoins < least ? c->nodes[i].rejoins : least;
			peers++;
		}
	return peers >= 2 ? least : 0;
}

void
find_rejoined(const struct cluster *c, struct findings *out)
{
	uint64_t own = own_rejoins(c);

	if (own > 0)
		finding_add(out, 0, -1,
			    str_format("all others left and joined again %llu %s: "
				       "this node may have been the one that was paused or cut off",
				       (unsigned long long)own, own == 1 ? "time" : "times"),
			    str_format("runtime.members.*.join_count >= %llu", (unsigned long long)own + 1),
			    str_copy("journalctl -u corosync"), NULL);
	for (size_t i = 0; i < c->n; i++) {
		const struct cluster_node *node = &c->nodes[i];

		if (node->rejoins > own && !node->self)
			finding_add(out, node->id, -1,
				    str_format("%s left and joined again %llu %s since this node started", node->name,
					       (unsigned long long)node->rejoins, node->rejoins == 1 ? "time" : "times"),
				    str_format("runtime.members.%u.join_count = %llu", node->id, (unsigned long long)node->rejoins + 1),
				    str_format("on %s: journalctl -u corosync", node->name), NULL);
	}
}

/* ---- a paused node ------------------------------------------------------------- */

/* Whether a pause is not forgotten yet; without a time, none is. */
static bool
is_recent(const struct cluster *c, const struct cluster_pause *pause)
{
	return c->now == 0 || c->now - pause->at < LIMIT_PAUSE_AGE_MS;
}

/* "12 s ago"; "" where the time of the map is not known. The caller frees it. */
static char *
age_text(const struct cluster *c, int64_t at)
{
	char *age, *text;

	if (c->now == 0)
		return str_copy("");
	age = time_age((c->now - at) / 1000);
	text = age != NULL ? str_format(", %s %s", age, c->live ? "ago" : "before the snapshot") : NULL;
	free(age);
	return text;
}

/* ", the latest for 1.5 s, 1 s ago": of a pause that is not the longest. The caller frees it. NULL: out of memory. */
static char *
latest_text(const struct cluster *c, const struct cluster_pause *latest, const struct cluster_pause *longest)
{
	char *age = latest != longest ? age_text(c, latest->at) : str_copy(""), *text = NULL;

	if (age != NULL)
		text = latest != longest ? str_format(", the latest for %.1f s%s", latest->ms / 1000, age) : str_copy("");
	free(age);
	return text;
}

/* "corosync on this node was paused for 5.5 s, 12 s ago". The caller frees it; NULL: out of memory. */
static char *
pause_text(const struct cluster *c, const struct cluster_pause *longest, size_t n)
{
	bool too_long = c->token_in_use.known && longest->ms >= (double)c->token_in_use.n;
	const char *effect = too_long ? ": longer than the token timeout, so that the others went on without it" : "";
	char *age = age_text(c, longest->at), *latest = latest_text(c, &c->pause[0], longest), *text = NULL;

	if (age != NULL && latest != NULL && n == 1)
		text = str_format("corosync on this node was paused for %.1f s%s%s", longest->ms / 1000, age, effect);
	else if (age != NULL && latest != NULL)
		text = str_format("corosync on this node was paused %zu times%s, the longest for %.1f s%s%s", n, latest, longest->ms / 1000,
				  age, effect);
	free(latest);
	free(age);
	return text;
}

void
find_paused(const struct cluster *c, struct findings *out)
{
	const struct cluster_pause *longest = NULL;
	size_t n = 0;

	for (size_t i = 0; i < c->pauses; i++)
		if (is_recent(c, &c->pause[i])) {
			n++;
			if (longest == NULL || c->pause[i].ms > longest->ms)
				longest = &c->pause[i];
		}
	if (longest != NULL)
		finding_add(out, c->self != NULL ? c->self->id : 0, -1, pause_text(c, longest, n),
			    str_format("stats.schedmiss.%zu.delay = %.1f", (size_t)(longest - c->pause), longest->ms),
			    str_copy("journalctl -u corosync --grep 'not scheduled'"),
			    str_copy("when it is solved: cmapsh clear schedmiss"));
}
