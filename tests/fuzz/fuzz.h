/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is fed with any bytes at all: by libFuzzer (tests/fuzz/run), and a bounded
 * number of times by tests/unit/test_fuzz. Each checks what must hold for every
 * input, besides that nothing is read or written out of bounds.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int fuzz_text(const uint8_t *bytes, size_t len);
int fuzz_conf(const uint8_t *bytes, size_t len);
int fuzz_json(const uint8_t *bytes, size_t len);
int fuzz_lines(const uint8_t *bytes, size_t len);
int fuzz_words(const uint8_t *bytes, size_t len);
int fuzz_value(const uint8_t *bytes, size_t len);

#define MUST(what)                                                                          \
	do {                                                                                \
		if (!(what)) {                                                              \
			fprintf(stderr, "%s:%d: this must hold: %s\n", __FILE__, __LINE__, #what); \
			abort();                                                            \
		}                                                                           \
	} while (0)

#endif
