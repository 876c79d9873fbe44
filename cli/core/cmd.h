/* SPDX-License-Identifier: BSD-3-Clause */
/* A command: one const struct beside its function. How to add one is in HACKING.md. */
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
	CMD_MAP = 1 << 0,    /* needs an open map: app->call.map is set */
	CMD_WRITES = 1 << 1, /* changes the map: refused under --read-only */
	CMD_SESSION = 1 << 2, /* makes sense only at the prompt and in scripts */
	CMD_PROMPT = 1 << 3,  /* only at the prompt */
	CMD_TASK = 1 << 4,    /* goes on for a while: in the background with a & behind it */
};

/* What a word stands for: says what completion offers. Letters of cmd.kinds, one a word, the last one repeats. */
enum word_kind {
	KIND_PATH = 'p',
	KIND_KEY = 'k',
	KIND_COUNTER = 'r', /* a path of counters */
	KIND_TYPE = 't',
	KIND_TYPE_OR_VALUE = 'T', /* [TYPE] VALUE */
	KIND_VALUE = 'v',
	KIND_CHOICE = 'a', /* one of the words in cmd.usage, separated by | */
	KIND_COMMAND = 'c',
	KIND_ERROR = 'e',
	KIND_FILE = 'f',
	KIND_SPEC = 'm', /* of a map, or an open map */
	KIND_NEW_SPEC = 'M', /* of a map that is to be opened */
	KIND_HANDLE = 'h',
	KIND_COLOR = 'w',
	KIND_FORMAT = 'o',
	KIND_PROGRAM = 'x', /* it and its arguments, up to a semicolon */
	KIND_CONDITION = 'q',
	KIND_OTHER = '-',
};

/* Whether words of a kind are names, relative to the branch that cd selected. */
static inline bool
kind_is_name(char kind)
{
	return kind == KIND_PATH || kind == KIND_KEY || kind == KIND_COUNTER;
}

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
	const char *branch; /* what to use instead for a key that is a branch: "delete --prefix"; NULL: "dump" */
	const struct opt *opts;
	int min, max; /* number of arguments; max -1: any */
	unsigned flags;
	unsigned prints; /* PRINTS_…: decides which formats it has */
	enum exit_code (*run)(struct app *app, const struct args *args);
};

/* The command of that name or alias in a table that ends with NULL; NULL: none. */
const struct cmd *cmd_by_name(const struct cmd *const *commands, const char *name);

/* The same, or the only command whose name begins like that. */
const struct cmd *cmd_by_beginning(const struct cmd *const *commands, const char *name);

/* The heading of a group. */
const char *cmd_group_title(enum cmd_group group);

#endif
