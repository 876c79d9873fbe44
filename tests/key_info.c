/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads names of keys, one on each line, and prints what the table says of each: KEY TAB PATTERN TAB TYPE TAB MEANING.
 * With the argument "changeable": prints the rows of keys that can be set: PATTERN TAB TYPE TAB MIN TAB MAX TAB VALUES.
 * With "all": prints all rows: PATTERN TAB SECTION TAB EFFECT TAB DEFAULT TAB MANUAL.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "know/derived.h"
#include "know/key.h"
#include "know/key_text.h"

static void
print_all(void)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_info *row = &rows[i];
		const struct derived *derived = derived_find(row->pattern);
		const char *value = row->by_default[0] != '\0' ? row->by_default : row->default_note;
		const char *effect = key_effect_name(row->effect);

		if (value[0] == '\0' && derived != NULL && derived->kind == DERIVED_DEFAULT)
			value = derived->formula;
		printf("%s\t%s\t%s\t%s\t%s\n", row->pattern, row->section, effect != NULL ? effect : "", value, row->manual);
	}
}

static void
print_changeable(void)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++)
		if ((rows[i].flags & KEY_READ_ONLY) == 0 && !key_info_is_branch(&rows[i]) && cmh_key_map(rows[i].pattern) == CMH_ICMAP)
			printf("%s\t%s\t%" PRId64 "\t%" PRId64 "\t%s\n", rows[i].pattern, cmh_type_name(rows[i].type), rows[i].min,
			       rows[i].max, rows[i].values);
}

int
main(int argc, char **argv)
{
	char *key = NULL;
	size_t size = 0;

	if (argc > 1 && strcmp(argv[1], "changeable") == 0) {
		print_changeable();
		return fflush(stdout) != 0;
	}
	if (argc > 1 && strcmp(argv[1], "all") == 0) {
		print_all();
		return fflush(stdout) != 0;
	}

	while (getline(&key, &size, stdin) > 0) {
		const struct key_info *info;

		key[strcspn(key, "\n")] = '\0';
		info = key_info_find(key);
		printf("%s\t%s\t%s\t%s\n", key, info != NULL ? info->pattern : "", info != NULL ? cmh_type_name(info->type) : "",
		       info != NULL ? info->meaning : "");
	}
	free(key);
	return ferror(stdin) || fflush(stdout) != 0;
}
