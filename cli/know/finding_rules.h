/* SPDX-License-Identifier: BSD-3-Clause */
/* The conditions of the rules, for their table. Each adds a finding where it is true. */
#ifndef KNOW_FINDING_RULES_H
#define KNOW_FINDING_RULES_H

#include "know/finding.h"
#include "str.h"

/* All limits: what is beyond them is a finding. */
enum {
	LIMIT_LATENCY_US = 2000,        /* of a link, on average */
	LIMIT_LATENCY_SAMPLES = 30,     /* with fewer an average says nothing */
	LIMIT_PAUSE_AGE_MS = 24 * 3600 * 1000,
	LIMIT_TOKEN_MIN_MS = 30,        /* with one or two nodes, the least that corosync.conf may have */
	USUAL_TOKEN_MS = 1000,          /* the least of the usual values */
	DEFAULT_TOKEN_MS = 3000,
	DEFAULT_TOKEN_OLD_MS = 1000,    /* before corosync 3.1 */
	DEFAULT_COEFFICIENT_MS = 650,
};

/*
 * Adds a finding of the rule that is looked at, and takes the texts: NULL for
 * `then` means that no other step follows, for the others that memory ran out.
 */
struct finding *finding_add(struct findings *out, unsigned node, int link, char *what, char *keys, char *next, char *then);

typedef void finding_fn(const struct cluster *cluster, struct findings *out);

/* finding_conf.c */
finding_fn find_refused, find_strange;
/* finding_members.c */
finding_fn find_isolated, find_left, find_unseen, find_rejoined, find_paused;
/* finding_quorum.c */
finding_fn find_waiting, find_no_quorum, find_unsure;
/* finding_links.c */
finding_fn find_link_down, find_own_end, find_no_redundancy, find_link_lost, find_link_slow;
/* finding_totem.c */
finding_fn find_token_lost, find_consensus, find_token_late, find_mismatch, find_ping_timeout, find_token_low, find_reload_failed,
	find_reload_running, find_storm;

#endif
