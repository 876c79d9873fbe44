/* SPDX-License-Identifier: BSD-3-Clause */
/* A map as corosync-cmapctl prints it, disguised as people paste it: it opens as the same map, or says what it lost. */
#include "test.h"

#include <unistd.h>

#include "entries.h"
#include "str.h"

enum { ROUNDS = 300, KEYS = 30 };

static const char *const pieces[] = {
	"", " ", "  ", "=", " = ", "(u8)", "abc (u8) = 1", "joined", "#", "0x41", "\xc3\xa9", "r(0) ip(192.0.2.1) ", "a:b", "null", "/",
};
static const char *const marks[] = { "", " ", "\t", "> ", ">> ", "> > ", "- ", "* ", "1. ", "12) ", "7: ", "  3\t", "\xe2\x80\xa2 ", "\xc2\xa0", "[root@n1 ~]# ", "$ " };
static const char *const spaces[] = { " ", "\t", "\xc2\xa0" };
static const char *const noise[] = {
	"[root@n1 ~]# pcs status", "```", "# corosync-cmapctl", "...", "</pre>", "Can't get value of a.b. Error CS_ERR_NOT_EXIST",
	"modify a.key (u8) = 1 -> 2", "a.key (u9) = 1", "a.key (u8) = 256",
};

/* How a file is disguised as a whole. */
struct disguise {
	enum { NOT_FOUND, NUMBER, FILE_NAME, FILE_AND_NUMBER, NODE, N_SOURCES } source;
	int padding;
	bool crlf, utf16, marked, colored, context; /* context: of grep -C */
};

/* A file that is written, and what must be read of it. */
struct paste {
	struct disguise how;
	struct str_stream text;
	struct cmh_entries map;
	size_t line, left_out;
	uint64_t random;
};

static size_t
any(struct paste *p, size_t n)
{
	return next_random(&p->random) % n;
}

static struct disguise
any_disguise(struct paste *p)
{
	return (struct disguise){
		.source = any(p, 2) == 0 ? NOT_FOUND : any(p, N_SOURCES), .padding = any(p, 3) == 0 ? (int)any(p, 5) : 0,
		.context = any(p, 2) == 0, .crlf = any(p, 4) == 0, .utf16 = any(p, 4) == 0, .marked = any(p, 2) == 0, .colored = any(p, 4) == 0,
	};
}

static void
begin_line(struct paste *p)
{
	char mark = p->how.context && p->line > 0 && any(p, 4) > 0 ? '-' : ':';

	p->line++;
	switch (p->how.source) {
	case NUMBER: fprintf(p->text.out, "%zu%c", p->line, mark); break;
	case FILE_NAME: fputs("./node1/my report/corosync-cmapctl:", p->text.out); break;
	case FILE_AND_NUMBER: fprintf(p->text.out, "./my-4-nodes/corosync-cmapctl%c%zu%c", mark, p->line, mark); break;
	case NODE: fputs("node1: ", p->text.out); break;
	default: break;
	}
}

static void
end_line(struct paste *p)
{
	fprintf(p->text.out, "%*s%s", p->how.padding, "", p->how.crlf ? "\r\n" : "\n");
}

static void
write_noise(struct paste *p)
{
	begin_line(p);
	fputs(noise[any(p, N_OF(noise))], p->text.out);
	end_line(p);
	p->left_out++;
}

/* Adds a key with any value to the map that must be read. */
static struct cmh_entry *
add_key(struct paste *p, size_t i)
{
	char *key = str_format(any(p, 8) == 0 ? "runtime.connections.attrd:20%zu:0x55d0.k" : "b%zu.key", i);
	struct cmh_entry *entry;
	char text[200] = "";

	assert_non_null(key);
	assert_int_equal(cmh_entries_add(&p->map, key, NULL), CMH_OK);
	free(key);
	entry = &p->map.v[p->map.n - 1];
	if (i == 0 || any(p, 2) == 0) {
		entry->value = (struct cmh_value){ .type = CMH_U32, .u = any(p, UINT32_MAX) };
		return entry;
	}
	for (size_t left = any(p, 5); left > 0; left--)
		strcat(text, pieces[any(p, N_OF(pieces))]);
	assert_int_equal(cmh_value_bytes(CMH_STR, text, strlen(text), &entry->value, NULL), CMH_OK);
	return entry;
}

static const char *
any_space(struct paste *p)
{
	return p->how.marked ? spaces[any(p, N_OF(spaces))] : " ";
}

static void
write_key(struct paste *p, size_t i)
{
	struct cmh_entry *entry = add_key(p, i);
	const char *color = p->how.colored ? "\x1b[1;32m" : "", *plain = p->how.colored ? "\x1b[0m" : "";
	char *text = cmh_value_text(&entry->value);

	assert_non_null(text);
	begin_line(p);
	if (p->how.source == NOT_FOUND && p->how.marked)
		fputs(marks[any(p, N_OF(marks))], p->text.out);
	fprintf(p->text.out, "%s%s%s", color, entry->key, plain);
	fprintf(p->text.out, "%s(%s)", any_space(p), cmh_type_name(entry->value.type));
	fprintf(p->text.out, "%s=", any_space(p));
	fprintf(p->text.out, "%s%s%s%s", any_space(p), color, text, plain);
	end_line(p);
	if (entry->value.type == CMH_STR && any(p, 10) == 0) /* the second line of a value */
		write_noise(p);
	free(text);
}

static void
write_utf16(FILE *file, const char *text)
{
	size_t n;

	fwrite("\xff\xfe", 1, 2, file);
	for (; *text != '\0'; text += n) {
		unsigned char *c = (unsigned char *)text;
		unsigned unit = c[0];

		n = c[0] < 0x80 ? 1 : c[0] < 0xe0 ? 2 : 3;
		if (n == 2)
			unit = (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
		if (n == 3)
			unit = (c[0] & 0xfu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
		putc((int)(unit & 0xff), file);
		putc((int)(unit >> 8), file);
	}
}

/* Opens the file, and compares. */
static void
opens_as(struct paste *p, const char *path, const char *text)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *handle = cmh_handle_open(cmh, path, NULL, &err);
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_handle_info info;

	if (handle == NULL)
		FAIL_ROW("%s:\n%s", cmh_error_message(&err), text);
	info = *cmh_handle_info(handle);
	assert_int_equal(cmh_read_all(handle, "", &found, NULL), CMH_OK);
	entries_sort_filter(&p->map, "");
	if (info.left_out != p->left_out || info.n_parts != 1 || info.repeated != 0 || found.n != p->map.n)
		FAIL_ROW("%zu keys of %zu, %zu lines left out of %zu, %zu parts in:\n%s", found.n, p->map.n, info.left_out, p->left_out,
			 info.n_parts, text);
	for (size_t i = 0; i < found.n; i++)
		if (strcmp(found.v[i].key, p->map.v[i].key) != 0 || !cmh_value_equal(&found.v[i].value, &p->map.v[i].value))
			FAIL_ROW("%s = \"%s\", not %s = \"%s\" in:\n%s", found.v[i].key, cmh_value_text(&found.v[i].value), p->map.v[i].key,
				 cmh_value_text(&p->map.v[i].value), text);
	for (size_t i = 0; i < info.left_out && i < CMH_LINES_MAX; i++)
		assert_true(info.left_out_lines[i].line > 0 && info.left_out_lines[i].text != NULL);
	cmh_entries_clear(&found);
	cmh_context_free(cmh);
}

TEST(a_disguised_map_opens_as_the_same_map_or_says_what_it_lost)
{
	uint64_t random = 88172645463325252u;

	for (int round = 0; round < ROUNDS; round++) {
		struct paste p = { .random = next_random(&random) };
		char path[] = "/tmp/test_pasted.XXXXXX", *text;
		int fd = mkstemp(path);
		FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

		assert_non_null(file);
		assert_true(str_open(&p.text));
		p.how = any_disguise(&p);
		for (size_t i = 0; i < KEYS; i++) {
			if (any(&p, 12) == 0)
				write_noise(&p);
			write_key(&p, i);
		}
		assert_non_null(text = str_close(&p.text));
		if (p.how.utf16)
			write_utf16(file, text);
		else
			fputs(text, file);
		assert_int_equal(fclose(file), 0);
		opens_as(&p, path, text);
		unlink(path);
		free(text);
		cmh_entries_clear(&p.map);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disguised_map_opens_as_the_same_map_or_says_what_it_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
