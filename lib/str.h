/* SPDX-License-Identifier: BSD-3-Clause */
/* Strings that are made of pieces. cli/ uses this, too. */
#ifndef CMH_STR_H
#define CMH_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/*
 * Whether memory was too short for any of what follows, for an array or an error of the
 * library, in any thread, since this was asked last. What is therefore missing in an output
 * is seen by nobody else.
 */
bool str_failed(void);

/* Has str_failed() know that memory was short. */
void str_fail(void);

/* The same if `memory`, what was allocated for a text or an array, is NULL. Returns it. */
void *str_noted(void *memory);

/* Like asprintf(3). The caller frees the string; NULL: out of memory. */
char *str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *str_vformat(const char *format, va_list ap) __attribute__((format(printf, 1, 0)));

/* Like strdup(3) and strndup(3). The caller frees the string; NULL: out of memory. */
char *str_copy(const char *text);
char *str_copy_n(const char *text, size_t n);

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
