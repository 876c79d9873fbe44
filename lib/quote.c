/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Strings that can be shown on a terminal and read back. A value cannot be
 * trusted: it may hold escape sequences, or forge a second line. Pure functions.
 */
#include "quote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "str.h"

/* Decodes one character of UTF-8. Returns its length; 0: not UTF-8, as are overlong forms and surrogates. */
static size_t
utf8_decode(const unsigned char *s, size_t len, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = s[0] < 0x80 ? 1 : s[0] >> 5 == 0x6 ? 2 : s[0] >> 4 == 0xe ? 3 : s[0] >> 3 == 0x1e ? 4 : 0;

	if (n == 0 || n > len)
		return 0;
	*c = n == 1 ? s[0] : s[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (s[i] >> 6 != 0x2)
			return 0;
		*c = *c << 6 | (s[i] & 0x3fu);
	}
	if (*c < least[n] || *c > 0x10ffff || (*c >= 0xd800 && *c <= 0xdfff))
		return 0;
	return n;
}

/* Whether a character moves the cursor, ends a line, turns the direction of writing, or is invisible. */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200b || c == 0x200e ||
	       c == 0x200f || c == 0xfeff || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

size_t
cmh_utf8_decode(const char *bytes, size_t len, uint32_t *c, bool *plain)
{
	size_t n = utf8_decode((const unsigned char *)bytes, len, c);

	*plain = n > 0 && !is_control(*c);
	return n;
}

/* The length of the character at `s`; 0: it must be escaped. */
static size_t
plain(const char *s, size_t len)
{
	uint32_t c;
	bool is_plain;
	size_t n = cmh_utf8_decode(s, len, &c, &is_plain);

	return is_plain ? n : 0;
}

bool
quote_needed(const char *bytes, size_t len)
{
	if (len > 0 && bytes[0] == '"')
		return true;
	for (size_t i = 0, n; i < len; i += n)
		if ((n = plain(bytes + i, len - i)) == 0)
			return true;
	return false;
}

static const struct { char letter, byte; } escapes[] = {
	{ 'n', '\n' }, { 't', '\t' }, { 'r', '\r' }, { '\\', '\\' }, { '"', '"' },
};
enum { N_ESCAPES = sizeof(escapes) / sizeof(escapes[0]) };

static char *
put_escape(char *to, char byte)
{
	for (size_t i = 0; i < N_ESCAPES; i++)
		if (escapes[i].byte == byte) {
			*to++ = '\\';
			*to++ = escapes[i].letter;
			return to;
		}
	return to + sprintf(to, "\\x%02x", (unsigned char)byte);
}

char *
cmh_quote(const char *bytes, size_t len)
{
	char *text = str_noted(malloc(4 * len + 3)), *to = text;

	if (text == NULL)
		return NULL;
	*to++ = '"';
	for (size_t i = 0; i < len;) {
		size_t n = bytes[i] == '"' || bytes[i] == '\\' ? 0 : plain(bytes + i, len - i);

		if (n == 0) {
			to = put_escape(to, bytes[i++]);
			continue;
		}
		memcpy(to, bytes + i, n);
		to += n;
		i += n;
	}
	*to++ = '"';
	*to = '\0';
	return text;
}

/* Writes the escape of JSON for a character. */
static void
put_json_escape(FILE *to, uint32_t c)
{
	for (size_t i = 0; i < N_ESCAPES; i++)
		if ((unsigned char)escapes[i].byte == c) {
			fprintf(to, "\\%c", escapes[i].letter);
			return;
		}
	fprintf(to, "\\u%04x", c);
}

char *
cmh_quote_json(const char *bytes, size_t len)
{
	struct str_stream to;

	if (!str_open(&to))
		return NULL;
	fputc('"', to.out);
	for (size_t i = 0, n; i < len; i += n) {
		uint32_t c;
		bool is_plain;

		n = cmh_utf8_decode(bytes + i, len - i, &c, &is_plain);
		if (n == 0) {
			fputs("\\ufffd", to.out);
			n = 1;
		} else if (!is_plain || c == '"' || c == '\\')
			put_json_escape(to.out, c);
		else
			fwrite(bytes + i, 1, n, to.out);
	}
	fputc('"', to.out);
	return str_close(&to);
}

int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
cmh_unquote_char(const char **at, char *byte)
{
	const char *s = *at;

	for (size_t i = 0; i < N_ESCAPES; i++)
		if (escapes[i].letter == *s) {
			*byte = escapes[i].byte;
			*at = s + 1;
			return true;
		}
	if (s[0] != 'x' || hex_digit(s[1]) < 0 || hex_digit(s[2]) < 0)
		return false;
	*byte = (char)(hex_digit(s[1]) << 4 | hex_digit(s[2]));
	*at = s + 3;
	return true;
}
