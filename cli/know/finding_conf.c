/* SPDX-License-Identifier: BSD-3-Clause */
/* Findings about a corosync.conf that is looked at before corosync reads it. */
#include <stdlib.h>
#include <string.h>

#include "know/finding_rules.h"
#include "str.h"

enum { SHOWN = 5 }; /* options that a finding names */

void
find_refused(const struct cluster *c, struct findings *out)
{
	const struct cmh_fault *first = c->conf.faults;
	size_t n = c->conf.n_faults;

	if (c->conf.spec == NULL || n == 0)
		return;
	finding_add(out, 0, -1, n == 1 ? str_format("corosync would refuse this file: %s", first->message)
				       : str_format("corosync would refuse this file for %zu reasons, the first: %s", n, first->message),
		    first->line > 0 ? str_format("line %zu, column %zu", first->line, first->column) : str_copy(c->conf.spec),
		    str_format("corosync -t -c %s", c->conf.spec), NULL);
}

/* "totem.tokn, totem.jion". The caller frees it. NULL: out of memory. */
static char *
names(const struct cmh_entries *keys)
{
	struct str_stream stream;

	if (!str_open(&stream))
		return NULL;
	for (size_t i = 0; i < keys->n && i < SHOWN; i++)
		fprintf(stream.out, "%s%s", i > 0 ? ", " : "", keys->v[i].key);
	if (keys->n > SHOWN)
		fprintf(stream.out, " and %zu more", keys->n - SHOWN);
	return str_close(&stream);
}

void
find_strange(const struct cluster *c, struct findings *out)
{
	const struct cmh_entries *strange = c->conf.strange;

	if (c->conf.spec == NULL || strange->n == 0)
		return;
	finding_add(out, 0, -1, str_format("corosync does not know %zu %s of this file, and ignores %s", strange->n,
					   strange->n == 1 ? "option" : "options", strange->n == 1 ? "it" : "them"),
		    names(strange), str_format("cmapsh -m %s explain %s", c->conf.spec, strange->v[0].key), NULL);
}
