/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Patterns of key names. A * stands for any characters except the dot, a ** for
 * any characters: "stats.knet.*.*.connected", "totem.tok*", "**.status". Where it
 * is a complete component it stands for at least one character. Pure.
 */
#ifndef TEXT_KEY_PATTERN_H
#define TEXT_KEY_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

/* What a star of a pattern stands for in a key. It points into the key. */
struct key_span {
	const char *text;
	size_t len;
};

/* Whether the pattern matches the complete key. */
bool key_pattern_matches(const char *pattern, const char *key);

/*
 * The same, and fills `spans` with what the first `max` stars stand for, each
 * with as few characters as it can. They are undefined after false.
 */
bool key_pattern_capture(const char *pattern, const char *key, struct key_span *spans, size_t max);

/* Whether the text has a star, so that it is a pattern and not a name. */
bool key_pattern_is(const char *text);

#endif
