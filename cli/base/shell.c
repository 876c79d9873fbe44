/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/shell.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/write_all.h"

void
shell_print_word(FILE *out, const char *word)
{
	putc('\'', out);
	for (; *word != '\0'; word++)
		if (*word == '\'')
			fputs("'\\''", out);
		else
			putc(*word, out);
	putc('\'', out);
}

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

/* Waits for a signal, while something else is done. Returns it; 0: none, or not now. */
static int
next_signal(int signal_fd, const struct shell_wait *meanwhile, bool *ready)
{
	struct pollfd p[] = { { .fd = signal_fd, .events = POLLIN }, { .fd = *ready ? meanwhile->fd : -1, .events = POLLIN } };
	struct signalfd_siginfo info;

	if (poll(p, 2, -1) <= 0)
		return 0;
	if (p[1].revents != 0)
		*ready = meanwhile->ready(meanwhile->arg);
	return p[0].revents != 0 && read(signal_fd, &info, sizeof(info)) == sizeof(info) ? (int)info.ssi_signo : 0;
}

/*
 * Waits until the command ends. When it was stopped, Ctrl-Z is for us as well; when
 * continued, we are in the foreground. A signal to end this process ends the command,
 * too, and is then still to be handled.
 */
static void
wait_for_command(pid_t pid, int *status, int signal_fd, const struct shell_wait *meanwhile)
{
	bool ready = meanwhile->ready != NULL;
	pid_t changed;

	while ((changed = waitpid(pid, status, WUNTRACED | WNOHANG)) == 0 || (changed == pid && WIFSTOPPED(*status))) {
		int signo = 0;

		if (changed == pid) {
			if (meanwhile->stop != NULL)
				meanwhile->stop(meanwhile->arg);
			kill(pid, SIGCONT);
		} else
			signo = next_signal(signal_fd, meanwhile, &ready);
		if (signo == SIGTERM || signo == SIGHUP) {
			end_command(pid, status);
			raise(signo);
			return;
		}
	}
}

/* Opens a descriptor for the end of a child, and for signals to end this process, if they are blocked. */
static int
open_signals(void)
{
	sigset_t awaited;

	sigemptyset(&awaited);
	sigaddset(&awaited, SIGCHLD);
	sigaddset(&awaited, SIGTERM);
	sigaddset(&awaited, SIGHUP);
	return signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool
shell_run(const char *command, int in, int *status, const struct shell_wait *meanwhile)
{
	sigset_t child, before;
	int why, signal_fd;
	pid_t pid = -1;

	*status = 0;
	if (process_is_restricted()) {
		errno = EPERM;
		return false;
	}
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	signal(SIGCHLD, SIG_DFL); /* our parent may have us ignore it, and it would then not come */
	pthread_sigmask(SIG_BLOCK, &child, &before);
	signal_fd = open_signals();
	if (signal_fd >= 0)
		pid = fork();
	why = errno;
	if (pid == 0)
		become_shell(command, in);
	if (pid > 0)
		wait_for_command(pid, status, signal_fd, meanwhile);
	if (pid > 0 && meanwhile->ended != NULL)
		meanwhile->ended(meanwhile->arg);
	if (signal_fd >= 0)
		close(signal_fd);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = why;
	return pid > 0;
}
