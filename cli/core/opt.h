/* SPDX-License-Identifier: BSD-3-Clause */
/* Options: their declaration and lookup. */
#ifndef CORE_OPT_H
#define CORE_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct cmd;

/* An option. A list of them ends with an all-zero one. */
struct opt {
	int id; /* its letter, or a number of at least 256 if it has none */
	const char *name;
	const char *arg; /* the name of its argument; NULL: it takes none */
	const char *help; /* begins with a verb; a default comes last, in parentheses; NULL: the names of the formats, see opt_help() */
	char kind; /* of the argument, see enum word_kind; 0: completion has no candidates */
};

/* Ids of global options that have no letter. */
enum { OPT_READ_ONLY = 256, OPT_SHOW_SECRETS, OPT_COLOR, OPT_NO_RC, OPT_FOLD, OPT_TIME, OPT_RESTRICTED };

/* The options that every command takes. */
extern const struct opt global_opts[];

/* Returns the option with that letter or name, of a command (may be NULL) or global. NULL: none. */
const struct opt *opt_by_letter(const struct cmd *cmd, char letter);
const struct opt *opt_by_name(const struct cmd *cmd, const char *name, size_t len);

/* Whether the name of such an option begins so. */
bool opt_begins(const struct cmd *cmd, const char *beginning);

/* Returns what the help says of an option. The caller frees it; NULL: out of memory. */
char *opt_help(const struct opt *opt);

/* Returns whether a word is parsed as an option, not as a value. */
bool is_option(const char *word);

#endif
