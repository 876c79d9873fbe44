/* SPDX-License-Identifier: BSD-3-Clause */
/* What the table of keys has of a key, in words. */
#ifndef KNOW_KEY_TEXT_H
#define KNOW_KEY_TEXT_H

#include "know/key.h"

/* Returns what a change of a key does, in a word or two: "at once", "report". Static. NULL: not known. */
const char *key_effect_name(enum key_effect effect);

/* Returns the same as a sentence, which also says whether the key is read-only. Static. NULL: not known. */
const char *key_effect_text(const struct key_info *info);

/* Returns where and how long a change is in effect: "on this node, until corosync restarts". Static. NULL: it is not at once. */
const char *key_effect_where(const struct key_info *info);

/* Returns the name of a setting in its section of corosync.conf. Points into `key`, or static. NULL: it is not a setting. */
const char *key_option(const struct key_info *info, const char *key);

/* Returns the command that brings a changed corosync.conf into effect. Static. NULL: nothing does. */
const char *key_apply(const struct key_info *info);

/* Returns how to make a change of a setting last. The caller frees it. NULL: nothing does, or out of memory. */
char *key_lasting_text(const struct key_info *info, const char *key);

/* Returns the range that corosync accepts: "30 or more". The caller frees it. NULL: it accepts anything, or out of memory. */
char *key_range_text(const struct key_info *info);

#endif
