/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/text.h"

#include <string.h>

#include "session/session.h"
#include "str.h"

/* Escape sequences, marked for the editor: they take no columns. */
#define BOLD "\1\033[1m\1"
#define RED "\1\033[31m\1"
#define PLAIN "\1\033[0m\1"

/* Prints a mark after the path, and " [" or ", " before it. Returns the text to print before the next mark. */
static const char *
put_mark(FILE *out, const char *before, const char *color, const char *mark)
{
	fprintf(out, "%s%s%s%s", before, color, mark, color[0] != '\0' ? PLAIN : "");
	return ", ";
}

/* Prints which nodes commands ask. */
static const char *
put_nodes(FILE *out, const char *before, const char *nodes)
{
	fprintf(out, "%snodes %s", before, nodes);
	return ", ";
}

static void
put_marks(FILE *out, const struct session *session, struct cmh_handle *map, bool read_only, const char *red)
{
	const struct key_index *index = key_index_find(&session->indexes, map);
	struct cmh_handle_info info = { .connected = false };
	const char *before = " [";
	unsigned tasks = jobs_count(&session->jobs);
	char count[32];

	if (map != NULL)
		info = *cmh_handle_info(map);
	snprintf(count, sizeof(count), "%u %s", tasks, tasks == 1 ? "task" : "tasks");
	if (session->nodes != NULL)
		before = put_nodes(out, before, session->nodes);
	if (read_only)
		before = put_mark(out, before, "", "read-only");
	if (tasks > 0)
		before = put_mark(out, before, "", count);
	if (index != NULL && index->pid == 0 && !info.connected && !info.saved)
		before = put_mark(out, before, red, "not connected");
	else if (index != NULL && index->lost)
		before = put_mark(out, before, red, "lost");
	else if (index != NULL && index->silent)
		before = put_mark(out, before, red, "not answering");
	if (before[0] == ',')
		putc(']', out);
}

/* Prints a name, which may come from a file or the map: with a ? for each byte that is not printable ASCII. */
static void
put_name(FILE *out, const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
		putc(name[i] >= ' ' && name[i] < 0x7f ? name[i] : '?', out);
}

char *
prompt_text(const struct app *app, bool read_only, bool color)
{
	struct cmh_handle *map = app->current;
	struct cmh_handle_info info = { .name = "no map" };
	const char *path = app->here;
	const char *name = node_name_get(&app->session->node);
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	if (map != NULL)
		info = *cmh_handle_info(map);
	fputs("cmapsh ", text.out);
	put_name(text.out, name, strcspn(name, "."));
	fputs(color ? " " BOLD : " ", text.out);
	put_name(text.out, info.name, strlen(info.name));
	fputs(path[0] != '\0' ? ":" : "", text.out);
	put_name(text.out, path, strlen(path));
	fputs(color ? PLAIN : "", text.out);
	put_marks(text.out, app->session, map, read_only, color ? RED : "");
	fputs("> ", text.out);
	return str_close(&text);
}
