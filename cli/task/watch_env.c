/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/watch_env.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "str.h"
#include "task/event.h"
#include "text/time.h"

enum { N_VARIABLES = 9 };

/* Appends "NAME=VALUE" or "NAME", and takes it. False: `text` is NULL, because memory ran out. */
static bool
append_text(char **env, char *text)
{
	size_t n = 0;

	while (env[n] != NULL)
		n++;
	env[n] = text;
	return text != NULL;
}

/* Appends a name and a value, and takes the value, which is NULL if memory ran out. False: out of memory. */
static bool
append(char **env, const char *name, char *value)
{
	char *text = value != NULL ? str_format("%s=%s", name, value) : NULL;

	free(value);
	return append_text(env, text);
}

static char *
value_text(const struct cmh_event *event, const struct cmh_value *value, bool secrets)
{
	if (!secrets && cmh_key_is_secret(event->key))
		return str_copy(CMH_MASK);
	return value->type == CMH_STR ? str_copy(value->bytes) : cmh_value_text(value);
}

static bool
append_value(char **env, const char *name, const struct cmh_event *event, const struct cmh_value *value, bool secrets)
{
	if (value->type == CMH_NONE)
		return append_text(env, str_copy(name));
	return append(env, name, value_text(event, value, secrets));
}

char **
watch_env_new(const struct cmh_event *event, uint64_t seq, bool secrets)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	char **env = calloc(N_VARIABLES + 1, sizeof(*env));

	if (env == NULL)
		return NULL;
	if (append(env, "CMAPSH_EVENT", str_copy(event_name(event))) && append(env, "CMAPSH_KEY", str_copy(event->key)) &&
	    append(env, "CMAPSH_TYPE", str_copy(cmh_type_name(typed->type))) &&
	    append(env, "CMAPSH_MAP", str_copy(cmh_map_name(event->map))) && append(env, "CMAPSH_SOURCE", str_copy(event_source(event))) &&
	    append(env, "CMAPSH_TIME", time_stamp(&event->time)) && append(env, "CMAPSH_SEQ", str_format("%ju", (uintmax_t)seq)) &&
	    append_value(env, "CMAPSH_OLD", event, &event->before, secrets) &&
	    append_value(env, "CMAPSH_NEW", event, &event->after, secrets))
		return env;
	str_list_free(env);
	return NULL;
}
