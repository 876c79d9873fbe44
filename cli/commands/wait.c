/* SPDX-License-Identifier: BSD-3-Clause */
/* wait: until conditions on keys hold. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "core/cmd.h"
#include "core/names.h"
#include "key_pattern.h"
#include "session/foreground.h"
#include "task/opts.h"
#include "task/wait.h"

enum { TEST_MS = 10000 }; /* for an answer, when --timeout 0 asks for no more than that */

static const struct opt opts[] = {
	TASK_OPT_INTERVAL,
	{ 0x101, "any", NULL, "one condition that holds is enough" },
	{ 0x102, "count", "N", "of the keys that a * stands for, at least N (default: all of them)" },
	{ 0x103, "for-at-least", "DURATION", "they must hold for that time without a break" },
	{ 0x104, "fail-if", "CONDITION", "end with code 1 when this holds; of a * for one key", KIND_CONDITION },
	{ 0 },
};

/* Whether the map would have the key; of a * in its first component nobody knows. */
static bool
is_in_map(const struct app *app, const char *name)
{
	return strcspn(name, "*") < strcspn(name, ".") || cmh_handle_covers(app->call.map, name);
}

static enum exit_code
read_one(struct app *app, struct condition *condition, char *const *words, int n, int *used)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle_info info;

	const char *name = words[0] + (words[0][0] == '!');
	char *typed = strndup(name, condition_name_length(name));
	const char *here = typed != NULL && name_is_from_top(app, typed, !key_pattern_is(typed)) ? "" : app->here;

	free(typed);
	*used = condition_read(condition, words, n, here, app->call.set.show_secrets, &err, NULL);
	if (*used == 0)
		return app_fail_cmh_at(app, where_word(words[0]), &err);
	if (is_in_map(app, condition->name))
		return EXIT_DONE;
	info = *cmh_handle_info(app->call.map);
	return app_fail_at(app, where_word(words[0]), EXIT_USAGE, NULL, "%s does not hold keys such as %s", info.name,
			   condition->name);
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
	return code;
}

/* Whether it is to be judged once, without a wait. */
static bool
is_test(struct app *app, const struct args *args)
{
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	return info.saved || (args->set.timed && args->set.timeout_ms == 0);
}

/* Begins what is set up, or judges it once. Takes it. */
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
	if (cmh_context_options(app->cmh)->timeout_ms == 0)
		cmh_context_options(app->cmh)->timeout_ms = TEST_MS;
	code = task_start(app, &w->task, args, &options, !once);
	free(paths);
	if (code != EXIT_DONE)
		return code;
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
	enum exit_code code = w != NULL ? read_conditions(app, args, w) : app_no_memory(app);

	if (code == EXIT_DONE)
		code = task_read_interval(app, args, &interval_ms);
	if (code == EXIT_DONE)
		code = task_read_number(app, args, "count", &least);
	if (code == EXIT_DONE)
		code = task_read_duration(app, args, "for-at-least", &w->hold_ms);
	if (code == EXIT_DONE && w->hold_ms > 0 && is_test(app, args))
		code = app_fail(app, EXIT_USAGE, "give it a --timeout that is longer", "what is tested once does not hold for a time");
	if (code != EXIT_DONE) {
		task_free(w != NULL ? &w->task : NULL);
		return code;
	}
	w->least = least;
	w->any = args_opt(args, "any") != NULL;
	return start(app, args, w, interval_ms);
}

const struct cmd cmd_wait = {
	.name = "wait",
	.group = GROUP_TIME,
	.usage = "CONDITION...",
	.kinds = "q",
	.summary = "wait until conditions on keys hold",
	.about = "A CONDITION is KEY (it exists), !KEY (it does not), KEY=VALUE, !=, <, <=, >, >= (numbers as numbers), KEY~REGEX or "
		 "KEY changes; put it in quotes, for the shell. A * in KEY stands for one component, or a part of one: all keys "
		 "that fit must fulfil it, and one at least must be there. All conditions must hold at the same time. Keys and "
		 "corosync itself need not exist yet. --timeout SEC gives up with code 124; without it there is no limit; with 0 it "
		 "tests once, with code 0 or 1. So it does on a saved map. icmap reports its changes at once, however short they "
		 "last; values of the stats map are read once in an interval. At the prompt, a & behind it puts it in the background.",
	.examples = { "wait 'runtime.members.*.status=joined' --timeout 60",
		      "wait --count 2 'runtime.members.*.status=joined' -t 60",
		      "wait 'stats.knet.*.*.connected=1' --for-at-least 1s --interval 200ms" },
	.see = "watch, get",
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_TASK,
	.prints = PRINTS_NOTHING,
	.run = run_wait,
};
