/* SPDX-License-Identifier: BSD-3-Clause */
/* Programs that are run, most of them without a shell: how they start, what they get, and that nothing is left of them. */
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/shell.h"

static char *const no_env[] = { NULL };

#define PROGRAM(...) ((char *const[]){ __VA_ARGS__, NULL })
#define SHELL(script) PROGRAM((char *)"sh", (char *)"-c", (char *)(script))

/* Runs a program to its end, and returns the status of waitpid(2). */
static int
run(char *const *argv, char *const *env)
{
	struct child child;
	struct pollfd p = { .events = POLLIN };
	int status = -1;

	if (!child_start(&child, argv, env))
		FAIL_ROW("%s: %s", argv[0], strerror(errno));
	p.fd = child.fd;
	if (child.fd >= 0)
		assert_int_equal(poll(&p, 1, 20000), 1);
	errno = EINTR; /* of another call */
	assert_true(child_reap(&child, &status));
	assert_int_equal(child.pid, 0);
	assert_int_equal(child.fd, -1);
	return status;
}

/* No process is left, not even one that has ended. */
static void
assert_no_child(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

TEST(a_program_ends_with_its_status)
{
	int status = run(PROGRAM((char *)"true"), no_env);

	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	status = run(SHELL("exit 3"), no_env);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	status = run(SHELL("kill -TERM $$"), no_env);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	assert_no_child();
}

TEST(the_output_and_the_errors_of_a_program_are_captured_apart)
{
	int out[2], err[2], status;
	char text[16] = "";
	struct child child;

	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(err), 0);
	assert_true(child_start_captured(&child, SHELL("echo out; echo error >&2; cat"), out[1], err[1]));
	close(out[1]);
	close(err[1]);
	assert_int_equal(read(out[0], text, sizeof(text)), 4);
	assert_memory_equal(text, "out\n", 4);
	assert_int_equal(read(err[0], text, sizeof(text)), 6);
	assert_memory_equal(text, "error\n", 6);
	assert_int_equal(read(out[0], text, sizeof(text)), 0);
	while (!child_reap(&child, &status))
		continue;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(out[0]);
	close(err[0]);
	assert_no_child();
}

TEST(a_program_that_cannot_be_run_is_an_error_and_leaves_no_process)
{
	static const struct { const char *program; int number; } rows[] = { { "/no/such/program", ENOENT }, { "no-such-program", ENOENT }, { "/", EACCES } };

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct child child;
		pid_t pid = 1;

		assert_false(child_start(&child, PROGRAM((char *)rows[i].program), no_env));
		assert_int_equal(errno, rows[i].number);
		assert_int_equal(child.pid, 0);
		assert_int_equal(child.fd, -1);
		assert_int_equal(child_start_filter(&pid, PROGRAM((char *)rows[i].program), STDIN_FILENO, STDOUT_FILENO), rows[i].number);
		assert_int_equal(pid, 0);
		assert_no_child();
	}
}

TEST(a_program_that_runs_is_not_reaped)
{
	struct child child;
	int status;

	assert_true(child_start(&child, PROGRAM((char *)"sleep", (char *)"1000"), no_env));
	assert_true(child.pid > 0);
	if (child.fd >= 0) { /* without a descriptor, to reap means to wait */
		assert_false(child_reap(&child, &status));
		assert_true(child.pid > 0 && child.fd >= 0);
	}
	assert_int_equal(kill(child.pid, SIGKILL), 0);
	if (child.fd >= 0)
		assert_int_equal(poll(&(struct pollfd){ .fd = child.fd, .events = POLLIN }, 1, 20000), 1);
	assert_true(child_reap(&child, &status));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_no_child();
}

TEST(the_environment_of_a_program_is_ours_with_changes)
{
	char *const env[] = { (char *)"CHILD_NEW=new", (char *)"CHILD_OTHER=other one", (char *)"CHILD_GONE", NULL };

	setenv("CHILD_KEPT", "kept", 1);
	setenv("CHILD_OTHER", "before", 1);
	setenv("CHILD_OTHERS", "a longer name", 1);
	setenv("CHILD_GONE", "gone", 1);
	assert_int_equal(run(SHELL("test \"$CHILD_KEPT,$CHILD_NEW,$CHILD_OTHER,$CHILD_OTHERS,${CHILD_GONE-none}\" = "
				   "'kept,new,other one,a longer name,none'"),
			     env),
			 0);
	assert_int_equal(run(SHELL("test \"$(env | grep -c ^CHILD_OTHER=)\" = 1"), env), 0);
}

TEST(a_program_has_an_empty_input_and_signals_as_by_default)
{
	sigset_t all, before;
	int status;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(run(SHELL("! read -r line"), no_env), 0);
	status = run(SHELL("kill -PIPE $$; exit 1"), no_env);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
	status = run(SHELL("kill -USR1 $$; exit 1"), no_env);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
	signal(SIGPIPE, SIG_DFL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	/* Where our parent ignores SIGCHLD, the status is not lost. */
	signal(SIGCHLD, SIG_IGN);
	status = run(SHELL("exit 3"), no_env);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
}

TEST(a_filter_reads_and_writes_the_given_descriptors)
{
	int in[2], out[2], status;
	char text[100] = "";
	pid_t pid;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	assert_int_equal(write(in[1], "banana", 6), 6);
	close(in[1]);
	assert_int_equal(child_start_filter(&pid, SHELL("tr a o; echo not to be seen >&2"), in[0], out[1]), 0);
	close(in[0]);
	close(out[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(read(out[0], text, sizeof(text) - 1), 6);
	assert_string_equal(text, "bonono");
	close(out[0]);
}

TEST(a_command_for_which_no_descriptor_is_left_is_an_error_and_does_not_run)
{
	const struct rlimit none = { .rlim_cur = 0, .rlim_max = 0 };
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		if (setrlimit(RLIMIT_NOFILE, &none) != 0)
			_exit(2);
		_exit(!shell_run("exit 1", -1, &status, &(struct shell_wait){ .fd = -1 }) && errno == EMFILE ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_program_ends_with_its_status),
		cmocka_unit_test(the_output_and_the_errors_of_a_program_are_captured_apart),
		cmocka_unit_test(a_program_that_cannot_be_run_is_an_error_and_leaves_no_process),
		cmocka_unit_test(a_program_that_runs_is_not_reaped),
		cmocka_unit_test(the_environment_of_a_program_is_ours_with_changes),
		cmocka_unit_test(a_program_has_an_empty_input_and_signals_as_by_default),
		cmocka_unit_test(a_command_for_which_no_descriptor_is_left_is_an_error_and_does_not_run),
		cmocka_unit_test(a_filter_reads_and_writes_the_given_descriptors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
