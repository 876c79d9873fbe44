#!/usr/bin/env bats
# The files that support tools leave behind open as maps where no corosync is. tests/fixtures/make made them.
# shellcheck disable=SC2154,SC2034 # what bats sets; what the terminal takes

load ../helper
load ../prompt/terminal
load reports

SOS=sosreport/sos_commands/corosync/corosync-cmapctl
STATS=sosreport/sos_commands/corosync/corosync-cmapctl_-m_stats
CRM=crm_report/node1/corosync.dump
CRMSH=crmsh_report/node1/corosync_status.txt

setup() {
    begin_alone
    term_home
}

# It must succeed with this on stdout, and on stderr nothing but the second line of the value of site.note.
tells() { # TEXT [ARG]...
    run -0 --separate-stderr alone "${@:2}"
    [[ $output == "$1" && ${#stderr_lines[@]} -le 2 && ${stderr_lines[1]-the second} == *'the second'* ]]
}

@test "corosync is not running" {
    run -4 alone dump
}

@test "every key of every report is read, and lines without a key are counted" {
    local file
    for file in "$SOS" "$STATS" "$CRM" cmapctl-b.txt "$CRMSH"; do
        run -0 --separate-stderr alone -m "$file" find --count .
        echo "$file: $output; $stderr"
        ((output == $(grep -cE '^[A-Za-z0-9._/:-]+ \([a-z0-9]+\)( = |$)' "$file")))
        case $file in
        # all lines but the keys and the empty ones
        "$CRMSH") [[ ${stderr_lines[0]} == *": skipped $(($(grep -c . "$file") - output)) lines without a key (the first is line 3)" ]] ;;
        "$STATS") [[ -z $stderr ]] ;;
        # the second line of a value
        *) [[ ${stderr_lines[0]} == *': skipped 1 line without a key (line '* && ${#stderr_lines[@]} == 2 ]]
           [[ ${stderr_lines[1]} == *': the second, with = in it' ]] ;;
        esac
    done
}

@test "all reports of a node have the same keys" {
    local file
    alone -m "$SOS" dump >"$BATS_TEST_TMPDIR/sos" 2>"$BATS_TEST_TMPDIR/errors" || [[ $? == 7 ]]
    [[ $(<"$BATS_TEST_TMPDIR/errors") == *'no value of "site.serial"'* ]]
    for file in "$CRM" "$CRMSH"; do
        diff <(alone -m "$file" dump 2>/dev/null) "$BATS_TEST_TMPDIR/sos"
    done
    diff <(alone -m cmapctl-b.txt dump | grep -v '^site.serial ') "$BATS_TEST_TMPDIR/sos"
}

@test "values with spaces and = are read completely, of several lines the first" {
    tells 'two lines:' -m "$CRM" -q get site.note
    tells 'second line = on call, room 4 (u8)' -m "$CRM" -q get site.contact
    tells '' -m "$CRM" -q get site.empty
    tells 0.1 -m "$CRM" -q get site.load
    tells 0x00c0ffee5c -m cmapctl-b.txt -q get site.serial
}

@test "every command that reads works on a report" {
    tells 'runtime.members.1.status (str) = joined
runtime.members.2.status (str) = joined
runtime.members.3.status (str) = joined' -m "$CRM" find '**.status' --value joined
    tells $'totem.cluster_name\ntotem.crypto_cipher\ntotem.crypto_hash' -m "$SOS" ls 'totem.c*'
    run -0 --separate-stderr alone -m "$SOS" ls -l
    [[ $output == *'nodelist. (branch) = '* && $output == *'totem. (branch) = '* ]]
    run -0 alone -m "$SOS" tree nodelist.node.2
    [[ $output == *'name (str) = node3'* ]]
    run -0 alone -m "$STATS" -q find 'stats.knet.**.connected' --value 1
    ((${#lines[@]} == 3))
    tells '{"key":"totem.version","type":"u32","value":2}' -m "$SOS" -o ndjson get totem.version
    run -3 --separate-stderr alone -m "$SOS" get totem.versio
    [[ $stderr == *'did you mean "totem.version"?' ]]
}

@test "completion and a session work on a report" {
    run -0 alone __complete "cmapsh -m $SOS get totem.cl"
    [[ $output == $'totem.cl\ntotem.cluster_name\t'* ]]
    run -0 alone __complete "cmapsh -m $STATS ls stats.kn"
    [[ $output == $'stats.kn\nstats.knet.'* ]]
    run -0 alone <<END
open $SOS as before
open $STATS
cd stats.knet.node2
get link0.connected
use before
get quorum.provider
handles
END
    [[ $output == *'stats.knet.node2.link0.connected (u8) = 1'*'quorum.provider (str) = corosync_votequorum'* ]]
    [[ $output == *'before '*' saved '*'corosync-cmapctl_-m_stats '*' saved '* ]]
}

@test "the prompt works on a report" {
    command -v tmux >/dev/null || skip 'tmux is not installed'
    term_run 100 24 "${ENTER[@]}" "${CMAPSH:-$top_builddir/cmapsh}" --no-rc
    wait_screen 10 'live( \[.*)?>'
    enter "open $SOS"
    wait_screen 10 'corosync-cmapctl \[saved\]> *$'
    types 'get totem.clu'
    keys Tab
    wait_screen 10 'get totem.cluster_name '
    keys Enter
    wait_screen 10 '^totem.cluster_name \(str\) = sandbox'
}

@test "status takes quorum from what the report has of corosync-quorumtool, and counts votes otherwise" {
    local dir=$BATS_TEST_TMPDIR
    cp "$SOS" "$dir/"
    run -0 alone -m "$dir/corosync-cmapctl" status
    [[ $output == *'ENOUGH VOTES  votes 3 of 3, needs 2, by count of votes: 1 more node may leave'* ]]
    printf '%s\n' 'Node ID:          1' 'Quorate:          No' 'Expected votes:   5' 'Total votes:      2' \
        'Quorum:           3 Activity blocked' 'Flags:            WaitForAll ' >"$dir/corosync-quorumtool_-s"
    run -1 alone -m "$dir/corosync-cmapctl" status
    [[ $output == *$'\nNO QUORUM  votes 2 of 5, needs 3'* && $output == *'! '*quorum* ]]
    cp "$dir/corosync-quorumtool_-s" "$dir/corosync.quorum"
    sed -i 's/^Node ID:.*/Node ID: 2/' "$dir/corosync-quorumtool_-s"
    run -0 alone -m "$dir/corosync-cmapctl" status
    [[ $output == *'ENOUGH VOTES  votes 3 of 3'* ]]
    rm "$dir/corosync-quorumtool_-s"
    run -1 alone -m "$dir/corosync-cmapctl" status
    [[ $output == *$'\nNO QUORUM  votes 2 of 5, needs 3'* ]]
    # One file has both.
    cat "$dir/corosync.quorum" "$SOS" >"$dir/both.txt"
    rm "$dir/corosync.quorum"
    run -1 alone -m "$dir/both.txt" status
    [[ $output == *$'\nNO QUORUM  votes 2 of 5, needs 3'* ]]
}
