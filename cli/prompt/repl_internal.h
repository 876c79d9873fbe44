/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of the line editor share. The one place that includes libedit's header. */
#ifndef PROMPT_REPL_INTERNAL_H
#define PROMPT_REPL_INTERNAL_H

#include <histedit.h>

#include "prompt/repl.h"

struct repl {
	struct repl_hooks hooks;
	void *arg;
	EditLine *el;
	History *search; /* for Ctrl-R */
	mbstate_t decode;
	size_t prompt_width; /* as it was drawn last */
	bool dumb;    /* the terminal has no cursor to move */
	bool paste;   /* bracketed paste is asked of the terminal */
	bool modal;   /* a question stands below the line: no events now */
	bool hangup;
	bool cancelled; /* by Ctrl-C, no key since then */
	size_t recall; /* which line of the history is shown; history->n: the one being typed */
	wchar_t *stash; /* the line being typed, while another is shown */
	char *listed;  /* the line at the last Tab that found nothing to insert */
};

/* ---- repl_screen.c ------------------------------------------------------ */

/* The editor that libedit's belongs to. */
struct repl *repl_of(EditLine *el);

/* Takes the prompt and the line off the screen. The cursor is then where the prompt began. */
void repl_clear_input(struct repl *repl);

/* Moves the cursor below the line. */
void repl_move_below(struct repl *repl);

/* Draws the prompt and the line where the cursor is. */
void repl_redraw(struct repl *repl);

/* Has the terminal mark what is pasted, or no longer. */
void repl_mark_pastes(struct repl *repl, bool on);

/* ---- repl_complete.c ---------------------------------------------------- */

/* Tab: inserts what is certain, and at the second time lists what may come next. */
unsigned char repl_on_tab(EditLine *el, int c);

/* The question mark: lists what may come next where a word begins; elsewhere it is a letter, because patterns have it. */
unsigned char repl_on_question_mark(EditLine *el, int c);

/* ---- repl_keys.c -------------------------------------------------------- */

/* Makes our functions known to libedit, before the user's ~/.editrc is read. */
void repl_add_functions(EditLine *el);

/* Binds them to keys, after that. */
void repl_bind_keys(struct repl *repl);

#endif
