/* SPDX-License-Identifier: BSD-3-Clause */
/* Handles, and reading and writing through them. Over the fake corosync. */
#include "test.h"

#include <stdio.h>

#include "fake.h"
#include "handle.h"

static struct cmh_context *cmh;

/* A registry with one handle. */
static struct cmh_handle *
start(const char *rules, const char *spec)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_handle *handle;

	fake_reset(rules);
	cmh = cmh_context_new(&options);
	handle = cmh_handle_open(cmh, spec, NULL, NULL);
	assert_non_null(handle);
	return handle;
}

static void
finish(void)
{
	cmh_context_free(cmh);
	assert_true(fake_wait_closed());
}

TEST(handles_are_kept_by_name)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *a, *b, *c;
	struct cmh_handle_info info;

	fake_reset("");
	cmh = cmh_context_new(&options);
	assert_null(cmh_handle_next(cmh, NULL));
	a = cmh_handle_open(cmh, "live", NULL, &err);
	b = cmh_handle_open(cmh, "live", NULL, &err);
	c = cmh_handle_open(cmh, "stats", "my", &err);
	assert_ptr_equal(cmh_handle_by_name(cmh, "live"), a);
	assert_ptr_equal(cmh_handle_by_name(cmh, "live2"), b);
	assert_ptr_equal(cmh_handle_by_name(cmh, "my"), c);
	assert_null(cmh_handle_by_name(cmh, "stats"));
	assert_ptr_equal(cmh_handle_next(cmh, NULL), a);
	assert_ptr_equal(cmh_handle_next(cmh, a), b);
	assert_null(cmh_handle_next(cmh, c));
	info = *cmh_handle_info(c);
	assert_string_equal(info.name, "my");
	assert_string_equal(info.spec, "stats");
	assert_null(cmh_handle_open(cmh, "icmap", "my", &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_null(cmh_handle_open(cmh, "nonsense", NULL, &err));
	assert_int_equal(err.status, CMH_INVALID);
	cmh_handle_close(c);
	cmh_handle_close(b);
	cmh_handle_close(a);
	cmh_error_clear(&err);
	finish();
	cmh_context_free(NULL);
	cmh_handle_close(NULL);
}

TEST(live_sends_each_name_to_its_map)
{
	static const struct {
		const char *path;
		bool icmap, stats;
	} rows[] = {
		{ "", true, true },	   { "*", true, true },	      { "s", true, false },	 { "s*", true, true },
		{ "stats", false, true }, { "stats.", false, true }, { "stats.srp", false, true }, { "stats*", true, true },
		{ "stats.*", false, true }, { "statsx", true, false }, { "statsx*", true, false }, { "totem", true, false },
		{ "stats.srp*", false, true }, { "stats.knet.*.x", false, true }, { "**.status", true, true },
		{ "s*.x", true, true },	   { "runtime.*.x", true, false },
	};
	struct cmh_handle *live = start("", "live");

	for (size_t i = 0; i < N_OF(rows); i++)
		if (handle_covers(live, CMH_ICMAP, rows[i].path) != rows[i].icmap ||
		    handle_covers(live, CMH_STATS, rows[i].path) != rows[i].stats)
			FAIL_ROW("\"%s\"", rows[i].path);
	assert_int_equal(handle_route(live, "stats.x"), CMH_STATS);
	assert_int_equal(handle_route(live, "stats"), CMH_STATS);
	assert_int_equal(handle_route(live, "statsx"), CMH_ICMAP);
	finish();
}

TEST(listing_costs_one_request_per_key_and_reading_two)
{
	struct cmh_handle *handle = start("", "icmap");
	struct cmh_entries names = CMH_ENTRIES_INIT, all = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_list(handle, "test", &names, NULL), CMH_OK);
	assert_int_equal(names.n, 13);
	assert_int_equal(fake_count("iter_init test."), 1);
	assert_int_equal(fake_count("iter_next"), 13 + 1);
	assert_int_equal(fake_count("iter_finalize"), 1);
	assert_int_equal(fake_count("get"), 1); /* the key "test" itself */
	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(all.n, 13);
	assert_int_equal(fake_count("get"), 1 + 1 + 13);
	assert_int_equal(fake_count("iter_next"), 2 * (13 + 1));
	cmh_entries_clear(&names);
	cmh_entries_clear(&all);
	finish();
}

TEST(a_pattern_asks_for_what_comes_before_its_first_star)
{
	struct cmh_handle *handle = start("", "live");
	struct cmh_entries names = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_list(handle, "nodelist.n*.*.nodeid", &names, NULL), CMH_OK);
	assert_int_equal(names.n, 3);
	assert_string_equal(names.v[2].key, "nodelist.node.10.nodeid");
	assert_int_equal(fake_count("connect"), 1);
	assert_int_equal(fake_count("iter_init nodelist.n"), 1);
	assert_int_equal(fake_count("iter_next"), 3 + 1);
	cmh_entries_clear(&names);
	finish();
}

TEST(keys_come_in_natural_order_with_their_types)
{
	struct cmh_handle *handle = start("", "live");
	struct cmh_entries names = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_list(handle, "", &names, NULL), CMH_OK);
	for (size_t i = 1; i < names.n; i++)
		assert_true(cmh_name_cmp(names.v[i - 1].key, names.v[i].key) < 0);
	assert_string_equal(names.v[0].key, "nodelist.node.0.nodeid");
	assert_string_equal(names.v[1].key, "nodelist.node.2.nodeid");
	assert_string_equal(names.v[2].key, "nodelist.node.10.nodeid");
	assert_int_equal(names.v[0].value.type, CMH_U32);
	assert_int_equal(names.v[0].map, CMH_ICMAP);
	assert_string_equal(names.v[3].key, "stats.ipcs.global.active");
	assert_int_equal(names.v[3].map, CMH_STATS);
	cmh_entries_clear(&names);
	finish();
}

TEST(a_list_that_breaks_off_fails)
{
	static const struct {
		const char *rules;
		enum cmh_status status;
	} rows[] = { { "iter_next=2+3", CMH_UNREACHABLE }, { "iter_next=8+3", CMH_FAILED }, { "iter_init=27", CMH_FAILED },
		     { "iter_next=9", CMH_FAILED }, { "iter_next=hangup+3", CMH_UNREACHABLE } };

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_handle *handle = start(rows[i].rules, "icmap");
		struct cmh_entries names = CMH_ENTRIES_INIT;
		struct cmh_error err = CMH_ERROR_INIT;

		if (cmh_list(handle, "", &names, &err) != rows[i].status)
			FAIL_ROW("%s: %s", rows[i].rules, cmh_error_message(&err));
		assert_int_equal(names.n, 0);
		cmh_error_clear(&err);
		finish();
	}
}

TEST(a_list_that_is_begun_again_has_each_key_once)
{
	struct cmh_handle *handle = start("iter_next=6*1+3 iter_next=hangup*1+6", "icmap");
	struct cmh_entries names = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_list(handle, "test", &names, NULL), CMH_OK);
	assert_int_equal(names.n, 13);
	assert_int_equal(fake_count("iter_init test."), 3);
	assert_int_equal(fake_count("connect"), 2);
	cmh_entries_clear(&names);
	finish();
}

TEST(a_key_that_cannot_be_read_does_not_hide_the_others)
{
	struct cmh_handle *handle = start("get:test.i16=2 get:test.u16=6*1 get:test.i32=12", "icmap");
	struct cmh_entries all = CMH_ENTRIES_INIT;
	unsigned errors = 0;

	fake_key_put("test.u8", CMAP_VALUETYPE_UINT8, "1234", 4); /* does not fit its type */
	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(all.n, 13);
	for (size_t i = 0; i < all.n; i++) {
		const struct cmh_entry *entry = &all.v[i];
		int number = strcmp(entry->key, "test.i16") == 0 ? CS_ERR_LIBRARY
			     : strcmp(entry->key, "test.i32") == 0 ? CS_ERR_NOT_EXIST /* listed all the same */
			     : strcmp(entry->key, "test.u8") == 0 ? CS_ERR_MESSAGE_ERROR : 0;

		assert_int_equal(entry->error != NULL ? entry->error->number : 0, number);
		errors += entry->error != NULL;
	}
	assert_int_equal(errors, 3);
	cmh_entries_clear(&all);
	finish();
}

TEST(a_key_that_vanished_since_it_was_listed_is_left_out)
{
	struct cmh_handle *handle = start("get:test.i16=vanish", "icmap");
	struct cmh_entries all = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(all.n, 12);
	cmh_entries_clear(&all);
	finish();
}

TEST(a_key_is_left_out_only_when_it_is_known_to_have_vanished)
{
	/* The listing that would tell fails: busy, broken off, lost. The key itself is there. */
	static const char *const rules[] = { "get:test.i16=12*1 iter_init:test.i16=6*1", "get:test.i16=12*1 iter_next=6*1+14",
					     "get:test.i16=12*1 iter_init:test.i16=hangup*1", "get:test.i16=12 iter_init:test.i16=8" };

	for (size_t i = 0; i < N_OF(rules); i++) {
		struct cmh_handle *handle = start(rules[i], "icmap");
		struct cmh_entries all = CMH_ENTRIES_INIT;

		if (cmh_read_all(handle, "test", &all, NULL) != CMH_OK || all.n != 13)
			FAIL_ROW("%s: %zu keys", rules[i], all.n);
		cmh_entries_clear(&all);
		finish();
	}
}

TEST(named_keys_keep_their_places_and_their_errors)
{
	struct cmh_handle *handle = start("", "live");
	struct cmh_entries entries = CMH_ENTRIES_INIT;

	cmh_entries_add(&entries, "stats.srp.mtt_rx_token", NULL);
	cmh_entries_add(&entries, "no.such.key", NULL);
	cmh_entries_add(&entries, "totem.token", NULL);
	assert_int_equal(cmh_read_keys(handle, &entries, NULL), CMH_OK);
	assert_int_equal(entries.n, 3);
	assert_int_equal(entries.v[0].value.u, 106);
	assert_int_equal(entries.v[1].error->status, CMH_NOT_FOUND);
	assert_int_equal(entries.v[2].value.u, 3000);
	assert_int_equal(fake_count("get"), 3);
	assert_int_equal(fake_count("iter_init"), 0); /* nobody said that it is listed */
	cmh_entries_clear(&entries);
	finish();
}

TEST(a_read_continues_on_a_new_connection)
{
	struct cmh_handle *handle = start("get:test.u32=hangup*1", "icmap");
	struct cmh_entries all = CMH_ENTRIES_INIT;

	assert_int_equal(cmh_read_all(handle, "test", &all, NULL), CMH_OK);
	assert_int_equal(all.n, 13);
	for (size_t i = 0; i < all.n; i++)
		assert_null(all.v[i].error);
	assert_int_equal(fake_count("get"), 1 + 13 + 1); /* the key "test" itself; what was read before is not read again */
	cmh_entries_clear(&all);
	finish();
}

TEST(a_written_value_is_read_back_in_all_types)
{
	struct cmh_handle *handle = start("", "icmap");

	for (enum cmh_type type = CMH_I8; type <= CMH_BIN; type++) {
		struct cmh_value value, again = CMH_VALUE_INIT;

		assert_int_equal(cmh_value_parse(type, type == CMH_BIN ? "0x00" : type == CMH_STR ? "" : "127", &value, NULL), CMH_OK);
		assert_int_equal(cmh_set(handle, "my.key", &value, NULL), CMH_OK);
		assert_int_equal(cmh_get(handle, "my.key", &again, NULL), CMH_OK);
		assert_true(cmh_value_equal(&value, &again));
		cmh_value_clear(&value);
		cmh_value_clear(&again);
	}
	assert_int_equal(cmh_delete(handle, "my.key", NULL), CMH_OK);
	assert_int_equal(cmh_delete(handle, "my.key", NULL), CMH_NOT_FOUND);
	finish();
}

TEST(a_name_that_is_wrong_is_never_sent)
{
	struct cmh_handle *handle = start("", "icmap");
	const struct cmh_value value = { .type = CMH_U8, .u = 1 };
	char name[300];

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(cmh_set(handle, "my key", &value, NULL), CMH_INVALID);
	assert_int_equal(cmh_set(handle, "ab", &value, NULL), CMH_INVALID);
	assert_int_equal(cmh_set(handle, name, &value, NULL), CMH_INVALID);
	assert_int_equal(cmh_add(handle, name, 1, NULL), CMH_INVALID);
	assert_int_equal(cmh_delete(handle, name, NULL), CMH_INVALID);
	assert_int_equal(fake_count("set") + fake_count("inc") + fake_count("delete"), 0);
	finish();
}

TEST(a_value_that_cmap_cannot_hold_is_never_sent)
{
	struct cmh_handle *handle = start("", "icmap");
	static const struct {
		struct cmh_value value;
		enum cmh_reason reason;
	} rows[] = {
		{ { .type = CMH_NONE }, CMH_REASON_TYPE },	     { { .type = (enum cmh_type)99 }, CMH_REASON_TYPE },
		{ { .type = CMH_STR }, CMH_REASON_TYPE },	     { { .type = CMH_BIN, .len = 3 }, CMH_REASON_TYPE },
		{ { .type = CMH_U8, .u = 256 }, CMH_REASON_RANGE },  { { .type = CMH_I8, .i = -129 }, CMH_REASON_RANGE },
		{ { .type = CMH_I16, .i = 40000 }, CMH_REASON_RANGE }, { { .type = CMH_U32, .u = UINT64_MAX }, CMH_REASON_RANGE },
	};
	const struct cmh_value inner_nul = { .type = CMH_STR, .len = 3, .bytes = (char *)"a\0b" };
	struct cmh_error err = CMH_ERROR_INIT;

	for (size_t i = 0; i < N_OF(rows); i++) {
		assert_int_equal(cmh_set(handle, "my.key", &rows[i].value, &err), CMH_INVALID);
		assert_int_equal(err.reason, rows[i].reason);
	}
	assert_int_equal(cmh_set(handle, "my.key", &inner_nul, &err), CMH_INVALID);
	for (int by = -2; by <= 2; by += 2)
		assert_int_equal(cmh_add(handle, "test.u8", by, &err), CMH_INVALID);
	assert_int_equal(fake_count("set") + fake_count("inc") + fake_count("dec"), 0);
	cmh_error_clear(&err);
	finish();
}

TEST(a_list_can_be_read_again)
{
	struct cmh_handle *handle = start("get:totem.token=2*1", "icmap");
	struct cmh_entries entries = CMH_ENTRIES_INIT;

	cmh_entries_add(&entries, "totem.token", NULL);
	cmh_entries_add(&entries, "totem.cluster_name", NULL);
	assert_int_equal(cmh_read_keys(handle, &entries, NULL), CMH_OK);
	assert_non_null(entries.v[0].error);
	assert_int_equal(cmh_read_keys(handle, &entries, NULL), CMH_OK);
	assert_null(entries.v[0].error);
	assert_int_equal(entries.v[0].value.u, 3000);
	assert_string_equal(entries.v[1].value.bytes, "fake");
	cmh_entries_clear(&entries);
	finish();
}

TEST(a_refusal_is_not_repeated)
{
	struct cmh_handle *handle = start("set=11", "icmap");
	const struct cmh_value value = { .type = CMH_U8, .u = 1 };
	struct cmh_error err = CMH_ERROR_INIT;

	assert_int_equal(cmh_set(handle, "nodelist.node.0.nodeid", &value, &err), CMH_REFUSED);
	assert_int_equal(err.number, CS_ERR_ACCESS);
	assert_int_equal(fake_count("set"), 1);
	cmh_error_clear(&err);
	finish();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(handles_are_kept_by_name),
		cmocka_unit_test(live_sends_each_name_to_its_map),
		cmocka_unit_test(listing_costs_one_request_per_key_and_reading_two),
		cmocka_unit_test(a_pattern_asks_for_what_comes_before_its_first_star),
		cmocka_unit_test(keys_come_in_natural_order_with_their_types),
		cmocka_unit_test(a_list_that_breaks_off_fails),
		cmocka_unit_test(a_list_that_is_begun_again_has_each_key_once),
		cmocka_unit_test(a_key_that_cannot_be_read_does_not_hide_the_others),
		cmocka_unit_test(a_key_that_vanished_since_it_was_listed_is_left_out),
		cmocka_unit_test(a_key_is_left_out_only_when_it_is_known_to_have_vanished),
		cmocka_unit_test(named_keys_keep_their_places_and_their_errors),
		cmocka_unit_test(a_read_continues_on_a_new_connection),
		cmocka_unit_test(a_written_value_is_read_back_in_all_types),
		cmocka_unit_test(a_name_that_is_wrong_is_never_sent),
		cmocka_unit_test(a_value_that_cmap_cannot_hold_is_never_sent),
		cmocka_unit_test(a_list_can_be_read_again),
		cmocka_unit_test(a_refusal_is_not_repeated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
