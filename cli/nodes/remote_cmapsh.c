/* SPDX-License-Identifier: BSD-3-Clause */
/* The command that runs cmapsh on another node, with words that may have any characters. */
#include <stdlib.h>
#include <string.h>

#include "base/shell.h"
#include "nodes/remote.h"
#include "nodes/remote_marks.h"
#include "str.h"

/* Returns the script for sh. The caller frees it; NULL: out of memory. */
static char *
make_script(const char *const *words, size_t n, unsigned seconds)
{
	struct str_stream script;

	if (!str_open(&script))
		return NULL;
	fputs(REMOTE_PATH "echo; if command -v cmapsh >/dev/null; then echo " REMOTE_BEGIN "; exec", script.out);
	if (seconds > 0)
		fprintf(script.out, " timeout -k 1 %u", seconds);
	fputs(" cmapsh", script.out);
	for (size_t i = 0; i < n; i++) {
		putc(' ', script.out);
		shell_print_word(script.out, words[i]);
	}
	fputs("; fi; echo " REMOTE_ABSENT "; exit 127", script.out);
	return str_close(&script);
}

/*
 * The shell of the person there may be any one. All of them understand a word in
 * single quotes, as long as the characters in it mean nothing to them even there: so
 * it has only such ones, and sh makes the others of their numbers.
 */
char *
remote_cmapsh_command(const char *const *words, size_t n, unsigned seconds)
{
	static const char plain[] = CMH_NAME_CHARS " =;<>,";
	char *script = make_script(words, n, seconds);
	struct str_stream command;

	if (script == NULL || !str_open(&command)) {
		free(script);
		return NULL;
	}
	fputs("exec sh -c 'eval \"$(printf \"", command.out);
	for (const char *c = script; *c != '\0'; c++)
		if (strchr(plain, *c) != NULL)
			putc(*c, command.out);
		else
			fprintf(command.out, "\\%03o", (unsigned)(unsigned char)*c);
	fputs("\")\"'", command.out);
	free(script);
	return str_close(&command);
}
