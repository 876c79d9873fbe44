/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/input_file.h"

#include <sys/stat.h>

#include "core/map_file.h"

enum exit_code
input_file_check(struct app *app, struct where where, const char *file)
{
	struct stat status;

	if (!app_at_prompt(app) || stat(file, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
		return EXIT_DONE;
	return app_fail_at(app, where, EXIT_USAGE, NULL, "\"%s\" is not a regular file", file);
}

enum exit_code
input_standard_check(struct app *app, struct where where)
{
	if (app_at_prompt(app) || app->call.source.standard)
		return app_fail_at(app, where, EXIT_USAGE, NULL, "standard input is used for the commands");
	return EXIT_DONE;
}

enum exit_code
input_map_check(struct app *app, struct where where, const char *spec)
{
	return map_file_is_standard(spec) ? input_standard_check(app, where) : EXIT_DONE;
}
