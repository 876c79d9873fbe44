/* SPDX-License-Identifier: BSD-3-Clause */
/* Strings that are made of pieces. cli/ uses this, too. */
#ifndef CMH_STR_H
#define CMH_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/* Like asprintf(3). The caller frees the string; NULL: out of memory. */
char *str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *str_vformat(const char *format, va_list ap) __attribute__((format(printf, 1, 0)));

/* Returns words with a space between them. The caller frees it. NULL: out of memory. */
char *str_join(char *const *words, size_t n);

/* A string that is written like a file: write to `out` between str_open() and str_close(). */
struct str_stream {
	FILE *out; /* NULL: out of memory */
	char *text;
	size_t len;
};

/* False: out of memory; then str_close() may be called, but need not. */
bool str_open(struct str_stream *stream);

/* Returns what was written, of `len` bytes and a NUL, owned by the caller. NULL: out of memory. */
char *str_close(struct str_stream *stream);

/* Frees the strings of a list that ends with NULL, and the list, which may be NULL. */
void str_list_free(char **list);

#endif
