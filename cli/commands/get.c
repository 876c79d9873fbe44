/* SPDX-License-Identifier: BSD-3-Clause */
/* get: prints the values of keys. */
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "output/entry.h"
#include "str.h"

/* Prints the values, or the errors of keys that could not be read. */
static enum exit_code
print_values(struct app *app, char **words, struct cmh_entries *entries)
{
	struct tally tally = { 0 };

	app->render.around = entries;
	for (size_t i = 0; i < entries->n; i++) {
		struct cmh_entry *entry = &entries->v[i];

		if (entry->error == NULL) {
			entry_print(&app->render, entry);
			tally_add(&tally, EXIT_DONE);
		} else {
			tally_add(&tally, app_fail_key_at(app, where_word(words[i]), entry->key, entry->error));
		}
	}
	return tally_exit(&tally);
}

/* Prints an error about a name that is not valid; if it is a pattern, with the command for patterns. */
static enum exit_code
fail_name(struct app *app, const char *name, struct cmh_error *err)
{
	bool pattern = name[strspn(name, CMH_NAME_CHARS "*")] == '\0' && strchr(name, '*') != NULL;
	char *hint = pattern ? str_format("run: cmapsh dump '%s'", name) : NULL;
	enum exit_code code = EXIT_USAGE;

	if (hint != NULL)
		app_fail_at(app, where_word(name), code, hint, "\"%s\" is a pattern, and get prints only keys that are named", name);
	else
		code = app_fail_cmh_at(app, where_word(name), err);
	cmh_error_clear(err);
	free(hint);
	return code;
}

/* Adds the keys to a list. Prints an error if a name is not valid. */
static enum exit_code
list_keys(struct app *app, const struct args *args, struct cmh_entries *out)
{
	struct cmh_error err = CMH_ERROR_INIT;

	for (int i = 0; i < args->n; i++) {
		enum cmh_status status = cmh_name_check(args->word[i], &err);

		if (status == CMH_OK)
			status = cmh_entries_add(out, args->word[i], &err);
		if (status != CMH_OK)
			return fail_name(app, args->word[i], &err);
	}
	return EXIT_DONE;
}

static enum exit_code
run_get(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = list_keys(app, args, &entries);

	if (code == EXIT_DONE)
		code = cmh_read_keys(app->call.map, &entries, &err) == CMH_OK ? print_values(app, args->word, &entries)
									     : app_fail_cmh(app, &err);
	cmh_entries_clear(&entries);
	return code;
}

const struct cmd cmd_get = {
	.name = "get",
	.group = GROUP_BROWSE,
	.usage = "KEY...",
	.kinds = "k",
	.summary = "print the values of keys",
	.about = "Prints the keys in the order given. Reports the keys that do not exist and prints the others.",
	.examples = { "get totem.cluster_name", "get -q runtime.config.totem.token" },
	.see = "dump, find",
	.exits = { { EXIT_MISSING, "none of the keys exists" }, { EXIT_PARTIAL, "only some keys exist; " CMD_SOME_NODES } },
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_NODES | CMD_NAMED,
	.prints = PRINTS_KEYS,
	.run = run_get,
};
