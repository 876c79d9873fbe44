/* SPDX-License-Identifier: BSD-3-Clause */
/* What the halves of the parser share: args.c reads the words, args_wrong.c says what is wrong with them. */
#ifndef ARGS_INTERNAL_H
#define ARGS_INTERNAL_H

#include "cmd.h"

/* The parse under way. */
struct parser {
	struct args *args;
	struct args_error *error;
	char **words;
	int n, at; /* words[at] is being read */
};

/* Each notes an error about the word that is being read, and returns false. */
bool args_wrong(struct parser *p, const char *hint, const char *message, ...)
	__attribute__((format(printf, 3, 4)));

/* With "did you mean" for a hint where something is near. */
struct near;
bool args_unknown(struct parser *p, const struct near *near, const char *otherwise, const char *what, const char *word);
bool args_unknown_letter(struct parser *p, const char *word, char letter);
bool args_unknown_name(struct parser *p, const char *word);

/* At the prompt, a beginning of several commands: they are named, and that is an error. False: of none. */
bool args_ambiguous(struct parser *p, const char *word);

#endif
