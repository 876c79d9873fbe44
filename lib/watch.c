/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Watches. Each map that a watch covers has a connection of its own, which is
 * armed by a job: track first, then list. What the list shows is compared with
 * what the reader was told so far, which is nothing at first, or what stood
 * before corosync went away; from then on the reports are passed on.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "internal.h"

enum { CLOSE_MS = 200 };

/* The part of a watch that is on one map. */
struct side {
	struct conn *conn;         /* NULL: the watch does not cover the map, or is paused */
	struct cmh_entries keys;   /* as the reader knows them */
	bool known;                /* `keys` was filled once */
	bool arming;               /* the job is under way */
	bool lost;                 /* and the reader knows */
};

struct cmh_watch {
	struct cmh_handle *handle;
	char *path;
	bool names;
	bool failed;
	int epoll_fd;
	struct side side[CMH_STATS + 1];
	struct events waiting;
	struct cmh_error error;
};

/* ---- arming ------------------------------------------------------------ */

/* On the connection's thread. */
static cs_error_t
run_arm(struct job *job, cmap_handle_t cmap)
{
	cs_error_t rc = track(job, cmap);

	if (rc == CS_OK && !job->have_list) {
		job->mark = 0;
		rc = run_list(job, cmap);
		job->have_list = rc == CS_OK;
	}
	if (rc == CS_OK && !job->names)
		rc = run_fetch(job, cmap);
	return rc;
}

static const struct op op_arm = { DO_TRACK, run_arm, true };

/* Without memory for events the watch has failed. */
static void
need(struct cmh_watch *watch, bool memory)
{
	if (memory)
		return;
	error_no_memory(&watch->error);
	watch->failed = true;
}

/* Queues an event, whose contents it takes. */
static void
tell(struct cmh_watch *watch, struct cmh_event event)
{
	need(watch, events_push(&watch->waiting, event));
}

static void
fail(struct cmh_watch *watch, enum cmh_map map)
{
	watch->failed = true;
	tell(watch, (struct cmh_event){ .kind = CMH_EVENT_FAILED, .map = map });
}

static bool
arm(struct cmh_watch *watch, struct side *side)
{
	char *prefix = path_prefix(watch->path);
	struct job *job = prefix != NULL ? job_new(&op_arm, prefix) : NULL;

	free(prefix);
	if (job == NULL) {
		error_no_memory(&watch->error);
		return false;
	}
	job->names = watch->names;
	job->listed = true;
	conn_submit(side->conn, job);
	side->arming = true;
	return true;
}

static bool
is_on_map(const struct cmh_entry *entry, void *map)
{
	return entry->map == *(enum cmh_map *)map;
}

/* A saved map does not change: its keys are all there is to know. */
static bool
fill_side(struct cmh_watch *watch, enum cmh_map map)
{
	struct cmh_entries *keys = &watch->side[map].keys;

	if (cmh_list(watch->handle, watch->path, keys, &watch->error) != CMH_OK)
		return false;
	cmh_entries_filter(keys, is_on_map, &map);
	return true;
}

static bool
open_side(struct cmh_watch *watch, enum cmh_map map)
{
	struct epoll_event on = { .events = EPOLLIN };
	struct side *side = &watch->side[map];

	if (!handle_covers(watch->handle, map, watch->path))
		return true;
	if (!handle_is_live(watch->handle))
		return fill_side(watch, map);
	side->conn = conn_new(map);
	if (side->conn == NULL || epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, conn_fd(side->conn), &on) != 0) {
		error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
		return false;
	}
	return arm(watch, side);
}

/* The end of the job: the keys are known. */
static void
armed(struct cmh_watch *watch, enum cmh_map map, struct job *job)
{
	struct side *side = &watch->side[map];
	struct conn_state state;

	side->arming = false;
	if (conn_result(side->conn, job, &watch->error) != CMH_OK) {
		fail(watch, map);
		return;
	}
	entries_settle(&job->entries, watch->path);
	if (!watch->names)
		entries_drop_vanished(&job->entries);
	conn_state(side->conn, &state);
	tell(watch, (struct cmh_event){ .kind = CMH_EVENT_READY, .map = map, .pid = state.pid });
	if (side->known)
		need(watch, events_compare(&watch->waiting, map, &side->keys, &job->entries, watch->names));
	cmh_entries_clear(&side->keys);
	side->keys = job->entries;
	job->entries = (struct cmh_entries)CMH_ENTRIES_INIT;
	side->known = true;
	side->lost = false;
}

/* ---- passing reports on ------------------------------------------------ */

/* Brings the keys up to date. False: the reader knows it already, from the list. */
static bool
apply(struct cmh_watch *watch, enum cmh_map map, struct change *change)
{
	struct side *side = &watch->side[map];
	bool found;
	size_t at = entries_seek(&side->keys, change->key, &found);
	struct cmh_entry *entry = found ? &side->keys.v[at] : NULL;

	if (change->event == CMAP_TRACK_DELETE) {
		if (entry == NULL)
			return false;
		cmh_value_clear(&change->after);
		if (change->before.type == CMH_NONE) {
			change->before = entry->value;
			entry->value = (struct cmh_value)CMH_VALUE_INIT;
		}
		entries_remove(&side->keys, at);
		return true;
	}
	/* The stats map reports keys, not values: what it says of a key that is known is older than the list. */
	/* A report from before the list: its old value is not what the reader knows. Fast counters come without one. */
	if (entry != NULL && change->before.type != CMH_NONE && !cmh_value_equal(&entry->value, &change->before))
		return false;
	if (entry != NULL && (watch->names || map == CMH_STATS || cmh_value_equal(&entry->value, &change->after)))
		return false;
	/* corosync leaves the old value of fast counters out, and makes one up for new keys of the stats map. */
	cmh_value_clear(&change->before);
	if (entry == NULL)
		entry = entries_insert(&side->keys, at, change->key);
	else {
		change->before = entry->value;
		entry->value = (struct cmh_value)CMH_VALUE_INIT;
	}
	if (entry == NULL || !value_copy(&entry->value, &change->after)) {
		need(watch, false);
		return false;
	}
	return true;
}

static void
pass_on(struct cmh_watch *watch, enum cmh_map map, struct change *change)
{
	struct cmh_event event = { .map = map, .time = change->time };

	if (!cmh_path_covers(watch->path, change->key) || !apply(watch, map, change))
		return;
	event.kind = change->event == CMAP_TRACK_DELETE	      ? CMH_EVENT_DELETE
		     : change->before.type == CMH_NONE ? CMH_EVENT_ADD
						       : CMH_EVENT_MODIFY;
	event.key = change->key;
	event.before = change->before;
	event.after = change->after;
	change->key = NULL;
	change->before = change->after = (struct cmh_value)CMH_VALUE_INIT;
	tell(watch, event);
}

static void
pass_feed(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	struct conn_state state;
	struct feed feed;

	conn_take_feed(side->conn, &feed);
	for (struct change *c = feed.first; c != NULL; c = c->next)
		pass_on(watch, map, c);
	conn_state(side->conn, &state);
	if (feed.dropped > 0)
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_DROPPED, .map = map, .dropped = feed.dropped });
	if (feed.lost && !side->lost) {
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_LOST, .map = map, .pid = state.pid });
		side->lost = true;
	}
	if ((feed.dropped > 0 || feed.lost) && !arm(watch, side))
		fail(watch, map);
	feed_clear(&feed);
}

static void
look(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	struct job *job;

	conn_calm(side->conn);
	job = conn_take(side->conn);
	if (job != NULL) {
		armed(watch, map, job);
		job_free(job);
	}
	/* Reports that come before the list are read after it. */
	if (!side->arming && !watch->failed)
		pass_feed(watch, map);
}

/* ---- the interface ----------------------------------------------------- */

struct cmh_watch *
cmh_watch_new(struct cmh_handle *handle, const char *path, unsigned flags, struct cmh_error *err)
{
	struct cmh_watch *watch;

	if (strlen(path) > CMH_NAME_MAX) { /* libcmap would leak the connection */
		error_set(err, CMH_INVALID, NULL, "no key has a name so long, %zu characters", strlen(path));
		return NULL;
	}
	watch = calloc(1, sizeof(*watch));
	if (watch == NULL) {
		error_no_memory(err);
		return NULL;
	}
	watch->handle = handle;
	watch->names = (flags & CMH_WATCH_NAMES) != 0;
	watch->path = strdup(path);
	watch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (watch->path == NULL || watch->epoll_fd < 0)
		error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	else if (open_side(watch, CMH_ICMAP) && open_side(watch, CMH_STATS))
		return watch;
	if (err != NULL)
		error_copy(err, &watch->error);
	cmh_watch_free(watch);
	return NULL;
}

void
cmh_watch_free(struct cmh_watch *watch)
{
	if (watch == NULL)
		return;
	cmh_watch_pause(watch);
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++)
		cmh_entries_clear(&watch->side[map].keys);
	events_clear(&watch->waiting);
	if (watch->epoll_fd >= 0)
		close(watch->epoll_fd);
	cmh_error_clear(&watch->error);
	free(watch->path);
	free(watch);
}

int
cmh_watch_fd(const struct cmh_watch *watch)
{
	return watch->epoll_fd;
}

bool
cmh_watch_next(struct cmh_watch *watch, struct cmh_event *out)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS && watch->waiting.first == NULL; map++)
		if (watch->side[map].conn != NULL)
			look(watch, map);
	return events_pop(&watch->waiting, out);
}

const struct cmh_entries *
cmh_watch_keys(const struct cmh_watch *watch, enum cmh_map map)
{
	return &watch->side[map].keys;
}

const struct cmh_error *
cmh_watch_error(const struct cmh_watch *watch)
{
	return &watch->error;
}

void
cmh_watch_pause(struct cmh_watch *watch)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		struct side *side = &watch->side[map];

		conn_close(side->conn, CLOSE_MS);
		side->conn = NULL;
		side->arming = false;
	}
}

void
cmh_watch_resume(struct cmh_watch *watch)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS && !watch->failed && handle_is_live(watch->handle); map++)
		if (watch->side[map].conn == NULL && !open_side(watch, map))
			fail(watch, map);
}
