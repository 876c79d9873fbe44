/* SPDX-License-Identifier: BSD-3-Clause */
/* status --watch: the screen again when something changes, in place on a terminal. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "commands/status.h"
#include "know/cluster_paths.h"
#include "session/foreground.h"
#include "str.h"
#include "task/opts.h"
#include "task/refresh.h"
#include "text/screen.h"

struct watched {
	const char *except;
	bool at_prompt;
	struct quantity token_lost; /* at the last screen */
	char *shown;  /* the last screen: as it was on a terminal, else without what changes all the time */
	bool in_place;
};

/* ---- one screen ------------------------------------------------------------------ */

/* Returns the screen as text. The caller frees it; NULL: out of memory. */
static char *
screen_text(const struct output *out, const struct status *status, const char *away, bool steady)
{
	struct output text = *out;
	struct str_stream stream;
	char *all;

	if (!str_open(&stream))
		return NULL;
	text.file = stream.out;
	text.color = out->color && !steady;
	if (out->quiet)
		status_print_codes(&text, status);
	else if (away != NULL)
		status_print_failure(&text, status);
	else
		status_print_screen(&text, status, STATUS_COLUMNS(out), steady);
	all = str_close(&stream);
	if (!text.failed)
		return all;
	free(all);
	return NULL;
}

/* Prints a screen unless it is the last one. Takes `now`, with which screens are compared. */
static void
print_if_new(struct watched *w, struct output *out, char *now, const char *screen)
{
	bool first = w->shown == NULL;

	if (!first && strcmp(w->shown, now) == 0) {
		free(now);
		return;
	}
	if (w->in_place)
		refresh_draw(out, screen, 1);
	else
		output_print(out, "%s%s", first ? "" : "\n", screen);
	free(w->shown);
	w->shown = now;
}

/* Makes the status of what the watch knows. False: out of memory. */
static bool
make(struct watched *w, struct status *status, const struct refresh_state *state)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	status->except = w->except;
	status->at_prompt = w->at_prompt;
	status_set_corosync(status, state->pid);
	status->cluster.live = true;
	status->cluster.uptime = (uint64_t)clock_ms();
	status->cluster.now = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	status->cluster.token_lost_before = w->token_lost;
	if (state->away != NULL) {
		finding_add_no_answer(&status->findings, state->away, "systemctl status corosync");
		return !status->findings.failed;
	}
	if (state->why != NULL && (status->counted = str_copy(state->why)) == NULL)
		return false;
	if (!status_make(status, state->lists, 2, state->quorum))
		return false;
	w->token_lost = status->cluster.token_lost;
	return true;
}

static bool
show(void *arg, struct output *out, const struct refresh_state *state)
{
	struct watched *w = arg;
	struct status status = { .except = NULL };
	bool good = make(w, &status, state);
	char *screen = good ? screen_text(out, &status, state->away, false) : NULL;
	char *now = NULL;

	if (screen != NULL)
		now = w->in_place ? str_copy(screen) : screen_text(out, &status, state->away, true);
	if (now != NULL)
		print_if_new(w, out, now, screen);
	free(screen);
	status_clear(&status);
	return now != NULL;
}

/* ---- the command -------------------------------------------------------------------- */

/* Whether the screen is drawn in place: on a terminal that can move the cursor. */
static bool
can_draw(const struct app *app)
{
	return app->render.columns > 0 && !app->render.quiet && !screen_is_dumb();
}

enum exit_code
status_watch(struct app *app, const struct args *args, const char *except)
{
	struct watched watched = { .except = except, .at_prompt = args->set.mode == MODE_PROMPT, .in_place = can_draw(app) };
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	enum exit_code code = task_refuse_saved(app);
	struct task *task;

	if (code != EXIT_DONE)
		return code;
	if ((task = refresh_task_new(show, &watched)) == NULL)
		return app_no_memory(app);
	options.paths = cluster_paths(&options.n_paths);
	options.interval_ms = 1000;
	code = task_start(app, task, args, &options, false);
	if (code != EXIT_DONE)
		return code;
	if (watched.in_place)
		output_print(&app->render, "\033[2J");
	code = task_run(app, task);
	free(watched.shown);
	return code;
}
