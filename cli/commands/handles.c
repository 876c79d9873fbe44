/* SPDX-License-Identifier: BSD-3-Clause */
/* open, use, close, handles: open maps, and the background tasks on them. */
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/input_file.h"
#include "core/maps.h"
#include "map.h"
#include "output/field.h"
#include "output/output.h"
#include "session/session.h"
#include "text/nearest.h"
#include "text/screen.h"

/* Makes a map the one in use, at the top of its tree. */
static enum exit_code
use(struct app *app, struct cmh_handle *handle)
{
	char *top = strdup("");

	if (top == NULL)
		return app_no_memory(app);
	app->current = handle;
	session_go(app, top);
	return EXIT_DONE;
}

/* Returns the open map with that name. NULL: prints the error, and sets *code. */
static struct cmh_handle *
find_named(struct app *app, const char *name, enum exit_code *code)
{
	struct cmh_handle *handle = cmh_handle_by_name(app->cmh, name);
	struct nearest near = nearest_start(name);

	if (handle != NULL)
		return handle;
	for (struct cmh_handle *h = NULL; (h = cmh_handle_next(app->cmh, h)) != NULL;)
		nearest_try(&near, cmh_handle_info(h)->name);
	*code = app_fail_near(app, &near, "run: handles", "no open map", name);
	return NULL;
}

static enum exit_code
run_open(struct app *app, const struct args *args)
{
	struct where where = where_word(args->word[0]);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle;
	enum exit_code code;

	if (args->n > 1 && strcmp(args->word[1], "as") != 0)
		return app_fail_at(app, where_word(args->word[1]), EXIT_USAGE, "usage: open SPEC [as NAME]",
				   "unexpected argument \"%s\"", args->word[1]);
	if (args->n == 2)
		return app_fail_at(app, where_word(args->word[1]), EXIT_USAGE, "usage: open SPEC [as NAME]",
				   "\"as\" needs a name");
	code = input_standard_check(app, where, args->word[0]);
	if (code != EXIT_DONE)
		return code;
	handle = maps_open(app, args->word[0], args->n == 3 ? args->word[2] : NULL, &err);
	return handle != NULL ? use(app, handle) : app_fail_cmh_at(app, where, &err);
}

static enum exit_code
run_use(struct app *app, const struct args *args)
{
	enum exit_code code = EXIT_DONE;
	struct cmh_handle *handle = find_named(app, args->word[0], &code);

	return handle != NULL ? use(app, handle) : code;
}

static enum exit_code
run_close(struct app *app, const struct args *args)
{
	enum exit_code code = EXIT_DONE;
	struct cmh_handle *handle = args->n > 0 ? find_named(app, args->word[0], &code) : app->current;
	bool current = handle != NULL && handle == app->current;
	unsigned tasks;

	if (handle == NULL)
		return code != EXIT_DONE ? code : app_fail(app, EXIT_USAGE, "run: open live", "no map is open");
	tasks = session_forget(app->session, handle);
	maps_close(app, handle);
	if (tasks > 0)
		app_note_tty(app, "stopped %u background %s", tasks, tasks == 1 ? "task" : "tasks");
	return current && app->current != NULL ? use(app, app->current) : EXIT_DONE;
}

/* ---- printing ------------------------------------------------------------ */

/* Prints a name, which may hold anything, and spaces up to the width. */
static void
print_column(struct output *out, const char *name, size_t width)
{
	size_t taken = screen_width(name);

	output_safe(out, name);
	output_print(out, "%*s", taken < width ? (int)(width - taken) : 0, "");
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
		output_print(out, ", %zu keys", keys);
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
	struct cmh_handle_info info;

	info = *cmh_handle_info(task->map);
	if (!output_is_text(out)) {
		print_task_record(out, task, info.name);
		return;
	}
	output_print(out, "  %-5s %-4u ", task->ops->name, task->id);
	print_column(out, info.name, 6);
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

const struct cmd cmd_open = {
	.name = "open",
	.group = GROUP_MAPS,
	.usage = "SPEC [as NAME]",
	.kinds = "M--",
	.summary = "open a map and use it",
	.about = "SPEC is live, icmap, stats, a node such as @node2, or a file that cmapsh or corosync-cmapctl wrote, or a corosync.conf, whose name must "
		 "contain a slash or a dot. Several maps can be open, also the same one twice; each has a name and a connection of its own.",
	.examples = { "open stats", "open icmap as second", "open /etc/corosync/corosync.conf" },
	.see = "use, close, handles",
	.exits = { { EXIT_UNREACHABLE, "corosync is not running" }, { EXIT_REFUSED, "no permission" },
		   { EXIT_TIMEOUT, "corosync did not answer within the timeout" }, { EXIT_INTERRUPTED, "interrupted" } },
	.min = 1,
	.max = 3,
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_open,
};

const struct cmd cmd_use = {
	.name = "use",
	.group = GROUP_MAPS,
	.usage = "NAME",
	.kinds = "h",
	.summary = "use another open map",
	.examples = { "use live", "use second" },
	.see = "open, handles",
	.min = 1,
	.max = 1,
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_use,
};

const struct cmd cmd_close = {
	.name = "close",
	.group = GROUP_MAPS,
	.usage = "[NAME]",
	.kinds = "h",
	.summary = "close an open map",
	.about = "Without NAME, closes the map in use. Stops the background tasks on the map.",
	.examples = { "close", "close stats" },
	.see = "open, handles",
	.max = 1,
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_close,
};

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
