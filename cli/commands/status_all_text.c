/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the screen of several nodes share. */
#include <stdlib.h>

#include "commands/status_all.h"
#include "nodes/node_list.h"

void
overview_print_heading(struct output *out, const char *text)
{
	output_print(out, "\n");
	output_styled(out, STYLE_BRIGHT, text);
	output_print(out, "\n");
}

char *
overview_nodes(struct output *out, const struct overview *all, size_t from,
	       bool (*is_true)(const struct viewer *viewer, const void *what), const void *what)
{
	char **names = calloc(all->n + 1, sizeof(*names)), *list = NULL;
	bool again = false;
	size_t n = 0;

	for (size_t i = 0; i < all->n && names != NULL; i++) {
		if (!is_true(&all->v[i], what))
			continue;
		again |= i < from;
		names[n++] = (char *)all->v[i].name;
	}
	if (names != NULL && n > 0 && !again)
		list = node_list_text(names, n);
	out->failed |= names == NULL || (list == NULL && n > 0 && !again);
	free(names);
	return list;
}
