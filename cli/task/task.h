/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What goes on for a while: watch, wait and rate. A task stands on a watch of
 * the library; it runs in the foreground until it ends, or in the background of
 * the prompt.
 */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include <sys/queue.h>
#include <sys/types.h>

#include "core/app.h"

struct task;

/* What kind of task it is. */
struct task_ops {
	const char *name;  /* of its command */
	const char *doing; /* before the title, for a person: "watching"; NULL: what it prints says enough */
	/* The first words of a task in the foreground. NULL: none. */
	void (*on_start)(struct task *task, struct render *r);
	/* What an event means. It stays the caller's. */
	void (*on_event)(struct task *task, struct render *r, const struct cmh_event *event);
	/* The moment that was asked for with task_set_alarm() has come. NULL: it never asks. */
	void (*on_alarm)(struct task *task, struct render *r);
	/* Whether it can take an event now; what it waits for is in task_add_fd(). NULL: always. */
	bool (*is_ready)(struct task *task, struct render *r);
	/* In the foreground, something else was printed below what it had printed. NULL: it does not care. */
	void (*on_other_output)(struct task *task);
	/* The last words of a task in the foreground, and why. NULL: none. */
	void (*on_end)(struct task *task, struct render *r, const char *why);
	/* Releases what is its own, and the task. */
	void (*free)(struct task *task);
};

/* The beginning of every kind's own struct. */
struct task {
	const struct task_ops *ops;
	struct cmh_handle *map;
	struct cmh_watch *watch;
	char *title;          /* what it is about, for lists */
	struct settings set;  /* format, secrets and so on, as they were said for it */
	bool background;
	bool one_by_one;      /* what an event prints is shown before ops->is_ready() is asked again */
	bool held;            /* Ctrl-Z, for as long as there may be trackers */
	bool paused;          /* the watch is not listened to */
	bool ended;
	enum exit_code code;  /* when it has ended */
	const char *why;      /* in one word, for programs: "count". Static */
	struct cmh_error error; /* what to tell the person; no message: nothing */
	int fd;               /* readable when task_pump() has something to do */
	int timer_fd;
	unsigned id;          /* in the background */
	TAILQ_ENTRY(task) entry;
};

TAILQ_HEAD(task_list, task);

/*
 * Begins a task, which is all zero but for `ops`: watches what the options say
 * on app->call.map. It waits until the watch is armed unless corosync may be absent
 * (`patient`). An error is printed, and the task is free.
 */
enum exit_code task_start(struct app *app, struct task *task, const struct args *args,
			  const struct cmh_watch_options *options, bool patient);

/* Does what there is to do now. Never waits. True: there is more. */
bool task_pump(struct task *task, struct render *r);

/* Ends it, with something to tell the person unless `message` is NULL. Only the first time counts. */
void task_end(struct task *task, enum exit_code code, const char *why, const char *hint, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Asks for a call of ops->on_alarm() in so many milliseconds; 0: none. */
void task_set_alarm(struct task *task, uint64_t ms);

/* Has the task pumped when the descriptor is readable, too. False: see errno. */
bool task_add_fd(struct task *task, int fd);

void task_free(struct task *task);

#endif
