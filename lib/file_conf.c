/* SPDX-License-Identifier: BSD-3-Clause */
/* A corosync.conf: its bytes become lines, and the keys that its sections make are handed over. */
#include <stdlib.h>
#include <string.h>

#include "conf_folder.h"
#include "conf_reader.h"
#include "error.h"
#include "file_parser.h"

enum { BYTES_MAX = 510 }; /* of a line, without its end */

/* ---- lines --------------------------------------------------------------- */

/* corosync reads the bytes as they are. */
static void
check_coding(const struct file_parser *p, struct faults *faults)
{
	if (p->coding == CODING_MARKED)
		fault_add(faults, 1, 1, NULL, "the file begins with a byte order mark, which corosync takes for text");
	else if (p->coding == CODING_UTF16)
		fault_add(faults, 1, 1, NULL, "the file is in UTF-16, which corosync does not read");
}

/* Removes the end of the line. False: corosync refuses it for its length; of a line with a NUL in it, it says the same. */
static bool
cut_line(struct file_parser *p, struct faults *faults)
{
	bool ended = p->len > 0 && p->line[p->len - 1] == '\n';
	size_t len;

	if (ended)
		p->line[--p->len] = '\0';
	len = strlen(p->line);
	if (p->len > BYTES_MAX || (ended && len > 0 && len < p->len)) {
		fault_add(faults, p->number, (len < BYTES_MAX ? len : BYTES_MAX) + 1, "Line too long", "%s",
			  p->len > BYTES_MAX ? "the line is longer than 510 bytes" : "NUL byte in this line");
		return false;
	}
	if (len > 0 && p->line[len - 1] == '\r')
		p->line[--len] = '\0';
	p->len = len;
	return true;
}

/* ---- keys ------------------------------------------------------------------ */

/* Counts the keys that another line sets again, and keeps the names of the first ones. False: out of memory. */
static bool
note_repeated(struct file_parser *p, const struct conf_keys *keys)
{
	for (size_t i = 0; i < keys->n; i++) {
		const struct conf_key *key = &keys->v[i];

		if (!key->overwritten || p->repeated++ >= CMH_LINES_MAX)
			continue;
		p->first_repeated[p->repeated - 1] = (struct cmh_line){ key->at.line, strdup(key->name) };
		if (p->first_repeated[p->repeated - 1].text == NULL)
			return false;
	}
	return true;
}

/* A reload replaces what is in these branches, so that the file has all of it. Of other branches it has only its own keys. */
static const char *const branches[] = { "totem", "nodelist", "quorum", "logging", "nozzle", "system" };

enum { N_BRANCHES = sizeof(branches) / sizeof(branches[0]) };

static bool
is_in_branch(const char *key)
{
	for (size_t i = 0; i < N_BRANCHES; i++)
		if (cmh_path_covers(branches[i], key))
			return true;
	return false;
}

static bool
add_path(struct file_head *head, const char *path)
{
	bool good = (head->paths[head->n_paths] = strdup(path)) != NULL;

	head->n_paths += good;
	return good;
}

/* Notes what the file is about. */
static bool
note_paths(struct file_head *head, const struct conf_key **keys, size_t n)
{
	bool good;

	head->maps = MAPS_ICMAP;
	head->paths = calloc(N_BRANCHES + n, sizeof(*head->paths));
	good = head->paths != NULL;
	for (size_t i = 0; i < N_BRANCHES && good; i++)
		good = add_path(head, branches[i]);
	for (size_t i = 0; i < n && good; i++)
		good = is_in_branch(keys[i]->name) || add_path(head, keys[i]->name);
	return good;
}

static bool
give_keys(struct file_parser *p, const struct conf_key **keys, size_t n)
{
	bool good = true;

	for (size_t i = 0; i < n && good; i++) {
		const struct conf_key *key = keys[i];
		struct found found = { .key = key->name, .value = key->value, .why = key->why };

		found.missing = key->why != NULL ? MISSING_ERROR : MISSING_NOT;
		p->at = (struct cmh_position){ key->at.line, key->at.value };
		p->taken++;
		good = p->take(p, &found);
	}
	return good;
}

/* Hands over what was found. False: out of memory. */
static bool
finish(struct file_parser *p, struct conf *conf)
{
	size_t n;
	const struct conf_key **keys = conf_keys_sort(&conf->keys, &n);
	bool good = !conf->failed && !conf->faults.failed && (keys != NULL || conf->keys.n == 0);

	good = good && note_repeated(p, &conf->keys) && note_paths(&p->head, keys, n) && give_keys(p, keys, n);
	faults_sort(&conf->faults);
	p->faults = conf->faults;
	conf->faults = (struct faults){ .n = 0 };
	free(keys);
	return good;
}

/* Reads all lines. False: out of memory. */
static bool
read_lines(struct file_parser *p, struct conf_reader *reader)
{
	bool good = true;

	while (good && file_parser_next_raw(p))
		if (cut_line(p, &reader->conf.faults) && !conf_reader_line(reader, p->number, p->line))
			good = file_parser_leave_out(p, p->number);
	conf_reader_end(reader);
	return good;
}

/* ---- the folder beside it -------------------------------------------------- */

/* Whether the file has a key already. */
static bool
has_key(const struct conf_keys *keys, const char *name)
{
	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->v[i].name, name) == 0)
			return true;
	return false;
}

/* Moves the users of a file of the folder to the others, which have no place in the corosync.conf; refuses other keys. */
static void
take_users(struct conf *conf, struct conf *folder, const char *name)
{
	for (size_t i = 0; i < folder->keys.n; i++) {
		struct conf_key *key = &folder->keys.v[i], copy;

		if (!cmh_path_covers("uidgid.config", key->name))
			fault_add(&conf->faults, 0, 0, strchr(key->name, '.') != NULL ? "uidgid: Can't add subsection different than uidgid"
										      : "uidgid: Only uid and gid are allowed items",
				  "%s:%zu:%zu: only sections uidgid are allowed here", name, key->at.line, key->at.name);
		else if (!has_key(&conf->keys, key->name)) {
			conf->failed |= !conf_key_copy(key, strdup(key->name), &copy) || !conf_keys_add(&conf->keys, copy);
			if (!conf->failed)
				conf->keys.v[conf->keys.n - 1].at = (struct conf_place){ .line = 0 };
		}
	}
	for (size_t i = 0; i < folder->faults.n; i++) {
		const struct cmh_fault *fault = &folder->faults.v[i];

		fault_add(&conf->faults, 0, 0, fault->said, "%s:%zu:%zu: %s", name, fault->line, fault->column, fault->message);
	}
	conf->failed |= folder->failed || folder->faults.failed;
}

/* A user of whom nothing is known is only known where corosync runs: it is left out, as in the corosync.conf. */
static bool
read_users(void *arg, const char *name, FILE *in)
{
	struct file_parser p = { .in = in, .name = name };
	struct conf_reader reader = { .number = 0 };
	bool good = read_lines(&p, &reader);

	take_users(arg, &reader.conf, name);
	conf_reader_clear(&reader);
	file_parser_clear(&p);
	return good;
}

/* ---- the file ---------------------------------------------------------------- */

enum cmh_status
file_parse_conf(struct file_parser *p, struct cmh_error *err)
{
	struct conf_reader reader = { .number = 0 };
	bool good;

	if (p->strict) {
		file_parser_fault(p, 1, 1);
		return error_set(err, CMH_INVALID, "put it into /etc/corosync, run: corosync-cfgtool -R",
				 "this is a corosync.conf, which corosync reads itself");
	}
	check_coding(p, &reader.conf.faults);
	good = read_lines(p, &reader) && conf_folder_read(p->name, read_users, &reader.conf, &p->unread) &&
	       finish(p, &reader.conf);
	conf_reader_clear(&reader);
	return good ? CMH_OK : error_no_memory(err);
}
