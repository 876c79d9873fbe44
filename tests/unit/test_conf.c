/* SPDX-License-Identifier: BSD-3-Clause */
/* A corosync.conf as a map: its keys, and what corosync refuses in it. What a real corosync does with such files is in cli/conf.bats. */
#include "test.h"

#include <pwd.h>
#include <stdio.h>

#include "cmh_private.h"
#include "conf_option.h"
#include "know/conf_check.h"
#include "know/key.h"
#include "str.h"

#define NODES "nodelist {\nnode {\nnodeid: 1\nring0_addr: 127.0.0.1\n}\n}\n"

static struct cmh_context *cmh;

static int
begin(void **state)
{
	(void)state;
	cmh = cmh_context_new(NULL);
	return cmh == NULL;
}

static int
end(void **state)
{
	(void)state;
	cmh_context_free(cmh);
	return 0;
}

static struct cmh_handle *
open_bytes(const char *bytes, size_t len)
{
	struct cmh_error err = CMH_ERROR_INIT;
	FILE *in = fmemopen((void *)bytes, len, "r");
	struct cmh_handle *map;

	assert_non_null(in);
	map = cmh_handle_open_stream(cmh, in, CMH_TEXT_PASTED, "./FILE", NULL, &err);
	fclose(in);
	if (map == NULL)
		FAIL_ROW("%s: %s", cmh_error_message(&err), bytes);
	return map;
}

/* The keys, one a line, with ? in place of a value that is missing. The caller frees them. */
static char *
keys_of(struct cmh_handle *map)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct str_stream out;

	assert_int_equal(cmh_read_all(map, "", &keys, NULL), CMH_OK);
	assert_true(str_open(&out));
	for (size_t i = 0; i < keys.n; i++) {
		char *text = keys.v[i].error == NULL ? cmh_value_text(&keys.v[i].value) : strdup("?");

		fprintf(out.out, "%s (%s) = %s\n", keys.v[i].key, cmh_type_name(keys.v[i].value.type), text);
		free(text);
	}
	cmh_entries_clear(&keys);
	return str_close(&out);
}

static void
has_keys(const char *file, const char *expected)
{
	struct cmh_handle *map = open_bytes(file, strlen(file));
	char *keys = keys_of(map);

	assert_true(cmh_handle_info(map)->conf);
	if (strcmp(keys, expected) != 0)
		FAIL_ROW("%s\nhas the keys\n%s, not\n%s", file, keys, expected);
	free(keys);
	cmh_handle_close(map);
}

/* Whether the faults of a file are these: "LINE:COLUMN MESSAGE", one a line. */
static void
has_faults_of(const char *bytes, size_t len, const char *expected)
{
	struct cmh_handle *map = open_bytes(bytes, len);
	struct faults faults = { .n = 0 };
	struct str_stream out;
	char *text;

	assert_true(conf_check(map, &faults));
	assert_true(str_open(&out));
	for (size_t i = 0; i < faults.n; i++)
		fprintf(out.out, "%zu:%zu %s\n", faults.v[i].line, faults.v[i].column, faults.v[i].message);
	text = str_close(&out);
	if (strcmp(text, expected) != 0)
		FAIL_ROW("%s\nhas the faults\n%s, not\n%s", bytes, text, expected);
	free(text);
	faults_clear(&faults);
	cmh_handle_close(map);
}

static void
has_faults(const char *file, const char *expected)
{
	has_faults_of(file, strlen(file), expected);
}

/* A file with these lines of totem, and a node, has these faults. Line 3 is the first one. */
static void
totem_has_faults(const char *lines, const char *expected)
{
	char *file = str_format("totem {\nversion: 2\n%s}\n" NODES, lines);

	has_faults(file, expected);
	free(file);
}

/* The same for lines of quorum, with so many nodes. Line 6 is the first one. */
static void
quorum_has_faults(unsigned nodes, const char *lines, const char *expected)
{
	struct str_stream out;
	char *file;

	assert_true(str_open(&out));
	fprintf(out.out, "totem {\nversion: 2\n}\nquorum {\nprovider: corosync_votequorum\n%s}\nnodelist {\n", lines);
	for (unsigned i = 1; i <= nodes; i++)
		fprintf(out.out, "node {\nnodeid: %u\nring0_addr: 127.0.0.%u\n}\n", i, i);
	fputs("}\n", out.out);
	file = str_close(&out);
	has_faults(file, expected);
	free(file);
}

/* ---- lines ------------------------------------------------------------- */

TEST(a_line_is_a_section_an_option_an_end_or_a_comment)
{
	has_keys("totem {\n}\n", "");
	has_keys("\n# x\n  totem\t{  \n\t# a: b {\n\tfoo: a b \t\n \t} \t\n", "totem.foo (str) = a b\n");
	has_keys("totem: {\nfoo :2\nbar:3\nbaz : :4:\n}", "totem.bar (str) = 3\ntotem.baz (str) = :4:\ntotem.foo (str) = 2\n");
	has_keys("totem {\r\nfoo: 1\r\nbar:\r\n}\r\n", "totem.bar (str) = \ntotem.foo (str) = 1\n");
	has_keys("totem {\nfoo: a # b\nbar: \"q\"\nbaz: x}\nfoo.bar: \xc3\xa9\n}\n",
		 "totem.bar (str) = \"\\\"q\\\"\"\ntotem.baz (str) = x}\ntotem.foo (str) = a # b\ntotem.foo.bar (str) = \xc3\xa9\n");
	has_keys("totem {\n: 5\nTOKEN: 5\n}\n", "totem.: (str) = 5\ntotem.TOKEN (str) = 5\n");
	has_keys("totem {\nfoo: a\r\r\n}\n", "totem.foo (str) = \"a\\r\"\n");
	has_keys("totem {\nfoo:\xa0" "a\xa0\n}\n", "totem.foo (str) = a\n");
}

TEST(a_key_that_is_set_again_has_the_last_value)
{
	has_keys("totem {\ntoken: 1\ntoken: 2\n}\ntotem {\ntoken: 3\nfoo: 1\n}\n", "totem.foo (str) = 1\ntotem.token (u32) = 3\n");
	has_keys("logging {\nlogger_subsys {\ndebug: on\nsubsys: A\ndebug: off\n}\n}\n",
		 "logging.logger_subsys.A.debug (str) = on\nlogging.logger_subsys.A.subsys (str) = A\n");
}

TEST(a_second_nodelist_overwrites_the_first_one_from_its_beginning)
{
	has_keys("nodelist {\nnode {\nname: a\nx: 1\n}\nnode {\nname: b\n}\nfoo: 1\n}\nnodelist {\nnode {\nname: c\n}\n}\n",
		 "nodelist.foo (str) = 1\nnodelist.node.0.name (str) = c\nnodelist.node.0.x (str) = 1\nnodelist.node.1.name (str) = b\n");
}

/* ---- sections ---------------------------------------------------------- */

TEST(options_have_the_types_that_corosync_gives_them)
{
	has_keys("totem {\ntoken: +01500\nknet_compression_level: -1\nconfig_version: 18446744073709551615\ncluster_name: 5\n}\n",
		 "totem.cluster_name (str) = 5\ntotem.config_version (u64) = 18446744073709551615\ntotem.knet_compression_level (i32) = -1\n"
		 "totem.token (u32) = 1500\n");
	has_keys("totem {\nconfig_version: -1\n}\n", "totem.config_version (u64) = 18446744073709551615\n");
	has_keys("quorum {\ntwo_node: 255\nexpected_votes: 3\nauto_tie_breaker_node: 1\ncancel_wait_for_all: 1\ndevice {\nvotes: 1\nmaster_wins: 1\n"
		 "model: net\nnet {\nport: 5403\nvotes: 1\n}\n}\n}\n",
		 "quorum.auto_tie_breaker_node (str) = 1\nquorum.cancel_wait_for_all (str) = 1\nquorum.device.master_wins (u8) = 1\n"
		 "quorum.device.model (str) = net\nquorum.device.net.port (str) = 5403\nquorum.device.net.votes (str) = 1\n"
		 "quorum.device.votes (u32) = 1\nquorum.expected_votes (u32) = 3\nquorum.two_node (u8) = 255\n");
	has_keys("logging {\n}\nresources {\nwatchdog_timeout: 6\npoll_period: 1\nsystem {\nload_15min {\npoll_period: 5000\nmax: 5\n}\n}\n}\n",
		 "resources.poll_period (str) = 1\nresources.system.load_15min.max (str) = 5\nresources.system.load_15min.poll_period (u64) = 5000\n"
		 "resources.watchdog_timeout (u32) = 6\n");
	/* Up to the limits of their types; beyond them, they have no value. */
	has_keys("totem {\ntoken: 4294967295\nknet_compression_level: 2147483647\n}\n",
		 "totem.knet_compression_level (i32) = 2147483647\ntotem.token (u32) = 4294967295\n");
	has_keys("totem {\ntoken: 4294967296\nknet_compression_level: 2147483648\n}\n",
		 "totem.knet_compression_level (i32) = ?\ntotem.token (u32) = ?\n");
	has_keys("totem {\ntoken: -1\nknet_compression_level: -2147483649\n}\n",
		 "totem.knet_compression_level (i32) = ?\ntotem.token (u32) = ?\n");
	has_keys("totem {\nknet_compression_level: -2147483648\n}\n", "totem.knet_compression_level (i32) = -2147483648\n");
	/* Only where corosync looks for them. */
	has_keys("totem.token: 5\ntotem {\nfoo {\ntoken: 5\n}\n}\npload {\ncount: 5\n}\ncfg {\nshutdown_timeout: 5\n}\n",
		 "cfg.shutdown_timeout (str) = 5\npload.count (str) = 5\ntotem.foo.token (str) = 5\ntotem.token (str) = 5\n");
}

/* What corosync reads as a number is a number in the table of keys, of the same type. */
TEST(the_table_of_keys_has_the_same_types)
{
	static const struct { const char *branch; enum conf_section section; } branches[] = {
		{ "totem.", CONF_TOTEM }, { "quorum.", CONF_QUORUM }, { "quorum.device.", CONF_DEVICE },
	};
	size_t n, found = 0;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const char *pattern = rows[i].pattern;

		for (size_t b = 0; b < N_OF(branches); b++) {
			const char *name = pattern + strlen(branches[b].branch);
			enum cmh_type type;

			if (strncmp(pattern, branches[b].branch, strlen(branches[b].branch)) != 0 || strpbrk(name, ".*") != NULL ||
			    strcmp(name, "cancel_wait_for_all") == 0 || rows[i].type == CMH_NONE)
				continue;
			type = conf_option_type(branches[b].section, pattern, name);
			if (type != rows[i].type)
				FAIL_ROW("%s is a %s of corosync.conf, and a %s of the table", pattern, cmh_type_name(type), cmh_type_name(rows[i].type));
			found++;
		}
	}
	assert_true(found > 50);
	for (size_t i = 0; i < CONF_LINK_OPTIONS; i++) {
		char *key = str_format("totem.interface.0.%s", conf_link_options[i].name);

		assert_int_equal(key_info_find(key)->type, conf_link_options[i].type);
		free(key);
	}
}

TEST(a_section_interface_becomes_the_keys_of_its_link)
{
	has_keys("totem {\ninterface {\nmcastport: 5500\nttl: 1\nlinknumber: 2\nbroadcast: no\nknet_transport: udp\nringnumber: 7\n}\n"
		 "interface {\nknet_pong_count: 3\n}\n}\n",
		 "totem.interface.0.knet_pong_count (u32) = 3\ntotem.interface.2.broadcast (str) = no\ntotem.interface.2.knet_transport (str) = udp\n"
		 "totem.interface.2.mcastport (u16) = 5500\ntotem.interface.2.ttl (u8) = 1\ntotem.interface.ringnumber (str) = 7\n");
	has_keys("totem {\ninterface {\nmember {\nmemberaddr: a\n}\nmember {\nmemberaddr: b\n}\n}\n}\n",
		 "totem.interface.0.member.0 (str) = b\ntotem.interface.0.member.1 (str) = a\n");
	/* Negative as a signed integer, so that it is absent for corosync. */
	has_keys("totem {\ninterface {\nknet_ping_interval: 2147483648\nknet_ping_timeout: 2147483647\n}\n}\n",
		 "totem.interface.0.knet_ping_timeout (u32) = 2147483647\n");
}

TEST(the_sections_of_logs_become_keys_with_their_names)
{
	has_keys("logging {\nlogger_subsys {\nsubsys: Q\n}\nlogging_daemon {\nname: corosync\ntimestamp: on\n}\n"
		 "logging_daemon {\nname: corosync\nsubsys: T\ndebug: on\n}\n}\n",
		 "logging.logger_subsys.Q.subsys (str) = Q\nlogging.logger_subsys.T.debug (str) = on\nlogging.logger_subsys.T.subsys (str) = T\n"
		 "logging.timestamp (str) = on\n");
	has_keys("logging {\nlogging_daemon {\nname: q\ndebug: on\n}\nlogging_daemon {\ndebug: off\nname: q\nsubsys: S\n}\n}\n",
		 "logging.logging_daemon.q.S.debug (str) = off\nlogging.logging_daemon.q.S.name (str) = q\nlogging.logging_daemon.q.S.subsys (str) = S\n"
		 "logging.logging_daemon.q.debug (str) = on\nlogging.logging_daemon.q.name (str) = q\n");
}

/* The first user of the system's list whose number is not 0. */
static char *
any_user(unsigned *number)
{
	FILE *in = fopen("/etc/passwd", "re");
	const struct passwd *user;
	char *name;

	assert_non_null(in);
	do
		assert_non_null(user = fgetpwent(in));
	while (user->pw_uid == 0);
	*number = user->pw_uid;
	name = strdup(user->pw_name);
	fclose(in);
	return name;
}

TEST(users_and_groups_become_numbers)
{
	unsigned number;
	char *user = any_user(&number), *file = str_format("quorum {\n}\nuidgid {\nuid: %s\n}\n", user);
	char *keys = str_format("uidgid.config.uid.%u (u8) = 1\n", number);
	struct cmh_handle *map;

	has_keys(file, keys);
	free(user);
	free(file);
	free(keys);
	has_keys("quorum {\n}\nuidgid {\nuid: 77\nuid: root\ngid: root\n}\n",
		 "uidgid.config.gid.0 (u8) = 1\nuidgid.config.uid.0 (u8) = 1\nuidgid.config.uid.77 (u8) = 1\n");
	map = open_bytes("quorum {\n}\nuidgid {\nuid: no such user\n}\n", 41);
	assert_int_equal(cmh_handle_info(map)->n_faults, 0);
	assert_int_equal(cmh_handle_info(map)->left_out, 1);
	assert_int_equal(cmh_handle_info(map)->first_left_out, 4);
	cmh_handle_close(map);
}

/* ---- what corosync refuses --------------------------------------------- */

TEST(a_line_that_corosync_refuses_is_a_fault_at_its_column)
{
	totem_has_faults("foo\n", "3:1 expected \"NAME {\", \"NAME: VALUE\" or \"}\"\n");
	totem_has_faults("  a = 5\n", "3:3 expected \"NAME {\", \"NAME: VALUE\" or \"}\"\n");
	totem_has_faults("x { # y\n}\n", "3:5 the opening bracket must end its line\n");
	totem_has_faults("x { y: 1 }\n", "3:5 the opening bracket must end its line\n");
	totem_has_faults("x {\n} # y\n", "4:1 the closing bracket needs a line of its own\n");
	totem_has_faults("x {\na }\n", "4:1 the closing bracket needs a line of its own\n");
	totem_has_faults("{\nx: 1\n}\n", "3:1 a section needs its name in front of the bracket, on the same line\n");
	totem_has_faults(":5\n", "3:1 an option needs a name in front of the colon\n");
	totem_has_faults("a b: 5\n", "3:1 \"totem.a b\" is not a valid key: space at position 8\n");
	has_faults("totem {\nversion: 2\n}\n" NODES "}\n", "10:1 no section is open here\n");
	has_faults("totem {\nversion: 2\n" NODES, "1:1 this section has no closing bracket\n");
	has_faults("quorum {\n}\na: 1\n", "3:1 \"a\" is not a valid key: shorter than 3 characters\n");
}

TEST(a_line_of_510_bytes_is_the_longest)
{
	char *lines[] = { str_format("foo:%0506d\n", 1), str_format("foo:%0507d\n", 1), str_format("#%0510d\n", 1) };

	totem_has_faults(lines[0], "");
	totem_has_faults(lines[1], "3:511 the line is longer than 510 bytes\n");
	totem_has_faults(lines[2], "3:511 the line is longer than 510 bytes\n");
	for (size_t i = 0; i < N_OF(lines); i++)
		free(lines[i]);
}

TEST(a_path_of_254_bytes_is_the_longest)
{
	char *lines[] = { str_format("x%0247d: 1\n", 1), str_format("x%0248d: 1\n", 1), str_format("x%0248d {\ny: 1\n}\n", 1) };

	totem_has_faults(lines[0], "");
	totem_has_faults(lines[1], "3:1 the names of this key and its sections are too long\n");
	totem_has_faults(lines[2], "3:1 the names of this section and those around it are too long\n");
	for (size_t i = 0; i < N_OF(lines); i++)
		free(lines[i]);
}

TEST(bytes_that_corosync_does_not_read_as_text_are_a_fault)
{
	static const char nul[] = "totem {\nversion: 2\nfoo: a\0b\n}\n" NODES, early[] = "totem {\nversion: 2\n\0foo: a\n}\n" NODES;

	has_faults_of(nul, sizeof(nul) - 1, "3:7 NUL byte in this line\n");
	has_faults_of(early, sizeof(early) - 1, "");
	has_faults("\xef\xbb\xbftotem {\nversion: 2\n}\n" NODES, "1:1 the file begins with a byte order mark, which corosync takes for text\n");
	for (unsigned form = 0; form < 4; form++) {
		static const char text[] = "totem {\nversion: 2\n}\n" NODES;
		char bytes[2 * sizeof(text)];
		size_t len = 0;

		if (form >= 2) /* the mark */
			len = (size_t)snprintf(bytes, sizeof(bytes), "%s", form == 2 ? "\xff\xfe" : "\xfe\xff");
		for (const char *c = text; *c != '\0'; c++, len += 2) {
			bytes[len + form % 2] = *c;
			bytes[len + 1 - form % 2] = '\0';
		}
		has_faults_of(bytes, len, "1:1 the file is in UTF-16, which corosync does not read\n");
	}
}

TEST(a_value_that_corosync_refuses_is_a_fault_and_the_key_has_no_value)
{
	static const char file[] = "totem {\nversion: 2\ntoken:  1s\n}\n" NODES;
	struct cmh_handle *map = open_bytes(file, sizeof(file) - 1);
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_value value;

	assert_int_equal(cmh_get(map, "totem.token", &value, &err), CMH_FAILED);
	assert_string_equal(cmh_error_message(&err), "./FILE has no value of \"totem.token\": \"1s\" is not an integer of type u32");
	cmh_error_clear(&err);
	cmh_handle_close(map);
	totem_has_faults("token:  1s\n", "3:9 \"1s\" is not an integer of type u32\n");
	totem_has_faults("token: 4294967296\n", "3:8 \"4294967296\" is not an integer of type u32\n");
	totem_has_faults("token: -1\n", "3:8 \"-1\" is not an integer of type u32\n");
	totem_has_faults("token:\n", "3:7 \"\" is not an integer of type u32\n");
	totem_has_faults("token: 0x10\n", "3:8 \"0x10\" is not an integer of type u32\n");
	totem_has_faults("token: 1 # ms\n", "3:8 \"1 # ms\" is not an integer; a comment after a value is part of it\n");
	totem_has_faults("config_version: 7a\n",
			 "3:17 \"7a\" is not an unsigned integer; it ends corosync 3.1.9 and older, also at a reload\n");
	totem_has_faults("interface {\nttl: 256\nlinknumber: x\n}\n",
			 "4:6 \"256\" is not an integer of type u8\n5:13 \"x\" is not an integer of type u8\n");
	has_keys("totem {\ninterface {\nttl: 256\n}\ntoken: x\n}\n", "totem.interface.0.ttl (u8) = ?\ntotem.token (u32) = ?\n");
}

TEST(a_section_that_lacks_its_name_is_a_fault)
{
	has_faults("totem {\nversion: 2\n}\n" NODES "logging {\nlogger_subsys {\ndebug: on\n}\nlogging_daemon {\nsubsys: A\n}\n}\n",
		   "11:1 this section needs the option subsys\n14:1 this section needs the option name\n");
	totem_has_faults("interface {\nmember {\nfoo: 1\n}\n}\n", "5:1 a section member has only the option memberaddr\n");
	has_faults("totem {\nversion: 2\n}\n" NODES "uidgid {\nuser: 1\nuid:\ngid: -1\nuid: root:x\n}\n",
		   "11:1 a section uidgid has only the options uid and gid\n12:5 \"\" is not the name or the number of a user\n"
		   "13:6 \"-1\" is not the name or the number of a group\n14:6 \"root:x\" is not the name or the number of a user\n");
}

TEST(after_a_fault_the_file_is_read_as_it_may_have_been_meant)
{
	has_keys("totem\n\n# x\n{\nfoo: 1\n}\n", "totem.foo (str) = 1\n");
	has_faults("totem\n{\nversion: 2\n}\n" NODES, "1:1 expected \"NAME {\", \"NAME: VALUE\" or \"}\"\n");
	has_keys("totem { # x\nfoo: 1\n} # x\nquorum {\nfoo: 2\n}\n", "quorum.foo (str) = 2\ntotem.foo (str) = 1\n");
	has_keys("totem {\nx { foo: 1 }\n{\nfoo: 2\n}\nfoo: 3\n}\n", "totem.foo (str) = 3\n");
	has_keys("totem {\nfoo: 1\nquorum {\nfoo: 2\n", "totem.foo (str) = 1\ntotem.quorum.foo (str) = 2\n");
	has_keys("totem {\nfoo bar\nfoo: 1\n}\n}\nquorum {\nfoo: 2\n}\n", "quorum.foo (str) = 2\ntotem.foo (str) = 1\n");
}

TEST(a_file_of_another_kind_has_a_bounded_number_of_faults)
{
	struct cmh_handle *map;
	struct str_stream out;
	char *file;

	assert_true(str_open(&out));
	fputs("totem {\n", out.out);
	for (int i = 0; i < 5000; i++)
		fprintf(out.out, "%s\n", i % 2 == 0 ? "{" : "what is this");
	file = str_close(&out);
	map = open_bytes(file, strlen(file));
	assert_int_equal(cmh_handle_info(map)->n_faults, FAULTS_MAX);
	cmh_handle_close(map);
	free(file);
}

/* ---- what values mean together ------------------------------------------- */

TEST(values_out_of_range_or_not_of_their_list_are_faults)
{
	totem_has_faults("join: 29\nmerge: 0\nhold: 13\n",
			 "3:7 \"totem.join\" is 29, below the minimum of 30\n5:7 \"totem.hold\" is 13, below the minimum of 14\n");
	totem_has_faults("token_warning: 0\n", "");
	totem_has_faults("token_warning: 101\n", "3:16 \"totem.token_warning\" is 101, above the maximum of 100\n");
	totem_has_faults("transport: foo\n", "3:12 \"foo\" is not a value of \"totem.transport\" (knet udp udpu)\n");
	totem_has_faults("link_mode: active passive\n", "3:12 \"active passive\" is not a value of \"totem.link_mode\" (passive active rr)\n");
	totem_has_faults("crypto_hash:\n", "3:13 \"\" is not a value of \"totem.crypto_hash\" (none md5 sha1 sha256 sha384 sha512)\n");
	totem_has_faults("knet_compression_model: none\n",
			 "3:25 \"none\" is not a value of \"totem.knet_compression_model\" (zlib lz4 lz4hc lzo2 lzma bzip2 zstd)\n");
	/* What corosync ignores. */
	totem_has_faults("block_unlisted_ips: maybe\nknet_mtu: 10\nwait: 1\n", "");
}

TEST(words_of_the_log_are_checked_also_for_one_subsystem)
{
	has_faults("totem {\nversion: 2\n}\n" NODES "logging {\nto_syslog: on\nsyslog_priority: error\nsyslog_facility: local7\nlogger_subsys {\nsubsys: A\n"
		   "debug: yes\nfileline: x\n}\ntimestamp: x\nlogging_daemon {\nname: q\ndebug: yes\n}\n}\n",
		   "16:8 \"yes\" is not a value of \"logging.logger_subsys.A.debug\" (on off trace)\n"
		   "19:12 \"x\" is not a value of \"logging.timestamp\" (on off hires)\n");
}

TEST(times_that_corosync_computes_are_checked)
{
#define UDPU "transport: udpu\n" /* knet has limits of its own */
	totem_has_faults("token: 126\n" UDPU, "");
	totem_has_faults("token: 125\n" UDPU, "3:8 token / (token_retransmits_before_loss_const + 0.2) should be at least 30 (\"totem.token\" is 125, "
					 "\"totem.token_retransmits_before_loss_const\" 4)\n");
	totem_has_faults("token: 125\ntoken_retransmit: 30\n" UDPU, "");
	totem_has_faults("token: 0\n", "");
	totem_has_faults("join: 3601\n", "3:7 consensus should be at least join (\"totem.consensus\" is 3600, \"totem.join\" 3601)\n");
	totem_has_faults("join: 3601\ntoken: 3001\n", "");
	totem_has_faults("token: 29\ntoken_retransmit: 30\njoin: 34\n" UDPU, "3:8 \"totem.token\" is 29, below the minimum of 30\n");
	/* Each node beyond two adds to the token. */
	has_faults("totem {\nversion: 2\ntoken: 20\ntoken_coefficient: 106\n" UDPU "}\nnodelist {\nnode {\nnodeid: 1\nring0_addr: a\n}\n"
		   "node {\nnodeid: 2\nring0_addr: b\n}\nnode {\nnodeid: 3\nring0_addr: c\n}\n}\n", "");
}

TEST(the_ping_timeout_of_a_link_is_checked_as_libknet_does)
{
#define NOT_BELOW_200 ": corosync 3.1.8 and later, with libknet 1.31, do not start below 200\n"
	totem_has_faults("token: 400\n", "");
	totem_has_faults("token: 399\n", "3:8 \"totem.interface.0.knet_ping_timeout\" would be 199" NOT_BELOW_200);
	totem_has_faults("token: 399\ninterface {\nknet_pong_count: 1\n}\n", "");
	totem_has_faults("interface {\nknet_ping_timeout: 200\nknet_ping_interval: 1\n}\n", "");
	totem_has_faults("interface {\nknet_ping_timeout: 199\n}\n", "4:20 \"totem.interface.0.knet_ping_timeout\" is 199" NOT_BELOW_200);
	totem_has_faults("interface {\nknet_ping_timeout: 0\n}\n", "");
	/* No node has an address on link 1. */
	totem_has_faults("interface {\nlinknumber: 1\nknet_ping_timeout: 199\n}\n",
			 "5:20 no node has an address on link 1\n11:13 with several links, this node needs a name\n");
}

TEST(a_window_that_ends_corosync_is_a_fault)
{
	totem_has_faults("window_size: 16367\n", "");
	totem_has_faults("window_size: 16368\n", "3:14 corosync ends at once if window_size + min(max_messages, window_size) exceeds 16384 "
						 "(\"totem.window_size\" is 16368, \"totem.max_messages\" 17)\n");
}

TEST(encryption_needs_all_of_its_options)
{
	totem_has_faults("crypto_cipher: aes256\n", "3:16 a cipher needs a \"totem.crypto_hash\" other than none\n");
	totem_has_faults("crypto_cipher: aes256\ncrypto_hash: sha256\n", "");
	totem_has_faults("secauth: on\n", "");
	totem_has_faults("secauth: on\ncrypto_hash: none\n", "3:10 a cipher needs a \"totem.crypto_hash\" other than none\n");
	totem_has_faults("secauth: on\ntransport: udpu\n", "3:10 only the transport knet encrypts\n");
	totem_has_faults("crypto_hash: sha1\nkey: abc\n", "4:6 \"totem.key\" needs at least 128 bytes\n");
	totem_has_faults("key: abc\n", "");
}

TEST(a_file_that_lacks_something_has_a_fault_without_a_place)
{
	has_faults("totem {\nversion: 2\n}\n", "0:0 the file needs a nodelist with the addresses of the nodes\n");
	has_faults("totem {\n}\n" NODES, "0:0 \"totem.version\" must be 2\n");
	has_faults("totem {\nversion: 1\n}\n" NODES, "2:10 \"totem.version\" must be 2\n");
	has_faults("totem {\nversion: x\n}\n" NODES, "2:10 \"x\" is not an integer of type u32\n");
}

/* A file with these lines of the nodelist has these faults. Line 5 is the first one. */
static void
nodes_have_faults(const char *lines, const char *expected)
{
	char *file = str_format("totem {\nversion: 2\n}\nnodelist {\n%s}\n", lines);

	has_faults(file, expected);
	free(file);
}

TEST(nodes_need_ids_of_their_own)
{
	nodes_have_faults("node {\nring0_addr: a\n}\n", "6:13 knet needs a nodeid from 1 to 65535 for this node\n");
	nodes_have_faults("node {\nnodeid: 0\nring0_addr: a\n}\n", "6:9 knet needs a nodeid from 1 to 65535 for this node\n");
	nodes_have_faults("node {\nnodeid: 65536\nring0_addr: a\n}\n", "6:9 \"nodelist.node.0.nodeid\" is 65536, above the maximum of 65535\n");
	nodes_have_faults("node {\nnodeid: 2\nring0_addr: a\n}\nnode {\nring0_addr: b\nnodeid: 2\n}\n", "11:9 two nodes have the nodeid 2\n");
	has_faults("totem {\nversion: 2\ntransport: udpu\n}\nnodelist {\nnode {\nring0_addr: 127.0.0.1\n}\n}\n", "");
}

TEST(addresses_are_checked_without_asking_for_names)
{
	nodes_have_faults("node {\nnodeid: 1\nring0_addr:\n}\n", "7:12 \"\" is not an address\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: 300.1.1.1\n}\n", "7:13 \"300.1.1.1\" is not an address\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: a # b\n}\n", "7:13 \"a # b\" is not an address\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: no.such.host.invalid\n}\n", "");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: 10.0.0.1\n}\nnode {\nnodeid: 2\nring0_addr: ::1\n}\nnode {\nnodeid: 3\nring0_addr: host\n}\n",
			  "11:13 \"::1\" is of another IP family than \"10.0.0.1\", on the same link\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: a\nring8_addr: b\nringx_addr: c\n}\n", "8:13 the links have numbers from 0 to 7\n");
}

TEST(all_nodes_need_the_same_links)
{
	nodes_have_faults("node {\nnodeid: 1\nname: a\nring0_addr: a\nring1_addr: b\n}\nnode {\nnodeid: 2\nname: b\nring1_addr: c\n}\n",
			  "13:7 this node has no address on link 0\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: a\nring1_addr: b\n}\n", "7:13 with several links, this node needs a name\n");
	nodes_have_faults("node {\nnodeid: 1\nring0_addr: a\n}\nnode {\nnodeid: 2\n}\n", "10:9 this node has no address on link 0; it cannot start\n");
	has_faults("totem {\nversion: 2\ninterface {\nlinknumber: 1\nmcastport: 5\n}\n}\nnodelist {\nnode {\nnodeid: 1\nname: a\nring0_addr: a\n}\n}\n",
		   "5:12 no node has an address on link 1\n");
	totem_has_faults("interface {\nlinknumber: 9\nttl: 1\n}\n", "5:6 the links have numbers from 0 to 7\n");
	totem_has_faults("interface {\nttl: 0\n}\n", "4:6 only the transport udp has a ttl other than 1\n");
	totem_has_faults("transport: udpu\ninterface {\nknet_link_priority: 2\n}\n", "5:21 only the transport knet has link priorities\n");
	has_faults("totem {\nversion: 2\ntransport: udpu\n}\nnodelist {\nnode {\nname: a\nring0_addr: a\nring1_addr: b\n}\n}\n",
		   "3:12 only the transport knet has several links\n");
}

TEST(settings_of_quorum_that_exclude_each_other_are_faults)
{
	static const char device[] = "device {\nmodel: net\n}\n";
	char *lines = str_format("two_node: 1\nlast_man_standing: 1\nallow_downscale: 1\nauto_tie_breaker: 1\n%s", device);

	quorum_has_faults(2, lines, "6:11 \"quorum.two_node\" and a quorum device exclude each other\n"
				    "7:20 \"quorum.last_man_standing\" and a quorum device exclude each other\n"
				    "8:18 \"quorum.allow_downscale\" and a quorum device exclude each other\n"
				    "9:19 \"quorum.auto_tie_breaker\" and a quorum device exclude each other\n");
	free(lines);
	quorum_has_faults(2, "two_node: 1\ndevice {\nmodel:\n}\n", "");
	quorum_has_faults(2, device, "");
	/* Switched off where it cannot work, or refused. */
	quorum_has_faults(3, "auto_tie_breaker: 1\ndevice {\nmodel: net\n}\n", "");
	quorum_has_faults(3, "auto_tie_breaker: 1\nlast_man_standing: 1\n",
			  "7:20 with an odd number of votes, auto_tie_breaker and last_man_standing need wait_for_all\n");
	quorum_has_faults(3, "auto_tie_breaker: 1\nlast_man_standing: 1\nwait_for_all: 1\n", "");
	quorum_has_faults(2, "expected_votes: 3\ndevice {\nmodel: net\n}\n", "6:17 with \"quorum.expected_votes\", the device needs \"quorum.device.votes\"\n");
	quorum_has_faults(2, "expected_votes: 3\ndevice {\nmodel: net\nvotes: 2\n}\n",
			  "9:8 \"quorum.expected_votes\" must be at least 2 more than \"quorum.device.votes\"\n");
	quorum_has_faults(2, "expected_votes: 3\ndevice {\nmodel: net\nvotes: 1\n}\n", "");
	has_faults("totem {\nversion: 2\n}\nnodelist {\nnode {\nnodeid: 1\nring0_addr: a\nquorum_votes: 2\n}\n}\n"
		   "quorum {\nprovider: corosync_votequorum\ndevice {\nmodel: net\n}\n}\n",
		   "14:8 if a node has not exactly 1 vote, the device needs \"quorum.device.votes\"\n");
	/* A str, because it is not where corosync looks for the number, counts as absent. */
	has_faults("quorum.device.votes: 2\ntotem.version: 2\nnodelist.node.0.nodeid: 1\ntotem {\n}\nnodelist {\nnode {\nring0_addr: a\n}\n}\n",
		   "2:16 \"totem.version\" must be 2\n3:25 knet needs a nodeid from 1 to 65535 for this node\n");
	/* Without votequorum nobody reads them. */
	has_faults("totem {\nversion: 2\n}\nquorum {\ntwo_node: 1\ndevice {\nmodel: net\n}\n}\n" NODES, "");
}

/* ---- the file ------------------------------------------------------------ */

TEST(a_corosync_conf_is_detected_by_its_sections)
{
	static const struct { const char *file; bool conf; } rows[] = {
		{ "totem {\n}\n", true },
		{ "\n\n# a (u8) = 1\n\nlogging {\nx: y\n}\n", true },
		{ "compatibility: whitetank\nnodelist {\n}\n", true },
		{ "service {\n}\nquorum {\n}\n", true },
		{ "totem\n{\n}\n", true },
		{ "\xef\xbb\xbf" "totem {\n}\n", true },
		{ "totem {\n}\ntotem.token (u32) = 1\n", false },
		{ "totem.token (u32) = 1\ntotem {\n}\n", false },
		{ "n1: totem.token (u32) = 1\ntotem {\n}\n", false },
		{ "{\"key\":\"abc\",\"type\":\"u8\",\"value\":1}\n", false },
	};
	struct cmh_handle *map;
	struct cmh_error err = CMH_ERROR_INIT;
	FILE *in;

	for (size_t i = 0; i < N_OF(rows); i++) {
		map = open_bytes(rows[i].file, strlen(rows[i].file));
		if (cmh_handle_info(map)->conf != rows[i].conf)
			FAIL_ROW("this is %sa corosync.conf: %s", rows[i].conf ? "" : "not ", rows[i].file);
		cmh_handle_close(map);
	}
	in = fmemopen((void *)"server {\n listen 80;\n}\n", 23, "r");
	assert_null(cmh_handle_open_stream(cmh, in, CMH_TEXT_PASTED, "./nginx.conf", NULL, &err));
	assert_int_equal(err.status, CMH_INVALID);
	cmh_error_clear(&err);
	fclose(in);
}

TEST(a_corosync_conf_covers_what_a_reload_replaces)
{
	static const char knet[] = "totem {\ntoken: 1\n}\nown {\nx: 1\n}\n" NODES;
	static const char udp[] = "totem {\ntransport: udp\ninterface {\nbindnetaddr: 10.0.0.0\nmcastport: 5\n}\n}\n";
	static const struct { bool knet, udp; const char *key; } rows[] = {
		{ true, true, "totem.join" },
		{ true, true, "nodelist.node.7.name" },
		{ true, true, "quorum.two_node" },
		{ true, false, "own.x" },
		{ false, false, "own.y" },
		{ false, false, "runtime.config.totem.token" },
		{ false, false, "stats.srp.mtt_rx_token" },
		{ false, false, "resources.watchdog_timeout" },
		{ false, false, "nodelist.local_node_pos" },
		{ false, true, "totem.interface.0.bindnetaddr" },
		{ true, false, "nodelist.node.0.nodeid" },
		{ true, false, "totem.interface.0.mcastaddr" },
		{ true, true, "totem.interface.0.mcastport" },
		{ true, false, "totem.interface.1.mcastport" },
	};
	struct cmh_handle *with_knet = open_bytes(knet, strlen(knet)), *with_udp = open_bytes(udp, strlen(udp));

	for (size_t i = 0; i < N_OF(rows); i++)
		if (cmh_handle_covers(with_knet, rows[i].key) != rows[i].knet || cmh_handle_covers(with_udp, rows[i].key) != rows[i].udp)
			FAIL_ROW("%s: knet %d, udp %d", rows[i].key, rows[i].knet, rows[i].udp);
	cmh_handle_close(with_knet);
	cmh_handle_close(with_udp);
}

TEST(lines_whose_key_another_line_sets_are_counted)
{
	static const char file[] = "totem {\na: 1\na: 2\nb: 1\na: 3\n}\n";
	struct cmh_handle *map = open_bytes(file, sizeof(file) - 1);
	const struct cmh_handle_info *info = cmh_handle_info(map);

	assert_int_equal(info->repeated, 2);
	assert_int_equal(info->repeated_lines[0].line, 2);
	assert_string_equal(info->repeated_lines[1].text, "totem.a");
	assert_int_equal(info->n_parts, 1);
	assert_string_equal(info->map, "icmap");
	cmh_handle_close(map);
}

TEST(a_place_is_that_of_the_value_which_counts)
{
	static const char file[] = "totem {\n  abc:  1\n  abc:  2\n}\n";
	struct cmh_handle *map = open_bytes(file, sizeof(file) - 1);
	struct cmh_position at;

	assert_true(cmh_handle_place(map, "totem.abc", &at));
	assert_int_equal(at.line, 3);
	assert_int_equal(at.column, 9);
	assert_false(cmh_handle_place(map, "totem.abd", &at));
	assert_string_equal(cmh_handle_text(map), file);
	cmh_handle_close(map);
}

TEST(a_corosync_conf_is_not_a_file_of_keys_to_set)
{
	struct cmh_file file = CMH_FILE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	FILE *in = fmemopen((void *)"# x\ntotem {\n}\n", 14, "r");

	assert_int_equal(cmh_file_read(in, "FILE", &file, &err), CMH_INVALID);
	assert_true(file.conf);
	assert_int_equal(file.fault.line, 1);
	assert_non_null(strstr(err.hint, "corosync-cfgtool -R"));
	cmh_error_clear(&err);
	cmh_file_clear(&file);
	fclose(in);
}

TEST(a_file_has_all_of_its_branches_and_the_other_keys_that_are_in_it)
{
	static const char file[] = "totem {\ntoken: 1\n}\nfoo {\nbar: 1\nbaz: 2\n}\n";
	static const char *const paths[] = { "totem", "nodelist", "quorum", "logging", "nozzle", "system", "foo.bar", "foo.baz" };
	struct cmh_handle *map = open_bytes(file, strlen(file));
	const struct cmh_handle_info *info = cmh_handle_info(map);

	assert_int_equal(info->n_paths, N_OF(paths));
	for (size_t i = 0; i < N_OF(paths); i++)
		assert_string_equal(info->paths[i], paths[i]);
	assert_true(cmh_handle_covers(map, "totem.join"));
	assert_false(cmh_handle_covers(map, "foo.other"));
	cmh_handle_close(map);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_a_section_an_option_an_end_or_a_comment),
		cmocka_unit_test(a_key_that_is_set_again_has_the_last_value),
		cmocka_unit_test(a_second_nodelist_overwrites_the_first_one_from_its_beginning),
		cmocka_unit_test(options_have_the_types_that_corosync_gives_them),
		cmocka_unit_test(the_table_of_keys_has_the_same_types),
		cmocka_unit_test(a_section_interface_becomes_the_keys_of_its_link),
		cmocka_unit_test(the_sections_of_logs_become_keys_with_their_names),
		cmocka_unit_test(users_and_groups_become_numbers),
		cmocka_unit_test(a_line_that_corosync_refuses_is_a_fault_at_its_column),
		cmocka_unit_test(a_line_of_510_bytes_is_the_longest),
		cmocka_unit_test(a_path_of_254_bytes_is_the_longest),
		cmocka_unit_test(bytes_that_corosync_does_not_read_as_text_are_a_fault),
		cmocka_unit_test(a_value_that_corosync_refuses_is_a_fault_and_the_key_has_no_value),
		cmocka_unit_test(a_section_that_lacks_its_name_is_a_fault),
		cmocka_unit_test(after_a_fault_the_file_is_read_as_it_may_have_been_meant),
		cmocka_unit_test(a_file_of_another_kind_has_a_bounded_number_of_faults),
		cmocka_unit_test(values_out_of_range_or_not_of_their_list_are_faults),
		cmocka_unit_test(words_of_the_log_are_checked_also_for_one_subsystem),
		cmocka_unit_test(times_that_corosync_computes_are_checked),
		cmocka_unit_test(the_ping_timeout_of_a_link_is_checked_as_libknet_does),
		cmocka_unit_test(a_window_that_ends_corosync_is_a_fault),
		cmocka_unit_test(encryption_needs_all_of_its_options),
		cmocka_unit_test(a_file_that_lacks_something_has_a_fault_without_a_place),
		cmocka_unit_test(nodes_need_ids_of_their_own),
		cmocka_unit_test(addresses_are_checked_without_asking_for_names),
		cmocka_unit_test(all_nodes_need_the_same_links),
		cmocka_unit_test(settings_of_quorum_that_exclude_each_other_are_faults),
		cmocka_unit_test(a_corosync_conf_is_detected_by_its_sections),
		cmocka_unit_test(a_corosync_conf_covers_what_a_reload_replaces),
		cmocka_unit_test(lines_whose_key_another_line_sets_are_counted),
		cmocka_unit_test(a_place_is_that_of_the_value_which_counts),
		cmocka_unit_test(a_corosync_conf_is_not_a_file_of_keys_to_set),
		cmocka_unit_test(a_file_has_all_of_its_branches_and_the_other_keys_that_are_in_it),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
