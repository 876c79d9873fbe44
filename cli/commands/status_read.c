/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads a map for status. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "commands/status.h"
#include "core/report_file.h"
#include "core/report_map.h"
#include "know/links_text.h"
#include "know/quorum_text.h"
#include "str.h"
#include "text/error_text.h"
#include "text/time.h"

/* Notes what a report says of its map. */
static void
note_report(struct status *status, struct cmh_handle *map)
{
	const struct report_extra *extra = report_map_extra(map);

	status->cluster.cut = extra != NULL && extra->cut;
}

/* When the map is of: now, or the time of the snapshot. */
static bool
note_time(struct status *status, const struct cmh_handle_info *info)
{
	struct timespec when = { 0 };
	bool known = true;

	status->cluster.live = !info->saved;
	status->cluster.uptime = info->saved ? 0 : (uint64_t)clock_ms();
	if (!info->saved)
		clock_gettime(CLOCK_REALTIME, &when);
	else
		known = info->time != NULL && time_parse(info->time, &when);
	status->cluster.now = known ? (int64_t)when.tv_sec * 1000 + when.tv_nsec / 1000000 : 0;
	if (info->saved && known && (status->time = str_copy(info->time)) == NULL)
		return false;
	return true;
}

/*
 * Asks corosync for quorum, or looks for it in the report that a saved map is from. False:
 * corosync does not answer at all, or another one does, see `err`; else *out may be NULL,
 * and the reason is noted.
 */
static bool
read_quorum(struct status *status, struct cmh_handle *map, const struct cmh_quorum **out, struct cmh_error *err)
{
	*out = NULL;
	free(status->counted);
	status->counted = NULL;
	if (cmh_handle_info(map)->saved) {
		bool found = status->report != NULL ? quorum_from_text(status->report, &status->reported)
						    : report_file_quorum(map, &status->reported);

		*out = found ? &status->reported : NULL;
		return true;
	}
	*out = cmh_quorum_get(map, err);
	if (*out != NULL)
		return true;
	if (err->status == CMH_TIMEOUT || err->status == CMH_INTERRUPTED || err->reason == CMH_REASON_RESTARTED)
		return false;
	status->counted = str_copy(cmh_error_message(err));
	cmh_error_clear(err);
	return true;
}

/* What corosync has said. */
struct answers {
	struct status *status;
	struct cmh_entries *lists;
	const struct cmh_quorum *quorum; /* NULL: not known */
};

/* Adds the states of links that a report has from corosync-cfgtool, if the map has no statistics of links. */
static void
add_links(const struct status *status, struct cmh_handle *map, struct cmh_entries lists[CLUSTER_LISTS])
{
	for (size_t i = 0; i < lists[0].n; i++)
		if (cmh_path_covers("stats.knet", lists[0].v[i].key))
			return;
	if (status->report != NULL)
		(void)links_from_text(status->report, &lists[1]);
	else
		(void)report_file_links(map, &lists[1]);
}

static enum cmh_status
read_answers(struct cmh_handle *map, void *arg, struct cmh_error *err)
{
	struct answers *answers = arg;
	enum cmh_status status;

	for (size_t i = 0; i < CLUSTER_LISTS; i++)
		cmh_entries_clear(&answers->lists[i]);
	if (!read_quorum(answers->status, map, &answers->quorum, err))
		return err->status;
	status = cluster_read(map, answers->quorum == NULL, answers->lists, err);
	if (status == CMH_OK && cmh_handle_info(map)->saved)
		add_links(answers->status, map, answers->lists);
	return status;
}

enum cmh_status
status_read(struct status *status, struct cmh_handle *map, struct cmh_entries lists[CLUSTER_LISTS],
	    const struct cmh_entries *const *views, struct cmh_error *err)
{
	struct answers answers = { status, lists, NULL };
	struct cmh_handle_info info;

	if (cmh_read_together(map, read_answers, &answers, err) != CMH_OK)
		return err->status;
	info = *cmh_handle_info(map);
	note_report(status, map);
	if (!info.saved)
		status_set_corosync(status, info.pid);
	if (status_read_conf(status, map, err) != CMH_OK || !note_time(status, &info) ||
	    !status_make(status, views, CLUSTER_LISTS, answers.quorum))
		return error_text_no_memory(err);
	if (status->cluster.n == 0)
		return error_text_set(err, CMH_INVALID, "use a map that has runtime.members or nodelist",
				      "\"%s\" has no keys of nodes", info.name);
	return CMH_OK;
}
