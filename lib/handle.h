/* SPDX-License-Identifier: BSD-3-Clause */
/* A handle as its two files see it: handle.c opens and closes, route.c sends requests on. */
#ifndef CMH_HANDLE_H
#define CMH_HANDLE_H

#include "internal.h"

/* What can be opened. */
struct spec {
	const char *name;
	bool covers[CMH_STATS + 1];
};

struct cmh_handle {
	struct cmh_context *cmh;
	struct cmh_handle *next; /* opened after this one */
	char *name;
	const struct spec *spec;
	char *file; /* of a saved map; NULL: a live one */
	struct snapshot *snapshot; /* a saved map; NULL: a live one */
	struct conn *conn[CMH_STATS + 1];
	struct conn_state gone[CMH_STATS + 1]; /* of connections that were given up: the last one's, and `opened` of all */
	struct cmh_error last_error;
};

struct cmh_context {
	struct cmh_options options;
	struct cmh_handle *first;
};

#endif
