/* SPDX-License-Identifier: BSD-3-Clause */
#include "follow_env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keydoc.h"
#include "render_format.h"

enum { MOST = 9 };

/* Takes `value`. What there is not has no variable. */
static bool
add(char **env, const char *name, char *value)
{
	size_t n = 0;
	bool good = value != NULL;

	while (env[n] != NULL)
		n++;
	if (good && asprintf(&env[n], "CMAPSH_%s=%s", name, value) < 0) {
		env[n] = NULL;
		good = false;
	}
	free(value);
	return good;
}

static char *
value_text(const struct cmh_event *event, const struct cmh_value *value, bool secrets)
{
	if (!secrets && keydoc_is_secret(event->key))
		return strdup("********");
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
	return value->type == CMH_NONE || add(env, name, value_text(event, value, secrets));
}

char **
follow_env(const struct cmh_event *event, uint64_t seq, bool secrets)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	struct field time = field_time("time", event->time);
	char **env = calloc(MOST + 1, sizeof(*env));

	if (env == NULL)
		return NULL;
	if (add(env, "EVENT", strdup(render_event_name(event))) && add(env, "KEY", strdup(event->key)) &&
	    add(env, "TYPE", strdup(cmh_type_name(typed->type))) && add(env, "MAP", strdup(cmh_map_name(event->map))) &&
	    add(env, "SOURCE", strdup(render_source_name(event))) && add(env, "TIME", field_time_string(&time)) &&
	    add(env, "SEQ", number_text(seq)) && add_value(env, "OLD", event, &event->before, secrets) &&
	    add_value(env, "NEW", event, &event->after, secrets))
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
