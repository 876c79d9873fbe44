/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines that a host prints as errors: those of cmapsh there, as JSON, and those of ssh, a shell or another program. */
#ifndef NODES_REMOTE_WORDS_H
#define NODES_REMOTE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* What a line says. Release it with remote_words_clear(). */
struct remote_words {
	char *message;
	char *hint;    /* NULL: none */
	bool ours;     /* cmapsh has printed it */
	bool note;     /* it is not an error */
	unsigned exit; /* of an error of cmapsh: its exit status; else 0 */
	int number;    /* of a cs_error_t; 0: none */
};

#define REMOTE_WORDS_INIT { .message = NULL }

/*
 * Reads a line. What it says of "this node" is said of `node`, which has printed it, and a hint names that; NULL: it is
 * this node. A line that is very long is cut. False: it is empty, or out of memory.
 */
bool remote_words_read(struct remote_words *out, const char *node, const char *line, size_t len);
void remote_words_clear(struct remote_words *words);

/* Returns a message about a line instead of an answer, such as one of a login shell. The caller frees it; NULL: out of memory. */
char *remote_words_printed(const char *line, size_t len);

/* The message for an ssh that has ended, with a status of ssh.h, without an answer and without words. Static. */
const char *remote_words_none(int status);

/* Returns words from outside, cut if they are very long. The caller frees it; NULL: out of memory. */
char *remote_words_cut(const char *text, size_t len);

#endif
