/* SPDX-License-Identifier: BSD-3-Clause */
/* The line, drawn by us: in colors, and where libedit may have drawn it wrongly. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

#include "output/style.h"
#include "prompt/repl_internal.h"

/* ---- places ---------------------------------------------------------------- */

/* Whether all characters of the line are shown as they are: others are left to libedit. */
static bool
is_plain(const LineInfoW *li)
{
	for (const wchar_t *c = li->buffer; c < li->lastchar; c++)
		if (!iswprint((wint_t)*c) || wcwidth(*c) < 1)
			return false;
	return true;
}

bool
repl_measure(struct repl *repl, struct canvas *at)
{
	struct place place;

	*at = (struct canvas){ .li = libedit.el_wline(repl->el) };
	at->len = (size_t)(at->li->lastchar - at->li->buffer);
	if (!is_plain(at->li))
		return false;
	screen_size(STDIN_FILENO, &at->rows, &at->columns);
	at->start = place = screen_place_of_line(at->columns, repl->prompt_width);
	repl->drawn.cursor = place;
	for (const wchar_t *c = at->li->buffer; c < at->li->lastchar; c++) {
		if (c == at->li->cursor)
			repl->drawn.cursor = screen_place(at->columns, place, *c);
		place = screen_place_after(at->columns, place, *c);
	}
	repl->drawn.end = place;
	if (at->li->cursor == at->li->lastchar)
		repl->drawn.cursor = place;
	at->pen = repl->drawn.cursor;
	return place.row + 1 < at->rows; /* else parts of the line have left the screen, or would */
}

/* No one knows on which row of the screen the line begins, so rows are relative. */
void
canvas_go(struct place *pen, struct place to)
{
	if (to.row != pen->row)
		printf("\033[%d%c", abs(to.row - pen->row), to.row < pen->row ? 'A' : 'B');
	if (to.row != pen->row || to.column != pen->column)
		printf("\033[%dG", to.column + 1);
	*pen = to;
}

void
canvas_reserve(int rows)
{
	for (int i = 0; i < rows; i++)
		fputs("\033D", stdout); /* a row down, which scrolls at the bottom */
	if (rows > 0)
		printf("\033[%dA", rows);
}

/* ---- drawing --------------------------------------------------------------- */

static const char *
style_of(enum typed_kind kind)
{
	switch (kind) {
	case TYPED_COMMAND: return STYLE_BRIGHT;
	case TYPED_OPTION: return STYLE_WARNING;
	case TYPED_KEY: return STYLE_KEY;
	case TYPED_UNKNOWN: return STYLE_BAD;
	case TYPED_TEXT: break;
	}
	return STYLE_PLAIN;
}

void
canvas_paint(struct canvas *at, const struct typed_line *typed)
{
	struct place place = at->start;
	mbstate_t state = { 0 };
	size_t byte = 0, word = 0;
	char bytes[MB_LEN_MAX];
	const char *style = STYLE_PLAIN;

	for (const wchar_t *c = at->li->buffer; c < at->li->lastchar; c++) {
		size_t n = wcrtomb(bytes, *c, &state);
		const char *wanted = STYLE_PLAIN;

		while (word < typed->n && byte >= typed->v[word].end)
			word++;
		if (word < typed->n && byte >= typed->v[word].at)
			wanted = style_of(typed->v[word].kind);
		canvas_go(&at->pen, screen_place(at->columns, place, *c));
		if (strcmp(wanted, style) != 0)
			printf(STYLE_PLAIN "%s", wanted);
		style = wanted;
		printf("%lc", (wint_t)*c);
		at->pen.column += wcwidth(*c); /* after the last column, canvas_go() moves to the next row */
		place = screen_place_after(at->columns, place, *c);
		byte += n != (size_t)-1 ? n : 1;
	}
	if (strcmp(style, STYLE_PLAIN) != 0)
		fputs(STYLE_PLAIN, stdout);
}

/*
 * Whether libedit may have drawn the line wrongly: where one of wide characters wraps, it loses count of
 * them, and moves the cursor to the right by writing what is there, be it from the middle of one of them.
 */
static bool
may_be_garbled(struct repl *repl)
{
	const LineInfoW *li = libedit.el_wline(repl->el);
	bool wide = false;

	for (const wchar_t *c = li->buffer; c < li->lastchar; c++) {
		wide |= wcwidth(*c) > 1;
		if (*c == L'\n')
			return false; /* what libedit asks in a search is below the line */
	}
	return wide && !repl->dumb && repl_line_rows(repl) > 1;
}

void
repl_mend(struct repl *repl)
{
	struct canvas at;

	if (!may_be_garbled(repl))
		return;
	repl_clear_input(repl);
	repl_redraw(repl);
	if (!repl_measure(repl, &at))
		return;
	at.pen.column = -1; /* no one knows where libedit has left the cursor */
	canvas_reserve(repl->drawn.end.row - repl->drawn.cursor.row);
	canvas_paint(&at, &(struct typed_line){ 0 });
	canvas_go(&at.pen, repl->drawn.end);
	fputs(ERASE_BELOW, stdout);
	canvas_go(&at.pen, repl->drawn.cursor);
	fflush(stdout);
}
