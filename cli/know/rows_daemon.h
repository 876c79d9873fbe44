/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: what concerns the daemon itself: its log, its clients, its resources. */

#define PRIORITIES .values = "emerg alert crit err error warning notice info debug"
#define SENT .values = "yes no on off"

	/* The options that can also be given for one subsystem of corosync, by its name */
#define LOGGING(option, meaning, ...) \
	{ "logging." option, STR, UNIT_NONE, meaning, __VA_ARGS__ }, \
	{ "logging.logger_subsys.*." option, STR, UNIT_NONE, meaning, __VA_ARGS__ }

	LOGGING("debug", "Whether debug messages are logged; trace: even more", .values = "on off trace"),
	LOGGING("to_stderr", "Whether messages go to standard error", SENT),
	LOGGING("to_syslog", "Whether messages go to syslog", SENT),
	LOGGING("to_logfile", "Whether messages go to the log file", SENT),
	LOGGING("logfile", "Path of the log file"),
	LOGGING("logfile_priority", "Least priority of messages in the log file", PRIORITIES),
	LOGGING("syslog_priority", "Least priority of messages in syslog", PRIORITIES),
	LOGGING("syslog_facility", "Facility of messages in syslog",
		.values = "auth authpriv cron daemon ftp kern lpr mail news syslog user uucp "
			  "local0 local1 local2 local3 local4 local5 local6 local7"),
	LOGGING("to_file", "Obsolete name of to_logfile", SENT),
	LOGGING("syslog_level", "Obsolete name of syslog_priority", PRIORITIES),
	{ "logging.timestamp", STR, UNIT_NONE, "Whether messages have their time, and how precise", .values = "on off hires" },
	{ "logging.fileline", STR, UNIT_NONE, "Whether messages have the place in the source", ON_OFF },
	{ "logging.function_name", STR, UNIT_NONE, "Whether messages have the name of the function", ON_OFF },
	{ "logging.blackbox", STR, UNIT_NONE, "Whether corosync keeps a flight recorder", ON_OFF },
	{ "logging.logger_subsys.*.subsys", STR, UNIT_NONE, "Name of the subsystem; without it its other settings have no effect" },
	{ "logging.logger_subsys.**", STR, UNIT_NONE, "Log of one subsystem of corosync" },
	{ "logging.logging_daemon.**", STR, UNIT_NONE, "Log of another daemon, such as qdevice" },
	{ "logging.**", STR, UNIT_NONE, "Log of corosync" },

#define PERMITS .risk = "decides who may read and change this map; pacemaker needs an entry of its own"

	{ "uidgid.uid.*", U8, UNIT_NONE, "1: this user may connect to corosync, and read and change this map", RANGE(0, 1), BOOL, PERMITS },
	{ "uidgid.gid.*", U8, UNIT_NONE, "1: this group may connect to corosync, and read and change this map", RANGE(0, 1), BOOL, PERMITS },
	{ "uidgid.config.uid.*", U8, UNIT_NONE, "1: corosync.conf permits this user to connect to corosync", READ_ONLY, BOOL },
	{ "uidgid.config.gid.*", U8, UNIT_NONE, "1: corosync.conf permits this group to connect to corosync", READ_ONLY, BOOL },
	{ "uidgid.config.**", ANY, UNIT_NONE, "Users and groups that corosync.conf permits to connect to corosync", READ_ONLY },
	{ "uidgid.**", ANY, UNIT_NONE, "Users and groups that may connect to corosync" },

	{ "system.qb_ipc_type", STR, UNIT_NONE, "How clients are connected; absent: shared memory where it works", READ_ONLY,
	  .values = "native shm socket" },
	{ "system.sched_rr", STR, UNIT_NONE, "Whether corosync runs with real-time priority; absent: yes", READ_ONLY, YES_NO },
	{ "system.priority", STR, UNIT_NONE, "Priority of the process without real-time scheduling: a nice value, min or max", READ_ONLY },
	{ "system.move_to_root_cgroup", STR, UNIT_NONE, "Whether corosync leaves its control group for the root; absent: auto", READ_ONLY,
	  .values = "yes no auto" },
	{ "system.allow_knet_handle_fallback", STR, UNIT_NONE, "Whether knet may do without privileges; absent: no", READ_ONLY, YES_NO },
	{ "system.state_dir", STR, UNIT_NONE, "Directory for state and flight recorder; absent: /var/lib/corosync", READ_ONLY },
	{ "system.**", ANY, UNIT_NONE, "The process of corosync", READ_ONLY },

	{ "cfg.shutdown_timeout", U32, UNIT_MS, "Time that clients have to answer a request to shut down" },
	{ "cfg.**", ANY, UNIT_NONE, "Shutdown of corosync" },

#define WATCHDOG .risk = "a wrong setting of the watchdog reboots this node"

	{ "resources.watchdog_timeout", U32, UNIT_S, "Time without a sign of life after which the watchdog reboots this node", RANGE(2, 120),
	  WATCHDOG },
	{ "resources.watchdog_device", STR, UNIT_NONE, "Device of the watchdog; absent, empty or off: none", WATCHDOG },

	/* What corosync watches. The poll period is stored as a u64, and only used as a str. */
#define WATCHED(path, group, ...) \
	{ path ".poll_period", ANY, UNIT_MS, "Interval between checks", METRIC(GAUGE, group, __VA_ARGS__) }, \
	{ path ".last_updated", U64, UNIT_NS, "Time of the last check, by the monotonic clock", VOLATILE, \
	  METRIC(GAUGE, group, __VA_ARGS__) }
#define WATCHED_SYSTEM(path, group, type, unit, what) \
	{ path ".current", type, unit, what, VOLATILE, METRIC(GAUGE, group) }, \
	{ path ".max", STR, unit, what " that counts as a failure", METRIC(GAUGE, group) }, \
	{ path ".state", STR, UNIT_NONE, "Whether the check is stopped or running, or has failed", METRIC(NONE, group), \
	  .values = "stopped running failed" }, \
	{ path ".recovery", STR, UNIT_NONE, "Action after a failed check: none, watchdog, quit, shutdown, reboot (of this node)", \
	  METRIC(NONE, group) }, \
	{ path ".**", ANY, UNIT_NONE, what, METRIC(NONE, group) }, \
	WATCHED(path, group)

	WATCHED_SYSTEM("resources.system.load_15min", "load_15min", DBL, UNIT_NONE, "Load of the host over 15 minutes"),
	/* An i32 at first, a u32 as soon as it is watched. */
	WATCHED_SYSTEM("resources.system.memory_used", "memory_used", ANY, UNIT_PERCENT, "Memory in use on the host"),
	WATCHED("resources.process.*", "process", "pid"),
	{ "resources.process.*.state", STR, UNIT_NONE, "State of the process", METRIC(NONE, "process", "pid") },
	{ "resources.process.*.recovery", STR, UNIT_NONE, "Action when the process has failed: quit or restart", METRIC(NONE, "process", "pid") },
	{ "resources.process.*.**", ANY, UNIT_NONE, "One process that asked corosync to watch it", METRIC(NONE, "process", "pid") },
	{ "resources.**", ANY, UNIT_NONE, "What corosync watches, and what it does about it" },

	{ "nozzle.name", STR, UNIT_NONE, "Name of the nozzle network device" },
	{ "nozzle.ipaddr", STR, UNIT_NONE, "Network of the nozzle device's address, which ends in the id of the node" },
	{ "nozzle.ipprefix", STR, UNIT_NONE, "Length of the network prefix of nozzle.ipaddr" },
	{ "nozzle.macaddr", STR, UNIT_NONE, "MAC address of the nozzle device, which ends in the id of the node" },
	{ "nozzle.**", ANY, UNIT_NONE, "A network device between the nodes, over knet" },

	{ "pload.**", ANY, UNIT_NONE, "A load test, for developers of corosync", .risk = "starts a load test that can bring the cluster down" },
