/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/derived.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "key_pattern.h"
#include "know/key.h"
#include "str.h"

const struct derived *
derived_find(const char *key)
{
	size_t n;
	const struct derived *table = derived_table(&n);

	for (size_t i = 0; i < n; i++)
		if (key_pattern_matches(table[i].key, key))
			return &table[i];
	return NULL;
}

void
derived_clear(struct derived_value *value)
{
	free(value->value);
	free(value->sum);
	*value = (struct derived_value){ 0 };
}

/* ---- what a formula needs ---------------------------------------------- */

/* Returns the formula that has the value of a key if the map does not: of itself, or of the setting whose value it reports. */
static const struct derived *
find_source(const char *key, char **setting)
{
	const struct derived *derived;

	*setting = key_setting(key);
	derived = derived_find(*setting != NULL ? *setting : key);
	return derived != NULL && derived->kind != DERIVED_AMOUNT ? derived : NULL;
}

static bool
want(const char *key, struct facts *facts)
{
	const struct derived *derived;
	char *setting;
	bool good;

	if (key_pattern_is(key)) {
		facts->nodes = true;
		return true;
	}
	if (!facts_want(facts, key))
		return false;
	if (!facts->deep)
		return true;
	derived = find_source(key, &setting);
	good = setting == NULL || facts_want(facts, setting);
	if (derived != NULL && (setting != NULL || derived->kind == DERIVED_DEFAULT))
		good = good && derived_want(derived, setting != NULL ? setting : key, facts);
	free(setting);
	return good;
}

bool
derived_want(const struct derived *derived, const char *key, struct facts *facts)
{
	bool good = true;

	for (size_t i = 0; i < DERIVED_INPUTS && derived->inputs[i] != NULL && good; i++) {
		char *input = key_fill(derived->inputs[i], derived->key, key);

		good = input != NULL && (strcmp(input, key) == 0 ? facts_want(facts, input) : want(input, facts));
		free(input);
	}
	return good;
}

/* ---- numbers --------------------------------------------------------------- */

/* Whether corosync takes a value as the number of a key. */
static bool
counts(const struct key_info *info, const struct cmh_value *value)
{
	if (value == NULL || !cmh_type_is_integer(value->type) || (info != NULL && info->type != CMH_NONE && info->type != value->type))
		return false;
	return value->u != 0 || info == NULL || (info->flags & KEY_ZERO_IS_DEFAULT) == 0;
}

static bool find_number(const struct facts *facts, const char *key, uint64_t *number);

static bool
compute_number(const struct derived *derived, const char *key, const struct facts *facts, uint64_t *number)
{
	struct derived_value value = { 0 };
	bool good = derived_compute(derived, key, facts, &value);

	if (good)
		*number = strtoull(value.value, NULL, 10);
	derived_clear(&value);
	return good;
}

static bool
parse_default(const struct key_info *info, uint64_t *number)
{
	struct cmh_value value = CMH_VALUE_INIT;
	bool good = info != NULL && cmh_type_is_integer(info->type) &&
		    cmh_value_parse(info->type, info->by_default, &value, NULL) == CMH_OK;

	if (good)
		*number = value.u;
	return good;
}

/* Finds the number of a key that the map does not have: computed, configured, or the default. */
static bool
replace_number(const struct facts *facts, const char *key, uint64_t *number)
{
	char *setting;
	const struct derived *derived = find_source(key, &setting);
	bool good;

	if (setting != NULL)
		good = derived != NULL && derived->kind == DERIVED_IN_USE ? compute_number(derived, setting, facts, number)
									  : find_number(facts, setting, number);
	else if (derived != NULL && derived->kind == DERIVED_DEFAULT)
		good = compute_number(derived, key, facts, number);
	else
		good = parse_default(key_info_find(key), number);
	free(setting);
	return good;
}

/* Finds the number that corosync takes for a key. False: not known. */
static bool
find_number(const struct facts *facts, const char *key, uint64_t *number)
{
	const struct cmh_value *value = facts_value(facts, key);

	if (!counts(key_info_find(key), value))
		return replace_number(facts, key, number);
	*number = value->u;
	return true;
}

/* Whether the input is a text, which the formula reads itself. */
static bool
is_text(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return info != NULL && info->type == CMH_STR;
}

bool
derived_compute(const struct derived *derived, const char *key, const struct facts *facts, struct derived_value *out)
{
	struct derived_source source = { .facts = facts, .key = key };
	bool good = facts->known;

	*out = (struct derived_value){ 0 };
	for (size_t i = 0; i < DERIVED_INPUTS && derived->inputs[i] != NULL && good; i++) {
		char *input = key_fill(derived->inputs[i], derived->key, key);

		if (input == NULL)
			good = false;
		else if (key_pattern_is(input))
			source.in[i] = facts_count(facts, input);
		else if (!is_text(input))
			good = find_number(facts, input, &source.in[i]);
		free(input);
	}
	good = good && derived->compute(&source, out);
	if (!good)
		derived_clear(out);
	return good;
}

/* ---- what depends on a key ---------------------------------------------------- */

struct names {
	char **v;
	size_t n, capacity;
};

/* Takes `name`, which may be NULL. False: out of memory. */
static bool
add_name(struct names *names, char *name)
{
	for (size_t i = 0; name != NULL && i < names->n; i++)
		if (strcmp(names->v[i], name) == 0) {
			free(name);
			return true;
		}
	if (name == NULL || !array_reserve(&names->v, &names->capacity, names->n + 2, sizeof(*names->v))) {
		free(name);
		return false;
	}
	names->v[names->n++] = name;
	names->v[names->n] = NULL;
	return true;
}

/* Returns the key that has the value of a formula: that which reports it, or the setting itself. */
static char *
result_of(const struct derived *derived, const char *input, const char *key)
{
	char *setting = key_fill(derived->key, input, key), *in_use = NULL;
	const struct key_info *info = setting != NULL ? key_info_find(setting) : NULL;

	if (info != NULL && info->in_use[0] != '\0')
		in_use = key_fill(info->in_use, derived->key, setting);
	if (in_use == NULL)
		return setting;
	free(setting);
	return in_use;
}

static bool
add_dependents(struct names *names, const char *key)
{
	size_t n;
	const struct derived *table = derived_table(&n);
	bool good = true;

	for (size_t i = 0; i < n && good; i++)
		for (size_t j = 0; j < DERIVED_INPUTS && table[i].inputs[j] != NULL && good; j++)
			if (table[i].kind != DERIVED_AMOUNT && key_pattern_matches(table[i].inputs[j], key))
				good = add_name(names, result_of(&table[i], table[i].inputs[j], key));
	return good;
}

char **
derived_dependents(const char *key)
{
	struct names names = { 0 };
	char *in_use = key_in_use(key);
	bool good = add_name(&names, str_copy(key));

	if (in_use != NULL)
		good = add_name(&names, in_use) && good;
	for (size_t i = 0; i < names.n && good; i++)
		good = add_dependents(&names, names.v[i]);
	if (!good) {
		str_list_free(names.v);
		return NULL;
	}
	/* The key itself is not one of them. */
	free(names.v[0]);
	memmove(names.v, names.v + 1, names.n * sizeof(*names.v));
	return names.v;
}
