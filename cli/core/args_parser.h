/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the parts of the parser share: args.c reads the words, args_global.c knows the
 * options of all commands, args_wrong.c says what is wrong.
 */
#ifndef CORE_ARGS_PARSER_H
#define CORE_ARGS_PARSER_H

#include "core/args.h"

/* The parse under way. */
struct parser {
	const struct cmd *const *commands;
	struct args *args;
	struct args_error *error;
	char **words;
	int n, at; /* words[at] is being read */
};

/* Notes what is wrong, and a hint unless NULL. Returns false, so that one can write: return parser_fail(...). */
bool parser_fail(struct parser *p, const char *hint, const char *message, ...) __attribute__((format(printf, 3, 4)));

/* The same for a word that is not known, with "did you mean" for a hint where something is near. */
struct nearest;
bool parser_unknown(struct parser *p, const struct nearest *near, const char *otherwise, const char *what, const char *word);
bool parser_unknown_letter(struct parser *p, const char *word, char letter);
bool parser_unknown_name(struct parser *p, const char *word);

/* For a & after a command that does not go to the background: those that do are named. */
bool parser_no_task(struct parser *p);

/* At the prompt, for the beginning of several commands: they are named. False: of none. */
bool parser_ambiguous(struct parser *p, const char *word);

/* Sets what a global option says; `value` is NULL when it takes none. */
bool parser_set(struct parser *p, const struct opt *opt, const char *value);

#endif
