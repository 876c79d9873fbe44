/* SPDX-License-Identifier: BSD-3-Clause */
/* rate: prints counters of the stats map as change per second. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/cmd.h"
#include "know/metric.h"
#include "session/foreground.h"
#include "task/nodes_task.h"
#include "task/opts.h"
#include "task/rate.h"
#include "text/screen.h"

static const struct opt opts[] = {
	TASK_OPT_INTERVAL,
	{ 0x101, "count", "N", "stop after N polls besides the first; one that fails counts" },
	{ 0x103, "for", "DURATION", "stop after this time; 0 stops at once" },
	{ 0x102, "all", NULL, "print all counters, even those that do not change" },
	{ 0x104, "no-reconnect", NULL, "exit with status 4 when the connection is lost" },
	{ 0 },
};

/* Whether to draw the table in place: text, on a terminal that can move the cursor up. */
static bool
can_draw(const struct app *app, const struct args *args)
{
	return output_is_text(&app->render) && !args->set.quiet && !args->background && app->render.columns > 0 &&
	       !screen_is_dumb();
}

/* Checks that the map has counters. Prints the error. */
static enum exit_code
check_map(struct app *app)
{
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (!info.saved && !cmh_handle_covers(app->call.map, "stats.srp"))
		return app_fail(app, EXIT_USAGE, "use -m live or -m stats", "%s has no counters", info.name);
	return EXIT_DONE;
}

/* Checks that the paths are in the stats map. Prints the error. */
static enum exit_code
check_paths(struct app *app, const struct args *args)
{
	for (int i = 0; i < args->n; i++)
		if (!cmh_path_covers("stats", args->word[i]))
			return app_fail_at(app, where_word(args->word[i]), EXIT_USAGE,
					   "use a path that begins with \"stats.\"; for other keys use watch",
					   "\"%s\" is not in the stats map; rate reads only its counters", args->word[i]);
	return EXIT_DONE;
}

/* Prints a note for each path that has keys, and no counter among them: nothing of it would ever be printed. */
static void
warn_without_counters(struct app *app, const struct task *task, const struct task_scope *scope)
{
	const struct cmh_entries *keys = cmh_watch_keys(task->watch, CMH_STATS);

	for (size_t i = 0; i < scope->options.n_paths; i++) {
		const char *path = scope->options.paths[i];
		size_t found = 0, counters = 0;

		for (size_t k = 0; k < keys->n; k++)
			if (cmh_path_covers(path, keys->v[k].key)) {
				found++;
				counters += metric_is_counter(metric_find(keys->v[k].key));
			}
		if (found > 0 && counters == 0)
			app_warn(app, "for other keys use watch", "no key at or below \"%s\" is a counter", path);
	}
}

/* Rates of the nodes of -N. A node that is lost would begin to count its polls again. */
static enum exit_code
rate_nodes(struct app *app, const struct args *args, const char *here, unsigned for_ms)
{
	const struct nodes_words words = { .own = "for ", .words = args->n > 0 ? (const char *const *)args->word : &here,
					   .n = args->n > 0 ? (size_t)args->n : 1 };
	enum exit_code code;
	struct nodes_task *t = nodes_task_new(app, args, &nodes_rate, &words, &code);

	if (t == NULL)
		return code;
	t->ends = args_opt(args, "count") != NULL;
	t->give_up = t->ends || args_opt(args, "no-reconnect") != NULL;
	nodes_task_start(t, &app->render, args_opt(args, "for") != NULL ? &for_ms : NULL);
	return task_run(app, &t->task);
}

static enum exit_code
run_rate(struct app *app, const struct args *args)
{
	const char *here = cmh_path_covers("stats", app->here) ? app->here : "stats";
	bool all = args_opt(args, "all") != NULL;
	unsigned interval_ms, count = 0, for_ms = 0;
	struct task_scope scope;
	struct task *task;
	enum exit_code code = task_read_interval(app, args, &interval_ms);

	if (code == EXIT_DONE)
		code = task_read_number(app, args, "count", &count);
	if (code == EXIT_DONE)
		code = task_read_duration(app, args, "for", &for_ms);
	if (code == EXIT_DONE && app->call.set.nodes == NULL)
		code = check_map(app);
	if (code == EXIT_DONE)
		code = check_paths(app, args);
	if (code == EXIT_DONE && app->call.set.nodes != NULL)
		return rate_nodes(app, args, here, for_ms);
	if (code == EXIT_DONE)
		code = task_refuse_saved(app);
	if (code != EXIT_DONE)
		return code;
	if ((task = rate_task_new()) == NULL)
		return app_no_memory(app);
	rate_task_set(task, all, count, can_draw(app, args), interval_ms);
	task_scope_set(&scope, args, &here, all);
	scope.options.interval_ms = interval_ms;
	code = task_start(app, task, args, &scope.options, false);
	if (code != EXIT_DONE)
		return code;
	rate_task_set_end(task, args_opt(args, "for") != NULL, for_ms, args_opt(args, "no-reconnect") != NULL);
	task_warn_unmatched(app, task, &scope);
	warn_without_counters(app, task, &scope);
	return task_run(app, task);
}

const struct cmd cmd_rate = {
	.name = "rate",
	.group = GROUP_MONITOR,
	.usage = "[PATH]...",
	.kinds = "r",
	.summary = "print counters of the stats map as change per second",
	.about = "Without PATH, reads the complete stats map. Prints only counters that change, in the unit that they count: "
		 "bytes/s, packets/s, or just /s. A counter that decreases was cleared or has wrapped: rate prints \"cleared\" and "
		 "resumes at the next poll. On a terminal, draws a table in place, with a graph of the last minute. If the "
		 "connection is lost, waits for corosync and starts anew. With -N, prints lines of several nodes, over ssh. At the prompt, "
		 "& at the end runs it in the background.",
	.examples = { "rate stats.knet", "rate stats.knet.node1.link0 --interval 5s", "rate -o ndjson stats.srp --interval 10s --count 6" },
	.see = "watch, dump, clear",
	.exits = { { EXIT_DONE, "stopped by --count or --for" },
		   { EXIT_PARTIAL, "corosync did not answer some polls; " CMD_SOME_NODES },
		   { EXIT_TIMEOUT, "corosync did not answer within the timeout at the start, or no poll" },
		   { EXIT_INTERRUPTED, "stopped by Ctrl-C" } },
	.opts = opts,
	.max = -1,
	.flags = CMD_MAP | CMD_TASK | CMD_ALL_NODES,
	.prints = PRINTS_SAMPLES,
	.run = run_rate,
};
