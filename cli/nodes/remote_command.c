/* SPDX-License-Identifier: BSD-3-Clause */
/* The command that is run on another node. */
#include <stdlib.h>
#include <string.h>

#include "nodes/remote.h"
#include "nodes/remote_marks.h"
#include "str.h"

/* A key that every corosync has: an answer without keys could not be read as a map. */
#define ALWAYS "totem.version"

/* Whether a path can cover keys. No other one is sent: it is a word for a shell. */
static bool
can_cover(const char *path)
{
	return path[0] != '\0' && strspn(path, CMH_NAME_CHARS "*") == strlen(path);
}

/* Whether keys of a path are in a map. A path with a star at its beginning may cover both. */
static bool
is_of_map(const char *path, bool stats)
{
	static const char branch[] = "stats.";
	size_t len = strcspn(path, "*"), common = len < sizeof(branch) - 1 ? len : sizeof(branch) - 1;

	return strncmp(path, branch, common) == 0 ? stats || len < sizeof(branch) - 1 : !stats;
}

/* Prints the paths as words for cmapsh, except those that another one covers. */
static void
print_paths(FILE *out, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool covered = !can_cover(paths[i]);

		for (size_t k = 0; k < n && !covered; k++)
			covered = k != i && can_cover(paths[k]) && cmh_path_covers(paths[k], paths[i]) &&
				  (k < i || !cmh_path_covers(paths[i], paths[k]));
		if (!covered)
			fprintf(out, " \"%s\"", paths[i]);
	}
}

/* How many bytes all names begin with that a path covers: those up to its first star. */
static size_t
beginning_length(const char *path)
{
	return strcspn(path, "*");
}

/* Whether another path asks corosync-cmapctl for the same keys and more, so that they would be printed twice. */
static bool
is_asked_for(const char *const *paths, size_t n, size_t i)
{
	size_t len = beginning_length(paths[i]);

	for (size_t k = 0; k < n; k++) {
		size_t other = beginning_length(paths[k]);

		if (k != i && can_cover(paths[k]) && strncmp(paths[k], paths[i], other) == 0 && (other < len || (other == len && k < i)))
			return true;
	}
	return false;
}

/* Prints the call of corosync-cmapctl for a map, if there is something to ask of it. It takes the beginnings of names. */
static void
print_cmapctl(FILE *out, const char *const *paths, size_t n, bool stats, unsigned seconds)
{
	bool some = n == 0, all = n == 0;

	for (size_t i = 0; i < n; i++) {
		some |= can_cover(paths[i]) && is_of_map(paths[i], stats);
		all |= can_cover(paths[i]) && beginning_length(paths[i]) == 0;
	}
	if (!some)
		return;
	if (stats)
		fputs("test $s -gt 1 || { ", out);
	fprintf(out, "timeout -k 1 %u corosync-cmapctl -b%s --", seconds, stats ? " -m stats" : "");
	for (size_t i = 0; i < n && !all; i++)
		if (can_cover(paths[i]) && is_of_map(paths[i], stats) && !is_asked_for(paths, n, i))
			fprintf(out, " \"%.*s\"", (int)beginning_length(paths[i]), paths[i]);
	fprintf(out, "; r=$?; test $s -ge $r || s=$r; %s", stats ? "}; " : "");
}

/* A timeout in seconds, at least one. */
static unsigned
seconds_of(unsigned timeout_ms)
{
	return timeout_ms > 0 ? (timeout_ms + 999) / 1000 : 1;
}

/* Prints the commands of a report. None of them looks up names of hosts. */
static void
print_report(FILE *out, unsigned seconds)
{
	fprintf(out, "timeout -k 1 %u corosync -v 2>/dev/null; timeout -k 1 %u corosync-quorumtool -s -i 2>/dev/null; ", seconds, seconds);
}

/*
 * Secrets are sent, too, and masked where they are printed, so that they can be compared.
 * The words are between double quotes within single ones, and none has a character
 * that means something there, in any shell.
 */
static void
print_command(FILE *out, const char *const *paths, size_t n, const struct remote_request *request)
{
	unsigned timeout_ms = request->timeout_ms, seconds = seconds_of(timeout_ms);

	fputs("exec sh -c '" REMOTE_PATH "echo; echo " REMOTE_BEGIN "; if ", out);
	if (!request->by_cmapctl) {
		fprintf(out,
			"command -v cmapsh >/dev/null; then p=" REMOTE_CMAPSH "; "
			"timeout -k 1 %u cmapsh -t %u.%03u -o json --show-secrets dump --",
			seconds + 1, timeout_ms / 1000, timeout_ms % 1000);
		print_paths(out, paths, n);
		fputs("; s=$?; elif ", out);
	}
	fputs("command -v corosync-cmapctl >/dev/null; then p=corosync-cmapctl; s=0; ", out);
	print_cmapctl(out, paths, n, false, seconds);
	print_cmapctl(out, paths, n, true, seconds);
	fputs("else p=; s=127; fi; ", out);
	if (request->report) {
		fputs("if test $s -le 7; then echo; echo " REMOTE_REPORT "; ", out);
		print_report(out, seconds);
		fputs("fi; ", out);
	}
	fputs("echo; echo " REMOTE_END "$s $p'", out);
}

char *
remote_command(const struct remote_request *request)
{
	size_t n = request->n;
	const char **all = calloc(n + 1, sizeof(*all));
	struct str_stream command;

	if (all == NULL || !str_open(&command)) {
		free(all);
		return NULL;
	}
	all[0] = ALWAYS;
	for (size_t i = 0; i < n; i++) {
		all[i + 1] = request->paths[i];
		if (request->paths[i][0] == '\0')
			n = 0; /* all keys */
	}
	print_command(command.out, all, n > 0 ? n + 1 : 0, request);
	free(all);
	return str_close(&command);
}

char *
remote_report_command(unsigned timeout_ms)
{
	struct str_stream command;

	if (!str_open(&command))
		return NULL;
	fputs(REMOTE_PATH, command.out);
	print_report(command.out, seconds_of(timeout_ms));
	return str_close(&command);
}
