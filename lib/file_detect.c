/* SPDX-License-Identifier: BSD-3-Clause */
/* Detects the form of a file: JSON from its first line that is not empty, a corosync.conf from its sections. */
#include <errno.h>
#include <string.h>

#include "conf_line.h"
#include "error.h"
#include "file_parser.h"
#include "pasted.h"

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

/* Whether a line begins a section that only a corosync.conf has, be it that the bracket is on the next line. */
static bool
begins_section(const struct conf_line *line)
{
	static const char *const names[] = { "totem", "nodelist", "quorum", "logging" };
	const struct conf_part *name = line->kind == CONF_OTHER ? &line->rest : &line->name;
	bool found = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !found; i++)
		found = (line->kind == CONF_SECTION || line->kind == CONF_OTHER) && conf_part_is(name, names[i]);
	return found;
}

/*
 * Whether the file, from the current line on, is a corosync.conf: it has a section of
 * one, and no key with a type, because text may have a corosync.conf beside its keys.
 * Goes back to the beginning. *good is false if that fails.
 */
static bool
looks_like_conf(struct file_parser *p, bool *good)
{
	static const struct pasted_habits any = { .sources = true };
	bool section = false, bracket = false, key = false;

	do {
		struct conf_line line;
		struct pasted pasted;

		conf_line_read(p->line, &line);
		section |= begins_section(&line);
		bracket |= line.kind == CONF_SECTION;
		key = line.kind != CONF_EMPTY && pasted_find(p->line, &any, &pasted);
	} while (!key && file_parser_next(p));
	*good = (key || feof(p->in)) && file_parser_rewind(p);
	return section && bracket && !key;
}

/* Reads the file, from its first line that is not empty on, in the form that it has. */
static enum cmh_status
parse_form(struct file_parser *p, struct cmh_error *err)
{
	bool good = true;

	p->compressed = looks_compressed(p->line);
	p->json = looks_like_json(p->line);
	if (p->json)
		return file_parse_json(p, err);
	p->conf = looks_like_conf(p, &good) && !p->compressed;
	if (p->conf && good)
		return file_parse_conf(p, err);
	return good && file_parser_next(p) ? file_parse_text(p, err) : error_no_memory(err);
}

enum cmh_status
file_parse(struct file_parser *p, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;
	bool more;

	errno = 0;
	while ((more = file_parser_next(p)) && p->len == strspn(p->line, " \t"))
		;
	if (more)
		status = parse_form(p, err);
	/* Without an error of the stream, there may be no memory for a long line. */
	if (ferror(p->in) || (status == CMH_OK && !feof(p->in)))
		return error_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", p->name, strerror(errno));
	return status;
}
