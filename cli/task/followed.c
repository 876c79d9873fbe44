/* SPDX-License-Identifier: BSD-3-Clause */
/* One node of a task on several nodes: its process is started, read, and started again. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "nodes/node_list.h"
#include "nodes/remote.h"
#include "nodes/remote_words.h"
#include "output/output.h"
#include "output/record.h"
#include "task/event_read.h"
#include "task/nodes_task.h"

enum {
	GRACE_MS = 2000,     /* for ssh and a shell, besides the timeouts */
	READS = 64,          /* of a process that has ended: a part that stays may keep its pipes open, and full */
};

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
	char *command = remote_cmapsh_command((const char *const *)t->words + 1, t->n_words - 1,
					      limit_ms > 0 ? (limit_ms + GRACE_MS) / 1000 + 1 : 0);
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
		followed_set_why(f, EXIT_ERROR, f->node.self ? NULL : "install ssh", "cannot run %s: %s", f->node.self ? "cmapsh" : "ssh",
				 strerror(errno));
		followed_fail(t, out, f);
		return;
	}
	f->state = FOLLOWED_STARTING;
	f->at = clock_ms() + 2 * (int64_t)t->connect_ms + GRACE_MS;
	/* If this fails, what the node prints is read when something else happens. */
	(void)(task_add_fd(&t->task, f->stream.ssh.out) && task_add_fd(&t->task, f->stream.ssh.err) &&
	       task_add_fd(&t->task, f->stream.ssh.child.fd));
}

/* ---- reading ----------------------------------------------------------------------- */

/* cmapsh runs there, and follows from this time on. NULL: now. */
static void
come_up(struct nodes_task *t, struct output *out, struct followed *f, const struct timespec *time)
{
	bool late = f->delay_ms > 0;

	f->state = FOLLOWED_RUNNING;
	if (f->lost)
		followed_print(t, out, f, "reconnected", NULL, time);
	else if (late || (t->kind->begins && !output_is_text(out)))
		followed_print(t, out, f, "start", NULL, time);
	f->was_up = true;
	f->lost = f->named = false;
	f->delay_ms = 0;
}

/* Takes a record of a node: it waits for those of others, if it is not about the node itself. */
static void
take_record(struct nodes_task *t, struct output *out, struct followed *f, struct record *record)
{
	const char *event = record_text(record, "event");
	bool start = event != NULL && strcmp(event, "start") == 0, end = event != NULL && strcmp(event, "end") == 0;
	struct timespec time = event_read_time(record);

	if (f->state == FOLLOWED_STARTING && (start || (!t->kind->begins && !end)))
		come_up(t, out, f, start ? &time : NULL);
	if (start || end || t->kind->on_record == NULL)
		record_free(record);
	else if (!nodes_queue_add(&t->queue, record, (size_t)(f - t->v), time))
		task_end(&t->task, EXIT_ERROR, "failed", NULL, "out of memory");
}

/* Takes a line of the errors of a node: an error or a note of cmapsh, or words of ssh or of a shell. */
static void
take_error(struct nodes_task *t, struct output *out, struct followed *f, const char *line, size_t len)
{
	struct remote_words words;

	if (!remote_words_read(&words, f->node.self ? NULL : f->node.name, line, len))
		return;
	if (words.note)
		followed_note(t, out, f, words.hint, words.message);
	else if (words.ours) {
		followed_set_why(f, words.exit != EXIT_DONE ? (enum exit_code)words.exit : EXIT_ERROR, words.hint, "%s", words.message);
		f->why.number = words.number;
	} else {
		if (f->words != NULL && f->stream.begun)
			followed_note(t, out, f, NULL, f->words);
		free(f->words);
		f->words = words.message;
		words.message = NULL;
	}
	remote_words_clear(&words);
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
		come_up(t, out, f, NULL);
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
		followed_set_why(f, EXIT_ERROR, NULL, "the answer is too long");
		followed_fail(t, out, f);
	} else if (ended && !t->task.ended) {
		stream_end(&f->stream);
		if (needs_address(f, status)) {
			f->stream.by_address = true;
			followed_start(t, out, f);
		} else if (status == 0 && f->state == FOLLOWED_RUNNING && t->ends)
			f->state = FOLLOWED_DONE;
		else
			followed_judge(t, out, f, status);
	}
}
