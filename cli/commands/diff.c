/* SPDX-License-Identifier: BSD-3-Clause */
/* diff: compares two maps. */
#include <stdlib.h>

#include "commands/diff_nodes.h"
#include "compare/compare.h"
#include "compare/diff_operand.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "core/key_hint.h"
#include "output/field.h"
#include "output/output.h"
#include "output/style.h"

static const struct opt opts[] = {
	{ 'a', "all", NULL, "compare all keys, even those that change all the time" },
	{ 0 },
};

/* ---- printing ------------------------------------------------------------ */

static void
print_map_name(struct output *out, const char *mark, const char *name)
{
	output_print(out, "%s%s ", output_style(out, STYLE_BRIGHT), mark);
	output_safe(out, name);
	output_print(out, "%s\n", output_style(out, STYLE_PLAIN));
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
	output_print(out, "%s%c%s", output_style(out, mark == '-' ? STYLE_BAD : STYLE_GOOD), mark, entry->key);
	if (entry->value.type != CMH_NONE)
		output_print(out, " (%s)", cmh_type_name(entry->value.type));
	if (entry->error == NULL) {
		output_print(out, " = ");
		output_value(out, entry->key, &entry->value);
	}
	output_print(out, "%s\n", output_style(out, STYLE_PLAIN));
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

/* Prints why a key cannot be compared. */
static enum exit_code
fail_unknown(struct app *app, const struct diff_operand *operands, const struct difference *difference)
{
	struct cmh_entry *entries[] = { difference->before, difference->after };
	size_t which = 0;

	for (size_t i = 0; i < 2; i++) {
		if (entries[i]->error != NULL)
			return app_fail_cmh(app, entries[i]->error);
		if (compare_is_masked(entries[i]))
			which = i;
	}
	return app_fail(app, EXIT_ERROR, "save the map with --show-secrets", "the value of \"%s\" is masked in \"%s\"",
			entries[which]->key, diff_operand_name(&operands[which]));
}

static enum exit_code
print_differences(struct app *app, const struct diff_operand *operands, const struct comparison *found)
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
			print_map_names(&app->render, diff_operand_name(&operands[0]), diff_operand_name(&operands[1]));
		if (!silent)
			print_difference(&app->render, difference->before, difference->after);
		differ = true;
		tally_add(&tally, EXIT_DONE);
	}
	if (found->skipped == 1)
		app_note(app, "1 volatile key also differs; --all shows it");
	else if (found->skipped > 1)
		app_note(app, "%zu volatile keys also differ; --all shows them", found->skipped);
	return tally.failed > 0 ? tally_exit(&tally) : differ ? EXIT_NO : EXIT_DONE;
}

/* Returns a hint for a path that covers a key of neither map. The caller frees it. NULL: no name of them is near. */
static char *
hint_unmatched(struct app *app, const struct diff_operand *operands, const char *path)
{
	char *hint = key_hint_of(app, operands[0].map, path, NULL);

	return hint != NULL ? hint : key_hint_of(app, operands[1].map, path, NULL);
}

/* Prints a note for each path that covers a key of neither map. */
static void
warn_unmatched(struct app *app, const struct diff_operand *operands, char **paths, int n)
{
	for (int i = 0; i < n; i++)
		if (!browse_found(&operands[0].entries, paths[i]) && !browse_found(&operands[1].entries, paths[i])) {
			char *hint = hint_unmatched(app, operands, paths[i]);

			app_warn(app, hint, "no key at or below \"%s\" in either map", paths[i]);
			free(hint);
		}
}

/* Prints that the operands have no keys to compare, at or below `n` paths. */
static enum exit_code
fail_empty(struct app *app, const char *hint, char **paths, int n)
{
	if (n == 1)
		return app_fail_at(app, where_word(paths[0]), EXIT_MISSING, hint,
				   "nothing to compare: no key at or below \"%s\" that both maps cover", paths[0]);
	return app_fail(app, EXIT_MISSING, hint, "nothing to compare: no key %sthat both maps cover",
			n > 1 ? "at or below these paths " : "");
}

static enum exit_code
compare_operands(struct app *app, struct diff_operand *operands, char **paths, int n)
{
	struct comparison found = COMPARISON_INIT;
	bool all = args_opt(app->call.args, "all") != NULL;
	bool unmatched = n > 0 && operands[0].entries.n + operands[1].entries.n == 0;
	char *hint = unmatched ? hint_unmatched(app, operands, paths[0]) : NULL;
	enum exit_code code;

	diff_operands_keep_common(operands);
	if (!compare(&found, &operands[0].entries, &operands[1].entries, all))
		code = app_no_memory(app);
	else if (found.compared == 0)
		code = fail_empty(app, hint, paths, n);
	else
		code = print_differences(app, operands, &found);
	for (size_t i = 0; i < 2 && found.compared > 0; i++)
		diff_operand_note_coverage(app, &operands[i], &operands[1 - i]);
	comparison_clear(&found);
	free(hint);
	return code;
}

/* Whether both operands are live, and corosync was restarted after the first was read. */
static bool
are_of_two_corosyncs(const struct diff_operand *operands)
{
	const struct cmh_handle_info *a = &operands[0].info, *b = &operands[1].info;

	return !a->saved && !b->saved && a->pid != 0 && b->pid != 0 && a->pid != b->pid;
}

static enum exit_code
run_diff(struct app *app, const struct args *args)
{
	struct diff_operand operands[2] = { { .spec = args->n > 0 ? args->word[0] : NULL },
					    { .spec = args->n > 1 ? args->word[1] : NULL } };
	char *here[] = { (char *)app->here }, **paths = args->n > 2 ? args->word + 2 : here;
	int n = args->n > 2 ? args->n - 2 : here[0][0] != '\0';
	enum exit_code code = EXIT_DONE;

	if (app->call.set.nodes != NULL)
		return diff_nodes(app, args);
	for (size_t i = 0; i < 2 && code == EXIT_DONE; i++)
		code = diff_operand_open(app, &operands[i]);
	for (size_t i = 0; i < 2 && code == EXIT_DONE; i++)
		code = diff_operand_read(app, &operands[i], paths, n);
	if (code == EXIT_DONE && are_of_two_corosyncs(operands))
		code = app_fail(app, EXIT_UNREACHABLE, "try again", "corosync was restarted while it was read");
	if (code == EXIT_DONE && (operands[0].entries.n > 0 || operands[1].entries.n > 0)) /* else there is an error to print */
		warn_unmatched(app, operands, paths, n);
	if (code == EXIT_DONE)
		code = compare_operands(app, operands, paths, n);
	for (size_t i = 0; i < 2; i++)
		diff_operand_close(&operands[i]);
	return code;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.group = GROUP_SAVE,
	.usage = "A [B [PATH]...]",
	.kinds = "mmp",
	.summary = "compare two maps",
	.about = "A and B are maps as for -m, names of open maps, or - for a saved map on standard input. The default B is the "
		 "map in use: the output is what has changed since A was saved. Lines with - are from A, lines with + from B. "
		 "Compares only keys that both maps cover. For keys that change all the time (counters, times and connections), "
		 "prints only how many differ. Of a corosync.conf, it compares what a reload replaces: the output is what was edited and "
		 "not reloaded. With -N, all words are paths: prints each key in which the nodes differ, and who has which value. "
		 "With -q, prints no text.",
	.examples = { "diff before.txt", "diff before.txt live totem quorum", "diff /etc/corosync/corosync.conf", "diff -N all totem" },
	.see = "save, load",
	.exits = { { EXIT_DONE, "nothing differs" }, { EXIT_NO, "something differs" }, { EXIT_MISSING, "the maps have no keys to compare" },
		   { EXIT_PARTIAL, "some values cannot be compared; " CMD_SOME_NODES } },
	.opts = opts,
	.min = 1,
	.max = -1,
	.flags = CMD_MAP | CMD_ALL_NODES,
	.prints = PRINTS_RECORDS,
	.run = run_diff,
};
