/* SPDX-License-Identifier: BSD-3-Clause */
/* Options: how they are declared and found. */
#ifndef CORE_OPT_H
#define CORE_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct cmd;

/* An option. A list of them ends with an all-zero one. */
struct opt {
	int id; /* its letter, or from 256 on when it has none */
	const char *name;
	const char *arg; /* what its argument is called; NULL: it has none */
	const char *help; /* NULL: the names of the formats, see opt_help() */
	char kind; /* of the argument, see enum word_kind; 0: nothing to offer */
};

/* Ids of global options that have no letter. */
enum { OPT_READ_ONLY = 256, OPT_SHOW_SECRETS, OPT_COLOR, OPT_NO_RC };

/* Those that every command takes. */
extern const struct opt global_opts[];

/* The option of a command (may be NULL) or of all commands that a letter or a name stands for; NULL: there is none. */
const struct opt *opt_by_letter(const struct cmd *cmd, char letter);
const struct opt *opt_by_name(const struct cmd *cmd, const char *name, size_t len);

/* Returns what the help says of an option. The caller frees it; NULL: out of memory. */
char *opt_help(const struct opt *opt);

/* Whether a word is read as an option, not as a value. */
bool is_option(const char *word);

#endif
