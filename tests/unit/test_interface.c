/* SPDX-License-Identifier: BSD-3-Clause */
/* What cmh.h promises to programs that are older or newer than the library. Over the fake corosync. */
#include "test.h"

#include <errno.h>

#include "cmh.h"
#include "fake.h"

TEST(a_number_that_no_enumeration_has_is_a_question_mark)
{
	static const int numbers[] = { -1, 99, 1 << 20 };
	struct cmh_value value = CMH_VALUE_INIT, copy;
	char *text;

	for (size_t i = 0; i < N_OF(numbers); i++) {
		assert_string_equal(cmh_map_name((enum cmh_map)numbers[i]), "?");
		assert_string_equal(cmh_type_name((enum cmh_type)numbers[i]), "?");
		assert_string_equal(cmh_event_kind_name((enum cmh_event_kind)numbers[i]), "?");
		assert_string_equal(cmh_source_name((enum cmh_source)numbers[i]), "?");
		assert_false(cmh_type_is_integer((enum cmh_type)numbers[i]));
		assert_int_equal(cmh_value_parse((enum cmh_type)numbers[i], "1", &value, NULL), CMH_INVALID);
		assert_int_equal(cmh_value_bytes((enum cmh_type)numbers[i], "1", 1, &value, NULL), CMH_INVALID);
		value.type = (enum cmh_type)numbers[i];
		text = cmh_value_text(&value);
		assert_string_equal(text, "");
		free(text);
		assert_int_equal(cmh_value_copy(&value, &copy, NULL), CMH_OK);
		assert_true(cmh_value_equal(&value, &copy));
		cmh_value_clear(&value);
	}
}

TEST(every_event_and_source_has_a_name)
{
	static const char *const kinds[] = { "ready", "initial", "add", "modify", "delete", "polled", "lost", "dropped", "failed" };
	static const char *const sources[] = { "track", "poll", "resync" };

	for (size_t i = 0; i < N_OF(kinds); i++)
		assert_string_equal(cmh_event_kind_name((enum cmh_event_kind)i), kinds[i]);
	for (size_t i = 0; i < N_OF(sources); i++)
		assert_string_equal(cmh_source_name((enum cmh_source)i), sources[i]);
	assert_string_equal(cmh_map_name(CMH_ICMAP), "icmap");
	assert_string_equal(cmh_map_name(CMH_STATS), "stats");
}

TEST(options_of_an_older_program_are_taken_and_the_others_have_their_defaults)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_context *cmh;

	options.size = offsetof(struct cmh_options, cancel_fd);
	options.timeout_ms = 77;
	options.cancel_fd = 12345; /* what follows a shorter struct in memory */
	cmh = cmh_context_new(&options);
	assert_non_null(cmh);
	assert_int_equal(cmh_context_options(cmh)->timeout_ms, 77);
	assert_int_equal(cmh_context_options(cmh)->cancel_fd, -1);
	assert_int_equal(cmh_context_options(cmh)->size, sizeof(struct cmh_options));
	cmh_context_free(cmh);
	cmh = cmh_context_new(NULL);
	assert_int_equal(cmh_context_options(cmh)->timeout_ms, 10000);
	cmh_context_free(cmh);
}

TEST(watch_options_of_an_older_program_are_taken)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_watch_options options = CMH_WATCH_OPTIONS_INIT;
	const char *const paths[] = { "totem" };
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_watch *watch;
	const struct cmh_event *event;

	fake_reset("");
	options.size = offsetof(struct cmh_watch_options, except);
	options.paths = paths;
	options.n_paths = 1;
	options.flags = 0xffffffff;
	watch = cmh_watch_new(cmh_handle_open(cmh, "live", NULL, NULL), &options, &err);
	if (watch == NULL)
		FAIL_ROW("%s", cmh_error_message(&err));
	while ((event = cmh_watch_next(watch)) == NULL)
		;
	assert_int_equal(event->kind, CMH_EVENT_READY);
	assert_null(cmh_watch_keys(watch, (enum cmh_map)2));
	assert_null(cmh_watch_keys(watch, (enum cmh_map)-1));
	cmh_watch_free(watch);
	watch = cmh_watch_new(cmh_handle_next(cmh, NULL), NULL, &err); /* the defaults */
	assert_non_null(watch);
	cmh_watch_free(watch);
	cmh_context_free(cmh);
}

/* A struct as a newer cmh.h may have it. */
struct newer_options {
	struct cmh_options options;
	uint64_t more;
};

struct newer_watch_options {
	struct cmh_watch_options options;
	uint64_t more;
};

TEST(options_of_a_newer_program_are_refused_only_when_it_wants_something_new)
{
	struct newer_options newer = { CMH_OPTIONS_INIT, 0 };
	struct newer_watch_options newer_watch = { CMH_WATCH_OPTIONS_INIT, 1 };
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_context *cmh;
	struct cmh_watch *watch;

	fake_reset("");
	newer.options.size = sizeof(newer);
	cmh = cmh_context_new(&newer.options);
	assert_non_null(cmh);
	newer.more = 1;
	assert_null(cmh_context_new(&newer.options));
	assert_int_equal(errno, EINVAL);

	cmh_handle_open(cmh, "live", NULL, NULL);
	newer_watch.options.size = sizeof(newer_watch);
	assert_null(cmh_watch_new(cmh_handle_next(cmh, NULL), &newer_watch.options, &err));
	assert_int_equal(err.status, CMH_INVALID);
	newer_watch.more = 0;
	watch = cmh_watch_new(cmh_handle_next(cmh, NULL), &newer_watch.options, &err);
	assert_non_null(watch);
	cmh_watch_free(watch);
	cmh_error_clear(&err);
	cmh_context_free(cmh);
}

TEST(options_without_a_size_or_with_an_unknown_flag_are_refused)
{
	struct cmh_options no_size = { .timeout_ms = 100, .cancel_fd = -1 };
	struct cmh_watch_options watch_no_size = { .interval_ms = 100 }, flag = CMH_WATCH_OPTIONS_INIT;
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_handle *handle = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_error err = CMH_ERROR_INIT;

	errno = 0;
	assert_null(cmh_context_new(&no_size));
	assert_int_equal(errno, EINVAL);
	assert_null(cmh_watch_new(handle, &watch_no_size, &err));
	assert_int_equal(err.status, CMH_INVALID);
	flag.flags = 1u << 30;
	assert_null(cmh_watch_new(handle, &flag, &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_non_null(strstr(err.message, "0x40000000"));
	cmh_error_clear(&err);
	cmh_context_free(cmh);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_that_no_enumeration_has_is_a_question_mark),
		cmocka_unit_test(every_event_and_source_has_a_name),
		cmocka_unit_test(options_of_an_older_program_are_taken_and_the_others_have_their_defaults),
		cmocka_unit_test(watch_options_of_an_older_program_are_taken),
		cmocka_unit_test(options_of_a_newer_program_are_refused_only_when_it_wants_something_new),
		cmocka_unit_test(options_without_a_size_or_with_an_unknown_flag_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
