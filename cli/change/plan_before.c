/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_before.h"

#include <stdlib.h>
#include <string.h>

#include "know/keys.h"
#include "str.h"

enum {
	MANY = 1000, /* of fewer changes, it does not pay to find out which keys are new */
	SAMPLE = 16,
};

/* ---- keys that do not exist ------------------------------------------------- */

/* Returns the branch that all keys of a plan are in; the caller frees it. NULL: none, or out of memory. */
static char *
common_branch(const struct plan *plan)
{
	char *branch = plan->n > 0 ? str_copy(plan->v[0].key) : NULL, *dot;

	for (size_t i = 1; i < plan->n && branch != NULL; i++) {
		size_t same = 0;

		while (branch[same] != '\0' && branch[same] == plan->v[i].key[same])
			same++;
		branch[same] = '\0';
	}
	dot = branch != NULL ? strrchr(branch, '.') : NULL;
	if (dot == NULL) {
		free(branch);
		return NULL;
	}
	*dot = '\0';
	return branch;
}

/* Finds out whether no key of a sample exists. */
static enum cmh_status
look_whether_new(struct app *app, const struct plan *plan, bool *new, struct cmh_error *err)
{
	struct cmh_entries sample = CMH_ENTRIES_INIT;
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < SAMPLE && status == CMH_OK; i++)
		status = cmh_entries_add(&sample, plan->v[i * plan->n / SAMPLE].key, err);
	if (status == CMH_OK)
		status = cmh_read_keys(app->call.map, &sample, err);
	*new = status == CMH_OK;
	for (size_t i = 0; i < sample.n && *new; i++)
		*new = sample.v[i].error != NULL && sample.v[i].error->status == CMH_NOT_FOUND;
	cmh_entries_clear(&sample);
	return status;
}

/*
 * If the many keys of a plan seem to be new, lists those that exist in their branch: where it has few, that costs less than a
 * request for each key of the plan.
 */
static enum cmh_status
list_existing(struct app *app, const struct plan *plan, struct cmh_entries *names, bool *listed, struct cmh_error *err)
{
	char *branch = plan->file != NULL && plan->n > MANY ? common_branch(plan) : NULL;
	enum cmh_status status = CMH_OK;

	*listed = false;
	if (branch != NULL)
		status = look_whether_new(app, plan, listed, err);
	if (*listed)
		status = cmh_list(app->call.map, branch, names, err);
	free(branch);
	return status;
}

/* Adds the keys to read: all, except those that are known not to exist. */
static enum cmh_status
add_keys(struct app *app, const struct plan *plan, struct cmh_entries *entries, struct cmh_error *err)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	struct keys existing = { .n = 0 };
	bool listed;
	enum cmh_status status = list_existing(app, plan, &names, &listed, err);

	listed = listed && keys_sort(&existing, (const struct cmh_entries *const[]){ &names }, 1);
	for (size_t i = 0; i < plan->n && status == CMH_OK; i++)
		if (!listed || keys_have(&existing, plan->v[i].key))
			status = cmh_entries_add(entries, plan->v[i].key, err);
	keys_clear(&existing);
	cmh_entries_clear(&names);
	return status;
}

/* ---- values ----------------------------------------------------------------- */

/* Takes what was read of a key; NULL: it does not exist. False: an error, which is tallied. */
static bool
take_before(struct app *app, const struct plan *plan, struct change *change, struct cmh_entry *entry, struct tally *tally)
{
	bool may_be_missing = change->kind == CHANGE_SET || plan->file != NULL;

	change->map = entry != NULL ? entry->map : cmh_key_map(change->key);
	if (entry == NULL)
		return true;
	change->before = entry->value;
	entry->value = (struct cmh_value)CMH_VALUE_INIT;
	if (entry->error == NULL || (may_be_missing && entry->error->status == CMH_NOT_FOUND))
		return true;
	tally_add(tally, app_fail_key_at(app, plan_where(plan, change), change->key, entry->error));
	return false;
}

enum exit_code
plan_read_before(struct app *app, struct plan *plan, struct tally *tally)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = add_keys(app, plan, &entries, &err);
	size_t kept = 0, read = 0;

	if (status == CMH_OK)
		status = cmh_read_keys(app->call.map, &entries, &err);
	if (status != CMH_OK) {
		cmh_entries_clear(&entries);
		return app_fail_cmh(app, &err);
	}
	for (size_t i = 0; i < plan->n; i++) {
		bool was_read = read < entries.n && strcmp(entries.v[read].key, plan->v[i].key) == 0;

		if (take_before(app, plan, &plan->v[i], was_read ? &entries.v[read++] : NULL, tally))
			plan->v[kept++] = plan->v[i];
		else
			change_clear(&plan->v[i]);
	}
	plan->n = kept;
	cmh_entries_clear(&entries);
	return EXIT_DONE;
}
