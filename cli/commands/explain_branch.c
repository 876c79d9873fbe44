/* SPDX-License-Identifier: BSD-3-Clause */
/* Explains what is below a path: the keys and branches of the map, and those that the table of keys has besides. */
#include <stdlib.h>
#include <string.h>

#include "commands/explain.h"
#include "commands/tree_nodes.h"
#include "key_pattern.h"
#include "know/key.h"
#include "know/metric.h"
#include "output/card.h"
#include "output/field.h"
#include "str.h"

static const char unknown[] = "Unknown to corosync";

struct branch {
	const char *path;
	struct cmh_entries present; /* the keys of the map at or below the path */
	struct cmh_entries all;     /* these and those of the table */
	bool known;                 /* the map was read: all other keys are absent */
};

/* ---- the names ---------------------------------------------------------------- */

/* Returns the length of the first components of a pattern, as many as the path has. 0: it has fewer. */
static size_t
same_depth(const char *pattern, const char *path)
{
	size_t len = strcspn(pattern, ".");

	for (const char *dot = strchr(path, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
		if (pattern[len] == '\0')
			return 0;
		len += 1 + strcspn(pattern + len + 1, ".");
	}
	return len;
}

/* Returns the name below the path that a row of the table is about; it may have stars. NULL: none, or out of memory. */
static char *
name_below(const struct key_info *row, const char *path)
{
	size_t len = path[0] != '\0' ? same_depth(row->pattern, path) : 0;
	char *head = len > 0 && row->pattern[len] == '.' ? str_copy_n(row->pattern, len) : NULL, *name = NULL;

	if (path[0] == '\0' && !key_info_is_branch(row))
		return str_copy(row->pattern);
	if (head != NULL && !key_info_is_branch(row) && key_pattern_matches(head, path))
		name = str_format("%s%s", path, row->pattern + len);
	free(head);
	return name;
}

/* Whether a name of the table adds something to the keys of the map. */
static bool
is_news(const struct branch *branch, const char *name)
{
	size_t len = strlen(branch->path);
	const char *next = name + len + (len > 0);
	char *successor = key_successor(name);
	bool old = successor != NULL;

	free(successor);
	if (old)
		return false;
	if (key_pattern_is(name) && branch->present.n > 0 && memchr(next, '*', strcspn(next, ".")) != NULL)
		return false;
	for (size_t i = 0; i < branch->present.n; i++)
		if (key_pattern_matches(name, branch->present.v[i].key))
			return false;
	return true;
}

/* Adds the names of the table. False: out of memory. */
static bool
add_known(struct branch *branch)
{
	size_t n;
	const struct key_info *rows = key_table(&n);
	bool good = true;

	for (size_t i = 0; i < branch->present.n && good; i++)
		good = cmh_entries_add(&branch->all, branch->present.v[i].key, NULL) == CMH_OK;
	for (size_t i = 0; i < n && good; i++) {
		char *name = name_below(&rows[i], branch->path);

		if (name != NULL && is_news(branch, name))
			good = cmh_entries_add(&branch->all, name, NULL) == CMH_OK;
		free(name);
	}
	cmh_entries_sort(&branch->all);
	return good;
}

/* The same for a pattern: those rows of the table that it covers, if the map has no key that it covers. */
static bool
add_covered(struct branch *branch)
{
	size_t n;
	const struct key_info *rows = key_table(&n);
	bool good = true;

	for (size_t i = 0; i < branch->present.n && good; i++)
		good = cmh_entries_add(&branch->all, branch->present.v[i].key, NULL) == CMH_OK;
	for (size_t i = 0; i < n && good && branch->present.n == 0; i++)
		if (!key_info_is_branch(&rows[i]) && key_pattern_covers(branch->path, rows[i].pattern))
			good = cmh_entries_add(&branch->all, rows[i].pattern, NULL) == CMH_OK;
	cmh_entries_sort(&branch->all);
	return good;
}

/* ---- printing ------------------------------------------------------------------- */

static size_t
count_present(const struct branch *branch, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < branch->present.n; i++)
		n += cmh_path_covers(path, branch->present.v[i].key);
	return n;
}

/* Prints a key or a branch with its complete name; in text as `name`. */
static void
print_one(struct output *out, const struct branch *branch, const char *name, const char *full, bool is_branch)
{
	const struct key_info *info = is_branch ? key_info_branch(full) : key_info_find(full);
	size_t keys = count_present(branch, full);
	const struct field fields[] = {
		field_text("key", full),
		field_truth("branch", is_branch),
		is_branch && branch->known ? field_number("keys", keys) : field_none("keys"),
		branch->known ? field_truth("exists", keys > 0) : field_none("exists"),
		field_text("type", info != NULL && !is_branch && info->type != CMH_NONE ? cmh_type_name(info->type) : NULL),
		field_text("unit", is_branch ? NULL : metric_unit_text(info)),
		field_text("meaning", info != NULL ? info->meaning : NULL),
	};

	if (!output_is_text(out))
		output_record(out, FIELDS(fields));
	else
		card_item(out, name, info != NULL ? info->meaning : unknown);
}

/* Prints the path itself, before what is below it. */
static void
print_head(struct output *out, const struct branch *branch)
{
	const struct key_info *info = key_pattern_is(branch->path) ? NULL : key_info_branch(branch->path);
	const char *top = branch->path[0] == '\0' ? "All keys" : unknown;
	char *keys = str_format("%zu %s", branch->present.n, branch->present.n == 1 ? "key" : "keys");

	if (key_pattern_is(branch->path))
		; /* what it matches may have nothing in common */
	else if (!output_is_text(out))
		print_one(out, branch, branch->path, branch->path[0] != '\0' ? branch->path : "/", true);
	else
		card_title(out, branch->path[0] != '\0' ? branch->path : "/", branch->known ? keys : NULL,
			   info != NULL ? info->meaning : top);
	free(keys);
}

/* Prints a node of the level below the path, if it is one of those to be printed: of the map, of the table, or both. */
static bool
print_node(struct output *out, const struct branch *branch, const struct tree_node *node, bool present, bool absent)
{
	char *full = str_copy_n(node->first->key, node->len), *name = str_format("%s%s", node->name, node->key == NULL ? "." : "");
	bool good = full != NULL && name != NULL, own = good && node->key != NULL && strcmp(full, branch->path) == 0;

	if (good && !own && (count_present(branch, full) > 0 ? present : absent))
		print_one(out, branch, name, full, node->key == NULL);
	free(name);
	free(full);
	return good;
}

/* Prints the next level below the path; for people, what is absent comes last. False: out of memory. */
static bool
print_level(struct output *out, const struct branch *branch)
{
	bool apart = output_is_text(out) && branch->known && branch->present.n > 0;
	struct tree tree = TREE_INIT;
	bool good = tree_build(&tree, &branch->all, branch->path, 1);

	for (size_t i = 0; i < tree.n && good; i++)
		good = print_node(out, branch, &tree.v[i], true, !apart);
	if (apart && branch->all.n > branch->present.n)
		output_print(out, "absent:\n");
	for (size_t i = 0; i < tree.n && good && apart; i++)
		good = print_node(out, branch, &tree.v[i], false, true);
	tree_clear(&tree);
	return good;
}

enum exit_code
explain_branch(struct app *app, struct explain_map *map, const char *path, bool *found)
{
	struct branch branch = { .path = path, .present = CMH_ENTRIES_INIT, .all = CMH_ENTRIES_INIT };
	bool pattern = key_pattern_is(path), good;

	if (map->handle != NULL && map->err.status == CMH_OK)
		branch.known = cmh_list(map->handle, path, &branch.present, &map->err) == CMH_OK;
	good = pattern ? add_covered(&branch) : add_known(&branch);
	*found = good && (branch.all.n > 0 || (!pattern && key_info_branch(path) != NULL));
	if (*found)
		print_head(&app->render, &branch);
	if (*found && pattern)
		for (size_t i = 0; i < branch.all.n; i++)
			print_one(&app->render, &branch, branch.all.v[i].key, branch.all.v[i].key, false);
	else if (*found)
		good = print_level(&app->render, &branch);
	cmh_entries_clear(&branch.all);
	cmh_entries_clear(&branch.present);
	return good ? EXIT_DONE : app_no_memory(app);
}
