/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Patterns of key names. A * matches any characters except the dot, a ** any
 * characters: "stats.knet.*.*.connected", "totem.tok*", "**.status". If it is a
 * complete component, it matches at least one character. Pure.
 */
#ifndef CMH_KEY_PATTERN_H
#define CMH_KEY_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

/* The part of a key that a star of a pattern matches. It points into the key. */
struct key_span {
	const char *text;
	size_t len;
};

/* Whether the pattern matches the complete key. */
bool key_pattern_matches(const char *pattern, const char *key);

/*
 * Whether the pattern matches the key or a branch that it is in. A dot at the end of
 * the pattern does not count. The key may be a pattern itself: true then means that
 * this one covers all that it covers; false may be returned for some that it does cover.
 */
bool key_pattern_covers(const char *pattern, const char *key);

/*
 * Does the same, and fills `spans` with what the first `max` stars match; each takes
 * as few characters as it can. If it returns false, they are undefined.
 */
bool key_pattern_capture(const char *pattern, const char *key, struct key_span *spans, size_t max);

/* Whether the text is a pattern, not a name: it has a star. */
bool key_pattern_is(const char *text);

#endif
