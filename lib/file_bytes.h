/* SPDX-License-Identifier: BSD-3-Clause */
/* The bytes of a file of keys, as UTF-8. */
#ifndef CMH_FILE_BYTES_H
#define CMH_FILE_BYTES_H

#include <stdio.h>

#include "cmh.h"

/* What a file was, besides bytes that are taken as they are. */
enum file_coding {
	CODING_PLAIN,
	CODING_MARKED, /* UTF-8 with a byte order mark */
	CODING_UTF16,
};

/*
 * Reads a stream to its end, at most FILE_BYTES_MAX. UTF-16 becomes UTF-8, and the
 * byte order mark is removed. A NUL follows the bytes, which the caller frees.
 *   name    of the file, for errors
 *   coding  what it was; may be NULL
 * CMH_INVALID: it is a device, which may have no end, or larger; CMH_FAILED: it
 * cannot be read, or memory is short. Then it returns none.
 */
enum cmh_status file_bytes_read(FILE *in, const char *name, char **bytes, size_t *len, enum file_coding *coding,
				struct cmh_error *err);

#endif
