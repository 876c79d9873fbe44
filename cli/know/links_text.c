/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/links_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

/* Adds the state of a link to a node. */
static bool
add(struct cmh_entries *out, unsigned node, unsigned link, bool connected)
{
	char *key = str_format("stats.knet.node%u.link%u.connected", node, link);
	bool good = key != NULL && cmh_entries_add(out, key, NULL) == CMH_OK;

	free(key);
	if (good)
		out->v[out->n - 1].value = (struct cmh_value){ .type = CMH_U8, .u = connected };
	return good;
}

/* Whether a text begins with a word. */
static bool
begins(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

bool
links_from_text(const char *text, struct cmh_entries *out)
{
	size_t before = out->n;
	unsigned link = 0, node;
	bool in_link = false, good = true;

	for (const char *line = text; line != NULL && good; line = strchr(line, '\n')) {
		int len = 0;

		line += *line == '\n';
		if (sscanf(line, "LINK ID %u", &link) == 1)
			in_link = true;
		else if (line[0] != '\t' && line[0] != ' ')
			in_link = false;
		else if (in_link && sscanf(line, " nodeid: %u: %n", &node, &len) == 1 && len > 0 &&
			 (begins(line + len, "connected") || begins(line + len, "disconnected")))
			good = add(out, node, link, begins(line + len, "connected"));
	}
	return good && out->n > before;
}
