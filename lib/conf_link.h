/* SPDX-License-Identifier: BSD-3-Clause */
/* The sections totem.interface and totem.interface.member. */
#ifndef CMH_CONF_LINK_H
#define CMH_CONF_LINK_H

#include "conf.h"

void conf_link_begin(struct conf *conf);

/* False: corosync drops the option. */
bool conf_link_read(struct conf *conf, const struct conf_option *option);
void conf_link_read_member(struct conf *conf, const struct conf_option *option);
void conf_link_end(struct conf *conf);

#endif
