/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/report_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmh_private.h"
#include "core/node_spec.h"
#include "core/report_map.h"
#include "know/quorum_text.h"
#include "str.h"

enum { MOST = 1024 * 1024 }; /* bytes of such a file */

/* Returns the text of a regular file. The caller frees it. NULL: no such file, too long, or out of memory. */
static char *
read_text(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat about;
	ssize_t n = -1;
	char *text = NULL;

	if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= MOST)
		text = malloc((size_t)about.st_size + 1);
	if (text != NULL)
		n = read(fd, text, (size_t)about.st_size);
	if (fd >= 0)
		close(fd);
	if (n < 0) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	return text;
}

static bool
read_quorum(const char *name, struct cmh_quorum *out)
{
	char *text = read_text(name);
	bool found = text != NULL && quorum_from_text(text, out);

	free(text);
	return found;
}

bool
report_file_quorum(struct cmh_handle *map, struct cmh_quorum *out)
{
	static const char *const names[] = { "corosync-quorumtool_-s", "corosync.quorum" };
	const char *spec = cmh_handle_info(map)->spec, *slash = strrchr(spec, '/');
	int folder = slash != NULL ? (int)(slash - spec) + 1 : 0;
	size_t part, len = cmh_spec_file(spec, &part);
	const struct report_extra *extra = report_map_extra(map);
	char *name = strndup(spec, len);
	bool found = false, report = !node_spec_is(spec); /* the map of another node is not a file among others */

	if (extra != NULL) {
		free(name);
		return extra->printed != NULL && quorum_from_text(extra->printed, out);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !found && report; i++) {
		char *beside = str_format("%.*s%s", folder, spec, names[i]);

		found = beside != NULL && read_quorum(beside, out);
		free(beside);
	}
	found = found || (name != NULL && read_quorum(name, out));
	free(name);
	return found;
}
