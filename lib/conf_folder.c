/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "array.h"
#include "str.h"

enum { BYTES_MAX = 1024 * 1024 }; /* of a file: a user takes some ten bytes */

/* Adds a file or the folder, as it is shown. False: out of memory. */
static bool
add_unread(struct unread *unread, const char *shown, int error)
{
	char *text = str_format("%s: %s", shown, strerror(error));
	bool good = text != NULL && array_reserve(&unread->v, &unread->capacity, unread->n + 1, sizeof(*unread->v));

	if (good)
		unread->v[unread->n++] = text;
	else
		free(text);
	return good;
}

void
unread_clear(struct unread *unread)
{
	for (size_t i = 0; i < unread->n; i++)
		free(unread->v[i]);
	free(unread->v);
	*unread = (struct unread){ .n = 0 };
}

/*
 * Opens a file of the folder, hidden or not, if it is a regular one or a link to one.
 * NULL: *error is an errno; 0: it is not, or was removed meanwhile.
 */
static FILE *
open_regular(int folder, const char *name, int *error)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	FILE *in = NULL;

	*error = errno;
	if ((fd >= 0 ? fstat(fd, &info) : fstatat(folder, name, &info, 0)) != 0)
		*error = errno == EACCES ? errno : 0; /* a link to a file that nobody here may see */
	else if (!S_ISREG(info.st_mode))
		*error = 0;
	else if (fd >= 0 && info.st_size > BYTES_MAX)
		*error = EFBIG;
	else if (fd >= 0 && (in = fdopen(fd, "r")) == NULL)
		*error = errno;
	if (fd >= 0 && in == NULL)
		close(fd);
	return in;
}

static bool
read_file(DIR *folder, const char *name, conf_folder_fn *read, void *arg, struct unread *unread)
{
	int error;
	FILE *in = open_regular(dirfd(folder), name, &error);
	char *shown = str_format(CONF_FOLDER "/%s", name);
	bool good = shown != NULL;

	if (good && in != NULL)
		good = read(arg, shown, in);
	else if (good && error != 0)
		good = add_unread(unread, shown, error);
	if (in != NULL)
		fclose(in);
	free(shown);
	return good;
}

/* Opens the folder beside a file. NULL: *error is an errno; 0: it does not exist. What comes through a pipe has none. */
static DIR *
open_folder(const char *file, int *error)
{
	const char *slash = strrchr(file, '/');
	char *path = slash != NULL ? str_format("%.*s/" CONF_FOLDER, (int)(slash - file), file) : strdup(CONF_FOLDER);
	struct stat info;
	DIR *folder = NULL;

	*error = path == NULL ? ENOMEM : 0;
	if (path != NULL && stat(file, &info) == 0 && (folder = opendir(path)) == NULL && errno != ENOENT && errno != ENOTDIR)
		*error = errno;
	free(path);
	return folder;
}

bool
conf_folder_read(const char *file, conf_folder_fn *read, void *arg, struct unread *unread)
{
	int error;
	DIR *folder = open_folder(file, &error);
	const struct dirent *entry;
	bool good = true;

	while (good && folder != NULL && (errno = 0, entry = readdir(folder)) != NULL)
		good = read_file(folder, entry->d_name, read, arg, unread);
	if (folder != NULL) {
		error = good ? errno : 0;
		closedir(folder);
	}
	return good && (error == 0 || add_unread(unread, CONF_FOLDER, error));
}
