/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that are opened as maps, compressed or not. */
#ifndef CORE_MAP_FILE_H
#define CORE_MAP_FILE_H

#include "base/unpack.h"
#include "cmh.h"

/* Opens what a spec means, as cmh_handle_open() does; also a compressed file. NULL: see `err`. */
struct cmh_handle *map_file_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err);

/* The same of a file that map_file_begin() has begun to read; ends it. */
struct cmh_handle *map_file_open_begun(struct cmh_context *cmh, struct unpack *unpack, const char *file, const char *spec, const char *name,
				       struct cmh_error *err);

/* Whether a spec is that of a file, not of a map of corosync. */
bool map_file_is(const char *spec);

/* Whether a spec is that of standard input: "-", also with the number of a map or the name of a node, as in "-#2". */
bool map_file_is_standard(const char *spec);

/* Returns the spec with /dev/stdin for standard input. The caller frees it. NULL: out of memory. */
char *map_file_spec(const char *spec);

/* Whether to read the file of a spec can wait for another program: it is a pipe, a device or the like. */
bool map_file_can_wait(const char *spec);

/*
 * Begins to read a file. `limit_ms`: how long a pipe may take to its end; 0: as long as it takes.
 * The caller calls unpack_close(). Any other status than CMH_OK: see `err`.
 */
enum cmh_status map_file_begin(struct unpack *unpack, const char *file, unsigned limit_ms, struct cmh_error *err);

/* Fills `err` with what a pipe that took longer than that has done. Returns CMH_TIMEOUT. */
enum cmh_status map_file_timed_out(struct cmh_error *err, const char *file, unsigned limit_ms);

/* Ends it; CMH_FAILED: not all of it could be unpacked. */
enum cmh_status map_file_end(struct unpack *unpack, const char *file, struct cmh_error *err);

#endif
