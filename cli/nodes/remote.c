/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/remote.h"

#include <stdlib.h>
#include <string.h>

#include "nodes/remote_marks.h"
#include "nodes/remote_words.h"
#include "str.h"
#include "text/error_text.h"

enum { LIMIT_LEAST_MS = 1000 }; /* no limit of a command is shorter: what was killed before had another reason */

/* Exit statuses of the command. */
enum { DONE = 0, NO_KEY = 1, UNREACHABLE = 4, REFUSED = 5, PARTIAL = 7, LATE = 124, NO_PROGRAM = 127, KILLED = 137 };

/* ---- messages --------------------------------------------------------------- */

/* Finds the next line of a text. NULL: the end. */
static const char *
next_line(const struct ssh_text *text, size_t *at, size_t *len)
{
	const char *line = text->bytes + *at, *end;

	if (*at >= text->len)
		return NULL;
	end = memchr(line, '\n', text->len - *at);
	*len = end != NULL ? (size_t)(end - line) : text->len - *at;
	*at += *len + 1;
	return line;
}

/*
 * Finds the last words that a host printed as errors: if cmapsh there has failed, those of cmapsh; `others`: only those of
 * other programs. False: there are none, or out of memory.
 */
static bool
last_words(const struct ssh_call *call, bool others, struct remote_words *out)
{
	struct remote_words words;
	const char *line;
	size_t at = 0, len;
	bool found = false;

	*out = (struct remote_words)REMOTE_WORDS_INIT;
	while ((line = next_line(&call->err, &at, &len)) != NULL) {
		if (!remote_words_read(&words, call->host, line, len))
			continue;
		if ((others && words.ours) || words.note || (out->ours && !words.ours)) {
			remote_words_clear(&words);
			continue;
		}
		remote_words_clear(out);
		*out = words;
		found = true;
	}
	return found;
}

char *
remote_message(const struct ssh_call *call, size_t *at)
{
	struct remote_words words;
	const char *line;
	size_t len;

	while ((line = next_line(&call->err, at, &len)) != NULL) {
		if (!remote_words_read(&words, call->host, line, len))
			continue;
		free(words.hint);
		if (words.exit != NO_KEY)
			return words.message;
		free(words.message);
	}
	return NULL;
}

/* ---- the answer ------------------------------------------------------------- */

/* Fails with words of a host, which it takes, or with others if there are none. */
static enum cmh_status
fail_with(struct remote_words *words, enum cmh_status status, const char *otherwise, struct cmh_error *err)
{
	error_text_set(err, status, words->hint, "%s", words->message != NULL ? words->message : otherwise);
	if (err != NULL)
		err->number = words->number;
	remote_words_clear(words);
	return status;
}

/* Fails with the last words of a host, or with others if it has none. */
static enum cmh_status
fail_in_words(const struct ssh_call *call, enum cmh_status status, const char *otherwise, struct cmh_error *err)
{
	struct remote_words words;

	(void)last_words(call, false, &words);
	return fail_with(&words, status, otherwise, err);
}

/* Makes words of the last line that something else has printed, such as a login shell. They stay empty if there is none. */
static void
quote_printed(const struct ssh_call *call, struct remote_words *out)
{
	const char *line, *last = NULL;
	size_t at = 0, len, last_len = 0;

	while ((line = next_line(&call->out, &at, &len)) != NULL)
		if (len > 0 && line[0] != '\r') {
			last = line;
			last_len = line[len - 1] == '\r' ? len - 1 : len;
		}
	if (last != NULL)
		out->message = remote_words_printed(last, last_len);
}

/* Fails because the command has not begun there. */
static enum cmh_status
fail_before(const struct ssh_call *call, struct cmh_error *err)
{
	struct remote_words words;

	if (!last_words(call, false, &words))
		quote_printed(call, &words);
	return fail_with(&words, CMH_UNREACHABLE, remote_words_none(call->status), err);
}

/* Fails because the answer has no end. What cmapsh there has printed as errors is not the reason; what ssh has is. */
static enum cmh_status
fail_within(const struct ssh_call *call, struct cmh_error *err)
{
	struct remote_words words = REMOTE_WORDS_INIT;

	if (call->status == SSH_STATUS_FAILED)
		(void)last_words(call, true, &words);
	return fail_with(&words, CMH_UNREACHABLE, "the connection was lost before the end of the answer", err);
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
		return error_text_set(err, CMH_INTERRUPTED, NULL, "interrupted before it answered");
	default:
		return begun ? fail_within(call, err) : fail_before(call, err);
	}
}

/* Judges the exit status of the command. `program`: what has printed the answer; "": not known. */
static enum cmh_status
judge(const struct ssh_call *call, int status, const char *program, struct cmh_error *err)
{
	bool connected = call->err.bytes == NULL || strstr(call->err.bytes, "Failed to initialize the cmap API") == NULL;

	if (status == DONE || status == PARTIAL || (status == NO_KEY && connected))
		return CMH_OK;
	if ((status == LATE || status == KILLED) && call->ms >= LIMIT_LEAST_MS)
		return error_text_set(err, CMH_TIMEOUT, NULL, "corosync does not answer");
	if (status == NO_PROGRAM && strcmp(program, REMOTE_CMAPSH) != 0)
		return error_text_set(err, CMH_FAILED, "install cmapsh there", "neither cmapsh nor corosync-cmapctl is installed there");
	if (status == UNREACHABLE || !connected) {
		fail_in_words(call, CMH_UNREACHABLE, "cannot reach corosync", err);
		err->reason = CMH_REASON_LOST;
		if (!connected || strstr(cmh_error_message(err), "not running") != NULL)
			err->reason = CMH_REASON_NOT_RUNNING;
		return CMH_UNREACHABLE;
	}
	return fail_in_words(call, status == REFUSED ? CMH_REFUSED : CMH_FAILED, "the command failed", err);
}

enum cmh_status
remote_answer(struct ssh_call *call, struct remote_keys *out, struct cmh_error *err)
{
	static const char begin[] = "\n" REMOTE_BEGIN "\n", report[] = "\n" REMOTE_REPORT "\n", end[] = "\n" REMOTE_END;
	const struct ssh_text *text = &call->out;
	char *start = text->len > 0 ? memmem(text->bytes, text->len, begin, sizeof(begin) - 1) : NULL, *last = NULL, *program;
	int status;

	if (start != NULL)
		start += sizeof(begin) - 1;
	for (char *at = start; at != NULL; last = at != NULL ? at : last, at = at != NULL ? at + 1 : NULL)
		at = memmem(at, text->len - (size_t)(at - text->bytes), end, sizeof(end) - 1);
	if (call->end != SSH_EXITED || last == NULL || text->bytes[text->len - 1] != '\n')
		return fail_run(call, start != NULL, err);
	*out = (struct remote_keys){ .bytes = start, .len = (size_t)(last + 1 - start) };
	status = (int)strtol(last + sizeof(end) - 1, &program, 10);
	program += *program == ' ';
	program[strcspn(program, "\n")] = '\0';
	out->by_cmapsh = strcmp(program, REMOTE_CMAPSH) == 0;
	out->report = memmem(start, out->len, report, sizeof(report) - 1);
	if (out->report != NULL) {
		out->len = (size_t)(out->report + 1 - start);
		out->report += sizeof(report) - 1;
	}
	return judge(call, status, program, err);
}
