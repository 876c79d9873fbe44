/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/safe.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "str.h"

void
safe_print(FILE *file, const char *text)
{
	char *quoted = cmh_quote(text, strlen(text));

	/* Without the outer quotes; inner ones and backslashes stay as they are. */
	for (const char *c = quoted != NULL ? quoted + 1 : "\""; c[1] != '\0'; c++) {
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
	return !secrets && cmh_key_is_secret(key) ? strdup(CMH_MASK) : cmh_value_text(value);
}
