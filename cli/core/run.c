/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/restrict.h"
#include "core/help.h"
#include "core/input_file.h"
#include "core/key_hint.h"
#include "core/maps.h"
#include "core/names.h"
#include "core/restricted.h"
#include "core/run_nodes.h"
#include "core/timing.h"
#include "nodes/archive_library.h"
#include "output/format.h"
#include "str.h"

/* Whether memory was too short for a text of the output, or for one that led to an error. A change that was made stays a success. */
static bool
lacks_text(const struct app *app, enum exit_code code)
{
	bool prints = app->call.cmd != NULL && app->call.cmd->prints != PRINTS_NOTHING;

	return str_failed() && code != EXIT_ERROR && (prints || code > EXIT_NO);
}

/* Checks that the output was written: a full disk is an error. */
static enum exit_code
check_output(struct app *app, enum exit_code code)
{
	FILE *out = app->render.file;

	if (app->render.failed || lacks_text(app, code)) {
		app->render.failed = false;
		return app_no_memory(app);
	}
	errno = 0;
	if (fflush(out) == 0 && !ferror(out))
		return code;
	if (errno == 0)
		errno = app->io.write_error;
	code = app_fail(app, EXIT_ERROR, NULL, "cannot write the output: %s",
			errno != 0 ? strerror(errno) : "an earlier write failed");
	app->io.write_error = 0;
	clearerr(out);
	return code;
}

static enum exit_code
refuse_format(struct app *app, const struct cmd *cmd)
{
	char *names = format_names(cmd->prints), *hint = names != NULL ? str_format("use %s", names) : NULL;

	app_fail(app, EXIT_USAGE, hint, "format \"%s\" is not supported", app->call.set.format->name);
	free(names);
	free(hint);
	return EXIT_USAGE;
}

/* Checks that the format can be used, and prints the command. */
static enum exit_code
check_format(struct app *app, const struct args *args)
{
	const struct format *format = args->set.format;

	if (!format_can_print(format, args->cmd->prints))
		return refuse_format(app, args->cmd);
	if (format->ready == NULL || format->ready())
		return EXIT_DONE;
	app->call.set.format = &format_text;
	return app_fail(app, EXIT_ERROR, "use another format", "the library for %s is not installed", format->name);
}

/* Checks that the command takes -N and --fold, if they are given. */
static enum exit_code
check_nodes(struct app *app, const struct args *args)
{
	const struct settings *set = &args->set;
	enum exit_code code;

	if (set->fold && app->call.set.nodes == NULL)
		return app_fail(app, EXIT_USAGE, "add -N all", "--fold works only with -N");
	if (app->call.set.nodes != NULL && (code = restricted_check(app, FORBIDDEN_PROGRAM)) != EXIT_DONE)
		return code;
	if (set->nodes == NULL || (args->cmd->flags & (CMD_NODES | CMD_ALL_NODES)) != 0)
		return EXIT_DONE;
	if ((args->cmd->flags & CMD_WRITES) != 0)
		return app_fail(app, EXIT_USAGE, "log in to each node and run it there", "changes do not take -N");
	return app_fail(app, EXIT_USAGE, "run: cmapsh help", "-N works only with commands that read, such as get, diff and watch");
}

/* Checks that the command works with these settings, and in this place. */
static enum exit_code
check_place(struct app *app, const struct args *args)
{
	const struct cmd *cmd = args->cmd;
	enum exit_code code = check_format(app, args);

	if (code == EXIT_DONE)
		code = check_nodes(app, args);
	if (code != EXIT_DONE)
		return code;
	if (args->set.read_only && (cmd->flags & CMD_WRITES) != 0 && !args->set.dry_run)
		return app_fail(app, EXIT_REFUSED, "leave out --read-only, or preview with --dry-run", "refused because of --read-only");
	if (args->set.mode != MODE_PROMPT && (cmd->flags & CMD_PROMPT) != 0)
		return app_fail(app, EXIT_USAGE, NULL, "works only at the prompt");
	if (app->session == NULL && (cmd->flags & CMD_SESSION) != 0)
		return app_fail(app, EXIT_USAGE, NULL, "works only at the prompt and in scripts");
	return EXIT_DONE;
}

/* Sets the map that -m names, or the one in use. */
static enum exit_code
open_map(struct app *app)
{
	struct cmh_error err = CMH_ERROR_INIT;
	const char *spec = app->call.set.map;
	enum exit_code code = EXIT_DONE;
	bool opened;

	if (spec != NULL)
		code = input_map_check(app, NOWHERE, spec);
	if (code != EXIT_DONE)
		return code;
	app->call.map = maps_get(app, app->call.set.map, &opened, &err);
	return app->call.map != NULL ? EXIT_DONE : app_fail_cmh(app, &err);
}

/*
 * Runs the command between the beginning and the end of its format. What it reads
 * and changes is of one corosync.
 */
static enum exit_code
run_formatted(struct app *app, const struct args *args)
{
	bool formatted = args->cmd->prints != PRINTS_NOTHING;
	struct cmh_handle *map = app->call.map;
	enum exit_code code;

	if (map != NULL)
		cmh_reading_hold(map, true);
	if (formatted)
		output_begin(&app->render, args->set.format);
	code = args->cmd->run(app, args);
	if (formatted)
		output_end(&app->render, code > EXIT_NO);
	if (map != NULL)
		cmh_reading_hold(map, false);
	return code;
}

static enum exit_code
run_command(struct app *app, struct args *args)
{
	enum exit_code code;

	app->call.cmd = args->cmd;
	code = check_place(app, args);
	if (code != EXIT_DONE)
		return code;
	cmh_context_options(app->cmh)->timeout_ms = args->set.timeout_ms;
	if (app->call.set.nodes != NULL && (args->cmd->flags & CMD_NODES) != 0)
		return run_on_nodes(app, args);
	if (app->call.set.nodes != NULL && (args->cmd->flags & CMD_TASK) != 0) {
		code = run_nodes_prepare(app, args);
		if (code != EXIT_DONE)
			return code;
	} else if ((args->cmd->flags & CMD_MAP) != 0 && app->call.set.nodes == NULL) {
		code = open_map(app);
		if (code == EXIT_DONE)
			code = names_settle(app, args);
		if (code != EXIT_DONE)
			return code;
	}
	return run_formatted(app, args);
}

/* Runs the command, or --help or --version. */
static enum exit_code
run_parsed(struct app *app, struct args *args)
{
	if (args->set.version) {
		fprintf(app->render.file, "cmapsh %s\narchives: %s libarchive\nquorum: %s libvotequorum\n", cmh_version(),
			archive_library_exists() ? "with" : "without", cmh_has_votequorum() ? "with" : "without");
		return EXIT_DONE;
	}
	if (args->set.help) {
		help_print(app->render.file, app->commands, args->cmd);
		return EXIT_DONE;
	}
	if (args->set.file != NULL)
		return app_fail(app, EXIT_USAGE, NULL, "-f is not allowed in a script or at the prompt");
	if (args->cmd == NULL)
		return app_fail(app, EXIT_USAGE, "run: cmapsh help", "missing command");
	return run_command(app, args);
}

/* Prints an error in the words, in the format that they ask for. */
static enum exit_code
fail_args(struct app *app, const struct args *args, const struct args_error *error)
{
	app->call.cmd = args->cmd;
	app->call.set.format = args->set.format;
	app->call.set.mode = args->set.mode;
	if (error->message == NULL)
		return app_no_memory(app);
	return app_fail_at(app, where_word(error->word), EXIT_USAGE, error->hint, "%s", error->message);
}

/* Whether the nodes of the session are those of a command. The words of diff are paths only if it is given -N. */
static bool
asks_nodes(const struct cmd *cmd)
{
	return (cmd->flags & (CMD_NODES | CMD_TASK)) != 0 || ((cmd->flags & CMD_ALL_NODES) != 0 && cmd->max == 0);
}

enum exit_code
run_args(struct app *app, struct args *args, bool good, const struct args_error *error)
{
	struct timing timing;
	enum exit_code code;

	app->call = (struct call){ .set = app->call.set, .source = app->call.source };
	if (!good)
		return fail_args(app, args, error);
	if (args->cmd != NULL && !args_resolve(args, app->here))
		return fail_args(app, args, &(struct args_error){ .message = NULL });
	app->call.args = args;
	app->call.set = args->set;
	if (args->set.restricted && app_reads_lines(app) && !process_is_restricted())
		return app_fail(app, EXIT_USAGE, "run: cmapsh --restricted", "--restricted is not allowed in a script or at the prompt");
	if (args->set.restricted)
		restrict_process();
	if (app->call.set.nodes == NULL && args->set.map == NULL && args->cmd != NULL && asks_nodes(args->cmd))
		app->call.set.nodes = app->nodes;
	app->io.color = app_wants_color(args->set.color);
	app->render.color = app->io.color && !app->render.plain;
	app->render.quiet = args->set.quiet;
	app->render.secrets = args->set.show_secrets;
	timing_begin(&timing, app);
	(void)str_failed(); /* forgets what came before */
	code = check_output(app, run_parsed(app, args));
	if (app->call.incomplete && code <= EXIT_NO)
		code = EXIT_PARTIAL;
	if (args->set.time)
		timing_print(&timing, app);
	key_hint_clear(app);
	app->call.args = NULL;
	return code;
}

enum exit_code
run_words(struct app *app, const struct settings *set, int n, char **words)
{
	struct args_error error;
	struct args args;
	bool good = args_parse(&args, app->commands, set, n, words, &error);
	enum exit_code code = run_args(app, &args, good, &error);

	args_error_clear(&error);
	args_clear(&args);
	return code;
}
