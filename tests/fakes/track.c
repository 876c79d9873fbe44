/* SPDX-License-Identifier: BSD-3-Clause */
/* Trackers: what is changed in the map is reported to those who asked for it. See fake.h. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake.h"

/* A report on its way, with copies of both values. */
struct fake_report {
	struct fake_report *next;
	int32_t event;
	struct fake_key before, after;
};

static void
copy_key(struct fake_key *to, const struct fake_key *from)
{
	if (from == NULL)
		return;
	*to = *from;
	to->raw = malloc(from->len + 1);
	if (to->raw == NULL)
		abort();
	memcpy(to->raw, from->raw, from->len);
}

static void
free_report(struct fake_report *report)
{
	free(report->before.raw);
	free(report->after.raw);
	free(report);
}

/* One report a tracker that fits. */
void
fake_report(struct connection *c, int32_t event, const struct fake_key *before, const struct fake_key *after)
{
	const char *name = before != NULL ? before->name : after->name;

	if (c->theirs < 0 || c->stats != (strncmp(name, "stats.", 6) == 0) || strncmp(name, "stats.schedmiss.", 16) == 0)
		return; /* corosync never reports the last, either */
	for (unsigned t = 0; t < c->trackers; t++) {
		const char *prefix = c->tracker[t].prefix;
		struct fake_report **at = &c->reports, *report;

		if ((c->tracker[t].events & event) == 0 || strncmp(name, prefix, strlen(prefix)) != 0)
			continue;
		report = calloc(1, sizeof(*report));
		if (report == NULL)
			abort();
		report->event = event;
		copy_key(&report->before, before);
		copy_key(&report->after, after);
		while (*at != NULL)
			at = &(*at)->next;
		*at = report;
		if (write(c->theirs, "", 1) != 1)
			abort();
	}
}

void
fake_forget_reports(struct connection *c)
{
	while (c->reports != NULL) {
		struct fake_report *next = c->reports->next;

		free_report(c->reports);
		c->reports = next;
	}
}

unsigned
fake_count_reports(const struct connection *c)
{
	unsigned n = 0;

	for (const struct fake_report *r = c->reports; r != NULL; r = r->next)
		n++;
	return n;
}

cs_error_t
cmap_track_add(cmap_handle_t handle, const char *name, int32_t events, cmap_notify_fn_t notify, void *arg,
	       cmap_track_handle_t *tracker)
{
	const char *prefix = name != NULL ? name : "";
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "track_add", prefix, &c);

	if (strlen(prefix) > CMAP_KEYNAME_MAXLEN)
		fake_harm("a tracker of too long a name leaks the connection", prefix);
	if (rc == CS_OK && c->stats && (events & CMAP_TRACK_PREFIX) == 0)
		fake_harm("a tracker of a single key of the stats map", prefix);
	for (unsigned t = 0; rc == CS_OK && t < c->trackers; t++)
		if (strcmp(c->tracker[t].prefix, prefix) == 0)
			fake_harm("the same tracker a second time", prefix);
	if (rc == CS_OK && c->trackers == FAKE_TRACKERS)
		fake_harm("more trackers than the fake has", prefix);
	if (rc == CS_OK) {
		strcpy(c->tracker[c->trackers].prefix, prefix);
		c->tracker[c->trackers++].events = events;
		c->notify = notify;
		c->arg = arg;
		*tracker = handle + 2000;
	}
	return fake_leave("track_add", prefix, rc);
}

static struct cmap_notify_value
value_of(const struct fake_key *key)
{
	return (struct cmap_notify_value){ .type = key->type, .len = key->len, .data = key->raw != NULL ? key->raw : (const void *)"" };
}

/* Of CS_DISPATCH_ALL: everything there is. Costs corosync nothing, so it is not logged. */
cs_error_t
cmap_dispatch(cmap_handle_t handle, cs_dispatch_flags_t flags)
{
	struct connection *c;
	struct fake_report *reports;
	char bytes[64];
	cs_error_t rc = fake_enter(handle, "dispatch", "", &c);

	if (flags == CS_DISPATCH_BLOCKING || flags == CS_DISPATCH_ONE)
		fake_harm("a dispatch that waits for ever", "");
	reports = c != NULL ? c->reports : NULL;
	if (reports != NULL)
		c->reports = NULL;
	for (struct fake_report *r = reports; r != NULL;) {
		size_t n = 0;

		for (; r != NULL && n < sizeof(bytes); r = r->next)
			n++;
		if (read(c->ours, bytes, n) < 0)
			abort();
	}
	fake_unlock();
	while (reports != NULL) {
		struct fake_report *next = reports->next;
		const char *name = reports->before.raw != NULL ? reports->before.name : reports->after.name;

		c->notify(handle, handle + 2000, reports->event, name, value_of(&reports->after), value_of(&reports->before), c->arg);
		free_report(reports);
		reports = next;
	}
	return rc;
}
