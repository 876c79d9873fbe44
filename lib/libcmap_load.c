/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libcmap for cmapsh: its functions, which load it when they are needed. With it come
 * a dozen libraries, and half of what cmapsh is asked needs no corosync.
 */
#include <dlfcn.h>
#include <pthread.h>

#include "libcmap.h"

#define EACH_FUNCTION \
	FUNCTION(cmap_dec) \
	FUNCTION(cmap_delete) \
	FUNCTION(cmap_dispatch) \
	FUNCTION(cmap_fd_get) \
	FUNCTION(cmap_finalize) \
	FUNCTION(cmap_get) \
	FUNCTION(cmap_inc) \
	FUNCTION(cmap_initialize_map) \
	FUNCTION(cmap_iter_finalize) \
	FUNCTION(cmap_iter_init) \
	FUNCTION(cmap_iter_next) \
	FUNCTION(cmap_set) \
	FUNCTION(cmap_track_add)

/* Set once, by libcmap_ready(); it stays loaded, for a thread may be in it at the end. */
static struct {
#define FUNCTION(name) __typeof__(name) *name;
	EACH_FUNCTION
#undef FUNCTION
} libcmap;
static pthread_once_t loaded = PTHREAD_ONCE_INIT;
static bool ready;

static void
load(void)
{
	void *library = dlopen(LIBCMAP_SONAME, RTLD_LAZY | RTLD_LOCAL);

	if (library == NULL)
		return;
	ready = true;
#define FUNCTION(name) ready &= (libcmap.name = (__typeof__(name) *)dlsym(library, #name)) != NULL;
	EACH_FUNCTION
#undef FUNCTION
}

bool
libcmap_ready(void)
{
	return pthread_once(&loaded, load) == 0 && ready;
}

/* ---- the functions, as cmap.h declares them -------------------------------- */

cs_error_t
cmap_initialize_map(cmap_handle_t *handle, cmap_map_t map)
{
	return libcmap.cmap_initialize_map(handle, map);
}

cs_error_t
cmap_finalize(cmap_handle_t handle)
{
	return libcmap.cmap_finalize(handle);
}

cs_error_t
cmap_fd_get(cmap_handle_t handle, int *fd)
{
	return libcmap.cmap_fd_get(handle, fd);
}

cs_error_t
cmap_dispatch(cmap_handle_t handle, cs_dispatch_flags_t types)
{
	return libcmap.cmap_dispatch(handle, types);
}

cs_error_t
cmap_get(cmap_handle_t handle, const char *key, void *value, size_t *len, cmap_value_types_t *type)
{
	return libcmap.cmap_get(handle, key, value, len, type);
}

cs_error_t
cmap_set(cmap_handle_t handle, const char *key, const void *value, size_t len, cmap_value_types_t type)
{
	return libcmap.cmap_set(handle, key, value, len, type);
}

cs_error_t
cmap_inc(cmap_handle_t handle, const char *key)
{
	return libcmap.cmap_inc(handle, key);
}

cs_error_t
cmap_dec(cmap_handle_t handle, const char *key)
{
	return libcmap.cmap_dec(handle, key);
}

cs_error_t
cmap_delete(cmap_handle_t handle, const char *key)
{
	return libcmap.cmap_delete(handle, key);
}

cs_error_t
cmap_iter_init(cmap_handle_t handle, const char *prefix, cmap_iter_handle_t *iter)
{
	return libcmap.cmap_iter_init(handle, prefix, iter);
}

cs_error_t
cmap_iter_next(cmap_handle_t handle, cmap_iter_handle_t iter, char key[], size_t *len, cmap_value_types_t *type)
{
	return libcmap.cmap_iter_next(handle, iter, key, len, type);
}

cs_error_t
cmap_iter_finalize(cmap_handle_t handle, cmap_iter_handle_t iter)
{
	return libcmap.cmap_iter_finalize(handle, iter);
}

cs_error_t
cmap_track_add(cmap_handle_t handle, const char *key, int32_t types, cmap_notify_fn_t notify, void *arg, cmap_track_handle_t *track)
{
	return libcmap.cmap_track_add(handle, key, types, notify, arg, track);
}
