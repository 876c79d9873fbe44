/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/sign_hint.h"

#include <string.h>

#include "core/cmd.h"

/* Whether word `i` of the line is a command or a name, in which a sign is never a letter. It counts options as arguments. */
static bool
is_name(const struct cmd *cmd, size_t i)
{
	return i == 0 ? cmd == NULL : cmd != NULL && kind_is_name(cmd_word_kind(cmd, (int)i - 1));
}

const char *
sign_hint(const struct app *app)
{
	const struct words *words = app->call.source.words;

	for (size_t i = 0; words != NULL && i < words->n && words->v[i] != NULL; i++) {
		const char *word = words->v[i];
		size_t head = strspn(word, CMH_NAME_CHARS "*");

		if (!is_name(app->call.cmd, i) || head == 0 || word[head] == '\0' || words->end[i] - words->at[i] != strlen(word))
			continue;
		switch (word[head]) {
		case '|': return "put a space before \"|\"";
		case '>': return "put a space before \">\"";
		case ';': return "put a space after \";\"";
		default: break;
		}
	}
	return NULL;
}
