/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How terminals show what a text means: the one list of colors. A color never carries a
 * meaning by itself: a word, a sign or the place says the same.
 */
#ifndef OUTPUT_STYLE_H
#define OUTPUT_STYLE_H

#define STYLE_PLAIN "\033[0m"
#define STYLE_BRIGHT "\033[1m"    /* headings; values that have changed */
#define STYLE_DIM "\033[2m"       /* types, hints */
#define STYLE_BAD "\033[31m"      /* what is down, wrong, or removed */
#define STYLE_WARNING "\033[33m"
#define STYLE_GOOD "\033[32m"     /* what is as it should be, or added */
#define STYLE_BRANCH "\033[1;34m" /* as ls(1) shows folders */
#define STYLE_KEY "\033[36m"      /* a key that exists, on the line being typed */

/* What erases, from the cursor on. */
#define ERASE_ROW "\033[K"   /* to the end of the row */
#define ERASE_BELOW "\033[J" /* to the end of the screen */

#endif
