/* SPDX-License-Identifier: BSD-3-Clause */
/* The errors in the words of a command line, with hints. */
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
	p->error->hint = hint != NULL ? str_copy(hint) : NULL;
	p->error->word = p->words[p->at < p->n ? p->at : p->n - 1];
	return false;
}

bool
parser_unknown(struct parser *p, const struct nearest *near, const char *otherwise, const char *kind, const char *word)
{
	char *hint = nearest_hint(near, otherwise);
	bool result = parser_fail(p, hint, "unknown %s \"%s\"", kind, word);

	free(hint);
	return result;
}

/* Options of corosync-cmapctl, and the commands that replace them. */
static const struct { char letter; const char *hint; } old_letters[] = {
	{ 's', "for corosync-cmapctl -s, run: cmapsh set KEY TYPE VALUE" },
	{ 'g', "for corosync-cmapctl -g, run: cmapsh get KEY" },
	{ 'd', "for corosync-cmapctl -d, run: cmapsh delete KEY" },
	{ 'D', "for corosync-cmapctl -D, run: cmapsh delete --prefix 'PREFIX*'" },
	{ 'b', "for corosync-cmapctl -b, run: cmapsh get KEY" },
	{ 'T', "for corosync-cmapctl -T, run: cmapsh watch 'PREFIX*'" },
	{ 'C', "for corosync-cmapctl -C, run: cmapsh clear AREA" },
	{ 'p', "for corosync-cmapctl -p, run: cmapsh load FILE" },
};

/* Whether the next argument of the command is, or may well be, a value. */
static bool
takes_value(const struct args *args)
{
	enum word_kind kind = args->cmd != NULL ? cmd_word_kind(args->cmd, args->n) : KIND_OTHER;

	return kind == KIND_TYPE_OR_VALUE || kind == KIND_VALUE ||
	       ((kind == KIND_OTHER || kind == KIND_PATTERN) && args->cmd != NULL && args->n < args->cmd->min);
}

/* Fills the error for an unknown option that is not near another one. */
static bool
fail_option(struct parser *p, const char *word)
{
	const struct cmd *cmd = p->args->cmd;
	char *hint = takes_value(p->args) ? str_copy("put -- before a value that begins with \"-\"")
					  : str_format("run: cmapsh help%s%s", cmd != NULL ? " " : "", cmd != NULL ? cmd->name : "");

	parser_fail(p, hint, "unknown option \"%s\"", word);
	free(hint);
	return false;
}

bool
parser_unknown_letter(struct parser *p, const char *word, char letter)
{
	for (size_t i = 0; i < sizeof(old_letters) / sizeof(old_letters[0]); i++)
		if (old_letters[i].letter == letter)
			return parser_fail(p, old_letters[i].hint, "unknown option \"%s\"", word);
	return fail_option(p, word);
}

bool
parser_unknown_name(struct parser *p, const char *word)
{
	const struct opt *lists[] = { p->args->cmd != NULL ? p->args->cmd->opts : NULL, global_opts };
	size_t dashes = strspn(word, "-");
	char *name = str_copy_n(word + dashes, strcspn(word + dashes, "=")), *hint;
	struct nearest near = nearest_start(name != NULL ? name : "");

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++)
			nearest_try(&near, o->name);
	free(name);
	if (near.best == NULL)
		return fail_option(p, word);
	hint = str_format("did you mean \"--%s\"?", near.best);
	parser_fail(p, hint, "unknown option \"%s\"", word);
	free(hint);
	return false;
}

/* Returns the first command from `c` on whose name begins with a word. NULL: none. */
static const struct cmd *const *
next_match(const struct cmd *const *c, const char *word)
{
	for (; *c != NULL; c++)
		if (strncmp((*c)->name, word, strlen(word)) == 0)
			return c;
	return NULL;
}

bool
parser_no_task(struct parser *p)
{
	struct str_stream hint;
	char *text;
	unsigned n = 0;

	p->at = p->n;
	if (!str_open(&hint))
		return false; /* without a message: out of memory */
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
	const struct cmd *const *c = word[0] != '\0' ? next_match(p->commands, word) : NULL, *const *next;
	struct str_stream hint;
	char *text;

	if (c == NULL || !str_open(&hint))
		return false;
	fprintf(hint.out, "did you mean \"%s\"", (*c)->name);
	for (c = next_match(c + 1, word); c != NULL; c = next) {
		next = next_match(c + 1, word);
		fprintf(hint.out, "%s\"%s\"", next != NULL ? ", " : " or ", (*c)->name);
	}
	fputc('?', hint.out);
	text = str_close(&hint);
	parser_fail(p, text, "ambiguous command \"%s\"", word);
	free(text);
	return true;
}
