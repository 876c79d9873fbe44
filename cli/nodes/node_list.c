/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/node_list.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "str.h"
#include "text/error_text.h"

#define DIGITS "0123456789"

enum { HOST_MAX = 253, NUMBER_MAX = 9 }; /* bytes of a name, digits of a number in a range */

bool
node_name_is_valid(const char *name)
{
	size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" DIGITS "._:-");

	return len > 0 && len <= HOST_MAX && name[len] == '\0' && name[0] != '-';
}

/* ---- reading ------------------------------------------------------------ */

static bool
take(struct node_list *list, char *name)
{
	if (name == NULL || !array_reserve(&list->v, &list->capacity, list->n + 1, sizeof(*list->v))) {
		free(name);
		return false;
	}
	list->v[list->n++] = name;
	return true;
}

bool
node_list_add(struct node_list *list, const char *name)
{
	return take(list, str_copy(name));
}

static enum cmh_status
fail_range(const char *word, struct cmh_error *err)
{
	return error_text_set(err, CMH_INVALID, "write ranges like node[1-3] or node[1,4-6]", "\"%s\" is not a range of nodes", word);
}

/* Adds a name, which must be one of a host. */
static enum cmh_status
add_name(struct node_list *list, char *name, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	if (name == NULL)
		return error_text_no_memory(err);
	if (!node_name_is_valid(name))
		status = error_text_set(err, CMH_INVALID, "use all, or names like node[1-3],db1", "\"%s\" is not the name of a node", name);
	else if (list->n >= NODE_LIST_MAX)
		status = error_text_set(err, CMH_INVALID, NULL, "more than %d nodes", NODE_LIST_MAX);
	else if (!node_list_add(list, name))
		status = error_text_no_memory(err);
	free(name);
	return status;
}

/* A number at the beginning of a text, which is moved after it. False: none, or too long. */
static bool
take_number(const char **text, unsigned long *number, size_t *width)
{
	*width = strspn(*text, DIGITS);
	if (*width == 0 || *width > NUMBER_MAX)
		return false;
	*number = strtoul(*text, NULL, 10);
	*text += *width;
	return true;
}

/* A name with a range: what is before and after the brackets. */
struct range {
	const char *word;
	int before;        /* its length */
	const char *after;
};

/* Adds the names of one part of a range, "3" or "1-3", and moves *text after it. */
static enum cmh_status
add_part(struct node_list *list, const struct range *range, const char **text, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;
	unsigned long first, last;
	size_t width, ignored;

	if (!take_number(text, &first, &width))
		return fail_range(range->word, err);
	last = first;
	if (**text == '-') {
		++*text;
		if (!take_number(text, &last, &ignored) || last < first)
			return fail_range(range->word, err);
	}
	for (unsigned long i = first; i <= last && status == CMH_OK; i++)
		status = add_name(list, str_format("%.*s%0*lu%s", range->before, range->word, (int)width, i, range->after), err);
	return status;
}

/* Adds the names of a word, which may have one range. */
static enum cmh_status
add_word(struct node_list *list, const char *word, struct cmh_error *err)
{
	const char *open = strchr(word, '['), *close = open != NULL ? strchr(open, ']') : NULL, *at;
	struct range range;
	enum cmh_status status;

	if (open == NULL)
		return add_name(list, str_copy(word), err);
	if (close == NULL)
		return fail_range(word, err);
	range = (struct range){ word, (int)(open - word), close + 1 };
	at = open;
	do {
		at++;
		status = add_part(list, &range, &at, err);
	} while (status == CMH_OK && *at == ',');
	return status == CMH_OK && at != close ? fail_range(word, err) : status;
}

/* The length of a word: up to a comma that is not between brackets. */
static size_t
word_length(const char *text)
{
	size_t len = 0;
	bool inside = false;

	for (; text[len] != '\0' && (text[len] != ',' || inside); len++)
		inside = text[len] == '[' || (inside && text[len] != ']');
	return len;
}

enum cmh_status
node_list_parse(const char *text, struct node_list *out, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	do {
		size_t len = word_length(text);
		char *word = str_copy_n(text, len);

		if (word != NULL && strcmp(word, "all") == 0)
			status = error_text_set(err, CMH_INVALID, "use \"all\" without other names",
						"\"all\" is every node, and is not allowed in a list");
		else
			status = word != NULL ? add_word(out, word, err) : error_text_no_memory(err);
		free(word);
		text += len;
	} while (status == CMH_OK && *text++ == ',');
	node_list_sort(out);
	return status;
}

/* ---- sorting and writing -------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(*(char *const *)a, *(char *const *)b);
}

void
node_list_sort(struct node_list *list)
{
	size_t kept = 0;

	if (list->n > 0)
		qsort(list->v, list->n, sizeof(*list->v), by_name);
	for (size_t i = 0; i < list->n; i++)
		if (kept > 0 && strcmp(list->v[kept - 1], list->v[i]) == 0)
			free(list->v[i]);
		else
			list->v[kept++] = list->v[i];
	list->n = kept;
}

/* The length of a name without the number at its end; that of the name if a range cannot have that number. */
static size_t
stem_length(const char *name)
{
	size_t len = strlen(name), stem = len;

	while (stem > 0 && strchr(DIGITS, name[stem - 1]) != NULL)
		stem--;
	return len - stem > NUMBER_MAX || (name[stem] == '0' && len - stem > 1) ? len : stem;
}

/* How many names from the first on differ only in the number at their end. */
static size_t
same_stem(char *const *names, size_t n)
{
	size_t stem = stem_length(names[0]), i = 1;

	while (i < n && names[0][stem] != '\0' && stem_length(names[i]) == stem && names[i][stem] != '\0' &&
	       strncmp(names[0], names[i], stem) == 0)
		i++;
	return i;
}

/* Prints "node[1-3,7]". */
static void
print_range(FILE *out, char *const *names, size_t n)
{
	size_t stem = stem_length(names[0]);

	fprintf(out, "%.*s[", (int)stem, names[0]);
	for (size_t i = 0, next; i < n; i = next) {
		next = i + 1;
		while (next < n && strtoul(names[next] + stem, NULL, 10) == strtoul(names[next - 1] + stem, NULL, 10) + 1)
			next++;
		fprintf(out, "%s%s", i > 0 ? "," : "", names[i] + stem);
		if (next - i > 1)
			fprintf(out, "-%s", names[next - 1] + stem);
	}
	putc(']', out);
}

char *
node_list_text(char *const *names, size_t n)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	for (size_t i = 0, same; i < n; i += same) {
		same = same_stem(names + i, n - i);
		fputs(i > 0 ? "," : "", text.out);
		if (same > 1)
			print_range(text.out, names + i, same);
		else
			fputs(names[i], text.out);
	}
	return str_close(&text);
}

void
node_list_clear(struct node_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->v[i]);
	free(list->v);
	*list = (struct node_list)NODE_LIST_INIT;
}
