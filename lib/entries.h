/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of keys, as the library's other files need them. The rest of entries.c is in cmh.h. */
#ifndef CMH_ENTRIES_H
#define CMH_ENTRIES_H

#include "cmh.h"

/* Appends a key, of which a copy is made, and returns its entry. NULL: out of memory. */
struct cmh_entry *entries_push(struct cmh_entries *entries, const char *key);

/* The same at a place. */
struct cmh_entry *entries_insert(struct cmh_entries *entries, size_t at, const char *key);

/* The place of a key in a sorted list, or the place where it belongs; *found says which. */
size_t entries_seek(const struct cmh_entries *entries, const char *key, bool *found);

/* Releases the value and the error of an entry that is to be read again. The type stays, as in a list of names. */
void entry_forget_value(struct cmh_entry *entry);

/* Releases the entry at a place. */
void entries_remove(struct cmh_entries *entries, size_t at);

/* Releases the entries from the n-th on. */
void entries_truncate(struct cmh_entries *entries, size_t n);

/* Moves the entries from the n-th on to `out`, which must be empty. False: out of memory, and nothing was moved. */
bool entries_split(struct cmh_entries *entries, size_t n, struct cmh_entries *out);

/* Moves all entries of `from` to the end of `to`. False: out of memory, and nothing was moved. */
bool entries_append(struct cmh_entries *to, struct cmh_entries *from);

/* Appends copies of the keys, with their maps and without values. False: out of memory; a part may have been appended. */
bool entries_copy_names(struct cmh_entries *to, const struct cmh_entries *from);

/* Keeps the keys that the path covers, and sorts them. */
void entries_sort_filter(struct cmh_entries *entries, const char *path);

/* Removes the keys that have neither a value nor an error: they vanished while their values were read. */
void entries_drop_vanished(struct cmh_entries *entries);

#endif
