/* SPDX-License-Identifier: BSD-3-Clause */
/* rate: counters of the stats map as change per second. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/cmd.h"
#include "session/foreground.h"
#include "task/opts.h"
#include "task/rate.h"

static const struct opt opts[] = {
	TASK_OPT_INTERVAL,
	{ 0x101, "count", "N", "end after N readings, besides the first, which has nothing to compare with" },
	{ 0x102, "all", NULL, "include what stands still, and our own connection" },
	{ 0 },
};

/* A person looks at a terminal on which one can go up again. */
static bool
can_draw(const struct app *app, const struct args *args)
{
	const char *term = getenv("TERM");

	return output_is_text(&app->render) && !args->set.quiet && !args->background && app->render.columns > 0 &&
	       term != NULL && strcmp(term, "dumb") != 0;
}

static enum exit_code
check_paths(struct app *app, const struct args *args)
{
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (!info.saved && !cmh_handle_covers(app->call.map, "stats.srp"))
		return app_fail(app, EXIT_USAGE, "leave out -m, or give it live or stats", "%s has no counters: they are in the stats map", info.name);
	for (int i = 0; i < args->n; i++)
		if (!cmh_path_covers("stats", args->word[i]))
			return app_fail_at(app, where_word(args->word[i]), EXIT_USAGE,
					   "a path in it begins with stats.; to see other keys change: watch",
					   "\"%s\" is not in the stats map, whose counters have rates", args->word[i]);
	return EXIT_DONE;
}

static enum exit_code
run_rate(struct app *app, const struct args *args)
{
	const char *here = cmh_path_covers("stats", app->here) ? app->here : "stats";
	bool all = args_opt(args, "all") != NULL;
	unsigned interval_ms, count = 0;
	struct task_scope scope;
	struct task *task;
	enum exit_code code = task_read_interval(app, args, &interval_ms);

	if (code == EXIT_DONE)
		code = task_read_number(app, args, "count", &count);
	if (code == EXIT_DONE)
		code = check_paths(app, args);
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
	task_warn_unmatched(app, task, &scope);
	return task_run(app, task);
}

const struct cmd cmd_rate = {
	.name = "rate",
	.group = GROUP_TIME,
	.usage = "[PATH]...",
	.kinds = "r",
	.summary = "print counters of the stats map as change per second",
	.about = "Without a PATH: of the whole stats map. Only counters that move are printed, in the unit that they count: bytes/s, "
		 "packets/s, or just /s. One that went back was cleared, or has wrapped: it is said to be so, and has no rate until "
		 "the next reading. On a terminal the table is drawn in place, with the last minute beside it, in proportion to its highest "
		 "rate; there a counter stays while that minute shows that it moved. When corosync goes away, rate waits for it and begins anew. "
		 "At the prompt, a & behind it puts it in the background.",
	.examples = { "rate stats.knet", "rate stats.knet.node1.link0 --interval 5s", "rate -o ndjson stats.srp --interval 10s --count 6" },
	.see = "watch, dump, clear",
	.opts = opts,
	.max = -1,
	.flags = CMD_MAP | CMD_TASK,
	.prints = PRINTS_SAMPLES,
	.run = run_rate,
};
