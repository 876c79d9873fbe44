/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CHANGE_CHANGE_PRINT_H
#define CHANGE_CHANGE_PRINT_H

struct change;
struct output;
struct plan;

/* Prints a change of a plan that was checked: "modify KEY (TYPE) = OLD -> NEW", or a record. */
void change_print(struct output *out, const struct change *change);

/* Prints all changes of a plan. */
void change_print_all(struct output *out, const struct plan *plan);

#endif
