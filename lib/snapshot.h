/* SPDX-License-Identifier: BSD-3-Clause */
/* A saved map as its two files see it: snapshot_text.c reads it, snapshot.c answers from it. */
#ifndef CMH_SNAPSHOT_H
#define CMH_SNAPSHOT_H

#include <stdio.h>

#include "internal.h"

struct snapshot {
	char *file;
	struct cmh_entries keys; /* sorted */
	size_t left_out, first_left_out;
};

/* Adds the keys that text holds, in its order. */
enum cmh_status snapshot_read_text(struct snapshot *snapshot, FILE *in, struct cmh_error *err);

#endif
