/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text that corosync-cmapctl or cmapsh printed, as it is found in the files of
 * support tools, with the text of other tools around it.
 */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "file_parser.h"
#include "str.h"

/* A str whose next lines may belong to it. */
struct pending {
	char *key; /* NULL: none */
	char *text;
	size_t line;
};

/* ---- lines ------------------------------------------------------------- */

/* "KEY (TYPE) = VALUE", taken apart. */
struct parts {
	const char *key; /* up to the blank before the type, where a NUL stands as long as they are in use */
	enum cmh_type type;
	const char *text; /* NULL: a bin that was printed without -b */
};

/* The type between the brackets, which are at `open` and `close`. */
static enum cmh_type
type_between(char *open, char *close)
{
	enum cmh_type type;

	*close = '\0';
	type = cmh_type_by_name(open + 1);
	*close = ')';
	return type;
}

/*
 * Takes a line apart; its first blank becomes a NUL when it is good. CMH_INVALID: it is no key, and `column`, from 0,
 * says where not.
 */
static enum cmh_status
take_apart(char *line, struct parts *out, size_t *column, struct cmh_error *err)
{
	char *blank = strstr(line, " ("), *close = blank != NULL ? strchr(blank, ')') : NULL;
	enum cmh_status status;

	*column = 0;
	if (close == NULL)
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "not a key and its value");
	*blank = '\0';
	status = cmh_name_check(line, err);
	*blank = ' ';
	if (status != CMH_OK)
		return status;
	*column = (size_t)(blank + 2 - line);
	*out = (struct parts){ .key = line, .type = type_between(blank + 1, close) };
	if (out->type == CMH_NONE)
		return error_set(err, CMH_INVALID, NULL, "no type \"%.*s\"", (int)(close - blank - 2), blank + 2);
	*column = (size_t)(close + 1 - line);
	if (strncmp(close + 1, " = ", 3) == 0)
		out->text = close + 4;
	else if (strcmp(close + 1, " =") == 0)
		out->text = close + 3;
	else if (out->type != CMH_BIN || close[1] != '\0')
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "\" = \" is missing after the type");
	*blank = '\0';
	return CMH_OK;
}

/* Gives a key to who wants it. */
static enum cmh_status
give(struct file_parser *p, const struct parts *parts, size_t line, struct cmh_error *err)
{
	struct found found = { .key = parts->key, .value.type = parts->type };
	enum cmh_status status = CMH_OK;
	bool taken;

	if (parts->text != NULL)
		status = printed_parse(parts->type, parts->text, p->strict, &found.value, err);
	else
		found.missing = MISSING_PRINTED;
	if (status == CMH_INVALID && !p->strict) {
		file_parser_leave_out(p, line);
		return CMH_OK;
	}
	if (status == CMH_INVALID)
		return file_parser_fault(p, line, (size_t)(parts->text - p->line) + 1);
	if (status != CMH_OK)
		return status;
	p->at = (struct cmh_position){ line, 1 };
	p->taken++;
	taken = p->take(p, &found);
	cmh_value_clear(&found.value);
	return taken ? CMH_OK : error_no_memory(err);
}

static enum cmh_status
end_pending(struct file_parser *p, struct pending *pending, struct cmh_error *err)
{
	struct parts parts = { pending->key, CMH_STR, pending->text };
	enum cmh_status status = pending->key != NULL ? give(p, &parts, pending->line, err) : CMH_OK;

	free(pending->key);
	free(pending->text);
	*pending = (struct pending){ 0 };
	return status;
}

/* "NAME (WORD) = ...", with a type that there is not. */
static bool
looks_like_key(const char *line)
{
	size_t name = strcspn(line, " "), word = 0;

	if (name >= CMH_NAME_MIN && strncmp(line + name, " (", 2) == 0)
		word = strspn(line + name + 2, "abcdefghijklmnopqrstuvwxyz0123456789");
	return word > 0 && strncmp(line + name + 2 + word, ") =", 3) == 0;
}

/* A line that is no key: the rest of a str with newlines, or another tool's. An empty line, or a heading, ends a str. */
static enum cmh_status
other_line(struct file_parser *p, struct pending *pending, struct cmh_error *err)
{
	char *longer;

	if (strlen(p->line) < p->len || pending->key == NULL || p->len == 0 || p->line[0] == '#' || looks_like_key(p->line) ||
	    strlen(pending->text) > CMH_VALUE_MAX) {
		if (p->len > 0)
			file_parser_leave_out(p, p->number);
		return end_pending(p, pending, err);
	}
	longer = str_format("%s\n%s", pending->text, p->line);
	if (longer == NULL)
		return error_no_memory(err);
	free(pending->text);
	pending->text = longer;
	return CMH_OK;
}

/* Takes what can be read. */
static enum cmh_status
read_line(struct file_parser *p, struct pending *pending, struct cmh_error *err)
{
	struct parts parts;
	size_t column;
	enum cmh_status status = strlen(p->line) == p->len ? take_apart(p->line, &parts, &column, NULL) : CMH_INVALID;

	if (status == CMH_INVALID)
		return other_line(p, pending, err);
	if (status == CMH_OK)
		status = end_pending(p, pending, err);
	if (status != CMH_OK || parts.type != CMH_STR)
		return status == CMH_OK ? give(p, &parts, p->number, err) : error_no_memory(err);
	*pending = (struct pending){ strdup(parts.key), strdup(parts.text), p->number };
	return pending->key != NULL && pending->text != NULL ? CMH_OK : error_no_memory(err);
}

/* Takes nothing else than keys, empty lines and comments. */
static enum cmh_status
read_line_strictly(struct file_parser *p, struct cmh_error *err)
{
	struct parts parts;
	size_t column, len = strlen(p->line);
	enum cmh_status status;

	if (len < p->len)
		return file_parser_fail(p, p->number, len + 1, err, "NUL byte in this line");
	if (p->line[0] == '#' || strspn(p->line, " \t") == len)
		return CMH_OK;
	status = take_apart(p->line, &parts, &column, err);
	if (status == CMH_INVALID)
		return file_parser_fault(p, p->number, column + 1);
	return status == CMH_OK ? give(p, &parts, p->number, err) : status;
}

enum cmh_status
file_parse_text(struct file_parser *p, struct cmh_error *err)
{
	struct pending pending = { 0 };
	enum cmh_status status;

	do
		status = p->strict ? read_line_strictly(p, err) : read_line(p, &pending, err);
	while (status == CMH_OK && file_parser_next(p));
	if (status == CMH_OK)
		status = end_pending(p, &pending, err);
	free(pending.key);
	free(pending.text);
	return status;
}
