/* SPDX-License-Identifier: BSD-3-Clause */
/* The programs that are connected to corosync: the name of each is a label of all its samples. */
#ifndef OUTPUT_PROM_CLIENT_H
#define OUTPUT_PROM_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

struct cmh_entry;

struct prom_client {
	char *branch; /* of its keys */
	char *name;
};

struct prom_clients {
	struct prom_client *v;
	size_t n, capacity;
};

/* Whether an entry is the name of a client. */
bool prom_client_is(const struct cmh_entry *entry);

/* Adds the client of that entry. False: out of memory. */
bool prom_clients_add(struct prom_clients *clients, const struct cmh_entry *entry);

/* Sorts the clients, before any is looked for. */
void prom_clients_sort(struct prom_clients *clients);

/* Returns the name of the client that a key belongs to, as long as the clients. NULL: none. */
const char *prom_clients_name(const struct prom_clients *clients, const char *key);

void prom_clients_clear(struct prom_clients *clients);

#endif
