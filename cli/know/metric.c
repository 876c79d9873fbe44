/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/metric.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* A corosync of today has eight services, always with these numbers. */
static const char *const services[] = { "cmap", "cfg", "cpg", "quorum", "pload", "votequorum", "mon", "wd" };

/*
 * What of a key is behind a group's pattern; NULL: it does not fit. The stars
 * go to `labels`, which may be NULL.
 */
static const char *
behind(const struct metric_group *group, const char *key, struct metric_label *labels)
{
	size_t star = 0;

	for (const char *at = group->pattern; *at != '\0'; at++) {
		size_t len = strcspn(key, ".");

		if (*at != '*') {
			if (*at != *key++)
				return NULL;
			continue;
		}
		if (len == 0)
			return NULL;
		if (labels != NULL)
			labels[star] = (struct metric_label){ group->labels[star], key, len };
		star++;
		key += len;
	}
	return *key != '\0' ? key : NULL;
}

/* The group of a key, and the field behind it. NULL: none. */
static const struct metric_group *
find_group(const char *key, const char **field)
{
	for (const struct metric_group *group = metric_groups; group->pattern != NULL; group++)
		if ((*field = behind(group, key, NULL)) != NULL)
			return group;
	return NULL;
}

const struct metric *
metric_find(const char *key)
{
	const char *field;
	const struct metric_group *group = find_group(key, &field);

	for (size_t i = 0; group != NULL && i < group->n; i++)
		if (strcmp(group->metrics[i].field, field) == 0)
			return &group->metrics[i];
	return NULL;
}

bool
metric_is_state(const char *key)
{
	return metric_find(key) != NULL || strncmp(key, "stats.", 6) == 0 || strncmp(key, "runtime.", 8) == 0;
}

bool
metric_is_counter(const struct metric *metric)
{
	return metric != NULL && metric->kind == METRIC_COUNTER;
}

const char *
metric_unit_text(const struct metric *metric)
{
	return metric != NULL ? units[metric->unit].text : NULL;
}

const char *
metric_base_unit(const struct metric *metric, int *exponent)
{
	enum metric_unit unit = metric != NULL ? metric->unit : UNIT_NONE;

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
	const char *field;
	const struct metric_group *group = find_group(key, &field);
	size_t n = 0;

	if (group == NULL)
		return 0;
	behind(group, key, labels);
	for (; n < METRIC_LABELS && group->labels[n] != NULL; n++)
		name_service(&labels[n]);
	return n;
}

static bool
ends_with_word(const char *text, const char *word)
{
	size_t len = strlen(text), tail = strlen(word);

	return len >= tail && strcmp(text + len - tail, word) == 0 && (len == tail || text[len - tail - 1] == '_');
}

/* Makes what may stand in a key into what may stand in a name. */
static char *
only_word_characters(char *name)
{
	for (char *c = name; c != NULL && *c != '\0'; c++)
		if (!isascii((unsigned char)*c) || (!isalnum((unsigned char)*c) && *c != '_'))
			*c = '_';
	return name;
}

char *
metric_family(const char *key, const struct metric *metric)
{
	const char *field = key, *base = metric_base_unit(metric, NULL), *name;
	const struct metric_group *group = find_group(key, &field);
	bool unit;
	char *family;

	if (metric == NULL || group == NULL) {
		/* "stats" and "runtime" begin the name of no group: no known family is hit. */
		int first = (int)strcspn(key, ".");
		const char *rest = group != NULL ? field : key[first] == '.' ? key + first + 1 : "";

		if (asprintf(&family, "corosync_%.*s_%s%s%s", first, key, group != NULL ? group->name : "",
			     group != NULL ? "_" : "", rest) < 0)
			return NULL;
		return only_word_characters(family);
	}
	name = metric->name != NULL ? metric->name : metric->field;
	unit = base != NULL && !ends_with_word(name, base);
	if (asprintf(&family, "corosync_%s_%s%s%s", group->name, name, unit ? "_" : "", unit ? base : "") < 0)
		return NULL;
	return family;
}
