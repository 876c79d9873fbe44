/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads names of keys, one on each line, and prints what the table says of each: KEY TAB PATTERN TAB TYPE TAB MEANING. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "know/key.h"

int
main(void)
{
	char *key = NULL;
	size_t size = 0;

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
