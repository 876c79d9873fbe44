/* SPDX-License-Identifier: BSD-3-Clause */
/* Whether a condition holds, and why not. */
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "task/condition.h"

enum { SHOWN_MAX = 80 }; /* bytes of a value in a reason */

static enum comparison
fits_value(const struct condition *c, const struct cmh_value *value)
{
	char *text;
	bool fits;

	if (value->type == CMH_STR)
		return value->bytes != NULL && pattern_matches(&c->regex, value->bytes) ? COMPARE_YES : COMPARE_NO;
	text = value->type != CMH_NONE ? cmh_value_text(value) : NULL;
	fits = text != NULL && pattern_matches(&c->regex, text);
	free(text);
	return fits ? COMPARE_YES : COMPARE_NO;
}

static bool
is_hidden(const struct condition *c, const char *key)
{
	return !c->secrets && cmh_key_is_secret(key);
}

/* Whether one key, which fits the name, fulfils the condition. */
static enum comparison
judge(const struct condition *c, const struct cmh_entry *entry)
{
	switch (c->op) {
	case CONDITION_EXISTS: return COMPARE_YES;
	case CONDITION_ABSENT:
	case CONDITION_CHANGES: return COMPARE_NO;
	default: break;
	}
	if (entry->error != NULL || is_hidden(c, entry->key))
		return COMPARE_NO;
	return c->op == CONDITION_MATCHES ? fits_value(c, &entry->value) : condition_compare(c->op, &entry->value, c->value);
}

void
condition_count_keys(const struct condition *condition, const struct cmh_entries *keys, struct condition_result *verdict)
{
	for (size_t i = 0; i < keys->n; i++) {
		enum comparison result;

		if (!condition_matches_key(condition, keys->v[i].key))
			continue;
		result = judge(condition, &keys->v[i]);
		verdict->keys++;
		verdict->good += result == COMPARE_YES;
		verdict->incomparable += result == COMPARE_INCOMPARABLE;
		if (result != COMPARE_YES && verdict->bad == NULL)
			verdict->bad = &keys->v[i];
	}
}

bool
condition_is_true(const struct condition *condition, const struct condition_result *verdict, size_t least)
{
	if (condition->op == CONDITION_ABSENT)
		return verdict->keys == 0;
	if (condition->op == CONDITION_CHANGES)
		return condition->changed.n >= (least > 0 ? least : 1);
	if (least > 0)
		return verdict->good >= least;
	return verdict->good > 0 && verdict->good == verdict->keys;
}

/* ---- why ------------------------------------------------------------------- */

/* A value as a reason shows it: a str in quotes, and not more than a line of it. */
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

/* Why a value cannot be compared with what the condition says. */
static char *
why_incomparable(const struct condition *c, const struct cmh_entry *entry, const char *value)
{
	bool bytes = entry->value.type == CMH_STR || entry->value.type == CMH_BIN;

	if (bytes && c->op != CONDITION_EQ && c->op != CONDITION_NE)
		return str_format("%s is %s, a %s: only numbers are less or greater", entry->key, value, cmh_type_name(entry->value.type));
	return str_format("%s is %s, a %s: \"%s\" is none", entry->key, value, cmh_type_name(entry->value.type), c->value);
}

/* What the first key is that does not fulfil it. */
static char *
why_bad(const struct condition *c, const struct cmh_entry *entry)
{
	char *value, *text;

	if (is_hidden(c, entry->key))
		return str_format("the value of %s is a secret: it is not compared", entry->key);
	if (entry->error != NULL)
		return str_format("%s cannot be read: %s", entry->key, cmh_error_message(entry->error));
	value = shown(&entry->value);
	if (value == NULL)
		return NULL;
	text = judge(c, entry) == COMPARE_INCOMPARABLE ? why_incomparable(c, entry, value) : str_format("%s is %s", entry->key, value);
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
	if (c->changed.n > 0)
		return str_format("%zu of %zu keys that fit %s have changed", c->changed.n, least, c->name);
	return has_star(c) ? str_format("no key that fits %s has changed", c->name) : str_format("%s has not changed", c->name);
}

static char *
why_there(const struct condition *c, const struct condition_result *v)
{
	if (v->keys == 1)
		return str_format("%s exists", v->bad->key);
	return str_format("%zu keys fit %s, %s is the first", v->keys, c->name, v->bad->key);
}

/* Too few or not all of them fulfil it. */
static char *
why_too_few(const struct condition *c, const struct condition_result *v, size_t least)
{
	char *bad, *text;

	if (v->bad == NULL)
		return str_format("%zu of %zu keys that fit %s are there", v->good, least, c->name);
	bad = why_bad(c, v->bad);
	if (bad == NULL || (v->keys == 1 && least <= 1))
		return bad;
	if (least > 0)
		text = str_format("%zu of %zu keys hold, %zu have to: %s", v->good, v->keys, least, bad);
	else
		text = str_format("%zu of %zu keys hold: %s", v->good, v->keys, bad);
	free(bad);
	return text;
}

char *
condition_reason(const struct condition *condition, const struct condition_result *verdict, size_t least)
{
	if (condition_is_true(condition, verdict, least))
		return str_format("%s holds", condition->text);
	if (condition->op == CONDITION_ABSENT)
		return why_there(condition, verdict);
	if (condition->op == CONDITION_CHANGES)
		return why_unchanged(condition, least);
	if (verdict->keys == 0)
		return str_format(has_star(condition) ? "no key fits %s" : "no key %s", condition->name);
	return why_too_few(condition, verdict, least);
}
