/* SPDX-License-Identifier: BSD-3-Clause */
#include "pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "screen.h"
#include "write_all.h"

/* The pager's process, with the reading end of a pipe as its input. Signals are as a fresh program expects them. */
static void
run_pager(int in)
{
	const char *pager = getenv("PAGER");
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", pager != NULL && pager[0] != '\0' ? pager : "less -FRX", (char *)NULL);
	_exit(127);
}

/* False: there is no pager; nothing was shown. */
static bool
page(const char *text, size_t len, void (*stop)(void *), void *arg)
{
	int ends[2], status = 0;
	pid_t pid;
	bool good;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	pid = fork();
	if (pid == 0)
		run_pager(ends[0]);
	close(ends[0]);
	/* A reader who leaves early has seen enough: that is no error. */
	good = pid > 0 && (write_all(ends[1], text, len) || errno == EPIPE);
	close(ends[1]);
	while (pid > 0 && (waitpid(pid, &status, WUNTRACED) == pid ? WIFSTOPPED(status) : errno == EINTR))
		if (WIFSTOPPED(status)) {
			stop(arg); /* Ctrl-Z is for us as well; we return with the foreground */
			kill(pid, SIGCONT);
		}
	return good && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

bool
pager_show(FILE *out, const char *text, size_t len, int rows, int columns, void (*stop)(void *), void *arg)
{
	if (screen_rows(text, len, columns) >= (size_t)rows) {
		fflush(out);
		if (page(text, len, stop, arg))
			return true;
	}
	return fwrite(text, 1, len, out) == len && fflush(out) == 0;
}
