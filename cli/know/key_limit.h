/* SPDX-License-Identifier: BSD-3-Clause */
/* Limits between keys: what must be true of two values at the same time. */
#ifndef KNOW_KEY_LIMIT_H
#define KNOW_KEY_LIMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEY_LIMIT_OPERANDS = 2 };

/* A value that a limit depends on. */
struct key_operand {
	const char *key;    /* that sets it; NULL: the limit has one operand fewer */
	const char *in_use; /* the key with the value that corosync uses now */
	uint64_t none;      /* what corosync uses if the key is absent, 0, or has another type */
};

struct key_limit {
	const char *changes; /* pattern: changes of these keys are checked; NULL: changes of the operands */
	struct key_operand operands[KEY_LIMIT_OPERANDS];
	bool (*holds)(const uint64_t values[KEY_LIMIT_OPERANDS]);
	const char *broken;  /* what is wrong if it does not hold, without a full stop */
	const char *live;    /* what corosync does then while it runs; NULL: `broken` has it */
	const char *said[3]; /* with what corosync refuses a corosync.conf that breaks it: the values are between; NULL: it accepts it */
	bool fatal;          /* corosync ends: the change is refused. Otherwise it has to be confirmed */
};

/* All limits, in no particular order. */
const struct key_limit *key_limit_table(size_t *n);

/* Returns what is wrong if a limit does not hold, and what corosync does then. The caller frees it. NULL: out of memory. */
char *key_limit_text(const struct key_limit *limit);

/* Whether a change of the key is checked against the limit. */
bool key_limit_concerns(const struct key_limit *limit, const char *key);

/*
 * The branch of a key that must not lose its last key: corosync reads it while the
 * key is being deleted, and ends. NULL: the key may be deleted.
 */
const char *key_limit_last(const char *key);

#endif
