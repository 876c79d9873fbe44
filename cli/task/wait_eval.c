/* SPDX-License-Identifier: BSD-3-Clause */
/* The conditions of a wait, evaluated with the keys that its watch knows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "str.h"
#include "task/wait.h"

struct condition_result
wait_task_evaluate(const struct wait_task *w, const struct condition *condition)
{
	struct condition_result result = { 0 };

	FOR_EACH_MAP(map)
		if (condition->goal == NULL)
			condition_count_keys(condition, cmh_watch_keys(w->task.watch, map), &result);
	return result;
}

/* Returns for how many keys a condition must be true; 0: all that match. One is enough for a * in --fail-if. */
static size_t
least_of(const struct wait_task *w, const struct condition *condition)
{
	bool fail_if = condition == &w->conditions[w->n];

	return strchr(condition->name, '*') == NULL ? 0 : fail_if ? 1 : w->least;
}

static bool
is_true(const struct wait_task *w, const struct condition *condition)
{
	struct condition_result result = wait_task_evaluate(w, condition);
	char *why = NULL;
	enum goal_state state;

	if (condition->goal != NULL) {
		state = wait_task_judge(w, condition, &why);
		free(why);
		return state == (condition->op == CONDITION_ABSENT ? GOAL_NO : GOAL_YES);
	}
	return condition_is_true(condition, &result, least_of(w, condition));
}

void
wait_task_evaluate_all(struct wait_task *w, const char *key)
{
	for (size_t i = 0; i < w->n + w->has_fail_if; i++)
		if (key == NULL || w->conditions[i].goal != NULL || condition_matches_key(&w->conditions[i], key))
			w->is_true[i] = is_true(w, &w->conditions[i]);
}

bool
wait_task_are_true(const struct wait_task *w, const struct condition **unmet)
{
	bool any = false, all = true;

	*unmet = NULL;
	for (size_t i = 0; i < w->n; i++) {
		any |= w->is_true[i];
		all &= w->is_true[i];
		if (!w->is_true[i] && *unmet == NULL)
			*unmet = &w->conditions[i];
	}
	return w->any ? any : all;
}

char *
wait_task_reason(const struct wait_task *w, const struct condition *condition)
{
	struct condition_result result = wait_task_evaluate(w, condition);
	char *why = NULL;

	if (condition->goal != NULL)
		return wait_task_judge(w, condition, &why) == GOAL_YES ? str_copy(condition->goal->meaning) : why;
	return condition_reason(condition, &result, least_of(w, condition));
}

/* Returns why the keys are not known. The caller frees it. NULL: they are being read, or out of memory. */
static char *
unknown_reason(const struct wait_task *w)
{
	switch (w->connection) {
	case WAIT_BEGINS: return str_copy("waiting for corosync");
	case WAIT_SILENT: return str_copy("corosync does not answer");
	case WAIT_LOST: return str_format("lost connection to corosync (pid %ld)", (long)w->pid);
	case WAIT_CONNECTED: break;
	}
	return NULL;
}

char *
wait_task_status(const struct task *task)
{
	const struct wait_task *w = (const struct wait_task *)task;
	struct str_stream text;
	size_t n_true = 0;

	if (!cmh_watch_ready(task->watch))
		return unknown_reason(w);
	if (!str_open(&text))
		return NULL;
	for (size_t i = 0; i < w->n; i++)
		n_true += w->is_true[i];
	if (w->n > 1)
		fprintf(text.out, "%zu of %zu true", n_true, w->n);
	else if (n_true > 0)
		fputs("true", text.out);
	if (w->true_since != 0)
		fputs(", but not for long enough", text.out);
	for (size_t i = 0; i < w->n; i++) {
		char *why = w->is_true[i] ? NULL : wait_task_reason(w, &w->conditions[i]);

		if (why != NULL)
			fprintf(text.out, "%s%s", w->n > 1 ? "; " : "", why);
		free(why);
	}
	return str_close(&text);
}
