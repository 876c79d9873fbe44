/* SPDX-License-Identifier: BSD-3-Clause */
/* watch on several nodes. */
#include "output/output.h"
#include "task/event.h"
#include "task/event_read.h"
#include "task/nodes_task.h"

static void
on_record(struct nodes_task *t, struct output *out, struct record *record)
{
	struct cmh_event event;
	bool good = event_read(record, &event);
	bool change = good && event.key != NULL && event.kind != CMH_EVENT_INITIAL;

	if (good)
		event_print(out, &event, ++t->seq);
	else
		nodes_task_note_record(t, out);
	event_read_clear(&event);
	if (change && t->left > 0 && --t->left == 0)
		nodes_task_end(t, out, "count");
}

/* The start has one record for each node, the end has one for all. */
static void
last(struct task *task, struct output *out, const char *why)
{
	event_print_end(out, why, ((struct nodes_task *)task)->seq + 1);
}

const struct nodes_kind nodes_watch = {
	.ops = { .name = "watch", .doing = "watching", .on_input = nodes_task_on_input, .on_alarm = nodes_task_on_input, .on_end = last,
		 .free = nodes_task_free },
	.begins = true,
	.on_record = on_record,
};
