/* SPDX-License-Identifier: BSD-3-Clause */
/* Asking for quorum, over a libvotequorum without a daemon. */
#include "test.h"

#include <poll.h>
#include <unistd.h>

#include "cmh_private.h"
#include "context.h"
#include "fake.h"

static void
fake_begin(struct fake_votequorum how)
{
	fake_reset("");
	fake_votequorum = how;
}

/* Asks, and checks what the error says. */
static void
expect_failure(enum cmh_status status, const char *message)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_handle *map = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_error err = CMH_ERROR_INIT;

	assert_null(cmh_quorum_get(map, &err));
	assert_int_equal(err.status, status);
	assert_non_null(strstr(cmh_error_message(&err), message));
	cmh_error_clear(&err);
	cmh_context_free(cmh);
}

TEST(the_answer_is_what_votequorum_says)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_handle *map = cmh_handle_open(cmh, "live", NULL, NULL);
	const struct cmh_quorum *quorum;

	fake_begin((struct fake_votequorum){ .installed = true });
	quorum = cmh_quorum_get(map, NULL);
	assert_non_null(quorum);
	assert_true(quorum->quorate && quorum->votes == 2 && quorum->expected == 3 && quorum->needed == 2);
	cmh_context_free(cmh);
}

TEST(an_answer_of_another_corosync_is_no_part_of_the_reading)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_handle *map = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_entries names = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	fake_begin((struct fake_votequorum){ .installed = true });
	fake_reset("connect=other");
	cmh_reading_hold(map, true);
	assert_int_equal(cmh_list(map, "totem", &names, NULL), CMH_OK);
	assert_null(cmh_quorum_get(map, &err));
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	cmh_reading_hold(map, true);
	assert_non_null(cmh_quorum_get(map, NULL));
	assert_int_equal(cmh_list(map, "totem", &names, &err), CMH_UNREACHABLE);
	assert_int_equal(err.reason, CMH_REASON_RESTARTED);
	cmh_reading_hold(map, false);
	assert_non_null(cmh_quorum_get(map, NULL));
	assert_int_equal(cmh_list(map, "totem", &names, NULL), CMH_OK);
	cmh_entries_clear(&names);
	cmh_error_clear(&err);
	cmh_context_free(cmh);
}

TEST(a_missing_library_is_an_error_with_a_way_out)
{
	fake_begin((struct fake_votequorum){ .installed = false });
	expect_failure(CMH_FAILED, "libvotequorum cannot be used");
}

TEST(a_corosync_without_votequorum_is_an_error)
{
	fake_begin((struct fake_votequorum){ .installed = true });
	fake_reset("listener=2/111");
	expect_failure(CMH_FAILED, "no votequorum");
}

TEST(what_another_user_runs_is_not_asked)
{
	fake_begin((struct fake_votequorum){ .installed = true });
	fake_reset("listener=stranger");
	expect_failure(CMH_REFUSED, "not run by root");
}

TEST(a_refusal_is_named)
{
	fake_begin((struct fake_votequorum){ .installed = true, .connect_rc = 11 });
	expect_failure(CMH_FAILED, "CS_ERR_ACCESS");
	fake_begin((struct fake_votequorum){ .installed = true, .rc = 6 });
	expect_failure(CMH_FAILED, "CS_ERR_TRY_AGAIN");
}

TEST(a_corosync_that_does_not_answer_costs_no_more_than_the_timeout)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_handle *map = cmh_handle_open(cmh, "live", NULL, NULL);
	struct cmh_error err = CMH_ERROR_INIT;
	int block[2];

	assert_int_equal(pipe(block), 0);
	fake_begin((struct fake_votequorum){ .installed = true, .block_fd = block[0] });
	cmh_context_options(cmh)->timeout_ms = 50;
	assert_null(cmh_quorum_get(map, &err));
	assert_int_equal(err.status, CMH_TIMEOUT);
	cmh_error_clear(&err);
	cmh_context_free(cmh);
	close(block[1]); /* the thread goes on, and releases all that it has */
}

TEST(a_question_can_be_dropped_before_its_answer)
{
	struct cmh_question *question;
	struct cmh_quorum quorum;
	int block[2];

	assert_int_equal(pipe(block), 0);
	fake_begin((struct fake_votequorum){ .installed = true, .block_fd = block[0] });
	question = cmh_quorum_ask(NULL);
	assert_non_null(question);
	assert_int_equal(cmh_quorum_take(question, &quorum, NULL), CMH_TIMEOUT);
	cmh_quorum_drop(question);
	cmh_quorum_drop(NULL);
	close(block[1]);
}

TEST(an_answer_makes_the_descriptor_readable)
{
	struct cmh_question *question;
	struct cmh_quorum quorum;
	struct pollfd p = { .events = POLLIN };

	fake_begin((struct fake_votequorum){ .installed = true });
	question = cmh_quorum_ask(NULL);
	assert_non_null(question);
	p.fd = cmh_quorum_fd(question);
	assert_int_equal(poll(&p, 1, 10000), 1);
	assert_int_equal(cmh_quorum_take(question, &quorum, NULL), CMH_OK);
	assert_int_equal(quorum.node, 1);
	cmh_quorum_drop(question);
}

TEST(a_saved_map_does_not_say)
{
	struct cmh_context *cmh = cmh_context_new(NULL);
	struct cmh_error err = CMH_ERROR_INIT;
	FILE *in = fmemopen((char *)"totem.token (u32) = 1\n", 22, "r");
	struct cmh_handle *map = cmh_handle_open_stream(cmh, in, CMH_TEXT_PASTED, "./x", NULL, &err);

	assert_non_null(map);
	assert_null(cmh_quorum_get(map, &err));
	assert_int_equal(err.status, CMH_INVALID);
	assert_int_equal(err.reason, CMH_REASON_SAVED);
	cmh_error_clear(&err);
	cmh_context_free(cmh);
	fclose(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_answer_is_what_votequorum_says),
		cmocka_unit_test(an_answer_of_another_corosync_is_no_part_of_the_reading),
		cmocka_unit_test(a_missing_library_is_an_error_with_a_way_out),
		cmocka_unit_test(a_corosync_without_votequorum_is_an_error),
		cmocka_unit_test(what_another_user_runs_is_not_asked),
		cmocka_unit_test(a_refusal_is_named),
		cmocka_unit_test(a_corosync_that_does_not_answer_costs_no_more_than_the_timeout),
		cmocka_unit_test(a_question_can_be_dropped_before_its_answer),
		cmocka_unit_test(an_answer_makes_the_descriptor_readable),
		cmocka_unit_test(a_saved_map_does_not_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
