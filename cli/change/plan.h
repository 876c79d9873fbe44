/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes, as a list that is checked as a whole before anything is sent. The
 * only caller of the library's writing functions.
 */
#ifndef CHANGE_PLAN_H
#define CHANGE_PLAN_H

#include "core/app.h"

enum change_kind { CHANGE_SET, CHANGE_STEP, CHANGE_DELETE };

struct change {
	enum change_kind kind;
	const char *key;          /* as given */
	const char *word;         /* that names it, for errors; NULL: none */
	struct cmh_position at;      /* in plan.file, to be named in errors */
	enum cmh_type type;       /* CHANGE_SET: of the new value; CMH_NONE: as it is */
	const char *text;         /* CHANGE_SET: the new value; NULL: it is in `after` already */
	int by;                   /* CHANGE_STEP */

	/* Found and made by plan_check(). */
	enum cmh_map map;
	struct cmh_value before, after;
	bool risky; /* has to be confirmed */
	char *risk;  /* why */
};

struct plan {
	struct change *v;
	size_t n, capacity;
	const char *risk; /* why the plan as a whole has to be confirmed; NULL: it has not */
	bool blind;        /* the keys cannot be read first */

	/*
	 * Of changes that come from a file. They are one: what is so already is left
	 * alone, what is known to be read-only stops it before anything is sent
	 * (unless `skip_read_only`), and the first that corosync refuses ends it.
	 */
	const char *file;     /* its name; NULL: they do not */
	const char *bytes;    /* what is in it, to show the line of an error */
	bool skip_read_only;
	size_t same, skipped; /* how many were left out, by plan_check() */
};

#define PLAN_INIT { .v = NULL }

/* Appends a change, all of whose texts must outlive the plan. A key that is in it already is left out. False: out of memory. */
bool plan_add(struct plan *plan, struct change change);

/* The same for a key that is not in it. Takes `after`. */
bool plan_push(struct plan *plan, struct change change);
void plan_clear(struct plan *plan);

/* Releases what plan_check() found and made. */
void change_clear(struct change *change);

/* Notes why a change has to be confirmed; the first reason stays. */
void change_note_risk(struct change *change, const char *reason, ...) __attribute__((format(printf, 2, 3)));

/* What an error about a change points at: its place in the file, or its word. */
struct where plan_where(const struct plan *plan, const struct change *change);

/*
 * Whether corosync is known to refuse every change of a key. corosync itself
 * decides, and other versions have other lists.
 */
bool plan_is_read_only(enum cmh_map map, const char *key);

#endif
