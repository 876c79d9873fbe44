/* SPDX-License-Identifier: BSD-3-Clause */
/* What a line says about a word in it: the words before it are read one by one. */
#ifndef COMPLETE_CONTEXT_H
#define COMPLETE_CONTEXT_H

#include "complete/complete.h"
#include "core/cmd.h"

/* What the line before the cursor says about the word at the cursor. */
struct completion_context {
	struct app *app;
	enum mode mode;
	const struct complete_source *source;
	const struct cmh_entries *listed; /* the keys from the source; NULL: none so far */
	struct completion *out;
	const struct cmd *cmd;   /* the command; NULL: none so far, or unknown */
	bool unknown;            /* the command is unknown */
	const struct opt *opt;   /* the option whose argument is at the cursor; NULL: none */
	bool options_ended;      /* by -- */
	int n;                   /* arguments before the cursor */
	const char *first, *last; /* the first and the last of these arguments; NULL: none */
	bool (*wanted)(const char *key); /* the keys to offer; NULL: all */
	bool known;              /* offer keys that the map does not have, too, if the table of keys has them */
	const char *key;         /* the full name of the key in the condition at the cursor; NULL: none so far */
	const char *map;         /* the argument of -m; NULL: none */
	bool nodes;              /* -N is given */
	bool program;            /* an option begins the words of a program */
	const char *folder;      /* where the names of files begin; NULL: the current folder */
};

/* Reads a word before the cursor. */
void context_pass(struct completion_context *ctx, const char *word);

#endif
