/* SPDX-License-Identifier: BSD-3-Clause */
#include "rating.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "metric.h"

/* A counter, from one poll to the next. */
struct counter {
	char *key;
	uint64_t value;
	bool known;    /* the value is of the poll before this one */
	struct rate rate;
};

struct rating {
	struct task task;
	struct counter *v; /* in the order of names */
	size_t n;
	double at;         /* when they were read, in seconds; 0: not yet */
	bool all, in_place;
	unsigned left;
	unsigned interval_ms;
	unsigned drawn;    /* rows on the screen that the next draw replaces */
};

static struct rating *
rating_of(struct task *task)
{
	return (struct rating *)task;
}

static double
now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- counters ---------------------------------------------------------- */

static void
forget(struct rating *rating)
{
	for (size_t i = 0; i < rating->n; i++)
		free(rating->v[i].key);
	free(rating->v);
	rating->v = NULL;
	rating->n = 0;
	rating->at = 0;
}

static bool
is_counter(const struct cmh_entry *entry)
{
	return entry->error == NULL && cmh_type_is_integer(entry->value.type) && metric_is_counter(metric_find(entry->key));
}

/* The place of the newest sample moves on; what is older than a minute falls off. */
static void
remember(struct rate *rate, double value, unsigned interval_ms)
{
	size_t minute = 60 * 1000 / interval_ms + 1, most = minute < RATE_PAST ? minute : RATE_PAST;

	memmove(&rate->past[1], &rate->past[0], sizeof(rate->past) - sizeof(rate->past[0]));
	rate->past[0] = value;
	if (rate->n_past < most)
		rate->n_past++;
}

/* A counter that is smaller than before was cleared, or has wrapped: nobody knows how much came meanwhile. */
static void
count(struct counter *c, uint64_t value, double seconds, unsigned interval_ms)
{
	c->rate.known = c->known;
	c->rate.cleared = c->known && value < c->value;
	c->rate.delta = c->known && !c->rate.cleared ? value - c->value : 0;
	c->rate.seconds = seconds;
	c->rate.per_second = seconds > 0 ? (double)c->rate.delta / seconds : 0;
	if (c->known)
		remember(&c->rate, c->rate.per_second, interval_ms);
	c->value = value;
	c->known = true;
}

/* Moves what is known of a key from the old list, which is in the same order. */
static bool
carry_over(struct counter *to, struct rating *rating, size_t *at, const char *key)
{
	while (*at < rating->n && cmh_name_cmp(rating->v[*at].key, key) < 0)
		++*at;
	if (*at < rating->n && strcmp(rating->v[*at].key, key) == 0) {
		*to = rating->v[*at];
		rating->v[*at].key = NULL;
		++*at;
		return true;
	}
	*to = (struct counter){ .key = strdup(key) };
	to->rate.unit = metric_unit_text(metric_find(key));
	return to->key != NULL;
}

/* False: out of memory. */
static bool
take_sample(struct rating *rating, const struct cmh_entries *keys)
{
	struct counter *v = calloc(keys->n + 1, sizeof(*v));
	double now = now_s(), seconds = rating->at > 0 ? now - rating->at : 0;
	size_t n = 0, at = 0;
	bool good = v != NULL;

	for (size_t i = 0; i < keys->n && good; i++) {
		if (!is_counter(&keys->v[i]))
			continue;
		good = carry_over(&v[n], rating, &at, keys->v[i].key);
		v[n].rate.key = v[n].key;
		count(&v[n++], keys->v[i].value.u, seconds, rating->interval_ms);
	}
	forget(rating);
	rating->v = v;
	rating->n = n;
	rating->at = now;
	return good;
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
	const struct rate **rows = calloc(rating->n + 1, sizeof(*rows));
	size_t n = 0;

	if (rows == NULL) {
		task_end(&rating->task, EXIT_ERROR, "failed", NULL, "out of memory");
		return;
	}
	for (size_t i = 0; i < rating->n; i++)
		if (is_shown(rating, &rating->v[i].rate))
			rows[n++] = &rating->v[i].rate;
	if (rating->in_place)
		rating->drawn = render_rates_again(r, rows, n, rating->drawn, rating->interval_ms);
	else
		render_rates(r, rows, n);
	free(rows);
	if (rating->left > 0 && --rating->left == 0)
		task_end(&rating->task, EXIT_DONE, "count", NULL, NULL);
}

/* After a loss all begins anew: another corosync has other counters. */
static void
on_event(struct task *task, struct render *r, const struct cmh_event *event)
{
	struct rating *rating = rating_of(task);
	bool first = rating->at <= 0;

	if (event->kind == CMH_EVENT_LOST)
		forget(rating);
	if (event->kind != CMH_EVENT_POLLED)
		return;
	if (!take_sample(rating, cmh_watch_keys(task->watch, CMH_STATS)))
		task_end(task, EXIT_ERROR, "failed", NULL, "out of memory");
	else if (!first)
		show(rating, r);
}

static void
release(struct task *task)
{
	forget(rating_of(task));
	free(task);
}

static const struct task_ops ops = { .name = "rate", .event = on_event, .free = release };

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
