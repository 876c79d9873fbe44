/* SPDX-License-Identifier: BSD-3-Clause */
/* Patterns of find: globs, plain parts, regular expressions. */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include <regex.h>

#include "cmh.h"

struct pattern {
	enum { PATTERN_NONE, PATTERN_PART, PATTERN_GLOB, PATTERN_REGEX } kind;
	const char *text;
	regex_t regex;
};

/* False: not a regular expression, see `err` (may be NULL). `text` must outlive the pattern. */
bool pattern_compile(struct pattern *pattern, const char *text, bool regex, struct cmh_error *err);
bool pattern_matches(const struct pattern *pattern, const char *text);
void pattern_clear(struct pattern *pattern);

#endif
