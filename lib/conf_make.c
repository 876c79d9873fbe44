/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_make.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "value.h"

/* ---- keys ---------------------------------------------------------------- */

/* Says that corosync cannot keep a key of that name. */
static void
refuse_name(struct conf *conf, const struct conf_key *key, struct cmh_error *err)
{
	char *said = str_format("Can't store key \"%s\" into icmap, returned error is CS_ERR_NAME_TOO_LONG", key->name);

	fault_add(&conf->faults, key->at.line, key->at.name, said, "%s", cmh_error_message(err));
	conf->failed |= said == NULL;
	free(said);
	cmh_error_clear(err);
}

void
conf_add(struct conf *conf, struct conf_key key)
{
	struct cmh_error err = CMH_ERROR_INIT;

	if (key.name != NULL && strlen(key.name) > CONF_NAME_MAX)
		key.name[CONF_NAME_MAX] = '\0';
	if (key.name == NULL || cmh_name_check(key.name, &err) == CMH_OK) {
		conf->failed |= key.name == NULL;
		if (key.name == NULL)
			conf_key_clear(&key);
		else
			conf->failed |= !conf_keys_add(&conf->keys, key);
		return;
	}
	refuse_name(conf, &key, &err);
	conf_key_clear(&key);
}

void
conf_add_copy(struct conf *conf, const struct conf_key *key, char *name)
{
	struct conf_key copy;

	if (conf_key_copy(key, name, &copy))
		conf_add(conf, copy);
	else
		conf->failed = true;
}

/* ---- values -------------------------------------------------------------- */

/* What corosync says about a value that is not an integer of its type. */
static char *
said_of_integer(const char *key, enum cmh_type type, const char *value)
{
	const struct value_type *info = value_type(type);
	bool is_signed = info->kind == VALUE_SIGNED;

	if (type == CMH_U64)
		return str_format("Value of key \"%s\" is expected to be unsigned integer, but \"%s\" was given", key, value);
	return str_format("Value of key \"%s\" is expected to be integer in range (%" PRId64 "..%" PRIu64 "), but \"%s\" was given", key,
			  is_signed ? -value_signed_max(info) - 1 : 0,
			  is_signed ? (uint64_t)value_signed_max(info) : value_unsigned_max(info), value);
}

/* Why a value is not an integer of its type. */
static char *
reason_of_integer(enum cmh_type type, const char *value)
{
	if (strchr(value, '#') != NULL)
		return str_format("\"%s\" is not an integer; a comment after a value is part of it", value);
	if (type == CMH_U64)
		return str_format("\"%s\" is not an unsigned integer; it ends corosync 3.1.9 and older, also at a reload", value);
	return str_format("\"%s\" is not an integer of type %s", value, cmh_type_name(type));
}

/* Fills in a value that corosync refuses. `key`: as corosync names it. */
static void
refuse_value(struct conf *conf, const struct conf_option *option, const char *key, struct conf_key *out)
{
	char *said = said_of_integer(key, out->value.type, option->value);

	out->why = reason_of_integer(out->value.type, option->value);
	if (said != NULL && out->why != NULL)
		fault_add(&conf->faults, option->at.line, option->at.value, said, "%s", out->why);
	else
		conf->failed = true;
	free(said);
}

struct conf_key
conf_make_key(struct conf *conf, const struct conf_option *option, enum cmh_type type, const char *key)
{
	struct conf_key out = { .value.type = type, .at = option->at };

	if (type == CMH_STR)
		conf->failed |= cmh_value_bytes(CMH_STR, option->value, strlen(option->value), &out.value, NULL) != CMH_OK;
	else if (!conf_integer_read(type, option->value, &out.value))
		refuse_value(conf, option, key, &out);
	return out;
}

void
conf_add_option(struct conf *conf, const struct conf_option *option, enum cmh_type type, char *name)
{
	struct conf_key key = { .name = NULL };

	if (name != NULL)
		key = conf_make_key(conf, option, type, name);
	key.name = name;
	conf_add(conf, key);
}
