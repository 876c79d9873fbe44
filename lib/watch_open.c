/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

#include "error.h"
#include "handle.h"
#include "watch.h"

static bool
is_on_map(const struct cmh_entry *entry, void *map)
{
	return entry->map == *(enum cmh_map *)map;
}

/* A saved map does not change: its keys are all that there is. */
static bool
read_saved(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];
	const struct paths *paths = &on->scope->requests;
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < paths->n && status == CMH_OK; i++)
		status = watch_names_only(watch) ? cmh_list(watch->handle, paths->v[i], &on->keys, &watch->error)
						 : cmh_read_all(watch->handle, paths->v[i], &on->keys, &watch->error);
	cmh_entries_filter(&on->keys, is_on_map, &map);
	scope_filter(on->scope, &on->keys);
	cmh_entries_sort(&on->keys);
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

bool
watch_open_map(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];

	if (on->scope->paths.n == 0)
		return true;
	if (!handle_is_live(watch->handle))
		return read_saved(watch, map);
	on->conn = conn_new(map);
	if (on->conn != NULL && listen_to(watch, conn_fd(on->conn)) && (map != CMH_STATS || start_timer(watch)))
		return map_watch_submit(watch, map, false);
	error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	return false;
}

/* Waits for the first job, as other calls wait for theirs. */
static bool
wait_ready(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];
	struct conn_state state;
	struct job *job = on->job;
	enum cmh_status status;

	if (job == NULL)
		return true;
	status = conn_wait(&on->conn, &job, handle_options(watch->handle), &state, &watch->error);
	on->job = NULL;
	if (status == CMH_OK)
		map_watch_compare(watch, map, &job->entries);
	job_free(job);
	return status == CMH_OK;
}

/* The part of the options that is about one map. False: out of memory. */
static bool
set_scope(struct cmh_watch *watch, enum cmh_map map, const struct cmh_watch_options *options)
{
	struct scope *scope = watch->maps[map].scope = scope_new();
	bool good = scope != NULL;

	if (good && options->n_paths == 0 && handle_covers(watch->handle, map, ""))
		good = scope_add(scope, "");
	for (size_t i = 0; i < options->n_paths && good; i++)
		if (handle_covers(watch->handle, map, options->paths[i]))
			good = scope_add(scope, options->paths[i]);
	if (good)
		scope->leaves_out = options->leaves_out;
	for (size_t i = 0; i < options->n_except && good; i++)
		good = scope_add_exception(scope, options->except[i]);
	return good;
}

bool
watch_open(struct cmh_watch *watch, const struct cmh_watch_options *options)
{
	FOR_EACH_MAP(map)
		if (!set_scope(watch, map, options)) {
			error_no_memory(&watch->error);
			return false;
		}
	FOR_EACH_MAP(map)
		if (!watch_open_map(watch, map))
			return false;
	FOR_EACH_MAP(map)
		if ((watch->flags & CMH_WATCH_WAIT_READY) != 0 && !wait_ready(watch, map))
			return false;
	return true;
}
