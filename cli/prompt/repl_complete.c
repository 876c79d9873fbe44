/* SPDX-License-Identifier: BSD-3-Clause */
/* Completion in the line editor: inserts and lists candidates. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/style.h"
#include "prompt/repl_internal.h"
#include "str.h"
#include "text/screen.h"

enum {
	ASK_ABOVE = 100, /* lists more candidates only after a question */
	NOTE_MIN = 12,   /* columns that a description needs, unless it is asked for */
};

/* Inserts text into a word, in the same quotes as the word. False: out of memory. */
static bool
insert_quoted(EditLine *el, const char *text, char quote)
{
	char *quoted = malloc(4 * strlen(text) + 1), *to = quoted;
	const char *special = quote == '"' ? "\"\\" : quote == '\'' ? "" : " \t\"'\\";

	if (quoted == NULL)
		return false;
	for (; *text != '\0'; text++) {
		if (quote == '\'' && *text == '\'') /* close the quote, and open it again */
			to = stpcpy(to, "'\\'");
		else if (strchr(special, *text) != NULL)
			*to++ = '\\';
		*to++ = *text;
	}
	*to = '\0';
	libedit.el_insertstr(el, quoted);
	free(quoted);
	return true;
}

/* Asks a question below the line. Returns the answer; 0 if there is none. Does not change the line. */
static wchar_t
ask(struct repl *repl, const char *question)
{
	wchar_t answer = L'\0';

	fputs(question, stdout);
	repl->modal = true;
	if (libedit.el_wgetc(repl->el, &answer) != 1)
		answer = L'\0';
	repl->modal = false;
	return answer;
}

/* Asks whether to list `n` candidates. */
static bool
ask_to_list(struct repl *repl, size_t n)
{
	wchar_t answer;

	printf("Display all %zu possibilities? ", n);
	answer = ask(repl, "(y or n) ");
	putchar('\n');
	return answer == L'y' || answer == L'Y' || answer == L' ';
}

/* Waits before the first rows of a list leave the screen. False: the user has seen enough, and may type on. */
static bool
ask_for_more(struct repl *repl, size_t n)
{
	wchar_t answer[2] = { 0 };

	printf("%zu more: ", n);
	answer[0] = ask(repl, "press Space, or q to end");
	fputs(repl->dumb ? "\n" : "\r" ERASE_ROW, stdout);
	if (answer[0] == L' ' || answer[0] == L'\r' || answer[0] == L'\n')
		return true;
	if (answer[0] != L'\0' && answer[0] != L'q' && answer[0] != L'Q')
		libedit.el_wpush(repl->el, answer);
	return false;
}

/*
 * Whether to list candidates with their descriptions. If they were not asked for: only if at
 * least half have one, all are on one screen, and it has room; else they would cost more lines
 * than they are worth.
 */
static bool
shows_notes(const struct completion *found, bool asked, int rows, int room)
{
	size_t n = 0;

	for (size_t i = 0; i < found->n; i++)
		n += found->v[i].note != NULL;
	return n > 0 && (asked || (2 * n >= found->n && found->n + 1 < (size_t)rows && room >= NOTE_MIN));
}

/* Lists each candidate with its description on a line, which is cut at the right edge; a screen at a time. */
static void
list_notes(struct repl *repl, const struct completion *found, char *const *items, int rows, int room)
{
	int page = rows > repl_line_rows(repl) ? rows - repl_line_rows(repl) : 1, left = page;
	size_t widest = screen_widest(items, found->n);
	const char *dim = repl->hooks.color && !repl->dumb ? STYLE_DIM : "", *plain = dim[0] != '\0' ? STYLE_PLAIN : "";

	for (size_t i = 0; i < found->n; i++) {
		char *note;

		if (left-- == 0) {
			if (!ask_for_more(repl, found->n - i))
				return;
			left = page - 1;
		}
		note = found->v[i].note != NULL && room > 0 ? screen_cut(found->v[i].note, room) : NULL;
		fputs(items[i], stdout);
		if (note != NULL)
			printf("%*s%s%s%s", (int)(widest - screen_width(items[i])) + 2, "", dim, note, plain);
		putchar('\n');
		free(note);
	}
}

/* `asked`: for the descriptions, so that a long list was expected. */
static void
list_candidates(struct repl *repl, const struct completion *found, bool asked)
{
	char **items = calloc(found->n, sizeof(*items));
	int rows, columns, room;
	size_t height;
	bool notes;

	if (items == NULL)
		return;
	screen_size(STDIN_FILENO, &rows, &columns);
	for (size_t i = 0; i < found->n; i++)
		items[i] = found->v[i].text + found->common;
	room = columns - (int)screen_widest(items, found->n) - 3;
	notes = shows_notes(found, asked, rows, room);
	height = notes ? found->n : screen_count_column_rows(items, found->n, columns);
	repl_move_below(repl);
	if ((found->n <= ASK_ABOVE && (notes || height < (size_t)rows)) || ask_to_list(repl, found->n)) {
		if (notes)
			list_notes(repl, found, items, rows, room);
		else
			screen_print_columns(stdout, items, found->n, columns);
	}
	free(items);
	repl_redraw(repl);
}

/* Returns the line up to the cursor. The caller frees it. NULL: out of memory. */
static char *
line_before_cursor(EditLine *el)
{
	const LineInfo *li = libedit.el_line(el);

	return str_copy_n(li->buffer, (size_t)(li->cursor - li->buffer));
}

/* Inserts what all candidates have in common. True: the line has changed. */
static bool
insert_common(struct repl *repl, const struct completion *found)
{
	const LineInfo *li = libedit.el_line(repl->el);
	char *common = completion_prefix(found);
	size_t typed = strlen(found->word);
	bool complete = found->n == 1 && !found->v[0].unfinished;
	bool more = common != NULL && strlen(common) > typed;
	char close[3] = "";

	if (more)
		insert_quoted(repl->el, common + typed, found->quote);
	free(common);
	if (!complete)
		return more;
	if (found->quote != 0)
		close[0] = found->quote;
	li = libedit.el_line(repl->el);
	if (li->cursor == li->lastchar || *li->cursor != ' ')
		close[strlen(close)] = ' ';
	libedit.el_insertstr(repl->el, close);
	return true;
}

/* Inserts what all candidates have in common, and lists them the second time. */
unsigned char
repl_on_tab(EditLine *el, int c)
{
	struct repl *repl = repl_of(el);
	char *line = line_before_cursor(el);
	bool again = line != NULL && repl->listed != NULL && strcmp(line, repl->listed) == 0;
	unsigned char result = CC_REFRESH_BEEP;
	struct completion found = { .word = NULL };

	(void)c;
	if (line != NULL && repl->hooks.complete(repl->arg, line, &found)) {
		if (found.n > 0 && insert_common(repl, &found))
			result = CC_REFRESH;
		else if (found.n > 0 && again) {
			list_candidates(repl, &found, false);
			result = CC_NORM;
		}
	}
	completion_clear(&found);
	free(repl->listed);
	repl->listed = line;
	return result;
}

/* Lists the candidates. False: there are none, or the question mark is a letter of the word. */
static bool
list_asked(EditLine *el)
{
	struct repl *repl = repl_of(el);
	char *line = line_before_cursor(el);
	struct completion found = { .word = NULL };
	bool good = line != NULL && repl->hooks.complete(repl->arg, line, &found);
	bool lists = good && found.n > 0 && found.quote == 0 && (found.word[0] == '\0' || found.no_letter);

	if (lists)
		list_candidates(repl, &found, true);
	completion_clear(&found);
	free(line);
	return lists;
}

unsigned char
repl_on_question_mark(EditLine *el, int c)
{
	const LineInfo *li = libedit.el_line(el);
	bool begins = li->cursor == li->buffer || li->cursor[-1] == ' ';

	(void)c;
	if (list_asked(el))
		return CC_NORM;
	if (begins)
		return CC_REFRESH_BEEP;
	libedit.el_insertstr(el, "?");
	return CC_REFRESH;
}
