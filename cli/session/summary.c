/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/summary.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "know/cluster.h"
#include "str.h"

/* What a summary is made of: all of it is in icmap. */
static const char *const paths[] = {
	"totem.cluster_name",
	"nodelist.local_node_pos",
	"nodelist.node.*.nodeid",
	"nodelist.node.*.name",
	"nodelist.node.*.ring0_addr",
	"nodelist.node.*.quorum_votes",
	"runtime.members.*.status",
	"runtime.votequorum",
	"quorum",
};

static enum summary_quorum
judge_quorum(const struct cluster *cluster)
{
	const struct cluster_quorum *q = &cluster->quorum;

	if (!q->exists)
		return QUORUM_NOT_SAID;
	if (q->waiting)
		return QUORUM_WAITING;
	if (cluster_may_be_quorate(cluster))
		return QUORUM_UNSURE;
	return q->quorate ? QUORUM_COUNTED : QUORUM_TOO_FEW;
}

/* Replaces a name by one that may be NULL: then the last one that was known stays. */
static void
set_name(char **name, const char *now)
{
	char *copy = now != NULL ? str_copy(now) : NULL;

	if (copy == NULL)
		return;
	free(*name);
	*name = copy;
}

static void
set_members(struct summary *summary, const struct cluster *cluster)
{
	summary->joined = summary->nodes = 0;
	for (size_t i = 0; i < cluster->n && cluster->has_members; i++) {
		const struct cluster_node *node = &cluster->nodes[i];

		if (cluster->configured > 0 && !node->configured)
			continue;
		summary->nodes++;
		summary->joined += node->member == MEMBER_JOINED;
	}
}

/* Makes the summary of the keys that the watch knows. */
static void
update(struct summary *summary)
{
	const struct cmh_entries *keys = cmh_watch_keys(summary->watch, CMH_ICMAP);
	struct cluster cluster = { .live = true };

	summary->known = keys != NULL && keys->n > 0 && cluster_read_keys(&cluster, &keys, 1, NULL);
	if (summary->known) {
		set_name(&summary->cluster, cluster.name);
		set_name(&summary->node, cluster.self != NULL ? cluster.self->name : NULL);
		set_members(summary, &cluster);
		summary->quorum = judge_quorum(&cluster);
	}
	cluster_clear(&cluster);
}

void
summary_begin(struct summary *summary, struct cmh_handle *map, int epoll_fd)
{
	const struct cmh_handle_info *info = cmh_handle_info(map);
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	struct epoll_event on = { .events = EPOLLIN };

	*summary = (struct summary){ .watch = NULL };
	if (!info->saved && !cmh_handle_covers(map, paths[0]))
		return;
	options.paths = paths;
	options.n_paths = sizeof(paths) / sizeof(paths[0]);
	options.silence_ms = 0; /* the index of the names notices it */
	summary->watch = cmh_watch_new(map, &options, NULL);
	if (summary->watch == NULL)
		return;
	/* If this fails, the changes are taken when the next key is pressed. */
	(void)epoll_ctl(epoll_fd, EPOLL_CTL_ADD, cmh_watch_fd(summary->watch), &on);
	if (!info->saved)
		return;
	update(summary); /* a saved map reports nothing */
	set_name(&summary->cluster, summary->cluster == NULL ? info->cluster : NULL);
	set_name(&summary->node, summary->node == NULL ? info->node : NULL);
}

void
summary_pump(struct summary *summary)
{
	bool changed = false;

	while (summary->watch != NULL && cmh_watch_next(summary->watch) != NULL)
		changed = true;
	if (!changed)
		return;
	summary->known = false;
	if (cmh_watch_ready(summary->watch))
		update(summary);
}

void
summary_end(struct summary *summary)
{
	cmh_watch_free(summary->watch);
	free(summary->cluster);
	free(summary->node);
	*summary = (struct summary){ .watch = NULL };
}
