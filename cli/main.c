/* SPDX-License-Identifier: BSD-3-Clause */
/* The program: runs one command, a script or the prompt. */
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/signals.h"
#include "commands/table.h"
#include "complete/shell.h"
#include "core/map_file.h"
#include "core/maps.h"
#include "core/run.h"
#include "core/script.h"
#include "output/format.h"
#include "prompt/prompt.h"
#include "session/session.h"

/* Runs the script in a file, or on standard input. */
static enum exit_code
run_script(struct app *app, struct settings set)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct session session;
	enum exit_code code;
	bool incomplete;

	if (!session_begin(&session, app))
		return app_no_memory(app);
	if (!session_ask_nodes(app, set.nodes)) {
		session_end(&session, app);
		return app_no_memory(app);
	}
	set.nodes = NULL; /* not of its changes */
	cmh_context_options(app->cmh)->timeout_ms = set.timeout_ms;
	if (maps_open(app, set.map != NULL ? set.map : "live", NULL, &err) != NULL) {
		set.map = NULL; /* it is the map in use now */
		incomplete = app->call.incomplete;
		code = script_run(app, &set, set.file != NULL ? set.file : "-");
		if (incomplete && code <= EXIT_NO)
			code = EXIT_PARTIAL;
	} else
		code = app_fail_cmh(app, &err);
	session_end(&session, app);
	return code;
}

/* Runs the prompt, or a script if there is a file or standard input is not a terminal. */
static enum exit_code
run_session(struct app *app, const struct args *args)
{
	enum exit_code code;

	if (args->set.restricted)
		restrict_process();
	app->call.set = args->set; /* for errors; the lines have their own */
	if (args->cmd != NULL)
		return app_fail(app, EXIT_USAGE, NULL, "-f FILE cannot be combined with a command");
	if (args->set.map != NULL && map_file_is_standard(args->set.map) && (args->set.file == NULL || strcmp(args->set.file, "-") == 0))
		return app_fail(app, EXIT_USAGE, "add a command, or -f FILE", "standard input is used for the commands");
	if (args->set.file == NULL && isatty(STDIN_FILENO))
		code = prompt_run(app, &args->set);
	else
		code = run_script(app, args->set);
	app_clear(app);
	return code;
}

static enum exit_code
run(struct app *app, int n, char **words)
{
	struct settings set = SETTINGS_INIT;
	struct args_error error;
	struct args args;
	enum exit_code code;
	bool good;

	if (n == 2 && strcmp(words[0], "__complete") == 0)
		return shell_complete(app, words[1]);
	good = args_parse(&args, commands, &set, n, words, &error);
	if (good && !args.set.help && !args.set.version && (args.set.file != NULL || args.cmd == NULL))
		code = run_session(app, &args);
	else
		code = run_args(app, &args, good, &error);
	args_error_clear(&error);
	args_clear(&args);
	return code;
}

/*
 * Opens each standard stream that is closed, in a way that using it fails.
 * Otherwise a socket to corosync would get its number, and receive the output.
 */
static void
keep_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(EXIT_ERROR);
}

/*
 * The words of the command line. Under the name corosync-cmapctl the program does
 * what that does: then they begin with "cmapctl". The caller frees them; NULL: out of memory.
 */
static char **
words_of(int argc, char **argv, int *n)
{
	static char cmapctl[] = "cmapctl";
	bool foreign = argc > 0 && strcmp(basename(argv[0]), "corosync-cmapctl") == 0;
	char **words = calloc((size_t)argc + 2, sizeof(*words));

	*n = 0;
	if (words == NULL)
		return NULL;
	if (foreign)
		words[(*n)++] = cmapctl;
	for (int i = 1; i < argc; i++)
		words[(*n)++] = argv[i];
	return words;
}

int
main(int argc, char **argv)
{
	static struct app app;
	enum exit_code code;
	char **words;
	int n;

	keep_standard_streams();
	/* An arena for each thread costs more than the threads, which wait for corosync, lose by sharing one. */
	mallopt(M_ARENA_MAX, 1);
	words = words_of(argc, argv, &n);
	if (words == NULL || !app_init(&app, commands)) {
		free(words);
		fputs("cmapsh: out of memory\n", stderr);
		return EXIT_ERROR;
	}
	code = run(&app, n, words);
	free(words);
	/* The connections of one command end with the process: that is quicker than to release them, and the same for corosync. */
	if (app.signal != 0)
		signals_end_process(app.signal);
	return code;
}
