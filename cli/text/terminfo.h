/* SPDX-License-Identifier: BSD-3-Clause */
/* What the system's descriptions of terminals say, which terminfo(5) and term(5) describe. */
#ifndef TEXT_TERMINFO_H
#define TEXT_TERMINFO_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the system describes this terminal, and as one without colors. */
bool terminfo_is_colorless(const char *term);

/* Whether a compiled description is that of a terminal without colors; pure. */
bool terminfo_bytes_are_colorless(const unsigned char *bytes, size_t len);

#endif
