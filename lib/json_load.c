/* SPDX-License-Identifier: BSD-3-Clause */
/* json-c for cmapsh: its functions, which load it when they are needed. Most commands print text. */
#include <dlfcn.h>
#include <pthread.h>

#include "json_library.h"

/* Their declarations and how they are called, as in the headers of json-c. */
#define EACH_FUNCTION \
	FUNCTION(int, json_object_array_add, (struct json_object *array, struct json_object *value), (array, value)) \
	FUNCTION(struct json_object *, json_object_array_get_idx, (const struct json_object *array, size_t i), (array, i)) \
	FUNCTION(size_t, json_object_array_length, (const struct json_object *array), (array)) \
	FUNCTION(const char *, json_object_get_string, (struct json_object *object), (object)) \
	FUNCTION(int, json_object_get_string_len, (const struct json_object *object), (object)) \
	FUNCTION(enum json_type, json_object_get_type, (const struct json_object *object), (object)) \
	FUNCTION(int, json_object_is_type, (const struct json_object *object, enum json_type type), (object, type)) \
	FUNCTION(struct json_object *, json_object_new_array, (void), ()) \
	FUNCTION(struct json_object *, json_object_new_boolean, (json_bool value), (value)) \
	FUNCTION(struct json_object *, json_object_new_double_s, (double value, const char *text), (value, text)) \
	FUNCTION(struct json_object *, json_object_new_object, (void), ()) \
	FUNCTION(struct json_object *, json_object_new_string, (const char *text), (text)) \
	FUNCTION(struct json_object *, json_object_new_string_len, (const char *text, int len), (text, len)) \
	FUNCTION(int, json_object_object_add, (struct json_object *object, const char *name, struct json_object *value), \
		 (object, name, value)) \
	FUNCTION(json_bool, json_object_object_get_ex, \
		 (const struct json_object *object, const char *name, struct json_object **value), (object, name, value)) \
	FUNCTION(int, json_object_put, (struct json_object *object), (object)) \
	FUNCTION(const char *, json_object_to_json_string_length, (struct json_object *object, int flags, size_t *len), \
		 (object, flags, len)) \
	FUNCTION(const char *, json_tokener_error_desc, (enum json_tokener_error error), (error)) \
	FUNCTION(enum json_tokener_error, json_tokener_get_error, (struct json_tokener *tokener), (tokener)) \
	FUNCTION(size_t, json_tokener_get_parse_end, (struct json_tokener *tokener), (tokener)) \
	FUNCTION(struct json_tokener *, json_tokener_new, (void), ()) \
	FUNCTION(struct json_object *, json_tokener_parse, (const char *text), (text)) \
	FUNCTION(struct json_object *, json_tokener_parse_ex, (struct json_tokener *tokener, const char *text, int len), \
		 (tokener, text, len))
#define EACH_PROCEDURE \
	PROCEDURE(json_tokener_free, (struct json_tokener *tokener), (tokener)) \
	PROCEDURE(json_tokener_reset, (struct json_tokener *tokener), (tokener)) \
	PROCEDURE(json_tokener_set_flags, (struct json_tokener *tokener, int flags), (tokener, flags))

/* Set once, by json_ready(). */
static struct {
#define FUNCTION(type, name, ...) __typeof__(name) *name;
#define PROCEDURE(name, ...) __typeof__(name) *name;
	EACH_FUNCTION
	EACH_PROCEDURE
#undef FUNCTION
#undef PROCEDURE
} json;
static pthread_once_t loaded = PTHREAD_ONCE_INIT;
static bool ready;

static void
load(void)
{
	void *library = dlopen(JSON_SONAME, RTLD_LAZY | RTLD_LOCAL);

	if (library == NULL)
		return;
	ready = true;
#define FUNCTION(type, name, ...) ready &= (json.name = (__typeof__(name) *)dlsym(library, #name)) != NULL;
#define PROCEDURE(name, ...) FUNCTION(void, name)
	EACH_FUNCTION
	EACH_PROCEDURE
#undef FUNCTION
#undef PROCEDURE
}

bool
json_ready(void)
{
	return pthread_once(&loaded, load) == 0 && ready;
}

#define FUNCTION(type, name, parameters, arguments) \
	type name parameters { return json_ready() ? json.name arguments : (type)0; }
#define PROCEDURE(name, parameters, arguments) \
	void name parameters { if (json_ready()) json.name arguments; }
EACH_FUNCTION
EACH_PROCEDURE
