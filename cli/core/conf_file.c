/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/conf_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmh_private.h"
#include "core/map_file.h"
#include "core/report_map.h"
#include "str.h"

#define USUAL_FILE "/etc/corosync/corosync.conf"
#define VARIABLE "COROSYNC_MAIN_CONFIG_FILE="

/* Whether a process finds the same files by their names as this one. */
static bool
has_same_root(pid_t pid)
{
	char *path = str_format("/proc/%ld/root/", (long)pid);
	struct stat its, ours;
	bool same = path != NULL && stat(path, &its) == 0 && stat("/", &ours) == 0;

	same = same && its.st_dev == ours.st_dev && its.st_ino == ours.st_ino;
	free(path);
	return same;
}

/* Returns the text after "-c" in the arguments of a process, or after VARIABLE in its environment. The caller frees it. NULL: none. */
static char *
find_text(pid_t pid, const char *file, const char *before)
{
	char *path = str_format("/proc/%ld/%s", (long)pid, file), *word = NULL, *found = NULL;
	FILE *in = path != NULL ? fopen(path, "re") : NULL;
	bool next = false, option = before[0] == '-';
	size_t capacity = 0, len = strlen(before);

	while (in != NULL && found == NULL && getdelim(&word, &capacity, '\0', in) > 0) {
		if (next || (strncmp(word, before, len) == 0 && word[len] != '\0'))
			found = str_copy(next ? word : word + len);
		next = option && strcmp(word, before) == 0;
	}
	if (in != NULL)
		fclose(in);
	free(word);
	free(path);
	return found;
}

/* Opens the corosync.conf that a report has of the node of a map. NULL: it has none, or that is the map. */
static struct cmh_handle *
open_of_report(struct app *app, struct cmh_handle *map)
{
	const struct report_extra *extra = report_map_extra(map);
	bool some = extra != NULL && extra->conf != NULL && extra->conf[0] != '\0' && !cmh_handle_info(map)->conf;
	FILE *in = some ? fmemopen(extra->conf, strlen(extra->conf), "r") : NULL;
	struct cmh_handle *conf = in != NULL ? cmh_handle_open_stream(app->cmh, in, CMH_TEXT_FILED, extra->conf_path, NULL, NULL) : NULL;

	if (in != NULL)
		fclose(in);
	return conf;
}

struct cmh_handle *
conf_file_open(struct app *app, struct cmh_handle *map)
{
	pid_t pid = cmh_handle_info(map)->pid;
	struct cmh_handle *handle = NULL;
	char *file;

	if (report_map_extra(map) != NULL)
		return open_of_report(app, map);
	if (cmh_handle_info(map)->saved || pid <= 0 || !has_same_root(pid))
		return NULL;
	file = find_text(pid, "cmdline", "-c");
	if (file == NULL)
		file = find_text(pid, "environ", VARIABLE);
	if (file == NULL)
		file = str_copy(USUAL_FILE);
	/* A relative path would be relative to the folder where corosync was started, which it has left. */
	if (file != NULL && file[0] == '/')
		handle = map_file_open(app->cmh, file, NULL, NULL);
	free(file);
	return handle;
}

struct cmh_handle *
conf_file_open_usual(struct app *app)
{
	return map_file_open(app->cmh, USUAL_FILE, NULL, NULL);
}
