/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/prom_client.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh.h"
#include "str.h"

/* The length of a key up to its last component. */
static size_t
branch_length(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot != NULL ? (size_t)(dot - key) : 0;
}

bool
prom_client_is(const struct cmh_entry *entry)
{
	const char *dot = strrchr(entry->key, '.');

	return entry->value.type == CMH_STR && strncmp(entry->key, "stats.ipcs.", 11) == 0 && strcmp(dot, ".procname") == 0;
}

bool
prom_clients_add(struct prom_clients *clients, const struct cmh_entry *entry)
{
	struct prom_client client;

	if (!array_reserve(&clients->v, &clients->capacity, clients->n + 1, sizeof(client)))
		return false;
	client = (struct prom_client){ str_copy_n(entry->key, branch_length(entry->key)), cmh_value_text(&entry->value) };
	clients->v[clients->n++] = client;
	return client.branch != NULL && client.name != NULL;
}

static int
by_branch(const void *a, const void *b)
{
	return strcmp(((const struct prom_client *)a)->branch, ((const struct prom_client *)b)->branch);
}

void
prom_clients_sort(struct prom_clients *clients)
{
	if (clients->n > 0)
		qsort(clients->v, clients->n, sizeof(*clients->v), by_branch);
}

/* Compares the branch of a key with that of a client. */
static int
key_with_branch(const void *a, const void *b)
{
	const char *key = a, *branch = ((const struct prom_client *)b)->branch;
	size_t len = branch_length(key);
	int order = strncmp(key, branch, len);

	return order == 0 && branch[len] != '\0' ? -1 : order;
}

const char *
prom_clients_name(const struct prom_clients *clients, const char *key)
{
	const struct prom_client *found =
		clients->n > 0 ? bsearch(key, clients->v, clients->n, sizeof(*clients->v), key_with_branch) : NULL;

	return found != NULL ? found->name : NULL;
}

void
prom_clients_clear(struct prom_clients *clients)
{
	for (size_t i = 0; i < clients->n; i++) {
		free(clients->v[i].branch);
		free(clients->v[i].name);
	}
	free(clients->v);
	*clients = (struct prom_clients){ 0 };
}
