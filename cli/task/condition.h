/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conditions on keys, as wait takes them. Nothing here asks corosync.
 *
 *   KEY               exists                  !KEY    does not exist
 *   KEY=VALUE  KEY!=VALUE                     is, is not (== is the same as =)
 *   KEY<VALUE  KEY<=VALUE  KEY>VALUE  KEY>=VALUE      numbers alone
 *   KEY~REGEX         an extended regular expression fits a part of the value (=~ is the same)
 *   KEY changes       changes from now on: comes, goes, or has another value
 *
 * A * in KEY stands for any characters but the dot: node* for a part of one
 * component, a * between dots for a whole one. The operator is the longest that
 * stands behind what can be a name; what follows it is the value, literally, and
 * may be empty (== takes values that begin with = or ~).
 *
 * Values are compared as the type of the key demands. Integers, of which none is
 * ever rounded: with decimal, hexadecimal (0x1f) and fractional numbers. flt and
 * dbl: with the number that the key's type makes of the text. str: byte by byte,
 * = and != alone. bin: with 0x and hexadecimal digits, = and != alone. A value
 * that cannot be compared with the key fulfils nothing, != neither. A regular
 * expression sees a str as it is and the other types as they are printed.
 *
 * With a * a condition holds when at least one key fits the name and all that
 * fit fulfil it; with a number of keys (`least`), when that many do, whatever
 * the others are. !KEY: when none fits. "changes": when one does, or `least`
 * different ones do.
 */
#ifndef TASK_CONDITION_H
#define TASK_CONDITION_H

#include "cmh.h"
#include "text/pattern.h"

enum condition_op {
	CONDITION_EXISTS,
	CONDITION_ABSENT,
	CONDITION_CHANGES,
	CONDITION_EQ,
	CONDITION_NE,
	CONDITION_LT,
	CONDITION_LE,
	CONDITION_GT,
	CONDITION_GE,
	CONDITION_MATCHES,
};

/* A condition. Its texts are its own. Release it with condition_clear(). */
struct condition {
	enum condition_op op;
	char *text;            /* as it was typed, with one blank before "changes" */
	char *name;            /* of the key, whole; may have stars */
	char *path;            /* what has to be watched or walked to see every key that fits: for the library */
	char *value;           /* behind the operator; NULL: there is none */
	struct pattern regex;  /* of CONDITION_MATCHES */
	bool secrets;          /* values that are secret may be compared */
	struct cmh_entries changed; /* of CONDITION_CHANGES: the different keys that have */
};

#define CONDITION_INIT { .op = CONDITION_EXISTS }

/*
 * Reads a condition from the beginning of `n` words, n >= 1. The word "changes"
 * behind a bare name belongs to it (a key of that name is written /changes).
 * Names are relative to the branch `here`, as everywhere.
 * `secrets`: values of secret keys may be compared; otherwise that is an error
 * when the name says so, and a key that a * brings in fulfils nothing.
 * Returns how many words were taken, 1 or 2. 0: `err` says why, and `at` (may be
 * NULL) which byte of words[0] is to blame, from 0. Release it in both cases.
 */
int condition_read(struct condition *condition, char *const *words, int n, const char *here, bool secrets,
		   struct cmh_error *err, size_t *at);
void condition_clear(struct condition *condition);

/* False: names are enough to judge it, without values (CMH_WATCH_NAMES will do). */
bool condition_reads_values(const struct condition *condition);

/* Whether the condition is about that key. */
bool condition_matches_key(const struct condition *condition, const char *key);

/*
 * Remembers that a key has changed, if the condition is one of CONDITION_CHANGES
 * and about that key: an event ADD, MODIFY or DELETE, also one that was found by
 * comparing; others are passed over. False: out of memory.
 */
bool condition_note_event(struct condition *condition, const struct cmh_event *event);

/* What is known of a condition at one time. Views; valid as long as the lists that were counted. */
struct condition_result {
	size_t keys;    /* that fit the name */
	size_t good;    /* of these, that fulfil it */
	size_t incomparable; /* of these, that cannot be compared with the value at all */
	const struct cmh_entry *bad; /* the first that does not fulfil it; for CONDITION_ABSENT, that is there; NULL: none */
};

/*
 * Adds the keys of a list to what is known, which is { 0 } before the first
 * list. The keys need their values where condition_reads_values(); one that has
 * an error fulfils nothing.
 */
void condition_count_keys(const struct condition *condition, const struct cmh_entries *keys, struct condition_result *verdict);

/* Whether it holds. `least`: how many keys have to fulfil it; 0: all that fit, and one at least. */
bool condition_is_true(const struct condition *condition, const struct condition_result *verdict, size_t least);

/*
 * Why it does not hold, or that it does: one line without a full stop that names
 * the key to blame and its value ("totem.token is 1000"). Secrets are left out.
 * Owned by the caller (free(3)); NULL: out of memory.
 */
char *condition_reason(const struct condition *condition, const struct condition_result *verdict, size_t least);

/* Whether a value fulfils a comparison (CONDITION_EQ to CONDITION_GE) with a text. */
enum comparison { COMPARE_NO, COMPARE_YES, COMPARE_INCOMPARABLE /* cannot be compared */ };
enum comparison condition_compare(enum condition_op op, const struct cmh_value *value, const char *text);

/* Whether a text can be compared with an integer. */
bool condition_is_number(const char *text);

/* The operators that take a value, from the first of the table: "=" … NULL: the end. For completion. Static. */
const char *condition_operator(size_t i);

/* How many bytes at the beginning of a condition are its name, "!" not counted: letters of names and stars. */
size_t condition_name_length(const char *text);

/* The operator at the beginning of `text`: its length. 0: there is none. */
size_t condition_operator_length(const char *text, enum condition_op *op);

#endif
