/* SPDX-License-Identifier: BSD-3-Clause */
/* The sections logging.logger_subsys and logging.logging_daemon. */
#include "conf_log.h"

#include <stdlib.h>
#include <string.h>

#include "conf_make.h"
#include "str.h"

void
conf_log_begin(struct conf *conf)
{
	conf_keys_clear(&conf->items);
	conf_key_clear(&conf->subsys);
	conf_key_clear(&conf->daemon);
}

void
conf_log_read(struct conf *conf, const struct conf_option *option)
{
	struct conf_key key = conf_make_key(conf, option, CMH_STR, option->path), *name = NULL;

	if (strcmp(option->path, "logging.logger_subsys.subsys") == 0 || strcmp(option->path, "logging.logging_daemon.subsys") == 0)
		name = &conf->subsys;
	else if (strcmp(option->path, "logging.logging_daemon.name") == 0)
		name = &conf->daemon;
	if (name != NULL) {
		conf_key_clear(name);
		*name = key;
	} else if ((key.name = strdup(option->name)) != NULL) {
		conf->failed |= !conf_keys_add(&conf->items, key);
	} else {
		conf_key_clear(&key);
		conf->failed = true;
	}
}

/* Adds the options below a path, which it takes; the last one first, so that of two with one name the first counts. */
static void
add_items(struct conf *conf, char *path)
{
	conf->failed |= path == NULL;
	for (size_t i = conf->items.n; i > 0 && path != NULL; i--)
		conf_add_copy(conf, &conf->items.v[i - 1], str_format("%s.%s", path, conf->items.v[i - 1].name));
	free(path);
}

void
conf_log_end_subsys(struct conf *conf, size_t line, size_t column)
{
	const char *subsys = conf->subsys.value.bytes;

	if (subsys != NULL) {
		add_items(conf, str_format("logging.logger_subsys.%s", subsys));
		conf_add_copy(conf, &conf->subsys, str_format("logging.logger_subsys.%s.subsys", subsys));
	} else {
		fault_add(&conf->faults, line, column, "No subsys key in logger_subsys directive", "this section needs the option subsys");
	}
	conf_log_begin(conf);
}

/* The daemon corosync is this one, so that its options are those of section logging. */
void
conf_log_end_daemon(struct conf *conf, size_t line, size_t column)
{
	const char *daemon = conf->daemon.value.bytes, *subsys = conf->subsys.value.bytes;
	bool own = daemon != NULL && strcmp(daemon, "corosync") == 0;

	if (daemon == NULL) {
		fault_add(&conf->faults, line, column, "No name key in logging_daemon directive", "this section needs the option name");
	} else if (own && subsys == NULL) {
		add_items(conf, strdup("logging"));
	} else if (own) {
		conf_log_end_subsys(conf, line, column);
	} else {
		char *path = subsys != NULL ? str_format("logging.logging_daemon.%s.%s", daemon, subsys)
					    : str_format("logging.logging_daemon.%s", daemon);

		if (path != NULL && subsys != NULL)
			conf_add_copy(conf, &conf->subsys, str_format("%s.subsys", path));
		if (path != NULL)
			conf_add_copy(conf, &conf->daemon, str_format("%s.name", path));
		add_items(conf, path);
	}
	conf_log_begin(conf);
}
