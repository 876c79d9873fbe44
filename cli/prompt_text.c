/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt_text.h"

#include <string.h>
#include <sys/utsname.h>

#include "session.h"

/* Escape sequences, marked for the editor as taking no room. */
#define BOLD "\1\033[1m\1"
#define RED "\1\033[31m\1"
#define PLAIN "\1\033[0m\1"

/* A mark behind the path: "[" or ", " in front of it. Returns what goes in front of the next. */
static const char *
put_mark(FILE *out, const char *before, const char *color, const char *mark)
{
	fprintf(out, "%s%s%s%s", before, color, mark, color[0] != '\0' ? PLAIN : "");
	return ", ";
}

static void
put_marks(FILE *out, const struct session *session, struct cmh_handle *map, bool read_only, const char *red)
{
	const struct index *index = session_known_index(session, map);
	struct cmh_handle_info info = { .connected = false };
	const char *before = " [";
	unsigned watches = 0;
	char count[32];

	if (map != NULL)
		cmh_handle_info(map, &info);
	for (const struct background *b = session->watches; b != NULL; b = b->next)
		watches++;
	snprintf(count, sizeof(count), "%u %s", watches, watches == 1 ? "watch" : "watches");
	if (read_only)
		before = put_mark(out, before, "", "read-only");
	if (watches > 0)
		before = put_mark(out, before, "", count);
	if (index != NULL && index->pid == 0 && !info.connected && !info.saved)
		before = put_mark(out, before, red, "not connected");
	else if (index != NULL && index->lost)
		before = put_mark(out, before, red, "disconnected");
	if (before[0] == ',')
		putc(']', out);
}

char *
prompt_text(const struct app *app, bool read_only, bool color)
{
	struct cmh_handle *map = cmh_current(app->cmh);
	struct cmh_handle_info info = { .name = "no map" };
	const char *path = app->session->path;
	struct utsname node;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (out == NULL)
		return NULL;
	if (map != NULL)
		cmh_handle_info(map, &info);
	if (uname(&node) != 0)
		strcpy(node.nodename, "?");
	fprintf(out, "cmapsh %.*s %s%s%s%s%s", (int)strcspn(node.nodename, "."), node.nodename, color ? BOLD : "", info.name,
		path[0] != '\0' ? ":" : "", path, color ? PLAIN : "");
	put_marks(out, app->session, map, read_only, color ? RED : "");
	fputs("> ", out);
	return fclose(out) == 0 ? text : NULL;
}
