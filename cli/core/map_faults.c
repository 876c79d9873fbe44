/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/map_faults.h"

#include "know/conf_check.h"

enum { PRINTED_MAX = 10 };

void
map_faults_note(struct app *app, struct cmh_handle *map)
{
	struct faults faults = { .n = 0 };
	bool complete = conf_check(map, &faults);
	const char *name = cmh_handle_info(map)->name, *text = cmh_handle_text(map);

	if (faults.n > 0)
		app_note_missing(app, "%s: corosync would not start with this file (%zu %s)", name, faults.n, faults.n == 1 ? "fault" : "faults");
	for (size_t i = 0; i < faults.n && i < PRINTED_MAX; i++)
		app_note_at(app, where_in_file(name, text, faults.v[i].line, faults.v[i].column), faults.v[i].said, faults.v[i].message);
	if (faults.n > PRINTED_MAX)
		app_note_missing(app, "%s: %zu more faults", name, faults.n - PRINTED_MAX);
	if (!complete)
		app_note_missing(app, "%s: out of memory; there may be more faults", name);
	faults_clear(&faults);
}
