/* SPDX-License-Identifier: BSD-3-Clause */
/* get: values of named keys. */
#include "core/cmd.h"
#include "output/entry.h"

static enum exit_code
show(struct app *app, char **words, struct cmh_entries *entries)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < entries->n; i++) {
		struct cmh_entry *entry = &entries->v[i];

		if (entry->error == NULL) {
			entry_print(&app->render, entry);
			tally_add(&tally, EXIT_DONE);
		} else {
			app->blame = words[i];
			tally_add(&tally, app_fail_key(app, entry->key, entry->error));
		}
	}
	return tally_exit(&tally);
}

static enum exit_code
run_get(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;
	enum exit_code code;

	for (int i = 0; i < args->n && status == CMH_OK; i++) {
		app->blame = args->word[i];
		status = cmh_name_check(args->word[i], &err);
		if (status == CMH_OK)
			status = cmh_entries_add(&entries, args->word[i], &err);
	}
	if (status == CMH_OK) {
		app->blame = NULL;
		status = cmh_read_keys(app->map, &entries, &err);
	}
	code = status == CMH_OK ? show(app, args->word, &entries) : app_fail_cmh(app, &err);
	cmh_entries_clear(&entries);
	return code;
}

const struct cmd cmd_get = {
	.name = "get",
	.group = GROUP_BROWSE,
	.usage = "KEY...",
	.kinds = "k",
	.summary = "print the values of keys",
	.about = "Every key is read; those that do not exist are reported. The exit code is 3 when none of them exists, "
		 "7 when some do.",
	.examples = { "get totem.cluster_name", "get -q runtime.config.totem.token" },
	.see = "dump, find",
	.min = 1,
	.max = -1,
	.flags = CMD_MAP,
	.prints = PRINTS_KEYS,
	.run = run_get,
};
