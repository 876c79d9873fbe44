/* SPDX-License-Identifier: BSD-3-Clause */
/* Facts about a map, from text. */
#ifndef FACTS_H
#define FACTS_H

#include "know/facts.h"

/* Makes facts of lines: KEY TYPE VALUE. */
static inline void
read_facts(struct facts *facts, const char *lines)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	char *copy = strdup(lines), *rest = copy, *line;

	assert_non_null(copy);
	while ((line = strsep(&rest, "\n")) != NULL) {
		char *key = strsep(&line, " "), *type = strsep(&line, " ");

		if (key[0] == '\0')
			continue;
		assert_int_equal(cmh_entries_add(&entries, key, NULL), CMH_OK);
		assert_int_equal(cmh_value_parse(cmh_type_by_name(type), line, &entries.v[entries.n - 1].value, NULL), CMH_OK);
	}
	facts_take(facts, &entries);
	free(copy);
}

#endif
