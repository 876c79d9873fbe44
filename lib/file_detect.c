/* SPDX-License-Identifier: BSD-3-Clause */
/* Detects the form of a file from its first line that is not empty. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "file_parser.h"

/* Whether a line begins like JSON of cmapsh. The text of other tools may begin with a bracket, too. */
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

/* Whether a file begins like one of gzip, bzip2, xz or zstd. */
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
file_parse(struct file_parser *p, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;
	bool more;

	errno = 0;
	while ((more = file_parser_next(p)) && p->len == strspn(p->line, " \t"))
		;
	if (more) {
		p->compressed = looks_compressed(p->line);
		p->json = looks_like_json(p->line);
		status = p->json ? file_parse_json(p, err) : file_parse_text(p, err);
	}
	/* Without an error of the stream, there may be no memory for a long line. */
	if (ferror(p->in) || (status == CMH_OK && !feof(p->in)))
		return error_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", p->name, strerror(errno));
	return status;
}
