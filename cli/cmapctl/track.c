/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/track.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmapctl/print.h"
#include "cmapctl/read.h"
#include "core/message.h"
#include "str.h"

enum { STATS_MS = 1500 }; /* corosync itself compares values of the stats map so often */

/* ---- what is tracked --------------------------------------------------- */

/* Returns paths that cover what the arguments do, and perhaps more keys. NULL: out of memory. */
static char **
make_paths(const struct request *request)
{
	char **paths = calloc((size_t)request->n, sizeof(*paths));
	bool good = paths != NULL;

	for (int i = 0; i < request->n && good; i++) {
		paths[i] = request->action == ACTION_TRACK ? str_copy(request->args[i]) : read_path(request->args[i]);
		good = paths[i] != NULL;
	}
	return paths;
}

static void
free_paths(char **paths, int n)
{
	for (int i = 0; paths != NULL && i < n; i++)
		free(paths[i]);
	free(paths);
}

/* How many arguments are the key, or begin its name: so often its changes are printed. */
static int
times_tracked(const struct request *request, const char *key)
{
	int times = 0;

	for (int i = 0; i < request->n; i++) {
		const char *arg = request->args[i];

		times += request->action == ACTION_TRACK ? strcmp(arg, key) == 0 : strncmp(arg, key, strlen(arg)) == 0;
	}
	return times;
}

/* Begins to watch. NULL: it has printed the error. */
static struct cmh_watch *
begin(struct app *app, const struct request *request)
{
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	char **paths = make_paths(request);
	struct cmh_watch *watch = NULL;

	options.paths = (const char *const *)paths;
	options.n_paths = (size_t)request->n;
	options.flags = CMH_WATCH_WAIT_READY;
	options.interval_ms = request->action == ACTION_TRACK ? STATS_MS : 0;
	options.silence_ms = cmh_context_options(app->cmh)->timeout_ms;
	print_errors_of(app, FAILED_TRACK);
	if (paths == NULL)
		app_no_memory(app);
	else if ((watch = cmh_watch_new(app->call.map, &options, &err)) == NULL)
		app_fail_cmh(app, &err);
	free_paths(paths, request->n);
	return watch;
}

/* ---- events ------------------------------------------------------------ */

/* Prints that corosync was lost, or does not answer. */
static enum exit_code
fail(struct app *app, struct cmh_watch *watch, const struct cmh_event *event)
{
	print_errors_of(app, FAILED_DISPATCH);
	if (event->kind == CMH_EVENT_SILENT)
		app_fail(app, EXIT_TIMEOUT, NULL, "corosync (pid %d) does not answer", (int)event->pid);
	else if (event->kind == CMH_EVENT_LOST)
		app_fail(app, EXIT_UNREACHABLE, NULL, "the connection to corosync was lost");
	else {
		struct cmh_error err = *cmh_watch_error(watch);

		app_fail(app, EXIT_UNREACHABLE, err.hint, "%s", cmh_error_message(&err));
	}
	return EXIT_NO;
}

/* Prints that changes are missing, because the output was blocked for long. */
static void
warn_dropped(const struct app *app, const struct cmh_event *event)
{
	char *text = str_format("the output was blocked, and %ju changes are missing; the differences follow", (uintmax_t)event->dropped);

	if (text != NULL)
		message_print(app, app->io.err, MESSAGE_WARNING, text);
	free(text);
}

/* Prints the events that have come. EXIT_NO: there will be no more. */
static enum exit_code
print_events(struct app *app, const struct request *request, struct cmh_watch *watch)
{
	const struct cmh_event *event;

	while ((event = cmh_watch_next(watch)) != NULL) {
		const char *what = NULL;

		switch (event->kind) {
		case CMH_EVENT_ADD: what = "create> "; break;
		case CMH_EVENT_MODIFY: what = "modify> "; break;
		case CMH_EVENT_DELETE: what = "delete> "; break;
		case CMH_EVENT_DROPPED: warn_dropped(app, event); break;
		case CMH_EVENT_LOST:
		case CMH_EVENT_SILENT:
		case CMH_EVENT_FAILED: return fail(app, watch, event);
		default: break;
		}
		for (int i = what != NULL ? times_tracked(request, event->key) : 0; i > 0; i--)
			print_key(app, request, what, event->key, event->kind == CMH_EVENT_DELETE ? &event->before : &event->after);
	}
	app_flush(app);
	return EXIT_DONE;
}

/* ---- the end ----------------------------------------------------------- */

/* Standard input, of which only the first byte of each line counts. */
struct input {
	bool in_line; /* the next byte is not the first of a line */
	bool ended;
};

/* Reads what is there. */
static void
read_input(struct input *input)
{
	char bytes[256]; /* a piece of a line, however long */
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	input->ended |= n <= 0;
	for (ssize_t i = 0; i < n; i++) {
		input->ended |= !input->in_line && bytes[i] == 'q';
		input->in_line = bytes[i] != '\n';
	}
}

enum exit_code
track(struct app *app, const struct request *request)
{
	struct cmh_watch *watch = begin(app, request);
	struct pollfd p[] = { { .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };
	struct input input = { .ended = false };
	enum exit_code code = EXIT_DONE;

	if (watch == NULL)
		return EXIT_NO;
	p[0].fd = cmh_watch_fd(watch);
	fputs("Type \"q\" to finish\n", app->render.file);
	app_flush(app);
	while (code == EXIT_DONE && !input.ended && !ferror(app->render.file)) {
		if (poll(p, 2, -1) < 0)
			continue;
		if (p[0].revents != 0)
			code = print_events(app, request, watch);
		if (p[1].revents != 0)
			read_input(&input);
	}
	cmh_watch_free(watch);
	return code;
}
