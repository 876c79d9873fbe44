/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/key_hint.h"
#include "key_pattern.h"
#include "text/key_path.h"

/* Whether the map has a key of that name; or, unless `exact`, one that the name covers as a path. */
static bool
exists(struct app *app, const char *name, bool exact)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_value value = CMH_VALUE_INIT;
	bool some;

	if (exact) {
		some = cmh_name_check(name, NULL) == CMH_OK && cmh_get(app->call.map, name, &value, NULL) == CMH_OK;
		cmh_value_clear(&value);
		return some;
	}
	some = cmh_list(app->call.map, name, &found, NULL) == CMH_OK && found.n > 0;
	cmh_entries_clear(&found);
	return some;
}

bool
name_is_from_top(struct app *app, const char *typed, bool exact)
{
	char *below;
	bool from_top;

	/* A pattern that begins with a star would list the complete map, and was not printed anywhere. */
	if (app->here[0] == '\0' || typed[strcspn(typed, ".*")] == '*' || key_path_start(typed) > 0 || typed[0] == '.' ||
	    typed[0] == '-' || typed[0] == '\0')
		return false;
	/* Most names are not from the top, and to find that out costs little: no key is listed. */
	if (!exists(app, typed, exact))
		return false;
	below = key_path_resolve(app->here, typed);
	from_top = below != NULL && !exists(app, below, exact);
	free(below);
	return from_top;
}

bool
names_settle(struct app *app, struct args *args)
{
	for (int i = 0; i < args->n; i++) {
		enum word_kind kind = cmd_word_kind(args->cmd, i);
		bool path = kind != KIND_KEY || args->cmd->branch != NULL;

		if (kind_is_name(kind) && name_is_from_top(app, args->given[i], !path)) {
			char *name = strdup(args->given[i]);

			if (name == NULL)
				return false;
			free(args->word[i]);
			args->word[i] = name;
		}
	}
	return true;
}

void
name_warn_unmatched(struct app *app, const char *path)
{
	char *hint = key_hint(app, path, "watch");

	app_warn(app, hint, key_pattern_is(path) ? "no key matches \"%s\" yet" : "no key at or below \"%s\" yet", path);
	free(hint);
}
