/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_cluster.h"

#include <stdlib.h>
#include <string.h>

#include "core/conf_file.h"
#include "str.h"
#include "text/error_text.h"

struct cmh_handle *
node_cluster_live(struct app *app, bool *opened, struct cmh_error *err)
{
	struct cmh_handle *live = cmh_handle_by_name(app->cmh, "live");

	*opened = live == NULL || cmh_handle_info(live)->saved;
	return *opened ? cmh_handle_open(app->cmh, "live", NULL, err) : live;
}

/*
 * Opens the corosync.conf of the corosync that `why` is about. If none runs, it is the one at the usual place: one that
 * runs may have read another file, which cannot be read here. NULL: it cannot be read.
 */
static struct cmh_handle *
open_conf(struct app *app, struct cmh_handle *live, const struct cmh_error *why)
{
	struct cmh_handle *conf = conf_file_open(app, live);
	bool runs = why->status == CMH_TIMEOUT && cmh_handle_info(live)->pid != 0;

	return conf != NULL || runs ? conf : conf_file_open_usual(app);
}

/* Prints that the nodes are not those that corosync has. */
static void
note_conf(struct app *app, const struct cmh_error *why, struct cmh_handle *conf)
{
	const char *state = why->reason == CMH_REASON_NOT_RUNNING ? "is not running" :
			    why->status == CMH_TIMEOUT		  ? "does not answer" : "cannot be read";

	app_note_missing(app, "corosync %s here; the nodes are those of %s", state, cmh_handle_info(conf)->spec);
}

/*
 * Finds the nodes in the live map; if it cannot be read, `why` says so, and they are those of its corosync.conf, if that
 * can be read. `all`: they are all asked, so where they are from is part of the answer.
 */
static enum cmh_status
find_nodes(struct app *app, struct cmh_handle *live, bool all, struct roster *out, struct cmh_error *why, struct cmh_error *err)
{
	enum cmh_status status = roster_read(out, live, why);
	struct cmh_error ignored = CMH_ERROR_INIT;
	struct cmh_handle *conf;

	if (status == CMH_INTERRUPTED || status == CMH_FAILED)
		return error_text_set(err, status, why->hint, "%s", cmh_error_message(why));
	if (status == CMH_OK)
		return CMH_OK;
	conf = open_conf(app, live, why);
	if (conf != NULL && roster_read(out, conf, &ignored) == CMH_OK && out->n > 0 && all)
		note_conf(app, why, conf);
	cmh_handle_close(conf);
	cmh_error_clear(&ignored);
	return CMH_OK;
}

enum cmh_status
node_cluster_choose(struct app *app, struct cmh_handle *live, const char *list, struct roster *out, struct cmh_error *why,
		    struct cmh_error *err)
{
	struct roster cluster = ROSTER_INIT;
	bool all = strcmp(list, "all") == 0;
	enum cmh_status status = find_nodes(app, live, all, &cluster, why, err);

	if (status == CMH_OK && cluster.n == 0 && why->status != CMH_OK && all)
		status = error_text_set(err, why->status, "name the nodes: -N node1,node2", "%s", cmh_error_message(why));
	if (status == CMH_OK)
		status = roster_choose(&cluster, list, out, err);
	roster_clear(&cluster);
	return status;
}

char *
node_map_name(struct app *app, const char *node)
{
	char *name = str_format("@%s", node);

	for (unsigned i = 2; name != NULL && cmh_handle_by_name(app->cmh, name) != NULL; i++) {
		free(name);
		name = str_format("@%s#%u", node, i);
	}
	return name;
}
