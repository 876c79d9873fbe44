/* SPDX-License-Identifier: BSD-3-Clause */
/* Options and paths that the commands of tasks have in common. */
#ifndef TASK_OPTS_H
#define TASK_OPTS_H

#include "core/args.h"
#include "task/task.h"

#define TASK_OPT_INTERVAL { 0x100, "interval", "DURATION", "read the stats map so often (default 1s)" }

/* Each reads an option into *out, which stays as it is when the option is not there, and prints what is wrong with it. */
enum exit_code task_read_duration(struct app *app, const struct args *args, const char *option, unsigned *ms);
enum exit_code task_read_number(struct app *app, const struct args *args, const char *option, unsigned *number);

/* The same for --interval, which has a default and a least value. */
enum exit_code task_read_interval(struct app *app, const struct args *args, unsigned *ms);

/* A saved map does not change. */
enum exit_code task_refuse_saved(struct app *app);

enum { TASK_EXCEPT = 2 };

/* What a task watches. `options` points into it. */
struct task_scope {
	struct cmh_watch_options options;
	char own[64];                     /* our own connection's branch in the stats map */
	const char *except[TASK_EXCEPT];
};

/*
 * Fills the paths of `scope` and what is left out: what never rests, unless
 * `all`, or unless a path is in it. Without arguments the path is *here.
 */
void task_scope_set(struct task_scope *scope, const struct args *args, const char *const *here, bool all);

#endif
