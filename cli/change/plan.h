/* SPDX-License-Identifier: BSD-3-Clause */
/* A plan: a list of changes, all of which are checked before the first is sent. */
#ifndef CHANGE_PLAN_H
#define CHANGE_PLAN_H

#include "core/app.h"

enum change_kind { CHANGE_SET, CHANGE_STEP, CHANGE_DELETE };

struct change {
	enum change_kind kind;
	const char *key;          /* as given */
	const char *word;         /* the word of the command that errors point at; NULL: none */
	struct cmh_position at;   /* its place in plan.file, for errors */
	enum cmh_type type;       /* CHANGE_SET: of the new value; CMH_NONE: the type of the key */
	const char *text;         /* CHANGE_SET: the new value; NULL: it is in `after` */
	int by;                   /* CHANGE_STEP: 1 or -1 */
	bool overrides;           /* plan.file has an earlier line for the key */

	/* Set by plan_check(). */
	enum cmh_map map;
	struct cmh_value before, after;
	bool risky; /* the change needs confirmation */
	char *risk; /* its consequence; NULL: out of memory */
};

struct plan {
	struct change *v;
	size_t n, capacity;
	const char *risk; /* the consequence of the complete plan, which then needs confirmation; NULL: it does not */
	const char *question; /* what yes does: "Reset these statistics?"; NULL: it follows from the changes */
	bool blind;       /* the keys cannot be read first */
	bool in_order;    /* the first change that corosync refuses is the last one */
	bool unseen;      /* nobody is shown what changes: the keys, all of icmap, are read only where a limit needs it */

	/*
	 * For the changes of a file. Changes that change nothing are dropped, a
	 * change of a key that corosync keeps itself is dropped or, if `strict`, an
	 * error.
	 */
	const char *file;     /* its name; NULL: the changes are not those of a file */
	const char *bytes;    /* its content, to show the line of an error */
	bool strict;
	bool by_hand;         /* a person wrote its lines, and may change what corosync only reports */
	bool stopped;         /* set by change_apply(): an error ended it, and what follows was not sent */
	size_t same, skipped; /* how many plan_check() dropped: they change nothing; corosync keeps their key itself */
	size_t absent, first_absent; /* those that would delete a key that does not exist; the line of the first */
};

#define PLAN_INIT { .v = NULL }

/* Appends a change, whose texts must outlive the plan, unless the plan has one of the same key. False: out of memory. */
bool plan_add(struct plan *plan, struct change change);

/* The same for a key that the plan does not have. Takes change.after. */
bool plan_push(struct plan *plan, struct change change);
void plan_clear(struct plan *plan);

/* Releases what plan_check() set. */
void change_clear(struct change *change);

/* Marks a change as risky. The first risk stays, unless it is forgotten. */
void change_note_risk(struct change *change, const char *risk, ...) __attribute__((format(printf, 2, 3)));
void change_forget_risk(struct change *change);

/* Returns what an error about a change points at: its place in the file, or its word. */
struct where plan_where(const struct plan *plan, const struct change *change);

/*
 * Returns whether corosync is known to refuse every change of a key. Other
 * versions of corosync may refuse other keys.
 */
bool plan_is_read_only(enum cmh_map map, const char *key);

/* Whether corosync keeps a key itself: it is read-only, a report of its state, or changes by itself. */
bool plan_is_own(enum cmh_map map, const char *key);

#endif
