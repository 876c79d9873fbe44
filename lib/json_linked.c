/* SPDX-License-Identifier: BSD-3-Clause */
#include "json_library.h"

bool
json_ready(void)
{
	return true;
}
