/* SPDX-License-Identifier: BSD-3-Clause */
#include "str.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static atomic_bool memory_was_short;

bool
str_failed(void)
{
	return atomic_exchange(&memory_was_short, false);
}

void
str_fail(void)
{
	atomic_store(&memory_was_short, true);
}

void *
str_noted(void *memory)
{
	if (memory == NULL)
		str_fail();
	return memory;
}

char *
str_vformat(const char *format, va_list ap)
{
	char *text;

	if (vasprintf(&text, format, ap) >= 0)
		return text;
	str_fail();
	return NULL;
}

char *
str_format(const char *format, ...)
{
	va_list ap;
	char *text;

	va_start(ap, format);
	text = str_vformat(format, ap);
	va_end(ap);
	return text;
}

bool
str_open(struct str_stream *stream)
{
	*stream = (struct str_stream){ .out = NULL };
	stream->out = str_noted(open_memstream(&stream->text, &stream->len));
	return stream->out != NULL;
}

char *
str_close(struct str_stream *stream)
{
	FILE *out = stream->out;
	char *text = NULL;
	bool bad = out == NULL || ferror(out) != 0;

	if (out != NULL)
		bad |= fclose(out) != 0;
	if (bad) {
		str_fail();
		free(stream->text);
	} else {
		text = stream->text;
	}
	*stream = (struct str_stream){ .len = stream->len };
	return text;
}

char *
str_copy(const char *text)
{
	return str_noted(strdup(text));
}

char *
str_copy_n(const char *text, size_t n)
{
	return str_noted(strndup(text, n));
}

void
str_list_free(char **list)
{
	for (size_t i = 0; list != NULL && list[i] != NULL; i++)
		free(list[i]);
	free(list);
}

char *
str_join(char *const *words, size_t n)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	for (size_t i = 0; i < n; i++)
		fprintf(text.out, "%s%s", i > 0 ? " " : "", words[i]);
	return str_close(&text);
}
