/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What keys do that libedit does not do, or not well: Up and Down (its own lose
 * the line being typed), Tab, the question mark, pasted text.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "prompt/repl_internal.h"
#include "text/screen.h"

enum { ASK_ABOVE = 100 }; /* candidates that are listed without a question */

static void
replace_line(EditLine *el, const wchar_t *text)
{
	const LineInfoW *li = el_wline(el);

	el_cursor(el, (int)(li->lastchar - li->cursor));
	el_deletestr(el, (int)(li->lastchar - li->buffer));
	el_winsertstr(el, text);
}

/* The line as it is being typed, kept while another one is shown. */
static void
stash_line(struct repl *repl)
{
	const LineInfoW *li = el_wline(repl->el);
	size_t len = (size_t)(li->lastchar - li->buffer);

	free(repl->stash);
	repl->stash = calloc(len + 1, sizeof(wchar_t));
	if (repl->stash != NULL)
		wmemcpy(repl->stash, li->buffer, len);
}

static unsigned char
recall(EditLine *el, bool older)
{
	struct repl *repl = repl_of(el);
	const struct history *history = repl->hooks.history;
	size_t n = history->n, len;
	wchar_t *text;

	if (older ? repl->recall == 0 : repl->recall >= n)
		return CC_ERROR;
	if (repl->recall == n)
		stash_line(repl);
	repl->recall += older ? (size_t)-1 : 1;
	if (repl->recall == n) {
		replace_line(el, repl->stash != NULL ? repl->stash : L"");
		return CC_REFRESH;
	}
	len = strlen(history->v[repl->recall]) + 1;
	text = calloc(len, sizeof(*text));
	if (text != NULL && mbstowcs(text, history->v[repl->recall], len) != (size_t)-1)
		replace_line(el, text);
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

/* ---- completion -------------------------------------------------------- */

/* Inserts text into a word, quoted as the word is. False: out of memory. */
static bool
insert_quoted(EditLine *el, const char *text, char quote)
{
	char *quoted = malloc(4 * strlen(text) + 1), *to = quoted;
	const char *special = quote == '"' ? "\"\\" : quote == '\'' ? "" : " \t\"'\\";

	if (quoted == NULL)
		return false;
	for (; *text != '\0'; text++) {
		if (quote == '\'' && *text == '\'') /* the quote ends, and begins again */
			to = stpcpy(to, "'\\'");
		else if (strchr(special, *text) != NULL)
			*to++ = '\\';
		*to++ = *text;
	}
	*to = '\0';
	el_insertstr(el, quoted);
	free(quoted);
	return true;
}

/* Asks below the line. The line is not touched. */
static bool
ask(struct repl *repl, size_t n)
{
	wchar_t answer = L'n';

	printf("Display all %zu possibilities? (y or n) ", n);
	repl->modal = true;
	if (el_wgetc(repl->el, &answer) != 1)
		answer = L'n';
	repl->modal = false;
	putchar('\n');
	return answer == L'y' || answer == L'Y' || answer == L' ';
}

static void
list(struct repl *repl, const struct completion *found)
{
	char **items = calloc(found->n, sizeof(*items));
	int rows, columns;

	if (items == NULL)
		return;
	screen_size(STDIN_FILENO, &rows, &columns);
	for (size_t i = 0; i < found->n; i++)
		items[i] = found->v[i].text + found->common;
	repl_to_bottom(repl);
	if ((found->n <= ASK_ABOVE && screen_column_rows(items, found->n, columns) < (size_t)rows) ||
	    ask(repl, found->n))
		screen_columns(stdout, items, found->n, columns);
	free(items);
	repl_redraw(repl);
}

/* The line up to the cursor. Owned by the caller. */
static char *
line_before_cursor(EditLine *el)
{
	const LineInfo *li = el_line(el);

	return strndup(li->buffer, (size_t)(li->cursor - li->buffer));
}

/* Inserts what all candidates share. True: the line changed. */
static bool
insert_common(struct repl *repl, const struct completion *found)
{
	const LineInfo *li = el_line(repl->el);
	char *common = completion_prefix(found);
	size_t typed = strlen(found->word);
	bool only = found->n == 1 && !found->v[0].unfinished;
	bool more = common != NULL && strlen(common) > typed;
	char close[3] = "";

	if (more)
		insert_quoted(repl->el, common + typed, found->quote);
	free(common);
	if (!only)
		return more;
	if (found->quote != 0)
		close[0] = found->quote;
	li = el_line(repl->el);
	if (li->cursor == li->lastchar || *li->cursor != ' ')
		close[strlen(close)] = ' ';
	el_insertstr(repl->el, close);
	return true;
}

/* Lists what may come next; with `insert`, inserts what is certain first, and lists only the second time. */
static unsigned char
offer(EditLine *el, bool insert)
{
	struct repl *repl = repl_of(el);
	char *line = line_before_cursor(el);
	bool again = line != NULL && repl->listed != NULL && strcmp(line, repl->listed) == 0;
	unsigned char result = CC_REFRESH_BEEP;
	struct completion found;

	if (line != NULL && repl->hooks.complete(repl->arg, line, &found)) {
		if (found.n > 0 && insert && insert_common(repl, &found))
			result = CC_REFRESH;
		else if (found.n > 0 && (again || !insert)) {
			list(repl, &found);
			result = CC_NORM;
		}
		completion_clear(&found);
	}
	free(repl->listed);
	repl->listed = line;
	return result;
}

static unsigned char
on_tab(EditLine *el, int c)
{
	(void)c;
	return offer(el, true);
}

/* Help in place, where a word begins; elsewhere it is a letter like others: patterns have it. */
static unsigned char
on_question_mark(EditLine *el, int c)
{
	const LineInfo *li = el_line(el);

	(void)c;
	if (li->cursor == li->buffer || li->cursor[-1] == ' ')
		return offer(el, false);
	el_insertstr(el, "?");
	return CC_REFRESH;
}

/* ---- pasting ----------------------------------------------------------- */

/* Takes out what could reach the terminal as an escape sequence. Returns what is left. */
static size_t
drop_controls(wchar_t *text, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] == L'\n' || (text[i] >= L' ' && (text[i] < 0x7f || text[i] > 0x9f)))
			text[kept++] = text[i];
	return kept;
}

/* Everything up to the end mark is text: a Tab in it is a blank, a newline ends no line. */
static unsigned char
on_paste(EditLine *el, int c)
{
	static const wchar_t end[] = L"\033[201~";
	size_t len = 0, room = 256, mark = sizeof(end) / sizeof(end[0]) - 1;
	wchar_t *text = malloc(room * sizeof(*text)), key;

	(void)c;
	while (text != NULL && el_wgetc(el, &key) == 1) {
		if (len + 1 == room) {
			wchar_t *grown = reallocarray(text, room *= 2, sizeof(*text));

			if (grown == NULL)
				break;
			text = grown;
		}
		text[len++] = key == L'\r' ? L'\n' : key == L'\t' ? L' ' : key;
		if (len >= mark && wmemcmp(text + len - mark, end, mark) == 0) {
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
	el_winsertstr(el, text);
	free(text);
	return CC_REFRESH;
}

/* ---- binding ----------------------------------------------------------- */

static const struct {
	const wchar_t *name, *help;
	unsigned char (*run)(EditLine *, int);
} functions[] = {
	{ L"cmap-complete", L"Complete the word", on_tab },
	{ L"cmap-what-next", L"List what may come next", on_question_mark },
	{ L"cmap-older", L"Older line", on_up },
	{ L"cmap-newer", L"Newer line", on_down },
	{ L"cmap-paste", L"Insert pasted text", on_paste },
};

void
repl_add_functions(EditLine *el)
{
	/* The narrow form of EL_ADDFN copies the names and never frees them. */
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		el_wset(el, EL_ADDFN, functions[i].name, functions[i].help, functions[i].run);
}

void
repl_bind_keys(struct repl *repl)
{
	static const wchar_t *const keys[][2] = {
		{ L"^I", L"cmap-complete" }, { L"?", L"cmap-what-next" },
		{ L"^P", L"cmap-older" }, { L"\\e[A", L"cmap-older" }, { L"\\eOA", L"cmap-older" },
		{ L"^N", L"cmap-newer" }, { L"\\e[B", L"cmap-newer" }, { L"\\eOB", L"cmap-newer" },
		{ L"^R", L"em-inc-search-prev" }, { L"\\e[1;5C", L"em-next-word" }, { L"\\e[1;5D", L"ed-prev-word" },
		{ L"\\e[3~", L"ed-delete-next-char" },
	};
	const char *editor = "";

	el_get(repl->el, EL_EDITOR, &editor);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		el_wset(repl->el, EL_BIND, keys[i][0], keys[i][1], NULL);
	/* In vi's insert mode the end of a paste would be taken for the key ESC. */
	repl->paste = strcmp(editor, "vi") != 0;
	if (repl->paste)
		el_wset(repl->el, EL_BIND, L"\\e[200~", L"cmap-paste", NULL);
}
