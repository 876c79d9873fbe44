/* SPDX-License-Identifier: BSD-3-Clause */
/* Puts another line in the place of the one being typed. Ctrl-X Ctrl-E opens it in an editor; as in bash, it is then run. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "prompt/repl_internal.h"
#include "str.h"

void
repl_replace_line(EditLine *el, const wchar_t *text)
{
	const LineInfoW *li = libedit.el_wline(el);

	libedit.el_cursor(el, (int)(li->lastchar - li->cursor));
	libedit.el_deletestr(el, (int)(li->lastchar - li->buffer));
	libedit.el_winsertstr(el, text);
}

/* Returns the line as a string. The caller frees it; NULL: out of memory. */
static char *
line_text(EditLine *el)
{
	const LineInfo *li = libedit.el_line(el);

	return str_copy_n(li->buffer, (size_t)(li->lastchar - li->buffer));
}

/* Gives the terminal to another program, and takes it back. */
static void
lend_terminal(struct repl *repl, bool lend)
{
	if (lend) {
		repl_move_below(repl);
		repl_mark_pastes(repl, false);
	}
	libedit.el_set(repl->el, EL_PREP_TERM, lend ? 0 : 1);
	if (!lend) {
		repl_mark_pastes(repl, true);
		libedit.el_resize(repl->el);
	}
}

/* Replaces the line. False: the text is not of this locale, or out of memory. */
static bool
set_line(EditLine *el, const char *text)
{
	size_t len = strlen(text) + 1;
	wchar_t *wide = calloc(len, sizeof(*wide));
	bool good = wide != NULL && mbstowcs(wide, text, len) != (size_t)-1;

	if (good)
		repl_replace_line(el, wide);
	free(wide);
	return good;
}

unsigned char
repl_on_edit(EditLine *el, int c)
{
	struct repl *repl = repl_of(el);
	char *line = repl->hooks.edit != NULL ? line_text(el) : NULL, *text;
	bool good;

	(void)c;
	if (line == NULL)
		return CC_ERROR;
	lend_terminal(repl, true);
	text = repl->hooks.edit(repl->arg, line);
	lend_terminal(repl, false);
	good = text != NULL && set_line(el, text);
	free(text);
	free(line);
	repl_redraw(repl);
	if (!good)
		return CC_ERROR;
	repl_move_below(repl);
	libedit.el_winsertstr(el, L"\n");
	return CC_NEWLINE;
}
