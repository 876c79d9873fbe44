/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/conf_check.h"

#include "know/conf_facts.h"

bool
conf_check(struct cmh_handle *map, struct faults *out)
{
	const struct cmh_handle_info *info = cmh_handle_info(map);
	struct conf_facts facts = { .map = map, .faults = out, .broken = info->n_faults > 0 };

	if (!info->conf)
		return true;
	for (size_t i = 0; i < info->n_faults; i++)
		fault_add(out, info->faults[i].line, info->faults[i].column, info->faults[i].said, "%s", info->faults[i].message);
	facts.failed = cmh_read_all(map, "", &facts.keys, NULL) != CMH_OK;
	if (!facts.failed) {
		conf_check_values(&facts);
		conf_check_totem(&facts);
		conf_check_nodes(&facts);
		conf_check_quorum(&facts);
	}
	cmh_entries_clear(&facts.keys);
	faults_sort(out);
	return !facts.failed && !out->failed;
}
