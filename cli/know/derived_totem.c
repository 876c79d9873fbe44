/* SPDX-License-Identifier: BSD-3-Clause */
/* The formulas of totem. They compute as corosync does: integers of 32 bits, of which fractions are cut off. */
#include <inttypes.h>

#include "know/derived_sums.h"
#include "str.h"

#define N PRIu32

enum { MESSAGE_SLOTS = 16384 }; /* QUEUE_RTR_ITEMS_SIZE_MAX of corosync */

/*
 * Whether corosync counts each node twice, as corosync 3.1.7 does where they have
 * neither ids nor names, so that it generates the ids. A person may have configured
 * the same ids: the value in use decides.
 */
static bool
counts_twice(const struct derived_source *source, uint32_t doubled)
{
	const struct cmh_value *id = facts_value(source->facts, FACTS_NODES ".0.nodeid");
	const struct cmh_value *in_use = facts_value(source->facts, SUM_TOKEN);
	uint32_t generated;

	return id != NULL && in_use != NULL && in_use->u == doubled && facts_text(source->facts, FACTS_NODES ".0.name") == NULL &&
	       sum_generate_id(source->facts, facts_text(source->facts, FACTS_NODES ".0.ring0_addr"), &generated) && id->u == generated;
}

bool
sum_token(const struct derived_source *source, struct derived_value *out)
{
	uint32_t base = sum_input(source, 0), coefficient = sum_input(source, 1), nodes = sum_input(source, 2);
	uint32_t doubled = base + (2 * nodes - 2) * coefficient;

	if (nodes == 0) /* without a nodelist nothing says how many there are */
		return false;
	if (nodes >= 2 && counts_twice(source, doubled))
		return sum_give(out, doubled,
				str_format("%" N " + (2 x %" N " nodes - 2) x %" N "; nodes without id and name count twice", base,
					   nodes, coefficient));
	if (nodes <= 2)
		return sum_give(out, base, str_format("%" N ", as there are not more than 2 nodes", base));
	return sum_give(out, base + (nodes - 2) * coefficient,
		    str_format("%" N " + (%" N " nodes - 2) x %" N, base, nodes, coefficient));
}

bool
sum_token_retransmit(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = sum_input(source, 0), times = sum_input(source, 1);

	return sum_give(out, (uint32_t)(timeout / (times + 0.2)), str_format("%" N " / (%" N " + 0.2)", timeout, times));
}

bool
sum_hold(const struct derived_source *source, struct derived_value *out)
{
	uint32_t retransmit = sum_input(source, 0);
	int64_t pause = (int64_t)(retransmit * 0.8 - 10);

	/* corosync does not notice that it is below 0. */
	return sum_give(out, (uint32_t)pause,
			str_format("%" N " x 0.8 - 10%s", retransmit, pause < 0 ? ", below 0, as an unsigned number" : ""));
}

bool
sum_consensus(const struct derived_source *source, struct derived_value *out)
{
	return sum_give(out, (uint32_t)(uint64_t)(float)(1.2 * sum_input(source, 0)), str_format("1.2 x %" N, sum_input(source, 0)));
}

bool
sum_ping_timeout(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = sum_input(source, 0), pongs = sum_input(source, 1);

	return sum_give(out, timeout / pongs, str_format("%" N " / %" N, timeout, pongs));
}

bool
sum_ping_interval(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = sum_input(source, 0), pongs = sum_input(source, 1);

	return sum_give(out, timeout / (pongs * 2), str_format("%" N " / (%" N " x 2)", timeout, pongs));
}

bool
sum_token_warning(const struct derived_source *source, struct derived_value *out)
{
	uint32_t percent = sum_input(source, 0), timeout = sum_input(source, 1);

	return percent > 0 && sum_give(out, (uint64_t)percent * timeout / 100, str_format("%" N " %% of %" N " ms", percent, timeout));
}

bool
sum_heartbeat(const struct derived_source *source, struct derived_value *out)
{
	uint32_t failures = sum_input(source, 0), retransmit = sum_input(source, 1), delay = sum_input(source, 2);

	return failures > 0 &&
	       sum_give(out, (uint64_t)failures * retransmit + delay,
			str_format("%" N " x %" N " ms + %" N " ms", failures, retransmit, delay));
}

bool
sum_window(const struct derived_source *source, struct derived_value *out)
{
	uint32_t size = sum_input(source, 0), most = sum_input(source, 1);

	return sum_give(out, (uint64_t)size + (most < size ? most : size),
		    str_format("%" N " + min(%" N ", %" N "); corosync ends above %d", size, most, size, MESSAGE_SLOTS));
}

bool
sum_late_schedule(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = sum_input(source, 0);

	return sum_give(out, (uint32_t)(0.8 * timeout), str_format("0.8 x %" N " ms, from which on a pause is logged", timeout));
}
