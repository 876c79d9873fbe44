/* SPDX-License-Identifier: BSD-3-Clause */
#include "side.h"

#include <stdlib.h>
#include <string.h>

#include "browse.h"

enum exit_code
side_open(struct app *app, struct side *side)
{
	struct cmh_error err = CMH_ERROR_INIT;
	bool standard = side->spec != NULL && strcmp(side->spec, "-") == 0;

	app->blame = side->spec;
	if (standard && (app->set.mode == MODE_PROMPT || app->source.standard))
		return app_fail(app, EXIT_USAGE, NULL, "standard input is where the commands come from");
	if (side->spec != NULL && !app_can_read(app, side->spec))
		return EXIT_USAGE;
	side->map = side->spec != NULL ? app_map(app, standard ? "/dev/stdin" : side->spec, &side->opened, &err) : app->map;
	if (side->map == NULL)
		return app_fail_cmh(app, &err);
	app->blame = NULL;
	return EXIT_DONE;
}

enum exit_code
side_read(struct app *app, struct side *side, char **paths, int n)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;
	bool room = true;

	if (n == 0)
		status = cmh_walk(side->map, "", &side->entries, &err);
	for (int i = 0; i < n && status == CMH_OK; i++)
		if (!browse_is_covered(paths, n, i))
			status = cmh_walk(side->map, paths[i], &side->entries, &err);
	if (status != CMH_OK)
		return app_fail_cmh(app, &err);
	cmh_handle_info(side->map, &side->info);
	side->guessed = side->info.saved && n == 0 && side->info.n_paths == 0;
	if (side->guessed)
		room = extent_guess(&side->extent, &side->entries);
	return room ? EXIT_DONE : app_no_memory(app);
}

const char *
side_name(const struct side *side)
{
	return side->spec != NULL ? side->spec : side->info.name;
}

static bool
both_know(const struct cmh_entry *entry, void *arg)
{
	const struct side *sides = arg;
	bool known = true;

	for (size_t i = 0; i < 2 && known; i++)
		known = cmh_covers(sides[i].map, entry->key) &&
			(!sides[i].guessed || extent_covers(&sides[i].extent, entry->key));
	return known;
}

void
sides_keep_common(struct side *sides)
{
	for (size_t i = 0; i < 2; i++)
		cmh_entries_filter(&sides[i].entries, both_know, sides);
}

void
side_tell_extent(struct app *app, const struct side *side)
{
	char *parts = side->extent.n > 0 ? extent_text(&side->extent) : NULL;

	if (parts != NULL)
		app_tell(app, "%s is a part of a map: only what is at or below %s is compared", side_name(side), parts);
	free(parts);
}

void
side_close(struct side *side)
{
	extent_clear(&side->extent);
	cmh_entries_clear(&side->entries);
	if (side->opened)
		cmh_close(side->map);
}
