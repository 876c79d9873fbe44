/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads conditions, and matches keys with their names. */
#include "task/condition.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/error_text.h"
#include "text/key_path.h"
#include "key_pattern.h"

#define OPERATORS "= != < <= > >= ~"
#define FORMS "write KEY, !KEY, KEY=VALUE or \"KEY changes\"; operators are " OPERATORS

/* The longest operator comes first. */
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

/* Sets the error of a condition that is not valid. Returns 0: it read no words. */
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
	error_text_no_memory(err);
	return 0;
}

/* ---- the parts of a condition ------------------------------------------ */

size_t
condition_name_length(const char *text)
{
	return strspn(text, CMH_NAME_CHARS "*");
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

/* Whether a text is "changes", after spaces. */
static bool
says_changes(const char *text)
{
	size_t spaces = strspn(text, " \t");

	return spaces > 0 && strcmp(text + spaces, "changes") == 0;
}

/* Sets the error for a name that is followed by neither an operator nor "changes". */
static int
wrong_rest(const char *text, const char *rest, struct cmh_error *err)
{
	char *shown = cmh_quote(text, strlen(text));
	size_t at = (size_t)(rest - text) + 1;
	enum condition_op op;

	if (shown == NULL)
		return no_memory(err);
	if (rest[0] != ' ' && rest[0] != '\t')
		wrong(err, "use an operator: " OPERATORS,
		      "%s is not a valid condition: unexpected character at position %zu", shown, at);
	else if (condition_operator_length(rest + strspn(rest, " \t"), &op) > 0)
		wrong(err, "write it without spaces: KEY=VALUE",
		      "%s is not a valid condition: space before the operator", shown);
	else
		wrong(err, FORMS, "%s is not a valid condition: space at position %zu", shown, at);
	free(shown);
	return 0;
}

/* Sets the error for a condition that does not begin with a name. */
static int
wrong_start(const char *text, struct cmh_error *err)
{
	char *shown = cmh_quote(text, strlen(text));

	if (shown == NULL)
		return no_memory(err);
	wrong(err, FORMS, "%s is not a valid condition: it does not begin with a key", shown);
	free(shown);
	return 0;
}

/* Reads the value after the operator. Returns 0 after an error. */
static int
read_value(struct condition *c, const char *value, struct cmh_error *err)
{
	c->value = str_copy(value);
	if (c->value == NULL)
		return no_memory(err);
	if (!c->secrets && cmh_key_is_secret(c->name))
		return wrong(err, "write KEY or \"KEY changes\", or add --show-secrets",
			     "\"%s\" is secret and is not compared", c->name);
	if (c->op >= CONDITION_LT && c->op <= CONDITION_GE && !condition_is_number(value))
		return wrong(err, "write it like 5, -5, 0x1f, 1.5 or 1e3",
			     "\"%s\" is not a number; < and > compare only numbers", value);
	if (c->op != CONDITION_MATCHES)
		return 1;
	if (value[0] == '\0')
		return wrong(err, "write KEY~. to match every value that is not empty",
			     "missing regular expression after ~");
	return pattern_compile(&c->regex, c->value, PATTERN_REGEX, err);
}

/* Reads the name, which has `len` bytes. Returns 0 after an error. */
static int
read_name(struct condition *c, const char *text, size_t len, const char *here, struct cmh_error *err)
{
	char *typed = str_copy_n(text, len);

	c->name = typed != NULL ? key_path_resolve(here, typed) : NULL;
	free(typed);
	if (c->name == NULL)
		return no_memory(err);
	if (strchr(c->name, '*') == NULL)
		return cmh_name_check(c->name, err) == CMH_OK;
	if (strlen(c->name) > CMH_NAME_MAX)
		return wrong(err, NULL, "the key has %zu characters, the maximum is %d", strlen(c->name), CMH_NAME_MAX);
	return 1;
}

/* Reads the operator after the name. *at is moved past it, or to the position of an error. Returns 0 after an error. */
static int
read_operator(struct condition *c, const char *text, size_t *at, struct cmh_error *err)
{
	const char *rest = text + *at;
	size_t len;

	if (rest[0] == '\0')
		return 1;
	if (c->op == CONDITION_ABSENT)
		return wrong(err, "write KEY!=VALUE to test for another value", "unexpected text after !KEY");
	if (says_changes(rest)) {
		c->op = CONDITION_CHANGES;
		return 1;
	}
	len = condition_operator_length(rest, &c->op);
	*at += len;
	return len > 0 ? 1 : wrong_rest(text, rest, err);
}

/* Reads a condition of one word. Its syntax comes before its name: totem.tok%n is a syntax error. 0: an error. */
static int
read_word(struct condition *c, const char *text, const char *here, struct cmh_error *err, size_t *at)
{
	size_t not = text[0] == '!', len = condition_name_length(text + not), value;

	c->op = not ? CONDITION_ABSENT : CONDITION_EXISTS;
	*at = not;
	if (len == 0)
		return wrong_start(text, err);
	if ((c->goal = goal_find(text + not)) != NULL)
		return (c->name = str_copy(text + not)) != NULL ? 1 : no_memory(err);
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

/* Whether the next word is the "changes" of this one, which must be a name and nothing else. */
static bool
is_followed_by_changes(const char *word, const char *next)
{
	return word[0] != '\0' && word[condition_name_length(word)] == '\0' && strcmp(next, "changes") == 0;
}

int
condition_read(struct condition *condition, char *const *words, int n, const char *here, bool secrets,
	       struct cmh_error *err, size_t *at)
{
	bool two = n > 1 && is_followed_by_changes(words[0], words[1]);
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
		condition->text = str_copy(words[0]);
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
	free(condition->value);
	pattern_clear(&condition->regex);
	cmh_entries_clear(&condition->changed);
	*condition = (struct condition)CONDITION_INIT;
}

/* ---- keys ---------------------------------------------------------------- */

bool
condition_reads_values(const struct condition *condition)
{
	return condition->goal != NULL || (condition->op != CONDITION_EXISTS && condition->op != CONDITION_ABSENT);
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
