/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/charset.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

void
charset_load(void)
{
	static bool loaded;

	if (!loaded && strcmp(setlocale(LC_CTYPE, NULL), "C") == 0)
		setlocale(LC_CTYPE, "");
	loaded = true;
}

bool
charset_is_utf8(enum charset charset)
{
	if (charset != CHARSET_OF_LOCALE)
		return charset == CHARSET_UTF8;
	charset_load();
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
