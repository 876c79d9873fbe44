/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What lives longer than one command, at the prompt and in scripts: the path
 * one is at, tasks in the background, the names of keys, whether corosync is there.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <sys/utsname.h>

#include "core/app.h"
#include "session/history.h"
#include "task/task.h"

/* The names of a handle's keys, kept fresh by a watch. */
struct index {
	struct index *next;
	struct cmh_handle *map;
	struct cmh_watch *watch;
	bool lost; /* corosync is gone */
	pid_t pid;
};

struct session {
	char *path;     /* without a dot at the end; "" at the top */
	char *previous; /* for cd - */
	struct task *tasks; /* in the background, oldest first */
	unsigned last_id;
	struct index *indexes;
	struct history history;
	pid_t gone, back; /* the corosync that was last told to be so */
	char *node;   /* this node's name in the cluster; NULL: not known */
	struct utsname system;
	int epoll_fd; /* readable when session_pump() has something to do */
	bool quit;
};

/* False: no memory or descriptors. */
bool session_init(struct session *session);
void session_clear(struct session *session);

/* The index of a handle; NULL: nobody has asked for it yet. */
struct index *session_known_index(const struct session *session, const struct cmh_handle *map);

/* The names below a handle as far as they are known by now; starts to collect them when nobody has. NULL: none. */
struct index *session_index(struct session *session, struct cmh_handle *map);

/*
 * The names of a handle's keys on all its maps, in order: a view, of which only
 * `v` is to be freed. False: not known, or out of memory.
 */
bool session_keys(struct session *session, struct cmh_handle *map, struct cmh_entries *view);

/* The name of this node: the cluster's, if it is known, else the system's. Lives until the next call. */
const char *session_node(struct session *session);

/*
 * Looks up what the cluster calls this node, where `map` knows it. At most two
 * requests, with a short timeout; nothing once it is known.
 */
void session_find_node(struct session *session, struct cmh_context *cmh, struct cmh_handle *map);

/* Prints what the tasks tell since the last call, whole lines. Never waits. */
void session_pump(struct session *session, struct output *out);

/* Gives up all trackers before the process stops, and arms them again. */
void session_pause(struct session *session);
void session_resume(struct session *session);

/* Puts a task in the background, which takes it. */
void session_add(struct session *session, struct task *task);

/* Ends a task of the background. */
void session_remove(struct session *session, struct task *task);

/* Ends all that hangs on a handle. Returns the number of tasks among it. */
unsigned session_forget(struct session *session, struct cmh_handle *map);

/* Goes to a path, which it takes. */
void session_go(struct session *session, char *path);

/*
 * A name as it was typed → the whole name: relative to the session's path, from
 * the top after a slash, upwards with "..". Owned by the caller; NULL: out of
 * memory. `session` may be NULL.
 */
char *session_resolve(const struct session *session, const char *name);

#endif
