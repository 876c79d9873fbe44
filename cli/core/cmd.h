/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A command is one const struct beside its function. To add one:
 *   1. write cli/cmd_NAME.c with the struct and its run function;
 *   2. add the struct to the list here and to the table in cmd.c, by group;
 *   3. add the file to Makefile.am;
 *   4. write its tests in tests/cli/NAME.bats;
 *   5. when it prints data: make records of it (output_record()), say so in
 *      .prints, and describe them in man/cmapsh.schema.json and FORMATS of man/cmapsh.8.
 * Help, usage, completion and the check of arguments come from the struct.
 * tests/rules.bats finds what was forgotten.
 */
#ifndef CORE_CMD_H
#define CORE_CMD_H

#include "core/app.h"
#include "core/args.h"
#include "output/format.h"

enum cmd_group {
	GROUP_BROWSE,
	GROUP_UNDERSTAND,
	GROUP_CHANGE,
	GROUP_TIME,
	GROUP_KEEP,
	GROUP_HANDLES,
	GROUP_SHELL,
	N_GROUPS,
};

enum cmd_flags {
	CMD_MAP = 1 << 0,    /* needs an open map: app->map is set */
	CMD_WRITES = 1 << 1, /* changes the map: refused under --read-only */
	CMD_SESSION = 1 << 2, /* makes sense only at the prompt and in scripts */
	CMD_PROMPT = 1 << 3,  /* only at the prompt */
	CMD_TASK = 1 << 4,    /* goes on for a while: in the background with a & behind it */
};

/* What a word stands for: says what completion offers. Letters of cmd.kinds, one a word, the last one repeats. */
enum word_kind {
	KIND_PATH = 'p',
	KIND_KEY = 'k',
	KIND_TYPE = 't',
	KIND_VALUE = 'v',
	KIND_CHOICE = 'a', /* one of the words in cmd.usage, separated by | */
	KIND_COMMAND = 'c',
	KIND_ERROR = 'e',
	KIND_FILE = 'f',
	KIND_SPEC = 'm', /* of a map */
	KIND_HANDLE = 'h',
	KIND_COLOR = 'w',
	KIND_FORMAT = 'o',
	KIND_PROGRAM = 'x', /* it and its arguments, up to a semicolon */
	KIND_CONDITION = 'q',
	KIND_OTHER = '-',
};

struct cmd {
	const char *name;
	const char *alias; /* NULL: none */
	enum cmd_group group;
	const char *usage;   /* the arguments: "KEY [TYPE] VALUE" */
	const char *kinds;   /* of the arguments, see enum word_kind */
	const char *summary; /* one line, without a full stop */
	const char *about;   /* more, in whole sentences; NULL: the summary says it all */
	const char *examples[4];
	const char *see; /* other commands, NULL: none */
	const struct opt *opts;
	int min, max; /* number of arguments; max -1: any */
	unsigned flags;
	unsigned prints; /* PRINTS_…: decides which formats it has */
	enum exit_code (*run)(struct app *app, const struct args *args);
};

extern const struct cmd cmd_cd, cmd_clear, cmd_close, cmd_dec, cmd_delete, cmd_diff, cmd_dump, cmd_explain, cmd_find,
	cmd_get, cmd_handles, cmd_help, cmd_history, cmd_inc, cmd_load, cmd_ls, cmd_open, cmd_pwd, cmd_quit, cmd_rate, cmd_save,
	cmd_set, cmd_source, cmd_tree, cmd_unwatch, cmd_use, cmd_wait, cmd_watch;

/* The one table, by group and name; ended by NULL. */
extern const struct cmd *const cmds[];

/* The command of that name or alias; NULL: none. */
const struct cmd *cmd_find_name(const char *name);

/* The same, or the only command whose name begins like that. */
const struct cmd *cmd_find_short(const char *name);

/* The heading of a group. */
const char *cmd_group_title(enum cmd_group group);

#endif
