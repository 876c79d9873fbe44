/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format table: aligned columns for people. The rows are kept until all of
 * them are known, and columns in which nothing stands are left out. A stream
 * cannot wait: its columns begin with usual widths, and grow when they must.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "know/metric.h"
#include "output/format.h"
#include "text/screen.h"

enum { GAP = 2 };

struct table {
	size_t columns;
	char **headings;
	size_t *widths;
	bool *right; /* numbers stand at the right */
	bool *empty; /* so far */
	char **cells; /* `columns` of them a row */
	size_t n, capacity;
};

static char *
heading(const char *name)
{
	char *text = strdup(name);

	for (char *c = text; c != NULL && *c != '\0'; c++)
		*c = *c == '_' ? ' ' : (char)toupper((unsigned char)*c);
	return text;
}

static char *
time_of_day(const struct timespec *time)
{
	struct tm tm;
	char *text = NULL;

	if (localtime_r(&time->tv_sec, &tm) == NULL)
		return strdup("");
	if (asprintf(&text, "%02d:%02d:%02d.%03ld", tm.tm_hour, tm.tm_min, tm.tm_sec, time->tv_nsec / 1000000) < 0)
		return NULL;
	return text;
}

/* The unit of a number, where one is known and the terminal can show it. NULL: none. */
static const char *
unit_of(const struct render *r, const struct field *field)
{
	const struct key_info *metric;
	const char *unit;

	if (!field_is_there(field) || field_is_masked(r, field) || !cmh_type_is_integer(field->value->type))
		return NULL;
	metric = metric_find(field->key);
	unit = metric_is_sample(metric, field->value) ? metric_unit_text(metric) : NULL;
	return unit != NULL && strcmp(unit, "µs") == 0 && !r->utf8 ? "us" : unit;
}

static char *
value_with_unit(const struct render *r, const struct field *field)
{
	const char *unit = unit_of(r, field);
	char *text = field_string(r, field), *both = NULL;

	if (text == NULL || unit == NULL)
		return text;
	if (asprintf(&both, "%s%s%s", text, strcmp(unit, "%") == 0 ? "" : " ", unit) < 0)
		both = NULL;
	free(text);
	return both;
}

/* A measured number, of which people compare the length. */
static char *
rounded(double real)
{
	char *text;

	return asprintf(&text, "%.1f", real) < 0 ? NULL : text;
}

/* What stands in a cell. */
static char *
cell(const struct render *r, const struct field *field)
{
	switch (field->kind) {
	case FIELD_TRUTH: return strdup(field->number != 0 ? "yes" : "no");
	case FIELD_REAL: return rounded(field->real);
	case FIELD_TIME: return time_of_day(&field->time);
	case FIELD_VALUE: return value_with_unit(r, field);
	default: return field_string(r, field);
	}
}

/* How wide a column of a stream is from the beginning: most that comes fits. */
static size_t
usual_width(const struct field *field)
{
	if (strcmp(field->name, "key") == 0)
		return 40;
	switch (field->kind) {
	case FIELD_TIME: return strlen("12:00:00.000");
	case FIELD_VALUE: return 12;
	case FIELD_NUMBER:
	case FIELD_REAL: return 6;
	default: return 8;
	}
}

/* ---- the table --------------------------------------------------------- */

static void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; t->headings != NULL && i < t->columns; i++)
		free(t->headings[i]);
	for (size_t i = 0; i < t->n; i++)
		free(t->cells[i]);
	free(t->headings);
	free(t->widths);
	free(t->right);
	free(t->empty);
	free(t->cells);
	free(t);
}

/* NULL: out of memory. */
static struct table *
table_new(const struct field *fields, size_t n, bool stream)
{
	struct table *t = calloc(1, sizeof(*t));
	bool good = t != NULL;

	if (good) {
		t->columns = n;
		t->headings = calloc(n, sizeof(*t->headings));
		t->widths = calloc(n, sizeof(*t->widths));
		t->right = calloc(n, sizeof(*t->right));
		t->empty = calloc(n, sizeof(*t->empty));
		good = t->headings != NULL && t->widths != NULL && t->right != NULL && t->empty != NULL;
	}
	for (size_t i = 0; i < n && good; i++) {
		good = (t->headings[i] = heading(fields[i].name)) != NULL;
		t->widths[i] = stream ? usual_width(&fields[i]) : 0;
		t->right[i] = fields[i].kind == FIELD_NUMBER || fields[i].kind == FIELD_REAL;
		t->empty[i] = !stream;
	}
	if (good)
		return t;
	table_free(t);
	return NULL;
}

static void
widen(struct table *t, size_t column, const char *text)
{
	size_t width = screen_width(text);

	if (t->widths[column] < width)
		t->widths[column] = width;
	t->empty[column] &= width == 0;
}

/* Room for one more row. */
static bool
grow(struct table *t)
{
	size_t capacity = t->capacity == 0 ? 32 * t->columns : 2 * t->capacity;
	char **cells;

	if (t->n + t->columns <= t->capacity)
		return true;
	cells = reallocarray(t->cells, capacity, sizeof(*cells));
	if (cells == NULL)
		return false;
	t->cells = cells;
	t->capacity = capacity;
	return true;
}

/* Appends a row. False: out of memory, and there is no part of it. */
static bool
add_row(struct table *t, const struct render *r, const struct field *fields)
{
	if (!grow(t))
		return false;
	for (size_t i = 0; i < t->columns; i++) {
		/* A number stands at the right also where the first record had none. */
		t->right[i] |= fields[i].kind == FIELD_NUMBER || fields[i].kind == FIELD_REAL;
		t->cells[t->n + i] = cell(r, &fields[i]);
		if (t->cells[t->n + i] == NULL) {
			while (i > 0)
				free(t->cells[t->n + --i]);
			return false;
		}
		widen(t, i, t->cells[t->n + i]);
	}
	t->n += t->columns;
	return true;
}

/* Blanks that nothing follows are not printed. */
static void
print_row(FILE *out, const struct table *t, char *const *cells)
{
	size_t owed = 0;

	for (size_t i = 0; i < t->columns; i++) {
		size_t missing;

		if (t->empty[i])
			continue;
		missing = t->widths[i] - screen_width(cells[i]);
		if (t->right[i])
			owed += missing;
		if (cells[i][0] != '\0') {
			fprintf(out, "%*s%s", (int)owed, "", cells[i]);
			owed = 0;
		}
		owed += GAP + (t->right[i] ? 0 : missing);
	}
	putc('\n', out);
}

static void
print_headings(FILE *out, struct table *t)
{
	for (size_t i = 0; i < t->columns; i++)
		if (!t->empty[i])
			widen(t, i, t->headings[i]);
	print_row(out, t, t->headings);
}

/* ---- the format -------------------------------------------------------- */

static void
table_record(struct render *r, const struct field *fields, size_t n)
{
	struct table *t = r->state;

	if (t == NULL && (t = r->state = table_new(fields, n, r->stream)) != NULL && r->stream)
		print_headings(r->out, t);
	if (t == NULL || n != t->columns || !add_row(t, r, fields)) {
		r->failed = true;
		return;
	}
	if (!r->stream)
		return;
	print_row(r->out, t, t->cells);
	while (t->n > 0)
		free(t->cells[--t->n]);
}

static void
table_end(struct render *r, bool failed)
{
	struct table *t = r->state;

	(void)failed; /* the rows before the failure are true */
	if (t != NULL && t->n > 0) {
		print_headings(r->out, t);
		for (size_t i = 0; i < t->n; i += t->columns)
			print_row(r->out, t, t->cells + i);
	}
	table_free(t);
}

const struct render_format render_format_table = { .name = "table", .record = table_record, .end = table_end };
