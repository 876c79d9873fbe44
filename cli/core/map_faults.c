/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/map_faults.h"

#include <ctype.h>
#include <string.h>

#include "base/restrict.h"
#include "know/conf_check.h"

enum { PRINTED_MAX = 10 };

/* Whether a part of a file has the word that the secret of the cluster follows: the option key. */
static bool
names_key(const char *at, const char *end)
{
	static const char key[] = "key";
	size_t len = sizeof(key) - 1;

	for (const char *begin = at; at + len <= end; at++)
		if (strncmp(at, key, len) == 0 && (at == begin || !isalnum((unsigned char)at[-1])) &&
		    (at + len == end || (!isalnum((unsigned char)at[len]) && at[len] != '_')))
			return true;
	return false;
}

/* Whether a line may hold a secret: it names the key, or the line before does, and a broken file has the secret there. */
static bool
may_be_secret(const char *text, size_t number)
{
	const char *line = text, *before = text, *end;

	for (size_t n = 1; n < number && (end = strchr(line, '\n')) != NULL; n++) {
		before = line;
		line = end + 1;
	}
	end = strchr(line, '\n');
	return names_key(before, end != NULL ? end : line + strlen(line));
}

static void
note_fault(struct app *app, const char *name, const char *text, const struct cmh_fault *fault)
{
	bool shown = fault->line > 0 && !process_is_restricted() && !may_be_secret(text, fault->line);

	app_note_at(app, where_in_file(name, shown ? text : NULL, fault->line, fault->column), fault->said, fault->message);
}

void
map_faults_note(struct app *app, struct cmh_handle *map)
{
	struct faults faults = { .n = 0 };
	bool complete = conf_check(map, &faults);
	const char *name = cmh_handle_info(map)->name, *text = cmh_handle_text(map);

	if (faults.n > 0)
		app_note_missing(app, "%s: corosync would not start with this file (%zu %s)", name, faults.n,
				 faults.n == 1 ? "fault" : "faults");
	for (size_t i = 0; i < faults.n && i < PRINTED_MAX; i++)
		note_fault(app, name, text, &faults.v[i]);
	if (faults.n > PRINTED_MAX)
		app_note_missing(app, "%s: %zu more %s", name, faults.n - PRINTED_MAX, faults.n - PRINTED_MAX == 1 ? "fault" : "faults");
	if (!complete)
		app_note_missing(app, "%s: out of memory; there may be more faults", name);
	faults_clear(&faults);
}
