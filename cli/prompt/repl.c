/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line editor, on libedit's native interface, which only repl*.c use. It reads
 * the keys itself, not libedit, so that events and signals are handled between two
 * keys. The functions of the keys are in repl_keys.c.
 */
#include "prompt/repl_internal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/signals.h"
#include "str.h"
#include "text/screen.h"

/* ---- events and signals ------------------------------------------------ */

/* Prints new events above the line, and draws the prompt again if it has changed. */
static void
show_events(struct repl *repl)
{
	struct str_stream out;
	wchar_t *before = wcsdup(repl->hooks.prompt(repl->arg));
	char *text = NULL;
	bool changed;

	if (str_open(&out)) {
		repl->hooks.events(repl->arg, out.out);
		text = str_close(&out);
	}
	changed = before == NULL || wcscmp(before, repl->hooks.prompt(repl->arg)) != 0;
	if (changed || (text != NULL && out.len > 0)) {
		repl_clear_input(repl);
		if (text != NULL)
			fwrite(text, 1, out.len, stdout);
		repl_redraw(repl);
	}
	free(before);
	free(text);
}

/* Stops the process, and restores the screen when it is continued. False: it was continued only to end. */
static bool
stop(struct repl *repl)
{
	repl_move_below(repl);
	repl_mark_pastes(repl, false);
	libedit.el_set(repl->el, EL_PREP_TERM, 0);
	fflush(stdout);
	repl->hooks.pause(repl->arg);
	if (!signals_stop_process())
		return false;
	repl->hooks.resume(repl->arg);
	libedit.el_set(repl->el, EL_PREP_TERM, 1);
	repl_mark_pastes(repl, true);
	libedit.el_resize(repl->el);
	repl_redraw(repl);
	return true;
}

/* Handles the signals that came while a line is edited. False: the line ends. */
static bool
handle_signals(struct repl *repl)
{
	for (int signo; (signo = signals_next(repl->hooks.signal_fd)) != 0;) {
		switch (signo) {
		case SIGINT:
			repl_move_below(repl);
			repl->cancelled = true;
			errno = EINTR;
			return false;
		case SIGTERM:
		case SIGHUP:
			repl->hangup = true;
			return false;
		case SIGTSTP:
			if (!stop(repl)) {
				repl->hangup = true;
				return false;
			}
			break;
		case SIGCONT: /* we were stopped by SIGSTOP: the shell has changed the modes of the terminal */
			libedit.el_set(repl->el, EL_PREP_TERM, 0);
			libedit.el_set(repl->el, EL_PREP_TERM, 1);
			repl_mark_pastes(repl, true);
			repl_redraw(repl);
			break;
		case SIGWINCH:
			libedit.el_resize(repl->el);
			repl_clear_input(repl);
			repl_redraw(repl);
			break;
		default: break;
		}
	}
	return true;
}

/* Reads one byte of a character. Returns 1: *wc is complete, 0: not yet, -1: the terminal was closed. */
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

/* Reads a key for libedit. Signals come first, then keys, then events: a flood of these must not hinder typing. */
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

		/* Amid a paste, or the bytes of one key, nothing is drawn. */
		if (poll(p, 3, 0) == 0) {
			if (!repl->modal)
				repl_mend(repl);
			repl_draw_hint(repl);
		}
		got = poll(p, 3, -1);
		repl_take_hint_away(repl);
		if (got < 0)
			continue;
		if (p[0].revents != 0 && !handle_signals(repl))
			return repl->hangup ? 0 : -1;
		if (p[1].revents != 0) {
			got = read_byte(repl, wc);
			repl->hangup |= got < 0;
			repl->cancelled = false;
			if (got != 0)
				return got > 0 ? 1 : 0;
		} else if (p[2].revents != 0)
			show_events(repl);
	}
}

/* ---- setting up -------------------------------------------------------- */

static wchar_t *
prompt_for(EditLine *el)
{
	struct repl *repl = repl_of(el);
	const wchar_t *prompt = repl->hooks.prompt(repl->arg);

	repl->prompt_width = screen_prompt_width(prompt);
	return (wchar_t *)prompt;
}

/* Reads the person's settings for libedit, of which a pipe has no end. */
static void
read_editrc(EditLine *el)
{
	const char *own = secure_getenv("EDITRC"), *home = secure_getenv("HOME");
	char *file = own != NULL ? str_copy(own) : home != NULL ? str_format("%s/.editrc", home) : NULL;
	struct stat status;

	if (file != NULL && stat(file, &status) == 0 && S_ISREG(status.st_mode))
		libedit.el_source(el, file);
	free(file);
}

static void
set_up(struct repl *repl)
{
	static const char *const garbled[] = { "ic", "im", "ei", "IC", "dc", "DC", "dm", "ed" };
	EditLine *el = repl->el;
	HistEvent event;

	libedit.el_set(el, EL_CLIENTDATA, repl);
	libedit.el_set(el, EL_SIGNAL, 0);
	libedit.el_set(el, EL_EDITOR, "emacs");
	repl_unbind_commands(el);
	repl_add_functions(el);
	libedit.history(repl->search, &event, H_SETSIZE, HISTORY_MAX);
	libedit.el_set(el, EL_HIST, libedit.history, repl->search);
	read_editrc(el);
	for (size_t i = 0; i < sizeof(garbled) / sizeof(garbled[0]); i++)
		libedit.el_set(el, EL_SETTC, garbled[i], "", NULL);
	libedit.el_wset(el, EL_PROMPT_ESC, prompt_for, L'\1');
	libedit.el_wset(el, EL_GETCFN, read_key);
	repl_bind_keys(repl);
	for (size_t i = 0; i < repl->hooks.history->n; i++)
		repl_add_history(repl, repl->hooks.history->v[i]);
}

struct repl *
repl_new(const struct repl_hooks *hooks, void *arg, const char **why)
{
	const char *missing = libedit_load();
	struct repl *repl = missing == NULL ? calloc(1, sizeof(*repl)) : NULL;
	char *up = NULL;
	int editing = 1;

	*why = missing;
	if (repl == NULL)
		return NULL;
	repl->hooks = *hooks;
	repl->arg = arg;
	repl->search = libedit.history_init();
	repl->el = libedit.el_init("cmapsh", stdin, stdout, stderr);
	if (repl->search == NULL || repl->el == NULL) {
		repl_free(repl);
		return NULL;
	}
	libedit.el_get(repl->el, EL_GETTC, "up", &up);
	repl->dumb = up == NULL || up[0] == '\0';
	set_up(repl);
	libedit.el_get(repl->el, EL_EDITMODE, &editing);
	if (editing)
		return repl;
	repl_free(repl); /* the user's ~/.editrc says: edit off */
	return NULL;
}

bool
repl_is_dumb(const struct repl *repl)
{
	return repl->dumb;
}

void
repl_add_history(struct repl *repl, const char *line)
{
	HistEvent event;

	libedit.history(repl->search, &event, H_ENTER, line);
}

void
repl_free(struct repl *repl)
{
	if (repl == NULL)
		return;
	if (repl->el != NULL)
		libedit.el_end(repl->el);
	if (repl->search != NULL)
		libedit.history_end(repl->search);
	free(repl->stash);
	free(repl->listed);
	repl_hint_clear(repl);
	free(repl);
}

char *
repl_read(struct repl *repl, enum repl_end *end)
{
	const char *line;
	int n;

	repl->recall = repl->hooks.history->n;
	repl->cancelled = false;
	repl_mark_pastes(repl, true);
	line = libedit.el_gets(repl->el, &n);
	repl_mark_pastes(repl, false);
	if (line != NULL) {
		*end = REPL_LINE;
		return str_copy_n(line, (size_t)n - (n > 0 && line[n - 1] == '\n'));
	}
	/* What libedit reports does not say why: of a terminal that was closed it reads no key, and in a search Ctrl-C is an end. */
	*end = repl->cancelled && !repl->hangup ? REPL_CANCEL : REPL_END;
	if (*end == REPL_END)
		putchar('\n');
	return NULL;
}
