/* SPDX-License-Identifier: BSD-3-Clause */
#include "uncolor.h"

#include <string.h>

#define DIGITS "0123456789"

/* The length of the sequence at an ESC; 0: it is not one. */
static size_t
escape_length(const char *s)
{
	size_t n = 2;

	if (s[1] == '[') { /* parameters, then a final byte */
		n += strspn(s + n, DIGITS ";:<=>?");
		n += strspn(s + n, " !\"#$%&'()*+,-./");
		return s[n] >= '@' && s[n] <= '~' ? n + 1 : 0;
	}
	if (s[1] == ']') { /* a title, up to BEL or ESC \ */
		n += strcspn(s + n, "\a\x1b");
		return s[n] == '\a' ? n + 1 : s[n] != '\0' && s[n + 1] == '\\' ? n + 2 : 0;
	}
	return s[1] == '(' && s[2] != '\0' ? 3 : 0;
}

void
uncolor(char *line, size_t *len)
{
	char *to = strchr(line, '\x1b');

	if (to == NULL)
		return;
	for (const char *from = to; *from != '\0';) {
		size_t n = *from == '\x1b' ? escape_length(from) : 0;

		if (n > 0)
			from += n;
		else
			*to++ = *from++;
	}
	*to = '\0';
	*len = strlen(line);
}
