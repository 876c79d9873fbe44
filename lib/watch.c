/* SPDX-License-Identifier: BSD-3-Clause */
/* Watches: opened, read, paused, closed. Each map that one covers has a connection of its own: see side.c. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "watch.h"

enum { CLOSE_MS = 200 };

/* ---- opening ----------------------------------------------------------- */

static bool
is_on_map(const struct cmh_entry *entry, void *map)
{
	return entry->map == *(enum cmh_map *)map;
}

static bool
is_in_scope(const struct cmh_entry *entry, void *scope)
{
	return scope_covers(scope, entry->key);
}

/* A saved map does not change: its keys are all there is to know. */
static bool
fill_side(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < side->scope->n_paths && status == CMH_OK; i++)
		status = watch_names_only(watch) ? cmh_list(watch->handle, side->scope->paths[i], &side->keys, &watch->error)
						 : cmh_read_all(watch->handle, side->scope->paths[i], &side->keys, &watch->error);
	cmh_entries_filter(&side->keys, is_on_map, &map);
	cmh_entries_filter(&side->keys, is_in_scope, side->scope);
	entries_sort(&side->keys);
	return status == CMH_OK;
}

static bool
listen_to(struct cmh_watch *watch, int fd)
{
	struct epoll_event on = { .events = EPOLLIN };

	return fd >= 0 && epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, fd, &on) == 0;
}

static bool
start_timer(struct cmh_watch *watch)
{
	struct timespec interval = { watch->interval_ms / 1000, watch->interval_ms % 1000 * 1000000L };
	struct itimerspec spec = { interval, interval };

	if (watch->interval_ms == 0 || watch->timer_fd >= 0)
		return true;
	watch->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	return listen_to(watch, watch->timer_fd) && timerfd_settime(watch->timer_fd, 0, &spec, NULL) == 0;
}

static bool
open_side(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];

	if (side->scope->n_paths == 0)
		return true;
	if (!handle_is_live(watch->handle))
		return fill_side(watch, map);
	side->conn = conn_new(map);
	if (side->conn != NULL && listen_to(watch, conn_fd(side->conn)) && (map != CMH_STATS || start_timer(watch)))
		return side_submit(watch, map, false);
	error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	return false;
}

/* Waits for the first job, as other calls wait for theirs. */
static bool
wait_for_side(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	struct conn_state state;
	struct job *job = side->job;
	enum cmh_status status;

	if (job == NULL)
		return true;
	status = conn_wait(&side->conn, &job, handle_options(watch->handle), &state, &watch->error);
	side->job = NULL;
	if (status == CMH_OK)
		side_settle(watch, map, &job->entries);
	job_free(job);
	return status == CMH_OK;
}

/* Whether no key can have a name so long; a dot or a star may follow it. libcmap would leak the connection. */
static bool
is_too_long(const char *path)
{
	size_t len = strlen(path);

	return len > 0 && len - (path[len - 1] == '.' || path[len - 1] == '*') > CMH_NAME_MAX;
}

/* ---- the interface ----------------------------------------------------- */

static bool
open_watch(struct cmh_watch *watch, const struct cmh_watch_options *options)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		watch->side[map].scope = scope_new(watch->handle, map, options);
		if (watch->side[map].scope == NULL)
			return error_no_memory(&watch->error) == CMH_OK;
	}
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++)
		if (!open_side(watch, map))
			return false;
	for (int map = CMH_ICMAP; map <= CMH_STATS && (watch->flags & CMH_WATCH_WAIT_READY) != 0; map++)
		if (!wait_for_side(watch, map))
			return false;
	return true;
}

struct cmh_watch *
cmh_watch_new(struct cmh_handle *handle, const struct cmh_watch_options *options, struct cmh_error *err)
{
	struct cmh_watch *watch;

	for (size_t i = 0; i < options->n_paths; i++)
		if (is_too_long(options->paths[i])) {
			error_set(err, CMH_INVALID, NULL, "no key has a name so long, %zu characters", strlen(options->paths[i]));
			return NULL;
		}
	watch = calloc(1, sizeof(*watch));
	if (watch == NULL) {
		error_no_memory(err);
		return NULL;
	}
	watch->handle = handle;
	watch->flags = options->flags;
	watch->interval_ms = options->interval_ms;
	watch->timer_fd = -1;
	watch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (watch->epoll_fd < 0)
		error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	else if (open_watch(watch, options))
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
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		cmh_entries_clear(&watch->side[map].keys);
		scope_unref(watch->side[map].scope);
	}
	events_clear(&watch->waiting);
	if (watch->timer_fd >= 0)
		close(watch->timer_fd);
	if (watch->epoll_fd >= 0)
		close(watch->epoll_fd);
	cmh_error_clear(&watch->error);
	free(watch);
}

/* It is time to read the values of the stats map, unless that is still being done. */
static void
poll_stats(struct cmh_watch *watch)
{
	struct side *side = &watch->side[CMH_STATS];
	uint64_t times;

	if (watch->timer_fd < 0 || read(watch->timer_fd, &times, sizeof(times)) < 0)
		return;
	if (side->conn != NULL && side->known && side->job == NULL && feed_is_empty(&side->feed) &&
	    !watch->failed && !side_submit(watch, CMH_STATS, true))
		watch_fail(watch, CMH_STATS);
}

int
cmh_watch_fd(const struct cmh_watch *watch)
{
	return watch->epoll_fd;
}

bool
cmh_watch_next(struct cmh_watch *watch, struct cmh_event *out)
{
	if (watch->waiting.first == NULL)
		poll_stats(watch);
	for (int map = CMH_ICMAP; map <= CMH_STATS && watch->waiting.first == NULL; map++)
		if (watch->side[map].conn != NULL)
			side_look(watch, map);
	return events_pop(&watch->waiting, out);
}

const struct cmh_entries *
cmh_watch_keys(const struct cmh_watch *watch, enum cmh_map map)
{
	return &watch->side[map].keys;
}

bool
cmh_watch_ready(const struct cmh_watch *watch)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		const struct side *side = &watch->side[map];
		bool arming = side->conn == NULL || (side->job != NULL && !side->polling);

		if (side->scope->n_paths > 0 && handle_is_live(watch->handle) && (!side->known || side->lost || arming))
			return false;
	}
	return true;
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
		side->job = NULL;
		side->opened = 0;
		feed_clear(&side->feed);
	}
}

void
cmh_watch_resume(struct cmh_watch *watch)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS && !watch->failed && handle_is_live(watch->handle); map++)
		if (watch->side[map].conn == NULL && !open_side(watch, map))
			watch_fail(watch, map);
}
