/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/rate.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "task/counters.h"
#include "task/event.h"
#include "task/rate_print.h"

enum { GRACE_MS = 2000 }; /* how late a poll may be before its interval has failed */

struct rate_task {
	struct task task;
	struct counters counters;
	bool all, in_place;
	unsigned left;
	unsigned interval_ms;
	unsigned good, failed; /* intervals with a poll, and without */
	unsigned missed;       /* of the failed ones, those since the last poll */
	int64_t last;          /* when the last poll came, by clock_ms() */
	int64_t alarm;         /* when the alarm is due */
	int64_t deadline;      /* by clock_ms(); 0: none */
	bool give_up;          /* end when the connection to corosync is lost */
	struct rate_table drawn; /* the table on the screen */
	pid_t pid;          /* of the corosync that has these counters; 0: not known */
	bool lost;          /* the connection is lost, and that was printed */
	uint64_t seq;       /* of the last event that was printed */
};

static struct rate_task *
rate_task_of(struct task *task)
{
	return (struct rate_task *)task;
}

/* ---- failed polls -------------------------------------------------------- */

/* Sets the alarm to the next moment at which an interval may have failed, or --for ends. */
static void
set_alarm(struct rate_task *t)
{
	int64_t now = clock_ms(), grace = t->interval_ms > GRACE_MS ? t->interval_ms : GRACE_MS;
	int64_t next = t->last + (int64_t)t->interval_ms * (t->missed + 1);

	if (t->missed == 0) /* a poll may be late */
		next += grace;
	if (t->deadline != 0 && t->deadline < next)
		next = t->deadline;
	t->alarm = next;
	task_set_alarm(&t->task, next > now ? (uint64_t)(next - now) : 1);
}

/* Ends the task. If polls failed, prints how many and why. */
static void
end(struct rate_task *t, const char *why)
{
	enum exit_code code = t->good > 0 ? EXIT_PARTIAL : t->lost ? EXIT_UNREACHABLE : EXIT_TIMEOUT;

	if (t->failed == 0)
		task_end(&t->task, EXIT_DONE, why, NULL, NULL);
	else
		task_end(&t->task, code, why, "run: systemctl status corosync", "%u of %u polls failed: corosync %s", t->failed,
			 t->failed + t->good, t->lost ? "was lost" : "did not answer");
}

/* Counts an interval for --count. */
static void
count_interval(struct rate_task *t)
{
	if (t->left > 0 && --t->left == 0)
		end(t, "count");
}

/* A poll has come, or the watch begins anew: the next one is due after the interval. */
static void
restart_clock(struct rate_task *t)
{
	t->last = clock_ms();
	t->missed = 0;
	set_alarm(t);
}

/* Counts the intervals that have passed without a poll. */
static void
on_alarm(struct task *task, struct output *out)
{
	struct rate_task *t = rate_task_of(task);
	int64_t now = clock_ms();

	(void)out;
	if (t->deadline != 0 && now >= t->deadline) {
		end(t, "for");
		return;
	}
	if (now > t->alarm + GRACE_MS) { /* this program was stopped */
		restart_clock(t);
		return;
	}
	while (!task->ended && t->last + (int64_t)t->interval_ms * (t->missed + 1) <= now) {
		t->missed++;
		t->failed++;
		count_interval(t);
	}
	if (!task->ended)
		set_alarm(t);
}

/* ---- showing ----------------------------------------------------------- */

/* Whether to print a rate. A table drawn in place keeps it for a minute: nobody can read rows that come and go. */
static bool
is_shown(const struct rate_task *t, const struct rate *rate)
{
	bool shown = t->all || rate->delta > 0 || rate->cleared;

	for (size_t i = 0; i < rate->n_past && t->in_place && !shown; i++)
		shown = rate->past[i] > 0;
	return rate->known && shown;
}

static void
print_rates(struct rate_task *t, struct output *out)
{
	const struct counters *counters = &t->counters;
	const struct rate **rows = calloc(counters->n + 1, sizeof(*rows));
	size_t n = 0;

	if (rows == NULL) {
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
		return;
	}
	for (size_t i = 0; i < counters->n; i++)
		if (is_shown(t, &counters->v[i].rate))
			rows[n++] = &counters->v[i].rate;
	if (t->in_place)
		rate_draw(out, rows, n, &t->drawn, t->interval_ms);
	else
		rate_print(out, rows, n);
	free(rows);
	t->good++;
	count_interval(t);
}

/* Prints that rates are interrupted, or continue. At the prompt, the prompt prints this. */
static void
print_event(struct rate_task *t, struct output *out, const struct cmh_event *event)
{
	bool lines = !out->quiet && t->task.set.mode != MODE_PROMPT;

	if (output_is_text(out) ? lines : !output_wants_uniform(out))
		event_print(out, event, ++t->seq);
	t->drawn.rows = 0;
}

/* After a loss, and after a restart while we were stopped, drops all counters: a new corosync has other ones. */
static void
on_passing(struct rate_task *t, struct output *out, const struct cmh_event *event)
{
	bool lost = event->kind == CMH_EVENT_LOST;

	if (lost || (t->pid != 0 && t->pid != event->pid))
		counters_clear(&t->counters);
	if (lost || t->lost)
		print_event(t, out, event);
	t->lost = lost;
	t->pid = event->pid;
	if (lost && t->give_up)
		task_end(&t->task, EXIT_UNREACHABLE, "lost", "leave out --no-reconnect to wait for corosync",
			 "lost connection to corosync (pid %ld)", (long)event->pid);
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct rate_task *t = rate_task_of(task);
	bool fresh = false;

	if (event->kind == CMH_EVENT_SILENT || event->kind == CMH_EVENT_ANSWERING)
		print_event(t, out, event);
	if (event->kind == CMH_EVENT_LOST || event->kind == CMH_EVENT_READY)
		on_passing(t, out, event);
	if (event->kind != CMH_EVENT_POLLED)
		return;
	restart_clock(t);
	if (!counters_read(&t->counters, cmh_watch_keys(task->watch, CMH_STATS), clock_seconds(), t->interval_ms / 1000.0, &fresh))
		task_end(task, EXIT_ERROR, "failed", NULL, "out of memory");
	else if (fresh)
		print_rates(t, out);
}

/* Forgets the table on the screen, because other output is below it. */
static void
on_other_output(struct task *task)
{
	rate_task_of(task)->drawn.rows = 0;
}

static void
release(struct task *task)
{
	counters_clear(&rate_task_of(task)->counters);
	free(task);
}

static const struct task_ops ops = {
	.name = "rate",
	.on_event = on_event,
	.on_alarm = on_alarm,
	.on_other_output = on_other_output,
	.free = release,
};

struct task *
rate_task_new(void)
{
	struct rate_task *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->task.ops = &ops;
	t->task.fd = t->task.timer_fd = -1;
	return &t->task;
}

void
rate_task_set(struct task *task, bool all, unsigned count_, bool in_place, unsigned interval_ms)
{
	struct rate_task *t = rate_task_of(task);

	t->all = all;
	t->left = count_;
	t->in_place = in_place;
	t->interval_ms = interval_ms;
}

void
rate_task_set_end(struct task *task, bool limited, unsigned for_ms, bool give_up)
{
	struct rate_task *t = rate_task_of(task);

	t->give_up = give_up;
	t->deadline = limited ? clock_ms() + for_ms : 0;
	restart_clock(t);
}
