/* SPDX-License-Identifier: BSD-3-Clause */
/* open, use, close: maps are opened, chosen and closed. */
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/input_file.h"
#include "core/maps.h"
#include "core/node_report.h"
#include "core/node_spec.h"
#include "core/restricted.h"
#include "session/session.h"
#include "str.h"
#include "text/nearest.h"

/* Makes a map the one in use, at the top of its tree. */
static enum exit_code
use(struct app *app, struct cmh_handle *handle)
{
	char *top = str_copy("");

	if (top == NULL || !maps_use(app, handle)) {
		free(top);
		return app_no_memory(app);
	}
	session_go(app, top);
	if (app->nodes != NULL && node_report_file(app) == NULL)
		app_note(app, "commands still ask %s, not this map; to use it: nodes off", app->nodes);
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

/* Opens the maps of several nodes, and uses the first. */
static enum exit_code
open_nodes(struct app *app, const struct args *args)
{
	struct cmh_handle *first = NULL;
	enum exit_code code = restricted_check(app, FORBIDDEN_PROGRAM), used = EXIT_DONE;

	if (code != EXIT_DONE)
		return code;
	if (args->n > 1)
		return app_fail_at(app, where_word(args->word[1]), EXIT_USAGE, "leave out as", "several maps cannot have one name");
	code = node_spec_open_all(app, args->word[0], &first);
	if (first != NULL)
		used = use(app, first);
	return used != EXIT_DONE ? used : code;
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
	if (node_spec_is_list(args->word[0]))
		return open_nodes(app, args);
	code = input_map_check(app, where, args->word[0]);
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

const struct cmd cmd_open = {
	.name = "open",
	.group = GROUP_MAPS,
	.usage = "SPEC [as NAME]",
	.kinds = "M--",
	.summary = "open a map and use it",
	.about = "SPEC is live, icmap, stats, a node such as @node2, or a file that cmapsh or corosync-cmapctl wrote, "
		 "or a corosync.conf, whose name must "
		 "contain a slash or a dot. Of a report with several nodes, opens the map of each, with the name of "
		 "the node. Several maps can be open, also the same one twice; each has a name and a connection of its "
		 "own. "
		 "@all, or a list such as @node[1-3], opens the map of each node. "
		 "The map of a node is a copy of now, which cannot be changed.",
	.examples = { "open stats", "open icmap as second", "open @all", "open /etc/corosync/corosync.conf" },
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
	.about = "Without NAME, closes the map in use, and uses the one that was in use before it. Stops the background tasks on the map.",
	.examples = { "close", "close stats" },
	.see = "open, handles",
	.max = 1,
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_close,
};
