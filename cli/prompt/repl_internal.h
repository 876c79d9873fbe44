/* SPDX-License-Identifier: BSD-3-Clause */
/* Declarations for the files of the line editor. */
#ifndef PROMPT_REPL_INTERNAL_H
#define PROMPT_REPL_INTERNAL_H

#include "prompt/libedit.h"
#include "prompt/repl.h"
#include "text/screen.h"

/* What repl_hint.c has drawn around the line. */
struct drawn {
	bool after_end; /* there is something after the end of the line */
	struct place cursor, end; /* of the line */
	wchar_t *line, *rest; /* a line, and what can be taken after it; NULL: nothing */
};

struct repl {
	struct repl_hooks hooks;
	void *arg;
	EditLine *el;
	History *search; /* for Ctrl-R */
	mbstate_t decode;
	size_t prompt_width; /* of the last prompt that was drawn */
	bool dumb;    /* the terminal cannot move its cursor back */
	bool paste;   /* use bracketed paste */
	bool modal;   /* a question is below the line: show no events */
	bool hangup;  /* the terminal was closed, or a signal to end has come */
	bool cancelled; /* by Ctrl-C, and no key was typed since */
	size_t recall; /* the line of the history that is shown; history->n: the line being typed */
	wchar_t *stash; /* the line being typed, while another one is shown */
	char *listed;  /* the line at the last Tab that could not insert anything */
	struct drawn drawn;
};

/* ---- repl_screen.c ------------------------------------------------------ */

/* Returns our editor for that of libedit. */
struct repl *repl_of(EditLine *el);

/* Clears the prompt and the line, and moves the cursor to where the prompt began. */
void repl_clear_input(struct repl *repl);

/* Moves the cursor below the line. */
void repl_move_below(struct repl *repl);

/* Returns how many rows the prompt and the line take. */
int repl_line_rows(struct repl *repl);

/* Draws the prompt and the line where the cursor is. */
void repl_redraw(struct repl *repl);

/* Switches bracketed paste on or off. */
void repl_mark_pastes(struct repl *repl, bool on);

/* ---- repl_canvas.c ------------------------------------------------------ */

/* The line, and the size of the terminal. */
struct canvas {
	const LineInfoW *li;
	size_t len;
	int rows, columns;
	struct place start; /* of the line, after the prompt */
	struct place pen;   /* where the cursor is while we draw */
};

/* Finds out where the line is, also for repl->drawn. False: nothing can be drawn around it. */
bool repl_measure(struct repl *repl, struct canvas *at);

/* Moves the cursor. */
void canvas_go(struct place *pen, struct place to);

/* Makes sure that there are so many rows below the cursor. */
void canvas_reserve(int rows);

/* Writes the line once more, in colors: the same characters at the same places. */
void canvas_paint(struct canvas *at, const struct typed_line *typed);

/* Draws the line again if libedit may have drawn it wrongly. */
void repl_mend(struct repl *repl);

/* ---- repl_hint.c -------------------------------------------------------- */

/*
 * Draws what helps while the line is typed: as the last thing before the process waits for
 * a key. Then libedit does not know of it, so repl_take_hint_away() comes first after the wait.
 */
void repl_draw_hint(struct repl *repl);
void repl_take_hint_away(struct repl *repl);

/* Right and End: take the rest of the line that the screen shows; else they do what they always do. */
unsigned char repl_on_right(EditLine *el, int c);
unsigned char repl_on_end(EditLine *el, int c);

/* Binds the private keys of these two to what libedit does for Right and End. */
void repl_bind_hint_keys(EditLine *el);

void repl_hint_clear(struct repl *repl);

/* ---- repl_complete.c ---------------------------------------------------- */

/* Tab: inserts what all candidates have in common; the second Tab lists them. */
unsigned char repl_on_tab(EditLine *el, int c);

/* The question mark: lists the candidates at the beginning of a word, and in names and options. Elsewhere it is a letter. */
unsigned char repl_on_question_mark(EditLine *el, int c);

/* ---- repl_edit.c -------------------------------------------------------- */

/* Replaces the line, and moves the cursor to its end. */
void repl_replace_line(EditLine *el, const wchar_t *text);

/* Ctrl-X Ctrl-E: opens the line in an editor, and then runs it. */
unsigned char repl_on_edit(EditLine *el, int c);

/* ---- repl_keys.c -------------------------------------------------------- */

/* Takes the keys from the commands of libedit itself, of which one starts vi, before it reads the user's ~/.editrc. */
void repl_unbind_commands(EditLine *el);

/* Registers our functions with libedit, before that, too. */
void repl_add_functions(EditLine *el);

/* Binds our functions to keys, after that. */
void repl_bind_keys(struct repl *repl);

#endif
