/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the cursor: one engine for the prompt and for the shells. */
#ifndef COMPLETE_COMPLETE_H
#define COMPLETE_COMPLETE_H

#include "core/app.h"

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
	size_t n, capacity;
};

/* Where keys come from. Each is called at most once a completion. `map` is what -m says, or NULL. */
struct complete_source {
	/* Lists keys by natural order, at least all that begin with `prefix`. The list belongs to the source. NULL: not known. */
	const struct cmh_entries *(*keys)(void *arg, const char *map, const char *prefix);
	/* The present value, owned by the caller. False: not known. NULL: it would take too long to ask. */
	bool (*value)(void *arg, const char *map, const char *key, struct cmh_value *out);
	void *arg;
};

/*
 * Finds what may stand at the end of `line`. False: out of memory. Release with
 * completion_clear(). `mode` says whether commands may be cut short.
 */
bool complete(struct app *app, const char *line, enum mode mode, const struct complete_source *source,
	      struct completion *out);
void completion_clear(struct completion *completion);

/* What all candidates begin with. Owned by the caller; NULL: out of memory, or there is none. */
char *completion_prefix(const struct completion *completion);

#endif
