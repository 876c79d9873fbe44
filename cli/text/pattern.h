/* SPDX-License-Identifier: BSD-3-Clause */
/* Patterns of find and wait: names of keys with stars, texts with stars, texts that match anywhere, regular expressions. */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include <regex.h>

#include "cmh.h"

enum pattern_flags {
	PATTERN_REGEX = 1 << 0,   /* the text is an extended regular expression */
	PATTERN_NAME = 1 << 1,    /* with a star, it is a pattern of key names: see cmh_path_covers() */
	PATTERN_NO_CASE = 1 << 2, /* upper and lower case are the same */
};

struct pattern {
	enum { MATCH_NOTHING, MATCH_PART, MATCH_STARS, MATCH_NAME, MATCH_REGEX } kind;
	char *text; /* in lower case if `no_case`; not of a regular expression */
	bool no_case;
	regex_t regex;
};

/*
 * Compiles a text. Without a star and PATTERN_REGEX, it matches anywhere in a text; with a star, it
 * must match the complete text, and a star matches any characters. False: out of memory, or not a
 * valid regular expression; `err`, which may be NULL, has the reason. Release the pattern with
 * pattern_clear(), also after a failure.
 */
bool pattern_compile(struct pattern *pattern, const char *text, unsigned flags, struct cmh_error *err);

/* Whether the pattern matches the text. If memory runs out, no text matches. */
bool pattern_matches(const struct pattern *pattern, const char *text);
void pattern_clear(struct pattern *pattern);

#endif
