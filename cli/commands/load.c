/* SPDX-License-Identifier: BSD-3-Clause */
/* load: sets keys from a file, as one plan. */
#include <string.h>

#include "base/pipe.h"
#include "change/apply.h"
#include "change/load.h"
#include "core/cmd.h"
#include "core/input_file.h"
#include "core/map_file.h"
#include "core/restricted.h"

static const struct opt opts[] = {
	{ 0x100, "skip-read-only", NULL, "skip keys that corosync would refuse to change" },
	{ 0x101, "strict", NULL, "stop if a key that corosync keeps itself differs" },
	{ 0 },
};

/* Prints how many keys to delete do not exist: perhaps they were misspelled. */
static void
note_absent(struct app *app, const struct load *load, const struct plan *plan)
{
	size_t n = plan->absent + load->absent.n, first = plan->first_absent;

	if (plan->absent == 0 || (load->absent.n > 0 && load->absent.first < first))
		first = load->absent.first;
	if (n > 0)
		app_note(app, "%zu %s to delete %s not exist (the first is line %zu)", n, n == 1 ? "key" : "keys", n == 1 ? "does" : "do",
			 first);
}

/* Prints how many keys of the file were not sent. */
static void
note_skipped(struct app *app, const struct load *load, const struct plan *plan)
{
	size_t skipped = plan->skipped + load->unknown;

	if (plan->same > 0)
		app_note_tty(app, "%zu %s", plan->same, plan->same == 1 ? "key already has its value" : "keys already have their value");
	if (load->counters > 0)
		app_note_tty(app, "skipped %zu %s", load->counters,
			     load->counters == 1 ? "key that changes by itself" : "keys that change by themselves");
	if (skipped > 0)
		app_note(app, "skipped %zu %s that corosync keeps itself", skipped,
			 skipped == 1 ? "other value of a key" : "other values of keys");
	if (load->ignored.n > 0)
		app_note(app, "ignored the text after the key in %zu %s to delete (the first is line %zu)", load->ignored.n,
			 load->ignored.n == 1 ? "line" : "lines", load->ignored.first);
}

/* Reads standard input, or the file; both may be compressed. */
static enum exit_code
read_input(struct app *app, struct load *load, const char *word)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct unpack unpack;

	if (strcmp(word, "-") != 0 && restricted_check(app, FORBIDDEN_READ) != EXIT_DONE)
		return EXIT_REFUSED;
	if (map_file_begin(&unpack, strcmp(word, "-") == 0 ? STANDARD_INPUT : word, settings_limit_ms(&app->call.set), &err) != CMH_OK)
		return app_fail_cmh_at(app, where_word(word), &err);
	return load_read(app, load, &unpack);
}

static enum exit_code
load_file(struct app *app, const struct args *args, const char *name)
{
	struct load load = LOAD_INIT;
	struct plan plan = PLAN_INIT;
	enum exit_code code;

	load.name = name;
	load.paths = args->word + 1;
	load.n_paths = args->n - 1;
	code = read_input(app, &load, args->word[0]);
	/* Who writes lines for corosync-cmapctl -p means each of them. */
	load.strict = args_opt(args, "strict") != NULL || (load.lines && args_opt(args, "skip-read-only") == NULL);
	if (code == EXIT_DONE)
		code = load_plan(app, &load, &plan);
	if (code == EXIT_DONE)
		code = change_apply(app, &plan);
	if (code == EXIT_DONE) {
		note_skipped(app, &load, &plan);
		note_absent(app, &load, &plan);
	}
	plan_clear(&plan);
	load_clear(&load);
	return code;
}

static enum exit_code
run_load(struct app *app, const struct args *args)
{
	const char *name = args->word[0];
	bool standard = strcmp(name, "-") == 0, can_ask = app->io.can_ask;
	enum exit_code code;

	code = standard ? input_standard_check(app, where_word(name)) : input_file_check(app, where_word(name), name);
	if (code != EXIT_DONE)
		return code;
	app->io.can_ask = can_ask && !standard;
	code = load_file(app, args, standard ? "stdin" : name);
	app->io.can_ask = can_ask;
	return code;
}

const struct cmd cmd_load = {
	.name = "load",
	.group = GROUP_CHANGE,
	.usage = "FILE [PATH]...",
	.kinds = "fp",
	.summary = "set keys from a file, after checking all of it",
	.about = "FILE, or - for standard input, is the output of dump, save or corosync-cmapctl, as text or JSON; or a file for "
		 "corosync-cmapctl -p, with the lines KEY TYPE VALUE, ^KEY and ^^PREFIX. Checks the complete file before it sends "
		 "anything. Does not touch keys that are not in the file. Stops at the first change that corosync refuses, and "
		 "reports how far it got. Skips and counts the keys of a dump or snapshot that corosync keeps itself (read-only, or "
		 "its state). Paths limit it to the keys at or below them.",
	.examples = { "load -n plan.txt", "load before.txt totem" },
	.see = "dump, diff, set",
	.exits = { { EXIT_NO, "the file has no key at or below a path; nothing was sent" },
		   { EXIT_USAGE, "wrong usage, or an error in the file; nothing was sent" },
		   { EXIT_PARTIAL, "only some changes were made" } },
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_WRITES,
	.prints = PRINTS_RECORDS,
	.run = run_load,
};
