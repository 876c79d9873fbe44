/* SPDX-License-Identifier: BSD-3-Clause */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Reads what the system knows of a process: PID (NAME) STATE, then numbers, of which
 * the 19th is when it began; see proc(5). False: it is not known.
 */
static bool
read_stat(pid_t pid, char *state, unsigned long long *started)
{
	char path[32], text[1024]; /* a number; one line, and what we look for is in its first half */
	char *at;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)pid);
	if (pid <= 0 || (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return false;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	at = strrchr(text, ')'); /* the name may have any characters */
	if (at == NULL || at[1] != ' ' || at[2] == '\0')
		return false;
	*state = at[2];
	at += 3;
	for (int i = 1; i < 19 && at != NULL; i++)
		at = strchr(at + 1, ' ');
	*started = at != NULL ? strtoull(at, NULL, 10) : 0;
	return at != NULL;
}

char
process_state(pid_t pid)
{
	unsigned long long started;
	char state;

	return read_stat(pid, &state, &started) ? state : '?';
}

uint64_t
process_started(pid_t pid)
{
	unsigned long long started;
	char state;

	return read_stat(pid, &state, &started) ? started : 0;
}

bool
process_has_ended(pid_t pid)
{
	char state;

	if (pid <= 0)
		return false;
	if (kill(pid, 0) != 0 && errno == ESRCH) /* the signal 0 is not sent */
		return true;
	state = process_state(pid);
	return state == 'Z' || state == 'X';
}

int
process_open(pid_t pid)
{
#ifdef SYS_pidfd_open
	return (int)syscall(SYS_pidfd_open, pid, 0);
#else
	(void)pid;
	return -1;
#endif
}
