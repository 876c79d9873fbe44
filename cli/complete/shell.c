/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/shell.h"

#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "core/map_file.h"
#include "core/report_open.h"
#include "know/key.h"
#include "str.h"

enum { PATIENCE_MS = 100 }; /* for an answer of corosync: a person waits for Tab */

struct asked {
	struct app *app;
	struct cmh_entries keys;
};

static struct cmh_handle *
open_map(struct asked *s, const char *map)
{
	if (map != NULL && (map_file_is_standard(map) || map_file_can_wait(map))) /* it is not for us to read */
		return NULL;
	return report_open(s->app, map != NULL ? map : "live", NULL, REPORT_BRIEFLY, NULL);
}

/* Lists names from corosync; if that fails, from the table of known keys. */
static const struct cmh_entries *
ask_names(void *arg, const char *map, const char *prefix)
{
	struct asked *s = arg;
	struct cmh_handle *handle = open_map(s, map);
	char *path = handle != NULL ? str_format("%s*", prefix) : NULL;
	bool listed = path != NULL && cmh_list(handle, path, &s->keys, NULL) == CMH_OK;

	free(path);
	if (listed)
		return &s->keys;
	return key_info_names(&s->keys) ? &s->keys : NULL;
}

static bool
ask_value(void *arg, const char *map, const char *key, struct cmh_value *out)
{
	struct cmh_handle *handle = open_map(arg, map);

	return handle != NULL && cmh_get(handle, key, out, NULL) == CMH_OK;
}

static void
print(FILE *out, const struct completion *found)
{
	fprintf(out, "%s\n", found->word);
	if (found->files)
		fputs("\tfile\n", out);
	for (size_t i = 0; i < found->n; i++) {
		const struct candidate *c = &found->v[i];

		fprintf(out, "%s%s%s\n", c->text, c->note != NULL ? "\t" : "", c->note != NULL ? c->note : "");
	}
}

/* Returns the line after the name of the program, which may be quoted. NULL: the cursor is still in it. */
static const char *
skip_program(const char *line)
{
	struct words words;
	const char *rest = NULL;

	(void)words_split(line, &words); /* a quote may be open here */
	if (words.n > 1)
		rest = line + words.at[1];
	else if (words.n == 1 && words.new_word)
		rest = "";
	words_clear(&words);
	return rest;
}

enum exit_code
shell_complete(struct app *app, const char *line)
{
	struct asked asked = { .app = app, .keys = CMH_ENTRIES_INIT };
	const struct complete_source source = { ask_names, ask_value, &asked };
	const char *rest = skip_program(line);
	struct completion found;

	if (rest == NULL)
		return EXIT_DONE;
	cmh_context_options(app->cmh)->timeout_ms = PATIENCE_MS;
	cmh_context_options(app->cmh)->slow = NULL;
	app->call.silent = true;
	if (complete(app, rest, MODE_ONE_SHOT, &source, &found))
		print(app->render.file, &found);
	completion_clear(&found);
	cmh_entries_clear(&asked.keys);
	return EXIT_DONE;
}
