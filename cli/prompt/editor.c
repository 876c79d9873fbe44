/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/editor.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/shell.h"
#include "base/write_all.h"
#include "output/safe.h"
#include "str.h"

enum { SIZE_LIMIT = 1 << 20 }; /* as of a line of a script */

static const char *
editor_name(void)
{
	const char *editor = secure_getenv("VISUAL");

	if (editor == NULL || editor[0] == '\0')
		editor = secure_getenv("EDITOR");
	return editor != NULL && editor[0] != '\0' ? editor : "vi";
}

/* Runs the editor. Whether it ended well: else its status is printed. */
static bool
edit(const char *file, void (*stop)(void *arg), void *arg)
{
	char *command = str_format("%s %s", editor_name(), file);
	int status = 0;
	bool ran = command != NULL && shell_run(command, -1, &status, stop, arg);

	free(command);
	if (ran && WIFEXITED(status) && WEXITSTATUS(status) != 0) {
		fputs("cmapsh: the editor \"", stderr);
		safe_print(stderr, editor_name());
		fprintf(stderr, "\" ended with status %d\n", WEXITSTATUS(status));
	}
	return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
write_line(int fd, const char *line)
{
	return write_all(fd, line, strlen(line)) && write_all(fd, "\n", 1);
}

/* Reads the file, which the editor may have replaced. The caller frees the text; NULL: it is not a text of this user. */
static char *
read_text(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat status;
	char *text = NULL;
	ssize_t len = -1;

	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid() && status.st_size < SIZE_LIMIT)
		text = calloc((size_t)status.st_size + 1, 1);
	if (text != NULL)
		len = read(fd, text, (size_t)status.st_size);
	if (fd >= 0)
		close(fd);
	if (len < 0 || strlen(text) != (size_t)len) {
		free(text);
		return NULL;
	}
	while (len > 0 && text[len - 1] == '\n')
		text[--len] = '\0';
	return text;
}

char *
editor_run(const char *line, void (*stop)(void *arg), void *arg)
{
	char file[] = "/tmp/cmapsh.XXXXXX"; /* not of $TMPDIR, for the shell reads it */
	int fd = process_is_restricted() ? -1 : mkostemp(file, O_CLOEXEC); /* with the mode 0600 */
	bool good = fd >= 0 && write_line(fd, line);
	char *text = NULL;

	if (fd >= 0)
		good = close(fd) == 0 && good;
	if (good && edit(file, stop, arg))
		text = read_text(file);
	if (fd >= 0)
		unlink(file);
	return text;
}
