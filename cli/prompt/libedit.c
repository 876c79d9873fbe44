/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/libedit.h"

#include <dlfcn.h>
#include <stddef.h>

struct libedit libedit;

const char *
libedit_load(void)
{
	/* It stays loaded: the terminal may need it up to the end. */
	void *library = dlopen(LIBEDIT_SONAME, RTLD_LAZY | RTLD_LOCAL);

	if (library == NULL)
		return dlerror();
#define FUNCTION(name) \
	if ((libedit.name = (__typeof__(name) *)dlsym(library, #name)) == NULL) \
		return dlerror();
	EACH_LIBEDIT_FUNCTION
#undef FUNCTION
	return NULL;
}
