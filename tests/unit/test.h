/* SPDX-License-Identifier: BSD-3-Clause */
/* For every test program: cmocka, and the headers that it needs before it. */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A test. Its name is a sentence that says what must hold. */
#define TEST(name) static void name(void **state __attribute__((unused)))

#define N_OF(table) (sizeof(table) / sizeof((table)[0]))

/* Fails a test because of a row of its table, with a message that names the row. */
#define FAIL_ROW(...)           \
	do {                        \
		print_error(__VA_ARGS__); \
		print_error("\n");      \
		fail();                 \
	} while (0)

/* cmocka's own skip() is a failure for automake. */
#define SKIP(why)                                \
	do {                                     \
		print_message("# skipped: %s\n", why); \
		return;                          \
	} while (0)

/* Numbers that look random and are the same in every run. See xorshift. */
static inline uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

#endif
