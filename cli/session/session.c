/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "know/identity.h"

enum { NODE_MS = 200 }; /* for the name of the node: the prompt waits for it */

bool
session_init(struct session *session)
{
	*session = (struct session){ .path = strdup(""), .previous = strdup(""), .epoll_fd = epoll_create1(EPOLL_CLOEXEC) };
	if (session->path != NULL && session->previous != NULL && session->epoll_fd >= 0)
		return true;
	session_clear(session);
	return false;
}

void
session_clear(struct session *session)
{
	while (session->tasks != NULL)
		session_remove(session, session->tasks);
	while (session->indexes != NULL)
		session_forget(session, session->indexes->map);
	if (session->epoll_fd >= 0)
		close(session->epoll_fd);
	history_clear(&session->history);
	free(session->path);
	free(session->previous);
	free(session->node);
	*session = (struct session){ .epoll_fd = -1 };
}

static void
listen_to(struct session *session, int fd)
{
	struct epoll_event on = { .events = EPOLLIN };

	/* Without it the events come with the next key that is pressed. */
	(void)epoll_ctl(session->epoll_fd, EPOLL_CTL_ADD, fd, &on);
}

/* ---- names of keys ----------------------------------------------------- */

struct index *
session_known_index(const struct session *session, const struct cmh_handle *map)
{
	struct index *index = session->indexes;

	while (index != NULL && index->map != map)
		index = index->next;
	return index;
}

struct index *
session_index(struct session *session, struct cmh_handle *map)
{
	struct index *index = session_known_index(session, map);
	struct cmh_watch_options names = CMH_WATCH_OPTIONS_INIT;

	if (index != NULL || map == NULL || (index = calloc(1, sizeof(*index))) == NULL)
		return index;
	index->map = map;
	names.flags = CMH_WATCH_NAMES;
	index->watch = cmh_watch_new(map, &names, NULL);
	if (index->watch == NULL) {
		free(index);
		return NULL;
	}
	listen_to(session, cmh_watch_fd(index->watch));
	index->next = session->indexes;
	session->indexes = index;
	return index;
}

bool
session_keys(struct session *session, struct cmh_handle *map, struct cmh_entries *view)
{
	struct index *index = session_index(session, map);
	const struct cmh_entries *icmap, *stats;

	if (index == NULL)
		return false;
	icmap = cmh_watch_keys(index->watch, CMH_ICMAP);
	stats = cmh_watch_keys(index->watch, CMH_STATS);
	view->v = calloc(icmap->n + stats->n + 1, sizeof(*view->v));
	for (size_t i = 0, j = 0; view->v != NULL && (i < icmap->n || j < stats->n);) {
		bool first = j == stats->n || (i < icmap->n && cmh_name_cmp(icmap->v[i].key, stats->v[j].key) < 0);

		view->v[view->n++] = first ? icmap->v[i++] : stats->v[j++];
	}
	return view->v != NULL;
}

static void
tell_back(struct render *r, pid_t now, pid_t before)
{
	if (now != before)
		render_notice(r, "corosync is back: it was restarted (pid %ld, before %ld)", (long)now, (long)before);
	else
		render_notice(r, "corosync is back (pid %ld)", (long)now);
}

/* corosync goes and comes back: said once each, however many maps are open. */
static void
pump_index(struct session *session, struct index *index, struct render *r)
{
	const struct cmh_event *event;

	while ((event = cmh_watch_next(index->watch)) != NULL) {
		if (event->kind == CMH_EVENT_LOST) {
			if (event->pid != session->gone)
				render_notice(r, "corosync (pid %ld) is gone", (long)event->pid);
			session->gone = event->pid;
			index->lost = true;
		} else if (event->kind == CMH_EVENT_READY) {
			if (index->lost && event->pid != session->back)
				tell_back(r, event->pid, session->gone);
			if (index->lost)
				session->back = event->pid;
			index->lost = false;
			index->pid = event->pid;
		}
	}
}

/* ---- tasks in the background ------------------------------------------- */

void
session_add(struct session *session, struct task *task)
{
	struct task **at = &session->tasks;

	task->id = ++session->last_id;
	listen_to(session, task->fd);
	while (*at != NULL)
		at = &(*at)->next;
	*at = task;
}

void
session_remove(struct session *session, struct task *task)
{
	struct task **at = &session->tasks;

	while (*at != task)
		at = &(*at)->next;
	*at = task->next;
	task_free(task);
}

/* Prints what a task has to say, as it was asked to. False: it has ended. */
static bool
pump_task(struct task *task, const struct render *prompt)
{
	struct render r = *prompt;

	render_begin(&r, task->set.format);
	r.stream = true;
	r.secrets = task->set.show_secrets;
	r.quiet = task->set.quiet;
	while (task_pump(task, &r))
		continue;
	if (task->ended) {
		r.format = FORMAT_TEXT;
		render_notice(&r, "%s %u: %s: %s", task->ops->name, task->id, task->title,
			      task->error.message != NULL ? task->error.message : "done");
	}
	return !task->ended;
}

/* ---- all of them ------------------------------------------------------- */

void
session_pump(struct session *session, struct render *r)
{
	struct task *next;

	for (struct index *i = session->indexes; i != NULL; i = i->next)
		pump_index(session, i, r);
	for (struct task *t = session->tasks; t != NULL; t = next) {
		next = t->next;
		if (!pump_task(t, r))
			session_remove(session, t);
	}
}

void
session_pause(struct session *session)
{
	for (struct index *i = session->indexes; i != NULL; i = i->next)
		cmh_watch_pause(i->watch);
	for (struct task *t = session->tasks; t != NULL; t = t->next)
		cmh_watch_pause(t->watch);
}

void
session_resume(struct session *session)
{
	for (struct index *i = session->indexes; i != NULL; i = i->next)
		cmh_watch_resume(i->watch);
	for (struct task *t = session->tasks; t != NULL; t = t->next)
		cmh_watch_resume(t->watch);
}

unsigned
session_forget(struct session *session, struct cmh_handle *map)
{
	struct index **at = &session->indexes;
	struct task *next;
	unsigned n = 0;

	while (*at != NULL && (*at)->map != map)
		at = &(*at)->next;
	if (*at != NULL) {
		struct index *index = *at;

		*at = index->next;
		cmh_watch_free(index->watch);
		free(index);
	}
	for (struct task *t = session->tasks; t != NULL; t = next) {
		next = t->next;
		if (t->map == map) {
			session_remove(session, t);
			n++;
		}
	}
	return n;
}

/* ---- who we are -------------------------------------------------------- */

const char *
session_node(struct session *session)
{
	if (session->node != NULL)
		return session->node;
	return uname(&session->system) == 0 ? session->system.nodename : "?";
}

void
session_find_node(struct session *session, struct cmh_context *cmh, struct cmh_handle *map)
{
	struct cmh_options *options = cmh_context_options(cmh), before = *options;

	if (session->node != NULL)
		return;
	options->timeout_ms = NODE_MS;
	session->node = identity_node(map);
	*options = before;
}

/* ---- where one is ------------------------------------------------------ */

void
session_go(struct session *session, char *path)
{
	free(session->previous);
	session->previous = session->path;
	session->path = path;
}

/* Takes the last component off a path. */
static void
go_up(char *path)
{
	char *dot = strrchr(path, '.');

	*(dot != NULL ? dot : path) = '\0';
}

char *
session_resolve(const struct session *session, const char *name)
{
	bool absolute = name[0] == '/' || session == NULL;
	const char *base = absolute ? "" : session->path;
	char *path = malloc(strlen(base) + strlen(name) + 2);

	if (path == NULL)
		return NULL;
	strcpy(path, base);
	name += name[0] == '/';
	if (strcmp(name, ".") == 0)
		name++;
	/* "..": up; "../x" and "...x" are no way to write it, since a name may have dots. */
	while (name[0] == '.' && name[1] == '.' && (name[2] == '\0' || name[2] == '/')) {
		go_up(path);
		name += name[2] == '/' ? 3 : 2;
	}
	if (path[0] != '\0' && name[0] != '\0')
		strcat(path, ".");
	return strcat(path, name);
}
