/* SPDX-License-Identifier: BSD-3-Clause */
/* Prints the explanation of one key: as a card, as a row of a table, or as a record. */
#include <stdlib.h>
#include <string.h>

#include "commands/explain.h"
#include "know/explanation.h"
#include "know/key_text.h"
#include "know/metric.h"
#include "output/card.h"
#include "output/field.h"
#include "str.h"

/* ---- a card, for people --------------------------------------------------------- */

static const char *
meaning_of(const struct explanation *e)
{
	return e->info != NULL ? e->info->meaning : "Nothing is known about this key: corosync itself does not use it";
}

/* The type that the key has, or that corosync expects. Static. NULL: not known. */
static const char *
type_of(const struct explanation *e)
{
	enum cmh_type type = e->value != NULL ? e->value->type : e->info != NULL ? e->info->type : CMH_NONE;

	return type != CMH_NONE ? cmh_type_name(type) : NULL;
}

static void
print_value(struct output *out, const struct explanation *e, const struct explain_map *map)
{
	if (e->value != NULL)
		card_row_value(out, "value", e->key, e->value, e->value_note);
	else if (e->unread != NULL)
		card_row(out, "value", cmh_error_message(e->unread));
	else if (e->known)
		card_row(out, "value", "absent");
	else
		card_row(out, "value", map->err.status == CMH_OK ? "not in this map" : "not known");
	card_row(out, "about", e->subject);
}

/* Prints what is configured and what is in use, of which the key is one. */
static void
print_setting(struct output *out, const struct explanation *e)
{
	const struct setting *s = &e->setting;
	char *absent = str_format("%s, which is absent", s->key);

	if (e->set_by == NULL && s->in_use != NULL)
		card_row_value(out, "in use", s->in_use_key, s->in_use, s->in_use_key);
	if (e->set_by != NULL && s->configured != NULL)
		card_row_value(out, "set by", s->key, s->configured, s->key);
	else if (e->set_by != NULL)
		card_row(out, "set by", e->known ? absent : s->key);
	if (e->sum != NULL)
		card_row(out, s->derived->kind == DERIVED_AMOUNT ? "means" : "sum", e->sum);
	else if (s->derived != NULL)
		card_row(out, "formula", s->derived->formula);
	card_row(out, "note", e->trouble);
	if (s->by_default.type != CMH_NONE)
		card_row_value(out, "default", s->key, &s->by_default, key_text_or_null(s->info->default_note));
	else if (s->info != NULL)
		card_row(out, "default", key_text_or_null(s->info->default_note));
	out->failed |= absent == NULL;
	free(absent);
}

/* Prints what a change does and needs. */
static void
print_change(struct output *out, const struct explanation *e)
{
	char *since = e->info->since[0] != '\0' ? str_format("corosync %s", e->info->since) : str_copy("corosync 3.0 or older");

	card_row(out, "allowed", e->range);
	card_row_list(out, "values", e->values);
	card_row(out, "healthy", key_text_or_null(e->setting.info != NULL ? e->setting.info->healthy : e->info->healthy));
	card_row(out, "change", key_effect_text(e->info));
	if (e->info->effect != EFFECT_REPORT)
		card_row(out, "risk", key_text_or_null(e->info->risk));
	for (size_t i = 0; e->limits[i] != NULL; i++)
		card_row(out, "limit", e->limits[i]);
	card_row(out, "to keep", e->lasting);
	card_row_list(out, "affects", e->dependents);
	card_row(out, "in 2.x", e->former);
	card_row(out, "in 3.x", e->successor);
	card_row(out, "since", since);
	card_row(out, "manual", key_text_or_null(e->info->manual));
	out->failed |= since == NULL;
	free(since);
}

static void
print_card(struct output *out, const struct explanation *e, const struct explain_map *map)
{
	const char *type = type_of(e), *unit = metric_unit_text(e->info);
	char *detail = type != NULL && unit != NULL ? str_format("%s, %s", type, unit) : NULL;

	card_title(out, e->key, detail != NULL ? detail : type, meaning_of(e));
	free(detail);
	print_value(out, e, map);
	print_setting(out, e);
	if (e->info != NULL)
		print_change(out, e);
}

/* ---- a record, for programs -------------------------------------------------------- */

static size_t
list_length(char *const *list)
{
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	return n;
}

static struct field
field_list(const char *name, char *const *list)
{
	return field_texts(name, list, list_length(list));
}

static struct field
field_limit(const char *name, const struct key_info *info, int64_t limit)
{
	return info->min != 0 || info->max != 0 ? field_number(name, (uint64_t)limit) : field_none(name);
}

/* A number, but for an address. */
static struct field
field_computed(const struct setting *setting)
{
	const char *value = setting->computed.value;

	if (value != NULL && strspn(value, "0123456789") == strlen(value))
		return field_number("computed", strtoull(value, NULL, 10));
	return field_text("computed", value);
}

static void
print_record(struct output *out, const struct explanation *e)
{
	static const struct key_info nothing;
	const struct key_info *info = e->info != NULL ? e->info : &nothing;
	const struct setting *s = &e->setting;
	const struct field fields[] = {
		field_text("key", e->key),
		field_text("type", type_of(e)),
		field_text("unit", metric_unit_text(info)),
		field_text("meaning", meaning_of(e)),
		e->known ? field_truth("exists", e->value != NULL || e->unread != NULL) : field_none("exists"),
		field_value("value", e->key, e->value),
		field_text("about", e->subject),
		field_text("in_use_key", s->in_use_key),
		field_value("in_use", s->in_use_key, s->in_use),
		field_text("set_by", e->set_by),
		field_value("configured", s->key, e->set_by != NULL ? s->configured : NULL),
		field_computed(s),
		field_text("sum", e->sum),
		field_text("formula", s->derived != NULL ? s->derived->formula : NULL),
		field_text("note", e->trouble),
		field_value("default", s->key, &s->by_default),
		field_text("default_note", s->info != NULL ? key_text_or_null(s->info->default_note) : NULL),
		field_limit("min", info, info->min),
		field_limit("max", info, info->max),
		field_list("values", e->values),
		field_text("healthy", s->info != NULL ? key_text_or_null(s->info->healthy) : NULL),
		field_text("effect", key_effect_name(info->effect)),
		e->info != NULL ? field_truth("read_only", (info->flags & KEY_READ_ONLY) != 0) : field_none("read_only"),
		field_text("risk", key_text_or_null(info->risk)),
		field_text("section", key_text_or_null(info->section)),
		field_text("option", key_option(info, e->key)),
		field_text("apply", key_apply(info)),
		field_list("affects", e->dependents),
		field_text("former", e->former),
		field_text("successor", e->successor),
		field_text("since", key_text_or_null(info->since)),
		field_text("manual", key_text_or_null(info->manual)),
	};

	output_record(out, FIELDS(fields));
}

/* What fits on a line. */
static void
print_columns(struct output *out, const struct explanation *e)
{
	const struct setting *s = &e->setting;
	const struct field fields[] = {
		field_text("key", e->key),
		field_text("type", type_of(e)),
		field_value("value", e->key, e->value),
		field_value("in_use", s->in_use_key, s->in_use),
		field_value("default", s->key, &s->by_default),
		field_text("meaning", meaning_of(e)),
	};

	output_record(out, FIELDS(fields));
}

/* ---- the command ---------------------------------------------------------------- */

enum exit_code
explain_key(struct app *app, struct explain_map *map, const char *key, bool *found)
{
	struct cmh_handle *handle = map->err.status == CMH_OK ? map->handle : NULL;
	struct output *out = &app->render;
	struct explanation e;
	bool good = explanation_make(&e, key, handle, &map->err);

	*found = good && explanation_exists(&e);
	if (*found && output_is_text(out))
		print_card(out, &e, map);
	else if (*found && output_wants_rows(out))
		print_columns(out, &e);
	else if (*found)
		print_record(out, &e);
	explanation_clear(&e);
	return good ? EXIT_DONE : app_no_memory(app);
}
