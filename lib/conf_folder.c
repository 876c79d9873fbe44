/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

enum { BYTES_MAX = 1024 * 1024 }; /* of a file: a user takes some ten bytes */

/* Opens a file of the folder, hidden or not, if it is a regular one or a link to one. NULL: it is not. */
static FILE *
open_regular(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	FILE *in = NULL;

	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= BYTES_MAX)
		in = fdopen(fd, "r");
	if (fd >= 0 && in == NULL)
		close(fd);
	return in;
}

static bool
read_file(DIR *folder, const char *name, conf_folder_fn *read, void *arg)
{
	FILE *in = open_regular(dirfd(folder), name);
	char *shown = str_format(CONF_FOLDER "/%s", name);
	bool good = shown != NULL && (in == NULL || read(arg, shown, in));

	if (in != NULL)
		fclose(in);
	free(shown);
	return good;
}

bool
conf_folder_read(const char *file, conf_folder_fn *read, void *arg)
{
	const char *slash = strrchr(file, '/');
	char *path = slash != NULL ? str_format("%.*s/" CONF_FOLDER, (int)(slash - file), file) : strdup(CONF_FOLDER);
	struct stat info;
	/* What comes through a pipe is in no folder. */
	DIR *folder = path != NULL && stat(file, &info) == 0 ? opendir(path) : NULL;
	const struct dirent *entry;
	bool good = path != NULL;

	while (good && folder != NULL && (entry = readdir(folder)) != NULL)
		good = read_file(folder, entry->d_name, read, arg);
	if (folder != NULL)
		closedir(folder);
	free(path);
	return good;
}
