/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/setting.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

bool
setting_want(const char *key, struct facts *facts)
{
	char *in_use = key_in_use(key);
	const struct derived *derived = derived_find(key);
	bool good = facts_want(facts, key) && (in_use == NULL || facts_want(facts, in_use)) &&
		    (derived == NULL || derived_want(derived, key, facts));

	free(in_use);
	return good;
}

/* ---- values ------------------------------------------------------------- */

static bool
is_switch(const struct key_info *info)
{
	return strcmp(info->values, "yes no") == 0;
}

static bool
is_word(const struct cmh_value *value, const char *word)
{
	const char *text;

	return cmh_value_string(value, &text, NULL) == CMH_OK && strcmp(text, word) == 0;
}

/* Reads a value as a number; of a switch, yes is 1. False: it is none. */
static bool
read_number(const struct cmh_value *value, uint64_t *number)
{
	*number = is_word(value, "yes");
	return *number != 0 || is_word(value, "no") || cmh_value_uint64(value, number, NULL) == CMH_OK;
}

/* Whether two values mean the same: a switch is a word where it is configured, and a number where it is in use. */
static bool
is_same(const struct setting *setting, const struct cmh_value *a, const struct cmh_value *b)
{
	uint64_t x, y;

	if (cmh_value_equal(a, b))
		return true;
	if (!read_number(a, &x) || !read_number(b, &y))
		return false;
	return setting->info != NULL && setting->info->type == CMH_U8 ? (x != 0) == (y != 0) : x == y;
}

/* Whether corosync does not take a configured value, but the default. */
static bool
is_ignored(const struct key_info *info, const struct cmh_value *value)
{
	if (info->type != CMH_NONE && info->type != value->type)
		return true;
	if (cmh_type_is_integer(value->type))
		return value->u == 0 && (info->flags & KEY_ZERO_IS_DEFAULT) != 0 && strcmp(info->by_default, "0") != 0;
	return is_switch(info) && info->in_use[0] != '\0' && !is_word(value, "yes") && !is_word(value, "no");
}

/* Makes the default. False: out of memory. */
static bool
make_default(struct setting *setting)
{
	const char *text = key_text_or_null(setting->info->by_default);
	enum cmh_type type = setting->info->type;
	struct cmh_error err = CMH_ERROR_INIT;
	bool good;

	if (setting->derived != NULL && setting->derived->kind == DERIVED_DEFAULT)
		text = setting->computed.value;
	if (text == NULL)
		return true;
	if (type == CMH_NONE)
		type = setting->configured != NULL ? setting->configured->type : CMH_STR;
	good = cmh_value_parse(type, text, &setting->by_default, &err) == CMH_OK || err.status == CMH_INVALID;
	cmh_error_clear(&err);
	return good;
}

bool
setting_find(struct setting *setting, const char *key, const struct facts *facts)
{
	*setting = (struct setting){ .key = key, .info = key_info_find(key), .by_default = CMH_VALUE_INIT };
	setting->configured = facts_value(facts, key);
	if (setting->info == NULL || key_info_is_branch(setting->info))
		return true;
	setting->in_use_key = key_in_use(key);
	if (setting->info->in_use[0] != '\0' && setting->in_use_key == NULL)
		return false;
	if (setting->in_use_key != NULL)
		setting->in_use = facts_value(facts, setting->in_use_key);
	setting->derived = derived_find(key);
	if (setting->derived != NULL)
		(void)derived_compute(setting->derived, key, facts, &setting->computed);
	setting->ignored = setting->configured != NULL && is_ignored(setting->info, setting->configured);
	return make_default(setting);
}

void
setting_clear(struct setting *setting)
{
	free(setting->in_use_key);
	derived_clear(&setting->computed);
	cmh_value_clear(&setting->by_default);
	*setting = (struct setting){ .by_default = CMH_VALUE_INIT };
}

/* ---- differences -------------------------------------------------------- */

static bool
is_unknown(const struct setting *setting)
{
	return setting->configured != NULL && (setting->info == NULL || key_info_is_branch(setting->info));
}

/* Returns whether the value in use is the one that the setting makes it; if that is not known, true. */
static bool
is_taken_over(const struct setting *setting)
{
	const struct cmh_value *expected = setting->configured != NULL && !setting->ignored ? setting->configured : &setting->by_default;
	struct cmh_value computed = CMH_VALUE_INIT;
	bool same = true;

	if (setting->in_use == NULL)
		return true;
	if (setting->derived != NULL && setting->derived->kind == DERIVED_IN_USE) {
		if (setting->computed.value == NULL ||
		    cmh_value_parse(setting->info->type, setting->computed.value, &computed, NULL) != CMH_OK)
			return true;
		expected = &computed;
	}
	if (expected->type != CMH_NONE)
		same = is_same(setting, setting->in_use, expected);
	cmh_value_clear(&computed);
	return same;
}

/* Whether the map has another value than corosync.conf, or only one of them has one. */
static bool
is_edited(const struct setting *setting)
{
	const struct cmh_value *file = setting->in_file, *map = setting->configured;

	if (!setting->file_known || (file == NULL && map == NULL))
		return false;
	return file == NULL || map == NULL || !cmh_value_equal(file, map);
}

bool
setting_differs(const struct setting *setting)
{
	const struct cmh_value *by_default = &setting->by_default;

	if (is_edited(setting))
		return true;
	if (is_unknown(setting) || setting->ignored || !is_taken_over(setting))
		return true;
	if (by_default->type == CMH_NONE)
		return false;
	return (setting->configured != NULL && !is_same(setting, setting->configured, by_default)) ||
	       (setting->in_use != NULL && !is_same(setting, setting->in_use, by_default));
}

/* Returns why corosync does not take the configured value. NULL: out of memory. */
static char *
why_ignored(const struct setting *setting)
{
	enum cmh_type expected = setting->info->type, type = setting->configured->type;

	if (expected != CMH_NONE && expected != type)
		return str_format("corosync expects a %s and ignores this %s", cmh_type_name(expected), cmh_type_name(type));
	return str_copy(is_switch(setting->info) ? "neither yes nor no: the default counts" : "0 means the default");
}

/* Returns why the value in use is not the one that the setting makes it. Static. */
static const char *
why_not_taken_over(const struct setting *setting)
{
	uint64_t in_use;

	if (setting->info->type == CMH_U8 && read_number(setting->in_use, &in_use) && in_use == 0)
		return "corosync has switched it off: it conflicts with another option";
	if (setting->info->effect == EFFECT_RELOAD && setting->configured == NULL)
		return "computed from an earlier value; the next reload, or the one after it, computes it again";
	if (setting->info->effect == EFFECT_RELOAD)
		return "a reload takes the value in corosync.conf over";
	if (setting->info->effect == EFFECT_START)
		return "a restart takes the value in corosync.conf over";
	return "corosync has not taken it over";
}

char *
setting_sum(const struct setting *setting)
{
	const struct derived_value *computed = &setting->computed;
	bool configured = setting->configured != NULL && !setting->ignored;
	size_t len;

	if (computed->value == NULL)
		return NULL;
	/* What corosync computes it also stores, at times. */
	if (setting->derived->kind == DERIVED_DEFAULT && configured && !is_same(setting, setting->configured, &setting->by_default))
		return NULL;
	len = strlen(computed->value);
	if (strncmp(computed->sum, computed->value, len) == 0 && computed->sum[len] == ',') /* "1000, as there are not more than 2 nodes" */
		return str_copy(computed->sum);
	return str_format("%s = %s", computed->value, computed->sum);
}

/* Returns both reasons, and takes them. */
static char *
join(char *a, char *b)
{
	char *both;

	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	both = str_format("%s; %s", a, b);
	free(a);
	free(b);
	return both;
}

/* Returns that corosync does not know the setting, and which one may be meant. NULL: out of memory. */
static char *
why_unknown(const struct setting *setting)
{
	char *near = key_near(setting->key);
	char *why = near != NULL ? str_format("corosync does not know this setting; did you mean \"%s\"?", near)
				 : str_copy("corosync does not know this setting: look for a misspelling");

	free(near);
	return why;
}

char *
setting_trouble(const struct setting *setting)
{
	char *ignored = NULL;

	if (setting->info == NULL || (is_unknown(setting) && setting->info->section[0] == '\0'))
		return NULL;
	if (is_unknown(setting))
		return why_unknown(setting);
	if (setting->ignored)
		ignored = why_ignored(setting);
	return is_taken_over(setting) ? ignored : join(ignored, str_copy(why_not_taken_over(setting)));
}

/* Returns what the configured value of a setting that can be changed means, if it is not the default. Static. */
static const char *
why_configured(const struct setting *setting)
{
	bool can_change = setting->info != NULL && (setting->info->flags & KEY_READ_ONLY) == 0;

	if (can_change && setting->info->effect == EFFECT_START)
		return "configured; corosync uses what corosync.conf had when it started";
	if (can_change && setting->info->effect == EFFECT_RELOAD)
		return "configured; corosync uses what corosync.conf had at the last reload or start";
	return "configured";
}

/* Returns how the map differs from corosync.conf. Static. */
static const char *
why_edited(const struct setting *setting)
{
	if (setting->in_file == NULL)
		return "not in corosync.conf";
	return setting->configured == NULL ? "in corosync.conf, but not in the map" : "corosync.conf has another value";
}

char *
setting_why(const struct setting *setting)
{
	bool amount = setting->derived != NULL && setting->derived->kind == DERIVED_AMOUNT;
	char *sum = amount ? NULL : setting_sum(setting);
	char *trouble = setting_differs(setting) ? setting_trouble(setting) : NULL, *why = join(sum, trouble);

	if (is_edited(setting))
		return join(why, str_copy(why_edited(setting)));
	if (why != NULL)
		return why;
	if (setting->configured != NULL)
		return setting_differs(setting) ? str_copy(why_configured(setting)) : NULL;
	if (setting->by_default.type == CMH_NONE && setting->info != NULL && setting->info->default_note[0] != '\0')
		return str_format("default: %s", setting->info->default_note);
	return NULL;
}
