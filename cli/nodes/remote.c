/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/remote.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "str.h"
#include "text/error_text.h"

/* Lines around the keys, so that what a start-up file of the shell prints is not taken for an answer, nor a part for all. */
#define BEGIN "cmapsh-nodes: begin"
#define END "cmapsh-nodes: end "

/* A key that every corosync has: an answer without keys could not be read as a map. */
#define ALWAYS "totem.version"

/* Exit statuses of the command. */
enum { DONE = 0, NO_KEY = 1, UNREACHABLE = 4, PARTIAL = 7, LATE = 124, NO_PROGRAM = 127, KILLED = 137 };

/* ---- the command ------------------------------------------------------------ */

/* Whether a path can cover keys. No other one is sent: it is a word for a shell. */
static bool
can_cover(const char *path)
{
	return path[0] != '\0' && strspn(path, CMH_NAME_CHARS "*") == strlen(path);
}

/* Whether keys of a path are in a map. A path with a star at its beginning may cover both. */
static bool
is_of_map(const char *path, bool stats)
{
	static const char branch[] = "stats.";
	size_t len = strcspn(path, "*"), common = len < sizeof(branch) - 1 ? len : sizeof(branch) - 1;

	return strncmp(path, branch, common) == 0 ? stats || len < sizeof(branch) - 1 : !stats;
}

/* Prints the paths as words for cmapsh, except those that another one covers. */
static void
print_paths(FILE *out, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool covered = !can_cover(paths[i]);

		for (size_t k = 0; k < n && !covered; k++)
			covered = k != i && can_cover(paths[k]) && cmh_path_covers(paths[k], paths[i]) && (k < i || !cmh_path_covers(paths[i], paths[k]));
		if (!covered)
			fprintf(out, " \"%s\"", paths[i]);
	}
}

/* How many bytes all names begin with that a path covers: those up to its first star. */
static size_t
beginning_length(const char *path)
{
	return strcspn(path, "*");
}

/* Whether another path asks corosync-cmapctl for the same keys and more, so that they would be printed twice. */
static bool
is_asked_for(const char *const *paths, size_t n, size_t i)
{
	size_t len = beginning_length(paths[i]);

	for (size_t k = 0; k < n; k++) {
		size_t other = beginning_length(paths[k]);

		if (k != i && can_cover(paths[k]) && strncmp(paths[k], paths[i], other) == 0 && (other < len || (other == len && k < i)))
			return true;
	}
	return false;
}

/* Prints the call of corosync-cmapctl for a map, if there is something to ask of it. It takes the beginnings of names. */
static void
print_cmapctl(FILE *out, const char *const *paths, size_t n, bool stats, unsigned seconds)
{
	bool some = n == 0, all = n == 0;

	for (size_t i = 0; i < n; i++) {
		some |= can_cover(paths[i]) && is_of_map(paths[i], stats);
		all |= can_cover(paths[i]) && beginning_length(paths[i]) == 0;
	}
	if (!some)
		return;
	if (stats)
		fputs("test $s -gt 1 || { ", out);
	fprintf(out, "timeout -k 1 %u corosync-cmapctl -b%s --", seconds, stats ? " -m stats" : "");
	for (size_t i = 0; i < n && !all; i++)
		if (can_cover(paths[i]) && is_of_map(paths[i], stats) && !is_asked_for(paths, n, i))
			fprintf(out, " \"%.*s\"", (int)beginning_length(paths[i]), paths[i]);
	fprintf(out, "; r=$?; test $s -ge $r || s=$r; %s", stats ? "}; " : "");
}

/*
 * Secrets are sent, too, and masked where they are printed, so that they can be compared.
 * The words are between double quotes within single ones, and none has a character
 * that means something there, in any shell. A cmapsh that does not understand
 * them ends with 2, before it asks corosync.
 */
static void
print_command(FILE *out, const char *const *paths, size_t n, unsigned timeout_ms)
{
	unsigned seconds = (timeout_ms + 999) / 1000 > 0 ? (timeout_ms + 999) / 1000 : 1;

	fputs("exec sh -c 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; echo; echo " BEGIN "; s=2; "
	      "if command -v cmapsh >/dev/null; then ", out);
	fprintf(out, "timeout -k 1 %u cmapsh -t %u.%03u -o json --show-secrets dump --", seconds + 1, timeout_ms / 1000, timeout_ms % 1000);
	print_paths(out, paths, n);
	fputs("; s=$?; fi; if test $s = 2; then s=0; ", out);
	fputs("if command -v corosync-cmapctl >/dev/null; then ", out);
	print_cmapctl(out, paths, n, false, seconds);
	print_cmapctl(out, paths, n, true, seconds);
	fputs("else s=127; fi; fi; echo; echo " END "$s'", out);
}

char *
remote_command(const char *const *paths, size_t n, unsigned timeout_ms)
{
	const char **all = calloc(n + 1, sizeof(*all));
	struct str_stream command;

	if (all == NULL || !str_open(&command)) {
		free(all);
		return NULL;
	}
	all[0] = ALWAYS;
	for (size_t i = 0; i < n; i++) {
		all[i + 1] = paths[i];
		if (paths[i][0] == '\0')
			n = 0; /* all keys */
	}
	print_command(command.out, all, n > 0 ? n + 1 : 0, timeout_ms);
	free(all);
	return str_close(&command);
}

/* ---- messages --------------------------------------------------------------- */

/* Returns the message of an error or a note that cmapsh printed as JSON. The caller frees it. NULL: it is none, or out of memory. */
static char *
json_message(const char *line, size_t len)
{
	static const char member[] = "\"message\":\"";
	const char *start = line[0] == '{' ? memmem(line, len, member, sizeof(member) - 1) : NULL, *end = line + len;
	struct str_stream message;

	if (start == NULL || !str_open(&message))
		return NULL;
	for (const char *c = start + sizeof(member) - 1; c < end && *c != '"'; c++) {
		if (*c == '\\' && c + 1 < end)
			c++;
		putc(*c, message.out);
	}
	return str_close(&message);
}

/* Finds the next line that is not empty. NULL: the end. */
static const char *
next_line(const struct ssh_text *text, size_t *at, size_t *len)
{
	while (*at < text->len) {
		const char *line = text->bytes + *at, *end = memchr(line, '\n', text->len - *at);

		*len = end != NULL ? (size_t)(end - line) : text->len - *at;
		*at += *len + 1;
		while (*len > 0 && strchr(" \r\t", line[*len - 1]) != NULL)
			--*len;
		if (*len > 0)
			return line;
	}
	return NULL;
}

/* Returns the text of a line that a host printed as an error. The caller frees it; NULL: out of memory. */
static char *
line_text(const char *line, size_t len)
{
	char *message = json_message(line, len);

	return message != NULL ? message : strndup(line, len);
}

/* Returns the last line of what a host printed as errors. The caller frees it. NULL: it printed nothing, or out of memory. */
static char *
last_words(const struct ssh_call *call)
{
	const char *line, *last = NULL;
	size_t at = 0, len, last_len = 0;

	while ((line = next_line(&call->err, &at, &len)) != NULL) {
		last = line;
		last_len = len;
	}
	return last != NULL ? line_text(last, last_len) : NULL;
}

char *
remote_message(const struct ssh_call *call, size_t *at)
{
	static const char no_key[] = "\"exit\":1";
	const char *line;
	size_t len;

	while ((line = next_line(&call->err, at, &len)) != NULL)
		if (line[0] != '{' || memmem(line, len, no_key, sizeof(no_key) - 1) == NULL)
			return line_text(line, len);
	return NULL;
}

/* ---- the answer ------------------------------------------------------------- */

/* Fails with the last words of a host, or with others if it has none. */
static enum cmh_status
fail_in_words(const struct ssh_call *call, enum cmh_status status, const char *otherwise, struct cmh_error *err)
{
	char *words = last_words(call);

	error_text_set(err, status, NULL, "%s", words != NULL ? words : otherwise);
	free(words);
	return status;
}

/* Fails because the command was not run to its end. */
static enum cmh_status
fail_run(const struct ssh_call *call, bool begun, struct cmh_error *err)
{
	switch (call->end) {
	case SSH_NOT_STARTED:
		return error_text_set(err, CMH_FAILED, "install ssh", "cannot run ssh: %s", strerror(call->status));
	case SSH_TIMEOUT:
		return error_text_set(err, CMH_TIMEOUT, NULL, "no answer within the timeout");
	case SSH_TOO_LONG:
		return error_text_set(err, CMH_FAILED, NULL, "the answer is too long");
	case SSH_INTERRUPTED:
		return error_text_set(err, CMH_INTERRUPTED, NULL, "interrupted");
	default:
		break;
	}
	if (begun)
		return fail_in_words(call, CMH_UNREACHABLE, "the connection was lost before the end of the answer", err);
	return fail_in_words(call, call->status == 255 ? CMH_UNREACHABLE : CMH_FAILED, "ssh failed without a message", err);
}

/* Judges the exit status of the command. */
static enum cmh_status
judge(const struct ssh_call *call, int status, struct cmh_error *err)
{
	bool connected = call->err.bytes == NULL || strstr(call->err.bytes, "Failed to initialize the cmap API") == NULL;

	if (status == DONE || status == PARTIAL || (status == NO_KEY && connected))
		return CMH_OK;
	if (status == LATE || status == KILLED)
		return error_text_set(err, CMH_TIMEOUT, NULL, "corosync does not answer");
	if (status == NO_PROGRAM)
		return error_text_set(err, CMH_FAILED, "install cmapsh there", "neither cmapsh nor corosync-cmapctl is installed there");
	if (status == UNREACHABLE || !connected)
		return fail_in_words(call, CMH_UNREACHABLE, "cannot reach corosync", err);
	return fail_in_words(call, CMH_FAILED, "the command failed", err);
}

enum cmh_status
remote_answer(struct ssh_call *call, struct remote_keys *out, struct cmh_error *err)
{
	static const char begin[] = "\n" BEGIN "\n", end[] = "\n" END;
	const struct ssh_text *text = &call->out;
	char *start = text->len > 0 ? memmem(text->bytes, text->len, begin, sizeof(begin) - 1) : NULL, *last = NULL;

	if (start != NULL)
		start += sizeof(begin) - 1;
	for (char *at = start; at != NULL; last = at != NULL ? at : last, at = at != NULL ? at + 1 : NULL)
		at = memmem(at, text->len - (size_t)(at - text->bytes), end, sizeof(end) - 1);
	if (call->end != SSH_EXITED || last == NULL || text->bytes[text->len - 1] != '\n')
		return fail_run(call, start != NULL, err);
	*out = (struct remote_keys){ start, (size_t)(last + 1 - start) };
	return judge(call, atoi(last + sizeof(end) - 1), err);
}
