/* SPDX-License-Identifier: BSD-3-Clause */
/* All that there is to say of one key: what the table has of it, and its values in a map. */
#ifndef KNOW_EXPLANATION_H
#define KNOW_EXPLANATION_H

#include "know/facts.h"
#include "know/setting.h"

enum { EXPLANATION_LIMITS = 4 };

struct explanation {
	const char *key;               /* owned by the caller */
	const struct key_info *info;   /* NULL: nothing is known about the key */
	struct facts facts;
	bool known;                    /* whether the map has the key is known */
	const struct cmh_error *unread; /* why its value could not be read, although the map has it; NULL: it could, or is absent */
	const struct cmh_value *value; /* NULL: the map does not have the key, or that is not known */
	char *set_by;                  /* the setting whose value in use this key reports; NULL: it is none */
	struct setting setting;        /* this key, or that setting */
	char *subject, *value_note, *sum, *trouble, *range, *lasting, *former, *successor; /* NULL: does not apply */
	char **dependents, **values;   /* end with NULL; NULL: none */
	char *limits[EXPLANATION_LIMITS + 1];
};

/*
 * Makes the explanation of a key, and reads what it shows. A map that is NULL is not read;
 * one that cannot be read leaves its error in `err`, and the explanation has no values.
 * False: out of memory. The caller calls explanation_clear() in any case.
 */
bool explanation_make(struct explanation *explanation, const char *key, struct cmh_handle *map, struct cmh_error *err);

/* Whether there is anything to say: the map has the key, or the table has it. */
bool explanation_exists(const struct explanation *explanation);
void explanation_clear(struct explanation *explanation);

#endif
