/* SPDX-License-Identifier: BSD-3-Clause */
/* The words of a line while it is typed: what each is, and what helps at the cursor. Asks corosync nothing. */
#ifndef COMPLETE_TYPED_LINE_H
#define COMPLETE_TYPED_LINE_H

#include "core/app.h"

enum typed_kind {
	TYPED_TEXT, /* anything else, or not known */
	TYPED_COMMAND,
	TYPED_OPTION,
	TYPED_KEY,     /* a key or a branch that exists */
	TYPED_UNKNOWN, /* a command, an option or a key that does not exist */
};

/* A word, from the byte `at` up to `end` of the line. */
struct typed_word {
	size_t at, end;
	enum typed_kind kind;
};

struct typed_line {
	struct typed_word *v; /* in their order; words that are only text may be missing */
	size_t n, capacity;
	char *usage; /* the arguments that may follow the cursor at the end of the line; NULL: none */
	bool apart;  /* a space is to be before them */
	char *note;  /* about the word at the cursor; NULL: none */
};

/* What is known of a name. */
enum name_state {
	NAME_NOT_KNOWN, /* the keys of that map are not known now */
	NAME_ABSENT,    /* no key begins like this */
	NAME_BEGINS,    /* a key begins like this */
	NAME_EXISTS,    /* it is a key or a branch */
};

struct typed_source {
	/* Looks a complete name up, in memory. `map` is that of -m, or NULL. */
	enum name_state (*name)(void *arg, const char *map, const char *name);
	void *arg;
};

/* Reads a line, with the cursor before the byte `cursor`. False: out of memory. Always release `out` with typed_line_clear(). */
bool typed_line_read(struct app *app, const char *line, size_t cursor, const struct typed_source *source, struct typed_line *out);
void typed_line_clear(struct typed_line *typed);

#endif
