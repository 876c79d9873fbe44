/* SPDX-License-Identifier: BSD-3-Clause */
/* What outlives a command at the prompt and in scripts. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "core/app.h"
#include "session/history.h"
#include "session/jobs.h"
#include "session/key_index.h"
#include "session/node_name.h"
#include "session/path.h"

struct session {
	struct path path;
	struct key_indexes indexes;
	struct jobs jobs;
	struct history history;
	struct node_name node;
	int epoll_fd; /* readable when session_pump() has something to do */
};

/* Begins a session of the program, at the top. False: out of memory or descriptors. */
bool session_begin(struct session *session, struct app *app);
void session_end(struct session *session, struct app *app);

/* Makes a branch the one that names are relative to, and takes the text. */
void session_go(struct app *app, char *path);

/* Prints what the tasks report and whether corosync was lost or reconnected since the last call, complete lines. Never waits. */
void session_pump(struct session *session, struct output *out);

/* Gives up all trackers before the process stops, and sets them up again. */
void session_pause(struct session *session);
void session_resume(struct session *session);

/* Ends everything that uses a map, which is about to be closed. Returns how many tasks that were. */
unsigned session_forget(struct session *session, const struct cmh_handle *map);

#endif
