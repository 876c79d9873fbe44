/* SPDX-License-Identifier: BSD-3-Clause */
/* Readings: all that they list and read is of one corosync. Over the fake corosync. */
#include "context.h"

#include <stdio.h>

#include "cmh.h"
#include "cmh_private.h"
#include "fake.h"

static size_t
n_values(const struct cmh_entries *entries)
{
	size_t n = 0;

	for (size_t i = 0; i < entries->n; i++)
		n += entries->v[i].value.type != CMH_NONE && entries->v[i].error == NULL;
	return n;
}

/* So many that two connections share the reading. */
enum { MANY = 5000 };

static void
put_many_keys(void)
{
	char name[32];

	for (unsigned i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "many.%u", i);
		fake_put_str(name, "here");
	}
}

TEST(a_reading_begins_again_when_corosync_was_restarted_in_it)
{
	static const char *const rules[] = {
		"get:test.i8=hangup*1 connect=other+1", "get:test.i8=hangup-after*1 connect=other+1",
		"iter_next=hangup*1+3 connect=other+1",
	};
	for (size_t i = 0; i < N_OF(rules); i++) {
		struct cmh_context *cmh = start(rules[i], 5000);
		struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
		struct cmh_entries all = CMH_ENTRIES_INIT;
		struct cmh_error err = CMH_ERROR_INIT;

		assert_int_equal(cmh_read_all(handle, "test", &all, &err), CMH_OK);
		assert_null(err.message);
		assert_int_equal(all.n, 13);
		assert_int_equal(n_values(&all), 13);
		assert_int_equal(fake_count("iter_init"), 2);
		assert_int_equal(fake_count("connect"), 2);
		cmh_entries_clear(&all);
		finish(cmh);
	}
}

TEST(the_second_map_does_not_wait_for_what_the_first_one_has)
{
	struct cmh_context *cmh = start("iter_next=block", 300);
	struct cmh_entries all = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_read_all(cmh_handle_open(cmh, "live", NULL, NULL), "", &all, NULL), CMH_TIMEOUT);
	assert_int_equal(fake_count("connect icmap"), 1);
	assert_int_equal(fake_count("connect stats"), 1);
	cmh_entries_clear(&all);
	finish(cmh);
}

TEST(two_maps_of_two_corosyncs_are_no_reading)
{
	struct cmh_context *cmh = start("connect:stats=other", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(cmh_list(handle, "", &all, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	assert_string_equal(err.message, "corosync was restarted while it was read");
	assert_int_equal(all.n, 0);
	assert_int_equal(fake_count("connect"), 2); /* it is not asked again for what it cannot have */

	cmh_entries_add(&all, "totem.token", NULL);
	cmh_entries_add(&all, "stats.srp.mtt_rx_token", NULL);
	assert_int_equal(cmh_read_keys(handle, &all, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	assert_int_equal(all.n, 0);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(names_of_another_corosync_have_no_values)
{
	struct cmh_context *cmh = start("connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(cmh_list(handle, "test", &all, NULL), CMH_OK);
	fake_die();
	fake_delete("test.i8"); /* it has not vanished: the other corosync never had it */
	assert_int_equal(cmh_read_existing(handle, &all, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	assert_int_equal(all.n, 0);
	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(all.n, 12);
	cmh_entries_clear(&all);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(names_of_a_corosync_without_a_known_pid_have_values_only_on_their_connection)
{
	struct cmh_context *cmh = start("connect=unseen", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(cmh_list(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(cmh_read_existing(handle, &all, NULL), CMH_OK);
	assert_int_equal(n_values(&all), all.n);
	assert_int_equal(cmh_handle_info(handle)->pid, 0);
	fake_die();
	assert_int_equal(cmh_read_existing(handle, &all, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	cmh_entries_clear(&all);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(what_the_second_connection_reads_is_of_the_same_corosync)
{
	struct cmh_context *cmh = start("connect=other*1+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;

	put_many_keys();
	assert_int_equal(cmh_read_all(handle, "many", &all, NULL), CMH_OK);
	assert_int_equal(n_values(&all), MANY);
	assert_int_equal(fake_count("connect"), 2);
	assert_int_equal(fake_count("get"), MANY + 1); /* and one for the key "many" */
	cmh_entries_clear(&all);
	finish(cmh);
}

TEST(a_later_part_of_a_held_reading_cannot_begin_again)
{
	struct cmh_context *cmh = start("connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	cmh_reading_hold(handle, true);
	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	fake_die();
	assert_int_equal(cmh_read_all(handle, "totem", &all, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	cmh_reading_hold(handle, false);
	assert_int_equal(cmh_read_all(handle, "totem", &all, NULL), CMH_OK);
	cmh_entries_clear(&all);
	cmh_error_clear(&err);
	finish(cmh);
}

TEST(the_first_part_of_a_held_reading_begins_again)
{
	struct cmh_context *cmh = start("get:test.i8=hangup*1 connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_entries all = CMH_ENTRIES_INIT;

	cmh_reading_hold(handle, true);
	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(n_values(&all), 13);
	assert_int_equal(fake_count("iter_init"), 2);
	cmh_entries_clear(&all);
	cmh_reading_hold(handle, false);
	finish(cmh);
}

/* Lists keys and reads their values. `arg` counts how often it was called. */
static enum cmh_status
read_test(struct cmh_handle *handle, void *arg, struct cmh_error *err)
{
	struct cmh_entries all = CMH_ENTRIES_INIT;
	enum cmh_status status = cmh_list(handle, "test", &all, err);

	++*(unsigned *)arg;
	if (status == CMH_OK)
		status = cmh_read_existing(handle, &all, err);
	if (status == CMH_OK)
		assert_int_equal(n_values(&all), 13);
	cmh_entries_clear(&all);
	return status;
}

TEST(a_reading_of_several_calls_begins_again_as_one)
{
	struct cmh_context *cmh = start("get:test.u8=hangup*1 connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_error err = CMH_ERROR_INIT;
	unsigned calls = 0;

	assert_int_equal(cmh_read_together(handle, read_test, &calls, &err), CMH_OK);
	assert_null(err.message);
	assert_int_equal(calls, 2);
	assert_int_equal(fake_count("iter_init"), 2);
	finish(cmh);
}

TEST(a_reading_that_is_part_of_another_one_does_not_begin_again)
{
	struct cmh_context *cmh = start("get:test.u8=hangup*1 connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	unsigned calls = 0;

	cmh_reading_hold(handle, true);
	assert_int_equal(cmh_get(handle, "no.such.key", &value, NULL), CMH_NOT_FOUND); /* that, too, one corosync has said */
	assert_int_equal(cmh_read_together(handle, read_test, &calls, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	assert_int_equal(calls, 1);
	cmh_error_clear(&err);
	cmh_reading_hold(handle, false);
	finish(cmh);
}

TEST(a_change_is_sent_to_the_corosync_whose_keys_were_read)
{
	struct cmh_context *cmh = start("connect=other+1", 5000);
	struct cmh_handle *handle = cmh_handle_open(cmh, "icmap", NULL, NULL);
	const struct cmh_value value = { .type = CMH_U32, .u = 7 };
	struct cmh_entries all = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	cmh_reading_hold(handle, true);
	assert_int_equal(cmh_read_all(handle, "totem", &all, NULL), CMH_OK);
	assert_int_equal(cmh_set(handle, "totem.token", &value, NULL), CMH_OK);
	fake_die();
	assert_int_equal(cmh_set(handle, "totem.token", &value, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	assert_string_equal(err.message, "corosync was restarted meanwhile; \"totem.token\" was not changed");
	assert_int_equal(fake_count("set"), 1);
	cmh_reading_hold(handle, false);
	assert_int_equal(cmh_set(handle, "totem.token", &value, NULL), CMH_OK);
	assert_int_equal(fake_count("set"), 2);
	cmh_entries_clear(&all);
	cmh_error_clear(&err);
	finish(cmh);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reading_begins_again_when_corosync_was_restarted_in_it),
		cmocka_unit_test(the_second_map_does_not_wait_for_what_the_first_one_has),
		cmocka_unit_test(two_maps_of_two_corosyncs_are_no_reading),
		cmocka_unit_test(names_of_another_corosync_have_no_values),
		cmocka_unit_test(names_of_a_corosync_without_a_known_pid_have_values_only_on_their_connection),
		cmocka_unit_test(what_the_second_connection_reads_is_of_the_same_corosync),
		cmocka_unit_test(a_later_part_of_a_held_reading_cannot_begin_again),
		cmocka_unit_test(the_first_part_of_a_held_reading_begins_again),
		cmocka_unit_test(a_reading_of_several_calls_begins_again_as_one),
		cmocka_unit_test(a_reading_that_is_part_of_another_one_does_not_begin_again),
		cmocka_unit_test(a_change_is_sent_to_the_corosync_whose_keys_were_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
