/* SPDX-License-Identifier: BSD-3-Clause */
/* status of a corosync.conf: what corosync would refuse, and the options that it does not know. */
#include <string.h>

#include "commands/status.h"
#include "know/key.h"

/* Whether corosync ignores an option: it is misspelled, or in a section that corosync does not know. */
static bool
is_strange(const struct cmh_entry *entry, void *arg)
{
	const struct key_info *info = key_info_find(entry->key);

	(void)arg;
	return info == NULL || (key_info_is_branch(info) && info->section[0] != '\0');
}

enum cmh_status
status_read_conf(struct status *status, struct cmh_handle *map, struct cmh_error *err)
{
	struct cluster_conf *conf = &status->cluster.conf;
	enum cmh_status code;

	if (!cmh_handle_info(map)->conf)
		return CMH_OK;
	code = cmh_list(map, "", &status->strange, err);
	cmh_entries_filter(&status->strange, is_strange, NULL);
	if (code == CMH_OK && !conf_check(map, &status->faults))
		code = CMH_FAILED;
	*conf = (struct cluster_conf){ cmh_handle_info(map)->spec, status->faults.v, status->faults.n, &status->strange };
	return code;
}
