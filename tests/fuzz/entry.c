/* SPDX-License-Identifier: BSD-3-Clause */
/* Where libFuzzer comes in. FUZZ_TARGET in the environment names what is fed. */
#include <string.h>

#include "fuzz.h"

static const struct {
	const char *name;
	int (*feed)(const uint8_t *bytes, size_t len);
} targets[] = {
	{ "conf", fuzz_conf }, { "json", fuzz_json }, { "lines", fuzz_lines }, { "text", fuzz_text }, { "value", fuzz_value }, { "words", fuzz_words },
};

static int (*feed)(const uint8_t *bytes, size_t len);

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");

	(void)argc;
	(void)argv;
	for (size_t i = 0; name != NULL && i < sizeof(targets) / sizeof(targets[0]); i++)
		if (strcmp(targets[i].name, name) == 0)
			feed = targets[i].feed;
	MUST(feed != NULL);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return feed(bytes, len);
}
