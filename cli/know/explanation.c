/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/explanation.h"

#include <stdlib.h>
#include <string.h>

#include "know/key_limit.h"
#include "know/key_text.h"
#include "know/metric.h"
#include "know/subject.h"
#include "know/value_note.h"
#include "str.h"

/* Reads the key, and what else is to be shown. `link`: the key of value_note_link(), or NULL. False: out of memory. */
static bool
read_facts(struct explanation *e, const char *link, struct cmh_handle *map, struct cmh_error *err)
{
	const char *setting = e->set_by != NULL ? e->set_by : e->key;

	e->facts.deep = map != NULL && cmh_handle_info(map)->saved;
	if (!facts_want(&e->facts, e->key) || !subject_want(e->key, &e->facts) || !setting_want(setting, &e->facts) ||
	    (link != NULL && !facts_want(&e->facts, link)))
		return false;
	if (map == NULL)
		return true;
	e->known = facts_read(&e->facts, map, err) == CMH_OK && cmh_handle_covers(map, e->key);
	e->unread = e->known ? facts_error(&e->facts, e->key) : NULL;
	e->value = facts_value(&e->facts, e->key);
	if (e->value != NULL)
		e->value_note = value_note(e->key, e->info, e->value, link != NULL ? facts_value(&e->facts, link) : NULL, NULL);
	return true;
}

/* False: out of memory. */
static bool
find_limits(struct explanation *e)
{
	size_t n, found = 0;
	const struct key_limit *limits = key_limit_table(&n);

	for (size_t i = 0; i < n && found < EXPLANATION_LIMITS; i++)
		if (key_limit_concerns(&limits[i], e->key) && (e->limits[found++] = key_limit_text(&limits[i])) == NULL)
			return false;
	return true;
}

/* Splits a list of words. NULL: out of memory. */
static char **
split(const char *words)
{
	char **list = calloc(strlen(words) / 2 + 2, sizeof(*list));
	size_t n = 0;

	while (list != NULL && *words != '\0') {
		size_t len = strcspn(words, " ");

		list[n] = str_copy_n(words, len);
		if (list[n++] == NULL) {
			str_list_free(list);
			return NULL;
		}
		words += len + strspn(words + len, " ");
	}
	return list;
}

/* Makes the texts. False: out of memory. */
static bool
fill(struct explanation *e)
{
	e->subject = subject_text(e->key, &e->facts);
	e->former = key_former(e->key);
	e->successor = key_successor(e->key);
	if (!setting_find(&e->setting, e->set_by != NULL ? e->set_by : e->key, &e->facts))
		return false;
	e->sum = setting_sum(&e->setting);
	e->trouble = setting_trouble(&e->setting);
	e->dependents = derived_dependents(e->key);
	if (e->info == NULL)
		return e->dependents != NULL;
	e->range = key_range_text(e->info);
	e->lasting = key_lasting_text(e->info, e->key);
	e->values = e->info->values[0] != '\0' ? split(e->info->values) : NULL;
	return find_limits(e) && e->dependents != NULL && (e->info->values[0] == '\0' || e->values != NULL);
}

bool
explanation_make(struct explanation *explanation, const char *key, struct cmh_handle *map, struct cmh_error *err)
{
	char *link;
	bool good;

	*explanation = (struct explanation){ .key = key, .info = key_info_find(key), .facts = FACTS_INIT, .set_by = key_setting(key) };
	link = value_note_link(key, explanation->info);
	good = read_facts(explanation, link, map, err) && fill(explanation);
	free(link);
	return good;
}

bool
explanation_exists(const struct explanation *explanation)
{
	/* A key of corosync 2 is explained where it exists. */
	return explanation->value != NULL || explanation->unread != NULL ||
	       (key_info_exact(explanation->key) != NULL && explanation->successor == NULL);
}

void
explanation_clear(struct explanation *e)
{
	setting_clear(&e->setting);
	facts_clear(&e->facts);
	str_list_free(e->dependents);
	str_list_free(e->values);
	for (size_t i = 0; i < EXPLANATION_LIMITS; i++)
		free(e->limits[i]);
	free(e->set_by);
	free(e->subject);
	free(e->value_note);
	free(e->sum);
	free(e->trouble);
	free(e->range);
	free(e->lasting);
	free(e->former);
	free(e->successor);
}
