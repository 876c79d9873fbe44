/* SPDX-License-Identifier: BSD-3-Clause */
#include "watch_silence.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "clock.h"
#include "error.h"
#include "handle.h"
#include "process.h"
#include "watch_job.h"

/* The question: corosync answers each of these by one look-up, whether the key exists or not. */
static const char *const question_keys[N_MAPS] = {
	[CMH_ICMAP] = "totem.version",
	[CMH_STATS] = "stats.ipcs.global.active",
};

static const struct op op_ask = { DO_TRACK, watch_job_ask };

/* Whether a question can be asked on one map: its answer would come before reports that the caller has not taken. */
static bool
is_free(const struct map_watch *on)
{
	return on->job == NULL && feed_is_empty(&on->feed);
}

/* Asks corosync on the connection of one map, which is free. */
static void
ask(struct cmh_watch *watch, enum cmh_map map)
{
	struct job *job = job_new(&op_ask, question_keys[map]);

	if (job != NULL) {
		watch->maps[map].asking = true;
		map_watch_give(watch, map, job);
		return;
	}
	error_no_memory(&watch->error);
	watch_fail(watch, map);
}

/* ---- the timer ---------------------------------------------------------- */

static void
set_timer(struct cmh_watch *watch, int64_t at)
{
	int64_t left = at - clock_ms();
	struct itimerspec when = { .it_value = { .tv_nsec = 1 } };

	if (left > 0)
		when.it_value = (struct timespec){ (time_t)(left / 1000), (long)(left % 1000) * 1000000L };
	watch->silence_at = at;
	timerfd_settime(watch->silence_fd, 0, &when, NULL);
}

bool
watch_silence_start(struct cmh_watch *watch)
{
	struct epoll_event on = { .events = EPOLLIN };

	if (watch->silence_ms == 0 || !handle_is_live(watch->handle))
		return true;
	watch->silence_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (watch->silence_fd < 0 || epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, watch->silence_fd, &on) != 0)
		return false;
	watch->counted_from = clock_ms();
	set_timer(watch, watch->counted_from + watch->silence_ms);
	return true;
}

/* ---- silence ------------------------------------------------------------ */

/* When corosync was heard last, on any connection: it is one process. */
static int64_t
last_heard(const struct cmh_watch *watch)
{
	int64_t last = 0;

	FOR_EACH_MAP(map) {
		int64_t heard = watch->maps[map].conn != NULL ? conn_heard(watch->maps[map].conn) : 0;

		if (heard > last)
			last = heard;
	}
	return last;
}

/* The time that was `ms` ago, by the clock on the wall. */
static struct timespec
time_ago(int64_t ms)
{
	struct timespec time;

	clock_gettime(CLOCK_REALTIME, &time);
	time.tv_sec -= ms / 1000;
	time.tv_nsec -= ms % 1000 * 1000000;
	if (time.tv_nsec < 0) {
		time.tv_sec--;
		time.tv_nsec += 1000000000;
	}
	return time;
}

/* The state of the connection to one map; without one, that of none. */
static struct conn_state
state_of(const struct cmh_watch *watch, enum cmh_map map)
{
	struct conn_state state = { 0 };

	if (watch->maps[map].conn != NULL)
		conn_state(watch->maps[map].conn, &state);
	return state;
}

static void
queue(struct cmh_watch *watch, enum cmh_event_kind kind, enum cmh_map map)
{
	pid_t pid = state_of(watch, map).pid;

	watch_queue_event(watch, (struct cmh_event){ .kind = kind, .map = map, .pid = pid, .since = watch->silent_since });
}

/* Has the watch look at once when the corosync that is silent ends. Without such a descriptor, the timer has to do. */
static void
open_process(struct cmh_watch *watch, pid_t pid)
{
	struct epoll_event on = { .events = EPOLLIN };

	watch->process_fd = process_open(pid);
	if (watch->process_fd >= 0)
		(void)epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, watch->process_fd, &on);
}

static void
close_process(struct cmh_watch *watch)
{
	if (watch->process_fd >= 0)
		close(watch->process_fd);
	watch->process_fd = -1;
}

static void
begin_silence(struct cmh_watch *watch, enum cmh_map map)
{
	watch->maps[map].pid = state_of(watch, map).pid;
	open_process(watch, watch->maps[map].pid);
	watch->silent_from = last_heard(watch);
	watch->silent_since = time_ago(clock_ms() - watch->silent_from);
	watch->silent_map = map;
	watch->silent = true;
	queue(watch, CMH_EVENT_SILENT, map);
}

/* Whether there is a corosync to hear of. */
static bool
is_connected(const struct cmh_watch *watch, enum cmh_map map)
{
	struct conn_state state = state_of(watch, map);

	return state.connected && !process_has_ended(state.pid);
}

/* Loses a corosync that has ended during a job: libcmap needs up to 2 s to notice. Between two jobs, the connection notices it at once. */
static void
lose_ended(struct cmh_watch *watch)
{
	FOR_EACH_MAP(map) {
		struct conn_state state = state_of(watch, map);

		if (watch->maps[map].job != NULL && state.connected && process_has_ended(state.pid))
			map_watch_lose(watch, map);
	}
}

/* Nothing was heard for a while: asks, unless a job is under way that is a question itself, or has waited for too long. */
static void
on_quiet(struct cmh_watch *watch, int64_t from)
{
	int64_t now = clock_ms();

	lose_ended(watch);
	FOR_EACH_MAP(map) {
		const struct map_watch *on = &watch->maps[map];
		int64_t asked = on->submitted > from ? on->submitted : from;

		if (on->job == NULL || !is_connected(watch, map))
			continue;
		if (now >= asked + watch->silence_ms)
			begin_silence(watch, map);
		set_timer(watch, (watch->silent ? now : asked) + watch->silence_ms);
		return;
	}
	FOR_EACH_MAP(map)
		if (is_free(&watch->maps[map]) && is_connected(watch, map)) {
			ask(watch, map);
			break;
		}
	set_timer(watch, now + watch->silence_ms);
}

void
watch_silence_look(struct cmh_watch *watch)
{
	int64_t now = clock_ms(), heard = last_heard(watch), from;
	uint64_t times;

	if (!watch->silent)
		close_process(watch);
	else if (heard > watch->silent_from) {
		watch->silent = false;
		queue(watch, CMH_EVENT_ANSWERING, watch->silent_map);
		return;
	} else
		lose_ended(watch);
	if (watch->silence_fd < 0 || read(watch->silence_fd, &times, sizeof(times)) < 0)
		return;
	if (now > watch->silence_at + watch->silence_ms / 2) /* it was the caller who was away: corosync may have answered long ago */
		watch->counted_from = now;
	from = heard > watch->counted_from ? heard : watch->counted_from;
	if (watch->silent)
		set_timer(watch, now + watch->silence_ms);
	else if (now < from + watch->silence_ms)
		set_timer(watch, from + watch->silence_ms);
	else
		on_quiet(watch, from);
}

/* ---- the caller's question ---------------------------------------------- */

void
cmh_watch_ask(struct cmh_watch *watch)
{
	if (watch->owner != getpid() || watch->failed)
		return;
	FOR_EACH_MAP(map) {
		struct map_watch *on = &watch->maps[map];

		on->unanswered = on->conn != NULL && on->known && !on->lost;
		on->asked = false;
		watch_question_look(watch, map);
	}
}

void
watch_question_look(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];

	if (!on->unanswered || !is_free(on) || watch->failed)
		return;
	if (!on->asked) {
		on->asked = true;
		ask(watch, map);
		return;
	}
	on->unanswered = false;
	if (!watch->maps[CMH_ICMAP].unanswered && !watch->maps[CMH_STATS].unanswered)
		queue(watch, CMH_EVENT_ANSWERED, map);
}
