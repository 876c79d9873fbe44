/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/rate.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "task/counters.h"
#include "task/event.h"
#include "task/rate_print.h"

struct rate_task {
	struct task task;
	struct counters counters;
	bool all, in_place;
	unsigned left;
	unsigned interval_ms;
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
	if (t->left > 0 && --t->left == 0)
		task_end(&t->task, EXIT_DONE, "count", NULL, NULL);
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
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct rate_task *t = rate_task_of(task);
	bool fresh = false;

	if (event->kind == CMH_EVENT_LOST || event->kind == CMH_EVENT_READY)
		on_passing(t, out, event);
	if (event->kind != CMH_EVENT_POLLED)
		return;
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

static const struct task_ops ops = { .name = "rate", .on_event = on_event, .on_other_output = on_other_output, .free = release };

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
