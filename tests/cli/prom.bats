#!/usr/bin/env bats
# The format prom: OpenMetrics for whoever reads it, and for Prometheus' own programs.
# shellcheck disable=SC2154,SC2016 # what bats sets; shells that expand for themselves

load ../helper

setup_file() {
    sandbox_up --nodes 3
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
}

# The program without the sandbox, on the map that stands in a file.
saved() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" -m ./map "$@"
}

# The samples of what is on standard input, and nothing else.
samples() {
    saved_map && saved -o prom dump | grep -v '^#'
}

saved_map() {
    cat >map
}

# Numbers below the names of a saved map that have a sample.
numbers() {
    grep -E '^(stats|runtime)\.' map | grep -E ' \([iu](8|16|32|64)\) = | \((flt|dbl)\) = |^runtime\.members\.[0-9]+\.status ' |
        grep -vE 'latency_[a-z]+ \(u32\) = 4294967295$|_time_[a-z]+ \(u64\) = 18446744073709551615$'
}

# The parser of Prometheus' own library for Python.
parse() {
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c 'import prometheus_client.openmetrics.parser' 2>/dev/null && break
    done || skip 'python3-prometheus-client is not installed'
    "$python" -c '
import sys
from prometheus_client.openmetrics.parser import text_fd_to_metric_families as families
for family in families(sys.stdin):
    for sample in family.samples:
        print(family.name, family.type, family.unit or "-", len(family.samples), sample.name)
'
}

# For parsers older than OpenMetrics, as the manual says.
for_old_parsers() {
    eval "$(sed -n "/^awk '/,/'\$/p" "$top_srcdir/man/cmapsh-formats.5")"
}

needs() { # PROGRAM
    command -v "$1" >/dev/null || skip "$1 is not installed"
}

@test "every number that is state of a cluster has one sample with a known name" {
    cmapsh dump >map
    run -0 saved -o prom dump
    grep -v '^#' <<<"$output" >samples
    (($(wc -l <samples) > 200))
    (($(wc -l <samples) == $(numbers | wc -l) + $(grep -c '^resources\.system\..*\.\(current\|last_updated\|poll_period\) ' map)))
    [[ -z $(sed 's/ [^ ]*$//' samples | sort | uniq -d) ]]
    # A new key of corosync's needs a row in cli/know/rows_*.h.
    run -1 grep 'key="' samples
}

@test "prom conforms to OpenMetrics" {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    cmapsh -o prom dump >all
    run -0 parse <all
    ((${#lines[@]} == $(grep -vc '^#' all)))
    [[ $output == *'corosync_knet_link_latency_ave_seconds gauge seconds '[23]' corosync_knet_link_latency_ave_seconds'* ]]
    [[ $output == *'corosync_knet_link_tx_data_bytes counter bytes 3 corosync_knet_link_tx_data_bytes_total'* ]]
    [[ $output == *'corosync_srp_operational_entered counter - 1 corosync_srp_operational_entered_total'* ]]
    # The test can fail: what is cut off is noticed.
    run -1 parse < <(sed '$d' all)
}

@test "Prometheus reads prom as OpenMetrics" {
    needs promtool
    cmapsh -o prom dump >all
    sed '/^#/!s/$/ 1700000000/' all >with-time
    run -0 promtool tsdb create-blocks-from openmetrics with-time blocks
    [[ $output == *" $(grep -vc '^#' all) "* ]]
}

@test "promtool finds no error in prom, after its counters are named as in the older format" {
    needs promtool
    cmapsh -o prom dump | for_old_parsers >all
    run -0 promtool check metrics <all
    [[ -z $output ]]
}

@test "every line of prom follows the conventions" {
    saved_map <<'END'
stats.knet.node10.link1.latency_ave (u32) = 1500000
stats.knet.node2.link0.latency_ave (u32) = 123
stats.knet.node2.link0.tx_total_bytes (u64) = 18446744073709551615
stats.knet.node2.link0.connected (u8) = 1
stats.srp.gather_entered (u64) = 7
END
    diff - <(saved -o prom dump) <<'END'
# TYPE corosync_knet_link_connected gauge
# HELP corosync_knet_link_connected Whether this node can use the link
corosync_knet_link_connected{node="2",link="0"} 1
# TYPE corosync_knet_link_latency_ave_seconds gauge
# UNIT corosync_knet_link_latency_ave_seconds seconds
# HELP corosync_knet_link_latency_ave_seconds Average round trip of a ping
corosync_knet_link_latency_ave_seconds{node="2",link="0"} 0.000123
corosync_knet_link_latency_ave_seconds{node="10",link="1"} 1.5
# TYPE corosync_knet_link_tx_bytes counter
# UNIT corosync_knet_link_tx_bytes bytes
# HELP corosync_knet_link_tx_bytes All bytes sent over the link
corosync_knet_link_tx_bytes_total{node="2",link="0"} 18446744073709551615
# TYPE corosync_srp_gather_entered counter
# HELP corosync_srp_gather_entered How often totem came into the state gather
corosync_srp_gather_entered_total 7
# EOF
END
}

@test "a member that is joined is 1, any other status is 0" {
    diff - <(samples <<'END'
runtime.members.1.status (str) = joined
runtime.members.2.status (str) = left
runtime.members.10.status (str) = joined?
END
    ) <<'END'
corosync_member_joined{member="1"} 1
corosync_member_joined{member="2"} 0
corosync_member_joined{member="10"} 0
END
}

@test "values that mean none, configuration and texts have no sample" {
    run -0 samples <<'END'
nodelist.local_node_pos (u32) = 0
runtime.config.totem.knet_compression_model (str) = none
runtime.members.1.ip (str) = r(0) ip(10.0.0.1)
runtime.password (u32) = 1234
stats.bytes (bin) = 0x00
stats.knet.handle.tx_crypt_time_min (u64) = 18446744073709551615
stats.knet.node1.link0.latency_min (u32) = 4294967295
stats.knet.node1.link0.latency_max (u32) = 0
totem.key (str) = secret
totem.token (u32) = 1000
END
    [[ $output == 'corosync_knet_link_latency_max_seconds{node="1",link="0"} 0' ]]
    run -0 saved --show-secrets -o prom dump
    [[ $output != *1234* ]]
}

@test "numbers without a known name have samples with names of their own" {
    diff - <(samples <<'END'
runtime.members.1.join_count (i32) = -4
runtime.members.2.join_count (i32) = 4
runtime.members.3.status (u32) = 1
stats.knet.node2.link0.new-one (u64) = 1
stats.knet.node2.link0.new/one (i64) = -2
stats.new.x (dbl) = nan
stats.new.y (dbl) = -inf
stats.new.z (dbl) = 1e-9
END
    ) <<'END'
corosync_member_joins_total{member="2"} 4
corosync_runtime_member_join_count{member="1",key="runtime.members.1.join_count"} -4
corosync_runtime_member_status{member="3",key="runtime.members.3.status"} 1
corosync_stats_knet_link_new_one{node="2",link="0",key="stats.knet.node2.link0.new-one"} 1
corosync_stats_knet_link_new_one{node="2",link="0",key="stats.knet.node2.link0.new/one"} -2
corosync_stats_new_x{key="stats.new.x"} NaN
corosync_stats_new_y{key="stats.new.y"} -Inf
corosync_stats_new_z{key="stats.new.z"} 1e-09
END
    # No type is the type "unknown", which the older parsers do not take.
    run -1 grep '^# TYPE corosync_\(stats\|runtime\)_' < <(saved -o prom dump)
    run -0 parse < <(saved -o prom dump)
    [[ $output == *'corosync_stats_new_x unknown - 1 corosync_stats_new_x'* ]]
}

@test "a client has a label with its name, whatever the name contains" {
    diff - <(samples <<'END'
stats.ipcs.service0.17.0x55.requests (u64) = 5
stats.ipcs.service2.18.0x66.procname (str) = a "b\c
stats.ipcs.service2.18.0x66.requests (u64) = 6
stats.ipcs.service9.19.0x77.procname (str) = "line\nend"
stats.ipcs.service9.19.0x77.requests (u64) = 7
stats.ipcs.service9.19.0x77.queueing (i32) = 0
END
    ) <<'END'
corosync_ipcs_connection_queueing{service="9",pid="19",connection="0x77",procname="\"line\\nend\""} 0
corosync_ipcs_connection_requests_total{service="9",pid="19",connection="0x77",procname="\"line\\nend\""} 7
corosync_ipcs_connection_requests_total{service="cmap",pid="17",connection="0x55"} 5
corosync_ipcs_connection_requests_total{service="cpg",pid="18",connection="0x66",procname="a \"b\\c"} 6
END
    run -0 parse < <(saved -o prom dump)
}

@test "a key given twice has one sample, and a missing key is an error" {
    run -0 --separate-stderr cmapsh -o prom get runtime.votequorum.two_node runtime.votequorum.two_node
    [[ ${lines[2]} == 'corosync_votequorum_two_node 0' && ${lines[3]} == '# EOF' && ${#lines[@]} == 4 && -z $stderr ]]
    run -7 --separate-stderr cmapsh -o prom get runtime.votequorum.two_node stats.nothing
    [[ ${#lines[@]} == 4 ]]
    is_one_error
}

@test "the end mark is printed after an empty answer, and not after a failure" {
    fails 3 -o prom get stats.nothing
    run -4 --separate-stderr in_sandbox unshare -n "${CMAPSH:-$top_builddir/cmapsh}" -o prom dump
    [[ -z $output && -n $stderr ]]
    # No number is an answer.
    run -0 cmapsh -o prom get totem.cluster_name
    [[ $output == '# EOF' ]]
    run -1 --separate-stderr cmapsh -o prom dump stats.nothing
    [[ $output == '# EOF' ]]
}

@test "a command without numbers rejects prom" {
    fails 2 -o prom ls
    [[ $stderr == *'format "prom" is not supported'* ]]
}

@test "a full disk is an error with prom" {
    run -6 in_sandbox sh -c '"$0" -o prom dump >/dev/full' "${CMAPSH:-$top_builddir/cmapsh}"
}

# ---- node_exporter

# What the service starts, here instead of in the directory that it names.
run_service() {
    local line
    line=$(sed -n '/\\$/ { N; s/\\\n// }; s/^ExecStart=//p' "$top_srcdir/examples/cmapsh-metrics.service")
    [[ $line == "/bin/sh -c '"*"'" ]] || return 99
    line=${line#*\'}
    in_sandbox env PATH="$PWD/bin:$PATH" /bin/sh -c "${line%\'}"
}

with_service() {
    mkdir bin
    ln -s "${CMAPSH:-$top_builddir/cmapsh}" bin/cmapsh
}

# Fetches the metrics of a node_exporter of our own, in the sandbox's network.
node_exporter() {
    in_sandbox bash -c '
        prometheus-node-exporter --collector.disable-defaults --collector.textfile --collector.textfile.directory="$0" \
            --web.listen-address=127.0.0.1:9100 >log 2>&1 3>&- & trap "kill $!" EXIT
        for ((i = 0; i < 200; i++)); do
            curl --silent --fail --noproxy "*" http://127.0.0.1:9100/metrics && exit
            sleep 0.05
        done
        cat log >&2
        exit 1' "$PWD"
}

@test "the units in examples/ are valid" {
    needs systemd-analyze
    run -0 systemd-analyze verify --man=no "$top_srcdir"/examples/cmapsh-metrics.{service,timer}
    [[ $output != *cmapsh-metrics* ]]
}

@test "the service in examples/ feeds node_exporter" {
    needs prometheus-node-exporter
    needs curl
    with_service
    run -0 run_service
    [[ -z $output && $(compgen -G './*.prom*') == ./corosync.prom ]]
    node_exporter >metrics
    grep -qx 'node_textfile_scrape_error 0' metrics
    grep -qx 'corosync_member_joined{member="3"} 1' metrics
    grep -qx 'corosync_knet_link_connected{link="0",node="2"} 1' metrics
    grep -qE '^corosync_knet_link_tx_bytes_total\{link="0",node="2"\} [1-9]' metrics
    (($(grep -c '^corosync_' metrics) == $(grep -vc '^#' corosync.prom)))
    # A second run takes the place of the first one, and no connection of a client makes a new series each time.
    mv corosync.prom first
    run -0 run_service
    diff <(sed '/^#/d; s/ [^ ]*$//' first) <(sed '/^#/d; s/ [^ ]*$//' corosync.prom)
}

@test "node_exporter reads the types of counters, after these are named as in the older format" {
    needs prometheus-node-exporter
    needs curl
    cmapsh -o prom dump | for_old_parsers >corosync.prom
    node_exporter >metrics
    grep -qx '# TYPE corosync_knet_link_tx_bytes_total counter' metrics
    grep -qx '# HELP corosync_knet_link_tx_bytes_total All bytes sent over the link' metrics
    grep -qx '# TYPE corosync_member_joined gauge' metrics
}

@test "the service fails without corosync, and leaves no old numbers" {
    with_service
    run -0 run_service
    [[ -s corosync.prom ]]
    "$SANDBOX" kill --node 1 "$SANDBOX_DIR"
    run -1 run_service
    [[ $output == *'cmapsh: dump: '* ]]
    [[ -z $(compgen -G './*.prom*') ]]
}
