/* SPDX-License-Identifier: BSD-3-Clause */
/* A key in a line of text, whatever a terminal, a mail, a list or grep put around it. Pure functions. */
#ifndef CMH_PASTED_H
#define CMH_PASTED_H

#include "cmh.h"

/* What the lines of a file have in common. */
struct pasted_habits {
	bool sources;    /* grep, or a tool that asks many nodes, put a file, a line number or a node in front of most keys */
	bool numbers;    /* of these some have a line number */
	bool diff;       /* lines that begin with + or - are changes, of which a map can have only one side */
	bool untyped;    /* keys have no types: KEY=VALUE, as corosync-objctl prints them */
	bool padded;     /* every number ends with spaces: so do the strings */
	size_t padding;  /* that many each; 0: not the same number */
};

/* The parts of a line. All are in the line, and not ended by a NUL, but `text`. */
struct pasted {
	bool has_source;
	bool numbered;      /* with the number of a line */
	bool context;       /* grep printed the line around one that matches */
	const char *source; /* the file or node in front; empty for the number of a line */
	size_t source_len;
	char *key;
	size_t key_len;
	enum cmh_type type;
	char *text;         /* the value as printed, without spaces around a number; NULL: none was printed */
	size_t padding;     /* how many spaces a number ended with */
};

/* Finds the key of a line. False: it has none. Removes spaces from the line's end. */
bool pasted_find(char *line, const struct pasted_habits *habits, struct pasted *out);

/* Finds KEY=VALUE, without types. */
bool pasted_find_untyped(char *line, struct pasted *out);

#endif
