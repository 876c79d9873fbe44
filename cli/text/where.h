/* SPDX-License-Identifier: BSD-3-Clause */
/* The place of an error: a word of the command, or a line of a file. */
#ifndef TEXT_WHERE_H
#define TEXT_WHERE_H

#include <stddef.h>

/* All zero: the command in general. It owns nothing. */
struct where {
	const char *word;  /* a word of the command, as given or with its full name; NULL: none */
	const char *key;   /* the name of the key that the error is about; NULL: none, or not known */
	const char *file;  /* the name of a file other than a script; NULL: none */
	const char *bytes; /* the contents of that file, to show the line */
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
where_key(const char *key)
{
	return (struct where){ .key = key };
}

static inline struct where
where_in_file(const char *file, const char *bytes, size_t line, size_t column)
{
	return (struct where){ .file = file, .bytes = bytes, .line = line, .column = column };
}

#endif
