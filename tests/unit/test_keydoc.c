/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known about keys. */
#include "test.h"

#include "know/keydoc.h"

TEST(a_pattern_fits_whole_names)
{
	static const struct {
		const char *key, *pattern; /* of the row that is found; NULL: none */
	} rows[] = {
		{ "totem.token", "totem.token" },
		{ "totem.toke", NULL },
		{ "totem.tokens", NULL },
		{ "totem", NULL },
		{ "", NULL },
		{ "uidgid.uid.0", "uidgid.uid.*" },
		{ "uidgid.uid.", NULL },
		{ "uidgid.uid", NULL },
		{ "uidgid.uid.0.x", NULL },
		{ "uidgid.config.uid.0", "uidgid.config.**" },
		{ "runtime.members.1.status", "runtime.members.*.status" },
		{ "runtime.members.1.ip", "runtime.members.**" },
		{ "runtime.members.", NULL },
		{ "runtime.members", NULL },
		{ "logging.syslog_facility", "logging.**" },
		{ "logging.logger_subsys.QUORUM.debug", "logging.logger_subsys.*.debug" }, /* the first that fits */
		{ "logging.logger_subsys.QUORUM.x.debug", "logging.**" },
		{ "stats.clear.knet", "stats.clear.*" },
		{ "pload.count", "pload.**" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct keydoc *doc = keydoc_find(rows[i].key);

		if (rows[i].pattern == NULL ? doc != NULL : doc == NULL || strcmp(doc->pattern, rows[i].pattern) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].key, doc != NULL ? doc->pattern : "nothing");
	}
}

TEST(what_hurts_has_to_be_confirmed)
{
	static const char *const guarded[] = { "pload.start", "runtime.force_gather", "totem.config_version",
					       "resources.watchdog_timeout", "runtime.members.1.ip", "uidgid.gid.5",
					       "quorum.expected_votes", "quorum.cancel_wait_for_all", "stats.clear.all" };

	for (size_t i = 0; i < N_OF(guarded); i++) {
		const struct keydoc *doc = keydoc_find(guarded[i]);

		if (doc == NULL || doc->guard == NULL)
			FAIL_ROW("%s", guarded[i]);
	}
	/* corosync frees what was never allocated when this is no str */
	assert_true(keydoc_find("runtime.force_gather")->strict);
	assert_int_equal(keydoc_find("runtime.force_gather")->type, CMH_STR);
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

TEST(a_key_of_corosync_2_is_known_by_its_present_name)
{
	static const struct {
		const char *old, *now; /* NULL: it was not renamed */
	} rows[] = {
		{ "runtime.totem.pg.mrp.srp.members.1.ip", "runtime.members.1.ip" },
		{ "runtime.totem.pg.mrp.srp.mtt_rx_token", "stats.srp.mtt_rx_token" },
		{ "runtime.totem.pg.msg_reserved", "stats.pg.msg_reserved" },
		{ "runtime.totem.token", "runtime.config.totem.token" },
		{ "runtime.connections.active", "stats.ipcs.active" },
		{ "qb.ipc_type", "system.qb_ipc_type" },
		{ "runtime.connectionsx", NULL },
		{ "runtime.members.1.ip", NULL },
		{ "totem.token", NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *now = keydoc_renamed(rows[i].old);

		if (rows[i].now == NULL ? now != NULL : now == NULL || strcmp(now, rows[i].now) != 0)
			FAIL_ROW("%s: %s", rows[i].old, now != NULL ? now : "nothing");
		free(now);
	}
}

TEST(counters_and_what_else_always_moves_is_volatile)
{
	static const char *const moving[] = { "stats.srp.mcast_rx", "stats.ipcs.global.active", "stats.schedmiss.0.delay",
					      "stats.knet.node1.link0.latency_ave", "stats.knet.node1.link0.down_count",
					      "stats.pg.msg_queue_avail", "stats.new.in.a.later.version",
					      "runtime.services.cpg.0.tx", "runtime.services.cpg.11.rx" };
	static const char *const still[] = { "stats.knet.node1.link0.connected", "stats.knet.node12.link7.mtu",
					     "stats.srp.firewall_enabled_or_nic_failure", "runtime.services.cpg.service_id",
					     "runtime.members.1.join_count", "runtime.config.totem.token", "totem.token", "statss.x" };

	for (size_t i = 0; i < N_OF(moving); i++)
		if (!keydoc_is_volatile(moving[i]))
			FAIL_ROW("%s would be compared", moving[i]);
	for (size_t i = 0; i < N_OF(still); i++)
		if (keydoc_is_volatile(still[i]))
			FAIL_ROW("%s would be left out", still[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_fits_whole_names),
		cmocka_unit_test(what_hurts_has_to_be_confirmed),
		cmocka_unit_test(a_secret_is_known_by_its_name),
		cmocka_unit_test(counters_and_what_else_always_moves_is_volatile),
		cmocka_unit_test(a_key_of_corosync_2_is_known_by_its_present_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
