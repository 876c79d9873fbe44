/* SPDX-License-Identifier: BSD-3-Clause */
/* Prints a key of several nodes on one line: which nodes have which value. */
#ifndef COMPARE_NODE_LINE_H
#define COMPARE_NODE_LINE_H

#include "compare/node_rows.h"
#include "output/output.h"

/* Prints "KEY (TYPE): VALUE on node[1-2], VALUE on node3". `names`: those of the `n` nodes, sorted. */
void node_line_print(struct output *out, const struct node_row *row, char *const *names, size_t n);

#endif
