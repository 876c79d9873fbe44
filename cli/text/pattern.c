/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/pattern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "str.h"
#include "text/error_text.h"

/* Returns a copy in lower case. The caller frees it. NULL: out of memory. */
static char *
lower(const char *text)
{
	char *copy = str_copy(text);

	for (char *c = copy; c != NULL && *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

static bool
compile_regex(struct pattern *pattern, const char *text, struct cmh_error *err)
{
	char why[128];
	int rc = regcomp(&pattern->regex, text, REG_EXTENDED | REG_NOSUB | (pattern->no_case ? REG_ICASE : 0));

	if (rc == 0) {
		pattern->kind = MATCH_REGEX;
		return true;
	}
	regerror(rc, &pattern->regex, why, sizeof(why));
	error_text_set(err, CMH_INVALID, NULL, "\"%s\" is not a valid regular expression: %s", text, why);
	return false;
}

bool
pattern_compile(struct pattern *pattern, const char *text, unsigned flags, struct cmh_error *err)
{
	*pattern = (struct pattern){ .no_case = (flags & PATTERN_NO_CASE) != 0 };
	if ((flags & PATTERN_REGEX) != 0)
		return compile_regex(pattern, text, err);
	pattern->text = pattern->no_case ? lower(text) : str_copy(text);
	if (pattern->text == NULL) {
		error_text_no_memory(err);
		return false;
	}
	pattern->kind = !key_pattern_is(text) ? MATCH_PART : (flags & PATTERN_NAME) != 0 ? MATCH_NAME : MATCH_STARS;
	return true;
}

/* Whether a text matches a pattern whose stars match any characters. */
static bool
matches_stars(const char *pattern, const char *text)
{
	const char *star = NULL, *again = NULL;

	while (*text != '\0' || *pattern == '*') {
		if (*pattern == '*') {
			star = ++pattern;
			again = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star != NULL) {
			pattern = star;
			text = ++again;
		} else {
			return false;
		}
	}
	return *pattern == '\0';
}

static bool
matches(const struct pattern *pattern, const char *text)
{
	switch (pattern->kind) {
	case MATCH_PART: return strstr(text, pattern->text) != NULL;
	case MATCH_STARS: return matches_stars(pattern->text, text);
	case MATCH_NAME: return cmh_path_covers(pattern->text, text);
	case MATCH_REGEX: return regexec(&pattern->regex, text, 0, NULL, 0) == 0;
	case MATCH_NOTHING: break;
	}
	return false;
}

bool
pattern_matches(const struct pattern *pattern, const char *text)
{
	char *copy;
	bool good;

	if (!pattern->no_case || pattern->kind == MATCH_REGEX)
		return matches(pattern, text);
	copy = lower(text);
	good = copy != NULL && matches(pattern, copy);
	free(copy);
	return good;
}

void
pattern_clear(struct pattern *pattern)
{
	if (pattern->kind == MATCH_REGEX)
		regfree(&pattern->regex);
	free(pattern->text);
	*pattern = (struct pattern){ .kind = MATCH_NOTHING };
}
