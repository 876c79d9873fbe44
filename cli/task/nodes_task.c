/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/nodes_task.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "nodes/node_list.h"
#include "output/output.h"
#include "str.h"
#include "task/event.h"

enum { SLOW_MS = 1000, GRACE_MS = 2000 };

static struct nodes_task *
nodes_task_of(const struct task *task)
{
	return (struct nodes_task *)task;
}

/* ---- the end ---------------------------------------------------------------- */

/* Counts what has come of a node when the task ends. A cmapsh that still runs has not said that its conditions are true. */
static void
count(struct nodes_task *t, struct output *out, struct followed *f, struct tally *tally)
{
	bool ended = f->state == FOLLOWED_DONE || f->state == FOLLOWED_FAILED;

	if (!ended && t->timed)
		followed_time_out(t, f);
	if (f->state == FOLLOWED_DONE || f->state == FOLLOWED_RUNNING) {
		tally_add(tally, EXIT_DONE);
		return;
	}
	if (f->state == FOLLOWED_STARTING && f->code == EXIT_DONE) {
		f->code = EXIT_TIMEOUT;
		f->why.message = str_copy("no answer before the end");
	}
	f->state = FOLLOWED_FAILED;
	followed_name(t, out, f);
	tally_add(tally, f->code);
}

/* The time of a wait is over: a cmapsh that runs may still say what it has waited for; other nodes are given up. */
static void
give_up_others(struct nodes_task *t, struct output *out)
{
	for (size_t i = 0; i < t->n; i++) {
		struct followed *f = &t->v[i];

		if (f->state != FOLLOWED_STARTING && f->state != FOLLOWED_WAITING)
			continue;
		followed_time_out(t, f);
		followed_name(t, out, f);
	}
}

void
nodes_task_end(struct nodes_task *t, struct output *out, const char *why)
{
	struct tally tally = { 0 };
	bool no = false;
	enum exit_code code;

	if (t->task.ended)
		return;
	for (size_t i = 0; i < t->n; i++) {
		count(t, out, &t->v[i], &tally);
		no |= t->v[i].state == FOLLOWED_DONE && t->v[i].no;
	}
	code = tally_exit(&tally);
	if (t->task.background && tally.failed > 0)
		task_end(&t->task, code, why, NULL, "%u of %zu nodes failed", tally.failed, t->n);
	else
		task_end(&t->task, code == EXIT_DONE && no ? EXIT_NO : code, why, NULL, NULL);
}

/* ---- while it runs ------------------------------------------------------------ */

/* Prints a record of out->node, or what has happened to the connection to it. */
static void
print_queued(struct nodes_task *t, struct output *out, const struct queued *queued)
{
	const struct event_node event = { .what = queued->what, .why = queued->why, .time = queued->time };

	if (queued->record != NULL)
		t->kind->on_record(t, out, queued->record);
	else
		event_print_node(out, &event, ++t->seq);
}

/* Prints the records that have been kept for long enough, or all. */
static void
print_records(struct nodes_task *t, struct output *out, bool all)
{
	size_t ready = nodes_queue_ready(&t->queue);
	struct queued *next;

	while (!t->task.ended && (all || ready-- > 0) && (next = nodes_queue_take(&t->queue)) != NULL) {
		out->node = t->v[next->node].node.name;
		print_queued(t, out, next);
		out->node = NULL;
		nodes_queue_free(next);
	}
}

/* Ends the task if there is nothing left to follow. */
static void
end_if_idle(struct nodes_task *t, struct output *out)
{
	size_t active = 0, waiting = 0, up = 0, failed = 0;

	for (size_t i = 0; i < t->n; i++) {
		active += t->v[i].state == FOLLOWED_STARTING || t->v[i].state == FOLLOWED_RUNNING;
		waiting += t->v[i].state == FOLLOWED_WAITING;
		failed += t->v[i].state == FOLLOWED_FAILED;
		up += t->v[i].was_up;
	}
	if (active > 0 || (waiting > 0 && (up > 0 || t->kind->patient)))
		return;
	print_records(t, out, true);
	nodes_task_end(t, out, failed + waiting > 0 ? "failed" : "count");
}

void
nodes_task_note_record(struct nodes_task *t, struct output *out)
{
	for (size_t i = 0; i < t->n; i++) {
		struct followed *f = &t->v[i];

		if (f->node.name != out->node || f->garbled)
			continue;
		f->garbled = true;
		followed_note(t, out, f, "install the same version on all nodes", "cannot read all records of cmapsh there");
	}
}

/* Prints who has not answered yet, once. */
static void
note_slow(struct nodes_task *t)
{
	struct node_list list = NODE_LIST_INIT;
	bool good = true;
	char *text;

	t->slow = 0;
	for (size_t i = 0; i < t->n && good; i++)
		if (t->v[i].state == FOLLOWED_STARTING)
			good = node_list_add(&list, t->v[i].node.name);
	text = good && list.n > 0 ? node_list_text(list.v, list.n) : NULL;
	if (text != NULL)
		app_note_waiting(text);
	free(text);
	node_list_clear(&list);
}

/* Names the nodes that cannot be reached, once it is known that the task goes on without them. */
static void
name_missing(struct nodes_task *t, struct output *out)
{
	bool up = false;

	for (size_t i = 0; i < t->n; i++)
		up |= t->v[i].was_up;
	for (size_t i = 0; i < t->n && up && !t->kind->patient; i++)
		if (t->v[i].state == FOLLOWED_WAITING && !t->v[i].was_up)
			followed_name(t, out, &t->v[i]);
}

/* Does what is due for a node. */
static void
advance(struct nodes_task *t, struct output *out, struct followed *f, int64_t now)
{
	if (f->state == FOLLOWED_STARTING || f->state == FOLLOWED_RUNNING)
		followed_read(t, out, f);
	if (f->state == FOLLOWED_STARTING && now >= f->at)
		followed_give_up(t, out, f);
	else if (f->state == FOLLOWED_WAITING && now >= f->at)
		followed_start(t, out, f);
}

/* The earlier of two times, of which 0 is none. */
static int64_t
earlier(int64_t a, int64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/* Sets the alarm to the next moment at which something is due. */
static void
set_alarm(struct nodes_task *t)
{
	int64_t now = clock_ms(), next = earlier(earlier(t->deadline, t->slow), nodes_queue_due(&t->queue));

	if (t->until > now)
		next = earlier(next, t->until);
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].state == FOLLOWED_STARTING || t->v[i].state == FOLLOWED_WAITING)
			next = earlier(next, t->v[i].at);
	task_set_alarm(&t->task, next == 0 ? 0 : next > now ? (uint64_t)(next - now) : 1);
}

void
nodes_task_on_input(struct task *task, struct output *out)
{
	struct nodes_task *t = nodes_task_of(task);
	int64_t now = clock_ms();

	for (size_t i = 0; i < t->n && !task->ended; i++)
		advance(t, out, &t->v[i], now);
	name_missing(t, out);
	print_records(t, out, false);
	if (t->slow != 0 && now >= t->slow)
		note_slow(t);
	if (task->ended)
		return;
	if (t->timed && t->until != 0 && now >= t->until)
		give_up_others(t, out);
	if (t->deadline != 0 && now >= t->deadline) {
		print_records(t, out, true);
		nodes_task_end(t, out, t->timed ? "timeout" : "for");
	} else
		end_if_idle(t, out);
	if (!task->ended)
		set_alarm(t);
}

/* Which nodes are still waited for, for a kind without records. The caller frees it. */
char *
nodes_task_status(const struct task *task)
{
	const struct nodes_task *t = nodes_task_of(task);
	struct node_list list = NODE_LIST_INIT;
	size_t done = 0;
	bool good = true;
	char *names, *status = NULL;

	for (size_t i = 0; i < t->n && good; i++)
		if (t->v[i].state == FOLLOWED_DONE)
			done++;
		else if (t->v[i].state != FOLLOWED_FAILED)
			good = node_list_add(&list, t->v[i].node.name);
	names = good ? node_list_text(list.v, list.n) : NULL;
	if (names != NULL)
		status = str_format("%zu of %zu nodes: waiting for %s", done, t->n, names);
	free(names);
	node_list_clear(&list);
	return status;
}

void
nodes_task_start(struct nodes_task *t, struct output *out, const unsigned *for_ms)
{
	int64_t now = clock_ms();

	if (for_ms != NULL)
		t->until = t->deadline = now + (*for_ms > 0 ? *for_ms : 1);
	else if (t->timed) {
		t->until = now + (t->once ? CMH_TIMEOUT_MS : t->task.set.timeout_ms);
		t->deadline = t->until + GRACE_MS; /* cmapsh there says better what it has waited for */
	}
	t->slow = t->task.background || t->task.set.quiet || t->kind->ops.status != NULL ? 0 : now + SLOW_MS;
	for (size_t i = 0; i < t->n; i++)
		followed_start(t, out, &t->v[i]);
	set_alarm(t);
}

void
nodes_task_free(struct task *task)
{
	struct nodes_task *t = nodes_task_of(task);
	struct queued *next;

	for (size_t i = 0; i < t->n; i++) {
		struct followed *f = &t->v[i];

		stream_clear(&f->stream);
		free(f->node.name);
		free(f->node.address);
		free(f->words);
		cmh_error_clear(&f->why);
	}
	while ((next = nodes_queue_take(&t->queue)) != NULL)
		nodes_queue_free(next);
	str_list_free(t->words);
	free(t->v);
	free(t);
}
