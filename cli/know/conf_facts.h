/* SPDX-License-Identifier: BSD-3-Clause */
/* The keys of a corosync.conf that is checked, and the faults that were found. Only for the files that check it. */
#ifndef KNOW_CONF_FACTS_H
#define KNOW_CONF_FACTS_H

#include <stdint.h>

#include "cmh.h"
#include "fault.h"

enum { CONF_LINKS = 8 }; /* knet has no more */

struct conf_facts {
	const struct cmh_handle *map;
	struct cmh_entries keys; /* sorted */
	struct faults *faults;
	bool broken;             /* corosync does not read it to its end: what it lacks is not certain */
	bool failed;             /* out of memory */
};

/* Whether the file has a key, with any value. */
bool conf_has(const struct conf_facts *facts, const char *key);

/* The text of a str. NULL: the file does not have it, or it is not a str. */
const char *conf_text(const struct conf_facts *facts, const char *key);

/* The number of a key. False: the file does not have it, corosync refuses its value, or it is not a number of 0 or more. */
bool conf_integer(const struct conf_facts *facts, const char *key, uint64_t *out);

/* The same, or `otherwise`, also if it is 0: most keys have their default then. */
uint64_t conf_number(const struct conf_facts *facts, const char *key, uint64_t otherwise);

/* Whether the transport, or knet where none is given, is the one of that name. */
bool conf_transport_is(const struct conf_facts *facts, const char *name);

/*
 * Adds a fault at the value of a key; NULL, or a key that the file does not have: at
 * no place, unless the file is broken. `said`: what corosync says; NULL: that depends.
 */
void conf_refuse(struct conf_facts *facts, const char *key, const char *said, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- a file for each part of the checks ---------------------------------- */

/* Values that are out of range, or not of their list (conf_values.c). */
void conf_check_values(struct conf_facts *facts);

/* Options of totem that belong together (conf_totem.c). */
void conf_check_totem(struct conf_facts *facts);

/* Nodes, their addresses, and links (conf_nodes.c). */
void conf_check_nodes(struct conf_facts *facts);

/* What votequorum refuses (conf_quorum.c). */
void conf_check_quorum(struct conf_facts *facts);

#endif
