/* SPDX-License-Identifier: BSD-3-Clause */
#include <stddef.h>
#include <unistd.h>

#include "cmh_private.h"
#include "fake.h"
#include "votequorum.h"

/* As if the library were not installed: the tests that want it say so. */
struct fake_votequorum fake_votequorum;

bool
cmh_has_votequorum(void)
{
	return fake_votequorum.installed;
}

const char *
votequorum_load(void)
{
	return fake_votequorum.installed ? NULL : "it is a test";
}

int
votequorum_connect(uint64_t *handle)
{
	*handle = 1;
	return fake_votequorum.connect_rc != 0 ? fake_votequorum.connect_rc : CS_OK;
}

void
votequorum_disconnect(uint64_t handle)
{
	(void)handle;
}

int
votequorum_ask(uint64_t handle, struct cmh_quorum *out)
{
	char byte;

	(void)handle;
	if (fake_votequorum.block_fd > 0 && read(fake_votequorum.block_fd, &byte, 1) < 0)
		return CS_ERR_LIBRARY;
	*out = (struct cmh_quorum){ .quorate = true, .node = 1, .node_votes = 1, .votes = 2, .expected = 3, .needed = 2 };
	return fake_votequorum.rc != 0 ? fake_votequorum.rc : CS_OK;
}
