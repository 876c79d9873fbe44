/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/stream.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "nodes/remote_marks.h"
#include "str.h"

enum {
	AT_ONCE = 64 << 10,  /* bytes that are read before their lines are taken */
	LINE_BYTES = 1 << 20, /* bytes of a line; a value of cmap has at most 64 KiB, and six times as many in JSON */
};

bool
stream_start(struct stream *stream, const struct ssh_target *target)
{
	stream->out.taken = stream->out.text.len = stream->err.taken = stream->err.text.len = 0;
	stream->absent = stream->too_long = false;
	free(stream->printed);
	stream->printed = NULL;
	stream->begun = target->host == NULL; /* the marks are those of a shell there */
	return ssh_child_start(&stream->ssh, target);
}

/* Forgets the lines that were taken, and reads more. False: out of memory. */
static bool
read_more(int *fd, struct stream_text *from)
{
	struct ssh_text *text = &from->text;

	if (text->bytes != NULL) {
		memmove(text->bytes, text->bytes + from->taken, text->len - from->taken);
		text->len -= from->taken;
		text->bytes[text->len] = '\0';
	}
	from->taken = 0;
	return ssh_child_collect(fd, text, text->len + AT_ONCE);
}

bool
stream_read(struct stream *stream, bool *some)
{
	size_t before = stream->out.text.len - stream->out.taken + stream->err.text.len - stream->err.taken;
	bool good = read_more(&stream->ssh.out, &stream->out) && read_more(&stream->ssh.err, &stream->err);

	*some = stream->out.text.len + stream->err.text.len > before;
	stream->too_long |= stream->out.text.len > LINE_BYTES || stream->err.text.len > LINE_BYTES;
	return good;
}

/* Returns the next complete line, or a last one without its end if `all`. NULL: none. */
static char *
next_line(struct stream_text *from, bool all, size_t *len)
{
	size_t left = from->text.len - from->taken;
	char *line = left > 0 ? from->text.bytes + from->taken : NULL, *end = left > 0 ? memchr(line, '\n', left) : NULL;

	if (line == NULL || (end == NULL && !all))
		return NULL;
	*len = end != NULL ? (size_t)(end - line) : left;
	from->taken += *len + (end != NULL);
	line[*len] = '\0';
	while (*len > 0 && line[*len - 1] == '\r')
		line[--*len] = '\0';
	return line;
}

char *
stream_line(struct stream *stream, size_t *len)
{
	char *line;

	while ((line = next_line(&stream->out, false, len)) != NULL)
		if (stream->begun)
			return line;
		else if (strcmp(line, REMOTE_BEGIN) == 0)
			stream->begun = true;
		else if (strcmp(line, REMOTE_ABSENT) == 0)
			stream->absent = true;
		else if (*len > 0) {
			free(stream->printed);
			stream->printed = str_copy_n(line, *len);
		}
	return NULL;
}

char *
stream_error(struct stream *stream, size_t *len)
{
	return next_line(&stream->err, stream->ssh.err < 0, len);
}

bool
stream_ended(struct stream *stream, int *status)
{
	bool closed = stream->ssh.out < 0 && stream->ssh.err < 0;

	/* A process that ssh leaves, such as a master of connections, may keep the pipes open. */
	if (stream->ssh.child.pid == 0 || (stream->ssh.child.fd < 0 && !closed) || !child_reap(&stream->ssh.child, status))
		return false;
	*status = WIFEXITED(*status) ? WEXITSTATUS(*status) : SSH_STATUS_KILLED;
	return true;
}

void
stream_end(struct stream *stream)
{
	ssh_child_end(&stream->ssh);
}

void
stream_clear(struct stream *stream)
{
	stream_end(stream);
	free(stream->out.text.bytes);
	free(stream->err.text.bytes);
	free(stream->printed);
	*stream = (struct stream)STREAM_INIT;
}
