/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of the prompt, for its files: prompt.c reads lines, line.c runs them. */
#ifndef PROMPT_STATE_H
#define PROMPT_STATE_H

#include "base/shell.h"
#include "prompt/repl.h"
#include "session/session.h"

struct prompt {
	struct app *app;
	struct settings set;
	struct session session;
	struct repl *repl; /* NULL: no line editing on this terminal */
	int signal_fd;
	bool leave; /* a signal to end has come */
	bool interrupt; /* Ctrl-C was typed: end the command */
	bool stop;  /* Ctrl-Z was typed: stop when the command has ended */
	bool color;
	wchar_t *text; /* the last prompt */
};

/* Returns the current prompt. Valid until the next call. `prompt` is a struct prompt. */
const wchar_t *prompt_current(void *prompt);

/* Removes all trackers, stops the process, and returns when it is continued. `prompt` is a struct prompt. */
void prompt_stop(void *prompt);

/* How the tasks print. */
struct output prompt_output(const struct prompt *prompt);

/* What is done while a program has the terminal: Ctrl-Z stops the prompt with it, and the tasks go on. */
struct shell_wait prompt_meanwhile(struct prompt *prompt);

/* Handles the signals that came while a command runs. True, also later: end the command. `prompt` is a struct prompt. */
bool prompt_take_signals(void *prompt);

#endif
