/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/archive_library.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef HAVE_LIBARCHIVE

struct archive_library archive_library;

bool
archive_library_exists(void)
{
	return true;
}

const char *
archive_library_load(void)
{
	static void *library;

	if (library != NULL)
		return NULL;
	library = dlopen(LIBARCHIVE_SONAME, RTLD_LAZY | RTLD_LOCAL);
	if (library == NULL)
		return dlerror();
#define FUNCTION(name) \
	if ((archive_library.name = (__typeof__(name) *)dlsym(library, #name)) == NULL) { \
		library = NULL; \
		return dlerror(); \
	}
	EACH_ARCHIVE_FUNCTION
#undef FUNCTION
	return NULL;
}

#else

bool
archive_library_exists(void)
{
	return false;
}

const char *
archive_library_load(void)
{
	return "cmapsh was built without libarchive";
}

#endif
