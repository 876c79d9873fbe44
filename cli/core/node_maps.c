/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_maps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_notes.h"
#include "core/node_cluster.h"
#include "core/node_report.h"
#include "nodes/node_list.h"
#include "nodes/remote.h"
#include "nodes/roster.h"
#include "output/format.h"
#include "str.h"
#include "text/error_text.h"

enum {
	ANSWER_MAX = 64 << 20, /* bytes; a map of 100,000 keys has less than half of it */
	GRACE_MS = 2000,       /* for ssh and a shell, besides the timeouts */
};

/* Sets the nodes, without their maps. */
static enum cmh_status
set_nodes(const struct roster *chosen, struct node_maps *out, struct cmh_error *err)
{
	out->v = calloc(chosen->n + 1, sizeof(*out->v));
	for (; out->v != NULL && out->n < chosen->n; out->n++) {
		out->v[out->n] = (struct node_map){ .name = strdup(chosen->v[out->n].name), .self = chosen->v[out->n].self };
		if (out->v[out->n].name == NULL)
			return error_text_no_memory(err);
	}
	return out->v != NULL ? CMH_OK : error_text_no_memory(err);
}

/* ---- asking ----------------------------------------------------------------- */

/* What asks the other nodes. */
struct asking {
	struct app *app;
	const char *name; /* of the map of the only node; NULL: a usual one */
	char *command;
	char *own_command; /* for this node; NULL: it is not asked for a report */
	struct ssh_call *calls;
	struct node_map **nodes; /* of each call */
	size_t n;
};

static bool
cancels(void *arg)
{
	const struct cmh_options *options = cmh_context_options(((struct asking *)arg)->app->cmh);

	return options->cancel == NULL || options->cancel(options->arg);
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

/* Makes a call for each node, for this one only if its report is wanted. */
static bool
make_calls(struct asking *asking, const struct roster *chosen, struct node_maps *maps)
{
	asking->calls = calloc(maps->n + 1, sizeof(*asking->calls));
	asking->nodes = calloc(maps->n + 1, sizeof(*asking->nodes));
	if (asking->calls == NULL || asking->nodes == NULL)
		return false;
	for (size_t i = 0; i < maps->n; i++) {
		const struct roster_node *node = &chosen->v[i];
		bool address = node->address != NULL && strcmp(node->address, node->name) != 0 && node_name_is_valid(node->address);

		if (maps->v[i].why.status != CMH_OK || (node->self && asking->own_command == NULL))
			continue;
		if (node->self) {
			asking->nodes[asking->n] = &maps->v[i];
			asking->calls[asking->n++] = (struct ssh_call){ .command = asking->own_command };
			continue;
		}
		asking->nodes[asking->n] = &maps->v[i];
		asking->calls[asking->n++] = (struct ssh_call){ .host = node->name, .address = address ? node->address : NULL,
								.command = asking->command };
	}
	return true;
}

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

/* Opens the keys of an answer as a map. `given`: its name; NULL: the usual one. */
static void
open_answer(struct app *app, struct ssh_call *call, struct node_map *node, const char *given)
{
	char *spec = str_format("@%s", node->name), *usual = node_map_name(app, node->name);
	const char *name = given != NULL ? given : usual;
	struct remote_keys keys;
	char *spoilt;
	FILE *in;

	if (spec == NULL || usual == NULL)
		error_text_no_memory(&node->why);
	else if (remote_answer(call, &keys, &node->why) == CMH_OK) {
		in = fmemopen(keys.bytes, keys.len, "r");
		node->map = in != NULL ? cmh_handle_open_stream(app->cmh, in, CMH_TEXT_CMAPCTL, spec, name, &node->why) : NULL;
		node->report = keys.report != NULL ? strdup(keys.report) : NULL;
		if (in == NULL)
			error_text_set(&node->why, CMH_FAILED, NULL, "cannot read the answer: %s", strerror(errno));
		else
			fclose(in);
	}
	if (node->map == NULL && node->why.status == CMH_INVALID) { /* no mistake of the person */
		spoilt = strdup(cmh_error_message(&node->why));
		error_text_set(&node->why, CMH_FAILED, "try again", "cannot read the answer: %s", spoilt != NULL ? spoilt : "out of memory");
		free(spoilt);
	}
	node->opened = node->map != NULL;
	free(usual);
	free(spec);
	if (node->map == NULL)
		return;
	app->call.node = node->name;
	note_messages(app, call);
	map_notes_print(app, node->map, "the answer");
	app->call.node = NULL;
}

/* Asks all nodes; this one only for a report. */
static enum cmh_status
ask(struct asking *asking, struct cmh_error *err)
{
	struct app *app = asking->app;
	unsigned timeout_ms = cmh_context_options(app->cmh)->timeout_ms;
	struct ssh_limits limits = {
		.connect_ms = timeout_ms > 0 ? timeout_ms : 1,
		.total_ms = 2 * timeout_ms + GRACE_MS,
		.bytes = ANSWER_MAX,
		.cancel_fd = cmh_context_options(app->cmh)->cancel_fd,
		.cancel = cancels,
		.slow = app->call.set.quiet ? NULL : note_slow,
		.arg = asking,
	};

	if (!ssh_run(asking->calls, asking->n, &limits))
		return error_text_set(err, CMH_FAILED, NULL, "cannot run ssh: %s", strerror(errno));
	for (size_t i = 0; i < asking->n; i++) {
		if (asking->calls[i].end == SSH_INTERRUPTED)
			return error_text_set(err, CMH_INTERRUPTED, NULL, "interrupted");
		if (asking->calls[i].host != NULL)
			open_answer(app, &asking->calls[i], asking->nodes[i], asking->name);
		else if (asking->calls[i].out.bytes != NULL)
			asking->nodes[i]->report = strdup(asking->calls[i].out.bytes);
	}
	return CMH_OK;
}

/* Gives each node its map, or a reason why it has none. `why`: that of this node. */
static enum cmh_status
open_maps(struct asking *asking, const struct roster *chosen, struct cmh_handle *live, struct cmh_error *why, struct node_maps *maps,
	  struct cmh_error *err)
{
	enum cmh_status status;

	for (size_t i = 0; i < maps->n; i++) {
		struct node_map *node = &maps->v[i];

		if (!node_name_is_valid(node->name))
			error_text_set(&node->why, CMH_FAILED, NULL, "\"%s\" is not the name of a host", node->name);
		else if (node->self && why->status != CMH_OK) {
			error_text_set(&node->why, why->status, why->hint, "%s", cmh_error_message(why));
			node->why.reason = why->reason;
		}
		else if (node->self)
			node->map = live;
	}
	if (asking->command == NULL || !make_calls(asking, chosen, maps))
		return error_text_no_memory(err);
	status = ask(asking, err);
	for (size_t i = 0; i < asking->n; i++)
		ssh_call_clear(&asking->calls[i]);
	return status;
}

enum cmh_status
node_maps_read(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out, struct cmh_error *err)
{
	struct cmh_error why = CMH_ERROR_INIT;
	struct roster chosen = ROSTER_INIT;
	struct asking asking = { .app = app, .name = out->name };
	unsigned timeout_ms = cmh_context_options(app->cmh)->timeout_ms;
	const char *report = node_report_file(app);
	bool opened = false;
	struct cmh_handle *live;
	enum cmh_status status;

	if (report != NULL)
		return node_report_read(app, report, list, out, err);
	live = node_cluster_live(app, &opened, err);
	status = live != NULL ? node_cluster_choose(app, live, list, &chosen, &why, err) : CMH_FAILED;
	out->live = opened ? live : NULL;
	if (status == CMH_OK)
		status = set_nodes(&chosen, out, err);
	if (status == CMH_OK) {
		asking.command = remote_command(paths, n, timeout_ms, out->wants_reports);
		asking.own_command = out->wants_reports ? remote_report_command(timeout_ms) : NULL;
		status = open_maps(&asking, &chosen, live, &why, out, err);
	}
	free(asking.command);
	free(asking.own_command);
	free(asking.calls);
	free(asking.nodes);
	roster_clear(&chosen);
	cmh_error_clear(&why);
	return status;
}

enum exit_code
node_maps_open(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out)
{
	struct cmh_error err = CMH_ERROR_INIT;

	return node_maps_read(app, list, paths, n, out, &err) == CMH_OK ? EXIT_DONE : app_fail_cmh(app, &err);
}

/* ---- the rest ------------------------------------------------------------------ */

void
node_maps_fail(struct app *app, struct node_maps *maps, struct tally *tally)
{
	for (size_t i = 0; i < maps->n; i++) {
		if (maps->v[i].map != NULL)
			continue;
		app->call.node = maps->v[i].name;
		tally_add(tally, app_fail_cmh(app, &maps->v[i].why));
	}
	app->call.node = NULL;
}

enum exit_code
node_maps_check(struct app *app)
{
	const struct settings *set = &app->call.set;

	if (set->fold && (set->format->needs & DATA_LINES) == 0)
		return app_fail(app, EXIT_USAGE, "leave out -o", "--fold prints only text");
	return EXIT_DONE;
}

void
node_maps_close(struct node_maps *maps)
{
	for (size_t i = 0; i < maps->n; i++) {
		if (maps->v[i].opened)
			cmh_handle_close(maps->v[i].map);
		cmh_error_clear(&maps->v[i].why);
		free(maps->v[i].report);
		free(maps->v[i].name);
	}
	if (maps->live != NULL)
		cmh_handle_close(maps->live);
	free(maps->v);
	*maps = (struct node_maps)NODE_MAPS_INIT;
}
