/* SPDX-License-Identifier: BSD-3-Clause */
#include "str.h"

#include <stdlib.h>

char *
str_vformat(const char *format, va_list ap)
{
	char *text;

	return vasprintf(&text, format, ap) < 0 ? NULL : text;
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
	stream->out = open_memstream(&stream->text, &stream->len);
	return stream->out != NULL;
}

char *
str_close(struct str_stream *stream)
{
	FILE *out = stream->out;
	char *text = NULL;
	bool failed = out == NULL || ferror(out) != 0;

	if (out != NULL)
		failed |= fclose(out) != 0;
	if (!failed)
		text = stream->text;
	else
		free(stream->text);
	*stream = (struct str_stream){ .len = stream->len };
	return text;
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
