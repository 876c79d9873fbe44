/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared by the files of the parser: args.c parses the words, args_global.c sets
 * the global options, args_wrong.c makes the errors.
 */
#ifndef CORE_ARGS_PARSER_H
#define CORE_ARGS_PARSER_H

#include "core/args.h"

/* The state of a parse. */
struct parser {
	const struct cmd *const *commands;
	struct args *args;
	struct args_error *error;
	char **words;
	int n, at; /* words[at] is parsed now */
};

/* Fills the error; the hint may be NULL. Returns false, so that a caller can write: return parser_fail(...). */
bool parser_fail(struct parser *p, const char *hint, const char *message, ...) __attribute__((format(printf, 3, 4)));

/* The same for an unknown word of a kind, such as "command". The hint is the nearest candidate, or `otherwise`. */
struct nearest;
bool parser_unknown(struct parser *p, const struct nearest *near, const char *otherwise, const char *kind, const char *word);
bool parser_unknown_letter(struct parser *p, const char *word, char letter);
bool parser_unknown_name(struct parser *p, const char *word);

/* Fills the error for a & after a command that cannot run in the background; the hint names those that can. */
bool parser_no_task(struct parser *p);

/* Fills the error if the word is the beginning of a command. False: it is not. */
bool parser_ambiguous(struct parser *p, const char *word);

/* Sets a global option; `value` is NULL if it takes none. False: the value is not valid, see the error. */
bool parser_set(struct parser *p, const struct opt *opt, const char *value);

#endif
