/* SPDX-License-Identifier: BSD-3-Clause */
/* One node of a task on several nodes: its process is started, read, judged, and started again. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "nodes/node_list.h"
#include "nodes/remote.h"
#include "output/output.h"
#include "output/record.h"
#include "task/event_read.h"
#include "task/nodes_task.h"
#include "text/error_text.h"

enum {
	FIRST_DELAY_MS = 1000,
	MOST_DELAY_MS = 30000,
	GRACE_MS = 2000,     /* for ssh and a shell, besides the timeouts */
	READS = 64,          /* of a process that has ended: a part that stays may keep its pipes open, and full */
};

/* ---- what comes of a process ----------------------------------------------------- */

static void set_why(struct followed *f, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* Sets why a node has failed. */
static void
set_why(struct followed *f, enum exit_code code, const char *hint, const char *message, ...)
{
	struct cmh_error why = CMH_ERROR_INIT; /* the arguments may be of the old one */
	va_list ap;

	va_start(ap, message);
	error_text_vset(&why, CMH_FAILED, hint, message, ap);
	va_end(ap);
	cmh_error_clear(&f->why);
	f->why = why;
	f->code = code;
}

static void
fail(struct nodes_task *t, struct output *out, struct followed *f)
{
	f->state = FOLLOWED_FAILED;
	followed_name(t, out, f);
}

/* Whether ssh will fail again until a person does something: to try often would only make the node lock us out. */
static bool
is_lasting(const char *words)
{
	static const char *const lasting[] = { "Permission denied", "Host key verification failed", "Could not resolve hostname",
					       "Too many authentication failures" };

	for (size_t i = 0; i < sizeof(lasting) / sizeof(lasting[0]); i++)
		if (strstr(words, lasting[i]) != NULL)
			return true;
	return false;
}

/* The connection to a node, or its corosync, was lost or cannot be reached, as `f->why` says: tries again later, unless that is of no use. */
static void
lose(struct nodes_task *t, struct output *out, struct followed *f)
{
	const char *why = cmh_error_message(&f->why);
	bool first = f->delay_ms == 0;

	if (t->give_up || (!f->was_up && is_lasting(why))) {
		fail(t, out, f);
		return;
	}
	if (f->was_up && !f->lost)
		followed_print(t, out, f, "lost", why);
	else if (!f->was_up && first && t->kind->patient)
		followed_note(t, out, f, NULL, why);
	else if (!f->was_up && first)
		followed_name(t, out, f);
	f->lost = f->was_up;
	f->delay_ms = first ? FIRST_DELAY_MS : f->delay_ms * 2 < MOST_DELAY_MS ? f->delay_ms * 2 : MOST_DELAY_MS;
	f->state = FOLLOWED_WAITING;
	f->at = clock_ms() + f->delay_ms;
}

/* The process has ended, although it is not done. */
static void
judge(struct nodes_task *t, struct output *out, struct followed *f, int status)
{
	bool early = status == 0 && f->stream.begun;
	bool ssh = f->node.self ? status == SSH_STATUS_KILLED : status >= SSH_STATUS_FAILED || (!f->stream.begun && !f->stream.absent);

	if (f->stream.absent) {
		set_why(f, EXIT_ERROR, "install cmapsh there", "cmapsh is not installed there; %s needs it", t->task.ops->name);
		fail(t, out, f);
	} else if (early) {
		set_why(f, EXIT_UNREACHABLE, NULL, "cmapsh has ended there");
		lose(t, out, f);
	} else if (ssh) {
		set_why(f, EXIT_UNREACHABLE, NULL, "%s", f->words != NULL ? f->words : f->node.self ? "cmapsh was killed" : "ssh ended without a message");
		lose(t, out, f);
	} else if (t->kind->on_exit != NULL && t->kind->on_exit(t, f, status))
		f->state = FOLLOWED_DONE;
	else {
		if (f->code == EXIT_DONE)
			set_why(f, status == EXIT_TIMEOUT ? EXIT_TIMEOUT : EXIT_ERROR, NULL, "%s", f->words != NULL ? f->words : "cmapsh has failed there");
		if (!t->timed && (f->code == EXIT_UNREACHABLE || f->code == EXIT_TIMEOUT))
			lose(t, out, f);
		else
			fail(t, out, f);
	}
}

void
followed_give_up(struct nodes_task *t, struct output *out, struct followed *f)
{
	stream_end(&f->stream);
	set_why(f, EXIT_TIMEOUT, NULL, "no answer within the timeout");
	lose(t, out, f);
}

/* ---- starting ---------------------------------------------------------------------- */

/* How much time is left, in ms. 0: no limit. */
static unsigned
left_ms(const struct nodes_task *t)
{
	int64_t left = t->until - clock_ms();

	return t->until == 0 ? 0 : left > 1 ? (unsigned)left : 1;
}

/* The program of this node is this one, whatever the shells here would find. */
static bool
start_here(struct nodes_task *t, struct followed *f)
{
	const struct ssh_target target = { .here = t->words };

	return stream_start(&f->stream, &target);
}

static bool
start_there(struct nodes_task *t, struct followed *f)
{
	unsigned limit_ms = left_ms(t);
	char *command = remote_cmapsh_command((const char *const *)t->words + 1, t->n_words - 1, limit_ms > 0 ? (limit_ms + GRACE_MS) / 1000 + 1 : 0);
	struct ssh_target target = { .host = f->node.name, .command = command, .connect_ms = t->connect_ms, .lasting = true };
	bool good;

	if (f->stream.by_address)
		target.address = f->node.address;
	good = command != NULL && stream_start(&f->stream, &target);
	free(command);
	return good;
}

void
followed_start(struct nodes_task *t, struct output *out, struct followed *f)
{
	unsigned wait_ms = t->timed && f->delay_ms > 0 ? left_ms(t) : t->task.set.timeout_ms;

	cmh_error_clear(&f->why);
	f->code = EXIT_DONE;
	free(f->words);
	f->words = NULL;
	if (t->seconds != NULL)
		snprintf(t->seconds, NODES_SECONDS, "%u.%03u", wait_ms / 1000, wait_ms % 1000);
	if (f->node.self ? !start_here(t, f) : !start_there(t, f)) {
		set_why(f, EXIT_ERROR, f->node.self ? NULL : "install ssh", "cannot run %s: %s", f->node.self ? "cmapsh" : "ssh", strerror(errno));
		fail(t, out, f);
		return;
	}
	f->state = FOLLOWED_STARTING;
	f->at = clock_ms() + 2 * (int64_t)t->connect_ms + GRACE_MS;
	/* If this fails, what the node prints is read when something else happens. */
	(void)(task_add_fd(&t->task, f->stream.ssh.out) && task_add_fd(&t->task, f->stream.ssh.err) && task_add_fd(&t->task, f->stream.ssh.child.fd));
}

/* ---- reading ----------------------------------------------------------------------- */

/* cmapsh runs there, and follows. */
static void
come_up(struct nodes_task *t, struct output *out, struct followed *f)
{
	bool late = f->delay_ms > 0;

	f->state = FOLLOWED_RUNNING;
	if (f->lost)
		followed_print(t, out, f, "reconnected", NULL);
	else if (late || (t->kind->begins && !output_is_text(out)))
		followed_print(t, out, f, "start", NULL);
	f->was_up = true;
	f->lost = false;
	f->delay_ms = 0;
}

/* Takes a record of a node: it waits for those of others, if it is not about the node itself. */
static void
take_record(struct nodes_task *t, struct output *out, struct followed *f, struct record *record)
{
	const char *event = record_text(record, "event");
	bool start = event != NULL && strcmp(event, "start") == 0, end = event != NULL && strcmp(event, "end") == 0;

	if (f->state == FOLLOWED_STARTING && !end)
		come_up(t, out, f);
	if (start || end || t->kind->on_record == NULL)
		record_free(record);
	else if (!nodes_queue_add(&t->queue, record, (size_t)(f - t->v), event_read_time(record)))
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
}

/* Takes a line of the errors of a node: an error or a note of cmapsh, or words of ssh or of a shell. */
static void
take_error(struct nodes_task *t, struct output *out, struct followed *f, const char *line, size_t len)
{
	struct record *record = record_read(line, len);
	struct record *error = record != NULL ? record_part(record, "error") : NULL;
	struct record *warning = record != NULL ? record_part(record, "warning") : NULL, *part = error != NULL ? error : warning;
	const char *message = part != NULL ? record_text(part, "message") : NULL;

	if (message != NULL && error != NULL) {
		set_why(f, (enum exit_code)record_number(error, "exit"), record_text(error, "hint"), "%s", message);
		f->why.number = (int)record_number(error, "number");
		if (f->code == EXIT_DONE)
			f->code = EXIT_ERROR;
	} else if (message != NULL)
		followed_note(t, out, f, record_text(warning, "hint"), message);
	else if (len > 0) {
		if (f->words != NULL && f->stream.begun)
			followed_note(t, out, f, NULL, f->words);
		free(f->words);
		f->words = strndup(line, len);
	}
	record_free(record);
}

/* Takes the lines that have come. A line that is not a record is an error of the node. */
static void
take_lines(struct nodes_task *t, struct output *out, struct followed *f)
{
	char *line;
	size_t len;

	while ((line = stream_error(&f->stream, &len)) != NULL)
		take_error(t, out, f, line, len);
	while (!t->task.ended && (line = stream_line(&f->stream, &len)) != NULL) {
		struct record *record = record_read(line, len);

		if (record != NULL)
			take_record(t, out, f, record);
		else if (len > 0)
			take_error(t, out, f, line, len);
	}
	if (f->state == FOLLOWED_STARTING && f->stream.begun && !t->kind->begins)
		come_up(t, out, f);
}

/* ssh has found no address for the name, but the nodelist has one. */
static bool
needs_address(const struct followed *f, int status)
{
	return !f->stream.by_address && f->node.address != NULL && strcmp(f->node.address, f->node.name) != 0 &&
	       node_name_is_valid(f->node.address) && ssh_child_has_no_address(status, f->words);
}

void
followed_read(struct nodes_task *t, struct output *out, struct followed *f)
{
	int status = 0, reads = 0;
	bool ended = stream_ended(&f->stream, &status), some = false, good;

	do {
		good = stream_read(&f->stream, &some);
		if (good)
			take_lines(t, out, f);
	} while (good && ended && some && ++reads < READS);
	if (!good)
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
	else if (f->stream.too_long) {
		stream_end(&f->stream);
		set_why(f, EXIT_ERROR, NULL, "the answer is too long");
		fail(t, out, f);
	} else if (ended && !t->task.ended) {
		stream_end(&f->stream);
		if (needs_address(f, status)) {
			f->stream.by_address = true;
			followed_start(t, out, f);
		} else if (status == 0 && f->stream.begun && t->ends)
			f->state = FOLLOWED_DONE;
		else
			judge(t, out, f, status);
	}
}
