/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of numbers: the table has no slip, and names come out of keys as they should. */
#include "test.h"

#include <ctype.h>
#include <stdio.h>

#include "know/metric.h"
#include "str.h"

/* A key that a row matches: every star is the same text. Owned by the caller. */
static char *
key_of(const struct key_info *row)
{
	struct str_stream key;

	assert_true(str_open(&key));
	for (const char *c = row->pattern; *c != '\0'; c++)
		if (*c != '*')
			putc(*c, key.out);
		else if (c[1] != '*')
			fputs("42", key.out);
	return str_close(&key);
}

/* Returns the name and labels of a sample, which no other sample has. The caller frees it. */
static char *
sample_of(const char *key)
{
	struct metric_label labels[METRIC_LABELS];
	const struct key_info *metric = metric_find(key);
	size_t n = metric_labels(key, labels), len;
	char *sample = NULL, *family = metric_family(key, metric);
	FILE *out = open_memstream(&sample, &len);

	assert_non_null(out);
	assert_non_null(family);
	fputs(family, out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, " %s=%.*s", labels[i].name, (int)labels[i].len, labels[i].value);
	assert_int_equal(fclose(out), 0);
	free(family);
	return sample;
}

static bool
is_name(const char *name)
{
	for (const char *c = name; *c != '\0'; c++)
		if (!isascii((unsigned char)*c) || (!isalnum((unsigned char)*c) && *c != '_'))
			return false;
	return !isdigit((unsigned char)name[0]) && strstr(name, "__") == NULL;
}

TEST(every_metric_has_a_legal_name_with_its_unit)
{
	size_t n, metrics = 0;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const char *base = metric_base_unit(&rows[i], NULL), *total = "_total";
		char *key = key_of(&rows[i]), *family;
		size_t len;

		if (rows[i].metric.kind == METRIC_NONE) {
			free(key);
			continue;
		}
		metrics++;
		family = metric_family(key, metric_find(key));
		len = strlen(family);
		if (!is_name(family) || strncmp(family, "corosync_", 9) != 0)
			FAIL_ROW("%s is not a legal name", family);
		if (len > strlen(total) && strcmp(family + len - strlen(total), total) == 0)
			FAIL_ROW("%s ends like the samples of a counter", family);
		if (base != NULL && (len < strlen(base) || strcmp(family + len - strlen(base), base) != 0))
			FAIL_ROW("%s does not end with %s", family, base);
		free(family);
		free(key);
	}
	assert_true(metrics > 150);
}

/* How many stars of a pattern name what a number belongs to: those before the ** of a branch. */
static size_t
stars_of(const struct key_info *row)
{
	size_t stars = 0;

	for (const char *c = row->pattern; *c != '\0'; c++)
		stars += *c == '*';
	return key_info_is_branch(row) ? stars - 2 : stars;
}

TEST(every_metric_has_a_group_and_a_label_for_each_star)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_metric *metric = &rows[i].metric;
		size_t labels = 0;

		if (metric->group[0] == '\0' && metric->kind != METRIC_NONE)
			FAIL_ROW("%s: no group", rows[i].pattern);
		if (metric->group[0] == '\0')
			continue;
		while (labels < METRIC_LABELS && metric->labels[labels][0] != '\0')
			if (!is_name(metric->labels[labels++]))
				FAIL_ROW("%s: not a legal label", rows[i].pattern);
		if (stars_of(&rows[i]) != labels)
			FAIL_ROW("%s: %zu stars, %zu labels", rows[i].pattern, stars_of(&rows[i]), labels);
		/* These begin the names of what is not known. */
		if (strncmp(metric->group, "stats", 5) == 0 || strncmp(metric->group, "runtime", 7) == 0)
			FAIL_ROW("%s: the group's name is taken", rows[i].pattern);
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

TEST(no_two_rows_give_the_same_sample)
{
	char *samples[1000];
	size_t n_rows, n = 0, least;
	const struct key_info *rows = key_table(&n_rows);

	assert_true(n_rows <= N_OF(samples));
	for (size_t i = 0; i < n_rows; i++) {
		char *key = key_of(&rows[i]), *now = key_renamed(key, &least);

		/* No map has both names of a key that was renamed. */
		if (rows[i].metric.kind != METRIC_NONE && now == NULL)
			samples[n++] = sample_of(key);
		free(now);
		free(key);
	}
	qsort(samples, n, sizeof(samples[0]), by_text);
	for (size_t i = 0; i + 1 < n; i++)
		if (strcmp(samples[i], samples[i + 1]) == 0)
			FAIL_ROW("%s: twice", samples[i]);
	for (size_t i = 0; i < n; i++)
		free(samples[i]);
}

TEST(keys_become_names_and_labels)
{
	static const struct {
		const char *key, *sample, *unit; /* NULL: none */
	} rows[] = {
		{ "stats.knet.node2.link0.latency_ave", "corosync_knet_link_latency_ave_seconds node=2 link=0", "µs" },
		{ "stats.knet.node10.link7.tx_total_bytes", "corosync_knet_link_tx_bytes node=10 link=7", "bytes" },
		{ "stats.knet.node1.link0.rx_total_retries", "corosync_knet_link_tx_retries node=1 link=0", "retries" },
		{ "stats.knet.node1.link0.down_count", "corosync_knet_link_down node=1 link=0", NULL },
		{ "stats.knet.handle.tx_crypt_time_min", "corosync_knet_handle_tx_crypt_time_min_seconds", "µs" },
		{ "stats.ipcs.service2.17.0x5581.requests",
		  "corosync_ipcs_connection_requests service=cpg pid=17 connection=0x5581", NULL },
		{ "stats.ipcs.service8.17.0x5581.requests",
		  "corosync_ipcs_connection_requests service=8 pid=17 connection=0x5581", NULL },
		{ "stats.schedmiss.9.timestamp", "corosync_schedmiss_timestamp_seconds entry=9", "ms since 1970" },
		{ "runtime.members.1.status", "corosync_member_joined member=1", NULL },
		{ "runtime.services.cpg.3.rx", "corosync_service_rx_messages service=cpg function=3", "messages" },
		{ "runtime.services.cpg.service_id", "corosync_service_id service=cpg", NULL },
		{ "runtime.config.totem.token_warning", "corosync_totem_token_warning_ratio", "%" },
		{ "runtime.config.totem.interface.0.knet_ping_timeout", "corosync_totem_link_knet_ping_timeout_seconds link=0", "ms" },
		/* a newer corosync */
		{ "stats.knet.node2.link0.new-thing", "corosync_stats_knet_link_new_thing node=2 link=0", NULL },
		{ "stats.knet.node2.link0.a.b", "corosync_stats_knet_link_a_b node=2 link=0", NULL },
		{ "stats.new.1.count", "corosync_stats_new_1_count", NULL },
		{ "stats", "corosync_stats_", NULL },
		{ "stats.knet.node.link0.mtu", "corosync_stats_knet_node_link0_mtu", NULL },
		{ "stats.srp.", "corosync_stats_srp_", NULL },
		{ "runtime.members.1.new", "corosync_runtime_member_new member=1", NULL },
		{ "runtime.votequorum", "corosync_runtime_votequorum", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *sample = sample_of(rows[i].key);
		const char *unit = metric_unit_text(metric_find(rows[i].key));

		if (strcmp(sample, rows[i].sample) != 0 || (unit == NULL) != (rows[i].unit == NULL) ||
		    (unit != NULL && strcmp(unit, rows[i].unit) != 0))
			FAIL_ROW("%s: %s (%s)", rows[i].key, sample, unit != NULL ? unit : "no unit");
		free(sample);
	}
}

TEST(counters_differ_from_gauges)
{
	assert_true(metric_is_counter(metric_find("stats.knet.node1.link0.tx_data_bytes")));
	assert_true(metric_is_counter(metric_find("runtime.services.cpg.0.tx")));
	assert_false(metric_is_counter(metric_find("stats.knet.node1.link0.latency_max")));
	assert_false(metric_is_counter(metric_find("stats.ipcs.global.active")));
	assert_false(metric_is_counter(metric_find("runtime.members.1.status")));
	assert_false(metric_is_counter(NULL));
}

TEST(configuration_is_no_state)
{
	static const char *const shown[] = { "stats.new", "runtime.new", "runtime.members.1.status", "config.reload_status",
					     "resources.system.load_15min.current" };
	static const char *const configured[] = { "totem.token", "nodelist.local_node_pos", "quorum.expected_votes",
						  "config.new", "resources.watchdog_timeout", "statsx", "runtimes.x", "stats" };

	for (size_t i = 0; i < N_OF(shown); i++)
		if (!metric_is_state(shown[i]))
			FAIL_ROW("%s", shown[i]);
	for (size_t i = 0; i < N_OF(configured); i++)
		if (metric_is_state(configured[i]))
			FAIL_ROW("%s", configured[i]);
}

TEST(a_value_that_means_none_has_no_sample)
{
	const struct key_info *latency = metric_find("stats.knet.node1.link0.latency_min");
	const struct key_info *work = metric_find("stats.knet.handle.rx_crypt_time_min");
	const struct key_info *bytes = metric_find("stats.knet.node1.link0.tx_total_bytes");
	struct cmh_value none = { .type = CMH_U32, .u = UINT32_MAX }, most = { .type = CMH_U64, .u = UINT64_MAX };
	struct cmh_value text = { .type = CMH_STR, .len = 1, .bytes = (char *)"1" };
	struct cmh_value zero = { .type = CMH_U32, .u = 0 }, minus = { .type = CMH_I64, .i = -1 };

	assert_false(metric_is_sample(latency, &none));
	assert_true(metric_is_sample(latency, &zero));
	assert_false(metric_is_sample(work, &most));
	assert_true(metric_is_sample(work, &none));
	assert_true(metric_is_sample(work, &minus));
	assert_true(metric_is_sample(bytes, &most));
	assert_true(metric_is_sample(bytes, &zero));
	assert_true(metric_is_sample(NULL, &most));
	assert_false(metric_is_sample(NULL, &text));
}

TEST(samples_are_exact_and_in_the_base_unit)
{
	static const struct {
		const char *key;
		enum cmh_type type;
		const char *value, *sample;
	} rows[] = {
		/* µs */
		{ "stats.knet.node1.link0.latency_ave", CMH_U32, "123", "0.000123" },
		{ "stats.knet.node1.link0.latency_ave", CMH_U32, "0", "0" },
		{ "stats.knet.node1.link0.latency_ave", CMH_U32, "100", "0.0001" },
		{ "stats.knet.node1.link0.latency_ave", CMH_U32, "1000000", "1" },
		{ "stats.knet.node1.link0.latency_ave", CMH_U32, "4294967294", "4294.967294" },
		{ "stats.knet.handle.tx_crypt_time_max", CMH_U64, "18446744073709551614", "18446744073709.551614" },
		/* ms */
		{ "stats.schedmiss.0.timestamp", CMH_U64, "1700000000123", "1700000000.123" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "4123.5", "4.1235" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "0.5", "0.0005" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "12", "0.012" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "1e+30", "1e27" },
		{ "stats.schedmiss.0.delay", CMH_DBL, "2.5e-300", "2.5e-303" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "-1500", "-1.5" },
		{ "stats.schedmiss.0.delay", CMH_FLT, "nan", "NaN" },
		{ "stats.schedmiss.0.delay", CMH_DBL, "inf", "+Inf" },
		{ "stats.schedmiss.0.delay", CMH_DBL, "-inf", "-Inf" },
		{ "runtime.config.totem.token", CMH_U32, "3000", "3" },
		/* others */
		{ "runtime.config.totem.token_warning", CMH_U32, "75", "0.75" },
		{ "runtime.config.totem.token_warning", CMH_U32, "100", "1" },
		{ "runtime.config.totem.knet_pmtud_interval", CMH_U32, "30", "30" },
		{ "resources.system.load_15min.last_updated", CMH_U64, "1", "0.000000001" },
		{ "stats.knet.node1.link0.tx_total_bytes", CMH_U64, "18446744073709551615", "18446744073709551615" },
		{ "stats.new", CMH_I64, "-9223372036854775808", "-9223372036854775808" },
		{ "stats.new", CMH_DBL, "5e-324", "5e-324" },
		{ "runtime.members.1.status", CMH_STR, "joined", "1" },
		{ "runtime.members.1.status", CMH_STR, "left", "0" },
		{ "runtime.members.1.status", CMH_STR, "", "0" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_value value = CMH_VALUE_INIT;
		char *text;

		assert_int_equal(cmh_value_parse(rows[i].type, rows[i].value, &value, NULL), CMH_OK);
		text = metric_value_text(metric_find(rows[i].key), &value);
		if (text == NULL || strcmp(text, rows[i].sample) != 0)
			FAIL_ROW("%s = %s: %s", rows[i].key, rows[i].value, text != NULL ? text : "nothing");
		free(text);
		cmh_value_clear(&value);
	}
}

TEST(only_values_that_a_metric_can_have_are_samples)
{
	static const struct {
		const char *key;
		enum cmh_type type;
		const char *value;
		bool fits;
	} rows[] = {
		{ "runtime.members.1.join_count", CMH_U32, "3", true },
		{ "runtime.members.1.join_count", CMH_I8, "3", true },
		{ "runtime.members.1.join_count", CMH_I8, "0", true },
		{ "runtime.members.1.join_count", CMH_I8, "-3", false },
		{ "runtime.members.1.join_count", CMH_DBL, "0.5", true },
		{ "runtime.members.1.join_count", CMH_DBL, "-0.5", false },
		{ "runtime.members.1.join_count", CMH_DBL, "nan", false },
		{ "runtime.members.1.join_count", CMH_DBL, "inf", false },
		{ "runtime.members.1.join_count", CMH_STR, "3", false },
		{ "runtime.members.1.join_count", CMH_BIN, "0x03", false },
		{ "runtime.members.1.status", CMH_STR, "joined", true },
		{ "runtime.members.1.status", CMH_U32, "1", false },
		{ "runtime.votequorum.two_node", CMH_I64, "-1", true },
		{ "runtime.votequorum.two_node", CMH_FLT, "nan", true },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_value value = CMH_VALUE_INIT;

		assert_int_equal(cmh_value_parse(rows[i].type, rows[i].value, &value, NULL), CMH_OK);
		if (metric_fits(metric_find(rows[i].key), &value) != rows[i].fits)
			FAIL_ROW("%s = %s", rows[i].key, rows[i].value);
		cmh_value_clear(&value);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_metric_has_a_legal_name_with_its_unit),
		cmocka_unit_test(every_metric_has_a_group_and_a_label_for_each_star),
		cmocka_unit_test(no_two_rows_give_the_same_sample),
		cmocka_unit_test(keys_become_names_and_labels),
		cmocka_unit_test(counters_differ_from_gauges),
		cmocka_unit_test(configuration_is_no_state),
		cmocka_unit_test(a_value_that_means_none_has_no_sample),
		cmocka_unit_test(samples_are_exact_and_in_the_base_unit),
		cmocka_unit_test(only_values_that_a_metric_can_have_are_samples),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
