/* SPDX-License-Identifier: BSD-3-Clause */
/* rate on several nodes. */
#include <stdlib.h>
#include <string.h>

#include "output/output.h"
#include "output/record.h"
#include "str.h"
#include "task/counters.h"
#include "task/event.h"
#include "task/event_read.h"
#include "task/nodes_task.h"
#include "task/rate_print.h"

/* Returns the unit that is counted: what is before "/s". The caller frees it; NULL: it has none, or out of memory. */
static char *
read_unit(struct record *record)
{
	const char *text = record_text(record, "unit");
	size_t len = text != NULL ? strcspn(text, "/") : 0;

	return len > 0 && strspn(text, "abcdefghijklmnopqrstuvwxyz ") == len ? str_copy_n(text, len) : NULL;
}

/* Reads a rate, whose texts are those of the record and `unit`. False: it is none. */
static bool
read_rate(struct record *record, const char *unit, struct rate *out)
{
	*out = (struct rate){ .key = record_text(record, "key"), .unit = unit, .cleared = record_truth(record, "cleared"),
			      .delta = record_number(record, "delta") };
	record_real(record, "seconds", &out->seconds);
	return out->key != NULL && cmh_name_check(out->key, NULL) == CMH_OK &&
	       (out->cleared || record_real(record, "rate", &out->per_second));
}

/* Prints that corosync of a node was lost, or answers again. */
static bool
print_event(struct nodes_task *t, struct output *out, struct record *record)
{
	struct cmh_event event;
	bool good = event_read(record, &event);

	if (good && (output_is_text(out) ? !out->quiet : !output_wants_uniform(out)))
		event_print(out, &event, ++t->seq);
	event_read_clear(&event);
	return good;
}

static void
on_record(struct nodes_task *t, struct output *out, struct record *record)
{
	struct timespec time = event_read_time(record);
	char *unit = read_unit(record);
	struct rate rate;

	if (record_text(record, "event") != NULL) {
		if (!print_event(t, out, record))
			nodes_task_note_record(t, out);
	} else if (!read_rate(record, unit, &rate))
		nodes_task_note_record(t, out);
	else {
		if (output_is_text(out))
			output_node(out);
		rate_print_one(out, &rate, &time);
	}
	free(unit);
}

const struct nodes_kind nodes_rate = {
	.ops = { .name = "rate", .on_input = nodes_task_on_input, .on_alarm = nodes_task_on_input, .free = nodes_task_free },
	.on_record = on_record,
};
