/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/restrict.h"
#include "session/session.h"
#include "str.h"

/* Sets a mark. Takes the text; NULL: out of memory. */
static void
set(struct marks *marks, enum mark_rank rank, char *text)
{
	marks->text[rank] = text;
	marks->failed |= text == NULL;
}

/* What is wrong with the connection. Static; NULL: nothing. */
static const char *
connection_mark(const struct key_index *index, const struct cmh_handle_info *info)
{
	if (index == NULL || info->saved)
		return NULL;
	if (index->pid == 0 && !info->connected)
		return "not connected";
	if (index->lost)
		return "lost";
	return index->silent ? "not answering" : NULL;
}

/* What is to be said of quorum: with a question mark if it was counted here. Static; NULL: nothing. */
static const char *
quorum_mark(enum summary_quorum quorum)
{
	switch (quorum) {
	case QUORUM_TOO_FEW: return "no quorum?";
	case QUORUM_UNSURE: return "quorum?";
	case QUORUM_WAITING: return "waits for all nodes";
	case QUORUM_COUNTED:
	case QUORUM_NOT_SAID: break;
	}
	return NULL;
}

static void
set_cluster(struct marks *marks, const struct summary *summary)
{
	const char *quorum = quorum_mark(summary->quorum);

	if (summary->joined < summary->nodes)
		set(marks, MARK_MEMBERS, str_format("%zu/%zu joined", summary->joined, summary->nodes));
	if (quorum != NULL)
		set(marks, MARK_QUORUM, str_copy(quorum));
}

/* Whether an older task has the same name. */
static bool
is_counted(const struct jobs *jobs, const struct task *task)
{
	const struct task *older;

	TAILQ_FOREACH(older, &jobs->list, entry) {
		if (older == task)
			break;
		if (strcmp(older->ops->name, task->ops->name) == 0)
			return true;
	}
	return false;
}

/* "2 watches, 1 rate". The caller frees it; NULL: out of memory. */
static char *
count_tasks(const struct jobs *jobs)
{
	struct str_stream text;
	const struct task *first, *task;
	const char *before = "";

	if (!str_open(&text))
		return NULL;
	TAILQ_FOREACH(first, &jobs->list, entry) {
		const char *name = first->ops->name;
		unsigned n = 0;

		if (is_counted(jobs, first))
			continue;
		TAILQ_FOREACH(task, &jobs->list, entry)
			n += strcmp(task->ops->name, name) == 0;
		fprintf(text.out, "%s%u %s%s", before, n, name, n == 1 ? "" : name[strlen(name) - 1] == 'h' ? "es" : "s");
		before = ", ";
	}
	return str_close(&text);
}

void
marks_make(struct marks *marks, const struct app *app, bool read_only)
{
	const struct session *session = app->session;
	const struct summary *summary = session_summary(session, app->current);
	const struct key_index *index = key_index_find(&session->indexes, app->current);
	struct cmh_handle_info info = { .connected = false };
	const char *connection;

	*marks = (struct marks){ .failed = false };
	if (app->current != NULL)
		info = *cmh_handle_info(app->current);
	connection = connection_mark(index, &info);
	if (connection != NULL)
		set(marks, MARK_CONNECTION, str_copy(connection));
	if (summary != NULL && summary->known && (index == NULL || !index->lost))
		set_cluster(marks, summary);
	if (info.saved)
		set(marks, MARK_SAVED, str_copy("saved"));
	if (read_only)
		set(marks, MARK_READ_ONLY, str_copy("read-only"));
	if (process_is_restricted())
		set(marks, MARK_RESTRICTED, str_copy("restricted"));
	if (session->nodes != NULL)
		set(marks, MARK_NODES, str_format("nodes %s", session->nodes));
	if (!TAILQ_EMPTY(&session->jobs.list))
		set(marks, MARK_TASKS, count_tasks(&session->jobs));
}

void
marks_clear(struct marks *marks)
{
	for (int i = 0; i < N_MARKS; i++)
		free(marks->text[i]);
	*marks = (struct marks){ .failed = false };
}
