/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/output.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "output/format.h"
#include "output/safe.h"
#include "text/screen.h"
#include "text/time.h"

struct render
render_to(FILE *out)
{
	int rows, columns;

	if (!screen_size(fileno(out), &rows, &columns))
		columns = 0;
	return (struct render){
		.out = out,
		.format = &format_text,
		.columns = columns,
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
	};
}

struct render
render_text_to(const struct render *r, FILE *out)
{
	struct render text = *r;

	text.out = out;
	text.format = &format_text;
	return text;
}

void
render_begin(struct render *r, const struct format *format)
{
	r->format = format;
	r->stream = false;
	r->records = 0;
	r->state = NULL;
}

void
render_end(struct render *r, bool failed)
{
	if (r->format->end != NULL)
		r->format->end(r, failed);
	render_begin(r, &format_text);
}

bool
render_is_text(const struct render *r)
{
	return (r->format->needs & DATA_LINES) != 0;
}

bool
render_wants_rows(const struct render *r)
{
	return (r->format->needs & DATA_ROWS) != 0;
}

bool
render_wants_uniform(const struct render *r)
{
	return (r->format->needs & (DATA_ROWS | DATA_UNIFORM)) != 0;
}

void
render_record(struct render *r, const struct field *fields, size_t n)
{
	if (r->format->record != NULL)
		r->format->record(r, fields, n);
	r->records++;
}

void
render_print(struct render *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vfprintf(r->out, format, ap);
	va_end(ap);
}

void
render_safe(struct render *r, const char *text)
{
	safe_print(r->out, text);
}

void
render_line(struct render *r, const char *text)
{
	render_safe(r, text);
	putc('\n', r->out);
}

/* Prints a text that may not have been made for lack of memory, and frees it. */
static void
print_made(struct render *r, char *text)
{
	if (text != NULL)
		fputs(text, r->out);
	else
		r->failed = true;
	free(text);
}

void
render_value(struct render *r, const char *key, const struct cmh_value *value)
{
	print_made(r, safe_value(key, value, r->secrets));
}

void
render_time(struct render *r, const struct timespec *time)
{
	print_made(r, time_of_day(time));
	putc(' ', r->out);
}

void
render_notice(struct render *r, const char *message, ...)
{
	va_list ap;

	fputs("* ", r->out);
	va_start(ap, message);
	vfprintf(r->out, message, ap);
	va_end(ap);
	putc('\n', r->out);
}
