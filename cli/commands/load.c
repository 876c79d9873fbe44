/* SPDX-License-Identifier: BSD-3-Clause */
/* load: keys and values from a file, as one checked plan. */
#include <errno.h>
#include <string.h>

#include "change/apply.h"
#include "change/load.h"
#include "core/cmd.h"
#include "core/input_file.h"

static const struct opt opts[] = {
	{ 0x100, "skip-read-only", NULL, "leave out keys that corosync would refuse to change" },
	{ 0 },
};

/* Says what the file has and the map was not asked for. */
static void
note_left_out(struct app *app, const struct load *load, const struct plan *plan)
{
	size_t skipped = plan->skipped + load->unknown;

	if (plan->same > 0)
		app_note(app, "%zu %s no change", plan->same, plan->same == 1 ? "key needs" : "keys need");
	if (load->moving > 0)
		app_note(app, "%zu %s that cannot be set left out", load->moving, load->moving == 1 ? "counter" : "counters");
	if (skipped > 0)
		app_tell(app, "%zu read-only %s left out", skipped, skipped == 1 ? "key that differs is" : "keys that differ are");
}

static enum exit_code
load_stream(struct app *app, const struct args *args, const char *name, FILE *in)
{
	struct load load = LOAD_INIT;
	struct plan plan = PLAN_INIT;
	enum exit_code code;

	load.name = name;
	load.skip_read_only = args_opt(args, "skip-read-only") != NULL;
	code = load_read(app, &load, in);
	if (code == EXIT_DONE)
		code = load_plan(app, &load, &plan);
	if (code == EXIT_DONE)
		code = change_apply(app, &plan);
	if (code == EXIT_DONE)
		note_left_out(app, &load, &plan);
	plan_clear(&plan);
	load_clear(&load);
	return code;
}

static enum exit_code
run_load(struct app *app, const struct args *args)
{
	const char *name = args->word[0];
	struct where where = where_word(name);
	bool standard = strcmp(name, "-") == 0, can_ask = app->io.can_ask;
	enum exit_code code;
	FILE *in;

	code = input_file_check_standard(app, where, name);
	if (code != EXIT_DONE)
		return code;
	in = standard ? stdin : fopen(name, "re");
	if (in == NULL)
		return app_fail_at(app, where, EXIT_ERROR, NULL, "cannot open %s: %s", name, strerror(errno));
	app->io.can_ask = can_ask && !standard;
	code = load_stream(app, args, standard ? "stdin" : name, in);
	app->io.can_ask = can_ask;
	if (!standard)
		fclose(in);
	return code;
}

const struct cmd cmd_load = {
	.name = "load",
	.group = GROUP_CHANGE,
	.usage = "FILE",
	.kinds = "f",
	.summary = "check a whole file, then give keys the values it has",
	.about = "FILE, or - for standard input, has what dump, save or corosync-cmapctl printed, as text or JSON; or lines for "
		 "corosync-cmapctl -p: KEY TYPE VALUE, ^KEY, ^^PREFIX. All of it is checked before anything is sent. Keys that "
		 "have the value already are left alone, those that the file does not name stay as they are. The first change "
		 "that corosync refuses ends it; what was done by then is said. Read-only keys must have the value of the file.",
	.examples = { "load -n plan.txt", "load plan.txt" },
	.see = "dump, diff, set",
	.opts = opts,
	.min = 1,
	.max = 1,
	.flags = CMD_MAP | CMD_WRITES,
	.prints = PRINTS_RECORDS,
	.run = run_load,
};
