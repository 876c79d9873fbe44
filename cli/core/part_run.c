/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/part_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/shell.h"
#include "core/cmd.h"
#include "core/restricted.h"
#include "core/run.h"
#include "str.h"

/* Prints how a program has ended, unless all is well. A status of 1 is the answer no of many programs. */
static enum exit_code
judge(struct app *app, const char *program, int status)
{
	app->call.cmd = NULL;
	if (WIFSIGNALED(status)) {
		if (WTERMSIG(status) == SIGINT) {
			fputs(app->io.tty ? "\n" : "", app->io.err); /* the terminal has echoed ^C */
			return EXIT_INTERRUPTED;
		}
		return app_fail(app, EXIT_ERROR, NULL, "\"%s\" was ended by signal %d (%s)", program, WTERMSIG(status),
				strsignal(WTERMSIG(status)));
	}
	if (WEXITSTATUS(status) == 1)
		app_note(app, "\"%s\" ended with status 1", program);
	else if (WEXITSTATUS(status) != 0)
		return app_fail(app, EXIT_ERROR, NULL, "\"%s\" ended with status %d", program, WEXITSTATUS(status));
	return WEXITSTATUS(status) == 0 ? EXIT_DONE : EXIT_NO;
}

/* Runs a program with a text on its standard input; with ours if the text is NULL. */
static enum exit_code
run_program(struct app *app, const char *program, const char *text, size_t len, const struct shell_wait *meanwhile)
{
	int in = text != NULL ? shell_input(text, len) : -1, status = 0;
	bool ran = (text == NULL || in >= 0) && shell_run(program, in, &status, meanwhile);
	int why = errno;

	if (in >= 0)
		close(in);
	return ran ? judge(app, program, status) : app_fail(app, EXIT_ERROR, NULL, "cannot run \"%s\": %s", program, strerror(why));
}

/* Writes a text. A pipe may be full: Ctrl-C ends that. */
static bool
write_text(struct app *app, int fd, const char *text, size_t len)
{
	const struct cmh_options *options = cmh_context_options(app->cmh);
	struct pollfd p[] = { { .fd = fd, .events = POLLOUT }, { .fd = options->cancel_fd, .events = POLLIN } };

	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n > 0) {
			text += n;
			len -= (size_t)n;
		} else if (n < 0 && errno != EINTR && errno != EAGAIN)
			return false;
		else if (poll(p, 2, -1) > 0 && p[1].revents != 0 && (options->cancel == NULL || options->cancel(options->arg))) {
			errno = EINTR;
			return false;
		}
	}
	return true;
}

/* Returns the name of the file that a part names. The caller frees it. NULL: out of memory. */
static char *
file_of(const struct part *part)
{
	const char *home = part->home ? getenv("HOME") : NULL;

	return home != NULL ? str_format("%s/%s", home, part->target) : str_format("%s%s", part->home ? "~/" : "", part->target);
}

/* Prints why a file was not written, or not completely. */
static enum exit_code
fail_write(struct app *app, const char *file, bool opened, int why)
{
	if (!opened && why == ENXIO)
		return app_fail(app, EXIT_ERROR, NULL, "cannot write \"%s\": no program reads from it", file);
	if (opened && why == EINTR)
		return app_fail(app, EXIT_INTERRUPTED, NULL, "interrupted; \"%s\" has a part of the output", file);
	return app_fail(app, EXIT_ERROR, NULL, "cannot write \"%s\": %s", file, strerror(why));
}

static enum exit_code
write_file(struct app *app, const struct part *part, const char *text, size_t len)
{
	char *file = file_of(part);
	/* To open a pipe that nothing reads would wait without an end. */
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (part->to == PART_APPEND ? O_APPEND : O_TRUNC);
	int fd = file != NULL ? open(file, flags, 0666) : -1;
	bool good = fd >= 0 && write_text(app, fd, text, len);
	enum exit_code code;
	int why = errno;

	if (fd >= 0 && close(fd) != 0 && good) {
		good = false;
		why = errno;
	}
	code = file == NULL ? app_no_memory(app) : good ? EXIT_DONE : fail_write(app, file, fd >= 0, why);
	free(file);
	return code;
}

/* Collects the output of a command. NULL: out of memory. */
static char *
collect(struct app *app, const struct settings *set, const struct words *words, size_t *len, enum exit_code *code)
{
	struct settings plain = *set;
	struct output before = app->render;
	struct str_stream out;
	char *text;

	if (!str_open(&out))
		return NULL;
	plain.color = COLOR_NEVER;
	app->render = output_to(out.out);
	app->render.plain = true;
	*code = run_words(app, &plain, (int)words->n, words->v);
	app->render = before;
	text = str_close(&out);
	*len = out.len;
	return text;
}

/* A task prints when something happens, and may never end: it has no output to collect. */
static bool
is_task(const struct app *app, const struct settings *set, const struct words *words)
{
	const struct cmd *cmd = words->n == 0 ? NULL : set->mode == MODE_PROMPT ? cmd_by_beginning(app->commands, words->v[0])
										: cmd_by_name(app->commands, words->v[0]);

	return cmd != NULL && (cmd->flags & (CMD_TASK | CMD_REPEATS)) != 0;
}

static enum exit_code
fail_task(struct app *app, const struct part *part, const char *task)
{
	bool program = part->to == PART_PROGRAM;
	char *hint = str_format("use a shell, as in cmapsh %s ... %s", task, program ? "| PROGRAM" : "> FILE");

	app_fail(app, EXIT_USAGE, hint, "\"%s\" does not end, so its output cannot go to a %s here", task, program ? "program" : "file");
	free(hint);
	return EXIT_USAGE;
}

enum exit_code
part_run(struct app *app, const struct settings *set, const struct part *part, const struct words *words,
	 const struct shell_wait *meanwhile)
{
	enum exit_code code, end;
	size_t len = 0;
	char *text;

	app_flush(app);
	app->call.cmd = NULL;
	code = restricted_check(app, part->program || part->to == PART_PROGRAM ? FORBIDDEN_PROGRAM : FORBIDDEN_WRITE);
	if (code != EXIT_DONE)
		return code;
	if (part->program)
		return run_program(app, part->text, NULL, 0, meanwhile);
	if (is_task(app, set, words))
		return fail_task(app, part, words->v[0]);
	text = collect(app, set, words, &len, &code);
	if (text == NULL)
		return app_no_memory(app);
	if (code > EXIT_NO && len == 0)
		end = code; /* it failed: there is nothing to hand over, and the file stays */
	else
		end = part->to == PART_PROGRAM ? run_program(app, part->target, text, len, meanwhile) : write_file(app, part, text, len);
	free(text);
	return code > EXIT_NO ? code : end;
}
