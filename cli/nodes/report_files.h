/* SPDX-License-Identifier: BSD-3-Clause */
/* The files of a report that are of use: they are kept in memory, within limits, and no file is written. */
#ifndef NODES_REPORT_FILES_H
#define NODES_REPORT_FILES_H

#include <stdint.h>
#include <sys/types.h>

#include "nodes/report_kind.h"

/* Reports are far below these limits. A compressed file may have no end. */
enum {
	REPORT_FILES_MAX = 200 * 1000,
	REPORT_DEPTH_MAX = 24,             /* folders in each other */
	REPORT_NESTED_MAX = 2,             /* archives in each other */
	REPORT_MIB_MAX = 4 * 1024,         /* that are read */
	REPORT_KEPT_MIB_MAX = 256,         /* that are kept in memory */
};

struct report_file {
	char *path;             /* in the report */
	char *text;
	size_t len;
	enum report_kind kind;
	bool used;              /* a node has it */
	bool cut;               /* its end could not be read, and its last line is removed */
};

struct report_files {
	/* Set by the caller; NULL: nothing interrupts. Called often. */
	bool (*cancel)(void *arg);
	void *arg;

	struct report_file *v;  /* those that are of use */
	size_t n, capacity;
	size_t seen;            /* how many files and folders there are */
	uint64_t bytes, kept;   /* that were read; that are kept */
	char *stopped;          /* the limit at which reading has stopped; NULL: none */
	char *damage;           /* the first that could not be read; NULL: all was */
	bool interrupted, no_memory, encrypted;
};

/* Reads up to `n` bytes of a file. 0: its end; -1: an error, which has been noted. */
typedef ssize_t report_read_fn(void *arg, char *bytes, size_t n);

/* Reads a file, as far as it is of use. False: reading has to stop. */
bool report_files_add(struct report_files *files, const char *path, report_read_fn *read, void *arg);

/* Counts bytes that were read, and files, and checks the limits. False: reading has to stop. */
bool report_files_count(struct report_files *files, uint64_t bytes, size_t seen);

/* Notes the limit at which reading stops. Returns false. */
bool report_files_stop(struct report_files *files, const char *why, ...) __attribute__((format(printf, 2, 3)));

/* Notes what could not be read, unless something was noted before. The rest can be read nevertheless. Returns false. */
bool report_files_damage(struct report_files *files, const char *what, ...) __attribute__((format(printf, 2, 3)));

/* Whether reading has to stop. */
bool report_files_stopped(const struct report_files *files);

void report_files_clear(struct report_files *files);

#endif
