/* SPDX-License-Identifier: BSD-3-Clause */
/* Saved maps: files of keys, read completely when they are opened, and answered from memory. */
#ifndef CMH_SAVED_H
#define CMH_SAVED_H

#include <stdio.h>

#include "cmh_private.h"
#include "job.h"

struct saved;

/*
 * Reads a file, as what `text` says, and keeps one of the maps in it, counted from 1. `file` is its
 * name, for errors. Owned by the caller (saved_free()). NULL: see `err`.
 */
struct saved *saved_read(FILE *in, enum cmh_text text, const char *file, size_t part, struct cmh_error *err);
void saved_free(struct saved *saved);

/* Adds the keys of the maps, icmap or the statistics, of which only the other one has keys. False: out of memory. */
bool saved_add(struct saved *saved, const struct saved *from);

/* Does what a connection's thread does for a live map: answers reads, refuses changes. */
enum cmh_status saved_serve(const struct saved *saved, struct job *job, struct cmh_error *err);

/* Fills in what is known of the file. */
void saved_info(const struct saved *saved, struct cmh_handle_info *out);

/* Whether the file would have the key if the map had had it. */
bool saved_covers(const struct saved *saved, const char *key);

/* See cmh_handle_text() and cmh_handle_place(). */
const char *saved_text(const struct saved *saved);
bool saved_place(const struct saved *saved, const char *key, struct cmh_position *out);

#endif
