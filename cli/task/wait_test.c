/* SPDX-License-Identifier: BSD-3-Clause */
/* wait --timeout 0, and of a saved map: the conditions are tested once. */
#include <stdlib.h>
#include <string.h>

#include "core/key_hint.h"
#include "know/key.h"
#include "task/wait.h"

/*
 * Whether a missing key, which should exist, is a mistake: the condition compares a value; its name has no dot, as names
 * of states, but not of keys; or another name is near, and corosync makes no key of this one. Otherwise the exit status
 * says enough: the key does not exist.
 */
static bool
is_doubtful(const struct condition *c, const char *hint)
{
	return c->value != NULL || strchr(c->name, '.') == NULL || (hint != NULL && key_info_exact(c->name) == NULL);
}

/* Prints a note for a state of the cluster that the keys do not show. Returns whether it is one. */
static bool
warn_unknown(struct app *app, const struct wait_task *w, const struct condition *c)
{
	char *why;
	bool unknown = wait_task_judge(w, c, &why) == GOAL_UNKNOWN;

	if (unknown)
		app_warn(app, NULL, "\"%s\" cannot be judged: %s", c->name, why != NULL ? why : "out of memory");
	free(why);
	return unknown;
}

/* Prints a note for each doubtful condition whose key does not exist, and for each that cannot be judged. Returns whether there is one. */
static bool
warn_doubtful(struct app *app, const struct wait_task *w)
{
	bool doubtful = false;

	for (size_t i = 0; i < w->n; i++) {
		const struct condition *c = &w->conditions[i];
		char *hint;

		if (c->goal != NULL) {
			doubtful |= warn_unknown(app, w, c);
			continue;
		}
		if ((c->value == NULL && c->op != CONDITION_EXISTS) || wait_task_evaluate(w, c).n_keys > 0)
			continue;
		hint = goal_hint(c->name);
		if (hint == NULL)
			hint = key_hint(app, c->name, NULL);
		if (is_doubtful(c, hint)) {
			app_warn(app, hint, "no key matches \"%s\"", c->name);
			doubtful = true;
		}
		free(hint);
	}
	return doubtful;
}

enum exit_code
wait_task_test(struct app *app, struct wait_task *w)
{
	const struct condition *unmet = NULL;
	char *why;

	wait_task_get_quorum(w);
	wait_task_evaluate_all(w, NULL);
	if (w->has_fail_if && w->is_true[w->n])
		why = wait_task_reason(w, &w->conditions[w->n]);
	else if (wait_task_are_true(w, &unmet))
		return EXIT_DONE;
	else
		why = wait_task_reason(w, unmet);
	if (!warn_doubtful(app, w))
		app_note_tty(app, "%s", why != NULL ? why : "out of memory"); /* the exit status is the answer */
	free(why);
	return EXIT_NO;
}
