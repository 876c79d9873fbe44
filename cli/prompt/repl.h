/* SPDX-License-Identifier: BSD-3-Clause */
/* A line editor on a terminal that shows events above the line being typed. */
#ifndef PROMPT_REPL_H
#define PROMPT_REPL_H

#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>

#include "complete/complete.h"
#include "prompt/hint.h"
#include "session/history.h"

/* Functions that the editor calls, with `arg`. */
struct repl_hooks {
	/* Returns the current prompt, with escape sequences between \1 and \1. Valid until the next call. */
	const wchar_t *(*prompt)(void *arg);
	/* Prints the events since the last call, as complete lines. */
	void (*events)(void *arg, FILE *out);
	/* Finds the candidates for the end of a line. False: out of memory. */
	bool (*complete)(void *arg, const char *line, struct completion *out);
	/* Returns the line as a person edited it elsewhere, which the caller frees; NULL: not at all. The hook may be NULL, too. */
	char *(*edit)(void *arg, const char *line);
	/* Finds what helps while a line is typed, with the cursor before the byte `cursor`. False: nothing, and `out` is empty. */
	bool (*hint)(void *arg, const char *line, size_t cursor, struct hint *out);
	/* Are called before the process stops, and after it was continued. */
	void (*pause)(void *arg);
	void (*resume)(void *arg);
	const struct history *history;
	bool color; /* the terminal has colors */
	int signal_fd;
	int event_fd; /* readable when there are events */
};

struct repl;

/*
 * Returns an editor; the caller frees it with repl_free(). NULL: no line editing on this
 * terminal, or out of memory; or *why is not NULL, and libedit cannot be loaded because of it.
 */
struct repl *repl_new(const struct repl_hooks *hooks, void *arg, const char **why);
void repl_free(struct repl *repl);

/* Whether the terminal cannot move its cursor back; assume no colours either. */
bool repl_is_dumb(const struct repl *repl);

enum repl_end {
	REPL_LINE,   /* a line was typed */
	REPL_CANCEL, /* Ctrl-C: the line was dropped */
	REPL_END,    /* Ctrl-D, the terminal was closed, or a signal to end */
};

/* Reads a line, which may contain newlines that were pasted. The caller frees it. NULL: *end is not REPL_LINE. */
char *repl_read(struct repl *repl, enum repl_end *end);

/* Adds a line to those that Ctrl-R searches. */
void repl_add_history(struct repl *repl, const char *line);

#endif
