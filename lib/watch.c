/* SPDX-License-Identifier: BSD-3-Clause */
/* Watches, as a caller uses them. Each map that one covers has a connection of its own: see watch_map.c. */
#include "watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "cmh_private.h"
#include "error.h"
#include "handle.h"
#include "name.h"
#include "sized.h"
#include "watch_silence.h"

enum {
	CLOSE_MS = 200,
	MAX_SILENCE_MS = 1000000000, /* 11 days */
	ALL_FLAGS = CMH_WATCH_NAMES | CMH_WATCH_INITIAL | CMH_WATCH_WAIT_READY,
};

SIZED_ENDS_WITH(struct cmh_watch_options, leaves_out);

static struct cmh_watch *
watch_alloc(struct cmh_handle *handle, const struct cmh_watch_options *options)
{
	struct cmh_watch *watch = calloc(1, sizeof(*watch));

	if (watch == NULL)
		return NULL;
	watch->handle = handle;
	watch->owner = getpid();
	watch->flags = options->flags;
	watch->interval_ms = options->interval_ms;
	watch->silence_ms = (int64_t)(options->silence_ms < MAX_SILENCE_MS ? options->silence_ms : MAX_SILENCE_MS);
	watch->timer_fd = watch->silence_fd = watch->process_fd = -1;
	STAILQ_INIT(&watch->events);
	FOR_EACH_MAP(map)
		feed_init(&watch->maps[map].feed);
	watch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	return watch;
}

/* Takes over and checks the options of the caller. */
static enum cmh_status
read_options(struct cmh_watch_options *out, const struct cmh_watch_options *given, struct cmh_error *err)
{
	*out = (struct cmh_watch_options)CMH_WATCH_OPTIONS_INIT;
	if (given != NULL && !sized_copy(out, sizeof(*out), given))
		return error_set(err, CMH_INVALID, "initialise them with CMH_WATCH_OPTIONS_INIT",
				 "the options of a watch have no size, or are newer than libcmh " PACKAGE_VERSION);
	if ((out->flags & ~(unsigned)ALL_FLAGS) != 0)
		return error_set(err, CMH_INVALID, NULL, "libcmh " PACKAGE_VERSION " does not know the flag 0x%x of a watch",
				 out->flags & ~(unsigned)ALL_FLAGS);
	for (size_t i = 0; i < out->n_paths; i++)
		if (!path_is_possible(out->paths[i]))
			return error_set(err, CMH_INVALID, NULL, "no key has a name of %zu characters",
					 strlen(out->paths[i]));
	return CMH_OK;
}

struct cmh_watch *
cmh_watch_new(struct cmh_handle *handle, const struct cmh_watch_options *given, struct cmh_error *err)
{
	struct cmh_watch_options options;
	struct cmh_watch *watch;

	if (read_options(&options, given, err) != CMH_OK)
		return NULL;
	watch = watch_alloc(handle, &options);
	if (watch == NULL) {
		error_no_memory(err);
		return NULL;
	}
	if (watch->epoll_fd < 0)
		error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	else if (!watch_silence_start(watch))
		error_set(&watch->error, CMH_FAILED, NULL, "cannot start a watch: %s", strerror(errno));
	else if (watch_open(watch, &options))
		return watch;
	error_copy(err, &watch->error);
	cmh_watch_free(watch);
	return NULL;
}

uint64_t
cmh_watch_requests(const struct cmh_watch *watch)
{
	uint64_t n = 0;

	FOR_EACH_MAP(map) {
		struct conn_state state = { 0 };

		if (watch->maps[map].conn != NULL)
			conn_state(watch->maps[map].conn, &state);
		n += state.requests;
	}
	return n;
}

void
cmh_watch_free(struct cmh_watch *watch)
{
	if (watch == NULL)
		return;
	cmh_watch_pause(watch);
	FOR_EACH_MAP(map) {
		cmh_entries_clear(&watch->maps[map].keys);
		scope_unref(watch->maps[map].scope);
	}
	events_clear(&watch->events);
	event_clear(&watch->taken);
	if (watch->timer_fd >= 0)
		close(watch->timer_fd);
	if (watch->silence_fd >= 0)
		close(watch->silence_fd);
	if (watch->process_fd >= 0)
		close(watch->process_fd);
	if (watch->epoll_fd >= 0)
		close(watch->epoll_fd);
	cmh_error_clear(&watch->error);
	free(watch);
}

/* A child of fork(2) has the watch of its parent, and must not take events from it. True: it is one, and the watch has failed. */
static bool
is_foreign(struct cmh_watch *watch)
{
	if (watch->owner == getpid() || !handle_is_live(watch->handle))
		return false;
	if (!watch->failed) {
		error_forked(&watch->error);
		watch_fail(watch, CMH_ICMAP);
	}
	return true;
}

/* If the interval has passed, lets the values of the stats map be read, unless that is still under way. */
static void
poll_stats(struct cmh_watch *watch)
{
	struct map_watch *on = &watch->maps[CMH_STATS];
	uint64_t times;

	if (watch->timer_fd < 0 || read(watch->timer_fd, &times, sizeof(times)) < 0)
		return;
	if (on->conn != NULL && on->known && on->job == NULL && feed_is_empty(&on->feed) &&
	    !watch->failed && !map_watch_submit(watch, CMH_STATS, true))
		watch_fail(watch, CMH_STATS);
}

int
cmh_watch_fd(const struct cmh_watch *watch)
{
	return watch->epoll_fd;
}

const struct cmh_event *
cmh_watch_next(struct cmh_watch *watch)
{
	bool foreign = is_foreign(watch);

	event_clear(&watch->taken);
	if (!foreign && !watch->failed && STAILQ_EMPTY(&watch->events))
		watch_silence_look(watch);
	if (!foreign && STAILQ_EMPTY(&watch->events))
		poll_stats(watch);
	FOR_EACH_MAP(map) {
		if (!foreign && STAILQ_EMPTY(&watch->events) && watch->maps[map].conn != NULL)
			map_watch_look(watch, map);
		if (!foreign && STAILQ_EMPTY(&watch->events))
			watch_question_look(watch, map);
	}
	if (events_pop(&watch->events, &watch->taken))
		return &watch->taken;
	if (foreign || !watch->lacks_event)
		return NULL;
	watch->lacks_event = false;
	watch->taken = (struct cmh_event){ .kind = CMH_EVENT_FAILED, .map = watch->lacking_map };
	clock_gettime(CLOCK_REALTIME, &watch->taken.time);
	return &watch->taken;
}

const struct cmh_entries *
cmh_watch_keys(const struct cmh_watch *watch, enum cmh_map map)
{
	return (unsigned)map < N_MAPS ? &watch->maps[map].keys : NULL;
}

bool
cmh_watch_ready(const struct cmh_watch *watch)
{
	if (watch->failed || watch->silent || watch->owner != getpid())
		return false;
	FOR_EACH_MAP(map) {
		const struct map_watch *on = &watch->maps[map];
		bool tracking = on->conn != NULL && (on->job == NULL || on->polling || on->asking);

		if (on->scope->paths.n > 0 && handle_is_live(watch->handle) && (!on->known || on->lost || !tracking))
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
	FOR_EACH_MAP(map) {
		struct map_watch *on = &watch->maps[map];

		conn_close(on->conn, CLOSE_MS);
		on->conn = NULL;
		on->job = NULL;
		on->asking = on->unanswered = false;
		on->opened = 0;
		feed_clear(&on->feed);
	}
}

void
cmh_watch_resume(struct cmh_watch *watch)
{
	if (is_foreign(watch) || !handle_is_live(watch->handle))
		return;
	FOR_EACH_MAP(map)
		if (!watch->failed && watch->maps[map].conn == NULL && !watch_open_map(watch, map))
			watch_fail(watch, map);
}
