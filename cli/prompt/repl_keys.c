/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The functions of keys that libedit does not have, or has with a fault: Up and Down, of
 * which libedit's own lose the line being typed, Ctrl-T, and pasted text.
 */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "prompt/repl_internal.h"
#include "str.h"

/* Returns a text as bytes. The caller frees it; NULL: out of memory, or it has a character that the locale has not. */
static char *
narrow(const wchar_t *text)
{
	size_t len = wcstombs(NULL, text, 0);
	char *bytes = len != (size_t)-1 ? malloc(len + 1) : NULL;

	if (bytes != NULL)
		(void)wcstombs(bytes, text, len + 1); /* it was measured */
	return bytes;
}

/* Keeps the line being typed while another one is shown. */
static void
stash_line(struct repl *repl)
{
	const LineInfoW *li = libedit.el_wline(repl->el);
	size_t len = (size_t)(li->lastchar - li->buffer);

	free(repl->stash);
	repl->stash = calloc(len + 1, sizeof(wchar_t));
	if (repl->stash != NULL)
		wmemcpy(repl->stash, li->buffer, len);
}

/* Whether the line is that of the history which is shown: nothing was typed since. */
static bool
is_shown(const struct repl *repl)
{
	const struct history *history = repl->hooks.history;
	const LineInfo *li = libedit.el_line(repl->el);
	size_t len = (size_t)(li->lastchar - li->buffer);

	return repl->recall < history->n && strlen(history->v[repl->recall]) == len &&
	       memcmp(history->v[repl->recall], li->buffer, len) == 0;
}

/* Returns the next line that begins with what was typed, and is not the one that is shown; history->n: that being typed. */
static size_t
find_line(const struct repl *repl, const char *typed, bool older)
{
	const struct history *history = repl->hooks.history;
	size_t i = repl->recall;

	while (older ? i > 0 : i < history->n) {
		i += older ? (size_t)-1 : 1;
		if (i == history->n)
			return i;
		if (strncmp(history->v[i], typed, strlen(typed)) == 0 &&
		    (repl->recall == history->n || strcmp(history->v[i], history->v[repl->recall]) != 0))
			return i;
	}
	return repl->recall;
}

/* Shows an older or newer line of the history: of those that begin with what was typed before. */
static unsigned char
recall(EditLine *el, bool older)
{
	struct repl *repl = repl_of(el);
	const struct history *history = repl->hooks.history;
	size_t len, next;
	wchar_t *text;
	char *typed;

	if (older && !is_shown(repl)) {
		repl->recall = history->n;
		stash_line(repl);
	}
	typed = repl->stash != NULL ? narrow(repl->stash) : str_copy("");
	next = typed != NULL ? find_line(repl, typed, older) : repl->recall;
	free(typed);
	if (next == repl->recall)
		return CC_ERROR;
	repl->recall = next;
	if (next == history->n) {
		repl_replace_line(el, repl->stash != NULL ? repl->stash : L"");
		return CC_REFRESH;
	}
	len = strlen(history->v[next]) + 1;
	text = calloc(len, sizeof(*text));
	if (text != NULL && mbstowcs(text, history->v[next], len) != (size_t)-1)
		repl_replace_line(el, text);
	free(text);
	return CC_REFRESH;
}

static unsigned char
on_up(EditLine *el, int c)
{
	(void)c;
	return recall(el, true);
}

static unsigned char
on_down(EditLine *el, int c)
{
	(void)c;
	return recall(el, false);
}

/* ---- two characters ------------------------------------------------------ */

/*
 * Exchanges the characters on both sides of the cursor; at the end, the last two. At the
 * beginning, libedit's own function moves the cursor and does not draw it.
 */
static unsigned char
on_transpose(EditLine *el, int c)
{
	const LineInfoW *li = libedit.el_wline(el);
	bool at_end = li->cursor == li->lastchar;
	wchar_t pair[3] = L"";

	(void)c;
	if (li->cursor - li->buffer < 1 + at_end)
		return CC_ERROR;
	pair[0] = li->cursor[at_end ? -1 : 0];
	pair[1] = li->cursor[at_end ? -2 : -1];
	libedit.el_cursor(el, !at_end);
	libedit.el_deletestr(el, 2);
	libedit.el_winsertstr(el, pair);
	return CC_REFRESH;
}

/* ---- pasting ----------------------------------------------------------- */

/* Removes control characters, except newlines. Returns the new length. */
static size_t
drop_controls(wchar_t *text, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] == L'\n' || (text[i] >= L' ' && (text[i] < 0x7f || text[i] > 0x9f)))
			text[kept++] = text[i];
	return kept;
}

/* Inserts pasted text, up to the end mark. In it, a Tab becomes a space, and a newline does not end the line. */
static unsigned char
on_paste(EditLine *el, int c)
{
	static const wchar_t end[] = L"\033[201~";
	size_t len = 0, capacity = 0, mark = sizeof(end) / sizeof(end[0]) - 1;
	wchar_t *text = NULL, key;

	(void)c;
	while (array_reserve(&text, &capacity, len + 2, sizeof(*text)) && libedit.el_wgetc(el, &key) == 1) {
		text[len++] = key == L'\r' ? L'\n' : key == L'\t' ? L' ' : key;
		if (len >= mark && memcmp(text + len - mark, end, mark * sizeof(*text)) == 0) {
			len -= mark;
			break;
		}
	}
	if (text == NULL)
		return CC_ERROR;
	len = drop_controls(text, len);
	while (len > 0 && text[len - 1] == L'\n')
		len--;
	text[len] = L'\0';
	libedit.el_winsertstr(el, text);
	free(text);
	return CC_REFRESH;
}

/* ---- binding ----------------------------------------------------------- */

static const struct {
	const wchar_t *name, *help;
	unsigned char (*run)(EditLine *, int);
} functions[] = {
	{ L"cmap-complete", L"Complete the word", repl_on_tab },
	{ L"cmap-what-next", L"List the candidates", repl_on_question_mark },
	{ L"cmap-older", L"Older line", on_up },
	{ L"cmap-newer", L"Newer line", on_down },
	{ L"cmap-edit", L"Edit the line in $VISUAL or $EDITOR, and run it", repl_on_edit },
	{ L"cmap-paste", L"Insert pasted text", on_paste },
	{ L"cmap-transpose", L"Exchange two characters", on_transpose },
	{ L"cmap-right", L"Move right, or take the hint", repl_on_right },
	{ L"cmap-end", L"Move to the end, or take the hint", repl_on_end },
};

void
repl_add_functions(EditLine *el)
{
	/* The narrow form of EL_ADDFN copies the names and never frees them. */
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		libedit.el_wset(el, EL_ADDFN, functions[i].name, functions[i].help, functions[i].run);
}

void
repl_unbind_commands(EditLine *el)
{
	/* M-x and M-X, also as single bytes. */
	static const wchar_t *const keys[] = { L"\\ex", L"\\eX", L"\\370", L"\\330" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		libedit.el_wset(el, EL_BIND, keys[i], L"ed-unassigned", NULL);
}

void
repl_bind_keys(struct repl *repl)
{
	static const wchar_t *const keys[][2] = {
		{ L"^I", L"cmap-complete" }, { L"?", L"cmap-what-next" },
		{ L"^P", L"cmap-older" }, { L"\\e[A", L"cmap-older" }, { L"\\eOA", L"cmap-older" },
		{ L"^N", L"cmap-newer" }, { L"\\e[B", L"cmap-newer" }, { L"\\eOB", L"cmap-newer" },
		{ L"^R", L"em-inc-search-prev" }, { L"\\e[1;5C", L"em-next-word" }, { L"\\e[1;5D", L"ed-prev-word" },
		{ L"^X^E", L"cmap-edit" }, { L"\\e[3~", L"ed-delete-next-char" }, { L"^T", L"cmap-transpose" },
		{ L"^F", L"cmap-right" }, { L"\\e[C", L"cmap-right" }, { L"\\eOC", L"cmap-right" },
		{ L"^E", L"cmap-end" }, { L"\\e[F", L"cmap-end" }, { L"\\eOF", L"cmap-end" }, { L"\\e[4~", L"cmap-end" },
	};
	const char *editor = "";

	libedit.el_get(repl->el, EL_EDITOR, &editor);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		libedit.el_wset(repl->el, EL_BIND, keys[i][0], keys[i][1], NULL);
	repl_bind_hint_keys(repl->el);
	/* In vi mode, the mark at the end of a paste would act as the key ESC. */
	repl->paste = strcmp(editor, "vi") != 0;
	if (repl->paste)
		libedit.el_wset(repl->el, EL_BIND, L"\\e[200~", L"cmap-paste", NULL);
}
