/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "str.h"

enum { HELD_MAX = 1 << 20 }; /* bytes */

bool
session_begin(struct session *session, struct app *app)
{
	*session = (struct session){ .hints = true, .epoll_fd = epoll_create1(EPOLL_CLOEXEC) };
	session->indexes.epoll_fd = session->epoll_fd;
	jobs_init(&session->jobs, session->epoll_fd);
	(void)uname(&session->system); /* if it fails, the name is empty */
	if (session->epoll_fd < 0 || !path_init(&session->path)) {
		session_end(session, app);
		return false;
	}
	app->session = session;
	app->here = session->path.here;
	return true;
}

void
session_end(struct session *session, struct app *app)
{
	app->session = NULL;
	app->here = "";
	app->nodes = NULL;
	free(session->nodes);
	session->nodes = NULL;
	if (session->held.out != NULL)
		free(str_close(&session->held));
	jobs_end(&session->jobs, NULL);
	key_indexes_clear(&session->indexes);
	if (session->epoll_fd >= 0)
		close(session->epoll_fd);
	history_clear(&session->history);
	path_clear(&session->path);
}

void
session_go(struct app *app, char *path)
{
	path_go(&app->session->path, path);
	app->here = path;
}

const struct summary *
session_summary(const struct session *session, struct cmh_handle *map)
{
	const struct key_index *index = key_index_find(&session->indexes, map);

	if (index != NULL && index->summary.watch != NULL)
		return &index->summary;
	if (map != NULL && cmh_handle_info(map)->saved)
		return NULL;
	LIST_FOREACH(index, &session->indexes.list, entry)
		if (index->summary.watch != NULL && !cmh_handle_info(index->map)->saved)
			return &index->summary;
	return NULL;
}

const char *
session_node(const struct session *session, struct cmh_handle *map)
{
	const struct summary *summary = session_summary(session, map);
	bool saved = map != NULL && cmh_handle_info(map)->saved;

	if (summary != NULL && summary->node != NULL)
		return summary->node;
	return saved ? NULL : session->system.nodename;
}

bool
session_ask_nodes(struct app *app, const char *list)
{
	char *copy = list != NULL ? str_copy(list) : NULL;

	if (list != NULL && copy == NULL)
		return false;
	free(app->session->nodes);
	app->session->nodes = copy;
	app->nodes = copy;
	return true;
}

/* Prints what was held. */
static void
release(struct session *session, FILE *file)
{
	char *text;

	if (session->held.out == NULL)
		return;
	text = str_close(&session->held);
	if (text != NULL)
		fwrite(text, 1, session->held.len, file);
	free(text);
}

static void
pump(struct session *session, struct output *out)
{
	key_indexes_pump(&session->indexes, out);
	jobs_pump(&session->jobs, out);
}

void
session_pump(struct session *session, struct output *out)
{
	release(session, out->file);
	pump(session, out);
}

bool
session_hold(struct session *session, const struct output *like)
{
	struct output out = *like;

	if (session->held.out == NULL && !str_open(&session->held))
		return false;
	out.file = session->held.out;
	pump(session, &out);
	return ftell(out.file) < HELD_MAX;
}

void
session_pause(struct session *session)
{
	key_indexes_pause(&session->indexes);
	jobs_pause(&session->jobs);
}

void
session_resume(struct session *session)
{
	key_indexes_resume(&session->indexes);
	jobs_resume(&session->jobs);
}

unsigned
session_forget(struct session *session, const struct cmh_handle *map)
{
	key_index_free(key_index_find(&session->indexes, map));
	return jobs_end(&session->jobs, map);
}
