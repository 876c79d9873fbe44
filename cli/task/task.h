/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tasks: a watch, wait or rate. A task uses a watch of the library or, with -N, what
 * cmapsh prints on other nodes. It runs in the foreground until it ends, or in the
 * background of the prompt.
 */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include <sys/queue.h>
#include <sys/types.h>

#include "core/app.h"

struct task;

/* A kind of task. Functions may be NULL, except on_event or on_input, and free; without is_ready, it is always ready. */
struct task_ops {
	const char *name;  /* of its command */
	const char *doing; /* "watching", in the note before the title when it starts in the foreground; NULL: no note */
	/* Prints a record at the start, in the foreground. */
	void (*on_start)(struct task *task, struct output *out);
	/* Handles an event. The caller keeps it. */
	void (*on_event)(struct task *task, struct output *out, const struct cmh_event *event);
	/* Handles what has come by the descriptors of a task without a watch. */
	void (*on_input)(struct task *task, struct output *out);
	/* Is called at the time given to task_set_alarm(). */
	void (*on_alarm)(struct task *task, struct output *out);
	/* Whether it can handle an event now. A descriptor of task_add_fd() is readable when that changes. */
	bool (*is_ready)(struct task *task, struct output *out);
	/* Is called when something else was printed below its output, in the foreground. */
	void (*on_other_output)(struct task *task);
	/* Returns a line about the present state, which the terminal shows while the task runs in the foreground. */
	char *(*status)(const struct task *task);
	/* Prints a record at the end, in the foreground; `why` is that of the task. */
	void (*on_end)(struct task *task, struct output *out, const char *why);
	/* Frees the task and what its kind has added to it. */
	void (*free)(struct task *task);
};

/* A task. It is the first member of the struct of each kind. */
struct task {
	const struct task_ops *ops;
	struct cmh_handle *map;  /* NULL: it is on other nodes */
	struct cmh_watch *watch; /* NULL: the same */
	char *title;          /* its arguments, for lists */
	struct settings set;  /* of its command line */
	bool background;
	bool one_by_one;      /* the output of an event is shown before ops->is_ready() is called again */
	bool stop_delayed;    /* Ctrl-Z is delayed, because there may be trackers */
	bool paused;          /* `fd` ignores the watch */
	bool ended;
	enum exit_code code;  /* its exit status, when it has ended */
	const char *why;      /* the reason of the end in one word, for programs: "count". Static */
	struct cmh_error error; /* to print at the end; CMH_OK: none */
	int fd;               /* readable when task_pump() has something to do */
	int timer_fd;
	unsigned id;          /* its number in the background */
	TAILQ_ENTRY(task) entry;
};

TAILQ_HEAD(task_list, task);

/*
 * Starts a new task: a watch on app->call.map with these options. Waits until the
 * watch has its trackers, unless `patient`: then corosync may also start later. After
 * an error, which it prints, the task is freed.
 */
enum exit_code task_start(struct app *app, struct task *task, const struct args *args,
			  const struct cmh_watch_options *options, bool patient);

/*
 * Prepares a new task that has no watch: its descriptors. `title` is copied. After an error, which it
 * prints, the task is freed.
 */
enum exit_code task_start_without_watch(struct app *app, struct task *task, const struct args *args, const char *title);

/* Handles what has happened since the last call. Never blocks. True: there is more to handle. */
bool task_pump(struct task *task, struct output *out);

/* Ends the task, with an error to print unless `message` is NULL. Does nothing if the task has ended. */
void task_end(struct task *task, enum exit_code code, const char *why, const char *hint, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Has ops->on_alarm() called in `ms` milliseconds; 0: never. Replaces the time of the last call. */
void task_set_alarm(struct task *task, uint64_t ms);

/* Makes task->fd readable when this descriptor is. False: see errno. */
bool task_add_fd(struct task *task, int fd);

/* Frees a task, which may be NULL. */
void task_free(struct task *task);

#endif
