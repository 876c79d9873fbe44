/* SPDX-License-Identifier: BSD-3-Clause */
/* What the halves of the prompt share: prompt.c holds the session, prompt_line.c runs a line. */
#ifndef PROMPT_INTERNAL_H
#define PROMPT_INTERNAL_H

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

/* Runs what was typed or pasted: one line, or several. The text is written to. */
void prompt_run_text(struct prompt *p, char *text);

/* The prompt as it is now. Lives until the next call. `prompt` is a struct prompt. */
const wchar_t *prompt_now(void *prompt);

/* Stops the process, without a tracker left behind, and returns when it goes on. `prompt` is a struct prompt. */
void prompt_stop(void *prompt);

/* Handles the signals that came while a command runs. True: the command is to end. `prompt` is a struct prompt. */
bool prompt_wants_out(void *prompt);

#endif
