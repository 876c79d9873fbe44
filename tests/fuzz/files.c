/* SPDX-License-Identifier: BSD-3-Clause */
/* Files with keys in them: what is read is exact, in both attitudes, and every fault has a place. */
#include <string.h>

#include "fuzz.h"
#include "know/conf_check.h"
#include "saved_parts.h"

typedef enum cmh_status parse_fn(struct file_parser *p, struct cmh_error *err);

struct kept {
	struct store store;
	struct parts parts;
};

/* Keeps the key in the store, and checks that its text reads back. */
static bool
take(struct file_parser *p, const struct found *found)
{
	struct kept *kept = p->arg;
	struct cmh_value again = CMH_VALUE_INIT;
	char *text;

	MUST(cmh_name_check(found->key, NULL) == CMH_OK);
	MUST(found->value.type != CMH_NONE);
	if (found->missing == MISSING_NOT) {
		text = cmh_value_text(&found->value);
		MUST(text != NULL && strchr(text, '\n') == NULL);
		MUST(printed_parse(found->value.type, text, true, &again, NULL) == CMH_OK);
		/* A nan has many bit patterns and one text. */
		MUST(cmh_value_equal(&found->value, &again) || strstr(text, "nan") != NULL);
		cmh_value_clear(&again);
		free(text);
	}
	return parts_add(&kept->parts, p->at.line, p->source, p->source_len) && store_add(&kept->store, found);
}

/* All keys come out of the store as they went in, in their order. */
static void
check_store(struct store *store)
{
	for (size_t i = 0; i < store->n; i++) {
		struct found found;

		MUST(store_seek(store, store_key(store, i)) == i);
		MUST(i == 0 || cmh_name_cmp(store_key(store, i - 1), store_key(store, i)) < 0);
		MUST(store_get(store, i, &found) && found.value.type == store_type(store, i));
		cmh_value_clear(&found.value);
	}
}

/* Whether a key belongs to the first map of the file, and is the first of its name there. */
static bool
is_in_first(const void *parts, size_t i)
{
	const struct key_place *origin = &((const struct parts *)parts)->origins[i];

	return origin->part == 0 && !origin->repeats;
}

static size_t
read_keys(const uint8_t *bytes, size_t len, parse_fn *parse, bool strict, bool *good)
{
	struct kept kept = { 0 };
	struct store *store = &kept.store;
	struct file_parser p = { .name = "FILE", .strict = strict, .take = take, .arg = &kept };
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;
	size_t taken;

	p.in = fmemopen((void *)bytes, len, "r");
	MUST(p.in != NULL);
	if (file_parser_next(&p))
		status = parse(&p, &err);
	MUST(status == CMH_OK || (status == CMH_INVALID && p.fault.line > 0 && p.fault.column > 0 && err.message != NULL));
	MUST(p.taken == store->n && p.fault.line <= p.number && (!strict || p.left_out == 0));
	*good = status == CMH_OK;
	taken = p.taken;
	MUST(parts_find(&kept.parts, store));
	store_keep(store, is_in_first, &kept.parts);
	store_sort(store);
	check_store(store);
	fclose(p.in);
	cmh_error_clear(&err);
	file_parser_clear(&p);
	parts_clear(&kept.parts);
	store_clear(store);
	return taken;
}

/* What is read strictly is read tolerantly, too. */
static int
read_both(const uint8_t *bytes, size_t len, parse_fn *parse)
{
	bool strictly, tolerantly;
	size_t n, all;

	if (len == 0)
		return 0;
	n = read_keys(bytes, len, parse, true, &strictly);
	all = read_keys(bytes, len, parse, false, &tolerantly);
	MUST(!strictly || (tolerantly && n == all));
	return 0;
}

int
fuzz_text(const uint8_t *bytes, size_t len)
{
	return read_both(bytes, len, file_parse_text);
}

int
fuzz_json(const uint8_t *bytes, size_t len)
{
	return read_both(bytes, len, file_parse_json);
}

/* ---- corosync.conf --------------------------------------------------------- */

/* Every fault has a place in the file, in their order, or none. */
static void
check_faults(const struct faults *faults, size_t lines)
{
	MUST(!faults->failed && faults->n <= FAULTS_MAX);
	for (size_t i = 0; i < faults->n; i++) {
		MUST(faults->v[i].message[0] != '\0' && faults->v[i].line <= lines);
		MUST((faults->v[i].line == 0) == (faults->v[i].column == 0));
		MUST(i == 0 || faults->v[i].line == 0 || (faults->v[i - 1].line != 0 && faults->v[i - 1].line <= faults->v[i].line));
	}
}

/* The bytes as the reader gets them, whatever they look like. */
static void
read_conf(const uint8_t *bytes, size_t len)
{
	struct kept kept = { 0 };
	struct file_parser p = { .name = "FILE", .take = take, .arg = &kept, .in = fmemopen((void *)bytes, len, "r") };

	MUST(p.in != NULL && file_parse_conf(&p, NULL) == CMH_OK);
	MUST(p.taken == kept.store.n && p.head.maps == MAPS_ICMAP && p.head.n_paths > 0);
	check_store(&kept.store); /* sorted, and no key twice */
	check_faults(&p.faults, p.number);
	fclose(p.in);
	file_parser_clear(&p);
	parts_clear(&kept.parts);
	store_clear(&kept.store);
}

/* A file with a section of its own in front, so that it is one; and what is checked in it. */
int
fuzz_conf(const uint8_t *bytes, size_t len)
{
	static const char head[] = "totem {\nversion: 2\n";
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct cmh_position at;
	struct faults faults = { .n = 0 };
	struct cmh_handle *map;
	char *file = malloc(sizeof(head) + len);
	FILE *in;

	if (len > 0)
		read_conf(bytes, len);
	MUST(cmh != NULL && file != NULL);
	memcpy(file, head, sizeof(head) - 1);
	if (len > 0)
		memcpy(file + sizeof(head) - 1, bytes, len);
	in = fmemopen(file, sizeof(head) - 1 + len, "r");
	MUST(in != NULL);
	map = cmh_handle_open_stream(cmh, in, CMH_TEXT_PASTED, "./FILE", NULL, NULL);
	if (map != NULL && cmh_handle_info(map)->conf) {
		MUST(conf_check(map, &faults));
		check_faults(&faults, sizeof(head) + len);
		MUST(cmh_read_all(map, "", &keys, NULL) == CMH_OK);
		for (size_t i = 0; i < keys.n; i++) {
			MUST(cmh_handle_place(map, keys.v[i].key, &at) && at.line > 0 && at.column > 0);
			MUST(keys.v[i].error == NULL || faults.n > 0);
		}
	}
	cmh_entries_clear(&keys);
	faults_clear(&faults);
	fclose(in);
	free(file);
	cmh_context_free(cmh);
	return 0;
}
