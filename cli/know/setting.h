/* SPDX-License-Identifier: BSD-3-Clause */
/* A setting as it is configured, in use and by default, and why these differ. */
#ifndef KNOW_SETTING_H
#define KNOW_SETTING_H

#include "know/derived.h"
#include "know/facts.h"
#include "know/key.h"

struct setting {
	const char *key;
	const struct key_info *info; /* NULL: nothing is known about the key */
	char *in_use_key;            /* NULL: corosync does not report the value in use */
	/* The facts own these two. NULL: absent, or not known. */
	const struct cmh_value *configured, *in_use;
	/* The value in corosync.conf, which the caller sets and owns. NULL: the file does not have it, or is not known. */
	const struct cmh_value *in_file;
	bool file_known; /* the file decides about the setting, and was read */
	struct cmh_value by_default; /* also a computed one; of type CMH_NONE: none, or not known */
	const struct derived *derived; /* how the default or the value in use is computed; NULL: it is not */
	struct derived_value computed; /* empty: not known */
	bool ignored;                /* corosync does not take the configured value */
};

/* Adds what is needed to the facts that are wanted. False: out of memory. */
bool setting_want(const char *key, struct facts *facts);

/* Finds a setting. The caller keeps `key` and the facts, and calls setting_clear(). False: out of memory. */
bool setting_find(struct setting *setting, const char *key, const struct facts *facts);
void setting_clear(struct setting *setting);

/* Whether its values in corosync.conf, in the map, in use and by default are not all the same. */
bool setting_differs(const struct setting *setting);

/* Returns how the default or the value in use is computed: "3 = 1 + 2". The caller frees it. NULL: it is not, or out of memory. */
char *setting_sum(const struct setting *setting);

/* Returns why corosync does not use the configured value. The caller frees it. NULL: it does, or out of memory. */
char *setting_trouble(const struct setting *setting);

/*
 * Returns both; if there is neither, that it is configured, or what is known of a
 * default that is not a value. The caller frees it. NULL: nothing differs, or out of memory.
 */
char *setting_why(const struct setting *setting);

#endif
