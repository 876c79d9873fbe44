/* SPDX-License-Identifier: BSD-3-Clause */
/* Findings about the token, timeouts and reloads. */
#include <string.h>

#include "know/finding_rules.h"
#include "str.h"

#define LLU(quantity) ((unsigned long long)(quantity).n)

/* ---- what happened --------------------------------------------------------------- */

void
find_token_lost(const struct cluster *c, struct findings *out)
{
	bool grows = c->token_lost_before.known && c->token_lost.n > c->token_lost_before.n;
	struct finding *finding;

	if (!c->token_lost.known || c->token_lost.n == 0)
		return;
	finding = finding_add(out, 0, -1,
			      str_format("the token was lost %llu %s%s", LLU(c->token_lost), c->token_lost.n == 1 ? "time" : "times",
					 grows ? ", and just now again" : ""),
			      str_format("stats.srp.operational_token_lost = %llu", LLU(c->token_lost)),
			      str_copy("journalctl -u corosync --grep TOTEM"), str_copy("when it is solved: cmapsh clear totem"));
	if (finding != NULL && grows)
		finding->level = FINDING_WARNING;
}

void
find_consensus(const struct cluster *c, struct findings *out)
{
	if (c->consensus_timeouts.n > 0)
		finding_add(out, 0, -1, str_format("a membership did not form in time, %llu %s", LLU(c->consensus_timeouts),
						   c->consensus_timeouts.n == 1 ? "time" : "times"),
			    str_format("stats.srp.consensus_timeouts = %llu", LLU(c->consensus_timeouts)),
			    str_copy("journalctl -u corosync --grep TOTEM"), str_copy("when it is solved: cmapsh clear totem"));
}

void
find_token_late(const struct cluster *c, struct findings *out)
{
	if (c->token_age.known && c->token_in_use.known && c->token_age.n > c->token_in_use.n)
		finding_add(out, 0, -1, str_format("the token was last seen %llu ms ago, longer than its timeout", LLU(c->token_age)),
			    str_format("stats.srp.time_since_token_last_received = %llu, runtime.config.totem.token = %llu",
				       LLU(c->token_age), LLU(c->token_in_use)),
			    str_copy("journalctl -u corosync -n 50"), NULL);
}

void
find_storm(const struct cluster *c, struct findings *out)
{
	const struct { const struct quantity *n; const char *key; } counts[] = {
		{ &c->gathers, "continuous_gather" },
		{ &c->send_failures, "continuous_sendmsg_failures" },
		{ &c->firewall, "firewall_enabled_or_nic_failure" },
	};
	struct finding *finding;
	struct str_stream keys;
	bool any = false;

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		any |= counts[i].n->n > 0;
	if (!any)
		return;
	if (!str_open(&keys)) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (counts[i].n->n > 0)
			fprintf(keys.out, "%sstats.srp.%s = %llu", ftell(keys.out) > 0 ? ", " : "", counts[i].key, LLU(*counts[i].n));
	finding = finding_add(out, 0, -1,
			      str_copy("this node cannot form a membership: a firewall or its network card may stop its messages"),
			      str_close(&keys), str_copy("corosync-cfgtool -s"), str_copy("journalctl -u corosync -n 50"));
	/* corosync sets this after several attempts: "unable to form a cluster". */
	if (finding != NULL && c->firewall.n > 0)
		finding->level = FINDING_CRITICAL;
}

/* ---- what is set ------------------------------------------------------------------ */

/* The token that corosync makes of a configured one. */
static uint64_t
token_of(const struct cluster *c, uint64_t token)
{
	uint64_t each = c->coefficient.known ? c->coefficient.n : DEFAULT_COEFFICIENT_MS;

	return c->configured > 2 ? token + (c->configured - 2) * each : token;
}

void
find_mismatch(const struct cluster *c, struct findings *out)
{
	bool set = c->token.known && c->token.n > 0;
	uint64_t token = set ? c->token.n : DEFAULT_TOKEN_MS, wanted = token_of(c, token);

	if (!c->token_in_use.known || c->token_in_use.n == wanted || (!set && c->token_in_use.n == token_of(c, DEFAULT_TOKEN_OLD_MS)))
		return;
	finding_add(out, 0, -1,
		    str_format("the token timeout in use is %llu ms, and the configured one makes %llu ms", LLU(c->token_in_use),
			       (unsigned long long)wanted),
		    set ? str_format("totem.token = %llu, runtime.config.totem.token = %llu", LLU(c->token), LLU(c->token_in_use))
			: str_format("no totem.token, runtime.config.totem.token = %llu", LLU(c->token_in_use)),
		    str_copy("to read corosync.conf again on all nodes: corosync-cfgtool -R"), NULL);
}

void
find_ping_timeout(const struct cluster *c, struct findings *out)
{
	/* With one link, there is none that could take over. */
	for (unsigned l = 0; l < CLUSTER_LINKS && c->links > 1; l++)
		if (c->ping_timeout[l].known && c->token_in_use.known && c->ping_timeout[l].n > c->token_in_use.n)
			finding_add(out, 0, (int)l,
				    str_format("link %u counts as down only after %llu ms, later than the token is lost, %llu ms", l,
					       LLU(c->ping_timeout[l]), LLU(c->token_in_use)),
				    str_format("runtime.config.totem.interface.%u.knet_ping_timeout = %llu, "
					       "runtime.config.totem.token = %llu",
					       l, LLU(c->ping_timeout[l]), LLU(c->token_in_use)),
				    str_copy("to read corosync.conf again on all nodes: corosync-cfgtool -R"), NULL);
}

void
find_token_low(const struct cluster *c, struct findings *out)
{
	if (!c->token.known || c->token.n == 0 || c->token.n >= LIMIT_TOKEN_MIN_MS)
		return;
	finding_add(out, 0, -1, str_format("totem.token is %llu ms, and less than %d ms is unusual", LLU(c->token), USUAL_TOKEN_MS),
		    c->token_in_use.known
			    ? str_format("totem.token = %llu, runtime.config.totem.token = %llu", LLU(c->token), LLU(c->token_in_use))
			    : str_format("totem.token = %llu", LLU(c->token)),
		    str_copy(c->conf.spec != NULL ? "cmapsh explain totem.token"
						  : "to read corosync.conf again on all nodes: corosync-cfgtool -R"),
		    NULL);
}

/* ---- reloads ------------------------------------------------------------------------ */

/* Returns how the last reload failed. The caller frees it. NULL: out of memory. */
static char *
failure_text(const struct cluster *c)
{
	const struct cmh_error_info *info = cmh_error_by_number((int)c->reload_status.n);

	if (c->reload_unparsed)
		return str_copy("the last reload failed, as the file cannot be parsed; changes of quorum are ignored until one succeeds");
	/* Before corosync refuses a file, it deletes the keys that the file lacks, and nodelist.local_node_pos. */
	if (c->reload_error != NULL)
		return str_format("the last reload failed, and keys may be missing until one succeeds: %s", c->reload_error);
	return str_format("the last reload failed (%s), and keys may be missing until one succeeds",
			  info != NULL ? info->symbol : "unknown error");
}

void
find_reload_failed(const struct cluster *c, struct findings *out)
{
	struct finding *finding;

	/* Of a file that cannot be parsed, the status is that of the reload before. */
	if (!c->reload_unparsed && (!c->reload_status.known || c->reload_status.n == RELOAD_GOOD))
		return;
	finding = finding_add(out, 0, -1, failure_text(c),
			      c->reload_unparsed ? str_copy("config.totemconfig_reload_in_progress = 1")
						 : str_format("config.reload_status = %llu", LLU(c->reload_status)),
			      str_copy("journalctl -u corosync -n 50"), str_copy("cmapsh -m /etc/corosync/corosync.conf status"));
	if (finding == NULL)
		return;
	finding->next[2] = str_copy("when corosync.conf is mended: corosync-cfgtool -R");
	out->failed |= finding->next[2] == NULL;
}

void
find_reload_running(const struct cluster *c, struct findings *out)
{
	if (c->reload_running.n != 0)
		finding_add(out, 0, -1, str_copy("corosync reads its configuration again just now"),
			    str_format("config.reload_in_progress = %llu", LLU(c->reload_running)),
			    str_copy("cmapsh wait config.reload_in_progress=0"), NULL);
}
