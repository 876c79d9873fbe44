/* SPDX-License-Identifier: BSD-3-Clause */
/* A command: one const struct and its function, in a file of commands/. HACKING.md says how to add one. */
#ifndef CORE_CMD_H
#define CORE_CMD_H

#include "core/app.h"
#include "core/args.h"
#include "output/format.h"

enum cmd_group {
	GROUP_BROWSE,
	GROUP_EXPLAIN,
	GROUP_CHANGE,
	GROUP_MONITOR,
	GROUP_SAVE,
	GROUP_MAPS,
	GROUP_SHELL,
	N_GROUPS,
};

enum cmd_flags {
	CMD_MAP = 1 << 0,    /* uses an open map: app->call.map is set */
	CMD_WRITES = 1 << 1, /* changes the map: refused with --read-only */
	CMD_SESSION = 1 << 2, /* works only at the prompt and in scripts */
	CMD_PROMPT = 1 << 3,  /* works only at the prompt */
	CMD_TASK = 1 << 4,    /* is a task: a & at its end puts it in the background */
	CMD_AT_END = 1 << 5,  /* a long output is shown from its end */
	CMD_FOREIGN = 1 << 6, /* speaks for another program: all words after it are that one's, options too */
	CMD_NODES = 1 << 7,   /* takes -N: runs on the map of each node */
	CMD_ALL_NODES = 1 << 8, /* takes -N: runs once, and opens the maps itself */
	CMD_NAMED = 1 << 9,   /* reads only what its words name, or all */
	CMD_REPEATS = 1 << 10, /* runs a command until it is stopped */
	CMD_INTEGERS = 1 << 11, /* changes only integers */
};

/* What an argument is, for completion. cmd.kinds has a letter for each argument; the last one repeats. */
enum word_kind {
	KIND_PATH = 'p',
	KIND_KEY = 'k',
	KIND_COUNTER = 'r', /* a path of counters */
	KIND_PATTERN = 's', /* a path or another pattern, which the command reads itself */
	KIND_TYPE = 't',
	KIND_TYPE_OR_VALUE = 'T', /* [TYPE] VALUE */
	KIND_VALUE = 'v',
	KIND_CHOICE = 'a', /* one of the words in cmd.usage, separated by | */
	KIND_COMMAND = 'c', /* a command or a key, for help */
	KIND_EXPLAINED = 'e', /* a key, a path or an error: a name that the command completes itself */
	KIND_FILE = 'f',
	KIND_SPEC = 'm', /* a map as -m takes it, or the name of an open map */
	KIND_NEW_SPEC = 'M', /* a map to open */
	KIND_HANDLE = 'h', /* the name of an open map */
	KIND_NODES = 'N', /* a list of nodes, as -N takes it */
	KIND_COLOR = 'w',
	KIND_FORMAT = 'o',
	KIND_PROGRAM = 'x', /* a program and its arguments, up to a semicolon */
	KIND_CONDITION = 'q',
	KIND_FINDING = 'F', /* codes of findings, with commas between them */
	KIND_OTHER = '-',
};

enum { MAX_EXITS = 5 };

/* An exit status, and when a command ends with it. */
struct cmd_exit {
	enum exit_code code;
	const char *when; /* NULL: the end of a list */
};

/* When a command that takes -N ends with EXIT_PARTIAL; one that also does so without it adds this to its own words. */
#define CMD_SOME_NODES "with -N: a node failed"

/* Whether words of a kind are names, relative to the branch that cd selected. */
static inline bool
kind_is_name(enum word_kind kind)
{
	return kind == KIND_PATH || kind == KIND_KEY || kind == KIND_COUNTER;
}

struct cmd {
	const char *name;
	const char *alias; /* NULL: none */
	enum cmd_group group;
	const char *usage;   /* the arguments: "KEY [TYPE] VALUE" */
	const char *kinds;   /* of the arguments, see enum word_kind */
	const char *summary; /* an imperative of at most 60 characters */
	const char *about;   /* complete sentences; NULL: the summary is enough */
	const char *examples[4];
	const char *see; /* other commands; NULL: none */
	const char *missing; /* the hint when an argument is missing; NULL: the usage */
	const char *branch; /* the command for a key that is a branch: "delete --prefix"; NULL: "dump" */
	struct cmd_exit exits[MAX_EXITS + 1]; /* besides those that follow from the flags: see cmd_exit_text() */
	const struct opt *opts;
	int command_at; /* the argument with which another command begins, with its options, from 1; 0: none */
	int min, max; /* number of arguments; max -1: no limit */
	unsigned flags;
	unsigned prints; /* PRINTS_…: decides which formats it has */
	enum exit_code (*run)(struct app *app, const struct args *args);
};

/* Returns the command with that name or alias in a table that ends with NULL. NULL: none. */
const struct cmd *cmd_by_name(const struct cmd *const *commands, const char *name);

/* The same, or the only command whose name begins with `name`. */
const struct cmd *cmd_by_beginning(const struct cmd *const *commands, const char *name);

/* Returns what the n-th argument is, from 0. KIND_OTHER: the command takes no arguments. */
enum word_kind cmd_word_kind(const struct cmd *cmd, int n);

/* Returns when a command ends with an exit status. Static. NULL: never. */
const char *cmd_exit_text(const struct cmd *cmd, enum exit_code code);

/* Returns "cmapsh ", or "" for a command that a shell cannot run. Static. */
const char *cmd_prefix(const struct cmd *cmd);

/* Returns the heading of a group in the help. Static. */
const char *cmd_group_title(enum cmd_group group);

#endif
