/* SPDX-License-Identifier: BSD-3-Clause */
#include "tracker.h"

#include <stdlib.h>
#include <string.h>

#include "conn_shared.h"
#include "value_cmap.h"

/* Makes a value of what corosync reported. The pointer is never NULL, and not aligned. False: out of memory. */
static bool
read_value(struct cmh_value *out, const struct cmap_notify_value *value)
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
	if (report->key == NULL || !read_value(&report->before, before) || !read_value(&report->after, after)) {
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

	(void)cmap;
	(void)tracker;
	if (!scope_covers(conn->scope, key)) /* it must not use up the room of what is covered */
		return;
	report = report_new(key, event, &before, &after);
	pthread_mutex_lock(&conn->lock);
	feed_push(&conn->feed, report);
	pthread_mutex_unlock(&conn->lock);
}

/* Makes the name to track, from a path: one tracker serves a branch and the key of its name. */
static char *
name_to_track(const char *path)
{
	size_t len = strlen(path);

	return strndup(path, len > 0 && (path[len - 1] == '.' || path[len - 1] == '*') ? len - 1 : len);
}

cs_error_t
tracker_add(struct job *job, cmap_handle_t cmap, const char *path)
{
	/* The stats map takes a prefix only with ADD and DELETE. Its single keys are never tracked: some crash corosync. */
	int32_t events = CMAP_TRACK_ADD | CMAP_TRACK_DELETE | CMAP_TRACK_PREFIX;
	cmap_track_handle_t tracker;
	char *name = name_to_track(path);
	cs_error_t rc;

	if (name == NULL)
		return CS_ERR_NO_MEMORY;
	if (!job->names && job->map == CMH_ICMAP)
		events |= CMAP_TRACK_MODIFY;
	conn_count_request(job->conn);
	conn_lock_handles();
	rc = cmap_track_add(cmap, name[0] != '\0' ? name : NULL, events, on_change, job->conn, &tracker);
	conn_unlock_handles();
	free(name);
	return rc;
}

void
tracker_restart(struct conn *conn)
{
	pthread_mutex_lock(&conn->lock);
	feed_clear(&conn->feed);
	pthread_mutex_unlock(&conn->lock);
}

bool
tracker_dispatch(struct conn *conn)
{
	return cmap_dispatch(conn->cmap, CS_DISPATCH_ALL) == CS_OK && !conn_hung_up(conn->cmap);
}
