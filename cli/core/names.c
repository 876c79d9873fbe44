/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "core/key_hint.h"
#include "key_pattern.h"
#include "know/key.h"
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

/* Whether an error also ends the command: the next request would only wait again. */
static bool
gives_up(const struct cmh_error *err)
{
	return err->status == CMH_INTERRUPTED || err->status == CMH_TIMEOUT;
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

enum exit_code
names_settle(struct app *app, struct args *args)
{
	struct cmh_error err = CMH_ERROR_INIT;

	for (int i = 0; i < args->n; i++) {
		enum word_kind kind = cmd_word_kind(args->cmd, i);
		bool path = kind != KIND_KEY || args->cmd->branch != NULL;

		if (kind_is_name(kind) && name_is_from_top(app, args->given[i], !path, &err)) {
			char *name = str_copy(args->given[i]);

			if (name == NULL)
				return app_no_memory(app);
			free(args->word[i]);
			args->word[i] = name;
		}
		if (gives_up(&err))
			return app_fail_cmh(app, &err);
		cmh_error_clear(&err);
	}
	return EXIT_DONE;
}

void
name_warn_unmatched(struct app *app, const char *path, const char *better)
{
	/* A key that corosync makes at times, such as of a node that joins, is not misspelled. */
	char *hint = better == NULL && key_info_exact(path) == NULL ? key_hint(app, path, "watch") : NULL;

	app_warn(app, better != NULL ? better : hint, key_pattern_is(path) ? "no key matches \"%s\" yet" : "no key at or below \"%s\" yet",
		 path);
	free(hint);
}
