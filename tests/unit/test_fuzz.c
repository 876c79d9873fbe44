/* SPDX-License-Identifier: BSD-3-Clause */
/* A short run of the fuzz tests of tests/fuzz/run, with the same random inputs in every run. */
#include "test.h"

#include <dirent.h>
#include <stdio.h>

#include "fuzz.h"

enum { MUTATIONS = 300, MOST = 65536 }; /* of each file; bytes of an input */

struct input {
	uint8_t bytes[MOST];
	size_t len;
};

static const char *const tokens[] = {
	" (", ") = ", "u8", "str", "bin", "\n", "\r\n", "#", "\"", "\\", "\\x", "\\\"", "{", "}", "[", "]", ",", ":", "null", "true",
	"\"key\":", "\"type\":", "\"value\":", "\"text\":", "\"masked\":true", "\"keys\":[", "\"cmapsh_snapshot\":1", "\\ud800",
	" {\n", "}\n", ": ", "totem {\n", "interface {\n", "node {\n", "linknumber: 1\n", "1e999", "-", "0x", "99999999999999999999", "nan", "'", "*empty*", "\xff", "\xef\xbf\xbd", "abc (str) = ",
};

static void
cut(struct input *in, size_t at, size_t n)
{
	n = n < in->len - at ? n : in->len - at;
	memmove(in->bytes + at, in->bytes + at + n, in->len - at - n);
	in->len -= n;
}

static void
insert(struct input *in, size_t at, const void *bytes, size_t n)
{
	n = n < MOST - in->len ? n : MOST - in->len;
	memmove(in->bytes + at + n, in->bytes + at, in->len - at);
	memcpy(in->bytes + at, bytes, n);
	in->len += n;
}

static void
mutate(struct input *in, uint64_t *random)
{
	static uint8_t piece[256];
	size_t at = next_random(random) % (in->len + 1), n = next_random(random) % sizeof(piece);
	const char *token = tokens[next_random(random) % N_OF(tokens)];

	switch (next_random(random) % 5) {
	case 0: cut(in, at, n % 16); break;
	case 1: insert(in, at, token, strlen(token)); break;
	case 2: insert(in, at, &(uint8_t){ (uint8_t)next_random(random) }, 1); break;
	case 3:
		if (at < in->len)
			in->bytes[at] ^= (uint8_t)(1u << next_random(random) % 8);
		break;
	default: /* copy a part of it to another place */
		n = n < in->len - at ? n : in->len - at;
		memcpy(piece, in->bytes + at, n);
		insert(in, next_random(random) % (in->len + 1), piece, n);
	}
}

/* Runs the target on a copy of the exact size, so that the sanitizer detects a read after its end. */
static void
feed(int (*target)(const uint8_t *, size_t), const struct input *in)
{
	uint8_t *bytes = malloc(in->len + !in->len);

	assert_non_null(bytes);
	memcpy(bytes, in->bytes, in->len);
	target(bytes, in->len);
	free(bytes);
}

static void
run(int (*target)(const uint8_t *, size_t), const char *corpus)
{
	static struct input original, in;
	uint64_t random = 88172645463325252u;
	struct dirent **files;
	char *path;
	int n;

	assert_true(asprintf(&path, "%s/tests/fuzz/corpus/%s", getenv("top_srcdir") != NULL ? getenv("top_srcdir") : ".", corpus) > 0);
	n = scandir(path, &files, NULL, alphasort);
	free(path);
	assert_true(n > 2);
	for (int i = 0; i < n; i++) {
		FILE *file;

		assert_true(asprintf(&path, "%s/tests/fuzz/corpus/%s/%s", getenv("top_srcdir") != NULL ? getenv("top_srcdir") : ".",
				     corpus, files[i]->d_name) > 0);
		file = files[i]->d_name[0] != '.' ? fopen(path, "r") : NULL;
		free(path);
		if (file != NULL) {
			print_message("# %s\n", files[i]->d_name); /* if the program dies, the last one is the cause */
			original.len = fread(original.bytes, 1, MOST, file);
			fclose(file);
			feed(target, &original);
			in = original;
			for (int m = 0; m < MUTATIONS; m++) {
				if (m % 8 == 0)
					in = original;
				mutate(&in, &random);
				feed(target, &in);
			}
		}
		free(files[i]);
	}
	free(files);
}

TEST(any_text_opens_as_a_map_or_fails_with_a_position)
{
	run(fuzz_text, "text");
}

TEST(any_json_opens_as_a_map_or_fails_with_a_position)
{
	run(fuzz_json, "json");
}

TEST(any_corosync_conf_opens_as_a_map_with_faults_in_their_places)
{
	run(fuzz_conf, "conf");
}

TEST(any_lines_are_read_or_rejected_with_a_position)
{
	run(fuzz_lines, "lines");
}

TEST(any_line_splits_into_words_or_fails_with_a_position)
{
	run(fuzz_words, "words");
}

TEST(any_text_is_rejected_or_reads_back_as_the_same_value)
{
	run(fuzz_value, "value");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_opens_as_a_map_or_fails_with_a_position),
		cmocka_unit_test(any_json_opens_as_a_map_or_fails_with_a_position),
		cmocka_unit_test(any_corosync_conf_opens_as_a_map_with_faults_in_their_places),
		cmocka_unit_test(any_lines_are_read_or_rejected_with_a_position),
		cmocka_unit_test(any_line_splits_into_words_or_fails_with_a_position),
		cmocka_unit_test(any_text_is_rejected_or_reads_back_as_the_same_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
