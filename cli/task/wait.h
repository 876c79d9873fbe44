/* SPDX-License-Identifier: BSD-3-Clause */
/* The task of the command wait: conditions, evaluated after each event. */
#ifndef TASK_WAIT_H
#define TASK_WAIT_H

#include "know/cluster.h"
#include "task/condition.h"
#include "task/task.h"

struct wait_task {
	struct task task;
	struct app *app;              /* for notes */
	bool noted;                   /* which conditions no key matches */
	struct condition *conditions; /* with `has_fail_if`, that of --fail-if is the last one */
	bool *is_true;                /* for each of them */
	size_t n;                     /* conditions, without that of --fail-if */
	bool has_fail_if;
	bool any;                     /* one true condition is enough */
	size_t least;                 /* for how many keys that match a * a condition must be true; 0: all */
	unsigned hold_ms;             /* how long the conditions must be true without a break; 0: a moment */
	bool polled;                  /* some need values that are polled: only a poll shows that they are still true */
	bool asking;                  /* the conditions have been true for long enough, if corosync still answers */
	int64_t true_since;           /* of clock_ms(); 0: they are not true now */
	bool asks_quorum;             /* a condition needs corosync's word on quorum */
	bool quorum_known;            /* `quorum` is that word, and nothing has changed since */
	bool quorum_due;              /* something has changed since the last question */
	struct cmh_question *question; /* about quorum, under way; NULL: none */
	struct cmh_quorum quorum;
	struct cmh_error no_quorum;   /* why the last question had no answer */
	int64_t quorum_asked;         /* of clock_ms() */
	int64_t deadline;             /* of clock_ms(); 0: none */
	enum { WAIT_BEGINS, WAIT_CONNECTED, WAIT_SILENT, WAIT_LOST } connection; /* as the last event about corosync says */
	pid_t pid;                    /* of that corosync */
};

/* Makes a task for `n` conditions, which are still empty. The caller frees it with task_free(). NULL: out of memory. */
struct wait_task *wait_task_new(struct app *app, size_t n, bool has_fail_if);

/* Returns the paths to watch. The caller frees the array; the conditions own the paths. NULL: out of memory. */
const char **wait_task_paths(const struct wait_task *w, size_t *n);

/* Whether a condition needs values. If not, it is enough to watch names. */
bool wait_task_reads_values(const struct wait_task *w);

/* Evaluates the conditions once. Returns EXIT_DONE, or EXIT_NO after a note that says why. */
enum exit_code wait_task_test(struct app *app, struct wait_task *w);

/* Counts the keys of both maps for which a condition is true. */
struct condition_result wait_task_evaluate(const struct wait_task *w, const struct condition *condition);

/* Evaluates all conditions that the key matches; NULL: all conditions. */
void wait_task_evaluate_all(struct wait_task *w, const char *key);

/* Whether the conditions are true, all of them or, with --any, one. *unmet: the first that is false; NULL: none. */
bool wait_task_are_true(const struct wait_task *w, const struct condition **unmet);

/* Returns why a condition is false, as condition_reason() does. */
char *wait_task_reason(const struct wait_task *w, const struct condition *condition);

/* Returns how many conditions are true, and why the others are false. The caller frees it. NULL: out of memory. */
char *wait_task_status(const struct task *task);

/* ---- wait_goal.c -------------------------------------------------------- */

/* Asks corosync for quorum, if a condition needs it, now or when the question under way is answered. */
void wait_task_ask_quorum(struct wait_task *w);

/* Asks corosync for quorum, and waits for the answer; a saved map may have it. */
void wait_task_get_quorum(struct wait_task *w);

/* Takes the answer. True: there is one, or another question. Never waits. */
bool wait_task_take_quorum(struct wait_task *w);

/* Forgets the answer, and the question under way. */
void wait_task_drop_quorum(struct wait_task *w);

/* When to ask again, by clock_ms(). 0: not at any time. */
int64_t wait_task_next_question(const struct wait_task *w);

/* Whether a condition with a goal is reached. Unless GOAL_YES, *why is the reason; the caller frees it. NULL: out of memory. */
enum goal_state wait_task_judge(const struct wait_task *w, const struct condition *condition, char **why);

/* ------------------------------------------------------------------------- */

/* Sets the alarm of the task to the next moment at which it may end. */
void wait_task_set_alarm(struct wait_task *w);

#endif
