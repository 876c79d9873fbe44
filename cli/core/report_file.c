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
#include "know/links_text.h"
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

/* Reads something out of a text. False: it does not have it. */
typedef bool reader(const char *text, void *out);

static bool
quorum(const char *text, void *out)
{
	return quorum_from_text(text, out);
}

static bool
links(const char *text, void *out)
{
	return links_from_text(text, out);
}

static bool
read_file(const char *name, reader *read, void *out)
{
	char *text = name != NULL ? read_text(name) : NULL;
	bool found = text != NULL && read(text, out);

	free(text);
	return found;
}

/* Reads it from the report, from files beside the map, whose names end with NULL, or from that of the map. */
static bool
find(struct cmh_handle *map, const char *const *names, reader *read, void *out)
{
	const char *spec = cmh_handle_info(map)->spec, *slash = strrchr(spec, '/');
	const struct report_extra *extra = report_map_extra(map);
	int folder = slash != NULL ? (int)(slash - spec) + 1 : 0;
	size_t part, len = cmh_spec_file(spec, &part);
	bool found = false;
	char *name;

	if (extra != NULL)
		return extra->printed != NULL && read(extra->printed, out);
	for (; *names != NULL && !found && !node_spec_is(spec); names++) { /* the map of another node is not a file among others */
		name = str_format("%.*s%s", folder, spec, *names);
		found = read_file(name, read, out);
		free(name);
	}
	name = found ? NULL : str_copy_n(spec, len);
	found = found || read_file(name, read, out);
	free(name);
	return found;
}

bool
report_file_quorum(struct cmh_handle *map, struct cmh_quorum *out)
{
	static const char *const names[] = { "corosync-quorumtool_-s", "corosync.quorum", NULL };

	return find(map, names, quorum, out);
}

bool
report_file_links(struct cmh_handle *map, struct cmh_entries *out)
{
	static const char *const names[] = { "corosync-cfgtool_-s", NULL };

	return find(map, names, links, out);
}
