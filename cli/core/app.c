/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/app.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/format.h"
#include "text/screen.h"
#include "text/terminfo.h"

void
app_note_waiting(const char *what)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "note: waiting for %s ...\n", what);
}

static void
note_slow(void *arg)
{
	(void)arg;
	app_note_waiting("corosync");
}

bool
app_wants_color(int when)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (when != COLOR_AUTO)
		return when == COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && (no == NULL || no[0] == '\0') && !screen_is_dumb() && !terminfo_is_colorless(term);
}

bool
app_at_prompt(const struct app *app)
{
	return cmh_context_options(app->cmh)->cancel_fd >= 0;
}

bool
app_reads_lines(const struct app *app)
{
	return app->call.source.words != NULL || app->call.source.script != NULL;
}

bool
app_init(struct app *app, const struct cmd *const *commands)
{
	struct cmh_options options = CMH_OPTIONS_INIT;

	*app = (struct app){ .commands = commands, .here = "", .render = output_to(stdout), .call.set = SETTINGS_INIT };
	app->io = (struct streams){ .err = stderr, .tty = isatty(STDERR_FILENO), .color = app_wants_color(COLOR_AUTO) };
	app->io.can_ask = app->io.tty && isatty(STDIN_FILENO);
	options.slow = note_slow;
	app->cmh = cmh_context_new(&options);
	return app->cmh != NULL;
}

void
app_clear(struct app *app)
{
	cmh_context_free(app->cmh);
	app->cmh = NULL;
	free(app->used);
	app->used = NULL;
	aliases_clear(&app->aliases);
}
