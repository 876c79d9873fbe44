/* SPDX-License-Identifier: BSD-3-Clause */
/* diff: what two maps differ in. */
#include "compare/compare.h"
#include "compare/operand.h"
#include "core/browse.h"
#include "core/cmd.h"

static const struct opt opts[] = {
	{ 'a', "all", NULL, "counters and what else always moves, too" },
	{ 0 },
};

/* Says why a key cannot be compared. */
static enum exit_code
fail_unknown(struct app *app, const struct operand *operands, const struct difference *difference)
{
	struct cmh_entry *entries[] = { difference->before, difference->after };
	size_t which = 0;

	for (size_t i = 0; i < 2; i++) {
		if (entries[i]->error != NULL)
			return app_fail_cmh(app, entries[i]->error);
		if (compare_is_masked(entries[i]))
			which = i;
	}
	return app_fail(app, EXIT_ERROR, "save it with --show-secrets", "%s has only the mask of \"%s\", not its value",
			operand_name(&operands[which]), entries[which]->key);
}

static enum exit_code
print_differences(struct app *app, const struct operand *operands, const struct comparison *found)
{
	struct tally tally = { .done = found->compared > found->n };
	bool differ = false, silent = app->call.set.quiet && app->call.set.format == FORMAT_TEXT;

	for (size_t i = 0; i < found->n; i++) {
		const struct difference *difference = &found->v[i];

		if (difference->unknown) {
			tally_add(&tally, fail_unknown(app, operands, difference));
			continue;
		}
		if (!differ && !silent)
			render_sides(&app->render, operand_name(&operands[0]), operand_name(&operands[1]));
		if (!silent)
			render_difference(&app->render, difference->before, difference->after);
		differ = true;
		tally_add(&tally, EXIT_DONE);
	}
	if (found->left_out > 0)
		app_tell(app, "%zu %s left out, see --all", found->left_out,
			 found->left_out == 1 ? "key that always moves differs and is" : "keys that always move differ and are");
	return tally.failed > 0 ? tally_exit(&tally) : differ ? EXIT_NO : EXIT_DONE;
}

static enum exit_code
compare_operands(struct app *app, struct operand *operands, bool all)
{
	struct comparison found = COMPARISON_INIT;
	enum exit_code code;

	operands_keep_common(operands);
	if (!compare(&found, &operands[0].entries, &operands[1].entries, all))
		code = app_no_memory(app);
	else if (found.compared == 0)
		code = app_fail(app, EXIT_MISSING, NULL, "there is no key to compare that both can have");
	else
		code = print_differences(app, operands, &found);
	for (size_t i = 0; i < 2 && found.compared > 0; i++)
		operand_tell_extent(app, &operands[i]);
	comparison_clear(&found);
	return code;
}

static enum exit_code
run_diff(struct app *app, const struct args *args)
{
	struct operand operands[2] = { { .spec = args->word[0] }, { .spec = args->n > 1 ? args->word[1] : NULL } };
	char *here[] = { (char *)app->here }, **paths = args->n > 2 ? args->word + 2 : here;
	int n = args->n > 2 ? args->n - 2 : here[0][0] != '\0';
	enum exit_code code = EXIT_DONE;

	for (size_t i = 0; i < 2 && code == EXIT_DONE; i++)
		code = operand_open(app, &operands[i]);
	for (size_t i = 0; i < 2 && code == EXIT_DONE; i++)
		code = operand_read(app, &operands[i], paths, n);
	if (code == EXIT_DONE)
		code = compare_operands(app, operands, args_opt(args, "all") != NULL);
	for (size_t i = 0; i < 2; i++)
		operand_close(&operands[i]);
	return code;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.group = GROUP_KEEP,
	.usage = "A [B [PATH]...]",
	.kinds = "mmp",
	.summary = "print what two maps differ in",
	.about = "A and B are maps that -m takes, handles, or - for a saved map on standard input. Without B, A is compared with "
		 "the map in use: what has changed since A was saved. Lines with - are in A, those with + in B. Counters, times "
		 "and connections, which always move, are counted only. The exit code is 0 when nothing differs, 1 when "
		 "something does, 7 when a value could not be compared.",
	.examples = { "diff before.txt", "diff before.txt live totem quorum" },
	.see = "dump, load",
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP,
	.formats = FORMATS_RECORDS,
	.run = run_diff,
};
