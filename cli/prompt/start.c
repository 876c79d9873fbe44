/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/start.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/script.h"
#include "str.h"

enum { MOST_ERRORS = 10 }; /* of the start-up file: it may be another file by mistake */

static void
load_history(struct prompt *p)
{
	char *unusable = history_load(&p->session.history);

	if (unusable != NULL)
		app_note(p->app, "cannot use the history file \"%s\": lines are kept only until the end", unusable);
	free(unusable);
}

/* Runs the commands in $XDG_CONFIG_HOME/cmapsh/rc, or ~/.config/cmapsh/rc. */
static void
run_start_file(struct prompt *p)
{
	const char *config = secure_getenv("XDG_CONFIG_HOME"), *home = secure_getenv("HOME");
	bool own = config != NULL && config[0] == '/';
	struct stat status;
	char *file;

	if (p->set.no_rc || (!own && home == NULL))
		return;
	file = str_format("%s%s/cmapsh/rc", own ? config : home, own ? "" : "/.config");
	if (file != NULL && stat(file, &status) == 0 && !S_ISREG(status.st_mode)) {
		/* To open it could block, without an end. */
		app_fail(p->app, EXIT_USAGE, NULL, "\"%s\" is not a regular file: no commands were read from it", file);
	} else if (file != NULL && access(file, F_OK) == 0) {
		struct settings set = p->set;

		set.keep_going = true; /* run the other lines after an error */
		set.most_errors = MOST_ERRORS;
		script_run(p->app, &set, file);
	}
	free(file);
}

void
start_read(struct prompt *p)
{
	load_history(p);
	run_start_file(p);
}
