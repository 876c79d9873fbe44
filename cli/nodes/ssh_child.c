/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/ssh_child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "str.h"

enum { CHUNK = 16384, MAX_WORDS = 20 };

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Starts a program with its output in two pipes. False: see errno. */
static bool
start_captured(struct ssh_child *ssh, char *const *argv)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	bool good = pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0 && fcntl(out[0], F_SETFL, O_NONBLOCK) == 0 &&
		    fcntl(err[0], F_SETFL, O_NONBLOCK) == 0 && child_start_captured(&ssh->child, argv, out[1], err[1]);
	int why = errno;

	close_fd(&out[1]);
	close_fd(&err[1]);
	if (!good) {
		close_fd(&out[0]);
		close_fd(&err[0]);
	}
	ssh->out = out[0];
	ssh->err = err[0];
	errno = why;
	return good;
}

/*
 * Starts ssh. What is not said here, such as the checks of the host's key, is as
 * the person's configuration of ssh has it.
 */
static bool
start_there(struct ssh_child *ssh, const struct ssh_target *target)
{
	static char program[] = "ssh", no_terminal[] = "-T", no_x11[] = "-x", no_input[] = "-n", option[] = "-o", end[] = "--";
	static char batch[] = "BatchMode=yes", often[] = "ServerAliveInterval=5", thrice[] = "ServerAliveCountMax=3";
	char *timeout = str_format("ConnectTimeout=%u", (target->connect_ms + 999) / 1000);
	char *alias = str_format("HostKeyAlias=%s", target->host);
	char *words[MAX_WORDS] = { program, no_terminal, no_x11, no_input, option, batch, option, timeout };
	size_t n = 8;
	bool good;

	if (target->lasting) {
		words[n++] = option;
		words[n++] = often;
		words[n++] = option;
		words[n++] = thrice;
	}
	if (target->address != NULL) {
		words[n++] = option;
		words[n++] = alias;
	}
	words[n++] = end;
	words[n++] = (char *)(target->address != NULL ? target->address : target->host);
	words[n++] = (char *)target->command;
	good = timeout != NULL && alias != NULL && start_captured(ssh, words);
	free(timeout);
	free(alias);
	return good;
}

bool
ssh_child_start(struct ssh_child *ssh, const struct ssh_target *target)
{
	static char sh[] = "sh", script[] = "-c";
	char *shell[] = { sh, script, (char *)target->command, NULL };

	*ssh = (struct ssh_child)SSH_CHILD_INIT;
	if (target->host != NULL)
		return start_there(ssh, target);
	return start_captured(ssh, target->here != NULL ? target->here : shell);
}

bool
ssh_child_collect(int *fd, struct ssh_text *text, size_t limit)
{
	ssize_t n = 1;

	while (*fd >= 0 && n > 0 && text->len <= limit) {
		if (!array_reserve(&text->bytes, &text->capacity, text->len + CHUNK + 1, 1))
			return false;
		n = read(*fd, text->bytes + text->len, CHUNK);
		if (n > 0)
			text->len += (size_t)n;
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			close_fd(fd);
		text->bytes[text->len] = '\0';
	}
	return true;
}

void
ssh_child_end(struct ssh_child *ssh)
{
	child_end(&ssh->child);
	close_fd(&ssh->out);
	close_fd(&ssh->err);
}

bool
ssh_child_has_no_address(int status, const char *words)
{
	return status == SSH_STATUS_FAILED && words != NULL && strstr(words, "Could not resolve hostname") != NULL;
}
