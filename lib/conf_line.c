/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_line.h"

#include <string.h>

/* corosync takes 0xa0, a no-break space of older character sets, for a space since 3.1.8. */
#define SPACES " \t\xa0"

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Removes spaces in front, and characters of `set` at the end, except for the first character that is left. */
static struct conf_part
trim(const char *text, size_t len, const char *set)
{
	while (len > 0 && is_one_of(text[0], SPACES)) {
		text++;
		len--;
	}
	while (len > 1 && is_one_of(text[len - 1], set))
		len--;
	return (struct conf_part){ text, len };
}

/*
 * Splits a line at the first `mark`. Of what follows it, the spaces except for the
 * last one belong to the name, and so does then the mark itself: ": 5" is the
 * option ":".
 */
static void
split(const char *line, size_t len, const char *mark, struct conf_line *out)
{
	size_t rest = (size_t)(mark - line) + 1;

	while (rest < len && is_one_of(line[rest], SPACES))
		rest++;
	out->name = trim(line, rest - 1, SPACES ":{");
	out->rest = trim(line + rest, len - rest, SPACES);
}

/* An opening bracket counts most, a closing one least, wherever they are in the line. */
void
conf_line_read(const char *line, struct conf_line *out)
{
	size_t len = strlen(line);
	const char *mark;

	while (len > 0 && is_one_of(line[len - 1], SPACES))
		len--;
	*out = (struct conf_line){ .rest = trim(line, len, SPACES) };
	if (out->rest.len == 0 || out->rest.text[0] == '#')
		return;
	if ((mark = memchr(line, '{', len)) != NULL)
		out->kind = CONF_SECTION;
	else if ((mark = memchr(line, ':', len)) != NULL)
		out->kind = CONF_OPTION;
	else
		out->kind = memchr(line, '}', len) != NULL ? CONF_END : CONF_OTHER;
	if (mark != NULL)
		split(line, len, mark, out);
}

bool
conf_part_is(const struct conf_part *part, const char *text)
{
	return part->len == strlen(text) && memcmp(part->text, text, part->len) == 0;
}

static bool
set_problem(struct conf_problem *out, const char *at, const char *message, const char *said)
{
	*out = (struct conf_problem){ message, said, at };
	return true;
}

bool
conf_line_has_problem(const struct conf_line *line, struct conf_problem *out)
{
	const char *name = line->name.text, *rest = line->rest.text;

	switch (line->kind) {
	case CONF_EMPTY:
		return false;
	case CONF_SECTION:
		if (line->name.len == 0)
			return set_problem(out, name, "a section needs its name in front of the bracket, on the same line",
					   "Missing section name before opening bracket '{'");
		return line->rest.len > 0 && set_problem(out, rest, "the opening bracket must end its line",
							 "Extra characters after opening bracket '{'");
	case CONF_OPTION:
		return line->name.len == 0 &&
		       set_problem(out, name, "an option needs a name in front of the colon", "Key name can't be empty");
	case CONF_END:
		return !conf_part_is(&line->rest, "}") && set_problem(out, rest, "the closing bracket needs a line of its own",
								      "Extra characters before or after closing bracket '}'");
	case CONF_OTHER:
		break;
	}
	return set_problem(out, rest, "expected \"NAME {\", \"NAME: VALUE\" or \"}\"",
			   "Line is not opening or closing section or key value");
}
