/* SPDX-License-Identifier: BSD-3-Clause */
/* What --restricted takes from a process. Each test does it in a child, for nothing gives it back. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/restrict.h"
#include "base/shell.h"

/* Whether `check` holds in a child that is restricted. */
static bool
holds_in_child(bool (*check)(void))
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		restrict_process();
		_exit(check() ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
knows_that_it_is(void)
{
	return process_is_restricted();
}

TEST(a_process_is_restricted_only_when_it_asked_for_it)
{
	assert_false(process_is_restricted());
	assert_true(holds_in_child(knows_that_it_is));
	assert_false(process_is_restricted());
}

static bool
has_only_harmless_variables(void)
{
	const char *term = getenv("TERM"), *lang = getenv("LANG");

	return getenv("PAGER") == NULL && getenv("HOME") == NULL && getenv("PATH") == NULL && getenv("LD_PRELOAD") == NULL &&
	       term != NULL && strcmp(term, "vt100") == 0 && lang != NULL && strcmp(lang, "C.UTF-8") == 0 && getenv("NO_COLOR") == NULL;
}

TEST(only_terminal_and_language_remain_of_the_environment)
{
	setenv("PAGER", "less", 1);
	setenv("TERM", "vt100", 1);
	setenv("LANG", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	assert_true(holds_in_child(has_only_harmless_variables));
}

static bool
starts_nothing(void)
{
	char name[] = "true", *argv[] = { name, NULL };
	char *none[] = { NULL };
	struct child child;
	pid_t pid;
	int status;

	if (child_start(&child, argv, none) || errno != EPERM || child_start_filter(&pid, argv, 0, 1) != EPERM)
		return false;
	return !shell_run("exit 0", -1, &status, &(struct shell_wait){ .fd = -1 }) && errno == EPERM;
}

TEST(no_program_starts)
{
	assert_true(holds_in_child(starts_nothing));
}

static bool
leaves_no_core(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

TEST(no_core_file_is_written)
{
	assert_true(holds_in_child(leaves_no_core));
}

static char *file; /* that does not exist */

static bool
kernel_refuses(void)
{
	char name[] = "true", *argv[] = { name, NULL };
	int null = open("/dev/null", O_WRONLY);

	if (null < 0 || open("/etc/passwd", O_RDONLY) < 0)
		return false;
	if (open(file, O_WRONLY | O_CREAT, 0600) >= 0 || errno != EACCES)
		return false;
	execv("/bin/true", argv);
	return errno == EACCES;
}

TEST(linux_itself_refuses_programs_and_files)
{
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
		SKIP("this kernel has no Landlock");
	assert_true(asprintf(&file, "/tmp/restrict.%ld", (long)getpid()) > 0);
	assert_true(holds_in_child(kernel_refuses));
	assert_int_equal(access(file, F_OK), -1);
	free(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_process_is_restricted_only_when_it_asked_for_it),
		cmocka_unit_test(only_terminal_and_language_remain_of_the_environment),
		cmocka_unit_test(no_program_starts),
		cmocka_unit_test(no_core_file_is_written),
		cmocka_unit_test(linux_itself_refuses_programs_and_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
