/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/diff_operand.h"

#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/input_file.h"
#include "core/maps.h"
#include "str.h"

/* Prints that an operand cannot be opened. A path may be meant, of the nodes that the session asks: diff takes paths only with -N. */
static enum exit_code
fail_open(struct app *app, struct where where, const char *spec, struct cmh_error *err)
{
	char *hint = err->reason == CMH_REASON_NO_MAP && app->nodes != NULL ? str_format("run: diff -N %s %s", app->nodes, spec) : NULL;

	if (hint != NULL) {
		free(err->hint);
		err->hint = hint;
	}
	return app_fail_cmh_at(app, where, err);
}

enum exit_code
diff_operand_open(struct app *app, struct diff_operand *operand)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct where where = where_word(operand->spec);
	enum exit_code code;

	operand->map = app->call.map;
	if (operand->spec == NULL)
		return EXIT_DONE;
	code = input_map_check(app, where, operand->spec);
	if (code != EXIT_DONE)
		return code;
	operand->map = maps_get(app, operand->spec, &operand->opened, &err);
	return operand->map != NULL ? EXIT_DONE : fail_open(app, where, operand->spec, &err);
}

enum exit_code
diff_operand_read(struct app *app, struct diff_operand *operand, char **paths, int n)
{
	struct cmh_error err = CMH_ERROR_INIT;
	char top[] = "", *complete[] = { top };
	bool good = true;

	if (browse_read(operand->map, cmh_read_all, n > 0 ? n : 1, n > 0 ? paths : complete, &operand->entries, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	operand->info = *cmh_handle_info(operand->map);
	operand->inferred = operand->info.saved && n == 0 && operand->info.n_paths == 0;
	if (operand->inferred)
		good = coverage_infer(&operand->coverage, &operand->entries);
	return good ? EXIT_DONE : app_no_memory(app);
}

const char *
diff_operand_name(const struct diff_operand *operand)
{
	return operand->spec != NULL ? operand->spec : operand->info.name;
}

/* Whether both operands cover a key. */
static bool
both_cover(const struct cmh_entry *entry, void *arg)
{
	const struct diff_operand *operands = arg;
	bool covered = true;

	for (size_t i = 0; i < 2 && covered; i++)
		covered = cmh_handle_covers(operands[i].map, entry->key) &&
			(!operands[i].inferred || coverage_covers(&operands[i].coverage, entry->key));
	return covered;
}

void
diff_operands_keep_common(struct diff_operand *operands)
{
	for (size_t i = 0; i < 2; i++) {
		size_t n = operands[i].entries.n;

		cmh_entries_filter(&operands[i].entries, both_cover, operands);
		operands[i].left_out = operands[1 - i].info.conf ? n - operands[i].entries.n : 0;
	}
}

void
diff_operand_note_coverage(struct app *app, const struct diff_operand *operand, const struct diff_operand *other)
{
	char *list = operand->coverage.n > 0 ? coverage_text(&operand->coverage) : NULL;

	if (list != NULL)
		app_note(app, "\"%s\" holds only part of a map; comparing only %s", diff_operand_name(operand), list);
	if (operand->left_out > 0)
		app_note(app, "left out %zu %s of \"%s\", which corosync does not take from \"%s\"", operand->left_out,
			 operand->left_out == 1 ? "key" : "keys", diff_operand_name(operand), diff_operand_name(other));
	free(list);
}

void
diff_operand_close(struct diff_operand *operand)
{
	coverage_clear(&operand->coverage);
	cmh_entries_clear(&operand->entries);
	if (operand->opened)
		cmh_handle_close(operand->map);
}
