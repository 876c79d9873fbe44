/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/node_line.h"

#include <stdlib.h>

#include "nodes/node_list.h"

/* Returns the nodes of the group that begins with `first`. The caller frees it; NULL: out of memory. */
static char *
group_names(const struct node_row *row, char *const *all, size_t n_all, size_t first)
{
	char **names = calloc(n_all + 1, sizeof(*names)), *text = NULL;
	size_t n = 0;

	for (size_t i = first; i < n_all && names != NULL; i++)
		if (row->same[i] == first)
			names[n++] = all[i];
	if (names != NULL)
		text = node_list_text(names, n);
	free(names);
	return text;
}

/* The type that all nodes have which have the key; CMH_NONE: it differs. */
static enum cmh_type
common_type(const struct node_row *row, size_t n)
{
	enum cmh_type type = CMH_NONE;

	for (size_t i = 0; i < n; i++) {
		if (row->v[i] == NULL)
			continue;
		if (type != CMH_NONE && type != row->v[i]->value.type)
			return CMH_NONE;
		type = row->v[i]->value.type;
	}
	return type;
}

void
node_line_print(struct output *out, const struct node_row *row, char *const *names, size_t n)
{
	enum cmh_type type = common_type(row, n);
	const char *between = ": ";

	output_print(out, "%s", row->key);
	if (type != CMH_NONE)
		output_print(out, " (%s)", cmh_type_name(type));
	for (size_t i = 0; i < n; i++) {
		char *group = row->same[i] == i ? group_names(row, names, n, i) : NULL;

		if (row->same[i] != i)
			continue;
		output_print(out, "%s", between);
		if (row->v[i] == NULL)
			output_print(out, "missing");
		else
			output_value(out, row->key, &row->v[i]->value);
		if (row->v[i] != NULL && type == CMH_NONE)
			output_print(out, " (%s)", cmh_type_name(row->v[i]->value.type));
		output_print(out, " on %s", group != NULL ? group : "?");
		out->failed |= group == NULL;
		between = ", ";
		free(group);
	}
	output_print(out, "\n");
}
