/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/output.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "output/field.h"
#include "output/format.h"
#include "output/safe.h"
#include "output/style.h"
#include "text/screen.h"
#include "text/time.h"

struct output
output_to(FILE *file)
{
	int rows, columns;

	if (!screen_size(fileno(file), &rows, &columns))
		columns = 0;
	return (struct output){
		.file = file,
		.format = &format_text,
		.columns = columns,
	};
}

struct output
output_text_to(const struct output *out, FILE *file)
{
	struct output text = *out;

	text.file = file;
	text.format = &format_text;
	return text;
}

void
output_begin(struct output *out, const struct format *format)
{
	out->format = format;
	out->stream = false;
	out->around = NULL;
	out->cards = false;
	out->records = 0;
	out->state = NULL;
}

void
output_end(struct output *out, bool failed)
{
	if (out->format->end != NULL)
		out->format->end(out, failed);
	output_begin(out, &format_text);
}

void
output_text_as_table(struct output *out)
{
	if (!output_is_text(out))
		return;
	out->format = format_by_name("table");
	out->cards = true;
}

bool
output_is_text(const struct output *out)
{
	return (out->format->needs & DATA_LINES) != 0;
}

bool
output_wants_rows(const struct output *out)
{
	return (out->format->needs & DATA_ROWS) != 0;
}

bool
output_wants_uniform(const struct output *out)
{
	return (out->format->needs & (DATA_ROWS | DATA_UNIFORM)) != 0;
}

bool
output_wants_metrics(const struct output *out)
{
	return (out->format->needs & DATA_KEYS) != 0;
}

void
output_record(struct output *out, const struct field *fields, size_t n)
{
	struct field with_node[n + 1];

	if (out->node != NULL) {
		with_node[0] = field_text("node", out->node);
		memcpy(with_node + 1, fields, n * sizeof(*fields));
		fields = with_node;
		n++;
	}
	if (out->format->record != NULL)
		out->format->record(out, fields, n);
	out->records++;
}

void
output_print(struct output *out, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vfprintf(out->file, format, ap);
	va_end(ap);
}

void
output_safe(struct output *out, const char *text)
{
	safe_print(out->file, text);
}

const char *
output_style(const struct output *out, const char *style)
{
	return out->color ? style : "";
}

void
output_styled(struct output *out, const char *style, const char *text)
{
	bool styled = out->color && style != NULL;

	if (styled)
		fputs(style, out->file);
	output_safe(out, text);
	if (styled)
		fputs(STYLE_PLAIN, out->file);
}

void
output_line(struct output *out, const char *text)
{
	output_safe(out, text);
	putc('\n', out->file);
}

/* Prints a text that may not have been made for lack of memory, and frees it. */
static void
print_made(struct output *out, char *text)
{
	if (text != NULL)
		fputs(text, out->file);
	else
		out->failed = true;
	free(text);
}

void
output_value(struct output *out, const char *key, const struct cmh_value *value)
{
	print_made(out, safe_value(key, value, out->secrets));
}

void
output_time(struct output *out, const struct timespec *time)
{
	print_made(out, time_of_day(time));
	putc(' ', out->file);
}

void
output_node(struct output *out)
{
	if (out->node == NULL)
		return;
	output_safe(out, out->node);
	output_print(out, ": ");
}

void
output_notice(struct output *out, const struct timespec *time, const char *message, ...)
{
	struct timespec now;
	va_list ap;

	clock_gettime(CLOCK_REALTIME, &now);
	fputs("* ", out->file);
	output_time(out, time != NULL ? time : &now);
	output_node(out);
	va_start(ap, message);
	vfprintf(out->file, message, ap);
	va_end(ap);
	putc('\n', out->file);
}
