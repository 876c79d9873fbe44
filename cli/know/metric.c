/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/metric.h"

#include <ctype.h>
#include <string.h>

#include "str.h"
#include "key_pattern.h"

/* The units of the table. The base units are seconds, bytes, a ratio and what is counted. */
static const struct { const char *text, *base; int exponent; } units[N_UNITS] = {
	[UNIT_S] = { "s", "seconds", 0 },
	[UNIT_MS] = { "ms", "seconds", -3 },
	[UNIT_US] = { "µs", "seconds", -6 },
	[UNIT_NS] = { "ns", "seconds", -9 },
	[UNIT_EPOCH_MS] = { "ms since 1970", "seconds", -3 },
	[UNIT_PERCENT] = { "%", "ratio", -2 },
	[UNIT_BYTES] = { "bytes", "bytes", 0 },
	[UNIT_PACKETS] = { "packets", "packets", 0 },
	[UNIT_MESSAGES] = { "messages", "messages", 0 },
	[UNIT_ERRORS] = { "errors", "errors", 0 },
	[UNIT_RETRIES] = { "retries", "retries", 0 },
	[UNIT_VOTES] = { "votes", "votes", 0 },
	[UNIT_CONNECTIONS] = { "connections", "connections", 0 },
};

/* The services of corosync 3, which always have these numbers. */
static const char *const services[] = { "cmap", "cfg", "cpg", "quorum", "pload", "votequorum", "mon", "wd" };

const struct key_info *
metric_find(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return info != NULL && info->metric.kind != METRIC_NONE ? info : NULL;
}

bool
metric_is_state(const char *key)
{
	return strncmp(key, "stats.", 6) == 0 || strncmp(key, "runtime.", 8) == 0 || metric_find(key) != NULL;
}

bool
metric_is_counter(const struct key_info *metric)
{
	return metric != NULL && metric->metric.kind == METRIC_COUNTER;
}

const char *
metric_unit_text(const struct key_info *metric)
{
	return metric != NULL ? units[metric->unit].text : NULL;
}

const char *
metric_base_unit(const struct key_info *metric, int *exponent)
{
	enum key_unit unit = metric != NULL ? metric->unit : UNIT_NONE;

	if (exponent != NULL)
		*exponent = units[unit].exponent;
	return units[unit].base;
}

/* A service in stats.ipcs has a number, one in runtime.services a name: the name is for both. */
static void
name_service(struct metric_label *label)
{
	if (strcmp(label->name, "service") == 0 && label->len == 1 && label->value[0] >= '0' && label->value[0] <= '7') {
		label->value = services[label->value[0] - '0'];
		label->len = strlen(label->value);
	}
}

size_t
metric_labels(const char *key, struct metric_label labels[METRIC_LABELS])
{
	const struct key_info *info = key_info_find(key);
	struct key_span stars[METRIC_LABELS];
	size_t n = 0;

	if (info == NULL || !key_pattern_capture(info->pattern, key, stars, METRIC_LABELS))
		return 0;
	for (; n < METRIC_LABELS && info->metric.labels[n][0] != '\0'; n++) {
		labels[n] = (struct metric_label){ info->metric.labels[n], stars[n].text, stars[n].len };
		name_service(&labels[n]);
	}
	return n;
}

static bool
ends_with_word(const char *text, const char *word)
{
	size_t len = strlen(text), tail = strlen(word);

	return len >= tail && strcmp(text + len - tail, word) == 0 && (len == tail || text[len - tail - 1] == '_');
}

/* Replaces the characters that a metric's name must not have, and returns the name, which may be NULL. */
static char *
only_word_characters(char *name)
{
	for (char *c = name; c != NULL && *c != '\0'; c++)
		if (!isascii((unsigned char)*c) || (!isalnum((unsigned char)*c) && *c != '_'))
			*c = '_';
	return name;
}

/* Returns the end of a key that the last component of its pattern matches: the field of a group. Points into the key. */
static const char *
field_of(const struct key_info *info, const char *key)
{
	for (const char *dot = strchr(info->pattern, '.'); dot != NULL; dot = strchr(dot + 1, '.'))
		key = strchr(key, '.') + 1;
	return key;
}

/*
 * Returns the name for a key that the table does not have as a metric, or has with
 * another type. Groups are not called "stats" or "runtime", so no metric has this
 * name. The caller frees it. NULL: out of memory.
 */
static char *
unknown_family(const char *key)
{
	const struct key_info *info = key_info_find(key);
	int top = (int)strcspn(key, ".");
	const char *rest = key[top] == '.' ? key + top + 1 : "";

	if (info == NULL || info->metric.group[0] == '\0')
		return only_word_characters(str_format("corosync_%.*s_%s", top, key, rest));
	return only_word_characters(str_format("corosync_%.*s_%s_%s", top, key, info->metric.group, field_of(info, key)));
}

char *
metric_family(const char *key, const struct key_info *metric)
{
	const char *base = metric_base_unit(metric, NULL), *name;

	if (metric == NULL)
		return unknown_family(key);
	name = metric->metric.name[0] != '\0' ? metric->metric.name : field_of(metric, key);
	if (base == NULL || ends_with_word(name, base))
		return str_format("corosync_%s_%s", metric->metric.group, name);
	return str_format("corosync_%s_%s_%s", metric->metric.group, name, base);
}
