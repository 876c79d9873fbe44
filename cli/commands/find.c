/* SPDX-License-Identifier: BSD-3-Clause */
/* find: finds keys by name, value and type. */
#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/cmd.h"
#include "core/key_hint.h"
#include "key_pattern.h"
#include "output/field.h"
#include "output/output.h"
#include "output/safe.h"
#include "str.h"
#include "text/error_text.h"
#include "text/key_path.h"
#include "text/pattern.h"

static const struct opt opts[] = {
	{ 0x100, "value", "PATTERN", "print only keys whose value matches" },
	{ 0x101, "type", "TYPE", "print only keys of this type", KIND_TYPE },
	{ 0x102, "count", NULL, "print only the number of keys" },
	{ 'i', "ignore-case", NULL, "compare without regard to upper and lower case" },
	{ 'E', "regex", NULL, "read patterns as extended regular expressions" },
	{ 0 },
};

struct search {
	struct app *app;
	const char *word;           /* what to find, as it was typed */
	const char *here;           /* the branch that is searched; keys outside of it are only counted */
	struct pattern name, value; /* the name, relative to that branch if it has stars */
	struct pattern full;        /* the name as it was typed */
	bool by_value, count;
	enum cmh_type type; /* CMH_NONE: any */

	/* What search_map() finds. */
	struct cmh_entries found;
	size_t named, elsewhere; /* how many names match, and how many of the keys found are not in that branch */
};

static bool
is_here(const struct cmh_entry *entry, void *arg)
{
	const struct search *search = arg;

	return cmh_path_covers(search->here, entry->key);
}

static bool
name_matches(const struct cmh_entry *entry, void *arg)
{
	const struct search *search = arg;

	return (pattern_matches(&search->full, entry->key) || pattern_matches(&search->name, entry->key)) &&
	       (search->type == CMH_NONE || search->type == entry->value.type);
}

/* Compares a value as it is printed: masked, so that a search does not reveal a secret. */
static bool
value_matches(const struct cmh_entry *entry, void *arg)
{
	const struct search *search = arg;
	char *text;
	bool matches;

	if (entry->error != NULL)
		return true; /* it may match: the error says so */
	text = safe_value(entry->key, &entry->value, search->app->render.secrets);
	matches = text == NULL || pattern_matches(&search->value, text);
	free(text);
	return matches;
}

static void
print_count(struct output *out, size_t count)
{
	const struct field fields[] = { field_number("count", count) };

	if (output_is_text(out))
		output_print(out, "%zu\n", count);
	else
		output_record(out, FIELDS(fields));
}

static enum exit_code
print_found(struct app *app, struct cmh_entries *entries, bool count)
{
	struct tally tally = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < entries->n; i++) {
		struct cmh_entry *entry = &entries->v[i];
		bool counts = count && entry->error == NULL;

		n += counts;
		tally_add(&tally, counts ? EXIT_DONE : browse_show(app, entry->key, entry));
	}
	if (count)
		print_count(&app->render, n);
	return entries->n == 0 ? EXIT_NO : tally_exit(&tally);
}

/* The path to list: a pattern with stars itself, so that corosync is asked for no more than needed. */
static const char *
path_to_list(const struct search *search)
{
	bool elsewhere = search->here[0] != '\0', exact = search->name.kind == MATCH_NAME && !search->name.no_case;

	return exact && !elsewhere ? search->name.text : "";
}

/* Returns the same search without regard to case, for a word that has upper case. The caller frees it. NULL: no use, or out of memory. */
static char *
without_case(const struct search *search)
{
	const char *word = search->word;

	if (search->name.no_case || strpbrk(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL || cmh_name_check(word, NULL) != CMH_OK)
		return NULL;
	return str_format("run: cmapsh find -i %s", word);
}

/* Reports that nothing was found, with the reason. */
static void
warn_unmatched(const struct search *search)
{
	struct app *app = search->app;
	const struct pattern *name = &search->name;
	char *hint = NULL;

	if (search->count) /* the number says it */
		return;
	if (search->named > 0) {
		app_warn(app, NULL, "no value matches, of %zu %s", search->named, search->named == 1 ? "key" : "keys");
		return;
	}
	if (search->type != CMH_NONE) {
		app_warn(app, NULL, "no key of type %s matches \"%s\"", cmh_type_name(search->type), search->word);
		return;
	}
	if (name->kind == MATCH_NAME)
		hint = key_hint(app, name->text, NULL);
	else if (name->kind == MATCH_PART)
		hint = key_hint_component(app, name->text);
	if (hint == NULL && name->kind == MATCH_PART && strchr(name->text, '.') != NULL)
		hint = key_hint(app, name->text, NULL);
	if (hint == NULL)
		hint = without_case(search);
	app_warn(app, hint, "no key matches \"%s\"", name->kind == MATCH_NAME ? name->text : search->word);
	free(hint);
}

/* Reports how many keys outside the branch that is searched were found. */
static void
note_elsewhere(const struct search *search)
{
	if (search->here[0] != '\0')
		app_note(search->app, "searched only \"%s\"; %zu %s elsewhere", search->here, search->elsewhere,
			 search->elsewhere == 1 ? "key matches" : "keys match");
}

/* Lists the names and reads the values that are compared or printed. */
static enum cmh_status
search_map(struct cmh_handle *map, void *arg, struct cmh_error *err)
{
	struct search *search = arg;
	struct cmh_entries *found = &search->found;
	enum cmh_status status;

	cmh_entries_clear(found);
	status = cmh_list(map, path_to_list(search), found, err);
	cmh_entries_filter(found, name_matches, search);
	search->named = found->n;
	if (status == CMH_OK && search->by_value) {
		status = cmh_read_existing(map, found, err);
		cmh_entries_filter(found, value_matches, search);
	}
	search->elsewhere = found->n;
	cmh_entries_filter(found, is_here, search);
	search->elsewhere -= found->n;
	if (status == CMH_OK && !search->by_value && !search->count)
		status = cmh_read_existing(map, found, err);
	return status;
}

static enum exit_code
search_and_print(struct app *app, struct search *search)
{
	struct cmh_error err = CMH_ERROR_INIT;

	if (cmh_read_together(app->call.map, search_map, search, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	if (search->elsewhere + search->found.n == 0)
		warn_unmatched(search);
	note_elsewhere(search);
	return print_found(app, &search->found, search->count);
}

/* Compiles the name. One with stars is relative to the branch where the search is, which "/" and "../" change. */
static bool
compile_name(struct search *search, const char *word, unsigned flags, struct cmh_error *err)
{
	bool relative = (flags & PATTERN_REGEX) == 0 && key_pattern_is(word);
	char *name = relative ? key_path_resolve(search->here, word) : str_copy(word);
	bool good = name != NULL && pattern_compile(&search->name, name, flags | PATTERN_NAME, err) &&
		    pattern_compile(&search->full, word, flags | PATTERN_NAME, err);

	if (name == NULL)
		error_text_no_memory(err);
	if (relative && key_path_start(word) > 0)
		search->here = "";
	free(name);
	return good;
}

static enum exit_code
run_find(struct app *app, const struct args *args)
{
	const char *value = args_opt(args, "value"), *type = args_opt(args, "type");
	unsigned flags = (args_opt(args, "regex") != NULL ? PATTERN_REGEX : 0) |
			 (args_opt(args, "ignore-case") != NULL ? PATTERN_NO_CASE : 0);
	struct search search = { .app = app, .word = args->word[0], .here = app->here, .by_value = value != NULL,
				 .count = args_opt(args, "count") != NULL };
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code;

	if (type != NULL && (search.type = cmh_type_by_name(type)) == CMH_NONE)
		return app_fail_type(app, type);
	if (!compile_name(&search, args->word[0], flags, &err) ||
	    (value != NULL && !pattern_compile(&search.value, value, flags, &err)))
		code = app_fail_cmh_at(app, where_word(args->word[0]), &err);
	else
		code = search_and_print(app, &search);
	pattern_clear(&search.name);
	pattern_clear(&search.full);
	pattern_clear(&search.value);
	cmh_entries_clear(&search.found);
	return code;
}

const struct cmd cmd_find = {
	.name = "find",
	.group = GROUP_BROWSE,
	.usage = "PATTERN",
	.kinds = "s",
	.summary = "find keys by name, value and type",
	.about = "A PATTERN without a star matches anywhere in the name. One with stars must match the complete name, or a branch "
		 "that it is in: * matches within a component, ** across components. In --value, a star matches any characters. "
		 "With -E, a PATTERN matches anywhere. After cd, searches only that branch, and prints how many keys match "
		 "elsewhere. Values are compared as they are printed.",
	.examples = { "find token", "find '**.status' --value joined --count", "find -i 'TOTEM.tok*'", "find -E '^nodelist.*addr$'" },
	.see = "ls, dump",
	.exits = { { EXIT_NO, "no key matches" }, { EXIT_PARTIAL, "a value cannot be read; " CMD_SOME_NODES } },
	.opts = opts,
	.min = 1,
	.max = 1,
	.flags = CMD_MAP | CMD_NODES,
	.prints = PRINTS_RECORDS,
	.run = run_find,
};
