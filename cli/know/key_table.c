/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of keys, and how a key finds its row. The rows are in rows_*.h, one
 * file for each part of the maps; below is the shorthand in which they are written.
 */
#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "key_pattern.h"
#include "str.h"

#define ANY CMH_NONE
#define I32 CMH_I32
#define U8 CMH_U8
#define U16 CMH_U16
#define U32 CMH_U32
#define U64 CMH_U64
#define FLT CMH_FLT
#define DBL CMH_DBL
#define STR CMH_STR

#define READ_ONLY .flags = KEY_READ_ONLY
#define VOLATILE .flags = KEY_VOLATILE
#define RANGE(least, most) .min = (least), .max = (most)
#define BOOL .values = "0 1"
#define YES_NO .values = "yes no"
#define ON_OFF .values = "on off"
#define YES_NO_ON_OFF .values = "yes no on off"

/* A setting: its section of corosync.conf, when corosync reads it, and its default; "": it is computed, or a note has it. */
#define SETTING(where, when, value) .section = where, EFFECT(when), .by_default = value
#define NO_DEFAULT "none"

#define EFFECT(when) .effect = EFFECT_##when
#define REPORT EFFECT(REPORT)
#define TRIGGER EFFECT(TRIGGER)
#define STATISTIC .flags = KEY_READ_ONLY | KEY_VOLATILE, REPORT
#define HEALTHY(text) .healthy = text
#define USUAL(least, most, more) .usual_min = (least), .usual_max = (most), HEALTHY(#least " to " #most more)
#define SINCE(version) .since = version

#define CONF_5 .manual = "corosync.conf(5)"
#define VOTEQUORUM_5 .manual = "votequorum(5)"
#define KEYS_7 .manual = "cmap_keys(7)"
#define QDEVICE_8 .manual = "corosync-qdevice(8)"
#define NO_MANUAL .manual = ""

/* A metric of a group, which has a label for each star of the pattern. */
#define METRIC(kind, group, ...) .metric = { METRIC_##kind, group, .labels = { __VA_ARGS__ } }
#define NAMED_METRIC(kind, group, name, ...) .metric = { METRIC_##kind, group, name, .labels = { __VA_ARGS__ } }

static const struct key_info rows[] = {
#include "know/rows_totem.h"

#include "know/rows_nodes.h"

#include "know/rows_runtime.h"

#include "know/rows_daemon.h"

#include "know/rows_stats.h"
};

enum { N_ROWS = sizeof(rows) / sizeof(rows[0]), N_BUCKETS = 512, MAX_STARS = 4 };

/*
 * Rows are found quickly by the first and the last component of their patterns. Those
 * that have both in common are in one bucket, a list of numbers of rows, from 1 on;
 * so are those that have the first one in common and a star in the last one. No
 * pattern has a star in its first component. Filled by the first look-up; all of them
 * are made by the main thread.
 */
static struct {
	bool made;
	uint16_t first[N_BUCKETS], next[N_ROWS];
} buckets;

/* FNV-1a, to be continued with the result as the next seed. */
static uint32_t
hash(uint32_t seed, const char *text, size_t len)
{
	while (len-- > 0)
		seed = (seed ^ (unsigned char)*text++) * 16777619u;
	return seed;
}

static const char *
last_component(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL ? dot + 1 : name;
}

/* The bucket for names that begin as this one does, and end with `last`. NULL: for patterns with a star at their end. */
static uint16_t *
bucket(const char *name, const char *last)
{
	uint32_t sum = hash(2166136261u, name, strcspn(name, "."));

	if (last != NULL)
		sum = hash(sum, last, strlen(last));
	return &buckets.first[sum % N_BUCKETS];
}

static void
fill_buckets(void)
{
	for (uint16_t i = 0; i < N_ROWS; i++) {
		const char *last = last_component(rows[i].pattern);
		uint16_t *first = bucket(rows[i].pattern, key_pattern_is(last) ? NULL : last);

		buckets.next[i] = *first;
		*first = i + 1;
	}
	buckets.made = true;
}

/* Of two patterns that match the same key: whether the first one says more about it. */
static bool
is_more_specific(const char *a, const char *b)
{
	while (*a == *b && *a != '\0') {
		a++;
		b++;
	}
	return *b == '*' && *a != '*';
}

/* Whether a pattern of the table matches a key. In the table, a star matches at least one character: "node*" is not "node". */
static bool
matches(const char *pattern, const char *key)
{
	struct key_span stars[MAX_STARS] = { { .len = 1 }, { .len = 1 }, { .len = 1 }, { .len = 1 } };

	if (!key_pattern_capture(pattern, key, stars, MAX_STARS))
		return false;
	for (size_t i = 0; i < MAX_STARS; i++)
		if (stars[i].len == 0)
			return false;
	return true;
}

/* The most specific row of a bucket, or `best` if that is better. */
static const struct key_info *
search(uint16_t first, const char *key, const struct key_info *best)
{
	for (uint16_t i = first; i != 0; i = buckets.next[i - 1]) {
		const struct key_info *row = &rows[i - 1];

		if ((best == NULL || is_more_specific(row->pattern, best->pattern)) && matches(row->pattern, key))
			best = row;
	}
	return best;
}

const struct key_info *
key_info_find(const char *key)
{
	const struct key_info *best;

	if (!buckets.made)
		fill_buckets();
	best = search(*bucket(key, last_component(key)), key, NULL);
	return search(*bucket(key, NULL), key, best);
}

const struct key_info *
key_info_exact(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return info != NULL && !key_info_is_branch(info) ? info : NULL;
}

const struct key_info *
key_info_branch(const char *path)
{
	char *below = str_format("%s.**", path), *head;
	const struct key_info *info = below != NULL ? key_info_find(below) : NULL;
	bool good;

	free(below);
	if (info == NULL || !key_info_is_branch(info))
		return NULL;
	/* It may be about a larger branch. */
	head = str_copy_n(info->pattern, strlen(info->pattern) - strlen(".**"));
	good = head != NULL && key_pattern_matches(head, path);
	free(head);
	return good ? info : NULL;
}

const struct key_info *
key_table(size_t *n)
{
	*n = N_ROWS;
	return rows;
}

bool
key_info_is_branch(const struct key_info *info)
{
	return strcmp(last_component(info->pattern), "**") == 0;
}

char *
key_fill(const char *pattern, const char *like, const char *key)
{
	struct key_span stars[MAX_STARS];
	struct str_stream filled;
	size_t n = 0;

	if (!key_pattern_capture(like, key, stars, MAX_STARS) || !str_open(&filled))
		return str_copy(pattern);
	for (const char *c = like; *c != '\0'; c++)
		n += *c == '*';
	for (size_t i = 0; *pattern != '\0'; pattern++)
		if (*pattern == '*' && i < n) {
			fwrite(stars[i].text, 1, stars[i].len, filled.out);
			i++;
		} else {
			putc(*pattern, filled.out);
		}
	return str_close(&filled);
}

char *
key_in_use(const char *setting)
{
	const struct key_info *info = key_info_find(setting);

	return info != NULL && info->in_use[0] != '\0' ? key_fill(info->in_use, info->pattern, setting) : NULL;
}

char *
key_setting(const char *in_use)
{
	const struct key_info *info = key_info_find(in_use);

	for (size_t i = 0; info != NULL && i < N_ROWS; i++)
		if (strcmp(rows[i].in_use, info->pattern) == 0)
			return key_fill(rows[i].pattern, info->pattern, in_use);
	return NULL;
}

bool
key_is_volatile(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return info != NULL && (info->flags & KEY_VOLATILE) != 0;
}

bool
key_info_names(struct cmh_entries *out)
{
	bool good = true;

	for (size_t i = 0; i < N_ROWS && good; i++) {
		char *successor = key_successor(rows[i].pattern);

		if (!key_pattern_is(rows[i].pattern) && successor == NULL)
			good = cmh_entries_add(out, rows[i].pattern, NULL) == CMH_OK;
		free(successor);
	}
	cmh_entries_sort(out);
	return good;
}
