/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/hint.h"

#include <stdlib.h>
#include <string.h>

#include "session/session.h"
#include "str.h"

/* ---- names ---------------------------------------------------------------- */

/* Looks a name up in the index that the prompt has of a map anyway. */
static enum name_state
look_up(void *arg, const char *map, const char *name)
{
	struct app *app = arg;
	const struct cmh_handle *handle = map != NULL ? cmh_handle_by_name(app->cmh, map) : app->current;
	const struct key_index *index = handle != NULL ? key_index_find(&app->session->indexes, handle) : NULL;
	bool begins;

	if (index == NULL)
		return NAME_NOT_KNOWN;
	if (key_index_has(index, name, &begins))
		return NAME_EXISTS;
	if (begins)
		return NAME_BEGINS;
	return cmh_watch_ready(index->watch) ? NAME_ABSENT : NAME_NOT_KNOWN;
}

/* ---- the history ------------------------------------------------------------ */

/* Returns the rest of the newest line that begins like this one. NULL: none. */
static const char *
find_rest(const struct history *history, const char *line)
{
	size_t len = strlen(line);

	if (line[strspn(line, " \t")] == '\0')
		return NULL;
	for (size_t i = history->n; i-- > 0;)
		if (strncmp(history->v[i], line, len) == 0 && history->v[i][len] != '\0')
			return history->v[i] + len;
	return NULL;
}

/* ---- the hint --------------------------------------------------------------- */

bool
hint_find(struct app *app, const char *line, size_t cursor, struct hint *out)
{
	const struct typed_source source = { look_up, app };
	const char *usage, *note;

	*out = (struct hint){ .rest = line[cursor] == '\0' ? find_rest(&app->session->history, line) : NULL };
	if (!typed_line_read(app, line, cursor, &source, &out->typed)) {
		hint_clear(out);
		return false;
	}
	usage = out->typed.usage;
	note = out->typed.note;
	if (out->rest != NULL)
		out->after = str_copy(out->rest);
	else if (usage != NULL)
		out->after = str_format("%s%s", out->typed.apart ? " " : "", usage);
	if (out->rest != NULL && usage != NULL)
		out->note = str_format("%s%s%s", usage, note != NULL ? ": " : "", note != NULL ? note : "");
	else if (note != NULL)
		out->note = str_copy(note);
	return true;
}

void
hint_clear(struct hint *hint)
{
	typed_line_clear(&hint->typed);
	free(hint->after);
	free(hint->note);
	*hint = (struct hint){ .rest = NULL };
}
