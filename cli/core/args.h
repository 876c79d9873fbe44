/* SPDX-License-Identifier: BSD-3-Clause */
/* The words of a command line, told apart: settings, command, options, arguments. Nothing is run here. */
#ifndef CORE_ARGS_H
#define CORE_ARGS_H

#include <stdbool.h>

#include "core/opt.h"

struct cmd;
struct format;

enum { MAX_OPTS = 8 }; /* of one command */

/* Where a command comes from. */
enum mode {
	MODE_ONE_SHOT,
	MODE_SCRIPT,
	MODE_PROMPT, /* commands may be cut short */
};

/* What the global options say. They hold for one command, and are inherited by the lines of a script. */
struct settings {
	const char *map;
	const char *file;
	unsigned timeout_ms;
	bool timed; /* by --timeout, not by default */
	enum mode mode;
	const struct format *format; /* never NULL */
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
	bool quiet, dry_run, yes, read_only, show_secrets, keep_going, no_rc, help, version;
};

/* The settings when no option is given. For those who include output/format.h. */
#define SETTINGS_INIT { .timeout_ms = 10000, .format = &format_text }

struct args {
	struct settings set;
	const struct cmd *cmd; /* NULL: no command was given */
	const char *value[MAX_OPTS]; /* by place in cmd->opts; "" for an option without argument; NULL: not given */
	char **word;                 /* the arguments, with names resolved: see args_resolve() */
	char **given;                /* the arguments as given; point into the words that were parsed */
	int n;
	char **program;  /* of an option that is KIND_PROGRAM: it and its arguments, ended by NULL; NULL: not given */
	bool background; /* a & stood behind it */
};

/* What is wrong with the words. Both texts are owned by the struct; `word` is one of the words that were parsed. */
struct args_error {
	char *message;
	char *hint;
	const char *word;
};

/*
 * Reads `n` words, with a table of commands. False: *error says why. `args` is released with
 * args_clear() in both cases, and lives no longer than the words.
 */
bool args_parse(struct args *args, const struct cmd *const *commands, const struct settings *inherited, int n, char **words,
		struct args_error *error);
void args_clear(struct args *args);

/* Replaces the arguments that are keys or paths by complete names: see key_path_resolve(). False: out of memory. */
bool args_resolve(struct args *args, const char *here);
void args_error_clear(struct args_error *error);

/* The argument of a command's option, "" when it takes none; NULL: it was not given. */
const char *args_opt(const struct args *args, const char *name);

#endif
