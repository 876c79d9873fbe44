/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conditions on keys, for wait. They are read and evaluated here; nothing here asks corosync.
 *
 *   KEY               the key exists          !KEY    it does not exist
 *   KEY=VALUE  KEY!=VALUE                     it has this value, another value (== is the same as =)
 *   KEY<VALUE  KEY<=VALUE  KEY>VALUE  KEY>=VALUE      only for numbers
 *   KEY~REGEX         an extended regular expression matches a part of the value (=~ is the same)
 *   GOAL  !GOAL       a state of the cluster: quorate, all-joined, all-links (write /quorate for a key of that name)
 *   KEY changes       from now on, it is added, deleted or gets another value
 *
 * A * in KEY matches any characters except the dot: node* a part of a component, a *
 * between two dots a complete one. The operator is the longest one that follows the
 * key. The rest of the word is the value, literally; it may be empty. If the value
 * begins with = or ~, write ==.
 *
 * The type of the key decides how values are compared. Integers: with decimal,
 * hexadecimal (0x1f) and fractional numbers, never rounded. flt and dbl: with the
 * nearest number of that type. str: byte by byte, only with = and !=. bin: with 0x and
 * hexadecimal digits, only with = and !=. If the value cannot be compared with the key,
 * the condition is false; this includes !=. A regular expression is matched against the
 * bytes of a str, and against the printed form of the other types.
 *
 * With a *, a condition is true if it is true for every key that matches, and at least
 * one matches. With a number of keys (`least`), it is true if it is true for that many
 * keys. !KEY is true if no key matches. "changes" is true if one key that matches has
 * changed, or `least` different ones.
 */
#ifndef TASK_CONDITION_H
#define TASK_CONDITION_H

#include "cmh.h"
#include "know/goal.h"
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

/* A condition. It owns its texts. Release it with condition_clear(). */
struct condition {
	enum condition_op op;
	const struct goal *goal; /* "quorate", "!quorate": a state of the cluster, which wait judges; NULL: it is about keys */
	char *text;            /* as it was typed, with one space before "changes" */
	char *name;            /* the full name of the key; may have stars */
	char *value;           /* after the operator; NULL: none */
	struct pattern regex;  /* of CONDITION_MATCHES */
	bool secrets;          /* secret values may be compared */
	struct cmh_entries changed; /* of CONDITION_CHANGES: the keys that have changed, each once */
};

#define CONDITION_INIT { .op = CONDITION_EXISTS }

/*
 * Reads a condition from the beginning of `n` words, n >= 1. If the first word is a
 * key and nothing else, a second word "changes" belongs to it (write /changes for a key
 * of that name). Names are relative to the branch `here`.
 *
 * Without `secrets`, it is an error to compare the value of a key whose name is that of
 * a secret; for a secret that a * matches, the condition is false.
 *
 * Returns how many words it read, 1 or 2. 0: `err` has the reason, and *at, unless `at`
 * is NULL, the position of the error in words[0], in bytes from 0. In both cases the
 * caller releases the condition.
 */
int condition_read(struct condition *condition, char *const *words, int n, const char *here, bool secrets,
		   struct cmh_error *err, size_t *at);
void condition_clear(struct condition *condition);

/* Whether values are needed to evaluate it. If not, names are enough (CMH_WATCH_NAMES). */
bool condition_reads_values(const struct condition *condition);

/* Whether the key matches the name of the condition. */
bool condition_matches_key(const struct condition *condition, const char *key);

/*
 * Remembers the key of an event ADD, MODIFY or DELETE if the condition is
 * CONDITION_CHANGES and the key matches. Ignores other events. False: out of memory.
 */
bool condition_note_event(struct condition *condition, const struct cmh_event *event);

/* What lists of keys say about a condition. Points into the lists that were counted. */
struct condition_result {
	size_t n_keys;         /* keys that match the name */
	size_t n_true;         /* of these, keys for which the condition is true */
	size_t n_incomparable; /* of these, keys that cannot be compared with the value */
	/* The first key for which it is false; of CONDITION_ABSENT, the first that matches. NULL: none. */
	const struct cmh_entry *first_false;
};

/*
 * Adds the keys of a list to a result, which is { 0 } before the first list. The keys
 * need their values if condition_reads_values(). The condition is false for a key
 * whose value could not be read.
 */
void condition_count_keys(const struct condition *condition, const struct cmh_entries *keys,
			  struct condition_result *result);

/* Whether the condition is true. `least`: for how many keys it must be; 0: for all that match, and at least one. */
bool condition_is_true(const struct condition *condition, const struct condition_result *result, size_t least);

/*
 * Returns why the condition is false, or that it is true: one line without a full stop,
 * with the first key for which it is false and its value ("totem.token" is 1000).
 * Secret values are not shown. The caller frees it. NULL: out of memory.
 */
char *condition_reason(const struct condition *condition, const struct condition_result *result, size_t least);

/* Compares a value with a text, by an operator from CONDITION_EQ to CONDITION_GE. */
enum comparison { COMPARE_NO, COMPARE_YES, COMPARE_INCOMPARABLE };
enum comparison condition_compare(enum condition_op op, const struct cmh_value *value, const char *text);

/* Whether a text can be compared with an integer. */
bool condition_is_number(const char *text);

/* Returns the i-th operator that takes a value, such as "="; NULL: i is too large. For completion. Static. */
const char *condition_operator(size_t i);

/* Returns how many bytes at the beginning of a condition are its name, after a "!": letters of key names and stars. */
size_t condition_name_length(const char *text);

/* Returns the length of the operator at the beginning of a text, and which one it is. 0: there is none. */
size_t condition_operator_length(const char *text, enum condition_op *op);

#endif
