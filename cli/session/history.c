/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "array.h"
#include "base/restrict.h"
#include "base/write_all.h"
#include "str.h"

enum { LOCK_TRIES = 10, LOCK_PAUSE_MS = 10 };

/* ---- the list ---------------------------------------------------------- */

/* Appends a line, and drops the oldest one if there are too many. Takes the line. False: out of memory, also if it is NULL. */
static bool
append(struct history *history, char *line)
{
	if (line == NULL)
		return false;
	if (history->n == HISTORY_MAX) {
		free(history->v[0]);
		memmove(history->v, history->v + 1, --history->n * sizeof(*history->v));
	}
	if (!array_reserve(&history->v, &history->capacity, history->n + 1, sizeof(*history->v))) {
		free(line);
		return false;
	}
	history->v[history->n++] = line;
	return true;
}

void
history_clear(struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		free(history->v[i]);
	free(history->v);
	free(history->file);
	*history = (struct history){ 0 };
}

/* ---- the file ---------------------------------------------------------- */

/* Returns the name of the file. The caller frees it. NULL: no file, or out of memory. */
static char *
choose_file(void)
{
	const char *file = secure_getenv("CMAPSH_HISTFILE"), *state = secure_getenv("XDG_STATE_HOME");
	const char *home = secure_getenv("HOME");

	if (file != NULL)
		return file[0] != '\0' ? str_copy(file) : NULL;
	if (state != NULL && state[0] == '/')
		return str_format("%s/cmapsh/history", state);
	return home != NULL && home[0] == '/' ? str_format("%s/.local/state/cmapsh/history", home) : NULL;
}

/* Creates the directories of a file. */
static void
make_directories(char *file)
{
	for (char *slash = strchr(file + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(file, 0700); /* open_locked() finds a failure */
		*slash = '/';
	}
}

/*
 * Locks the file. Sessions hold the lock for a moment only. A process that keeps it
 * must not keep the prompt from starting, so it is not waited for.
 */
static bool
lock(int fd)
{
	const struct timespec pause = { .tv_nsec = LOCK_PAUSE_MS * 1000000L };

	for (int tries = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; tries++)
		if (errno != EWOULDBLOCK || tries == LOCK_TRIES || nanosleep(&pause, NULL) != 0)
			return false;
	return true;
}

/* Opens and locks the file: a regular file of this user, which nobody else can read. -1: it cannot be used. */
static int
open_locked(const char *file)
{
	struct stat there, now;

	for (;;) {
		int fd = process_is_restricted() ? -1 : open(file, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

		if (fd < 0)
			return -1;
		if (fstat(fd, &there) != 0 || !S_ISREG(there.st_mode) || there.st_uid != geteuid() ||
		    ((there.st_mode & 077) != 0 && fchmod(fd, 0600) != 0) || !lock(fd)) {
			close(fd);
			return -1;
		}
		/* Another session may have replaced the file before the lock was free. */
		if (lstat(file, &now) == 0 && now.st_ino == there.st_ino && now.st_dev == there.st_dev)
			return fd;
		close(fd);
	}
}

/* Ends an incomplete last line, which a crash left. */
static void
end_last_line(int fd)
{
	char last = '\n';
	off_t end = lseek(fd, 0, SEEK_END);

	if (end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n')
		(void)write_all(fd, "\n", 1);
}

/* Appends a line to the file. If that fails, the line stays in memory only. */
static void
append_line(const char *file, const char *line)
{
	int fd = open_locked(file);

	if (fd < 0)
		return;
	end_last_line(fd);
	(void)write_line(fd, line);
	close(fd);
}

/* Replaces a file that is too long by the lines in memory. */
static void
shorten(const struct history *history)
{
	char *temporary = str_format("%s.XXXXXX", history->file);
	int fd = temporary != NULL ? mkostemp(temporary, O_CLOEXEC) : -1;
	bool good = fd >= 0;

	for (size_t i = 0; i < history->n && good; i++)
		good = write_line(fd, history->v[i]);
	if (fd >= 0) {
		good = good && fsync(fd) == 0;
		good = close(fd) == 0 && good;
		if (!good || rename(temporary, history->file) != 0)
			unlink(temporary);
	}
	free(temporary);
}

char *
history_load(struct history *history)
{
	char *line = NULL, *unusable;
	size_t capacity = 0, lines = 0;
	ssize_t len;
	FILE *in;
	int fd;

	history->file = choose_file();
	if (history->file == NULL)
		return NULL;
	make_directories(history->file);
	fd = open_locked(history->file);
	in = fd >= 0 ? fdopen(fd, "r") : NULL;
	if (in == NULL) {
		if (fd >= 0)
			close(fd);
		unusable = history->file;
		history->file = NULL;
		return unusable;
	}
	while ((len = getline(&line, &capacity, in)) > 0) {
		lines++;
		line[len - (line[len - 1] == '\n')] = '\0';
		if (line[0] != '\0' && (history->n == 0 || strcmp(history->v[history->n - 1], line) != 0))
			append(history, str_copy(line));
	}
	if (lines > 2 * HISTORY_MAX) /* the lock is still held */
		shorten(history);
	free(line);
	fclose(in);
	return NULL;
}

bool
history_add(struct history *history, const char *line, bool secret)
{
	if (secret || line[0] == ' ' || line[0] == '\0' || strchr(line, '\n') != NULL ||
	    (history->n > 0 && strcmp(history->v[history->n - 1], line) == 0))
		return false;
	if (!append(history, str_copy(line)))
		return false;
	if (history->file != NULL)
		append_line(history->file, line);
	return true;
}
