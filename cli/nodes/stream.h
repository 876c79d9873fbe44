/* SPDX-License-Identifier: BSD-3-Clause */
/* A cmapsh that runs on a node for a long time, and the lines that it prints. Nothing here waits, except to end it. */
#ifndef NODES_STREAM_H
#define NODES_STREAM_H

#include "nodes/ssh_child.h"

/* What a process has printed, taken line by line. */
struct stream_text {
	struct ssh_text text;
	size_t taken; /* bytes at its beginning that were lines */
};

struct stream {
	struct ssh_child ssh;
	struct stream_text out, err;
	bool by_address; /* ssh found no address for the name */
	bool begun;      /* cmapsh runs there */
	bool absent;     /* cmapsh is not installed there */
	bool too_long;   /* a line had no end */
	char *printed;   /* the last line before cmapsh began, of something else; NULL: none */
};

#define STREAM_INIT { SSH_CHILD_INIT, .begun = false }

/* Starts the process; `target` as for ssh_child_start(). Forgets what the one before it has printed. False: see errno. */
bool stream_start(struct stream *stream, const struct ssh_target *target);

/* Takes a part of what the process has printed. *some: there was something. False: out of memory. */
bool stream_read(struct stream *stream, bool *some);

/* Returns the next line, without its newline, of what cmapsh prints, or as errors. Valid until stream_read(). NULL: none is complete. */
char *stream_line(struct stream *stream, size_t *len);
char *stream_error(struct stream *stream, size_t *len);

/* Whether the process has ended; it may have printed more. *status is its exit status, or one of ssh.h. */
bool stream_ended(struct stream *stream, int *status);

/* Ends the process, here and there. */
void stream_end(struct stream *stream);

/* The same, and releases what it has printed. */
void stream_clear(struct stream *stream);

#endif
