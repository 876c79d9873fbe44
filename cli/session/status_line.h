/* SPDX-License-Identifier: BSD-3-Clause */
/* A line at the bottom of the terminal that shows the state of a task, and changes with it. */
#ifndef SESSION_STATUS_LINE_H
#define SESSION_STATUS_LINE_H

#include <stdbool.h>

struct status_line {
	bool enabled; /* standard error is a terminal that can erase a line */
	char *shown;  /* NULL: nothing */
};

/* Begins with nothing shown. `wanted`: the output is for a person. */
void status_line_begin(struct status_line *line, bool wanted);

/* Shows a text in place of the present one, as far as it fits; takes it. Waits for nothing: a terminal that is stopped keeps its line. */
void status_line_show(struct status_line *line, char *text);

/* Erases the line. Call it before anything else is printed, and at the end. */
void status_line_erase(struct status_line *line);

#endif
