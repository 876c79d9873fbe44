/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of a completion, and functions that add candidates. */
#ifndef COMPLETE_OFFER_H
#define COMPLETE_OFFER_H

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
};

/* All functions that add candidates return false only if memory ran out. */

/* Adds a candidate, and takes `text`, which is NULL if memory ran out. Copies `note`, which may be NULL. */
bool offer_take(struct completion_context *ctx, char *text, const char *note, bool unfinished);

/* Adds a candidate if it begins with the word at the cursor. */
bool offer_matching(struct completion_context *ctx, const char *text, const char *note);

/* Does the same for each word of a list. Any of `separators` ends a word. */
bool offer_list(struct completion_context *ctx, const char *list, const char *separators);

/* Adds the candidates of `rest` for the word without its first `head` bytes, and puts these in front of each. */
bool offer_after(struct completion_context *ctx, size_t head, bool (*rest)(struct completion_context *));

#endif
