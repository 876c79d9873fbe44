/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line editor, on libedit's native interface; the only file that knows it.
 * libedit's own reading of keys is replaced, so that events and signals can
 * come between two keys. What it garbles is switched off or done here: HACKING.md
 * has the list.
 */
#include "repl.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "screen.h"
#include "signals.h"

enum { ASK_ABOVE = 100 }; /* candidates that are listed without a question */

struct repl {
	struct repl_hooks hooks;
	void *arg;
	EditLine *el;
	History *search; /* for Ctrl-R */
	mbstate_t decode;
	bool dumb;    /* the terminal has no cursor to move */
	bool paste;   /* bracketed paste is asked of the terminal */
	bool modal;   /* a question stands below the line: no events now */
	bool hangup;
	size_t recall; /* which line of the history is shown; history->n: the one being typed */
	wchar_t *stash; /* the line being typed, while another is shown */
	char *listed;  /* the line at the last Tab that found nothing to insert */
};

static struct repl *
repl_of(EditLine *el)
{
	void *repl = NULL;

	el_get(el, EL_CLIENTDATA, &repl);
	return repl;
}

/* ---- the screen -------------------------------------------------------- */

static int
columns(void)
{
	struct winsize size;

	return ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static int
rows(void)
{
	struct winsize size;

	return ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

static struct layout
layout(struct repl *repl)
{
	const LineInfoW *li = el_wline(repl->el);

	return screen_layout(columns(), screen_prompt_width(repl->hooks.prompt(repl->arg)), li->buffer,
			     (size_t)(li->lastchar - li->buffer), (size_t)(li->cursor - li->buffer));
}

/* Takes the prompt and the line off the screen; the cursor stands where the prompt began. */
static void
clear_input(struct repl *repl)
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

/* Moves the cursor below the line. */
static void
to_bottom(struct repl *repl)
{
	struct layout at = layout(repl);

	for (int i = at.cursor_row; i < at.last_row; i++)
		putchar('\n');
	fputs("\r\n", stdout);
}

static void
redraw(struct repl *repl)
{
	el_set(repl->el, EL_REFRESH);
	fflush(stdout);
}

static void
ask_for_paste(struct repl *repl, bool on)
{
	if (repl->paste && !repl->dumb) {
		fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
		fflush(stdout);
	}
}

/* ---- events and signals ------------------------------------------------ */

static void
show_events(struct repl *repl)
{
	char *text = NULL;
	wchar_t *before = wcsdup(repl->hooks.prompt(repl->arg));
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	bool changed;

	if (out != NULL) {
		repl->hooks.events(repl->arg, out);
		fclose(out);
	}
	changed = before == NULL || wcscmp(before, repl->hooks.prompt(repl->arg)) != 0;
	if (len > 0 || changed) {
		clear_input(repl);
		fwrite(text, 1, len, stdout);
		redraw(repl);
	}
	free(before);
	free(text);
}

static void
stop(struct repl *repl)
{
	to_bottom(repl);
	ask_for_paste(repl, false);
	el_set(repl->el, EL_PREP_TERM, 0);
	fflush(stdout);
	repl->hooks.pause(repl->arg);
	signals_stop(repl->hooks.signal_fd);
	repl->hooks.resume(repl->arg);
	el_set(repl->el, EL_PREP_TERM, 1);
	ask_for_paste(repl, true);
	el_resize(repl->el);
	redraw(repl);
}

/* Handles what has come while a line is edited. False: the line ends here. */
static bool
handle_signals(struct repl *repl)
{
	for (int signo; (signo = signals_next(repl->hooks.signal_fd)) != 0;) {
		switch (signo) {
		case SIGINT:
			to_bottom(repl);
			errno = EINTR;
			return false;
		case SIGTERM:
		case SIGHUP:
			repl->hangup = true;
			return false;
		case SIGTSTP: stop(repl); break;
		case SIGCONT: /* somebody else has stopped us: the terminal is as the shell left it */
			el_set(repl->el, EL_PREP_TERM, 0);
			el_set(repl->el, EL_PREP_TERM, 1);
			ask_for_paste(repl, true);
			redraw(repl);
			break;
		case SIGWINCH:
			el_resize(repl->el);
			clear_input(repl);
			redraw(repl);
			break;
		default: break;
		}
	}
	return true;
}

/* Reads one byte and adds it to a character. 1: a character, 0: not yet, -1: the terminal is gone. */
static int
read_byte(struct repl *repl, wchar_t *wc)
{
	char byte;
	ssize_t n = read(STDIN_FILENO, &byte, 1);
	size_t used;

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n <= 0)
		return -1;
	used = mbrtowc(wc, &byte, 1, &repl->decode);
	if (used == (size_t)-2)
		return 0;
	if (used == (size_t)-1) {
		memset(&repl->decode, 0, sizeof(repl->decode));
		*wc = L'\uFFFD';
	}
	return 1;
}

/* libedit's reader of keys: signals first, then keys, then events, so that a flood cannot stop a person from typing. */
static int
read_key(EditLine *el, wchar_t *wc)
{
	struct repl *repl = repl_of(el);

	fflush(stdout);
	for (;;) {
		struct pollfd p[] = { { .fd = repl->hooks.signal_fd, .events = POLLIN },
				      { .fd = STDIN_FILENO, .events = POLLIN },
				      { .fd = repl->modal ? -1 : repl->hooks.event_fd, .events = POLLIN } };
		int got;

		if (poll(p, 3, -1) < 0)
			continue;
		if (p[0].revents != 0 && !handle_signals(repl))
			return repl->hangup ? 0 : -1;
		if (p[1].revents != 0) {
			got = read_byte(repl, wc);
			repl->hangup |= got < 0;
			if (got != 0)
				return got > 0 ? 1 : 0;
		} else if (p[2].revents != 0)
			show_events(repl);
	}
}

/* ---- the history ------------------------------------------------------- */

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

void
repl_remember(struct repl *repl, const char *line)
{
	HistEvent event;

	history(repl->search, &event, H_ENTER, line);
}

/* ---- completion -------------------------------------------------------- */

/* Inserts text into a word, quoted as the word is. False: out of memory. */
static bool
insert_quoted(EditLine *el, const char *text, char quote)
{
	char *quoted = malloc(2 * strlen(text) + 1), *to = quoted;
	const char *special = quote == '"' ? "\"\\" : quote == '\'' ? "" : " \t\"'\\";

	if (quoted == NULL)
		return false;
	for (; *text != '\0'; text++) {
		if (strchr(special, *text) != NULL)
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

	if (items == NULL)
		return;
	for (size_t i = 0; i < found->n; i++)
		items[i] = found->v[i].text + found->common;
	to_bottom(repl);
	if ((found->n <= ASK_ABOVE && screen_column_rows(items, found->n, columns()) < (size_t)rows()) ||
	    ask(repl, found->n))
		screen_columns(stdout, items, found->n, columns());
	free(items);
	redraw(repl);
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
		if (key < L' ' && key != L'\n' && key != L'\r' && key != L'\t' && key != L'\033')
			len--;
	}
	if (text == NULL)
		return CC_ERROR;
	while (len > 0 && text[len - 1] == L'\n')
		len--;
	text[len] = L'\0';
	el_winsertstr(el, text);
	free(text);
	return CC_REFRESH;
}

/* ---- setting up -------------------------------------------------------- */

static wchar_t *
prompt_for(EditLine *el)
{
	struct repl *repl = repl_of(el);

	return (wchar_t *)repl->hooks.prompt(repl->arg);
}

static void
bind_keys(struct repl *repl)
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

static void
set_up(struct repl *repl)
{
	static const char *const garbled[] = { "ic", "im", "ei", "IC", "dc", "DC", "dm", "ed" };
	EditLine *el = repl->el;
	HistEvent event;

	el_set(el, EL_CLIENTDATA, repl);
	el_set(el, EL_SIGNAL, 0);
	el_set(el, EL_EDITOR, "emacs");
	/* The narrow form of EL_ADDFN copies the names and never frees them. */
	el_wset(el, EL_ADDFN, L"cmap-complete", L"Complete the word", on_tab);
	el_wset(el, EL_ADDFN, L"cmap-what-next", L"List what may come next", on_question_mark);
	el_wset(el, EL_ADDFN, L"cmap-older", L"Older line", on_up);
	el_wset(el, EL_ADDFN, L"cmap-newer", L"Newer line", on_down);
	el_wset(el, EL_ADDFN, L"cmap-paste", L"Insert pasted text", on_paste);
	history(repl->search, &event, H_SETSIZE, HISTORY_MAX);
	el_set(el, EL_HIST, history, repl->search);
	el_source(el, NULL);
	for (size_t i = 0; i < sizeof(garbled) / sizeof(garbled[0]); i++)
		el_set(el, EL_SETTC, garbled[i], "", NULL);
	el_wset(el, EL_PROMPT_ESC, prompt_for, L'\1');
	el_wset(el, EL_GETCFN, read_key);
	bind_keys(repl);
	for (size_t i = 0; i < repl->hooks.history->n; i++)
		repl_remember(repl, repl->hooks.history->v[i]);
}

struct repl *
repl_new(const struct repl_hooks *hooks, void *arg)
{
	struct repl *repl = calloc(1, sizeof(*repl));
	const char *term = getenv("TERM");
	int editing = 1;

	if (repl == NULL)
		return NULL;
	repl->hooks = *hooks;
	repl->arg = arg;
	repl->dumb = term == NULL || strcmp(term, "dumb") == 0;
	repl->search = history_init();
	repl->el = el_init("cmapsh", stdin, stdout, stderr);
	if (repl->search == NULL || repl->el == NULL) {
		repl_free(repl);
		return NULL;
	}
	set_up(repl);
	el_get(repl->el, EL_EDITMODE, &editing);
	if (editing)
		return repl;
	repl_free(repl); /* the user's ~/.editrc says: edit off */
	return NULL;
}

void
repl_free(struct repl *repl)
{
	if (repl == NULL)
		return;
	if (repl->el != NULL)
		el_end(repl->el);
	if (repl->search != NULL)
		history_end(repl->search);
	free(repl->stash);
	free(repl->listed);
	free(repl);
}

char *
repl_read(struct repl *repl, enum repl_end *end)
{
	const char *line;
	int n;

	repl->recall = repl->hooks.history->n;
	ask_for_paste(repl, true);
	line = el_gets(repl->el, &n);
	ask_for_paste(repl, false);
	if (line != NULL) {
		*end = REPL_LINE;
		return strndup(line, (size_t)n - (n > 0 && line[n - 1] == '\n'));
	}
	*end = n < 0 && !repl->hangup ? REPL_CANCEL : REPL_END;
	if (*end == REPL_END)
		putchar('\n');
	return NULL;
}
