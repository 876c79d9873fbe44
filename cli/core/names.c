/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/key_hint.h"
#include "key_pattern.h"
#include "text/key_path.h"

/* Whether the map has a key of that name; unless `whole`, or one that the name covers as a path. */
static bool
exists(struct app *app, const char *name, bool whole)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_value value = CMH_VALUE_INIT;
	bool some;

	if (whole) {
		some = cmh_name_check(name, NULL) == CMH_OK && cmh_get(app->call.map, name, &value, NULL) == CMH_OK;
		cmh_value_clear(&value);
		return some;
	}
	some = cmh_list(app->call.map, name, &found, NULL) == CMH_OK && found.n > 0;
	cmh_entries_clear(&found);
	return some;
}

bool
name_is_from_top(struct app *app, const char *typed, bool whole)
{
	char *below;
	bool from_top;

	/* A pattern that begins with a star would list the complete map, and was not printed anywhere. */
	if (app->here[0] == '\0' || typed[strcspn(typed, ".*")] == '*' || key_path_start(typed) > 0 || typed[0] == '.' ||
	    typed[0] == '-' || typed[0] == '\0')
		return false;
	/* Most names are not from the top, and to find that out costs little: no key is listed. */
	if (!exists(app, typed, whole))
		return false;
	below = key_path_resolve(app->here, typed);
	from_top = below != NULL && !exists(app, below, whole);
	free(below);
	return from_top;
}

bool
names_settle(struct app *app, struct args *args)
{
	const char *kind = args->cmd->kinds;

	for (int i = 0; i < args->n; i++) {
		bool path = kind[0] != KIND_KEY || args->cmd->branch != NULL;

		if (kind_is_name(kind[0]) && name_is_from_top(app, args->given[i], !path)) {
			char *name = strdup(args->given[i]);

			if (name == NULL)
				return false;
			free(args->word[i]);
			args->word[i] = name;
		}
		if (kind[0] != '\0' && kind[1] != '\0')
			kind++;
	}
	return true;
}

void
name_warn_unmatched(struct app *app, const char *path)
{
	char *hint = key_hint(app->call.map, path, "watch");

	app_warn(app, hint, key_pattern_is(path) ? "no key matches \"%s\" yet" : "no key at or below \"%s\" yet", path);
	free(hint);
}
