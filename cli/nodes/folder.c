/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nodes/node_list.h"
#include "nodes/packed.h"
#include "str.h"

/* A file that is read. */
struct reader {
	struct report_files *files;
	int fd;
	const char *path;
};

static ssize_t
read_file(void *arg, char *bytes, size_t n)
{
	struct reader *reader = arg;
	ssize_t got;

	do
		got = read(reader->fd, bytes, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		report_files_damage(reader->files, "cannot read \"%s\": %s", reader->path, strerror(errno));
	else if (!report_files_count(reader->files, (uint64_t)got, 0))
		got = -1;
	return got;
}

/* Lists the names in a folder, sorted. False: out of memory, or it cannot be read. */
static bool
list_names(DIR *dir, struct node_list *names)
{
	bool good = true;

	errno = 0;
	for (struct dirent *entry; good && names->n <= REPORT_FILES_MAX && (entry = readdir(dir)) != NULL;)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			good = node_list_add(names, entry->d_name);
	node_list_sort(names);
	return good && errno == 0;
}

static bool read_folder(struct report_files *files, int fd, const char *path, unsigned depth);

/* Reads what a descriptor is: a folder, an archive or a file. Closes it. */
static bool
read_opened(struct report_files *files, int fd, const char *path, unsigned depth)
{
	struct reader reader = { files, fd, path };
	struct stat about;
	char *folder;

	if (fstat(fd, &about) != 0 || (!S_ISDIR(about.st_mode) && !S_ISREG(about.st_mode))) {
		close(fd);
		return true;
	}
	folder = str_format("%s/", path);
	files->no_memory |= folder == NULL;
	if (folder != NULL && S_ISDIR(about.st_mode)) {
		read_folder(files, fd, folder, depth + 1);
		fd = -1;
	} else if (folder != NULL && report_kind_is_archive(path)) {
		packed_read_fd(files, fd, folder);
		fd = -1;
	} else if (folder != NULL)
		report_files_add(files, path, read_file, &reader);
	if (fd >= 0)
		close(fd);
	free(folder);
	return !report_files_stopped(files);
}

/* Opens and reads what a folder has under a name. */
static bool
read_path(struct report_files *files, int folder, const char *name, const char *path, unsigned depth)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	int why = errno;
	bool good = report_files_count(files, 0, 1);

	if (fd < 0 && why != ELOOP && why != ENOENT && why != ENXIO) /* neither a link nor a socket */
		report_files_damage(files, "cannot read \"%s\": %s", path, strerror(why));
	if (fd >= 0 && good)
		return read_opened(files, fd, path, depth);
	if (fd >= 0)
		close(fd);
	return good;
}

/* Reads one name of a folder. */
static bool
read_name(struct report_files *files, int folder, const char *name, const char *before, unsigned depth)
{
	char *path = str_format("%s%s", before, name);
	bool good = path != NULL && read_path(files, folder, name, path, depth);

	files->no_memory |= path == NULL;
	free(path);
	return good && !files->no_memory;
}

static bool
read_folder(struct report_files *files, int fd, const char *path, unsigned depth)
{
	struct node_list names = NODE_LIST_INIT;
	DIR *dir = depth <= REPORT_DEPTH_MAX ? fdopendir(fd) : NULL;
	bool good = true;

	if (dir == NULL) {
		report_files_damage(files, "cannot read \"%s\": %s", path,
				    depth > REPORT_DEPTH_MAX ? "too many folders deep" : strerror(errno));
		close(fd);
		return !report_files_stopped(files);
	}
	if (!list_names(dir, &names))
		report_files_damage(files, "cannot read \"%s\": %s", path, strerror(errno));
	for (size_t i = 0; i < names.n && good; i++)
		good = read_name(files, dirfd(dir), names.v[i], path, depth);
	node_list_clear(&names);
	closedir(dir);
	return good;
}

bool
folder_read_files(struct report_files *files, int fd)
{
	return read_folder(files, fd, "", 0);
}
