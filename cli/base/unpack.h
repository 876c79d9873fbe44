/* SPDX-License-Identifier: BSD-3-Clause */
/* Compressed files, read through the program of the system that unpacks them. Others are read as they are. */
#ifndef BASE_UNPACK_H
#define BASE_UNPACK_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct unpack {
	FILE *in;            /* to read from; closed by unpack_close() */
	const char *program; /* "gzip", "xz", "bzip2" or "zstd"; NULL: the file is not compressed */
	pid_t pid;
	FILE *file;
	int why;             /* errno: why the program did not start again */
};

/*
 * Begins to read a file, which must be at its beginning and is closed by
 * unpack_close(). `limit_ms`: how long a pipe may take to its end; 0: as long as it takes.
 * False: see errno; ENOENT: the program is not installed; ETIMEDOUT.
 */
bool unpack_open(struct unpack *unpack, FILE *file, unsigned limit_ms);

/*
 * Whether the file is a tar, compressed or not, or a zip: its first bytes say so. Call it
 * before anything is read. `in` is at its beginning afterwards; NULL: the program did not start again.
 */
bool unpack_is_archive(struct unpack *unpack);

/* Reads what is left of a compressed file, and ends the program. False: it found the file damaged. */
bool unpack_check(struct unpack *unpack);

/* Ends it, at any place in the file. False: the program failed before, so the file has more than it could unpack. */
bool unpack_close(struct unpack *unpack);

#endif
