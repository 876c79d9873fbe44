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
change_free(struct change *change)
{
	if (change == NULL)
		return;
	free(change->key);
	cmh_value_clear(&change->before);
	cmh_value_clear(&change->after);
	free(change);
}

void
feed_clear(struct feed *feed)
{
	while (feed->first != NULL) {
		struct change *next = feed->first->next;

		change_free(feed->first);
		feed->first = next;
	}
	*feed = (struct feed){ 0 };
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
	return value->len == 0 || value_from_cmap(out, value->type, value->data, value->len) == CS_OK;
}

static struct change *
change_new(const char *key, int event, const struct cmap_notify_value *before, const struct cmap_notify_value *after)
{
	struct change *change = calloc(1, sizeof(*change));

	if (change == NULL)
		return NULL;
	change->event = event;
	clock_gettime(CLOCK_REALTIME, &change->time);
	change->key = strdup(key);
	if (change->key == NULL || !take_value(&change->before, before) || !take_value(&change->after, after)) {
		change_free(change);
		return NULL;
	}
	return change;
}

static void
on_change(cmap_handle_t cmap, cmap_track_handle_t tracker, int32_t event, const char *key,
	  struct cmap_notify_value after, struct cmap_notify_value before, void *arg)
{
	struct conn *conn = arg;
	struct change *change = change_new(key, event, &before, &after);
	bool kept;

	(void)cmap;
	(void)tracker;
	pthread_mutex_lock(&conn->lock);
	kept = change != NULL && conn->feed.n < FEED_MAX;
	if (kept) {
		*conn->feed.last = change;
		conn->feed.last = &change->next;
		conn->feed.n++;
	} else
		conn->feed.dropped++;
	pthread_mutex_unlock(&conn->lock);
	if (!kept)
		change_free(change);
}

bool
feed_dispatch(struct conn *conn)
{
	return cmap_dispatch(conn->cmap, CS_DISPATCH_ALL) == CS_OK && !conn_hung_up(conn->cmap);
}

cs_error_t
track(struct job *job, cmap_handle_t cmap)
{
	/* The stats map takes a prefix only with ADD and DELETE. Its single keys are never tracked: some kill corosync. */
	int32_t events = CMAP_TRACK_ADD | CMAP_TRACK_DELETE | CMAP_TRACK_PREFIX;
	cmap_track_handle_t tracker;
	size_t len = strlen(job->key);
	char *prefix;
	cs_error_t rc;

	if (job->conn->tracked)
		return CS_OK;
	if (!job->names && job->map == CMH_ICMAP)
		events |= CMAP_TRACK_MODIFY;
	/* One tracker for a branch and the key that has its name; what else it brings is left out by the reader. */
	prefix = strndup(job->key, len > 0 && job->key[len - 1] == '.' ? len - 1 : len);
	if (prefix == NULL)
		return CS_ERR_NO_MEMORY;
	rc = cmap_track_add(cmap, prefix[0] != '\0' ? prefix : NULL, events, on_change, job->conn, &tracker);
	free(prefix);
	job->conn->tracked = rc == CS_OK;
	job->have_list = false; /* a new tracker wants a new list */
	pthread_mutex_lock(&job->conn->lock);
	job->conn->feed.lost = false; /* what follows makes up for it */
	pthread_mutex_unlock(&job->conn->lock);
	return rc;
}
