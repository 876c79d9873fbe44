/* SPDX-License-Identifier: BSD-3-Clause */
/* Saved maps: files of keys, read completely when they are opened, and answered from memory. */
#ifndef CMH_SAVED_H
#define CMH_SAVED_H

#include "job.h"

struct saved;

/* Reads a file. Owned by the caller (saved_free()). NULL: see `err`. */
struct saved *saved_open(const char *file, struct cmh_error *err);
void saved_free(struct saved *saved);

/* Does what a connection's thread does for a live map: answers reads, refuses changes. */
enum cmh_status saved_serve(const struct saved *saved, struct job *job, struct cmh_error *err);

/* Fills in what is known of the file. */
void saved_info(const struct saved *saved, struct cmh_handle_info *out);

/* Whether the file would have the key if the map had had it. */
bool saved_covers(const struct saved *saved, const char *key);

#endif
