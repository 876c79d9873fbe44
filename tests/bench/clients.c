/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Opens N connections to corosync, each of which makes keys in the stats map, prints a line when all are open, and keeps
 * them until standard input ends: clients N. For `run`.
 */
#include <corosync/cmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	int n = argc == 2 ? atoi(argv[1]) : 0;
	char byte;

	for (int i = 0; i < n; i++) {
		cmap_handle_t handle;
		cs_error_t rc = cmap_initialize(&handle);

		if (rc != CS_OK) {
			fprintf(stderr, "clients: connection %d of %d failed: error %d\n", i + 1, n, (int)rc);
			return 1;
		}
	}
	puts("open");
	fflush(stdout);
	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
	return 0;
}
