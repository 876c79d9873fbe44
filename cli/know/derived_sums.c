/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/derived_sums.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "str.h"

bool
sum_give(struct derived_value *out, uint64_t value, char *sum)
{
	out->value = str_format("%" PRIu64, value);
	out->sum = sum;
	return out->value != NULL && sum != NULL;
}

uint32_t
sum_input(const struct derived_source *source, size_t i)
{
	return (uint32_t)source->in[i];
}

bool
sum_is_set(const struct facts *facts, const char *key, const char *word)
{
	const char *text = facts_text(facts, key);

	return text != NULL && strcmp(text, word) == 0;
}

bool
sum_generate_id(const struct facts *facts, const char *address, uint32_t *id)
{
	const char *transport = facts_text(facts, "totem.transport");
	struct in_addr ip;

	if (transport == NULL || strncmp(transport, "udp", 3) != 0 || address == NULL || inet_pton(AF_INET, address, &ip) != 1)
		return false;
	*id = ntohl(ip.s_addr);
	if (sum_is_set(facts, "totem.clear_node_high_bit", "yes"))
		*id &= INT32_MAX;
	return true;
}
