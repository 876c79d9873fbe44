/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What corosync reports of tracked keys. It keeps every report in memory until
 * it is read, without a limit; so the connection's thread reads at once, and
 * the limit is ours: what does not fit is counted.
 */
#include <stdlib.h>
#include <string.h>

#include "conn.h"

void
report_free(struct report *report)
{
	if (report == NULL)
		return;
	free(report->key);
	cmh_value_clear(&report->before);
	cmh_value_clear(&report->after);
	free(report);
}

struct report *
feed_take(struct feed *feed)
{
	struct report *report = feed->first;

	feed->first = report->next;
	return report;
}

void
feed_clear(struct feed *feed)
{
	while (feed->first != NULL)
		report_free(feed_take(feed));
	*feed = (struct feed){ 0 };
}

bool
feed_is_empty(const struct feed *feed)
{
	return feed->first == NULL && feed->dropped == 0 && !feed->lost;
}

void
feed_restart(struct conn *conn)
{
	pthread_mutex_lock(&conn->lock);
	feed_clear(&conn->feed);
	conn->feed.last = &conn->feed.first;
	pthread_mutex_unlock(&conn->lock);
}

void
conn_take_feed(struct conn *conn, struct feed *out)
{
	pthread_mutex_lock(&conn->lock);
	*out = conn->feed;
	conn->feed = (struct feed){ .last = &conn->feed.first };
	pthread_mutex_unlock(&conn->lock);
}

/* A reported value; the pointer is never NULL, and not aligned. */
static bool
take_value(struct cmh_value *out, const struct cmap_notify_value *value)
{
	return (value->len == 0 && value->type != CMAP_VALUETYPE_BINARY) ||
	       value_from_cmap(out, value->type, value->data, value->len) == CS_OK;
}

static struct report *
report_new(const char *key, int event, const struct cmap_notify_value *before, const struct cmap_notify_value *after)
{
	struct report *report = calloc(1, sizeof(*report));

	if (report == NULL)
		return NULL;
	report->event = event;
	clock_gettime(CLOCK_REALTIME, &report->time);
	report->key = strdup(key);
	if (report->key == NULL || !take_value(&report->before, before) || !take_value(&report->after, after)) {
		report_free(report);
		return NULL;
	}
	return report;
}

static void
on_change(cmap_handle_t cmap, cmap_track_handle_t tracker, int32_t event, const char *key,
	  struct cmap_notify_value after, struct cmap_notify_value before, void *arg)
{
	struct conn *conn = arg;
	struct report *report;
	bool kept;

	(void)cmap;
	(void)tracker;
	if (!scope_covers(conn->scope, key)) /* what nobody wants must not fill the queue */
		return;
	report = report_new(key, event, &before, &after);
	pthread_mutex_lock(&conn->lock);
	kept = report != NULL && conn->feed.n < FEED_MAX;
	if (kept) {
		*conn->feed.last = report;
		conn->feed.last = &report->next;
		conn->feed.n++;
	} else
		conn->feed.dropped++;
	pthread_mutex_unlock(&conn->lock);
	if (!kept)
		report_free(report);
}

bool
feed_dispatch(struct conn *conn)
{
	return cmap_dispatch(conn->cmap, CS_DISPATCH_ALL) == CS_OK && !conn_hung_up(conn->cmap);
}

cs_error_t
feed_track(struct job *job, cmap_handle_t cmap, const char *prefix)
{
	/* The stats map takes a prefix only with ADD and DELETE. Its single keys are never tracked: some kill corosync. */
	int32_t events = CMAP_TRACK_ADD | CMAP_TRACK_DELETE | CMAP_TRACK_PREFIX;
	cmap_track_handle_t tracker;
	size_t len = strlen(prefix);
	char *name;
	cs_error_t rc;

	if (!job->names && job->map == CMH_ICMAP)
		events |= CMAP_TRACK_MODIFY;
	/* One tracker for a branch and the key that has its name; what else it brings is left out on arrival. */
	name = strndup(prefix, len > 0 && prefix[len - 1] == '.' ? len - 1 : len);
	if (name == NULL)
		return CS_ERR_NO_MEMORY;
	io_lock_handles();
	rc = cmap_track_add(cmap, name[0] != '\0' ? name : NULL, events, on_change, job->conn, &tracker);
	io_unlock_handles();
	free(name);
	return rc;
}
