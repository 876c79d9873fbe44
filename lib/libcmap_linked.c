/* SPDX-License-Identifier: BSD-3-Clause */
#include "libcmap.h"

bool
libcmap_ready(void)
{
	return true;
}
