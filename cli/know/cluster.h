/* SPDX-License-Identifier: BSD-3-Clause */
/* The cluster as one node sees it: a plain struct, made from the keys of both maps. Asks corosync nothing. */
#ifndef KNOW_CLUSTER_H
#define KNOW_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "cmh.h"

enum {
	CLUSTER_LINKS = 8,   /* knet has no more */
	CLUSTER_PAUSES = 10, /* corosync keeps no more */
};

/* A number that the map may not have. */
struct quantity {
	bool known;
	uint64_t n;
};

enum membership {
	MEMBER_UNKNOWN, /* the map says nothing of members */
	MEMBER_UNSEEN, /* not since this node started */
	MEMBER_LEFT,
	MEMBER_JOINED,
};

/* A link to a node, as this node sees it. */
struct cluster_link {
	char *address;  /* of the node; NULL: it has none on this link */
	bool known;     /* knet reports the state */
	bool connected, enabled;
	struct quantity latency_ave, latency_max; /* in microseconds; not known before the first sample */
	uint64_t samples;
	struct quantity lost; /* how often it went down after it was up */
};

struct cluster_node {
	unsigned id;
	char *name;      /* its name, else its address, else "node" and its id */
	bool self;       /* the map is of this node */
	bool configured; /* in the nodelist */
	enum membership member;
	uint64_t rejoins; /* how often it joined again after it left, since this node started */
	uint64_t votes;
	struct cluster_link link[CLUSTER_LINKS];
};

/* A time in which corosync did not run, although it should. */
struct cluster_pause {
	double ms;
	int64_t at; /* its end, in ms since 1970 */
};

enum { RELOAD_GOOD = 1 }; /* config.reload_status is CS_OK */

struct cluster_quorum {
	bool exists;   /* corosync has votequorum, and the map has the members, whose votes count */
	bool counted;  /* made here by counting votes: it can be wrong */
	bool quorate;  /* counted: the votes suffice */
	uint64_t votes, expected, needed;
	bool waiting;  /* for all nodes, and gives no quorum until then */
	bool two_node, wait_for_all, last_man_standing, auto_tie_breaker, allow_downscale;
	char *qdevice; /* its model or name; NULL: none */
	struct quantity lowest, highest; /* ids of the members when votes sufficed last */
};

/* What is wrong with a corosync.conf. The caller of cluster_read_keys() sets and owns it. */
struct cluster_conf {
	const char *spec;                /* its name; NULL: the map is another one */
	const struct cmh_fault *faults;  /* what corosync would refuse */
	size_t n_faults;
	const struct cmh_entries *strange; /* options that corosync does not know */
};

struct cluster {
	struct cluster_conf conf;
	char *name;     /* NULL: the map does not have it */
	bool live;      /* else it is a saved map */
	bool cut;       /* its end is missing: what it does not have is not known */
	bool knet;      /* the transport is knet: only it has links of which a state is known */
	bool has_members; /* the map has keys of members: a corosync.conf has none */
	bool has_stats; /* the map has keys of the stats map */
	uint64_t uptime; /* of the host that has the map, in ms; 0: not known */
	int64_t now;    /* when the map was read, in ms since 1970; 0: not known */
	struct cluster_node *nodes; /* by id */
	size_t n;
	const struct cluster_node *self; /* NULL: not known */
	size_t configured; /* how many nodes the nodelist has */
	unsigned links; /* the highest link that any node has, plus 1 */
	struct cluster_quorum quorum;
	struct quantity token, coefficient, token_in_use; /* in ms */
	struct quantity token_age, token_lost, consensus_timeouts;
	struct quantity token_lost_before; /* at the reading before this one; not known: there was none */
	struct quantity ping_timeout[CLUSTER_LINKS];
	struct quantity gathers, send_failures, firewall;
	struct quantity reload_status, reload_running;
	bool reload_unparsed; /* the last file could not be parsed, and votequorum waits for one that can */
	char *reload_error;
	struct cluster_pause pause[CLUSTER_PAUSES]; /* the latest first */
	size_t pauses;
};

/*
 * Fills `out` from lists of keys with their values. `quorum` is what corosync says;
 * NULL: votes are counted. The caller sets `live`, `cut`, `uptime` and `now` before, and releases
 * everything with cluster_clear(). False: out of memory.
 */
bool cluster_read_keys(struct cluster *out, const struct cmh_entries *const *lists, size_t n, const struct cmh_quorum *quorum);
void cluster_clear(struct cluster *cluster);

/* Whether a node is another one, and joined. */
bool node_is_joined_peer(const struct cluster_node *node);

/* How many links to a node are configured; how many of them are up. */
unsigned node_links(const struct cluster_node *node);
unsigned node_links_up(const struct cluster_node *node);

/* Whether this node reaches none of at least two others: then it is more likely the one that is cut off. */
bool cluster_is_isolated(const struct cluster *cluster);

/* Whether corosync may be quorate although the votes that were counted do not suffice. */
bool cluster_may_be_quorate(const struct cluster *cluster);

/* Whether corosync tries again and again to form a membership: until it can, all it says is of the one before. */
bool cluster_is_forming(const struct cluster *cluster);

/* How many more nodes may leave before the votes do not suffice. -1: it cannot be said. */
int cluster_spare(const struct cluster *cluster);

#endif
