/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/packed.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nodes/archive.h"

/* The size of a compressed file; 0: it is not compressed. */
static uint64_t
packed_size(const struct unpack *unpack)
{
	struct stat about;

	return unpack->program != NULL && fstat(fileno(unpack->file), &about) == 0 ? (uint64_t)about.st_size : 0;
}

bool
packed_read_files(struct report_files *files, struct unpack *unpack, const char *path)
{
	const char *program = unpack->program;

	if (unpack->in == NULL)
		return report_files_damage(files, "cannot start %s again: %s", program, strerror(unpack->why));
	if (!archive_read_files(files, fileno(unpack->in), packed_size(unpack), path) && report_files_stopped(files))
		return false;
	if (program != NULL && !unpack_check(unpack))
		report_files_damage(files, "%s found it damaged after %zu %s", program, files->seen, files->seen == 1 ? "file" : "files");
	return true;
}

bool
packed_read_fd(struct report_files *files, int fd, const char *path)
{
	FILE *file = fdopen(fd, "r");
	struct unpack unpack;
	bool good;

	if (file == NULL) {
		good = report_files_damage(files, "cannot read \"%s\": %s", path, strerror(errno));
		close(fd);
		return good;
	}
	good = unpack_open(&unpack, file, 0) ? packed_read_files(files, &unpack, path) : archive_read_files(files, fd, 0, path);
	unpack_close(&unpack);
	return good;
}
