/* SPDX-License-Identifier: BSD-3-Clause */
/* Lengths of time as people write them. Pure. */
#ifndef TEXT_DURATION_H
#define TEXT_DURATION_H

#include "cmh.h"

/* What a duration looks like, for hints. */
#define DURATION_FORMS "such as 500ms, 2s, 1.5s, 3m or 1h; a bare number is seconds"

/*
 * Reads a duration, whole and strictly: a decimal number, with or without a
 * fraction, and ms, s, m or h; seconds where none of them stands. `ms` receives
 * milliseconds. False: `err` (may be NULL) says what is wrong: no duration,
 * finer than a millisecond, or more than UINT_MAX milliseconds (49 days).
 * Nothing is ever rounded.
 */
bool duration_parse(const char *text, unsigned *ms, struct cmh_error *err);

#endif
