/* SPDX-License-Identifier: BSD-3-Clause */
/* What corosync-cfgtool -s prints. */
#ifndef KNOW_LINKS_TEXT_H
#define KNOW_LINKS_TEXT_H

#include "cmh.h"

/*
 * Adds the states of the links to a list, as the keys that the statistics have for them.
 * False: the text, which may have more, says nothing of links, or out of memory.
 */
bool links_from_text(const char *text, struct cmh_entries *out);

#endif
