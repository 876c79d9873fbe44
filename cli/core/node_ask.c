/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_ask.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/signals.h"
#include "core/map_notes.h"
#include "core/node_cluster.h"
#include "nodes/node_list.h"
#include "nodes/remote.h"
#include "str.h"
#include "text/error_text.h"

enum {
	ANSWER_MAX = 64 << 20, /* bytes; a map of 100,000 keys has less than half of it */
	GRACE_MS = 2000,       /* for ssh and a shell, besides the timeouts */
};

/* Nodes that are asked at the same time. */
struct asking {
	struct app *app;
	const struct roster *chosen;
	struct node_maps *maps;
	bool *broken; /* of each node: its cmapsh has printed no answer, so that corosync-cmapctl is to print it */
	bool again;   /* those are asked, by that */
	char *command, *own_command; /* for other nodes; for this one, NULL: it is not asked for a report */
	struct ssh_call *calls;
	size_t *nodes; /* of each call */
	size_t n;
	int signal_fd;    /* -1: the prompt has the signals */
	bool interrupted; /* nobody is asked any more */
};

/* ---- the calls ---------------------------------------------------------------- */

/* Whether to give up. One that ends the program does so when the answers that have come are printed. */
static bool
cancels(void *arg)
{
	struct asking *asking = arg;
	const struct cmh_options *options = cmh_context_options(asking->app->cmh);

	if (asking->signal_fd < 0)
		return options->cancel == NULL || options->cancel(options->arg);
	for (int signo; (signo = signals_next(asking->signal_fd)) != 0;)
		if (signo == SIGTSTP)
			(void)signals_stop_process();
		else if (signo != SIGCONT && signo != SIGWINCH)
			asking->app->signal = signo;
	return asking->app->signal != 0;
}

/* Prints which nodes have not answered yet. */
static void
note_slow(const struct ssh_call *calls, size_t n, void *arg)
{
	struct node_list list = NODE_LIST_INIT;
	char *text;
	bool good = true;

	(void)arg;
	for (size_t i = 0; i < n && good; i++)
		if (calls[i].host != NULL && (calls[i].end == SSH_RUNNING || calls[i].end == SSH_WAITING))
			good = node_list_add(&list, calls[i].host);
	text = good && list.n > 0 ? node_list_text(list.v, list.n) : NULL;
	if (text != NULL)
		app_note_waiting(text);
	free(text);
	node_list_clear(&list);
}

/* Whether a node is asked: this one only for its report. */
static bool
is_asked(const struct asking *asking, size_t i)
{
	const struct node_map *node = &asking->maps->v[i];

	if (asking->again)
		return asking->broken[i];
	return node->why.status == CMH_OK && (!node->self || asking->own_command != NULL);
}

/* Makes the calls. */
static void
make_calls(struct asking *asking)
{
	asking->n = 0;
	for (size_t i = 0; i < asking->maps->n; i++) {
		const struct roster_node *node = &asking->chosen->v[i];
		bool address = node->address != NULL && strcmp(node->address, node->name) != 0 && node_name_is_valid(node->address);
		struct ssh_call *call = &asking->calls[asking->n];

		if (!is_asked(asking, i))
			continue;
		if (node->self)
			*call = (struct ssh_call){ .command = asking->own_command };
		else
			*call = (struct ssh_call){ .host = node->name,
						   .address = address ? node->address : NULL,
						   .command = asking->command };
		asking->nodes[asking->n++] = i;
	}
}

/* ---- the answers ---------------------------------------------------------------- */

/* Prints what ssh and the programs there have printed as errors, although there is an answer. */
static void
note_messages(struct app *app, const struct ssh_call *call)
{
	size_t at = 0;
	char *message;

	while ((message = remote_message(call, &at)) != NULL) {
		app_note_missing(app, "%s", message);
		free(message);
	}
}

/* Opens keys as the map of a node. NULL: see `err`. */
static struct cmh_handle *
open_keys(struct app *app, const struct remote_keys *keys, const struct node_maps *maps, const char *node, struct cmh_error *err)
{
	char *spec = str_format("@%s", node), *usual = node_map_name(app, node);
	FILE *in = spec != NULL && usual != NULL ? fmemopen(keys->bytes, keys->len, "r") : NULL;
	struct cmh_handle *map = NULL;

	if (in != NULL) {
		map = cmh_handle_open_stream(app->cmh, in, CMH_TEXT_CMAPCTL, spec, maps->name != NULL ? maps->name : usual, err);
		fclose(in);
	} else
		error_text_set(err, CMH_FAILED, NULL, "cannot read the answer: %s", strerror(errno));
	free(usual);
	free(spec);
	if (map == NULL && err->status == CMH_INVALID) { /* no mistake of the person */
		char *spoilt = str_copy(cmh_error_message(err));

		error_text_set(err, CMH_FAILED, "try again", "cannot read the answer: %s", spoilt != NULL ? spoilt : "out of memory");
		free(spoilt);
	}
	return map;
}

/* Takes an answer of another node. *broken: cmapsh there has printed what is none. */
static void
take_answer(struct asking *asking, struct ssh_call *call, struct node_map *node, bool *broken)
{
	struct app *app = asking->app;
	struct remote_keys keys = { .bytes = NULL };

	if (remote_answer(call, &keys, &node->why) == CMH_OK)
		node->map = open_keys(app, &keys, asking->maps, node->name, &node->why);
	*broken = keys.by_cmapsh && node->why.status == CMH_FAILED;
	if (node->map == NULL)
		return;
	node->opened = true;
	node->report = keys.report != NULL ? str_copy(keys.report) : NULL;
	app->call.node = node->name;
	note_messages(app, call);
	map_notes_print(app, node->map, "the answer");
	app->call.node = NULL;
}

/*
 * The same for an answer of corosync-cmapctl after one of cmapsh that was none. If that is none, too, the first one is the
 * reason, unless the node or its corosync cannot be reached.
 */
static void
take_second_answer(struct asking *asking, struct ssh_call *call, struct node_map *node)
{
	struct cmh_error first = node->why;
	bool broken;

	node->why = (struct cmh_error)CMH_ERROR_INIT;
	take_answer(asking, call, node, &broken);
	if (node->map != NULL) {
		asking->app->call.node = node->name;
		app_note_missing(asking->app, "read with corosync-cmapctl, as cmapsh there failed: %s", cmh_error_message(&first));
		asking->app->call.node = NULL;
	} else if (node->why.status == CMH_FAILED) {
		cmh_error_clear(&node->why);
		node->why = first;
		return;
	}
	cmh_error_clear(&first);
}

/* ---- all -------------------------------------------------------------------------- */

/* Runs the calls, and waits for them until a signal comes. False: see errno. */
static bool
run_calls(struct asking *asking)
{
	const struct cmh_options *options = cmh_context_options(asking->app->cmh);
	struct ssh_limits limits = {
		.connect_ms = options->timeout_ms > 0 ? options->timeout_ms : 1,
		.total_ms = 2 * options->timeout_ms + GRACE_MS,
		.bytes = ANSWER_MAX,
		.cancel_fd = options->cancel_fd,
		.cancel = cancels,
		.slow = asking->app->call.set.quiet ? NULL : note_slow,
		.arg = asking,
	};
	bool own_signals = options->cancel_fd < 0, good;

	asking->signal_fd = own_signals ? signals_open() : -1;
	if (own_signals)
		limits.cancel_fd = asking->signal_fd;
	good = limits.cancel_fd >= 0 && ssh_run(asking->calls, asking->n, &limits);
	if (own_signals) {
		int why = errno;

		signals_close(asking->signal_fd);
		errno = why;
	}
	return good;
}

/* Asks the nodes at once, and takes their answers: also after Ctrl-C, those that have come. */
static enum cmh_status
ask(struct asking *asking, struct cmh_error *err)
{
	make_calls(asking);
	if (!run_calls(asking))
		return error_text_set(err, CMH_FAILED, NULL, "cannot run ssh: %s", strerror(errno));
	for (size_t i = 0; i < asking->n; i++) {
		struct ssh_call *call = &asking->calls[i];
		struct node_map *node = &asking->maps->v[asking->nodes[i]];

		asking->interrupted |= call->end == SSH_INTERRUPTED;
		if (call->host == NULL)
			node->report = call->out.bytes != NULL ? str_copy(call->out.bytes) : NULL;
		else if (asking->again)
			take_second_answer(asking, call, node);
		else
			take_answer(asking, call, node, &asking->broken[asking->nodes[i]]);
	}
	return CMH_OK;
}

/* Asks with the commands for a request. */
static enum cmh_status
ask_for(struct asking *asking, const struct remote_request *request, struct cmh_error *err)
{
	enum cmh_status status;

	asking->command = remote_command(request);
	asking->own_command = request->report ? remote_report_command(request->timeout_ms) : NULL;
	if (asking->command == NULL || (request->report && asking->own_command == NULL))
		status = error_text_no_memory(err);
	else
		status = ask(asking, err);
	for (size_t i = 0; i < asking->n; i++)
		ssh_call_clear(&asking->calls[i]);
	free(asking->command);
	free(asking->own_command);
	return status;
}

enum cmh_status
node_ask(struct app *app, const struct roster *chosen, const struct node_request *what, struct node_maps *maps, struct cmh_error *err)
{
	struct remote_request request = { .paths = what->paths, .n = what->n, .timeout_ms = cmh_context_options(app->cmh)->timeout_ms,
					  .report = maps->wants_reports };
	struct asking asking = { .app = app, .chosen = chosen, .maps = maps };
	enum cmh_status status = CMH_OK;
	bool some = false;

	asking.broken = calloc(maps->n + 1, sizeof(*asking.broken));
	asking.calls = calloc(maps->n + 1, sizeof(*asking.calls));
	asking.nodes = calloc(maps->n + 1, sizeof(*asking.nodes));
	if (asking.broken == NULL || asking.calls == NULL || asking.nodes == NULL)
		status = error_text_no_memory(err);
	else
		status = ask_for(&asking, &request, err);
	for (size_t i = 0; i < maps->n && status == CMH_OK && !asking.interrupted; i++)
		some |= asking.broken[i];
	if (some) {
		asking.again = request.by_cmapctl = true;
		status = ask_for(&asking, &request, err);
	}
	free(asking.broken);
	free(asking.calls);
	free(asking.nodes);
	return status;
}
