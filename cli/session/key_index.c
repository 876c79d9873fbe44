/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/key_index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "cmh_private.h"
#include "output/output.h"

/* The prompt is never older than 2 s without saying so: after one half, corosync is asked; after the other, it does not answer. */
enum { SILENCE_MS = 1000 };

struct key_index *
key_index_find(const struct key_indexes *indexes, const struct cmh_handle *map)
{
	struct key_index *index;

	LIST_FOREACH(index, &indexes->list, entry)
		if (index->map == map)
			break;
	return index;
}

struct key_index *
key_index_get(struct key_indexes *indexes, struct cmh_handle *map)
{
	struct key_index *index = key_index_find(indexes, map);
	struct cmh_watch_options names = CMH_WATCH_OPTIONS_INIT;
	struct epoll_event on = { .events = EPOLLIN };

	if (index != NULL || map == NULL || (index = calloc(1, sizeof(*index))) == NULL)
		return index;
	index->map = map;
	names.flags = CMH_WATCH_NAMES;
	names.silence_ms = SILENCE_MS;
	index->watch = cmh_watch_new(map, &names, NULL);
	if (index->watch == NULL) {
		free(index);
		return NULL;
	}
	/* If this fails, the events are read when the next key is pressed. */
	(void)epoll_ctl(indexes->epoll_fd, EPOLL_CTL_ADD, cmh_watch_fd(index->watch), &on);
	summary_begin(&index->summary, map, indexes->epoll_fd);
	LIST_INSERT_HEAD(&indexes->list, index, entry);
	return index;
}

bool
key_index_names(const struct key_index *index, struct cmh_entries *view)
{
	struct cmh_pairs pairs = { cmh_watch_keys(index->watch, CMH_ICMAP), cmh_watch_keys(index->watch, CMH_STATS), 0, 0 };
	struct cmh_entry *icmap, *stats;

	view->v = calloc(pairs.before->n + pairs.after->n + 1, sizeof(*view->v));
	while (view->v != NULL && cmh_pairs_next(&pairs, &icmap, &stats)) {
		if (icmap != NULL)
			view->v[view->n++] = *icmap;
		if (stats != NULL)
			view->v[view->n++] = *stats;
	}
	return view->v != NULL;
}

bool
key_index_has(const struct key_index *index, const char *name, bool *begins)
{
	const struct cmh_entries *lists[] = { cmh_watch_keys(index->watch, CMH_ICMAP), cmh_watch_keys(index->watch, CMH_STATS) };
	size_t len = strlen(name);

	*begins = false;
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->n; i++) {
			const char *key = lists[l]->v[i].key;

			if (strncmp(key, name, len) != 0)
				continue;
			*begins = true;
			if (key[len] == '\0' || key[len] == '.')
				return true;
		}
	return false;
}

/* ---- events ------------------------------------------------------------- */

static void
print_lost(struct key_indexes *indexes, struct output *out, const struct cmh_event *event)
{
	pid_t pid = event->pid;

	if (pid != indexes->lost)
		output_notice(out, &event->time, "lost connection to corosync (pid %ld)", (long)pid);
	indexes->lost = pid;
}

static void
print_reconnected(struct key_indexes *indexes, struct output *out, const struct cmh_event *event)
{
	pid_t pid = event->pid;

	if (pid == indexes->reconnected)
		return;
	if (pid != indexes->lost)
		output_notice(out, &event->time, "reconnected to corosync, restarted as pid %ld (was %ld)", (long)pid,
			      (long)indexes->lost);
	else
		output_notice(out, &event->time, "reconnected to corosync (pid %ld)", (long)pid);
	indexes->reconnected = pid;
}

/* Notes whether corosync answers, and prints it once for all maps. */
static void
set_silent(struct key_indexes *indexes, struct key_index *index, struct output *out, const struct cmh_event *event)
{
	bool silent = event->kind == CMH_EVENT_SILENT, others = false;
	struct key_index *other;

	LIST_FOREACH(other, &indexes->list, entry)
		others |= other != index && other->silent;
	index->silent = silent;
	if (!others)
		output_notice(out, &event->time, silent ? "corosync (pid %ld) does not answer" : "corosync (pid %ld) answers again",
			      (long)event->pid);
}

static void
pump(struct key_indexes *indexes, struct key_index *index, struct output *out)
{
	const struct cmh_event *event;

	while ((event = cmh_watch_next(index->watch)) != NULL) {
		if (event->kind == CMH_EVENT_LOST) {
			print_lost(indexes, out, event);
			index->lost = true;
			index->silent = false;
		} else if (event->kind == CMH_EVENT_SILENT || event->kind == CMH_EVENT_ANSWERING) {
			set_silent(indexes, index, out, event);
		} else if (event->kind == CMH_EVENT_READY) {
			if (index->lost)
				print_reconnected(indexes, out, event);
			index->lost = false;
			index->pid = event->pid;
		}
	}
}

void
key_indexes_pump(struct key_indexes *indexes, struct output *out)
{
	struct key_index *index;

	LIST_FOREACH(index, &indexes->list, entry) {
		pump(indexes, index, out);
		summary_pump(&index->summary);
	}
}

void
key_indexes_pause(struct key_indexes *indexes)
{
	struct key_index *index;

	LIST_FOREACH(index, &indexes->list, entry) {
		cmh_watch_pause(index->watch);
		if (index->summary.watch != NULL)
			cmh_watch_pause(index->summary.watch);
	}
}

void
key_indexes_resume(struct key_indexes *indexes)
{
	struct key_index *index;

	LIST_FOREACH(index, &indexes->list, entry) {
		cmh_watch_resume(index->watch);
		if (index->summary.watch != NULL)
			cmh_watch_resume(index->summary.watch);
	}
}

void
key_index_free(struct key_index *index)
{
	if (index == NULL)
		return;
	LIST_REMOVE(index, entry);
	summary_end(&index->summary);
	cmh_watch_free(index->watch);
	free(index);
}

void
key_indexes_clear(struct key_indexes *indexes)
{
	while (!LIST_EMPTY(&indexes->list))
		key_index_free(LIST_FIRST(&indexes->list));
}
