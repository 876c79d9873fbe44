/* SPDX-License-Identifier: BSD-3-Clause */
/* What a change did to the value in use, where that holds, and how it lasts. */
#ifndef CHANGE_EFFECT_H
#define CHANGE_EFFECT_H

#include "change/plan.h"

/* The value in use before a change. */
struct effect {
	char *in_use; /* the key that reports it; NULL: none does, or the effect is not shown */
	struct cmh_value before;
};

/* Whether the changes of a plan are so few that each has its note. */
bool effect_is_shown_for_each(const struct plan *plan);

/* Reads the value in use before a change, if its effect is to be shown. The caller calls effect_show() or effect_clear(). */
void effect_begin(struct effect *effect, struct app *app, const struct plan *plan, const struct change *change);

/* Prints the effect of a change that was made, as a note for a person. */
void effect_show(struct effect *effect, struct app *app, const struct plan *plan, const struct change *change);

void effect_clear(struct effect *effect);

/* Prints a note about all changes, if they are too many to show the effect of each; `made` of them were made. */
void effect_show_all(struct app *app, const struct plan *plan, unsigned made);

#endif
