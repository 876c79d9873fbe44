/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/load_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/error_text.h"
#include "text/words.h"

#define SPACES " \t"

/* The line that is parsed. */
struct line_parser {
	struct cmh_file *file;
	struct load_ignored *ignored;
	struct cmh_error *err;
	size_t number;
	char *line, *s; /* the line, and what is left of it */
};

static enum cmh_status fault(struct line_parser *p, const char *at, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* Sets the place of an error. Returns CMH_INVALID. */
static enum cmh_status
fault_at(struct line_parser *p, const char *at)
{
	p->file->fault = (struct cmh_position){ p->number, (size_t)(at - p->line) + 1 };
	return CMH_INVALID;
}

static enum cmh_status
fault(struct line_parser *p, const char *at, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	error_text_vset(p->err, CMH_INVALID, hint, message, ap);
	va_end(ap);
	return fault_at(p, at);
}

static enum cmh_status
no_memory(struct line_parser *p)
{
	return error_text_no_memory(p->err);
}

static void
skip_spaces(struct line_parser *p)
{
	p->s += strspn(p->s, SPACES);
}

/* Returns the next word, ended by a NUL, and moves to the one after it. */
static char *
take_word(struct line_parser *p)
{
	char *word = p->s;

	p->s += strcspn(p->s, SPACES);
	if (*p->s != '\0')
		*p->s++ = '\0';
	skip_spaces(p);
	return word;
}

/* ---- values ------------------------------------------------------------ */

static enum cmh_status
parse_value(struct line_parser *p, enum cmh_type type, const char *at, const char *text, struct cmh_value *out)
{
	enum cmh_status status = cmh_value_parse(type, text, out, p->err);

	return status == CMH_INVALID ? fault_at(p, at) : status;
}

/* Parses a value in quotes, as in a script; corosync-cmapctl does not have quotes. */
static enum cmh_status
quoted_value(struct line_parser *p, enum cmh_type type, struct cmh_value *out)
{
	struct words words;
	enum cmh_status status;

	if (!words_split(p->s, &words))
		status = fault(p, p->s + words.error_at, NULL, "%s", words.error);
	else if (words.n > 1)
		status = fault(p, p->s + words.at[1], NULL, "unexpected text after the value");
	else
		status = parse_value(p, type, p->s, words.v[0], out);
	words_clear(&words);
	return status;
}

/* Parses a value without quotes. Text after it, which corosync-cmapctl ignores, is an error. */
static enum cmh_status
bare_value(struct line_parser *p, enum cmh_type type, struct cmh_value *out)
{
	char *text = take_word(p);

	if (*p->s != '\0' && *p->s != '#')
		return fault(p, p->s, "put quotes around a value with spaces", "unexpected text after the value");
	return parse_value(p, type, text, text, out);
}

/* ---- lines ------------------------------------------------------------- */

/* Appends a key, and takes its value. */
static enum cmh_status
add(struct line_parser *p, const char *key, const char *at, struct cmh_value value)
{
	struct cmh_entries *keys = &p->file->keys;
	enum cmh_status status = cmh_entries_add(keys, key, p->err);

	if (status != CMH_OK) {
		cmh_value_clear(&value);
		return status;
	}
	keys->v[keys->n - 1].value = value;
	keys->v[keys->n - 1].map = cmh_key_map(key);
	p->file->places[keys->n - 1] = (struct cmh_position){ p->number, (size_t)(at - p->line) + 1 };
	return CMH_OK;
}

/* The same for a name that must be valid. */
static enum cmh_status
add_checked(struct line_parser *p, const char *key, struct cmh_value value)
{
	enum cmh_status status = cmh_name_check(key, p->err);

	if (status == CMH_OK)
		return add(p, key, key, value);
	cmh_value_clear(&value);
	return status == CMH_INVALID ? fault_at(p, key) : status;
}

static enum cmh_status
add_prefix(struct line_parser *p, const char *prefix)
{
	size_t len = strlen(prefix);
	enum cmh_status status;
	char *path;

	if (len == 0 || prefix[0] == '.')
		return fault(p, prefix, "name a branch, such as ^^my.test.", "this would delete the complete map");
	if (len > CMH_NAME_MAX || strchr(prefix, '*') != NULL)
		return fault(p, prefix, NULL, "no key name can begin with this");
	if ((path = str_format("%s*", prefix)) == NULL)
		return no_memory(p);
	status = add(p, path, prefix, (struct cmh_value)CMH_VALUE_INIT);
	free(path);
	return status;
}

static enum cmh_status
read_deletion(struct line_parser *p)
{
	bool prefix = p->s[1] == '^';
	char *key = take_word(p) + (prefix ? 2 : 1);

	if (*p->s != '\0' && *p->s != '#' && p->ignored->n++ == 0)
		p->ignored->first = p->number;
	return prefix ? add_prefix(p, key) : add_checked(p, key, (struct cmh_value)CMH_VALUE_INIT);
}

static enum cmh_status
read_setting(struct line_parser *p)
{
	static const char hint[] = "write KEY (TYPE) = VALUE, KEY TYPE VALUE, ^KEY or ^^PREFIX";
	char *key = take_word(p), *word = take_word(p);
	struct cmh_value value = CMH_VALUE_INIT;
	enum cmh_type type = cmh_type_by_name(word);
	enum cmh_status status;

	if (*word == '\0')
		return fault(p, word, hint, "missing type and value");
	if (type == CMH_NONE)
		return fault(p, word, hint, "unknown type \"%s\"", word);
	if (*p->s == '\0')
		return fault(p, p->s, "write an empty value as \"\"", "missing value");
	status = *p->s == '"' || *p->s == '\'' ? quoted_value(p, type, &value) : bare_value(p, type, &value);
	return status == CMH_OK ? add_checked(p, key, value) : status;
}

/* Parses a line of `len` bytes. */
static enum cmh_status
read_line(struct line_parser *p, size_t len)
{
	while (len > 0 && p->line[len - 1] == '\r')
		p->line[--len] = '\0';
	if (strlen(p->line) < len)
		return fault(p, p->line + strlen(p->line), NULL, "the line contains a NUL byte");
	p->s = p->line;
	skip_spaces(p);
	if (*p->s == '\0' || *p->s == '#')
		return CMH_OK;
	return *p->s == '^' ? read_deletion(p) : read_setting(p);
}

static size_t
count_lines(const struct cmh_file *file)
{
	size_t n = 1;

	for (size_t i = 0; i < file->len; i++)
		n += file->bytes[i] == '\n';
	return n;
}

enum cmh_status
load_lines(struct cmh_file *file, struct load_ignored *ignored, struct cmh_error *err)
{
	struct line_parser p = { .file = file, .ignored = ignored, .err = err };
	const char *at = file->bytes, *end = file->bytes + file->len;
	enum cmh_status status = CMH_OK;

	cmh_error_clear(err);
	cmh_entries_clear(&file->keys);
	free(file->places);
	file->places = calloc(count_lines(file), sizeof(*file->places));
	if (file->places == NULL)
		return no_memory(&p);
	while (status == CMH_OK && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((newline != NULL ? newline : end) - at);

		p.number++;
		p.line = malloc(len + 1);
		if (p.line == NULL)
			return no_memory(&p);
		memcpy(p.line, at, len);
		p.line[len] = '\0';
		status = read_line(&p, len);
		free(p.line);
		at += len + 1;
	}
	return status;
}

bool
load_is_lines(const char *bytes)
{
	const char *s = bytes;

	for (s += strspn(s, " \t\r\n"); *s == '#'; s += strspn(s, " \t\r\n"))
		s += strcspn(s, "\n");
	if (*s == '\0' || *s == '{' || *s == '[')
		return false;
	s += strcspn(s, " \t\r\n");
	s += strspn(s, " \t");
	return *s != '(';
}
