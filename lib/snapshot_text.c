/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text that corosync-cmapctl or cmapsh printed, as it is found in the files of
 * support tools, with the text of other tools around it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "snapshot.h"

/* The file that is being read. */
struct reader {
	struct snapshot *snapshot;
	size_t line;
	char *key;            /* of the value that is being collected; NULL: none */
	enum cmh_type type;
	char *text;           /* the value so far; NULL: it was not printed */
	size_t began;         /* its line */
};

/* ---- values as they were printed --------------------------------------- */

/* As corosync-cmapctl -b prints a bin: bytes, with \\ and \xHH. It writes bytes from 80 on as \xFFFFFFHH. */
static enum cmh_status
parse_printed_bin(const char *text, struct cmh_value *out)
{
	char *bytes = malloc(strlen(text) + 1);
	size_t n = 0;
	enum cmh_status status = bytes != NULL ? CMH_OK : CMH_FAILED;

	if (strcmp(text, "*empty*") == 0)
		text = "";
	while (status == CMH_OK && *text != '\0') {
		if (*text != '\\') {
			bytes[n++] = *text++;
			continue;
		}
		text++;
		if (strncmp(text, "xFFFFFF", 7) == 0 && hex_digit(text[7]) >= 8 && hex_digit(text[8]) >= 0) {
			bytes[n++] = (char)(hex_digit(text[7]) << 4 | hex_digit(text[8]));
			text += 9;
		} else if (!cmh_unescape(&text, &bytes[n++]))
			status = CMH_INVALID;
	}
	if (status == CMH_OK)
		status = cmh_value_bytes(CMH_BIN, bytes, n, out, NULL);
	free(bytes);
	return status;
}

/* A str in double quotes, as cmapsh prints those that it has to quote. CMH_INVALID: it is none. */
static enum cmh_status
parse_quoted(const char *text, struct cmh_value *out)
{
	size_t len = strlen(text), n = 0;
	const char *at = text + 1, *end = text + len - 1;
	enum cmh_status status = len >= 2 && text[0] == '"' && *end == '"' ? CMH_OK : CMH_INVALID;
	char *bytes = malloc(len + 1);

	if (bytes == NULL)
		return CMH_FAILED;
	while (status == CMH_OK && at < end) {
		if (*at == '"')
			status = CMH_INVALID;
		else if (*at != '\\')
			bytes[n++] = *at++;
		else if (++at == end || !cmh_unescape(&at, &bytes[n++]))
			status = CMH_INVALID;
	}
	if (status == CMH_OK)
		status = cmh_value_bytes(CMH_STR, bytes, n, out, NULL);
	free(bytes);
	return status;
}

static enum cmh_status
parse_printed(enum cmh_type type, const char *text, struct cmh_value *out)
{
	enum cmh_status status = CMH_INVALID;

	if (type == CMH_STR)
		status = parse_quoted(text, out);
	if (status != CMH_OK)
		status = cmh_value_parse(type, text, out, NULL);
	if (status != CMH_OK && type == CMH_BIN)
		status = parse_printed_bin(text, out);
	return status;
}

/* ---- lines ------------------------------------------------------------- */

static void
leave_out(struct reader *r, size_t line)
{
	if (r->snapshot->left_out++ == 0)
		r->snapshot->first_left_out = line;
}

/* A bin that corosync-cmapctl printed without -b: the key is known, its value is not. */
static bool
note_missing(struct reader *r, struct cmh_entry *entry)
{
	entry->error = calloc(1, sizeof(*entry->error));
	if (entry->error == NULL)
		return false;
	error_set(entry->error, CMH_FAILED, "corosync-cmapctl prints it with -b", "%s has no value of \"%s\"",
		  r->snapshot->file, entry->key);
	return true;
}

/* Adds the key that was collected. CMH_FAILED: out of memory. */
static enum cmh_status
add_key(struct reader *r)
{
	struct cmh_value value = { .type = r->type };
	struct cmh_entry *entry;
	enum cmh_status status = r->text != NULL ? parse_printed(r->type, r->text, &value) : CMH_OK;

	if (status == CMH_INVALID) {
		leave_out(r, r->began);
		return CMH_OK;
	}
	if (status != CMH_OK || (entry = entries_push(&r->snapshot->keys, r->key)) == NULL) {
		cmh_value_clear(&value);
		return CMH_FAILED;
	}
	entry->value = value;
	return r->text != NULL || note_missing(r, entry) ? CMH_OK : CMH_FAILED;
}

static bool
end_key(struct reader *r)
{
	enum cmh_status status = r->key != NULL ? add_key(r) : CMH_OK;

	free(r->key);
	free(r->text);
	r->key = r->text = NULL;
	return status == CMH_OK;
}

/* Takes "KEY (TYPE) = VALUE" apart. False: it is none. */
static bool
is_key_line(const char *line, size_t *key_len, enum cmh_type *type, const char **text)
{
	const char *open = strstr(line, " ("), *close = open != NULL ? strchr(open, ')') : NULL;
	char *key = open != NULL ? strndup(line, (size_t)(open - line)) : NULL;
	char *word = close != NULL ? strndup(open + 2, (size_t)(close - open) - 2) : NULL;
	bool good = key != NULL && word != NULL && cmh_name_check(key, NULL) == CMH_OK &&
		    (*type = cmh_type_find(word)) != CMH_NONE;

	free(key);
	free(word);
	if (!good)
		return false;
	*key_len = (size_t)(open - line);
	*text = strncmp(close + 1, " = ", 3) == 0 ? close + 4 : NULL;
	return *text != NULL || (*type == CMH_BIN && close[1] == '\0') || strcmp(close + 1, " =") == 0;
}

/* "NAME (WORD) = ...", with a type that there is not. */
static bool
looks_like_key(const char *line)
{
	size_t name = strcspn(line, " "), word = 0;

	if (name >= CMH_NAME_MIN && strncmp(line + name, " (", 2) == 0)
		word = strspn(line + name + 2, "abcdefghijklmnopqrstuvwxyz0123456789");
	return word > 0 && strncmp(line + name + 2 + word, ") =", 3) == 0;
}

/* A line that is no key: the rest of a str with newlines, or another tool's. An empty line, or a heading, ends a str. */
static bool
other_line(struct reader *r, const char *line)
{
	char *longer;

	if (r->key == NULL || r->type != CMH_STR || line[0] == '\0' || line[0] == '#' || looks_like_key(line) ||
	    strlen(r->text) > CMH_VALUE_MAX) {
		if (line[0] != '\0')
			leave_out(r, r->line);
		return end_key(r);
	}
	if (asprintf(&longer, "%s\n%s", r->text, line) < 0)
		return false;
	free(r->text);
	r->text = longer;
	return true;
}

static bool
read_line(struct reader *r, const char *line)
{
	enum cmh_type type;
	const char *text;
	size_t key_len;

	if (!is_key_line(line, &key_len, &type, &text))
		return other_line(r, line);
	if (!end_key(r))
		return false;
	r->key = strndup(line, key_len);
	r->type = type;
	r->began = r->line;
	r->text = text != NULL || type != CMH_BIN ? strdup(text != NULL ? text : "") : NULL;
	return r->key != NULL && (r->text != NULL || text == NULL);
}

enum cmh_status
snapshot_read_text(struct snapshot *snapshot, FILE *in, struct cmh_error *err)
{
	struct reader r = { .snapshot = snapshot };
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	bool good = true;

	while (good && (len = getline(&line, &room, in)) >= 0) {
		r.line++;
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		if (strlen(line) == (size_t)len)
			good = read_line(&r, line);
		else
			leave_out(&r, r.line);
	}
	good = end_key(&r) && good;
	free(line);
	if (ferror(in))
		return error_set(err, CMH_FAILED, NULL, "cannot read %s: %s", snapshot->file, strerror(errno));
	if (!good)
		return error_no_memory(err);
	if (snapshot->keys.n == 0)
		return error_set(err, CMH_INVALID, "it should have lines such as: totem.version (u32) = 2",
				 "%s has no key in it", snapshot->file);
	return CMH_OK;
}
