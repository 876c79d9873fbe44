/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the prompt says of the cluster: names, members and quorum, as a map has them. A watch keeps it up
 * to date: its keys are read once for each connection, and from then on corosync reports what changes.
 */
#ifndef SESSION_SUMMARY_H
#define SESSION_SUMMARY_H

#include "cmh.h"

/*
 * Quorum as far as keys say it. No key has it, and to ask corosync would be a request: the votes of
 * the members are counted, as status does on a saved map.
 */
enum summary_quorum {
	QUORUM_NOT_SAID, /* no votequorum, or not known yet */
	QUORUM_COUNTED,  /* the votes suffice */
	QUORUM_TOO_FEW,  /* they do not */
	QUORUM_UNSURE,   /* they do not, but settings such as auto_tie_breaker may give quorum all the same */
	QUORUM_WAITING,  /* corosync gives no quorum until all nodes have joined: that is a key */
};

struct summary {
	struct cmh_watch *watch; /* NULL: none, or out of memory */
	bool known;       /* the following is up to date, as long as corosync is not lost or silent */
	char *cluster;    /* its name; NULL: the map does not have it, or not known yet. Kept when corosync is lost */
	char *node;       /* the name of this node; the same */
	size_t joined;    /* how many of the nodes are members */
	size_t nodes;     /* that are configured, or else were ever members; 0: the map does not have members */
	enum summary_quorum quorum;
};

/* Begins a summary of a map, whose changes make `epoll_fd` readable. summary_end() releases it. */
void summary_begin(struct summary *summary, struct cmh_handle *map, int epoll_fd);
void summary_end(struct summary *summary);

/* Takes what has changed. Never waits. */
void summary_pump(struct summary *summary);

#endif
