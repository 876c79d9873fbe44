/* SPDX-License-Identifier: BSD-3-Clause */
#include "commands/tree_nodes.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "core/browse.h"
#include "key_pattern.h"
#include "str.h"
#include "text/error_text.h"

/* Appends a node, and takes its name. False: out of memory, also if the name is NULL. */
static bool
add_node(struct tree *nodes, struct tree_node node)
{
	if (node.name == NULL || !array_reserve(&nodes->v, &nodes->capacity, nodes->n + 1, sizeof(*nodes->v))) {
		free(node.name);
		return false;
	}
	nodes->v[nodes->n++] = node;
	return true;
}

/* Returns how many of the first entries are below a branch, whose name is the first `len` bytes of first->key. */
static size_t
count_below(const struct cmh_entry *first, size_t n, size_t len)
{
	size_t i = 0;

	while (i < n && strncmp(first[i].key, first->key, len) == 0 && first[i].key[len] == '.')
		i++;
	return i;
}

/* Appends the nodes of one level, and those below: the components after the first `skip` bytes of `n` entries. */
static bool
add_level(struct tree *nodes, const struct cmh_entry *entry, size_t n, size_t skip, unsigned depth, unsigned most)
{
	for (size_t i = 0, taken; i < n; i += taken) {
		const char *key = entry[i].key, *part = key + skip;
		size_t len = strcspn(part, ".");
		bool leaf = part[len] == '\0';

		taken = leaf ? 1 : count_below(&entry[i], n - i, skip + len);
		if (!add_node(nodes, (struct tree_node){ .name = str_copy_n(part, len), .key = leaf ? key : NULL, .first = &entry[i],
						.len = skip + len, .keys = leaf ? 0 : taken, .depth = depth,
						.last = i + taken == n }))
			return false;
		if (!leaf && depth + 1 < most && !add_level(nodes, &entry[i], taken, skip + len + 1, depth + 1, most))
			return false;
	}
	return true;
}

/*
 * Returns how many bytes of the names are the path and its dot. Of a pattern, only
 * the complete components before its first star count.
 */
static size_t
path_length(const char *path)
{
	size_t len = strcspn(path, "*");

	if (path[len] == '*') {
		while (len > 0 && path[len - 1] != '.')
			len--;
		return len;
	}
	return len + (len > 0 && path[len - 1] != '.');
}

/* Returns the first `len` bytes of a key as a name that can be typed: relative to `here`, or from the top if it is not below it. */
static char *
name_from(const char *here, const char *key, size_t len)
{
	size_t skip = strlen(here);
	bool below = skip > 0 && skip + 1 < len && strncmp(key, here, skip) == 0 && key[skip] == '.';

	return below ? str_copy_n(key + skip + 1, len - skip - 1) : str_copy_n(key, len);
}

/* How many bytes of a key that a pattern covers are the key, or the branch that it is in, that the pattern matches. */
static size_t
match_length(const char *pattern, const char *key)
{
	char *head = str_copy(key);
	size_t len = 0;

	do {
		len += strcspn(key + len, ".");
		if (head != NULL)
			head[len] = '\0';
		if (key[len] == '\0' || (head != NULL && key_pattern_matches(pattern, head)))
			break;
		if (head != NULL)
			head[len] = '.';
		len++;
	} while (true);
	free(head);
	return len;
}

/* Appends the keys and branches that a pattern matches. */
static bool
add_matches(struct tree *nodes, const char *pattern, const char *here)
{
	const struct cmh_entries *entries = &nodes->names;
	size_t taken;

	for (size_t i = 0; i < entries->n; i += taken) {
		const struct cmh_entry *entry = &entries->v[i];
		size_t len = match_length(pattern, entry->key);
		bool leaf = entry->key[len] == '\0';

		taken = leaf ? 1 : count_below(entry, entries->n - i, len);
		if (!add_node(nodes, (struct tree_node){ .name = name_from(here, entry->key, len), .key = leaf ? entry->key : NULL,
						.first = entry, .len = len, .keys = leaf ? 0 : taken,
						.last = i + taken == entries->n }))
			return false;
	}
	return true;
}

bool
tree_build(struct tree *nodes, const struct cmh_entries *entries, const char *path, unsigned depth)
{
	size_t skip = path_length(path), own = 0;

	/* A key whose name is the path. */
	for (; own < entries->n && strlen(entries->v[own].key) < skip; own++)
		if (!add_node(nodes, (struct tree_node){ .name = str_copy(entries->v[own].key), .key = entries->v[own].key,
						.first = &entries->v[own], .len = strlen(entries->v[own].key),
						.last = own + 1 == entries->n }))
			return false;
	return add_level(nodes, entries->v + own, entries->n - own, skip, 0, depth);
}

/* Reads the values of the leaves. */
static enum cmh_status
read_leaves(struct tree *nodes, struct cmh_handle *map, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < nodes->n && status == CMH_OK; i++)
		if (nodes->v[i].key != NULL)
			status = cmh_entries_add(&nodes->leaves, nodes->v[i].key, err);
	if (status == CMH_OK)
		status = cmh_read_existing(map, &nodes->leaves, err);
	/* Both lists are in the same order; a key that was deleted meanwhile is missing in one. */
	for (size_t i = 0, leaf = 0; i < nodes->n && leaf < nodes->leaves.n; i++)
		if (nodes->v[i].key != NULL && strcmp(nodes->v[i].key, nodes->leaves.v[leaf].key) == 0)
			nodes->v[i].entry = &nodes->leaves.v[leaf++];
	return status;
}

struct tree_reading {
	struct tree *tree;
	const struct tree_wish *wish;
};

static enum cmh_status
read_tree(struct cmh_handle *map, void *arg, struct cmh_error *err)
{
	const struct tree_reading *reading = arg;
	const struct tree_wish *wish = reading->wish;
	struct tree *tree = reading->tree;
	enum cmh_status status;

	tree_clear(tree);
	status = cmh_list(map, wish->path, &tree->names, err);
	if (status != CMH_OK)
		return status;
	if (!(wish->here != NULL ? add_matches(tree, wish->path, wish->here) : tree_build(tree, &tree->names, wish->path, wish->depth)))
		return error_text_no_memory(err);
	return wish->values ? read_leaves(tree, map, err) : CMH_OK;
}

enum exit_code
tree_read(struct app *app, struct tree *tree, const struct tree_wish *wish)
{
	struct tree_reading reading = { tree, wish };
	struct cmh_error err = CMH_ERROR_INIT;

	if (cmh_read_together(app->call.map, read_tree, &reading, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	return tree->names.n > 0 ? EXIT_DONE : browse_fail_empty(app, wish->path);
}

void
tree_clear(struct tree *tree)
{
	for (size_t i = 0; i < tree->n; i++)
		free(tree->v[i].name);
	free(tree->v);
	cmh_entries_clear(&tree->names);
	cmh_entries_clear(&tree->leaves);
	*tree = (struct tree)TREE_INIT;
}
