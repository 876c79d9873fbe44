/* SPDX-License-Identifier: BSD-3-Clause */
/* The map of the fake: what every run begins with, and what is done to it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake.h"

enum { ROOM = 16384 };

static struct fake_key *keys[ROOM];
static size_t n_keys;

/* Where a name is, or would be. */
static size_t
place(const char *name)
{
	size_t low = 0, high = n_keys;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(keys[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct fake_key *
fake_key_find(const char *name)
{
	size_t i = place(name);

	return i < n_keys && strcmp(keys[i]->name, name) == 0 ? keys[i] : NULL;
}

static void
take_out(size_t i)
{
	free(keys[i]->raw);
	free(keys[i]);
	n_keys--;
	memmove(&keys[i], &keys[i + 1], (n_keys - i) * sizeof(keys[0]));
}

void
fake_key_delete(const char *name)
{
	struct fake_key *key = fake_key_find(name);

	if (key == NULL)
		return;
	fake_report_all(CMAP_TRACK_DELETE, key, NULL);
	take_out(place(name));
}

void
fake_key_put(const char *name, cmap_value_types_t type, const void *raw, size_t len)
{
	struct fake_key *key = calloc(1, sizeof(*key)), *before = fake_key_find(name);
	size_t i;

	if (n_keys == ROOM || key == NULL || (key->raw = malloc(len + 1)) == NULL)
		abort();
	snprintf(key->name, sizeof(key->name), "%s", name);
	key->type = type;
	key->len = len;
	memcpy(key->raw, raw, len);
	fake_report_all(before != NULL ? CMAP_TRACK_MODIFY : CMAP_TRACK_ADD, before, key);
	if (before != NULL)
		take_out(place(name));
	i = place(name);
	memmove(&keys[i + 1], &keys[i], (n_keys - i) * sizeof(keys[0]));
	keys[i] = key;
	n_keys++;
}

struct fake_key *
fake_key_next(const char *after, const char *prefix, bool stats)
{
	for (size_t i = place(after); i < n_keys; i++) {
		const char *name = keys[i]->name;

		if (strcmp(name, after) > 0 && strncmp(name, prefix, strlen(prefix)) == 0 &&
		    stats == (strncmp(name, "stats.", 6) == 0))
			return keys[i];
	}
	return NULL;
}

static void
put_str(const char *name, const char *text)
{
	fake_key_put(name, CMAP_VALUETYPE_STRING, text, strlen(text) + 1);
}

#define PUT(name, type, c_type, value) fake_key_put(name, type, &(c_type){ value }, sizeof(c_type))

void
fake_map_reset(void)
{
	while (n_keys > 0)
		fake_key_delete(keys[0]->name);

	put_str("totem.cluster_name", "fake");
	PUT("totem.token", CMAP_VALUETYPE_UINT32, uint32_t, 3000);
	put_str("totem.key", "not to be seen");
	PUT("nodelist.node.0.nodeid", CMAP_VALUETYPE_UINT32, uint32_t, 1);
	PUT("nodelist.node.2.nodeid", CMAP_VALUETYPE_UINT32, uint32_t, 3);
	PUT("nodelist.node.10.nodeid", CMAP_VALUETYPE_UINT32, uint32_t, 11);

	/* All types, at their limits. */
	PUT("test.i8", CMAP_VALUETYPE_INT8, int8_t, INT8_MIN);
	PUT("test.u8", CMAP_VALUETYPE_UINT8, uint8_t, UINT8_MAX);
	PUT("test.i16", CMAP_VALUETYPE_INT16, int16_t, INT16_MIN);
	PUT("test.u16", CMAP_VALUETYPE_UINT16, uint16_t, UINT16_MAX);
	PUT("test.i32", CMAP_VALUETYPE_INT32, int32_t, INT32_MIN);
	PUT("test.u32", CMAP_VALUETYPE_UINT32, uint32_t, UINT32_MAX);
	PUT("test.i64", CMAP_VALUETYPE_INT64, int64_t, INT64_MIN);
	PUT("test.u64", CMAP_VALUETYPE_UINT64, uint64_t, UINT64_MAX);
	PUT("test.flt", CMAP_VALUETYPE_FLOAT, float, 0.1f);
	PUT("test.dbl", CMAP_VALUETYPE_DOUBLE, double, 1e-9);
	put_str("test.str", "line1\nline2");
	fake_key_put("test.bin", CMAP_VALUETYPE_BINARY, "\0\xff", 2);
	fake_key_put("test.empty", CMAP_VALUETYPE_BINARY, "", 0);

	PUT("stats.srp.mtt_rx_token", CMAP_VALUETYPE_UINT32, uint32_t, 106);
	PUT("stats.ipcs.global.active", CMAP_VALUETYPE_UINT64, uint64_t, 4);
	put_str("stats.ipcs.service0.1.0x1.procname", "pacemakerd");
}
