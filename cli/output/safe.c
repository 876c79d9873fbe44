/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/safe.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "str.h"

/* Without memory to quote it: an error has to be readable then, too. */
static void
print_plain(FILE *file, const char *text)
{
	for (; *text != '\0'; text++)
		putc(*text >= ' ' && *text < 0x7f ? *text : '?', file);
}

void
safe_print(FILE *file, const char *text)
{
	char *quoted = cmh_quote(text, strlen(text));

	if (quoted == NULL) {
		print_plain(file, text);
		return;
	}
	/* Without the outer quotes; inner ones and backslashes stay as they are. */
	for (const char *c = quoted + 1; c[1] != '\0'; c++) {
		if (c[0] == '\\' && (c[1] == '"' || c[1] == '\\'))
			c++;
		putc(*c, file);
	}
	free(quoted);
}

char *
safe_text(const char *text)
{
	struct str_stream safe;

	if (!str_open(&safe))
		return NULL;
	safe_print(safe.out, text);
	return str_close(&safe);
}

char *
safe_value(const char *key, const struct cmh_value *value, bool secrets)
{
	return !secrets && cmh_key_is_secret(key) ? str_copy(CMH_MASK) : cmh_value_text(value);
}
