/* SPDX-License-Identifier: BSD-3-Clause */
/* What a value means to people, where the value itself does not say it. */
#ifndef KNOW_VALUE_NOTE_H
#define KNOW_VALUE_NOTE_H

#include <stdbool.h>

#include "cmh.h"

struct key_info;

/*
 * The key that says whether the value of another one is of now: knet keeps the last
 * latency of a link that is down. The caller frees it. NULL: none, or out of memory.
 */
char *value_note_link(const char *key, const struct key_info *info);

/*
 * Returns "no sample yet", "2026-01-31 12:00:00, 5 min ago", "old: the link is down", or
 * the symbol of an error. `info` is of the key, or NULL; `link` is the value of
 * value_note_link(), or NULL. *instead, which may be NULL: people need not see the value
 * itself. The caller frees the note. NULL: there is none, or out of memory.
 */
char *value_note(const char *key, const struct key_info *info, const struct cmh_value *value, const struct cmh_value *link,
		 bool *instead);

/* Whether a value is a state that corosync reports, and not the healthy one: a member that left, a link that is down. */
bool value_note_is_bad(const char *key, const struct cmh_value *value);

#endif
