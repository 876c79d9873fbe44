/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/remote.h"

#include <stdlib.h>
#include <string.h>

#include "nodes/remote_marks.h"
#include "str.h"
#include "text/error_text.h"

/* Exit statuses of the command. */
enum { DONE = 0, NO_KEY = 1, UNREACHABLE = 4, PARTIAL = 7, LATE = 124, NO_PROGRAM = 127, KILLED = 137 };

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
	if (status == UNREACHABLE || !connected) {
		fail_in_words(call, CMH_UNREACHABLE, "cannot reach corosync", err);
		err->reason = !connected || strstr(cmh_error_message(err), "not running") != NULL ? CMH_REASON_NOT_RUNNING : CMH_REASON_LOST;
		return CMH_UNREACHABLE;
	}
	return fail_in_words(call, CMH_FAILED, "the command failed", err);
}

enum cmh_status
remote_answer(struct ssh_call *call, struct remote_keys *out, struct cmh_error *err)
{
	static const char begin[] = "\n" REMOTE_BEGIN "\n", report[] = "\n" REMOTE_REPORT "\n", end[] = "\n" REMOTE_END;
	const struct ssh_text *text = &call->out;
	char *start = text->len > 0 ? memmem(text->bytes, text->len, begin, sizeof(begin) - 1) : NULL, *last = NULL;

	if (start != NULL)
		start += sizeof(begin) - 1;
	for (char *at = start; at != NULL; last = at != NULL ? at : last, at = at != NULL ? at + 1 : NULL)
		at = memmem(at, text->len - (size_t)(at - text->bytes), end, sizeof(end) - 1);
	if (call->end != SSH_EXITED || last == NULL || text->bytes[text->len - 1] != '\n')
		return fail_run(call, start != NULL, err);
	*out = (struct remote_keys){ .bytes = start, .len = (size_t)(last + 1 - start) };
	out->report = memmem(start, out->len, report, sizeof(report) - 1);
	if (out->report != NULL) {
		out->len = (size_t)(out->report + 1 - start);
		out->report += sizeof(report) - 1;
	}
	return judge(call, atoi(last + sizeof(end) - 1), err);
}
