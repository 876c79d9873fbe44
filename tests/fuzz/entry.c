/* SPDX-License-Identifier: BSD-3-Clause */
/* Where libFuzzer comes in. -DFUZZ_TARGET=fuzz_text and the like says where it goes. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return FUZZ_TARGET(bytes, len);
}
