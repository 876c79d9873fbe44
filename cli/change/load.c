/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/load.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "change/load_lines.h"
#include "compare/compare.h"
#include "core/browse.h"
#include "core/key_hint.h"
#include "know/key.h"
#include "str.h"
#include "text/error_text.h"

/* What a line of the file asks for. */
struct wish {
	const char *key;
	struct cmh_entry *entry; /* with the value; NULL: delete the key */
	struct cmh_position at;
	size_t order;
	bool by_prefix;
	bool overrides; /* a line before is for the same key */
};

struct wishes {
	struct wish *v;
	size_t n, capacity;
};

static bool
add_wish(struct wishes *wishes, struct wish wish)
{
	if (!array_reserve(&wishes->v, &wishes->capacity, wishes->n + 1, sizeof(*wishes->v)))
		return false;
	wish.order = wishes->n;
	wishes->v[wishes->n++] = wish;
	return true;
}

/* ---- reading ----------------------------------------------------------- */

/* Prints an error about a place in the file. */
static enum exit_code
fail_at(struct app *app, const struct load *load, struct cmh_position at, struct cmh_error *err)
{
	return app_fail_cmh_at(app, where_in_file(load->name, load->file.bytes, at.line, at.column), err);
}

enum exit_code
load_read(struct app *app, struct load *load, struct unpack *unpack)
{
	struct cmh_error err = CMH_ERROR_INIT, damage = CMH_ERROR_INIT;
	enum cmh_status status = cmh_file_read(unpack->in, load->name, &load->file, &err);

	/* What is wrong with the text of a damaged file is not the reason. */
	if (map_file_end(unpack, load->name, &damage) != CMH_OK) {
		cmh_error_clear(&err);
		return app_fail_cmh(app, &damage);
	}
	cmh_error_clear(&damage);
	load->lines = load->file.bytes != NULL && status != CMH_FAILED && !load->file.conf && load_is_lines(load->file.bytes);
	if (load->lines)
		status = load_lines(&load->file, &load->ignored, &err);
	if (status == CMH_INVALID && load->file.fault.line > 0)
		return fail_at(app, load, load->file.fault, &err);
	if (status != CMH_OK)
		return app_fail_cmh(app, &err);
	/* An empty JSON array may be intended; an empty file is what a failed command leaves. */
	if (load->file.keys.n == 0 && !load->file.json)
		return app_fail(app, EXIT_USAGE, NULL, "no keys found in \"%s\"", load->name);
	return EXIT_DONE;
}

/* ---- wishes ------------------------------------------------------------ */

/* Wishes to delete all keys with a prefix: those in the map, and those that lines before set. */
static enum exit_code
wish_prefix_deleted(struct app *app, struct load *load, struct wishes *wishes, const char *path, struct cmh_position at)
{
	struct cmh_error err = CMH_ERROR_INIT;
	size_t listed = load->listed.n, wished = wishes->n;
	bool good = true;

	if (cmh_list(app->call.map, path, &load->listed, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	for (size_t i = listed; i < load->listed.n && good; i++)
		good = add_wish(wishes, (struct wish){ .key = load->listed.v[i].key, .at = at, .by_prefix = true });
	for (size_t i = 0; i < wished && good; i++)
		if (wishes->v[i].entry != NULL && cmh_path_covers(path, wishes->v[i].key))
			good = add_wish(wishes, (struct wish){ .key = wishes->v[i].key, .at = at });
	if (wishes->n == wished && load->absent.n++ == 0)
		load->absent.first = at.line;
	return good ? EXIT_DONE : app_no_memory(app);
}

/* Refuses a key whose value is not in the file; skips it if that is a read-only key to skip. */
static enum exit_code
refuse_value(struct app *app, struct load *load, struct cmh_entry *entry, struct cmh_position at)
{
	struct cmh_error err = CMH_ERROR_INIT;

	if (!load->strict && plan_is_own(entry->map, entry->key)) {
		load->unknown++;
		return EXIT_DONE;
	}
	if (entry->error != NULL) {
		entry->error->status = CMH_INVALID;
		return fail_at(app, load, at, entry->error);
	}
	error_text_set(&err, CMH_INVALID, "save the map with --show-secrets, or delete the line",
		   "the value of \"%s\" is masked", entry->key);
	return fail_at(app, load, at, &err);
}

/* Whether a key belongs to another map; fills `err`. Not for a saved map: plan_check() refuses it. */
static bool
is_elsewhere(struct app *app, const char *key, struct cmh_error *err)
{
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (info.saved || cmh_handle_covers(app->call.map, key))
		return false;
	error_text_set(err, CMH_INVALID, "use -m live", "\"%s\" belongs to %s, and the open map is %s", key,
		   cmh_map_name(cmh_key_map(key)), info.name);
	return true;
}

/* Makes the wish of key `i` of the file. */
static enum exit_code
wish_for(struct app *app, struct load *load, struct wishes *wishes, size_t i)
{
	struct cmh_entry *entry = &load->file.keys.v[i];
	struct cmh_position at = load->file.places[i];
	struct cmh_error err = CMH_ERROR_INIT;
	bool removes = entry->value.type == CMH_NONE && entry->error == NULL;

	if (removes && entry->key[strlen(entry->key) - 1] == '*')
		return wish_prefix_deleted(app, load, wishes, entry->key, at);
	/* A dump contains what changes by itself; in lines for corosync-cmapctl -p, which a person writes, they are an error. */
	if (!load->lines && key_is_volatile(entry->key)) {
		load->counters++;
		return EXIT_DONE;
	}
	if (entry->error != NULL || compare_is_masked(entry))
		return refuse_value(app, load, entry, at);
	if (is_elsewhere(app, entry->key, &err))
		return fail_at(app, load, at, &err);
	return add_wish(wishes, (struct wish){ .key = entry->key, .entry = removes ? NULL : entry, .at = at }) ? EXIT_DONE
													   : app_no_memory(app);
}

/* ---- paths ------------------------------------------------------------- */

static bool
is_in_paths(const struct load *load, const char *key)
{
	bool covered = load->n_paths == 0;

	for (int i = 0; i < load->n_paths && !covered; i++)
		covered = cmh_path_covers(load->paths[i], key);
	return covered;
}

/* A path that covers nothing of the file is a mistake. */
static enum exit_code
check_paths(struct app *app, const struct load *load)
{
	enum exit_code code = EXIT_DONE;

	for (int i = 0; i < load->n_paths && code == EXIT_DONE; i++)
		if (!browse_found(&load->file.keys, load->paths[i])) {
			char *hint = key_hint_among(app, &load->file.keys, load->paths[i]);

			code = app_fail_at(app, where_word(load->paths[i]), EXIT_NO, hint, "no key at or below \"%s\" in %s",
					   load->paths[i], load->name);
			free(hint);
		}
	return code;
}

/* ---- the plan ---------------------------------------------------------- */

static int
by_order(const void *a, const void *b)
{
	size_t left = ((const struct wish *)a)->order, right = ((const struct wish *)b)->order;

	return left < right ? -1 : left > right;
}

static int
by_key(const void *a, const void *b)
{
	int order = strcmp(((const struct wish *)a)->key, ((const struct wish *)b)->key);

	return order != 0 ? order : by_order(a, b);
}

static enum exit_code
fail_twice(struct app *app, const struct load *load, const struct wish *first, const struct wish *second)
{
	struct cmh_error err = CMH_ERROR_INIT;

	error_text_set(&err, CMH_INVALID, NULL, "duplicate key \"%s\" (first in line %zu)", second->key, first->at.line);
	return fail_at(app, load, second->at, &err);
}

/* Keeps the last wish for each key. In a dump, a second one is an error. */
static enum exit_code
keep_last(struct app *app, const struct load *load, struct wishes *wishes)
{
	size_t kept = 0;

	if (wishes->n > 0)
		qsort(wishes->v, wishes->n, sizeof(*wishes->v), by_key);
	for (size_t i = 0; i < wishes->n; i++) {
		bool last = i + 1 == wishes->n || strcmp(wishes->v[i].key, wishes->v[i + 1].key) != 0;

		if (!last && !load->lines)
			return fail_twice(app, load, &wishes->v[i], &wishes->v[i + 1]);
		wishes->v[i].overrides = i > 0 && strcmp(wishes->v[i - 1].key, wishes->v[i].key) == 0;
		if (last)
			wishes->v[kept++] = wishes->v[i];
	}
	wishes->n = kept;
	if (kept > 0)
		qsort(wishes->v, kept, sizeof(*wishes->v), by_order);
	return EXIT_DONE;
}

/* Moves the values to the plan. False: out of memory. */
static bool
fill_plan(struct load *load, const struct wishes *wishes, struct plan *plan)
{
	bool good = true;

	for (size_t i = 0; i < wishes->n && good; i++) {
		const struct wish *wish = &wishes->v[i];
		enum change_kind kind = wish->entry != NULL ? CHANGE_SET : CHANGE_DELETE;
		struct change change = { .kind = kind, .key = wish->key, .at = wish->at, .overrides = wish->overrides };

		if (wish->entry != NULL) {
			change.after = wish->entry->value;
			wish->entry->value = (struct cmh_value)CMH_VALUE_INIT;
		}
		load->by_prefix += wish->by_prefix;
		good = plan_push(plan, change);
	}
	if (good && load->by_prefix > 0) {
		load->risk = str_format("deletes %zu %s by prefix", load->by_prefix, load->by_prefix == 1 ? "key" : "keys");
		good = load->risk != NULL;
	}
	plan->risk = load->risk;
	plan->file = load->name;
	plan->in_order = true;
	plan->bytes = load->file.bytes;
	plan->strict = load->strict;
	plan->by_hand = load->lines;
	return good;
}

enum exit_code
load_plan(struct app *app, struct load *load, struct plan *plan)
{
	struct wishes wishes = { .n = 0 };
	enum exit_code code = check_paths(app, load);

	for (size_t i = 0; i < load->file.keys.n && code == EXIT_DONE; i++)
		if (is_in_paths(load, load->file.keys.v[i].key))
			code = wish_for(app, load, &wishes, i);
	if (code == EXIT_DONE)
		code = keep_last(app, load, &wishes);
	if (code == EXIT_DONE && !fill_plan(load, &wishes, plan))
		code = app_no_memory(app);
	free(wishes.v);
	return code;
}

void
load_clear(struct load *load)
{
	cmh_file_clear(&load->file);
	cmh_entries_clear(&load->listed);
	free(load->risk);
	*load = (struct load)LOAD_INIT;
}
