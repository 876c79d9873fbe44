/* SPDX-License-Identifier: BSD-3-Clause */
/* What commands found, in a format, on a stream. Writes are checked by who owns the stream. */
#ifndef OUTPUT_RENDER_H
#define OUTPUT_RENDER_H

#include <stdbool.h>
#include <stdio.h>

#include "cmh.h"

/* The names are in render_record.c. */
enum format { FORMAT_TEXT, FORMAT_TABLE, FORMAT_JSON, FORMAT_NDJSON, FORMAT_CSV, FORMAT_PROM, N_FORMATS };

struct render {
	FILE *out;
	enum format format;
	bool quiet;   /* values only, in text */
	bool secrets; /* shown instead of masked */
	bool color;   /* wanted, where the format has any */
	bool utf8;    /* the stream takes more than ASCII */
	bool failed;  /* memory ran out: something is missing */
	int columns;  /* the width of the terminal that will show it; 0: none will */
	bool stream;  /* records come one by one for a long time: show each at once */
	size_t records; /* how many the command has printed */
	void *state;  /* of the format, from the first record to render_end() */
};

/* A renderer on a stream, with nothing switched on. */
struct render render_to(FILE *out);

/* ---- formats and records ----------------------------------------------- */

/* "json" and the like. Static. */
const char *render_format_name(enum format format);

/* The format of that name. False: there is none. */
bool render_format_find(const char *name, enum format *out);

/* The names of the formats whose bits are set in `mask`, with commas between them. Owned by the caller; NULL: out of memory. */
char *render_format_list(unsigned mask);

enum field_kind {
	FIELD_NONE, /* there is no such thing in this record: left out in JSON, empty elsewhere */
	FIELD_TEXT,
	FIELD_NUMBER,
	FIELD_REAL,
	FIELD_TRUTH,
	FIELD_VALUE,
	FIELD_TIME,
};

/* One thing that is known: a member in JSON, a column in csv and tables. */
struct field {
	const char *name;
	enum field_kind kind;
	const char *text;              /* FIELD_TEXT; NULL: as FIELD_NONE */
	uint64_t number;               /* FIELD_NUMBER, FIELD_TRUTH */
	double real;                   /* FIELD_REAL */
	const struct cmh_value *value; /* FIELD_VALUE; NULL or of type CMH_NONE: as FIELD_NONE */
	const char *key;               /* FIELD_VALUE: whose value it is; that of a secret is masked */
	struct timespec time;          /* FIELD_TIME: of the real-time clock */
};

/* Fields live as long as what they point to. */
static inline struct field
field_none(const char *name)
{
	return (struct field){ .name = name, .kind = FIELD_NONE };
}

static inline struct field
field_text(const char *name, const char *text)
{
	return (struct field){ .name = name, .kind = FIELD_TEXT, .text = text };
}

static inline struct field
field_number(const char *name, uint64_t number)
{
	return (struct field){ .name = name, .kind = FIELD_NUMBER, .number = number };
}

static inline struct field
field_real(const char *name, double real)
{
	return (struct field){ .name = name, .kind = FIELD_REAL, .real = real };
}

static inline struct field
field_truth(const char *name, bool truth)
{
	return (struct field){ .name = name, .kind = FIELD_TRUTH, .number = truth };
}

static inline struct field
field_value(const char *name, const char *key, const struct cmh_value *value)
{
	return (struct field){ .name = name, .kind = FIELD_VALUE, .key = key, .value = value };
}

static inline struct field
field_time(const char *name, struct timespec time)
{
	return (struct field){ .name = name, .kind = FIELD_TIME, .time = time };
}

/*
 * Prints a record in any format but text, which has functions of its own. All
 * records of one command have the same fields in the same order.
 */
void render_record(struct render *r, const struct field *fields, size_t n);

/*
 * Between these two a command prints in one format; outside of them it is text.
 * `failed`: it has no answer, so that where there was no record nothing stands
 * for none.
 */
void render_begin(struct render *r, enum format format);
void render_end(struct render *r, bool failed);

/* An error as a program reads it, or a warning. Members that are NULL or 0 are left out. */
struct failure {
	bool warning; /* the command goes on */
	const char *command;
	const char *code; /* "CS_ERR_NOT_EXIST" */
	int number;       /* of the code */
	const char *key;
	const char *message, *hint;
	int exit;
	const char *file; /* of a script */
	unsigned line;
	size_t column;
};

/* Prints it as JSON, on one line. False: out of memory. */
bool render_failure(FILE *out, const struct failure *failure);

/* ---- what commands print ----------------------------------------------- */

/* "KEY (TYPE) = VALUE", or a record of key, type and value. */
void render_entry(struct render *r, const struct cmh_entry *entry);

/* "NAME (TYPE) = VALUE" with another name than the key's, such as its last component. */
void render_named(struct render *r, const char *name, const struct cmh_entry *entry);

/* The same in any format but text. */
void render_entry_record(struct render *r, const struct cmh_entry *entry);

/* A branch and how many keys it holds: "NAME. (branch) = 3 keys". */
void render_branch(struct render *r, const char *name, size_t keys);

/* Names: one a line, in columns on a terminal. */
void render_names(struct render *r, char *const *names, size_t n);

/* The lines of a tree to the left of a name. open[d]: another node follows at depth d. */
void render_twig(struct render *r, const bool *open, unsigned depth);

/* One line of text. */
void render_line(struct render *r, const char *text);

/* The same, or in other formats a record of one field. */
void render_text(struct render *r, const char *name, const char *text);

/* How many there are: the number alone, or a record. */
void render_count(struct render *r, size_t count);

/*
 * A change: "add KEY (TYPE) = NEW", "modify KEY (TYPE) = OLD -> NEW", "delete
 * KEY (TYPE) = OLD". `before` or `after` has type CMH_NONE where there is none.
 */
void render_change(struct render *r, const char *key, const struct cmh_value *before, const struct cmh_value *after);

/* The names of two maps that are compared: "--- A", "+++ B". */
void render_sides(struct render *r, const char *before, const char *after);

/* What they differ in: "-KEY (TYPE) = OLD", "+KEY (TYPE) = NEW". One of the two may be NULL: the key is not there. */
void render_difference(struct render *r, const struct cmh_entry *before, const struct cmh_entry *after);

/*
 * The seq-th thing that a watch tells. In text a change is "12:00:00.123 modify
 * KEY (TYPE) = OLD -> NEW", with the new value alone under --quiet.
 */
void render_event(struct render *r, const struct cmh_event *event, uint64_t seq);

/* What programs call the kind of an event ("modify") and its source ("track"). Static. */
const char *render_event_name(const struct cmh_event *event);
const char *render_source_name(const struct cmh_event *event);

/* That a watch begins ("start") or ends ("end"), and why, unless NULL. Only programs are told. */
void render_watch_state(struct render *r, const char *what, const char *why, uint64_t seq);

/* "12:00:00.123 ", in local time. */
void render_time(struct render *r, const struct timespec *time);

enum { RATE_PAST = 120 };

/* A counter in an interval. */
struct rate {
	const char *key;
	const char *unit;       /* what it counts: "bytes"; NULL: just that something happened */
	bool known;             /* there was a reading before this one */
	bool cleared;           /* it went back: there is no rate */
	uint64_t delta;         /* in so many seconds */
	double seconds, per_second;
	double past[RATE_PAST]; /* the rates of the last minute, or of the end of it, newest first */
	size_t n_past;
};

/* A line "12:00:00.123 KEY = 12.5 packets/s" or a record for each. */
void render_rates(struct render *r, const struct rate *const *rates, size_t n);

/* A table on the screen; the cursor is below it. */
struct drawn {
	unsigned rows; /* 0: there is none, or it does not stand there any more */
	int width;     /* of its widest row */
};

/* The same as a table over the one drawn before, which it replaces in *drawn. */
void render_rates_again(struct render *r, const struct rate *const *rates, size_t n, struct drawn *drawn,
			unsigned interval_ms);

/* A line for the person, among events. */
void render_notice(struct render *r, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* What a snapshot says of itself. */
struct snapshot_facts {
	bool taken;            /* from a live map, at `time` */
	struct timespec time;
	const char *time_text; /* else as the saved map says; NULL: not known */
	const char *node, *cluster; /* NULL: not known */
	const char *map;       /* live, icmap or stats */
	char *const *paths;    /* that it holds; none: everything */
	size_t n_paths;
};

/* A snapshot: its beginning, each key with its value or why it has none, its end. `r` has the format ndjson. */
void render_snapshot_begin(struct render *r, const struct snapshot_facts *facts);
void render_snapshot_entry(struct render *r, const struct cmh_entry *entry);
void render_snapshot_end(struct render *r);

/* An open map: its name, what it is, its state, node and corosync behind it, keys known, the last error. */
void render_handle(struct render *r, const struct cmh_handle_info *info, const char *node, bool current, size_t keys);

/* A task in the background: its command, its number, the map, what it is about. */
void render_task(struct render *r, const char *name, unsigned id, const char *handle, const char *title);

/* A row of the table of errors: number, symbol, meaning, what to do. */
void render_error_row(struct render *r, const struct cmh_error_info *info);

/* The text of a value as it may be shown: masked if the key is secret. Owned by the caller; NULL: out of memory. */
char *render_value(const struct render *r, const char *key, const struct cmh_value *value);

/* Writes text from elsewhere. What could harm a terminal, newlines too, is escaped as cmh_quote() does it. */
void render_safe(FILE *out, const char *text);

#endif
