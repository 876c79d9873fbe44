/* SPDX-License-Identifier: BSD-3-Clause */
/* The files of a report: what they hold, and whose they are. No archive is read. */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "know/links_text.h"
#include "nodes/folder.h"
#include "nodes/report.h"
#include "str.h"

#define MAP(position, name) \
	"nodelist.local_node_pos (u32) = " position "\nnodelist.node." position ".name (str) = " name "\ntotem.version (u32) = 2\n"
#define STATS "stats.srp.mtt_rx_token (u32) = 1\nstats.pg.msg_queue_avail (u32) = 0\n"
#define QUORUM "Node ID: 1\nQuorate: Yes\nExpected votes: 3\nTotal votes: 2\nQuorum: 2\nFlags: Quorate\n"
#define LINKS "Local node ID 1, transport knet\nLINK ID 0 udp\n\taddr\t= 10.0.0.1\n\tstatus:\n" \
	"\t\tnodeid:          1:\tlocalhost\n\t\tnodeid:          2:\tconnected\n\t\tnodeid:          3:\tdisconnected\n"
#define CONF "totem {\n  version: 2\n}\n"

/* ---- reading -------------------------------------------------------------------- */

static ssize_t
read_text(void *arg, char *bytes, size_t n)
{
	const char **text = arg;
	size_t len = strnlen(*text, n);

	memcpy(bytes, *text, len);
	*text += len;
	return (ssize_t)len;
}

/* Gives some of a text, then an error. */
static ssize_t
read_broken(void *arg, char *bytes, size_t n)
{
	const char **text = arg;

	return **text != '\0' ? read_text(arg, bytes, n) : -1;
}

struct given {
	const char *path, *text;
};

/* Gives a text byte by byte. */
static ssize_t
read_byte(void *arg, char *bytes, size_t n)
{
	return read_text(arg, bytes, n < 1 ? n : 1);
}

static void
make_report(struct report *report, const struct given *files, size_t n)
{
	*report = (struct report)REPORT_INIT;
	for (size_t i = 0; i < n; i++) {
		const char *text = files[i].text;

		assert_true(report_files_add(&report->files, files[i].path, read_text, &text));
	}
	assert_true(report_find_nodes(report));
}

static const char *
path_of(const struct report_file *file)
{
	return file != NULL ? file->path : "-";
}

/* ---- kinds ----------------------------------------------------------------------- */

TEST(a_file_is_what_its_content_says)
{
	static const struct { const char *path, *text; int kind; } rows[] = {
		{ "x", MAP("0", "a"), REPORT_ICMAP },
		{ "x.log", "one\n  " MAP("0", "a") "two\n", REPORT_ICMAP },
		{ "x", STATS, REPORT_STATS },
		{ "x", MAP("0", "a") STATS, REPORT_ICMAP | REPORT_STATS },
		{ "x", QUORUM LINKS MAP("0", "a"), REPORT_QUORUM | REPORT_LINKS | REPORT_ICMAP },
		{ "x", "{\"cmapsh_snapshot\":1,\"node\":\"a\",\"map\":\"live\",\"keys\":[]}", REPORT_ICMAP | REPORT_STATS },
		{ "x", "{\"cmapsh_snapshot\":1,\"node\":\"a\",\"map\":\"icmap\",\"keys\":[]}", REPORT_ICMAP },
		{ "x", "{\"other\":1}", REPORT_NOTHING },
		{ "x", "totem.version (u32) = 2\n", REPORT_NOTHING },
		{ "x", "totem.version (u32)\ntotem.token (u32)\n", REPORT_NOTHING },
		{ "x", "a (u32) = 2\nb (u32) = 2\n", REPORT_NOTHING },
		{ "x", "Corosync Cluster Engine, version '3.1.7'\n", REPORT_VERSION },
		{ "x", "", REPORT_NOTHING },
		{ "x", CONF, REPORT_NOTHING },
		{ "x/corosync.conf", CONF, REPORT_CONF },
		{ "x/corosync.conf", "nothing", REPORT_NOTHING },
	};

	for (size_t i = 0; i < N_OF(rows); i++)
		if ((int)report_kind_of(rows[i].path, rows[i].text) != rows[i].kind)
			FAIL_ROW("%s: %s", rows[i].path, rows[i].text);
}

TEST(a_map_says_of_which_node_it_is)
{
	static const struct { const char *text, *name; } rows[] = {
		{ MAP("1", "node2"), "node2" },
		{ "nodelist.local_node_pos (u32) = 0\nnodelist.node.0.ring0_addr (str) = 10.0.0.1\n", "10.0.0.1" },
		{ "nodelist.local_node_pos (u32) = 0\nnodelist.node.1.name (str) = b\n", "" },
		{ "nodelist.node.0.name (str) = a\n", "" },
		{ "{\"cmapsh_snapshot\":1,\"time\":\"t\",\"node\":\"node3\",\"map\":\"live\",\"keys\":[]}", "node3" },
		{ "", "" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *name = report_kind_node(rows[i].text);

		if (strcmp(name != NULL ? name : "", rows[i].name) != 0)
			FAIL_ROW("%s: %s", rows[i].text, name);
		free(name);
	}
}

TEST(archives_are_known_by_their_names)
{
	assert_true(report_kind_is_archive("a/sosreport.tar.xz"));
	assert_true(report_kind_is_archive("x.tgz"));
	assert_true(report_kind_is_archive("a/b.tar"));
	assert_false(report_kind_is_archive("x.gz"));
	assert_false(report_kind_is_archive(".tar"));
}

TEST(links_are_read_as_keys)
{
	struct cmh_entries out = CMH_ENTRIES_INIT;

	assert_true(links_from_text("LINK ID x\nnodeid: 9: connected\n" LINKS "\tnot here\nelse\n\t\tnodeid: 4: connected\n", &out));
	assert_int_equal(out.n, 2);
	assert_string_equal(out.v[0].key, "stats.knet.node2.link0.connected");
	assert_int_equal(out.v[0].value.u, 1);
	assert_string_equal(out.v[1].key, "stats.knet.node3.link0.connected");
	assert_int_equal(out.v[1].value.u, 0);
	assert_false(links_from_text("nothing", &out));
	cmh_entries_clear(&out);
}

/* ---- nodes ------------------------------------------------------------------------ */

TEST(files_belong_to_the_node_of_their_folder)
{
	static const struct given files[] = {
		{ "r/node2/corosync.dump", MAP("1", "b") },
		{ "r/node2/corosync.conf", CONF },
		{ "r/node1/corosync.dump", MAP("0", "a") },
		{ "r/node1/corosync.quorum", QUORUM },
		{ "sos/etc/corosync/corosync.conf", CONF },
		{ "sos/sos_commands/corosync/corosync-cmapctl", MAP("2", "c") },
		{ "sos/sos_commands/corosync/corosync-cmapctl_-m_stats", STATS },
		{ "r/corosync.quorum", QUORUM "of which node?\n" },
	};
	struct report report;

	make_report(&report, files, N_OF(files));
	assert_int_equal(report.n, 3);
	assert_string_equal(report.v[0].name, "a");
	assert_string_equal(path_of(report.v[0].icmap), "r/node1/corosync.dump");
	assert_string_equal(path_of(report.v[0].quorum), "r/node1/corosync.quorum");
	assert_string_equal(path_of(report.v[0].conf), "-");
	assert_string_equal(report.v[1].name, "b");
	assert_string_equal(path_of(report.v[1].quorum), "-");
	assert_string_equal(path_of(report.v[1].conf), "r/node2/corosync.conf");
	assert_string_equal(path_of(report.v[2].stats), "sos/sos_commands/corosync/corosync-cmapctl_-m_stats");
	assert_string_equal(path_of(report.v[2].conf), "sos/etc/corosync/corosync.conf");
	report_clear(&report);
}

TEST(the_common_folders_of_a_node_may_be_the_top_of_a_report)
{
	static const struct given files[] = {
		{ "etc/corosync/corosync.conf", CONF },
		{ "sos_commands/corosync/corosync-cmapctl", MAP("0", "a") },
	};
	struct report report;

	make_report(&report, files, N_OF(files));
	assert_int_equal(report.n, 1);
	assert_string_equal(report.v[0].name, "a");
	assert_string_equal(path_of(report.v[0].conf), "etc/corosync/corosync.conf");
	report_clear(&report);
}

TEST(a_node_without_a_map_is_known_by_its_corosync_conf)
{
	static const struct given files[] = {
		{ "r/node1/corosync.dump", MAP("0", "a") },
		{ "r/node2/corosync.conf", CONF },
		{ "r/corosync.conf", CONF },
	};
	struct report report;

	make_report(&report, files, N_OF(files));
	assert_int_equal(report.n, 2);
	assert_string_equal(report.v[1].name, "node2");
	assert_null(report.v[1].icmap);
	assert_non_null(report.v[1].conf);
	report_clear(&report);
}

TEST(two_maps_of_a_node_are_two_nodes_or_in_one_folder_the_longer_one)
{
	static const struct given files[] = {
		{ "r/a", MAP("0", "a") },
		{ "r/b", MAP("0", "a") "totem.token (u32) = 1\n" },
		{ "s/a", MAP("0", "a") },
	};
	struct report report;

	make_report(&report, files, N_OF(files));
	assert_int_equal(report.n, 2);
	assert_string_equal(report.v[0].name, "a");
	assert_string_equal(path_of(report.v[0].icmap), "r/b");
	assert_string_equal(report.v[1].name, "a:2");
	assert_false(report.files.v[0].used);
	assert_true(report.files.v[1].used && report.files.v[2].used);
	report_clear(&report);
}

TEST(a_name_that_no_host_can_have_is_not_that_of_a_node)
{
	static const struct given files[] = {
		{ "r/-x/map", MAP("0", "\033[31mred") },
		{ "map", MAP("0", "-oProxyCommand") },
	};
	struct report report;

	make_report(&report, files, N_OF(files));
	assert_int_equal(report.n, 2);
	assert_string_equal(report.v[0].name, "node-1");
	assert_string_equal(report.v[1].name, "node-2");
	report_clear(&report);
}

TEST(a_file_is_read_to_its_end_however_little_comes_at_once)
{
	struct report_files files = { .n = 0 };
	const char *text = MAP("0", "a");

	assert_true(report_files_add(&files, "map", read_byte, &text));
	assert_int_equal(files.n, 1);
	assert_false(files.v[0].cut);
	assert_string_equal(files.v[0].text, MAP("0", "a"));
	report_files_clear(&files);
}

TEST(a_file_whose_end_is_missing_has_complete_lines)
{
	struct report_files files = { .n = 0 };
	const char *text = MAP("0", "a") "totem.tok";

	assert_true(report_files_add(&files, "map", read_broken, &text));
	assert_int_equal(files.n, 1);
	assert_true(files.v[0].cut);
	assert_string_equal(files.v[0].text, MAP("0", "a"));
	report_files_clear(&files);
}

/* ---- limits ------------------------------------------------------------------------ */

static ssize_t
read_forever(void *arg, char *bytes, size_t n)
{
	(*(size_t *)arg)++;
	memset(bytes, 'x', n);
	return (ssize_t)n;
}

static ssize_t
read_map_forever(void *arg, char *bytes, size_t n)
{
	static const char line[] = "totem.version (u32) = 2\n";

	(*(size_t *)arg)++;
	for (size_t i = 0; i < n; i++)
		bytes[i] = line[i % (sizeof(line) - 1)];
	return (ssize_t)n;
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

TEST(a_file_without_an_end_is_not_read_to_its_end)
{
	struct report_files files = { .n = 0 };
	size_t calls = 0;

	assert_true(report_files_add(&files, "log", read_forever, &calls));
	assert_true(calls < 100);
	assert_int_equal(files.n, 0);
	assert_false(report_files_add(&files, "map", read_map_forever, &calls));
	assert_non_null(files.stopped);
	report_files_clear(&files);
}

TEST(bytes_files_and_the_user_end_reading)
{
	struct report_files files = { .n = 0 };

	assert_true(report_files_count(&files, 1 << 20, REPORT_FILES_MAX));
	assert_false(report_files_count(&files, 0, 1));
	assert_non_null(files.stopped);
	report_files_clear(&files);
	assert_false(report_files_count(&files, (uint64_t)REPORT_MIB_MAX << 20, 0));
	report_files_clear(&files);
	files.cancel = always;
	assert_false(report_files_count(&files, 0, 1));
	assert_true(files.interrupted);
	report_files_clear(&files);
}

TEST(a_file_of_a_folder_at_which_reading_stops_has_complete_lines)
{
	enum { LINES = 20000 };
	char folder[] = "/tmp/cmapsh-report-XXXXXX";
	struct report_files files = { .bytes = ((uint64_t)REPORT_MIB_MAX << 20) - 100000 }; /* so many bytes are left */
	char *name;
	FILE *file;

	assert_non_null(mkdtemp(folder));
	name = str_format("%s/corosync.dump", folder);
	assert_non_null(name);
	file = fopen(name, "w");
	assert_non_null(file);
	fputs(MAP("0", "node1"), file);
	for (unsigned i = 0; i < LINES; i++)
		fprintf(file, "site.key%u (u32) = %u\n", i, i);
	assert_int_equal(fclose(file), 0);
	assert_false(folder_read_files(&files, open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
	assert_non_null(files.stopped);
	assert_int_equal(files.n, 1);
	assert_true(files.v[0].cut && files.v[0].len > 0);
	assert_int_equal(files.v[0].text[files.v[0].len - 1], '\n');
	report_files_clear(&files);
	assert_int_equal(unlink(name), 0);
	assert_int_equal(rmdir(folder), 0);
	free(name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_what_its_content_says),
		cmocka_unit_test(a_map_says_of_which_node_it_is),
		cmocka_unit_test(archives_are_known_by_their_names),
		cmocka_unit_test(links_are_read_as_keys),
		cmocka_unit_test(files_belong_to_the_node_of_their_folder),
		cmocka_unit_test(the_common_folders_of_a_node_may_be_the_top_of_a_report),
		cmocka_unit_test(a_node_without_a_map_is_known_by_its_corosync_conf),
		cmocka_unit_test(two_maps_of_a_node_are_two_nodes_or_in_one_folder_the_longer_one),
		cmocka_unit_test(a_name_that_no_host_can_have_is_not_that_of_a_node),
		cmocka_unit_test(a_file_is_read_to_its_end_however_little_comes_at_once),
		cmocka_unit_test(a_file_whose_end_is_missing_has_complete_lines),
		cmocka_unit_test(a_file_without_an_end_is_not_read_to_its_end),
		cmocka_unit_test(bytes_files_and_the_user_end_reading),
		cmocka_unit_test(a_file_of_a_folder_at_which_reading_stops_has_complete_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
