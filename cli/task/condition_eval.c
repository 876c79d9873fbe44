/* SPDX-License-Identifier: BSD-3-Clause */
/* Evaluates conditions, and says why one is false. */
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "task/condition.h"

enum { SHOWN_MAX = 80 }; /* bytes of a value in a reason */

/* Matches the regular expression of a condition against a value. */
static enum comparison
match_value(const struct condition *c, const struct cmh_value *value)
{
	char *text;
	bool matches;

	if (value->type == CMH_STR)
		return value->bytes != NULL && pattern_matches(&c->regex, value->bytes) ? COMPARE_YES : COMPARE_NO;
	text = value->type != CMH_NONE ? cmh_value_text(value) : NULL;
	matches = text != NULL && pattern_matches(&c->regex, text);
	free(text);
	return matches ? COMPARE_YES : COMPARE_NO;
}

/* Whether the key is a secret that must be neither compared nor shown. */
static bool
is_hidden(const struct condition *c, const char *key)
{
	return !c->secrets && cmh_key_is_secret(key);
}

/* Evaluates a condition for one key, which matches its name. */
static enum comparison
evaluate(const struct condition *c, const struct cmh_entry *entry)
{
	switch (c->op) {
	case CONDITION_EXISTS: return COMPARE_YES;
	case CONDITION_ABSENT:
	case CONDITION_CHANGES: return COMPARE_NO;
	default: break;
	}
	if (entry->error != NULL || is_hidden(c, entry->key))
		return COMPARE_NO;
	if (c->op == CONDITION_MATCHES)
		return match_value(c, &entry->value);
	return condition_compare(c->op, &entry->value, c->value);
}

void
condition_count_keys(const struct condition *condition, const struct cmh_entries *keys, struct condition_result *result)
{
	for (size_t i = 0; i < keys->n; i++) {
		enum comparison comparison;

		if (!condition_matches_key(condition, keys->v[i].key))
			continue;
		comparison = evaluate(condition, &keys->v[i]);
		result->n_keys++;
		result->n_true += comparison == COMPARE_YES;
		result->n_incomparable += comparison == COMPARE_INCOMPARABLE;
		if (comparison != COMPARE_YES && result->first_false == NULL)
			result->first_false = &keys->v[i];
	}
}

bool
condition_is_true(const struct condition *condition, const struct condition_result *result, size_t least)
{
	if (condition->op == CONDITION_ABSENT)
		return result->n_keys == 0;
	if (condition->op == CONDITION_CHANGES)
		return condition->changed.n >= (least > 0 ? least : 1);
	if (least > 0)
		return result->n_true >= least;
	return result->n_true > 0 && result->n_true == result->n_keys;
}

/* ---- reasons ------------------------------------------------------------------- */

/* Returns a value as a reason shows it: a str in quotes, and at most SHOWN_MAX bytes. NULL: out of memory. */
static char *
shown(const struct cmh_value *value)
{
	char *text = value->type == CMH_STR ? cmh_quote(value->bytes != NULL ? value->bytes : "", value->len) : cmh_value_text(value);

	if (text == NULL || strlen(text) <= SHOWN_MAX)
		return text;

	size_t len = SHOWN_MAX;
	char *cut;

	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	cut = str_format("%.*s...", (int)len, text);
	free(text);
	return cut;
}

/* Why a key cannot be compared with the value of the condition. */
static char *
why_incomparable(const struct condition *c, const struct cmh_entry *entry)
{
	bool bytes = entry->value.type == CMH_STR || entry->value.type == CMH_BIN;
	const char *type = cmh_type_name(entry->value.type);

	if (bytes && c->op != CONDITION_EQ && c->op != CONDITION_NE)
		return str_format("\"%s\" is a %s; < and > compare only numbers", entry->key, type);
	return str_format("\"%s\" (%s) cannot be compared with \"%s\"", entry->key, type, c->value);
}

/* Why the condition is false for a key. */
static char *
why_false(const struct condition *c, const struct cmh_entry *entry)
{
	char *value, *text;

	if (is_hidden(c, entry->key))
		return str_format("\"%s\" is secret and is not compared", entry->key);
	if (entry->error != NULL)
		return str_format("\"%s\" cannot be read (%s)", entry->key, cmh_error_message(entry->error));
	if (evaluate(c, entry) == COMPARE_INCOMPARABLE)
		return why_incomparable(c, entry);
	value = shown(&entry->value);
	if (value == NULL)
		return NULL;
	text = str_format("\"%s\" is %s", entry->key, value);
	free(value);
	return text;
}

static bool
has_star(const struct condition *c)
{
	return strchr(c->name, '*') != NULL;
}

static char *
why_unchanged(const struct condition *c, size_t least)
{
	size_t n = c->changed.n;

	if (n > 0)
		return str_format(n == 1 ? "%zu key that matches \"%s\" has changed, %zu are needed"
					 : "%zu keys that match \"%s\" have changed, %zu are needed",
				  n, c->name, least);
	return str_format(has_star(c) ? "no key that matches \"%s\" has changed" : "\"%s\" has not changed", c->name);
}

static char *
why_present(const struct condition *c, const struct condition_result *result)
{
	const char *first = result->first_false->key;

	if (result->n_keys == 1)
		return str_format("\"%s\" exists", first);
	return str_format("%zu keys match \"%s\", the first is \"%s\"", result->n_keys, c->name, first);
}

/* Why the condition is true for too few of the keys that match. */
static char *
why_too_few(const struct condition *c, const struct condition_result *result, size_t least)
{
	char *why, *text;

	if (result->first_false == NULL)
		return str_format(result->n_keys == 1 ? "%zu key matches \"%s\", %zu are needed"
						      : "%zu keys match \"%s\", %zu are needed",
				  result->n_keys, c->name, least);
	why = why_false(c, result->first_false);
	if (why == NULL || (result->n_keys == 1 && least <= 1))
		return why;
	if (least > 0)
		text = str_format("the condition is true for %zu of %zu keys, %zu are needed (%s)", result->n_true,
				  result->n_keys, least, why);
	else
		text = str_format("the condition is true for %zu of %zu keys (%s)", result->n_true, result->n_keys, why);
	free(why);
	return text;
}

char *
condition_reason(const struct condition *condition, const struct condition_result *result, size_t least)
{
	if (condition_is_true(condition, result, least))
		return str_format("the condition \"%s\" is true", condition->text);
	if (condition->op == CONDITION_ABSENT)
		return why_present(condition, result);
	if (condition->op == CONDITION_CHANGES)
		return why_unchanged(condition, least);
	if (result->n_keys == 0)
		return str_format(has_star(condition) ? "no key matches \"%s\"" : "no key \"%s\"", condition->name);
	return why_too_few(condition, result, least);
}
