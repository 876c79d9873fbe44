/* SPDX-License-Identifier: BSD-3-Clause */
/* What a task on several nodes prints about one of them. */
#include <stdlib.h>
#include <string.h>

#include "output/output.h"
#include "output/safe.h"
#include "str.h"
#include "task/nodes_task.h"
#include "text/error_text.h"

/* In the background, no command is running that the note could belong to. */
void
followed_note(struct nodes_task *t, struct output *out, const struct followed *f, const char *hint, const char *text)
{
	char *safe = t->task.background ? safe_text(text) : NULL;

	if (t->task.background)
		output_notice(out, NULL, "%s: %s", f->node.name, safe != NULL ? safe : "out of memory");
	else {
		t->app->call.node = f->node.name;
		app_warn(t->app, hint, "%s", text);
		t->app->call.node = NULL;
	}
	free(safe);
}

/* Returns why a node has failed. The caller frees it; NULL: out of memory. */
static char *
why_text(const struct followed *f)
{
	return str_format("%s%s", cmh_error_message(&f->why), f->state == FOLLOWED_WAITING ? "; trying again" : "");
}

void
followed_note_retry(struct nodes_task *t, struct output *out, const struct followed *f)
{
	char *text = why_text(f);

	followed_note(t, out, f, f->why.hint, text != NULL ? text : cmh_error_message(&f->why));
	free(text);
}

void
followed_name(struct nodes_task *t, struct output *out, struct followed *f)
{
	struct cmh_error why = CMH_ERROR_INIT;
	char *text;

	if (f->named)
		return;
	f->named = true;
	if (t->task.background) {
		followed_note_retry(t, out, f);
		return;
	}
	text = why_text(f);
	error_text_set(&why, f->why.status, f->why.hint, "%s", text != NULL ? text : cmh_error_message(&f->why));
	why.number = f->why.number;
	t->app->call.node = f->node.name;
	app_fail_as(t->app, f->code, &why);
	t->app->call.node = NULL;
	free(text);
}

/* Whether its records can be among those of the command; else they are notes. */
static bool
fits(const struct nodes_task *t, const struct output *out)
{
	return t->kind->on_record != NULL && !out->quiet && (t->kind->begins || !output_wants_uniform(out));
}

void
followed_print(struct nodes_task *t, struct output *out, const struct followed *f, const char *what, const char *why,
	       const struct timespec *time)
{
	struct timespec now;
	char *text;

	if (fits(t, out)) {
		clock_gettime(CLOCK_REALTIME, &now);
		if (!nodes_queue_add_event(&t->queue, what, why, (size_t)(f - t->v), time != NULL ? *time : now))
			task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
		return;
	}
	if (strcmp(what, "start") == 0)
		return;
	text = why != NULL ? str_format("%s: %s", what, why) : str_copy(what);
	followed_note(t, out, f, NULL, text != NULL ? text : what);
	free(text);
}
