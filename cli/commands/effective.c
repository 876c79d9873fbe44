/* SPDX-License-Identifier: BSD-3-Clause */
/* effective: prints settings in corosync.conf, in the map, in use and by default, and why these differ. */
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/conf_file.h"
#include "core/key_hint.h"
#include "core/report_map.h"
#include "key_pattern.h"
#include "know/metric.h"
#include "know/setting.h"
#include "output/field.h"
#include "str.h"

static const struct opt opts[] = {
	{ 'c', "changed", NULL, "print only settings of which these differ" },
	{ 0 },
};

/* The branches with settings, and with values in use. */
static const char *const branches[] = { "totem", "nodelist", "quorum", "logging", "uidgid.config", "system", "resources", "nozzle",
					"runtime.config", "runtime.votequorum" };

enum { N_BRANCHES = sizeof(branches) / sizeof(branches[0]) };

/* Reads all settings and values in use, as one reading: a setting may depend on any other. */
static enum cmh_status
read_facts(struct cmh_handle *map, void *facts, struct cmh_error *err)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < N_BRANCHES && status == CMH_OK; i++)
		status = cmh_read_all(map, branches[i], &entries, err);
	if (status == CMH_OK)
		facts_take(facts, &entries);
	cmh_entries_clear(&entries);
	return status;
}

/* ---- the list of settings --------------------------------------------------- */

/* Whether a key is a setting, known or misspelled. */
static bool
is_setting(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return info != NULL && info->section[0] != '\0';
}

/* Adds a setting at or below the path, unless the list has it. Takes `key`, which may be NULL. False: out of memory. */
static bool
add_setting(struct cmh_entries *settings, const char *path, char *key)
{
	bool good = key != NULL, known = false;

	for (size_t i = 0; good && i < settings->n && !known; i++)
		known = strcmp(settings->v[i].key, key) == 0;
	if (good && !known && cmh_path_covers(path, key))
		good = cmh_entries_add(settings, key, NULL) == CMH_OK;
	free(key);
	return good;
}

/* Lists the settings of the map, those whose value in use it has, and those without a star in the table that it could have. */
static bool
list_settings(const struct cmh_handle *map, const struct facts *facts, const char *path, struct cmh_entries *settings)
{
	size_t n;
	const struct key_info *rows = key_table(&n);
	bool good = true;

	for (size_t i = 0; i < facts->entries.n && good; i++) {
		const char *key = facts->entries.v[i].key;
		char *setting = key_setting(key);

		if (setting != NULL)
			good = add_setting(settings, path, setting);
		else if (is_setting(key))
			good = add_setting(settings, path, str_copy(key));
	}
	for (size_t i = 0; i < n && good; i++)
		if (rows[i].section[0] != '\0' && rows[i].effect != EFFECT_NEVER && !key_pattern_is(rows[i].pattern) &&
		    cmh_handle_covers(map, rows[i].pattern))
			good = add_setting(settings, path, str_copy(rows[i].pattern));
	cmh_entries_sort(settings);
	return good;
}

/* ---- printing ------------------------------------------------------------------ */

static void
print_setting(struct output *out, const struct setting *s, const char *why)
{
	enum cmh_type type = s->configured != NULL ? s->configured->type : s->info != NULL ? s->info->type : CMH_NONE;
	const struct field fields[] = {
		field_text("key", s->key),
		field_text("type", type != CMH_NONE ? cmh_type_name(type) : NULL),
		field_text("unit", metric_unit_text(s->info)),
		field_value("file", s->key, s->in_file),
		field_value("configured", s->key, s->configured),
		field_value("in_use", s->in_use_key, s->in_use),
		field_value("default", s->key, &s->by_default),
		field_truth("differs", setting_differs(s)),
		field_text("why", why),
	};
	/* For people, the units are beside the values. */
	const struct field columns[] = { fields[0], fields[3], fields[4], fields[5], fields[6], fields[8] };

	if (output_wants_rows(out))
		output_record(out, FIELDS(columns));
	else
		output_record(out, FIELDS(fields));
}

/* What effective reads. */
struct values {
	struct facts facts, in_file; /* of the map, and of its corosync.conf */
	struct cmh_handle *file;     /* NULL: it cannot be read */
};

/* Prints the settings. *found: the number of those at or below the path, printed or not. */
static enum exit_code
print_settings(struct app *app, const struct values *values, const char *path, bool changed, size_t *found)
{
	struct cmh_entries settings = CMH_ENTRIES_INIT;
	bool good = list_settings(app->call.map, &values->facts, path, &settings) &&
		    list_settings(app->call.map, &values->in_file, path, &settings);

	*found = settings.n;
	for (size_t i = 0; i < settings.n && good; i++) {
		struct setting setting;
		char *why;

		good = setting_find(&setting, settings.v[i].key, &values->facts);
		setting.in_file = facts_value(&values->in_file, settings.v[i].key);
		setting.file_known = values->file != NULL && cmh_handle_covers(values->file, settings.v[i].key);
		why = good ? setting_why(&setting) : NULL;
		if (good && (!changed || setting_differs(&setting)))
			print_setting(&app->render, &setting, why);
		free(why);
		setting_clear(&setting);
	}
	cmh_entries_clear(&settings);
	return good ? EXIT_DONE : app_no_memory(app);
}

/* Whether the corosync.conf of the map may be known: with -N, that of this node is not compared with nothing on the others. */
static bool
can_have_file(const struct app *app)
{
	return app->call.node == NULL || report_map_extra(app->call.map) != NULL;
}

static enum exit_code
fail_empty(struct app *app, const char *path)
{
	char *hint;

	if (path[0] == '\0')
		return app_fail(app, EXIT_NO, "leave out -m, or use -m live", "no settings in %s", cmh_handle_info(app->call.map)->name);
	hint = key_hint(app, path, NULL);
	app_fail_at(app, where_word(path), EXIT_NO, hint, "no setting at or below \"%s\"", path);
	free(hint);
	return EXIT_NO;
}

static enum exit_code
run_effective(struct app *app, const struct args *args)
{
	const char *path = args->n > 0 ? args->word[0] : app->here;
	struct cmh_error err = CMH_ERROR_INIT;
	struct values values = { .facts = FACTS_INIT, .in_file = FACTS_INIT };
	enum exit_code code;
	size_t found = 0;

	output_text_as_table(&app->render);
	if (cmh_read_together(app->call.map, read_facts, &values.facts, &err) == CMH_OK) {
		if (cmh_handle_covers(app->call.map, "totem") && can_have_file(app))
			values.file = conf_file_open(app, app->call.map);
		if (values.file != NULL)
			(void)read_facts(values.file, &values.in_file, NULL);
		code = print_settings(app, &values, path, args_opt(args, "changed") != NULL, &found);
	} else
		code = app_fail_cmh(app, &err);
	facts_clear(&values.facts);
	facts_clear(&values.in_file);
	cmh_handle_close(values.file);
	return code == EXIT_DONE && found == 0 ? fail_empty(app, path) : code;
}

const struct cmd cmd_effective = {
	.name = "effective",
	.group = GROUP_EXPLAIN,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "print settings in corosync.conf, in the map and in use",
	.about = "Prints every setting at or below PATH that corosync knows or the map has, in corosync.conf, in the map, in use and by "
		 "default, and why these differ. "
		 "A value in use is printed where corosync reports it.",
	.examples = { "effective totem", "effective --changed" },
	.see = "explain",
	.exits = { { EXIT_NO, "no setting at or below the path" } },
	.opts = opts,
	.max = 1,
	.flags = CMD_MAP | CMD_NODES,
	.prints = PRINTS_RECORDS,
	.run = run_effective,
};
