/* SPDX-License-Identifier: BSD-3-Clause */
/* explain: explains the errors of cmap. */
#include <string.h>
#include <strings.h>

#include "core/cmd.h"
#include "text/nearest.h"

static const char prefix[] = "CS_ERR_";

/* Whether the word is the number of an error, or its name with or without CS_ERR_. */
static bool
is_called(const struct cmh_error_info *info, const char *word)
{
	struct cmh_value number = CMH_VALUE_INIT;
	const char *rest = info->symbol + strlen(prefix);

	if (cmh_value_parse(CMH_I32, word, &number, NULL) == CMH_OK)
		return number.i == info->number;
	return strcasecmp(info->symbol, word) == 0 ||
	       (strncmp(info->symbol, prefix, strlen(prefix)) == 0 && strcasecmp(rest, word) == 0);
}

static enum exit_code
run_explain(struct app *app, const struct args *args)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);
	struct near near = near_start(args->n > 0 ? args->word[0] : "");
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		near_try(&near, infos[i].symbol);
		if (args->n > 0 && !is_called(&infos[i], args->word[0]))
			continue;
		found = true;
		render_error_row(&app->render, &infos[i]);
	}
	if (found)
		return EXIT_DONE;
	return app_fail_near(app, &near, "run: cmapsh explain", "unknown error", args->word[0]);
}

const struct cmd cmd_explain = {
	.name = "explain",
	.group = GROUP_EXPLAIN,
	.usage = "[ERROR]",
	.kinds = "e",
	.summary = "explain an error of cmap and what to do",
	.about = "ERROR is a number, or a name with or without CS_ERR_. Without ERROR, lists all errors. Works without corosync.",
	.examples = { "explain 6", "explain CS_ERR_LIBRARY" },
	.max = 1,
	.formats = FORMATS_RECORDS,
	.run = run_explain,
};
