/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/wait.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"

static struct wait_task *
wait_task_of(struct task *task)
{
	return (struct wait_task *)task;
}

/* ---- judging ----------------------------------------------------------- */

/* The lists of keys that there are, ended by NULL. */
typedef const struct cmh_entries *const lists[3];

static struct condition_result
judge(const struct condition *condition, lists keys)
{
	struct condition_result verdict = { 0 };

	for (size_t i = 0; keys[i] != NULL; i++)
		condition_count(condition, keys[i], &verdict);
	return verdict;
}

/* How many keys have to fulfil it; 0: all that fit. --count is about stars; what must not happen must not happen once. */
static size_t
least_of(const struct wait_task *w, const struct condition *condition)
{
	bool fail_if = condition == &w->conditions[w->n];

	return strchr(condition->name, '*') == NULL ? 0 : fail_if ? 1 : w->least;
}

static bool
holds(const struct wait_task *w, const struct condition *condition, lists keys)
{
	struct condition_result verdict = judge(condition, keys);

	return condition_holds(condition, &verdict, least_of(w, condition));
}

/* What a change of one key, or of any (NULL), means for the conditions. */
static void
judge_all(struct wait_task *w, lists keys, const char *key)
{
	for (size_t i = 0; i < w->n + w->fails; i++)
		if (key == NULL || condition_fits_key(&w->conditions[i], key))
			w->good[i] = holds(w, &w->conditions[i], keys);
}

/* All on the same state. The first that does not hold goes to *unmet. */
static bool
all_hold(const struct wait_task *w, const struct condition **unmet)
{
	bool any = false, all = true;

	*unmet = NULL;
	for (size_t i = 0; i < w->n; i++) {
		any |= w->good[i];
		all &= w->good[i];
		if (!w->good[i] && *unmet == NULL)
			*unmet = &w->conditions[i];
	}
	return w->any ? any : all;
}

static char *
reason(const struct wait_task *w, const struct condition *condition, lists keys)
{
	struct condition_result verdict = judge(condition, keys);

	return condition_reason(condition, &verdict, least_of(w, condition));
}

/* ---- the task ---------------------------------------------------------- */

void
wait_task_set_alarm(struct wait_task *w)
{
	int64_t now = clock_ms(), next = w->deadline, held = w->held_since + w->hold_ms;

	if (w->held_since != 0 && !w->polled && (next == 0 || held < next))
		next = held;
	task_alarm(&w->task, next == 0 ? 0 : next > now ? next - now : 1);
}

static void
end_by_failure(struct wait_task *w)
{
	lists keys = { cmh_watch_keys(w->task.watch, CMH_ICMAP), cmh_watch_keys(w->task.watch, CMH_STATS), NULL };
	char *why = reason(w, &w->conditions[w->n], keys);

	task_end(&w->task, EXIT_NO, "fail-if", NULL, "failed: %s", why != NULL ? why : "out of memory");
	free(why);
}

/*
 * What there is now is looked at. Without corosync nothing is known, and nothing
 * holds. `heard`: corosync has just told it, or would have.
 */
static void
look(struct wait_task *w, bool heard)
{
	bool ready = cmh_watch_ready(w->task.watch);
	const struct condition *unmet;
	int64_t now = clock_ms();

	if (ready && w->fails && w->good[w->n]) {
		end_by_failure(w);
		return;
	}
	if (!ready || !all_hold(w, &unmet))
		w->held_since = 0;
	else if (w->held_since == 0)
		w->held_since = now;
	if (w->held_since != 0 && now >= w->held_since + w->hold_ms && (heard || w->hold_ms == 0))
		task_end(&w->task, EXIT_DONE, "done", NULL, NULL);
}

static void
on_event(struct task *task, struct render *r, const struct cmh_event *event)
{
	struct wait_task *w = wait_task_of(task);
	lists keys = { cmh_watch_keys(task->watch, CMH_ICMAP), cmh_watch_keys(task->watch, CMH_STATS), NULL };
	bool lost = event->kind == CMH_EVENT_LOST || event->kind == CMH_EVENT_DROPPED, memory = true;

	(void)r;
	for (size_t i = 0; i < w->n + w->fails; i++)
		memory &= condition_sees(&w->conditions[i], event);
	if (!memory)
		task_end(task, EXIT_ERROR, "failed", NULL, "out of memory");
	if (lost)
		memset(w->good, 0, (w->n + w->fails) * sizeof(*w->good));
	else
		judge_all(w, keys, event->key);
	if (lost || event->kind == CMH_EVENT_READY)
		w->held_since = 0; /* nobody looked for a while */
	w->polled |= event->kind == CMH_EVENT_POLLED && wait_task_reads_values(w);
	look(w, !w->polled || event->kind == CMH_EVENT_POLLED);
	wait_task_set_alarm(w);
}

static void
on_alarm(struct task *task, struct render *r)
{
	struct wait_task *w = wait_task_of(task);
	lists keys = { cmh_watch_keys(task->watch, CMH_ICMAP), cmh_watch_keys(task->watch, CMH_STATS), NULL };
	const struct condition *unmet = NULL;
	char *why;

	(void)r;
	look(w, !w->polled);
	if (task->ended || w->deadline == 0 || clock_ms() < w->deadline) {
		wait_task_set_alarm(w);
		return;
	}
	if (!cmh_watch_ready(task->watch)) {
		task_end(task, EXIT_TIMEOUT, "timeout", "systemctl status corosync", "timeout: corosync did not answer");
		return;
	}
	(void)all_hold(w, &unmet);
	why = unmet != NULL ? reason(w, unmet, keys) : strdup("it did not hold for long enough");
	task_end(task, EXIT_TIMEOUT, "timeout", NULL, "timeout: %s", why != NULL ? why : "out of memory");
	free(why);
}

static void
release(struct task *task)
{
	struct wait_task *w = wait_task_of(task);

	for (size_t i = 0; i < w->n + w->fails; i++)
		condition_clear(&w->conditions[i]);
	free(w->conditions);
	free(w->good);
	free(w);
}

static const struct task_ops ops = { .name = "wait", .doing = "waiting for", .event = on_event, .alarm = on_alarm, .free = release };

struct wait_task *
wait_task_new(size_t n, bool fails)
{
	struct wait_task *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->task.ops = &ops;
	w->task.fd = w->task.timer_fd = -1;
	w->fails = fails;
	w->conditions = calloc(n + 1, sizeof(*w->conditions));
	w->good = calloc(n + 1, sizeof(*w->good));
	if (w->conditions != NULL && w->good != NULL)
		return w;
	free(w->conditions);
	free(w->good);
	free(w);
	return NULL;
}

const char **
wait_task_paths(const struct wait_task *w, size_t *n)
{
	const char **paths = calloc(w->n + w->fails + 1, sizeof(*paths));

	*n = w->n + w->fails;
	for (size_t i = 0; paths != NULL && i < *n; i++)
		paths[i] = w->conditions[i].path;
	return paths;
}

bool
wait_task_reads_values(const struct wait_task *w)
{
	for (size_t i = 0; i < w->n + w->fails; i++)
		if (condition_reads_values(&w->conditions[i]))
			return true;
	return false;
}

enum exit_code
wait_task_test(struct app *app, struct wait_task *w)
{
	lists keys = { cmh_watch_keys(w->task.watch, CMH_ICMAP), cmh_watch_keys(w->task.watch, CMH_STATS), NULL };
	const struct condition *unmet = NULL;
	char *why;

	judge_all(w, keys, NULL);
	if (w->fails && w->good[w->n])
		why = reason(w, &w->conditions[w->n], keys);
	else if (all_hold(w, &unmet))
		return EXIT_DONE;
	else
		why = reason(w, unmet, keys);
	app_note_tty(app, "%s", why != NULL ? why : "out of memory"); /* the answer is the exit code */
	free(why);
	return EXIT_NO;
}
