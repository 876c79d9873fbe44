/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/facts.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "key_pattern.h"

bool
facts_want(struct facts *facts, const char *key)
{
	if (cmh_path_covers(FACTS_NODES, key)) {
		facts->nodes = true;
		return true;
	}
	for (size_t i = 0; i < facts->entries.n; i++)
		if (strcmp(facts->entries.v[i].key, key) == 0)
			return true;
	return cmh_entries_add(&facts->entries, key, NULL) == CMH_OK;
}

/* Reads what is wanted, and puts it in the place of the names. */
static enum cmh_status
read_wanted(struct cmh_handle *map, void *arg, struct cmh_error *err)
{
	struct facts *facts = arg;
	struct cmh_entries read = CMH_ENTRIES_INIT;
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < facts->entries.n && status == CMH_OK; i++)
		status = cmh_entries_add(&read, facts->entries.v[i].key, err);
	if (status == CMH_OK)
		status = cmh_read_keys(map, &read, err);
	if (status == CMH_OK && facts->nodes)
		status = cmh_read_all(map, FACTS_NODES, &read, err);
	if (status == CMH_OK)
		facts_take(facts, &read);
	cmh_entries_clear(&read);
	return status;
}

enum cmh_status
facts_read(struct facts *facts, struct cmh_handle *map, struct cmh_error *err)
{
	enum cmh_status status = cmh_read_together(map, read_wanted, facts, err);

	cmh_entries_sort(&facts->entries);
	facts->known = status == CMH_OK;
	return status;
}

void
facts_take(struct facts *facts, struct cmh_entries *entries)
{
	cmh_entries_clear(&facts->entries);
	facts->entries = *entries;
	*entries = (struct cmh_entries)CMH_ENTRIES_INIT;
	cmh_entries_sort(&facts->entries);
	facts->known = true;
}

static int
compare(const void *key, const void *entry)
{
	return cmh_name_cmp(key, ((const struct cmh_entry *)entry)->key);
}

static const struct cmh_entry *
find(const struct facts *facts, const char *key)
{
	if (!facts->known || facts->entries.n == 0)
		return NULL;
	return bsearch(key, facts->entries.v, facts->entries.n, sizeof(*facts->entries.v), compare);
}

const struct cmh_value *
facts_value(const struct facts *facts, const char *key)
{
	const struct cmh_entry *entry = find(facts, key);

	return entry != NULL && entry->error == NULL ? &entry->value : NULL;
}

const struct cmh_error *
facts_error(const struct facts *facts, const char *key)
{
	const struct cmh_entry *entry = find(facts, key);

	return entry != NULL && entry->error != NULL && entry->error->status != CMH_NOT_FOUND ? entry->error : NULL;
}

const char *
facts_text(const struct facts *facts, const char *key)
{
	const struct cmh_value *value = facts_value(facts, key);
	const char *text;

	return value != NULL && cmh_value_string(value, &text, NULL) == CMH_OK ? text : NULL;
}

size_t
facts_count(const struct facts *facts, const char *pattern)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->entries.n; i++)
		n += facts->entries.v[i].error == NULL && key_pattern_matches(pattern, facts->entries.v[i].key);
	return n;
}

void
facts_clear(struct facts *facts)
{
	cmh_entries_clear(&facts->entries);
	facts->known = false;
}
