/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/change.h"

#include <stdlib.h>
#include <string.h>

#include "change/apply.h"
#include "change/plan_check.h"
#include "cmapctl/load_file.h"
#include "cmapctl/print.h"
#include "cmapctl/read.h"
#include "cmapctl/value.h"
#include "str.h"

/* Makes the changes, and clears the plan. Nobody is asked: scripts call this. */
static enum exit_code
apply(struct app *app, enum failed what, struct plan *plan, bool *stopped)
{
	enum exit_code code;

	print_errors_of(app, what);
	app->call.set.yes = app->call.set.quiet = true;
	code = change_apply(app, plan);
	if (stopped != NULL)
		*stopped = plan->stopped;
	plan_clear(plan);
	return code == EXIT_DONE ? EXIT_DONE : EXIT_NO;
}

/* Makes one change, of which it takes the value. */
static enum exit_code
apply_one(struct app *app, enum failed what, struct change change)
{
	struct plan plan = { .blind = print_refuses_changes(app), .unseen = true };

	return plan_push(&plan, change) ? apply(app, what, &plan, NULL) : app_no_memory(app);
}

static enum exit_code
set(struct app *app, const char *key, struct cmh_value value)
{
	return apply_one(app, FAILED_SET, (struct change){ .kind = CHANGE_SET, .key = key, .type = value.type, .after = value });
}

static enum exit_code
delete(struct app *app, const char *key)
{
	return apply_one(app, FAILED_DELETE, (struct change){ .kind = CHANGE_DELETE, .key = key });
}

/* Deletes the keys that begin with a prefix. A key that corosync refuses to delete does not end it, and does not count as a failure. */
static enum exit_code
delete_prefix(struct app *app, const char *prefix)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct plan plan = { .blind = print_refuses_changes(app), .unseen = true };
	bool good, stopped = true;

	good = read_prefix(app, prefix, false, &found);
	for (size_t i = 0; i < found.n && good; i++)
		good = plan_push(&plan, (struct change){ .kind = CHANGE_DELETE, .key = found.v[i].key }) || print_no_memory(app);
	if (good)
		apply(app, FAILED_DELETE, &plan, &stopped);
	plan_clear(&plan);
	cmh_entries_clear(&found);
	return stopped ? EXIT_NO : EXIT_DONE;
}

enum exit_code
change_set(struct app *app, const struct request *request)
{
	struct cmh_value value = CMH_VALUE_INIT;

	if (request->n < 3) {
		fputs("At least 3 parameters are expected for set\n", app->io.err);
		return EXIT_NO;
	}
	if (!value_parse(app, request->args[0], request->args[1], request->args[2], &value))
		return EXIT_NO;
	return set(app, request->args[0], value);
}

/* Makes a change for each argument, up to the first that fails. */
static enum exit_code
for_each(struct app *app, const struct request *request, enum exit_code (*change)(struct app *app, const char *arg))
{
	enum exit_code code = EXIT_DONE;

	for (int i = 0; i < request->n && code == EXIT_DONE; i++)
		code = change(app, request->args[i]);
	return code;
}

enum exit_code
change_delete(struct app *app, const struct request *request)
{
	return for_each(app, request, delete);
}

enum exit_code
change_delete_prefixes(struct app *app, const struct request *request)
{
	return for_each(app, request, delete_prefix);
}

enum exit_code
change_clear_area(struct app *app, const struct request *request)
{
	char *key = str_format("stats.clear.%s", request->area);
	struct cmh_value one = { .type = CMH_U32, .u = 1 };
	enum exit_code code = key != NULL ? set(app, key, one) : app_no_memory(app);

	free(key);
	return code;
}

/* ---- -p ---------------------------------------------------------------- */

/* Adds what a line changes to the plan. `found` keeps the names that a prefix finds. */
static bool
plan_line(struct app *app, struct plan *plan, const struct load_line *line, struct cmh_entries *found)
{
	struct change change = { .kind = line->action == ACTION_SET ? CHANGE_SET : CHANGE_DELETE,
				 .key = line->key,
				 .type = line->value.type };
	size_t first = found->n;

	if (line->action == ACTION_DELETE && cmh_name_check(line->key, NULL) != CMH_OK)
		return true; /* no key has this name: deleting it fails, and the others go on */
	if (line->action != ACTION_DELETE_PREFIX)
		return (cmh_value_copy(&line->value, &change.after, NULL) == CMH_OK && plan_push(plan, change)) || print_no_memory(app);
	if (!read_prefix(app, line->key, false, found))
		return false;
	for (size_t i = first; i < found->n; i++) {
		change.key = found->v[i].key;
		if (!plan_push(plan, change))
			return print_no_memory(app);
	}
	return true;
}

/* Checks all changes together before the first is sent: whether they are possible, and whether corosync would survive them. */
static bool
check(struct app *app, const struct load_file *file, const char *name)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct plan plan = { .file = name, .by_hand = true, .blind = print_refuses_changes(app) };
	struct tally tally = { 0 };
	bool good = true;

	for (size_t i = 0; i < file->n && good; i++)
		good = plan_line(app, &plan, &file->v[i], &found);
	print_errors_of(app, FAILED_SET);
	if (good)
		good = plan_check(app, &plan, &tally) == EXIT_DONE;
	plan_clear(&plan);
	cmh_entries_clear(&found);
	return good;
}

/* Sets the keys of the lines from `from` on, up to the first that does not set one, and takes their values. Returns how many. */
static size_t
apply_sets(struct app *app, struct load_file *file, size_t from, enum exit_code *code)
{
	struct plan plan = { .blind = print_refuses_changes(app), .in_order = true, .unseen = true };
	size_t i;
	bool good = true;

	for (i = from; i < file->n && file->v[i].action == ACTION_SET && good; i++) {
		struct load_line *line = &file->v[i];

		good = plan_push(&plan,
				 (struct change){ .kind = CHANGE_SET, .key = line->key, .type = line->value.type, .after = line->value });
		line->value = (struct cmh_value)CMH_VALUE_INIT;
	}
	*code = good ? apply(app, FAILED_SET, &plan, NULL) : app_no_memory(app);
	plan_clear(&plan);
	return i - from;
}

/* Only setting a key can fail. */
static enum exit_code
apply_lines(struct app *app, struct load_file *file)
{
	enum exit_code code = EXIT_DONE;

	for (size_t i = 0, n; i < file->n && code == EXIT_DONE; i += n) {
		const struct load_line *line = &file->v[i];

		n = 1;
		if (line->action == ACTION_SET)
			n = apply_sets(app, file, i, &code);
		else if (line->action == ACTION_DELETE)
			(void)delete(app, line->key);
		else
			code = delete_prefix(app, line->key);
	}
	return code;
}

enum exit_code
change_load(struct app *app, const struct request *request)
{
	struct load_file file;
	enum exit_code code = load_file_read(&file, app, request->file) && check(app, &file, request->file) ? EXIT_DONE : EXIT_NO;

	if (code == EXIT_DONE)
		code = apply_lines(app, &file);
	load_file_clear(&file);
	return code;
}
