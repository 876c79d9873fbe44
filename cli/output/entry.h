/* SPDX-License-Identifier: BSD-3-Clause */
/* Keys with their values, and branches of them, as several commands print them. */
#ifndef OUTPUT_ENTRY_H
#define OUTPUT_ENTRY_H

#include <stddef.h>

struct cmh_entry;
struct cmh_value;
struct output;

/* Prints "KEY (TYPE) = VALUE", or a record of key, type and value. */
void entry_print(struct output *out, const struct cmh_entry *entry);

/* The same, but text begins with `name`, such as the last component of the key. */
void entry_print_as(struct output *out, const char *name, const struct cmh_entry *entry);

/* Prints a branch, in text: "NAME. (branch) = 3 keys". */
void entry_print_branch(struct output *out, const char *name, size_t keys);

/*
 * Returns the name of a change: "add", "modify" or "delete". The type CMH_NONE,
 * before or after it, means that the key does not exist. Static.
 */
const char *entry_change(const struct cmh_value *before, const struct cmh_value *after);

/* Prints a change, in text: "add KEY (TYPE) = NEW", "modify KEY (TYPE) = OLD -> NEW", "delete KEY (TYPE) = OLD". */
void entry_print_change(struct output *out, const char *key, const struct cmh_value *before,
			const struct cmh_value *after);

#endif
