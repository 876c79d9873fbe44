/* SPDX-License-Identifier: BSD-3-Clause */
/* Only for the files of formulas: what they have in common, and the functions that compute. */
#ifndef KNOW_DERIVED_SUMS_H
#define KNOW_DERIVED_SUMS_H

#include "know/derived.h"

/* The value in use that most formulas begin with. */
#define SUM_TOKEN "runtime.config.totem.token"
/* A node counts if it has an address on the first link. */
#define SUM_NODES FACTS_NODES ".*.ring0_addr"
#define SUM_VOTES FACTS_NODES ".*.quorum_votes"

/* Gives a number and its sum. Takes `sum`, which may be NULL. False: out of memory. */
bool sum_give(struct derived_value *out, uint64_t value, char *sum);

/* Returns an input as corosync keeps it. */
uint32_t sum_input(const struct derived_source *source, size_t i);

/* Whether a str has this text. */
bool sum_is_set(const struct facts *facts, const char *key, const char *word);

/* Generates the id of a node as corosync does with udp and udpu: an address as a number. False: it does not. */
bool sum_generate_id(const struct facts *facts, const char *address, uint32_t *id);

/* Formulas: see struct derived. */
bool sum_token(const struct derived_source *source, struct derived_value *out);
bool sum_token_retransmit(const struct derived_source *source, struct derived_value *out);
bool sum_hold(const struct derived_source *source, struct derived_value *out);
bool sum_consensus(const struct derived_source *source, struct derived_value *out);
bool sum_ping_timeout(const struct derived_source *source, struct derived_value *out);
bool sum_ping_interval(const struct derived_source *source, struct derived_value *out);
bool sum_token_warning(const struct derived_source *source, struct derived_value *out);
bool sum_heartbeat(const struct derived_source *source, struct derived_value *out);
bool sum_window(const struct derived_source *source, struct derived_value *out);
bool sum_late_schedule(const struct derived_source *source, struct derived_value *out);
bool sum_port(const struct derived_source *source, struct derived_value *out);
bool sum_multicast_address(const struct derived_source *source, struct derived_value *out);
bool sum_nodeid(const struct derived_source *source, struct derived_value *out);
bool sum_expected_votes(const struct derived_source *source, struct derived_value *out);
bool sum_device_votes(const struct derived_source *source, struct derived_value *out);
bool sum_wait_for_all(const struct derived_source *source, struct derived_value *out);

#endif
