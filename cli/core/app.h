/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs one command: find, arity, what it needs, run. The only printer of errors. */
#ifndef CORE_APP_H
#define CORE_APP_H

#include <stdio.h>

#include "cmh_private.h"
#include "core/args.h"
#include "output/render.h"
#include "text/words.h"

/* The types, for hints. A test compares them with the library's table. */
#define APP_TYPES "i8 u8 i16 u16 i32 u32 i64 u64 flt dbl str bin"

/* A contract with scripts. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_NO = 1,            /* the answer is no: nothing matched, they differ */
	EXIT_USAGE = 2,         /* wrong usage; nothing was sent */
	EXIT_MISSING = 3,       /* a named key does not exist */
	EXIT_UNREACHABLE = 4,   /* corosync cannot be reached, or was lost */
	EXIT_REFUSED = 5,       /* no permission, read-only, or guarded and not confirmed */
	EXIT_ERROR = 6,         /* another error of cmap or of the system */
	EXIT_PARTIAL = 7,       /* some items worked and some failed */
	EXIT_TIMEOUT = 124,
	EXIT_INTERRUPTED = 130,
};

/* Where the command comes from, for errors. */
struct source {
	const char *name; /* of the script; NULL: the command line or the prompt */
	bool standard;    /* it is on standard input */
	unsigned line;
	const struct words *words;
	const char *bytes; /* of a file that is no script: the line is shown; NULL: it is not */
	size_t column;     /* in that line, in bytes, from 1 */
};

struct app {
	struct cmh_context *cmh;
	struct settings set;       /* of the running command */
	struct cmh_handle *map;    /* the map of the running command; NULL: it needs none */
	const struct cmd *cmd;     /* the running command; NULL: none yet */
	const struct args *args;   /* its words; NULL: not parsed */
	struct session *session;   /* NULL: one command, no more */
	struct source source;
	const char *blame;         /* the word that an error is about; NULL: the command */
	struct render render;
	FILE *err;                 /* for errors and notes; at the prompt the same as render.out */
	bool tty;                  /* a person sees standard error */
	bool color;                /* on standard output */
	bool can_ask;              /* and can answer on standard input */
	const char *line;          /* as it was typed, when an error may point at a word of it; NULL: not */
	size_t caret;              /* the column of the terminal where that line begins */
	int signal;                /* that ended the command: the process is to end of it; 0: none */
	int write_error;           /* errno of the first flush that failed; 0: none did */
	bool suggested;            /* "did you mean" was looked up for this command already */
};

/* Prepares the streams and the registry. False: out of memory. */
bool app_init(struct app *app);
void app_clear(struct app *app);

/* Whether standard output is to be coloured, when --color says so. */
bool app_wants_color(int when);

/* As cmh_handle_open(). Says which lines of a saved map are no keys. */
struct cmh_handle *app_open(struct app *app, const char *spec, const char *name, struct cmh_error *err);

/*
 * The open handle that a spec means, by its name or by the file that it is; else
 * a new one, which does not become the current one, and *opened is true. NULL
 * for a spec: the current one. NULL: see `err`.
 */
struct cmh_handle *app_map(struct app *app, const char *spec, bool *opened, struct cmh_error *err);

/*
 * Whether a file can be read without a wait. At the prompt it must be a regular
 * one: nothing interrupts a read from a pipe there. Prints why not.
 */
bool app_can_read(struct app *app, const char *file);

/* Runs the command in `n` words with what the settings say. Prints its errors. */
enum exit_code app_run(struct app *app, const struct settings *set, int n, char **words);

/* Prints an error, and a hint unless NULL. Returns `code`, so that one can write: return app_fail(...). */
enum exit_code app_fail(struct app *app, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* The exit code for an error of the library. */
enum exit_code app_exit_code(enum cmh_status status);

/* Prints an error of the library and clears it. Returns the exit code for it. */
enum exit_code app_fail_cmh(struct app *app, struct cmh_error *err);

/* The same with an exit code of one's own. */
enum exit_code app_fail_as(struct app *app, enum exit_code code, struct cmh_error *err);

/* The same for one key: "did you mean" is looked up for a missing one. */
enum exit_code app_fail_key(struct app *app, const char *key, struct cmh_error *err);

/* Prints that there is no `what` called `word`, a word of the command line, and what is near it. Returns EXIT_USAGE. */
struct near;
enum exit_code app_fail_near(struct app *app, const struct near *near, const char *otherwise, const char *what,
			     const char *word);

/* The same for a type. */
enum exit_code app_fail_type(struct app *app, const char *word);

/* Errors from here on are about a place in a file, whose `bytes` must stay until app->source is set back. */
void app_point(struct app *app, const char *file, const char *bytes, struct cmh_position at);

enum exit_code app_no_memory(struct app *app);

/* Prints a warning about a key, or NULL, where errors are printed as JSON. False: they are not, and nothing is printed. */
bool app_warn_json(const struct app *app, const char *key, const char *message);

/* Tells a person something that is no error: only on a terminal, never with --quiet. */
void app_note(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* The same when it belongs to the answer: not only on a terminal. */
void app_tell(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* How many items of a command worked. */
struct tally {
	unsigned done, failed;
	enum exit_code first; /* of the failures */
};

void tally_add(struct tally *tally, enum exit_code code);
enum exit_code tally_exit(const struct tally *tally);

#endif
