/* SPDX-License-Identifier: BSD-3-Clause */
/* What can be wrong with the words of a command line, and what may have been meant. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/args_parser.h"
#include "core/cmd.h"
#include "str.h"
#include "text/nearest.h"

bool
parser_fail(struct parser *p, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	p->error->message = str_vformat(message, ap);
	va_end(ap);
	p->error->hint = hint != NULL ? strdup(hint) : NULL;
	p->error->word = p->words[p->at < p->n ? p->at : p->n - 1];
	return false;
}

bool
parser_unknown(struct parser *p, const struct nearest *near, const char *otherwise, const char *what, const char *word)
{
	char *hint = nearest_hint(near, otherwise);
	bool result = parser_fail(p, hint, "unknown %s \"%s\"", what, word);

	free(hint);
	return result;
}

/* Letters of corosync-cmapctl, which fingers remember, and the commands for them. */
static const struct { char letter; const char *hint; } old_letters[] = {
	{ 's', "for corosync-cmapctl -s: set KEY TYPE VALUE" }, { 'g', "for corosync-cmapctl -g: get KEY" },
	{ 'd', "for corosync-cmapctl -d: delete KEY" },		{ 'D', "for corosync-cmapctl -D: delete --prefix PATH" },
	{ 'b', "for corosync-cmapctl -b: dump, or get KEY" },	{ 'T', "for corosync-cmapctl -T: watch PATH" },
	{ 'C', "for corosync-cmapctl -C: clear AREA" },		{ 'p', "for corosync-cmapctl -p: load FILE" },
};

bool
parser_unknown_letter(struct parser *p, const char *word, char letter)
{
	for (size_t i = 0; i < sizeof(old_letters) / sizeof(old_letters[0]); i++)
		if (old_letters[i].letter == letter)
			return parser_fail(p, old_letters[i].hint, "unknown option \"%s\"", word);
	return parser_fail(p, "put -- before a value that begins with -; see --help", "unknown option \"%s\"", word);
}

bool
parser_unknown_name(struct parser *p, const char *word)
{
	const struct opt *lists[] = { p->args->cmd != NULL ? p->args->cmd->opts : NULL, global_opts };
	struct nearest near = nearest_start(word + strspn(word, "-"));
	char *hint = NULL;
	bool result;

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++)
			nearest_try(&near, o->name);
	if (near.best != NULL)
		hint = str_format("did you mean \"--%s\"?", near.best);
	result = parser_fail(p, hint != NULL ? hint : "put -- before a value that begins with -; see --help",
		       "unknown option \"%s\"", word);
	free(hint);
	return result;
}

bool
parser_no_task(struct parser *p)
{
	struct str_stream hint;
	char *text;
	unsigned n = 0;

	p->at = p->n;
	if (!str_open(&hint))
		return parser_fail(p, NULL, "out of memory");
	for (const struct cmd *const *c = p->commands; *c != NULL; c++)
		if (((*c)->flags & CMD_TASK) != 0)
			fprintf(hint.out, "%s%s", n++ == 0 ? "commands that do: " : ", ", (*c)->name);
	text = str_close(&hint);
	parser_fail(p, text, "cannot go to the background");
	free(text);
	return false;
}

bool
parser_ambiguous(struct parser *p, const char *word)
{
	struct str_stream hint;
	char *text;
	unsigned n = 0;

	if (word[0] == '\0' || !str_open(&hint))
		return false;
	for (const struct cmd *const *c = p->commands; *c != NULL; c++)
		if (strncmp((*c)->name, word, strlen(word)) == 0)
			fprintf(hint.out, "%s%s", n++ == 0 ? "it may be: " : ", ", (*c)->name);
	text = str_close(&hint);
	if (n > 0)
		parser_fail(p, text, "\"%s\" is the beginning of several commands", word);
	free(text);
	return n > 0;
}
