/* SPDX-License-Identifier: BSD-3-Clause */
/* Arrays that grow, strings that are made of pieces. */
#include "test.h"

#include "array.h"
#include "str.h"

/* The address sanitizer is to return NULL, as malloc(3) does, when there is no memory. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

TEST(an_array_keeps_its_elements_when_it_grows)
{
	size_t capacity = 0;
	int *v = NULL;

	for (size_t i = 0; i < 1000; i++) {
		assert_true(array_reserve(&v, &capacity, i + 1, sizeof(*v)));
		assert_true(capacity > i);
		v[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	assert_true(array_reserve(&v, &capacity, 5000, sizeof(*v)));
	assert_true(capacity >= 5000);
	free(v);
}

TEST(an_array_that_cannot_grow_stays_as_it_was)
{
	size_t capacity = 0;
	int *v = NULL, *before;

	assert_true(array_reserve(&v, &capacity, 1, sizeof(*v)));
	before = v;
	assert_false(array_reserve(&v, &capacity, SIZE_MAX / 2, 1)); /* more than a process may have */
	assert_ptr_equal(v, before);
	assert_true(capacity < 100);
	free(v);
}

TEST(a_stream_gives_what_was_written_to_it)
{
	struct str_stream stream;
	char *text;

	assert_true(str_open(&stream));
	fprintf(stream.out, "%d", 42);
	fputs("!", stream.out);
	text = str_close(&stream);
	assert_string_equal(text, "42!");
	free(text);
	assert_true(str_open(&stream));
	text = str_close(&stream);
	assert_string_equal(text, "");
	free(text);
}

TEST(a_string_is_made_as_printf_makes_it)
{
	char *text = str_format("%s-%d", "a", 7);

	assert_string_equal(text, "a-7");
	free(text);
}

static int
order_of(const void *numbers, size_t i, const void *key)
{
	int a = ((const int *)numbers)[i], b = *(const int *)key;

	return (a > b) - (a < b);
}

TEST(a_key_is_found_or_gets_the_place_where_it_belongs)
{
	static const int numbers[] = { 1, 3, 5, 7, 9, 11, 13 };

	for (size_t n = 0; n <= N_OF(numbers); n++)
		for (int key = 0; key <= 14; key++) {
			bool found;
			size_t at = array_seek(numbers, n, order_of, &key, &found);

			assert_int_equal(found, key % 2 == 1 && (size_t)key / 2 < n);
			assert_int_equal(at, (size_t)key / 2 < n ? (size_t)key / 2 : n);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_array_keeps_its_elements_when_it_grows),
		cmocka_unit_test(an_array_that_cannot_grow_stays_as_it_was),
		cmocka_unit_test(a_stream_gives_what_was_written_to_it),
		cmocka_unit_test(a_string_is_made_as_printf_makes_it),
		cmocka_unit_test(a_key_is_found_or_gets_the_place_where_it_belongs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
