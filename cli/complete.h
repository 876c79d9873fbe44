/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the cursor: one engine for the prompt and for the shells. */
#ifndef COMPLETE_H
#define COMPLETE_H

#include "app.h"

struct candidate {
	char *text;  /* the whole word, unquoted */
	char *note;  /* a few words about it; NULL: none */
	bool unfinished; /* no blank belongs behind it: a branch, a folder */
};

struct completion {
	char *word;    /* at the cursor, unquoted, up to the cursor */
	size_t at;     /* where it begins in the line, in bytes */
	char quote;    /* that is open at the cursor; 0: none */
	bool files;    /* names of files fit: a shell lists them itself, they are not in `v` then */
	size_t common; /* bytes of every candidate that need not be listed: up to the last dot or slash of the word */
	struct candidate *v; /* in the order to be listed */
	size_t n, room;
};

/*
 * Lists keys by natural order, at least all that begin with `prefix`. `map` is
 * what -m says, or NULL. The list belongs to `source`. NULL: not known. Called
 * at most once a completion.
 */
typedef const struct cmh_entries *complete_keys(void *source, const char *map, const char *prefix);

/*
 * Finds what may stand at the end of `line`. False: out of memory. Release with
 * completion_clear(). `mode` says whether commands may be cut short.
 */
bool complete(struct app *app, const char *line, enum mode mode, complete_keys *keys, void *source,
	      struct completion *out);
void completion_clear(struct completion *completion);

/* What all candidates begin with. Owned by the caller; NULL: out of memory, or there is none. */
char *completion_prefix(const struct completion *completion);

#endif
