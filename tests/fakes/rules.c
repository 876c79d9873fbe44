/* SPDX-License-Identifier: BSD-3-Clause */
/* What is to go wrong, and when. See fake.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake.h"

static struct fake_rule rules[32];
static size_t n_rules;

static void
unreadable(const char *text)
{
	fprintf(stderr, "fake corosync: cannot read the rule: %s\n", text);
	abort();
}

/* Copies up to one of `ends` and moves there. */
static void
take(const char **at, const char *ends, char *to, size_t room)
{
	size_t len = strcspn(*at, ends);

	if (len >= room)
		unreadable(*at);
	memcpy(to, *at, len);
	to[len] = '\0';
	*at += len;
}

static void
read_what(struct fake_rule *rule, const char *word)
{
	static const struct {
		const char *word;
		enum fake_what what;
	} words[] = {
		{ "block", FAKE_BLOCK },
		{ "vanish", FAKE_VANISH },
		{ "hangup", FAKE_HANGUP },
		{ "hangup-after", FAKE_HANGUP_AFTER },
		{ "stranger", FAKE_STRANGER },
		{ "other", FAKE_OTHER },
		{ "mortal", FAKE_MORTAL },
		{ "unseen", FAKE_UNSEEN },
		{ "sigpipe", FAKE_SIGPIPE },
	};
	int number, n = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, word) == 0) {
			rule->what = words[i].what;
			rule->number = CS_ERR_LIBRARY;
			return;
		}
	if (sscanf(word, "%d%n/%d%n", &number, &n, &rule->os_errno, &n) < 1 || word[n] != '\0')
		unreadable(word);
	rule->what = FAKE_NUMBER;
	rule->number = (cs_error_t)number;
}

static struct fake_rule
read_rule(const char *text)
{
	struct fake_rule rule = { .any_arg = true };
	const char *at = text;
	char what[32];

	take(&at, ":=", rule.call, sizeof(rule.call));
	if (*at == ':') {
		at++;
		rule.any_arg = false;
		take(&at, "=", rule.arg, sizeof(rule.arg));
	}
	if (*at++ != '=')
		unreadable(text);
	take(&at, "*+", what, sizeof(what));
	read_what(&rule, what);
	while (*at != '\0') {
		char *end, sign = *at;
		unsigned long n = strtoul(at + 1, &end, 10);

		if (end == at + 1 || (sign != '*' && sign != '+'))
			unreadable(text);
		*(sign == '*' ? &rule.times : &rule.skip) = (unsigned)n;
		at = end;
	}
	return rule;
}

void
fake_rules_set(const char *text)
{
	char *copy = strdup(text), *rest = copy, *word;

	n_rules = 0;
	while ((word = strtok_r(rest, " \t\n", &rest)) != NULL) {
		if (n_rules == sizeof(rules) / sizeof(rules[0]))
			unreadable(word);
		rules[n_rules++] = read_rule(word);
	}
	free(copy);
}

struct fake_rule
fake_rules_take(const char *call, const char *arg)
{
	for (size_t i = 0; i < n_rules; i++) {
		struct fake_rule *rule = &rules[i];

		if (strcmp(rule->call, call) != 0 || (!rule->any_arg && strcmp(rule->arg, arg) != 0))
			continue;
		if (rule->skip > 0) {
			rule->skip--;
			continue;
		}
		if (rule->times == 1)
			rule->call[0] = '\0'; /* used up: fits nothing any more */
		else if (rule->times > 1)
			rule->times--;
		struct fake_rule taken = *rule;
		return taken;
	}
	return (struct fake_rule){ .what = FAKE_NOTHING };
}
