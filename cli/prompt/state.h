/* SPDX-License-Identifier: BSD-3-Clause */
/* The prompt as its files see it: prompt.c reads lines, line.c runs them. */
#ifndef PROMPT_STATE_H
#define PROMPT_STATE_H

#include "prompt/repl.h"
#include "session/session.h"

struct prompt {
	struct app *app;
	struct settings set;
	struct session session;
	struct repl *repl; /* NULL: no terminal that can be edited on */
	int signal_fd;
	bool leave; /* a signal asks for it */
	bool stop;  /* Ctrl-Z: when the command has ended */
	bool color;
	wchar_t *text;
};

/* The prompt as it is now. Lives until the next call. `prompt` is a struct prompt. */
const wchar_t *prompt_current(void *prompt);

/* Gives up all trackers, stops the process, and returns when it goes on. `prompt` is a struct prompt. */
void prompt_stop(void *prompt);

/* Handles the signals that came while a command runs. True: the command is to end. `prompt` is a struct prompt. */
bool prompt_take_signals(void *prompt);

#endif
