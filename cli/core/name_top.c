/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/name_top.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/key_path.h"

/* Whether the map has a key of that name; or, unless `exact`, one that the name covers as a path. False also on errors, see `err`. */
static bool
exists(struct app *app, const char *name, bool exact, struct cmh_error *err)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_value value = CMH_VALUE_INIT;
	bool some;

	if (exact) {
		some = cmh_name_check(name, NULL) == CMH_OK && cmh_get(app->call.map, name, &value, err) == CMH_OK;
		cmh_value_clear(&value);
		return some;
	}
	some = cmh_list(app->call.map, name, &found, err) == CMH_OK && found.n > 0;
	cmh_entries_clear(&found);
	return some;
}

bool
name_is_from_top(struct app *app, const char *typed, bool exact, struct cmh_error *err)
{
	char *below;
	bool from_top;

	/* A pattern that begins with a star would list the complete map, and was not printed anywhere. */
	if (app->here[0] == '\0' || typed[strcspn(typed, ".*")] == '*' || key_path_start(typed) > 0 || typed[0] == '.' ||
	    typed[0] == '-' || typed[0] == '\0')
		return false;
	/* Most names are not from the top, and to find that out costs little: no key is listed. */
	if (!exists(app, typed, exact, err))
		return false;
	below = key_path_resolve(app->here, typed);
	from_top = below != NULL && !exists(app, below, exact, err) && (err->status == CMH_OK || err->status == CMH_NOT_FOUND);
	free(below);
	return from_top;
}

char *
name_to_type(struct app *app, const char *name)
{
	struct cmh_error err = CMH_ERROR_INIT;
	bool bare = app->here[0] == '\0' || name_is_from_top(app, name, false, &err);

	cmh_error_clear(&err);
	return bare ? str_copy(name) : str_format("/%s", name);
}
