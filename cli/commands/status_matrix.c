/* SPDX-License-Identifier: BSD-3-Clause */
/* Who sees whom: a row and a column for each node that was asked, or that one of these sees. */
#include <stdlib.h>
#include <string.h>

#include "commands/status_all.h"
#include "str.h"
#include "text/screen.h"

enum { GAP = 2 };

static const char *const member_words[] = {
	[MEMBER_UNKNOWN] = "?", [MEMBER_UNSEEN] = "NEVER SEEN", [MEMBER_LEFT] = "LEFT", [MEMBER_JOINED] = "joined"
};

/* What a viewer sees of another one: "joined 2/2", the links that are up and all. The caller frees it; NULL: out of memory. */
static char *
cell_text(const struct viewer *from, const struct viewer *to)
{
	const struct cluster_node *node = viewer_sees(from, to);
	unsigned links = node != NULL ? node_links(node) : 0;

	if (from == to)
		return str_copy("-");
	if (node == NULL)
		return str_copy("unknown");
	if (links == 0)
		return str_copy(member_words[node->member]);
	return str_format("%s %u/%u", member_words[node->member], node_links_up(node), links);
}

static bool
cell_is_bad(const struct viewer *from, const struct viewer *to)
{
	const struct cluster_node *node = viewer_sees(from, to);

	return from != to && node != NULL &&
	       ((node->member != MEMBER_JOINED && node->member != MEMBER_UNKNOWN) || node_links_up(node) < node_links(node));
}

/* Prints a cell, and the spaces up to the next one. */
static void
print_cell(struct output *out, const char *color, const char *text, size_t width)
{
	output_styled(out, color, text);
	output_print(out, "%*s", (int)(width + GAP - screen_width(text)), "");
}

/* The width of all columns. */
static size_t
column_width(const struct overview *all)
{
	size_t width = strlen("joined 2/2");

	for (size_t i = 0; i < all->n_rows; i++)
		if (screen_width(all->rows[i]->name) > width)
			width = screen_width(all->rows[i]->name);
	return width;
}

/* Prints whether a node has quorum, if it says that itself. */
static void
print_quorum(struct output *out, const struct cluster_quorum *quorum)
{
	bool known = quorum->exists && !quorum->counted;

	output_styled(out, known && !quorum->quorate ? STYLE_BAD : NULL, !known ? "?" : quorum->quorate ? "yes" : "NO");
}

/* Why a node says nothing of the others. Static. */
static const char *
blind_word(const struct overview *all, const struct viewer *viewer)
{
	if (viewer->view == VIEW_EMPTY)
		return all->report ? "no map" : "no members";
	if (viewer->view == VIEW_NOT_ASKED)
		return all->report ? "not read" : "not asked";
	return viewer->stopped ? "not running" : all->report ? "not read" : "no answer";
}

static void
print_row(struct output *out, const struct overview *all, const struct viewer *from, size_t width)
{
	print_cell(out, NULL, from->name, width);
	if (from->view < VIEW_CUT) {
		output_styled(out, from->view == VIEW_NOT_ASKED ? NULL : STYLE_BAD, blind_word(all, from));
		output_print(out, "\n");
		return;
	}
	for (size_t i = 0; i < all->n_rows; i++) {
		char *text = cell_text(from, all->rows[i]);

		if (text != NULL)
			print_cell(out, cell_is_bad(from, all->rows[i]) ? STYLE_BAD : NULL, text, width);
		out->failed |= text == NULL;
		free(text);
	}
	print_quorum(out, &from->status.cluster.quorum);
	output_print(out, "\n");
}

void
overview_print_matrix(struct output *out, const struct overview *all)
{
	size_t width = column_width(all);

	print_cell(out, NULL, "sees", width);
	for (size_t i = 0; i < all->n_rows; i++)
		print_cell(out, NULL, all->rows[i]->name, width);
	output_print(out, "quorum\n");
	for (size_t i = 0; i < all->n_rows; i++)
		print_row(out, all, all->rows[i], width);
}
