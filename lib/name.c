/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of keys, their order, and paths. Pure functions. */
#include "name.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "error.h"
#include "key_pattern.h"
#include "str.h"

enum { SHOWN_MAX = 40 };

enum cmh_status
cmh_name_check(const char *name, struct cmh_error *err)
{
	static const char rules[] = "key names have " NAME_RULES;
	size_t len = strlen(name), good = strspn(name, CMH_NAME_CHARS);
	enum cmh_status status = CMH_OK;
	char *shown;

	if (good == len && len >= CMH_NAME_MIN && len <= CMH_NAME_MAX)
		return CMH_OK;
	shown = cmh_quote(name, len > CMH_NAME_MAX ? SHOWN_MAX : len); /* enough to recognise it */
	if (shown == NULL)
		return error_no_memory(err);
	if (len > CMH_NAME_MAX)
		status = error_set(err, CMH_INVALID, rules, "%s... is not a valid key: longer than 255 characters (%zu)", shown, len);
	else if (good < len && (name[good] == ' ' || name[good] == '\t'))
		status = error_set(err, CMH_INVALID, rules, "%s is not a valid key: %s at position %zu", shown,
				   name[good] == ' ' ? "space" : "tab", good + 1);
	else if (good < len && name[good] > ' ' && name[good] < 0x7f)
		status = error_set(err, CMH_INVALID, rules, "%s is not a valid key: \"%c\" at position %zu",
				   shown, name[good], good + 1);
	else if (good < len)
		status = error_set(err, CMH_INVALID, rules, "%s is not a valid key: the byte at position %zu is not allowed",
				   shown, good + 1);
	else
		status = error_set(err, CMH_INVALID, rules, "%s is not a valid key: shorter than 3 characters", shown);
	free(shown);
	return status;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The place of a character in the order. A dot comes before all others, so that a branch stays together. */
static int
rank(char c)
{
	return c == '\0' ? 0 : c == '.' ? 1 : (unsigned char)c + 1;
}

/* Compares two numbers in digits, and moves *a and *b after them. */
static int
number_cmp(const char **a, const char **b)
{
	size_t zeros_a = strspn(*a, "0"), zeros_b = strspn(*b, "0");
	size_t len_a = strspn(*a + zeros_a, "0123456789"), len_b = strspn(*b + zeros_b, "0123456789");
	int order = len_a != len_b ? (len_a < len_b ? -1 : 1) : memcmp(*a + zeros_a, *b + zeros_b, len_a);

	*a += zeros_a + len_a;
	*b += zeros_b + len_b;
	return order;
}

int
cmh_name_cmp(const char *a, const char *b)
{
	const char *begin_a = a, *begin_b = b;

	while (*a != '\0' || *b != '\0') {
		int order;

		if (is_digit(*a) && is_digit(*b))
			order = number_cmp(&a, &b);
		else
			order = rank(*a++) - rank(*b++);
		if (order != 0)
			return order;
	}
	return strcmp(begin_a, begin_b); /* such as 01 and 1 */
}

bool
cmh_path_covers(const char *path, const char *key)
{
	size_t len = strlen(path);

	if (len == 0)
		return true;
	if (key_pattern_is(path))
		return key_pattern_covers(path, key);
	if (path[len - 1] == '.')
		len--;
	return strncmp(path, key, len) == 0 && (key[len] == '\0' || key[len] == '.');
}

char *
path_prefix(const char *path)
{
	size_t len = strlen(path);

	if (key_pattern_is(path))
		return strndup(path, strcspn(path, "*"));
	if (len == 0 || path[len - 1] == '.')
		return strdup(path);
	return str_format("%s.", path);
}

bool
path_is_possible(const char *path)
{
	size_t len = strcspn(path, "*");

	return len == 0 || len - (path[len - 1] == '.') <= CMH_NAME_MAX;
}

enum cmh_map
cmh_key_map(const char *key)
{
	return cmh_path_covers("stats", key) ? CMH_STATS : CMH_ICMAP;
}

/* A complete name, and last components of names, whose values are secrets. */
static const char *const secrets[] = { "totem.key", "password", "passwd", "secret" };
enum { N_SECRETS = sizeof(secrets) / sizeof(secrets[0]) };

bool
cmh_key_is_secret(const char *key)
{
	const char *dot = strrchr(key, '.');

	for (size_t i = 0; i < N_SECRETS; i++)
		if (strcmp(key, secrets[i]) == 0 || (dot != NULL && strcmp(dot + 1, secrets[i]) == 0))
			return true;
	return false;
}

bool
cmh_text_names_secret(const char *text)
{
	for (size_t i = 0; i < N_SECRETS; i++)
		if (strstr(text, secrets[i]) != NULL)
			return true;
	return false;
}
