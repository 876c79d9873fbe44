/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf.h"

#include <stdlib.h>
#include <string.h>

#include "conf_link.h"
#include "conf_log.h"
#include "conf_make.h"
#include "conf_user.h"
#include "str.h"

static void
refuse_user(struct conf *conf, const struct conf_option *option, const char *kind, const char *file)
{
	char *said = str_format("The '%s' %s is not found in %s, please read the documentation.", option->value, kind, file);

	conf->failed |= said == NULL;
	fault_add(&conf->faults, option->at.line, option->at.value, said, "\"%s\" is not the name or the number of a %s",
		  option->value, kind);
	free(said);
}

/* False: nothing is known about the user or group. */
static bool
read_uidgid(struct conf *conf, const struct conf_option *option)
{
	bool group = strcmp(option->path, "uidgid.gid") == 0;
	struct conf_key key = { .value = { .type = CMH_U8, .u = 1 }, .at = option->at };
	enum conf_user found;
	unsigned number;

	if (!group && strcmp(option->path, "uidgid.uid") != 0) {
		fault_add(&conf->faults, option->at.line, option->at.name, "uidgid: Only uid and gid are allowed items",
			  "a section uidgid has only the options uid and gid");
		return true;
	}
	found = conf_user_number(option->value, group, &number);
	if (found == USER_IMPOSSIBLE)
		refuse_user(conf, option, group ? "group" : "user", group ? "/etc/group" : "/etc/passwd");
	if (found != USER_FOUND)
		return found != USER_UNKNOWN;
	key.name = str_format("uidgid.config.%s.%u", group ? "gid" : "uid", number);
	conf_add(conf, key);
	return true;
}

void
conf_begin(struct conf *conf, const char *path)
{
	switch (conf_section_find(path, CONF_PLAIN)) {
	case CONF_LINK:
		conf_link_begin(conf);
		break;
	case CONF_SUBSYS:
	case CONF_DAEMON:
		conf_log_begin(conf);
		break;
	case CONF_NODELIST:
		conf->node = 0;
		break;
	default:
		break;
	}
}

bool
conf_read_option(struct conf *conf, const struct conf_option *option)
{
	enum cmh_type type = conf_option_type(option->section, option->path, option->name);

	switch (option->section) {
	case CONF_LINK:
		return conf_link_read(conf, option);
	case CONF_MEMBER:
		conf_link_read_member(conf, option);
		break;
	case CONF_SUBSYS:
	case CONF_DAEMON:
		conf_log_read(conf, option);
		break;
	case CONF_UIDGID:
		return read_uidgid(conf, option);
	case CONF_NODE:
		conf_add_option(conf, option, type, str_format("nodelist.node.%u.%s", conf->node, option->name));
		break;
	case CONF_SKIPPED:
		break;
	default:
		conf_add_option(conf, option, type, strdup(option->path));
	}
	return true;
}

/* A section inside of one of these ends it, too. */
void
conf_end(struct conf *conf, enum conf_section section, size_t line, size_t column)
{
	if (section == CONF_LINK)
		conf_link_end(conf);
	else if (section == CONF_SUBSYS)
		conf_log_end_subsys(conf, line, column);
	else if (section == CONF_DAEMON)
		conf_log_end_daemon(conf, line, column);
	else if (section == CONF_NODE)
		conf->node++;
}

void
conf_clear(struct conf *conf)
{
	conf_keys_clear(&conf->keys);
	faults_clear(&conf->faults);
	for (size_t i = 0; i < CONF_LINK_OPTIONS; i++)
		conf_key_clear(&conf->link[i]);
	conf_log_begin(conf);
}
