/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/opts.h"

#include <stdio.h>
#include <unistd.h>

#include "core/names.h"
#include "know/key.h"
#include "map.h"
#include "text/duration.h"

enum { INTERVAL_MS = 1000, LEAST_INTERVAL_MS = 100 };

enum exit_code
task_read_duration(struct app *app, const struct args *args, const char *option, unsigned *ms)
{
	const char *given = args_opt(args, option);
	struct cmh_error err = CMH_ERROR_INIT;

	if (given == NULL || duration_parse(given, ms, &err))
		return EXIT_DONE;
	return app_fail_cmh_at(app, where_word(given), &err);
}

enum exit_code
task_read_number(struct app *app, const struct args *args, const char *option, unsigned *number)
{
	const char *given = args_opt(args, option);
	struct cmh_value value = CMH_VALUE_INIT;

	if (given == NULL)
		return EXIT_DONE;
	if (cmh_value_parse(CMH_U32, given, &value, NULL) == CMH_OK && value.u > 0) {
		*number = (unsigned)value.u;
		return EXIT_DONE;
	}
	return app_fail_at(app, where_word(given), EXIT_USAGE, NULL, "\"%s\" is not a number of at least 1", given);
}

enum exit_code
task_read_interval(struct app *app, const struct args *args, unsigned *ms)
{
	const char *given = args_opt(args, "interval");
	enum exit_code code;

	*ms = INTERVAL_MS;
	code = task_read_duration(app, args, "interval", ms);
	if (code != EXIT_DONE || *ms >= LEAST_INTERVAL_MS)
		return code;
	return app_fail_at(app, where_word(given), EXIT_USAGE, "use at least 100ms", "\"%s\" is too short", given);
}

enum exit_code
task_refuse_saved(struct app *app)
{
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (!info.saved)
		return EXIT_DONE;
	return app_fail(app, EXIT_USAGE, NULL, "\"%s\" is a saved map, which never changes", info.name);
}

void
task_scope_set(struct task_scope *scope, const struct args *args, const char *const *here, bool all)
{
	struct cmh_watch_options *o = &scope->options;

	*o = (struct cmh_watch_options)CMH_WATCH_OPTIONS_INIT;
	o->paths = args->n > 0 ? (const char *const *)args->word : here;
	o->n_paths = args->n > 0 ? (size_t)args->n : 1;
	o->except = scope->except;
	/* cmap is the IPC service 0. */
	snprintf(scope->own, sizeof(scope->own), "stats.ipcs.service0.%ld", (long)getpid());
	scope->except[0] = KEY_BUSY_BRANCH;
	scope->except[1] = scope->own;
	for (size_t e = 0; e < TASK_EXCEPT && !all; e++) {
		bool named = false;

		for (size_t p = 0; p < o->n_paths; p++)
			named |= cmh_path_covers(scope->except[e], o->paths[p]);
		if (!named)
			scope->except[o->n_except++] = scope->except[e];
	}
}

/* ---- keys that are left out, and paths without keys ---------------------- */

/* Whether a key is volatile. The busy branch is left out as a branch: whoever names it sees all of it. */
static bool
is_volatile(const char *key)
{
	return key_is_volatile(key) && !cmh_path_covers(KEY_BUSY_BRANCH, key);
}

void
task_scope_leave_out_volatile(struct task_scope *scope)
{
	(void)key_is_volatile(KEY_BUSY_BRANCH); /* makes the table that the threads of the watch will use */
	scope->options.leaves_out = is_volatile;
}

static bool
has_key(const struct task *task, const char *path)
{
	FOR_EACH_MAP(map) {
		const struct cmh_entries *keys = cmh_watch_keys(task->watch, map);

		for (size_t i = 0; i < keys->n; i++)
			if (cmh_path_covers(path, keys->v[i].key))
				return true;
	}
	return false;
}

static void
warn_unmatched(struct app *app, const char *path)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;

	if (cmh_list(app->call.map, path, &found, NULL) != CMH_OK)
		return;
	if (found.n == 0)
		name_warn_unmatched(app, path, NULL);
	else
		app_warn(app, "add --all", "%s \"%s\" %s volatile and left out",
			 found.n == 1 ? "the only key at or below" : "all keys at or below", path, found.n == 1 ? "is" : "are");
	cmh_entries_clear(&found);
}

void
task_warn_unmatched(struct app *app, const struct task *task, const struct task_scope *scope)
{
	struct cmh_handle *map = app->call.map;
	FILE *err = app->io.err;
	/* A handle of its own: while a task runs, or is stopped by Ctrl-Z, corosync has no connection but the watch's. */
	struct cmh_handle *own = NULL;

	for (size_t i = 0; i < scope->options.n_paths; i++) {
		const char *path = scope->options.paths[i];

		if (path[0] == '\0' || has_key(task, path))
			continue;
		if (own == NULL)
			own = cmh_handle_open(app->cmh, cmh_handle_info(map)->spec, NULL, NULL);
		if (own == NULL)
			return;
		app->call.map = own;
		if (task->set.mode == MODE_PROMPT) /* at once, not when the task ends */
			app->io.err = stderr;
		warn_unmatched(app, path);
		app->io.err = err;
		app->call.map = map;
	}
	cmh_handle_close(own);
}
