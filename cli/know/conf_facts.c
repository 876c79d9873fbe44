/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/conf_facts.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh_private.h"
#include "str.h"

/* ---- keys ------------------------------------------------------------------ */

static int
order_of(const void *keys, size_t i, const void *key)
{
	return cmh_name_cmp(((const struct cmh_entries *)keys)->v[i].key, key);
}

/* NULL: the file does not have the key. */
static const struct cmh_entry *
find(const struct conf_facts *facts, const char *key)
{
	bool found;
	size_t at = array_seek(&facts->keys, facts->keys.n, order_of, key, &found);

	return found ? &facts->keys.v[at] : NULL;
}

bool
conf_has(const struct conf_facts *facts, const char *key)
{
	return find(facts, key) != NULL;
}

/* NULL: the file does not have the key, or corosync refuses its value. */
static const struct cmh_value *
value_of(const struct conf_facts *facts, const char *key)
{
	const struct cmh_entry *entry = find(facts, key);

	return entry != NULL && entry->error == NULL ? &entry->value : NULL;
}

const char *
conf_text(const struct conf_facts *facts, const char *key)
{
	const struct cmh_value *value = value_of(facts, key);
	const char *text;

	return value != NULL && cmh_value_string(value, &text, NULL) == CMH_OK ? text : NULL;
}

bool
conf_integer(const struct conf_facts *facts, const char *key, uint64_t *out)
{
	const struct cmh_value *value = value_of(facts, key);

	return value != NULL && cmh_value_uint64(value, out, NULL) == CMH_OK;
}

uint64_t
conf_number(const struct conf_facts *facts, const char *key, uint64_t otherwise)
{
	uint64_t number;

	return conf_integer(facts, key, &number) && number != 0 ? number : otherwise;
}

bool
conf_transport_is(const struct conf_facts *facts, const char *name)
{
	const char *transport = conf_text(facts, "totem.transport");

	return strcmp(transport != NULL ? transport : "knet", name) == 0;
}

/* ---- faults ---------------------------------------------------------------- */

void
conf_refuse(struct conf_facts *facts, const char *key, const char *said, const char *message, ...)
{
	struct cmh_position at = { 0, 0 };
	va_list ap;
	char *text;

	if (key != NULL && !cmh_handle_place(facts->map, key, &at))
		at.line = 0;
	if (at.line == 0 && facts->broken)
		return;
	va_start(ap, message);
	text = str_vformat(message, ap);
	va_end(ap);
	facts->failed |= text == NULL;
	if (text != NULL)
		fault_add(facts->faults, at.line, at.column, said, "%s", text);
	free(text);
}
