/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format table: aligned columns for people. Rows are kept until all of them
 * are known, and empty columns are left out. A stream cannot wait: its columns
 * begin with usual widths, and grow if they must.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"
#include "output/unit.h"
#include "str.h"
#include "text/screen.h"
#include "text/time.h"
#include "text/wrap.h"

enum {
	GAP = 2,     /* between columns */
	LABELS = 14, /* the columns of labels in a card */
};

struct table {
	size_t columns;
	char **headings;
	size_t *widths;
	bool *right;  /* aligned, as numbers are */
	bool *empty;  /* so far */
	char **cells; /* row by row */
	size_t n, capacity;
};

static char *
heading(const char *name)
{
	char *text = str_copy(name);

	for (char *c = text; c != NULL && *c != '\0'; c++)
		*c = *c == '_' ? ' ' : (char)toupper((unsigned char)*c);
	return text;
}

/* The text of a cell. The caller frees it; NULL: out of memory. */
static char *
cell(const struct output *out, const struct field *field)
{
	switch (field->kind) {
	case FIELD_TRUTH: return str_copy(field->number != 0 ? "yes" : "no");
	case FIELD_REAL: return field_measured(field->real);
	case FIELD_TIME: return time_of_day(&field->time);
	case FIELD_VALUE: return field_exists(field) ? unit_cell(out, field->key, field->value) : str_copy("");
	default: return field_string(field, out->secrets);
	}
}

/* How wide a column of a stream is in the beginning: enough for most cells. */
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

/* Appends a row. False: out of memory, and no part of it is appended. */
static bool
add_row(struct table *t, const struct output *out, const struct field *fields)
{
	if (!array_reserve(&t->cells, &t->capacity, t->n + t->columns, sizeof(*t->cells)))
		return false;
	for (size_t i = 0; i < t->columns; i++) {
		/* The first record need not have all numbers. */
		t->right[i] |= fields[i].kind == FIELD_NUMBER || fields[i].kind == FIELD_REAL;
		t->cells[t->n + i] = cell(out, &fields[i]);
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

/* Prints no spaces at the end of a line. */
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

/* ---- cards --------------------------------------------------------------- */

static size_t
table_width(const struct table *t)
{
	size_t width = 0;

	for (size_t i = 0; i < t->columns; i++)
		if (!t->empty[i]) {
			size_t heading = screen_width(t->headings[i]);

			width += (width > 0 ? GAP : 0) + (t->widths[i] > heading ? t->widths[i] : heading);
		}
	return width;
}

/* Prints a row as a title and lines of a label and a cell. The last column is prose, and is broken into lines. */
static void
print_card(struct output *out, const struct table *t, char *const *cells)
{
	fprintf(out->file, "%s\n", cells[0]);
	for (size_t i = 1; i < t->columns; i++) {
		if (cells[i][0] == '\0')
			continue;
		if (i + 1 == t->columns)
			wrap_row(out->file, t->headings[i], LABELS, cells[i]);
		else
			fprintf(out->file, "  %-*s%s\n", LABELS - 2, t->headings[i], cells[i]);
	}
}

static void
print_cards(struct output *out, struct table *t)
{
	for (size_t i = 0; i < t->columns; i++)
		for (char *c = t->headings[i]; *c != '\0'; c++)
			*c = (char)tolower((unsigned char)*c);
	for (size_t i = 0; i < t->n; i += t->columns)
		print_card(out, t, t->cells + i);
}

/* ---- the format -------------------------------------------------------- */

static void
table_record(struct output *out, const struct field *fields, size_t n)
{
	struct table *t = out->state;

	if (t == NULL && (t = out->state = table_new(fields, n, out->stream)) != NULL && out->stream)
		print_headings(out->file, t);
	if (t == NULL || n != t->columns || !add_row(t, out, fields)) {
		out->failed = true;
		return;
	}
	if (!out->stream)
		return;
	print_row(out->file, t, t->cells);
	while (t->n > 0)
		free(t->cells[--t->n]);
}

static void
table_end(struct output *out, bool failed)
{
	struct table *t = out->state;

	(void)failed; /* the rows before the failure are part of the answer */
	if (t != NULL && t->n > 0 && out->cards && out->columns > 0 && table_width(t) > (size_t)out->columns) {
		print_cards(out, t);
	} else if (t != NULL && t->n > 0) {
		print_headings(out->file, t);
		for (size_t i = 0; i < t->n; i += t->columns)
			print_row(out->file, t, t->cells + i);
	}
	table_free(t);
}

const struct format format_table = { .name = "table", .needs = DATA_ROWS, .record = table_record, .end = table_end };
