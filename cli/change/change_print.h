/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CHANGE_CHANGE_PRINT_H
#define CHANGE_CHANGE_PRINT_H

struct change;
struct output;

/* Prints a change of a plan that was checked: "modify KEY (TYPE) = OLD -> NEW", or a record. */
void change_print(struct output *out, const struct change *change);

#endif
