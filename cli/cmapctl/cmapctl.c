/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/cmapctl.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmapctl/change.h"
#include "cmapctl/print.h"
#include "cmapctl/read.h"
#include "cmapctl/track.h"
#include "core/maps.h"
#include "str.h"

#define NAME "corosync-cmapctl"
#define TIMEOUT_VARIABLE "CMAPSH_CMAPCTL_TIMEOUT"

/* Long, because callers take every failure for "all nodes are offline". */
enum { TIMEOUT_MS = 60 * 1000 };

/* Prints an error of this program itself. */
static enum exit_code
fail(struct app *app, const char *message, const char *detail)
{
	fprintf(app->io.err, NAME ": %s: %s\n", message, detail);
	return EXIT_NO;
}

/* Sets how long to wait for an answer: --timeout, or seconds in the environment; 0 there: without end. */
static bool
set_timeout(struct app *app)
{
	const char *text = getenv(TIMEOUT_VARIABLE);
	unsigned *timeout_ms = &cmh_context_options(app->cmh)->timeout_ms;
	struct cmh_value seconds = CMH_VALUE_INIT;

	if (app->call.set.timed)
		return true;
	*timeout_ms = TIMEOUT_MS;
	if (text == NULL || text[0] == '\0')
		return true;
	if (cmh_value_parse(CMH_U32, text, &seconds, NULL) != CMH_OK || seconds.u > UINT_MAX / 1000) {
		fail(app, TIMEOUT_VARIABLE " is not a number of seconds", text);
		return false;
	}
	*timeout_ms = seconds.u == 0 ? UINT_MAX : (unsigned)seconds.u * 1000;
	return true;
}

/* Tracking reads standard input, which may be needed for the commands of a script or of the prompt. */
static bool
tracks(const struct request *request)
{
	return request->action == ACTION_TRACK || request->action == ACTION_TRACK_PREFIX;
}

static bool
changes_something(enum action action)
{
	return action == ACTION_SET || action == ACTION_DELETE || action == ACTION_DELETE_PREFIX || action == ACTION_LOAD ||
	       action == ACTION_CLEAR;
}

/* Refuses what the settings of cmapsh, or the place where it runs, do not allow. */
static bool
is_allowed(struct app *app, const struct request *request)
{
	const struct settings *set = &app->call.set;

	if (set->map != NULL || set->dry_run || (set->read_only && changes_something(request->action)))
		fail(app, "this does not work with --map, --dry-run or --read-only", "leave them out");
	else if (tracks(request) && (app_at_prompt(app) || app->call.source.standard))
		fail(app, "standard input is used for the commands", "use watch");
	else
		return true;
	return false;
}

static enum exit_code
run_action(struct app *app, const struct request *request)
{
	switch (request->action) {
	case ACTION_PRINT: return read_prefixes(app, request);
	case ACTION_GET: return read_keys(app, request);
	case ACTION_SET: return change_set(app, request);
	case ACTION_DELETE: return change_delete(app, request);
	case ACTION_DELETE_PREFIX: return change_delete_prefixes(app, request);
	case ACTION_LOAD: return change_load(app, request);
	case ACTION_CLEAR: return change_clear_area(app, request);
	case ACTION_TRACK:
	case ACTION_TRACK_PREFIX: return track(app, request);
	case ACTION_HELP: break;
	}
	request_help(app->render.file);
	return EXIT_DONE;
}

/* Opens the map, and closes it after the action; that of a program that ends is left to the end, which is quicker. */
static enum exit_code
run_connected(struct app *app, const struct request *request)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = EXIT_NO;

	if (!set_timeout(app))
		return EXIT_NO;
	print_errors_of(app, FAILED_CONNECT);
	app->call.map = cmh_handle_open(app->cmh, request->action == ACTION_CLEAR ? "stats" : request->map, NULL, &err);
	if (app->call.map != NULL) {
		code = run_action(app, request);
		if (app->session != NULL)
			cmh_handle_close(app->call.map);
		app->call.map = NULL;
	} else
		app_fail_cmh(app, &err);
	app->call.print_error = NULL;
	return code;
}

/* Checks that the output was written. */
static enum exit_code
finish(struct app *app, enum exit_code code)
{
	app_flush(app);
	if (str_failed() && code == EXIT_DONE)
		return fail(app, "cannot print all", strerror(ENOMEM));
	if (ferror(app->render.file)) {
		code = fail(app, "cannot write the output", strerror(app->io.write_error != 0 ? app->io.write_error : EIO));
		clearerr(app->render.file);
		app->io.write_error = 0;
	}
	return code;
}

enum exit_code
cmapctl_run(struct app *app, int n, char **args)
{
	static char name[] = NAME;
	char **words = calloc((size_t)n + 2, sizeof(*words));
	struct request request;
	enum exit_code code = EXIT_NO;

	if (words == NULL)
		return fail(app, "cannot start", strerror(ENOMEM));
	words[0] = strstr(program_invocation_name, NAME) != NULL ? program_invocation_name : name;
	memcpy(words + 1, args, (size_t)n * sizeof(*words));
	if (request_parse(&request, app, n + 1, words)) {
		if (request.action == ACTION_HELP)
			code = run_action(app, &request);
		else if (is_allowed(app, &request))
			code = run_connected(app, &request);
	}
	code = finish(app, code);
	free(words);
	return code;
}
