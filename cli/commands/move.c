/* SPDX-License-Identifier: BSD-3-Clause */
/* cd, pwd: the branch that names are relative to. */
#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/cmd.h"
#include "output/field.h"
#include "output/output.h"
#include "session/session.h"
#include "str.h"

/* Returns the length without a dot at the end. */
static size_t
path_length(const char *path)
{
	size_t len = strlen(path);

	return len > 0 && path[len - 1] == '.' ? len - 1 : len;
}

/* Checks that a path is a branch. Prints the error. `path`: the word of the command, which the error points at. */
static enum exit_code
check_branch(struct app *app, char *path)
{
	size_t len = path_length(path);
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	enum exit_code code = browse(app, cmh_list, 1, &path, &entries, &tally);

	if (code == EXIT_DONE && entries.n == 1 && strlen(entries.v[0].key) == len) {
		code = app_fail_at(app, where_word(path), EXIT_USAGE, "print it with get", "\"%s\" is a key, not a branch",
				   entries.v[0].key);
	}
	cmh_entries_clear(&entries);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

static enum exit_code
run_cd(struct app *app, const struct args *args)
{
	bool back = args->n > 0 && strcmp(args->given[0], "-") == 0;
	char top[] = "", *where = back ? app->session->path.before : args->n > 0 ? args->word[0] : top, *path;
	enum exit_code code = path_length(where) > 0 ? check_branch(app, where) : EXIT_DONE;

	if (code != EXIT_DONE)
		return code;
	path = str_copy_n(where, path_length(where));
	if (path == NULL)
		return app_no_memory(app);
	session_go(app, path);
	return EXIT_DONE;
}

static enum exit_code
run_pwd(struct app *app, const struct args *args)
{
	const char *path = app->here[0] != '\0' ? app->here : "/";
	const struct field fields[] = { field_text("path", path) };

	(void)args;
	if (output_is_text(&app->render))
		output_line(&app->render, path);
	else
		output_record(&app->render, FIELDS(fields));
	return EXIT_DONE;
}

const struct cmd cmd_cd = {
	.name = "cd",
	.group = GROUP_BROWSE,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "go to a branch: names are then relative to it",
	.about = "cd .. goes up, cd - goes back to the previous branch, cd or cd / goes to the top. A leading slash makes a name "
		 "absolute: get /totem.token",
	.examples = { "cd totem", "cd ../quorum" },
	.see = "pwd, ls",
	.exits = { { EXIT_NO, "no key below the path" } },
	.max = 1,
	.flags = CMD_MAP | CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_cd,
};

const struct cmd cmd_pwd = {
	.name = "pwd",
	.group = GROUP_BROWSE,
	.usage = "",
	.kinds = "",
	.summary = "print the branch that names are relative to",
	.examples = { "pwd" },
	.see = "cd",
	.flags = CMD_SESSION,
	.prints = PRINTS_RECORDS,
	.run = run_pwd,
};
