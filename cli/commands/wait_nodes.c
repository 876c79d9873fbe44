/* SPDX-License-Identifier: BSD-3-Clause */
#include "commands/wait_nodes.h"

#include <stdlib.h>
#include <string.h>

#include "session/foreground.h"
#include "str.h"
#include "task/nodes_task.h"

/* Returns a condition with the complete name of its key, after some text. The caller frees it; NULL: out of memory. */
static char *
complete(const char *before, const struct condition *condition)
{
	const char *typed = condition->text;
	bool not = typed[0] == '!';

	typed += not;
	return str_format("%s%s%s%s", before, not ? "!" : "", condition->name, typed + condition_name_length(typed));
}

/* Makes the words for cmapsh on other nodes: each condition is one. The caller frees the list; NULL: out of memory. */
static char **
make_words(const struct wait_task *w)
{
	char **words = calloc(w->n + 1, sizeof(*words));

	for (size_t i = 0; i < w->n && words != NULL; i++)
		if ((words[i] = complete("", &w->conditions[i])) == NULL) {
			str_list_free(words);
			return NULL;
		}
	return words;
}

enum exit_code
wait_nodes(struct app *app, const struct args *args, const struct wait_task *w)
{
	char **conditions = make_words(w), *fail_if = w->has_fail_if ? complete("--fail-if=", &w->conditions[w->n]) : NULL;
	struct nodes_words words = { .own = "fail-if ", .option = fail_if, .words = (const char *const *)conditions, .n = w->n };
	enum exit_code code = EXIT_ERROR;
	struct nodes_task *t = NULL;

	if (conditions == NULL || (w->has_fail_if && fail_if == NULL))
		code = app_no_memory(app);
	else
		t = nodes_task_new(app, args, &nodes_wait, &words, &code);
	str_list_free(conditions);
	free(fail_if);
	if (t == NULL)
		return code;
	nodes_task_start(t, &app->render, NULL);
	return task_run(app, &t->task);
}
