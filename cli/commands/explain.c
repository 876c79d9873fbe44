/* SPDX-License-Identifier: BSD-3-Clause */
/* explain: explains the errors of cmap. */
#include <string.h>
#include <strings.h>

#include "core/cmd.h"
#include "core/error_hint.h"
#include "output/field.h"
#include "output/output.h"
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

static void
print_error_info(struct output *out, const struct cmh_error_info *info)
{
	const struct field fields[] = {
		field_number("number", (uint64_t)info->number),
		field_text("code", info->symbol),
		field_text("meaning", info->meaning),
		field_text("advice", info->advice),
	};

	if (!output_is_text(out)) {
		output_record(out, FIELDS(fields));
		return;
	}
	output_print(out, "%3d  %-26s  %s\n%*s%s\n", info->number, info->symbol, info->meaning, 33, "", info->advice);
}

static enum exit_code
run_explain(struct app *app, const struct args *args)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);
	struct nearest near = nearest_start(args->n > 0 ? args->word[0] : "");
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		struct cmh_error_info info = infos[i];

		nearest_try(&near, info.symbol);
		if (args->n > 0 && !is_called(&info, args->word[0]))
			continue;
		found = true;
		info.advice = error_advice(&infos[i]);
		print_error_info(&app->render, &info);
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
	.prints = PRINTS_RECORDS,
	.run = run_explain,
};
