#!/usr/bin/env bats
# Programs that use corosync-cmapctl find in cmapsh what they find in the original: scripts/check --consumers
#
# They call it by its path, so the program is mounted over it, for each command anew. Some of what they do is done to all of
# the machine (sos sends a signal to every corosync), so the tests run only in the root that scripts/consumers makes.
# With /bin/false in its place they must fail: otherwise a test would pass whatever cmapsh does.
# shellcheck disable=SC2154,SC2016 # what bats and the helper set; what other shells and languages expand

load helper

original=/usr/sbin/corosync-cmapctl
ours=$top_builddir/cmapsh

setup_file() {
    in_root_of_ours || return 0
    sandbox_up --nodes 3 --quorum 'wait_for_all: 1'
    [[ -n $SANDBOX_DIR ]] || return 0
    # Where consumers look for them on the first node.
    cp "$SANDBOX_DIR/node1/corosync.conf" /etc/corosync/corosync.conf
    rm -rf /var/lib/corosync
    ln -s "$SANDBOX_DIR/node1/state" /var/lib/corosync
}

setup() {
    in_root_of_ours || skip 'run scripts/check --consumers: this needs a root of its own'
    skip_without_sandbox
    all_join
}

in_root_of_ours() {
    [[ $(cat /etc/debian_chroot 2>/dev/null) == consumers ]]
}

# Runs a command on the first node, or on node $node, with PROGRAM mounted over corosync-cmapctl.
with() { # PROGRAM CMD...
    in_sandbox --node "${node-1}" unshare --mount \
        sh -c 'mount --bind "$0" /usr/sbin/corosync-cmapctl && exec "$@"' "$@" </dev/null
}

# Whether a command prints the same, and has the same exit status, with the original and with ours; but not with neither.
# What it prints with ours is then in $output.
same_with_ours() { # CMD...
    local expected without
    run with /bin/false "$@"
    without="$status $output"
    run with "$original" "$@"
    expected="$status $output"
    run with "$ours" "$@"
    diff <(echo "$expected") <(echo "$status $output")
    [[ $expected != "$without" ]]
}

sees() { # K STATUS
    in_sandbox corosync-cmapctl "runtime.members.$1.status" | grep -q "= $2\$"
}

# Starts the nodes that do not run.
all_join() {
    local k
    for k in 1 2 3; do
        "$SANDBOX" pid --node "$k" "$SANDBOX_DIR" &>/dev/null || "$SANDBOX" restart --node "$k" "$SANDBOX_DIR"
    done
    for k in 1 2 3; do wait_until 20 sees "$k" joined; done
}

# All nodes begin anew, but the third stays away.
restart_without_third() {
    local k
    for k in 1 2 3; do "$SANDBOX" kill --node "$k" "$SANDBOX_DIR"; done
    for k in 1 2; do "$SANDBOX" restart --node "$k" "$SANDBOX_DIR"; done
    wait_until 20 sees 2 joined
}

quorate() {
    in_sandbox corosync-quorumtool -s | grep -q '^Quorate: *Yes$'
}

# Reports differ in the session of the program that reads, in statistics, and in times.
without_volatile() { # FILE
    sed -E '/^stats\.ipcs\.service/d; s/^(stats\..* = |runtime\.blackbox\.dump_.* = |Date: ).*/\1*/' "$1"
}

same_files() { # DIR DIR
    diff <(cd "$1" && find . -type f | sort) <(cd "$2" && find . -type f | sort)
}

@test "a consumer runs the program under test, by its path and by its name" {
    run -0 with "$ours" sh -c 'cmp /usr/sbin/corosync-cmapctl "$0" && cmp "$(command -v corosync-cmapctl)" "$0"' "$ours"
    run -1 with "$original" cmp /usr/sbin/corosync-cmapctl "$ours"
    same_with_ours corosync-cmapctl -g totem.cluster_name
}

@test "pcs reports all three nodes online" {
    same_with_ours pcs status nodes corosync
    [[ $output == 'Corosync Nodes:'*' Online: node1 node2 node3'*' Offline:' ]]
}

@test "pcs reports a killed node offline" {
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    wait_until 20 sees 3 left
    same_with_ours pcs status nodes corosync
    [[ $output == 'Corosync Nodes:'*' Online: node1 node2'*' Offline: node3' ]]
}

@test "pcs reports the nodes although a string is not UTF-8, or looks like another key" {
    local theirs
    in_sandbox "$original" -s hostile.bytes str $'\xff'
    in_sandbox "$original" -s hostile.line str $'text\nruntime.members.2.status (str) = left'
    run with "$original" pcs status nodes corosync
    theirs=$output
    run with "$ours" pcs status nodes corosync
    in_sandbox "$original" -D hostile.
    [[ $theirs == *UnicodeDecodeError* ]]
    [[ $status == 0 && $output == 'Corosync Nodes:'*' Online: node1 node2 node3'*' Offline:' ]]
}

@test "pcs quorum unblock refuses when the cluster is not waiting" {
    same_with_ours pcs quorum unblock
    [[ $status == 1 && $output == *'cluster is not waiting for nodes to establish quorum' ]]
}

@test "pcs quorum unblock ends the waiting for a node" {
    ln -sf /bin/true /usr/sbin/stonith_admin # no pacemaker runs here
    export CIB_file=$BATS_TEST_TMPDIR/cib.xml
    cibadmin --empty >"$CIB_file"
    restart_without_third
    same_with_ours pcs quorum unblock
    [[ $output == *"If node(s) 'node3' are not powered off"*'use --force to override' ]]
    run ! quorate
    run -0 with "$ours" pcs quorum unblock --force
    [[ $output == *'Quorum unblocked'* ]]
    wait_until 10 quorate
}

@test "pcsd finds the id of its node" {
    node=2
    # Without warnings: that of a MIME type which is registered twice comes and goes.
    same_with_ours ruby -W0 -I/usr/share/pcsd -e 'Dir.chdir("/usr/share/pcsd"); require "bootstrap.rb"; require "pcs.rb";
        $logger = Logger.new(StringIO.new); puts get_local_node_id'
    [[ $output == 2 ]]
}

@test "fence_scsi registers the key that it has with the original" {
    local disk=$BATS_TEST_TMPDIR/disk method
    mknod "$disk" b 7 0 # only looked at
    ln -sf /bin/true /usr/bin/sg_turs
    install -m 755 /dev/stdin /usr/bin/sg_persist <<END
#!/bin/sh
case \$* in
*' -I -S '*) echo "\$5" >$disk.key ;;
*' -k '*) sed 's/^/ 0x/' $disk.key ;;
*' -r '*) sed 's/^/ Key=0x/; s/\$/ /' $disk.key ;;
esac
END
    for method in id hash; do
        : >"$disk.key"
        same_with_ours sh -c ": >'$disk.key'; fence_scsi -o on -n node3 -d '$disk' --key-value=$method; cat '$disk.key'"
        [[ $output =~ $'\n'[0-9a-f]{8}$ ]]
    done
}

@test "crmsh reads the values that it reads with the original" {
    same_with_ours python3 -c '
from crmsh import corosync, utils
from crmsh.crash_test import utils as crash_test
for key in ("totem.token", "totem.consensus", "runtime.config.totem.consensus", "nodelist.node.1.name", "no.such.key"):
    print(key, corosync.get_corosync_value(key))
print(corosync.get_corosync_value_dict(), utils.get_member_iplist(), utils.get_nodeinfo_from_cmaptool())
print(crash_test.corosync_port_list())'
    [[ $output == *'runtime.config.totem.consensus 1980'* ]]
}

@test "sos collects what it collects with the original" {
    local dir=$BATS_TEST_TMPDIR program file
    for program in "$original" "$ours"; do
        mkdir "$dir/tmp"
        with "$program" sos report --batch --build -o corosync --tmp-dir "$dir/tmp"
        mv "$dir"/tmp/sosreport-*/sos_commands/corosync "$dir/${program##*/}"
        rm -rf "$dir/tmp"
    done
    cd "$dir"
    same_files corosync-cmapctl cmapsh
    for file in cmapsh/*; do
        [[ $file == */corosync-blackbox ]] || # grows
            diff <(without_volatile "corosync-cmapctl/${file##*/}") <(without_volatile "$file")
    done
    grep -q '^runtime\.members\.3\.status (str) = joined$' cmapsh/corosync-cmapctl
    grep -q '^stats\.knet\.node3\.link0\.connected (u8) = 1$' cmapsh/corosync-cmapctl_-m_stats
}

@test "crm_report collects what it collects with the original" {
    local dir=$BATS_TEST_TMPDIR program from file
    from=$(date -d '-1 hour' '+%F %T')
    for program in "$original" "$ours"; do
        with "$program" crm_report -S -d -f "$from" "$dir/report"
        mv "$dir"/report/host-* "$dir/${program##*/}"
        rm -rf "$dir/report"
    done
    cd "$dir"
    same_files corosync-cmapctl cmapsh
    for file in cmapsh/*; do
        case $file in
        */corosync-blackbox-live.txt | */corosync.log.extract.txt | */sysstats.txt) ;; # grow, or name processes
        *) diff <(without_volatile "corosync-cmapctl/${file##*/}") <(without_volatile "$file") ;;
        esac
    done
    grep -q '^runtime\.members\.3\.status (str) = joined$' cmapsh/corosync.dump
}

# The script passes the second as a value, and corosync does nothing when a value stays as it is.
dumps_with() { # PROGRAM
    rm -f "$SANDBOX_DIR"/node1/state/fdata*
    with "$1" corosync-blackbox >"$BATS_TEST_TMPDIR/dump"
    [[ -s $SANDBOX_DIR/node1/state/fdata ]]
}

@test "corosync-blackbox prints the flight data" {
    run ! dumps_with /bin/false
    for program in "$original" "$ours"; do
        wait_until 5 dumps_with "$program"
        grep -q '^Dumping the contents of /var/lib/corosync/fdata$' "$BATS_TEST_TMPDIR/dump"
        grep -q 'cmap_lib_init_fn' "$BATS_TEST_TMPDIR/dump"
    done
}
