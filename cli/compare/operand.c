/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/operand.h"

#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/input_file.h"
#include "core/maps.h"

enum exit_code
operand_open(struct app *app, struct operand *operand)
{
	struct cmh_error err = CMH_ERROR_INIT;
	bool standard = operand->spec != NULL && strcmp(operand->spec, "-") == 0;
	struct where where = where_word(operand->spec);
	enum exit_code code;

	operand->map = app->call.map;
	if (operand->spec == NULL)
		return EXIT_DONE;
	code = input_file_check_standard(app, where, operand->spec);
	if (code != EXIT_DONE)
		return code;
	operand->map = maps_get(app, standard ? "/dev/stdin" : operand->spec, &operand->opened, &err);
	return operand->map != NULL ? EXIT_DONE : app_fail_cmh_at(app, where, &err);
}

enum exit_code
operand_read(struct app *app, struct operand *operand, char **paths, int n)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;
	bool good = true;

	if (n == 0)
		status = cmh_read_all(operand->map, "", &operand->entries, &err);
	for (int i = 0; i < n && status == CMH_OK; i++) {
		bool found;

		status = browse_read(operand->map, cmh_read_all, paths, n, i, &operand->entries, &found, &err);
	}
	if (status != CMH_OK)
		return app_fail_cmh(app, &err);
	operand->info = *cmh_handle_info(operand->map);
	operand->guessed = operand->info.saved && n == 0 && operand->info.n_paths == 0;
	if (operand->guessed)
		good = extent_guess(&operand->extent, &operand->entries);
	return good ? EXIT_DONE : app_no_memory(app);
}

const char *
operand_name(const struct operand *operand)
{
	return operand->spec != NULL ? operand->spec : operand->info.name;
}

static bool
both_know(const struct cmh_entry *entry, void *arg)
{
	const struct operand *operands = arg;
	bool known = true;

	for (size_t i = 0; i < 2 && known; i++)
		known = cmh_handle_covers(operands[i].map, entry->key) &&
			(!operands[i].guessed || extent_covers(&operands[i].extent, entry->key));
	return known;
}

void
operands_keep_common(struct operand *operands)
{
	for (size_t i = 0; i < 2; i++)
		cmh_entries_filter(&operands[i].entries, both_know, operands);
}

void
operand_tell_extent(struct app *app, const struct operand *operand)
{
	char *parts = operand->extent.n > 0 ? extent_text(&operand->extent) : NULL;

	if (parts != NULL)
		app_tell(app, "%s is a part of a map: only what is at or below %s is compared", operand_name(operand), parts);
	free(parts);
}

void
operand_close(struct operand *operand)
{
	extent_clear(&operand->extent);
	cmh_entries_clear(&operand->entries);
	if (operand->opened)
		cmh_handle_close(operand->map);
}
