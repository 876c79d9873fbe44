/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Help around the line that libedit does not draw: hints and a note, dim, and colors. It is
 * on the screen only while the process waits for a key: libedit finds the screen as it
 * left it. Everything drawn, except the colors, is after the end of the line, so that one
 * escape sequence takes it away, even after the terminal was resized.
 */
#include <stdlib.h>
#include <string.h>

#include "output/style.h"
#include "prompt/repl_internal.h"
#include "str.h"

/* The cursor, by DEC's sequences: they keep its column even where it waits at the right edge. */
#define SAVE "\0337"
#define RESTORE "\0338"

/* ---- drawing --------------------------------------------------------------- */

/* Writes as much of a text as the row has room for, dim. */
static void
put_dim(struct canvas *at, struct place place, const char *text)
{
	char *shown = screen_cut(text, at->columns - place.column);

	if (shown != NULL && shown[0] != '\0') {
		canvas_go(&at->pen, place);
		printf(STYLE_DIM "%s" STYLE_PLAIN, shown);
		at->pen.column += (int)screen_width(shown);
	}
	free(shown);
}

/* Keeps the line that is on the screen with the rest that can be taken. */
static void
keep_rest(struct repl *repl, const struct canvas *at, const char *rest)
{
	size_t size = strlen(rest) + 1;

	repl->drawn.line = calloc(at->len + 1, sizeof(wchar_t));
	repl->drawn.rest = calloc(size, sizeof(wchar_t));
	if (repl->drawn.line != NULL && repl->drawn.rest != NULL && mbstowcs(repl->drawn.rest, rest, size) != (size_t)-1)
		wmemcpy(repl->drawn.line, at->li->buffer, at->len);
	else
		repl_hint_clear(repl);
}

static void
draw(struct repl *repl, struct canvas *at, const struct hint *hint)
{
	const struct place end = repl->drawn.end;

	canvas_reserve(end.row - repl->drawn.cursor.row + (hint->note != NULL));
	fputs(SAVE, stdout);
	canvas_paint(at, &hint->typed);
	if (hint->after != NULL)
		put_dim(at, end, hint->after);
	if (hint->rest != NULL)
		keep_rest(repl, at, hint->rest);
	if (hint->note != NULL)
		put_dim(at, (struct place){ end.row + 1, 0 }, hint->note);
	repl->drawn.after_end = hint->after != NULL || hint->note != NULL;
	fputs(RESTORE, stdout);
}

void
repl_draw_hint(struct repl *repl)
{
	const LineInfo *li = libedit.el_line(repl->el);
	struct canvas at;
	struct hint hint;
	char *line;

	repl_hint_clear(repl);
	if (repl->modal || repl->dumb || repl->hooks.hint == NULL || li->lastchar == li->buffer || !repl_measure(repl, &at))
		return;
	line = str_copy_n(li->buffer, (size_t)(li->lastchar - li->buffer));
	if (line != NULL && repl->hooks.hint(repl->arg, line, (size_t)(li->cursor - li->buffer), &hint)) {
		draw(repl, &at, &hint);
		hint_clear(&hint);
		fflush(stdout);
	}
	free(line);
}

void
repl_take_hint_away(struct repl *repl)
{
	struct place pen = repl->drawn.cursor, end = repl->drawn.end;

	if (repl->drawn.after_end && pen.row == end.row && pen.column == end.column)
		fputs(ERASE_BELOW, stdout);
	else if (repl->drawn.after_end) {
		fputs(SAVE, stdout);
		canvas_go(&pen, end);
		fputs(ERASE_BELOW RESTORE, stdout);
	}
	repl->drawn.after_end = false;
}

void
repl_hint_clear(struct repl *repl)
{
	free(repl->drawn.line);
	free(repl->drawn.rest);
	repl->drawn.line = repl->drawn.rest = NULL;
}

/* ---- keys ------------------------------------------------------------------ */

/* Private keys, which do what libedit does for Right and End. No one can type the first one. */
static const wchar_t plain_right[] = L"\x1c", plain_end[] = L"\x1d";

/* Takes the rest if this very line was on the screen with it; what was typed ahead takes nothing. */
static unsigned char
take_rest(EditLine *el, const wchar_t *otherwise)
{
	struct repl *repl = repl_of(el);
	const LineInfoW *li = libedit.el_wline(el);
	size_t len = (size_t)(li->lastchar - li->buffer);

	if (repl->drawn.rest != NULL && li->cursor == li->lastchar && wcslen(repl->drawn.line) == len &&
	    wmemcmp(repl->drawn.line, li->buffer, len) == 0) {
		libedit.el_winsertstr(el, repl->drawn.rest);
		return CC_REFRESH;
	}
	libedit.el_wpush(el, otherwise);
	return CC_ARGHACK; /* keeps a number that was typed before the key, as in M-3 Right */
}

unsigned char
repl_on_right(EditLine *el, int c)
{
	(void)c;
	return take_rest(el, plain_right);
}

unsigned char
repl_on_end(EditLine *el, int c)
{
	(void)c;
	return take_rest(el, plain_end);
}

void
repl_bind_hint_keys(EditLine *el)
{
	libedit.el_wset(el, EL_BIND, L"^\\", L"ed-next-char", NULL);
	libedit.el_wset(el, EL_BIND, L"^]", L"ed-move-to-end", NULL);
}
