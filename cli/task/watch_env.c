/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/watch_env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "str.h"
#include "task/event.h"
#include "text/time.h"

enum { MOST = 9 };

/* Takes the text. */
static bool
push(char **env, char *text)
{
	size_t n = 0;

	while (env[n] != NULL)
		n++;
	env[n] = text;
	return text != NULL;
}

/* Takes `value`. */
static bool
add(char **env, const char *name, char *value)
{
	char *text = value != NULL ? str_format("%s=%s", name, value) : NULL;

	free(value);
	return push(env, text);
}

static char *
value_text(const struct cmh_event *event, const struct cmh_value *value, bool secrets)
{
	if (!secrets && cmh_key_is_secret(event->key))
		return strdup(CMH_MASK);
	return value->type == CMH_STR ? strdup(value->bytes) : cmh_value_text(value);
}

static bool
add_value(char **env, const char *name, const struct cmh_event *event, const struct cmh_value *value, bool secrets)
{
	if (value->type == CMH_NONE) /* nor is one of our own environment to be taken for it */
		return push(env, strdup(name));
	return add(env, name, value_text(event, value, secrets));
}

char **
follow_env(const struct cmh_event *event, uint64_t seq, bool secrets)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	char **env = calloc(MOST + 1, sizeof(*env));

	if (env == NULL)
		return NULL;
	if (add(env, "CMAPSH_EVENT", strdup(event_name(event))) && add(env, "CMAPSH_KEY", strdup(event->key)) &&
	    add(env, "CMAPSH_TYPE", strdup(cmh_type_name(typed->type))) && add(env, "CMAPSH_MAP", strdup(cmh_map_name(event->map))) &&
	    add(env, "CMAPSH_SOURCE", strdup(event_source(event))) && add(env, "CMAPSH_TIME", time_stamp(&event->time)) &&
	    add(env, "CMAPSH_SEQ", str_format("%ju", (uintmax_t)seq)) && add_value(env, "CMAPSH_OLD", event, &event->before, secrets) &&
	    add_value(env, "CMAPSH_NEW", event, &event->after, secrets))
		return env;
	follow_env_free(env);
	return NULL;
}

void
follow_env_free(char **env)
{
	for (size_t i = 0; env != NULL && env[i] != NULL; i++)
		free(env[i]);
	free(env);
}
