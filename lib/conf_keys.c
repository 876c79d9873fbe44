/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_keys.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

bool
conf_keys_add(struct conf_keys *keys, struct conf_key key)
{
	if (!array_reserve(&keys->v, &keys->capacity, keys->n + 1, sizeof(*keys->v))) {
		conf_key_clear(&key);
		return false;
	}
	keys->v[keys->n++] = key;
	return true;
}

/* Keys of one name keep their order. */
static int
by_name(const void *a, const void *b)
{
	const struct conf_key *left = *(struct conf_key *const *)a, *right = *(struct conf_key *const *)b;
	int order = cmh_name_cmp(left->name, right->name);

	return order != 0 ? order : left < right ? -1 : left > right;
}

const struct conf_key **
conf_keys_sort(struct conf_keys *keys, size_t *n)
{
	struct conf_key **sorted = calloc(keys->n, sizeof(struct conf_key *));
	size_t kept = 0;

	*n = 0;
	if (keys->n == 0 || sorted == NULL) {
		free(sorted);
		return NULL;
	}
	for (size_t i = 0; i < keys->n; i++)
		sorted[i] = &keys->v[i];
	qsort(sorted, keys->n, sizeof(struct conf_key *), by_name);
	for (size_t i = 0; i < keys->n; i++) {
		sorted[i]->overwritten = i + 1 < keys->n && strcmp(sorted[i]->name, sorted[i + 1]->name) == 0;
		if (!sorted[i]->overwritten)
			sorted[kept++] = sorted[i];
	}
	*n = kept;
	return (const struct conf_key **)sorted;
}

bool
conf_key_copy(const struct conf_key *key, char *name, struct conf_key *out)
{
	*out = (struct conf_key){ .name = name, .at = key->at, .why = key->why != NULL ? strdup(key->why) : NULL };
	if (name != NULL && (key->why == NULL || out->why != NULL) && cmh_value_copy(&key->value, &out->value, NULL) == CMH_OK)
		return true;
	conf_key_clear(out);
	return false;
}

void
conf_key_clear(struct conf_key *key)
{
	free(key->name);
	free(key->why);
	cmh_value_clear(&key->value);
	*key = (struct conf_key){ .name = NULL };
}

void
conf_keys_clear(struct conf_keys *keys)
{
	for (size_t i = 0; i < keys->n; i++)
		conf_key_clear(&keys->v[i]);
	free(keys->v);
	*keys = (struct conf_keys){ .n = 0 };
}
