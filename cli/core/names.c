/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/names.h"

#include <stdlib.h>

#include "core/cmd.h"
#include "core/key_hint.h"
#include "core/name_top.h"
#include "key_pattern.h"
#include "know/key.h"
#include "str.h"

/* Whether an error also ends the command: the next request would only wait again. */
static bool
gives_up(const struct cmh_error *err)
{
	return err->status == CMH_INTERRUPTED || err->status == CMH_TIMEOUT;
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
