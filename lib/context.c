/* SPDX-License-Identifier: BSD-3-Clause */
/* Contexts, which hold the handles and their options. */
#include <errno.h>
#include <stdlib.h>

#include "cmh_private.h"
#include "handle.h"
#include "sized.h"

SIZED_ENDS_WITH(struct cmh_options, arg);

const char *
cmh_version(void)
{
	return PACKAGE_VERSION;
}

struct cmh_context *
cmh_context_new(const struct cmh_options *options)
{
	struct cmh_context *cmh = calloc(1, sizeof(*cmh));

	if (cmh == NULL)
		return NULL;
	cmh->options = (struct cmh_options)CMH_OPTIONS_INIT;
	TAILQ_INIT(&cmh->handles);
	if (options == NULL || sized_copy(&cmh->options, sizeof(cmh->options), options))
		return cmh;
	free(cmh);
	errno = EINVAL;
	return NULL;
}

struct cmh_options *
cmh_context_options(struct cmh_context *cmh)
{
	return &cmh->options;
}

void
cmh_context_free(struct cmh_context *cmh)
{
	if (cmh == NULL)
		return;
	while (!TAILQ_EMPTY(&cmh->handles))
		cmh_handle_close(TAILQ_FIRST(&cmh->handles));
	free(cmh);
}

uint64_t
cmh_context_requests(const struct cmh_context *cmh)
{
	const struct cmh_handle *handle;
	uint64_t n = cmh->requests;

	TAILQ_FOREACH(handle, &cmh->handles, next)
		n += handle_requests(handle);
	return n;
}
