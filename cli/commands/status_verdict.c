/* SPDX-License-Identifier: BSD-3-Clause */
/* What status for several nodes says at its end: what is left out, what is not judged, and whether the nodes agree. */
#include <stdlib.h>

#include "commands/status_all.h"

static bool
has_view(const struct viewer *viewer, const void *view)
{
	return viewer->view == *(const enum view *)view;
}

/* Prints which nodes have such a view, with the rest of the sentence; nothing if there are none. */
static void
print_nodes(struct output *out, const struct overview *all, const char *before, enum view view, const char *after)
{
	char *list = overview_nodes(out, all, 0, has_view, &view);

	if (list != NULL)
		output_print(out, "%s%s%s\n", before, list, after);
	free(list);
}

/* Prints that nothing is wrong, as far as it is known. */
static void
print_agreement(struct output *out, const struct overview *all, size_t full)
{
	if (full == 1 && all->n_rows == 1)
		output_print(out, "The only node has no finding\n");
	else if (full == 1)
		print_nodes(out, all, "No finding, but only ", VIEW_FULL, " says whom it sees: whether the nodes agree is not known");
	else
		output_print(out, "The nodes %sagree, and have no finding\n",
			     full == all->n_rows ? "" : all->report ? "with a complete map " : "that answered ");
}

void
overview_print_verdict(struct output *out, const struct overview *all, bool found)
{
	size_t full = overview_count(all, VIEW_FULL), known = overview_count(all, VIEW_EMPTY);

	if (!found || full < known || all->excepted.n > 0)
		output_print(out, "\n");
	print_nodes(out, all, "Not judged: ", VIEW_EMPTY,
		    all->report ? ", of which the report has no map with members" : ", which has no members");
	print_nodes(out, all, "Not judged: ", VIEW_CUT, ", whose map ends early");
	left_out_print(out, "because of the missing end", &all->unsure);
	left_out_print(out, "by --except", &all->excepted);
	if (full == 0)
		output_print(out, "Too little is known to judge the cluster: no node says whom it sees\n");
	else if (!found)
		print_agreement(out, all, full);
}
