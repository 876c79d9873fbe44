/* SPDX-License-Identifier: BSD-3-Clause */
/* The marks of the prompt: what is not as usual, in brackets. */
#ifndef PROMPT_MARKS_H
#define PROMPT_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/app.h"

/* The marks, the most important first: in a narrow terminal, the others are left out. */
enum mark_rank {
	MARK_CONNECTION, /* corosync is not connected, lost or does not answer: the rest is old */
	MARK_QUORUM,
	MARK_MEMBERS,
	MARK_SAVED,
	MARK_READ_ONLY,
	MARK_RESTRICTED,
	MARK_NODES,      /* that commands ask */
	MARK_TASKS,      /* in the background */
	N_MARKS,
};

struct marks {
	char *text[N_MARKS]; /* by rank; NULL: there is nothing to say */
	bool failed;         /* out of memory */
};

/* Makes the marks. The caller releases them with marks_clear(). */
void marks_make(struct marks *marks, const struct app *app, bool read_only);
void marks_clear(struct marks *marks);

#endif
