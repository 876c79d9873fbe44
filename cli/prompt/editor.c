/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/shell.h"
#include "base/write_all.h"
#include "str.h"

enum { SIZE_LIMIT = 1 << 20 }; /* as of a line of a script */

const char *
editor_name(void)
{
	const char *editor = secure_getenv("VISUAL");

	if (editor == NULL || editor[0] == '\0')
		editor = secure_getenv("EDITOR");
	return editor != NULL && editor[0] != '\0' ? editor : "vi";
}

/* Runs the editor. Returns its exit status, as a shell has it; -1: see errno. */
static int
edit(const char *file, const struct shell_wait *meanwhile)
{
	char *command = str_format("%s %s", editor_name(), file);
	int status = 0;
	bool ran = command != NULL && shell_run(command, -1, &status, meanwhile);

	free(command);
	if (!ran)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Writes the line into the file, and closes it. False: see errno. */
static bool
fill(int fd, const char *line)
{
	bool good = write_line(fd, line);
	int why = errno;

	if (close(fd) != 0 && good)
		return false;
	errno = why;
	return good;
}

/* Reads the file, which the editor may have replaced. The caller frees the text; NULL: see errno. */
static char *
read_text(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat status;
	char *text = NULL;
	ssize_t len = -1;

	if (fd < 0 || fstat(fd, &status) != 0)
		;
	else if (!S_ISREG(status.st_mode) || status.st_uid != geteuid())
		errno = EPERM;
	else if (status.st_size >= SIZE_LIMIT)
		errno = EFBIG;
	else if ((text = calloc((size_t)status.st_size + 1, 1)) != NULL)
		len = read(fd, text, (size_t)status.st_size);
	if (len >= 0 && strlen(text) != (size_t)len) {
		errno = EILSEQ;
		len = -1;
	}
	if (fd >= 0)
		close(fd);
	if (len < 0) {
		free(text);
		return NULL;
	}
	while (len > 0 && text[len - 1] == '\n')
		text[--len] = '\0';
	return text;
}

char *
editor_run(const char *line, const struct shell_wait *meanwhile, int *status)
{
	char file[] = "/tmp/cmapsh.XXXXXX"; /* not of $TMPDIR, for the shell reads it */
	char *text = NULL;
	int fd, why;

	*status = -1;
	if (process_is_restricted()) {
		errno = EPERM;
		return NULL;
	}
	fd = mkostemp(file, O_CLOEXEC); /* with the mode 0600 */
	if (fd < 0)
		return NULL;
	if (fill(fd, line))
		*status = edit(file, meanwhile);
	if (*status == 0 && (text = read_text(file)) == NULL)
		*status = -1;
	why = errno;
	unlink(file);
	errno = why;
	return text;
}
