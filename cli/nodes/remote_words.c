/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/remote_words.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "nodes/ssh.h"
#include "output/record.h"
#include "str.h"

enum { WORDS_MAX = 400, LIBRARY_ERROR = 2 };

/* What corosync-cmapctl prints where corosync does not run. */
#define NOT_RUNNING "Failed to initialize the cmap API. Error CS_ERR_LIBRARY"

#define THIS_NODE " on this node"

char *
remote_words_cut(const char *text, size_t len)
{
	size_t cut = WORDS_MAX;

	if (len <= WORDS_MAX)
		return str_copy_n(text, len);
	while (cut > 0 && ((unsigned char)text[cut] & 0xc0) == 0x80) /* not within a character */
		cut--;
	return str_format("%.*s...", (int)cut, text);
}

/* Returns a text in which the first " on this node" is something else. The caller frees it; NULL: out of memory. */
static char *
replace_node(const char *text, const char *with)
{
	const char *found = strstr(text, THIS_NODE);

	if (found == NULL)
		return str_copy(text);
	return str_format("%.*s%s%s", (int)(found - text), text, with, found + strlen(THIS_NODE));
}

/* Returns the message of a node. The caller frees it; NULL: out of memory. */
static char *
message_of(const char *node, const char *message)
{
	char *cut = remote_words_cut(message, strlen(message)), *text;

	if (cut == NULL || node == NULL)
		return cut;
	text = replace_node(cut, " there");
	free(cut);
	return text;
}

/* Whether a hint is of use only on the node that has printed it. */
static bool
is_local(const char *hint)
{
	return strncmp(hint, "did you mean", strlen("did you mean")) != 0 && strcmp(hint, "try again") != 0;
}

/* Returns the hint of a node. The caller frees it; NULL: out of memory. */
static char *
hint_of(const char *node, const char *hint)
{
	char *there, *text;

	if (node == NULL || !is_local(hint))
		return str_copy(hint);
	if (strstr(hint, THIS_NODE) == NULL)
		return str_format("on %s, %s", node, hint);
	there = str_format(" on %s", node);
	text = there != NULL ? replace_node(hint, there) : NULL;
	free(there);
	return text;
}

/* Reads an error or a note of cmapsh. False: the line is neither. */
static bool
read_ours(struct remote_words *out, const char *node, const char *line, size_t len)
{
	struct record *record = line[0] == '{' ? record_read(line, len) : NULL;
	struct record *error = record != NULL ? record_part(record, "error") : NULL;
	struct record *part = error != NULL ? error : record != NULL ? record_part(record, "warning") : NULL;
	const char *message = part != NULL ? record_text(part, "message") : NULL;
	const char *hint = part != NULL ? record_text(part, "hint") : NULL;

	if (message != NULL) {
		*out = (struct remote_words){ .ours = true, .note = error == NULL };
		out->message = message_of(node, message);
		out->hint = hint != NULL ? hint_of(node, hint) : NULL;
		out->exit = (unsigned)record_number(part, "exit");
		out->number = (int)record_number(part, "number");
	}
	record_free(record);
	return message != NULL;
}

/* Reads words of another program. */
static void
read_others(struct remote_words *out, const char *node, const char *line, size_t len)
{
	*out = (struct remote_words){ .message = NULL };
	if (len >= strlen(NOT_RUNNING) && memcmp(line, NOT_RUNNING, strlen(NOT_RUNNING)) == 0) {
		out->message = str_copy("corosync is not running there");
		out->hint = node != NULL ? hint_of(node, "run: systemctl status corosync") : NULL;
		out->number = LIBRARY_ERROR;
	} else
		out->message = remote_words_cut(line, len);
}

bool
remote_words_read(struct remote_words *out, const char *node, const char *line, size_t len)
{
	*out = (struct remote_words)REMOTE_WORDS_INIT;
	while (len > 0 && strchr(" \r\t", line[len - 1]) != NULL)
		len--;
	if (len == 0)
		return false;
	if (!read_ours(out, node, line, len))
		read_others(out, node, line, len);
	if (out->message == NULL)
		remote_words_clear(out);
	return out->message != NULL;
}

void
remote_words_clear(struct remote_words *words)
{
	free(words->message);
	free(words->hint);
	*words = (struct remote_words)REMOTE_WORDS_INIT;
}

char *
remote_words_printed(const char *line, size_t len)
{
	char *cut = remote_words_cut(line, len), *quoted = cut != NULL ? cmh_quote(cut, strlen(cut)) : NULL;
	char *message = quoted != NULL ? str_format("printed %s instead of an answer", quoted) : NULL;

	free(quoted);
	free(cut);
	return message;
}

const char *
remote_words_none(int status)
{
	switch (status) {
	case SSH_STATUS_FAILED: return "ssh failed without a message";
	case SSH_STATUS_KILLED: return "ssh was killed";
	default: return "ssh ended without an answer";
	}
}
