/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/args_parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "str.h"
#include "text/key_path.h"
#include "text/nearest.h"

/* Sets an option of the command or a global one. */
static bool
apply(struct parser *p, const struct opt *opt, const char *value)
{
	const struct opt *own = p->args->cmd != NULL ? p->args->cmd->opts : NULL;

	for (size_t i = 0; own != NULL && own[i].name != NULL; i++)
		if (&own[i] == opt) {
			p->args->value[i] = value != NULL ? value : "";
			return true;
		}
	return parser_set(p, opt, value);
}

/* ---- options ----------------------------------------------------------- */

/* Takes a program and its arguments: what is attached to the option, if anything, and the words up to a semicolon, or all that follow. */
static bool
take_program(struct parser *p, const struct opt *opt, const char *attached)
{
	char **next = &p->words[p->at + 1];
	size_t n = 0, left = (size_t)(p->n - p->at - 1), first = attached != NULL;

	/* The & at the end of a line is for the task, not for its program. */
	if (p->args->set.mode != MODE_ONE_SHOT && left > 0 && strcmp(next[left - 1], "&") == 0)
		left--;
	while (n < left && strcmp(next[n], ";") != 0)
		n++;
	if (first + n == 0)
		return parser_fail(p, NULL, "option \"%s\" needs an argument: %s", p->words[p->at], opt->arg);
	free(p->args->program);
	p->args->program = calloc(first + n + 1, sizeof(*p->args->program));
	if (p->args->program == NULL)
		return false; /* without a message: out of memory */
	p->args->program[0] = (char *)attached;
	memcpy(p->args->program + first, next, n * sizeof(*next));
	p->at += (int)(n + (n < left)); /* the semicolon, too */
	return apply(p, opt, p->args->program[0]);
}

/* Takes the argument of an option: attached to it, or the next word. */
static bool
take_argument(struct parser *p, const struct opt *opt, const char *attached)
{
	if (opt->kind == KIND_PROGRAM)
		return take_program(p, opt, attached);
	if (attached != NULL)
		return apply(p, opt, attached);
	if (p->at + 1 >= p->n)
		return parser_fail(p, NULL, "option \"%s\" needs an argument: %s", p->words[p->at], opt->arg);
	return apply(p, opt, p->words[++p->at]);
}

static bool
parse_long(struct parser *p, const char *word)
{
	size_t len = strcspn(word + 2, "=");
	const char *attached = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
	const struct opt *opt = opt_by_name(p->args->cmd, word + 2, len);

	if (opt == NULL)
		return parser_unknown_name(p, word);
	if (opt->arg != NULL)
		return take_argument(p, opt, attached);
	if (attached != NULL)
		return parser_fail(p, NULL, "option \"--%s\" takes no argument", opt->name);
	return apply(p, opt, NULL);
}

static bool
parse_letters(struct parser *p, const char *word)
{
	for (const char *c = word + 1; *c != '\0'; c++) {
		const struct opt *opt = opt_by_letter(p->args->cmd, *c);

		if (opt == NULL)
			return parser_unknown_letter(p, word, *c);
		if (opt->arg != NULL)
			return take_argument(p, opt, c[1] != '\0' ? c + 1 : NULL);
		if (!apply(p, opt, NULL))
			return false;
	}
	return true;
}

/* ---- all words --------------------------------------------------------- */

static bool
parse_command(struct parser *p, const char *word)
{
	struct nearest near = nearest_start(word);

	p->args->cmd = p->args->set.mode == MODE_PROMPT ? cmd_by_beginning(p->commands, word) : cmd_by_name(p->commands, word);
	if (p->args->cmd != NULL)
		return true;
	for (const struct cmd *const *c = p->commands; *c != NULL; c++)
		nearest_try(&near, (*c)->name);
	if (p->args->set.mode == MODE_PROMPT && parser_ambiguous(p, word))
		return false;
	return parser_unknown(p, &near, "run: cmapsh help", "command", word);
}

/* Checks the number of arguments. */
static bool
check_number(struct parser *p)
{
	const struct args *args = p->args;
	const struct cmd *cmd = args->cmd;
	char *usage;
	/* With -N the nodes are compared, not two maps that words name. */
	int min = cmd != NULL && args->set.nodes != NULL && (cmd->flags & CMD_ALL_NODES) != 0 ? 0 : cmd != NULL ? cmd->min : 0;
	bool result;

	if (cmd == NULL || args->set.help || args->set.version || (args->n >= min && (cmd->max < 0 || args->n <= cmd->max)))
		return true;
	usage = str_format("usage: %s%s%s%s", cmd_prefix(cmd), cmd->name, cmd->usage[0] != '\0' ? " " : "", cmd->usage);
	if (args->n < min) {
		p->at = p->n;
		result = parser_fail(p, cmd->missing != NULL ? cmd->missing : usage, "missing argument");
	} else {
		result = parser_fail(p, usage, "too many arguments");
		p->error->word = args->given[cmd->max];
	}
	free(usage);
	return result;
}

/* The option of all commands that a word is: "-x", "--name" or "--name=VALUE"; NULL: none. */
static const struct opt *
global_opt(const char *word)
{
	if (word[0] != '-' || word[1] == '\0')
		return NULL;
	if (word[1] == '-')
		return opt_by_name(NULL, word + 2, strcspn(word + 2, "="));
	return word[2] == '\0' ? opt_by_letter(NULL, word[1]) : NULL;
}

/* A mistake is printed in the format that was asked for, even if that comes after the mistake. */
static void
find_format(struct parser *p)
{
	for (int i = p->at + 1; i < p->n && strcmp(p->words[i], "--") != 0; i++) {
		const struct opt *opt = global_opt(p->words[i]);
		const char *equals = strchr(p->words[i], '=');
		const struct format *found = NULL;

		if (opt != NULL && opt->id == 'j')
			found = &format_json;
		else if (opt != NULL && opt->id == 'o' && equals != NULL)
			found = format_by_name(equals + 1);
		else if (opt != NULL && opt->id == 'o' && i + 1 < p->n)
			found = format_by_name(p->words[i + 1]);
		if (found != NULL)
			p->args->set.format = found;
	}
}

/* Whether the last argument is a name, which "&" can never be. */
static bool
ends_with_name(const struct args *args)
{
	return args->n > 0 && kind_is_name(cmd_word_kind(args->cmd, args->n - 1));
}

/* Takes the & at the end of a task, which then runs in the background. */
static bool
take_background(struct parser *p)
{
	struct args *args = p->args;
	bool task = args->cmd != NULL && (args->cmd->flags & CMD_TASK) != 0;

	if (args->cmd == NULL || (args->cmd->flags & CMD_FOREIGN) != 0 || args->cmd->command_at > 0 || args->n == 0 ||
	    strcmp(args->given[args->n - 1], "&") != 0 || (!task && !ends_with_name(args)))
		return true;
	if (!task)
		return parser_no_task(p);
	args->background = true;
	args->n--;
	if (args->set.mode == MODE_PROMPT)
		return true;
	p->at = p->n;
	return parser_fail(p, "leave out \"&\"", "\"&\" works only at the prompt");
}

/* Whether options in the words that follow are those of another command. */
static bool
ends_options(const struct args *args)
{
	const struct cmd *cmd = args->cmd;

	return cmd != NULL && ((cmd->flags & CMD_FOREIGN) != 0 || (cmd->command_at > 0 && args->n > 0));
}

bool
args_parse(struct args *args, const struct cmd *const *commands, const struct settings *inherited, int n, char **words,
	   struct args_error *error)
{
	struct parser p = { .commands = commands, .args = args, .error = error, .words = words, .n = n };
	bool ended = false;

	*args = (struct args){ .set = *inherited, .given = calloc((size_t)n + 1, sizeof(*args->given)) };
	*error = (struct args_error){ 0 };
	if (args->given == NULL)
		return false; /* without a message: out of memory */
	for (; p.at < n; p.at++) {
		char *word = words[p.at];
		bool good = true;

		if (!ended && strcmp(word, "--") == 0)
			ended = true;
		else if (!ended && is_option(word))
			good = word[1] == '-' ? parse_long(&p, word) : parse_letters(&p, word);
		else if (args->cmd == NULL)
			good = parse_command(&p, word);
		else
			args->given[args->n++] = word;
		ended |= ends_options(args);
		if (!good) {
			find_format(&p);
			return false;
		}
	}
	return take_background(&p) && check_number(&p);
}

bool
args_resolve(struct args *args, const char *here)
{
	bool good = (args->word = calloc((size_t)args->n + 1, sizeof(*args->word))) != NULL;

	for (int i = 0; i < args->n && good; i++) {
		enum word_kind kind = cmd_word_kind(args->cmd, i);

		args->word[i] = kind_is_name(kind) ? key_path_resolve(here, args->given[i]) : str_copy(args->given[i]);
		good = args->word[i] != NULL;
	}
	return good;
}

void
args_clear(struct args *args)
{
	for (int i = 0; args->word != NULL && i < args->n; i++)
		free(args->word[i]);
	free(args->word);
	free(args->given);
	free(args->program);
	args->word = args->given = args->program = NULL;
}

void
args_error_clear(struct args_error *error)
{
	free(error->message);
	free(error->hint);
	*error = (struct args_error){ 0 };
}

const char *
args_opt(const struct args *args, const char *name)
{
	for (size_t i = 0; args->cmd->opts != NULL && args->cmd->opts[i].name != NULL; i++)
		if (strcmp(args->cmd->opts[i].name, name) == 0)
			return args->value[i];
	return NULL;
}
