/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/key_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "str.h"

static const char *const names[N_EFFECTS] = {
	[EFFECT_AT_ONCE] = "at once",
	[EFFECT_RELOAD] = "reload",
	[EFFECT_START] = "start",
	[EFFECT_NEVER] = "never",
	[EFFECT_REPORT] = "report",
	[EFFECT_TRIGGER] = "trigger",
	[EFFECT_QDEVICE] = "qdevice",
};

/* Of keys that can be changed. */
static const char *const changes[N_EFFECTS] = {
	[EFFECT_RELOAD] = "is stored without effect: corosync takes only the value in corosync.conf over, at a reload",
	[EFFECT_START] = "is stored without effect: corosync reads only corosync.conf, when it starts",
	[EFFECT_NEVER] = "has no effect: corosync does not use the key",
	[EFFECT_REPORT] = "has no effect except to mislead readers: corosync only reports its state here",
	[EFFECT_TRIGGER] = "starts an action at once",
	[EFFECT_QDEVICE] = "has no effect on corosync; corosync-qdevice reads the key",
};

static const char *const read_only[N_EFFECTS] = {
	[EFFECT_UNKNOWN] = "is refused: the key is read-only",
	[EFFECT_RELOAD] = "is refused: corosync takes the value in corosync.conf over, at a start and a reload",
	[EFFECT_START] = "is refused: corosync reads corosync.conf when it starts",
	[EFFECT_NEVER] = "is refused, and corosync does not use the key",
	[EFFECT_REPORT] = "is refused: corosync reports its state here",
};

const char *
key_effect_name(enum key_effect effect)
{
	return names[effect];
}

#define AT_ONCE "takes effect at once, "

const char *
key_effect_text(const struct key_info *info)
{
	if ((info->flags & KEY_READ_ONLY) != 0)
		return read_only[info->effect];
	if (info->effect != EFFECT_AT_ONCE)
		return changes[info->effect];
	if ((info->flags & KEY_CLUSTER) != 0)
		return AT_ONCE "on all nodes, until corosync.conf is read again";
	if (info->section[0] == '\0')
		return AT_ONCE "on this node, until corosync restarts";
	if (cmh_path_covers("resources", info->section)) /* a reload leaves what corosync.conf does not have */
		return AT_ONCE "on this node, until corosync restarts or corosync.conf sets it";
	return AT_ONCE "on this node, until corosync.conf is read again";
}

const char *
key_effect_where(const struct key_info *info)
{
	return info->effect == EFFECT_AT_ONCE && (info->flags & KEY_READ_ONLY) == 0 ? key_effect_text(info) + strlen(AT_ONCE) : NULL;
}

/* ---- corosync.conf --------------------------------------------------------- */

/* A section that exists several times, and the option that says which one it is. */
static const struct {
	const char *pattern, *which;
} repeated[] = {
	{ "totem.interface.*.**", "linknumber" },
	{ "logging.logger_subsys.*.**", "subsys" },
};

/* Whether the last component of a key is the value, and the one before it the option. */
static bool
has_value_in_name(const struct key_info *info)
{
	return strcmp(info->section, "uidgid") == 0;
}

const char *
key_option(const struct key_info *info, const char *key)
{
	const char *dot = strrchr(key, '.');

	if (info->section[0] == '\0' || key_info_is_branch(info) || dot == NULL)
		return NULL;
	if (has_value_in_name(info))
		return key_pattern_matches("uidgid.config.uid.*", key) ? "uid" : "gid";
	return dot + 1;
}

const char *
key_apply(const struct key_info *info)
{
	if (info->section[0] == '\0')
		return NULL;
	switch (info->effect) {
	case EFFECT_AT_ONCE:
	case EFFECT_RELOAD: return "corosync-cfgtool -R";
	case EFFECT_START: return "systemctl restart corosync";
	case EFFECT_QDEVICE: return "systemctl restart corosync-qdevice";
	default: return NULL;
	}
}

/* Returns which of several sections is meant: " (linknumber 0)". The caller frees it. NULL: out of memory. */
static char *
which_section(const char *key)
{
	struct key_span star;

	for (size_t i = 0; i < sizeof(repeated) / sizeof(repeated[0]); i++)
		if (key_pattern_capture(repeated[i].pattern, key, &star, 1))
			return str_format(" (%s %.*s)", repeated[i].which, (int)star.len, star.text);
	return str_copy(key_pattern_matches("nodelist.node.*.**", key) ? " (that of the node)" : "");
}

char *
key_lasting_text(const struct key_info *info, const char *key)
{
	const char *option = key_option(info, key), *apply = key_apply(info);
	bool on_each = info->effect != EFFECT_AT_ONCE && info->effect != EFFECT_RELOAD;
	char *which, *text;

	if (option == NULL || apply == NULL)
		return NULL;
	which = which_section(key);
	text = which != NULL ? str_format("set %s%s%s in the section %s%s of corosync.conf on all nodes, then run%s: %s", option,
					  has_value_in_name(info) ? " to " : "", has_value_in_name(info) ? strrchr(key, '.') + 1 : "",
					  info->section, which, on_each ? " on each" : "", apply)
			     : NULL;
	free(which);
	return text;
}

char *
key_range_text(const struct key_info *info)
{
	const uint64_t min = (uint64_t)info->min, max = (uint64_t)info->max;

	if (min == 0 && (max == 0 || max == UINT32_MAX))
		return NULL;
	if (max == UINT32_MAX)
		return str_format("%" PRIu64 " or more", min);
	return str_format("%" PRIu64 " to %" PRIu64, min, max);
}
