/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions of a wait that have a name, such as quorate: judged by the cluster that the keys make, and by corosync's word on quorum. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "know/cluster.h"
#include "str.h"
#include "task/wait.h"

enum { INTERVAL_MS = 1000 }; /* between two questions while nothing happens: not every change of quorum changes a key */

/* ---- the answer of corosync --------------------------------------------------- */

void
wait_task_ask_quorum(struct wait_task *w)
{
	if (!w->asks_quorum)
		return;
	w->quorum_due = true;
	if (w->question != NULL || !cmh_watch_ready(w->task.watch))
		return;
	w->quorum_due = false;
	w->quorum_asked = clock_ms();
	cmh_error_clear(&w->no_quorum);
	w->question = cmh_quorum_ask(&w->no_quorum);
	if (w->question != NULL && !task_add_fd(&w->task, cmh_quorum_fd(w->question)))
		wait_task_drop_quorum(w);
}

void
wait_task_drop_quorum(struct wait_task *w)
{
	cmh_quorum_drop(w->question);
	w->question = NULL;
	w->quorum_known = false;
}

bool
wait_task_take_quorum(struct wait_task *w)
{
	enum cmh_status status = w->question != NULL ? cmh_quorum_take(w->question, &w->quorum, &w->no_quorum) : CMH_TIMEOUT;

	if (status == CMH_TIMEOUT)
		return false;
	wait_task_drop_quorum(w);
	if (w->quorum_due)
		wait_task_ask_quorum(w);
	else
		w->quorum_known = status == CMH_OK;
	return true;
}

void
wait_task_get_quorum(struct wait_task *w)
{
	const struct cmh_quorum *quorum = w->asks_quorum ? cmh_quorum_get(w->task.map, &w->no_quorum) : NULL;

	w->quorum_known = quorum != NULL;
	if (quorum != NULL)
		w->quorum = *quorum;
}

int64_t
wait_task_next_question(const struct wait_task *w)
{
	return w->asks_quorum && w->question == NULL ? w->quorum_asked + INTERVAL_MS : 0;
}

/* ---- the judgement -------------------------------------------------------------- */

/* Says why nothing can be said of quorum. */
static char *
unknown_quorum(const struct wait_task *w)
{
	return str_copy(w->no_quorum.message != NULL ? w->no_quorum.message : "corosync has not said yet whether it is quorate");
}

enum goal_state
wait_task_judge(const struct wait_task *w, const struct condition *c, char **why)
{
	const struct cmh_entries *lists[] = { cmh_watch_keys(w->task.watch, CMH_ICMAP), cmh_watch_keys(w->task.watch, CMH_STATS) };
	bool saved = cmh_handle_info(w->task.map)->saved;
	struct cluster cluster = { .live = !saved };
	enum goal_state state = GOAL_UNKNOWN;

	*why = NULL;
	if (c->goal->asks_quorum && !saved && !w->quorum_known) {
		*why = unknown_quorum(w);
		return GOAL_UNKNOWN;
	}
	if (cluster_read_keys(&cluster, lists, 2, w->quorum_known ? &w->quorum : NULL))
		state = c->goal->judge(&cluster, why);
	cluster_clear(&cluster);
	return state;
}
