/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/state.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/signals.h"
#include "output/style.h"
#include "prompt/text.h"
#include "text/screen.h"

const wchar_t *
prompt_current(void *arg)
{
	struct prompt *p = arg;
	bool color = p->color && p->repl != NULL && !repl_is_dumb(p->repl);
	int rows, columns;
	char *text;
	size_t len;

	screen_size(STDIN_FILENO, &rows, &columns);
	text = prompt_text(p->app, p->set.read_only, color, columns);
	len = text != NULL ? strlen(text) : 0;
	free(p->text);
	p->text = text != NULL ? calloc(len + 1, sizeof(*p->text)) : NULL;
	for (size_t i = 0; p->text != NULL && i < len; i++)
		p->text[i] = (unsigned char)text[i];
	free(text);
	return p->text != NULL ? p->text : L"cmapsh> ";
}

void
prompt_stop(void *arg)
{
	struct prompt *p = arg;

	p->stop = false;
	session_pause(&p->session);
	p->leave |= !signals_stop_process();
	session_resume(&p->session);
}

struct output
prompt_output(const struct prompt *p)
{
	struct output out = p->app->render;

	out.quiet = false;
	out.secrets = p->set.show_secrets; /* not what the last command said */
	return out;
}

static bool
hold_events(void *arg)
{
	struct prompt *p = arg;
	struct output out = prompt_output(p);

	return session_hold(&p->session, &out);
}

/*
 * Puts the cursor at the beginning of a line: what a program prints last may have no newline. So many spaces
 * end in the same line if the cursor is at its beginning, else in the next line.
 */
static void
begin_line(void *arg)
{
	const struct prompt *p = arg;
	int rows, columns;

	if (p->repl != NULL && !repl_is_dumb(p->repl) && screen_size(STDOUT_FILENO, &rows, &columns))
		printf("%*s\r" ERASE_ROW, columns - 1, "");
	fflush(stdout);
}

struct shell_wait
prompt_meanwhile(struct prompt *p)
{
	return (struct shell_wait){ .stop = prompt_stop, .ready = hold_events, .fd = p->session.epoll_fd, .ended = begin_line, .arg = p };
}

/*
 * Ctrl-C ends the command. So does Ctrl-Z, before the process stops: a request may have
 * an iterator open, and while one is open, corosync can lose changes of other clients.
 */
bool
prompt_take_signals(void *arg)
{
	struct prompt *p = arg;

	for (int signo; (signo = signals_next(p->signal_fd)) != 0;) {
		p->stop |= signo == SIGTSTP;
		p->leave |= signo == SIGTERM || signo == SIGHUP;
		p->interrupt |= signo == SIGINT;
	}
	return p->interrupt || p->stop || p->leave;
}
