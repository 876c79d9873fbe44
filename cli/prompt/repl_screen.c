/* SPDX-License-Identifier: BSD-3-Clause */
/* The output to the terminal that the line editor writes itself, not libedit. */
#include <unistd.h>

#include "output/style.h"
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
	fputs("\r" ERASE_BELOW, stdout);
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

void
repl_mark_pastes(struct repl *repl, bool on)
{
	if (repl->paste && !repl->dumb) {
		fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
		fflush(stdout);
	}
}
