/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/quorum_text.h"

#include <stdlib.h>
#include <string.h>

/* Returns what a line says after "NAME:" and spaces; the last such line counts. NULL: no line does. */
static const char *
find(const char *text, const char *name)
{
	size_t len = strlen(name);
	const char *found = NULL;

	for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, name, len) == 0 && line[len] == ':')
			found = line + len + 1 + strspn(line + len + 1, " ");
	}
	return found;
}

/* Reads a number, in decimal or, of a node, in hexadecimal. */
static bool
read_number(const char *text, const char *name, uint32_t *out)
{
	const char *at = find(text, name);
	char *end;

	if (at == NULL)
		return false;
	*out = (uint32_t)strtoul(at, &end, 0);
	return end > at;
}

/* Whether the line of flags has a word. */
static bool
has_flag(const char *flags, const char *word)
{
	size_t len = strcspn(flags, "\n"), n = strlen(word);

	for (size_t i = 0; i + n <= len; i++)
		if (strncmp(flags + i, word, n) == 0 && (i == 0 || flags[i - 1] == ' ') && strchr(" \n", flags[i + n]) != NULL)
			return true;
	return false;
}

bool
quorum_from_text(const char *text, struct cmh_quorum *out)
{
	const char *quorate = find(text, "Quorate"), *flags = find(text, "Flags");

	*out = (struct cmh_quorum){ .quorate = false };
	if (quorate == NULL || flags == NULL || !read_number(text, "Node ID", &out->node) ||
	    !read_number(text, "Expected votes", &out->expected) || !read_number(text, "Total votes", &out->votes) ||
	    !read_number(text, "Quorum", &out->needed))
		return false;
	out->quorate = strncmp(quorate, "Yes", 3) == 0;
	out->two_node = has_flag(flags, "2Node");
	out->wait_for_all = has_flag(flags, "WaitForAll");
	out->last_man_standing = has_flag(flags, "LastManStanding");
	out->auto_tie_breaker = has_flag(flags, "AutoTieBreaker");
	out->allow_downscale = has_flag(flags, "AllowDownscale");
	out->qdevice = has_flag(flags, "Qdevice");
	return true;
}
