/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_reader.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "conf_line.h"
#include "str.h"

/* The column of a part of the line. */
static size_t
column_of(const struct conf_reader *r, const char *part)
{
	return (size_t)(part - r->text) + 1;
}

/* Refuses the line, because of a part of it. */
static void
refuse(struct conf_reader *r, const char *part, const char *said, const char *message)
{
	fault_add(&r->conf.faults, r->number, column_of(r, part), said, "%s", message);
}

/* ---- sections -------------------------------------------------------------- */

static const char *
path_around(const struct conf_reader *r)
{
	return r->n > 0 ? r->levels[r->n - 1].path : "";
}

static enum conf_section
section_around(const struct conf_reader *r)
{
	return r->n > 0 ? r->levels[r->n - 1].section : CONF_PLAIN;
}

/* The path of what has this name in the section that is open. The caller frees it. NULL: out of memory. */
static char *
path_of(const struct conf_reader *r, const char *name)
{
	const char *around = path_around(r);

	return str_format("%s%s%s", around, around[0] != '\0' ? "." : "", name);
}

static bool
is_too_long(const struct conf_reader *r, const char *name)
{
	return strlen(path_around(r)) + strlen(name) + 1 > CONF_NAME_MAX;
}

/* Opens a section that begins at a place. NULL for `name`: one that corosync has refused. */
static void
begin_section(struct conf_reader *r, const char *name, size_t line, size_t column)
{
	struct conf_level level = { .section = CONF_SKIPPED, .line = line, .column = column };

	if (section_around(r) == CONF_SKIPPED)
		name = NULL;
	if (name != NULL && is_too_long(r, name)) {
		fault_add(&r->conf.faults, line, column, "Start of section makes total cmap path too long",
			  "the names of this section and those around it are too long");
		name = NULL;
	}
	level.path = name != NULL ? path_of(r, name) : strdup("");
	if (level.path == NULL || !array_reserve(&r->levels, &r->capacity, r->n + 1, sizeof(*r->levels))) {
		free(level.path);
		r->conf.failed = true;
		return;
	}
	if (name != NULL)
		level.section = conf_section_find(level.path, section_around(r));
	if (level.section != CONF_SKIPPED)
		conf_begin(&r->conf, level.path);
	r->levels[r->n++] = level;
}

static void
end_section(struct conf_reader *r)
{
	struct conf_level *level = &r->levels[--r->n];

	conf_end(&r->conf, level->section, level->line, level->column);
	free(level->path);
}

/* ---- lines --------------------------------------------------------------- */

/* Copies a part of the line. The caller frees it. NULL: out of memory. */
static char *
copy_part(struct conf_reader *r, const struct conf_part *part)
{
	char *copy = strndup(part->text, part->len);

	r->conf.failed |= copy == NULL;
	return copy;
}

static void
read_section(struct conf_reader *r, const struct conf_line *line)
{
	char *name = copy_part(r, &line->name);

	begin_section(r, name, r->number, column_of(r, line->name.text));
	free(name);
}

static bool
read_option(struct conf_reader *r, const struct conf_line *line)
{
	char *name = copy_part(r, &line->name), *value = copy_part(r, &line->rest), *path = name != NULL ? path_of(r, name) : NULL;
	const struct conf_option option = {
		.section = section_around(r),
		.path = path,
		.name = name,
		.value = value,
		.at = { r->number, column_of(r, line->name.text), column_of(r, line->rest.text) },
	};
	bool kept = true;

	r->conf.failed |= path == NULL;
	if (path != NULL && value != NULL && is_too_long(r, name))
		refuse(r, line->name.text, "New key makes total cmap path too long", "the names of this key and its sections are too long");
	else if (path != NULL && value != NULL)
		kept = conf_read_option(&r->conf, &option);
	free(path);
	free(value);
	free(name);
	return kept;
}

static void
read_end(struct conf_reader *r, const struct conf_line *line)
{
	if (r->n > 0)
		end_section(r);
	else
		refuse(r, line->rest.text, "Unexpected closing brace", "no section is open here");
}

/* Does what the writer of a line that corosync refuses may have meant. `word`: all that the line before has, or NULL. */
static void
recover(struct conf_reader *r, const struct conf_line *line, const struct conf_problem *problem, const char *word)
{
	bool nameless = line->kind == CONF_SECTION && line->name.len == 0;

	if (!nameless || word == NULL)
		refuse(r, problem->at, problem->said, problem->message);
	if (nameless && word != NULL)
		begin_section(r, word, r->word_line, r->word_column);
	else if (nameless)
		begin_section(r, NULL, r->number, column_of(r, problem->at));
	else if (line->kind == CONF_SECTION && line->rest.text[line->rest.len - 1] != '}')
		read_section(r, line);
	else if (line->kind == CONF_END && r->n > 0)
		end_section(r);
	else if (line->kind == CONF_OTHER)
		r->word = copy_part(r, &line->rest);
	r->word_line = r->number;
	r->word_column = column_of(r, line->rest.text);
}

bool
conf_reader_line(struct conf_reader *r, size_t number, const char *text)
{
	struct conf_line line;
	struct conf_problem problem;
	char *word = r->word;
	bool kept = true;

	conf_line_read(text, &line);
	if (line.kind == CONF_EMPTY)
		return true;
	r->number = number;
	r->text = text;
	r->word = NULL;
	if (conf_line_has_problem(&line, &problem))
		recover(r, &line, &problem, word);
	else if (line.kind == CONF_SECTION)
		read_section(r, &line);
	else if (line.kind == CONF_OPTION)
		kept = read_option(r, &line);
	else
		read_end(r, &line);
	free(word);
	return kept;
}

void
conf_reader_end(struct conf_reader *r)
{
	const struct conf_level *last = r->n > 0 ? &r->levels[r->n - 1] : NULL;

	if (last != NULL)
		fault_add(&r->conf.faults, last->line, last->column, "Missing closing brace", "this section has no closing bracket");
	while (r->n > 0)
		end_section(r);
}

void
conf_reader_clear(struct conf_reader *r)
{
	while (r->n > 0)
		free(r->levels[--r->n].path);
	free(r->levels);
	free(r->word);
	conf_clear(&r->conf);
}
