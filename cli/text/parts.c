/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/parts.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "str.h"
#include "text/words.h"

#define SPACES " \t\r\n"
#define EXEC "--exec"
#define ALIAS "alias"
#define ERRORS "2>" /* of a shell: the output for errors */

struct splitter {
	struct parts *out;
	const char *line, *s; /* the line, and what is left of it */
	bool exec;            /* the command has --exec, whose program is not ended yet */
	const char *alias;    /* the definition of an alias, to which nothing in the line may be added; NULL: none */
};

static bool
fail(struct splitter *sp, const char *at, const char *error)
{
	sp->out->error = error;
	sp->out->error_at = (size_t)(at - sp->line);
	return false;
}

static bool
fail_with_hint(struct splitter *sp, const char *at, const char *error, const char *hint)
{
	sp->out->hint = hint;
	return fail(sp, at, error);
}

/* Moves after a quoted part, or to the end of the line. */
static const char *
skip_quotes(const char *s)
{
	char quote = *s++;

	for (; *s != '\0' && *s != quote; s++)
		if (quote == '"' && *s == '\\' && s[1] != '\0')
			s++;
	return s + (*s != '\0');
}

/* Whether a semicolon, or several, ends the word that it is in. */
static bool
is_separator(const char *s)
{
	const char *end = s + strspn(s, ";");

	return *s == ';' && (*end == '\0' || strchr(SPACES, *end) != NULL);
}

/* Moves to the end of a word. */
static const char *
skip_word(const char *s)
{
	while (*s != '\0' && strchr(SPACES, *s) == NULL && !is_separator(s)) {
		if (*s == '"' || *s == '\'')
			s = skip_quotes(s);
		else
			s += *s == '\\' && s[1] != '\0' ? 2 : 1;
	}
	return s;
}

/* Returns the end of a text without the spaces there. */
static const char *
trim(const char *begin, const char *end)
{
	while (end > begin && strchr(SPACES, end[-1]) != NULL)
		end--;
	return end;
}

/* Adds a part that begins at `begin` and ends before `end`. Takes `target`. An empty one is nothing. */
static bool
add(struct splitter *sp, const char *begin, const char *end, struct part part)
{
	struct parts *out = sp->out;

	begin += strspn(begin, SPACES);
	end = trim(begin, end);
	if (begin >= end && part.target == NULL)
		return true;
	part.at = (size_t)(begin - sp->line);
	part.text = begin < end ? str_copy_n(begin, (size_t)(end - begin)) : NULL;
	if (part.text == NULL || !array_reserve(&out->v, &out->capacity, out->n + 1, sizeof(*out->v))) {
		free(part.text);
		free(part.target);
		return fail(sp, begin, begin < end ? "out of memory" : "the command before it is missing");
	}
	out->v[out->n++] = part;
	return true;
}

/* Whether the words of a command define an alias: ALIAS, perhaps cut short, NAME and =. */
static bool
defines_alias(const char *begin)
{
	const char *end = skip_word(begin), *name = end + strspn(end, SPACES), *sign = skip_word(name);
	size_t len = (size_t)(end - begin);

	sign += strspn(sign, SPACES);
	return len > 0 && strncmp(begin, ALIAS, len) == 0 && *sign == '=' && (strchr(SPACES, sign[1]) != NULL || is_separator(sign + 1));
}

/* Refuses a sign after an alias. */
static bool
fail_alias(struct splitter *sp, const char *at)
{
	return fail_with_hint(sp, at, "an alias cannot contain |, > or ;", "leave it out, and type it after the name of the alias");
}

/* Takes the program after a |, up to the end of the line. */
static bool
take_program(struct splitter *sp, const char *begin)
{
	const char *bar = sp->s, *program = bar + 1 + strspn(bar + 1, SPACES);
	char *target = *program != '\0' ? str_copy_n(program, (size_t)(trim(program, program + strlen(program)) - program)) : NULL;

	sp->s += strlen(sp->s);
	if (target == NULL)
		return fail(sp, bar, "the program after | is missing");
	return add(sp, begin, bar, (struct part){ .to = PART_PROGRAM, .target = target });
}

static const char no_file[] = "the name of the file is missing";

/* Returns the name of a file without its quotes. The caller frees it. NULL: see sp->out->error. */
static char *
file_name(struct splitter *sp, const char *begin, const char *end)
{
	char *word = str_copy_n(begin, (size_t)(end - begin)), *name = NULL;
	struct words words;

	if (word != NULL && words_split(word, &words)) {
		if (words.n == 1)
			name = str_copy(words.v[0]);
		else
			fail(sp, begin, no_file);
		words_clear(&words);
	} else if (word != NULL) {
		fail(sp, begin + words.error_at, words.error);
		words_clear(&words);
	} else
		fail(sp, begin, "out of memory");
	free(word);
	return name;
}

/* Takes the file after a > or >>, and what may follow it: a semicolon, or a comment. */
static bool
take_file(struct splitter *sp, const char *begin)
{
	const char *sign = sp->s, *file = sign + 1 + (sign[1] == '>');
	bool append = sign[1] == '>', home;
	char *target;

	if (*file == '|')
		return fail_with_hint(sp, sign, "\">|\" is not supported", "use >, which replaces a file");
	file += strspn(file, SPACES);
	if (*file != '\0' && strchr("<>|&", *file) != NULL)
		return fail(sp, sign, no_file);
	sp->s = skip_word(file);
	home = strncmp(file, PART_HOME, strlen(PART_HOME)) == 0;
	target = file_name(sp, home ? file + strlen(PART_HOME) : file, sp->s);
	if (target == NULL)
		return false;
	if (!add(sp, begin, sign,
		 (struct part){
			 .to = append ? PART_APPEND : PART_FILE, .target = target, .file_at = (size_t)(file - sp->line), .home = home }))
		return false;
	sp->s += strspn(sp->s, SPACES);
	if (*sp->s != '\0' && *sp->s != '#' && !is_separator(sp->s))
		return fail(sp, sp->s, "unexpected text after the name of the file");
	return true;
}

/* Whether the word here begins something that is not a word of the command. */
static bool
is_special(const char *s)
{
	return *s == '|' || *s == '>' || *s == '#';
}

/* Takes a command: up to a semicolon, or to the end of the line. */
static bool
take_command(struct splitter *sp)
{
	const char *begin = sp->s, *end = begin;

	if (*sp->s == '!') {
		sp->s += strlen(sp->s);
		if (begin[1 + strspn(begin + 1, SPACES)] == '\0')
			return fail(sp, begin, "the program after ! is missing");
		return add(sp, begin + 1, sp->s, (struct part){ .program = true });
	}
	sp->alias = defines_alias(begin) ? begin : NULL;
	for (sp->exec = false; *sp->s != '\0' && !is_special(sp->s); sp->s += strspn(sp->s, SPACES)) {
		const char *word = sp->s;

		if (!sp->exec && strncmp(word, ERRORS, strlen(ERRORS)) == 0)
			return fail_with_hint(sp, word, "errors cannot go to a file here", "leave out 2>, or put quotes around a value");
		if (is_separator(word) && !sp->exec)
			break;
		sp->exec = sp->exec ? !is_separator(word) : strncmp(word, EXEC, strlen(EXEC)) == 0;
		sp->s = is_separator(word) ? word + 1 : skip_word(word);
		end = sp->s;
	}
	if (sp->alias != NULL && *sp->s != '\0' && *sp->s != '#' && !is_separator(sp->s))
		return fail_alias(sp, sp->s);
	if (*sp->s == '|')
		return take_program(sp, begin);
	if (*sp->s == '>')
		return take_file(sp, begin);
	return add(sp, begin, end, (struct part){ .to = PART_SHOWN });
}

bool
line_parts_split(const char *line, struct parts *out)
{
	struct splitter sp = { .out = out, .line = line, .s = line };
	bool good = true;

	*out = (struct parts){ .v = NULL };
	for (sp.s += strspn(sp.s, SPACES); good && *sp.s != '\0' && *sp.s != '#'; sp.s += strspn(sp.s, SPACES)) {
		if (is_separator(sp.s))
			sp.s += strspn(sp.s, ";");
		else
			good = sp.alias != NULL ? fail_alias(&sp, sp.s) : take_command(&sp);
	}
	return good;
}

void
line_parts_clear(struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		free(parts->v[i].text);
		free(parts->v[i].target);
	}
	free(parts->v);
	*parts = (struct parts){ .v = NULL };
}

const char *
line_parts_last_command(const char *line)
{
	struct parts parts;
	bool good = line_parts_split(line, &parts);
	const struct part *last = parts.n > 0 ? &parts.v[parts.n - 1] : NULL;
	const char *begin = line + strspn(line, SPACES), *end = line + strlen(line);

	if (last != NULL && good) {
		const char *after = line + last->at + strlen(last->text);

		/* A semicolon after it: another command begins. */
		begin = strchr(after, ';') != NULL && last->to == PART_SHOWN && !last->program ? strchr(after, ';') + 1 : line + last->at;
		if (last->program || last->to != PART_SHOWN)
			begin = NULL;
	} else if (!good || *begin == '|' || *begin == '>')
		begin = NULL;
	line_parts_clear(&parts);
	return begin != NULL && begin <= end ? begin : NULL;
}

const char *
line_parts_last_file(const char *line)
{
	struct parts parts;
	bool good = line_parts_split(line, &parts);
	const struct part *last = parts.n > 0 ? &parts.v[parts.n - 1] : NULL;
	const char *begin = NULL;

	if (good && last != NULL && (last->to == PART_FILE || last->to == PART_APPEND))
		begin = line + last->file_at;
	else if (parts.error == no_file)
		begin = line + parts.error_at;
	line_parts_clear(&parts);
	return begin != NULL && *skip_word(begin) == '\0' ? begin : NULL;
}
