/* SPDX-License-Identifier: BSD-3-Clause */
/* Values as corosync-cmapctl and cmapsh print them. Pure functions. */
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "error.h"
#include "file_parser.h"
#include "quote.h"

/* Reads a bin as corosync-cmapctl -b prints it: bytes, with \\ and \xHH. It prints bytes from 80 on as \xFFFFFFHH. */
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

enum cmh_status
cmh_unquote(const char *text, struct cmh_value *out)
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

enum cmh_status
printed_parse_cmapctl(enum cmh_type type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	if (type == CMH_STR)
		return cmh_value_bytes(CMH_STR, text, strlen(text), out, err);
	return type == CMH_BIN ? parse_printed_bin(text, out) : cmh_value_parse(type, text, out, err);
}

/* In strict mode, a str that begins with a double quote must be quoted. corosync-cmapctl prints any str as it is, cmapsh does not. */
enum cmh_status
printed_parse(enum cmh_type type, const char *text, bool strict, struct cmh_value *out, struct cmh_error *err)
{
	enum cmh_status status, printed;

	if (type == CMH_STR && text[0] == '"' && (status = cmh_unquote(text, out)) != CMH_INVALID)
		return status;
	if (type == CMH_STR && text[0] == '"' && strict)
		return error_set(err, CMH_INVALID, "use only the escapes \\n \\t \\r \\\\ \\\" and \\xHH", "invalid quoted string");
	status = cmh_value_parse(type, text, out, err);
	if (status == CMH_INVALID && type == CMH_BIN && (printed = parse_printed_bin(text, out)) != CMH_INVALID) {
		cmh_error_clear(err);
		return printed;
	}
	return status;
}
