/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/signals.h"

#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

static sighandler_t pipe_before = SIG_DFL; /* the action of SIGPIPE when the program started */

/* Returns the signals to handle: none that our parent ignores. */
static sigset_t
handled(void)
{
	static const int signals[] = { SIGINT, SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction now;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		/* nohup and shells ignore some. Blocked, these would be reported all the same. */
		if (sigaction(signals[i], NULL, &now) != 0 || now.sa_handler != SIG_IGN)
			sigaddset(&set, signals[i]);
	return set;
}

int
signals_open(void)
{
	sigset_t set = handled();

	pthread_sigmask(SIG_BLOCK, &set, NULL);
	pipe_before = signal(SIGPIPE, SIG_IGN); /* write(2) fails with EPIPE instead */
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
signals_delay_stop(bool delay)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	pthread_sigmask(delay ? SIG_BLOCK : SIG_UNBLOCK, &stop, NULL);
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
	sigset_t stop, cont, before, pending;

	sigemptyset(&cont);
	sigaddset(&cont, SIGCONT);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	/* Not SIGSTOP: nobody would continue an orphaned process group. There, the kernel discards SIGTSTP. */
	raise(SIGTSTP);
	pthread_sigmask(SIG_UNBLOCK, &stop, &before);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	/* Drop the SIGCONT that continued us, but no other signal. */
	while (sigtimedwait(&cont, NULL, &(struct timespec){ 0 }) == SIGCONT)
		continue;
	sigpending(&pending);
	if (!sigismember(&pending, SIGTERM) && !sigismember(&pending, SIGHUP))
		return true;
	signal(SIGTTOU, SIG_IGN); /* restoring the terminal from the background must not stop us again */
	return false;
}

void
signals_end_process(int signo)
{
#ifdef __SANITIZE_ADDRESS__
	__lsan_do_leak_check(); /* an exit does this, a signal does not */
#endif
	raise(signo);
}
