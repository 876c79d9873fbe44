/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/pager.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
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
	/*
	 * In less, a key starts a shell or overwrites a file: not where the text comes from a
	 * cluster, and the person is root. It takes commands to begin with from LESS.
	 */
	return str_format(": ${LESSSECURE=1}\nexport LESSSECURE\n%s%s%s", at_end ? "export LESS=\"$LESS +G\"\n" : "",
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

/* Ends the pager, which may be stopped, and waits a moment for it. */
static void
end_pager(pid_t pid, int *status)
{
	const struct timespec moment = { .tv_sec = 1 };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	kill(pid, SIGTERM);
	kill(pid, SIGCONT);
	while (waitpid(pid, status, WNOHANG) == 0 && (sigtimedwait(&child, NULL, &moment) > 0 || errno == EINTR))
		continue;
}

/*
 * Waits until the pager ends. Calls `stop` when it was stopped: Ctrl-Z is for us as
 * well; when continued, we are in the foreground. A signal to end this process ends
 * the pager, too, and is then still to be handled.
 */
static void
wait_for_pager(pid_t pid, int *status, void (*stop)(void *), void *arg)
{
	sigset_t awaited;
	pid_t changed;

	sigemptyset(&awaited);
	sigaddset(&awaited, SIGCHLD);
	sigaddset(&awaited, SIGTERM);
	sigaddset(&awaited, SIGHUP);
	while ((changed = waitpid(pid, status, WUNTRACED | WNOHANG)) == 0 || (changed == pid && WIFSTOPPED(*status))) {
		int signo = 0;

		if (changed == pid) {
			stop(arg);
			kill(pid, SIGCONT);
		} else
			signo = sigwaitinfo(&awaited, NULL);
		if (signo == SIGTERM || signo == SIGHUP) {
			end_pager(pid, status);
			raise(signo);
			return;
		}
	}
}

/* Shows the text in the pager. False: the pager did not start, and nothing was shown. */
static bool
page(const char *text, size_t len, bool at_end, void (*stop)(void *), void *arg)
{
	char *command = pager_command(at_end);
	int in = command != NULL ? file_with(text, len) : -1, status = 0;
	sigset_t child, before;
	pid_t pid;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	signal(SIGCHLD, SIG_DFL); /* our parent may have us ignore it, and it would then not come */
	pthread_sigmask(SIG_BLOCK, &child, &before);
	pid = in >= 0 ? fork() : -1;
	if (pid == 0)
		run_pager(command, in);
	free(command);
	if (in >= 0)
		close(in);
	if (pid > 0)
		wait_for_pager(pid, &status, stop, arg);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
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
