/* SPDX-License-Identifier: BSD-3-Clause */
/* The version of corosync, in the bytes of its program. */
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/corosync_version.h"

#define TITLE "Corosync Cluster Engine, version '%s'\0"

/* Checks the version in the bytes of a literal; NULL: none. */
#define HAS(bytes, version) has(bytes, sizeof(bytes) - 1, version)

static void
has(const char *bytes, size_t len, const char *version)
{
	char *found = corosync_version_in(bytes, len);

	if (version == NULL)
		assert_null(found);
	else
		assert_string_equal(found, version);
	free(found);
}

TEST(the_version_is_the_only_string_that_looks_like_one)
{
	HAS("\1\2\0" "127.0.0.1\0" "3.1.7\0" TITLE "255.255.255.255\0\3", "3.1.7");
	HAS(TITLE "3.1.10\0" "3.1.10\0", "3.1.10");
	HAS(TITLE "3.1.7.12-ab34\0", "3.1.7.12-ab34");
	HAS(TITLE "3.1.8-dirty\0", "3.1.8-dirty");
}

TEST(without_one_version_there_is_none)
{
	HAS("", NULL);
	HAS(TITLE, NULL);
	HAS(TITLE "3.1.7\0" "2.0.6\0", NULL);
	HAS(TITLE "127.0.0.1\0" "3.1\0" "3.1.\0" "v3.1.7\0" "3.1.7 \0", NULL);
	HAS(TITLE "3.1.7-\33[2J\0", NULL);
	HAS(TITLE "3.1.7", NULL); /* cut off */
	HAS("3.1.7\0", NULL);     /* another program */
}

TEST(another_program_and_no_process_have_none)
{
	assert_null(corosync_version(getpid()));
	assert_null(corosync_version(0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_version_is_the_only_string_that_looks_like_one),
		cmocka_unit_test(without_one_version_there_is_none),
		cmocka_unit_test(another_program_and_no_process_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
