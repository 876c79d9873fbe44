/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/restrict.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "str.h"

static bool restricted;

bool
process_is_restricted(void)
{
	return restricted;
}

/* ---- the environment ------------------------------------------------------ */

/* Keeps the variables that name no file and no program. */
static void
forget_environment(void)
{
	static const char *const names[] = { "TERM", "NO_COLOR", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", NULL };
	char *kept[sizeof(names) / sizeof(names[0])] = { NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		const char *value = getenv(names[i]);

		kept[i] = value != NULL ? str_copy(value) : NULL;
	}
	clearenv();
	for (size_t i = 0; names[i] != NULL; i++) {
		if (kept[i] != NULL)
			setenv(names[i], kept[i], 1);
		free(kept[i]);
	}
}

/* ---- what Linux holds ------------------------------------------------------ */

enum {
	WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
		 LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		 LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		 LANDLOCK_ACCESS_FS_MAKE_SYM,
};

/* Terminals, and the memory that is shared with corosync, are below /dev. */
static bool
allow_devices(int rules)
{
	struct landlock_path_beneath_attr devices = { .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE };
	bool good;

	devices.parent_fd = open("/dev", O_PATH | O_CLOEXEC);
	if (devices.parent_fd < 0)
		return false;
	good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &devices, 0) == 0;
	close(devices.parent_fd);
	return good;
}

/* A kernel without Landlock refuses the first call. */
static void
ask_kernel(void)
{
	const struct landlock_ruleset_attr handled = { .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | WRITES };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0);

	if (rules < 0)
		return;
	if (allow_devices(rules) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

void
restrict_process(void)
{
	const struct rlimit none = { 0 };

	if (restricted)
		return;
	restricted = true;
	forget_environment();
	(void)setrlimit(RLIMIT_CORE, &none);
	ask_kernel();
}
