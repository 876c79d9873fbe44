/* SPDX-License-Identifier: BSD-3-Clause */
/* save: writes a snapshot of a map to a file. */
#include <stdlib.h>
#include <time.h>

#include "commands/save_file.h"
#include "core/atomic_file.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "know/identity.h"
#include "output/format.h"
#include "str.h"

/* Writes the snapshot. Prints and tallies the errors of keys that could not be read. False: out of memory. */
static bool
write_keys(struct app *app, FILE *file, const struct save_facts *facts, struct cmh_entries *entries, struct tally *tally)
{
	struct output out = output_to(file);

	output_begin(&out, &format_ndjson);
	out.secrets = app->call.set.show_secrets;
	save_begin(&out, facts);
	for (size_t i = 0; i < entries->n; i++) {
		save_entry(&out, &entries->v[i]);
		tally_add(tally, entries->v[i].error != NULL ? app_fail_cmh(app, entries->v[i].error) : EXIT_DONE);
	}
	save_end(&out);
	return !out.failed && !str_failed();
}

/* Sets the paths that the snapshot covers: those of the command, else the current branch, else those of the map itself. */
static void
set_paths(struct app *app, const struct args *args, const struct cmh_handle_info *info, char **here, struct save_facts *out)
{
	bool top = app->here[0] == '\0';

	*here = (char *)app->here;
	out->paths = args->n > 1 ? args->word + 1 : !top ? here : info->paths;
	out->n_paths = args->n > 1 ? (size_t)args->n - 1 : !top ? 1 : info->n_paths;
}

static enum exit_code
write_snapshot(struct app *app, struct save_facts *facts, struct atomic_file *file, struct cmh_entries *entries, struct tally *tally)
{
	enum exit_code code = atomic_file_begin(app, file);
	bool complete;

	if (code != EXIT_DONE)
		return code;
	complete = write_keys(app, file->out, facts, entries, tally);
	return atomic_file_end(app, file, complete, tally_exit(tally));
}

/* Adds to the facts what the map is, and writes the snapshot. */
static enum exit_code
write_map(struct app *app, const struct args *args, struct atomic_file *file, struct cmh_entries *entries, struct tally *tally)
{
	struct cmh_handle *map = app->call.map;
	struct save_facts facts = { 0 };
	struct cmh_handle_info info;
	struct cmh_error err = CMH_ERROR_INIT;
	char *here, *node = NULL, *cluster = NULL;
	enum exit_code code;

	if (identity_node(map, &node, &err) != CMH_OK || identity_cluster(map, &cluster, &err) != CMH_OK) {
		free(node);
		return app_fail_cmh(app, &err);
	}
	info = *cmh_handle_info(map);
	set_paths(app, args, &info, &here, &facts);
	facts.live = !info.saved && clock_gettime(CLOCK_REALTIME, &facts.time) == 0;
	facts.time_text = info.time;
	facts.node = info.node != NULL ? info.node : node;
	facts.cluster = info.cluster != NULL ? info.cluster : cluster;
	facts.map = info.map;
	code = write_snapshot(app, &facts, file, entries, tally);
	free(node);
	free(cluster);
	return code;
}

static enum exit_code
run_save(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	struct atomic_file file;
	enum exit_code code;

	code = atomic_file_check(app, args->word[0], &file);
	if (code == EXIT_DONE && file.target == NULL && app->call.set.format != &format_text)
		code = app_fail_at(app, where_word(args->word[0]), EXIT_USAGE, "leave out the format",
				   "a snapshot on standard output has its own format, not %s",
				   app->call.set.format->name);
	if (code == EXIT_DONE)
		code = browse(app, cmh_read_all, args->n - 1, args->word + 1, &entries, &tally);
	if (code == EXIT_DONE && (app->call.set.dry_run || entries.n == 0))
		code = tally_exit(&tally);
	else if (code == EXIT_DONE)
		code = write_map(app, args, &file, &entries, &tally);
	if (code == EXIT_DONE && !app->call.set.dry_run)
		app_note_tty(app, "saved %zu %s in \"%s\"", entries.n, entries.n == 1 ? "key" : "keys", args->word[0]);
	atomic_file_clear(&file);
	cmh_entries_clear(&entries);
	return code;
}

const struct cmd cmd_save = {
	.name = "save",
	.group = GROUP_SAVE,
	.usage = "FILE [PATH]...",
	.kinds = "fp",
	.summary = "save a snapshot of the map in a file",
	.about = "Opens as a map: cmapsh -m FILE. Without PATH, saves the complete map. An existing FILE is replaced only with --yes, "
		 "and only after the new one is complete. Secrets are masked unless --show-secrets is given. - is standard output.",
	.examples = { "save ./before.json", "save ./totem.json totem runtime.config" },
	.see = "open, diff, load",
	.exits = { { EXIT_NO, "no key at or below the paths" },
		   { EXIT_REFUSED, "no permission, or the file exists and --yes is not given" },
		   { EXIT_PARTIAL, "a path has no key, or a value cannot be read" } },
	.min = 1,
	.max = -1,
	.flags = CMD_MAP,
	.prints = PRINTS_NOTHING,
	.run = run_save,
};
