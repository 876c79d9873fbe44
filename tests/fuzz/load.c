/* SPDX-License-Identifier: BSD-3-Clause */
/* Files in the form of corosync-cmapctl -p. */
#include <string.h>

#include "change/load_lines.h"
#include "fuzz.h"

/* A key to set, a key to delete, or a prefix with a star. */
static void
check_key(struct cmh_entry *entry)
{
	size_t len = strlen(entry->key);
	char *text;

	MUST(len > 0);
	if (entry->value.type == CMH_NONE && entry->key[len - 1] == '*') {
		MUST(len > 1 && entry->key[0] != '.' && strchr(entry->key, '*') == entry->key + len - 1);
		return;
	}
	MUST(cmh_name_check(entry->key, NULL) == CMH_OK);
	if (entry->value.type != CMH_NONE) {
		text = cmh_value_text(&entry->value);
		MUST(text != NULL);
		free(text);
	}
}

/* Every key has its place, and so has the fault. */
int
fuzz_lines(const uint8_t *bytes, size_t len)
{
	struct cmh_file file = { .bytes = malloc(len + 1), .len = len };
	struct load_ignored ignored = { .n = 0 };
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status;
	size_t line = 0;

	MUST(file.bytes != NULL);
	if (len > 0)
		memcpy(file.bytes, bytes, len);
	file.bytes[len] = '\0';
	load_is_lines(file.bytes);
	status = load_lines(&file, &ignored, &err);
	MUST(status == CMH_OK || (status == CMH_INVALID && file.fault.line > 0 && file.fault.column > 0 && err.message != NULL));
	for (size_t i = 0; i < file.keys.n; i++) {
		MUST(file.places[i].line > line && file.places[i].column > 0);
		line = file.places[i].line;
		check_key(&file.keys.v[i]);
	}
	MUST(status == CMH_OK || file.fault.line > line);
	cmh_error_clear(&err);
	cmh_file_clear(&file);
	return 0;
}
