/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/keys.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

static int
by_bytes(const void *a, const void *b)
{
	const struct cmh_entry *const *x = a, *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

static int
name_with_key(const void *name, const void *entry)
{
	const struct cmh_entry *const *e = entry;

	return strcmp(name, (*e)->key);
}

bool
keys_sort(struct keys *keys, const struct cmh_entries *const *lists, size_t n)
{
	size_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += lists[i] != NULL ? lists[i]->n : 0;
	*keys = (struct keys){ .v = calloc(total + 1, sizeof(*keys->v)) };
	if (keys->v == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; lists[i] != NULL && k < lists[i]->n; k++)
			if (lists[i]->v[k].error == NULL)
				keys->v[keys->n++] = &lists[i]->v[k];
	qsort(keys->v, keys->n, sizeof(*keys->v), by_bytes);
	return true;
}

void
keys_clear(struct keys *keys)
{
	free(keys->v);
	*keys = (struct keys){ .n = 0 };
}

bool
keys_have(const struct keys *keys, const char *name)
{
	return bsearch(name, keys->v, keys->n, sizeof(*keys->v), name_with_key) != NULL;
}

static const struct cmh_value *find(const struct keys *keys, const char *name, va_list ap) __attribute__((format(printf, 2, 0)));

/* Returns the value of a key; NULL: it does not exist. */
static const struct cmh_value *
find(const struct keys *keys, const char *name, va_list ap)
{
	char key[CMH_NAME_MAX + 1];
	int len = vsnprintf(key, sizeof(key), name, ap);
	const struct cmh_entry **entry = NULL;

	if (len > 0 && len <= CMH_NAME_MAX)
		entry = bsearch(key, keys->v, keys->n, sizeof(*keys->v), name_with_key);
	return entry != NULL ? &(*entry)->value : NULL;
}

/* Whether a value is a number; a str may be one, too. */
static bool
read_number(const struct cmh_value *value, uint64_t *number)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	const char *text;

	if (cmh_value_uint64(value, number, NULL) == CMH_OK)
		return true;
	return cmh_value_string(value, &text, NULL) == CMH_OK && cmh_value_parse(CMH_U64, text, &parsed, NULL) == CMH_OK &&
	       cmh_value_uint64(&parsed, number, NULL) == CMH_OK;
}

struct quantity
keys_number(const struct keys *keys, const char *name, ...)
{
	struct quantity quantity = { false, 0 };
	const struct cmh_value *value;
	va_list ap;

	va_start(ap, name);
	value = find(keys, name, ap);
	va_end(ap);
	quantity.known = value != NULL && read_number(value, &quantity.n);
	return quantity;
}

double
keys_real(const struct keys *keys, const char *name, ...)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	const struct cmh_value *value;
	const char *text;
	double number = 0;
	va_list ap;

	va_start(ap, name);
	value = find(keys, name, ap);
	va_end(ap);
	if (value == NULL || cmh_value_double(value, &number, NULL) == CMH_OK)
		return number;
	if (cmh_value_string(value, &text, NULL) == CMH_OK && cmh_value_parse(CMH_DBL, text, &parsed, NULL) == CMH_OK)
		number = parsed.d;
	return number;
}

bool
keys_text(const struct keys *keys, char **text, const char *name, ...)
{
	const struct cmh_value *value;
	const char *string;
	va_list ap;

	va_start(ap, name);
	value = find(keys, name, ap);
	va_end(ap);
	if (value == NULL || cmh_value_string(value, &string, NULL) != CMH_OK || string[0] == '\0')
		return true;
	*text = cmh_value_text(value);
	return *text != NULL;
}

bool
key_has_number(const char *key, const char *before, const char *after, unsigned *number)
{
	size_t len = strlen(before);
	char *end;

	if (strncmp(key, before, len) != 0 || key[len] < '0' || key[len] > '9')
		return false;
	*number = (unsigned)strtoul(key + len, &end, 10);
	return strcmp(end, after) == 0;
}
