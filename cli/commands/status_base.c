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
	free(status->left_out_codes);
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

bool
status_leave_out(struct status *status)
{
	struct findings *all = &status->findings;
	size_t n = 0;

	for (size_t i = 0; i < all->n && status->except != NULL; i++) {
		const char *code = all->v[i].rule->code, *before = status->left_out_codes;
		struct finding keep = all->v[i];
		char *codes;

		if (!has_code(status->except, code)) {
			all->v[i] = all->v[n];
			all->v[n++] = keep;
			continue;
		}
		status->left_out++;
		if (before != NULL && has_code(before, code))
			continue;
		codes = str_format("%s%s%s", before != NULL ? before : "", before != NULL ? "," : "", code);
		free(status->left_out_codes);
		status->left_out_codes = codes;
	}
	if (status->except != NULL)
		findings_truncate(all, n);
	return status->left_out == 0 || status->left_out_codes != NULL;
}

bool
status_make(struct status *status, const struct cmh_entries *const *lists, size_t n, const struct cmh_quorum *quorum)
{
	status->lists = lists;
	status->n = n;
	if (!cluster_read_keys(&status->cluster, lists, n, quorum))
		return false;
	findings_make(&status->cluster, &status->findings);
	return !status->findings.failed && status_leave_out(status);
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
