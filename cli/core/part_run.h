/* SPDX-License-Identifier: BSD-3-Clause */
/* Where the output of a command in a line goes: into a program, or a file. */
#ifndef CORE_PART_RUN_H
#define CORE_PART_RUN_H

#include "core/app.h"
#include "text/parts.h"

/* Who runs a command of a line, and what Ctrl-Z does meanwhile. */
struct part_runner {
	/* Runs the words of a command, whose output goes to app->render. */
	enum exit_code (*run)(struct app *app, const struct settings *set, const struct words *words, void *arg);
	void (*stop)(void *arg); /* see shell_run(); NULL: nothing */
	void *arg;
};

/*
 * Runs a part of a line whose output does not go to the screen, or that is a program for
 * the shell. Prints its errors, and the status of a program that failed.
 */
enum exit_code part_run(struct app *app, const struct settings *set, const struct part *part, const struct words *words,
			const struct part_runner *runner);

#endif
