/* SPDX-License-Identifier: BSD-3-Clause */
/* wait: waits until conditions on keys are true. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "commands/wait_nodes.h"
#include "core/cmd.h"
#include "core/name_top.h"
#include "key_pattern.h"
#include "output/format.h"
#include "session/foreground.h"
#include "str.h"
#include "task/event.h"
#include "task/opts.h"
#include "task/wait.h"

enum { TEST_MS = 10000 }; /* the time limit of a request with --timeout 0 */

static const struct opt opts[] = {
	TASK_OPT_INTERVAL,
	{ 0x101, "any", NULL, "finish when one condition is true" },
	{ 0x102, "count", "N", "require at least N of the keys that match a * (default: all)" },
	{ 0x103, "for-at-least", "DURATION", "require that the conditions stay true for this time" },
	{ 0x104, "fail-if", "CONDITION", "exit with status 1 as soon as CONDITION is true", KIND_CONDITION },
	{ 0 },
};

/* Whether the map covers a name. Those of other nodes cover all. A name with a * in its first component may be in any map. */
static bool
is_in_map(const struct app *app, const char *name)
{
	return app->call.map == NULL || strcspn(name, "*") < strcspn(name, ".") || cmh_handle_covers(app->call.map, name);
}

/* Parses one condition. *used: how many words it has. Prints the error. */
static enum exit_code
read_one(struct app *app, struct condition *condition, char *const *words, int n, int *used)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle_info info;

	const char *name = words[0] + (words[0][0] == '!');
	char *typed = str_copy_n(name, condition_name_length(name));
	bool may_be_full = typed != NULL && app->call.map != NULL;
	const char *here = may_be_full && name_is_from_top(app, typed, !key_pattern_is(typed), &err) ? "" : app->here;

	free(typed);
	cmh_error_clear(&err); /* the watch waits for corosync */
	*used = condition_read(condition, words, n, here, app->call.set.show_secrets, &err, NULL);
	if (*used == 0)
		return app_fail_cmh_at(app, where_word(words[0]), &err);
	if (is_in_map(app, condition->goal != NULL ? "runtime.members" : condition->name))
		return EXIT_DONE;
	info = *cmh_handle_info(app->call.map);
	return app_fail_at(app, where_word(words[0]), EXIT_USAGE, NULL, "\"%s\" does not cover \"%s\"", info.name, condition->name);
}

static enum exit_code
read_conditions(struct app *app, const struct args *args, struct wait_task *w)
{
	char *fail_if = (char *)args_opt(args, "fail-if");
	enum exit_code code = EXIT_DONE;
	int used;

	for (int at = 0; at < args->n && code == EXIT_DONE; at += used)
		code = read_one(app, &w->conditions[w->n++], args->given + at, args->n - at, &used);
	if (fail_if != NULL && code == EXIT_DONE)
		code = read_one(app, &w->conditions[w->n], &fail_if, 1, &used);
	for (size_t i = 0; i <= w->n; i++)
		w->asks_quorum |= w->conditions[i].goal != NULL && w->conditions[i].goal->asks_quorum;
	return code;
}

/* Whether to test the conditions once, without waiting. */
static bool
is_test(struct app *app, const struct args *args)
{
	if (args->set.timed && args->set.timeout_ms == 0)
		return true;
	return app->call.map != NULL && cmh_handle_info(app->call.map)->saved;
}

/* Prints a record, by which who asked over ssh sees that cmapsh waits, and not something else that ends with 0. */
static void
print_start(struct app *app)
{
	struct output out = app->render;
	struct timespec now;

	if (app->call.set.format != &format_ndjson)
		return;
	output_begin(&out, app->call.set.format);
	clock_gettime(CLOCK_REALTIME, &now);
	event_print_start(&out, &now, 1);
	fflush(out.file);
}

/* Takes a task. Starts it, or tests its conditions once. */
static enum exit_code
start(struct app *app, const struct args *args, struct wait_task *w, unsigned interval_ms)
{
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	bool timed = args->set.timed && args->set.timeout_ms > 0, once = is_test(app, args);
	const char **paths = wait_task_paths(w, &options.n_paths);
	enum exit_code code;

	if (paths == NULL) {
		task_free(&w->task);
		return app_no_memory(app);
	}
	options.paths = paths;
	options.interval_ms = interval_ms;
	options.flags = wait_task_reads_values(w) ? 0 : CMH_WATCH_NAMES;
	code = task_start(app, &w->task, args, &options, !once);
	free(paths);
	if (code != EXIT_DONE)
		return code;
	print_start(app);
	if (once) {
		code = wait_task_test(app, w);
		task_free(&w->task);
		return code;
	}
	if (timed)
		w->deadline = clock_ms() + args->set.timeout_ms;
	wait_task_set_alarm(w);
	return task_run(app, &w->task);
}

static enum exit_code
run_wait(struct app *app, const struct args *args)
{
	struct wait_task *w = wait_task_new(app, (size_t)args->n, args_opt(args, "fail-if") != NULL);
	unsigned interval_ms = 0, least = 0;
	enum exit_code code = w != NULL ? EXIT_DONE : app_no_memory(app);

	/* Names are looked up, too. */
	if (cmh_context_options(app->cmh)->timeout_ms == 0)
		cmh_context_options(app->cmh)->timeout_ms = TEST_MS;
	if (code == EXIT_DONE)
		code = read_conditions(app, args, w);
	if (code == EXIT_DONE)
		code = task_read_interval(app, args, &interval_ms);
	if (code == EXIT_DONE)
		code = task_read_number(app, args, "count", &least);
	if (code == EXIT_DONE)
		code = task_read_duration(app, args, "for-at-least", &w->hold_ms);
	if (code == EXIT_DONE && w->hold_ms > 0 && is_test(app, args))
		code = app_fail(app, EXIT_USAGE, "leave out --for-at-least, or use a longer --timeout",
				"--for-at-least needs a live map and a timeout above 0");
	if (code != EXIT_DONE) {
		task_free(w != NULL ? &w->task : NULL);
		return code;
	}
	if (app->call.set.nodes != NULL) {
		code = wait_nodes(app, args, w);
		task_free(&w->task);
		return code;
	}
	w->least = least;
	w->any = args_opt(args, "any") != NULL;
	return start(app, args, w, interval_ms);
}

const struct cmd cmd_wait = {
	.name = "wait",
	.group = GROUP_MONITOR,
	.usage = "CONDITION...",
	.kinds = "q",
	.summary = "wait until conditions on keys are true",
	.about = "A CONDITION is KEY (it exists), !KEY (it does not exist), \"KEY changes\", KEY=VALUE, !=, <, <=, >, >= (numbers only), "
		 "or KEY~REGEX; or quorate (corosync is asked), all-joined or all-links, or one of these after a !. "
		 "Quote it for the shell. A * in KEY matches a component or a part of one: at least one key must "
		 "match, "
		 "and the condition must be true for all that match. All conditions must be true at the same time. Neither the keys "
		 "nor corosync need to exist yet. With -t, gives up after SEC seconds; without, never. With -t 0, or "
		 "on a saved map, tests once. In icmap, sees every change; in stats, polls the values. At the prompt, & at the end "
		 "runs it in the background. With -N, cmapsh waits on each node, over ssh: until the conditions have "
		 "become true on every node, each at its own time.",
	.examples = { "wait 'runtime.members.*.status=joined' --timeout 60",
		      "wait quorate all-joined -t 60",
		      "wait 'stats.knet.*.*.connected=1' --for-at-least 1s --interval 200ms",
		      "wait -N all -t 60 'runtime.members.*.status=joined'" },
	.see = "watch, get",
	.exits = { { EXIT_DONE, "the conditions are true" },
		   { EXIT_NO, "a condition is false (tested once), or that of --fail-if is true" },
		   { EXIT_TIMEOUT, "the timeout expired" } },
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_TASK | CMD_ALL_NODES,
	.prints = PRINTS_NOTHING,
	.run = run_wait,
};
