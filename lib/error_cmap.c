/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Maps what libcmap returned to a struct cmh_error: a cs_error_t, an errno and
 * what was being done become a status, one line of text and a hint. To explain
 * a situation better, add a row to `situations`; the first row that matches is
 * taken.
 */
#include "error_cmap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "str.h"

/*
 * In texts, {key}, {map}, {verb}, {uid}, {gid}, {pid} and {peer} are filled in
 * from the attempt; {setting} is the key without "runtime.config.".
 */
struct situation {
	unsigned doing;    /* of enum doing, those that match */
	int number;        /* of the cs_error_t; 0: any */
	int os_errno;      /* 0: any */
	const char *under; /* the key begins with it; NULL: any */
	enum cmh_status status;
	enum cmh_reason reason;
	const char *message;
	const char *hint;
	bool stats; /* only in the stats map */
};

#define SHM "run it where corosync runs; a container needs the host's network namespace and /dev/shm"
#define CONF "edit /etc/corosync/corosync.conf on every node, then run: corosync-cfgtool -R"
#define READ_ONLY "{key} is read-only"
#define IN_USE "runtime.config."
#define LOST "the connection to corosync was lost"
#define JOURNAL "run: journalctl -u corosync -n 50"
#define CLEAR "to reset counters, set stats.clear.knet, .ipc, .totem, .schedmiss or .all"

static const struct situation situations[] = {
	/* Connecting */
	{ DO_CONNECT, 2, ELIBACC, NULL, CMH_FAILED, CMH_REASON_NONE, "libcmap, the library of corosync, is not installed",
	  "install corosync on this node, or open a saved map with -m FILE" },
	{ DO_CONNECT, 2, ECONNREFUSED, NULL, CMH_UNREACHABLE, CMH_REASON_NOT_RUNNING, "corosync is not running on this node",
	  "run: systemctl status corosync (a container needs the host's network namespace and /dev/shm)" },
	{ DO_CONNECT, 2, EMFILE, NULL, CMH_UNREACHABLE, CMH_REASON_NONE, "too many open files, here or in corosync",
	  "raise ulimit -n, or look for \"refusing new connections\" in corosync's log" },
	{ DO_CONNECT, 2, ENFILE, NULL, CMH_UNREACHABLE, CMH_REASON_NONE, "too many open files on this node",
	  "run: sysctl fs.file-nr" },
	{ DO_CONNECT, 2, 0, NULL, CMH_UNREACHABLE, CMH_REASON_LOST, "corosync closed the connection while it was opened",
	  "corosync is stopping or crashing; run: journalctl -u corosync -n 50" },
	{ DO_CONNECT, 6, 0, NULL, CMH_UNREACHABLE, CMH_REASON_STARTING, "corosync is starting and takes no requests yet",
	  "if it lasts, the first membership does not form; run: journalctl -u corosync -n 50" },
	{ DO_CONNECT, 8, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "out of memory while connecting to corosync", NULL },
	{ DO_CONNECT, 11, 0, NULL, CMH_REFUSED, CMH_REASON_NO_ACCESS, "corosync denies access to uid {uid}, gid {gid}",
	  "run as root, or have root add a file to /etc/corosync/uidgid.d (see uidgid in corosync.conf(5))" },
	{ DO_CONNECT, 12, 0, NULL, CMH_UNREACHABLE, CMH_REASON_NOT_RUNNING, "corosync's connection files do not exist", SHM },
	{ DO_CONNECT, 15, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "/dev/shm is full",
	  "run: df /dev/shm (each connection needs 3 MiB)" },
	{ DO_CONNECT, 18, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "out of connection handles", "close other connections" },
	{ DO_CONNECT, 19, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "this corosync has no {map} map",
	  "the stats map came with corosync 3.0" },
	{ DO_CONNECT, 100, 0, NULL, CMH_REFUSED, CMH_REASON_UNTRUSTED,
	  "the program that answers as corosync (pid {pid}, uid {peer}) does not run as root",
	  "find out what it is: it may be an impostor" },

	/* The connection was open */
	{ DO_WRITE, 2, ESTALE, NULL, CMH_UNREACHABLE, CMH_REASON_RESTARTED,
	  "corosync was restarted meanwhile; {key} was not changed", "try again" },
	{ DO_WRITE, 2, 0, NULL, CMH_UNREACHABLE, CMH_REASON_IN_DOUBT, LOST "; {key} may or may not have been changed",
	  "read the key again" },
	{ DO_GET, 22, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "corosync sent a value of {key} that does not match its type", NULL },
	{ DO_READ, 2, ESTALE, NULL, CMH_UNREACHABLE, CMH_REASON_RESTARTED, "corosync was restarted while it was read", "try again" },
	{ DO_READ, 2, ENOTCONN, NULL, CMH_UNREACHABLE, CMH_REASON_LOST, LOST, JOURNAL },
	{ DO_GET, 2, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "corosync cannot read {key} now",
	  "its source (such as knet) reports an error; try again" },
	{ DO_LIST, 2, 0, NULL, CMH_UNREACHABLE, CMH_REASON_LOST, LOST, JOURNAL },
	{ DO_LIST | DO_TRACK, 27, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "corosync is out of memory and cannot list keys", NULL },
	{ DO_READ | DO_ADD | DO_DELETE, 12, 0, NULL, CMH_NOT_FOUND, CMH_REASON_NONE, "no key {key} in {map}", NULL },

	/* Changes that are refused, and where the setting is made */
	{ DO_WRITE, 11, 0, "nodelist.", CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY, CONF },
	{ DO_WRITE, 11, 0, "system.", CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY,
	  "edit /etc/corosync/corosync.conf and restart corosync on this node" },
	{ DO_WRITE, 11, 0, "totem.", CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY, CONF },
	{ DO_WRITE, 11, 0, "quorum.", CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY " while corosync runs",
	  "edit /etc/corosync/corosync.conf on every node and restart corosync" },
	{ DO_WRITE, 11, 0, "uidgid.config.", CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY,
	  "set uidgid.uid.N or uidgid.gid.N instead" },
	{ DO_WRITE, 11, 0, IN_USE, CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY ": it shows the value in use",
	  "set {setting} instead" },
	{ DO_WRITE, 11, 0, NULL, CMH_REFUSED, CMH_REASON_STATS, READ_ONLY ", as all of the stats map", CLEAR, true },
	{ DO_WRITE, 11, 0, NULL, CMH_REFUSED, CMH_REASON_READ_ONLY, READ_ONLY, "only corosync itself changes this key" },
	{ DO_WRITE, 19, 0, NULL, CMH_REFUSED, CMH_REASON_STATS, "the {map} map does not support {verb} ({key})", CLEAR },

	/* Other refusals of values and names */
	{ DO_SET, 7, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "corosync rejects this value for {key}",
	  "a value has at most 16384 bytes" },
	{ DO_ADD, 7, 0, NULL, CMH_FAILED, CMH_REASON_TYPE, "{key} is not an integer and cannot be incremented or decremented", NULL },
	{ DO_WRITE, 13, 0, NULL, CMH_INVALID, CMH_REASON_NONE,
	  "{key} is not a valid key: too long, too short, or with a character that is not allowed",
	  "key names have " NAME_RULES },
	{ DO_SET, 26, 0, NULL, CMH_FAILED, CMH_REASON_RANGE, "the value for {key} is too large", "a value has at most 16384 bytes" },
	{ DO_TRACK, 2, 0, NULL, CMH_UNREACHABLE, CMH_REASON_LOST, LOST, JOURNAL },
	{ DO_ANY, 8, 0, NULL, CMH_FAILED, CMH_REASON_NONE, "out of memory, here or in corosync", NULL },
};
enum { N_SITUATIONS = sizeof(situations) / sizeof(situations[0]) };

static const char *
verb_of(enum doing doing)
{
	switch (doing) {
	case DO_CONNECT: return "connect";
	case DO_GET: return "read";
	case DO_LIST: return "list";
	case DO_SET: return "set";
	case DO_ADD: return "increment or decrement";
	case DO_DELETE: return "delete";
	case DO_TRACK: return "watch";
	default: return "use";
	}
}

/* Writes a text that may hold anything, in quotes. */
static void
put_quoted(FILE *to, const char *text)
{
	char *shown = cmh_quote(text, strlen(text));

	fputs(shown != NULL ? shown : "the key", to);
	free(shown);
}

static void
put_field(FILE *to, const char *name, size_t len, const struct attempt *attempt)
{
	const char *key = attempt->key != NULL ? attempt->key : "";

	if (strncmp(name, "key", len) == 0)
		put_quoted(to, key);
	else if (strncmp(name, "setting", len) == 0)
		put_quoted(to, strncmp(key, IN_USE, strlen(IN_USE)) == 0 ? key + strlen(IN_USE) : key);
	else if (strncmp(name, "map", len) == 0)
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

/* Makes a text with its fields filled in. NULL: out of memory, or no text. */
static char *
expand(const char *text, const struct attempt *attempt)
{
	struct str_stream to;

	if (text == NULL || !str_open(&to))
		return NULL;
	while (*text != '\0') {
		size_t plain = strcspn(text, "{");

		fwrite(text, 1, plain, to.out);
		text += plain;
		if (*text == '{') {
			size_t name = strcspn(text + 1, "}");

			put_field(to.out, text + 1, name, attempt);
			text += name + 2;
		}
	}
	return str_close(&to);
}

static bool
matches(const struct situation *s, const struct attempt *attempt, int number, int os_errno)
{
	const char *key = attempt->key != NULL ? attempt->key : "";

	return (s->doing & attempt->doing) != 0 && (!s->stats || attempt->map == CMH_STATS) && (s->number == 0 || s->number == number) &&
	       (s->os_errno == 0 || s->os_errno == os_errno) &&
	       (s->under == NULL || strncmp(key, s->under, strlen(s->under)) == 0);
}

/* The message when no situation matches: what was done to what. */
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

	while (s < end && !matches(s, attempt, (int)rc, os_errno))
		s++;
	message = expand(s < end ? s->message : without_situation(attempt), attempt);
	hint = expand(s < end ? s->hint : info != NULL ? info->advice : NULL, attempt);
	status = s < end ? s->status : CMH_FAILED;

	if (s < end)
		error_set(err, status, hint, "%s", message != NULL ? message : "out of memory");
	else
		error_set(err, status, hint, "%s: %s", message != NULL ? message : "error",
			  info != NULL ? info->meaning : "unknown error");
	if (err != NULL) {
		err->reason = s < end ? s->reason : CMH_REASON_NONE;
		err->number = (int)rc;
		err->os_errno = os_errno;
	}
	free(message);
	free(hint);
	return status;
}
