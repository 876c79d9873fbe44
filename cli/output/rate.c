/* SPDX-License-Identifier: BSD-3-Clause */
/* Rates: a line or a record each, or a table that is drawn over the one before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "output/render.h"
#include "text/screen.h"

/* What a number takes: its digits, or a word. */
typedef char number_text[32];

/*
 * Small numbers with a digit behind the point; large ones whole, since people
 * compare lengths; and what moves is never 0.
 */
static const char *
number_of(const struct rate *rate, number_text text)
{
	double value = rate->per_second;

	if (rate->cleared)
		return "cleared";
	snprintf(text, sizeof(number_text), value > 0 && value < 0.1 ? "%.2g" : value < 1000 ? "%.1f" : "%.0f", value);
	return text;
}

/* What comes before "/s"; nothing for what has no unit. */
static const char *
unit_of(const struct rate *rate)
{
	return rate->unit != NULL ? rate->unit : "";
}

/* ---- lines and records -------------------------------------------------- */

static void
put_record(struct render *r, const struct rate *rate, const struct timespec *now)
{
	char unit[64];
	const struct field fields[] = {
		field_time("time", *now),
		field_text("key", rate->key),
		rate->cleared ? field_none("rate") : field_real("rate", rate->per_second),
		field_text("unit", unit),
		rate->cleared ? field_none("delta") : field_number("delta", rate->delta),
		field_real("seconds", rate->seconds),
		rate->cleared ? field_truth("cleared", true) : field_none("cleared"),
	};

	snprintf(unit, sizeof(unit), "%s/s", unit_of(rate));
	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

static void
put_line(struct render *r, const struct rate *rate, const struct timespec *now)
{
	number_text text;

	if (r->quiet) {
		fprintf(r->out, "%s\n", number_of(rate, text));
		return;
	}
	render_time(r, now);
	fprintf(r->out, "%s = %s %s/s\n", rate->key, number_of(rate, text), unit_of(rate));
}

void
render_rates(struct render *r, const struct rate *const *rates, size_t n)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	for (size_t i = 0; i < n; i++)
		if (r->format == FORMAT_TEXT)
			put_line(r, rates[i], &now);
		else
			put_record(r, rates[i], &now);
}

/* ---- in place ----------------------------------------------------------- */

enum { NARROW = 60, LEAST_KEY = 10, LEAST_SPARK = 3 };

/* Columns of the terminal. */
struct columns {
	int all, key, number, unit, spark; /* spark 0: there is no room, or there are no letters for it */
};

/* The last one stays empty: in it, some terminals begin a new row. */
static struct columns
share_out(const struct render *r, int width, const struct rate *const *rates, size_t n)
{
	struct columns c = { .all = width - 1, .key = LEAST_KEY, .number = width < NARROW ? 8 : 12, .unit = 14 };
	int room = c.all - c.number - c.unit - 2;

	for (size_t i = 0; i < n; i++)
		c.key = (int)strlen(rates[i]->key) > c.key ? (int)strlen(rates[i]->key) : c.key;
	if (c.key > room)
		c.key = room > LEAST_KEY ? room : LEAST_KEY;
	room -= c.key;
	if (r->utf8 && room >= LEAST_SPARK)
		c.spark = room < RATE_PAST ? room : RATE_PAST;
	return c;
}

/* The last readings, oldest first, as high as the highest of them. Returns how many columns they take. */
static int
put_sparkline(FILE *out, const struct rate *rate, int width)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	size_t n = rate->n_past < (size_t)width ? rate->n_past : (size_t)width;
	double top = 0;

	for (size_t i = 0; i < n; i++)
		top = rate->past[i] > top ? rate->past[i] : top;
	for (size_t i = n; i-- > 0;)
		fputs(bars[top > 0 ? (size_t)(rate->past[i] / top * 7 + 0.5) : 0], out);
	return (int)n;
}

/* A text of ASCII, as much of it as there is room for. Returns how many columns it takes. */
static int
put_cut(FILE *out, const char *text, const struct columns *c)
{
	int len = (int)strlen(text);

	fprintf(out, "%.*s", c->all, text);
	return len < c->all ? len : c->all;
}

/* Of a name that is too long the end is shown: it says more than the beginning. */
static int
put_row(struct render *r, const struct rate *rate, const struct columns *c)
{
	int len = (int)strlen(rate->key), cut = len > c->key ? len - c->key + 1 : 0, width;
	number_text number;
	char *text = NULL;

	if (asprintf(&text, "%s%-*s %*s %s/s%*s", cut > 0 ? "<" : "", cut > 0 ? c->key - 1 : c->key, rate->key + cut, c->number,
		     number_of(rate, number), unit_of(rate), c->spark > 0 ? c->unit - (int)strlen(unit_of(rate)) - 2 : 0, "") < 0) {
		r->failed = true;
		return 0;
	}
	width = put_cut(r->out, text, c);
	free(text);
	return c->spark > 0 ? width + put_sparkline(r->out, rate, c->spark) : width;
}

static int
put_last_row(struct render *r, size_t shown, size_t n, const struct columns *c)
{
	char text[64];

	if (n == 0)
		return put_cut(r->out, "nothing moves", c);
	snprintf(text, sizeof(text), "and %zu more: make the window higher, or name a PATH", n - shown);
	return put_cut(r->out, text, c);
}

/* Ends a row, which is so wide, and what is left of the one that it replaces. */
static void
end_row(struct render *r, struct drawn *drawn, int width)
{
	fputs("\033[K\n", r->out);
	drawn->rows++;
	drawn->width = width > drawn->width ? width : drawn->width;
}

void
render_rates_again(struct render *r, const struct rate *const *rates, size_t n, struct drawn *drawn, unsigned interval_ms)
{
	int rows, width;
	bool again;
	struct columns c;
	char text[64];
	size_t shown;

	(void)screen_size(fileno(stdout), &rows, &width);
	shown = rows > 4 ? (size_t)rows - 3 : 1;
	shown = n < shown ? n : shown;
	c = share_out(r, width, rates, shown);
	/* In a window that has become narrower nobody knows where the rows are: what stands there stays. */
	again = drawn->rows > 0 && drawn->width < width;
	if (again)
		fprintf(r->out, "\033[%uA\r", drawn->rows);
	*drawn = (struct drawn){ 0 };
	snprintf(text, sizeof(text), "every %g s, Ctrl-C ends it", interval_ms / 1000.0);
	end_row(r, drawn, put_cut(r->out, text, &c));
	for (size_t i = 0; i < shown; i++)
		end_row(r, drawn, put_row(r, rates[i], &c));
	if (n == 0 || shown < n)
		end_row(r, drawn, put_last_row(r, shown, n, &c));
	if (again)
		fputs("\033[J", r->out);
}
