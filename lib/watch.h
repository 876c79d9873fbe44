/* SPDX-License-Identifier: BSD-3-Clause */
/* A watch, as its files see it: watch.c is the interface, watch_open.c sets it up, watch_map.c works on one map. */
#ifndef CMH_WATCH_H
#define CMH_WATCH_H

#include "conn.h"
#include "event.h"
#include "map.h"
#include "scope.h"

/* A watch on one map. */
struct map_watch {
	struct scope *scope;     /* without paths when the watch does not cover the map */
	struct conn *conn;       /* NULL: not covered, paused, or a saved map */
	struct cmh_entries keys; /* as the caller knows them: see cmh_watch_keys() */
	struct feed feed;        /* reports that are not events yet */
	struct job *job;         /* under way, and the connection's; NULL: none */
	int64_t submitted;       /* when it was given, by clock_ms() */
	bool polling;            /* the job only reads the values once more */
	bool asking;             /* the job only asks whether corosync answers */
	bool unanswered;         /* cmh_watch_ask() waits for this map */
	bool asked;              /* and its question has been given */
	bool known;              /* `keys` has been filled once */
	bool lost;               /* and the caller knows that */
	unsigned opened;         /* conn_state.opened when the keys were read; 0: not on this connection */
	pid_t pid;               /* of the corosync of that time */
};

struct cmh_watch {
	struct cmh_handle *handle;
	pid_t owner; /* the process that made it */
	unsigned flags, interval_ms;
	bool failed;
	bool lacks_event;         /* there was no memory for an event: the one of the failure takes none */
	enum cmh_map lacking_map; /* of that event */
	int epoll_fd, timer_fd, silence_fd;
	int64_t silence_ms;   /* 0: it does not ask */
	int64_t silence_at;   /* when the timer silence_fd ends, by clock_ms() */
	int64_t counted_from; /* silence before that does not count */
	bool silent;
	int process_fd;       /* of the corosync that is silent: readable when it has ended; -1: none */
	int64_t silent_from;  /* when corosync was heard last before it fell silent */
	struct timespec silent_since; /* the same for people */
	enum cmh_map silent_map; /* on which it did not answer */
	struct map_watch maps[N_MAPS];
	struct events events;   /* that cmh_watch_next() has not returned yet */
	struct cmh_event taken; /* the one that it returned last */
	struct cmh_error error;
};

/* ---- watch_open.c ------------------------------------------------------ */

/* Sets up all maps that the options cover, and waits until they are ready if a flag says so. False: see watch->error. */
bool watch_open(struct cmh_watch *watch, const struct cmh_watch_options *options);

/* Makes the connection to one map, if the watch covers it, and gives it its first job. False: see watch->error. */
bool watch_open_map(struct cmh_watch *watch, enum cmh_map map);

/* ---- watch_map.c ------------------------------------------------------- */

/* Queues an event, whose contents it takes. */
void watch_queue_event(struct cmh_watch *watch, struct cmh_event event);

/* Gives a job, which it takes, to the connection of one map, which has none. */
void map_watch_give(struct cmh_watch *watch, enum cmh_map map, struct job *job);

/* Whether only keys that come and go are watched. */
bool watch_names_only(const struct cmh_watch *watch);

/* Notes that the connection of one map is lost, and queues an event if the caller does not know that. */
void map_watch_lose(struct cmh_watch *watch, enum cmh_map map);

/* Ends the watch: the error is set already. */
void watch_fail(struct cmh_watch *watch, enum cmh_map map);

/*
 * Gives a job to the connection of one map: to track, list and read all; or, to
 * `poll`, only to read the values of the known keys. False: out of memory.
 */
bool map_watch_submit(struct cmh_watch *watch, enum cmh_map map, bool poll);

/* Takes what a job has found, compares it with the last state that the caller knows, and queues an event for each difference. */
void map_watch_compare(struct cmh_watch *watch, enum cmh_map map, struct cmh_entries *found);

/* Queues events for what has come from the connection. Never waits. */
void map_watch_look(struct cmh_watch *watch, enum cmh_map map);

#endif
