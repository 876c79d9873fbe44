/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/counters.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "know/metric.h"
#include "str.h"

/* A poll is late after so many intervals. */
static const double late = 1.5;

void
counters_clear(struct counters *counters)
{
	for (size_t i = 0; i < counters->n; i++)
		free(counters->v[i].key);
	free(counters->v);
	*counters = (struct counters){ 0 };
}

static bool
is_counter(const struct cmh_entry *entry)
{
	return entry->error == NULL && cmh_type_is_integer(entry->value.type) && metric_is_counter(metric_find(entry->key));
}

/* Adds a rate in front, and drops those that are older than a minute. */
static void
remember(struct rate *rate, double value, double interval)
{
	double minute = 60 / interval + 1;
	size_t most = minute < RATE_PAST ? (size_t)minute : RATE_PAST;

	memmove(&rate->past[1], &rate->past[0], sizeof(rate->past) - sizeof(rate->past[0]));
	rate->past[0] = value;
	if (rate->n_past < most)
		rate->n_past++;
}

/* A counter that has decreased was cleared or has wrapped: its increase is not known. */
static void
count(struct counter *c, uint64_t value, double seconds, double interval)
{
	struct rate *rate = &c->rate;

	rate->known = true;
	rate->cleared = value < c->value;
	rate->delta = rate->cleared ? 0 : value - c->value;
	rate->seconds = seconds;
	rate->per_second = (double)rate->delta / seconds;
	remember(rate, rate->per_second, interval);
	c->value = value;
}

/* Starts a counter that the last poll did not have. */
static bool
begin(struct counter *c, const struct cmh_entry *entry)
{
	*c = (struct counter){ .key = str_copy(entry->key), .value = entry->value.u };
	c->rate.unit = metric_unit_text(metric_find(entry->key));
	return c->key != NULL;
}

/* Moves the counter of a key from the last poll, which is in the same order. False: it did not have it. */
static bool
carry_over(struct counter *to, struct counters *from, size_t *at, const char *key)
{
	while (*at < from->n && cmh_name_cmp(from->v[*at].key, key) < 0)
		++*at;
	if (*at == from->n || strcmp(from->v[*at].key, key) != 0)
		return false;
	*to = from->v[*at];
	from->v[(*at)++].key = NULL;
	return true;
}

bool
counters_read(struct counters *counters, const struct cmh_entries *keys, double now, double interval, bool *fresh)
{
	double seconds = now - counters->at;
	struct counters next = { .at = now };
	size_t at = 0;
	bool good;

	*fresh = false;
	if (counters->at > 0 && (seconds <= 0 || (seconds > late * interval && !counters->late))) {
		counters->late = true;
		return true;
	}
	next.v = calloc(keys->n + 1, sizeof(*next.v));
	good = next.v != NULL;
	for (size_t i = 0; i < keys->n && good; i++) {
		struct counter *c = &next.v[next.n];

		if (!is_counter(&keys->v[i]))
			continue;
		next.n++;
		if (carry_over(c, counters, &at, keys->v[i].key))
			count(c, keys->v[i].value.u, seconds, interval);
		else
			good = begin(c, &keys->v[i]);
		c->rate.key = c->key;
	}
	*fresh = counters->at > 0;
	counters_clear(counters);
	*counters = next;
	return good;
}
