/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of keys, as the library's other files need them. The rest of file.c is in cmh_private.h. */
#ifndef CMH_FILE_H
#define CMH_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* Whether a file is a device, which may have no end. A terminal has one, and so has a pipe. */
bool file_is_device(FILE *in);

#endif
