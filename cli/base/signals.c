/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/signals.h"

#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static sighandler_t pipe_before = SIG_DFL; /* what SIGPIPE did when we were started */

static sigset_t
handled(void)
{
	static const int signals[] = { SIGINT, SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction now;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		/* What is ignored stays so, for nohup and for shells: blocked, it would be heard. */
		if (sigaction(signals[i], NULL, &now) != 0 || now.sa_handler != SIG_IGN)
			sigaddset(&set, signals[i]);
	return set;
}

int
signals_open(void)
{
	sigset_t set = handled();

	pthread_sigmask(SIG_BLOCK, &set, NULL);
	pipe_before = signal(SIGPIPE, SIG_IGN); /* output that nobody reads is an error like others */
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void
signals_close(int fd)
{
	sigset_t set = handled();

	close(fd);
	signal(SIGPIPE, pipe_before);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void
signals_delay_stop(bool hold)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	pthread_sigmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &stop, NULL);
}

bool
sigpipe_is_default(void)
{
	return pipe_before == SIG_DFL;
}

int
signals_next(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == sizeof(info) ? (int)info.ssi_signo : 0;
}

bool
signals_stop_process(void)
{
	sigset_t stop, go_on, before, pending;

	sigemptyset(&go_on);
	sigaddset(&go_on, SIGCONT);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	/* Not SIGSTOP: in an orphaned process group nobody could let us go on, and the kernel discards SIGTSTP there. */
	raise(SIGTSTP);
	pthread_sigmask(SIG_UNBLOCK, &stop, &before);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	/* The one that let us go on is no news; what came with it is. */
	while (sigtimedwait(&go_on, NULL, &(struct timespec){ 0 }) == SIGCONT)
		continue;
	sigpending(&pending);
	if (!sigismember(&pending, SIGTERM) && !sigismember(&pending, SIGHUP))
		return true;
	signal(SIGTTOU, SIG_IGN); /* putting the terminal in order must not stop us again */
	return false;
}
