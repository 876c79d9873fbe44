/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/rate_print.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "output/field.h"
#include "output/output.h"
#include "output/style.h"
#include "str.h"
#include "task/counters.h"
#include "text/screen.h"

/* The caller frees it; NULL: out of memory. */
static char *
number_text(const struct rate *rate)
{
	return rate->cleared ? str_copy("cleared") : field_measured(rate->per_second);
}

/* The text before "/s": empty if the counter has no unit. */
static const char *
unit_of(const struct rate *rate)
{
	return rate->unit != NULL ? rate->unit : "";
}

/* ---- lines and records -------------------------------------------------- */

static void
print_record(struct output *out, const struct rate *rate, const struct timespec *now)
{
	char *unit = str_format("%s/s", unit_of(rate));
	const struct field fields[] = {
		field_time("time", *now),
		field_text("key", rate->key),
		rate->cleared ? field_none("rate") : field_real("rate", rate->per_second),
		field_text("unit", unit),
		rate->cleared ? field_none("delta") : field_number("delta", rate->delta),
		field_real("seconds", rate->seconds),
		rate->cleared ? field_truth("cleared", true) : field_none("cleared"),
	};

	out->failed |= unit == NULL;
	output_record(out, FIELDS(fields));
	free(unit);
}

static void
print_line(struct output *out, const struct rate *rate, const struct timespec *now)
{
	char *number = number_text(rate);

	if (number == NULL)
		out->failed = true;
	else if (out->quiet)
		output_print(out, "%s\n", number);
	else {
		output_time(out, now);
		output_print(out, "%s = %s %s/s\n", rate->key, number, unit_of(rate));
	}
	free(number);
}

void
rate_print_one(struct output *out, const struct rate *rate, const struct timespec *time)
{
	if (output_is_text(out))
		print_line(out, rate, time);
	else
		print_record(out, rate, time);
}

void
rate_print(struct output *out, const struct rate *const *rates, size_t n)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	for (size_t i = 0; i < n; i++)
		rate_print_one(out, rates[i], &now);
}

/* ---- in place ----------------------------------------------------------- */

enum { NARROW = 60, LEAST_KEY = 10, LEAST_SPARK = 3 };

/* Columns of the terminal. */
struct columns {
	int all, key, number, unit, spark; /* spark 0: no room for it, or no letters */
};

/* The last column of the terminal stays empty: in it, some terminals begin a new row. */
static struct columns
share_out(const struct output *out, int width, const struct rate *const *rates, size_t n)
{
	struct columns c = { .all = width - 1, .key = LEAST_KEY, .number = width < NARROW ? 8 : 12, .unit = 14 };
	int room = c.all - c.number - c.unit - 2;

	for (size_t i = 0; i < n; i++)
		c.key = (int)strlen(rates[i]->key) > c.key ? (int)strlen(rates[i]->key) : c.key;
	if (c.key > room)
		c.key = room > LEAST_KEY ? room : LEAST_KEY;
	room -= c.key;
	if (room >= LEAST_SPARK && charset_is_utf8(out->charset))
		c.spark = room < RATE_PAST ? room : RATE_PAST;
	return c;
}

/* Draws the last rates, oldest first, relative to the highest of them. Returns how many columns they take. */
static int
draw_sparkline(struct output *out, const struct rate *rate, int width)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	size_t n = rate->n_past < (size_t)width ? rate->n_past : (size_t)width;
	double top = 0;

	for (size_t i = 0; i < n; i++)
		top = rate->past[i] > top ? rate->past[i] : top;
	for (size_t i = n; i-- > 0;)
		output_print(out, "%s", bars[top > 0 ? (size_t)(rate->past[i] / top * 7 + 0.5) : 0]);
	return (int)n;
}

/*
 * Draws a row: as much of a text in ASCII as there is room for, then the last
 * rates of a counter unless it is NULL. Clears the rest of the row that it
 * replaces. Takes the text, which may be NULL when memory ran out.
 */
static void
draw_row(struct output *out, struct rate_table *table, const struct columns *c, char *text, const struct rate *rate)
{
	int width = text != NULL ? (int)strlen(text) : 0;

	width = width < c->all ? width : c->all;
	if (text != NULL)
		output_print(out, "%.*s", width, text);
	else
		out->failed = true;
	free(text);
	if (rate != NULL && c->spark > 0)
		width += draw_sparkline(out, rate, c->spark);
	output_print(out, ERASE_ROW "\n");
	table->rows++;
	table->width = width > table->width ? width : table->width;
}

/* The text of a row. A name that is too long loses its beginning, which says less than its end. */
static char *
row_text(const struct rate *rate, const struct columns *c)
{
	int len = (int)strlen(rate->key), cut = len > c->key ? len - c->key + 1 : 0;
	int gap = c->spark > 0 ? c->unit - (int)strlen(unit_of(rate)) - 2 : 0;
	char *number = number_text(rate), *text = NULL;

	if (number != NULL)
		text = str_format("%s%-*s %*s %s/s%*s", cut > 0 ? "<" : "", cut > 0 ? c->key - 1 : c->key, rate->key + cut,
				  c->number, number, unit_of(rate), gap, "");
	free(number);
	return text;
}

void
rate_draw(struct output *out, const struct rate *const *rates, size_t n, struct rate_table *drawn,
	  unsigned interval_ms)
{
	int rows, width;
	bool again;
	struct columns c;
	size_t shown;

	(void)screen_size(fileno(stdout), &rows, &width);
	shown = rows > 4 ? (size_t)rows - 3 : 1;
	shown = n < shown ? n : shown;
	c = share_out(out, width, rates, shown);
	/* If the window has become narrower, the place of the old rows is not known: they stay. */
	again = drawn->rows > 0 && drawn->width < width;
	if (again)
		output_print(out, "\033[%uA\r", drawn->rows);
	*drawn = (struct rate_table){ 0 };
	draw_row(out, drawn, &c, str_format("every %g s, Ctrl-C stops it", interval_ms / 1000.0), NULL);
	for (size_t i = 0; i < shown; i++)
		draw_row(out, drawn, &c, row_text(rates[i], &c), rates[i]);
	if (n == 0)
		draw_row(out, drawn, &c, str_copy("no counter has changed"), NULL);
	else if (shown < n)
		draw_row(out, drawn, &c, str_format("%zu more: enlarge the window or give a PATH", n - shown), NULL);
	if (again)
		output_print(out, ERASE_BELOW);
}
