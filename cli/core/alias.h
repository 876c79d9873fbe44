/* SPDX-License-Identifier: BSD-3-Clause */
/* Names for the beginnings of lines: alias NAME = WORDS. */
#ifndef CORE_ALIAS_H
#define CORE_ALIAS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/words.h"

struct alias {
	char *name;
	char **words; /* the first is the name of a command, so that no alias leads to another; ended by NULL */
	size_t n;
};

struct aliases {
	struct alias *v; /* in the order of their definition */
	size_t n, capacity;
};

/* Returns the alias of that name. NULL: none. */
const struct alias *alias_find(const struct aliases *aliases, const char *name);

/* Returns an alias as it can be typed again: NAME = WORDS. The caller frees it. NULL: out of memory. */
char *alias_text(const struct alias *alias);

/* Defines an alias, in place of one of that name; with n 0, removes that. Copies the texts. False: out of memory. */
bool alias_set(struct aliases *aliases, const char *name, char *const *words, size_t n);

/* Puts the words of an alias in the place of its name, if that is the first word. False: out of memory, and nothing has changed. */
bool alias_expand(const struct aliases *aliases, struct words *words);

void aliases_clear(struct aliases *aliases);

#endif
