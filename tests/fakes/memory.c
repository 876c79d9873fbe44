/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that is short, for the program in tests/fakes: the linker puts these in the
 * place of the calls that take memory (--wrap). The one with the number $FAKE_SHORT,
 * from 1 on, fails; with a "+" after the number, so do all that follow. The program
 * writes its callers to the file $FAKE_SHORT_REACHED, for addr2line(1), when the first one
 * fails: then there are so many.
 */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_reallocarray(void *memory, size_t n, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t n);
int __real_vasprintf(char **out, const char *format, va_list ap);
FILE *__real_open_memstream(char **text, size_t *len);
FILE *__real_fdopen(int fd, const char *mode);

static void
note_reached(void)
{
	const char *file = getenv("FAKE_SHORT_REACHED");
	int fd = file != NULL ? open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;
	void *callers[12];

	if (fd < 0)
		return;
	backtrace_symbols_fd(callers, backtrace(callers, sizeof(callers) / sizeof(callers[0])), fd);
	close(fd);
}

/* Whether there is memory for this call, which sets errno if not. What the fake itself needs it has. */
static int
enough(void)
{
	static atomic_ulong calls;
	const char *text = getenv("FAKE_SHORT");
	unsigned long number, which;
	char *end;

	if (text == NULL || fake_works)
		return 1;
	number = atomic_fetch_add(&calls, 1) + 1;
	which = strtoul(text, &end, 10);
	if (number < which || (number > which && *end != '+'))
		return 1;
	if (number == which)
		note_reached();
	errno = ENOMEM;
	return 0;
}

void *__wrap_malloc(size_t size);
void *
__wrap_malloc(size_t size)
{
	return enough() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t n, size_t size);
void *
__wrap_calloc(size_t n, size_t size)
{
	return enough() ? __real_calloc(n, size) : NULL;
}

void *__wrap_realloc(void *memory, size_t size);
void *
__wrap_realloc(void *memory, size_t size)
{
	return enough() ? __real_realloc(memory, size) : NULL;
}

void *__wrap_reallocarray(void *memory, size_t n, size_t size);
void *
__wrap_reallocarray(void *memory, size_t n, size_t size)
{
	return enough() ? __real_reallocarray(memory, n, size) : NULL;
}

char *__wrap_strdup(const char *text);
char *
__wrap_strdup(const char *text)
{
	return enough() ? __real_strdup(text) : NULL;
}

char *__wrap_strndup(const char *text, size_t n);
char *
__wrap_strndup(const char *text, size_t n)
{
	return enough() ? __real_strndup(text, n) : NULL;
}

int __wrap_vasprintf(char **out, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));
int
__wrap_vasprintf(char **out, const char *format, va_list ap)
{
	return enough() ? __real_vasprintf(out, format, ap) : -1;
}

FILE *__wrap_open_memstream(char **text, size_t *len);
FILE *
__wrap_open_memstream(char **text, size_t *len)
{
	return enough() ? __real_open_memstream(text, len) : NULL;
}

FILE *__wrap_fdopen(int fd, const char *mode);
FILE *
__wrap_fdopen(int fd, const char *mode)
{
	return enough() ? __real_fdopen(fd, mode) : NULL;
}
