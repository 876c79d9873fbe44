/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of nodes, as people write them; what is run on other nodes, what its answers mean, and how they are merged. */
#include "test.h"

#include <stdio.h>

#include "cmh_private.h"
#include "nodes/node_list.h"
#include "nodes/remote.h"
#include "nodes/remote_words.h"
#include "nodes/roster.h"
#include "output/record.h"
#include "str.h"
#include "task/nodes_queue.h"

static const struct { const char *text, *names; } good[] = {
	{ "node1", "node1" },
	{ "node2,node1", "node[1-2]" },
	{ "node[1-3],db1", "db1,node[1-3]" },
	{ "node[1,3-4]", "node[1,3-4]" },
	{ "node[08-11]", "node08,node09,node[10-11]" },
	{ "n[1-2].example", "n1.example,n2.example" },
	{ "node2,node10,node[1-2]", "node[1-2,10]" },
	{ "10.0.0.1", "10.0.0.1" },
	{ "10.0.0.[1-2]", "10.0.0.[1-2]" },
	{ "fd00::1", "fd00::1" },
	{ "a,b", "a,b" },
	{ "a,a,b", "a,b" },
	{ "a1,b1", "a1,b1" },
	{ "a1,a2,b2,b3", "a[1-2],b[2-3]" },
	{ "node[3-3]", "node3" },
};

TEST(a_list_is_read_sorted_and_printed_short)
{
	for (size_t i = 0; i < N_OF(good); i++) {
		struct node_list list = NODE_LIST_INIT;
		struct cmh_error err = CMH_ERROR_INIT;
		char *text;

		if (node_list_parse(good[i].text, &list, &err) != CMH_OK)
			FAIL_ROW("%s: %s", good[i].text, cmh_error_message(&err));
		text = node_list_text(list.v, list.n);
		if (strcmp(text, good[i].names) != 0)
			FAIL_ROW("%s: %s", good[i].text, text);
		free(text);
		node_list_clear(&list);
	}
}

TEST(what_is_not_a_list_of_names_is_refused)
{
	static const char *const bad[] = {
		"", ",", "a,", ",a", "-a", "a,-oProxyCommand=x", "a b", "a;b", "$(a)", "a'b", "a\nb", "\033[1m", "a@b", "a/b",
		"node[", "node]", "node[]", "node[1", "node[1-]", "node[-1]", "node[3-1]", "node[1,]", "node[a-b]", "node[1-2][3-4]",
		"[1-2", "node[1-9999]", "node[1-99999999999]", "node[1234567890]", "n[1 -2]", "all,node1", "node[1-2],all",
	};

	for (size_t i = 0; i < N_OF(bad); i++) {
		struct node_list list = NODE_LIST_INIT;
		struct cmh_error err = CMH_ERROR_INIT;

		if (node_list_parse(bad[i], &list, &err) != CMH_INVALID)
			FAIL_ROW("\"%s\" is taken", bad[i]);
		assert_non_null(err.hint == NULL ? err.message : err.hint);
		cmh_error_clear(&err);
		node_list_clear(&list);
	}
}

TEST(a_printed_list_is_read_as_the_same_names)
{
	for (size_t i = 0; i < N_OF(good); i++) {
		struct node_list list = NODE_LIST_INIT, again = NODE_LIST_INIT;
		char *text;

		assert_int_equal(node_list_parse(good[i].text, &list, NULL), CMH_OK);
		text = node_list_text(list.v, list.n);
		assert_int_equal(node_list_parse(text, &again, NULL), CMH_OK);
		assert_int_equal(again.n, list.n);
		for (size_t k = 0; k < list.n; k++)
			assert_string_equal(again.v[k], list.v[k]);
		free(text);
		node_list_clear(&list);
		node_list_clear(&again);
	}
}

TEST(the_nodes_of_a_nodelist_are_known_by_any_key_and_chosen_by_name_or_address)
{
	static const char keys[] = "nodelist.node.0.ring0_addr (str) = 10.0.0.1\n"
				   "nodelist.node.1.ring0_addr (str) = 10.0.0.2\nnodelist.node.1.name (str) = b\n";
	struct cmh_context *cmh = cmh_context_new(NULL);
	FILE *in = fmemopen((char *)keys, strlen(keys), "r");
	struct cmh_handle *map = cmh_handle_open_stream(cmh, in, CMH_TEXT_CMAPCTL, "./x", NULL, NULL);
	struct roster all = ROSTER_INIT, chosen = ROSTER_INIT;

	assert_non_null(map);
	assert_int_equal(roster_read(&all, map, NULL), CMH_OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].name, "10.0.0.1");
	assert_string_equal(all.v[1].name, "b");
	assert_int_equal(roster_choose(&all, "10.0.0.2,b,other", &chosen, NULL), CMH_OK);
	assert_int_equal(chosen.n, 2);
	assert_string_equal(chosen.v[0].name, "b");
	assert_string_equal(chosen.v[1].name, "other");
	roster_clear(&all);
	roster_clear(&chosen);
	cmh_context_free(cmh);
	fclose(in);
}

/* ---- what is run there, and its answer --------------------------------------- */

/* The command for some paths. */
static char *
command_for(const char *const *paths, size_t n)
{
	return remote_command(&(struct remote_request){ .paths = paths, .n = n, .timeout_ms = 1000 });
}

TEST(a_path_that_covers_no_key_never_reaches_a_shell)
{
	static const char *const bad[] = { "a b", "a;reboot", "$(reboot)", "`reboot`", "a'b", "a\"b", "a\\b", "a\nb", "-D", "!a", "a|b" };

	for (size_t i = 0; i < N_OF(bad); i++) {
		const char *const paths[] = { "totem.token", bad[i] };
		char *command = command_for(paths, 2), *alone = command_for(paths, 1);

		if (strcmp(command, alone) != 0 && bad[i][0] != '-')
			FAIL_ROW("%s: %s", bad[i], command);
		free(command);
		free(alone);
	}
}

TEST(only_the_maps_that_paths_are_of_are_asked)
{
	static const struct { const char *path; bool icmap, stats; } rows[] = {
		{ "totem.token", true, false }, { "stats.srp", false, true }, { "stats", true, true },
		{ "stats.knet.*.*.connected", false, true }, { "sta*", true, true }, { "**.status", true, true }, { "statsx", true, false },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *command = command_for(&rows[i].path, 1), *stats = strstr(command, "-b -m stats --");
		char *words = strstr(command, "-b --"), *end = words != NULL ? strchr(words, ';') : NULL;
		static const char always[] = "-b -- \"totem.version\";";

		if (words == NULL || (stats != NULL) != rows[i].stats || (strncmp(words, always, (size_t)(end - words) + 1) != 0) != rows[i].icmap)
			FAIL_ROW("%s: %s", rows[i].path, command);
		free(command);
	}
}

TEST(cmapsh_is_asked_within_the_timeout_and_corosync_cmapctl_for_both_maps_of_all_keys)
{
	static const struct { const char *path, *words; } rows[] = {
		{ "a.b", "timeout -k 1 2 cmapsh -t 1.000 -o json --show-secrets dump -- \"totem.version\" \"a.b\";" },
		{ NULL, "timeout -k 1 2 cmapsh -t 1.000 -o json --show-secrets dump --;" },
		{ NULL, "timeout -k 1 1 corosync-cmapctl -b --;" },
		{ NULL, "timeout -k 1 1 corosync-cmapctl -b -m stats --;" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *command = command_for(&rows[i].path, rows[i].path != NULL ? 1 : 0);

		if (strstr(command, rows[i].words) == NULL)
			FAIL_ROW("%s: %s", rows[i].words, command);
		free(command);
	}
}

#define BEGIN "banner\n\ncmapsh-nodes: begin\n"
#define KEYS "totem.version (u32) = 2\n"
#define LOST "the connection was lost before the end of the answer"
#define NO_SUCH_KEY "{\"error\":{\"message\":\"no key\",\"exit\":1}}\n"

static const struct {
	enum ssh_end end;
	int status;
	const char *out, *err;
	enum cmh_status result;
	const char *text; /* the keys, or the message */
	int64_t ms;       /* how long it took, where that matters */
} answers[] = {
	{ SSH_EXITED, 0, BEGIN KEYS "\ncmapsh-nodes: end 0\n", NULL, CMH_OK, KEYS "\n" },
	{ SSH_EXITED, 0, BEGIN KEYS "\ncmapsh-nodes: report\nCorosync\n\ncmapsh-nodes: end 0\n", NULL, CMH_OK, KEYS "\n" },
	{ SSH_EXITED, 0, BEGIN KEYS "\ncmapsh-nodes: end 7\n", NULL, CMH_OK, KEYS "\n" },
	{ SSH_EXITED, 0, BEGIN KEYS "\ncmapsh-nodes: end 1\n", "", CMH_OK, KEYS "\n" },
	{ SSH_EXITED, 0, BEGIN KEYS, NULL, CMH_UNREACHABLE, LOST },
	{ SSH_EXITED, 0, BEGIN KEYS "\ncmapsh-nodes: end 0", NULL, CMH_UNREACHABLE, LOST },
	{ SSH_EXITED, 255, BEGIN KEYS, "client_loop: Broken pipe\r\n", CMH_UNREACHABLE, "client_loop: Broken pipe" },
	{ SSH_EXITED, 255, BEGIN KEYS, NO_SUCH_KEY, CMH_UNREACHABLE, LOST },
	{ SSH_EXITED, 0, BEGIN KEYS, NO_SUCH_KEY "a shell\n", CMH_UNREACHABLE, LOST },
	{ SSH_EXITED, 255, NULL, "a banner\nPermission denied.\r\n", CMH_UNREACHABLE, "Permission denied." },
	{ SSH_EXITED, 255, "", NULL, CMH_UNREACHABLE, "ssh failed without a message" },
	{ SSH_EXITED, SSH_STATUS_KILLED, "", NULL, CMH_UNREACHABLE, "ssh was killed" },
	{ SSH_EXITED, 0, "\n", "\r\n", CMH_UNREACHABLE, "ssh ended without an answer" },
	{ SSH_EXITED, 1, "", "This account is currently not available.\n", CMH_UNREACHABLE, "This account is currently not available." },
	{ SSH_EXITED, 1, "Hello\n\033[2JThis account is not available.\r\n\n", NULL, CMH_UNREACHABLE,
	  "printed \"\\x1b[2JThis account is not available.\" instead of an answer" },
	{ SSH_EXITED, 0, KEYS, NULL, CMH_UNREACHABLE, "printed \"totem.version (u32) = 2\" instead of an answer" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 124\n", NULL, CMH_TIMEOUT, "corosync does not answer", 1000 },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 137\n", NULL, CMH_TIMEOUT, "corosync does not answer", 1000 },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 124 cmapsh\n", NULL, CMH_FAILED, "the command failed", 999 },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 137 cmapsh\n", "Killed\n", CMH_FAILED, "Killed", 999 },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 127 \n", NULL, CMH_FAILED, "neither cmapsh nor corosync-cmapctl is installed there" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 127 cmapsh\n", "libcmap.so.4: cannot open\n", CMH_FAILED, "libcmap.so.4: cannot open" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 139 cmapsh\n", NULL, CMH_FAILED, "the command failed" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 5 cmapsh\n", "{\"error\":{\"message\":\"no access\",\"exit\":5}}\na shell\n", CMH_REFUSED, "no access" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 4 cmapsh\n", "{\"error\":{\"message\":\"no \\\"x\\\"\",\"exit\":4}}\n", CMH_UNREACHABLE, "no \"x\"" },
	{ SSH_EXITED, 0, BEGIN "\ncmapsh-nodes: end 1 corosync-cmapctl\n", "Failed to initialize the cmap API. Error CS_ERR_LIBRARY\n",
	  CMH_UNREACHABLE, "corosync is not running there" },
	{ SSH_TIMEOUT, 0, BEGIN, NULL, CMH_TIMEOUT, "no answer within the timeout" },
	{ SSH_TOO_LONG, 0, BEGIN, NULL, CMH_FAILED, "the answer is too long" },
	{ SSH_INTERRUPTED, 0, NULL, NULL, CMH_INTERRUPTED, "interrupted before it answered" },
};

static struct ssh_text
text_of(const char *bytes)
{
	return (struct ssh_text){ .bytes = bytes != NULL ? strdup(bytes) : NULL, .len = bytes != NULL ? strlen(bytes) : 0 };
}

TEST(an_answer_counts_only_when_it_is_complete)
{
	for (size_t i = 0; i < N_OF(answers); i++) {
		struct ssh_call call = { .end = answers[i].end, .status = answers[i].status, .ms = answers[i].ms,
					 .out = text_of(answers[i].out), .err = text_of(answers[i].err) };
		struct cmh_error err = CMH_ERROR_INIT;
		struct remote_keys keys = { .bytes = NULL };
		enum cmh_status status = remote_answer(&call, &keys, &err);
		bool same = status == CMH_OK ? keys.len == strlen(answers[i].text) && memcmp(keys.bytes, answers[i].text, keys.len) == 0
					     : strcmp(cmh_error_message(&err), answers[i].text) == 0;
		bool by_cmapsh = answers[i].out != NULL && strstr(answers[i].out, " cmapsh\n") != NULL;

		if (status != answers[i].result || !same || keys.by_cmapsh != by_cmapsh)
			FAIL_ROW("row %zu: status %d, %s", i, (int)status, status == CMH_OK ? keys.bytes : cmh_error_message(&err));
		cmh_error_clear(&err);
		ssh_call_clear(&call);
	}
}

TEST(a_message_of_a_host_with_an_answer_is_kept_unless_a_path_has_no_keys)
{
	struct ssh_call call = { .err = text_of("Authorized use only.\r\n\n{\"error\":{\"message\":\"no key\",\"exit\":1}}\n"
						"{\"error\":{\"message\":\"cannot read\",\"exit\":6}}") };
	size_t at = 0;
	char *first = remote_message(&call, &at), *second = remote_message(&call, &at);

	assert_string_equal(first, "Authorized use only.");
	assert_string_equal(second, "cannot read");
	assert_null(remote_message(&call, &at));
	free(first);
	free(second);
	ssh_call_clear(&call);
}

/* A line of cmapsh. */
#define SAYS(message, hint) "{\"error\":{\"message\":\"" message "\",\"hint\":\"" hint "\",\"exit\":4,\"number\":2}}"

TEST(words_of_a_node_are_about_that_node)
{
	static const struct { const char *node, *line, *message, *hint; } rows[] = {
		{ "n3", SAYS("corosync is not running on this node", "run: systemctl"), "corosync is not running there", "on n3, run: systemctl" },
		{ NULL, SAYS("corosync is not running on this node", "run: systemctl"), "corosync is not running on this node", "run: systemctl" },
		{ "n3", SAYS("too many", "install it on this node, or stop"), "too many", "install it on n3, or stop" },
		{ "n3", SAYS("no key", "did you mean x?"), "no key", "did you mean x?" },
		{ "n3", SAYS("restarted", "try again"), "restarted", "try again" },
		{ "n3", "Failed to initialize the cmap API. Error CS_ERR_LIBRARY\r", "corosync is not running there", "on n3, run: systemctl status corosync" },
		{ "n3", "Failed to initialize the cmap API. Error CS_ERR_ACCESS", "Failed to initialize the cmap API. Error CS_ERR_ACCESS", NULL },
		{ "n3", "{\"error\":{}} on this node \t", "{\"error\":{}} on this node", NULL },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct remote_words words;

		assert_true(remote_words_read(&words, rows[i].node, rows[i].line, strlen(rows[i].line)));
		if (strcmp(words.message, rows[i].message) != 0 || strcmp(words.hint != NULL ? words.hint : "", rows[i].hint != NULL ? rows[i].hint : "") != 0)
			FAIL_ROW("row %zu: %s (%s)", i, words.message, words.hint);
		remote_words_clear(&words);
	}
}

TEST(very_long_words_are_cut_between_two_characters)
{
	char *umlauts = str_format("x%0*d", 2000, 0), *cut;

	for (size_t i = 1; i < 2000; i += 2)
		memcpy(umlauts + i, "\xc3\xa4", 2);
	cut = remote_words_cut(umlauts, strlen(umlauts));
	assert_true(strlen(cut) >= 100 && strlen(cut) <= 1000);
	assert_int_equal(strlen(cut) % 2, 0); /* "x", pairs, and "..." */
	assert_string_equal(cut + strlen(cut) - 5, "\xc3\xa4...");
	free(cut);
	cut = remote_words_cut("short", 5);
	assert_string_equal(cut, "short");
	free(cut);
	free(umlauts);
}

TEST(no_key_is_asked_of_corosync_cmapctl_twice)
{
	static const struct { const char *paths[3], *words; } rows[] = {
		{ { "totem.version", "totem.version", "a.b" }, "-b -- \"totem.version\" \"a.b\";" },
		{ { "totem", "totem.token", "tot*" }, "-b -- \"tot\";" },
		{ { "a.b.*.c", "a.b.*.d", "a.b" }, "-b -- \"totem.version\" \"a.b\";" },
		{ { "**.a", "b", "c" }, "-b --;" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *command = command_for(rows[i].paths, 3);

		if (strstr(command, rows[i].words) == NULL)
			FAIL_ROW("%s: %s", rows[i].words, command);
		free(command);
	}
}

/* ---- what several nodes print, merged --------------------------------------- */

/* Adds a record of a node, with a number and a time in seconds. */
static void
add_record(struct nodes_queue *queue, size_t node, unsigned number, time_t seconds)
{
	char line[32];
	int len = snprintf(line, sizeof(line), "{\"n\":%u}", number);
	struct record *record = record_read(line, (size_t)len);

	assert_non_null(record);
	assert_true(nodes_queue_add(queue, record, node, (struct timespec){ .tv_sec = seconds }));
}

TEST(records_are_merged_by_time_and_those_of_a_node_keep_their_order)
{
	static const unsigned order[] = { 3, 4, 1, 2, 5 };
	struct nodes_queue queue;
	struct queued *next;
	size_t n = 0;

	TAILQ_INIT(&queue);
	add_record(&queue, 0, 1, 50);
	add_record(&queue, 0, 2, 40); /* its clock was set */
	add_record(&queue, 1, 3, 30);
	add_record(&queue, 2, 4, 30);
	add_record(&queue, 1, 5, 60);
	assert_true(nodes_queue_due(&queue) > 0);
	for (; (next = nodes_queue_take(&queue)) != NULL; n++) {
		assert_int_equal(record_number(next->record, "n"), order[n]);
		nodes_queue_free(next);
	}
	assert_int_equal(n, N_OF(order));
	assert_int_equal(nodes_queue_due(&queue), 0);
}

TEST(what_happens_to_a_connection_is_merged_with_the_records)
{
	struct nodes_queue queue;
	struct queued *next;

	TAILQ_INIT(&queue);
	add_record(&queue, 0, 1, 50);
	assert_true(nodes_queue_add_event(&queue, "start", NULL, 1, (struct timespec){ .tv_sec = 40 }));
	assert_true(nodes_queue_add_event(&queue, "lost", "words", 0, (struct timespec){ .tv_sec = 30 })); /* our clock is late */
	next = nodes_queue_take(&queue);
	assert_string_equal(next->what, "start");
	assert_int_equal(next->time.tv_sec, 40);
	nodes_queue_free(next);
	next = nodes_queue_take(&queue);
	assert_int_equal(record_number(next->record, "n"), 1);
	nodes_queue_free(next);
	next = nodes_queue_take(&queue);
	assert_string_equal(next->what, "lost");
	assert_string_equal(next->why, "words");
	nodes_queue_free(next);
	assert_null(nodes_queue_take(&queue));
}

TEST(a_record_can_be_taken_once_it_or_a_later_one_was_kept_long_enough)
{
	struct nodes_queue queue;
	struct queued *late;

	TAILQ_INIT(&queue);
	add_record(&queue, 0, 1, 10);
	add_record(&queue, 1, 2, 20);
	add_record(&queue, 2, 3, 30);
	assert_int_equal(nodes_queue_ready(&queue), 0);
	late = TAILQ_NEXT(TAILQ_FIRST(&queue), entry);
	late->due = 0;
	assert_int_equal(nodes_queue_ready(&queue), 2);
	while ((late = nodes_queue_take(&queue)) != NULL)
		nodes_queue_free(late);
}

/* ---- records that are read back --------------------------------------------- */

TEST(a_record_gives_only_what_is_of_the_right_type)
{
	static const char line[] = "{\"text\":\"a\\u0000b\",\"n\":18446744073709551615,\"minus\":-1,\"real\":1.5,\"null\":null,"
				   "\"yes\":true,\"new\":null,\"new_text\":\"\\\"a\\\\x01\\\\\\\\\\\\\\\"\\\"\",\"part\":{\"n\":1}}";
	struct record *record = record_read(line, sizeof(line) - 1);
	struct cmh_value value = CMH_VALUE_INIT;
	double real = 0;

	assert_non_null(record);
	assert_string_equal(record_text(record, "text"), "a");
	assert_null(record_text(record, "n"));
	assert_null(record_text(record, "null"));
	assert_true(record_number(record, "n") == UINT64_MAX);
	assert_int_equal(record_number(record, "minus"), 0);
	assert_int_equal(record_number(record, "text"), 0);
	assert_true(record_real(record, "real", &real) && real > 1.4 && real < 1.6);
	assert_false(record_real(record, "yes", &real));
	assert_true(record_truth(record, "yes"));
	assert_false(record_truth(record, "n"));
	assert_int_equal(record_number(record_part(record, "part"), "n"), 1);
	assert_null(record_part(record, "n"));
	assert_true(record_value(record, "n", CMH_U64, &value) && value.u == UINT64_MAX);
	assert_false(record_value(record, "n", CMH_U8, &value));
	assert_true(record_value(record, "new", CMH_STR, &value));
	assert_true(value.len == 4 && memcmp(value.bytes, "a\001\\\"", 4) == 0);
	cmh_value_clear(&value);
	assert_false(record_value(record, "none", CMH_STR, &value));
	record_free(record);
}

TEST(what_is_not_an_object_on_a_line_is_no_record)
{
	static const char *const lines[] = { "", "[", "[1]", "1", "\"a\"", "null", "{", "{\"a\":", "{\"a\":1", "text", "\033[2J" };

	for (size_t i = 0; i < N_OF(lines); i++)
		assert_null(record_read(lines[i], strlen(lines[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_read_sorted_and_printed_short),
		cmocka_unit_test(what_is_not_a_list_of_names_is_refused),
		cmocka_unit_test(a_printed_list_is_read_as_the_same_names),
		cmocka_unit_test(the_nodes_of_a_nodelist_are_known_by_any_key_and_chosen_by_name_or_address),
		cmocka_unit_test(a_path_that_covers_no_key_never_reaches_a_shell),
		cmocka_unit_test(only_the_maps_that_paths_are_of_are_asked),
		cmocka_unit_test(cmapsh_is_asked_within_the_timeout_and_corosync_cmapctl_for_both_maps_of_all_keys),
		cmocka_unit_test(words_of_a_node_are_about_that_node),
		cmocka_unit_test(very_long_words_are_cut_between_two_characters),
		cmocka_unit_test(no_key_is_asked_of_corosync_cmapctl_twice),
		cmocka_unit_test(an_answer_counts_only_when_it_is_complete),
		cmocka_unit_test(a_message_of_a_host_with_an_answer_is_kept_unless_a_path_has_no_keys),
		cmocka_unit_test(records_are_merged_by_time_and_those_of_a_node_keep_their_order),
		cmocka_unit_test(what_happens_to_a_connection_is_merged_with_the_records),
		cmocka_unit_test(a_record_can_be_taken_once_it_or_a_later_one_was_kept_long_enough),
		cmocka_unit_test(a_record_gives_only_what_is_of_the_right_type),
		cmocka_unit_test(what_is_not_an_object_on_a_line_is_no_record),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
