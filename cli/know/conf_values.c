/* SPDX-License-Identifier: BSD-3-Clause */
/* Values that corosync refuses by themselves. The ranges and the lists of words are those of the table of keys. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/conf_facts.h"
#include "know/key.h"
#include "str.h"

enum { LIST_MAX = 60 }; /* bytes of a list of words that a message has */

/* A timeout that is too short; its minimum is in the table of keys, too, and here in corosync's words. */
#define TIMEOUT(option, name, min) { "totem." option, "The " name " parameter (", " ms) may not be less than (" min " ms)." }

/* An option of the log, for all and for one subsystem. */
#define LOG(option, said) { "logging." option, said, NULL }, { "logging.logger_subsys.*." option, said, NULL }

/* The keys whose other values corosync refuses, and what it says: the value is between the two parts, if there are two. */
static const struct refusal {
	const char *pattern;
	const char *said, *after;
} refusals[] = {
	TIMEOUT("token_retransmit", "token retransmit timeout", "30"),
	TIMEOUT("hold", "token hold timeout", "14"),
	TIMEOUT("join", "join timeout", "30"),
	TIMEOUT("consensus", "consensus timeout", "30"),
	TIMEOUT("merge", "merge timeout", "30"),
	TIMEOUT("downcheck", "downcheck timeout", "30"),
	TIMEOUT("max_network_delay", "max_network_delay", "30"),
	{ "totem.token_warning", "The token warning parameter (", "%) must be between 0 (disabled) and 100." },
	{ "totem.transport", "Invalid transport type. Should be udpu, udp or knet", NULL },
	{ "totem.ip_version", "Invalid ip_version type", NULL },
	{ "totem.link_mode", "The Knet link mode \"", "\" specified is invalid.  It must be active, passive or rr." },
	{ "totem.crypto_model", "Invalid crypto model", NULL },
	{ "totem.crypto_cipher", "Invalid cipher type. Should be none, aes256, aes192 or aes128", NULL },
	{ "totem.crypto_hash", "Invalid hash type. Should be none, md5, sha1, sha256, sha384 or sha512", NULL },
	{ "totem.knet_compression_model", "Invalid compression model", NULL },
	{ "totem.interface.*.knet_transport", "Unrecognised knet_transport. expected 'udp' or 'sctp'", NULL },
	{ "quorum.provider", "Invalid quorum provider", NULL },
	{ "system.qb_ipc_type", "Invalid system.qb_ipc_type", NULL },
	{ "system.sched_rr", "Invalid system.sched_rr value", NULL },
	{ "system.move_to_root_cgroup", "Invalid system.move_to_root_cgroup", NULL },
	{ "system.allow_knet_handle_fallback", "Invalid system.allow_knet_handle_fallback", NULL },
	{ "logging.timestamp", "unknown value for timestamp", NULL },
	{ "logging.fileline", "unknown value for fileline", NULL },
	{ "logging.function_name", "unknown value for function_name", NULL },
	{ "logging.blackbox", "unknown value for blackbox", NULL },
	LOG("debug", "unknown value for debug"),
	LOG("to_stderr", "unknown value for to_stderr"),
	LOG("to_syslog", "unknown value for to_syslog"),
	LOG("to_logfile", "unknown value for to_logfile"),
	LOG("to_file", "unknown value for to_file"),
	LOG("syslog_facility", "unknown syslog facility specified"),
	LOG("syslog_priority", "unknown syslog priority specified"),
	LOG("syslog_level", "unknown syslog level specified"),
	LOG("logfile_priority", "unknown logfile priority specified"),
};

static const struct refusal *
find_refusal(const char *key)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (key_pattern_matches(refusals[i].pattern, key))
			return &refusals[i];
	return NULL;
}

static bool
has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = list; len > 0 && (at = strstr(at, word)) != NULL; at += len)
		if ((at == list || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
			return strchr(word, ' ') == NULL;
	return false;
}

/* Why a value is not one that the table of keys has. The caller frees it. NULL: it is one, or out of memory. */
static char *
reason(struct conf_facts *facts, const struct cmh_entry *entry, const struct key_info *info)
{
	uint64_t number, min = (uint64_t)info->min, max = (uint64_t)info->max;
	const char *word;
	char *why = NULL;
	bool bad = false;

	if (cmh_value_string(&entry->value, &word, NULL) == CMH_OK) {
		bad = info->values[0] != '\0' && !has_word(info->values, word);
		if (bad && strlen(info->values) <= LIST_MAX)
			why = str_format("\"%s\" is not a value of \"%s\" (%s)", word, entry->key, info->values);
		else if (bad)
			why = str_format("\"%s\" is not a value of \"%s\"", word, entry->key);
	} else if (cmh_value_uint64(&entry->value, &number, NULL) == CMH_OK && (number != 0 || min == 0)) {
		bad = number < min || number > max;
		if (number < min)
			why = str_format("\"%s\" is %" PRIu64 ", below the minimum of %" PRIu64, entry->key, number, min);
		else if (number > max)
			why = str_format("\"%s\" is %" PRIu64 ", above the maximum of %" PRIu64, entry->key, number, max);
	}
	facts->failed |= bad && why == NULL;
	return why;
}

static void
check_value(struct conf_facts *facts, const struct cmh_entry *entry, const struct refusal *refusal)
{
	const struct key_info *info = key_info_find(entry->key);
	char *why = info != NULL && entry->error == NULL ? reason(facts, entry, info) : NULL, *value, *said;

	if (why == NULL)
		return;
	value = refusal->after != NULL ? cmh_value_text(&entry->value) : str_copy("");
	said = str_format("%s%s%s", refusal->said, value != NULL ? value : "", refusal->after != NULL ? refusal->after : "");
	if (value != NULL && said != NULL)
		conf_refuse(facts, entry->key, said, "%s", why);
	else
		facts->failed = true;
	free(said);
	free(value);
	free(why);
}

void
conf_check_values(struct conf_facts *facts)
{
	for (size_t i = 0; i < facts->keys.n; i++) {
		const struct refusal *refusal = find_refusal(facts->keys.v[i].key);

		if (refusal != NULL)
			check_value(facts, &facts->keys.v[i], refusal);
	}
}
