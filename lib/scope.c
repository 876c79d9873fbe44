/* SPDX-License-Identifier: BSD-3-Clause */
#include "scope.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "key_pattern.h"

static void
paths_remove(struct paths *paths, size_t at)
{
	free(paths->v[at]);
	paths->v[at] = paths->v[--paths->n];
}

static void
paths_clear(struct paths *paths)
{
	while (paths->n > 0)
		paths_remove(paths, paths->n - 1);
	free(paths->v);
}

static bool
paths_add(struct paths *paths, const char *path)
{
	char *copy = strdup(path);

	if (copy == NULL || !array_reserve(&paths->v, &paths->capacity, paths->n + 1, sizeof(*paths->v))) {
		free(copy);
		return false;
	}
	paths->v[paths->n++] = copy;
	return true;
}

static bool
paths_cover(const struct paths *paths, const char *key)
{
	for (size_t i = 0; i < paths->n; i++)
		if (cmh_path_covers(paths->v[i], key))
			return true;
	return false;
}

static bool
paths_have(const struct paths *paths, const char *key)
{
	for (size_t i = 0; i < paths->n; i++)
		if (strcmp(paths->v[i], key) == 0)
			return true;
	return false;
}

struct scope *
scope_new(void)
{
	struct scope *scope = calloc(1, sizeof(*scope));

	if (scope != NULL)
		atomic_init(&scope->refs, 1);
	return scope;
}

struct scope *
scope_ref(struct scope *scope)
{
	atomic_fetch_add(&scope->refs, 1);
	return scope;
}

void
scope_unref(struct scope *scope)
{
	if (scope == NULL || atomic_fetch_sub(&scope->refs, 1) > 1)
		return;
	paths_clear(&scope->paths);
	paths_clear(&scope->requests);
	paths_clear(&scope->except);
	free(scope);
}

/* Adds a path or a raw prefix, unless another one covers it, and removes those that it covers. */
static bool
add_request(struct paths *requests, const char *path)
{
	if (paths_cover(requests, path))
		return true;
	for (size_t i = requests->n; i > 0; i--)
		if (cmh_path_covers(path, requests->v[i - 1]))
			paths_remove(requests, i - 1);
	return paths_add(requests, path);
}

bool
scope_add(struct scope *scope, const char *path)
{
	/* Of a pattern, the text up to its first star. */
	char *request = strndup(path, strcspn(path, "*") + key_pattern_is(path));
	bool good = request != NULL && add_request(&scope->requests, request) && paths_add(&scope->paths, path);

	free(request);
	return good;
}

bool
scope_add_exception(struct scope *scope, const char *path)
{
	return paths_add(&scope->except, path);
}

bool
scope_covers(const struct scope *scope, const char *key)
{
	if (!paths_cover(&scope->paths, key))
		return false;
	if (!paths_cover(&scope->except, key) && (scope->leaves_out == NULL || !scope->leaves_out(key)))
		return true;
	return paths_have(&scope->paths, key);
}

static bool
is_covered(const struct cmh_entry *entry, void *scope)
{
	return scope_covers(scope, entry->key);
}

void
scope_filter(const struct scope *scope, struct cmh_entries *entries)
{
	cmh_entries_filter(entries, is_covered, (void *)scope);
}
