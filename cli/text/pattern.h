/* SPDX-License-Identifier: BSD-3-Clause */
/* Patterns of find: globs, regular expressions, and texts that match anywhere. */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include <regex.h>

#include "cmh.h"

struct pattern {
	enum { PATTERN_NONE, PATTERN_PART, PATTERN_GLOB, PATTERN_REGEX } kind;
	const char *text;
	regex_t regex;
};

/*
 * Compiles a text, which must outlive the pattern: an extended regular expression with
 * `regex`, else a glob if it has one of *, ? and [. False: not a valid regular expression;
 * `err`, which may be NULL, has the reason. Release the pattern with pattern_clear().
 */
bool pattern_compile(struct pattern *pattern, const char *text, bool regex, struct cmh_error *err);

/* Whether the pattern matches the text. */
bool pattern_matches(const struct pattern *pattern, const char *text);
void pattern_clear(struct pattern *pattern);

#endif
