/* SPDX-License-Identifier: BSD-3-Clause */
/* A file with keys in it, line by line. What it holds is told by its first character. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "snapshot.h"

/* Editors of other systems begin a file with the byte order mark of UTF-8. */
size_t
mark_length(const char *text)
{
	return strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool
reader_next(struct reader *r)
{
	ssize_t len = getline(&r->line, &r->capacity, r->in);

	if (len < 0)
		return false;
	r->number++;
	while (len > 0 && (r->line[len - 1] == '\n' || r->line[len - 1] == '\r'))
		r->line[--len] = '\0';
	r->len = (size_t)len;
	if (r->number == 1) {
		size_t mark = mark_length(r->line);

		r->len -= mark;
		memmove(r->line, r->line + mark, r->len + 1);
	}
	return true;
}

void
reader_leave_out(struct reader *r, size_t line)
{
	if (r->left_out++ == 0)
		r->first_left_out = line;
}

enum cmh_status
reader_fault(struct reader *r, size_t line, size_t column)
{
	r->fault = (struct cmh_position){ line, column };
	return CMH_INVALID;
}

enum cmh_status
reader_fail(struct reader *r, size_t line, size_t column, struct cmh_error *err, const char *message, ...)
{
	char *text;
	va_list ap;

	va_start(ap, message);
	if (vasprintf(&text, message, ap) < 0)
		text = NULL;
	va_end(ap);
	if (text == NULL)
		return error_no_memory(err);
	error_set(err, CMH_INVALID, NULL, "%s", text);
	free(text);
	return reader_fault(r, line, column);
}

enum cmh_status
found_error(const struct found *found, const char *file, struct cmh_error *err)
{
	switch (found->missing) {
	case MISSING_MASKED:
		return error_set(err, CMH_FAILED, "it is printed and saved with --show-secrets",
				 "%s has no value of \"%s\": it was masked", file, found->key);
	case MISSING_ERROR:
		return error_set(err, CMH_FAILED, NULL, "%s has no value of \"%s\": %s", file, found->key, found->why);
	default:
		return error_set(err, CMH_FAILED, "corosync-cmapctl prints it with -b", "%s has no value of \"%s\"", file,
				 found->key);
	}
}

void
snapshot_head_clear(struct snapshot_head *head)
{
	for (size_t i = 0; i < head->n_paths; i++)
		free(head->paths[i]);
	free(head->paths);
	free(head->map);
	free(head->time);
	free(head->node);
	free(head->cluster);
	*head = (struct snapshot_head){ 0 };
}

/* The beginnings of our JSON, and of no other tool's text. */
static bool
looks_like_json(const char *line)
{
	const char *next;

	line += strspn(line, " \t");
	if (line[0] != '{' && line[0] != '[')
		return false;
	next = line + 1 + strspn(line + 1, " \t");
	return *next == '\0' || strchr(line[0] == '{' ? "\"}" : "{]", *next) != NULL;
}

/* By how gzip, bzip2, xz and zstd begin. */
static bool
looks_compressed(const char *line)
{
	static const char *const magic[] = { "\x1f\x8b", "BZh", "\3757zXZ", "\x28\xb5\x2f\xfd" };
	bool found = false;

	for (size_t i = 0; i < sizeof(magic) / sizeof(magic[0]) && !found; i++)
		found = strncmp(line, magic[i], strlen(magic[i])) == 0;
	return found;
}

enum cmh_status
reader_run(struct reader *r, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;
	bool more;

	errno = 0;
	while ((more = reader_next(r)) && r->len == strspn(r->line, " \t"))
		;
	if (more) {
		r->compressed = looks_compressed(r->line);
		r->json = looks_like_json(r->line);
		status = r->json ? read_json(r, err) : read_text(r, err);
	}
	/* A line may be too long for the memory, too. */
	if (ferror(r->in) || (status == CMH_OK && !feof(r->in)))
		return error_set(err, CMH_FAILED, NULL, "cannot read %s: %s", r->name, strerror(errno));
	return status;
}

void
reader_clear(struct reader *r)
{
	free(r->line);
	r->line = NULL;
	snapshot_head_clear(&r->head);
}
