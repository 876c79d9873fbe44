/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors of waiting for corosync: no answer in time, or the caller gave up. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "error_cmap.h"
#include "process.h"
#include "str.h"

/* Adds that a change, if it was one, may have been made: it was sent, and has no answer. */
static void
set_in_doubt(struct cmh_error *err, const struct attempt *attempt)
{
	if (err == NULL || (attempt->doing & DO_WRITE) == 0)
		return;
	err->reason = CMH_REASON_IN_DOUBT;
	free(err->hint);
	err->hint = strdup("the change may or may not have been made; read the key when corosync answers again");
}

enum cmh_status
error_interrupted(struct cmh_error *err, const struct attempt *attempt)
{
	error_set(err, CMH_INTERRUPTED, NULL, "interrupted");
	set_in_doubt(err, attempt);
	return CMH_INTERRUPTED;
}

enum cmh_status
error_ended(struct cmh_error *err, const struct attempt *attempt)
{
	bool write = (attempt->doing & DO_WRITE) != 0;

	error_set(err, CMH_UNREACHABLE, write ? "read the key again" : "run: journalctl -u corosync -n 50",
		  "corosync (pid %ld) has ended%s", (long)attempt->pid, write ? "; the key may or may not have been changed" : "");
	return error_reason(err, write ? CMH_REASON_IN_DOUBT : CMH_REASON_ENDED, CMH_UNREACHABLE);
}

/* Milliseconds as seconds, such as 1.5. printf(3) with %g would use the decimal point of the locale. */
static char *
seconds_text(unsigned ms)
{
	char *text = str_format("%u.%03u", ms / 1000, ms % 1000);
	size_t len = text != NULL ? strlen(text) : 0;

	while (len > 0 && text[len - 1] == '0')
		text[--len] = '\0';
	if (len > 0 && text[len - 1] == '.')
		text[--len] = '\0';
	return text;
}

/* Sets the error for a corosync that did not answer, whose pid may be known. */
static void
set_no_answer(struct cmh_error *err, pid_t pid, const char *seconds)
{
	char *resume;

	if (pid <= 0) {
		error_set(err, CMH_TIMEOUT, "corosync is stopped, busy or hung; run: ps -C corosync -o pid,stat,wchan",
			  "corosync did not answer for %s s", seconds);
	} else if (process_state(pid) == 'T') {
		resume = str_format("a signal or a debugger stopped it; to continue it: kill -CONT %ld", (long)pid);
		error_set(err, CMH_TIMEOUT, resume, "corosync (pid %ld) did not answer for %s s: it is stopped", (long)pid,
			  seconds);
		free(resume);
	} else
		error_set(err, CMH_TIMEOUT, "corosync is busy or hung; run: journalctl -u corosync -n 50",
			  "corosync (pid %ld) did not answer for %s s", (long)pid, seconds);
	error_reason(err, CMH_REASON_NO_ANSWER, CMH_TIMEOUT);
}

enum cmh_status
error_timeout(struct cmh_error *err, const struct attempt *attempt, bool again)
{
	char *text = seconds_text(attempt->ms);
	const char *seconds = text != NULL ? text : "some";

	if (again) {
		error_set(err, CMH_TIMEOUT, "if it lasts, run: journalctl -u corosync -n 50",
			  "corosync is starting or busy: it said \"try again\" for %s s", seconds);
		error_reason(err, CMH_REASON_STARTING, CMH_TIMEOUT);
		if (err != NULL)
			err->number = CS_ERR_TRY_AGAIN;
	} else {
		set_no_answer(err, attempt->pid, seconds);
		set_in_doubt(err, attempt);
	}
	free(text);
	return CMH_TIMEOUT;
}
