/* SPDX-License-Identifier: BSD-3-Clause */
/* watch, unwatch: changes, told above the line that is being typed. */
#include <string.h>

#include "browse.h"
#include "cmd.h"
#include "session.h"

static enum exit_code
run_watch(struct app *app, const struct args *args)
{
	struct cmh_error err = CMH_ERROR_INIT;
	bool path = args->n > 0 && strcmp(args->given[0], "&") != 0;
	struct cmh_handle_info info;
	struct background *b;

	if (args->n == 0 || strcmp(args->given[args->n - 1], "&") != 0 || args->n > 1 + path)
		return app_fail(app, EXIT_USAGE, "usage: watch [PATH] &", "a watch runs in the background: put & behind it");
	cmh_handle_info(app->map, &info);
	if (info.saved)
		return app_fail(app, EXIT_USAGE, NULL, "%s is a saved map: it does not change", info.name);
	b = session_watch(app->session, app->map, path ? args->word[0] : browse_here(app), &err);
	if (b == NULL)
		return app_fail_cmh(app, &err);
	app_note(app, "watch %u: %s; end it with: unwatch %u", b->id, b->path[0] != '\0' ? b->path : "all keys", b->id);
	return EXIT_DONE;
}

static enum exit_code
run_unwatch(struct app *app, const struct args *args)
{
	struct background *b = app->session->watches;
	struct cmh_value id;

	if (args->n > 0 && strcmp(args->word[0], "all") == 0) {
		while (app->session->watches != NULL)
			session_unwatch(app->session, app->session->watches);
		return EXIT_DONE;
	}
	if (args->n > 0) {
		bool number = cmh_value_parse(CMH_U32, args->word[0], &id, NULL) == CMH_OK;

		while (b != NULL && !(number && b->id == id.u))
			b = b->next;
		app->blame = args->word[0];
	}
	if (b == NULL)
		return app_fail(app, EXIT_USAGE, "see: handles", "there is no such watch");
	if (args->n == 0 && b->next != NULL)
		return app_fail(app, EXIT_USAGE, "say which, by number, or: unwatch all; see: handles", "there are several watches");
	session_unwatch(app->session, b);
	return EXIT_DONE;
}

const struct cmd cmd_watch = {
	.name = "watch",
	.group = GROUP_TIME,
	.usage = "[PATH] &",
	.kinds = "p-",
	.summary = "print what changes below a path, in the background",
	.about = "Events appear above the line that is being typed. Of the stats map only keys that come and go are told.",
	.examples = { "watch runtime.members &", "watch totem &" },
	.see = "unwatch, handles",
	.max = 2,
	.flags = CMD_MAP | CMD_PROMPT,
	.run = run_watch,
};

const struct cmd cmd_unwatch = {
	.name = "unwatch",
	.group = GROUP_TIME,
	.usage = "[NUMBER|all]",
	.kinds = "-",
	.summary = "end a background watch",
	.examples = { "unwatch", "unwatch 2" },
	.see = "watch, handles",
	.max = 1,
	.flags = CMD_PROMPT,
	.formats = FORMATS_NO_DATA,
	.run = run_unwatch,
};
