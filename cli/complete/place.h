/* SPDX-License-Identifier: BSD-3-Clause */
/* What the two halves of completion share: complete.c reads the line, complete_offer.c knows what fits. */
#ifndef COMPLETE_PLACE_H
#define COMPLETE_PLACE_H

#include "complete/complete.h"
#include "core/cmd.h"

/* The line up to the cursor, as far as it decides what comes next. */
struct place {
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

/* Adds a candidate, as it is. False: out of memory. */
bool offer(struct place *p, const char *text, const char *note, bool unfinished);

/* Offers a list of words, separated by any of `separators`, as far as they fit what was typed. */
bool offer_list(struct place *p, const char *list, const char *separators);

/* The keys that begin with a prefix, as the source lists them. NULL: not known. */
const struct cmh_entries *list_keys(struct place *p, const char *prefix);

/* Offers keys, one component behind what was typed. */
bool offer_keys(struct place *p);

/* Offers conditions: names, operators, values. */
bool offer_conditions(struct place *p);

/* Offers what fits behind the first `head` bytes of the word; they stay before each candidate. */
bool offer_behind(struct place *p, size_t head, bool (*rest)(struct place *));

/* Offers what a kind of word can be, as far as it fits what was typed. False: out of memory. */
bool offer_kind(struct place *p, enum word_kind kind);

/* The same for commands, and for the options of the command. */
bool offer_commands(struct place *p);
bool offer_options(struct place *p);

#endif
