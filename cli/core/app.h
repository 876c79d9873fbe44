/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state of the program: its streams, the command that runs now, and what
 * outlives a command. Every command gets a pointer to it.
 */
#ifndef CORE_APP_H
#define CORE_APP_H

#include <stdio.h>

#include "cmh_private.h"
#include "core/alias.h"
#include "core/args.h"
#include "core/exit_code.h"
#include "core/fail.h"
#include "output/failure.h"
#include "output/output.h"
#include "text/words.h"

/* The types, for hints. A test compares them with the library's table. */
#define APP_TYPES "i8 u8 i16 u16 i32 u32 i64 u64 flt dbl str bin"

/* Where a command comes from. */
struct source {
	const char *script;        /* the name of the script; NULL: the command line or the prompt */
	bool standard;             /* that script is standard input */
	unsigned line;             /* in the script, from 1 */
	unsigned commands;         /* in the script so far */
	const struct words *words; /* the words of the line; NULL: the words of the program's own command line */
};

/* The command that runs now. */
struct call {
	struct settings set;
	const struct cmd *cmd;   /* NULL: not known yet */
	const struct args *args; /* NULL: not parsed yet */
	struct cmh_handle *map;  /* the open map that it uses; NULL: it needs none */
	const char *node;        /* with -N: the node that has this map; NULL: it is not asked for */
	bool silent;             /* print no notes: a shell completes a line */
	bool incomplete;         /* a report was not read completely: success is then EXIT_PARTIAL */
	struct source source;
	struct key_names *names; /* listed for hints, see key_hint(); NULL: none */
	/* Prints errors in the words of another program. NULL: they are printed in those of cmapsh. */
	void (*print_error)(const struct app *app, FILE *out, const struct failure *failure);
	uint64_t requests;       /* of its task, which has connections of its own */
	unsigned doing;          /* for print_error: what the command does now */
};

/* The standard streams. Data goes to app.render. */
struct streams {
	FILE *err;        /* for errors and notes; at the prompt the stream of the data */
	bool tty;         /* standard error is a terminal */
	bool can_ask;     /* standard input is one, too */
	bool color;       /* use colors on standard output */
	int write_error;  /* errno of the first flush that failed; 0: none failed */
	const char *line; /* the line typed last, while an error may point at a word of it; else NULL */
	size_t caret;     /* the column of the terminal where that line begins */
};

struct app {
	struct streams io;
	struct call call;
	struct output render;

	/* What outlives a command. */
	const struct cmd *const *commands; /* the table */
	struct cmh_context *cmh;
	struct cmh_handle *current; /* the map in use: for commands without -m; NULL: no map is open */
	struct cmh_handle **used;   /* the open maps that were in use, the last one at the end: see maps_use() */
	size_t n_used, used_capacity;
	struct aliases aliases;
	const char *nodes;          /* for commands without -N; NULL: this node */
	const char *here;           /* the branch that names are relative to; "" at the top */
	struct session *session;    /* NULL: the program runs one command only */
	bool quit;                  /* read no more commands */
	int signal;                 /* the signal that ended the command, and is to end the process; 0: none */
};

/* Initializes the streams and the library. app_clear() releases them. False: out of memory. */
bool app_init(struct app *app, const struct cmd *const *commands);
void app_clear(struct app *app);

/*
 * Whether the prompt runs, perhaps a script in it. It keeps signals for itself:
 * Ctrl-C does not interrupt a read from a file.
 */
bool app_at_prompt(const struct app *app);

/* Whether the command comes from a line, of a script or of the prompt, and not from the words that started the program. */
bool app_reads_lines(const struct app *app);

/* Prints why nothing happens; on a terminal only, where a person waits. */
void app_note_waiting(const char *what);

/* Returns whether to color standard output. `when`: the value of --color. */
bool app_wants_color(int when);

#endif
