/* SPDX-License-Identifier: BSD-3-Clause */
/* Setting many keys in one call. Over the fake corosync. */
#include "context.h"

#include "cmh.h"
#include "fake.h"

enum { KEYS = 5 };

static const char *const names[KEYS] = { "my.key0", "my.key1", "my.key2", "my.key3", "my.key4" };

/* Entries of u32 keys, whose values are 0, 1, 2… */
static void
fill(struct cmh_entries *entries)
{
	for (unsigned i = 0; i < KEYS; i++) {
		assert_int_equal(cmh_entries_add(entries, names[i], NULL), CMH_OK);
		entries->v[i].value = (struct cmh_value){ .type = CMH_U32, .u = i };
	}
}

/* What a call on a new handle returns, makes, and says. */
struct result {
	enum cmh_status status;
	size_t made;
	struct cmh_error err;
};

static struct result
set_keys(const char *rules, unsigned timeout_ms, struct cmh_entries *entries)
{
	struct cmh_context *cmh = start(rules, timeout_ms);
	struct result result = { .made = 99, .err = CMH_ERROR_INIT };

	result.status = cmh_set_keys(cmh_handle_open(cmh, "live", NULL, NULL), entries, &result.made, &result.err);
	finish(cmh);
	return result;
}

TEST(all_keys_are_set_in_their_order)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result;
	const char *at;

	fill(&entries);
	result = set_keys("", 5000, &entries);
	assert_int_equal(result.status, CMH_OK);
	assert_int_equal(result.made, KEYS);
	assert_int_equal(fake_count("set"), KEYS);
	at = fake_log();
	for (unsigned i = 0; i < KEYS; i++) {
		at = strstr(at, names[i]);
		assert_non_null(at);
		assert_int_equal(*(uint32_t *)(void *)fake_key_find(names[i])->raw, i);
	}
	cmh_entries_clear(&entries);
}

TEST(one_key_is_set_by_one_request)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result;

	assert_int_equal(cmh_entries_add(&entries, names[0], NULL), CMH_OK);
	entries.v[0].value = (struct cmh_value){ .type = CMH_U32, .u = 1 };
	result = set_keys("", 5000, &entries);
	assert_int_equal(result.status, CMH_OK);
	assert_int_equal(result.made, 1);
	assert_int_equal(fake_count("set"), 1);
	assert_non_null(fake_key_find(names[0]));
	cmh_entries_clear(&entries);
}

TEST(no_key_is_set_after_one_that_is_refused)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result;

	fill(&entries);
	result = set_keys("set:my.key3=11", 5000, &entries);
	assert_int_equal(result.status, CMH_REFUSED);
	assert_int_equal(result.made, 3);
	assert_non_null(strstr(result.err.message, "\"my.key3\""));
	assert_int_equal(fake_count("set"), 4);
	assert_null(fake_key_find("my.key3"));
	cmh_error_clear(&result.err);
	cmh_entries_clear(&entries);
}

TEST(it_goes_on_where_corosync_said_try_again)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result;

	fill(&entries);
	result = set_keys("set:my.key2=6*2", 5000, &entries);
	assert_int_equal(result.status, CMH_OK);
	assert_int_equal(result.made, KEYS);
	assert_int_equal(fake_count("set my.key1"), 1);
	assert_int_equal(fake_count("set my.key2"), 3);
	cmh_entries_clear(&entries);
}

TEST(what_was_made_before_corosync_hangs_is_known)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_context *cmh = start("set:my.key2=block", 200);
	struct cmh_error err = CMH_ERROR_INIT;
	size_t made = 99;

	fill(&entries);
	assert_int_equal(cmh_set_keys(cmh_handle_open(cmh, "live", NULL, NULL), &entries, &made, &err), CMH_TIMEOUT);
	assert_int_equal(made, 2);
	assert_int_equal(err.reason, CMH_REASON_IN_DOUBT);
	cmh_entries_clear(&entries); /* the job that was given up has its own */
	fake_wait_blocked(1);
	fake_release();
	cmh_error_clear(&err);
	finish(cmh);
	assert_int_equal(fake_count("set my.key2 ="), 1);
	assert_int_equal(fake_count("set my.key3"), 0);
}

TEST(what_was_made_before_the_connection_is_lost_is_known)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result;

	fill(&entries);
	result = set_keys("set:my.key4=hangup", 5000, &entries);
	assert_int_equal(result.status, CMH_UNREACHABLE);
	assert_int_equal(result.made, 4);
	assert_int_equal(result.err.reason, CMH_REASON_IN_DOUBT);
	assert_int_equal(fake_count("set"), KEYS);
	cmh_error_clear(&result.err);
	cmh_entries_clear(&entries);
}

TEST(nothing_is_sent_when_one_of_them_is_wrong)
{
	for (unsigned i = 0; i < 3; i++) {
		struct cmh_entries entries = CMH_ENTRIES_INIT;
		struct result result;

		fill(&entries);
		if (i == 0)
			entries.v[4].value.type = CMH_NONE;
		else
			assert_int_equal(cmh_entries_add(&entries, i == 1 ? "not a name" : "stats.clear.all", NULL), CMH_OK);
		if (i == 2)
			entries.v[KEYS].value = (struct cmh_value){ .type = CMH_U32, .u = 1 };
		result = set_keys("", 5000, &entries);
		assert_int_equal(result.status, CMH_INVALID);
		assert_int_equal(result.made, 0);
		assert_int_equal(fake_count("set"), 0);
		cmh_error_clear(&result.err);
		cmh_entries_clear(&entries);
	}
}

TEST(no_keys_are_no_error)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct result result = set_keys("", 5000, &entries);

	assert_int_equal(result.status, CMH_OK);
	assert_int_equal(result.made, 0);
	assert_int_equal(fake_count("connect"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_keys_are_set_in_their_order),
		cmocka_unit_test(one_key_is_set_by_one_request),
		cmocka_unit_test(no_key_is_set_after_one_that_is_refused),
		cmocka_unit_test(it_goes_on_where_corosync_said_try_again),
		cmocka_unit_test(what_was_made_before_corosync_hangs_is_known),
		cmocka_unit_test(what_was_made_before_the_connection_is_lost_is_known),
		cmocka_unit_test(nothing_is_sent_when_one_of_them_is_wrong),
		cmocka_unit_test(no_keys_are_no_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
