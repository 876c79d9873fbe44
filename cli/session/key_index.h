/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of a map's keys, kept up to date by a watch: what completion offers
 * at the prompt. The watch also says when corosync is lost and reconnected. With
 * it goes the summary of the cluster, for the prompt.
 */
#ifndef SESSION_KEY_INDEX_H
#define SESSION_KEY_INDEX_H

#include <sys/queue.h>

#include "cmh.h"
#include "session/summary.h"

struct output;

struct key_index {
	LIST_ENTRY(key_index) entry;
	struct cmh_handle *map;
	struct cmh_watch *watch;
	bool lost; /* the connection to corosync is lost */
	bool silent; /* corosync does not answer */
	pid_t pid; /* of the last corosync; 0: never connected */
	struct summary summary;
};

/* One index for each open map that was asked for. */
struct key_indexes {
	LIST_HEAD(, key_index) list;
	int epoll_fd;            /* the owner's; readable when key_indexes_pump() has something to do */
	pid_t lost, reconnected; /* the corosync that was printed last as lost, and as reconnected */
};

/* Returns the index of a map. NULL: key_index_get() was not called for it. */
struct key_index *key_index_find(const struct key_indexes *indexes, const struct cmh_handle *map);

/* The same, but begins the index if there is none. NULL: `map` is NULL, or out of memory. */
struct key_index *key_index_get(struct key_indexes *indexes, struct cmh_handle *map);

/* Fills `view` with the sorted names of both maps, which the index owns. The caller frees view->v only. False: out of memory. */
bool key_index_names(const struct key_index *index, struct cmh_entries *view);

/* Whether a name is a key or a branch of the index. *begins: it is the beginning of a key. */
bool key_index_has(const struct key_index *index, const char *name, bool *begins);

/* Reads the events of all indexes, and prints once for all maps if corosync was lost or reconnected. Never waits. */
void key_indexes_pump(struct key_indexes *indexes, struct output *out);

/* Remove the trackers before the process stops, and add them again. */
void key_indexes_pause(struct key_indexes *indexes);
void key_indexes_resume(struct key_indexes *indexes);

/* Frees an index, which may be NULL. */
void key_index_free(struct key_index *index);
void key_indexes_clear(struct key_indexes *indexes);

#endif
