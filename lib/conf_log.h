/* SPDX-License-Identifier: BSD-3-Clause */
/* The sections logging.logger_subsys and logging.logging_daemon, whose keys have names from inside of them. */
#ifndef CMH_CONF_LOG_H
#define CMH_CONF_LOG_H

#include "conf.h"

void conf_log_begin(struct conf *conf);
void conf_log_read(struct conf *conf, const struct conf_option *option);

/* The section began at `line` and `column`. */
void conf_log_end_subsys(struct conf *conf, size_t line, size_t column);
void conf_log_end_daemon(struct conf *conf, size_t line, size_t column);

#endif
