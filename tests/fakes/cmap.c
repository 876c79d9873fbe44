/* SPDX-License-Identifier: BSD-3-Clause */
/* The calls of libcmap over the map of the fake. See fake.h. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fake.h"

enum { LEAST_BUFFER = 64 }; /* of a get: corosync writes values of up to 16 bytes past a short one */

/* ---- values ------------------------------------------------------------- */

cs_error_t
cmap_get(cmap_handle_t handle, const char *name, void *value, size_t *len, cmap_value_types_t *type)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "get", name, &c);
	struct fake_key *key = rc == CS_OK ? fake_key_find(name) : NULL;

	if (value == NULL || len == NULL || *len < LEAST_BUFFER || *len > 1000000)
		fake_harm("a get without a buffer of a good size", name);
	if (rc == CS_OK && (key == NULL || c->stats != (strncmp(name, "stats.", 6) == 0)))
		rc = CS_ERR_NOT_EXIST;
	if (rc == CS_OK && key->len > *len && c->stats)
		fake_harm("a get with a buffer that is too short", name);
	if (rc == CS_OK && key->len > *len)
		rc = CS_ERR_INVALID_PARAM;
	if (rc == CS_OK) {
		memcpy(value, key->raw, key->len);
		*len = key->len;
		*type = key->type;
	}
	return fake_leave("get", name, rc);
}

cs_error_t
cmap_set(cmap_handle_t handle, const char *name, const void *value, size_t len, cmap_value_types_t type)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "set", name, &c);

	if (value == NULL || strlen(name) > CMAP_KEYNAME_MAXLEN)
		fake_harm("a set without a value, or of too long a name", name);
	if (rc == CS_OK && c->stats && strncmp(name, "stats.clear.", 12) != 0)
		rc = CS_ERR_ACCESS;
	if (rc == CS_OK && !c->stats)
		fake_key_put(name, type, value, len);
	return fake_leave("set", name, rc);
}

cs_error_t
cmap_delete(cmap_handle_t handle, const char *name)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "delete", name, &c);

	if (rc == CS_OK && fake_key_find(name) == NULL)
		rc = CS_ERR_NOT_EXIST;
	if (rc == CS_OK)
		fake_key_delete(name);
	return fake_leave("delete", name, rc);
}

/* Of an integer of any width; the fake runs on little-endian and big-endian machines alike. */
static cs_error_t
step(cmap_handle_t handle, const char *call, const char *name, int by)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, call, name, &c);
	struct fake_key *key = rc == CS_OK ? fake_key_find(name) : NULL;

	if (rc == CS_OK && key == NULL)
		rc = CS_ERR_NOT_EXIST;
	if (rc == CS_OK && key->type > CMAP_VALUETYPE_UINT64)
		rc = CS_ERR_INVALID_PARAM;
	if (rc == CS_OK)
		switch (key->len) {
		case 1: *key->raw = (unsigned char)(*key->raw + by); break;
		case 2: *(uint16_t *)(void *)key->raw = (uint16_t)(*(uint16_t *)(void *)key->raw + by); break;
		case 4: *(uint32_t *)(void *)key->raw += (uint32_t)by; break;
		default: *(uint64_t *)(void *)key->raw += (uint64_t)by; break;
		}
	return fake_leave(call, name, rc);
}

cs_error_t
cmap_inc(cmap_handle_t handle, const char *name)
{
	return step(handle, "inc", name, 1);
}

cs_error_t
cmap_dec(cmap_handle_t handle, const char *name)
{
	return step(handle, "dec", name, -1);
}

/* ---- iterating ---------------------------------------------------------- */

cs_error_t
cmap_iter_init(cmap_handle_t handle, const char *prefix, cmap_iter_handle_t *iter)
{
	struct connection *c;
	const char *arg = prefix != NULL ? prefix : "";
	cs_error_t rc = fake_enter(handle, "iter_init", arg, &c);

	if (strlen(arg) > CMAP_KEYNAME_MAXLEN)
		fake_harm("an iterator of too long a prefix leaks the connection", arg);
	if (rc == CS_OK && c->iterating)
		fake_harm("a second iterator", arg);
	if (rc == CS_OK) {
		*iter = handle + 1000;
		c->iterating = true;
		snprintf(c->prefix, sizeof(c->prefix), "%s", arg);
		c->last[0] = '\0';
	}
	return fake_leave("iter_init", arg, rc);
}

cs_error_t
cmap_iter_next(cmap_handle_t handle, cmap_iter_handle_t iter, char name[], size_t *len, cmap_value_types_t *type)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "iter_next", "", &c);
	struct fake_key *key;

	if (iter != handle + 1000 || c == NULL || !c->iterating)
		fake_harm("no such iterator", "iter_next");
	key = fake_key_next(c->last, c->prefix, c->stats);
	if (rc == CS_OK && key == NULL)
		rc = CS_ERR_NO_SECTIONS;
	if (rc != CS_OK)
		return fake_leave("iter_next", "", rc);
	snprintf(c->last, sizeof(c->last), "%s", key->name);
	memcpy(name, c->last, sizeof(c->last));
	*len = key->len;
	*type = key->type;
	return fake_leave("iter_next", name, rc);
}

cs_error_t
cmap_iter_finalize(cmap_handle_t handle, cmap_iter_handle_t iter)
{
	struct connection *c;
	cs_error_t rc = fake_enter(handle, "iter_finalize", "", &c);

	if (iter != handle + 1000 || c == NULL || !c->iterating)
		fake_harm("no such iterator", "iter_finalize");
	c->iterating = false;
	return fake_leave("iter_finalize", "", rc);
}
