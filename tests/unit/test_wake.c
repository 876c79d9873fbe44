/* SPDX-License-Identifier: BSD-3-Clause */
/* Waking a thread that waits. */
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

#include "clock.h"
#include "wake.h"

static int fd;

static int
set_up(void **state)
{
	(void)state;
	fd = eventfd(0, EFD_CLOEXEC);
	alarm(20); /* a post or a wait that hangs ends the test */
	return fd < 0;
}

static int
tear_down(void **state)
{
	(void)state;
	alarm(0);
	return close(fd);
}

/* Takes what was posted, and returns how often. */
static uint64_t
take_posts(void)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint64_t n = 0;

	return poll(&p, 1, 0) == 1 && read(fd, &n, sizeof(n)) == sizeof(n) ? n : 0;
}

TEST(a_wait_takes_all_posts)
{
	assert_false(wake_wait(fd, 0));
	wake_post(fd);
	wake_post(fd);
	assert_true(wake_wait(fd, -1));
	assert_false(wake_wait(fd, 0));
}

TEST(a_wait_without_a_post_ends_after_its_time)
{
	int64_t begin = clock_ms();

	assert_false(wake_wait(fd, 50));
	assert_true(clock_ms() - begin >= 49); /* two clocks are rounded */
}

TEST(a_post_that_succeeds_is_made_once_whatever_errno_was)
{
	errno = EINTR;
	wake_post(fd);
	assert_int_equal(take_posts(), 1);
}

static void
on_signal(int signo)
{
	(void)signo;
	(void)take_posts();
}

TEST(a_post_that_a_signal_interrupts_is_made)
{
	const struct sigaction action = { .sa_handler = on_signal };
	const struct itimerval soon = { .it_value.tv_usec = 50000, .it_interval.tv_sec = 1 };
	struct sigaction before;

	assert_int_equal(sigaction(SIGALRM, &action, &before), 0);
	assert_int_equal(write(fd, &(uint64_t){ UINT64_MAX - 1 }, 8), 8); /* full: a post waits until the signal makes room */
	assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
	wake_post(fd);
	alarm(0);
	assert_int_equal(sigaction(SIGALRM, &before, NULL), 0);
	assert_int_equal(take_posts(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_wait_takes_all_posts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_wait_without_a_post_ends_after_its_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_post_that_succeeds_is_made_once_whatever_errno_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_post_that_a_signal_interrupts_is_made, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
