/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program: its streams, the command that runs now, and what outlives a
 * command. Every command gets it.
 */
#ifndef CORE_APP_H
#define CORE_APP_H

#include <stdio.h>

#include "cmh_private.h"
#include "core/args.h"
#include "core/exit_code.h"
#include "core/fail.h"
#include "output/output.h"
#include "text/words.h"

/* The types, for hints. A test compares them with the library's table. */
#define APP_TYPES "i8 u8 i16 u16 i32 u32 i64 u64 flt dbl str bin"

/* Where the words of a command come from. */
struct source {
	const char *script;        /* the name of the script; NULL: the command line or the prompt */
	bool standard;             /* that script is standard input */
	unsigned line;             /* of the script, from 1 */
	unsigned commands;         /* of the script, so far */
	const struct words *words; /* the line in words; NULL: there is no line */
};

/* The command that runs. */
struct call {
	struct settings set;
	const struct cmd *cmd;   /* NULL: not known yet */
	const struct args *args; /* NULL: not parsed yet */
	struct cmh_handle *map;  /* NULL: the command needs none */
	struct source source;
	bool suggested;          /* "did you mean" was looked up already: once a command will do */
};

/* Where it prints, and who reads that. Data goes to app.render. */
struct streams {
	FILE *err;        /* for errors and notes; at the prompt the same as that of the data */
	bool tty;         /* a person sees standard error */
	bool can_ask;     /* and can answer on standard input */
	bool color;       /* on standard output */
	int write_error;  /* errno of the first flush that failed; 0: none did */
	const char *line; /* as it was typed, while an error may point at a word of it; NULL: not */
	size_t caret;     /* the column of the terminal where that line begins */
};

struct app {
	struct streams io;
	struct call call;
	struct output render;

	/* What outlives a command. */
	const struct cmd *const *commands; /* the table */
	struct cmh_context *cmh;
	struct cmh_handle *current; /* the open map that a command uses if it names none; NULL: none is open */
	const char *here;           /* the branch that names are relative to; "" at the top */
	struct session *session;    /* NULL: one command, no more */
	bool quit;                  /* no more commands are to be read */
	int signal;                 /* that ended the command: the process is to end of it; 0: none */
};

/* Prepares the streams and the library. False: out of memory. */
bool app_init(struct app *app, const struct cmd *const *commands);
void app_clear(struct app *app);

/* Whether standard output is to be coloured, when --color says so. */
bool app_wants_color(int when);

#endif
