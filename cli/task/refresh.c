/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/refresh.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "output/style.h"
#include "str.h"
#include "text/screen.h"

enum { INTERVAL_MS = 1000 };

struct refresh_task {
	struct task task;
	refresh_fn *show;
	void *arg;
	struct cmh_question *question; /* about quorum, under way; NULL: none */
	struct cmh_quorum quorum;
	struct cmh_error why;          /* why the last question had no answer */
	bool known;                    /* `quorum` is an answer */
	bool due;                      /* something has changed since the last question */
	int64_t asked;                 /* when the last question was asked, by clock_ms() */
	char *away;
	pid_t pid;
};

static struct refresh_task *
refresh_task_of(struct task *task)
{
	return (struct refresh_task *)task;
}

static void
show(struct refresh_task *t, struct output *out)
{
	struct refresh_state state = {
		.lists = { cmh_watch_keys(t->task.watch, CMH_ICMAP), cmh_watch_keys(t->task.watch, CMH_STATS) },
		.quorum = t->known ? &t->quorum : NULL,
		.why = t->known ? NULL : cmh_error_message(&t->why),
		.away = t->away,
		.pid = t->pid,
	};

	if (!t->show(t->arg, out, &state))
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
}

/* Forgets the question, which may be under way. Its descriptor leaves the task with it. */
static void
drop_question(struct refresh_task *t)
{
	cmh_quorum_drop(t->question);
	t->question = NULL;
}

/* Asks for quorum; what comes of it is shown. Waits its time if the last question was asked just now. */
static void
ask(struct refresh_task *t, struct output *out)
{
	int64_t now = clock_ms(), next = t->asked + INTERVAL_MS;

	t->due = true;
	if (t->question != NULL || t->away != NULL)
		return;
	if (t->asked != 0 && now < next) {
		task_set_alarm(&t->task, (uint64_t)(next - now));
		return;
	}
	t->due = false;
	t->asked = now;
	cmh_error_clear(&t->why);
	t->question = cmh_quorum_ask(&t->why);
	if (t->question != NULL && task_add_fd(&t->task, cmh_quorum_fd(t->question)))
		return;
	drop_question(t);
	t->known = false;
	show(t, out);
}

static void
on_alarm(struct task *task, struct output *out)
{
	struct refresh_task *t = refresh_task_of(task);

	if (t->due)
		ask(t, out);
}

/* Takes the answer about quorum, if it is there. */
static bool
is_ready(struct task *task, struct output *out)
{
	struct refresh_task *t = refresh_task_of(task);
	enum cmh_status status = t->question != NULL ? cmh_quorum_take(t->question, &t->quorum, &t->why) : CMH_TIMEOUT;

	if (status == CMH_TIMEOUT)
		return true;
	t->known = status == CMH_OK;
	drop_question(t);
	show(t, out);
	if (t->due)
		ask(t, out);
	return true;
}

/* Shows that corosync is away. */
static void
set_away(struct refresh_task *t, struct output *out, const char *what)
{
	drop_question(t);
	free(t->away);
	t->away = str_format("%s (pid %ld)", what, (long)t->pid);
	if (t->away == NULL)
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
	else
		show(t, out);
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct refresh_task *t = refresh_task_of(task);

	if (event->pid != 0)
		t->pid = event->pid;
	switch (event->kind) {
	case CMH_EVENT_LOST: set_away(t, out, "lost connection to corosync"); return;
	case CMH_EVENT_SILENT: set_away(t, out, "corosync does not answer"); return;
	case CMH_EVENT_READY:
	case CMH_EVENT_ANSWERING:
		free(t->away);
		t->away = NULL;
		break;
	default: break;
	}
	if (cmh_watch_ready(task->watch))
		ask(t, out);
}

static void
release(struct task *task)
{
	struct refresh_task *t = refresh_task_of(task);

	drop_question(t);
	cmh_error_clear(&t->why);
	free(t->away);
	free(t);
}

static const struct task_ops ops = { .name = "status", .on_event = on_event, .on_alarm = on_alarm, .is_ready = is_ready, .free = release };

/* ---- drawing --------------------------------------------------------------- */

/* Returns how many bytes of a text the next row takes; the end of its line is not one of them. */
static size_t
row_length(const char *text, int columns)
{
	size_t len = strcspn(text, "\n"), row = screen_fitting(text, len, columns);

	return row > 0 ? row : len; /* a terminal of one column has no room for a wide character */
}

/* Returns where the next row begins. */
static const char *
after_row(const char *text, int columns)
{
	text += row_length(text, columns);
	return text + (*text == '\n');
}

static int
count_rows(const char *text, int columns)
{
	int n = 0;

	for (; *text != '\0'; text = after_row(text, columns))
		n++;
	return n;
}

void
refresh_draw(struct output *out, const char *text, int below)
{
	int rows, columns, room, all;

	(void)screen_size(fileno(stdout), &rows, &columns);
	room = rows > below + 1 ? rows - below : 1;
	all = count_rows(text, columns);
	output_print(out, "\033[H");
	for (int row = all <= room ? 0 : 1; row < room && *text != '\0'; row++) {
		/* First the row is cleared: after its last column, that would clear this column. */
		output_print(out, ERASE_ROW "%.*s\n", (int)row_length(text, columns), text);
		text = after_row(text, columns);
	}
	if (*text != '\0')
		output_print(out, ERASE_ROW "... %d more rows\n", count_rows(text, columns));
	output_print(out, ERASE_BELOW);
}

struct task *
refresh_task_new(refresh_fn *show_, void *arg)
{
	struct refresh_task *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->task.ops = &ops;
	t->task.fd = t->task.timer_fd = -1;
	t->show = show_;
	t->arg = arg;
	return &t->task;
}
