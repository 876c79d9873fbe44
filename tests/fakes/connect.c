/* SPDX-License-Identifier: BSD-3-Clause */
/* Connections of the fake: made, hung up, blocked, and all that happens on them written down. See fake.h. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fake.h"
#include "libcmap.h"
#include "peer.h"

enum { MAX_CONNECTIONS = 64, NOBODY = 65534 };

static struct connection connections[MAX_CONNECTIONS + 1]; /* by handle, from 1 on */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static unsigned blocked, releases;
static bool ready;
static struct { pid_t pid; int life; } mortal; /* it lives until `life` is closed */
_Thread_local bool fake_works;
static char *log_text;
static size_t log_len, log_room;

void
fake_harm(const char *what, const char *arg)
{
	fprintf(stderr, "fake corosync: %s (%s)\n", what, arg);
	abort();
}

/* ---- the log ------------------------------------------------------------ */

static void note(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void
note(const char *format, ...)
{
	const char *file = getenv("FAKE_LOG");
	FILE *out = file != NULL ? fopen(file, "ae") : NULL;
	char line[600];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	if (out != NULL) {
		fputs(line, out);
		fclose(out);
	}
	if (log_len + (size_t)n + 1 > log_room) {
		log_room = 2 * log_room + sizeof(line);
		log_text = realloc(log_text, log_room);
	}
	if (log_text == NULL)
		abort();
	memcpy(log_text + log_len, line, (size_t)n + 1);
	log_len += (size_t)n;
}

static void
start(const char *rules)
{
	ready = true;
	fake_rules_set(rules);
	fake_map_reset();
	log_len = 0;
	note("%s", "");
}

/* ---- one call ----------------------------------------------------------- */

static void
hang_up(struct connection *c)
{
	if (c->theirs >= 0)
		close(c->theirs);
	c->theirs = -1;
}

/* Until fake_release(). */
static void
block(void)
{
	unsigned seen = releases;

	blocked++;
	pthread_cond_broadcast(&changed);
	while (seen == releases)
		pthread_cond_wait(&changed, &lock);
	blocked--;
}

/* Begins a call: takes the lock, and does what a rule says. CS_OK: the call is to be carried out. */
static cs_error_t
enter(const char *call, const char *arg, struct fake_rule *rule)
{
	pthread_mutex_lock(&lock);
	fake_works = true;
	if (!ready)
		start(getenv("FAKE_CMAP") != NULL ? getenv("FAKE_CMAP") : "");
	*rule = fake_rules_take(call, arg);
	if (rule->what == FAKE_BLOCK) {
		note("%s %s blocks\n", call, arg);
		block();
		return CS_OK;
	}
	if (rule->what == FAKE_SIGPIPE)
		raise(SIGPIPE);
	if (rule->what == FAKE_VANISH)
		fake_key_delete(arg);
	return rule->what == FAKE_NUMBER || rule->what == FAKE_HANGUP ? rule->number : CS_OK;
}

cs_error_t
fake_leave(const char *call, const char *arg, cs_error_t rc)
{
	note("%s %s = %d\n", call, arg, (int)rc);
	fake_unlock();
	return rc;
}

static struct connection *
find(cmap_handle_t handle)
{
	return handle >= 1 && handle <= MAX_CONNECTIONS && connections[handle].used ? &connections[handle] : NULL;
}

void
fake_unlock(void)
{
	fake_works = false;
	pthread_mutex_unlock(&lock);
}

void
fake_report_all(int32_t event, const struct fake_key *before, const struct fake_key *after)
{
	for (size_t h = 1; h <= MAX_CONNECTIONS; h++)
		if (connections[h].used)
			fake_report(&connections[h], event, before, after);
}

cs_error_t
fake_enter(cmap_handle_t handle, const char *call, const char *arg, struct connection **c)
{
	struct fake_rule rule;
	cs_error_t rc = enter(call, arg, &rule);

	*c = find(handle);
	if (*c == NULL)
		return CS_ERR_BAD_HANDLE;
	if (!pthread_equal((*c)->thread, pthread_self()))
		fake_harm("two threads use one connection", call);
	if ((*c)->iterating && strncmp(call, "iter_", 5) != 0)
		fake_harm("a call while an iterator rests on a key", call);
	if (rule.what == FAKE_HANGUP || (*c)->theirs < 0) {
		hang_up(*c);
		return CS_ERR_LIBRARY;
	}
	if (rule.what == FAKE_HANGUP_AFTER)
		hang_up(*c);
	return rc;
}

/* ---- connections -------------------------------------------------------- */

/* A socket whose other end is root's or this user's, or a stranger's. For this thread alone, which libc does not offer. */
static void
make_socket(struct connection *c, bool stranger)
{
	uid_t uid = geteuid();
	int ends[2];

	if (stranger && syscall(SYS_setresuid, -1, NOBODY, -1) != 0)
		abort();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		abort();
	if (stranger && syscall(SYS_setresuid, -1, uid, -1) != 0)
		abort();
	c->ours = ends[0];
	c->theirs = ends[1];
}

/* Starts a process that listens, and lives until fake_end_mortal(), or until we end. */
static void
start_mortal(int server)
{
	char listens = 0;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0 || (mortal.pid = fork()) < 0)
		abort();
	if (mortal.pid == 0) {
		close(ends[0]);
		_exit(listen(server, 1) != 0 || write(ends[1], &listens, 1) != 1 || read(ends[1], &listens, 1) != 0);
	}
	close(ends[1]);
	mortal.life = ends[0];
	if (read(mortal.life, &listens, 1) != 1)
		abort();
}

/* The same as make_socket(), with an other end that belongs to a process of its own. */
static void
make_other_socket(struct connection *c)
{
	struct sockaddr_un own = { .sun_family = AF_UNIX };
	socklen_t len = sizeof(own);
	int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	c->ours = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (server < 0 || c->ours < 0 || bind(server, (struct sockaddr *)&own, sizeof(sa_family_t)) != 0)
		abort();
	start_mortal(server);
	if (getsockname(server, (struct sockaddr *)&own, &len) != 0 || connect(c->ours, (struct sockaddr *)&own, len) != 0 ||
	    (c->theirs = accept4(server, NULL, NULL, SOCK_CLOEXEC)) < 0)
		abort();
	close(server);
}

/* In place of that of libc. */
int
getsockopt(int fd, int level, int name, void *value, socklen_t *len)
{
	int rc = (int)syscall(SYS_getsockopt, fd, level, name, value, len);

	pthread_mutex_lock(&lock);
	for (size_t h = 1; h <= MAX_CONNECTIONS && rc == 0 && name == SO_PEERCRED; h++)
		if (connections[h].used && connections[h].unseen && connections[h].ours == fd)
			((struct ucred *)value)->pid = 0;
	pthread_mutex_unlock(&lock);
	return rc;
}

/* Nobody is asked, so that no test can reach a corosync. Costs it nothing, so it is not logged. */
bool
libcmap_ready(void)
{
	return true;
}

bool
peer_find(const char *service, struct ucred *out)
{
	struct fake_rule rule;
	cs_error_t rc = enter("listener", "", &rule);

	(void)service;
	fake_unlock();
	*out = (struct ucred){ .pid = getpid(), .uid = rule.what == FAKE_STRANGER ? NOBODY : geteuid() };
	return rc == CS_OK;
}

cs_error_t
cmap_initialize_map(cmap_handle_t *handle, cmap_map_t map)
{
	const char *name = map == CMAP_MAP_STATS ? "stats" : "icmap";
	int before = errno;
	struct fake_rule rule;
	cs_error_t rc = enter("connect", name, &rule);
	cmap_handle_t h = 1;

	while (h <= MAX_CONNECTIONS && connections[h].used)
		h++;
	if (h > MAX_CONNECTIONS)
		abort();
	*handle = h; /* written even on failure, as libcmap does */
	if (rc == CS_OK || rule.os_errno != ECONNREFUSED) {
		/* A failure may come after the connection was made: it stays, until finalize. */
		connections[h] = (struct connection){ .used = true, .stats = map == CMAP_MAP_STATS, .thread = pthread_self(),
							 .unseen = rule.what == FAKE_UNSEEN };
		if (rule.what == FAKE_OTHER || rule.what == FAKE_MORTAL)
			make_other_socket(&connections[h]);
		else
			make_socket(&connections[h], rule.what == FAKE_STRANGER);
	}
	if (rule.what == FAKE_OTHER)
		fake_end_mortal();
	fake_leave("connect", name, rc);
	errno = rule.os_errno != 0 ? rule.os_errno : before;
	return rc;
}

cs_error_t
cmap_finalize(cmap_handle_t handle)
{
	struct fake_rule rule;
	cs_error_t rc = enter("finalize", "", &rule);
	struct connection *c = find(handle);

	if (c == NULL)
		return fake_leave("finalize", "", CS_ERR_BAD_HANDLE);
	hang_up(c);
	fake_forget_reports(c);
	close(c->ours);
	c->used = false;
	return fake_leave("finalize", "", rc);
}

/* Costs corosync nothing, so it is not logged. */
cs_error_t
cmap_fd_get(cmap_handle_t handle, int *fd)
{
	struct fake_rule rule;
	cs_error_t rc = enter("fd", "", &rule);
	struct connection *c = find(handle);

	if (c != NULL)
		*fd = c->ours;
	fake_unlock();
	return c != NULL ? rc : CS_ERR_BAD_HANDLE;
}

/* ---- for tests ---------------------------------------------------------- */

void
fake_reset(const char *rules)
{
	pthread_mutex_lock(&lock);
	start(rules);
	pthread_mutex_unlock(&lock);
}

const char *
fake_log(void)
{
	return log_text;
}

unsigned
fake_count(const char *words)
{
	size_t len = strlen(words);
	unsigned n = 0;

	pthread_mutex_lock(&lock);
	for (const char *line = log_text; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1)
		n += strncmp(line, words, len) == 0 && strchr(" \n", line[len]) != NULL;
	pthread_mutex_unlock(&lock);
	return n;
}

unsigned
fake_open(void)
{
	unsigned n = 0;

	pthread_mutex_lock(&lock);
	for (size_t h = 1; h <= MAX_CONNECTIONS; h++)
		n += connections[h].used;
	pthread_mutex_unlock(&lock);
	return n;
}

bool
fake_wait_closed(void)
{
	fake_release();
	for (int i = 0; i < 500 && fake_open() > 0; i++) {
		fake_release(); /* on a busy machine, a call that was given up may have come only now, and block */
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
	return fake_open() == 0;
}

unsigned
fake_reports(void)
{
	unsigned n = 0;

	pthread_mutex_lock(&lock);
	for (size_t h = 1; h <= MAX_CONNECTIONS; h++)
		n += connections[h].used ? fake_count_reports(&connections[h]) : 0;
	pthread_mutex_unlock(&lock);
	return n;
}

void
fake_wait_blocked(unsigned n)
{
	pthread_mutex_lock(&lock);
	while (blocked != n)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

void
fake_release(void)
{
	pthread_mutex_lock(&lock);
	releases++;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

void
fake_die(void)
{
	pthread_mutex_lock(&lock);
	for (size_t h = 1; h <= MAX_CONNECTIONS; h++)
		if (connections[h].used)
			hang_up(&connections[h]);
	pthread_mutex_unlock(&lock);
}

void
fake_end_mortal(void)
{
	close(mortal.life);
	if (waitpid(mortal.pid, NULL, 0) != mortal.pid)
		abort();
}

void
fake_put_str(const char *name, const char *text)
{
	pthread_mutex_lock(&lock);
	fake_key_put(name, CMAP_VALUETYPE_STRING, text, strlen(text) + 1);
	pthread_mutex_unlock(&lock);
}

void
fake_delete(const char *name)
{
	pthread_mutex_lock(&lock);
	fake_key_delete(name);
	pthread_mutex_unlock(&lock);
}
