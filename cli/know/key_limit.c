/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/key_limit.h"

#include <string.h>

#include "cmh.h"
#include "key_pattern.h"
#include "str.h"

/* The slots for messages that corosync 3 has, QUEUE_RTR_ITEMS_SIZE_MAX. It asserts that one rotation of the token fits in. */
enum { MESSAGE_SLOTS = 16384 };

/* An option of totem, and its default. */
#define TOTEM(option, none) { "totem." option, "runtime.config.totem." option, none }

static bool
rotation_fits(const uint64_t v[])
{
	uint64_t window_size = v[0], max_messages = v[1];

	return window_size + (max_messages < window_size ? max_messages : window_size) <= MESSAGE_SLOTS;
}

static bool
is_at_least(const uint64_t v[])
{
	return v[0] >= v[1];
}

/* token_retransmit, which totem computes of both, has a minimum of 30 ms. */
static bool
retransmit_is_long_enough(const uint64_t v[])
{
	return 10 * v[0] / (10 * v[1] + 2) >= 30;
}

/* corosync does nothing else while it delays a join message. */
static bool
is_shorter(const uint64_t v[])
{
	return v[0] < v[1];
}

static bool
is_zero(const uint64_t v[])
{
	return v[0] == 0;
}

static const struct key_limit limits[] = {
	{ NULL, { TOTEM("window_size", 50), TOTEM("max_messages", 17) }, rotation_fits,
	  "corosync ends at once if window_size + min(max_messages, window_size) exceeds 16384", .fatal = true },
	{ NULL, { TOTEM("consensus", 3600), TOTEM("join", 50) }, is_at_least,
	  "consensus should be at least join", .live = "corosync would use it all the same",
	  .said = { "The consensus timeout parameter (", " ms) may not be less than join timeout (", " ms)." } },
	{ NULL, { TOTEM("token", 3000), TOTEM("token_retransmits_before_loss_const", 4) }, retransmit_is_long_enough,
	  "token / (token_retransmits_before_loss_const + 0.2) should be at least 30", .live = "corosync would use it all the same",
	  .said = { "Not appropriate token or token_retransmits_before_loss_const value set" } },
	{ NULL, { TOTEM("send_join", 0), TOTEM("token", 3000) }, is_shorter,
	  "corosync does nothing for up to send_join ms while a membership forms: longer than token, the others lose this node" },
	/* The mark of a reload stays where corosync.conf could not be parsed. */
	{ "quorum.**", { { "config.totemconfig_reload_in_progress", "config.totemconfig_reload_in_progress", 0 } }, is_zero,
	  "votequorum ignores changes until a reload succeeds: corosync.conf could not be parsed, or a reload goes on" },
};

const struct key_limit *
key_limit_table(size_t *n)
{
	*n = sizeof(limits) / sizeof(limits[0]);
	return limits;
}

char *
key_limit_text(const struct key_limit *limit)
{
	return limit->live != NULL ? str_format("%s; %s", limit->broken, limit->live) : str_copy(limit->broken);
}

bool
key_limit_concerns(const struct key_limit *limit, const char *key)
{
	if (limit->changes != NULL)
		return key_pattern_matches(limit->changes, key);
	for (size_t i = 0; i < KEY_LIMIT_OPERANDS; i++)
		if (limit->operands[i].key != NULL && strcmp(limit->operands[i].key, key) == 0)
			return true;
	return false;
}

const char *
key_limit_last(const char *key)
{
	static const char *const branches[] = { "logging.logger_subsys" };

	for (size_t i = 0; i < sizeof(branches) / sizeof(branches[0]); i++)
		if (cmh_path_covers(branches[i], key))
			return branches[i];
	return NULL;
}
