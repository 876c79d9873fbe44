/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keys in text that corosync-cmapctl or cmapsh printed. One line, one key: no line
 * belongs to the value before it, because in the files of support tools, and in
 * what people paste, there is text of other tools around the keys.
 */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "file_parser.h"
#include "pasted.h"
#include "uncolor.h"

/* ---- lines ------------------------------------------------------------- */

/* The parts of a line "KEY (TYPE) = VALUE". */
struct parts {
	const char *key; /* ends at the space before the type, which is a NUL while the parts are used */
	enum cmh_type type;
	const char *text; /* NULL: a bin that was printed without -b */
};

/* The type between two brackets, at `open` and `close`. */
static enum cmh_type
type_between(char *open, char *close)
{
	enum cmh_type type;

	*close = '\0';
	type = cmh_type_by_name(open + 1);
	*close = ')';
	return type;
}

/*
 * Finds the parts of a line, and puts a NUL after the key. CMH_INVALID: it is not
 * a key and its value, and the fault is at `column`, from 0.
 */
static enum cmh_status
find_parts(char *line, struct parts *out, size_t *column, struct cmh_error *err)
{
	char *space = strstr(line, " ("), *close = space != NULL ? strchr(space, ')') : NULL;
	enum cmh_status status;

	*column = 0;
	if (close == NULL)
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "not a key and its value");
	*space = '\0';
	status = cmh_name_check(line, err);
	*space = ' ';
	if (status != CMH_OK)
		return status;
	*column = (size_t)(space + 2 - line);
	*out = (struct parts){ .key = line, .type = type_between(space + 1, close) };
	if (out->type == CMH_NONE)
		return error_set(err, CMH_INVALID, NULL, "no type \"%.*s\"", (int)(close - space - 2), space + 2);
	*column = (size_t)(close + 1 - line);
	if (strncmp(close + 1, " = ", 3) == 0)
		out->text = close + 4;
	else if (strcmp(close + 1, " =") == 0)
		out->text = close + 3;
	else if (out->type != CMH_BIN || close[1] != '\0')
		return error_set(err, CMH_INVALID, "write it like: KEY (TYPE) = VALUE", "\" = \" is missing after the type");
	*space = '\0';
	return CMH_OK;
}

/* Reads the value and hands the key to p->take(). */
static enum cmh_status
give(struct file_parser *p, const struct parts *parts, size_t line, struct cmh_error *err)
{
	struct found found = { .key = parts->key, .value.type = parts->type };
	enum cmh_status status = CMH_OK;
	bool taken;

	if (parts->text != NULL && p->text == CMH_TEXT_CMAPCTL)
		status = printed_parse_cmapctl(parts->type, parts->text, &found.value, err);
	else if (parts->text != NULL)
		status = printed_parse(parts->type, parts->text, p->strict, &found.value, err);
	else
		found.missing = MISSING_PRINTED;
	if (status == CMH_INVALID && p->strict)
		return file_parser_fault(p, line, (size_t)(parts->text - p->line) + 1);
	if (status == CMH_FAILED)
		return error_no_memory(err);
	if (status != CMH_OK)
		return status;
	p->at = (struct cmh_position){ line, 1 };
	p->taken++;
	taken = p->take(p, &found);
	cmh_value_clear(&found.value);
	return taken ? CMH_OK : error_no_memory(err);
}

/* ---- lenient ------------------------------------------------------------ */

static enum cmh_status
leave_out(struct file_parser *p, struct cmh_error *err)
{
	return p->len == 0 || file_parser_leave_out(p, p->number) ? CMH_OK : error_no_memory(err);
}

/* Hands over a key that was found; leaves the line out if its value is not one of its type. */
static enum cmh_status
give_pasted(struct file_parser *p, const struct pasted *pasted, struct cmh_error *err)
{
	char *end = pasted->key + pasted->key_len, after = *end;
	struct parts parts = { pasted->key, pasted->type, pasted->text };
	enum cmh_status status;

	*end = '\0';
	p->secret_before = cmh_key_is_secret(pasted->key);
	p->source = pasted->source;
	p->source_len = pasted->source_len;
	status = give(p, &parts, p->number, NULL);
	*end = after;
	if (status == CMH_FAILED)
		return error_no_memory(err);
	return status == CMH_INVALID ? leave_out(p, err) : CMH_OK;
}

/* Finds the key in the current line. */
static bool
find_pasted(struct file_parser *p, const struct pasted_habits *habits, struct pasted *out)
{
	if (strlen(p->line) < p->len)
		return false;
	if (p->text == CMH_TEXT_PASTED)
		uncolor(p->line, &p->len);
	if (habits->diff && (p->line[0] == '-' || p->line[0] == '+'))
		return false;
	return habits->untyped ? pasted_find_untyped(p->line, out) : pasted_find(p->line, habits, out);
}

/* What the first reading of a file counts. */
struct counts {
	size_t keys, numbers;
	size_t sources, numbered, context; /* lines that grep found, or a node gave; those that grep may have printed around */
	size_t untyped, dots; /* lines KEY=VALUE; those whose key has a dot */
	size_t least, most;   /* spaces after a number */
	size_t changed;       /* lines of diff -u: +KEY (TYPE) = VALUE, or where changes begin */
};

/* Whether the name may begin with that of a file, as grep -C prints them: nobody knows where it ends. */
static bool
may_have_file(const struct pasted *pasted)
{
	return !pasted->has_source && memchr(pasted->key, '-', pasted->key_len) != NULL;
}

static void
count_line(struct file_parser *p, struct counts *counts)
{
	static const struct pasted_habits any = { .sources = true, .numbers = true };
	struct pasted pasted;

	if (find_pasted(p, &any, &pasted)) {
		counts->keys++;
		counts->sources += pasted.has_source && !pasted.context;
		counts->numbered += pasted.numbered;
		counts->context += pasted.context || may_have_file(&pasted);
		if (pasted.type == CMH_STR || pasted.type == CMH_BIN)
			return;
		counts->least = counts->numbers++ == 0 || pasted.padding < counts->least ? pasted.padding : counts->least;
		counts->most = pasted.padding > counts->most ? pasted.padding : counts->most;
	} else if (strncmp(p->line, "@@ -", 4) == 0 || (p->line[0] == '+' && pasted_find(p->line + 1, &any, &pasted))) {
		counts->changed++;
	} else if (strlen(p->line) == p->len && pasted_find_untyped(p->line, &pasted)) {
		counts->untyped++;
		counts->dots += memchr(pasted.key, '.', pasted.key_len) != NULL;
	}
}

/* Reads the file once to learn what its lines have in common, and goes back to its first line. */
static bool
learn_habits(struct file_parser *p, struct pasted_habits *out)
{
	struct counts counts = { .keys = 0 };

	do
		count_line(p, &counts);
	while (file_parser_next(p));
	*out = (struct pasted_habits){
		.sources = counts.sources > 0 && counts.sources + counts.context > counts.keys / 2,
		.numbers = counts.numbered > 0,
		.diff = counts.changed > 0,
		.untyped = counts.keys == 0 && counts.dots > counts.untyped / 2,
		.padded = counts.least > 0,
		.padding = counts.least == counts.most ? counts.least : 0,
	};
	p->untyped = out->untyped;
	return feof(p->in) && file_parser_rewind(p) && file_parser_next(p);
}

static enum cmh_status
read_leniently(struct file_parser *p, struct cmh_error *err)
{
	struct pasted_habits habits;
	enum cmh_status status;

	if (!learn_habits(p, &habits))
		return error_no_memory(err);
	do {
		struct pasted pasted;
		bool found = find_pasted(p, &habits, &pasted) && !(habits.sources && may_have_file(&pasted));

		status = found ? give_pasted(p, &pasted, err) : leave_out(p, err);
	} while (status == CMH_OK && file_parser_next(p));
	return status;
}

/* ---- strict ------------------------------------------------------------- */

/* Takes a line in strict mode: a key, an empty line or a comment. */
static enum cmh_status
read_line_strictly(struct file_parser *p, struct cmh_error *err)
{
	struct parts parts;
	size_t column, len = strlen(p->line);
	enum cmh_status status;

	if (len < p->len)
		return file_parser_fail(p, p->number, len + 1, err, "NUL byte in this line");
	if (p->line[0] == '#' || strspn(p->line, " \t") == len)
		return CMH_OK;
	status = find_parts(p->line, &parts, &column, err);
	if (status == CMH_INVALID)
		return file_parser_fault(p, p->number, column + 1);
	return status == CMH_OK ? give(p, &parts, p->number, err) : status;
}

enum cmh_status
file_parse_text(struct file_parser *p, struct cmh_error *err)
{
	enum cmh_status status;

	if (!p->strict)
		return read_leniently(p, err);
	do
		status = read_line_strictly(p, err);
	while (status == CMH_OK && file_parser_next(p));
	return status;
}
