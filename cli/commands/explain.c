/* SPDX-License-Identifier: BSD-3-Clause */
/* explain: explains a key, what is below a path, a finding of status, or an error of cmap. */
#include "commands/explain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/cmd.h"
#include "core/error_hint.h"
#include "core/input_file.h"
#include "core/key_hint.h"
#include "core/maps.h"
#include "core/name_top.h"
#include "key_pattern.h"
#include "know/finding.h"
#include "know/key.h"
#include "output/field.h"
#include "str.h"
#include "text/key_path.h"
#include "text/nearest.h"

/* ---- errors --------------------------------------------------------------- */

static const char prefix[] = "CS_ERR_";

/* Whether the word is the number of an error, or its name with or without CS_ERR_. */
static bool
is_called(const struct cmh_error_info *info, const char *word)
{
	struct cmh_value number = CMH_VALUE_INIT;
	size_t len = strlen(prefix);

	if (cmh_value_parse(CMH_I32, word, &number, NULL) == CMH_OK)
		return number.i == info->number;
	return strcasecmp(info->symbol, word) == 0 ||
	       (strncmp(info->symbol, prefix, len) == 0 && strcasecmp(info->symbol + len, word) == 0);
}

/* Whether a word can only be an error: a number, or a name that begins as those of errors do. */
static bool
is_error_word(const char *word)
{
	return strspn(word, "0123456789") == strlen(word) || strncasecmp(word, "CS_", 3) == 0;
}

static const struct cmh_error_info *
find_error(const char *word)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);

	for (size_t i = 0; i < n; i++)
		if (is_called(&infos[i], word))
			return &infos[i];
	return NULL;
}

static void
print_error_info(struct output *out, const struct cmh_error_info *info)
{
	const struct field fields[] = {
		field_number("number", (uint64_t)info->number),
		field_text("code", info->symbol),
		field_text("meaning", info->meaning),
		field_text("advice", error_advice(info)),
	};

	if (!output_is_text(out)) {
		output_record(out, FIELDS(fields));
		return;
	}
	output_print(out, "%3d  %-26s  %s\n%*s%s\n", info->number, info->symbol, info->meaning, 33, "", error_advice(info));
}

static enum exit_code
explain_errors(struct app *app)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);

	for (size_t i = 0; i < n; i++)
		print_error_info(&app->render, &infos[i]);
	return EXIT_DONE;
}

static enum exit_code
fail_error(struct app *app, const char *word)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);
	struct nearest near = nearest_start(word);

	for (size_t i = 0; i < n; i++)
		nearest_try(&near, infos[i].symbol);
	return app_fail_near(app, &near, "run: cmapsh explain", "unknown error", word);
}

/* ---- names ---------------------------------------------------------------- */

/* Opens the map, which corosync need not have. Prints an error only if that is not the reason why it cannot be opened. */
static enum exit_code
open_map(struct app *app, struct explain_map *map)
{
	const char *spec = app->call.set.map;
	enum exit_code code = spec != NULL ? input_map_check(app, NOWHERE, spec) : EXIT_DONE;
	bool opened;

	if (code != EXIT_DONE)
		return code;
	map->handle = app->call.map;
	if (app->call.node != NULL) /* the map is that of a node */
		return EXIT_DONE;
	map->handle = app->call.map = maps_get(app, spec, &opened, &map->err);
	if (map->handle != NULL || map->err.status == CMH_UNREACHABLE || map->err.status == CMH_REFUSED || map->err.status == CMH_TIMEOUT)
		return EXIT_DONE;
	return app_fail_cmh(app, &map->err);
}

/* Whether the table of keys has the name, as that of a key or a branch. */
static bool
is_known(const char *name)
{
	return key_info_exact(name) != NULL || key_info_branch(name) != NULL;
}

/* Returns the complete name of a word as it was typed. The caller frees it. NULL: out of memory. */
static char *
resolve(struct app *app, struct explain_map *map, const char *word)
{
	bool relative = key_path_start(word) == 0 && app->here[0] != '\0';
	char *name = key_path_resolve(app->here, word);

	if (name != NULL)
		key_path_trim(name);
	if (name == NULL || !relative || key_info_exact(name) != NULL)
		return name;
	if ((map->handle != NULL && map->err.status == CMH_OK && name_is_from_top(app, word, false, &map->err)) ||
	    (!is_known(name) && is_known(word))) {
		free(name);
		return str_copy(word);
	}
	return name;
}

/* Prints that a name is not that of anything, with the nearest that is. */
static enum exit_code
fail_name(struct app *app, struct explain_map *map, const char *word, const char *name)
{
	struct cmh_entries known = CMH_ENTRIES_INIT;
	struct nearest near = nearest_start(name);
	char *hint = map->handle != NULL && map->err.status == CMH_OK ? key_hint(app, name, NULL) : NULL;
	size_t n, n_errors;
	const struct finding_rule *rules = finding_rules(&n);
	const struct cmh_error_info *errors = cmh_error_table(&n_errors);

	if (hint == NULL && key_info_names(&known)) {
		for (size_t i = 0; i < n; i++)
			nearest_try(&near, rules[i].code);
		for (size_t i = 0; i < n_errors; i++)
			nearest_try(&near, errors[i].symbol);
		for (size_t i = 0; i < known.n; i++)
			nearest_try(&near, known.v[i].key);
		hint = nearest_hint(&near, "run: cmapsh ls");
	}
	app_fail_at(app, where_word(word), EXIT_MISSING, hint, "no key, branch, code or error \"%s\"", name);
	cmh_entries_clear(&known);
	free(hint);
	return EXIT_MISSING;
}

/* Explains the name as that of a key or a branch; if it is neither, and one of corosync 2, that of corosync 3. */
static enum exit_code
explain_found(struct app *app, struct explain_map *map, const char *name, bool *found)
{
	char *successor = key_successor(name);
	enum exit_code code = EXIT_DONE;

	*found = false;
	if (!key_pattern_is(name) && cmh_name_check(name, NULL) == CMH_OK)
		code = explain_key(app, map, name, found);
	/* A name below which corosync 2 had more can be that of a key. */
	if (code == EXIT_DONE && !*found && (successor == NULL || key_info_exact(successor) == NULL))
		code = explain_branch(app, map, name, found);
	if (code == EXIT_DONE && !*found && successor != NULL) {
		app_warn(app, NULL, "\"%s\" is \"%s\" since corosync 3", name, successor);
		code = explain_found(app, map, successor, found);
	}
	free(successor);
	return code;
}

static enum exit_code
explain_name(struct app *app, const char *word)
{
	struct explain_map map = { .err = CMH_ERROR_INIT };
	enum exit_code code = open_map(app, &map);
	char *name = code == EXIT_DONE ? resolve(app, &map, word) : NULL;
	bool found = false;

	if (code == EXIT_DONE && name == NULL)
		code = app_no_memory(app);
	if (code == EXIT_DONE)
		code = explain_found(app, &map, name, &found);
	if (code == EXIT_DONE && !found)
		code = find_error(word) != NULL ? EXIT_DONE : fail_name(app, &map, word, name);
	if (code == EXIT_DONE && !found)
		print_error_info(&app->render, find_error(word));
	if (map.err.status != CMH_OK && code == EXIT_DONE && found)
		app_note_missing(app, "without present values: %s", cmh_error_message(&map.err));
	if (map.err.status == CMH_INTERRUPTED)
		code = EXIT_INTERRUPTED;
	cmh_error_clear(&map.err);
	free(name);
	return code;
}

static enum exit_code
run_explain(struct app *app, const struct args *args)
{
	const char *word = args->n > 0 ? args->word[0] : NULL;
	const struct cmh_error_info *info = word != NULL ? find_error(word) : NULL;

	if (word == NULL)
		return explain_errors(app);
	if (explain_finding(app, word))
		return EXIT_DONE;
	/* Below a branch, a short word may be a name: CS_ERR_VERSION, and totem.version. */
	if (info == NULL || (app->here[0] != '\0' && !is_error_word(word)))
		return is_error_word(word) ? fail_error(app, word) : explain_name(app, word);
	print_error_info(&app->render, info);
	return EXIT_DONE;
}

const struct cmd cmd_explain = {
	.name = "explain",
	.group = GROUP_EXPLAIN,
	.usage = "[KEY|PATH|CODE|ERROR]",
	.kinds = "e",
	.summary = "explain a key, a branch, a finding or an error of cmap",
	.about = "Of a key: its meaning, value, default, healthy values, what a change does and how to make it last. "
		 "Of a CODE of status: its cause and the way out. An ERROR is a number, or a name with or without CS_ERR_. Without an "
		 "argument, lists all errors. "
		 "Works without corosync, but then without present values.",
	.examples = { "explain totem.token", "explain runtime.members", "explain NODE_LEFT", "explain CS_ERR_LIBRARY" },
	.see = "status, effective, help",
	.exits = { { EXIT_MISSING, "no key, branch, code or error has this name" }, { EXIT_INTERRUPTED, "interrupted" } },
	.max = 1,
	.flags = CMD_NODES,
	.prints = PRINTS_RECORDS,
	.run = run_explain,
};
