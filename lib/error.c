/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border: cs_error_t, errno and what was being done become a status, one
 * line of text and a hint. Two tables hold all that is known: what each number
 * means, and what it means in a situation. To explain a situation better, add a
 * row to `situations`; the first row that fits is taken.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

static const struct cmh_error_info infos[] = {
	{ 1, "CS_OK", "no error", "nothing to do" },
	{ 2, "CS_ERR_LIBRARY", "corosync is not running, or the connection to it was lost",
	  "look at: systemctl status corosync" },
	{ 3, "CS_ERR_VERSION", "the library and corosync do not fit each other",
	  "install libcmap and corosync of the same version" },
	{ 4, "CS_ERR_INIT", "the service is not initialised", "restart corosync" },
	{ 5, "CS_ERR_TIMEOUT", "the operation took too long", "try again; see --timeout" },
	{ 6, "CS_ERR_TRY_AGAIN", "corosync is starting or busy", "wait; the request is repeated until --timeout" },
	{ 7, "CS_ERR_INVALID_PARAM", "corosync does not take this value or type",
	  "check the type of the key and the length of the value (at most 16384 bytes)" },
	{ 8, "CS_ERR_NO_MEMORY", "out of memory, here or in corosync", "free memory on this node" },
	{ 9, "CS_ERR_BAD_HANDLE", "the connection, iterator or tracker was closed already", "open the map again" },
	{ 10, "CS_ERR_BUSY", "the connection is in use by an iterator or a tracker", "close it and try again" },
	{ 11, "CS_ERR_ACCESS", "no permission, or the key is read-only",
	  "run as root; settings of a read-only key belong into corosync.conf" },
	{ 12, "CS_ERR_NOT_EXIST", "the key, or the map, does not exist", "list what there is: cmapsh ls" },
	{ 13, "CS_ERR_NAME_TOO_LONG", "the key name is too long, too short, or has a character that is not allowed",
	  "use 3 to 255 of the characters A-Z a-z 0-9 . _ - / :" },
	{ 14, "CS_ERR_EXIST", "the same tracker exists already", "use the tracker that there is" },
	{ 15, "CS_ERR_NO_SPACE", "/dev/shm is full", "look at: df /dev/shm; each connection needs 3 MiB there" },
	{ 16, "CS_ERR_INTERRUPT", "a signal interrupted the call", "try again" },
	{ 17, "CS_ERR_NAME_NOT_FOUND", "the name was not found", "check the name" },
	{ 18, "CS_ERR_NO_RESOURCES", "out of handles or descriptors", "close connections, or raise: ulimit -n" },
	{ 19, "CS_ERR_NOT_SUPPORTED", "corosync does not offer this operation on this map",
	  "the stats map can be read and cleared, nothing else" },
	{ 20, "CS_ERR_BAD_OPERATION", "the operation is not possible now", "try again" },
	{ 21, "CS_ERR_FAILED_OPERATION", "the operation failed", "look at: journalctl -u corosync" },
	{ 22, "CS_ERR_MESSAGE_ERROR", "a message between library and corosync is damaged", "open the map again" },
	{ 23, "CS_ERR_QUEUE_FULL", "a queue is full", "try again" },
	{ 24, "CS_ERR_QUEUE_NOT_AVAILABLE", "a queue is not there", "try again" },
	{ 25, "CS_ERR_BAD_FLAGS", "the flags of the call are wrong", "report it as a bug of the program" },
	{ 26, "CS_ERR_TOO_BIG", "the request is too large", "values have at most 16384 bytes" },
	{ 27, "CS_ERR_NO_SECTIONS", "the end of the keys; at the beginning of a list: out of memory in corosync",
	  "nothing to do at the end of a list" },
	{ 28, "CS_ERR_CONTEXT_NOT_FOUND", "the context was not found", "report it as a bug of the program" },
	{ 30, "CS_ERR_TOO_MANY_GROUPS", "a message has too many parts", "report it as a bug of corosync" },
	{ 100, "CS_ERR_SECURITY", "the program that answers is not a trusted corosync",
	  "find out which program listens on the address @cmap" },
};
enum { N_INFOS = sizeof(infos) / sizeof(infos[0]) };

/* In texts: {key}, {map}, {verb}, {uid}, {gid}, {pid} and {peer} stand for what the attempt says. */
struct situation {
	unsigned doing;    /* bits of enum doing */
	int number;        /* of the cs_error_t; 0: any */
	int os_errno;      /* 0: any */
	const char *under; /* the key begins with it; NULL: any */
	enum cmh_status status;
	const char *message;
	const char *hint;
	bool stats; /* in the stats map alone */
};

#define SHM "run where corosync runs: in a container that needs the host's network namespace and /dev/shm"
#define CONF "edit /etc/corosync/corosync.conf on every node, then: corosync-cfgtool -R"
#define READ_ONLY "{key} is read-only"

static const struct situation situations[] = {
	/* Connecting */
	{ DO_CONNECT, 2, ECONNREFUSED, NULL, CMH_UNREACHABLE, "corosync is not running on this node",
	  "look at: systemctl status corosync (in a container: it needs the host's network namespace and /dev/shm)" },
	{ DO_CONNECT, 2, EMFILE, NULL, CMH_UNREACHABLE, "too many open files, here or in corosync",
	  "raise `ulimit -n`, or look for \"refusing new connections\" in corosync's log" },
	{ DO_CONNECT, 2, ENFILE, NULL, CMH_UNREACHABLE, "too many open files on this node", "look at: sysctl fs.file-nr" },
	{ DO_CONNECT, 2, 0, NULL, CMH_UNREACHABLE, "corosync closed the connection while it was opened",
	  "it is stopping or crashing; look at: journalctl -u corosync -n 50" },
	{ DO_CONNECT, 6, 0, NULL, CMH_UNREACHABLE, "corosync is starting and takes no requests yet",
	  "if it lasts, the first membership does not form; look at: journalctl -u corosync" },
	{ DO_CONNECT, 8, 0, NULL, CMH_FAILED, "out of memory while connecting to corosync", NULL },
	{ DO_CONNECT, 11, 0, NULL, CMH_REFUSED, "corosync does not let uid {uid}, gid {gid} in",
	  "run as root, or let root allow you in: a file in /etc/corosync/uidgid.d (see corosync.conf(5), uidgid)" },
	{ DO_CONNECT, 12, 0, NULL, CMH_UNREACHABLE, "corosync's connection files are not there", SHM },
	{ DO_CONNECT, 15, 0, NULL, CMH_FAILED, "/dev/shm is full", "look at: df /dev/shm; each connection needs 3 MiB" },
	{ DO_CONNECT, 18, 0, NULL, CMH_FAILED, "out of connection handles", "close other connections" },
	{ DO_CONNECT, 19, 0, NULL, CMH_FAILED, "this corosync has no {map} map", "the stats map came with corosync 3.0" },
	{ DO_CONNECT, 100, 0, NULL, CMH_REFUSED,
	  "the program that answers as corosync (pid {pid}, uid {peer}) does not run as root", "it may be an impostor" },

	/* The connection was there */
	{ DO_WRITE, 2, 0, NULL, CMH_UNREACHABLE,
	  "the connection to corosync was lost; {key} may or may not have been changed", "read it again: cmapsh get" },
	{ DO_GET, 22, 0, NULL, CMH_FAILED, "corosync sent a value of {key} that does not fit its type", NULL },
	{ DO_READ, 2, ENOTCONN, NULL, CMH_UNREACHABLE, "the connection to corosync was lost",
	  "look at: journalctl -u corosync -n 50" },
	{ DO_GET, 2, 0, NULL, CMH_FAILED, "corosync cannot read {key} now", "its source, such as the network layer, fails" },
	{ DO_LIST, 2, 0, NULL, CMH_UNREACHABLE, "the connection to corosync was lost",
	  "look at: journalctl -u corosync -n 50" },
	{ DO_LIST, 27, 0, NULL, CMH_FAILED, "corosync is out of memory and cannot list keys", NULL },
	{ DO_READ | DO_STEP | DO_DELETE, 12, 0, NULL, CMH_NOT_FOUND, "no key {key} in {map}", NULL },

	/* Refused changes, and where the setting really lives */
	{ DO_WRITE, 11, 0, "nodelist.", CMH_REFUSED, READ_ONLY, CONF },
	{ DO_WRITE, 11, 0, "system.", CMH_REFUSED, READ_ONLY,
	  "edit /etc/corosync/corosync.conf and restart corosync on this node" },
	{ DO_WRITE, 11, 0, "totem.", CMH_REFUSED, READ_ONLY, CONF },
	{ DO_WRITE, 11, 0, "quorum.", CMH_REFUSED, READ_ONLY " while corosync runs",
	  "edit /etc/corosync/corosync.conf on every node and restart corosync" },
	{ DO_WRITE, 11, 0, "uidgid.config.", CMH_REFUSED, READ_ONLY, "set uidgid.uid.N or uidgid.gid.N instead" },
	{ DO_WRITE, 11, 0, "runtime.config.", CMH_REFUSED, READ_ONLY ": it is the value in use",
	  "set the key without \"runtime.config.\" in front" },
	{ DO_WRITE, 11, 0, NULL, CMH_REFUSED, READ_ONLY ": the stats map only reports",
	  "to set counters back: cmapsh clear", true },
	{ DO_WRITE, 11, 0, NULL, CMH_REFUSED, READ_ONLY, "corosync itself keeps this key" },

	/* Other refusals of values and names */
	{ DO_SET, 7, 0, NULL, CMH_FAILED, "corosync does not take this value for {key}",
	  "a value has at most 16384 bytes" },
	{ DO_STEP, 7, 0, NULL, CMH_FAILED, "{key} is not an integer, it cannot be stepped", NULL },
	{ DO_WRITE, 13, 0, NULL, CMH_INVALID, "{key} cannot be a key: too long, too short, or a character not allowed",
	  "key names have 3 to 255 of the characters A-Z a-z 0-9 . _ - / :" },
	{ DO_WRITE, 19, 0, NULL, CMH_REFUSED, "the {map} map does not offer to {verb} {key}",
	  "the stats map can be read, and cleared with: cmapsh clear" },
	{ DO_SET, 26, 0, NULL, CMH_FAILED, "the value for {key} is too large", "a value has at most 16384 bytes" },
	{ DO_TRACK, 2, 0, NULL, CMH_UNREACHABLE, "the connection to corosync was lost",
	  "look at: journalctl -u corosync -n 50" },
	{ DO_ANY, 8, 0, NULL, CMH_FAILED, "out of memory, here or in corosync", NULL },
};
enum { N_SITUATIONS = sizeof(situations) / sizeof(situations[0]) };

const struct cmh_error_info *
cmh_error_table(size_t *n)
{
	*n = N_INFOS;
	return infos;
}

const struct cmh_error_info *
cmh_error_by_number(int number)
{
	for (size_t i = 0; i < N_INFOS; i++)
		if (infos[i].number == number)
			return &infos[i];
	return NULL;
}

/* ---- struct cmh_error -------------------------------------------------- */

void
cmh_error_clear(struct cmh_error *err)
{
	if (err == NULL)
		return;
	free(err->message);
	free(err->hint);
	*err = (struct cmh_error)CMH_ERROR_INIT;
}

const char *
cmh_error_message(const struct cmh_error *err)
{
	return err->message != NULL ? err->message : err->status == CMH_OK ? "no error" : "out of memory";
}

enum cmh_status
error_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, ...)
{
	va_list ap;

	if (err == NULL)
		return status;
	cmh_error_clear(err);
	err->status = status;
	va_start(ap, message);
	if (vasprintf(&err->message, message, ap) < 0)
		err->message = NULL;
	va_end(ap);
	err->hint = hint != NULL ? strdup(hint) : NULL;
	return status;
}

enum cmh_status
error_no_memory(struct cmh_error *err)
{
	return error_set(err, CMH_FAILED, NULL, "out of memory");
}

void
error_copy(struct cmh_error *to, const struct cmh_error *from)
{
	error_set(to, from->status, from->hint, "%s", cmh_error_message(from));
	to->number = from->number;
	to->os_errno = from->os_errno;
}

/* ---- crossing the border ----------------------------------------------- */

static const char *
verb_of(enum doing doing)
{
	switch (doing) {
	case DO_CONNECT: return "connect";
	case DO_GET: return "read";
	case DO_LIST: return "list";
	case DO_SET: return "set";
	case DO_STEP: return "step";
	case DO_DELETE: return "delete";
	case DO_TRACK: return "watch";
	default: return "use";
	}
}

static void
put_field(FILE *to, const char *name, size_t len, const struct attempt *attempt)
{
	if (strncmp(name, "key", len) == 0) {
		const char *key = attempt->key != NULL ? attempt->key : "";
		char *shown = cmh_quote(key, strlen(key));
		fputs(shown != NULL ? shown : "the key", to);
		free(shown);
	} else if (strncmp(name, "map", len) == 0)
		fputs(cmh_map_name(attempt->map), to);
	else if (strncmp(name, "verb", len) == 0)
		fputs(verb_of(attempt->doing), to);
	else if (strncmp(name, "uid", len) == 0)
		fprintf(to, "%lu", (unsigned long)geteuid());
	else if (strncmp(name, "gid", len) == 0)
		fprintf(to, "%lu", (unsigned long)getegid());
	else if (strncmp(name, "pid", len) == 0)
		fprintf(to, "%ld", (long)attempt->pid);
	else
		fprintf(to, "%lu", (unsigned long)attempt->peer_uid);
}

/* Fills in the fields of a text. NULL: out of memory, or no text. */
static char *
expand(const char *text, const struct attempt *attempt)
{
	char *out = NULL;
	size_t len;
	FILE *to = text != NULL ? open_memstream(&out, &len) : NULL;

	if (to == NULL)
		return NULL;
	while (*text != '\0') {
		size_t plain = strcspn(text, "{");

		fwrite(text, 1, plain, to);
		text += plain;
		if (*text == '{') {
			size_t name = strcspn(text + 1, "}");
			put_field(to, text + 1, name, attempt);
			text += name + 2;
		}
	}
	if (fclose(to) != 0) {
		free(out);
		return NULL;
	}
	return out;
}

static bool
fits(const struct situation *s, const struct attempt *attempt, int number, int os_errno)
{
	const char *key = attempt->key != NULL ? attempt->key : "";

	return (s->doing & attempt->doing) != 0 && (!s->stats || attempt->map == CMH_STATS) && (s->number == 0 || s->number == number) &&
	       (s->os_errno == 0 || s->os_errno == os_errno) &&
	       (s->under == NULL || strncmp(key, s->under, strlen(s->under)) == 0);
}

/* What is said when no situation fits: at least what was done to what. */
static const char *
without_situation(const struct attempt *attempt)
{
	if (attempt->doing == DO_CONNECT)
		return "cannot connect to {map}";
	return attempt->key != NULL && attempt->key[0] != '\0' ? "cannot {verb} {key} in {map}" : "cannot {verb} in {map}";
}

enum cmh_status
error_from_cmap(struct cmh_error *err, const struct attempt *attempt, cs_error_t rc, int os_errno)
{
	const struct cmh_error_info *info = cmh_error_by_number((int)rc);
	const struct situation *s = situations, *end = situations + N_SITUATIONS;
	enum cmh_status status;
	char *message, *hint;

	while (s < end && !fits(s, attempt, (int)rc, os_errno))
		s++;
	message = expand(s < end ? s->message : without_situation(attempt), attempt);
	hint = expand(s < end ? s->hint : info != NULL ? info->advice : NULL, attempt);
	status = s < end ? s->status : CMH_FAILED;

	if (s < end)
		error_set(err, status, hint, "%s", message != NULL ? message : "out of memory");
	else
		error_set(err, status, hint, "%s: %s", message != NULL ? message : "error",
			  info != NULL ? info->meaning : "an error that no list has");
	if (err != NULL) {
		err->number = (int)rc;
		err->os_errno = os_errno;
	}
	free(message);
	free(hint);
	return status;
}

/* The state letter of a process as proc(5) tells it; '?' when it is not known. */
static char
process_state(pid_t pid)
{
	char *path = NULL, state = '?';
	FILE *f = pid > 0 && asprintf(&path, "/proc/%ld/stat", (long)pid) > 0 ? fopen(path, "re") : NULL;

	if (f != NULL) {
		if (fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
			state = '?';
		fclose(f);
	}
	free(path);
	return state;
}

#define IN_DOUBT "the change may or may not have been carried out; when corosync answers again, read it: cmapsh get"

enum cmh_status
error_interrupted(struct cmh_error *err, const struct attempt *attempt)
{
	return error_set(err, CMH_INTERRUPTED, (attempt->doing & DO_WRITE) != 0 ? IN_DOUBT : NULL, "interrupted");
}

enum cmh_status
error_timeout(struct cmh_error *err, const struct attempt *attempt, bool again)
{
	double seconds = attempt->ms / 1000.0;
	char state = process_state(attempt->pid);

	if (again) {
		error_set(err, CMH_TIMEOUT, "if it lasts, look at: journalctl -u corosync",
			  "corosync is starting or busy: it said \"try again\" for %g s", seconds);
		if (err != NULL)
			err->number = CS_ERR_TRY_AGAIN;
	} else if (state == 'T')
		error_set(err, CMH_TIMEOUT, "it was stopped by a signal or a debugger; SIGCONT lets it go on",
			  "corosync (pid %ld) did not answer for %g s: it is stopped", (long)attempt->pid, seconds);
	else if (attempt->pid > 0)
		error_set(err, CMH_TIMEOUT, "it is busy or hangs; look at: journalctl -u corosync",
			  "corosync (pid %ld) did not answer for %g s", (long)attempt->pid, seconds);
	else
		error_set(err, CMH_TIMEOUT, "it is stopped, busy or hangs; look at: ps -C corosync -o pid,stat,wchan",
			  "corosync did not answer for %g s", seconds);
	if (err != NULL && !again && (attempt->doing & DO_WRITE) != 0) {
		free(err->hint);
		err->hint = strdup(IN_DOUBT);
	}
	return CMH_TIMEOUT;
}
