/* SPDX-License-Identifier: BSD-3-Clause */
/* A file that is written as a whole or not at all. */
#ifndef CORE_ATOMIC_FILE_H
#define CORE_ATOMIC_FILE_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "core/app.h"

struct replace {
	FILE *out;
	char *target;    /* what the name leads to; NULL: the command's own output */
	char *temporary; /* stands beside it until all is written; NULL: it is written as it goes */
	bool exists;     /* there is a target already */
	sigset_t signals; /* as they were before */
	void (*size_signal)(int);
};

/*
 * Finds out what is to be written: "-" is the command's own output. Prints why
 * it cannot be, as when the file is there already and --yes is not given.
 * Nothing is made yet. Release with replace_end() or replace_clear().
 */
enum exit_code replace_check(struct app *app, const char *file, struct replace *out);

/* Begins to write to `out`, mode 0600. No signal ends the program before replace_end(). Prints its errors. */
enum exit_code replace_begin(struct app *app, struct replace *replace);

/* Puts the file in its place when it is `whole`, and returns `code`; or removes it and prints why. Releases everything. */
enum exit_code replace_end(struct app *app, struct replace *replace, bool whole, enum exit_code code);
void replace_clear(struct replace *replace);

#endif
