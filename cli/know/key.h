/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known about keys, whether or not they exist: one table, in rows_*.h, and its look-up. */
#ifndef KNOW_KEY_H
#define KNOW_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "cmh.h"

/* What corosync keeps a number in. */
enum key_unit {
	UNIT_NONE,
	UNIT_S,
	UNIT_MS,
	UNIT_US,
	UNIT_NS,
	UNIT_EPOCH_MS, /* a point in time: since 1970 */
	UNIT_PERCENT,
	UNIT_BYTES,
	UNIT_PACKETS,
	UNIT_MESSAGES,
	UNIT_ERRORS,
	UNIT_RETRIES,
	UNIT_VOTES,
	UNIT_CONNECTIONS,
	N_UNITS,
};

enum key_flag {
	KEY_READ_ONLY = 1 << 0,  /* corosync refuses changes, as far as is known */
	KEY_VOLATILE = 1 << 1,   /* changes by itself: a counter, a time, a connection */
	KEY_STRICT = 1 << 2,     /* a value of another type damages corosync: never sent */
	KEY_EVERYWHERE = 1 << 3, /* every corosync has keys that match: a list without any is not a complete map */
	KEY_ZERO_IS_DEFAULT = 1 << 4, /* to corosync, the value 0 is the same as no key */
	KEY_CLUSTER = 1 << 5,    /* a change goes to all nodes, not only to this one */
};

/* What a change of a key does, and for a setting when corosync takes it from corosync.conf. */
enum key_effect {
	EFFECT_UNKNOWN,
	EFFECT_AT_ONCE, /* in effect at once; from corosync.conf at a reload */
	EFFECT_RELOAD,  /* none; from corosync.conf at a reload */
	EFFECT_START,   /* none; from corosync.conf when corosync starts */
	EFFECT_NEVER,   /* none: corosync does not read it */
	EFFECT_REPORT,  /* none: corosync writes it to report its state, and never reads it */
	EFFECT_TRIGGER, /* starts an action */
	EFFECT_QDEVICE, /* corosync-qdevice reads it, not corosync */
	N_EFFECTS,
};

enum metric_kind {
	METRIC_NONE,    /* not a metric */
	METRIC_GAUGE,
	METRIC_COUNTER, /* only grows, until it is cleared or corosync restarts */
	METRIC_JOINED,  /* a str; "joined" is 1, everything else 0 */
};

enum { METRIC_LABELS = 3 };

/*
 * The texts of a row are in it, and not pointed to, because the program would have to
 * write thousands of pointers each time that it starts. The compiler refuses a text that is longer.
 */

/* How a number is called by monitoring. The rules for the names are in metric.h. */
struct key_metric {
	enum metric_kind kind;
	char group[16];                  /* begins the name, after "corosync_"; "": none */
	char name[24];                   /* without the group and the unit; "": the last component of the key */
	char labels[METRIC_LABELS][12];  /* what the stars of the pattern stand for; "" after the last one */
	uint64_t none;                   /* the value that means "no sample yet"; 0: there is none */
};

/*
 * A row of the table. Its pattern (lib/key_pattern.h) matches one key, many keys
 * of one kind or, with ** at its end, the rest of a branch; each star matches at
 * least one character. Of the rows that match a key, the most specific one
 * counts, wherever it is in the table: the one that has no star where the patterns
 * first differ.
 */
struct key_info {
	char pattern[64];
	enum cmh_type type;    /* that corosync reads or writes; CMH_NONE: not fixed */
	enum key_unit unit;
	char meaning[88];      /* a sentence without its full stop; of a branch, what its keys are about */
	unsigned flags;        /* enum key_flag */
	int64_t min, max;      /* what corosync accepts, both 0: anything. It does not check by itself */
	char values[128];      /* usual values, separated by spaces; "": no such list */
	char risk[88];         /* consequence of a change, which therefore needs confirmation; "": none */
	int64_t usual_min, usual_max; /* a value outside of them needs confirmation; both 0: any is usual */
	char healthy[72];      /* what the value should be; "": anything, or not known */
	enum key_effect effect;
	char section[32];      /* of corosync.conf, with a dot before each section in another one; "": not an option of it */
	char by_default[24];   /* the value that corosync uses where the key is absent; "": none, or computed (know/derived.h) */
	char default_note[64]; /* words about the default; "": the value says it all */
	char in_use[64];       /* pattern, with the same stars, of the key that reports the value in use; "": none does */
	char since[8];         /* the first corosync that has the key: "3.1.7"; "": 3.0 or older */
	char manual[24];       /* the page that has more: "corosync.conf(5)"; "": none has it */
	struct key_metric metric;
};

/* A text of a row. NULL: it has none. */
static inline const char *
key_text_or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

/* All rows, in no particular order. */
const struct key_info *key_table(size_t *n);

/* The most specific row that matches a key; NULL: nothing is known about it. */
const struct key_info *key_info_find(const char *key);

/* The row of a key that is about this key or its kind, not about a branch in general. NULL: none. */
const struct key_info *key_info_exact(const char *key);

/* The row that speaks of the keys below a path in general. NULL: none. */
const struct key_info *key_info_branch(const char *path);

/* Whether a row speaks of a branch in general, and so of keys that have no row of their own. */
bool key_info_is_branch(const struct key_info *info);

/*
 * A pattern with each star replaced by what the same star matches in `key`, a key that
 * matches `like`. Further stars stay. The caller frees it. NULL: out of memory.
 */
char *key_fill(const char *pattern, const char *like, const char *key);

/* The key that reports the value in use of a setting. The caller frees it. NULL: none does, or out of memory. */
char *key_in_use(const char *setting);

/* The setting whose value in use a key reports. The caller frees it. NULL: none, or out of memory. */
char *key_setting(const char *in_use);

/* Adds the names of corosync 3 that the table has in full, sorted: candidates without corosync. False: out of memory. */
bool key_info_names(struct cmh_entries *out);

/*
 * Whether a key changes by itself, without anybody changing it. A comparison of
 * maps is not about these.
 */
bool key_is_volatile(const char *key);

/*
 * The branch of icmap whose keys change with every message of the cluster: its
 * events are a burden to corosync, so a task leaves it out unless it is asked for.
 */
#define KEY_BUSY_BRANCH "runtime.services"

/*
 * The present name of a key that has another one since corosync 3, or of one that
 * people mistake for another; its first *least bytes are the branch that was renamed.
 * The caller frees it. NULL: none, or out of memory.
 */
char *key_renamed(const char *key, size_t *least);

/* The present name of a key of corosync 2 that corosync 3 calls otherwise. The caller frees it. NULL: none, or out of memory. */
char *key_successor(const char *key);

/* The name of the table, of the same section, that is nearest to one of which it has no row. The caller frees it. NULL: as above. */
char *key_near(const char *key);

/* For a name under which people look for what is in no map: where it is instead. Static. NULL: another name. */
const char *key_absent(const char *key);

/* The name that a key had in corosync 2, where it was another one. The caller frees it. NULL: none, or out of memory. */
char *key_former(const char *key);

#endif
