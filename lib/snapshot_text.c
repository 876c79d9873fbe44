/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text that corosync-cmapctl or cmapsh printed, as it is found in the files of
 * support tools, with the text of other tools around it.
 */
#include <stdlib.h>
#include <string.h>

#include "snapshot.h"

/* A str whose next lines may belong to it. */
struct pending {
	char *key; /* NULL: none */
	char *text;
	size_t line;
};

/* ---- values as they were printed --------------------------------------- */

/* As corosync-cmapctl -b prints a bin: bytes, with \\ and \xHH. It writes bytes from 80 on as \xFFFFFFHH. */
static enum cmh_status
parse_printed_bin(const char *text, struct cmh_value *out)
{
	char *bytes = malloc(strlen(text) + 1);
	size_t n = 0;
	enum cmh_status status = bytes != NULL ? CMH_OK : CMH_FAILED;

	if (strcmp(text, "*empty*") == 0)
		text = "";
	while (status == CMH_OK && *text != '\0') {
		if (*text != '\\') {
			bytes[n++] = *text++;
			continue;
		}
		text++;
		if (strncmp(text, "xFFFFFF", 7) == 0 && hex_digit(text[7]) >= 8 && hex_digit(text[8]) >= 0) {
			bytes[n++] = (char)(hex_digit(text[7]) << 4 | hex_digit(text[8]));
			text += 9;
		} else if (!cmh_unquote_char(&text, &bytes[n++]))
			status = CMH_INVALID;
	}
	if (status == CMH_OK)
		status = cmh_value_bytes(CMH_BIN, bytes, n, out, NULL);
	free(bytes);
	return status;
}

/* A str in double quotes, as cmapsh prints those that it has to quote. CMH_INVALID: it is none. */
static enum cmh_status
parse_quoted(const char *text, struct cmh_value *out)
{
	size_t len = strlen(text), n = 0;
	const char *at = text + 1, *end = text + len - 1;
	enum cmh_status status = len >= 2 && text[0] == '"' && *end == '"' ? CMH_OK : CMH_INVALID;
	char *bytes = malloc(len + 1);

	if (bytes == NULL)
		return CMH_FAILED;
	while (status == CMH_OK && at < end) {
		if (*at == '"')
			status = CMH_INVALID;
		else if (*at != '\\')
			bytes[n++] = *at++;
		else if (++at == end || !cmh_unquote_char(&at, &bytes[n++]))
			status = CMH_INVALID;
	}
	if (status == CMH_OK)
		status = cmh_value_bytes(CMH_STR, bytes, n, out, NULL);
	free(bytes);
	return status;
}

/* Strictly, what begins with a double quote is quoted to its end: corosync-cmapctl prints others so, but cmapsh never. */
enum cmh_status
parse_printed(enum cmh_type type, const char *text, bool strict, struct cmh_value *out, struct cmh_error *err)
{
	enum cmh_status status;

	if (type == CMH_STR && text[0] == '"' && (status = parse_quoted(text, out)) != CMH_INVALID)
		return status;
	if (type == CMH_STR && text[0] == '"' && strict)
		return error_set(err, CMH_INVALID, "escapes in it are \\n \\t \\r \\\\ \\\" and \\xHH",
				 "this begins like a str in double quotes, and is none");
	status = cmh_value_parse(type, text, out, err);
	if (status == CMH_INVALID && type == CMH_BIN && parse_printed_bin(text, out) == CMH_OK) {
		cmh_error_clear(err);
		return CMH_OK;
	}
	return status;
}

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
		return error_set(err, CMH_INVALID, "lines are: KEY (TYPE) = VALUE", "this is no key and value");
	*blank = '\0';
	status = cmh_name_check(line, err);
	*blank = ' ';
	if (status != CMH_OK)
		return status;
	*column = (size_t)(blank + 2 - line);
	*out = (struct parts){ .key = line, .type = type_between(blank + 1, close) };
	if (out->type == CMH_NONE)
		return error_set(err, CMH_INVALID, NULL, "there is no type %.*s", (int)(close - blank - 2), blank + 2);
	*column = (size_t)(close + 1 - line);
	if (strncmp(close + 1, " = ", 3) == 0)
		out->text = close + 4;
	else if (strcmp(close + 1, " =") == 0)
		out->text = close + 3;
	else if (out->type != CMH_BIN || close[1] != '\0')
		return error_set(err, CMH_INVALID, "lines are: KEY (TYPE) = VALUE", "\" = \" is missing behind the type");
	*blank = '\0';
	return CMH_OK;
}

/* Gives a key to who wants it. */
static enum cmh_status
give(struct reader *r, const struct parts *parts, size_t line, struct cmh_error *err)
{
	struct found found = { .key = parts->key, .value.type = parts->type };
	enum cmh_status status = CMH_OK;
	bool taken;

	if (parts->text != NULL)
		status = parse_printed(parts->type, parts->text, r->strict, &found.value, err);
	else
		found.missing = MISSING_PRINTED;
	if (status == CMH_INVALID && !r->strict) {
		reader_leave_out(r, line);
		return CMH_OK;
	}
	if (status == CMH_INVALID)
		return reader_fault(r, line, (size_t)(parts->text - r->line) + 1);
	if (status != CMH_OK)
		return status;
	r->at = (struct cmh_position){ line, 1 };
	r->taken++;
	taken = r->take(r, &found);
	cmh_value_clear(&found.value);
	return taken ? CMH_OK : error_no_memory(err);
}

static enum cmh_status
end_pending(struct reader *r, struct pending *pending, struct cmh_error *err)
{
	struct parts parts = { pending->key, CMH_STR, pending->text };
	enum cmh_status status = pending->key != NULL ? give(r, &parts, pending->line, err) : CMH_OK;

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
other_line(struct reader *r, struct pending *pending, struct cmh_error *err)
{
	char *longer;

	if (strlen(r->line) < r->len || pending->key == NULL || r->len == 0 || r->line[0] == '#' || looks_like_key(r->line) ||
	    strlen(pending->text) > CMH_VALUE_MAX) {
		if (r->len > 0)
			reader_leave_out(r, r->number);
		return end_pending(r, pending, err);
	}
	if (asprintf(&longer, "%s\n%s", pending->text, r->line) < 0)
		return error_no_memory(err);
	free(pending->text);
	pending->text = longer;
	return CMH_OK;
}

/* Takes what can be read. */
static enum cmh_status
read_line(struct reader *r, struct pending *pending, struct cmh_error *err)
{
	struct parts parts;
	size_t column;
	enum cmh_status status = strlen(r->line) == r->len ? take_apart(r->line, &parts, &column, NULL) : CMH_INVALID;

	if (status == CMH_INVALID)
		return other_line(r, pending, err);
	if (status == CMH_OK)
		status = end_pending(r, pending, err);
	if (status != CMH_OK || parts.type != CMH_STR)
		return status == CMH_OK ? give(r, &parts, r->number, err) : error_no_memory(err);
	*pending = (struct pending){ strdup(parts.key), strdup(parts.text), r->number };
	return pending->key != NULL && pending->text != NULL ? CMH_OK : error_no_memory(err);
}

/* Takes nothing else than keys, empty lines and comments. */
static enum cmh_status
read_line_strictly(struct reader *r, struct cmh_error *err)
{
	struct parts parts;
	size_t column, len = strlen(r->line);
	enum cmh_status status;

	if (len < r->len)
		return reader_fail(r, r->number, len + 1, err, "a NUL byte stands in this line");
	if (r->line[0] == '#' || strspn(r->line, " \t") == len)
		return CMH_OK;
	status = take_apart(r->line, &parts, &column, err);
	if (status == CMH_INVALID)
		return reader_fault(r, r->number, column + 1);
	return status == CMH_OK ? give(r, &parts, r->number, err) : status;
}

enum cmh_status
read_text(struct reader *r, struct cmh_error *err)
{
	struct pending pending = { 0 };
	enum cmh_status status;

	do
		status = r->strict ? read_line_strictly(r, err) : read_line(r, &pending, err);
	while (status == CMH_OK && reader_next(r));
	if (status == CMH_OK)
		status = end_pending(r, &pending, err);
	free(pending.key);
	free(pending.text);
	return status;
}
