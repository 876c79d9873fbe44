/* SPDX-License-Identifier: BSD-3-Clause */
/* find: finds keys by name, value and type. */
#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/cmd.h"
#include "output/field.h"
#include "output/output.h"
#include "output/safe.h"
#include "text/pattern.h"

static const struct opt opts[] = {
	{ 0x100, "value", "PATTERN", "print only keys whose value matches" },
	{ 0x101, "type", "TYPE", "print only keys of this type", KIND_TYPE },
	{ 0x102, "count", NULL, "print only the number of keys" },
	{ 'E', "regex", NULL, "read patterns as extended regular expressions" },
	{ 0 },
};

struct search {
	struct app *app;
	struct pattern name, value;
	bool by_value, count;
	enum cmh_type type; /* CMH_NONE: any */
};

static bool
name_matches(const struct cmh_entry *entry, void *arg)
{
	const struct search *search = arg;

	return pattern_matches(&search->name, entry->key) &&
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
		return !search->count;
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

	if (count)
		print_count(&app->render, entries->n);
	for (size_t i = 0; i < entries->n && !count; i++)
		tally_add(&tally, browse_show(app, entries->v[i].key, &entries->v[i]));
	return entries->n == 0 ? EXIT_NO : tally_exit(&tally);
}

static enum exit_code
search_map(struct app *app, struct search *search, bool count)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = cmh_list(app->call.map, app->here, &entries, &err);
	enum exit_code code;

	cmh_entries_filter(&entries, name_matches, search);
	if (status == CMH_OK && (search->by_value || !count))
		status = cmh_read_existing(app->call.map, &entries, &err);
	if (search->by_value)
		cmh_entries_filter(&entries, value_matches, search);
	code = status == CMH_OK ? print_found(app, &entries, count) : app_fail_cmh(app, &err);
	cmh_entries_clear(&entries);
	return code;
}

static enum exit_code
run_find(struct app *app, const struct args *args)
{
	const char *value = args_opt(args, "value"), *type = args_opt(args, "type");
	bool regex = args_opt(args, "regex") != NULL;
	struct search search = { .app = app, .by_value = value != NULL, .count = args_opt(args, "count") != NULL };
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code;

	if (type != NULL && (search.type = cmh_type_by_name(type)) == CMH_NONE)
		return app_fail_type(app, type);
	if (!pattern_compile(&search.name, args->word[0], regex, &err) ||
	    (value != NULL && !pattern_compile(&search.value, value, regex, &err)))
		code = app_fail_cmh_at(app, where_word(args->word[0]), &err);
	else
		code = search_map(app, &search, args_opt(args, "count") != NULL);
	pattern_clear(&search.name);
	pattern_clear(&search.value);
	return code;
}

const struct cmd cmd_find = {
	.name = "find",
	.group = GROUP_BROWSE,
	.usage = "PATTERN",
	.kinds = "-",
	.summary = "find keys by name, value and type",
	.about = "A PATTERN with * ? or [ is a glob that must match the complete key name; * also matches dots. Any other PATTERN "
		 "matches anywhere in the name. With -E, a PATTERN matches anywhere. Values are compared as they are printed.",
	.examples = { "find token", "find '*.status' --value joined --count", "find -E '^nodelist.*addr$'" },
	.see = "ls, dump",
	.exits = { { EXIT_NO, "no key matches" }, { EXIT_PARTIAL, "a value cannot be read" } },
	.opts = opts,
	.min = 1,
	.max = 1,
	.flags = CMD_MAP,
	.prints = PRINTS_RECORDS,
	.run = run_find,
};
