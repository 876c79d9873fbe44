/* SPDX-License-Identifier: BSD-3-Clause */
/* A line editor on a terminal that shows events above the line being typed. */
#ifndef PROMPT_REPL_H
#define PROMPT_REPL_H

#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>

#include "complete/complete.h"
#include "session/history.h"

/* What the editor asks of its owner. All get `arg`. */
struct repl_hooks {
	/* The prompt as it is now, with escape sequences between \1 and \1. Lives until the next call. */
	const wchar_t *(*prompt)(void *arg);
	/* Prints the events that have come, as whole lines. */
	void (*events)(void *arg, FILE *out);
	/* What may stand at the end of a line. False: out of memory. */
	bool (*complete)(void *arg, const char *line, struct completion *out);
	/* Before the process stops, and after. */
	void (*pause)(void *arg);
	void (*resume)(void *arg);
	const struct history *history;
	int signal_fd;
	int event_fd; /* readable when there are events */
};

struct repl;

/* NULL: this terminal cannot be edited on, or out of memory. */
struct repl *repl_new(const struct repl_hooks *hooks, void *arg);
void repl_free(struct repl *repl);

/* The terminal can neither move its cursor back nor, for all that is known, show colours. */
bool repl_is_dumb(const struct repl *repl);

enum repl_end {
	REPL_LINE,   /* a line was typed */
	REPL_CANCEL, /* Ctrl-C: the line is gone */
	REPL_END,    /* Ctrl-D, or the terminal is gone, or a signal asks to leave */
};

/* Reads a line. It may hold newlines that were pasted. Owned by the caller; NULL unless *end is REPL_LINE. */
char *repl_read(struct repl *repl, enum repl_end *end);

/* The lines of the history changed: for Ctrl-R. */
void repl_add_history(struct repl *repl, const char *line);

#endif
