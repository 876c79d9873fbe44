/* SPDX-License-Identifier: BSD-3-Clause */
#include "job.h"

#include <stdlib.h>
#include <string.h>

#include "relay.h"
#include "value_cmap.h"

struct job *
job_new(const struct op *op, const char *key)
{
	struct job *job = calloc(1, sizeof(*job));

	if (job == NULL)
		return NULL;
	job->op = op;
	job->raw = calloc(1, VALUE_RAW_SIZE);
	job->key = key != NULL ? strdup(key) : NULL;
	if (job->raw == NULL || (key != NULL && job->key == NULL)) {
		job_free(job);
		return NULL;
	}
	return job;
}

void
job_free(struct job *job)
{
	if (job == NULL)
		return;
	free(job->key);
	free(job->raw);
	free(job->path);
	free(job->branch);
	relay_unref(job->relay);
	scope_unref(job->scope);
	cmh_value_clear(&job->value);
	cmh_entries_clear(&job->entries);
	free(job);
}

const char *
job_key(const struct job *job)
{
	bool writes = (job->failed & DO_SET) != 0;

	return job->key == NULL && writes && job->mark < job->entries.n ? job->entries.v[job->mark].key : job->key;
}
