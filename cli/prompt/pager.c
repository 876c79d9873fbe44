/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/write_all.h"
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

/* Returns a file with the text, for reading from its beginning. Unlike a pipe, it has no size limit. -1: see errno. */
static int
file_with(const char *text, size_t len)
{
	int fd = memfd_create("cmapsh", MFD_CLOEXEC);

	if (fd >= 0 && (!write_all(fd, text, len) || lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* Becomes the pager, with no signal blocked and SIGPIPE at its default. */
static void
run_pager(const char *command, int in)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Shows the text in the pager. False: the pager did not start, and nothing was shown. */
static bool
page(const char *text, size_t len, bool at_end, void (*stop)(void *), void *arg)
{
	char *command = pager_command(at_end);
	int in = command != NULL ? file_with(text, len) : -1, status = 0;
	pid_t pid = in >= 0 ? fork() : -1;

	if (pid == 0)
		run_pager(command, in);
	free(command);
	if (in >= 0)
		close(in);
	while (pid > 0 && (waitpid(pid, &status, WUNTRACED) == pid ? WIFSTOPPED(status) : errno == EINTR))
		if (WIFSTOPPED(status)) {
			stop(arg); /* Ctrl-Z is for us as well; when continued, we are in the foreground */
			kill(pid, SIGCONT);
		}
	return pid > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

bool
pager_show(FILE *out, const char *text, size_t len, struct pager_screen screen, void (*stop)(void *), void *arg)
{
	if (screen_rows(text, len, screen.columns) >= (size_t)screen.rows) {
		fflush(out);
		if (page(text, len, screen.at_end, stop, arg))
			return true;
	}
	return fwrite(text, 1, len, out) == len && fflush(out) == 0;
}
