/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/restricted.h"

#include "base/restrict.h"
#include "core/map_file.h"
#include "core/node_spec.h"
#include "text/error_text.h"

static const char *const reasons[] = {
	[FORBIDDEN_PROGRAM] = "refused because of --restricted: no program is started",
	[FORBIDDEN_WRITE] = "refused because of --restricted: no file is written",
	[FORBIDDEN_READ] = "refused because of --restricted: no file is read",
};

enum exit_code
restricted_check(struct app *app, enum forbidden what)
{
	return process_is_restricted() ? app_fail(app, EXIT_REFUSED, NULL, "%s", reasons[what]) : EXIT_DONE;
}

enum cmh_status
restricted_check_map(const struct app *app, const char *spec, struct cmh_error *err)
{
	bool by_line = app->call.source.words != NULL || app->call.source.script != NULL;

	if (!process_is_restricted())
		return CMH_OK;
	if (node_spec_is(spec)) /* ssh is one */
		return error_text_set(err, CMH_REFUSED, NULL, "%s", reasons[FORBIDDEN_PROGRAM]);
	return by_line && map_file_is(spec) ? error_text_set(err, CMH_REFUSED, NULL, "%s", reasons[FORBIDDEN_READ]) : CMH_OK;
}
