/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* Starts the program with no signal blocked, and SIGPIPE at its default. Returns 0 or an errno. */
static int
spawn(pid_t *pid, char *const *argv, char *const *env, const posix_spawn_file_actions_t *files)
{
	posix_spawnattr_t attr;
	sigset_t none, pipe;
	int rc;

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

/* Starts the program with an empty standard input. Returns 0 or an errno. */
static int
spawn_without_input(pid_t *pid, char *const *argv, char *const *env)
{
	posix_spawn_file_actions_t files;
	int rc;

	posix_spawn_file_actions_init(&files);
	rc = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (rc == 0)
		rc = spawn(pid, argv, env, &files);
	posix_spawn_file_actions_destroy(&files);
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
		rc = spawn(pid, argv, environ, &files);
	posix_spawn_file_actions_destroy(&files);
	if (rc != 0)
		*pid = 0;
	return rc;
}

bool
child_start(struct child *child, char *const *argv, char *const *env)
{
	char **both = join(env);

	*child = (struct child){ .fd = -1 };
	if (both == NULL)
		return false;
	errno = spawn_without_input(&child->pid, argv, both);
	free(both);
	if (errno != 0) {
		child->pid = 0;
		return false;
	}
#ifdef SYS_pidfd_open
	child->fd = (int)syscall(SYS_pidfd_open, child->pid, 0);
	if (child->fd >= 0)
		fcntl(child->fd, F_SETFD, FD_CLOEXEC);
#endif
	return true;
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
