/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of scripts, and values as they are typed. */
#include <string.h>

#include "cmh.h"
#include "fuzz.h"
#include "text/words.h"

/* The input as a string of its own, so that no byte behind it may be read. */
static char *
string(const uint8_t *bytes, size_t len)
{
	char *text = malloc(len + 1);

	MUST(text != NULL);
	if (len > 0)
		memcpy(text, bytes, len);
	text[len] = '\0';
	return text;
}

/* The words quoted, with blanks between them. */
static char *
quoted(const struct words *words)
{
	char *line = string(NULL, 0), *longer, *word;

	for (size_t i = 0; i < words->n; i++) {
		word = cmh_quote(words->v[i], strlen(words->v[i]));
		MUST(word != NULL && asprintf(&longer, "%s%s ", line, word) >= 0);
		free(word);
		free(line);
		line = longer;
	}
	return line;
}

/* Words that are quoted are the same words again, and their places are in the line. */
int
fuzz_words(const uint8_t *bytes, size_t len)
{
	char *line = string(bytes, len), *again;
	struct words words, same;
	bool good = words_split(line, &words);

	MUST(good == (words.error == NULL) && words.error_at <= strlen(line));
	for (size_t i = 0; i < words.n; i++)
		MUST(words.at[i] < strlen(line) && (i == 0 || words.at[i - 1] < words.at[i]));
	again = quoted(&words);
	MUST(words_split(again, &same) && same.n == words.n);
	for (size_t i = 0; i < words.n; i++)
		MUST(strcmp(words.v[i], same.v[i]) == 0);
	words_clear(&same);
	words_clear(&words);
	free(again);
	free(line);
	return 0;
}

/* The first byte is the type. A value that was read has a text, which is read as the same. */
int
fuzz_value(const uint8_t *bytes, size_t len)
{
	struct cmh_value value = CMH_VALUE_INIT, again = CMH_VALUE_INIT;
	enum cmh_type type = len > 0 ? (enum cmh_type)(bytes[0] % CMH_TYPE_MAX + 1) : CMH_STR;
	char *text = string(len > 0 ? bytes + 1 : bytes, len > 0 ? len - 1 : 0), *printed;

	if (cmh_value_parse(type, text, &value, NULL) == CMH_OK) {
		MUST(value.type == type);
		printed = cmh_value_text(&value);
		MUST(printed != NULL);
		if (type != CMH_STR || printed[0] != '"') {
			MUST(cmh_value_parse(type, printed, &again, NULL) == CMH_OK);
			MUST(cmh_value_equal(&value, &again) || strstr(printed, "nan") != NULL);
		}
		free(printed);
	}
	cmh_value_clear(&value);
	cmh_value_clear(&again);
	free(text);
	return 0;
}
