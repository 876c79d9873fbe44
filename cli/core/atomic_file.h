/* SPDX-License-Identifier: BSD-3-Clause */
/* A file that is written completely or not at all. */
#ifndef CORE_ATOMIC_FILE_H
#define CORE_ATOMIC_FILE_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "core/app.h"

struct atomic_file {
	FILE *out;
	char *target;    /* the file to write, with links resolved; NULL: the command's own output */
	char *temporary; /* the file that is renamed to `target` when it is complete; NULL: `target` is written directly */
	bool exists;     /* the target exists already */
	sigset_t signals; /* the signal mask before atomic_file_begin() */
	void (*size_signal)(int);
};

/*
 * Checks that a file can be written; "-" is the command's own output. Creates
 * nothing. Prints the error if not, for example if the file exists and --yes
 * was not given. Release `out` with atomic_file_end() or atomic_file_clear().
 */
enum exit_code atomic_file_check(struct app *app, const char *name, struct atomic_file *out);

/* Opens file->out, with mode 0600, and blocks the signals that would end the program. Prints its errors. */
enum exit_code atomic_file_begin(struct app *app, struct atomic_file *file);

/*
 * Closes file->out and releases everything. If the content is `complete`, puts
 * the file in its place and returns `code`; if not, or if that fails, removes
 * the temporary file and prints the error.
 */
enum exit_code atomic_file_end(struct app *app, struct atomic_file *file, bool complete, enum exit_code code);
void atomic_file_clear(struct atomic_file *file);

#endif
