/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/rate.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "task/counters.h"

struct rating {
	struct task task;
	struct counters counters;
	bool all, in_place;
	unsigned left;
	unsigned interval_ms;
	struct drawn drawn; /* on the screen */
	pid_t pid;          /* of the corosync that they are of; 0: not known */
	bool gone;          /* it is, and that was told */
	uint64_t told;      /* how many things, besides rates */
};

static struct rating *
rating_of(struct task *task)
{
	return (struct rating *)task;
}

/* ---- showing ----------------------------------------------------------- */

/* In place a row stays while its last minute has something to show: nobody can read rows that come and go. */
static bool
is_shown(const struct rating *rating, const struct rate *rate)
{
	bool moves = rating->all || rate->delta > 0 || rate->cleared;

	for (size_t i = 0; i < rate->n_past && rating->in_place && !moves; i++)
		moves = rate->past[i] > 0;
	return rate->known && moves;
}

static void
show(struct rating *rating, struct render *r)
{
	const struct counters *counters = &rating->counters;
	const struct rate **rows = calloc(counters->n + 1, sizeof(*rows));
	size_t n = 0;

	if (rows == NULL) {
		task_end(&rating->task, EXIT_ERROR, "failed", NULL, "out of memory");
		return;
	}
	for (size_t i = 0; i < counters->n; i++)
		if (is_shown(rating, &counters->v[i].rate))
			rows[n++] = &counters->v[i].rate;
	if (rating->in_place)
		render_rates_again(r, rows, n, &rating->drawn, rating->interval_ms);
	else
		render_rates(r, rows, n);
	free(rows);
	if (rating->left > 0 && --rating->left == 0)
		task_end(&rating->task, EXIT_DONE, "count", NULL, NULL);
}

/* No more rates for a while, or again. Tables have no place for it, and at the prompt the prompt tells the person. */
static void
tell(struct rating *rating, struct render *r, const struct cmh_event *event)
{
	if (r->format == FORMAT_NDJSON || (r->format == FORMAT_TEXT && !r->quiet && rating->task.set.mode != MODE_PROMPT))
		render_event(r, event, ++rating->told);
	rating->drawn.rows = 0;
}

/* After a loss all begins anew: another corosync has other counters, and so has one that was started while we stood still. */
static void
on_passing(struct rating *rating, struct render *r, const struct cmh_event *event)
{
	bool lost = event->kind == CMH_EVENT_LOST;

	if (lost || (rating->pid != 0 && rating->pid != event->pid))
		counters_clear(&rating->counters);
	if (lost || rating->gone)
		tell(rating, r, event);
	rating->gone = lost;
	rating->pid = event->pid;
}

static void
on_event(struct task *task, struct render *r, const struct cmh_event *event)
{
	struct rating *rating = rating_of(task);
	bool fresh = false;

	if (event->kind == CMH_EVENT_LOST || event->kind == CMH_EVENT_READY)
		on_passing(rating, r, event);
	if (event->kind != CMH_EVENT_POLLED)
		return;
	if (!counters_read(&rating->counters, cmh_watch_keys(task->watch, CMH_STATS), clock_seconds(), rating->interval_ms / 1000.0, &fresh))
		task_end(task, EXIT_ERROR, "failed", NULL, "out of memory");
	else if (fresh)
		show(rating, r);
}

/* Something else stands below what was drawn. */
static void
on_disturbance(struct task *task)
{
	rating_of(task)->drawn.rows = 0;
}

static void
release(struct task *task)
{
	counters_clear(&rating_of(task)->counters);
	free(task);
}

static const struct task_ops ops = { .name = "rate", .event = on_event, .disturbed = on_disturbance, .free = release };

struct task *
rating_new(void)
{
	struct rating *rating = calloc(1, sizeof(*rating));

	if (rating == NULL)
		return NULL;
	rating->task.ops = &ops;
	rating->task.fd = rating->task.timer_fd = -1;
	return &rating->task;
}

void
rating_set(struct task *task, bool all, unsigned count_, bool in_place, unsigned interval_ms)
{
	struct rating *rating = rating_of(task);

	rating->all = all;
	rating->left = count_;
	rating->in_place = in_place;
	rating->interval_ms = interval_ms;
}
