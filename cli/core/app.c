/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/app.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/help.h"
#include "core/cmd.h"
#include "core/key_hint.h"
#include "text/nearest.h"

static void
tell_slow(void *arg)
{
	(void)arg;
	if (isatty(STDERR_FILENO))
		fputs("cmapsh: waiting for corosync ...\n", stderr);
}

bool
app_wants_color(int when)
{
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");

	if (when != COLOR_AUTO)
		return when == COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && (no == NULL || no[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

bool
app_init(struct app *app)
{
	struct cmh_options options = CMH_OPTIONS_INIT;

	*app = (struct app){ .err = stderr, .tty = isatty(STDERR_FILENO) };
	app->can_ask = app->tty && isatty(STDIN_FILENO);
	app->render = render_to(stdout);
	app->color = app_wants_color(COLOR_AUTO);
	options.slow = tell_slow;
	app->cmh = cmh_context_new(&options);
	return app->cmh != NULL;
}

void
app_clear(struct app *app)
{
	cmh_context_free(app->cmh);
	app->cmh = NULL;
}

/* ---- running ----------------------------------------------------------- */

bool
app_can_read(struct app *app, const char *file)
{
	struct stat status;

	if (app->set.mode != MODE_PROMPT || stat(file, &status) != 0 || S_ISREG(status.st_mode))
		return true;
	app_fail(app, EXIT_USAGE, NULL, "%s is no regular file", file);
	return false;
}

/* Which lines of a saved map are no keys. */
static void
tell_left_out(struct app *app, const struct cmh_handle_info *info)
{
	char *text = NULL;

	if (asprintf(&text, "%s: %zu %s left out, the first is line %zu", info->name, info->left_out,
		     info->left_out == 1 ? "line is no key and was" : "lines are no keys and were", info->first_left_out) < 0)
		text = NULL;
	if (text != NULL && !app_warn_json(app, NULL, text)) {
		fputs("cmapsh: ", app->err);
		render_safe(app->err, text);
		fputc('\n', app->err);
	}
	free(text);
}

struct cmh_handle *
app_open(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = cmh_handle_open(app->cmh, spec, name, err);
	struct cmh_handle_info info = { .left_out = 0 };

	if (handle != NULL)
		info = *cmh_handle_info(handle);
	if (info.left_out > 0)
		tell_left_out(app, &info);
	return handle;
}

/* The open handle that a spec means: by its name, or by the file that it is. */
static struct cmh_handle *
find_open(struct app *app, const char *spec)
{
	struct cmh_handle *handle = cmh_handle_by_name(app->cmh, spec), *next = NULL;
	struct cmh_handle_info info;

	while (handle == NULL && (next = cmh_handle_next(app->cmh, next)) != NULL) {
		info = *cmh_handle_info(next);
		if (info.saved && strcmp(info.spec, spec) == 0)
			handle = next;
	}
	return handle;
}

struct cmh_handle *
app_map(struct app *app, const char *spec, bool *opened, struct cmh_error *err)
{
	struct cmh_handle *current = cmh_current(app->cmh), *map;

	/* The first handle stays the current one; "live" connects to nothing yet. */
	if (current == NULL)
		current = app_open(app, "live", NULL, err);
	*opened = false;
	map = spec == NULL || current == NULL ? current : find_open(app, spec);
	if (map == NULL && current != NULL) {
		map = app_open(app, spec, NULL, err);
		*opened = map != NULL;
		cmh_use(current);
	}
	return map;
}

/* The handle that -m names. */
static enum exit_code
open_map(struct app *app)
{
	struct cmh_error err = CMH_ERROR_INIT;
	bool opened;

	app->map = app_map(app, app->set.map, &opened, &err);
	return app->map != NULL ? EXIT_DONE : app_fail_cmh(app, &err);
}

/* What was written is on its way: a full disk is a failure. */
static enum exit_code
check_output(struct app *app, enum exit_code code)
{
	FILE *out = app->render.out;

	if (app->render.failed) {
		app->render.failed = false;
		return app_no_memory(app);
	}
	errno = 0;
	if (fflush(out) == 0 && !ferror(out))
		return code;
	if (errno == 0)
		errno = app->write_error;
	code = app_fail(app, EXIT_ERROR, NULL, "cannot write the output: %s",
			errno != 0 ? strerror(errno) : "an earlier write failed");
	app->write_error = 0;
	clearerr(out);
	return code;
}

static enum exit_code
refuse_format(struct app *app, const struct cmd *cmd)
{
	char *names = render_format_list(cmd_formats(cmd)), *hint = NULL;

	if (names == NULL || asprintf(&hint, "it prints: %s", names) < 0)
		hint = NULL;
	app_fail(app, EXIT_USAGE, hint, "it cannot print %s", render_format_name(app->set.format));
	free(names);
	free(hint);
	return EXIT_USAGE;
}

/* Runs it with the output in its format from the first record to the end. */
static enum exit_code
run_formatted(struct app *app, const struct args *args)
{
	enum exit_code code;

	if (args->cmd->formats == FORMATS_NO_DATA)
		return args->cmd->run(app, args);
	render_begin(&app->render, args->set.format);
	code = args->cmd->run(app, args);
	render_end(&app->render, code > EXIT_NO);
	return code;
}

static enum exit_code
run_parsed(struct app *app, const struct args *args)
{
	enum exit_code code;

	app->cmd = args->cmd;
	if ((cmd_formats(args->cmd) & 1u << args->set.format) == 0)
		return refuse_format(app, args->cmd);
	if (args->set.read_only && (args->cmd->flags & CMD_WRITES) != 0 && !args->set.dry_run)
		return app_fail(app, EXIT_REFUSED, "leave out --read-only, or add --dry-run to see what would change",
				"refused: this run is read-only");
	if (app->session == NULL && (args->cmd->flags & (CMD_SESSION | CMD_PROMPT)) != 0)
		return app_fail(app, EXIT_USAGE, NULL, "%s makes sense only at the prompt and in scripts", args->cmd->name);
	if (args->set.mode != MODE_PROMPT && (args->cmd->flags & CMD_PROMPT) != 0)
		return app_fail(app, EXIT_USAGE, NULL, "%s makes sense only at the prompt", args->cmd->name);
	cmh_context_options(app->cmh)->timeout_ms = args->set.timeout_ms;
	if ((args->cmd->flags & CMD_MAP) != 0 && (code = open_map(app)) != EXIT_DONE)
		return code;
	return run_formatted(app, args);
}

static enum exit_code
run_args(struct app *app, const struct args *args)
{
	if (args->set.version) {
		fprintf(app->render.out, "cmapsh %s\n", cmh_version());
		return EXIT_DONE;
	}
	if (args->set.help) {
		help_print(app->render.out, args->cmd);
		return EXIT_DONE;
	}
	if (args->set.file != NULL)
		return app_fail(app, EXIT_USAGE, NULL, "-f starts a script, it cannot stand in one");
	if (args->cmd == NULL)
		return app_fail(app, EXIT_USAGE, "see: help", "no command");
	return run_parsed(app, args);
}

enum exit_code
app_run(struct app *app, const struct settings *set, int n, char **words)
{
	struct args_error error;
	struct args args;
	enum exit_code code;

	app->cmd = NULL;
	app->map = NULL;
	app->blame = NULL;
	app->suggested = false;
	if (args_parse(&args, set, n, words, &error) && (args.cmd == NULL || args_resolve(&args, app->session))) {
		app->args = &args;
		app->set = args.set;
		app->color = app_wants_color(args.set.color);
		app->render.color = app->color;
		app->render.quiet = args.set.quiet;
		app->render.secrets = args.set.show_secrets;
		code = check_output(app, run_args(app, &args));
	} else {
		app->cmd = args.cmd;
		app->set.format = args.set.format;
		app->blame = error.word;
		code = app_fail(app, EXIT_USAGE, error.hint, "%s", error.message != NULL ? error.message : "out of memory");
	}
	app->args = NULL;
	args_error_clear(&error);
	args_clear(&args);
	return code;
}
