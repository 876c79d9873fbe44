/* SPDX-License-Identifier: BSD-3-Clause */
/* save: a snapshot of a map in a file. */
#include <stdlib.h>
#include <time.h>

#include "commands/save_file.h"
#include "core/atomic_file.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "know/identity.h"
#include "output/format.h"

/* Writes the snapshot, and reports what could not be read. False: out of memory. */
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
	return !out.failed;
}

/* The paths that the snapshot holds: those asked for, where one is, those of the snapshot that it is made of. */
static void
limit(struct app *app, const struct args *args, const struct cmh_handle_info *info, char **here, struct save_facts *out)
{
	bool top = app->here[0] == '\0';

	*here = (char *)app->here;
	out->paths = args->n > 1 ? args->word + 1 : !top ? here : info->paths;
	out->n_paths = args->n > 1 ? (size_t)args->n - 1 : !top ? 1 : info->n_paths;
}

static enum exit_code
write_snapshot(struct app *app, const struct args *args, struct replace *file, struct cmh_entries *entries,
	       struct tally *tally)
{
	struct save_facts facts = { 0 };
	struct cmh_handle_info info;
	char *here, *node = identity_node(app->call.map), *cluster = identity_cluster(app->call.map);
	enum exit_code code;
	bool whole;

	info = *cmh_handle_info(app->call.map);
	limit(app, args, &info, &here, &facts);
	facts.live = !info.saved && clock_gettime(CLOCK_REALTIME, &facts.time) == 0;
	facts.time_text = info.time;
	facts.node = info.node != NULL ? info.node : node;
	facts.cluster = info.cluster != NULL ? info.cluster : cluster;
	facts.map = info.map;
	code = replace_begin(app, file);
	if (code == EXIT_DONE) {
		whole = write_keys(app, file->out, &facts, entries, tally);
		code = replace_end(app, file, whole, tally_exit(tally));
	}
	free(node);
	free(cluster);
	return code;
}

static enum exit_code
run_save(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	struct replace file;
	enum exit_code code;

	code = replace_check(app, args->word[0], &file);
	if (code == EXIT_DONE && file.target == NULL && app->call.set.format != &format_text)
		code = app_fail_at(app, where_word(args->word[0]), EXIT_USAGE, "leave it out",
				   "a snapshot on standard output has its own format, not %s",
				   app->call.set.format->name);
	if (code == EXIT_DONE)
		code = browse(app, cmh_read_all, args->n - 1, args->word + 1, &entries, &tally);
	if (code == EXIT_DONE && (app->call.set.dry_run || entries.n == 0))
		code = tally_exit(&tally);
	else if (code == EXIT_DONE)
		code = write_snapshot(app, args, &file, &entries, &tally);
	if (code == EXIT_DONE && !app->call.set.dry_run)
		app_note(app, "%zu keys in %s", entries.n, args->word[0]);
	replace_clear(&file);
	cmh_entries_clear(&entries);
	return code;
}

const struct cmd cmd_save = {
	.name = "save",
	.group = GROUP_KEEP,
	.usage = "FILE [PATH]...",
	.kinds = "fp",
	.summary = "save a snapshot of the map in a file",
	.about = "The file can be opened as a map: -m FILE. It is JSON, written beside FILE and put in its place when it is whole. "
		 "A file that is there is replaced with --yes only. Secrets are masked, unless --show-secrets is given. "
		 "The FILE - stands for standard output.",
	.examples = { "save ./before.json", "save ./totem.json totem runtime.config" },
	.see = "open, dump",
	.min = 1,
	.max = -1,
	.flags = CMD_MAP,
	.prints = PRINTS_NOTHING,
	.run = run_save,
};
