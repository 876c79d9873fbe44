/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/report.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh.h"
#include "nodes/node_list.h"
#include "str.h"

/* ---- folders ------------------------------------------------------------------ */

/* Whether the last component of a path is one of those that tools have below the folder of a node. */
static bool
is_common(const char *path, size_t len)
{
	static const char *const names[] = { "corosync", "etc", "sos_commands" };
	size_t start = len;

	while (start > 0 && path[start - 1] != '/')
		start--;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len - start && strncmp(path + start, names[i], len - start) == 0)
			return true;
	return false;
}

/* The length of the path without its last component. */
static size_t
parent(const char *path, size_t len)
{
	while (len > 0 && path[len - 1] != '/')
		len--;
	return len > 0 ? len - 1 : 0;
}

/* The length of the folder, in the path of a file, that is the node's. */
static size_t
folder_of(const char *path)
{
	size_t len = parent(path, strlen(path));

	while (len > 0 && is_common(path, len))
		len = parent(path, len);
	return len;
}

/* Whether a folder is another one, or is in it. */
static bool
is_in(const char *path, size_t len, const char *outer, size_t outer_len)
{
	return outer_len <= len && strncmp(path, outer, outer_len) == 0 && (outer_len == 0 || len == outer_len || path[outer_len] == '/');
}

/* ---- nodes -------------------------------------------------------------------- */

/* The file that a node is found by. */
static struct report_file *
anchor(const struct report_node *node)
{
	return node->icmap != NULL ? node->icmap : node->stats != NULL ? node->stats : node->conf;
}

/* Returns the name of the folder of a file, if it can be that of a host, else a number. */
static char *
name_by_folder(const struct report_file *file, size_t number)
{
	size_t len = folder_of(file->path), start = len;
	char *name;

	while (start > 0 && file->path[start - 1] != '/')
		start--;
	name = str_copy_n(file->path + start, len - start);
	if (name == NULL || node_name_is_valid(name))
		return name;
	free(name);
	return str_format("node-%zu", number);
}

/* Returns a name that no other node has: with ":2" after it, if need be. Takes `name`. */
static char *
unique(const struct report *report, char *name)
{
	char *free_name = name != NULL ? str_copy(name) : NULL;

	for (size_t i = 2; free_name != NULL && report_node(report, free_name) != NULL; i++) {
		free(free_name);
		free_name = str_format("%s:%zu", name, i);
	}
	free(name);
	return free_name;
}

/* Whether two files are in the folder of the same node. */
static bool
is_beside(const struct report_file *a, const struct report_file *b)
{
	size_t len = folder_of(a->path);

	return folder_of(b->path) == len && strncmp(a->path, b->path, len) == 0;
}

/* Adds a node that is found by a file; of two maps of one node, only the first adds it. NULL: out of memory. */
static struct report_node *
add_node(struct report *report, const struct report_file *file)
{
	char *name = (file->kind & REPORT_ICMAP) != 0 ? report_kind_node(file->text) : NULL;

	if (name != NULL && !node_name_is_valid(name)) {
		free(name);
		name = NULL;
	}
	if (name == NULL)
		name = name_by_folder(file, report->n + 1);
	for (size_t i = 0; i < report->n && name != NULL; i++)
		if (strcmp(report->v[i].name, name) == 0 && is_beside(anchor(&report->v[i]), file)) {
			free(name);
			return &report->v[i];
		}
	name = unique(report, name);
	if (name == NULL || !array_reserve(&report->v, &report->capacity, report->n + 1, sizeof(*report->v))) {
		free(name);
		return NULL;
	}
	report->v[report->n] = (struct report_node){ .name = name };
	return &report->v[report->n++];
}

/* Whether the folder of a node is that of a file, or one is in the other. *common: the length of what they have in common. */
static bool
is_near(const struct report_node *node, const struct report_file *file, size_t *common)
{
	const char *path = anchor(node)->path;
	size_t len = folder_of(file->path), other = folder_of(path);

	*common = other < len ? other : len;
	return is_in(file->path, len, path, other) || is_in(path, other, file->path, len);
}

/* Whether there is a node near a file. */
static bool
has_near(const struct report *report, const struct report_file *file)
{
	bool near = false;
	size_t common;

	for (size_t i = 0; i < report->n && !near; i++)
		near = is_near(&report->v[i], file, &common);
	return near;
}

/* The node that is nearest to a file. NULL: none, or several are as near. */
static struct report_node *
nearest(const struct report *report, const struct report_file *file)
{
	struct report_node *found = NULL;
	size_t best = 0, common;
	bool again = false;

	for (size_t i = 0; i < report->n; i++) {
		if (!is_near(&report->v[i], file, &common))
			continue;
		again = found != NULL && (common < best ? again : common == best);
		if (found == NULL || common > best) {
			found = &report->v[i];
			best = common;
		}
	}
	return again ? NULL : found;
}

/* Gives a file to a node, if it is longer than the one of that kind that the node has. */
static void
give(struct report_file **of_node, struct report_file *file, enum report_kind kind)
{
	if ((file->kind & kind) != 0 && (*of_node == NULL || (*of_node)->len < file->len))
		*of_node = file;
}

/* Adds a node for each file of a kind that is not beside that of another one. */
static bool
add_nodes(struct report *report, enum report_kind kind)
{
	for (size_t i = 0; i < report->files.n; i++) {
		struct report_file *file = &report->files.v[i];
		struct report_node *node;

		if ((file->kind & kind) == 0 || (kind != REPORT_ICMAP && has_near(report, file)))
			continue;
		node = add_node(report, file);
		if (node == NULL)
			return false;
		give(kind == REPORT_ICMAP ? &node->icmap : kind == REPORT_STATS ? &node->stats : &node->conf, file, kind);
	}
	return true;
}

/* Notes which files the nodes have. */
static void
mark_used(struct report *report)
{
	for (size_t i = 0; i < report->n; i++) {
		struct report_node *node = &report->v[i];
		struct report_file *files[] = { node->icmap, node->stats, node->quorum, node->links, node->version, node->conf };

		for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++)
			if (files[k] != NULL)
				files[k]->used = true;
	}
}

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct report_node *)a)->name, ((const struct report_node *)b)->name);
}

bool
report_find_nodes(struct report *report)
{
	bool good = add_nodes(report, REPORT_ICMAP) && add_nodes(report, REPORT_STATS) && add_nodes(report, REPORT_CONF);

	for (size_t i = 0; i < report->files.n && good; i++) {
		struct report_file *file = &report->files.v[i];
		struct report_node *node = nearest(report, file);

		if (node == NULL)
			continue;
		if (node->icmap == NULL || (node->icmap->kind & REPORT_STATS) == 0)
			give(&node->stats, file, REPORT_STATS);
		give(&node->quorum, file, REPORT_QUORUM);
		give(&node->links, file, REPORT_LINKS);
		give(&node->version, file, REPORT_VERSION);
		give(&node->conf, file, REPORT_CONF);
	}
	mark_used(report);
	if (report->n > 0)
		qsort(report->v, report->n, sizeof(*report->v), by_name);
	return good;
}

const struct report_node *
report_node(const struct report *report, const char *name)
{
	for (size_t i = 0; i < report->n; i++)
		if (strcmp(report->v[i].name, name) == 0)
			return &report->v[i];
	return NULL;
}

char *
report_printed(const struct report_node *node)
{
	const struct report_file *files[] = {
		node->version,
		node->links != node->version ? node->links : NULL,
		node->quorum != node->version && node->quorum != node->links ? node->quorum : NULL,
	};
	char *text = NULL;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *longer = files[i] != NULL ? str_format("%s%s\n", text != NULL ? text : "", files[i]->text) : NULL;

		if (longer == NULL)
			continue;
		free(text);
		text = longer;
	}
	return text;
}

void
report_clear(struct report *report)
{
	for (size_t i = 0; i < report->n; i++)
		free(report->v[i].name);
	free(report->v);
	report_files_clear(&report->files);
	*report = (struct report)REPORT_INIT;
}
