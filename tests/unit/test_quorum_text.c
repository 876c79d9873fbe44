/* SPDX-License-Identifier: BSD-3-Clause */
/* What corosync-quorumtool -s prints, in the files of reports. */
#include "test.h"

#include "know/quorum_text.h"

/* As corosync 3.1.7 prints it. */
#define TEXT(node, quorate, expected, votes, quorum, flags) \
	"Quorum information\n------------------\nDate:             Thu Nov 26 04:39:27 2026\n" \
	"Quorum provider:  corosync_votequorum\nNodes:            2\nNode ID:          " node "\nRing ID:          1.d\n" \
	"Quorate:          " quorate "\n\nVotequorum information\n----------------------\nExpected votes:   " expected "\n" \
	"Highest expected: 3\nTotal votes:      " votes "\nQuorum:           " quorum "\nFlags:            " flags "\n\n" \
	"Membership information\n----------------------\n    Nodeid      Votes Name\n         1          1 node1 (local)\n"

TEST(votes_flags_and_the_node_are_read)
{
	struct cmh_quorum q;

	assert_true(quorum_from_text("corosync-cfgtool -s\nelse\n" TEXT("2", "Yes", "3", "2", "2  ", "Quorate "), &q));
	assert_true(q.quorate);
	assert_int_equal(q.node, 2);
	assert_int_equal(q.expected, 3);
	assert_int_equal(q.votes, 2);
	assert_int_equal(q.needed, 2);
	assert_false(q.two_node || q.wait_for_all || q.last_man_standing || q.auto_tie_breaker || q.qdevice);

	assert_true(quorum_from_text(TEXT("0x0000000a", "No", "2", "1", "2 Activity blocked", "2Node WaitForAll Qdevice "), &q));
	assert_false(q.quorate);
	assert_int_equal(q.node, 10);
	assert_int_equal(q.needed, 2);
	assert_true(q.two_node && q.wait_for_all && q.qdevice);
	assert_true(quorum_from_text(TEXT("1", "Yes", "4", "1", "1", "Quorate LastManStanding AutoTieBreaker AllowDownscale "), &q));
	assert_true(q.last_man_standing && q.auto_tie_breaker && q.allow_downscale);
}

TEST(a_text_that_lacks_a_line_says_nothing)
{
	static const char *const texts[] = {
		"",
		"Quorate: Yes\n",
		"Cannot initialize QUORUM service\n",
		"Node ID: 1\nQuorate: Yes\nExpected votes: 3\nTotal votes: 2\nQuorum: 2\n",
		"Node ID: 1\nQuorate: Yes\nExpected votes: many\nTotal votes: 2\nQuorum: 2\nFlags: Quorate\n",
		"Node ID: 1\nExpected votes: 3\nTotal votes: 2\nQuorum: 2\nFlags: Quorate\n",
		"xQuorate: Yes\nNode ID: 1\nExpected votes: 3\nTotal votes: 2\nQuorum: 2\nFlags: Quorate\n",
	};
	struct cmh_quorum q;

	for (size_t i = 0; i < N_OF(texts); i++)
		if (quorum_from_text(texts[i], &q))
			FAIL_ROW("%s", texts[i]);
	assert_true(quorum_from_text("Node ID: 1\nQuorate: Yes\nExpected votes: 3\nTotal votes: 2\nQuorum: 2\nFlags:", &q));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(votes_flags_and_the_node_are_read),
		cmocka_unit_test(a_text_that_lacks_a_line_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
