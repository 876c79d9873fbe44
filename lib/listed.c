/* SPDX-License-Identifier: BSD-3-Clause */
#include "listed.h"

#include <stdlib.h>
#include <string.h>

#include "conn_shared.h"

/* Looks for a key whose name begins with a prefix, or for exactly one: CS_OK or CS_ERR_NOT_EXIST; else the error of the listing. */
static cs_error_t
find_listed(struct job *job, cmap_handle_t cmap, const char *prefix, const char *exactly)
{
	char name[CMAP_KEYNAME_MAXLEN + 1];
	cmap_iter_handle_t iter;
	cmap_value_types_t type;
	size_t len;
	cs_error_t rc;

	conn_count_request(job->conn);
	rc = cmap_iter_init(cmap, prefix, &iter);
	if (rc != CS_OK)
		return rc;
	do {
		conn_count_request(job->conn);
		rc = conn_goes_on(job->conn) ? cmap_iter_next(cmap, iter, name, &len, &type) : CS_ERR_INTERRUPT;
	} while (rc == CS_OK && exactly != NULL && strcmp(name, exactly) != 0);
	conn_count_request(job->conn);
	cmap_iter_finalize(cmap, iter);
	return rc == CS_ERR_NO_SECTIONS ? CS_ERR_NOT_EXIST : rc;
}

static bool
is_of_branch(const struct job *job, const char *key)
{
	return job->branch != NULL && strncmp(key, job->branch, strlen(job->branch)) == 0;
}

/* Finds out whether the branch of a key that vanished has no other key: a client that leaves takes all of its statistics with it. */
static void
look_at_branch(struct job *job, cmap_handle_t cmap, const char *key)
{
	const char *dot = strrchr(key, '.');

	free(job->branch);
	job->branch = dot != NULL ? strndup(key, (size_t)(dot - key) + 1) : NULL;
	job->branch_vanished = job->branch != NULL && find_listed(job, cmap, job->branch, NULL) == CS_ERR_NOT_EXIST;
}

cs_error_t
listed_check(struct job *job, cmap_handle_t cmap, const char *key)
{
	bool known = is_of_branch(job, key);
	cs_error_t rc = known && job->branch_vanished ? CS_ERR_NOT_EXIST : find_listed(job, cmap, key, key);

	if (rc == CS_ERR_NOT_EXIST && !known)
		look_at_branch(job, cmap, key);
	return rc;
}
