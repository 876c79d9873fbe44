/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/node_rows.h"

#include <stdlib.h>
#include <string.h>

#include "compare/compare.h"

bool
node_rows_begin(struct node_rows *rows, struct cmh_entries *lists, struct cmh_handle *const *maps, size_t n)
{
	*rows = (struct node_rows){ .lists = lists, .maps = maps, .n = n, .at = calloc(n + 1, sizeof(*rows->at)) };
	rows->row.v = calloc(n + 1, sizeof(*rows->row.v));
	rows->row.same = calloc(n + 1, sizeof(*rows->row.same));
	for (size_t i = 0; i < n; i++)
		cmh_entries_sort(&lists[i]);
	return rows->at != NULL && rows->row.v != NULL && rows->row.same != NULL;
}

/* The next entry of a list. NULL: its end. */
static struct cmh_entry *
next_of(const struct node_rows *rows, size_t i)
{
	return rows->at[i] < rows->lists[i].n ? &rows->lists[i].v[rows->at[i]] : NULL;
}

static const char *
first_key(const struct node_rows *rows)
{
	const char *first = NULL;

	for (size_t i = 0; i < rows->n; i++) {
		const struct cmh_entry *entry = next_of(rows, i);

		if (entry != NULL && (first == NULL || cmh_name_cmp(entry->key, first) < 0))
			first = entry->key;
	}
	return first;
}

static bool
are_same(const struct cmh_entry *a, const struct cmh_entry *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return cmh_value_equal(&a->value, &b->value);
}

/* Whether a node may have a key that its map does not have. */
static bool
is_open(const struct node_rows *rows, size_t i)
{
	return rows->row.v[i] == NULL && rows->maps[i] != NULL && !cmh_handle_covers(rows->maps[i], rows->row.key);
}

/* Finds the groups of the row. */
static void
group(struct node_rows *rows)
{
	struct node_row *row = &rows->row;

	row->groups = 0;
	row->unknown = row->open = false;
	for (size_t i = 0; i < rows->n; i++) {
		size_t first = 0;

		if (is_open(rows, i)) {
			row->same[i] = NODE_ROW_OPEN;
			row->open = true;
			continue;
		}
		while (row->same[first] == NODE_ROW_OPEN || !are_same(row->v[first], row->v[i]))
			first++;
		row->same[i] = first;
		row->groups += first == i;
		row->unknown |= row->v[i] != NULL && (row->v[i]->error != NULL || compare_is_masked(row->v[i]));
	}
}

const struct node_row *
node_rows_next(struct node_rows *rows)
{
	struct node_row *row = &rows->row;

	row->key = first_key(rows);
	if (row->key == NULL)
		return NULL;
	for (size_t i = 0; i < rows->n; i++) {
		struct cmh_entry *entry = next_of(rows, i);
		bool has = entry != NULL && strcmp(entry->key, row->key) == 0;

		row->v[i] = has ? entry : NULL;
		row->same[i] = i;
		rows->at[i] += has;
	}
	group(rows);
	return row;
}

void
node_rows_clear(struct node_rows *rows)
{
	free(rows->at);
	free(rows->row.v);
	free(rows->row.same);
	*rows = (struct node_rows){ .n = 0 };
}
