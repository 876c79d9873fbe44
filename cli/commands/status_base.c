/* SPDX-License-Identifier: BSD-3-Clause */
/* What the other files of status share: making and releasing what it has found, and colors. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/corosync_version.h"
#include "commands/status.h"
#include "output/safe.h"
#include "str.h"
#include "text/wrap.h"

void
status_clear(struct status *status)
{
	findings_clear(&status->findings);
	cluster_clear(&status->cluster);
	faults_clear(&status->faults);
	cmh_entries_clear(&status->strange);
	free(status->counted);
	free(status->excepted.codes);
	free(status->unsure.codes);
	free(status->time);
	free(status->version);
	*status = (struct status){ .except = NULL };
}

void
status_set_corosync(struct status *status, pid_t pid)
{
	status->pid = pid;
	status->version = corosync_version(pid);
}

/* Whether a list of codes with commas between them has a code. */
static bool
has_code(const char *list, const char *code)
{
	size_t len = strlen(code);

	for (; *list != '\0'; list += strcspn(list, ",") + (list[strcspn(list, ",")] == ','))
		if (strcspn(list, ",") == len && strncasecmp(list, code, len) == 0)
			return true;
	return false;
}

/* Adds a code with so many findings. */
static bool
add_code(struct left_out *out, const char *code, size_t n)
{
	const char *before = out->codes;
	char *codes;

	out->n += n;
	if (before != NULL && has_code(before, code))
		return true;
	codes = str_format("%s%s%s", before != NULL ? before : "", before != NULL ? "," : "", code);
	if (codes == NULL)
		return false;
	free(out->codes);
	out->codes = codes;
	return true;
}

bool
left_out_add(struct left_out *out, const struct left_out *more)
{
	char *codes = more->codes != NULL ? str_copy(more->codes) : NULL, *rest = codes, *code;
	bool good = codes != NULL || more->codes == NULL;

	while (good && (code = strsep(&rest, ",")) != NULL)
		good = add_code(out, code, 0);
	out->n += more->n;
	free(codes);
	return good;
}

void
left_out_print(struct output *out, const char *why, const struct left_out *left_out)
{
	if (left_out->n > 0)
		output_print(out, "left out %s: %zu %s (%s)\n", why, left_out->n, left_out->n == 1 ? "finding" : "findings",
			     left_out->codes != NULL ? left_out->codes : "");
}

/* Leaves out the findings of status->except, and of a map that ends early all. */
static bool
leave_out(struct status *status)
{
	struct findings *all = &status->findings;
	bool good = true;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct finding finding = all->v[i];

		if (status->except != NULL && has_code(status->except, finding.rule->code))
			good &= add_code(&status->excepted, finding.rule->code, 1);
		else if (status->cluster.cut)
			good &= add_code(&status->unsure, finding.rule->code, 1);
		else { /* those to keep move to the beginning */
			all->v[i] = all->v[n];
			all->v[n++] = finding;
		}
	}
	findings_truncate(all, n);
	return good;
}

bool
status_make(struct status *status, const struct cmh_entries *const *lists, size_t n, const struct cmh_quorum *quorum)
{
	status->lists = lists;
	status->n = n;
	if (!cluster_read_keys(&status->cluster, lists, n, quorum))
		return false;
	findings_make(&status->cluster, &status->findings);
	return !status->findings.failed && leave_out(status);
}

enum exit_code
status_exit(const struct status *status)
{
	return findings_worst(&status->findings) > FINDING_NOTE ? EXIT_NO : EXIT_DONE;
}

void
status_wrapped(struct output *out, const char *text, int at, int indent, int columns)
{
	char *safe = safe_text(text);

	if (safe != NULL)
		wrap_text(out->file, safe, at, &(struct wrap){ .columns = columns, .indent = indent });
	out->failed |= safe == NULL;
	free(safe);
	output_print(out, "\n");
}
