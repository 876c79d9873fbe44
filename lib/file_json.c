/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * JSON is read one value after the other, so that only one key is in memory, and
 * every value has its place in the file. The caller asks for what an object or
 * an array holds; json-c reads only single values.
 */
#include "file_json.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "error.h"

#if JSON_C_VERSION_NUM < 14 << 8
#define json_tokener_get_parse_end(tokener) ((size_t)(tokener)->char_offset)
#endif

/* ---- characters -------------------------------------------------------- */

static int
peek(const struct json *j)
{
	return j->ended ? EOF : j->at < j->p->len ? (unsigned char)j->p->line[j->at] : '\n';
}

/* Takes one character. */
static void
step(struct json *j)
{
	if (j->at++ < j->p->len)
		return;
	j->ended = !file_parser_next(j->p);
	j->at = 0;
}

int
json_peek(struct json *j)
{
	int c;

	while ((c = peek(j)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		step(j);
	return c;
}

enum cmh_status
json_fail(struct json *j, const char *message)
{
	if (j->ended)
		return file_parser_fail(j->p, j->p->number, j->p->len + 1, j->err, "unexpected end of the file: %s", message);
	return file_parser_fail(j->p, j->p->number, j->at + 1, j->err, "%s", message);
}

/* Makes room for `more` bytes and a NUL. False: out of memory. */
static bool
reserve(struct member *m, size_t more)
{
	return array_reserve(&m->text, &m->capacity, m->len + more + 1, 1);
}

static enum cmh_status
take_char(struct json *j)
{
	if (!reserve(&j->piece, 1))
		return error_no_memory(j->err);
	j->piece.text[j->piece.len++] = (char)peek(j);
	j->piece.text[j->piece.len] = '\0';
	step(j);
	return CMH_OK;
}

/* ---- single values ------------------------------------------------------ */

static enum cmh_status
cut_string(struct json *j)
{
	enum cmh_status status = take_char(j);

	while (status == CMH_OK && peek(j) != '"') {
		if (peek(j) == '\\')
			status = take_char(j);
		if (status == CMH_OK && (j->ended || peek(j) < ' '))
			return json_fail(j, "string without an end in its line, or with a control character");
		if (status == CMH_OK)
			status = take_char(j);
	}
	return status == CMH_OK ? take_char(j) : status;
}

/* Copies the next value to the piece, as it is written. */
static enum cmh_status
cut(struct json *j)
{
	enum cmh_status status = CMH_OK;
	size_t depth = 0;
	int c = json_peek(j);

	j->piece.len = 0;
	j->piece.at = (struct cmh_position){ j->p->number, j->at + 1 };
	do {
		if (j->ended || c == '\0' || (depth == 0 && strchr(",:]}", c) != NULL))
			return json_fail(j, "expected a value");
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		status = c == '"' ? cut_string(j) : take_char(j);
		if (depth == 0 && strchr("\"}]", c) != NULL)
			return status;
		c = peek(j);
	} while (status == CMH_OK && (depth > 0 || (c != EOF && c != '\0' && strchr(",:]} \t\n", c) == NULL)));
	return status;
}

/* Fails at a byte of the piece. */
static enum cmh_status
fail_in_piece(struct json *j, size_t offset, const char *message)
{
	struct cmh_position at = j->piece.at;

	for (size_t i = 0; i < offset && i < j->piece.len; i++) {
		at.column = j->piece.text[i] == '\n' ? 1 : at.column + 1;
		at.line += j->piece.text[i] == '\n';
	}
	return file_parser_fail(j->p, at.line, at.column, j->err, "%s", message);
}

/* Whether a string has half of a surrogate pair: json-c replaces it by U+FFFD, which is another value. */
static bool
is_half(const struct json *j, struct json_object *value)
{
	return json_object_is_type(value, json_type_string) && strcasestr(j->piece.text, "\\ud") != NULL &&
	       strstr(json_object_get_string(value), "\xef\xbf\xbd") != NULL;
}

/* Returns where the first byte is that is not UTF-8; the length: nowhere. */
static size_t
valid_length(const struct member *piece)
{
	size_t at = 0, n;
	uint32_t c;
	bool plain;

	while (at < piece->len && (n = cmh_utf8_decode(piece->text + at, piece->len - at, &c, &plain)) > 0)
		at += n;
	return at;
}

/* Returns a copy that has a question mark for each byte beyond ASCII. The caller frees it. NULL: out of memory. */
static char *
ascii_copy(const struct member *piece)
{
	char *copy = strdup(piece->text);

	for (char *c = copy; c != NULL && *c != '\0'; c++)
		*c = (unsigned char)*c > 0x7f ? '?' : *c;
	return copy;
}

/*
 * Lets json-c read the piece. The caller owns `out`, also after a failure; NULL: it is null. json-c 0.18, when it is strict,
 * takes bytes beyond ASCII for control characters. So it is not strict for a string, which cut_string() has checked; of
 * anything else it checks only the form, which a copy in ASCII has, too.
 */
static enum cmh_status
parse(struct json *j, struct json_object **out)
{
	bool string = j->piece.text[0] == '"';
	enum json_tokener_error error;
	char *text;

	if (j->piece.len >= INT_MAX)
		return fail_in_piece(j, 0, "too long");
	if (valid_length(&j->piece) < j->piece.len)
		return fail_in_piece(j, valid_length(&j->piece), "not UTF-8");
	if ((text = string ? j->piece.text : ascii_copy(&j->piece)) == NULL)
		return error_no_memory(j->err);
	json_tokener_reset(j->tokener);
	json_tokener_set_flags(j->tokener, string ? 0 : JSON_TOKENER_STRICT);
	*out = json_tokener_parse_ex(j->tokener, text, (int)j->piece.len + 1);
	free(string ? NULL : text);
	error = json_tokener_get_error(j->tokener);
	if (error == json_tokener_continue || error == json_tokener_error_parse_eof) /* such as 01 and nul */
		return fail_in_piece(j, 0, "not a valid value");
	if (error != json_tokener_success)
		return fail_in_piece(j, json_tokener_get_parse_end(j->tokener), json_tokener_error_desc(error));
	return is_half(j, *out) ? fail_in_piece(j, 0, "unpaired surrogate") : CMH_OK;
}

/* Fills `m` with a text that belongs to the piece. False: out of memory. */
static bool
keep(const struct json *j, struct member *m, enum json_type type, const char *text, size_t len)
{
	*m = (struct member){ .text = m->text, .capacity = m->capacity, .at = j->piece.at, .type = type };
	m->there = reserve(m, len);
	if (m->there) {
		memcpy(m->text, text, len);
		m->text[len] = '\0';
		m->len = len;
	}
	return m->there;
}

/* Whether the piece is ASCII in quotes without escapes, or digits. Most values are, and json-c would be slow for them. */
static bool
is_plain(const struct member *piece, enum json_type *type)
{
	size_t digits = strspn(piece->text, "0123456789");

	*type = piece->text[0] == '"' ? json_type_string : json_type_int;
	if (*type == json_type_int)
		return digits == piece->len && (digits == 1 || piece->text[0] != '0');
	for (size_t i = 0; i < piece->len; i++)
		if (piece->text[i] < ' ' || piece->text[i] > '~' || piece->text[i] == '\\')
			return false;
	return true;
}

/* Keeps a string as json-c has read it, and anything else as it is written: json-c would round numbers. */
static bool
keep_parsed(const struct json *j, struct member *m, struct json_object *value)
{
	enum json_type type = json_object_get_type(value);
	bool string = type == json_type_string;

	return keep(j, m, type, string ? json_object_get_string(value) : j->piece.text,
		    string ? (size_t)json_object_get_string_len(value) : j->piece.len);
}

enum cmh_status
json_read(struct json *j, struct member *m)
{
	struct json_object *value = NULL;
	enum cmh_status status = cut(j);
	enum json_type type;
	size_t quote;

	if (status != CMH_OK)
		return status;
	if (is_plain(&j->piece, &type)) {
		quote = type == json_type_string;
		return keep(j, m, type, j->piece.text + quote, j->piece.len - 2 * quote) ? CMH_OK : error_no_memory(j->err);
	}
	status = parse(j, &value);
	if (status == CMH_OK && !keep_parsed(j, m, value))
		status = error_no_memory(j->err);
	json_object_put(value);
	return status;
}

/* ---- objects and arrays ------------------------------------------------ */

enum cmh_status
json_next(struct json *j, const char *brackets, size_t i, bool *more)
{
	*more = false;
	if (i > 0 && json_peek(j) != ',' && json_peek(j) != brackets[1])
		return json_fail(j, brackets[1] == '}' ? "expected a comma or }" : "expected a comma or ]");
	*more = json_peek(j) != brackets[1];
	step(j);
	if (json_peek(j) != brackets[1] || !*more)
		return CMH_OK;
	if (i > 0)
		return json_fail(j, "expected a value after the comma");
	*more = false;
	step(j);
	return CMH_OK;
}

enum cmh_status
json_name(struct json *j)
{
	enum cmh_status status;

	if (json_peek(j) != '"')
		return json_fail(j, "expected the name of a member, in double quotes");
	status = cut(j);
	if (status == CMH_OK && json_peek(j) != ':')
		status = json_fail(j, "expected a colon");
	if (status == CMH_OK)
		step(j);
	return status;
}

enum cmh_status
json_begin(struct json *j, struct file_parser *p, struct cmh_error *err)
{
	if (!json_ready())
		return error_set(err, CMH_FAILED, NULL, "json-c, the library for JSON, is not installed");
	*j = (struct json){ .p = p, .err = err, .tokener = json_tokener_new() };
	return j->tokener != NULL ? CMH_OK : error_no_memory(err);
}

void
json_end(struct json *j)
{
	if (j->tokener != NULL)
		json_tokener_free(j->tokener);
	free(j->piece.text);
}
