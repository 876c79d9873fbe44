/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/status_line.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/safe.h"
#include "output/style.h"
#include "str.h"
#include "text/screen.h"

static const char erase[] = "\r" ERASE_ROW;

void
status_line_begin(struct status_line *line, bool wanted)
{
	*line = (struct status_line){ .enabled = wanted && isatty(STDERR_FILENO) && !screen_is_dumb() };
}

/* Whether the terminal takes output now, which it does not after Ctrl-S. */
static bool
is_writable(void)
{
	struct pollfd p = { .fd = STDERR_FILENO, .events = POLLOUT };

	return poll(&p, 1, 0) == 1 && (p.revents & POLLOUT) != 0;
}

/* Returns a text, made safe and cut to the width of the terminal; the last column stays empty. NULL: out of memory. */
static char *
fit(const char *text)
{
	struct str_stream stream;
	int rows, columns;
	char *safe = NULL;

	(void)screen_size(STDERR_FILENO, &rows, &columns);
	if (str_open(&stream)) {
		safe_print(stream.out, text);
		safe = str_close(&stream);
	}
	for (size_t len = safe != NULL ? strlen(safe) : 0; len > 0 && screen_width(safe) >= (size_t)columns;) {
		do
			len--;
		while (len > 0 && ((unsigned char)safe[len] & 0xc0) == 0x80);
		safe[len] = '\0';
	}
	return safe;
}

void
status_line_show(struct status_line *line, char *text)
{
	char *fits;

	if (!line->enabled || text == NULL || (line->shown != NULL && strcmp(line->shown, text) == 0) || !is_writable()) {
		free(text);
		return;
	}
	fits = fit(text);
	if (fits != NULL)
		fprintf(stderr, "%s%s", erase, fits);
	free(fits);
	free(line->shown);
	line->shown = text;
}

void
status_line_erase(struct status_line *line)
{
	if (line->shown != NULL && is_writable())
		fputs(erase, stderr);
	free(line->shown);
	line->shown = NULL;
}
