/* SPDX-License-Identifier: BSD-3-Clause */
/* watch: prints the changes below paths. stop: stops a background task. */
#include <string.h>

#include "core/cmd.h"
#include "core/restricted.h"
#include "session/foreground.h"
#include "session/session.h"
#include "task/nodes_task.h"
#include "task/opts.h"
#include "task/watch.h"

static const struct opt opts[] = {
	TASK_OPT_INTERVAL,
	{ 0x101, "initial", NULL, "print the present values first" },
	{ 0x102, "count", "N", "stop after N changes" },
	{ 0x103, "for", "DURATION", "stop after this time; 0 stops at once" },
	{ 0x104, "exec", "CMD", "run CMD for each event; its arguments end at a ;", KIND_PROGRAM },
	{ 0x105, "all", NULL, "print also volatile keys: counters, times, connections" },
	{ 0x106, "no-reconnect", NULL, "exit with status 4 when the connection is lost" },
	{ 0 },
};

/* Takes a task, and starts it. */
static enum exit_code
start(struct app *app, const struct args *args, struct watch_task *w, unsigned ms, unsigned interval_ms)
{
	const char *here = app->here;
	bool all = args_opt(args, "all") != NULL;
	struct task_scope scope;
	enum exit_code code;

	task_scope_set(&scope, args, &here, all);
	if (!all)
		task_scope_leave_out_volatile(&scope);
	scope.options.interval_ms = interval_ms;
	scope.options.flags = args_opt(args, "initial") != NULL ? CMH_WATCH_INITIAL : 0;
	clock_gettime(CLOCK_REALTIME, &w->began);
	code = task_start(app, &w->task, args, &scope.options, false);
	if (code != EXIT_DONE)
		return code;
	if ((scope.options.flags & CMH_WATCH_INITIAL) == 0) /* the initial values are from before it was ready */
		clock_gettime(CLOCK_REALTIME, &w->began);
	task_warn_unmatched(app, &w->task, &scope);
	if (args_opt(args, "for") != NULL)
		task_set_alarm(&w->task, ms > 0 ? ms : 1); /* 0 would be no alarm */
	return task_run(app, &w->task);
}

/* Watches on the nodes of -N. */
static enum exit_code
watch_nodes(struct app *app, const struct args *args, unsigned ms, unsigned count)
{
	const char *here = app->here;
	struct nodes_words words = { .own = "for count ", .words = &here, .n = here[0] != '\0' };
	enum exit_code code;
	struct nodes_task *t;

	if (args->program != NULL)
		return app_fail(app, EXIT_USAGE, "read the records of: watch -N LIST -o ndjson", "--exec works only on this node");
	if (args->n > 0) {
		words.words = (const char *const *)args->word;
		words.n = (size_t)args->n;
	}
	t = nodes_task_new(app, args, &nodes_watch, &words, &code);
	if (t == NULL)
		return code;
	t->left = count;
	t->give_up = args_opt(args, "no-reconnect") != NULL;
	nodes_task_start(t, &app->render, args_opt(args, "for") != NULL ? &ms : NULL);
	return task_run(app, &t->task);
}

static enum exit_code
run_watch(struct app *app, const struct args *args)
{
	unsigned interval_ms, ms = 0, count = 0;
	struct watch_task *w;
	enum exit_code code = task_read_interval(app, args, &interval_ms);

	if (code == EXIT_DONE)
		code = task_read_duration(app, args, "for", &ms);
	if (code == EXIT_DONE)
		code = task_read_number(app, args, "count", &count);
	if (code == EXIT_DONE && app->call.set.nodes != NULL)
		return watch_nodes(app, args, ms, count);
	if (code == EXIT_DONE)
		code = task_refuse_saved(app);
	if (code == EXIT_DONE && args->program != NULL)
		code = restricted_check(app, FORBIDDEN_PROGRAM);
	if (code != EXIT_DONE)
		return code;
	w = watch_task_new(args->program);
	if (w == NULL)
		return app_no_memory(app);
	w->left = count;
	w->give_up = args_opt(args, "no-reconnect") != NULL;
	return start(app, args, w, ms, interval_ms);
}

/* Returns the task that the words name: by its number, or the only one. NULL: prints the error. */
static struct task *
find_task(struct app *app, const struct args *args)
{
	const struct jobs *jobs = &app->session->jobs;
	struct cmh_value id = { .u = 0 };
	struct task *task = TAILQ_FIRST(&jobs->list);

	if (args->n > 0)
		task = cmh_value_parse(CMH_U32, args->word[0], &id, NULL) == CMH_OK ? jobs_find(jobs, (unsigned)id.u) : NULL;
	if (task == NULL && args->n > 0)
		app_fail_at(app, where_word(args->word[0]), EXIT_USAGE, "run: handles", "no such task \"%s\"", args->word[0]);
	else if (task == NULL)
		app_fail(app, EXIT_USAGE, "run: handles", "no such task");
	else if (args->n == 0 && jobs_count(jobs) > 1) {
		app_fail(app, EXIT_USAGE, "run: stop NUMBER or stop all; handles lists the tasks", "several tasks are running");
		task = NULL;
	}
	return task;
}

static enum exit_code
run_stop(struct app *app, const struct args *args)
{
	struct jobs *jobs = &app->session->jobs;
	struct task *task;

	if (args->n > 0 && strcmp(args->word[0], "all") == 0) {
		jobs_end(jobs, NULL);
		return EXIT_DONE;
	}
	task = find_task(app, args);
	if (task == NULL)
		return EXIT_USAGE;
	jobs_remove(jobs, task);
	return EXIT_DONE;
}

const struct cmd cmd_watch = {
	.name = "watch",
	.group = GROUP_MONITOR,
	.usage = "[PATH]...",
	.kinds = "p",
	.summary = "print changes below paths as they happen",
	.about = "Without PATH, watches the complete map. In icmap, corosync reports each change at once; in stats, watch polls the "
		 "values. Leaves out volatile keys, such as counters, unless a PATH names them in full or --all is "
		 "given. If the connection is lost, watch waits for corosync, and then prints the keys that differ. "
		 "--exec runs CMD "
		 "without a shell, with the event in CMAPSH_EVENT, CMAPSH_KEY, CMAPSH_TYPE, CMAPSH_OLD, CMAPSH_NEW, CMAPSH_MAP, "
		 "CMAPSH_SOURCE, CMAPSH_TIME and CMAPSH_SEQ. --count waits for the program of the last change; "
		 "--for ends a program that still runs, and that one has failed. "
		 "At the prompt, & at the end runs watch in the background; its events appear above the line that you are typing. "
		 "With -N, cmapsh watches on each node, over ssh, and its events are merged "
		 "by time; a node that is lost is an event, and comes back when it can.",
	.examples = { "watch runtime.members", "watch --count 1 totem nodelist", "watch -o ndjson stats.knet --interval 5s",
		      "watch -N all runtime.members" },
	.see = "wait, rate, stop",
	.exits = { { EXIT_DONE, "stopped by --count or --for" },
		   { EXIT_ERROR, "all programs of --exec failed, or another error" },
		   { EXIT_PARTIAL, "some programs of --exec failed; " CMD_SOME_NODES },
		   { EXIT_TIMEOUT, "corosync did not answer within the timeout at the start" },
		   { EXIT_INTERRUPTED, "stopped by Ctrl-C" } },
	.opts = opts,
	.max = -1,
	.flags = CMD_MAP | CMD_TASK | CMD_ALL_NODES,
	.prints = PRINTS_EVENTS,
	.run = run_watch,
};

const struct cmd cmd_stop = {
	.name = "stop",
	.alias = "unwatch",
	.group = GROUP_MONITOR,
	.usage = "[NUMBER|all]",
	.kinds = "-",
	.summary = "stop a watch, wait or rate in the background",
	.about = "NUMBER is needed if there are several tasks; handles lists them.",
	.examples = { "stop", "stop 2" },
	.see = "watch, handles",
	.max = 1,
	.flags = CMD_PROMPT,
	.prints = PRINTS_NOTHING,
	.run = run_stop,
};
