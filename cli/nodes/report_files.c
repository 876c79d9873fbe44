/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/report_files.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "str.h"

enum {
	CHUNK = 64 * 1024,
	HEAD = 256 * 1024, /* a file of use shows it up to here */
};

bool
report_files_stopped(const struct report_files *files)
{
	return files->stopped != NULL || files->interrupted || files->no_memory;
}

static bool note(struct report_files *files, char **out, const char *text, va_list ap) __attribute__((format(printf, 3, 0)));

/* Notes a text in *out, unless it has one. Returns false. */
static bool
note(struct report_files *files, char **out, const char *text, va_list ap)
{
	if (*out == NULL)
		*out = str_vformat(text, ap);
	files->no_memory |= *out == NULL;
	return false;
}

bool
report_files_stop(struct report_files *files, const char *why, ...)
{
	va_list ap;

	va_start(ap, why);
	note(files, &files->stopped, why, ap);
	va_end(ap);
	return false;
}

bool
report_files_damage(struct report_files *files, const char *what, ...)
{
	va_list ap;

	va_start(ap, what);
	note(files, &files->damage, what, ap);
	va_end(ap);
	return false;
}

bool
report_files_count(struct report_files *files, uint64_t bytes, size_t seen)
{
	files->bytes += bytes;
	files->seen += seen;
	if (files->cancel != NULL && files->cancel(files->arg))
		files->interrupted = true;
	if (files->seen > REPORT_FILES_MAX)
		return report_files_stop(files, "it has more than %d files", REPORT_FILES_MAX);
	if (files->bytes >> 20 >= REPORT_MIB_MAX)
		return report_files_stop(files, "it has more than %d MiB", REPORT_MIB_MAX);
	return !report_files_stopped(files);
}

/* Removes the last line, which may be incomplete. */
static void
cut_line(struct report_file *file)
{
	while (file->len > 0 && file->text[file->len - 1] != '\n')
		file->len--;
	file->text[file->len] = '\0';
}

/* Reads the text of a file, up to where it is clear that it is of no use. Returns -1 if its end could not be read. */
static ssize_t
read_text(struct report_files *files, struct report_file *file, report_read_fn *read, void *arg)
{
	size_t capacity = 0, head = HEAD;
	ssize_t n;

	do {
		if (!array_reserve(&file->text, &capacity, file->len + CHUNK + 1, 1)) {
			files->no_memory = true;
			return -1;
		}
		n = read(arg, file->text + file->len, capacity - file->len - 1);
		file->len += n > 0 ? (size_t)n : 0;
		file->text[file->len] = '\0';
		if (file->len >= head && (file->kind = report_kind_of(file->path, file->text)) == REPORT_NOTHING)
			return 0;
		if (file->len >= head)
			head = SIZE_MAX;
		if ((files->kept + file->len) >> 20 >= REPORT_KEPT_MIB_MAX) {
			report_files_stop(files, "its maps have more than %d MiB", REPORT_KEPT_MIB_MAX);
			return -1;
		}
	} while (n > 0);
	return n;
}

static void
clear_file(struct report_file *file)
{
	free(file->path);
	free(file->text);
}

bool
report_files_add(struct report_files *files, const char *path, report_read_fn *read, void *arg)
{
	struct report_file file = { .path = str_copy(path) };

	if (file.path == NULL || !array_reserve(&files->v, &files->capacity, files->n + 1, sizeof(file)))
		files->no_memory = true;
	else if (read_text(files, &file, read, arg) < 0)
		file.cut = true;
	if (file.cut && file.text != NULL)
		cut_line(&file);
	if (file.text != NULL && !files->no_memory)
		file.kind = report_kind_of(path, file.text);
	if (file.kind == REPORT_NOTHING) {
		clear_file(&file);
		return !report_files_stopped(files);
	}
	files->kept += file.len;
	files->v[files->n++] = file;
	return !report_files_stopped(files);
}

void
report_files_clear(struct report_files *files)
{
	for (size_t i = 0; i < files->n; i++)
		clear_file(&files->v[i]);
	free(files->v);
	free(files->stopped);
	free(files->damage);
	*files = (struct report_files){ .n = 0 };
}
