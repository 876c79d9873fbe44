/* SPDX-License-Identifier: BSD-3-Clause */
/* The output to the terminal that the line editor writes itself, not libedit. */
#include <unistd.h>

#include "prompt/repl_internal.h"
#include "text/screen.h"

struct repl *
repl_of(EditLine *el)
{
	void *repl = NULL;

	libedit.el_get(el, EL_CLIENTDATA, &repl);
	return repl;
}

static struct layout
layout(struct repl *repl)
{
	const LineInfoW *li = libedit.el_wline(repl->el);
	int rows, columns;

	screen_size(STDIN_FILENO, &rows, &columns);
	return screen_layout(columns, repl->prompt_width, li->buffer, (size_t)(li->lastchar - li->buffer),
			     (size_t)(li->cursor - li->buffer));
}

int
repl_line_rows(struct repl *repl)
{
	return layout(repl).last_row + 1;
}

void
repl_clear_input(struct repl *repl)
{
	struct layout at = layout(repl);

	if (repl->dumb) {
		putchar('\n');
		return;
	}
	if (at.cursor_row > 0)
		printf("\033[%dA", at.cursor_row);
	fputs("\r\033[J", stdout);
}

void
repl_move_below(struct repl *repl)
{
	struct layout at = layout(repl);

	for (int i = at.cursor_row; i < at.last_row; i++)
		putchar('\n');
	fputs("\r\n", stdout);
}

void
repl_redraw(struct repl *repl)
{
	libedit.el_set(repl->el, EL_REFRESH);
	fflush(stdout);
}

/* Whether libedit may have drawn the line wrongly: it loses count of wide characters where a line wraps. */
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
	return wide && !repl->dumb && layout(repl).last_row > 0;
}

void
repl_mend(struct repl *repl)
{
	if (!may_be_garbled(repl))
		return;
	repl_clear_input(repl);
	repl_redraw(repl);
}

void
repl_mark_pastes(struct repl *repl, bool on)
{
	if (repl->paste && !repl->dumb) {
		fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
		fflush(stdout);
	}
}
