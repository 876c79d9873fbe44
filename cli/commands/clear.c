/* SPDX-License-Identifier: BSD-3-Clause */
/* clear: resets counters of the stats map. */
#include <stdlib.h>
#include <string.h>

#include "change/apply.h"
#include "change/clear_area.h"
#include "core/cmd.h"
#include "str.h"
#include "text/nearest.h"

static enum exit_code
unknown_area(struct app *app, const char *name)
{
	struct nearest near = nearest_start(name);

	for (const struct clear_area *area = clear_areas; area->name != NULL; area++)
		nearest_try(&near, area->name);
	return app_fail_near(app, &near, "use knet, ipc, totem, schedmiss or all", "unknown area", name);
}

static enum exit_code
clear(struct app *app, const struct clear_area *area, const char *word)
{
	struct plan plan = { .risk = area->risk, .question = "Reset these statistics?", .blind = true };
	char *key = str_format("stats.clear.%s", area->name);
	enum exit_code code;

	if (key == NULL)
		return app_no_memory(app);
	code = plan_add(&plan, (struct change){ .kind = CHANGE_SET, .key = key, .word = word, .type = CMH_U32, .text = "1" })
		       ? change_apply(app, &plan)
		       : app_no_memory(app);
	plan_clear(&plan);
	free(key);
	return code;
}

static enum exit_code
run_clear(struct app *app, const struct args *args)
{
	const struct clear_area *area;
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (strcmp(info.spec, "icmap") == 0)
		return app_fail(app, EXIT_USAGE, "use -m stats or -m live", "icmap has no counters to clear");
	area = clear_area_by_name(args->word[0]);
	return area != NULL ? clear(app, area, args->word[0]) : unknown_area(app, args->word[0]);
}

const struct cmd cmd_clear = {
	.name = "clear",
	.group = GROUP_CHANGE,
	.usage = "knet|ipc|totem|schedmiss|all",
	.kinds = "a",
	.summary = "reset counters of the stats map to zero",
	.about = "The old values are lost, so clear asks first. Save them before: cmapsh save FILE stats",
	.examples = { "clear schedmiss", "clear --yes knet" },
	.see = "save, rate",
	.missing = "use Ctrl-L to clear the screen, or name what to reset: knet, ipc, totem, schedmiss or all",
	.min = 1,
	.max = 1,
	.flags = CMD_MAP | CMD_WRITES,
	.prints = PRINTS_RECORDS,
	.run = run_clear,
};
