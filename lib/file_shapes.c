/* SPDX-License-Identifier: BSD-3-Clause */
/* Keys in JSON as cmapsh writes it: snapshots, and the output of -o json and -o ndjson. Its manual describes the shapes. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "file_json.h"

/* The members that are read. Others are skipped: a later version may write more. */
enum name { KEY, TYPE, VALUE, TEXT, MASKED, ERROR, SNAPSHOT, MAP, TIME, NODE, CLUSTER, PATHS, N_NAMES };

static const char *const names[N_NAMES] = {
	"\"key\"", "\"type\"", "\"value\"", "\"text\"", "\"masked\"", "\"error\"",
	"\"cmapsh_snapshot\"", "\"map\"", "\"time\"", "\"node\"", "\"cluster\"", "\"paths\"",
};

/* The object that is read. */
struct shape {
	struct json *json;
	struct member v[N_NAMES];
	struct cmh_position at;
};

static bool
is_string(const struct member *m)
{
	return m->there && m->type == json_type_string && strlen(m->text) == m->len;
}

/* ---- a key ------------------------------------------------------------- */

/* Fails at a member, or at the object that does not have it. Without a message, the error is set already. */
static enum cmh_status
fail_at_member(struct shape *s, const struct member *m, struct cmh_error *err, const char *message)
{
	const struct cmh_position *at = m->there ? &m->at : &s->at;

	if (message != NULL)
		return file_parser_fail(s->json->p, at->line, at->column, err, "%s", message);
	s->json->p->fault = *at;
	return CMH_INVALID;
}

/* Whether "value" and "text", if both are there, are the same number: "text" is the exact one. */
static bool
agree(const struct member *value, const struct member *text)
{
	struct cmh_value a = CMH_VALUE_INIT, b = CMH_VALUE_INIT;

	if (value->type != json_type_int && value->type != json_type_double)
		return true;
	return cmh_value_parse(CMH_DBL, value->text, &a, NULL) == CMH_OK &&
	       cmh_value_parse(CMH_DBL, text->text, &b, NULL) == CMH_OK && a.d == b.d;
}

/* Returns the status of a member that was parsed. If it is not valid, the error is about the member. */
static enum cmh_status
judge(struct shape *s, const struct member *member, enum cmh_status status, struct cmh_error *err)
{
	return status == CMH_INVALID ? fail_at_member(s, member, err, NULL) : status;
}

static enum cmh_status
read_number(struct shape *s, const struct member *value, struct cmh_value *out, struct cmh_error *err)
{
	if (value->type != json_type_int && value->type != json_type_double)
		return fail_at_member(s, value, err, "expected a number, or null and a \"text\"");
	return judge(s, value, cmh_value_parse(out->type, value->text, out, err), err);
}

/* Reads the value from "text", or else from "value". */
static enum cmh_status
read_value(struct shape *s, struct cmh_value *out, struct cmh_error *err)
{
	struct member *value = &s->v[VALUE], *text = &s->v[TEXT];

	if (out->type == CMH_STR && value->there && value->type == json_type_string)
		return judge(s, value, cmh_value_bytes(CMH_STR, value->text, value->len, out, err), err);
	if (!text->there && (out->type == CMH_STR || out->type == CMH_BIN))
		return fail_at_member(s, value, err, out->type == CMH_STR ? "expected a string, or null and a \"text\""
								 : "expected the value of a bin in \"text\"");
	if (!text->there)
		return read_number(s, value, out, err);
	if (!is_string(text))
		return fail_at_member(s, text, err, "expected a string");
	if (value->there && !agree(value, text))
		return fail_at_member(s, value, err, "\"value\" and \"text\" are different values");
	return judge(s, text, printed_parse(out->type, text->text, true, out, err), err);
}

/* Makes a key of the object that was read. */
static enum cmh_status
read_key(struct shape *s, struct found *out, struct cmh_error *err)
{
	struct member *key = &s->v[KEY], *type = &s->v[TYPE], *masked = &s->v[MASKED], *error = &s->v[ERROR];
	enum cmh_status status;

	if (!is_string(key))
		return fail_at_member(s, key, err, "\"key\" is missing or is not a string");
	if ((status = cmh_name_check(key->text, err)) != CMH_OK)
		return judge(s, key, status, err);
	*out = (struct found){ .key = key->text, .value.type = is_string(type) ? cmh_type_by_name(type->text) : CMH_NONE };
	/* The type of a key that could not be read is not known. */
	if (out->value.type == CMH_NONE && !(is_string(error) && is_string(type) && strcmp(type->text, cmh_type_name(CMH_NONE)) == 0))
		return fail_at_member(s, type, err, "\"type\" is missing or is not a type of cmap");
	if (masked->there && strcmp(masked->text, "true") == 0)
		out->missing = MISSING_MASKED;
	else if (is_string(error))
		out->missing = MISSING_ERROR;
	else if (!s->v[VALUE].there && !s->v[TEXT].there)
		return fail_at_member(s, &s->v[VALUE], err, "\"value\" is missing");
	out->why = error->text;
	return out->missing == MISSING_NOT ? read_value(s, &out->value, err) : CMH_OK;
}

static enum cmh_status
give_key(struct shape *s)
{
	struct file_parser *p = s->json->p;
	struct found found = { 0 };
	enum cmh_status status = read_key(s, &found, p->strict ? s->json->err : NULL);
	bool taken;

	if (status == CMH_INVALID && !p->strict) {
		p->fault = (struct cmh_position){ 0, 0 };
		return file_parser_leave_out(p, s->at.line) ? CMH_OK : error_no_memory(s->json->err);
	}
	if (status == CMH_FAILED)
		return error_no_memory(s->json->err);
	if (status != CMH_OK)
		return status;
	p->at = s->v[KEY].at;
	p->taken++;
	taken = p->take(p, &found);
	cmh_value_clear(&found.value);
	return taken ? CMH_OK : error_no_memory(s->json->err);
}

/* ---- the head of a snapshot --------------------------------------------- */

static enum cmh_status
check_version(struct shape *s)
{
	struct member *m = &s->v[SNAPSHOT];
	struct cmh_value version = CMH_VALUE_INIT;

	if (m->type != json_type_int || cmh_value_parse(CMH_U64, m->text, &version, NULL) != CMH_OK || version.u == 0)
		return fail_at_member(s, m, s->json->err, "not a version of a snapshot");
	if (version.u > CMH_SNAPSHOT_VERSION)
		return file_parser_fail(s->json->p, m->at.line, m->at.column, s->json->err,
				   "saved by a newer cmapsh: version %s of a snapshot; this library reads up to %d", m->text,
				   CMH_SNAPSHOT_VERSION);
	return CMH_OK;
}

static bool
copy_text(const struct member *m, char **out)
{
	free(*out);
	*out = is_string(m) ? strdup(m->text) : NULL;
	return !is_string(m) || *out != NULL;
}

static bool
copy_paths(const struct member *m, struct file_head *head)
{
	struct json_object *paths = m->type == json_type_array ? json_tokener_parse(m->text) : NULL;
	size_t n = paths != NULL ? json_object_array_length(paths) : 0;
	bool good = true;

	if (n > 0 && (head->paths = calloc(n, sizeof(*head->paths))) == NULL)
		good = false;
	for (size_t i = 0; i < n && good; i++) {
		const char *path = json_object_get_string(json_object_array_get_idx(paths, i));

		good = (head->paths[i] = strdup(path != NULL ? path : "")) != NULL;
		head->n_paths += good;
	}
	json_object_put(paths);
	return good;
}

static enum cmh_status
keep_head(struct shape *s)
{
	struct file_head *head = &s->json->p->head;
	const struct member *map = &s->v[MAP];

	if (head->maps != MAPS_NONE)
		return fail_at_member(s, &s->v[SNAPSHOT], s->json->err, "second snapshot in one file");
	head->maps = is_string(map) ? map_set_by_name(map->text) : MAPS_NONE;
	if (head->maps == MAPS_NONE)
		return fail_at_member(s, map, s->json->err, "\"map\" is missing or is not live, icmap or stats");
	if (!copy_text(&s->v[TIME], &head->time) || !copy_text(&s->v[NODE], &head->node) ||
	    !copy_text(&s->v[CLUSTER], &head->cluster) || !copy_paths(&s->v[PATHS], head))
		return error_no_memory(s->json->err);
	return CMH_OK;
}

/* ---- objects and arrays ------------------------------------------------ */

static enum cmh_status read_keys(struct json *j);

static enum cmh_status
read_member(struct shape *s, bool outer)
{
	struct json *j = s->json;
	struct member other = { 0 };
	enum name name = KEY;
	enum cmh_status status = json_name(j);

	if (status != CMH_OK)
		return status;
	if (outer && strcmp(j->piece.text, "\"keys\"") == 0 && json_peek(j) == '[')
		return read_keys(j);
	while (name < N_NAMES && strcmp(names[name], j->piece.text) != 0)
		name++;
	if (name < N_NAMES && s->v[name].there)
		return json_fail(j, "duplicate member");
	status = json_read(j, name < N_NAMES ? &s->v[name] : &other);
	free(other.text);
	return status == CMH_OK && outer && name == SNAPSHOT ? check_version(s) : status;
}

/* Reads an object: a key or, if `outer`, perhaps the one around all of a snapshot. */
static enum cmh_status
read_object(struct shape *s, bool outer)
{
	enum cmh_status status = CMH_OK;
	bool more = true;

	for (size_t i = 0; i < N_NAMES; i++)
		s->v[i].there = false;
	s->at = (struct cmh_position){ s->json->p->number, s->json->at + 1 };
	for (size_t i = 0; status == CMH_OK && more; i++) {
		status = json_next(s->json, "{}", i, &more);
		if (status == CMH_OK && more)
			status = read_member(s, outer);
	}
	if (status != CMH_OK)
		return status;
	return outer && s->v[SNAPSHOT].there ? keep_head(s) : give_key(s);
}

static void
shape_clear(struct shape *s)
{
	for (size_t i = 0; i < N_NAMES; i++)
		free(s->v[i].text);
}

/* Reads an array of keys. */
static enum cmh_status
read_keys(struct json *j)
{
	struct shape s = { .json = j };
	enum cmh_status status = CMH_OK;
	bool more = true;

	for (size_t i = 0; status == CMH_OK && more; i++) {
		status = json_next(j, "[]", i, &more);
		if (status == CMH_OK && more)
			status = json_peek(j) == '{' ? read_object(&s, false) : json_fail(j, "expected an object");
	}
	shape_clear(&s);
	return status;
}

enum cmh_status
file_parse_json(struct file_parser *p, struct cmh_error *err)
{
	struct json j;
	enum cmh_status status = json_begin(&j, p, err);
	struct shape outer = { .json = &j };
	int c;

	while (status == CMH_OK && (c = json_peek(&j)) != EOF)
		status = c == '[' ? read_keys(&j) : c == '{' ? read_object(&outer, true) : json_fail(&j, "expected [ or {");
	shape_clear(&outer);
	json_end(&j);
	return status;
}
