/* SPDX-License-Identifier: BSD-3-Clause */
/* The sections totem.interface, which become the keys of links. */
#include "conf_link.h"

#include <stdlib.h>
#include <string.h>

#include "conf_make.h"
#include "str.h"

void
conf_link_begin(struct conf *conf)
{
	for (size_t i = 0; i < CONF_LINK_OPTIONS; i++)
		conf_key_clear(&conf->link[i]);
	conf_keys_clear(&conf->items);
	conf->link_number = 0;
	conf->link_known = true;
}

static void
set_link_number(struct conf *conf, const struct conf_option *option)
{
	struct conf_key number = conf_make_key(conf, option, CMH_U8, option->path);

	conf->link_known = number.why == NULL;
	conf->link_number = (unsigned)number.value.u;
	conf_key_clear(&number);
}

/* corosync keeps the times in signed integers, and takes a negative one for an absent one. */
bool
conf_link_read(struct conf *conf, const struct conf_option *option)
{
	size_t i = conf_link_option_find(option->path);
	bool dropped;

	if (strcmp(option->path, "totem.interface.linknumber") == 0)
		set_link_number(conf, option);
	else if (i == CONF_LINK_OPTIONS)
		conf_add_option(conf, option, CMH_STR, strdup(option->path));
	if (i == CONF_LINK_OPTIONS)
		return true;
	conf_key_clear(&conf->link[i]);
	conf->link[i] = conf_make_key(conf, option, conf_link_options[i].type, option->path);
	dropped = conf_link_options[i].type == CMH_U32 && conf->link[i].why == NULL && conf->link[i].value.u > INT32_MAX;
	if (dropped)
		conf_key_clear(&conf->link[i]);
	return !dropped;
}

/* The strings are taken; the numbers stay until the next link begins. */
void
conf_link_end(struct conf *conf)
{
	unsigned link = conf->link_number;

	for (size_t i = 0; i < CONF_LINK_OPTIONS && conf->link_known; i++) {
		if (conf->link[i].value.type == CMH_NONE)
			continue;
		conf_add_copy(conf, &conf->link[i], str_format("totem.interface.%u.%s", link, conf_link_options[i].name));
		if (conf_link_options[i].type == CMH_STR)
			conf_key_clear(&conf->link[i]);
	}
	/* The last one comes first. */
	for (size_t i = 0; i < conf->items.n && conf->link_known; i++)
		conf_add_copy(conf, &conf->items.v[conf->items.n - 1 - i], str_format("totem.interface.%u.member.%zu", link, i));
	conf_keys_clear(&conf->items);
}

void
conf_link_read_member(struct conf *conf, const struct conf_option *option)
{
	if (strcmp(option->path, "totem.interface.member.memberaddr") == 0)
		conf->failed |= !conf_keys_add(&conf->items, conf_make_key(conf, option, CMH_STR, option->path));
	else
		fault_add(&conf->faults, option->at.line, option->at.name, "Only memberaddr is allowed in member section",
			  "a section member has only the option memberaddr");
}
