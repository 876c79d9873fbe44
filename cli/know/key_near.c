/* SPDX-License-Identifier: BSD-3-Clause */
/* Misspelled keys: the name of the table that was meant. */
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "text/nearest.h"

char *
key_near(const char *key)
{
	size_t section = strcspn(key, ".") + 1;
	struct cmh_entries known = CMH_ENTRIES_INIT;
	struct nearest near;
	char *name = NULL;

	if (section > strlen(key))
		return NULL;
	near = nearest_start(key + section);
	if (key_info_names(&known))
		for (size_t i = 0; i < known.n; i++)
			if (strncmp(known.v[i].key, key, section) == 0)
				nearest_try(&near, known.v[i].key + section);
	if (near.best != NULL)
		name = str_format("%.*s%s", (int)section, key, near.best);
	cmh_entries_clear(&known);
	return name;
}
