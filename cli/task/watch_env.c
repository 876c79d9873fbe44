/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/watch_env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/format.h"

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
	char *text = NULL;

	if (value != NULL && asprintf(&text, "%s=%s", name, value) < 0)
		text = NULL;
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

static char *
number_text(uint64_t number)
{
	char *text;

	return asprintf(&text, "%ju", (uintmax_t)number) < 0 ? NULL : text;
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
	struct field time = field_time("time", event->time);
	char **env = calloc(MOST + 1, sizeof(*env));

	if (env == NULL)
		return NULL;
	if (add(env, "CMAPSH_EVENT", strdup(render_event_name(event))) && add(env, "CMAPSH_KEY", strdup(event->key)) &&
	    add(env, "CMAPSH_TYPE", strdup(cmh_type_name(typed->type))) && add(env, "CMAPSH_MAP", strdup(cmh_map_name(event->map))) &&
	    add(env, "CMAPSH_SOURCE", strdup(render_source_name(event))) && add(env, "CMAPSH_TIME", field_time_string(&time)) &&
	    add(env, "CMAPSH_SEQ", number_text(seq)) && add_value(env, "CMAPSH_OLD", event, &event->before, secrets) &&
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
