/* SPDX-License-Identifier: BSD-3-Clause */
/* What corosync-quorumtool -s prints. */
#ifndef KNOW_QUORUM_TEXT_H
#define KNOW_QUORUM_TEXT_H

#include "cmh.h"

/* Reads it out of a text, which may have more. False: it does not have all of it. */
bool quorum_from_text(const char *text, struct cmh_quorum *out);

#endif
