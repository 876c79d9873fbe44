/* SPDX-License-Identifier: BSD-3-Clause */
/* Options and paths of the commands watch, wait and rate. */
#ifndef TASK_OPTS_H
#define TASK_OPTS_H

#include "core/args.h"
#include "task/task.h"

#define TASK_OPT_INTERVAL { 0x100, "interval", "DURATION", "poll the stats map every DURATION (default 1s)" }

/* Each reads an option: a duration, or a number of at least 1. Without it the result is unchanged. Prints errors. */
enum exit_code task_read_duration(struct app *app, const struct args *args, const char *option, unsigned *ms);
enum exit_code task_read_number(struct app *app, const struct args *args, const char *option, unsigned *number);

/* Reads --interval, which has a default and a minimum. Prints errors. */
enum exit_code task_read_interval(struct app *app, const struct args *args, unsigned *ms);

/* Prints an error if the map is a saved map, which never changes. */
enum exit_code task_refuse_saved(struct app *app);

enum { TASK_EXCEPT = 2 };

/* The paths that a task watches. `options` points into the struct. */
struct task_scope {
	struct cmh_watch_options options;
	char own[64];                     /* the branch of our own connections in the stats map */
	const char *except[TASK_EXCEPT];
};

/*
 * Fills the paths of `scope` from the arguments; without arguments, the path is *here.
 * Unless `all`, it excludes the branches whose keys change all the time, except those
 * that a path names. `args` and `here` must outlive the scope.
 */
void task_scope_set(struct task_scope *scope, const struct args *args, const char *const *here, bool all);

/* Excludes volatile keys, too, except those that a path names in full. */
void task_scope_leave_out_volatile(struct task_scope *scope);

/*
 * Prints a note for each path of the scope of which the task has no key: no key matches it yet, or all
 * that do are left out. Asks corosync only if there is such a path.
 */
void task_warn_unmatched(struct app *app, const struct task *task, const struct task_scope *scope);

#endif
