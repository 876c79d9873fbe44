/* SPDX-License-Identifier: BSD-3-Clause */
/* A list of what corosync refuses in a corosync.conf. cli/ uses this, too. */
#ifndef CMH_FAULT_H
#define CMH_FAULT_H

#include "cmh.h"

enum { FAULTS_MAX = 100 }; /* that are kept: a file of another kind may have one in every line */

struct faults {
	struct cmh_fault *v;
	size_t n, capacity;
	bool failed; /* out of memory: the list is not complete */
};

/* Adds a fault. `said`, what corosync says, may be NULL. */
void fault_add(struct faults *faults, size_t line, size_t column, const char *said, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Sorts by line and column; faults of one place keep their order. */
void faults_sort(struct faults *faults);

void faults_clear(struct faults *faults);

#endif
