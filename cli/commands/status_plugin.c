/* SPDX-License-Identifier: BSD-3-Clause */
/* The line of status for monitoring, as monitoring plugins print it: STATE, text, | and numbers. */
#include <stdlib.h>
#include <string.h>

#include "commands/status.h"
#include "str.h"

/* The exit statuses of monitoring plugins. */
enum plugin_exit { PLUGIN_OK, PLUGIN_WARNING, PLUGIN_CRITICAL, PLUGIN_UNKNOWN };

static const char *const states[] = { "OK", "WARNING", "CRITICAL", "UNKNOWN" };

/* Prints a text without the character that ends it for monitoring. */
static void
print_text(struct output *out, const char *text)
{
	char *copy = text != NULL ? str_copy(text) : NULL;

	for (char *c = copy; c != NULL && (c = strchr(c, '|')) != NULL;)
		*c = '/';
	if (copy != NULL)
		output_safe(out, copy);
	out->failed |= copy == NULL;
	free(copy);
}

/* Prints the numbers: NAME=VALUE;warning;critical;minimum;maximum. A c after the value is a counter. */
static void
print_numbers(struct output *out, const struct cluster *c)
{
	size_t joined = 0, links_down = 0, links = 0;

	for (size_t i = 0; i < c->n; i++) {
		joined += c->nodes[i].member == MEMBER_JOINED;
		links += c->nodes[i].self ? 0 : node_links(&c->nodes[i]);
		links_down += c->nodes[i].self ? 0 : node_links(&c->nodes[i]) - node_links_up(&c->nodes[i]);
	}
	output_print(out, " |");
	if (c->has_members)
		output_print(out, " joined=%zu;;;0;%zu", joined, c->n);
	output_print(out, " links_down=%zu;;;0;%zu", links_down, links);
	if (c->quorum.exists)
		output_print(out, " votes=%llu;;;0;%llu", (unsigned long long)c->quorum.votes, (unsigned long long)c->quorum.expected);
	if (c->token_lost.known)
		output_print(out, " token_lost=%lluc", (unsigned long long)c->token_lost.n);
	output_print(out, "\n");
}

enum exit_code
status_print_plugin(struct output *out, const struct status *status)
{
	const struct cluster *c = &status->cluster;
	int worst = findings_worst(&status->findings);
	enum plugin_exit fine = c->has_members && !c->cut ? PLUGIN_OK : PLUGIN_UNKNOWN;
	enum plugin_exit state = worst == FINDING_CRITICAL ? PLUGIN_CRITICAL : worst == FINDING_WARNING ? PLUGIN_WARNING : fine;
	size_t n = 0, joined = 0;

	for (size_t i = 0; i < c->n; i++)
		joined += c->nodes[i].member == MEMBER_JOINED;
	output_print(out, "COROSYNC %s: ", states[state]);
	for (size_t i = 0; i < status->findings.n; i++)
		if (status->findings.v[i].level > FINDING_NOTE) {
			output_print(out, "%s%s ", n++ > 0 ? "; " : "", status->findings.v[i].rule->code);
			print_text(out, status->findings.v[i].what);
		}
	if (n == 0 && c->has_members)
		output_print(out, "%zu of %zu nodes joined", joined, c->n);
	else if (n == 0)
		output_print(out, "this map has no keys of members");
	if (c->cut)
		output_print(out, ", and this map ends early");
	if (status->excepted.n > 0)
		output_print(out, " (%zu left out)", status->excepted.n);
	print_numbers(out, c);
	return (enum exit_code)state;
}

enum exit_code
status_print_plugin_error(struct output *out, const struct cmh_error *err)
{
	bool away = err->status == CMH_UNREACHABLE || err->status == CMH_TIMEOUT;
	enum plugin_exit state = away ? PLUGIN_CRITICAL : PLUGIN_UNKNOWN;

	output_print(out, "COROSYNC %s: ", states[state]);
	print_text(out, cmh_error_message(err));
	output_print(out, "\n");
	return (enum exit_code)state;
}
