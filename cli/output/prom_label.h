/* SPDX-License-Identifier: BSD-3-Clause */
/* Labels, as OpenMetrics writes them between braces. For prom.c. */
#ifndef OUTPUT_PROM_LABEL_H
#define OUTPUT_PROM_LABEL_H

#include <stddef.h>
#include <stdio.h>

struct field;

/* Appends a label of `len` bytes, which have no newline. */
void prom_put_label(FILE *out, const char *name, const char *value, size_t len);

/* Returns the fields that a record has as labels. The caller frees it; NULL: out of memory. */
char *prom_labels(const struct field *fields, size_t n);

#endif
