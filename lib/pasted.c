/* SPDX-License-Identifier: BSD-3-Clause */
#include "pasted.h"

#include <string.h>

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

enum { PROMPT_MAX = 80 };

#define NO_BREAK "\xc2\xa0" /* a space, in UTF-8 */

/* ---- spaces ------------------------------------------------------------- */

/* The length of the space at `s`: also a tab, and a no-break space of web pages. */
static size_t
space_at(const char *s)
{
	return *s == ' ' || *s == '\t' ? 1 : strncmp(s, NO_BREAK, 2) == 0 ? 2 : 0;
}

/* The length of the space that ends at `end`. */
static size_t
space_before(const char *begin, const char *end)
{
	if (end > begin && (end[-1] == ' ' || end[-1] == '\t'))
		return 1;
	return end - begin >= 2 && memcmp(end - 2, NO_BREAK, 2) == 0 ? 2 : 0;
}

static char *
skip_spaces(char *s)
{
	for (size_t n; (n = space_at(s)) > 0; s += n)
		;
	return s;
}

static const char *
end_without_spaces(const char *begin, const char *end)
{
	for (size_t n; (n = space_before(begin, end)) > 0; end -= n)
		;
	return end;
}

/* Removes spaces from the end of a text, at most so many; 0: all. Returns how many. */
static size_t
trim(char *text, size_t most)
{
	char *end = text + strlen(text);
	size_t removed = 0;

	for (size_t n; (most == 0 || removed < most) && (n = space_before(text, end)) > 0; removed++)
		*(end -= n) = '\0';
	return removed;
}

/* Whether a text has a no-break space before its `end`. */
static bool
has_no_break(const char *begin, const char *end)
{
	const char *space = strstr(begin, NO_BREAK);

	return space != NULL && space < end;
}

/* Makes the no-break spaces of a text plain ones. */
static void
unbreak_spaces(char *text)
{
	char *to = text;

	for (size_t n; *text != '\0'; text += n > 0 ? n : 1) {
		n = space_at(text);
		*to++ = n > 1 ? ' ' : *text;
	}
	*to = '\0';
}

/* ---- what precedes a key -------------------------------------------------- */

/* A mark of a list or a quoted mail, or a number with a space after it. Returns its length; 0: it is none. */
static size_t
mark_at(const char *s)
{
	static const char *const marks[] = { "-", "*", "+", "\xe2\x80\xa2", "\xe2\x80\x93", "\xe2\x80\x94" };
	size_t n = strspn(s, DIGITS);

	if (*s == '>' || *s == '|')
		return 1;
	if (n > 0) {
		n += s[n] == '.' || s[n] == ')' || s[n] == ':';
		return space_at(s + n) > 0 ? n : 0;
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0 && space_at(s + strlen(marks[i])) > 0)
			return strlen(marks[i]);
	return 0;
}

/* Whether the text ends as a prompt does. A single # begins a comment. */
static bool
is_prompt(const char *begin, const char *end)
{
	const char *last = end_without_spaces(begin, end);

	return *begin != '#' && last > begin && last < end && end - begin <= PROMPT_MAX && strchr("#$%>", last[-1]) != NULL;
}

/* Whether the text from `begin` to `end`, in front of a key, is nothing but marks, and perhaps a prompt. */
static bool
is_disguise(const char *begin, const char *end)
{
	size_t n;

	while (begin < end && ((n = space_at(begin)) > 0 || (n = mark_at(begin)) > 0))
		begin += n;
	return begin >= end || is_prompt(begin, end);
}

/* ---- sources ------------------------------------------------------------ */

/* Whether a name from `key` to `end` can be that of corosync: it begins with a letter. */
static bool
is_key(const char *key, const char *end)
{
	return end - key >= CMH_NAME_MIN && strspn(key, LETTERS) > 0 && strspn(key, CMH_NAME_CHARS) >= (size_t)(end - key);
}

static void
set_source(struct pasted *out, char *begin, size_t source_len, char *key, const char *end)
{
	out->has_source = true;
	out->source = begin;
	out->source_len = source_len;
	out->key = key;
	out->key_len = (size_t)(end - key);
}

/* Splits FILE:KEY, FILE:NUMBER:KEY, NUMBER:KEY (grep) and NODE: KEY. The key ends at `end`. */
static bool
split_source(char *begin, char *end, struct pasted *out)
{
	for (char *colon = memchr(begin, ':', (size_t)(end - begin)); colon != NULL;
	     colon = memchr(colon + 1, ':', (size_t)(end - colon - 1))) {
		char *key = colon + 1;
		size_t digits = strspn(key, DIGITS);
		bool number = strspn(begin, DIGITS) == (size_t)(colon - begin), second = digits > 0 && key[digits] == ':';

		if (second)
			key += digits + 1;
		if (strcspn(begin, " \t") >= (size_t)(colon - begin)) /* the name of a node has no spaces */
			key = skip_spaces(key);
		/* A key of corosync has no slash before a colon: that would be a part of a path. */
		if (!is_key(key, end) || (memchr(key, ':', (size_t)(end - key)) != NULL && strcspn(key, "/") < strcspn(key, ":")))
			continue;
		set_source(out, begin, number ? 0 : (size_t)(colon - begin), key, end);
		out->numbered = number || second;
		return true;
	}
	return false;
}

/* Splits NUMBER-KEY and FILE-NUMBER-KEY, as grep prints the lines around those that match. FILE may have numbers, too. */
static bool
split_context(char *begin, char *end, struct pasted *out)
{
	for (char *number = begin, *dash; number != NULL; number = dash != NULL ? dash + 1 : NULL) {
		size_t digits = strspn(number, DIGITS);
		char *key = number + digits + 1;

		if (digits > 0 && number[digits] == '-' && is_key(key, end)) {
			set_source(out, begin, number > begin ? (size_t)(number - 1 - begin) : 0, key, end);
			out->context = true;
		}
		dash = memchr(number, '-', (size_t)(end - number));
	}
	return out->context;
}

/* Splits what other tools put in front of a key. The key ends at `end`. */
static bool
split_any(char *begin, char *end, const struct pasted_habits *habits, struct pasted *out)
{
	return split_source(begin, end, out) || (habits->numbers && split_context(begin, end, out));
}

/* ---- keys --------------------------------------------------------------- */

/* The type in brackets at `open`; *close becomes the place of the closing one. */
static enum cmh_type
type_at(char *open, char **close)
{
	enum cmh_type type;

	*close = strchr(open, ')');
	if (*close == NULL || *close - open > 4)
		return CMH_NONE;
	**close = '\0';
	type = cmh_type_by_name(open + 1);
	**close = ')';
	return type;
}

/* The name that ends at `end`; NULL: there is none. */
static char *
name_before(char *begin, char *end)
{
	char *name = end;

	while (name > begin && strchr(CMH_NAME_CHARS, name[-1]) != NULL)
		name--;
	return end - name >= CMH_NAME_MIN ? name : NULL;
}

/* Finds the first type in brackets with a name before it. */
static bool
find_name(char *begin, struct pasted *out, char **after)
{
	for (char *open = strchr(begin, '('), *end, *close; open != NULL; open = strchr(open + 1, '(')) {
		end = begin + (end_without_spaces(begin, open) - begin);
		out->type = end < open ? type_at(open, &close) : CMH_NONE;
		out->key = out->type != CMH_NONE ? name_before(begin, end) : NULL;
		if (out->key == NULL)
			continue;
		out->key_len = (size_t)(end - out->key);
		*after = close + 1;
		return true;
	}
	return false;
}

/* The value after the equals sign. A str may begin with spaces of its own, and end with them. */
static void
find_text(char *text, const struct pasted_habits *habits, struct pasted *out)
{
	text += space_at(text);
	if (out->type == CMH_STR || out->type == CMH_BIN) {
		if (habits->padded)
			trim(text, habits->padding);
	} else {
		text = skip_spaces(text);
		out->padding = trim(text, 0);
	}
	out->text = text;
}

/* Removes the right border of a table, and the spaces before it. */
static void
cut_border(char *text)
{
	size_t len = strlen(text);

	if (len > 0 && text[len - 1] == '|') {
		text[len - 1] = '\0';
		trim(text, 0);
	}
}

bool
pasted_find(char *line, const struct pasted_habits *habits, struct pasted *out)
{
	char *begin = skip_spaces(line), *after;

	*out = (struct pasted){ .source = begin };
	if (!find_name(begin, out, &after))
		return false;
	if ((!habits->sources || !split_any(begin, out->key + out->key_len, habits, out)) && !is_disguise(begin, out->key))
		return false;
	after = skip_spaces(after);
	if (*begin == '|')
		cut_border(after);
	/* A web page that has them around a value has them within it. */
	if (has_no_break(begin, after))
		unbreak_spaces(after);
	if (*after == '=')
		find_text(after + 1, habits, out);
	else if (*after != '\0' || out->type != CMH_BIN)
		return false;
	return out->key_len >= CMH_NAME_MIN && out->key_len <= CMH_NAME_MAX;
}

bool
pasted_find_untyped(char *line, struct pasted *out)
{
	char *begin = skip_spaces(line);
	size_t len = strspn(begin, CMH_NAME_CHARS);

	*out = (struct pasted){ .source = begin, .key = begin, .key_len = len, .type = CMH_STR, .text = begin + len + 1 };
	return begin[len] == '=' && len >= CMH_NAME_MIN && len <= CMH_NAME_MAX;
}
