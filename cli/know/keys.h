/* SPDX-License-Identifier: BSD-3-Clause */
/* Keys with their values, in lists in any order, looked up by name. */
#ifndef KNOW_KEYS_H
#define KNOW_KEYS_H

#include "know/cluster.h"

/* Views of the entries of all lists, in the order of bytes. */
struct keys {
	const struct cmh_entry **v;
	size_t n;
};

/* Makes the views; keys_clear() releases them in any case. False: out of memory. */
bool keys_sort(struct keys *keys, const struct cmh_entries *const *lists, size_t n);
void keys_clear(struct keys *keys);

/* Whether there is a key of exactly this name. */
bool keys_have(const struct keys *keys, const char *name);

/* The number that a key has, whose name is made as by printf(3). In a file without types a number is a str. */
struct quantity keys_number(const struct keys *keys, const char *name, ...) __attribute__((format(printf, 2, 3)));

/* The same for a flt or dbl, or any other number. 0: there is none. */
double keys_real(const struct keys *keys, const char *name, ...) __attribute__((format(printf, 2, 3)));

/* Sets *text to a copy of a str, which the caller frees; leaves it if there is none or it is empty. False: out of memory. */
bool keys_text(const struct keys *keys, char **text, const char *name, ...) __attribute__((format(printf, 3, 4)));

/* Whether a key is a number, which is stored, between two texts. */
bool key_has_number(const char *key, const char *before, const char *after, unsigned *number);

#endif
