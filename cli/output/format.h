/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formats. Each is one const struct in a file of its own, beside the functions
 * that print it, and a row of the table in formats.c. To add one, see HACKING.md.
 */
#ifndef OUTPUT_FORMAT_H
#define OUTPUT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct cmh_entry;
struct failure;
struct field;
struct output;

/* The data that commands give and formats need. A format can print a command that gives everything it needs. */
enum format_data {
	DATA_LINES = 1 << 0,   /* lines of text that the command composes itself */
	DATA_ROWS = 1 << 1,    /* records for people: all have the same fields, and details may be missing */
	DATA_RECORDS = 1 << 2, /* records for programs: they have everything */
	DATA_UNIFORM = 1 << 3, /* all records for programs have the same fields, too */
	DATA_END = 1 << 4,     /* an end: the command does not go on until it is stopped */
	DATA_KEYS = 1 << 5,    /* keys with values, by entry_print() */
	DATA_NONE = 1 << 6,    /* no data at all, which every format can print */
};

/* Usual sets of data, for cmd.prints. */
enum format_prints {
	PRINTS_NOTHING = DATA_NONE,
	PRINTS_TEXT = DATA_LINES | DATA_END,
	PRINTS_EVENTS = DATA_LINES | DATA_ROWS | DATA_RECORDS,
	PRINTS_SAMPLES = PRINTS_EVENTS | DATA_UNIFORM,
	PRINTS_RECORDS = PRINTS_SAMPLES | DATA_END,
	PRINTS_KEYS = PRINTS_RECORDS | DATA_KEYS,
};

/*
 * The functions write to out->file without a check: the owner of the stream checks
 * it. They set out->failed when they run out of memory.
 */
struct format {
	const char *name;
	unsigned needs; /* DATA_… */
	/* Whether it can be used. NULL: always; false: a library is not installed. */
	bool (*ready)(void);
	/* Prints a record. NULL: the format has none. */
	void (*record)(struct output *out, const struct field *fields, size_t n);
	/* Prints a key with its value. NULL: as a record of key, type and value. */
	void (*entry)(struct output *out, const struct cmh_entry *entry);
	/* Ends the output of a command, see output_end(). Releases out->state. NULL: nothing to do. */
	void (*end)(struct output *out, bool failed);
	/* Prints an error or a warning, on standard error. False: out of memory. NULL: they are printed as text. */
	bool (*failure)(FILE *err, const struct failure *failure);
};

/* The formats that the program itself asks for: the default, that of -j, and that of saved maps. */
extern const struct format format_text, format_json, format_ndjson;

/* Returns the format of that name; NULL: none has it. */
const struct format *format_by_name(const char *name);

/* Whether the format can print a command that gives this data (PRINTS_…). */
bool format_can_print(const struct format *format, unsigned prints);

/*
 * Returns the names of the formats that can print such a command, with commas
 * between them; all formats for PRINTS_NOTHING. The caller frees it; NULL: out of memory.
 */
char *format_names(unsigned prints);

/* Returns the names of all formats for the help of an option: "print text, table or json (default text)". As format_names(). */
char *format_help(void);

#endif
