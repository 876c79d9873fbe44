/* SPDX-License-Identifier: BSD-3-Clause */
/* A record is an array of fields. A field is a member in JSON, a column in csv and tables. */
#ifndef OUTPUT_FIELD_H
#define OUTPUT_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct cmh_value;

enum field_kind {
	FIELD_NONE, /* the record does not have it: left out in JSON, empty elsewhere */
	FIELD_TEXT,
	FIELD_TEXTS,
	FIELD_NUMBER,
	FIELD_REAL,
	FIELD_TRUTH,
	FIELD_VALUE,
	FIELD_TIME,
};

/* Its texts and its value belong to the caller, and must outlive it. */
struct field {
	const char *name;
	enum field_kind kind;
	const char *text;              /* FIELD_TEXT; NULL: as FIELD_NONE */
	char *const *texts;            /* FIELD_TEXTS: `number` of them; without any: as FIELD_NONE */
	uint64_t number;               /* FIELD_NUMBER, FIELD_TRUTH */
	double real;                   /* FIELD_REAL */
	const struct cmh_value *value; /* FIELD_VALUE; NULL or of type CMH_NONE: as FIELD_NONE */
	const char *key;               /* FIELD_VALUE: the key that has it; the value of a secret key is masked */
	struct timespec time;          /* FIELD_TIME: of the real-time clock */
};

/* An array of fields and their number, as two arguments of a function. */
#define FIELDS(array) (array), sizeof(array) / sizeof((array)[0])

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
field_texts(const char *name, char *const *texts, size_t n)
{
	return (struct field){ .name = name, .kind = FIELD_TEXTS, .texts = texts, .number = n };
}

static inline struct field
field_number(const char *name, uint64_t number)
{
	return (struct field){ .name = name, .kind = FIELD_NUMBER, .number = number };
}

/* A number that does not exist when it is 0. */
static inline struct field
field_nonzero(const char *name, uint64_t number)
{
	return number != 0 ? field_number(name, number) : field_none(name);
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

/* Whether the record has it. */
bool field_exists(const struct field *field);

/* Whether its value is to be masked, unless `secrets` are shown. */
bool field_is_masked(const struct field *field, bool secrets);

/*
 * Returns the field as text, for formats that have nothing else: "" if it does
 * not exist, the mask if it is secret. The text is safe for a terminal and has
 * no newline. The caller frees it; NULL: out of memory.
 */
char *field_string(const struct field *field, bool secrets);

/*
 * Returns a measured number, not below 0, as people read it: with one decimal, or none from 1000 on,
 * because people compare lengths: 999.96 is 1000, not 1000.0. What is above 0 is never printed as 0.
 * The caller frees it; NULL: out of memory.
 */
char *field_measured(double number);

#endif
