/* SPDX-License-Identifier: BSD-3-Clause */
/* Options of totem that corosync refuses together, or that end it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/conf_facts.h"
#include "know/key.h"
#include "know/key_limit.h"
#include "str.h"

enum { VERSION = 2, KEY_BYTES_MIN = 128, COEFFICIENT = 650, TOKEN = 3000, PONG_COUNT = 2, PING_TIMEOUT_MIN = 200 };

/* ---- values in use --------------------------------------------------------- */

static uint64_t
count_nodes(const struct conf_facts *facts)
{
	uint64_t n = 0;

	for (size_t i = 0; i < facts->keys.n; i++)
		n += key_pattern_matches("nodelist.node.*.ring0_addr", facts->keys.v[i].key);
	return n;
}

/* The timeout grows with each node beyond two that has an address on link 0. */
static uint64_t
token_in_use(const struct conf_facts *facts, uint64_t none)
{
	uint64_t n = count_nodes(facts), token = conf_number(facts, "totem.token", none), coefficient;

	if (!conf_integer(facts, "totem.token_coefficient", &coefficient))
		coefficient = COEFFICIENT;
	return (uint32_t)(token + (n > 2 ? (n - 2) * coefficient : 0));
}

/* What corosync uses for an operand of a limit. */
static uint64_t
value_in_use(const struct conf_facts *facts, const struct key_operand *operand)
{
	uint64_t token;

	if (operand->key == NULL)
		return 0;
	if (strcmp(operand->key, "totem.token") == 0)
		return token_in_use(facts, operand->none);
	if (strcmp(operand->key, "totem.consensus") != 0 || conf_number(facts, operand->key, 0) != 0)
		return conf_number(facts, operand->key, operand->none);
	token = token_in_use(facts, operand->none * 10 / 12);
	return (uint32_t)(float)(1.2 * (double)token);
}

/* ---- limits ---------------------------------------------------------------- */

/* What corosync says of a limit that is broken. The caller frees it. NULL: out of memory. */
static char *
said_of(const struct key_limit *limit, const uint64_t v[KEY_LIMIT_OPERANDS])
{
	if (limit->said[1] == NULL)
		return str_copy(limit->said[0]);
	return str_format("%s%" PRIu64 "%s%" PRIu64 "%s", limit->said[0], v[0], limit->said[1], v[1], limit->said[2]);
}

static void
check_limit(struct conf_facts *facts, const struct key_limit *limit)
{
	const struct key_operand *a = &limit->operands[0], *b = &limit->operands[1];
	uint64_t v[KEY_LIMIT_OPERANDS] = { value_in_use(facts, a), value_in_use(facts, b) };
	char *said = limit->said[0] != NULL ? said_of(limit, v) : NULL;

	facts->failed |= limit->said[0] != NULL && said == NULL;
	if (!limit->holds(v))
		conf_refuse(facts, conf_has(facts, a->key) ? a->key : b->key, said, "%s (\"%s\" is %" PRIu64 ", \"%s\" %" PRIu64 ")",
			    limit->broken, a->key, v[0], b->key, v[1]);
	free(said);
}

/* Whether a limit is of use: a time that the file has is not computed from the token. */
static bool
is_checked(const struct conf_facts *facts, const struct key_limit *limit)
{
	bool computed = limit->changes == NULL && strcmp(limit->operands[0].key, "totem.token") == 0;

	return limit->changes == NULL && (limit->said[0] != NULL || limit->fatal) &&
	       !(computed && conf_number(facts, "totem.token_retransmit", 0) != 0);
}

static void
check_limits(struct conf_facts *facts)
{
	size_t n;
	const struct key_limit *limits = key_limit_table(&n);

	for (size_t i = 0; i < n; i++)
		if (is_checked(facts, &limits[i]))
			check_limit(facts, &limits[i]);
}

/* ---- the others ---------------------------------------------------------- */

static uint64_t
least_token(void)
{
	const struct key_info *info = key_info_find("totem.token");

	return info != NULL ? (uint64_t)info->min : 0;
}

/* The range is that of the value in use, which grows with the number of nodes. */
static void
check_token(struct conf_facts *facts)
{
	uint64_t min = least_token(), token = token_in_use(facts, min);
	char *said;

	if (token >= min)
		return;
	said = str_format("The token timeout parameter (%" PRIu64 " ms) may not be less than (%" PRIu64 " ms).", token, min);
	facts->failed |= said == NULL;
	conf_refuse(facts, "totem.token", said, "\"totem.token\" is %" PRIu64 ", below the minimum of %" PRIu64, token, min);
	free(said);
}

static void
check_version(struct conf_facts *facts)
{
	uint64_t version;
	bool known = conf_integer(facts, "totem.version", &version);

	if (known ? version != VERSION : !conf_has(facts, "totem.version") || conf_text(facts, "totem.version") != NULL)
		conf_refuse(facts, "totem.version", "This totem parser can only parse version 2 configurations.",
			    "\"totem.version\" must be %d", VERSION);
}

/* The key that a cipher or a hash other than none comes from; NULL: it is none. */
static const char *
crypto_key(const struct conf_facts *facts, const char *key)
{
	const char *word = conf_text(facts, key), *secauth = conf_text(facts, "totem.secauth");

	if (word != NULL)
		return strcmp(word, "none") != 0 ? key : NULL;
	return secauth != NULL && strcmp(secauth, "on") == 0 ? "totem.secauth" : NULL;
}

static void
check_crypto(struct conf_facts *facts)
{
	const char *cipher = crypto_key(facts, "totem.crypto_cipher"), *hash = crypto_key(facts, "totem.crypto_hash");
	const char *secret = conf_text(facts, "totem.key");

	if (cipher != NULL && hash == NULL)
		conf_refuse(facts, cipher, "crypto_cipher requires crypto_hash with value other than none",
			    "a cipher needs a \"totem.crypto_hash\" other than none");
	if (cipher == NULL && hash == NULL)
		return;
	if (!conf_transport_is(facts, "knet"))
		conf_refuse(facts, cipher != NULL ? cipher : hash, "crypto_cipher & crypto_hash are only valid for the Knet transport.",
			    "only the transport knet encrypts");
	if (secret != NULL && strlen(secret) < KEY_BYTES_MIN)
		conf_refuse(facts, "totem.key", "key is too short", "\"totem.key\" needs at least %d bytes", KEY_BYTES_MIN);
}

/* Whether a node has an address on a link. */
static bool
has_link(const struct conf_facts *facts, const char *pattern)
{
	for (size_t i = 0; i < facts->keys.n; i++)
		if (key_pattern_matches(pattern, facts->keys.v[i].key))
			return true;
	return false;
}

/*
 * libknet 1.31 refuses a shorter time, and corosync ends for that since 3.1.8: seen with
 * 3.1.9, which does not find it with -t. With libknet 1.25, 3.1.7 starts.
 */
static void
check_ping_timeout(struct conf_facts *facts, unsigned link)
{
	char *address = str_format("nodelist.node.*.ring%u_addr", link), *key = str_format("totem.interface.%u.knet_ping_timeout", link);
	char *pongs = str_format("totem.interface.%u.knet_pong_count", link);
	uint64_t token = token_in_use(facts, TOKEN), timeout;

	facts->failed |= address == NULL || key == NULL || pongs == NULL;
	if (!facts->failed && has_link(facts, address)) {
		timeout = conf_number(facts, key, token / conf_number(facts, pongs, PONG_COUNT));
		/* Of a token that is refused nothing is computed. */
		if (timeout < PING_TIMEOUT_MIN && (conf_has(facts, key) || token >= least_token()))
			conf_refuse(facts, conf_has(facts, key) ? key : "totem.token", NULL,
				    "\"%s\" %s %" PRIu64 ": corosync 3.1.8 and later, with libknet 1.31, do not start below %d", key,
				    conf_has(facts, key) ? "is" : "would be", timeout, PING_TIMEOUT_MIN);
	}
	free(address);
	free(key);
	free(pongs);
}

void
conf_check_totem(struct conf_facts *facts)
{
	check_version(facts);
	check_token(facts);
	check_limits(facts);
	check_crypto(facts);
	for (unsigned link = 0; link < CONF_LINKS && conf_transport_is(facts, "knet"); link++)
		check_ping_timeout(facts, link);
}
