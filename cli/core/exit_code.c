/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/exit_code.h"

enum exit_code
exit_code_of(enum cmh_status status)
{
	switch (status) {
	case CMH_NOT_FOUND: return EXIT_MISSING;
	case CMH_INVALID: return EXIT_USAGE;
	case CMH_REFUSED: return EXIT_REFUSED;
	case CMH_UNREACHABLE: return EXIT_UNREACHABLE;
	case CMH_TIMEOUT: return EXIT_TIMEOUT;
	case CMH_INTERRUPTED: return EXIT_INTERRUPTED;
	case CMH_OK:
	case CMH_FAILED: break;
	}
	return EXIT_ERROR;
}

void
tally_add(struct tally *tally, enum exit_code code)
{
	if (code == EXIT_DONE) {
		tally->done++;
		return;
	}
	tally->interrupted |= code == EXIT_INTERRUPTED;
	if (tally->failed++ == 0)
		tally->first = code;
}

enum exit_code
tally_exit(const struct tally *tally)
{
	if (tally->failed == 0)
		return EXIT_DONE;
	if (tally->interrupted)
		return EXIT_INTERRUPTED;
	return tally->done > 0 ? EXIT_PARTIAL : tally->first;
}
