/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/report_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "know/quorum_text.h"
#include "str.h"

enum { KEYS_MIN = 2 }; /* a single line like a key may be quoted in a log */

/* A line "KEY (TYPE) = VALUE", up to its end. */
struct key_line {
	const char *key, *value;
	size_t key_len, value_len;
};

/* Reads a line. False: it is not a key. */
static bool
read_line(const char *line, struct key_line *out)
{
	const char *type;
	size_t len;

	out->key = line + strspn(line, " \t");
	out->key_len = strspn(out->key, CMH_NAME_CHARS);
	type = out->key + out->key_len;
	if (out->key_len == 0 || memchr(out->key, '.', out->key_len) == NULL || strncmp(type, " (", 2) != 0)
		return false;
	len = strspn(type + 2, "abdfilnrstu123468");
	if (len < 2 || len > 3 || strncmp(type + 2 + len, ") = ", 4) != 0)
		return false;
	out->value = type + 2 + len + 4;
	out->value_len = strcspn(out->value, "\r\n");
	return true;
}

/* Moves to the next line. False: it was the last. */
static bool
next_line(const char **line)
{
	*line += strcspn(*line, "\n");
	*line += **line == '\n';
	return **line != '\0';
}

static bool
is_below(const struct key_line *line, const char *branch)
{
	size_t len = strlen(branch);

	return line->key_len > len && strncmp(line->key, branch, len) == 0 && line->key[len] == '.';
}

/* Which maps a text of lines has keys of. */
static enum report_kind
find_keys(const char *text)
{
	static const char *const branches[] = { "totem", "runtime", "nodelist", "quorum", "internal_configuration" };
	size_t icmap = 0, stats = 0;
	struct key_line found;
	const char *line = text;

	do {
		if (!read_line(line, &found))
			continue;
		stats += is_below(&found, "stats");
		for (size_t i = 0; i < sizeof(branches) / sizeof(branches[0]); i++)
			icmap += is_below(&found, branches[i]);
	} while (next_line(&line));
	return (icmap >= KEYS_MIN ? REPORT_ICMAP : REPORT_NOTHING) | (stats >= KEYS_MIN ? REPORT_STATS : REPORT_NOTHING);
}

/* Which maps a snapshot holds. */
static enum report_kind
find_snapshot(const char *text)
{
	if (text[0] != '{' || strstr(text, "\"cmapsh_snapshot\"") == NULL)
		return REPORT_NOTHING;
	return (strstr(text, "\"map\":\"stats\"") == NULL ? REPORT_ICMAP : REPORT_NOTHING) |
	       (strstr(text, "\"map\":\"icmap\"") == NULL ? REPORT_STATS : REPORT_NOTHING);
}

/* Whether a line begins with a word, then perhaps spaces, and a brace. */
static bool
has_section(const char *text, const char *word)
{
	const char *line = text;
	size_t len = strlen(word);

	do {
		const char *at = line + strspn(line, " \t");

		if (strncmp(at, word, len) == 0 && at[len + strspn(at + len, " \t")] == '{')
			return true;
	} while (next_line(&line));
	return false;
}

enum report_kind
report_kind_of(const char *path, const char *text)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	enum report_kind kind = find_snapshot(text);
	struct cmh_quorum quorum;

	if (strcmp(name, "corosync.conf") == 0)
		return has_section(text, "totem") || has_section(text, "nodelist") ? REPORT_CONF : REPORT_NOTHING;
	if (kind == REPORT_NOTHING)
		kind = find_keys(text);
	if (quorum_from_text(text, &quorum))
		kind |= REPORT_QUORUM;
	if (strstr(text, "Local node ID ") != NULL && strstr(text, "\nLINK ID ") != NULL)
		kind |= REPORT_LINKS;
	if (strstr(text, "Corosync Cluster Engine, version '") != NULL)
		kind |= REPORT_VERSION;
	return kind;
}

bool
report_kind_is_archive(const char *path)
{
	static const char *const ends[] = {
		".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tgz", ".tbz2", ".tbz", ".txz", ".tzst"
	};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (len > strlen(ends[i]) && strcmp(path + len - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* ---- the node ---------------------------------------------------------------- */

/* Returns a copy of the value of a key. NULL: the text does not have it, or out of memory. */
static char *
value_of(const char *text, const char *key)
{
	const char *line = text;
	struct key_line found;

	do {
		if (read_line(line, &found) && found.key_len == strlen(key) && strncmp(found.key, key, found.key_len) == 0)
			return str_copy_n(found.value, found.value_len);
	} while (next_line(&line));
	return NULL;
}

/* The same of a node of the nodelist. */
static char *
member_of(const char *text, const char *position, const char *member)
{
	char *key = str_format("nodelist.node.%s.%s", position, member), *value = key != NULL ? value_of(text, key) : NULL;

	free(key);
	return value;
}

/* Returns the node's name that is in the head of a snapshot. */
static char *
node_of_snapshot(const char *text)
{
	static const char before[] = "\"node\":\"";
	const char *at = find_snapshot(text) != REPORT_NOTHING ? strstr(text, before) : NULL;

	return at != NULL ? str_copy_n(at + strlen(before), strcspn(at + strlen(before), "\"\\\n")) : NULL;
}

char *
report_kind_node(const char *text)
{
	char *position, *name = node_of_snapshot(text);

	if (name != NULL)
		return name;
	position = value_of(text, "nodelist.local_node_pos");
	if (position != NULL)
		name = member_of(text, position, "name");
	if (position != NULL && name == NULL)
		name = member_of(text, position, "ring0_addr");
	free(position);
	return name;
}
