/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "prompt/marks.h"
#include "session/session.h"
#include "str.h"

/* Escape sequences, marked for the editor: they take no columns. */
#define BOLD "\1\033[1m\1"
#define RED "\1\033[31m\1"
#define PLAIN "\1\033[0m\1"

/* What a prompt is made of. */
struct pieces {
	const char *cluster, *node; /* each may be NULL: not known */
	const char *map, *path;
	struct marks marks;
};

/* How many columns each piece may have, and how many marks there may be. */
struct limits {
	size_t cluster, node, path, marks;
};

/* From a prompt in full to the shortest one: the first that leaves room on the terminal is taken. */
static const struct limits limits[] = {
	{ SIZE_MAX, SIZE_MAX, SIZE_MAX, N_MARKS },
	{ 12, SIZE_MAX, SIZE_MAX, N_MARKS },
	{ 12, 12, 16, 3 },
	{ 8, 8, 12, 3 },
	{ 8, 8, 8, 2 },
	{ 4, 6, 8, 1 },
	{ 0, 6, 6, 1 },
};

/* Prints bytes of a name, which may come from a file or the map: with a ? for each byte that is not printable ASCII. */
static void
put_bytes(FILE *out, const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
		putc(name[i] >= ' ' && name[i] < 0x7f ? name[i] : '?', out);
}

/* Prints the beginning of a name, with a ~ in place of what is too much. */
static void
put_start(FILE *out, const char *name, size_t len, size_t most)
{
	put_bytes(out, name, len <= most ? len : most - 1);
	fputs(len <= most ? "" : "~", out);
}

/* Prints the end of a path, in the same way: it says where one is. */
static void
put_end(FILE *out, const char *path, size_t most)
{
	size_t len = strlen(path), skip = len <= most ? 0 : len - most + 1;

	fputs(skip > 0 ? "~" : "", out);
	put_bytes(out, path + skip, len - skip);
}

/* Returns how much of a node's name is shown: not the domain. An address has none. */
static size_t
node_length(const char *name)
{
	size_t len = strcspn(name, ".");

	return strspn(name, "0123456789") == len || strchr(name, ':') != NULL ? strlen(name) : len;
}

/* Whether a mark is of something that is wrong. */
static bool
is_red(int rank)
{
	return rank <= MARK_MEMBERS;
}

/* Prints the `most` most important marks, and how many are left out. */
static void
put_marks(FILE *out, const struct marks *marks, size_t most, bool color)
{
	const char *before = " [";
	size_t shown = 0, left_out = 0;

	for (int i = 0; i < N_MARKS; i++) {
		bool red = color && is_red(i);

		if (marks->text[i] == NULL)
			continue;
		if (shown == most) {
			left_out++;
			continue;
		}
		fprintf(out, "%s%s", before, red ? RED : "");
		put_bytes(out, marks->text[i], strlen(marks->text[i]));
		fputs(red ? PLAIN : "", out);
		before = ", ";
		shown++;
	}
	if (left_out > 0)
		fprintf(out, "%s+%zu", before, left_out);
	if (before[0] == ',')
		putc(']', out);
}

/* Returns the prompt. The caller frees it; NULL: out of memory. */
static char *
make(const struct pieces *pieces, const struct limits *most, bool color)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	if (pieces->cluster != NULL && most->cluster > 0) {
		put_start(text.out, pieces->cluster, strlen(pieces->cluster), most->cluster);
		putc(pieces->node != NULL ? '/' : ' ', text.out);
	}
	if (pieces->node != NULL) {
		put_start(text.out, pieces->node, node_length(pieces->node), most->node);
		putc(' ', text.out);
	}
	fputs(color ? BOLD : "", text.out);
	put_start(text.out, pieces->map, strlen(pieces->map), most->path);
	fputs(pieces->path[0] != '\0' ? ":" : "", text.out);
	put_end(text.out, pieces->path, most->path);
	fputs(color ? PLAIN : "", text.out);
	put_marks(text.out, &pieces->marks, most->marks, color);
	fputs("> ", text.out);
	return str_close(&text);
}

enum { ROOM = 20 }; /* for a command, where the terminal is not narrow */

/* Returns the longest limits with which the prompt leaves that room, or a quarter of a narrow row. NULL: out of memory. */
static const struct limits *
choose_limits(const struct pieces *pieces, int columns)
{
	size_t n = sizeof(limits) / sizeof(limits[0]);
	int most = columns >= 4 * ROOM ? columns - ROOM : columns * 3 / 4;

	for (size_t i = 0; i + 1 < n; i++) {
		char *text = make(pieces, &limits[i], false);
		size_t len = text != NULL ? strlen(text) : 0;

		free(text);
		if (text == NULL)
			return NULL;
		if (len <= (size_t)most)
			return &limits[i];
	}
	return &limits[n - 1];
}

char *
prompt_text(const struct app *app, bool read_only, bool color, int columns)
{
	const struct summary *summary = session_summary(app->session, app->current);
	struct pieces pieces = {
		.cluster = summary != NULL ? summary->cluster : NULL,
		.node = session_node(app->session, app->current),
		.map = app->current != NULL ? cmh_handle_info(app->current)->name : "no map",
		.path = app->here,
	};
	const struct limits *most;
	char *text = NULL;

	marks_make(&pieces.marks, app, read_only);
	most = pieces.marks.failed ? NULL : choose_limits(&pieces, columns);
	if (most != NULL)
		text = make(&pieces, most, color);
	marks_clear(&pieces.marks);
	return text;
}
