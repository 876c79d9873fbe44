/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of a map's keys, kept up to date by a watch: what completion offers
 * at the prompt. The watch also says when corosync is lost and reconnected.
 */
#ifndef SESSION_KEY_INDEX_H
#define SESSION_KEY_INDEX_H

#include <sys/queue.h>

#include "cmh.h"

struct output;

struct key_index {
	LIST_ENTRY(key_index) entry;
	struct cmh_handle *map;
	struct cmh_watch *watch;
	bool lost; /* the connection to corosync is lost */
	bool silent; /* corosync does not answer */
	pid_t pid; /* of the corosync that was connected to last; 0: none was */
};

/* One index for each open map that was asked for. */
struct key_indexes {
	LIST_HEAD(, key_index) list;
	int epoll_fd;       /* of the owner: readable when key_indexes_pump() has something to do */
	pid_t lost, back;   /* the corosync whose loss, and whose return, was printed last */
};

/* The index of a map; NULL: nobody has asked for it yet. */
struct key_index *key_index_find(const struct key_indexes *indexes, const struct cmh_handle *map);

/* The same, and begins one if there is none. NULL: no map, or out of memory. */
struct key_index *key_index_get(struct key_indexes *indexes, struct cmh_handle *map);

/* Fills `view` with the names of both maps, in order. Only `view->v` is to be freed. False: out of memory. */
bool key_index_names(const struct key_index *index, struct cmh_entries *view);

/* Reads the events of all indexes, and prints when corosync was lost and reconnected, once for all maps. Never waits. */
void key_indexes_pump(struct key_indexes *indexes, struct output *out);

/* Gives up the trackers before the process stops, and sets them up again. */
void key_indexes_pause(struct key_indexes *indexes);
void key_indexes_resume(struct key_indexes *indexes);

/* Ends an index, which may be NULL. */
void key_index_free(struct key_index *index);
void key_indexes_clear(struct key_indexes *indexes);

#endif
