/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/load_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "base/restrict.h"
#include "cmapctl/value.h"
#include "core/message.h"
#include "output/safe.h"
#include "str.h"
#include "text/words.h"

/* Prints an error in corosync-cmapctl's words, and which line of the file has it (0: none). */
static bool
fail(struct app *app, const char *line, const char *name, size_t number)
{
	char *hint = number != 0 ? str_format("line %zu of \"%s\"; nothing was changed", number, name) : NULL;

	if (line != NULL)
		fprintf(app->io.err, "%s\n", line);
	if (hint != NULL)
		message_print(app, app->io.err, MESSAGE_HINT, hint);
	free(hint);
	return false;
}

/* Returns the next word, ended by a NUL, and moves to the one after it. */
static char *
take_word(char **at)
{
	char *word = *at;

	*at += strcspn(word, " ");
	if (**at != '\0')
		*(*at)++ = '\0';
	*at += strspn(*at, " ");
	return word;
}

/* Returns the value: a word, or what is in quotes. The caller frees it. NULL: it has printed the error. */
static char *
take_value(struct app *app, char *at)
{
	struct words words = { 0 };
	const char *word = NULL;
	char *value = NULL;

	if (*at != '"')
		word = take_word(&at);
	else if (words_split(at, &words) || words.n > 1) /* what follows the value is ignored */
		word = words.v[0];
	else
		fprintf(app->io.err, "%s\n", words.error);
	if (word != NULL && (value = str_copy(word)) == NULL)
		app_no_memory(app);
	words_clear(&words);
	return value;
}

static bool
take_setting(struct load_line *line, struct app *app, char *at)
{
	char *type = take_word(&at), *text;
	bool good;

	if (*type == '\0' || *at == '\0') {
		fputs("Both type and value for key ", app->io.err);
		safe_print(app->io.err, line->key);
		fputs(" are required\n", app->io.err);
		return false;
	}
	text = take_value(app, at);
	good = text != NULL && value_parse(app, line->key, type, text, &line->value);
	free(text);
	return good;
}

/* Removes the end of the line. False: there is a NUL before it, and what follows would be lost. */
static bool
cut_end(char *line, size_t len)
{
	if (strlen(line) < len)
		return false;
	if (len > 0 && line[len - 1] == '\n')
		line[--len] = '\0';
	if (len > 0 && line[len - 1] == '\r')
		line[--len] = '\0';
	return true;
}

/* Reads one line. False: it has printed the error, but not where it is. */
static bool
take_line(struct load_file *file, struct app *app, char *at, size_t len)
{
	struct load_line line = { .action = ACTION_SET };
	bool good;

	if (!cut_end(at, len))
		return fail(app, "A line has a NUL byte", NULL, 0);
	at += strspn(at, " \t");
	if (*at == '\0' || *at == '#')
		return true;
	if (*at == '^') {
		line.action = *++at == '^' ? ACTION_DELETE_PREFIX : ACTION_DELETE;
		at += *at == '^';
	}
	line.key = str_copy(take_word(&at));
	good = line.key != NULL && array_reserve(&file->v, &file->capacity, file->n + 1, sizeof(*file->v));
	if (!good)
		app_no_memory(app);
	else if (line.action == ACTION_SET)
		good = take_setting(&line, app, at);
	if (good)
		file->v[file->n++] = line;
	else
		free(line.key);
	return good;
}

static FILE *
open_file(const char *name)
{
	if (process_is_restricted()) {
		errno = EPERM;
		return NULL;
	}
	return fopen(name, "re");
}

bool
load_file_read(struct load_file *file, struct app *app, const char *name)
{
	FILE *in = open_file(name);
	size_t size = 0, number = 0;
	ssize_t len;
	char *text = NULL;
	bool good = true;

	*file = (struct load_file){ .n = 0 };
	while (in != NULL && good && (errno = 0, len = getline(&text, &size, in)) >= 0) {
		number++;
		good = take_line(file, app, text, (size_t)len) || fail(app, NULL, name, number);
	}
	free(text);
	if (in == NULL || ferror(in)) {
		fprintf(app->io.err, "Couldn't open file.: %s\n", strerror(errno));
		good = false;
	}
	if (in != NULL)
		fclose(in);
	return good;
}

void
load_file_clear(struct load_file *file)
{
	for (size_t i = 0; i < file->n; i++) {
		free(file->v[i].key);
		cmh_value_clear(&file->v[i].value);
	}
	free(file->v);
	*file = (struct load_file){ .n = 0 };
}
