/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/pattern.h"

#include <fnmatch.h>
#include <string.h>

#include "text/error_text.h"

bool
pattern_compile(struct pattern *pattern, const char *text, bool regex, struct cmh_error *err)
{
	char why[128];
	int rc;

	*pattern = (struct pattern){ .kind = strpbrk(text, "*?[") != NULL ? PATTERN_GLOB : PATTERN_PART, .text = text };
	if (!regex)
		return true;
	rc = regcomp(&pattern->regex, text, REG_EXTENDED | REG_NOSUB);
	if (rc == 0) {
		pattern->kind = PATTERN_REGEX;
		return true;
	}
	regerror(rc, &pattern->regex, why, sizeof(why));
	pattern->kind = PATTERN_NONE;
	error_text_set(err, CMH_INVALID, NULL, "\"%s\" is not a valid regular expression: %s", text, why);
	return false;
}

bool
pattern_matches(const struct pattern *pattern, const char *text)
{
	switch (pattern->kind) {
	case PATTERN_PART: return strstr(text, pattern->text) != NULL;
	case PATTERN_GLOB: return fnmatch(pattern->text, text, 0) == 0;
	case PATTERN_REGEX: return regexec(&pattern->regex, text, 0, NULL, 0) == 0;
	case PATTERN_NONE: break;
	}
	return false;
}

void
pattern_clear(struct pattern *pattern)
{
	if (pattern->kind == PATTERN_REGEX)
		regfree(&pattern->regex);
	pattern->kind = PATTERN_NONE;
}
