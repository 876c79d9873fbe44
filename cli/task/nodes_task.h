/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A watch, wait or rate on several nodes (-N). cmapsh does it on each node and prints JSON,
 * which comes here by ssh; here its records are merged by time and printed. A node
 * that is lost comes back by itself, when it can.
 */
#ifndef TASK_NODES_TASK_H
#define TASK_NODES_TASK_H

#include "nodes/roster.h"
#include "nodes/stream.h"
#include "task/nodes_queue.h"
#include "task/task.h"

struct cmh_event;
struct record;

enum { NODES_MAX = 64, NODES_SECONDS = 24 }; /* nodes of a task: each has a process; bytes of a time */

enum followed_state {
	FOLLOWED_STARTING, /* ssh connects */
	FOLLOWED_RUNNING,  /* cmapsh runs there */
	FOLLOWED_WAITING,  /* it was lost, or could not be reached: is tried again */
	FOLLOWED_DONE,
	FOLLOWED_FAILED,
};

/* A node, and what runs there. */
struct followed {
	struct roster_node node;
	struct stream stream;
	enum followed_state state;
	int64_t at;            /* clock_ms(): STARTING: until when cmapsh must run; WAITING: when to try again */
	unsigned delay_ms;     /* before the next attempt */
	bool was_up, lost;     /* it once ran; it was printed that it is lost */
	bool no;               /* DONE: the answer is no */
	bool named, garbled;   /* its failure was printed; so was that a record cannot be read */
	char *words;           /* the last line of its errors that is not JSON; NULL: none */
	struct cmh_error why;  /* the last error that cmapsh there has printed, or why it has failed */
	enum exit_code code;   /* of `why`; EXIT_DONE: there is none */
};

struct nodes_task;

/* What differs between watch, wait and rate. */
struct nodes_kind {
	struct task_ops ops;
	bool patient; /* goes on although no node can be reached */
	bool begins;  /* cmapsh there prints a record when it follows */
	/* Handles a record of a node, which is more than a start or an end. NULL: cmapsh there prints none. */
	void (*on_record)(struct nodes_task *t, struct output *out, struct record *record);
	/* Judges an exit status other than 0, after which the node is not tried again. False: it is a failure. NULL: all are. */
	bool (*on_exit)(struct nodes_task *t, struct followed *f, int status);
};

struct nodes_task {
	struct task task;
	const struct nodes_kind *kind;
	struct app *app;
	struct followed *v;
	size_t n;
	struct nodes_queue queue;
	char **words;       /* a program and its words; NULL after the last. There, the program is cmapsh */
	size_t n_words;
	char *seconds;      /* one of them, of NODES_SECONDS bytes: that of -t */
	unsigned connect_ms;
	bool give_up;       /* a node that is lost has failed */
	bool ends;          /* cmapsh there ends by itself when it is done */
	bool timed;         /* the task may take as long as -t */
	bool once;          /* with -t 0: each node tests its conditions once, within CMH_TIMEOUT_MS */
	int64_t until;      /* clock_ms() until which cmapsh may run there; 0: for ever */
	int64_t deadline;   /* clock_ms() at which the task ends; 0: none */
	int64_t slow;       /* clock_ms() at which it is printed who has not answered yet; 0: never */
	uint64_t seq;       /* of the last record that was printed */
	uint64_t left;      /* changes until the task ends; 0: no limit */
};

/* What cmapsh is given there, besides the options of the command that runs here. */
struct nodes_words {
	const char *own;          /* names of options that are done here, with a space after each */
	const char *option;       /* one more option; NULL: none */
	const char *const *words;
	size_t n;
};

/* Makes a task of a command that has -N. Prints its own errors. The caller frees it with task_free(). NULL: see *code. */
struct nodes_task *nodes_task_new(struct app *app, const struct args *args, const struct nodes_kind *kind, const struct nodes_words *words,
				  enum exit_code *code);

/* Starts it on all nodes. `for_ms`: it ends after this time; NULL: it has no such limit. Then task_run() runs it. */
void nodes_task_start(struct nodes_task *t, struct output *out, const unsigned *for_ms);

/* For the files of tasks on nodes. */

/* Starts the process of a node. */
void followed_start(struct nodes_task *t, struct output *out, struct followed *f);

/* Takes what the process of a node has printed, and whether it has ended. */
void followed_read(struct nodes_task *t, struct output *out, struct followed *f);

/* The process of a node has ended, although it is not done: the node is tried again, or has failed. */
void followed_judge(struct nodes_task *t, struct output *out, struct followed *f, int status);

/* Sets why a node has failed. */
void followed_set_why(struct followed *f, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* A node has failed, and is not tried again. */
void followed_fail(struct nodes_task *t, struct output *out, struct followed *f);

/* A node has not answered in time. */
void followed_give_up(struct nodes_task *t, struct output *out, struct followed *f);

/* The time of a wait is over before its conditions were true on a node: it has failed, in the words that are there. */
void followed_time_out(const struct nodes_task *t, struct followed *f);

/* Prints a note about a node, in the background among the output. */
void followed_note(struct nodes_task *t, struct output *out, const struct followed *f, const char *hint, const char *text);

/*
 * Has it printed that a node is followed from now on ("start"), is "lost", and why, or is "reconnected", among its records.
 * `time`: NULL: now.
 */
void followed_print(struct nodes_task *t, struct output *out, const struct followed *f, const char *what, const char *why,
		    const struct timespec *time);

/* Prints why a node has failed, and whether it is tried again, once. */
void followed_name(struct nodes_task *t, struct output *out, struct followed *f);

/* Prints the same as a note, for a task that goes on whatever fails. */
void followed_note_retry(struct nodes_task *t, struct output *out, const struct followed *f);

/* Ends the task: its exit status is made of what came of the nodes. */
void nodes_task_end(struct nodes_task *t, struct output *out, const char *why);

/* Prints that a record of out->node cannot be read, once for each node. */
void nodes_task_note_record(struct nodes_task *t, struct output *out);

/* The functions of the ops that are the same for all kinds. */
void nodes_task_on_input(struct task *task, struct output *out);
char *nodes_task_status(const struct task *task);
void nodes_task_free(struct task *task);

/* The kinds. */
extern const struct nodes_kind nodes_watch, nodes_wait, nodes_rate;

#endif
