/* SPDX-License-Identifier: BSD-3-Clause */
/* nodes: lists the nodes of the cluster, or sets those that the next commands ask. */
#include <string.h>

#include "core/cmd.h"
#include "core/maps.h"
#include "core/node_report.h"
#include "core/restricted.h"
#include "nodes/node_list.h"
#include "nodes/roster.h"
#include "output/field.h"
#include "session/session.h"

static void
print_node(struct output *out, const struct roster_node *node)
{
	const struct field fields[] = { field_text("name", node->name), field_text("address", node->address),
					field_truth("self", node->self) };

	if (!output_is_text(out)) {
		output_record(out, FIELDS(fields));
		return;
	}
	output_safe(out, node->name);
	if (node->address != NULL) {
		output_print(out, "  ");
		output_safe(out, node->address);
	}
	output_print(out, "%s\n", node->self ? "  this node" : "");
}

/* Prints the nodelist. */
static enum exit_code
list_nodes(struct app *app)
{
	struct roster roster = ROSTER_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = EXIT_DONE;
	bool opened = false;
	struct cmh_handle *map = maps_get(app, node_report_file(app) != NULL ? NULL : "live", &opened, &err);

	if (map == NULL || roster_read(&roster, map, &err) != CMH_OK)
		code = app_fail_cmh(app, &err);
	else if (roster.n == 0) {
		app_warn(app, "name the nodes: nodes node1,node2", "the map has no nodelist");
		code = EXIT_NO;
	}
	for (size_t i = 0; i < roster.n && code == EXIT_DONE; i++)
		print_node(&app->render, &roster.v[i]);
	if (app->nodes != NULL)
		app_note(app, "commands ask %s; to ask only this node: nodes off", app->nodes);
	if (opened)
		maps_close(app, map);
	roster_clear(&roster);
	return code;
}

static enum exit_code
run_nodes(struct app *app, const struct args *args)
{
	struct node_list names = NODE_LIST_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	const char *list = args->n > 0 ? args->word[0] : NULL;
	bool off = list != NULL && strcmp(list, "off") == 0;
	enum cmh_status status = CMH_OK;

	if (list == NULL)
		return list_nodes(app);
	if (!off && restricted_check(app, FORBIDDEN_PROGRAM) != EXIT_DONE)
		return EXIT_REFUSED;
	if (!off && strcmp(list, "all") != 0)
		status = node_list_parse(list, &names, &err);
	node_list_clear(&names);
	if (status != CMH_OK)
		return app_fail_cmh_at(app, where_word(list), &err);
	return session_ask_nodes(app, off ? NULL : list) ? EXIT_DONE : app_no_memory(app);
}

const struct cmd cmd_nodes = {
	.name = "nodes",
	.group = GROUP_MAPS,
	.usage = "[LIST|off]",
	.kinds = "N",
	.summary = "list the nodes, or have the next commands ask several",
	.about = "LIST is all, or names like node[1-3],db1. From then on, each command that takes -N asks these nodes, unless it "
		 "is given -N or -m; off ends that. Without LIST, prints the nodelist.",
	.examples = { "nodes all", "nodes node[1-2]", "nodes off" },
	.see = "get, diff, status",
	.exits = { { EXIT_NO, "without LIST: the map has no nodelist" },
		   { EXIT_UNREACHABLE, "without LIST: corosync is not running" }, { EXIT_REFUSED, "without LIST: no permission" },
		   { EXIT_TIMEOUT, "without LIST: no answer within the timeout" }, { EXIT_INTERRUPTED, "interrupted" } },
	.max = 1,
	.flags = CMD_SESSION,
	.prints = PRINTS_RECORDS,
	.run = run_nodes,
};
