/* SPDX-License-Identifier: BSD-3-Clause */
/* A watch as its files see it: watch.c opens and closes it, side.c does what is to be done on one map, arm.c asks corosync. */
#ifndef CMH_WATCH_H
#define CMH_WATCH_H

#include "conn.h"

/* The part of a watch that is on one map. */
struct side {
	struct scope *scope;       /* without paths when the watch does not cover the map */
	struct conn *conn;         /* NULL: not covered, paused, or a saved map */
	struct cmh_entries keys;   /* as the reader knows them */
	struct feed feed;          /* reports that are still to be passed on */
	struct job *job;           /* under way, and the connection's; NULL: none */
	bool polling;              /* the job reads values once more, on an armed connection */
	bool known;                /* `keys` was filled once */
	bool lost;                 /* and the reader knows */
	unsigned opened;           /* the connection's count when the keys were read; 0: of none */
	pid_t pid;                 /* of corosync then */
};

struct cmh_watch {
	struct cmh_handle *handle;
	unsigned flags, interval_ms;
	bool failed;
	int epoll_fd, timer_fd;
	struct side side[CMH_STATS + 1];
	struct events waiting;
	struct cmh_error error;
};

/*
 * Tracks, once a connection; lists what is there, or completes the names that
 * are known with those that are never reported; reads the values.
 */
cs_error_t run_arm(struct job *job, cmap_handle_t cmap);

/* Whether it tells of keys that come and go, and of nothing else. */
bool watch_names_only(const struct cmh_watch *watch);

/* Ends the watch for want of something on one map: `error` says what. */
void watch_fail(struct cmh_watch *watch, enum cmh_map map);

/*
 * Gives the connection of a side something to do: what there is now, or, to
 * `poll`, no more than the values of the keys that are known. False: out of memory.
 */
bool side_submit(struct cmh_watch *watch, enum cmh_map map, bool poll);

/* That is done: takes what was found, and queues events for what is new in it. */
void side_settle(struct cmh_watch *watch, enum cmh_map map, struct cmh_entries *found);

/* Queues events for what has come. Never waits. */
void side_look(struct cmh_watch *watch, enum cmh_map map);

#endif
