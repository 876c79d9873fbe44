/* SPDX-License-Identifier: BSD-3-Clause */
/* wait on several nodes: each waits for itself, until its conditions are true there. */
#include "task/nodes_task.h"

/* The conditions are false, tested once; or that of --fail-if is true, which ends the task. */
static bool
judge_exit(struct nodes_task *t, struct followed *f, int status)
{
	if (status != EXIT_NO || f->state != FOLLOWED_RUNNING)
		return false;
	f->no = f->code == EXIT_DONE;
	if (!f->no)
		task_end(&t->task, EXIT_NO, "fail-if", f->why.hint, "%s: %s", f->node.name, cmh_error_message(&f->why));
	return true;
}

const struct nodes_kind nodes_wait = {
	.ops = { .name = "wait", .doing = "waiting for", .on_input = nodes_task_on_input, .on_alarm = nodes_task_on_input,
		 .status = nodes_task_status, .free = nodes_task_free },
	.begins = true,
	.patient = true,
	.on_exit = judge_exit,
};
