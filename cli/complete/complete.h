/* SPDX-License-Identifier: BSD-3-Clause */
/* The candidates for the word at the cursor: one engine for the prompt and for the shells. */
#ifndef COMPLETE_COMPLETE_H
#define COMPLETE_COMPLETE_H

#include "core/app.h"

/* A word that may replace the one at the cursor. */
struct candidate {
	char *text;  /* the complete word, unquoted */
	char *note;  /* a short description; NULL: none */
	bool unfinished; /* more of the word follows, so no space: a branch, a folder */
};

struct completion {
	char *word;    /* the word at the cursor, unquoted, up to the cursor */
	size_t at;     /* where it begins in the line, in bytes */
	char quote;    /* the quote that is open at the cursor; 0: none */
	bool no_letter; /* a ? is not a letter of the word: it is a name or an option */
	bool files;    /* file names are candidates; a shell lists them itself, so they are not in `v` then */
	size_t common; /* bytes of every candidate that need not be listed: up to the last dot or slash of the word */
	struct candidate *v; /* in the order of a list */
	size_t n, capacity;
};

/* Where keys come from. Each function is called at most once in a completion. `map` is that of -m, or NULL. */
struct complete_source {
	/* Returns keys in natural order, with all that begin with `prefix`. The source owns them. NULL: not known. */
	const struct cmh_entries *(*keys)(void *arg, const char *map, const char *prefix);
	/* Reads the current value; the caller releases it. False: not known. NULL: reading would take too long. */
	bool (*value)(void *arg, const char *map, const char *key, struct cmh_value *out);
	void *arg;
};

/*
 * Finds the candidates for the end of `line`. `mode` decides which commands there are,
 * and whether they may be abbreviated. False: out of memory. In both cases the caller
 * releases `out` with completion_clear().
 */
bool complete(struct app *app, const char *line, enum mode mode, const struct complete_source *source,
	      struct completion *out);

/* Finds the files that the end of `line` can become, which is their name from line[at] on. The same for the result. */
bool complete_file(struct app *app, const char *line, size_t at, struct completion *out);
void completion_clear(struct completion *completion);

/* Returns the longest common beginning of the candidates. The caller frees it. NULL: none, or out of memory. */
char *completion_prefix(const struct completion *completion);

#endif
