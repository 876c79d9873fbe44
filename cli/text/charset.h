/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The characters of the user's locale. It is loaded when a character beyond ASCII is
 * met, or may be printed: most commands need it never, and start quicker without it.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stdbool.h>

/* What a stream takes. */
enum charset { CHARSET_OF_LOCALE, CHARSET_ASCII, CHARSET_UTF8 };

/* Loads the locale, before a function of wchar.h or wctype.h is called. */
void charset_load(void);

/* Whether characters beyond ASCII can be printed. */
bool charset_is_utf8(enum charset charset);

#endif
