/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/conf_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/map_file.h"
#include "str.h"

#define USUAL_FILE "/etc/corosync/corosync.conf"
#define VARIABLE "COROSYNC_MAIN_CONFIG_FILE="

/* Whether a process finds the same files by their names as this one. */
static bool
has_same_root(pid_t pid)
{
	char *path = str_format("/proc/%ld/root/", (long)pid);
	struct stat its, ours;
	bool same = path != NULL && stat(path, &its) == 0 && stat("/", &ours) == 0 && its.st_dev == ours.st_dev && its.st_ino == ours.st_ino;

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
			found = strdup(next ? word : word + len);
		next = option && strcmp(word, before) == 0;
	}
	if (in != NULL)
		fclose(in);
	free(word);
	free(path);
	return found;
}

struct cmh_handle *
conf_file_open(struct app *app, struct cmh_handle *map)
{
	pid_t pid = cmh_handle_info(map)->pid;
	struct cmh_handle *handle = NULL;
	char *file;

	if (cmh_handle_info(map)->saved || pid <= 0 || !has_same_root(pid))
		return NULL;
	file = find_text(pid, "cmdline", "-c");
	if (file == NULL)
		file = find_text(pid, "environ", VARIABLE);
	if (file == NULL)
		file = strdup(USUAL_FILE);
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
