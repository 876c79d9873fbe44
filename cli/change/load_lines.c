/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/load_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/error_text.h"
#include "text/words.h"

#define BLANKS " \t"

/* The line that is read. */
struct reader {
	struct cmh_file *file;
	struct cmh_error *err;
	size_t number;
	char *line, *s; /* it, and how far it is read */
};

static enum cmh_status fault(struct reader *r, const char *at, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

static enum cmh_status
fault_at(struct reader *r, const char *at)
{
	r->file->fault = (struct cmh_position){ r->number, (size_t)(at - r->line) + 1 };
	return CMH_INVALID;
}

static enum cmh_status
fault(struct reader *r, const char *at, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	reason_vset(r->err, CMH_INVALID, hint, message, ap);
	va_end(ap);
	return fault_at(r, at);
}

static enum cmh_status
no_memory(struct reader *r)
{
	return reason_set(r->err, CMH_FAILED, NULL, "out of memory");
}

static void
skip_blanks(struct reader *r)
{
	r->s += strspn(r->s, BLANKS);
}

/* Ends the word that begins here with a NUL, and moves behind it. */
static char *
take_word(struct reader *r)
{
	char *word = r->s;

	r->s += strcspn(r->s, BLANKS);
	if (*r->s != '\0')
		*r->s++ = '\0';
	skip_blanks(r);
	return word;
}

/* ---- values ------------------------------------------------------------ */

static enum cmh_status
parse_value(struct reader *r, enum cmh_type type, const char *at, const char *text, struct cmh_value *out)
{
	enum cmh_status status = cmh_value_parse(type, text, out, r->err);

	return status == CMH_INVALID ? fault_at(r, at) : status;
}

/* As in a script. corosync-cmapctl itself knows no quotes. */
static enum cmh_status
quoted_value(struct reader *r, enum cmh_type type, struct cmh_value *out)
{
	struct words words;
	enum cmh_status status;

	if (!words_split(r->s, &words))
		status = fault(r, r->s + words.error_at, NULL, "%s", words.error);
	else if (words.n > 1)
		status = fault(r, r->s + words.at[1], NULL, "something is behind the value");
	else
		status = parse_value(r, type, r->s, words.v[0], out);
	words_clear(&words);
	return status;
}

/* As it stands up to the next blank. corosync-cmapctl would drop the rest without a word. */
static enum cmh_status
bare_value(struct reader *r, enum cmh_type type, struct cmh_value *out)
{
	char *text = take_word(r);

	if (*r->s != '\0' && *r->s != '#')
		return fault(r, r->s, "put quotes around a value with blanks in it", "something is behind the value");
	return parse_value(r, type, text, text, out);
}

/* ---- lines ------------------------------------------------------------- */

/* Appends a key; its value is `value`, which it takes. */
static enum cmh_status
add(struct reader *r, const char *key, const char *at, struct cmh_value value)
{
	struct cmh_entries *keys = &r->file->keys;
	enum cmh_status status = cmh_entries_add(keys, key, r->err);

	if (status != CMH_OK) {
		cmh_value_clear(&value);
		return status;
	}
	keys->v[keys->n - 1].value = value;
	keys->v[keys->n - 1].map = cmh_key_map(key);
	r->file->places[keys->n - 1] = (struct cmh_position){ r->number, (size_t)(at - r->line) + 1 };
	return CMH_OK;
}

static enum cmh_status
add_checked(struct reader *r, const char *key, struct cmh_value value)
{
	enum cmh_status status = cmh_name_check(key, r->err);

	if (status == CMH_OK)
		return add(r, key, key, value);
	cmh_value_clear(&value);
	return status == CMH_INVALID ? fault_at(r, key) : status;
}

static enum cmh_status
add_prefix(struct reader *r, const char *prefix)
{
	size_t len = strlen(prefix);
	char *path = NULL;
	enum cmh_status status;

	if (len == 0 || prefix[0] == '.')
		return fault(r, prefix, "name a branch, such as ^^my.test.", "this would delete the whole map");
	if (len > CMH_NAME_MAX || strchr(prefix, '*') != NULL)
		return fault(r, prefix, NULL, "no key begins like that");
	if (asprintf(&path, "%s*", prefix) < 0)
		return no_memory(r);
	status = add(r, path, prefix, (struct cmh_value)CMH_VALUE_INIT);
	free(path);
	return status;
}

static enum cmh_status
read_deletion(struct reader *r)
{
	bool prefix = r->s[1] == '^';
	char *key = take_word(r) + (prefix ? 2 : 1);

	if (*r->s != '\0' && *r->s != '#')
		return fault(r, r->s, NULL, "something is behind the key to delete");
	return prefix ? add_prefix(r, key) : add_checked(r, key, (struct cmh_value)CMH_VALUE_INIT);
}

static enum cmh_status
read_setting(struct reader *r)
{
	static const char hint[] = "lines are KEY (TYPE) = VALUE; or KEY TYPE VALUE, ^KEY, ^^PREFIX";
	char *key = take_word(r), *word = take_word(r);
	struct cmh_value value = CMH_VALUE_INIT;
	enum cmh_type type = cmh_type_by_name(word);
	enum cmh_status status;

	if (*word == '\0')
		return fault(r, word, hint, "the type and the value are missing");
	if (type == CMH_NONE)
		return fault(r, word, hint, "there is no type \"%s\"", word);
	if (*r->s == '\0')
		return fault(r, r->s, "an empty text is written as \"\"", "the value is missing");
	status = *r->s == '"' || *r->s == '\'' ? quoted_value(r, type, &value) : bare_value(r, type, &value);
	return status == CMH_OK ? add_checked(r, key, value) : status;
}

/* Reads one line of `len` bytes. */
static enum cmh_status
read_line(struct reader *r, size_t len)
{
	while (len > 0 && r->line[len - 1] == '\r')
		r->line[--len] = '\0';
	if (strlen(r->line) < len)
		return fault(r, r->line + strlen(r->line), NULL, "a NUL byte stands in this line");
	r->s = r->line;
	skip_blanks(r);
	if (*r->s == '\0' || *r->s == '#')
		return CMH_OK;
	return *r->s == '^' ? read_deletion(r) : read_setting(r);
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
load_lines(struct cmh_file *file, struct cmh_error *err)
{
	struct reader r = { .file = file, .err = err };
	const char *at = file->bytes, *end = file->bytes + file->len;
	enum cmh_status status = CMH_OK;

	cmh_error_clear(err);
	cmh_entries_clear(&file->keys);
	free(file->places);
	file->places = calloc(count_lines(file), sizeof(*file->places));
	if (file->places == NULL)
		return no_memory(&r);
	while (status == CMH_OK && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((newline != NULL ? newline : end) - at);

		r.number++;
		r.line = malloc(len + 1);
		if (r.line == NULL)
			return no_memory(&r);
		memcpy(r.line, at, len);
		r.line[len] = '\0';
		status = read_line(&r, len);
		free(r.line);
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
