/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions are read here, and keys matched with their names. */
#include "task/condition.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/error_text.h"
#include "text/key_path.h"
#include "text/key_pattern.h"

#define OPERATORS "= != < <= > >= ~"

/* A longer operator stands before its beginning. */
static const struct {
	const char *text;
	enum condition_op op;
} operators[] = {
	{ "==", CONDITION_EQ }, { "=~", CONDITION_MATCHES }, { "=", CONDITION_EQ },  { "!=", CONDITION_NE }, { "<=", CONDITION_LE },
	{ "<", CONDITION_LT },	{ ">=", CONDITION_GE },	  { ">", CONDITION_GT }, { "~", CONDITION_MATCHES },
};
enum { N_OPERATORS = sizeof(operators) / sizeof(operators[0]) };

static int wrong(struct cmh_error *err, const char *hint, const char *message, ...)
	__attribute__((format(printf, 3, 4)));

/* What could not be read takes no words: 0. */
static int
wrong(struct cmh_error *err, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	error_text_vset(err, CMH_INVALID, hint, message, ap);
	va_end(ap);
	return 0;
}

static int
no_memory(struct cmh_error *err)
{
	error_text_set(err, CMH_FAILED, NULL, "out of memory");
	return 0;
}

/* ---- the parts of a condition ------------------------------------------ */

size_t
condition_name_length(const char *text)
{
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:*");
}

size_t
condition_operator_length(const char *text, enum condition_op *op)
{
	for (size_t i = 0; i < N_OPERATORS; i++)
		if (strncmp(text, operators[i].text, strlen(operators[i].text)) == 0) {
			*op = operators[i].op;
			return strlen(operators[i].text);
		}
	return 0;
}

const char *
condition_operator(size_t i)
{
	static const char *const plain[] = { "=", "!=", "<", "<=", ">", ">=", "~" };

	return i < sizeof(plain) / sizeof(plain[0]) ? plain[i] : NULL;
}

/* Whether it is "changes", behind blanks. */
static bool
says_changes(const char *text)
{
	size_t blanks = strspn(text, " \t");

	return blanks > 0 && strcmp(text + blanks, "changes") == 0;
}

/* What stands where the name should end. */
static int
wrong_rest(const char *text, const char *rest, struct cmh_error *err)
{
	char *shown = cmh_quote(text, strlen(text));
	enum condition_op op;

	if (shown == NULL)
		return no_memory(err);
	if (rest[0] != ' ' && rest[0] != '\t')
		wrong(err, "operators: " OPERATORS, "%s is no condition: at position %zu there is neither a letter of names nor an operator",
		      shown, (size_t)(rest - text) + 1);
	else if (condition_operator_length(rest + strspn(rest, " \t"), &op) > 0)
		wrong(err, "write it in one word: KEY=VALUE", "%s has a blank before the operator", shown);
	else
		wrong(err, "after a blank only \"changes\" may follow: KEY changes", "%s is no condition: it has a blank at position %zu",
		      shown, (size_t)(rest - text) + 1);
	free(shown);
	return 0;
}

static int
read_value(struct condition *c, const char *value, struct cmh_error *err)
{
	c->value = strdup(value);
	if (c->value == NULL)
		return no_memory(err);
	if (!c->secrets && cmh_key_is_secret(c->name))
		return wrong(err, "ask whether it exists or changes; with --show-secrets it is compared", "the value of %s is a secret: it is not compared", c->name);
	if (c->op >= CONDITION_LT && c->op <= CONDITION_GE && !condition_is_number(value))
		return wrong(err, "numbers are 5, -5, 0x1f, 1.5 or 1e3", "only numbers are less or greater, and \"%s\" is none", value);
	if (c->op != CONDITION_MATCHES)
		return 1;
	if (value[0] == '\0')
		return wrong(err, "KEY~. fits every value that is not empty", "a regular expression is missing behind the ~");
	return pattern_compile(&c->regex, c->value, true, err);
}

/* What the library needs to know to bring all that fits: the key, or what stands before the first star. */
static char *
path_of(const char *name)
{
	const char *star = strchr(name, '*');

	return star == NULL ? strdup(name) : star == name ? strdup("") : strndup(name, (size_t)(star - name) + 1);
}

static int
read_name(struct condition *c, const char *text, size_t len, const char *here, struct cmh_error *err)
{
	char *typed = strndup(text, len);

	c->name = typed != NULL ? key_path_resolve(here, typed) : NULL;
	free(typed);
	if (c->name == NULL || (c->path = path_of(c->name)) == NULL)
		return no_memory(err);
	if (strchr(c->name, '*') == NULL)
		return cmh_name_check(c->name, err) == CMH_OK;
	if (strlen(c->name) > CMH_NAME_MAX)
		return wrong(err, NULL, "no key has a name so long, %zu characters", strlen(c->name));
	return 1;
}

/* What stands behind the name. `at` is moved behind the operator, or stays at what is to blame. */
static int
read_operator(struct condition *c, const char *text, size_t *at, struct cmh_error *err)
{
	const char *rest = text + *at;
	size_t len;

	if (rest[0] == '\0')
		return 1;
	if (c->op == CONDITION_ABSENT)
		return wrong(err, "that it has another value: KEY!=VALUE", "nothing can follow the name of a key that must not exist");
	if (says_changes(rest)) {
		c->op = CONDITION_CHANGES;
		return 1;
	}
	len = condition_operator_length(rest, &c->op);
	*at += len;
	return len > 0 ? 1 : wrong_rest(text, rest, err);
}

/* Syntax before names: totem.tok%n is no condition, and not a key that is missing. */
static int
read_word(struct condition *c, const char *text, const char *here, struct cmh_error *err, size_t *at)
{
	size_t not = text[0] == '!', len = condition_name_length(text + not), value;

	c->op = not ? CONDITION_ABSENT : CONDITION_EXISTS;
	*at = not;
	if (len == 0)
		return wrong(err, "KEY, !KEY or, without blanks, KEY=VALUE; operators: " OPERATORS, "a condition begins with the name of a key");
	*at = value = not + len;
	if (!read_operator(c, text, &value, err)) {
		*at = value;
		return 0;
	}
	*at = not;
	if (!read_name(c, text + not, len, here, err))
		return 0;
	*at = value;
	return c->op >= CONDITION_EQ ? read_value(c, text + value, err) : 1;
}

/* Whether the next word belongs to this one, which is a name and no more. */
static bool
goes_on(const char *word, const char *next)
{
	return word[0] != '\0' && word[condition_name_length(word)] == '\0' && strcmp(next, "changes") == 0;
}

int
condition_read(struct condition *condition, char *const *words, int n, const char *here, bool secrets,
	       struct cmh_error *err, size_t *at)
{
	bool two = n > 1 && goes_on(words[0], words[1]);
	size_t wrong_at = 0;

	*condition = (struct condition){ .secrets = secrets };
	if (!read_word(condition, words[0], here, err, &wrong_at)) {
		if (at != NULL)
			*at = wrong_at;
		return 0;
	}
	if (two)
		condition->op = CONDITION_CHANGES;
	if (condition->op != CONDITION_CHANGES)
		condition->text = strdup(words[0]);
	else
		condition->text = str_format("%.*s changes", (int)condition_name_length(words[0]), words[0]);
	return condition->text == NULL ? no_memory(err) : two ? 2 : 1;
}

void
condition_clear(struct condition *condition)
{
	if (condition == NULL)
		return;
	free(condition->text);
	free(condition->name);
	free(condition->path);
	free(condition->value);
	pattern_clear(&condition->regex);
	cmh_entries_clear(&condition->changed);
	*condition = (struct condition)CONDITION_INIT;
}

/* ---- keys ---------------------------------------------------------------- */

bool
condition_reads_values(const struct condition *condition)
{
	return condition->op != CONDITION_EXISTS && condition->op != CONDITION_ABSENT;
}

bool
condition_matches_key(const struct condition *condition, const char *key)
{
	return key_pattern_matches(condition->name, key);
}

bool
condition_note_event(struct condition *condition, const struct cmh_event *event)
{
	if (condition->op != CONDITION_CHANGES ||
	    (event->kind != CMH_EVENT_ADD && event->kind != CMH_EVENT_MODIFY && event->kind != CMH_EVENT_DELETE) ||
	    !condition_matches_key(condition, event->key))
		return true;
	for (size_t i = 0; i < condition->changed.n; i++)
		if (strcmp(condition->changed.v[i].key, event->key) == 0)
			return true;
	return cmh_entries_add(&condition->changed, event->key, NULL) == CMH_OK;
}
