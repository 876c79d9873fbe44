/* SPDX-License-Identifier: BSD-3-Clause */
/* diff: what two maps differ in. */
#include "compare/compare.h"
#include "compare/operand.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "output/field.h"
#include "output/output.h"

#define BOLD "\033[1m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

static const struct opt opts[] = {
	{ 'a', "all", NULL, "counters and what else always moves, too" },
	{ 0 },
};

/* ---- printing ------------------------------------------------------------ */

static void
print_map_name(struct output *out, const char *mark, const char *name)
{
	output_print(out, "%s%s ", out->color ? BOLD : "", mark);
	output_safe(out, name);
	output_print(out, "%s\n", out->color ? PLAIN : "");
}

/* Prints "--- BEFORE" and "+++ AFTER", in text. */
static void
print_map_names(struct output *out, const char *before, const char *after)
{
	if (!output_is_text(out))
		return;
	print_map_name(out, "---", before);
	print_map_name(out, "+++", after);
}

/* Prints "-KEY (TYPE) = VALUE". The type and the value of a key that only one map has may not be known. */
static void
print_key(struct output *out, char mark, const struct cmh_entry *entry)
{
	const char *color = mark == '-' ? RED : GREEN;

	output_print(out, "%s%c%s", out->color ? color : "", mark, entry->key);
	if (entry->value.type != CMH_NONE)
		output_print(out, " (%s)", cmh_type_name(entry->value.type));
	if (entry->error == NULL) {
		output_print(out, " = ");
		output_value(out, entry->key, &entry->value);
	}
	output_print(out, "%s\n", out->color ? PLAIN : "");
}

static const struct cmh_value *
known_value(const struct cmh_entry *entry)
{
	return entry != NULL && entry->error == NULL ? &entry->value : NULL;
}

static void
print_record(struct output *out, const struct cmh_entry *before, const struct cmh_entry *after)
{
	const struct cmh_entry *entry = after != NULL ? after : before;
	bool unknown = entry->error != NULL && (before == NULL || after == NULL);
	bool retyped = before != NULL && after != NULL && before->value.type != after->value.type;
	const struct field fields[] = {
		field_text("change", before == NULL ? "add" : after == NULL ? "delete" : "modify"),
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_text("old_type", retyped ? cmh_type_name(before->value.type) : NULL),
		field_value("old", entry->key, known_value(before)),
		field_value("new", entry->key, known_value(after)),
		unknown ? field_truth("unknown", true) : field_none("unknown"),
	};

	output_record(out, FIELDS(fields));
}

/* Prints a key that differs. One of the two may be NULL: that map does not have it. */
static void
print_difference(struct output *out, const struct cmh_entry *before, const struct cmh_entry *after)
{
	if (!output_is_text(out)) {
		print_record(out, before, after);
		return;
	}
	if (before != NULL)
		print_key(out, '-', before);
	if (after != NULL)
		print_key(out, '+', after);
}

/* ---- comparing ----------------------------------------------------------- */

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
	bool differ = false, silent = app->call.set.quiet && output_is_text(&app->render);

	for (size_t i = 0; i < found->n; i++) {
		const struct difference *difference = &found->v[i];

		if (difference->unknown) {
			tally_add(&tally, fail_unknown(app, operands, difference));
			continue;
		}
		if (!differ && !silent)
			print_map_names(&app->render, operand_name(&operands[0]), operand_name(&operands[1]));
		if (!silent)
			print_difference(&app->render, difference->before, difference->after);
		differ = true;
		tally_add(&tally, EXIT_DONE);
	}
	if (found->left_out > 0)
		app_tell(app, "%zu %s left out, see --all", found->left_out,
			 found->left_out == 1 ? "key that always moves differs and is" : "keys that always move differ and are");
	return tally.failed > 0 ? tally_exit(&tally) : differ ? EXIT_NO : EXIT_DONE;
}

static bool
has_key(const struct operand *operand, const char *path)
{
	for (size_t i = 0; i < operand->entries.n; i++)
		if (cmh_path_covers(path, operand->entries.v[i].key))
			return true;
	return false;
}

/* Reports the paths that cover a key of neither map. */
static void
warn_unmatched(struct app *app, const struct operand *operands, char **paths, int n)
{
	for (int i = 0; i < n; i++)
		if (!has_key(&operands[0], paths[i]) && !has_key(&operands[1], paths[i]))
			app_warn(app, NULL, "no key at or below \"%s\" in either map", paths[i]);
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
	if (code == EXIT_DONE && (operands[0].entries.n > 0 || operands[1].entries.n > 0)) /* else there is an error to print */
		warn_unmatched(app, operands, paths, n);
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
	.prints = PRINTS_RECORDS,
	.run = run_diff,
};
