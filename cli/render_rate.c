/* SPDX-License-Identifier: BSD-3-Clause */
/* Rates: a line or a record each, or a table that is drawn over the one before. */
#include <string.h>
#include <time.h>

#include "render.h"
#include "screen.h"

enum { RATE_WIDTH = 12, UNIT_WIDTH = 14, LEAST_KEY = 20 };

/* Small numbers with a digit behind the point; large ones whole, since people compare lengths. */
static void
put_number(FILE *out, const struct rate *rate, int width)
{
	if (rate->cleared)
		fprintf(out, "%*s", width, "cleared");
	else
		fprintf(out, "%*.*f", width, rate->per_second < 1000 ? 1 : 0, rate->per_second);
}

/* "bytes/s"; "/s" for what has no unit. */
static void
put_unit(FILE *out, const struct rate *rate, int width)
{
	int taken = rate->unit != NULL ? (int)screen_width(rate->unit) : 0;

	fprintf(out, "%s/s%*s", rate->unit != NULL ? rate->unit : "", width > taken + 2 ? width - taken - 2 : 0, "");
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

	snprintf(unit, sizeof(unit), "%s/s", rate->unit != NULL ? rate->unit : "");
	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

static void
put_line(struct render *r, const struct rate *rate, const struct timespec *now)
{
	if (!r->quiet) {
		render_time(r, now);
		fprintf(r->out, "%s = ", rate->key);
	}
	put_number(r->out, rate, 0);
	if (!r->quiet) {
		putc(' ', r->out);
		put_unit(r->out, rate, 0);
	}
	putc('\n', r->out);
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

/* The last minute, oldest first, as high as the highest of them. */
static void
put_sparkline(FILE *out, const struct rate *rate, size_t width)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	size_t n = rate->n_past < width ? rate->n_past : width;
	double top = 0;

	for (size_t i = 0; i < n; i++)
		top = rate->past[i] > top ? rate->past[i] : top;
	for (size_t i = n; i-- > 0;)
		fputs(bars[top > 0 ? (size_t)(rate->past[i] / top * 7 + 0.5) : 0], out);
}

static void
put_row(struct render *r, const struct rate *rate, int key_width, size_t spark)
{
	int len = (int)strlen(rate->key), cut = len > key_width ? len - key_width + 1 : 0;

	/* The end of a name says more than its beginning. */
	fprintf(r->out, "%s%-*s ", cut > 0 ? "<" : "", cut > 0 ? key_width - 1 : key_width, rate->key + cut);
	put_number(r->out, rate, RATE_WIDTH);
	putc(' ', r->out);
	put_unit(r->out, rate, spark > 0 ? UNIT_WIDTH : 0);
	if (spark > 0)
		put_sparkline(r->out, rate, spark);
	putc('\n', r->out);
}

unsigned
render_rates_again(struct render *r, const struct rate *const *rates, size_t n, unsigned drawn, unsigned interval_ms)
{
	int rows, columns, key_width = LEAST_KEY, room;
	size_t spark, shown;

	(void)screen_size(fileno(stdout), &rows, &columns);
	shown = n < (size_t)(rows > 4 ? rows - 3 : 1) ? n : (size_t)(rows > 4 ? rows - 3 : 1);
	for (size_t i = 0; i < shown; i++)
		key_width = (int)strlen(rates[i]->key) > key_width ? (int)strlen(rates[i]->key) : key_width;
	room = columns - RATE_WIDTH - UNIT_WIDTH - 3;
	if (key_width > room)
		key_width = room > LEAST_KEY ? room : LEAST_KEY;
	room -= key_width;
	spark = r->utf8 && room > 3 ? (size_t)room : 0;
	spark = spark > RATE_PAST ? RATE_PAST : spark;
	if (drawn > 0)
		fprintf(r->out, "\033[%uA\r\033[J", drawn);
	fprintf(r->out, "every %g s, Ctrl-C ends it\n", interval_ms / 1000.0);
	for (size_t i = 0; i < shown; i++)
		put_row(r, rates[i], key_width, spark);
	if (n == 0)
		fputs("nothing moves\n", r->out);
	else if (shown < n)
		fprintf(r->out, "and %zu more: make the window higher, or name a PATH\n", n - shown);
	return (unsigned)(1 + shown + (n == 0 || shown < n));
}
