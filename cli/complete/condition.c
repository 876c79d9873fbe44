/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions as candidates: the name of a key, behind it the operators, behind these the values. */
#include <stdlib.h>
#include <string.h>

#include "complete/place.h"
#include "know/key.h"
#include "session/session.h"
#include "task/condition.h"

/* ---- names with stars ------------------------------------------------------ */

static bool
is_offered(const struct place *p, const char *text)
{
	for (size_t i = 0; i < p->out->n; i++)
		if (strcmp(p->out->v[i].text, text) == 0)
			return true;
	return false;
}

/* The component of a key that stands below as many dots as `pattern` has, or NULL: it has not as many. */
static const char *
same_place(const char *key, const char *pattern)
{
	for (const char *dot = strchr(pattern, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
		key += strcspn(key, ".");
		if (*key++ == '\0')
			return NULL;
	}
	return key;
}

/* Whether the beginning of a key fits the beginning of a name with stars. */
static bool
fits(const char *name, size_t name_len, const char *key, size_t key_len)
{
	struct condition c = { .name = strndup(name, name_len) };
	char *head = strndup(key, key_len);
	bool good = c.name != NULL && head != NULL && condition_fits_key(&c, head);

	free(head);
	free(c.name);
	return good;
}

/* Offers one component of a key in the place of the last one of the word, if they fit. Stars that were typed stay. */
static bool
offer_component(struct place *p, const char *name, const char *key, const char *part)
{
	const char *typed = p->out->word + p->out->common, *dot = strrchr(name, '.');
	size_t len = strcspn(part, "."), above = (size_t)(part - key);
	bool star = strchr(typed, '*') != NULL, good;
	char *text;

	if (star ? !fits(name, strlen(name), key, above + len)
		 : strncmp(part, typed, strlen(typed)) != 0 || !fits(name, dot != NULL ? (size_t)(dot - name) + 1 : 0, key, above))
		return true;
	if (asprintf(&text, "%.*s%.*s%s", (int)p->out->common, p->out->word, (int)(star ? strlen(typed) : len), star ? typed : part,
		     part[len] == '.' ? "." : "") < 0)
		return false;
	good = is_offered(p, text) || offer(p, text, NULL, part[len] == '.');
	free(text);
	return good;
}

/* What may stand below stars: of all keys that fit one component, each once. */
static bool
offer_below_stars(struct place *p)
{
	const char *word = p->out->word, *start = word + name_start(word), *dot = strrchr(start, '.');
	char *name = session_resolve(p->app->session, word), *prefix = name != NULL ? strndup(name, strcspn(name, "*")) : NULL;
	const struct cmh_entries *all = prefix != NULL ? list_keys(p, prefix) : NULL;
	bool good = prefix != NULL;

	p->out->common = (size_t)((dot != NULL ? dot + 1 : start) - word);
	for (size_t i = 0; all != NULL && i < all->n && good; i++) {
		const char *part = same_place(all->v[i].key, name);

		good = part == NULL || offer_component(p, name, all->v[i].key, part);
	}
	free(prefix);
	free(name);
	return good;
}

static bool
offer_name(struct place *p)
{
	return strchr(p->out->word, '*') != NULL ? offer_below_stars(p) : offer_keys(p);
}

/* ---- operators --------------------------------------------------------------- */

/* The type of the first key that a name fits; CMH_NONE: not known. */
static enum cmh_type
listed_type(const struct place *p, const char *text)
{
	struct condition c = { .name = session_resolve(p->app->session, text) };
	enum cmh_type type = CMH_NONE;

	for (size_t i = 0; c.name != NULL && p->listed != NULL && i < p->listed->n && type == CMH_NONE; i++)
		if (condition_fits_key(&c, p->listed->v[i].key))
			type = p->listed->v[i].value.type;
	free(c.name);
	return type;
}

/* The operators behind a whole name that make sense for its type, as far as they begin with `typed`. */
static bool
offer_operators(struct place *p, const char *name, const char *typed)
{
	enum cmh_type type = listed_type(p, name);
	bool numbers = type != CMH_STR && type != CMH_BIN, good = true;
	const char *op;

	for (size_t i = 0; good && (op = condition_operator(i)) != NULL; i++) {
		char *text;

		if (strncmp(op, typed, strlen(typed)) != 0 || (!numbers && (op[0] == '<' || op[0] == '>')))
			continue;
		good = asprintf(&text, "%s%s", name, op) > 0;
		if (good) {
			good = offer(p, text, NULL, true);
			free(text);
		}
	}
	return good;
}

/* Behind a name that is whole: the word itself, or the only one that it can become. */
static bool
offer_operators_if_whole(struct place *p)
{
	const struct completion *out = p->out;
	size_t at = 0;
	char *name;
	bool good;

	while (at < out->n && (out->v[at].unfinished || (out->n > 1 && strcmp(out->v[at].text, out->word) != 0)))
		at++;
	if (at == out->n)
		return true;
	name = strdup(out->v[at].text);
	good = name != NULL && offer_operators(p, name, "");
	free(name);
	return good;
}

/* ---- values -------------------------------------------------------------------- */

/* Texts that need quotes are not offered: they would have to suit every shell. */
static bool
is_plain(const char *text)
{
	return text[0] != '\0' && text[condition_name_length(text)] == '\0' && strchr(text, '*') == NULL;
}

/* The value that the key has now, unless that takes too long, or is a secret. */
static bool
offer_present(struct place *p)
{
	struct cmh_value value = CMH_VALUE_INIT;
	char *text = NULL;
	bool good = true;

	if (p->source->value == NULL || cmh_key_is_secret(p->key) || cmh_name_check(p->key, NULL) != CMH_OK)
		return true;
	if (p->source->value(p->source->arg, p->map, p->key, &value)) {
		text = cmh_value_text(&value);
		good = text != NULL && (!is_plain(text) || offer_list(p, text, ""));
	}
	free(text);
	cmh_value_clear(&value);
	return good;
}

/* Those that are usual for the key. */
static bool
offer_value(struct place *p)
{
	const struct key_info *info = key_info_find(p->key);

	return info != NULL && info->values != NULL ? offer_list(p, info->values, " ") : offer_present(p);
}

/* ---- the parts of the word --------------------------------------------------- */

static bool
offer_changes(struct place *p)
{
	return offer_list(p, "changes", " ");
}

/* Behind a name. */
static bool
offer_rest(struct place *p, size_t name_len)
{
	enum condition_op op;
	const char *rest = p->out->word + name_len;
	size_t op_len = condition_operator_length(rest, &op);
	char *name = strndup(p->out->word, name_len), *key = name != NULL ? session_resolve(p->app->session, name) : NULL;
	bool good = key != NULL;

	p->key = key;
	if (good && op_len > 0)
		good = offer_behind(p, name_len + op_len, offer_value);
	else if (good && strcmp(rest, "!") == 0)
		good = offer_operators(p, name, rest);
	else if (good && rest[0] == ' ') /* in quotes */
		good = offer_behind(p, name_len + 1, offer_changes);
	p->key = NULL;
	free(key);
	free(name);
	return good;
}

/* Whether the word before the cursor is a name and no more, so that "changes" may follow. */
static bool
is_behind_name(const struct place *p)
{
	return p->opt == NULL && p->last != NULL && p->last[0] != '\0' && p->last[condition_name_length(p->last)] == '\0';
}

bool
offer_conditions(struct place *p)
{
	const char *word = p->out->word;
	size_t len = condition_name_length(word);

	if (word[0] == '!')
		return word[1 + condition_name_length(word + 1)] != '\0' || offer_behind(p, 1, offer_name);
	if (word[len] != '\0')
		return offer_rest(p, len);
	return offer_name(p) && offer_operators_if_whole(p) && (!is_behind_name(p) || offer_changes(p));
}
