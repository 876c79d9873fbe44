/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/pager.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/shell.h"
#include "str.h"
#include "text/screen.h"

const char *
pager_name(void)
{
	const char *pager = secure_getenv("PAGER");

	pager = pager != NULL ? pager + strspn(pager, " \t") : "";
	return pager[0] != '\0' ? pager : "less -FRX";
}

/*
 * Returns the command for the shell, with `exec` if it is a simple one: Ctrl-Z would
 * stop a shell that waits for the pager at once, and cmapsh with it, while the pager
 * still restores the terminal. The caller frees it. NULL: out of memory.
 */
static char *
pager_command(bool at_end)
{
	const char *pager = pager_name();

	/* less takes commands to begin with from LESS. */
	return str_format("%s%s%s", at_end ? "export LESS=\"$LESS +G\"\n" : "",
			  pager[strcspn(pager, "|&;<>()$`\\\"'=#~*?[\n")] == '\0' ? "exec " : "", pager);
}

/* Shows the text in the pager. Returns its exit status: not 0 if it may not have shown all; -1: it did not start. */
static int
page(const char *text, size_t len, bool at_end, const struct shell_wait *meanwhile)
{
	char *command = pager_command(at_end);
	int in = command != NULL ? shell_input(text, len) : -1, status = 0;
	bool ran = in >= 0 && shell_run(command, in, &status, meanwhile);

	free(command);
	if (in >= 0)
		close(in);
	return !ran ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

bool
pager_show(FILE *out, const char *text, size_t len, struct pager_screen screen, const struct shell_wait *meanwhile, int *status)
{
	*status = 0;
	if (screen_rows(text, len, screen.columns) >= (size_t)screen.rows) {
		fflush(out);
		*status = page(text, len, screen.at_end, meanwhile);
		if (*status == 0)
			return true;
	}
	return fwrite(text, 1, len, out) == len && fflush(out) == 0;
}
