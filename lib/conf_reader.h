/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads the lines of a corosync.conf as corosync does it. corosync ends at its first
 * error; this goes on as the writer may have meant it, to find all errors and most
 * keys.
 */
#ifndef CMH_CONF_READER_H
#define CMH_CONF_READER_H

#include "conf.h"

/* A section that is open. */
struct conf_level {
	char *path;
	enum conf_section section;
	size_t line, column; /* where it began */
};

/* All zero at first. */
struct conf_reader {
	struct conf conf;
	size_t number;    /* of the line that is read, from 1 */
	const char *text; /* of that line */
	struct conf_level *levels;
	size_t n, capacity;
	char *word;       /* all that the line before has: the name of a section, if the bracket is in this line */
	size_t word_line, word_column;
};

/*
 * Reads line `number`, without its end. False: it is an option that corosync drops,
 * or that names a user of whom nothing is known.
 */
bool conf_reader_line(struct conf_reader *reader, size_t number, const char *line);

/* Closes what is open at the end of the file. */
void conf_reader_end(struct conf_reader *reader);

void conf_reader_clear(struct conf_reader *reader);

#endif
