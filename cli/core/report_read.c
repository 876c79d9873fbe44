/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/report_read.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "core/map_file.h"
#include "nodes/archive_library.h"
#include "nodes/folder.h"
#include "nodes/node_list.h"
#include "nodes/packed.h"
#include "str.h"
#include "text/error_text.h"

enum {
	SLOW_MS = 1000, /* after which a note says what takes so long */
	QUOTED = 3,     /* files in notes */
};

/* What may end the reading of a report. */
struct patience {
	struct app *app;
	int64_t slow_ms, until_ms; /* 0: it was said; no limit */
};

static bool
is_over(void *arg)
{
	struct patience *patience = arg;
	const struct cmh_options *options = cmh_context_options(patience->app->cmh);
	struct pollfd event = { .fd = options->cancel_fd, .events = POLLIN };
	int64_t now = clock_ms();

	if (patience->until_ms > 0 && now > patience->until_ms)
		return true;
	if (patience->slow_ms > 0 && now > patience->slow_ms) {
		patience->slow_ms = 0;
		if (!patience->app->call.set.quiet && !patience->app->call.silent)
			app_note_waiting("the report");
	}
	return options->cancel != NULL && options->cancel_fd >= 0 && poll(&event, 1, 0) > 0 && options->cancel(options->arg);
}

/* ---- errors and notes --------------------------------------------------------- */

char *
report_names(const struct report *report)
{
	char **names = calloc(report->n + 1, sizeof(*names)), *text;

	for (size_t i = 0; names != NULL && i < report->n; i++)
		names[i] = report->v[i].name;
	text = names != NULL ? node_list_text(names, report->n) : NULL;
	free(names);
	return text;
}

enum cmh_status
report_fail_node(const struct report *report, const char *file, const char *name, struct cmh_error *err)
{
	char *names = report_names(report), *hint = names != NULL ? str_format("use one of its nodes: %s", names) : NULL;

	error_text_set(err, CMH_INVALID, hint, "\"%s\" has no node \"%s\"", file, name);
	free(names);
	free(hint);
	return CMH_INVALID;
}

void
report_refuse(struct app *app, struct unpack *unpack, const char *file, const char *hint, struct cmh_error *err)
{
	struct cmh_handle *map = map_file_open_begun(app->cmh, unpack, file, file, NULL, err);

	if (map == NULL)
		return;
	cmh_handle_close(map);
	error_text_set(err, CMH_INVALID, hint, "\"%s\" is not a report, and has no nodes", file);
}

/* Says why a report has no map. */
static enum report_result
fail_empty(const struct report_files *files, const char *file, struct cmh_error *err)
{
	if (files->encrypted)
		error_text_set(err, CMH_INVALID, "unpack it with its password, and open the folder", "\"%s\" is encrypted", file);
	else if (files->stopped != NULL)
		error_text_set(err, CMH_INVALID, "unpack it, and open the file of the map", "no map found in \"%s\": %s", file,
			       files->stopped);
	else if (files->damage != NULL)
		error_text_set(err, CMH_FAILED, NULL, "no map found in \"%s\": %s", file, files->damage);
	else if (files->seen == 0)
		error_text_set(err, CMH_INVALID, NULL, "\"%s\" is empty", file);
	else
		error_text_set(err, CMH_INVALID, "use a report that has the output of corosync-cmapctl, or a corosync.conf",
			       "no map found in \"%s\", which has %zu %s", file, files->seen, files->seen == 1 ? "file" : "files");
	return REPORT_FAILED;
}

/* Notes which maps no node has. */
static void
note_unused(struct app *app, const struct report *report)
{
	size_t n = 0;

	for (size_t i = 0; i < report->files.n; i++) {
		const struct report_file *file = &report->files.v[i];

		if ((file->kind & REPORT_MAPS) != 0 && !file->used && n++ < QUOTED)
			app_note(app, "\"%s\" is left out: it is in no node's folder, or the node has a longer one", file->path);
	}
	if (n > QUOTED)
		app_note(app, "%zu more %s left out", n - QUOTED, n - QUOTED == 1 ? "map is" : "maps are");
}

/* Notes what could not be read. */
static void
note_missing(struct app *app, const struct report *report, const char *file)
{
	const struct report_files *files = &report->files;
	const char *why = files->stopped != NULL ? files->stopped : files->damage;
	char *names = why != NULL ? report_names(report) : NULL;

	if (why == NULL)
		return;
	app_note_missing(app, "\"%s\" was not read completely: %s", file, why);
	app_note_missing(app, "what was read has %s", names != NULL ? names : "some nodes");
	app->call.incomplete = true;
	free(names);
}

/* Finds the nodes in what was read. */
static enum report_result
finish(struct app *app, struct report *report, const char *file, struct cmh_error *err)
{
	if (report->files.interrupted) {
		error_text_set(err, CMH_INTERRUPTED, NULL, "interrupted");
		return REPORT_FAILED;
	}
	if (report->files.no_memory || !report_find_nodes(report)) {
		error_text_no_memory(err);
		return REPORT_FAILED;
	}
	if (report->n == 0)
		return fail_empty(&report->files, file, err);
	note_missing(app, report, file);
	note_unused(app, report);
	return REPORT_READ;
}

/* ---- reading ------------------------------------------------------------------ */

/* Reads an archive. */
static enum report_result
read_archive(struct app *app, struct unpack *unpack, const char *file, struct report *out, struct cmh_error *err)
{
	const char *why = archive_library_load();

	if (why != NULL) {
		error_text_set(err, CMH_FAILED, "install libarchive, or unpack it and open the folder",
			       "cannot read the archive \"%s\": %s", file, why);
		return REPORT_FAILED;
	}
	packed_read_files(&out->files, unpack, "");
	return finish(app, out, file, err);
}

/* Whether a file is encrypted by gpg or the like: its first bytes, or its name, say so. */
static bool
is_encrypted(int fd, const char *file)
{
	static const char armor[] = "-----BEGIN PGP MESSAGE", symmetric[] = "\x8c\x0d\x04";
	static const char *const ends[] = { ".gpg", ".pgp", ".asc" };
	char bytes[sizeof(armor)] = "";
	ssize_t n = pread(fd, bytes, sizeof(bytes) - 1, 0);
	size_t len = strlen(file);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (len > 4 && strcmp(file + len - 4, ends[i]) == 0)
			return true;
	return n > 3 && (strncmp(bytes, armor, strlen(armor)) == 0 || memcmp(bytes, symmetric, 3) == 0);
}

static enum report_result
fail_encrypted(const char *file, struct cmh_error *err)
{
	error_text_set(err, CMH_INVALID, "run: gpg --decrypt FILE > REPORT", "\"%s\" is encrypted", file);
	return REPORT_FAILED;
}

/* Reads a file that may be an archive: its content says so. */
static enum report_result
read_file(struct app *app, const char *file, struct report *out, struct unpack *unpack, struct cmh_error *err)
{
	enum report_result result;

	if (map_file_begin(unpack, file, settings_limit_ms(&app->call.set), err) != CMH_OK)
		return REPORT_FAILED;
	if (is_encrypted(fileno(unpack->file), file))
		result = fail_encrypted(file, err);
	else if (unpack_is_archive(unpack))
		result = read_archive(app, unpack, file, out, err);
	else
		return REPORT_NOT;
	unpack_close(unpack);
	return result;
}

enum report_result
report_read(struct app *app, const char *file, unsigned limit_ms, struct report *out, struct unpack *unpack, struct cmh_error *err)
{
	struct patience patience = { app, clock_ms() + SLOW_MS, limit_ms > 0 ? clock_ms() + limit_ms : 0 };
	struct stat about;
	int fd;

	if (app_at_prompt(app) && map_file_can_wait(file)) {
		error_text_set(err, CMH_INVALID, NULL, "\"%s\" is not a regular file", file);
		return REPORT_FAILED;
	}
	out->files.cancel = is_over;
	out->files.arg = &patience;
	if (stat(file, &about) != 0 || !S_ISDIR(about.st_mode))
		return read_file(app, file, out, unpack, err);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		error_text_set(err, CMH_FAILED, NULL, "cannot open \"%s\": %s", file, strerror(errno));
		return REPORT_FAILED;
	}
	folder_read_files(&out->files, fd);
	return finish(app, out, file, err);
}
