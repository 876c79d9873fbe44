/* SPDX-License-Identifier: BSD-3-Clause */
/* Parses the words of a command line: settings, command, options and arguments. Runs nothing. */
#ifndef CORE_ARGS_H
#define CORE_ARGS_H

#include <stdbool.h>

#include "core/opt.h"

struct cmd;
struct format;

enum { MAX_OPTS = 8 }; /* options of one command */

/* Where a command comes from. */
enum mode {
	MODE_ONE_SHOT,
	MODE_SCRIPT,
	MODE_PROMPT, /* names of commands may be shortened */
};

/* The values of the global options, for one command. The lines of a script inherit them. */
struct settings {
	const char *map;
	const char *file;
	const char *nodes; /* of -N; NULL: not given */
	unsigned timeout_ms;
	bool timed; /* --timeout was given */
	enum mode mode;
	const struct format *format; /* never NULL */
	unsigned most_errors; /* with keep_going: end a script after so many; 0: never */
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
	bool quiet, dry_run, yes, read_only, show_secrets, keep_going, fold, time, no_rc, restricted, help, version;
};

/* How long --timeout lets a file take to be read; 0: it was not given. */
static inline unsigned
settings_limit_ms(const struct settings *set)
{
	return !set->timed ? 0 : set->timeout_ms > 0 ? set->timeout_ms : 1;
}

/* The settings when no option is given. For files that include cmh.h and output/format.h. */
#define SETTINGS_INIT { .timeout_ms = CMH_TIMEOUT_MS, .format = &format_text }

/* The values of --color, in the order of settings.color. Ends with NULL. */
extern const char *const color_words[];

struct args {
	struct settings set;
	const struct cmd *cmd; /* NULL: no command was given */
	const char *value[MAX_OPTS]; /* in the order of cmd->opts; "" for an option without argument; NULL: not given */
	char **word;                 /* the arguments, with complete names: see args_resolve() */
	char **given;                /* the arguments as given: views of the words that were parsed */
	int n;
	char **program;  /* the argument of an option of KIND_PROGRAM: words ended by NULL; NULL: not given */
	bool background; /* the last word was & */
};

/* An error in the words. The struct owns both texts; `word` is the word in question, one of those that were parsed. */
struct args_error {
	char *message;
	char *hint;
	const char *word;
};

/*
 * Parses `n` words, with a table of commands. Release `args` with args_clear() in
 * any case; it must not outlive the words. False: see `error`.
 */
bool args_parse(struct args *args, const struct cmd *const *commands, const struct settings *inherited, int n, char **words,
		struct args_error *error);
void args_clear(struct args *args);

/* Fills args->word: keys and paths become complete names, see key_path_resolve(). False: out of memory. */
bool args_resolve(struct args *args, const char *here);
void args_error_clear(struct args_error *error);

/* Returns the argument of a command's option; "" if it takes none. NULL: it was not given. */
const char *args_opt(const struct args *args, const char *name);

#endif
