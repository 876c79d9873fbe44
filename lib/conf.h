/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What corosync makes of the sections of its corosync.conf: the keys that it sets,
 * and what it refuses. As corosync 3.1.9 does it; earlier 3.1 versions differ only in
 * what they take for a space.
 */
#ifndef CMH_CONF_H
#define CMH_CONF_H

#include "conf_keys.h"
#include "conf_option.h"
#include "fault.h"

enum { CONF_NAME_MAX = 254 }; /* bytes of a name that corosync makes; it cuts off the rest */

struct conf {
	struct conf_keys keys;
	struct faults faults;
	bool failed; /* out of memory: there may be more keys */

	/* Of the section that is open: what becomes keys at its end. */
	struct conf_key link[CONF_LINK_OPTIONS]; /* a value of type CMH_NONE: the option is absent */
	unsigned link_number;
	bool link_known;                         /* the number could be read */
	struct conf_keys items;                  /* the addresses of the members, or the options of a log */
	struct conf_key subsys, daemon;          /* the names of a log; without a name of their own */
	unsigned node;                           /* its position in the nodelist */
};

/* An option of the file. */
struct conf_option {
	enum conf_section section; /* that it is in */
	const char *path;          /* with that of the section in front */
	const char *name, *value;
	struct conf_place at;
};

/* Begins the section with that path. */
void conf_begin(struct conf *conf, const char *path);

/* Reads an option. False: corosync drops it, or nothing is known about the user that it names. */
bool conf_read_option(struct conf *conf, const struct conf_option *option);

/* Ends a section that began at `line` and `column`. */
void conf_end(struct conf *conf, enum conf_section section, size_t line, size_t column);

void conf_clear(struct conf *conf);

#endif
