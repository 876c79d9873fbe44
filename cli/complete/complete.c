/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads a line up to the cursor, to know what kind of word comes next. */
#include "complete/complete.h"

#include <stdlib.h>
#include <string.h>

#include "complete/place.h"

/* The option in a word that takes an argument, and the argument if it is attached. NULL: there is none. */
static const struct opt *
option_with_argument(const struct cmd *cmd, const char *word, const char **attached)
{
	const struct opt *opt;

	*attached = NULL;
	if (word[1] == '-') {
		size_t len = strcspn(word + 2, "=");

		opt = opt_by_name(cmd, word + 2, len);
		if (word[2 + len] == '=')
			*attached = word + 2 + len + 1;
		return opt != NULL && opt->arg != NULL ? opt : NULL;
	}
	for (const char *c = word + 1; *c != '\0'; c++) {
		opt = opt_by_letter(cmd, *c);
		if (opt == NULL || opt->arg != NULL) {
			if (c[1] != '\0')
				*attached = c + 1;
			return opt;
		}
	}
	return NULL;
}

static void
take_argument(struct place *p, const struct opt *opt, const char *argument)
{
	if (opt->id == 'm')
		p->map = argument;
}

static void
pass_option(struct place *p, const char *word)
{
	const char *attached;
	const struct opt *opt = option_with_argument(p->cmd, word, &attached);

	if (opt != NULL && attached != NULL)
		take_argument(p, opt, attached);
	else
		p->opt = opt;
}

static void
pass_word(struct place *p, const char *word)
{
	if (p->opt != NULL) {
		take_argument(p, p->opt, word);
		p->opt = NULL;
	} else if (!p->ended && strcmp(word, "--") == 0)
		p->ended = true;
	else if (!p->ended && is_option(word))
		pass_option(p, word);
	else if (p->cmd == NULL && !p->unknown) {
		p->cmd = p->mode == MODE_PROMPT ? cmd_by_beginning(p->app->commands, word) : cmd_by_name(p->app->commands, word);
		p->unknown = p->cmd == NULL;
	} else {
		p->last = word;
		if (p->n++ == 0)
			p->first = word;
	}
}

bool
offer_behind(struct place *p, size_t head, bool (*rest)(struct place *))
{
	char *whole = p->out->word;
	bool good;

	p->out->word += head;
	good = rest(p);
	p->out->word = whole;
	for (size_t i = 0; i < p->out->n && good; i++) {
		char *text;

		good = asprintf(&text, "%.*s%s", (int)head, whole, p->out->v[i].text) > 0;
		if (good) {
			free(p->out->v[i].text);
			p->out->v[i].text = text;
		}
	}
	p->out->common += head;
	return good;
}

static bool
offer_argument(struct place *p)
{
	return offer_kind(p, p->opt->kind);
}

/* --name=VALUE: the value is completed, behind what is typed of the option. */
static bool
offer_attached(struct place *p, const char *equals)
{
	const char *word = p->out->word;

	p->opt = opt_by_name(p->cmd, word + 2, (size_t)(equals - word) - 2);
	return p->opt == NULL || p->opt->kind == 0 || offer_behind(p, (size_t)(equals - word) + 1, offer_argument);
}

static bool
offer_here(struct place *p)
{
	const char *word = p->out->word;
	const char *kinds = p->cmd != NULL ? p->cmd->kinds : "";
	size_t last = strlen(kinds);

	if (p->opt != NULL)
		return p->opt->kind == 0 || offer_argument(p);
	if (!p->ended && strncmp(word, "--", 2) == 0 && strchr(word, '=') != NULL)
		return offer_attached(p, strchr(word, '='));
	if (!p->ended && word[0] == '-')
		return offer_options(p);
	if (p->cmd == NULL)
		return p->unknown || offer_commands(p);
	if (last == 0 || (p->cmd->max >= 0 && p->n >= p->cmd->max))
		return true;
	return offer_kind(p, kinds[(size_t)p->n < last ? (size_t)p->n : last - 1]);
}

bool
complete(struct app *app, const char *line, enum mode mode, const struct complete_source *source, struct completion *out)
{
	struct place p = { .app = app, .mode = mode, .source = source, .out = out };
	struct words words;
	size_t len = strlen(line), before;
	bool whole, good;

	*out = (struct completion){ 0 };
	if (!words_split(line, &words) && words.v == NULL)
		return false;
	/* The cursor is in the last word unless a blank is before it. */
	whole = words.n == 0 || words.ended;
	before = whole ? words.n : words.n - 1;
	out->word = strdup(whole ? "" : words.v[before]);
	out->at = whole ? len : words.at[before];
	out->quote = words.open;
	good = out->word != NULL;
	for (size_t i = 0; i < before && good; i++)
		pass_word(&p, words.v[i]);
	good = good && offer_here(&p);
	words_clear(&words);
	return good;
}

void
completion_clear(struct completion *completion)
{
	for (size_t i = 0; i < completion->n; i++) {
		free(completion->v[i].text);
		free(completion->v[i].note);
	}
	free(completion->v);
	free(completion->word);
	*completion = (struct completion){ 0 };
}

char *
completion_prefix(const struct completion *completion)
{
	size_t len;

	if (completion->n == 0)
		return NULL;
	len = strlen(completion->v[0].text);
	for (size_t i = 1; i < completion->n; i++) {
		size_t same = 0;

		while (same < len && completion->v[i].text[same] == completion->v[0].text[same])
			same++;
		len = same;
	}
	/* Not in the middle of a character. */
	while (len > 0 && ((unsigned char)completion->v[0].text[len] & 0xc0) == 0x80)
		len--;
	return strndup(completion->v[0].text, len);
}
