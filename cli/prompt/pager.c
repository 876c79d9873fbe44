/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/pager.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/shell.h"
#include "str.h"
#include "text/screen.h"

/*
 * Returns the command for the shell, with `exec` if it is a simple one: Ctrl-Z would
 * stop a shell that waits for the pager at once, and cmapsh with it, while the pager
 * still restores the terminal. The caller frees it. NULL: out of memory.
 */
static char *
pager_command(bool at_end)
{
	const char *pager = secure_getenv("PAGER");

	pager = pager != NULL ? pager + strspn(pager, " \t") : "";
	if (pager[0] == '\0')
		pager = "less -FRX";
	/* less takes commands to begin with from LESS. */
	return str_format("%s%s%s", at_end ? "export LESS=\"$LESS +G\"\n" : "",
			  pager[strcspn(pager, "|&;<>()$`\\\"'=#~*?[\n")] == '\0' ? "exec " : "", pager);
}

/* Shows the text in the pager. False: the pager did not start, and nothing was shown. */
static bool
page(const char *text, size_t len, bool at_end, const struct shell_wait *meanwhile)
{
	char *command = pager_command(at_end);
	int in = command != NULL ? shell_input(text, len) : -1, status = 0;
	bool ran = in >= 0 && shell_run(command, in, &status, meanwhile);

	free(command);
	if (in >= 0)
		close(in);
	return ran && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

bool
pager_show(FILE *out, const char *text, size_t len, struct pager_screen screen, const struct shell_wait *meanwhile)
{
	if (screen_rows(text, len, screen.columns) >= (size_t)screen.rows) {
		fflush(out);
		if (page(text, len, screen.at_end, meanwhile))
			return true;
	}
	return fwrite(text, 1, len, out) == len && fflush(out) == 0;
}
