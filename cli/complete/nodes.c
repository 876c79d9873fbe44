/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/nodes.h"

#include <string.h>

#include "core/maps.h"
#include "core/node_report.h"
#include "nodes/roster.h"

enum { PATIENCE_MS = 100 }; /* for an answer of corosync: a person waits for Tab */

/* Reads the nodelist. The caller releases `out`, which is empty if it cannot be read now. */
static void
read_nodes(struct app *app, struct roster *out)
{
	struct cmh_options *options = cmh_context_options(app->cmh), before = *options;
	bool opened = false;
	struct cmh_handle *map;

	options->timeout_ms = PATIENCE_MS;
	options->slow = NULL;
	map = maps_get(app, node_report_file(app) != NULL ? NULL : "live", &opened, NULL);
	if (map != NULL)
		(void)roster_read(out, map, NULL);
	if (opened)
		maps_close(app, map);
	*options = before;
}

static bool
offer_names(struct completion_context *ctx)
{
	struct roster roster = ROSTER_INIT;
	bool good = true;

	read_nodes(ctx->app, &roster);
	for (size_t i = 0; i < roster.n && good; i++)
		good = offer_matching(ctx, roster.v[i].name, roster.v[i].self ? "this node" : roster.v[i].address);
	roster_clear(&roster);
	return good;
}

bool
offer_nodes(struct completion_context *ctx)
{
	const char *word = ctx->out->word, *comma = strrchr(word, ',');

	return (comma != NULL || offer_matching(ctx, "all", "every node of the nodelist")) &&
	       offer_after(ctx, comma != NULL ? (size_t)(comma + 1 - word) : 0, offer_names);
}

bool
offer_node_spec(struct completion_context *ctx)
{
	return offer_after(ctx, 1, offer_names);
}
