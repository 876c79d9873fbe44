/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wctype.h>

#include "text/charset.h"

bool
screen_size(int fd, int *rows, int *columns)
{
	struct winsize size;
	bool known = isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;

	*rows = known ? size.ws_row : 24;
	*columns = known ? size.ws_col : 80;
	return known;
}

bool
screen_is_dumb(void)
{
	const char *term = getenv("TERM");

	return term == NULL || strcmp(term, "dumb") == 0;
}

/* ---- wrapped lines ----------------------------------------------------- */

/* A position on a screen of `columns` columns. */
struct position {
	int columns, row, column;
};

/* Adds a character as libedit does: if it does not fit, in the next row; a full row ends at once. */
static void
put(struct position *at, int width)
{
	if (at->column + width > at->columns) {
		at->column = 0;
		at->row++;
	}
	at->column += width;
	if (at->column >= at->columns) {
		at->column = 0;
		at->row++;
	}
}

static void
put_times(struct position *at, int n)
{
	while (n-- > 0)
		put(at, 1);
}

/* Adds a character as libedit shows it: a control character as ^X, one that cannot be printed as \U+XXXX. */
static void
put_char(struct position *at, wchar_t c)
{
	if (c == L'\t')
		do
			put(at, 1);
		while (at->column % 8 != 0);
	else if (c == L'\n') {
		at->column = 0;
		at->row++;
	} else if (c < 0x100 && iswcntrl((wint_t)c))
		put_times(at, 2);
	else if (iswprint((wint_t)c))
		put(at, wcwidth(c) > 0 ? wcwidth(c) : 0);
	else
		put_times(at, c > 0xffff ? 8 : 7);
}

size_t
screen_prompt_width(const wchar_t *prompt)
{
	size_t width = 0;
	bool escape = false;

	for (; *prompt != L'\0'; prompt++) {
		if (*prompt == L'\1')
			escape = !escape;
		else if (!escape)
			width++;
	}
	return width;
}

struct place
screen_place(int columns, struct place after, wchar_t c)
{
	int width = wcwidth(c);

	return width > 1 && after.column + width > columns ? (struct place){ after.row + 1, 0 } : after;
}

struct place
screen_place_after(int columns, struct place after, wchar_t c)
{
	struct position at = { columns, after.row, after.column };

	put_char(&at, c);
	return (struct place){ at.row, at.column };
}

struct place
screen_place_of_line(int columns, size_t prompt_width)
{
	struct position at = { .columns = columns };

	put_times(&at, (int)prompt_width);
	return (struct place){ at.row, at.column };
}

struct layout
screen_layout(int columns, size_t prompt_width, const wchar_t *line, size_t len, size_t cursor)
{
	struct position at = { .columns = columns > 0 ? columns : 80 };
	struct layout layout = { 0 };

	put_times(&at, (int)prompt_width);
	for (size_t i = 0; i < len; i++) {
		if (i == cursor) {
			int width = wcwidth(line[i]);

			/* Before a wide character that does not fit, the cursor is in the next row, too. */
			layout.cursor_row = at.row + (width > 1 && at.column + width > at.columns);
		}
		put_char(&at, line[i]);
	}
	if (cursor >= len)
		layout.cursor_row = at.row;
	layout.last_row = at.row;
	return layout;
}

/* ---- texts ------------------------------------------------------------- */

/* Returns the length of an escape sequence for a color; 0: there is none here. */
static size_t
color_length(const char *text, size_t len)
{
	size_t n = 2;

	if (len < 3 || text[0] != '\033' || text[1] != '[')
		return 0;
	while (n < len && strchr("0123456789;", text[n]) != NULL)
		n++;
	return n < len && text[n] == 'm' ? n + 1 : 0;
}

/*
 * Returns how many bytes the next character has. *width: its columns. A color is a
 * character without any, an invalid byte is one of one column.
 */
static size_t
next_char(const char *text, size_t len, int *width)
{
	mbstate_t state = { 0 };
	wchar_t c;
	size_t n;

	if (text[0] >= ' ' && text[0] < 0x7f) {
		*width = 1;
		return 1;
	}
	*width = 0;
	if ((n = color_length(text, len)) > 0)
		return n;
	charset_load();
	n = mbrtowc(&c, text, len, &state);
	if (n == 0 || n == (size_t)-1 || n == (size_t)-2) {
		*width = 1;
		return 1;
	}
	*width = wcwidth(c) > 0 ? wcwidth(c) : 0;
	return n;
}

size_t
screen_width(const char *text)
{
	size_t total = 0, len = strlen(text);
	int width;

	for (size_t i = 0; i < len; total += (size_t)width)
		i += next_char(text + i, len - i, &width);
	return total;
}

size_t
screen_fitting(const char *text, size_t len, int columns)
{
	size_t end = 0;
	int width;

	while (end < len) {
		size_t n = next_char(text + end, len - end, &width);

		if (width > columns)
			break;
		columns -= width;
		end += n;
	}
	return end;
}

char *
screen_cut(const char *text, int columns)
{
	const char *mark = charset_is_utf8(CHARSET_OF_LOCALE) ? "\u2026" : "~";
	size_t len = 0, end;
	char *shown;

	while ((unsigned char)text[len] >= ' ' && text[len] != 0x7f)
		len++;
	end = screen_fitting(text, len, columns);
	shown = malloc(end + strlen(mark) + 1);
	if (shown == NULL)
		return NULL;
	memcpy(shown, text, end);
	shown[end] = '\0';
	if (text[end] != '\0' && columns > 0)
		strcpy(shown + screen_fitting(text, end, columns - 1), mark);
	return shown;
}

size_t
screen_rows(const char *text, size_t len, int columns)
{
	struct position at = { .columns = columns };
	int width;

	for (size_t i = 0; i < len;) {
		if (text[i] == '\n') {
			at.row += at.column > 0 || i == 0 || text[i - 1] == '\n';
			at.column = 0;
			i++;
			continue;
		}
		i += next_char(text + i, len - i, &width);
		put(&at, width);
	}
	return (size_t)at.row + (at.column > 0);
}

/* ---- columns ----------------------------------------------------------- */

size_t
screen_widest(char *const *items, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t width = screen_width(items[i]);

		most = width > most ? width : most;
	}
	return most;
}

static size_t
rows_for(size_t n, size_t width, int columns)
{
	size_t across = (size_t)columns > width ? (size_t)columns / width : 1;

	return (n + across - 1) / across;
}

size_t
screen_count_column_rows(char *const *items, size_t n, int columns)
{
	return rows_for(n, screen_widest(items, n) + 2, columns);
}

void
screen_print_columns(FILE *out, char *const *items, size_t n, int columns)
{
	size_t width = screen_widest(items, n) + 2, rows = rows_for(n, width, columns);

	for (size_t row = 0; row < rows; row++) {
		for (size_t i = row; i < n; i += rows) {
			fputs(items[i], out);
			if (i + rows < n)
				fprintf(out, "%*s", (int)(width - screen_width(items[i])), "");
		}
		putc('\n', out);
	}
}
