/* SPDX-License-Identifier: BSD-3-Clause */
#include "votequorum.h"

#include "cmh_private.h"

#ifdef HAVE_VOTEQUORUM

#include <corosync/corotypes.h>
#include <corosync/votequorum.h>
#include <dlfcn.h>
#include <string.h>

/* The name has the version of its interface, which corosync 3 has not changed. It stays loaded: a thread may be in it. */
#define LIBRARY "libvotequorum.so.8"

bool
cmh_has_votequorum(void)
{
	return true;
}

/* Returns a function of the library; NULL: it is missing. */
static void *
function(const char *name)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	return library != NULL ? dlsym(library, name) : NULL;
}

const char *
votequorum_load(void)
{
	if (function("votequorum_initialize") != NULL && function("votequorum_getinfo") != NULL && function("votequorum_finalize") != NULL)
		return NULL;
	return LIBRARY " is not installed";
}

int
votequorum_connect(uint64_t *handle)
{
	__typeof__(votequorum_initialize) *initialize = (__typeof__(initialize))function("votequorum_initialize");
	votequorum_callbacks_t callbacks;

	memset(&callbacks, 0, sizeof(callbacks));
	return initialize != NULL ? (int)initialize(handle, &callbacks) : CS_ERR_LIBRARY;
}

void
votequorum_disconnect(uint64_t handle)
{
	__typeof__(votequorum_finalize) *finalize = (__typeof__(finalize))function("votequorum_finalize");

	if (finalize != NULL)
		finalize(handle);
}

static void
copy_info(struct cmh_quorum *out, const struct votequorum_info *info)
{
	*out = (struct cmh_quorum){
		.node = info->node_id,
		.node_votes = info->node_votes,
		.votes = info->total_votes,
		.expected = info->node_expected_votes,
		.needed = info->quorum,
		.quorate = (info->flags & VOTEQUORUM_INFO_QUORATE) != 0,
		.two_node = (info->flags & VOTEQUORUM_INFO_TWONODE) != 0,
		.wait_for_all = (info->flags & VOTEQUORUM_INFO_WAIT_FOR_ALL) != 0,
		.last_man_standing = (info->flags & VOTEQUORUM_INFO_LAST_MAN_STANDING) != 0,
		.auto_tie_breaker = (info->flags & VOTEQUORUM_INFO_AUTO_TIE_BREAKER) != 0,
		.allow_downscale = (info->flags & VOTEQUORUM_INFO_ALLOW_DOWNSCALE) != 0,
		.qdevice = (info->flags & VOTEQUORUM_INFO_QDEVICE_REGISTERED) != 0,
		.qdevice_alive = (info->flags & VOTEQUORUM_INFO_QDEVICE_ALIVE) != 0,
		.qdevice_votes = info->qdevice_votes,
	};
	memcpy(out->qdevice_name, info->qdevice_name, sizeof(info->qdevice_name));
	out->qdevice_name[sizeof(out->qdevice_name) - 1] = '\0';
}

int
votequorum_ask(uint64_t handle, struct cmh_quorum *out)
{
	__typeof__(votequorum_getinfo) *getinfo = (__typeof__(getinfo))function("votequorum_getinfo");
	struct votequorum_info info;
	int rc;

	memset(&info, 0, sizeof(info));
	rc = getinfo != NULL ? (int)getinfo(handle, 0, &info) : CS_ERR_LIBRARY;
	if (rc == CS_OK)
		copy_info(out, &info);
	return rc;
}

#else

enum { NO_LIBRARY = 2 }; /* CS_ERR_LIBRARY */

bool
cmh_has_votequorum(void)
{
	return false;
}

const char *
votequorum_load(void)
{
	return "this program was built without it";
}

int
votequorum_connect(uint64_t *handle)
{
	(void)handle;
	return NO_LIBRARY;
}

void
votequorum_disconnect(uint64_t handle)
{
	(void)handle;
}

int
votequorum_ask(uint64_t handle, struct cmh_quorum *out)
{
	(void)handle;
	(void)out;
	return NO_LIBRARY;
}

#endif
