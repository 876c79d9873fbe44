/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_pattern.h"

#include <string.h>

/* A star that may have to match more characters than it does so far. */
struct star {
	const char *after; /* the pattern after it; NULL: no star */
	const char *end;   /* the end, in the key, of what it matches */
	size_t number;
};

struct match {
	const char *pattern;    /* its beginning */
	const char *key;        /* its beginning */
	bool covers;            /* a branch of the key is enough */
	struct star flat, deep; /* the last * since the last dot, the last ** */
	size_t stars;           /* passed so far */
	struct key_span *spans;
	size_t max;
};

static void
set_span(struct match *m, size_t number, const char *begin, const char *end)
{
	if (number >= m->max)
		return;
	if (begin != NULL)
		m->spans[number].text = begin;
	m->spans[number].len = (size_t)(end - m->spans[number].text);
}

/* Whether a star is a complete component, and so cannot match an empty text. */
static bool
is_component(const struct match *m, const char *star, const char *after)
{
	return (star == m->pattern || star[-1] == '.') && (*after == '.' || *after == '\0');
}

/* Whether a star cannot match this character: a dot, or, in a key that is a pattern, a part of "**". */
static bool
stops_star(const struct match *m, const char *c)
{
	return *c == '.' || (*c == '*' && (c[1] == '*' || (c > m->key && c[-1] == '*')));
}

/* Passes the star at the beginning of *pattern, which matches as little as it can. False: it does not match. */
static bool
pass_star(struct match *m, const char **pattern, const char **key)
{
	bool deep = (*pattern)[1] == '*', some;
	struct star star = { .after = *pattern + 1 + deep, .end = *key, .number = m->stars };

	some = is_component(m, *pattern, star.after);
	if (some && (*star.end == '\0' || (!deep && stops_star(m, star.end))))
		return false;
	star.end += some;
	m->stars++;
	m->flat.after = NULL;
	*(deep ? &m->deep : &m->flat) = star;
	set_span(m, star.number, *key, star.end);
	*pattern = star.after;
	*key = star.end;
	return true;
}

/* Extends the last star that can match one more character, and returns it. NULL: none can. */
static const struct star *
extend_star(struct match *m)
{
	struct star *star = m->flat.after != NULL && !stops_star(m, m->flat.end) ? &m->flat : &m->deep;

	if (star->after == NULL || *star->end == '\0')
		return NULL;
	if (star == &m->deep)
		m->flat.after = NULL;
	star->end++;
	m->stars = star->number + 1;
	set_span(m, star->number, NULL, star->end);
	return star;
}

/* Whether the match may end here, before the end of the key: at the end of a branch. */
static bool
is_branch(const struct match *m, const char *pattern, const char *key)
{
	if (!m->covers || (*pattern != '\0' && strcmp(pattern, ".") != 0))
		return false;
	return *key == '.';
}

static bool
match(struct match *m)
{
	const char *pattern = m->pattern, *key = m->key;

	while ((*key != '\0' || *pattern == '*') && !is_branch(m, pattern, key)) {
		const struct star *star;

		if (*pattern == '*') {
			if (pass_star(m, &pattern, &key))
				continue;
		} else if (*pattern == *key) {
			if (*key == '.')
				m->flat.after = NULL;
			pattern++;
			key++;
			continue;
		}
		if ((star = extend_star(m)) == NULL)
			return false;
		pattern = star->after;
		key = star->end;
	}
	return *pattern == '\0' || (m->covers && strcmp(pattern, ".") == 0);
}

bool
key_pattern_capture(const char *pattern, const char *key, struct key_span *spans, size_t max)
{
	struct match m = { .pattern = pattern, .key = key, .spans = spans, .max = max };

	return match(&m);
}

bool
key_pattern_matches(const char *pattern, const char *key)
{
	return key_pattern_capture(pattern, key, NULL, 0);
}

bool
key_pattern_covers(const char *pattern, const char *key)
{
	struct match m = { .pattern = pattern, .key = key, .covers = true };

	return match(&m);
}

bool
key_pattern_is(const char *text)
{
	return strchr(text, '*') != NULL;
}
