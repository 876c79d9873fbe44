/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/wait.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "core/names.h"
#include "output/output.h"
#include "str.h"

enum { PATIENCE_MS = 100 }; /* for the answer of a corosync that may hang */

static struct wait_task *
wait_task_of(struct task *task)
{
	return (struct wait_task *)task;
}

/* ---- the task ---------------------------------------------------------- */

void
wait_task_set_alarm(struct wait_task *w)
{
	int64_t now = clock_ms(), next = w->deadline, held = w->true_since + w->hold_ms;

	if (w->true_since != 0 && !w->polled && !w->asking && (next == 0 || held < next))
		next = held;
	if (wait_task_next_question(w) != 0 && (next == 0 || wait_task_next_question(w) < next))
		next = wait_task_next_question(w);
	task_set_alarm(&w->task, next == 0 ? 0 : next > now ? next - now : 1);
}

static void
end_by_failure(struct wait_task *w)
{
	char *why = wait_task_reason(w, &w->conditions[w->n]);

	task_end(&w->task, EXIT_NO, "fail-if", NULL, "failed: %s", why != NULL ? why : "out of memory");
	free(why);
}

/*
 * Ends the task if the conditions have been true for long enough, or that of --fail-if
 * is true. Without a connection no condition is true. `current`: their values are those
 * of now, not those of the last poll.
 */
static void
check(struct wait_task *w, bool current)
{
	bool ready = cmh_watch_ready(w->task.watch);
	const struct condition *unmet;
	int64_t now = clock_ms();

	if (ready && w->has_fail_if && w->is_true[w->n]) {
		end_by_failure(w);
		return;
	}
	if (!ready || !wait_task_are_true(w, &unmet))
		w->true_since = 0;
	else if (w->true_since == 0)
		w->true_since = now;
	if (w->true_since != 0 && now >= w->true_since + w->hold_ms && (current || w->hold_ms == 0))
		task_end(&w->task, EXIT_DONE, "done", NULL, NULL);
}

/*
 * Asks corosync whether it answers, if the conditions have been true for long
 * enough: one that hangs reports no change either. Its answer ends the task.
 */
static void
ask_at_end(struct wait_task *w)
{
	if (w->task.ended || w->true_since == 0 || w->polled || w->asking || clock_ms() < w->true_since + w->hold_ms)
		return;
	w->asking = true;
	cmh_watch_ask(w->task.watch);
}

/* Prints why no value of the keys can make a condition true: the type is another one. */
static void
note_incomparable(struct wait_task *w, struct output *out, const struct condition *c, const struct condition_result *result)
{
	char *why = condition_reason(c, result, 0);

	if (why != NULL && w->task.background)
		output_notice(out, NULL, "wait %u: %s", w->task.id, why);
	else if (why != NULL)
		app_warn(w->app, NULL, "%s", why);
	free(why);
}

static void
warn_unmatched(struct app *app, const struct condition *c)
{
	char *hint = goal_hint(c->name);

	name_warn_unmatched(app, c->name, hint);
	free(hint);
}

/* Prints a note for each condition that no key matches, or no value can make true, once, when all keys are known for the first time. */
static void
note_unmatched(struct wait_task *w, struct output *out)
{
	if (w->noted || !cmh_watch_ready(w->task.watch))
		return;
	w->noted = true;
	for (size_t i = 0; i < w->n + w->has_fail_if; i++) {
		const struct condition *c = &w->conditions[i];
		struct condition_result result = wait_task_evaluate(w, c);
		bool unmatched = c->goal == NULL && c->op != CONDITION_ABSENT && result.n_keys == 0;

		if (result.n_keys > 0 && result.n_incomparable == result.n_keys)
			note_incomparable(w, out, c, &result);
		else if (unmatched && w->task.background)
			output_notice(out, NULL, "wait %u: no key matches \"%s\" yet", w->task.id, c->name);
		else if (unmatched)
			warn_unmatched(w->app, c);
	}
}

/* Notes what an event says about corosync, for the status. */
static void
note_connection(struct wait_task *w, const struct cmh_event *event)
{
	switch (event->kind) {
	case CMH_EVENT_READY:
	case CMH_EVENT_ANSWERING: w->connection = WAIT_CONNECTED; break;
	case CMH_EVENT_SILENT: w->connection = WAIT_SILENT; break;
	case CMH_EVENT_LOST: w->connection = WAIT_LOST; break;
	default: return;
	}
	w->pid = event->pid;
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct wait_task *w = wait_task_of(task);
	bool lost = event->kind == CMH_EVENT_LOST || event->kind == CMH_EVENT_DROPPED, memory = true;

	note_connection(w, event);
	for (size_t i = 0; i < w->n + w->has_fail_if; i++)
		memory &= condition_note_event(&w->conditions[i], event);
	if (!memory)
		task_end(task, EXIT_ERROR, "failed", NULL, "out of memory");
	if (lost || event->kind == CMH_EVENT_SILENT)
		wait_task_drop_quorum(w);
	else if (event->map == CMH_ICMAP && event->kind != CMH_EVENT_ANSWERED) {
		w->quorum_known = false; /* until corosync has said it again */
		wait_task_ask_quorum(w);
	}
	if (lost)
		memset(w->is_true, 0, (w->n + w->has_fail_if) * sizeof(*w->is_true));
	else
		wait_task_evaluate_all(w, event->key);
	if (lost || event->kind == CMH_EVENT_READY)
		w->true_since = 0; /* they may have been false in between */
	if (lost || event->kind == CMH_EVENT_READY || event->kind == CMH_EVENT_ANSWERED)
		w->asking = false;
	w->polled |= event->kind == CMH_EVENT_POLLED && wait_task_reads_values(w);
	note_unmatched(w, out);
	check(w, event->kind == (w->polled ? CMH_EVENT_POLLED : CMH_EVENT_ANSWERED));
	wait_task_set_alarm(w);
}

/* Takes corosync's word on quorum. */
static bool
is_ready(struct task *task, struct output *out)
{
	struct wait_task *w = wait_task_of(task);

	(void)out;
	if (!wait_task_take_quorum(w))
		return true;
	wait_task_evaluate_all(w, NULL);
	check(w, false);
	wait_task_set_alarm(w);
	return true;
}

/* ---- the timeout -------------------------------------------------------- */

static void
end_by_timeout(struct wait_task *w, const char *hint, const char *why)
{
	double seconds = w->task.set.timeout_ms / 1000.0;

	task_end(&w->task, EXIT_TIMEOUT, "timeout", hint, "timed out after %g s: %s", seconds, why);
}

/* The watch has no connection, and does not say why: asks corosync once more, and ends the task with the reason. */
static void
end_unconnected(struct wait_task *w)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_context *cmh;
	struct cmh_handle *map;

	options.timeout_ms = PATIENCE_MS;
	cmh = cmh_context_new(&options);
	map = cmh != NULL ? cmh_handle_open(cmh, "icmap", NULL, &err) : NULL;
	if (map != NULL)
		(void)cmh_get(map, "totem.version", &value, &err);
	end_by_timeout(w, err.hint, err.status == CMH_UNREACHABLE ? err.message : "corosync did not answer");
	cmh_value_clear(&value);
	cmh_error_clear(&err);
	cmh_context_free(cmh);
}

static void
on_alarm(struct task *task, struct output *out)
{
	struct wait_task *w = wait_task_of(task);
	const struct condition *unmet = NULL;
	char *why;

	(void)out;
	if (wait_task_next_question(w) != 0 && clock_ms() >= wait_task_next_question(w))
		wait_task_ask_quorum(w);
	check(w, false);
	ask_at_end(w);
	if (task->ended || w->deadline == 0 || clock_ms() < w->deadline) {
		wait_task_set_alarm(w);
		return;
	}
	if (!cmh_watch_ready(task->watch)) {
		end_unconnected(w);
		return;
	}
	(void)wait_task_are_true(w, &unmet);
	why = unmet != NULL ? wait_task_reason(w, unmet) : str_copy("the conditions were not true for long enough");
	end_by_timeout(w, NULL, why != NULL ? why : "out of memory");
	free(why);
}

/* ---- the interface ------------------------------------------------------ */

static void
release(struct task *task)
{
	struct wait_task *w = wait_task_of(task);

	for (size_t i = 0; i < w->n + w->has_fail_if; i++)
		condition_clear(&w->conditions[i]);
	wait_task_drop_quorum(w);
	cmh_error_clear(&w->no_quorum);
	free(w->conditions);
	free(w->is_true);
	free(w);
}

static const struct task_ops ops = {
	.name = "wait",
	.doing = "waiting for",
	.on_event = on_event,
	.on_alarm = on_alarm,
	.is_ready = is_ready,
	.status = wait_task_status,
	.free = release,
};

struct wait_task *
wait_task_new(struct app *app, size_t n, bool has_fail_if)
{
	struct wait_task *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->app = app;
	w->task.ops = &ops;
	w->task.fd = w->task.timer_fd = -1;
	w->has_fail_if = has_fail_if;
	w->conditions = calloc(n + 1, sizeof(*w->conditions));
	w->is_true = calloc(n + 1, sizeof(*w->is_true));
	if (w->conditions != NULL && w->is_true != NULL)
		return w;
	free(w->conditions);
	free(w->is_true);
	free(w);
	return NULL;
}
