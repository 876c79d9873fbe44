/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The least that a program needs which gets one key: floor [-t] KEY. With -t a thread of its own asks, as in libcmh: a call of
 * libcmap has no limit of time, so somebody has to wait beside it. For `run`.
 */
#include <corosync/cmap.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void *
get(void *arg)
{
	const char *key = arg;
	cmap_handle_t handle;
	uint32_t value;

	if (cmap_initialize_map(&handle, CMAP_MAP_ICMAP) != CS_OK || cmap_get_uint32(handle, key, &value) != CS_OK)
		return NULL;
	printf("%s (u32) = %" PRIu32 "\n", key, value);
	cmap_finalize(handle);
	return arg;
}

int
main(int argc, char **argv)
{
	int on_thread = argc == 3 && strcmp(argv[1], "-t") == 0;
	void *done = NULL;
	pthread_t thread;

	if (argc != 2 + on_thread)
		return 2;
	if (!on_thread)
		done = get(argv[1]);
	else if (pthread_create(&thread, NULL, get, argv[2]) == 0)
		pthread_join(thread, &done);
	return done == NULL || fflush(stdout) != 0;
}
