/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: what concerns the daemon itself: its log, its clients, its resources. */

#define PRIORITIES .values = "emerg alert crit err error warning notice info debug"

	/* The options that can also be given for one subsystem of corosync, by its name */
#define LOG(option, value, meaning, ...) \
	{ "logging." option, STR, UNIT_NONE, meaning, SETTING("logging", AT_ONCE, value), CONF_5, __VA_ARGS__ }
#define LOGGING(option, value, meaning, ...) \
	LOG(option, value, meaning, __VA_ARGS__), \
	{ "logging.logger_subsys.*." option, STR, UNIT_NONE, meaning, SETTING("logging.logger_subsys", AT_ONCE, ""), CONF_5, \
	  .default_note = "logging." option, __VA_ARGS__ }

	LOGGING("debug", "off", "Whether debug messages are logged; trace: even more", .values = "on off trace", HEALTHY("off")),
	LOGGING("to_stderr", "yes", "Whether messages go to standard error", YES_NO_ON_OFF),
	LOGGING("to_syslog", "yes", "Whether messages go to syslog", YES_NO_ON_OFF),
	LOGGING("to_logfile", "no", "Whether messages go to the log file", YES_NO_ON_OFF),
	LOG("logfile", "", "Path of the log file", .default_note = NO_DEFAULT),
	{ "logging.logger_subsys.*.logfile", STR, UNIT_NONE, "Path of the log file", SETTING("logging.logger_subsys", AT_ONCE, ""), CONF_5,
	  .default_note = "logging.logfile" },
	LOGGING("logfile_priority", "info", "Least priority of messages in the log file", PRIORITIES),
	LOGGING("syslog_priority", "info", "Least priority of messages in syslog", PRIORITIES),
	LOGGING("syslog_facility", "daemon", "Facility of messages in syslog",
		.values = "auth authpriv cron daemon ftp kern lpr mail news syslog user uucp "
			  "local0 local1 local2 local3 local4 local5 local6 local7"),
	LOGGING("to_file", "no", "Obsolete name of to_logfile", YES_NO_ON_OFF),
	LOGGING("syslog_level", "info", "Obsolete name of syslog_priority", PRIORITIES),
	LOG("timestamp", "hires", "Whether messages have their time, and how precise", .values = "on off hires"),
	LOG("fileline", "off", "Whether messages have the place in the source", ON_OFF),
	LOG("function_name", "off", "Whether messages have the name of the function", ON_OFF),
	LOG("blackbox", "on", "Whether corosync keeps a flight recorder", ON_OFF),
	{ "logging.logger_subsys.*.subsys", STR, UNIT_NONE, "Name of the subsystem; without it its other settings have no effect",
	  SETTING("logging.logger_subsys", AT_ONCE, ""), CONF_5, .default_note = NO_DEFAULT },
	{ "logging.logger_subsys.*.**", STR, UNIT_NONE, "Log of one subsystem of corosync", SETTING("logging.logger_subsys", UNKNOWN, ""),
	  CONF_5 },
	{ "logging.logger_subsys.**", STR, UNIT_NONE, "Logs of subsystems of corosync", SETTING("logging.logger_subsys", UNKNOWN, ""),
	  CONF_5 },
	{ "logging.logging_daemon.*.**", STR, UNIT_NONE, "Log of another daemon, such as qdevice" },
	{ "logging.logging_daemon.**", STR, UNIT_NONE, "Logs of other daemons" },
	{ "logging.**", STR, UNIT_NONE, "Log of corosync", SETTING("logging", UNKNOWN, ""), CONF_5 },

#define PERMITS .risk = "decides who may read and change this map; pacemaker needs an entry of its own"
#define PERMITTED(option, meaning) \
	{ "uidgid.config." option ".*", U8, UNIT_NONE, meaning, READ_ONLY, SETTING("uidgid", RELOAD, ""), KEYS_7, BOOL, \
	  .default_note = NO_DEFAULT "; root may always connect" }

	{ "uidgid.uid.*", U8, UNIT_NONE, "1: this user may connect to corosync, and read and change this map", EFFECT(AT_ONCE), KEYS_7,
	  RANGE(0, 1), BOOL, PERMITS },
	{ "uidgid.gid.*", U8, UNIT_NONE, "1: this group may connect to corosync, and read and change this map", EFFECT(AT_ONCE), KEYS_7,
	  RANGE(0, 1), BOOL, PERMITS },
	PERMITTED("uid", "1: corosync.conf permits this user to connect to corosync"),
	PERMITTED("gid", "1: corosync.conf permits this group to connect to corosync"),
	{ "uidgid.uid.**", ANY, UNIT_NONE, "Users that may connect to corosync, by their numbers", KEYS_7 },
	{ "uidgid.gid.**", ANY, UNIT_NONE, "Groups that may connect to corosync, by their numbers", KEYS_7 },
	{ "uidgid.config.uid.**", ANY, UNIT_NONE, "Users that corosync.conf permits to connect, by their numbers", READ_ONLY, KEYS_7 },
	{ "uidgid.config.gid.**", ANY, UNIT_NONE, "Groups that corosync.conf permits to connect, by their numbers", READ_ONLY, KEYS_7 },
	{ "uidgid.config.**", ANY, UNIT_NONE, "Users and groups that corosync.conf permits to connect to corosync", READ_ONLY, KEYS_7 },
	{ "uidgid.**", ANY, UNIT_NONE, "Users and groups that may connect to corosync", KEYS_7 },

#define SYSTEM(option, value, meaning, ...) \
	{ "system." option, STR, UNIT_NONE, meaning, READ_ONLY, SETTING("system", START, value), CONF_5, __VA_ARGS__ }

	SYSTEM("qb_ipc_type", "native", "How clients are connected; absent: shared memory where it works", .values = "native shm socket",
	       HEALTHY("not set")),
	SYSTEM("sched_rr", "yes", "Whether corosync runs with real-time priority; absent: yes", YES_NO, HEALTHY("yes")),
	SYSTEM("priority", "", "Priority of the process without real-time scheduling: a nice value, min or max",
	       .default_note = NO_DEFAULT, HEALTHY("not set")),
	SYSTEM("move_to_root_cgroup", "auto", "Whether corosync leaves its control group for the root; absent: auto",
	       .default_note = "corosync has this word since 3.1.5", .values = "yes no auto", HEALTHY("not set")),
	SYSTEM("allow_knet_handle_fallback", "no", "Whether knet may do without privileges; absent: no", YES_NO, HEALTHY("not set"),
	       SINCE("3.1.1")),
	SYSTEM("state_dir", "/var/lib/corosync", "Directory for state and flight recorder; absent: /var/lib/corosync", HEALTHY("not set"),
	       .default_note = "with systemd since corosync 3.1.10: $STATE_DIRECTORY"),
	{ "system.**", ANY, UNIT_NONE, "The process of corosync", READ_ONLY, SETTING("system", UNKNOWN, ""), CONF_5 },

	{ "cfg.shutdown_timeout", U32, UNIT_MS, "Time that clients have to answer a request to shut down", EFFECT(AT_ONCE), KEYS_7,
	  .by_default = "5000", HEALTHY("absent") },
	{ "cfg.**", ANY, UNIT_NONE, "Shutdown of corosync", KEYS_7 },

#define WATCHDOG(option, type, unit, when, value, meaning, ...) \
	{ "resources." option, type, unit, meaning, SETTING("resources", when, value), \
	  .risk = "a wrong setting of the watchdog reboots this node", __VA_ARGS__ }

	WATCHDOG("watchdog_timeout", U32, UNIT_S, AT_ONCE, "6", "Time without a sign of life after which the watchdog reboots this node",
		 RANGE(2, 120), HEALTHY("6")),
	WATCHDOG("watchdog_device", STR, UNIT_NONE, START, "off", "Device of the watchdog; absent, empty or off: none", CONF_5),

	/* What corosync watches. The poll period is stored as a u64, and only used as a str. */
#define WATCHED(path, manual, group, ...) \
	{ path ".poll_period", ANY, UNIT_MS, "Interval between checks", EFFECT(AT_ONCE), manual, METRIC(GAUGE, group, __VA_ARGS__) }, \
	{ path ".last_updated", U64, UNIT_NS, "Time of the last check, by the monotonic clock", VOLATILE, REPORT, manual, \
	  METRIC(GAUGE, group, __VA_ARGS__) }
#define WATCHED_SYSTEM(name, type, unit, what) \
	{ "resources.system." name ".current", type, unit, what, VOLATILE, REPORT, METRIC(GAUGE, name) }, \
	{ "resources.system." name ".max", STR, unit, what " that counts as a failure", SETTING("resources.system." name, AT_ONCE, ""), \
	  .default_note = NO_DEFAULT ": it is not watched", METRIC(GAUGE, name) }, \
	{ "resources.system." name ".state", STR, UNIT_NONE, "Whether the check is stopped or running, or has failed", REPORT, \
	  METRIC(NONE, name), .values = "stopped running failed", HEALTHY("stopped or running") }, \
	{ "resources.system." name ".recovery", STR, UNIT_NONE, \
	  "Action after a failed check: none, watchdog, quit, shutdown, reboot (of this node)", \
	  SETTING("resources.system." name, AT_ONCE, ""), .default_note = NO_DEFAULT, METRIC(NONE, name) }, \
	{ "resources.system." name ".**", ANY, UNIT_NONE, what, METRIC(NONE, name) }, \
	WATCHED("resources.system." name, NO_MANUAL, name)

	WATCHED_SYSTEM("load_15min", DBL, UNIT_NONE, "Load of the host over 15 minutes"),
	/* An i32 at first, a u32 as soon as it is watched. */
	WATCHED_SYSTEM("memory_used", ANY, UNIT_PERCENT, "Memory in use on the host"),
	{ "resources.system.**", ANY, UNIT_NONE, "What corosync watches on the host" },
	WATCHED("resources.process.*", KEYS_7, "process", "pid"),
	{ "resources.process.*.state", STR, UNIT_NONE, "State of the process", REPORT, KEYS_7, METRIC(NONE, "process", "pid"),
	  HEALTHY("running") },
	{ "resources.process.*.recovery", STR, UNIT_NONE, "Action when the process has failed: quit or restart", EFFECT(AT_ONCE), KEYS_7,
	  METRIC(NONE, "process", "pid") },
	{ "resources.process.*.**", ANY, UNIT_NONE, "One process that asked corosync to watch it", KEYS_7, METRIC(NONE, "process", "pid") },
	{ "resources.process.**", ANY, UNIT_NONE, "Processes that asked corosync to watch them", KEYS_7 },
	{ "resources.**", ANY, UNIT_NONE, "What corosync watches, and what it does about it" },

#define NOZZLE(option, value, meaning, ...) \
	{ "nozzle." option, STR, UNIT_NONE, meaning, SETTING("nozzle", RELOAD, value), CONF_5, SINCE("3.0.2"), __VA_ARGS__ }

	NOZZLE("name", "", "Name of the nozzle network device", .default_note = NO_DEFAULT),
	NOZZLE("ipaddr", "", "Network of the nozzle device's address, which ends in the id of the node", .default_note = NO_DEFAULT),
	NOZZLE("ipprefix", "", "Length of the network prefix of nozzle.ipaddr", .default_note = NO_DEFAULT),
	NOZZLE("macaddr", "54:54:01:00:00:00", "MAC address of the nozzle device, which ends in the id of the node"),
	{ "nozzle.**", ANY, UNIT_NONE, "A network device between the nodes, over knet", SETTING("nozzle", UNKNOWN, ""), CONF_5 },

	{ "pload.**", ANY, UNIT_NONE, "A load test, for developers of corosync", TRIGGER, HEALTHY("absent"),
	  .risk = "starts a load test that can bring the cluster down" },
