/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of keys has no slip, and a key finds the row that says most about it. */
#include "test.h"

#include <ctype.h>

#include "know/derived.h"
#include "know/key.h"
#include "know/key_text.h"
#include "str.h"
#include "key_pattern.h"

enum { LONGEST_TEXT = 90 }; /* so that it fits on a line beside the key */

/* A key that a pattern matches, and that no row names in full: a ** is one or two components. Owned by the caller. */
static char *
example_of(const char *pattern, const char *components)
{
	struct str_stream key;

	assert_true(str_open(&key));
	for (const char *c = pattern; *c != '\0'; c++)
		if (*c != '*')
			putc(*c, key.out);
		else if (c[1] != '*')
			fputs(c > pattern && c[-1] == '*' ? components : "42", key.out);
	return str_close(&key);
}

static size_t
same_beginning(const char *a, const char *b)
{
	size_t len = 0;

	while (a[len] == b[len] && a[len] != '\0')
		len++;
	return len;
}

/* Whether two patterns may match one key, and neither is more specific than the other. */
static bool
are_rivals(const char *a, const char *b)
{
	size_t same = same_beginning(a, b), begin = same;

	if (a[same] == b[same])
		return true;
	if (a[same] == '*' || b[same] == '*')
		return false;
	for (size_t i = 1; i < same; i++)
		if (a[i - 1] == '*' && a[i] == '*')
			return true;
	while (begin > 0 && a[begin - 1] != '.')
		begin--;
	return memchr(a + begin, '*', same - begin) != NULL;
}

TEST(every_row_is_found_for_its_own_pattern)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	assert_true(n > 300);
	for (size_t i = 0; i < n; i++) {
		char *key = example_of(rows[i].pattern, "42"), *longer = example_of(rows[i].pattern, "42.42");
		const struct key_info *found = key_info_find(key);

		if (found != &rows[i] && key_info_find(longer) != &rows[i])
			FAIL_ROW("%s: %s finds %s", rows[i].pattern, key, found != NULL ? found->pattern : "nothing");
		free(longer);
		free(key);
	}
}

TEST(of_two_rows_that_match_a_key_one_is_more_specific)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (are_rivals(rows[i].pattern, rows[j].pattern))
				FAIL_ROW("%s and %s", rows[i].pattern, rows[j].pattern);
	/* The test can fail. */
	assert_true(are_rivals("totem.token", "totem.token"));
	assert_true(are_rivals("a.node*", "a.node*x"));
	assert_true(are_rivals("a.**.b", "a.**.c.b"));
	assert_false(are_rivals("a.*.b", "a.*.c"));
	assert_false(are_rivals("a.*.b", "a.**"));
}

/* Whether a text is one sentence on one line, without a full stop: the reader adds those. */
static bool
is_good_text(const char *text, bool capital)
{
	size_t len = text != NULL ? strlen(text) : 0;

	return len > 0 && len <= LONGEST_TEXT && strpbrk(text, "\\\"\n\t") == NULL && text[len - 1] != '.' && text[0] != ' ' &&
	       (!isalpha((unsigned char)text[0]) || (isupper((unsigned char)text[0]) != 0) == capital);
}

/* Of a text that fills its array, the compiler leaves out the end. */
#define ENDS(text) assert_non_null(memchr(text, '\0', sizeof(text)))

TEST(every_text_of_a_row_has_its_end)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_info *row = &rows[i];

		ENDS(row->pattern);
		ENDS(row->meaning);
		ENDS(row->values);
		ENDS(row->risk);
		ENDS(row->healthy);
		ENDS(row->section);
		ENDS(row->by_default);
		ENDS(row->default_note);
		ENDS(row->in_use);
		ENDS(row->since);
		ENDS(row->manual);
		ENDS(row->metric.group);
		ENDS(row->metric.name);
		for (size_t label = 0; label < METRIC_LABELS; label++)
			ENDS(row->metric.labels[label]);
	}
}

TEST(every_row_has_a_meaning)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		if (!is_good_text(rows[i].meaning, true))
			FAIL_ROW("%s: not a good meaning: %s", rows[i].pattern, rows[i].meaning);
		if (rows[i].risk[0] != '\0' && !is_good_text(rows[i].risk, false))
			FAIL_ROW("%s: not a good risk: %s", rows[i].pattern, rows[i].risk);
		if (rows[i].healthy[0] != '\0' && !is_good_text(rows[i].healthy, false))
			FAIL_ROW("%s: not a good healthy value: %s", rows[i].pattern, rows[i].healthy);
		if (rows[i].default_note[0] != '\0' && !is_good_text(rows[i].default_note, false))
			FAIL_ROW("%s: not a good note on the default: %s", rows[i].pattern, rows[i].default_note);
	}
}

TEST(every_setting_of_corosync_conf_has_an_effect_and_a_default)
{
	size_t n, settings = 0;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_info *row = &rows[i];
		const struct derived *derived = derived_find(row->pattern);
		struct cmh_value value = CMH_VALUE_INIT;

		if (row->section[0] == '\0' || key_info_is_branch(row)) {
			if (row->default_note[0] != '\0' || (row->section[0] == '\0' && row->in_use[0] != '\0'))
				FAIL_ROW("%s is not a setting", row->pattern);
			continue;
		}
		settings++;
		if (row->effect == EFFECT_UNKNOWN || row->effect == EFFECT_REPORT || row->effect == EFFECT_TRIGGER)
			FAIL_ROW("%s: a setting has another effect", row->pattern);
		if (row->by_default[0] == '\0' && row->default_note[0] == '\0' && (derived == NULL || derived->kind != DERIVED_DEFAULT))
			FAIL_ROW("%s has no default", row->pattern);
		if (row->by_default[0] != '\0' && row->type != CMH_NONE &&
		    cmh_value_parse(row->type, row->by_default, &value, NULL) != CMH_OK)
			FAIL_ROW("%s: the default \"%s\" is not a %s", row->pattern, row->by_default, cmh_type_name(row->type));
		if (row->effect != EFFECT_NEVER && key_apply(row) == NULL)
			FAIL_ROW("%s: nothing brings corosync.conf into effect", row->pattern);
		cmh_value_clear(&value);
	}
	assert_true(settings > 110);
}

TEST(a_setting_and_its_value_in_use_know_each_other)
{
	size_t n, found = 0;
	const struct key_info *rows = key_table(&n);
	char *key = key_in_use("totem.interface.3.knet_ping_timeout");

	assert_string_equal(key, "runtime.config.totem.interface.3.knet_ping_timeout");
	free(key);
	for (size_t i = 0; i < n; i++) {
		char *in_use = key_in_use(rows[i].pattern), *setting = in_use != NULL ? key_setting(in_use) : NULL;

		if (in_use != NULL && (key_info_exact(in_use) == NULL || setting == NULL || strcmp(setting, rows[i].pattern) != 0))
			FAIL_ROW("%s: %s", rows[i].pattern, in_use);
		found += in_use != NULL;
		free(setting);
		free(in_use);
	}
	assert_true(found > 25);
	assert_null(key_in_use("totem.token_coefficient"));
	assert_null(key_in_use("my.note"));
	assert_null(key_setting("totem.token"));
	assert_null(key_setting("my.note"));
}

TEST(every_effect_has_a_name_and_a_sentence)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		if (rows[i].effect != EFFECT_UNKNOWN && key_effect_name(rows[i].effect) == NULL)
			FAIL_ROW("%s: effect %d", rows[i].pattern, rows[i].effect);
		if (!key_info_is_branch(&rows[i]) && key_effect_text(&rows[i]) == NULL)
			FAIL_ROW("%s: no sentence about a change", rows[i].pattern);
	}
}

TEST(a_branch_is_explained_by_its_own_row_only)
{
	static const struct {
		const char *path, *pattern; /* NULL: it has none */
	} rows[] = {
		{ "totem", "totem.**" },
		{ "totem.interface", "totem.interface.**" },
		{ "totem.interface.0", "totem.interface.*.**" },
		{ "totem.interface.0.x", NULL },
		{ "totem.tokn", NULL },
		{ "totem.token", NULL },
		{ "stats.knet.node3", "stats.knet.node*.**" },
		{ "stats.knet.node", NULL },
		{ "uidgid.uid", "uidgid.uid.**" },
		{ "my", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct key_info *info = key_info_branch(rows[i].path);

		if (rows[i].pattern == NULL ? info != NULL : info == NULL || strcmp(info->pattern, rows[i].pattern) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].path, info != NULL ? info->pattern : "nothing");
	}
}

TEST(ranges_are_of_unsigned_types_and_within_them)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_info *row = &rows[i];
		int64_t most = row->type == CMH_U8 ? UINT8_MAX : row->type == CMH_U16 ? UINT16_MAX : row->type == CMH_U32 ? UINT32_MAX
			     : row->type == CMH_U64 ? INT64_MAX : 0;

		if (row->min < 0 || row->max < row->min || row->max > most)
			FAIL_ROW("%s: %lld to %lld", row->pattern, (long long)row->min, (long long)row->max);
	}
}

static bool
is_possible(const struct key_info *row, const char *text)
{
	struct cmh_value value = CMH_VALUE_INIT;
	bool possible = row->type != CMH_NONE && cmh_value_parse(row->type, text, &value, NULL) == CMH_OK;

	if (possible && row->max != 0)
		possible = value.u >= (uint64_t)row->min && value.u <= (uint64_t)row->max;
	cmh_value_clear(&value);
	return possible;
}

TEST(usual_values_have_the_type_and_are_in_the_range)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		char *list = strdup(rows[i].values), *rest = list, *word;

		assert_non_null(list);
		while ((word = strsep(&rest, " ")) != NULL)
			if (rows[i].values[0] != '\0' && !is_possible(&rows[i], word))
				FAIL_ROW("%s: \"%s\"", rows[i].pattern, word);
		free(list);
	}
}

TEST(flags_do_not_contradict_the_row)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct key_info *row = &rows[i];

		if ((row->flags & KEY_STRICT) != 0 && row->type == CMH_NONE)
			FAIL_ROW("%s is strict, but has no type", row->pattern);
		if ((row->flags & KEY_READ_ONLY) != 0 && row->risk[0] != '\0')
			FAIL_ROW("%s is read-only, but says what a change does", row->pattern);
		if ((row->flags & KEY_EVERYWHERE) != 0 && !key_info_is_branch(row))
			FAIL_ROW("%s is not a branch", row->pattern);
	}
}

TEST(the_branch_that_tasks_leave_out_changes_by_itself)
{
	assert_true(key_is_volatile(KEY_BUSY_BRANCH ".cpg.3.tx"));
	assert_true(key_is_volatile(KEY_BUSY_BRANCH ".cpg.3.rx"));
}

TEST(the_most_specific_row_counts)
{
	static const struct {
		const char *key, *pattern; /* of the row that is found; NULL: none */
	} rows[] = {
		{ "totem.token", "totem.token" },
		{ "totem.toke", "totem.**" },
		{ "totem.tokens", "totem.**" },
		{ "totem.token.x", "totem.**" },
		{ "totem.rrp_mode", "totem.rrp_*" },
		{ "totem.rrp_", "totem.**" },
		{ "totem", NULL },
		{ "totem.", NULL },
		{ "", NULL },
		{ ".", NULL },
		{ "my.note", NULL },
		{ "uidgid.uid.0", "uidgid.uid.*" },
		{ "uidgid.uid.", "uidgid.**" },
		{ "uidgid.uid.0.x", "uidgid.uid.**" },
		{ "uidgid.config.uid.0", "uidgid.config.uid.*" },
		{ "uidgid.config.x", "uidgid.config.**" },
		{ "runtime.members.1.status", "runtime.members.*.status" },
		{ "runtime.members.1.new", "runtime.members.*.**" },
		{ "runtime.members.1", "runtime.members.**" },
		{ "runtime.members.", "runtime.**" },
		{ "logging.other", "logging.**" },
		{ "logging.logger_subsys.QUORUM.debug", "logging.logger_subsys.*.debug" },
		{ "logging.logger_subsys.QUORUM.x.debug", "logging.logger_subsys.*.**" },
		{ "nodelist.node.0.ring0_addr", "nodelist.node.*.ring*_addr" },
		{ "nodelist.node.0.ring_addr", "nodelist.node.*.**" },
		{ "stats.knet.node1.link0.mtu", "stats.knet.node*.link*.mtu" },
		{ "stats.knet.node.link0.mtu", "stats.knet.**" },
		{ "stats.clear.knet", "stats.clear.*" },
		{ "stats", NULL },
		{ "statss.x", NULL },
		{ "pload.count", "pload.**" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct key_info *info = key_info_find(rows[i].key);

		if (rows[i].pattern == NULL ? info != NULL : info == NULL || strcmp(info->pattern, rows[i].pattern) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].key, info != NULL ? info->pattern : "nothing");
	}
}

TEST(names_that_are_offered_have_no_star_and_are_sorted)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;

	assert_true(key_info_names(&names));
	assert_true(names.n > 100);
	for (size_t i = 0; i < names.n; i++) {
		if (key_pattern_is(names.v[i].key))
			FAIL_ROW("%s", names.v[i].key);
		if (i > 0 && cmh_name_cmp(names.v[i - 1].key, names.v[i].key) >= 0)
			FAIL_ROW("%s is before %s", names.v[i - 1].key, names.v[i].key);
	}
	cmh_entries_clear(&names);
}

TEST(a_change_that_hurts_needs_confirmation)
{
	static const char *const risky[] = { "pload.start", "runtime.force_gather", "totem.config_version",
					     "resources.watchdog_timeout", "runtime.members.1.ip", "runtime.members.1",
					     "runtime.members.1.new", "runtime.votequorum.new", "uidgid.gid.5",
					     "quorum.expected_votes", "quorum.device.model", "quorum.cancel_wait_for_all", "stats.clear.all" };

	for (size_t i = 0; i < N_OF(risky); i++) {
		const struct key_info *info = key_info_find(risky[i]);

		if (info == NULL || info->risk[0] == '\0')
			FAIL_ROW("%s", risky[i]);
	}
	/* corosync frees what was never allocated when this is not a str */
	assert_true((key_info_find("runtime.force_gather")->flags & KEY_STRICT) != 0);
	assert_int_equal(key_info_find("runtime.force_gather")->type, CMH_STR);
}

TEST(a_key_that_corosync_protects_is_read_only)
{
	static const char *const protected[] = {
		"internal_configuration.x", "runtime.services.x", "runtime.services.cpg.3.tx", "runtime.config.x",
		"runtime.config.totem.token", "runtime.totem.x", "uidgid.config.uid.0", "uidgid.config.x", "system.x",
		"system.sched_rr", "nodelist.x", "nodelist.node.0.name", "nodelist.node.0.x", "nodelist.local_node_pos",
		"totem.crypto_cipher", "totem.key", "totem.ip_dscp", "config.reload_in_progress", "quorum.wait_for_all",
	};
	static const char *const open[] = { "totem.token", "totem.x", "totem.ip", "totem.interface.0.ttl", "totem.rrp_mode",
					    "quorum.provider", "quorum.x", "config.reload_status", "runtime.x", "runtime.members.1.ip",
					    "runtime.blackbox.dump_state", "uidgid.uid.0", "resources.x", "logging.debug" };

	for (size_t i = 0; i < N_OF(protected); i++)
		if ((key_info_find(protected[i])->flags & KEY_READ_ONLY) == 0)
			FAIL_ROW("%s", protected[i]);
	for (size_t i = 0; i < N_OF(open); i++)
		if ((key_info_find(open[i])->flags & KEY_READ_ONLY) != 0)
			FAIL_ROW("%s", open[i]);
}

TEST(a_secret_is_known_by_its_name)
{
	static const char *const secret[] = { "totem.key", "my.password", "my.passwd", "a.b.secret", "password" };
	static const char *const open[] = { "totem.keyfile", "totem.key.x", "my.key", "key", "password.length", "secrets", "my.password1" };

	for (size_t i = 0; i < N_OF(secret); i++)
		if (!cmh_key_is_secret(secret[i]))
			FAIL_ROW("%s is shown", secret[i]);
	for (size_t i = 0; i < N_OF(open); i++)
		if (cmh_key_is_secret(open[i]))
			FAIL_ROW("%s is masked", open[i]);
}

TEST(a_key_of_corosync_3_is_known_by_its_former_name)
{
	static const struct {
		const char *now, *old; /* NULL: it had the same */
	} rows[] = {
		{ "runtime.members.1.ip", "runtime.totem.pg.mrp.srp.members.1.ip" },
		{ "stats.srp.mtt_rx_token", "runtime.totem.pg.mrp.srp.mtt_rx_token" },
		{ "stats.pg.msg_reserved", "runtime.totem.pg.msg_reserved" },
		{ "stats.ipcs.global.closed", "runtime.connections.closed" },
		{ "runtime.config.totem.token", NULL },
		{ "stats.ipcs", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *old = key_former(rows[i].now);

		if (rows[i].old == NULL ? old != NULL : old == NULL || strcmp(old, rows[i].old) != 0)
			FAIL_ROW("%s: %s", rows[i].now, old != NULL ? old : "nothing");
		free(old);
	}
}

TEST(a_key_of_corosync_2_is_known_by_its_present_name)
{
	static const struct {
		const char *old, *now; /* NULL: it was not renamed */
	} rows[] = {
		{ "runtime.totem.pg.mrp.srp.members.1.ip", "runtime.members.1.ip" },
		{ "runtime.totem.pg.mrp.srp.mtt_rx_token", "stats.srp.mtt_rx_token" },
		{ "runtime.totem.pg.msg_reserved", "stats.pg.msg_reserved" },
		{ "runtime.totem.token", "runtime.config.totem.token" },
		{ "runtime.connections.active", "stats.ipcs.global.active" },
		{ "runtime.connections", "stats.ipcs" },
		{ "qb.ipc_type", "system.qb_ipc_type" },
		{ "runtime.connectionsx", NULL },
		{ "runtime.members.1.ip", NULL },
		{ "totem.token", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		size_t least;
		char *now = key_renamed(rows[i].old, &least);

		if (rows[i].now == NULL ? now != NULL : now == NULL || strcmp(now, rows[i].now) != 0)
			FAIL_ROW("%s: %s", rows[i].old, now != NULL ? now : "nothing");
		free(now);
	}
}

TEST(a_misspelled_name_is_near_one_of_its_own_section)
{
	static const struct {
		const char *key, *near; /* NULL: none is near */
	} rows[] = {
		{ "totem.tokn", "totem.token" },
		{ "quorum.expectd_votes", "quorum.expected_votes" },
		{ "totem.two_node", NULL },
		{ "totem.strange", NULL },
		{ "my.token", NULL },
		{ "totem", NULL },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *near = key_near(rows[i].key);

		if (rows[i].near == NULL ? near != NULL : near == NULL || strcmp(near, rows[i].near) != 0)
			FAIL_ROW("%s: %s", rows[i].key, near != NULL ? near : "nothing");
		free(near);
	}
}

TEST(counters_and_other_keys_that_always_change_are_volatile)
{
	static const char *const moving[] = { "stats.srp.mcast_rx", "stats.ipcs.global.active", "stats.schedmiss.0.delay",
					      "stats.knet.node1.link0.latency_ave", "stats.knet.node1.link0.down_count",
					      "stats.pg.msg_queue_avail", "stats.new.in.a.later.version",
					      "runtime.services.cpg.0.tx", "runtime.services.cpg.11.rx",
					      "runtime.blackbox.dump_state", "resources.system.load_15min.current",
					      "resources.system.memory_used.last_updated", "resources.process.17.last_updated" };
	static const char *const still[] = { "stats.knet.node1.link0.connected", "stats.knet.node12.link7.mtu",
					     "stats.knet.node1.link0.enabled", "stats.srp.firewall_enabled_or_nic_failure",
					     "runtime.services.cpg.service_id", "resources.system.load_15min.state",
					     "runtime.members.1.join_count", "runtime.config.totem.token", "totem.token", "statss.x" };

	for (size_t i = 0; i < N_OF(moving); i++)
		if (!key_is_volatile(moving[i]))
			FAIL_ROW("%s would be compared", moving[i]);
	for (size_t i = 0; i < N_OF(still); i++)
		if (key_is_volatile(still[i]))
			FAIL_ROW("%s would be left out", still[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_found_for_its_own_pattern),
		cmocka_unit_test(of_two_rows_that_match_a_key_one_is_more_specific),
		cmocka_unit_test(every_text_of_a_row_has_its_end),
		cmocka_unit_test(every_row_has_a_meaning),
		cmocka_unit_test(every_setting_of_corosync_conf_has_an_effect_and_a_default),
		cmocka_unit_test(a_setting_and_its_value_in_use_know_each_other),
		cmocka_unit_test(every_effect_has_a_name_and_a_sentence),
		cmocka_unit_test(a_branch_is_explained_by_its_own_row_only),
		cmocka_unit_test(ranges_are_of_unsigned_types_and_within_them),
		cmocka_unit_test(usual_values_have_the_type_and_are_in_the_range),
		cmocka_unit_test(flags_do_not_contradict_the_row),
		cmocka_unit_test(the_branch_that_tasks_leave_out_changes_by_itself),
		cmocka_unit_test(the_most_specific_row_counts),
		cmocka_unit_test(names_that_are_offered_have_no_star_and_are_sorted),
		cmocka_unit_test(a_change_that_hurts_needs_confirmation),
		cmocka_unit_test(a_key_that_corosync_protects_is_read_only),
		cmocka_unit_test(a_secret_is_known_by_its_name),
		cmocka_unit_test(counters_and_other_keys_that_always_change_are_volatile),
		cmocka_unit_test(a_key_of_corosync_3_is_known_by_its_former_name),
		cmocka_unit_test(a_key_of_corosync_2_is_known_by_its_present_name),
		cmocka_unit_test(a_misspelled_name_is_near_one_of_its_own_section),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
