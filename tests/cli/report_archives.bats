#!/usr/bin/env bats
# Reports of sos, crm_report and crm report as they are: archives and folders. tests/fixtures/reports/make made them.
# shellcheck disable=SC2030,SC2031,SC2154,SC2034 # each test has its own CMAPSH; what bats sets; what the terminal takes

load ../helper
load ../prompt/terminal
load reports

CRM=reports/crm_report.tar.bz2
SOS=reports/sosreport-node1.tar.xz
CRMSH=reports/crmsh_report.tar.bz2

setup() {
    begin_with_archives
    term_home
    dir=$BATS_TEST_TMPDIR
}

# Unpacks archives to a folder.
unpack() { # FOLDER ARCHIVE...
    local archive
    mkdir -p "$1"
    for archive in "${@:2}"; do tar -C "$1" -xf "$archive"; done
}

# It must succeed with this on stdout, and nothing on stderr.
prints_alone() { # TEXT [ARG]...
    run -0 --separate-stderr alone "${@:2}"
    echo "$output; $stderr"
    [[ $output == "$1" && -z $stderr ]]
}

# It must fail with this status, and these on stderr.
fails_alone() { # STATUS ERROR HINT [ARG]...
    run "-$1" --separate-stderr alone "${@:4}"
    echo "$stderr"
    [[ -z $output && ${stderr_lines[0]} == "cmapsh: "*": $2" && ${stderr_lines[1]-} == "${3:+hint: $3}" ]]
}

TOKENS='node1: totem.token (u32) = 1000
node2: totem.token (u32) = 5000
node3: totem.token (u32) = 1000'

@test "both maps of a sosreport are one tree" {
    prints_alone $'totem.token (u32) = 1000\nstats.knet.node2.link0.connected (u8) = 1' -m "$SOS" \
        get totem.token stats.knet.node2.link0.connected
    prints_alone 'stats.' -m "$SOS" -q ls 'sta*'
    run -0 --separate-stderr alone -m "$SOS" find --count '**'
    unpack "$dir" "$SOS"
    ((output == $(cat "$dir"/*/sos_commands/corosync/corosync-cmapctl* | wc -l)))
}

@test "an archive that is not compressed is read to its end, however large its logs are" {
    unpack "$dir" "$CRM"
    truncate -s 17M "$dir/crm_report/a.log" # before the maps
    tar -C "$dir" --sort=name -cf "$dir/a.tar" crm_report
    prints_alone "$TOKENS" -m "$dir/a.tar" -N all get totem.token
}

@test "archives open with every compression, as a folder, as standard input, and whatever their names are" {
    local file
    unpack "$dir" "$CRM"
    tar -C "$dir" -cf "$dir/a.tar" crm_report
    gzip -k "$dir/a.tar"
    xz -k "$dir/a.tar"
    cp "$dir/a.tar.gz" "$dir/no.name"
    cp "$dir/a.tar" "$dir/other.txt"
    for file in "$CRM" "$dir"/{a.tar,a.tar.gz,a.tar.xz,no.name,other.txt,crm_report,crm_report/}; do
        prints_alone "$TOKENS" -m "$file" -N all get totem.token
    done
    run -0 alone -m - -N all get totem.token <"$dir/a.tar.gz"
    [[ $output == "$TOKENS" ]]
    run -0 alone -m -@node2 -q get totem.token <"$dir/a.tar.gz"
    [[ $output == 5000 ]]
    run -0 alone -m /dev/stdin -N node2 -q get totem.token < <(cat "$dir/a.tar")
    [[ $output == 'node2: 5000' ]]
}

@test "maps are found by their content, wherever they are" {
    unpack "$dir/x/y" "$SOS"
    mkdir "$dir/flat"
    mv "$dir"/x/y/*/sos_commands/corosync/corosync-cmapctl "$dir/flat/one"
    mv "$dir"/x/y/*/sos_commands/corosync/corosync-cmapctl_-m_stats "$dir/flat/two"
    mv "$dir"/x/y/*/sos_commands/corosync/corosync-quorumtool_-s "$dir/flat/three"
    prints_alone $'totem.token (u32) = 1000\nstats.knet.node2.link0.connected (u8) = 1' -m "$dir/flat" \
        get totem.token stats.knet.node2.link0.connected
    run -0 alone -m "$dir/flat" status
    [[ $output == *$'\nQUORATE  votes 3 of 3'* ]]
}

@test "a report with several nodes needs -N, or the name of one, and the error names them" {
    fails_alone 2 "\"$CRM\" has 3 nodes: node[1-3]" "add -N all, or the node: \"$CRM@node1\"" -m "$CRM" get totem.token
    fails_alone 2 "\"$CRM\" has 3 nodes: node[1-3]" "add -N all, or the node: \"$CRM@node1\"" -m "$CRM#2" get totem.token
    prints_alone 'totem.token (u32) = 5000' -m "$CRM@node2" get totem.token
    prints_alone $'node1: 1000\nnode2: 5000' -m "$CRM" -N 'node[1-2]' -q get totem.token
    fails_alone 2 "\"$CRM\" has no node \"node4\"" 'use one of its nodes: node[1-3]' -m "$CRM@node4" get totem.token
    run -7 --separate-stderr alone -m "$CRM" -N node1,node4 get totem.token
    [[ $output == 'node1: totem.token (u32) = 1000' && $stderr == *'node4: "'*'" has no node "node4"'* ]]
    fails_alone 2 "\"cmapctl-b.txt\" is not a report, and has no nodes" 'leave out -N' -m cmapctl-b.txt -N all get totem.token
    fails_alone 2 "\"cmapctl-b.txt\" is not a report, and has no nodes" 'leave out the node' -m cmapctl-b.txt@node1 get totem.token
    fails_alone 2 '-m and -N can be combined only for a report' 'leave out -m, or name a report' -m icmap -N all get totem.token
    fails_alone 2 '-m and -N can be combined only for a report' 'leave out -m, or name a report' -m @n1.example.org -N all get totem.token
    mkdir "$BATS_TEST_TMPDIR"/{multi,icmap}
    CMAPSH=$(realpath "${CMAPSH:-$top_builddir/cmapsh}")
    cd "$BATS_TEST_TMPDIR"
    fails_alone 2 '-m and -N can be combined only for a report' 'did you mean the file ./multi?' -m multi -N all get totem.token
    fails_alone 2 '-m and -N can be combined only for a report' 'leave out -m, or name a report' -m icmap -N all get totem.token
}

@test "close goes back to the only other map that was in use, not to one that was only opened" {
    run -0 alone -q <<<"open $CRM
use node3
close node1
close live
open $SOS as third
get nodelist.local_node_pos
close third
get nodelist.local_node_pos"
    [[ $output == $'0\n2' ]]
}

@test "every format has the node" {
    prints_alone '{"node":"node2","key":"totem.token","type":"u32","value":5000}' -m "$CRM" -N node2 -o ndjson get totem.token
    prints_alone $'node,key,type,value\nnode1,totem.token,u32,1000\nnode3,totem.token,u32,1000' \
        -m "$CRM" -N node1,node3 -o csv-lf get totem.token
    run -0 alone -m "$SOS" -N node1 -o prom dump stats.srp.operational_token_lost
    [[ $output == *'{host="node1"} 0'* ]]
    run -0 alone -m "$CRM" -N all --fold get totem.token
    [[ $output == $'node[1,3] (2)\n  totem.token (u32) = 1000\nnode2 (1)\n  totem.token (u32) = 5000' ]]
}

@test "diff compares the nodes of a report, and those of two" {
    run -1 --separate-stderr alone -m "$CRM" diff -N all totem
    [[ $output == 'totem.token (u32): 1000 on node[1,3], 5000 on node2' ]]
    run -1 --separate-stderr alone diff "$CRM@node1" "$CRM@node2" totem.token
    [[ $output == $'--- '*$'\n+++ '*$'\n-totem.token (u32) = 1000\n+totem.token (u32) = 5000' ]]
    run -0 alone diff "$CRM@node1" "$SOS" totem
}

@test "status judges each node of a report, with its own quorum, and what differs" {
    run -1 --separate-stderr alone -m "$CRM" status -N all
    echo "$output"
    [[ $output == *'read the maps of 3 of 3 nodes'*$'\nnode1 '*'yes'*'totem.token (u32): 1000 on node[1,3], 5000 on node2'* ]]
    run -0 alone -m "$SOS" status
    [[ $output == *$'\nQUORATE  votes 3 of 3'* && $output == *'2  node2 '*'up '* ]]
    unpack "$dir" "$CRM"
    sed -i 's/^Quorate: .*/Quorate: No/' "$dir/crm_report/node3/corosync.quorum"
    run -1 alone -m "$dir/crm_report" status -N all
    [[ $output == *$'\nnode2 '*'yes'*$'\nnode3 '*'no'* ]]
    run -1 alone -m "$dir/crm_report@node3" status
    [[ $output == *'NO QUORUM'* ]]
}

@test "links of a report without statistics are those of corosync-cfgtool" {
    unpack "$dir" "$SOS"
    sed -i '/nodeid: *3:/s/connected/disconnected/' "$dir"/*/sos_commands/corosync/corosync-cfgtool_-s
    sed -i '/^stats\.knet\.node3\./d' "$dir"/*/sos_commands/corosync/*stats
    run -0 alone -m "$dir" status
    [[ $output == *$'\n   3  node3  10.77.0.3  joined        0  -  '*'no findings' ]]
    rm "$dir"/*/sos_commands/corosync/*stats
    run -1 alone -m "$dir" status
    echo "$output"
    [[ $output == *'LINK_DOWN: link 0 to node3'*'stats.knet.node3.link0.connected = 0'* ]]
    [[ $output == *'2  node2 '*'up '*'-     -'* && $output == *'the token is not judged'* ]]
    run -3 alone -m "$dir" get stats.knet.node3.link0.connected
}

@test "effective compares the corosync.conf of the report" {
    run -0 alone -m reports/sosreport-node2.tar.xz effective totem.token
    [[ ${lines[0]} == *FILE* && ${lines[1]} == 'totem.token  1000 ms  5000 ms '*'corosync.conf has another value' ]]
}

@test "a node without a map has the keys of its corosync.conf, and a note says so" {
    run -0 --separate-stderr alone -m "$CRMSH" -N all get totem.token
    [[ ${lines[0]} == 'host-node1.sandbox: totem.token (u32) = 1000' && ${#lines[@]} == 3 ]]
    [[ ${stderr_lines[1]} == 'note: host-node2.sandbox: no map in the report: '*'"crmsh_report/host-node2.sandbox/corosync.conf"' ]]
}

@test "a folder of several reports has the nodes of all, and two maps of a node are apart" {
    mkdir "$dir/all"
    cp reports/sosreport-node[12].tar.xz "$dir/all"
    unpack "$dir/all" reports/sosreport-node3.tar.xz
    prints_alone "$TOKENS" -m "$dir/all" -N all get totem.token
    tar -C "$dir" -cf "$dir/all.tar" all
    prints_alone "$TOKENS" -m "$dir/all.tar" -N all get totem.token
    cp -r "$CRM" "$dir/all"
    prints_alone $'node1: 1000\nnode1:2: 1000' -m "$dir/all" -N node1,node1:2 -q get totem.token
}

@test "open opens each node of a report, and -N and @node are then its nodes" {
    run -1 --separate-stderr alone -k -f - <<END
open $CRM
get totem.token
get -N all totem.token
cd totem
get -N node2 token
use node2
nodes
diff @node1 @node3 totem.token
diff @node1 @node2 totem.token
END
    echo "$output; $stderr"
    [[ ${stderr_lines[0]} == "note: \"$CRM\" has 3 nodes: node[1-3]; this is node1" ]]
    [[ ${lines[0]} == 'totem.token (u32) = 1000' && ${lines[4]} == 'node2: totem.token (u32) = 5000' ]]
    [[ $output == *$'\nnode1  10.77.0.1\nnode2  10.77.0.2  this node\n'*$'\n--- @node1\n+++ @node2\n'* ]]
    run -0 alone -m "$CRM" -N all -f - <<<'get totem.token'
    [[ $output == "$TOKENS" ]]
}

@test "a small zip is complete" {
    command -v zip >/dev/null || skip 'zip is not installed'
    mkdir "$dir/small" && alone -m "$SOS" dump totem 2>/dev/null >"$dir/small/corosync-cmapctl"
    (cd "$dir" && zip -qrD small.zip small)
    (($(wc -c <"$dir/small.zip") < 512))
    prints_alone 'totem.token (u32) = 1000' -m "$dir/small.zip" get totem.token
}

@test "a node of a report is one open map, with its statistics" {
    run -0 --separate-stderr alone -o csv <<<"open $SOS@node1"$'\nhandles'
    echo "$output"
    [[ $(grep -c ",$SOS@node1," <<<"$output") == 1 && ${#lines[@]} == 3 ]] # the names of columns, the live map
}

@test "watch, wait and rate do not follow the nodes of a report" {
    fails_alone 2 "-N follows only live maps of nodes, not \"$CRM\"" 'leave out -m' watch -m "$CRM" -N all
    run -7 --separate-stderr alone -k <<END
open $CRM
watch -N all totem
wait -N node1 totem.token=1
rate -N all stats
END
    [[ $(grep -c 'N follows only live maps of nodes' <<<"$stderr") == 3 ]]
}

# A report of three nodes, as a folder: two have version 3.1.7; slow links, a token that is too low, and not the one in use.
ill_report() { # FOLDER
    local k
    for k in 1 2 3; do
        mkdir -p "$1/node$k"
        alone -q -m "reports/sosreport-node$k.tar.xz" save - | "${CMAPSH:-$top_builddir/cmapsh}" -m - dump |
            sed -E 's/(latency_ave \(u32\)) = .*/\1 = 900000/; s/(latency_samples \(u32\)) = .*/\1 = 500/
                s/^(totem.token \(u32\)) = .*/\1 = 20/' >"$1/node$k/corosync-cmapctl"
        echo "Corosync Cluster Engine, version '3.1.$((k < 3 ? 7 : 9))'" >"$1/node$k/corosync_-v"
    done
}

@test "status -N prints each finding once, with all its nodes, and each version once" {
    ill_report "$dir/ill"
    run -1 --separate-stderr alone -m "$dir/ill" status -N all
    echo "$output; $stderr"
    [[ $output == *$'\n'"Versions that differ"$'\n'"corosync 3.1.7 on node[1-2]"$'\n'"corosync 3.1.9 on node3"$'\n\n'* ]]
    [[ $(grep -c '^warning *TOKEN_LOW ' <<<"$output") == 1 && $output == *'TOKEN_LOW '*'(node[1-3])'* ]]
    [[ $(grep -c '^warning *TOKEN_MISMATCH ' <<<"$output") == 2 ]]
    [[ $(grep -c '^warning *LINK_SLOW ' <<<"$output") == 3 ]] # a saved map has them, too
}

@test "Tab offers archives and folders for -m, the nodes of a report in use, and its keys" {
    run -0 alone __complete "cmapsh -m reports/crm_"
    [[ $output == *$'\tfile'* || $output == *reports/crm_report.tar.bz2* ]]
    run -0 --separate-stderr alone __complete "cmapsh -m $SOS get stats.knet.node2.link0.conn"
    [[ $output == *$'\nstats.knet.node2.link0.connected'* && -z $stderr ]]
    run -0 --separate-stderr alone __complete "cmapsh -m $CRMSH@host-node1.sandbox get totem.tok"
    [[ $output == *$'\ntotem.token'* && -z $stderr ]]
    command -v tmux >/dev/null || skip 'tmux is not installed'
    term_run 100 24 "${ENTER[@]}" "${CMAPSH:-$top_builddir/cmapsh}" --no-rc
    wait_screen 10 'live( \[.*)?>'
    types 'open reports/crm_'
    keys Tab
    wait_screen 10 'open reports/crm_report.tar.bz2 '
    keys Enter
    wait_screen 10 'node1( \[.*)?> *$'
    types 'get -N node'
    keys Tab Tab
    wait_screen 10 'node3 '
}

@test "a change of a report is refused at once, whether it has one node or several" {
    fails_alone 5 "\"$CRM\" is a report and cannot be changed" 'use -m live' -m "$CRM" set totem.token 1000
    fails_alone 5 "\"$CRM\" is a report and cannot be changed" 'use -m live' -m "$CRM" delete totem.token
    fails_alone 5 "\"${CRM##*/}@node1\" is a saved map and cannot be changed" 'use -m live' -m "$CRM@node1" set totem.token 1000
}
