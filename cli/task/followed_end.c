/* SPDX-License-Identifier: BSD-3-Clause */
/* One node of a task on several nodes: its process has ended, which is judged: the node has failed, or is tried again. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "nodes/remote_words.h"
#include "output/output.h"
#include "task/nodes_task.h"
#include "text/error_text.h"

enum { FIRST_DELAY_MS = 1000, MOST_DELAY_MS = 30000 };

void
followed_set_why(struct followed *f, enum exit_code code, const char *hint, const char *message, ...)
{
	struct cmh_error why = CMH_ERROR_INIT; /* the arguments may be of the old one */
	va_list ap;

	va_start(ap, message);
	error_text_vset(&why, CMH_FAILED, hint, message, ap);
	va_end(ap);
	cmh_error_clear(&f->why);
	f->why = why;
	f->code = code;
}

/* It may have been named before, as one that is tried again. */
void
followed_fail(struct nodes_task *t, struct output *out, struct followed *f)
{
	f->state = FOLLOWED_FAILED;
	f->named = false;
	followed_name(t, out, f);
}

/* Whether ssh will fail again until a person does something: to try often would only make the node lock us out. */
static bool
is_lasting(const char *words)
{
	static const char *const lasting[] = { "Permission denied", "Host key verification failed", "Could not resolve hostname",
					       "Too many authentication failures" };

	for (size_t i = 0; i < sizeof(lasting) / sizeof(lasting[0]); i++)
		if (strstr(words, lasting[i]) != NULL)
			return true;
	return false;
}

/*
 * The connection to a node, or its corosync, was lost or cannot be reached, as `f->why` says: tries again later,
 * unless that is of no use.
 */
static void
lose(struct nodes_task *t, struct output *out, struct followed *f)
{
	const char *why = cmh_error_message(&f->why);
	bool first = f->delay_ms == 0;

	if (t->give_up || (!f->was_up && is_lasting(why))) {
		followed_fail(t, out, f);
		return;
	}
	if (f->was_up && !f->lost)
		followed_print(t, out, f, "lost", why, NULL);
	f->lost = f->was_up;
	f->delay_ms = first ? FIRST_DELAY_MS : f->delay_ms * 2 < MOST_DELAY_MS ? f->delay_ms * 2 : MOST_DELAY_MS;
	f->state = FOLLOWED_WAITING;
	f->at = clock_ms() + f->delay_ms;
	if (!f->was_up && first && t->kind->patient)
		followed_note_retry(t, out, f);
}

/* Sets why ssh, or cmapsh here, has ended. */
static void
set_why_ended(struct followed *f, int status)
{
	char *printed = f->stream.printed != NULL ? remote_words_printed(f->stream.printed, strlen(f->stream.printed)) : NULL;
	const char *none = f->node.self ? "cmapsh was killed" : remote_words_none(status);

	followed_set_why(f, EXIT_UNREACHABLE, NULL, "%s", f->words != NULL ? f->words : printed != NULL ? printed : none);
	free(printed);
}

/* Sets why cmapsh there has failed. One that does not understand its words, which were checked here, is another version. */
static void
set_why_failed(struct followed *f, int status)
{
	bool said = f->code != EXIT_DONE, other = status == EXIT_USAGE && !f->node.self;
	enum exit_code code = status == EXIT_TIMEOUT ? EXIT_TIMEOUT : EXIT_ERROR;

	if (!said || other)
		followed_set_why(f, code, other ? "install the same version of cmapsh there" : NULL, "%s",
				 said		    ? cmh_error_message(&f->why) :
				 f->words != NULL ? f->words : "cmapsh has failed there");
}

void
followed_judge(struct nodes_task *t, struct output *out, struct followed *f, int status)
{
	bool early = status == 0 && f->stream.begun;
	bool ssh = f->node.self ? status == SSH_STATUS_KILLED : status >= SSH_STATUS_FAILED || (!f->stream.begun && !f->stream.absent);

	if (f->stream.absent) {
		followed_set_why(f, EXIT_ERROR, "install cmapsh there", "cmapsh is not installed there; %s needs it", t->task.ops->name);
		followed_fail(t, out, f);
	} else if (early) {
		followed_set_why(f, EXIT_UNREACHABLE, NULL, "cmapsh has ended there");
		lose(t, out, f);
	} else if (ssh) {
		set_why_ended(f, status);
		lose(t, out, f);
	} else if (t->kind->on_exit != NULL && t->kind->on_exit(t, f, status))
		f->state = FOLLOWED_DONE;
	else {
		set_why_failed(f, status);
		if (!t->timed && (f->code == EXIT_UNREACHABLE || f->code == EXIT_TIMEOUT))
			lose(t, out, f);
		else
			followed_fail(t, out, f);
	}
}

void
followed_give_up(struct nodes_task *t, struct output *out, struct followed *f)
{
	stream_end(&f->stream);
	followed_set_why(f, EXIT_TIMEOUT, NULL, "no answer within the timeout");
	lose(t, out, f);
}

void
followed_time_out(const struct nodes_task *t, struct followed *f)
{
	bool said = f->state == FOLLOWED_RUNNING && f->code != EXIT_DONE;

	stream_end(&f->stream);
	f->state = FOLLOWED_FAILED;
	f->named = false;
	if (said)
		return;
	if (t->once)
		followed_set_why(f, EXIT_UNREACHABLE, NULL, "no answer within %g s", CMH_TIMEOUT_MS / 1000.0);
	else
		followed_set_why(f, EXIT_TIMEOUT, NULL, "timed out after %g s: %s", t->task.set.timeout_ms / 1000.0,
				 f->code != EXIT_DONE ? cmh_error_message(&f->why) : "no answer");
}
