/* SPDX-License-Identifier: BSD-3-Clause */
/* What an error is about: a word of the command, or a place in a file. */
#ifndef TEXT_WHERE_H
#define TEXT_WHERE_H

#include <stddef.h>

/* All zero: the command as a whole. Nothing in it is owned. */
struct where {
	const char *word;  /* one of the command's words, as given or resolved; NULL: none */
	const char *file;  /* the name of a file that is no script; NULL: none */
	const char *bytes; /* what is in that file, so that the line can be shown */
	size_t line;       /* in that file, from 1 */
	size_t column;     /* in that line, in bytes, from 1 */
};

#define NOWHERE ((struct where){ .word = NULL })

static inline struct where
where_word(const char *word)
{
	return (struct where){ .word = word };
}

static inline struct where
where_in_file(const char *file, const char *bytes, size_t line, size_t column)
{
	return (struct where){ .file = file, .bytes = bytes, .line = line, .column = column };
}

#endif
