/* SPDX-License-Identifier: BSD-3-Clause */
/* What completion knows of the line, and how candidates are added. */
#ifndef COMPLETE_OFFER_H
#define COMPLETE_OFFER_H

#include "complete/complete.h"
#include "core/cmd.h"

/* The line up to the cursor, as far as it decides what comes next. */
struct completion_context {
	struct app *app;
	enum mode mode;
	const struct complete_source *source;
	const struct cmh_entries *listed; /* what the source has listed; NULL: nothing yet */
	struct completion *out;
	const struct cmd *cmd;   /* NULL: it comes next, or is unknown */
	bool unknown;            /* there is a command, but none that we know */
	const struct opt *opt;   /* whose argument comes next; NULL: none does */
	bool ended;              /* after -- */
	int n;                   /* arguments before the cursor */
	const char *first, *last; /* of them */
	const char *key;         /* the whole name in the condition at the cursor; NULL: not read */
	const char *map;         /* what -m says; NULL: nothing */
};

/* All that add candidates return false only if memory ran out. */

/* Adds a candidate, and takes `text`; NULL is memory that ran out. `note` may be NULL. */
bool offer_take(struct completion_context *ctx, char *text, const char *note, bool unfinished);

/* Adds a candidate if it begins with the word at the cursor. */
bool offer_matching(struct completion_context *ctx, const char *text, const char *note);

/* The same for each word of a list, which are separated by any of `separators`. */
bool offer_list(struct completion_context *ctx, const char *list, const char *separators);

/* Adds what `rest` offers for the word after its first `head` bytes, which stay before each candidate. */
bool offer_after(struct completion_context *ctx, size_t head, bool (*rest)(struct completion_context *));

#endif
