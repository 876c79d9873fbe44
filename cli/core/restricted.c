/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/restricted.h"

#include "base/restrict.h"
#include "text/error_text.h"

static const char *const reasons[] = {
	[FORBIDDEN_PROGRAM] = "refused because of --restricted: no program is started",
	[FORBIDDEN_WRITE] = "refused because of --restricted: no file is written",
	[FORBIDDEN_READ] = "refused because of --restricted: no file is read",
};

enum cmh_status
restricted_error(struct cmh_error *err, enum forbidden what, const char *hint)
{
	return error_text_set(err, CMH_REFUSED, hint, "%s", reasons[what]);
}

enum exit_code
restricted_check(struct app *app, enum forbidden what)
{
	return process_is_restricted() ? app_fail(app, EXIT_REFUSED, NULL, "%s", reasons[what]) : EXIT_DONE;
}
