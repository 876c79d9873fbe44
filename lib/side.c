/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A watch on one map. A job (arm.c) arms the connection; what it finds is
 * compared with what the reader was told so far, which is nothing at first, or
 * what stood before corosync went away; from then on the reports are passed on.
 * The stats map reports no values: the same job is done again to poll them.
 */
#include "watch.h"

/* Without memory for events the watch has failed. */
static void
need(struct cmh_watch *watch, bool memory)
{
	if (memory)
		return;
	error_no_memory(&watch->error);
	watch->failed = true;
}

/* Queues an event, whose contents it takes. */
static void
tell(struct cmh_watch *watch, struct cmh_event event)
{
	need(watch, events_push(&watch->waiting, event));
}

void
watch_fail(struct cmh_watch *watch, enum cmh_map map)
{
	watch->failed = true;
	tell(watch, (struct cmh_event){ .kind = CMH_EVENT_FAILED, .map = map });
}

bool
watch_names_only(const struct cmh_watch *watch)
{
	return (watch->flags & CMH_WATCH_NAMES) != 0;
}

/* ---- jobs -------------------------------------------------------------- */

static const struct op op_arm = { DO_TRACK, run_arm, true };
static const struct op op_arm_now = { DO_TRACK, run_arm, false };

static bool
copy_names(struct cmh_entries *to, const struct cmh_entries *from, enum cmh_map map)
{
	struct cmh_entry *entry;

	for (size_t i = 0; i < from->n; i++) {
		if ((entry = entries_push(to, from->v[i].key)) == NULL)
			return false;
		entry->map = map;
	}
	return true;
}

bool
side_submit(struct cmh_watch *watch, enum cmh_map map, bool poll)
{
	struct side *side = &watch->side[map];
	bool now = (watch->flags & CMH_WATCH_WAIT_READY) != 0 && !side->known;
	struct job *job = job_new(now ? &op_arm_now : &op_arm, NULL);

	if (job == NULL || (poll && !copy_names(&job->entries, &side->keys, map))) {
		job_free(job);
		error_no_memory(&watch->error);
		return false;
	}
	job->scope = scope_ref(side->scope);
	job->names = watch_names_only(watch);
	job->listed = true;
	job->refresh = poll;
	side->job = job;
	side->polling = poll;
	conn_submit(side->conn, job);
	return true;
}

/* A value that could not be read this time: nothing is known but what stood there before. */
static void
keep_unread(struct cmh_entries *now, struct cmh_entries *before)
{
	for (size_t i = 0; i < now->n; i++) {
		struct cmh_entry *entry = &now->v[i];
		bool found;
		size_t at = entry->error != NULL ? entries_seek(before, entry->key, &found) : 0;

		if (entry->error != NULL && found && !value_copy(&entry->value, &before->v[at].value))
			cmh_value_clear(&entry->value);
	}
}

static void
tell_lost(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];

	if (!side->lost && side->known)
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_LOST, .map = map, .pid = side->pid });
	side->lost = true;
}

void
side_settle(struct cmh_watch *watch, enum cmh_map map, struct cmh_entries *found)
{
	struct side *side = &watch->side[map];
	struct conn_state state;
	bool anew;

	entries_sort(found);
	if (!watch_names_only(watch))
		entries_drop_vanished(found);
	keep_unread(found, &side->keys);
	conn_state(side->conn, &state);
	if (side->opened != 0 && side->opened != state.opened) /* lost and back between two looks */
		tell_lost(watch, map);
	anew = !side->polling || side->opened != state.opened;
	if (anew)
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_READY, .map = map, .pid = state.pid });
	if (side->known)
		need(watch, events_compare(&watch->waiting, map, anew ? CMH_SOURCE_RESYNC : CMH_SOURCE_POLL, &side->keys,
					   found, watch_names_only(watch)));
	else if ((watch->flags & CMH_WATCH_INITIAL) != 0)
		need(watch, events_list(&watch->waiting, CMH_EVENT_INITIAL, map, found));
	if (map == CMH_STATS && watch->interval_ms > 0)
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_POLLED, .map = map });
	cmh_entries_clear(&side->keys);
	side->keys = *found;
	*found = (struct cmh_entries)CMH_ENTRIES_INIT;
	side->known = true;
	side->lost = false;
	side->opened = state.opened;
	side->pid = state.pid;
}

/* ---- looking ----------------------------------------------------------- */

/* One report a time, so that the keys are never ahead of the events that the reader has. */
static void
pass_report(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	struct feed *feed = &side->feed;

	while (feed->first != NULL && watch->waiting.first == NULL && !watch->failed) {
		struct report *report = feed_take(feed);

		need(watch, events_report(&watch->waiting, map, &side->keys, watch_names_only(watch), report));
		report_free(report);
	}
}

/* What came with the reports that have been passed on: some are missing, or there will be no more. */
static void
make_up(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];

	if (side->feed.dropped > 0)
		tell(watch, (struct cmh_event){ .kind = CMH_EVENT_DROPPED, .map = map, .dropped = side->feed.dropped });
	if (side->feed.lost)
		tell_lost(watch, map);
	if ((side->feed.dropped > 0 || side->feed.lost) && !side_submit(watch, map, false))
		watch_fail(watch, map);
	side->feed.dropped = 0;
	side->feed.lost = false;
}

/* Takes what the connection has for us. */
static void
listen_to(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];
	struct conn_state state;
	struct job *job;

	conn_calm(side->conn);
	job = conn_take(side->conn);
	if (job != NULL) {
		side->job = NULL;
		if (conn_result(side->conn, job, &watch->error) == CMH_OK)
			side_settle(watch, map, &job->entries);
		else
			watch_fail(watch, map);
		job_free(job);
	}
	conn_state(side->conn, &state);
	if (state.lost && side->job != NULL)
		tell_lost(watch, map);
	/* Reports that come before the list are read after it; what the last ones brought along is still to be made up for. */
	if (side->job == NULL && feed_is_empty(&side->feed))
		conn_take_feed(side->conn, &side->feed);
}

void
side_look(struct cmh_watch *watch, enum cmh_map map)
{
	struct side *side = &watch->side[map];

	if (side->feed.first == NULL)
		listen_to(watch, map);
	if (side->job == NULL)
		pass_report(watch, map);
	if (side->job == NULL && side->feed.first == NULL && watch->waiting.first == NULL && !watch->failed)
		make_up(watch, map);
}
