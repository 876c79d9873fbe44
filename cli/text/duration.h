/* SPDX-License-Identifier: BSD-3-Clause */
/* Durations as people write them. Pure. */
#ifndef TEXT_DURATION_H
#define TEXT_DURATION_H

#include "cmh.h"

/*
 * Reads a duration into *ms, in milliseconds: a decimal number, with or without a
 * fraction, and one of the units ms, s, m and h (default: s), with nothing before or
 * after them. Never rounds. False: not a duration, finer than a millisecond, or more
 * than UINT_MAX milliseconds (49 days); `err`, which may be NULL, says which.
 */
bool duration_parse(const char *text, unsigned *ms, struct cmh_error *err);

#endif
