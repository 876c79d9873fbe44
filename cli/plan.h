/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes, as a list that is checked as a whole before anything is sent. The
 * only caller of the library's writing functions.
 */
#ifndef PLAN_H
#define PLAN_H

#include "app.h"

enum change_kind { CHANGE_SET, CHANGE_STEP, CHANGE_DELETE };

struct change {
	enum change_kind kind;
	const char *key;          /* as given */
	const char *word;         /* to blame in errors; NULL: none */
	enum cmh_type type;       /* CHANGE_SET: of the new value; CMH_NONE: as it is */
	const char *text;         /* CHANGE_SET: the new value */
	int by;                   /* CHANGE_STEP */

	/* Found and made by plan_check(). */
	enum cmh_map map;
	struct cmh_value before, after;
	bool guarded; /* has to be confirmed */
	char *guard;  /* why */
};

struct plan {
	struct change *v;
	size_t n, room;
	const char *guard; /* why the plan as a whole has to be confirmed; NULL: it has not */
	bool blind;        /* the keys cannot be read first */
};

#define PLAN_INIT { NULL, 0, 0, NULL, false }

/* Appends a change, all of whose texts must outlive the plan. A key that is in it already is left out. False: out of memory. */
bool plan_add(struct plan *plan, struct change change);
void plan_clear(struct plan *plan);

/*
 * Reads the keys, makes the new values, and finds what has to be confirmed.
 * Changes of keys that do not exist are taken out, reported and tallied; any
 * other fault stops the whole plan. Nothing is written. For plan_run().
 */
enum exit_code plan_check(struct app *app, struct plan *plan, struct tally *tally);

/* Checks the plan, shows it under --dry-run, asks where that is due, and applies it. */
enum exit_code plan_run(struct app *app, struct plan *plan);

#endif
