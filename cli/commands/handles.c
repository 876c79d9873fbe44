/* SPDX-License-Identifier: BSD-3-Clause */
/* handles: prints the open maps, and the background tasks on them. */
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/maps.h"
#include "map.h"
#include "output/field.h"
#include "output/output.h"
#include "output/safe.h"
#include "session/session.h"
#include "text/screen.h"

/* Prints a name, which may hold anything, and spaces up to the width. */
static void
print_column(struct output *out, const char *name, size_t width)
{
	char *shown = safe_text(name);
	size_t taken = shown != NULL ? screen_width(shown) : width;

	output_safe(out, name);
	output_print(out, "%*s", taken < width ? (int)(width - taken) : 0, "");
	free(shown);
}

/* `index` may be NULL. */
static const char *
state_of(const struct cmh_handle_info *info, const struct key_index *index)
{
	if (info->saved || info->lost)
		return info->saved ? "saved" : "lost";
	if (index != NULL && index->silent)
		return "not answering";
	return info->connected ? "connected" : "not connected";
}

/* Maps and tasks are in one list: their records have the same fields. */
static void
print_map_record(struct output *out, const struct cmh_handle_info *info, const char *state, const char *node, bool current, size_t keys)
{
	const struct field fields[] = {
		field_text("kind", "map"),
		field_text("handle", info->name),
		field_text("spec", info->spec),
		field_text("state", state),
		field_truth("current", current),
		field_text("node", info->pid != 0 ? node : NULL),
		field_nonzero("pid", (uint64_t)info->pid),
		field_nonzero("keys", keys),
		field_text("last_error", maps_last_error(info)),
		field_none("task"),
		field_none("about"),
	};

	output_record(out, FIELDS(fields));
}

static void
print_task_record(struct output *out, const struct task *task, const char *map)
{
	const struct field fields[] = {
		field_text("kind", task->ops->name),
		field_text("handle", map),
		field_none("spec"),
		field_none("state"),
		field_none("current"),
		field_none("node"),
		field_none("pid"),
		field_none("keys"),
		field_none("last_error"),
		field_number("task", task->id),
		field_text("about", task->title),
	};

	output_record(out, FIELDS(fields));
}

/* Prints an open map. `keys`: how many are known; 0: none are. */
static void
print_map(struct output *out, const struct cmh_handle_info *info, const char *state, const char *node, bool current, size_t keys)
{
	if (!output_is_text(out)) {
		print_map_record(out, info, state, node, current, keys);
		return;
	}
	output_print(out, current ? "* " : "  ");
	print_column(out, info->name, 10);
	output_print(out, " ");
	print_column(out, info->spec, 6);
	output_print(out, " %-13s", state);
	if (info->saved)
		output_print(out, "  read only");
	if (info->pid != 0) {
		output_print(out, "  node ");
		output_safe(out, node);
		output_print(out, ", corosync pid %ld", (long)info->pid);
	}
	if (keys > 0)
		output_print(out, ", %zu %s", keys, keys == 1 ? "key" : "keys");
	output_print(out, "\n");
	if (maps_last_error(info) != NULL) {
		output_print(out, "  last error: ");
		output_line(out, maps_last_error(info));
	}
}

/* Prints a task in the background. */
static void
print_task(struct output *out, const struct task *task)
{
	const char *map = task->map != NULL ? cmh_handle_info(task->map)->name : "nodes";

	if (!output_is_text(out)) {
		print_task_record(out, task, map);
		return;
	}
	output_print(out, "  %-5s %-4u ", task->ops->name, task->id);
	print_column(out, map, 6);
	output_print(out, " ");
	output_line(out, task->title);
}

/* Updates *info from the index of a map, which knows first whether corosync was lost. Returns the number of keys; 0: not known. */
static size_t
update_from_index(const struct key_index *index, struct cmh_handle_info *info)
{
	size_t keys = 0;

	if (index == NULL || (index->pid == 0 && !info->saved))
		return 0;
	info->pid = index->pid;
	info->lost = index->lost;
	info->connected = !info->saved && !index->lost;
	FOR_EACH_MAP(map)
		keys += cmh_watch_keys(index->watch, map)->n;
	return keys;
}

static enum exit_code
run_handles(struct app *app, const struct args *args)
{
	struct task *t;

	(void)args;
	for (struct cmh_handle *h = NULL; (h = cmh_handle_next(app->cmh, h)) != NULL;) {
		const struct key_index *index;
		struct cmh_handle_info info;
		size_t keys;

		info = *cmh_handle_info(h);
		index = key_index_find(&app->session->indexes, h);
		keys = update_from_index(index, &info);
		print_map(&app->render, &info, state_of(&info, index), session_node(app->session, h), h == app->current, keys);
	}
	TAILQ_FOREACH(t, &app->session->jobs.list, entry)
		print_task(&app->render, t);
	return EXIT_DONE;
}

const struct cmd cmd_handles = {
	.name = "handles",
	.group = GROUP_MAPS,
	.usage = "",
	.kinds = "",
	.summary = "list open maps and background tasks",
	.examples = { "handles" },
	.see = "open, use, close, stop",
	.flags = CMD_SESSION,
	.prints = PRINTS_RECORDS,
	.run = run_handles,
};
