/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/shell.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/write_all.h"

int
shell_input(const char *text, size_t len)
{
	int fd = memfd_create("cmapsh", MFD_CLOEXEC);

	if (fd >= 0 && (!write_all(fd, text, len) || lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* Becomes the shell, with no signal blocked and SIGPIPE at its default. */
static void
become_shell(const char *command, int in)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (in < 0 || dup2(in, STDIN_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Ends the command, which may be stopped, and waits a moment for it. */
static void
end_command(pid_t pid, int *status)
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
 * Waits until the command ends. Calls `stop` when it was stopped: Ctrl-Z is for us as
 * well; when continued, we are in the foreground. A signal to end this process ends
 * the command, too, and is then still to be handled.
 */
static void
wait_for_command(pid_t pid, int *status, void (*stop)(void *), void *arg)
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
			if (stop != NULL)
				stop(arg);
			kill(pid, SIGCONT);
		} else
			signo = sigwaitinfo(&awaited, NULL);
		if (signo == SIGTERM || signo == SIGHUP) {
			end_command(pid, status);
			raise(signo);
			return;
		}
	}
}

bool
shell_run(const char *command, int in, int *status, void (*stop)(void *), void *arg)
{
	sigset_t child, before;
	pid_t pid;
	int why;

	*status = 0;
	if (process_is_restricted()) {
		errno = EPERM;
		return false;
	}
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	signal(SIGCHLD, SIG_DFL); /* our parent may have us ignore it, and it would then not come */
	pthread_sigmask(SIG_BLOCK, &child, &before);
	pid = fork();
	why = errno;
	if (pid == 0)
		become_shell(command, in);
	if (pid > 0)
		wait_for_command(pid, status, stop, arg);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = why;
	return pid > 0;
}
