/* SPDX-License-Identifier: BSD-3-Clause */
/* The rules: one row each. HACKING.md says how to add one. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "know/finding_rules.h"
#include "str.h"

#define CRIT .level = FINDING_CRITICAL
#define WARN .level = FINDING_WARNING
#define NOTE .level = FINDING_NOTE

/* Of findings of one level, those of the first rows come first. */
static const struct finding_rule rules[] = {
	{ "NO_ANSWER", CRIT, true, "corosync does not answer",
	  "services that need the cluster wait, and the other nodes may go on without this one",
	  "The process is stopped by a signal or a debugger, waits for a disk, or gets no processor time.", "the timeout of every request",
	  "Look at the process with ps -C corosync -o pid,stat,wchan: state T is stopped. If it lasts, restart corosync.", NULL },
	{ "CONF_REFUSED", CRIT, false, "corosync would refuse this corosync.conf", "corosync does not start with it, and a reload fails",
	  "A value, a section or what several of them mean together is not valid.", "corosync.conf",
	  "Mend the lines that cmapsh -m FILE ls names, then check the file with corosync -t -c FILE, which does not check quorum.",
	  find_refused },
	{ "GATHER_STORM", WARN, false, "corosync tries again and again to form a membership", NULL,
	  "A firewall drops the messages of this node, or its network card cannot send.",
	  "stats.srp.continuous_gather stats.srp.continuous_sendmsg_failures stats.srp.firewall_enabled_or_nic_failure",
	  "Let UDP ports 5405 and up through the firewall, for all nodes in both directions.", find_storm },
	{ "ISOLATED", CRIT, false, "This node reaches none of the others", "it is cut off, or all others are down",
	  "The network of this node is cut, its firewall drops the messages, or all others are down.",
	  "runtime.members.*.status stats.knet.*.*.connected", "Look at the cables, the interfaces and the firewall of this node first.",
	  find_isolated },
	{ "WAIT_FOR_ALL", CRIT, false, "This side waits until it has seen every node once", "cluster services on this side wait until then",
	  "With wait_for_all, which two_node sets too, a node that starts gives no quorum until all nodes were members once.",
	  "runtime.votequorum.wait_for_all_status",
	  "Start the missing nodes. Only if they are surely off: cmapsh set quorum.cancel_wait_for_all u8 1", find_waiting },
	{ "NO_QUORUM", CRIT, false, "The votes on this side do not suffice", "cluster services on this side stop or wait",
	  "Nodes are down or cut off, so that their votes are missing.",
	  "runtime.votequorum.ev_barrier runtime.members.*.status nodelist.node.*.quorum_votes",
	  "Bring missing nodes back. corosync-quorumtool -s shows the votes.", find_no_quorum },
	{ "NODE_LEFT", CRIT, false, "A node left the membership", NULL,
	  "The node, its corosync or the network to it failed, or it was shut down: from here they look the same.",
	  "runtime.members.*.status", "Run cmapsh status on that node. If it cannot be reached, look at its host and its network.",
	  find_left },
	{ "NODE_UNSEEN", CRIT, false, "A node of the nodelist never joined", NULL,
	  "corosync does not run there, or has another configuration or key, or the network drops its messages.",
	  "nodelist.node.*.nodeid runtime.members.*.status", "Start corosync there, and compare corosync.conf and authkey of both nodes.",
	  find_unseen },
	{ "CONF_UNKNOWN", WARN, false, "corosync does not know an option of this corosync.conf", NULL,
	  "The option is misspelled, is in another section, or belongs to another version of corosync.", "corosync.conf",
	  "Compare it with corosync.conf(5); cmapsh explain names the nearest option.", find_strange },
	{ "LINK_OWN_END", WARN, false, "A link is down to every member", "the next fault of another link cuts this node off",
	  "The cable, interface or address of this node on that link failed.", "stats.knet.*.*.connected",
	  "Look at the interface of this node with ip -br link and ip -br address.", find_own_end },
	{ "LINK_DOWN", WARN, false, "A link to a member is down", NULL, "The network of that link failed, on the way or at the other node.",
	  "stats.knet.*.*.connected stats.knet.*.*.enabled", "Ping the address of the link, and look at its interface on the other node.",
	  find_link_down },
	{ "NO_REDUNDANCY", WARN, false, "Only one of several links to a member is up", "the next fault cuts it off",
	  "The other links to that node are down.", "stats.knet.*.*.connected nodelist.node.*.ring*_addr", "Mend the links that are down.",
	  find_no_redundancy },
	{ "NODE_PAUSED", WARN, false, "corosync on this node did not run for a while", NULL,
	  "The host was overloaded, its virtual machine was moved or paused, or a signal stopped corosync.",
	  "stats.schedmiss.*.delay stats.schedmiss.*.timestamp",
	  "Give the host more processor time, or set a longer totem.token. cmapsh clear schedmiss forgets it; so does a day.",
	  find_paused },
	{ "TOKEN_LATE", WARN, true, "The token was not seen for longer than its timeout", "a change of membership is about to come",
	  "A member does not pass the token on, or the network loses it.",
	  "stats.srp.time_since_token_last_received runtime.config.totem.token", "Look at the log of corosync, and at the links.",
	  find_token_late },
	{ "TOKEN_LOW", WARN, false, "totem.token is far lower than usual", "a short delay makes nodes leave",
	  "The key was set on the running corosync, which does not check it, or corosync.conf has it.",
	  "totem.token runtime.config.totem.token",
	  "Set a sane value, such as 1000 or more, on all nodes; a reload takes that of corosync.conf.", find_token_low },
	{ "TOKEN_MISMATCH", WARN, false, "The token timeout in use is not the one that is configured",
	  "this node judges the others by another time than they judge it",
	  "The configuration was changed and not taken over, or a value has another type than corosync expects.",
	  "totem.token totem.token_coefficient runtime.config.totem.token", "Reload the configuration with corosync-cfgtool -R.",
	  find_mismatch },
	{ "PING_TIMEOUT", WARN, false, "A link counts as down later than the token is lost",
	  "a cut link ends the membership before another link takes over",
	  "The token timeout was changed on the running corosync; the timers of links follow only at a reload or a restart.",
	  "runtime.config.totem.interface.*.knet_ping_timeout runtime.config.totem.token",
	  "Reload the configuration with corosync-cfgtool -R, with corosync up to 3.1.10 twice.", find_ping_timeout },
	{ "RELOAD_FAILED", WARN, false, "The last reload of corosync.conf failed", "what is in use is not what the file has",
	  "corosync.conf of this node has a fault, or changes what cannot be changed by a reload. Before corosync refuses a "
	  "file, it deletes the keys that the file lacks, and nodelist.local_node_pos.",
	  "config.reload_status config.reload_error_message config.totemconfig_reload_in_progress",
	  "Read the reason in the log, or in cmapsh -m FILE status; mend the file, and reload with corosync-cfgtool -R.",
	  find_reload_failed },
	{ "LINK_SLOW", WARN, false, "A link has a high latency", NULL, "The network is overloaded, or too long for a cluster.",
	  "stats.knet.*.*.latency_ave", "Look for load on the network, or give the cluster a network of its own.", find_link_slow },
	{ "QUORUM_UNSURE", NOTE, false, "Quorum was counted from votes, and that can be wrong", NULL,
	  "No key says whether the cluster is quorate, and with some settings the votes do not say it.", "quorum.** runtime.votequorum.**",
	  "Ask corosync with corosync-quorumtool -s.", find_unsure },
	{ "NODE_REJOINED", NOTE, false, "A node left and joined again", NULL, "The node was restarted, paused or cut off for a while.",
	  "runtime.members.*.join_count", "If nobody restarted it, look at its log and its host.", find_rejoined },
	{ "LINK_LOST", NOTE, false, "A link that is up was down before", NULL,
	  "The network failed for a while, or the other node was restarted.", "stats.knet.*.*.up_count",
	  "If it happens again, look at the network. cmapsh clear knet forgets it.", find_link_lost },
	{ "TOKEN_LOST", NOTE, false, "The token was lost", NULL, "A node left without a word, was paused, or the network lost messages.",
	  "stats.srp.operational_token_lost",
	  "Once for each node that failed is usual. If it grows, look at the network and at NODE_PAUSED.", find_token_lost },
	{ "CONSENSUS_TIMEOUT", NOTE, false, "A membership did not form in time", NULL,
	  "A node did not answer while a new membership was made.", "stats.srp.consensus_timeouts",
	  "Once for each node that failed is usual. If it grows, look at the network.", find_consensus },
	{ "RELOAD_RUNNING", NOTE, false, "A reload is under way", NULL, "Someone ran corosync-cfgtool -R.", "config.reload_in_progress",
	  "It takes well below a second. If it lasts, look at the log.", find_reload_running },
};

enum { N_RULES = sizeof(rules) / sizeof(rules[0]) };

const struct finding_rule *
finding_rules(size_t *n)
{
	*n = N_RULES;
	return rules;
}

const struct finding_rule *
finding_rule_find(const char *code)
{
	for (size_t i = 0; i < N_RULES; i++)
		if (strcasecmp(rules[i].code, code) == 0)
			return &rules[i];
	return NULL;
}

/* Compares two findings: the worse first, then in the order of the table, then by node and link. */
static int
by_level(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->level != y->level)
		return x->level > y->level ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	return x->link - y->link;
}

void
findings_make(const struct cluster *cluster, struct findings *out)
{
	for (size_t i = 0; i < N_RULES; i++) {
		out->rule = &rules[i];
		if (rules[i].find != NULL && (cluster->live || !rules[i].live))
			rules[i].find(cluster, out);
	}
	if (out->n > 0)
		qsort(out->v, out->n, sizeof(*out->v), by_level);
}

void
finding_add_no_answer(struct findings *out, const char *what, const char *next)
{
	out->rule = finding_rule_find("NO_ANSWER");
	finding_add(out, 0, -1, str_copy(what), str_copy("no answer in time"), str_copy(next), str_copy("journalctl -u corosync -n 50"));
}
