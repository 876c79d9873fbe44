/* SPDX-License-Identifier: BSD-3-Clause */
/* The screen of status. */
#include <stdlib.h>
#include <string.h>

#include "commands/status.h"
#include "str.h"
#include "text/screen.h"
#include "text/time.h"

/* Prints a text that the caller has made, and frees it. */
static void
print_made(struct output *out, const char *color, char *text)
{
	if (text != NULL)
		output_styled(out, color, text);
	else
		out->failed = true;
	free(text);
}

/* ---- the first lines ------------------------------------------------------------ */

/* Which cluster, node and corosync. */
static char *
title_text(const struct status *status)
{
	const struct cluster *c = &status->cluster;
	const char *name = c->name != NULL ? c->name : c->cut ? "cluster of an unknown name" : "cluster without a name";

	if (c->conf.spec != NULL)
		return str_format("%s  %s", name, c->conf.spec);
	if (c->self == NULL)
		return str_format("%s%s", name, c->live ? "" : "  saved map");
	if (c->live)
		return str_format("%s  %s (id %u, this node)  corosync %s%spid %ld", name, c->self->name, c->self->id,
				  status->version != NULL ? status->version : "", status->version != NULL ? ", " : "", (long)status->pid);
	return str_format("%s  %s (id %u, this node)  saved map", name, c->self->name, c->self->id);
}

/* The time at the end of the first line: of day, or of the snapshot. */
static char *
clock_text(const struct status *status)
{
	struct timespec now = { .tv_sec = (time_t)(status->cluster.now / 1000) };
	char *text;

	if (status->cluster.conf.spec != NULL)
		return str_copy("");
	if (!status->cluster.live)
		return status->time != NULL ? str_format("%.10s %.8s", status->time, status->time + 11) : str_copy("of an unknown time");
	text = time_of_day(&now);
	if (text != NULL)
		text[strcspn(text, ".")] = '\0';
	return text;
}

static void
print_title(struct output *out, const struct status *status, int columns, bool steady)
{
	char *title = title_text(status), *clock = steady ? str_copy("") : clock_text(status);
	int width = title != NULL && clock != NULL ? (int)(screen_width(title) + screen_width(clock)) : 0;

	print_made(out, STYLE_BRIGHT, title);
	if (clock != NULL && clock[0] != '\0')
		output_print(out, "%*s", width + 2 < columns ? columns - width : 2, "");
	print_made(out, NULL, clock);
	output_print(out, "\n");
}

/* Whether the states of links are known: without statistics, a report may have them. */
static bool
has_links(const struct cluster *c)
{
	size_t links = 0;

	for (size_t i = 0; i < c->n; i++)
		links += node_links(&c->nodes[i]);
	return links > 0;
}

static void
print_totem(struct output *out, const struct cluster *c, bool steady)
{
	unsigned long long lost = c->token_lost.n;

	output_print(out, "totem  token");
	if (c->token.known)
		output_print(out, " %llu ms configured,", (unsigned long long)c->token.n);
	if (c->token_in_use.known)
		output_print(out, " %llu%s in use", (unsigned long long)c->token_in_use.n, c->token.known ? "" : " ms");
	else
		output_print(out, " in use not known");
	if (c->token_lost.known && lost == 0)
		output_print(out, "; never lost");
	else if (c->token_lost.known)
		output_print(out, "; lost %llu %s", lost, lost == 1 ? "time" : "times");
	if (c->token_age.known && c->live && !steady)
		output_print(out, ", last seen %llu ms ago", (unsigned long long)c->token_age.n);
	output_print(out, "\n");
	if (!c->has_stats)
		output_print(out, "%s not judged: this map has no keys of the stats map\n",
			     has_links(c) ? "the token is" : "links and token are");
}

/* ---- findings ---------------------------------------------------------------------- */

/* Whether two findings, of which the second may not exist, have the same steps: then they are printed once. */
static bool
have_same_steps(const struct finding *a, const struct finding *b)
{
	bool same = b != NULL && a->rule == b->rule;

	for (size_t i = 0; i < FINDING_STEPS && same; i++)
		same = a->next[i] == b->next[i] || (a->next[i] != NULL && b->next[i] != NULL && strcmp(a->next[i], b->next[i]) == 0);
	return same;
}

/* Prints a step as it is typed here. One for another node is typed in a shell there. */
static void
print_step(struct output *out, const char *step, bool at_prompt)
{
	static const char program[] = "cmapsh ";
	const char *found = at_prompt && strncmp(step, "on ", 3) != 0 ? strstr(step, program) : NULL;
	char *before = str_copy_n(step, found != NULL ? (size_t)(found - step) : strlen(step));

	print_made(out, NULL, before);
	output_line(out, found != NULL ? found + strlen(program) : "");
}

static void
print_steps(struct output *out, const struct finding *finding, bool at_prompt)
{
	for (size_t i = 0; i < FINDING_STEPS && finding->next[i] != NULL; i++) {
		output_print(out, "   %s", i == 0 ? "next: " : "      ");
		print_step(out, finding->next[i], at_prompt);
	}
}

static void
print_finding(struct output *out, const struct finding *finding, int columns)
{
	static const char *const marks[] = { [FINDING_NOTE] = "-", [FINDING_WARNING] = "!", [FINDING_CRITICAL] = "!!" };
	static const char *const colors[] = { [FINDING_NOTE] = NULL, [FINDING_WARNING] = STYLE_WARNING, [FINDING_CRITICAL] = STYLE_BAD };
	const char *why = finding->rule->why;
	char *text = why != NULL ? str_format("%s: %s", finding->what, why) : str_copy(finding->what);

	output_styled(out, colors[finding->level], marks[finding->level]);
	output_print(out, "%*s", 3 - (int)strlen(marks[finding->level]), "");
	output_styled(out, colors[finding->level], finding->rule->code);
	output_print(out, ": ");
	if (text != NULL)
		status_wrapped(out, text, 5 + (int)strlen(finding->rule->code), 3, columns);
	out->failed |= text == NULL;
	free(text);
	output_print(out, "   ");
	status_wrapped(out, finding->keys, 3, 3, columns);
}

static void
print_findings(struct output *out, const struct status *status, int columns)
{
	const struct findings *findings = &status->findings;

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->v[i], *following = i + 1 < findings->n ? finding + 1 : NULL;

		print_finding(out, finding, columns);
		if (!have_same_steps(finding, following))
			print_steps(out, finding, status->at_prompt);
	}
}

void
status_print_codes(struct output *out, const struct status *status)
{
	for (size_t i = 0; i < status->findings.n; i++)
		output_print(out, "%s\n", status->findings.v[i].rule->code);
}

void
status_print_failure(struct output *out, const struct status *status)
{
	if (!output_is_text(out))
		status_print_finding_records(out, &status->findings);
	else if (out->quiet)
		status_print_codes(out, status);
	else
		print_findings(out, status, STATUS_COLUMNS(out));
}

void
status_print_screen(struct output *out, const struct status *status, int columns, bool steady)
{
	print_title(out, status, columns, steady);
	status_print_quorum(out, status, columns);
	if (status->cluster.n > 0)
		status_print_nodes(out, status, columns, steady);
	print_totem(out, &status->cluster, steady);
	for (size_t i = 0; i < status->findings.n && steady; i++) /* the texts have times and ages */
		output_print(out, "%s %u %d\n", status->findings.v[i].rule->code, status->findings.v[i].node, status->findings.v[i].link);
	if (!steady)
		print_findings(out, status, columns);
	if (status->findings.n == 0)
		output_print(out, "%s\n", status->cluster.cut ? "findings are not judged: this map ends early" : "no findings");
	left_out_print(out, "by --except", &status->excepted);
	left_out_print(out, "because of the missing end", &status->unsure);
}
