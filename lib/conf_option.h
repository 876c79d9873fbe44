/* SPDX-License-Identifier: BSD-3-Clause */
/* Which sections and options corosync knows when it reads its corosync.conf, and which types the options get. Pure. */
#ifndef CMH_CONF_OPTION_H
#define CMH_CONF_OPTION_H

#include "cmh.h"

/* How the options of a section are read. A section that is not known is read like the one around it. */
enum conf_section {
	CONF_PLAIN,
	CONF_TOTEM,
	CONF_LINK,      /* totem.interface */
	CONF_MEMBER,    /* totem.interface.member */
	CONF_SUBSYS,    /* logging.logger_subsys */
	CONF_DAEMON,    /* logging.logging_daemon */
	CONF_UIDGID,
	CONF_QUORUM,
	CONF_DEVICE,    /* quorum.device */
	CONF_NODELIST,
	CONF_NODE,      /* nodelist.node */
	CONF_RESOURCES,
	CONF_MONITOR,   /* resources.system, resources.process */
	CONF_SKIPPED,   /* corosync has refused the section */
};

/* How the options of a section are read, by its path; `around` is for the section that it is in. */
enum conf_section conf_section_find(const char *path, enum conf_section around);

/* The type of an option, by its path and by its name in the section. CMH_STR: corosync does not convert it. */
enum cmh_type conf_option_type(enum conf_section section, const char *path, const char *name);

/* The options of a link that become keys when its section ends. */
enum { CONF_LINK_OPTIONS = 11 };

struct conf_link_option {
	const char *name;
	enum cmh_type type;
};

extern const struct conf_link_option conf_link_options[CONF_LINK_OPTIONS];

/* The place of an option in the table; CONF_LINK_OPTIONS: it is not there. */
size_t conf_link_option_find(const char *path);

/*
 * Reads an integer as corosync does: in decimal, with spaces in front and a sign;
 * a negative number is a u64, too. False: the text is not one, or out of range.
 */
bool conf_integer_read(enum cmh_type type, const char *text, struct cmh_value *out);

#endif
