/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/write_all.h"
#include "clock.h"
#include "process.h"

enum { PATIENCE_MS = 500 }; /* from SIGTERM to SIGKILL */

/* Whether a list of "NAME=VALUE" and "NAME" mentions the variable of `variable`. */
static bool
is_set(char *const *env, const char *variable)
{
	size_t len = strcspn(variable, "=");

	for (; *env != NULL; env++)
		if (strncmp(*env, variable, len) == 0 && ((*env)[len] == '=' || (*env)[len] == '\0'))
			return true;
	return false;
}

/*
 * Returns the variables that `env` sets and those of our environment that it does
 * not mention. The caller frees the array, not its elements. NULL: out of memory.
 */
static char **
join(char *const *env)
{
	size_t n = 0, capacity = 1;
	char **both;

	for (char *const *e = env; *e != NULL; e++)
		capacity++;
	for (char **e = environ; *e != NULL; e++)
		capacity++;
	both = calloc(capacity, sizeof(*both));
	for (char *const *e = env; both != NULL && *e != NULL; e++)
		if (strchr(*e, '=') != NULL)
			both[n++] = *e;
	for (char **e = environ; both != NULL && *e != NULL; e++)
		if (!is_set(env, *e))
			both[n++] = *e;
	return both;
}

/* ---- filters ------------------------------------------------------------ */

/* Starts the program with no signal blocked, and SIGPIPE at its default. Returns 0 or an errno. */
static int
spawn_files(pid_t *pid, char *const *argv, char *const *env, const posix_spawn_file_actions_t *files)
{
	posix_spawnattr_t attr;
	sigset_t none, pipe;
	int rc;

	if (process_is_restricted())
		return EPERM;
	sigemptyset(&none);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &pipe);
	signal(SIGCHLD, SIG_DFL); /* our parent may have us ignore it, and waitpid(2) would then give no status */
	rc = posix_spawnp(pid, argv[0], files, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	return rc;
}

int
child_start_filter(pid_t *pid, char *const *argv, int in, int out)
{
	posix_spawn_file_actions_t files;
	int rc;

	posix_spawn_file_actions_init(&files);
	rc = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	if (rc == 0)
		rc = posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	if (rc == 0)
		rc = posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (rc == 0)
		rc = spawn_files(pid, argv, environ, &files);
	posix_spawn_file_actions_destroy(&files);
	if (rc != 0)
		*pid = 0;
	return rc;
}

/* ---- programs that work for this one ------------------------------------- */

/* Where a program prints: descriptors for its standard output and standard error. */
struct streams {
	int out, err;
};

static const struct streams our_streams = { STDOUT_FILENO, STDERR_FILENO };

/*
 * In the child: becomes the program, with no signal blocked, SIGPIPE at its default and
 * an empty standard input, in a process group of its own. It gets SIGTERM when its
 * parent ends in any way. Writes the errno to `report` on failure.
 */
static void
become(char *const *argv, char **env, struct streams to, pid_t parent, int report)
{
	sigset_t none;
	int in = open("/dev/null", O_RDONLY), why;

	sigemptyset(&none);
	if (in >= 0 && dup2(in, STDIN_FILENO) >= 0 && dup2(to.out, STDOUT_FILENO) >= 0 && dup2(to.err, STDERR_FILENO) >= 0 &&
	    setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGTERM) == 0) {
		if (in != STDIN_FILENO)
			close(in);
		if (getppid() != parent) /* it has ended already */
			_exit(0);
		signal(SIGPIPE, SIG_DFL);
		sigprocmask(SIG_SETMASK, &none, NULL);
		execvpe(argv[0], argv, env);
	}
	why = errno;
	(void)write_all(report, (const char *)&why, sizeof(why));
	_exit(127);
}

/* Starts the program. posix_spawn(3) cannot ask for a signal when the parent ends. Returns 0 or an errno. */
static int
spawn(pid_t *pid, char *const *argv, char **env, struct streams to)
{
	pid_t parent = getpid();
	int report[2], why = 0;

	if (process_is_restricted())
		return EPERM;
	if (pipe2(report, O_CLOEXEC) != 0)
		return errno;
	signal(SIGCHLD, SIG_DFL); /* our parent may have us ignore it, and waitpid(2) would then give no status */
	*pid = vfork(); /* as posix_spawn(3) does: to copy a process takes long */
	if (*pid == 0)
		become(argv, env, to, parent, report[1]);
	if (*pid < 0)
		why = errno;
	close(report[1]);
	if (*pid > 0 && read(report[0], &why, sizeof(why)) == sizeof(why))
		while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	close(report[0]);
	return why;
}

static bool
start(struct child *child, char *const *argv, char **env, struct streams to)
{
	*child = (struct child){ .fd = -1 };
	errno = spawn(&child->pid, argv, env, to);
	if (errno != 0) {
		child->pid = 0;
		return false;
	}
	child->fd = process_open(child->pid);
	return true;
}

bool
child_start(struct child *child, char *const *argv, char *const *env)
{
	char **both = join(env);
	bool good = both != NULL && start(child, argv, both, our_streams);

	free(both);
	return good;
}

bool
child_start_captured(struct child *child, char *const *argv, int out, int err)
{
	return start(child, argv, environ, (struct streams){ out, err });
}

bool
child_reap(struct child *child, int *status)
{
	pid_t pid;

	do
		pid = waitpid(child->pid, status, child->fd >= 0 ? WNOHANG : 0);
	while (pid < 0 && errno == EINTR);
	if (pid == 0)
		return false;
	if (pid < 0) /* cannot happen; count it as a failure */
		*status = -1;
	if (child->fd >= 0)
		close(child->fd);
	*child = (struct child){ .fd = -1 };
	return true;
}

/* Waits until the process has ended, at most for PATIENCE_MS. */
static void
wait_for_end(struct child *child)
{
	struct pollfd p = { .fd = child->fd, .events = POLLIN };
	int64_t deadline = clock_ms() + PATIENCE_MS, left = PATIENCE_MS;

	while (child->fd >= 0 && poll(&p, 1, (int)left) < 0 && errno == EINTR && (left = deadline - clock_ms()) > 0)
		continue;
}

void
child_end(struct child *child)
{
	int status;

	if (child->pid == 0)
		return;
	kill(-child->pid, SIGTERM);
	kill(-child->pid, SIGCONT);
	wait_for_end(child);
	kill(-child->pid, SIGKILL); /* what is left of its group */
	if (child_reap(child, &status))
		return;
	wait_for_end(child);
	if (child_reap(child, &status))
		return;
	close(child->fd); /* the kernel does not let it end now */
	*child = (struct child){ .fd = -1 };
}
