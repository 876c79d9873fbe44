/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of nodes and links on the screen of status. */
#include <stdlib.h>
#include <string.h>

#include "commands/status.h"
#include "str.h"
#include "text/screen.h"

enum { GAP = 2, MAX_COLUMNS = 5 + 4 * CLUSTER_LINKS };

struct cell {
	char *text;        /* NULL: out of memory */
	const char *color; /* NULL: none */
};

struct grid {
	size_t columns, rows; /* rows with the headings */
	struct cell *cells;
	bool right[MAX_COLUMNS];
	size_t widths[MAX_COLUMNS];
	size_t row, column; /* where the next cell goes */
};

/* ---- cells ------------------------------------------------------------------ */

static void
put(struct grid *grid, char *text, const char *color)
{
	size_t width = text != NULL ? screen_width(text) : 0;

	grid->cells[grid->row * grid->columns + grid->column] = (struct cell){ text, color };
	if (width > grid->widths[grid->column])
		grid->widths[grid->column] = width;
	grid->column++;
}

static void
put_text(struct grid *grid, const char *text)
{
	put(grid, str_copy(text), NULL);
}

static void
put_number(struct grid *grid, uint64_t number)
{
	put(grid, str_format("%llu", (unsigned long long)number), NULL);
}

static void
end_row(struct grid *grid)
{
	grid->row++;
	grid->column = 0;
}

static void
put_heading(struct grid *grid, const char *text, bool right)
{
	grid->right[grid->column] = right;
	put_text(grid, text);
}

/* ---- a link ------------------------------------------------------------------- */

/* Its latency, on average and at most; that of a link that is down is an old one. */
static char *
latency_text(const struct cluster_node *node, const struct cluster_link *link)
{
	unsigned long long ave = link->latency_ave.n, max = link->latency_max.n;

	if (node->self || !link->connected || !link->latency_ave.known)
		return str_copy("-");
	if (max < 10000)
		return str_format("%llu / %llu us", ave, max);
	return str_format("%.1f / %.1f ms", (double)ave / 1000, (double)max / 1000);
}

static const char *
link_state(const struct cluster_node *node, const struct cluster_link *link)
{
	if (link->address == NULL)
		return "-";
	if (node->self)
		return "local";
	if (!link->known)
		return "-";
	return link->connected ? "up" : link->enabled ? "DOWN" : "off";
}

/* Puts the state, latency and losses of a link; `number`: the state begins with its number. */
static void
put_link(struct grid *grid, const struct cluster_node *node, unsigned l, bool number, bool steady)
{
	const struct cluster_link *link = &node->link[l];
	const char *state = link_state(node, link);

	put(grid, number ? str_format("%u %s", l, state) : str_copy(state), strcmp(state, "DOWN") == 0 ? STYLE_BAD : NULL);
	put(grid, steady ? str_copy("") : latency_text(node, link), NULL);
	if (node->self || !link->known || !link->lost.known)
		put_text(grid, "-");
	else
		put_number(grid, link->lost.n);
}

static void
put_link_headings(struct grid *grid, const char *link)
{
	put_heading(grid, link, false);
	put_heading(grid, "LATENCY ave/max", true);
	put_heading(grid, "LOST", true);
}

/* ---- the grid ------------------------------------------------------------------- */

/* How links are shown. */
enum shape { WITHOUT_LINKS, ONE_LINK, LINES, WIDE };

static void
put_headings(struct grid *grid, const struct cluster *c, enum shape shape)
{
	char text[32];

	put_heading(grid, "", false);
	put_heading(grid, "ID", true);
	put_heading(grid, "NAME", false);
	if (shape != WIDE)
		put_heading(grid, "ADDRESS", false);
	put_heading(grid, "MEMBER", false);
	put_heading(grid, "REJOINS", true);
	if (shape == LINES)
		put_link_headings(grid, "LINK");
	if (shape == ONE_LINK)
		put_link_headings(grid, "LINK 0");
	for (unsigned l = 0; l < c->links && shape == WIDE; l++) {
		snprintf(text, sizeof(text), "ADDRESS %u", l);
		put_heading(grid, text, false);
		snprintf(text, sizeof(text), "LINK %u", l);
		put_link_headings(grid, text);
	}
	end_row(grid);
}

static void
put_node(struct grid *grid, const struct status *status, const struct cluster_node *node, enum shape shape)
{
	static const char *const members[] = {
		[MEMBER_UNKNOWN] = "-", [MEMBER_UNSEEN] = "NEVER SEEN", [MEMBER_LEFT] = "LEFT", [MEMBER_JOINED] = "joined"
	};
	bool away = node->member != MEMBER_JOINED && node->member != MEMBER_UNKNOWN;
	enum finding_level worst = FINDING_NOTE;

	for (size_t i = 0; i < status->findings.n; i++)
		if (status->findings.v[i].node == node->id && status->findings.v[i].level > worst)
			worst = status->findings.v[i].level;
	put(grid, str_copy(worst > FINDING_NOTE ? "!" : ""), worst == FINDING_CRITICAL ? STYLE_BAD : STYLE_WARNING);
	put_number(grid, node->id);
	put_text(grid, node->name);
	if (shape != WIDE)
		put_text(grid, node->link[0].address != NULL ? node->link[0].address : "-");
	put(grid, str_copy(members[node->member]), away ? STYLE_BAD : NULL);
	put_number(grid, node->rejoins);
}

/* Puts a node, and in the shape LINES a line for each more link. */
static void
put_rows(struct grid *grid, const struct status *status, const struct cluster_node *node, enum shape shape, bool steady)
{
	const struct cluster *c = &status->cluster;

	put_node(grid, status, node, shape);
	if (shape == ONE_LINK || shape == LINES)
		put_link(grid, node, 0, shape == LINES, steady);
	for (unsigned l = 0; l < c->links && shape == WIDE; l++) {
		put_text(grid, node->link[l].address != NULL ? node->link[l].address : "-");
		put_link(grid, node, l, false, steady);
	}
	end_row(grid);
	for (unsigned l = 1; l < c->links && (shape == LINES || shape == WITHOUT_LINKS); l++) {
		if (node->link[l].address == NULL)
			continue;
		for (size_t empty = 0; empty < 3; empty++)
			put_text(grid, "");
		put_text(grid, node->link[l].address);
		put_text(grid, "");
		put_text(grid, "");
		if (shape == LINES)
			put_link(grid, node, l, true, steady);
		end_row(grid);
	}
}

/* False: out of memory. */
static bool
make_grid(struct grid *grid, const struct status *status, enum shape shape, bool steady)
{
	const struct cluster *c = &status->cluster;
	size_t most = 1;

	*grid = (struct grid){ .columns = shape == WIDE ? 5 + 4 * c->links : shape == WITHOUT_LINKS ? 6 : 9 };
	for (size_t i = 0; i < c->n; i++)
		most += shape == WIDE || c->links == 0 ? 1 : c->links;
	grid->cells = calloc(most * grid->columns, sizeof(*grid->cells));
	if (grid->cells == NULL)
		return false;
	grid->widths[0] = 1;
	put_headings(grid, c, shape);
	for (size_t i = 0; i < c->n; i++)
		put_rows(grid, status, &c->nodes[i], shape, steady);
	grid->rows = grid->row;
	return true;
}

static void
clear_grid(struct grid *grid)
{
	for (size_t i = 0; grid->cells != NULL && i < grid->rows * grid->columns; i++)
		free(grid->cells[i].text);
	free(grid->cells);
}

static size_t
grid_width(const struct grid *grid)
{
	size_t width = 0;

	for (size_t i = 0; i < grid->columns; i++)
		width += grid->widths[i] + (i > 1 ? GAP : 1);
	return width - 1;
}

/* ---- printing ---------------------------------------------------------------------- */

/* Prints no spaces at the end of a line. The mark is one column from the id. */
static void
print_row(struct output *out, const struct grid *grid, const struct cell *cells)
{
	size_t owed = 0;

	for (size_t i = 0; i < grid->columns; i++) {
		const char *text = cells[i].text;
		size_t missing;

		if (text == NULL) {
			out->failed = true;
			continue;
		}
		missing = grid->widths[i] - screen_width(text);
		owed += grid->right[i] ? missing : 0;
		if (text[0] != '\0') {
			output_print(out, "%*s", (int)owed, "");
			output_styled(out, cells[i].color, text);
			owed = 0;
		}
		owed += (grid->right[i] ? 0 : missing) + (i == 0 ? 1 : GAP);
	}
	output_print(out, "\n");
}

void
status_print_nodes(struct output *out, const struct status *status, int columns, bool steady)
{
	const struct cluster *c = &status->cluster;
	bool knet = c->knet && c->links > 0;
	struct grid grid;
	bool good;

	good = make_grid(&grid, status, !knet ? WITHOUT_LINKS : c->links <= 1 ? ONE_LINK : WIDE, steady);
	if (good && knet && c->links > 1 && grid_width(&grid) > (size_t)columns) {
		clear_grid(&grid);
		good = make_grid(&grid, status, LINES, steady);
	}
	for (size_t i = 0; i < grid.rows && good; i++)
		print_row(out, &grid, grid.cells + i * grid.columns);
	out->failed |= !good;
	clear_grid(&grid);
}
