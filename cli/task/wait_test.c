/* SPDX-License-Identifier: BSD-3-Clause */
/* wait --timeout 0, and of a saved map: the conditions are tested once. */
#include <stdlib.h>
#include <string.h>

#include "core/key_hint.h"
#include "task/wait.h"

/*
 * Whether a missing key may be a mistake: the condition compares a value, or its name has no dot, as names of states, but
 * not of keys. Otherwise the exit status says enough: the key does not exist.
 */
static bool
is_doubtful(const struct condition *c)
{
	return c->value != NULL || (c->goal == NULL && c->op == CONDITION_EXISTS && strchr(c->name, '.') == NULL);
}

/* Prints a note for each doubtful condition whose key does not exist. Returns whether there is one. */
static bool
warn_missing(struct app *app, const struct wait_task *w)
{
	bool missing = false;

	for (size_t i = 0; i < w->n; i++) {
		const struct condition *c = &w->conditions[i];
		char *hint;

		if (!is_doubtful(c) || wait_task_evaluate(w, c).n_keys > 0)
			continue;
		hint = goal_hint(c->name);
		if (hint == NULL)
			hint = key_hint(app, c->name, NULL);
		app_warn(app, hint, "no key matches \"%s\"", c->name);
		free(hint);
		missing = true;
	}
	return missing;
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
	if (!warn_missing(app, w))
		app_note_tty(app, "%s", why != NULL ? why : "out of memory"); /* the exit status is the answer */
	free(why);
	return EXIT_NO;
}
