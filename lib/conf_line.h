/* SPDX-License-Identifier: BSD-3-Clause */
/* One line of a corosync.conf, taken apart as corosync does it. Pure functions. */
#ifndef CMH_CONF_LINE_H
#define CMH_CONF_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* A part of a line. It points into the line; no NUL ends it. */
struct conf_part {
	const char *text;
	size_t len;
};

enum conf_kind {
	CONF_EMPTY,   /* or a comment */
	CONF_SECTION, /* NAME { */
	CONF_OPTION,  /* NAME: VALUE */
	CONF_END,     /* } */
	CONF_OTHER,
};

struct conf_line {
	enum conf_kind kind;
	struct conf_part name; /* of the section or the option */
	struct conf_part rest; /* of a section, what follows the bracket; of an option, its value; else all of the line */
};

void conf_line_read(const char *line, struct conf_line *out);

/* Why corosync refuses a line. */
struct conf_problem {
	const char *message; /* in our words */
	const char *said;    /* in those of corosync */
	const char *at;      /* in the line */
};

/* Whether corosync refuses the line for its form; `out` has the reason. */
bool conf_line_has_problem(const struct conf_line *line, struct conf_problem *out);

bool conf_part_is(const struct conf_part *part, const char *text);

#endif
