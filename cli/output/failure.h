/* SPDX-License-Identifier: BSD-3-Clause */
/* An error or a warning, for formats that print them for programs: see format.failure. */
#ifndef OUTPUT_FAILURE_H
#define OUTPUT_FAILURE_H

#include <stdbool.h>
#include <stddef.h>

/* Members that are NULL or 0 are left out. */
struct failure {
	bool warning; /* the command goes on */
	const char *command;
	const char *node; /* which node has failed */
	const char *code; /* "CS_ERR_NOT_EXIST" */
	int number;       /* of the code */
	const char *key;
	const char *message, *hint;
	int exit;
	const char *file; /* the script that has the command, or a file that it reads */
	unsigned line;
	size_t column;
	const char *said; /* what corosync says about it */
};

#endif
