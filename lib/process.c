/* SPDX-License-Identifier: BSD-3-Clause */
#include "process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "str.h"

/* Reads what the system knows of a process, see proc(5). False: it is not known. */
static bool
read_stat(pid_t pid, char *state, unsigned long long *started)
{
	char *path = pid > 0 ? str_format("/proc/%ld/stat", (long)pid) : NULL;
	FILE *f = path != NULL ? fopen(path, "re") : NULL;
	int n = 0;

	if (f != NULL) {
		n = fscanf(f, "%*d (%*[^)]) %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
			   state, started);
		fclose(f);
	}
	free(path);
	return n == 2;
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
