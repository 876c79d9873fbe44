/* SPDX-License-Identifier: BSD-3-Clause */
/* What --restricted takes from the process, until its end: see SECURITY.md. */
#ifndef BASE_RESTRICT_H
#define BASE_RESTRICT_H

#include <stdbool.h>

/*
 * From now on no program is started and no file is written, and of the environment only
 * what says how the terminal is and which language it has remains. Linux holds it as well,
 * where it has Landlock. Called before there are threads.
 */
void restrict_process(void);

bool process_is_restricted(void);

#endif
