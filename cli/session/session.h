/* SPDX-License-Identifier: BSD-3-Clause */
/* The state that outlives a command at the prompt and in scripts. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <sys/utsname.h>

#include "core/app.h"
#include "session/history.h"
#include "session/jobs.h"
#include "session/key_index.h"
#include "session/path.h"
#include "str.h"

struct session {
	struct path path;
	struct key_indexes indexes;
	struct jobs jobs;
	struct history history;
	struct utsname system; /* has the host name */
	char *nodes; /* that commands ask; NULL: only this one */
	bool hints; /* help is shown while a line is typed */
	struct str_stream held; /* to be printed by session_pump(); `out` is NULL: nothing */
	int epoll_fd; /* readable when session_pump() has something to do */
};

/* Begins a session, at the top of the tree. session_end() releases it. False: out of memory or descriptors. */
bool session_begin(struct session *session, struct app *app);
void session_end(struct session *session, struct app *app);

/* Goes to a branch: names are relative to it. Takes `path`. */
void session_go(struct app *app, char *path);

/*
 * Returns what is known of the cluster that a map is of. A map without members, such as stats, is of the
 * corosync of the other open maps. NULL: nothing.
 */
const struct summary *session_summary(const struct session *session, struct cmh_handle *map);

/* Returns the name of the node that a map is of: in the cluster if it is known, else that of the host. NULL: a saved map has none. */
const char *session_node(const struct session *session, struct cmh_handle *map);

/* Sets the nodes that commands without -N ask. NULL: only this node. False: out of memory. */
bool session_ask_nodes(struct app *app, const char *list);

/* Prints the new output of the tasks, and if corosync was lost or reconnected, in complete lines. Never waits. */
void session_pump(struct session *session, struct output *out);

/*
 * The same, but keeps what is printed, as it would be on `like`, for session_pump(): while a program has the terminal.
 * False: enough is kept, and the tasks wait.
 */
bool session_hold(struct session *session, const struct output *like);

/* Remove all trackers before the process stops, and add them again. */
void session_pause(struct session *session);
void session_resume(struct session *session);

/* Stops everything that uses a map, before the map is closed. Returns the number of tasks that were stopped. */
unsigned session_forget(struct session *session, const struct cmh_handle *map);

#endif
