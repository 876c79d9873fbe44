/* SPDX-License-Identifier: BSD-3-Clause */
/* The paths that a watch covers on one map. The watch, its jobs and the thread of its connection share it and count references. */
#ifndef CMH_SCOPE_H
#define CMH_SCOPE_H

#include <stdatomic.h>

#include "cmh.h"

/* A list of paths. */
struct paths {
	char **v;
	size_t n, capacity;
};

struct scope {
	atomic_uint refs;
	struct paths paths;    /* empty: nothing is covered */
	struct paths requests; /* what corosync is asked for: paths and raw prefixes, no two of which cover the same key */
	struct paths except;   /* paths that are left out, but not a key that one of `paths` names in full */
	bool (*leaves_out)(const char *key); /* the same for single keys; NULL: none */
};

/* An empty scope with one reference. NULL: out of memory. */
struct scope *scope_new(void);
struct scope *scope_ref(struct scope *scope);

/* Gives up one reference; the last one frees. Takes NULL. */
void scope_unref(struct scope *scope);

/* Adds a path, of which a copy is made. False: out of memory. */
bool scope_add(struct scope *scope, const char *path);
bool scope_add_exception(struct scope *scope, const char *path);

bool scope_covers(const struct scope *scope, const char *key);

/* Keeps the entries that the scope covers. */
void scope_filter(const struct scope *scope, struct cmh_entries *entries);

#endif
