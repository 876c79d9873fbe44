/* SPDX-License-Identifier: BSD-3-Clause */
/* delete: deletes keys, or all keys at or below paths. */
#include <stdlib.h>
#include <string.h>

#include "change/apply.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "str.h"

static const struct opt opts[] = {
	{ 0x100, "prefix", NULL, "delete every key at or below the paths; asks first" },
	{ 0 },
};

static enum exit_code
delete_keys(struct app *app, const struct args *args)
{
	struct plan plan = PLAN_INIT;
	bool good = true;
	enum exit_code code;

	for (int i = 0; i < args->n && good; i++)
		good = plan_add(&plan, (struct change){ .kind = CHANGE_DELETE, .key = args->word[i], .word = args->word[i] });
	code = good ? change_apply(app, &plan) : app_no_memory(app);
	plan_clear(&plan);
	return code;
}

/* Deletes the listed keys, which are at or below `place`. */
static enum exit_code
delete_listed(struct app *app, const char *place, const struct cmh_entries *entries)
{
	struct plan plan = PLAN_INIT;
	char *risk = str_format("deletes %zu %s at or below %s", entries->n, entries->n == 1 ? "key" : "keys", place);
	bool good = risk != NULL;
	enum exit_code code;

	for (size_t i = 0; i < entries->n && good; i++)
		good = plan_add(&plan, (struct change){ .kind = CHANGE_DELETE, .key = entries->v[i].key });
	plan.risk = risk;
	code = good ? change_apply(app, &plan) : app_no_memory(app);
	plan_clear(&plan);
	free(risk);
	return code;
}

/* Deletes all keys at or below the paths. */
static enum exit_code
delete_paths(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	char *place = args->n == 1 ? str_format("\"%s\"", args->word[0]) : str_copy("these paths");
	enum exit_code code = place != NULL ? browse(app, cmh_list, args->n, args->word, &entries, &tally) : app_no_memory(app);

	if (code == EXIT_DONE && entries.n > 0) {
		code = delete_listed(app, place, &entries);
		tally_add(&tally, code);
	}
	cmh_entries_clear(&entries);
	free(place);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

static enum exit_code
run_delete(struct app *app, const struct args *args)
{
	if (args_opt(args, "prefix") == NULL)
		return delete_keys(app, args);
	for (int i = 0; i < args->n; i++)
		if (args->word[i][strspn(args->word[i], "*.")] == '\0')
			return app_fail_at(app, where_word(args->word[i]), EXIT_USAGE, "name a branch, such as \"my.test\"",
					   "\"%s\" would delete the complete map", args->word[i]);
	return delete_paths(app, args);
}

const struct cmd cmd_delete = {
	.name = "delete",
	.alias = "rm",
	.group = GROUP_CHANGE,
	.usage = "KEY...",
	.kinds = "k",
	.summary = "delete keys, or with --prefix everything below paths",
	.about = "Reports the keys that do not exist or are read-only, and deletes the others. With --prefix, takes paths "
		 "instead of keys, lists the keys below them, and asks first.",
	.examples = { "delete my.note", "delete --prefix -n my.test", "delete --prefix --yes my.test" },
	.see = "set",
	.branch = "delete --prefix",
	.exits = { { EXIT_NO, "with --prefix: no key at or below the paths" }, { EXIT_MISSING, "none of the keys exists" },
		   { EXIT_PARTIAL, "only some keys were deleted" } },
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_WRITES,
	.prints = PRINTS_RECORDS,
	.run = run_delete,
};
