/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keys in text that corosync-cmapctl or cmapsh printed. In the files of support
 * tools, there is text of other tools around it.
 */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "file_parser.h"
#include "str.h"

/* A str that may continue in the next line. */
struct pending {
	char *key; /* NULL: none */
	char *text;
	size_t line;
};

/* ---- lines ------------------------------------------------------------- */

/* The parts of a line "KEY (TYPE) = VALUE". */
struct parts {
	const char *key; /* ends at the space before the type, which is a NUL while the parts are used */
	enum cmh_type type;
	const char *text; /* NULL: a bin that was printed without -b */
};

/* The type between two brackets, at `open` and `close`. */
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
 * Finds the parts of a line, and puts a NUL after the key. CMH_INVALID: it is not
 * a key and its value, and the fault is at `column`, from 0.
 */
static enum cmh_status
find_parts(char *line, struct parts *out, size_t *column, struct cmh_error *err)
{
	char *space = strstr(line, " ("), *close = space != NULL ? strchr(space, ')') : NULL;
	enum cmh_status status;

	*column = 0;
	if (close == NULL)
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "not a key and its value");
	*space = '\0';
	status = cmh_name_check(line, err);
	*space = ' ';
	if (status != CMH_OK)
		return status;
	*column = (size_t)(space + 2 - line);
	*out = (struct parts){ .key = line, .type = type_between(space + 1, close) };
	if (out->type == CMH_NONE)
		return error_set(err, CMH_INVALID, NULL, "no type \"%.*s\"", (int)(close - space - 2), space + 2);
	*column = (size_t)(close + 1 - line);
	if (strncmp(close + 1, " = ", 3) == 0)
		out->text = close + 4;
	else if (strcmp(close + 1, " =") == 0)
		out->text = close + 3;
	else if (out->type != CMH_BIN || close[1] != '\0')
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "\" = \" is missing after the type");
	*space = '\0';
	return CMH_OK;
}

/* Reads the value and hands the key to p->take(). */
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

/* Whether a line is like "NAME (WORD) = ...", but with a type that does not exist. */
static bool
looks_like_key(const char *line)
{
	size_t name = strcspn(line, " "), word = 0;

	if (name >= CMH_NAME_MIN && strncmp(line + name, " (", 2) == 0)
		word = strspn(line + name + 2, "abcdefghijklmnopqrstuvwxyz0123456789");
	return word > 0 && strncmp(line + name + 2 + word, ") =", 3) == 0;
}

/* Takes a line that is not a key: it continues a str, or another tool printed it. An empty line or a heading ends a str. */
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

/* Takes a line in lenient mode. */
static enum cmh_status
read_line(struct file_parser *p, struct pending *pending, struct cmh_error *err)
{
	struct parts parts;
	size_t column;
	enum cmh_status status = strlen(p->line) == p->len ? find_parts(p->line, &parts, &column, NULL) : CMH_INVALID;

	if (status == CMH_INVALID)
		return other_line(p, pending, err);
	if (status == CMH_OK)
		status = end_pending(p, pending, err);
	if (status != CMH_OK || parts.type != CMH_STR)
		return status == CMH_OK ? give(p, &parts, p->number, err) : error_no_memory(err);
	*pending = (struct pending){ strdup(parts.key), strdup(parts.text), p->number };
	return pending->key != NULL && pending->text != NULL ? CMH_OK : error_no_memory(err);
}

/* Takes a line in strict mode: a key, an empty line or a comment. */
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
	status = find_parts(p->line, &parts, &column, err);
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
