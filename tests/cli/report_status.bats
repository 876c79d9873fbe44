#!/usr/bin/env bats
# status and diff of reports that know little: what is missing is said, and nothing is concluded from it.
# shellcheck disable=SC2154,SC2030,SC2031 # what bats sets; it runs each test in a subshell

load ../helper
load reports

setup() {
    begin_with_archives
    dir=$BATS_TEST_TMPDIR
}

# Writes a tar of the reports of these nodes, and where the map of the last one begins.
make_tar() { # NODE...
    mkdir -p "$dir/all" "$dir/some/crm_report"
    tar -C "$dir/all" -xf reports/crm_report.tar.bz2
    (cd "$dir/all/crm_report" && cp -r "$@" "$dir/some/crm_report/")
    tar -C "$dir/some" --sort=name -cf "$dir/a.tar" crm_report
    start=$(grep -abo "crm_report/${*: -1}/corosync.dump" "$dir/a.tar" | cut -d: -f1)
}

# Writes the tar up to a line of the map of the last node.
cut_before() { # KEY
    local at
    at=$(tail -c +$((start + 1)) "$dir/a.tar" | grep -abo "^$1" | head -n 1 | cut -d: -f1)
    head -c $((start + at)) "$dir/a.tar" >"$dir/cut.tar"
}

@test "status -N of a report without maps does not judge the cluster" {
    run -7 --separate-stderr alone -m reports/crmsh_report.tar.bz2 status -N all
    [[ $output == 'sandbox  read the maps of 0 of 3 nodes'* && $output == *$'\nhost-node1.sandbox  no map\n'* ]]
    [[ $output == *$'\n\nNot judged: host-node1.sandbox,'*', of which the report has no map with members
Too little is known to judge the cluster: no node says whom it sees' ]]
    run -7 --separate-stderr alone -m reports/crmsh_report.tar.bz2 status -N all -o ndjson
    [[ ${#lines[@]} == 3 && ${lines[0]} == '{"record":"node","node":"host-node1.sandbox","error":"the map has no members"}' ]]
}

@test "status -N of one node has a row and a column for each node that it sees, and does not say that nodes agree" {
    run -0 --separate-stderr alone -m reports/sosreport-node1.tar.xz status -N all
    [[ -z $stderr && $output == 'sandbox  read the maps of 1 of 3 nodes

sees        node1       node2       node3       quorum
node1       -           joined 1/1  joined 1/1  yes
node2       not read
node3       not read

No finding, but only node1 says whom it sees: whether the nodes agree is not known' ]]
    run -0 --separate-stderr alone -m reports/sosreport-node1.tar.xz status -N all -o ndjson
    [[ $output == *'{"record":"view","node":"node1","about":"node3","member":"joined","links":1,"links_up":1}' ]]
}

@test "after the findings of several nodes, status says apart from them how many it leaves out" {
    make_tar node1 node2 node3
    sed -i 's/^\(runtime.members.3.status (str) = \).*/\1left/' "$dir/some/crm_report/node2/corosync.dump"
    sed -i 's/^\(runtime.config.totem.token (u32) = \).*/\1500/' "$dir/some/crm_report/node1/corosync.dump"
    run -1 --separate-stderr alone -m "$dir/some" status -N all --except NODE_LEFT
    [[ $output == *$'\n\nFindings\nwarning   TOKEN_MISMATCH  '*$'  (node1)\n\nleft out by --except: 1 finding (NODE_LEFT)' ]]
}

@test "status -N of a cluster of one node does not say that nodes agree" {
    make_tar node1
    alone -m "$top_srcdir/tests/fixtures/status/one.healthy.1.json" dump >"$dir/map"
    cp "$dir/map" "$dir/some/crm_report/node1/corosync.dump"
    rm "$dir/some/crm_report/node1/corosync.quorum"
    run -0 --separate-stderr alone -m "$dir/some" status -N all
    [[ -z $stderr && $output == 'sandbox  read the maps of 1 of 1 nodes

sees        node1       quorum
node1       -           ?

The only node has no finding' ]]
}

@test "status -N says of a node that another one knows nothing of it" {
    make_tar node1 node2 node3
    sed -i '/^nodelist\.node\.2\./d; /^runtime\.members\.3\./d' "$dir/some/crm_report/node2/corosync.dump"
    run -1 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == *$'\nnode1       -           joined      joined      yes\nnode2       joined      -           unknown     '* ]]
    [[ $output == *$'\nnodelist.node.2.nodeid (u32): 3 on node[1,3], missing on node2\n'* ]]
    run -1 --separate-stderr alone -m "$dir/some" status -N all -o ndjson
    [[ $(grep -c '"record":"view"' <<<"$output") == 5 && $output != *'"node":"node2","about":"node3"'* ]]
}

@test "status -N counts findings of a code from four on, and names only the nodes that have some" {
    local node
    mkdir -p "$dir/s"
    for node in 1 2 3; do tar -C "$dir/s" -xf "reports/sosreport-node$node.tar.xz"; done
    slow() { sed -i -E "/latency_(ave|samples)/s/= .*/= $2/" "$dir"/s/*node"$1"*/sos_commands/corosync/corosync-cmapctl_-m_stats; }
    # A finding that two nodes have is one.
    slow 1 900000
    slow 2 900000
    run -1 --separate-stderr alone -m "$dir/s" status -N all
    [[ $(grep -c '^warning   LINK_SLOW  link 0 to ' <<<"$output") == 3 && $output == *'  (node[1-2])'* && $output != *'-o table'* ]]
    slow 2 800000
    run -1 --separate-stderr alone -m "$dir/s" status -N all
    [[ $output == *$'\nwarning   LINK_SLOW  4 findings: node1 2, node2 2\neach of them: add -o table' ]]
}

@test "status -N prints a single note, and a single setting that differs, and does not say then that nodes agree" {
    make_tar node1 node3
    sed -i 's/^\(runtime.members.2.join_count (u32) = \).*/\13/' "$dir/some/crm_report/node1/corosync.dump"
    run -0 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == *$'\n\nFindings\nnote      NODE_REJOINED  node2 left and joined again 2 times since this node started  (node1)' ]]
    run -0 --separate-stderr alone -m "$dir/some" status -N all -q
    [[ $output == 'node1: NODE_REJOINED' ]]
    run -0 --separate-stderr alone -m "$dir/some" status -N all -o ndjson
    [[ ${lines[-1]} == '{"record":"finding","node":"node1","level":"note","code":"NODE_REJOINED","what":"node2 left and joined again 2'* ]]
    make_tar node1 node3
    sed -i 's/^\(runtime.config.totem.window_size (u32) = \).*/\151/' "$dir/some/crm_report/node3/corosync.dump"
    run -1 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == *$'\n\nSettings that differ\nruntime.config.totem.window_size (u32): 50 on node1, 51 on node3' ]]
    run -1 --separate-stderr alone -m "$dir/some" status -N all -o ndjson
    [[ ${lines[-1]} == '{"record":"setting","node":"node3","key":"runtime.config.totem.window_size","type":"u32","value":51}' ]]
}

@test "diff -N says how many keys have a value that cannot be read, and does not compare them" {
    local node
    make_tar node1 node2 node3
    for node in 1 2 3; do echo 'x.bin (bin)' >>"$dir/some/crm_report/node$node/corosync.dump"; done
    run -0 --separate-stderr alone -m "$dir/some" diff -N all x
    [[ -z $output && $stderr == 'note: 1 key is not compared: a value cannot be read' ]]
    # One node without the value is enough, and a key that differs is printed.
    for node in 1 2; do printf 'x.bon (bin) = %s\nx.num (u8) = %s\n' "$node" "$node" >>"$dir/some/crm_report/node$node/corosync.dump"; done
    printf 'x.bon (bin)\nx.num (u8) = 1\n' >>"$dir/some/crm_report/node3/corosync.dump"
    run -1 --separate-stderr alone -m "$dir/some" diff -N all x
    [[ $output == 'x.num (u8): 1 on node[1,3], 2 on node2' && $stderr == 'note: 2 keys are not compared: a value cannot be read' ]]
    run -1 --separate-stderr alone -m "$dir/some" -o ndjson diff -N all x
    [[ ${#lines[@]} == 3 && $stderr == '{"warning":{"command":"diff","message":"2 keys are not compared: a value cannot be read"}}' ]]
}

@test "status -N compares only the nodes of which the report has a map" {
    make_tar node1 node2 node3
    rm "$dir/some/crm_report/node2/corosync.dump"
    run -7 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == *$'\nnode2       no map\n'*'Not judged: node2, of which the report has no map with members
The nodes with a complete map agree, and have no finding' && $stderr == 'note: node2: no map in the report: '* ]]
    run -0 --separate-stderr alone -m "$dir/some" diff -N all runtime
    [[ -z $output && $stderr == *' keys are not compared on every node: a map lacks them, and is not complete' ]]
}

@test "status -N has each node once, also without a map and if several others see it" {
    make_tar node1 node2
    run -1 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == 'sandbox  read the maps of 2 of 3 nodes

sees        node1       node2       node3       quorum
node1       -           joined      joined      yes
node2       joined      -           joined      yes
node3       not read

'* ]]
    rm "$dir/some/crm_report/node2/corosync.dump"
    run -7 --separate-stderr alone -m "$dir/some" status -N all
    [[ $output == 'sandbox  read the maps of 1 of 3 nodes

sees        node1       node2       node3       quorum
node1       -           joined      joined      yes
node2       no map
node3       not read

'* ]]
}

@test "status -N says which link only one of its ends sees as down" {
    local node
    mkdir "$dir/s"
    for node in 1 2; do tar -C "$dir/s" -xf "reports/sosreport-node$node.tar.xz"; done
    sed -i '/node1\.link0\.connected/s/= 1/= 0/' "$dir"/s/*node2*/sos_commands/corosync/corosync-cmapctl_-m_stats
    run -1 --separate-stderr alone -m "$dir/s" status -N all
    [[ $output == *$'\n\nSeen by one side only\nlink 0 is down from node2 to node1, and up from node1 to node2\n\n'* ]]
}

@test "a map that ends early has no findings, no quorum by count, and nobody whom it has never seen" {
    make_tar node2
    cut_before runtime.votequorum
    run -7 --separate-stderr alone -m "$dir/cut.tar" status
    [[ $output == 'cluster of an unknown name  node2 '*'quorum  not known: this map ends early'*'findings are not judged: this map ends early
left out because of the missing end: 1 finding (TOKEN_MISMATCH)' ]]
    run -3 --separate-stderr alone -m "$dir/cut.tar" status --plugin
    [[ $output == 'COROSYNC UNKNOWN: 3 of 3 nodes joined, and this map ends early | '* ]]
    run -7 --separate-stderr alone -m "$dir/cut.tar" status -o ndjson
    [[ ${lines[0]} == '{"record":"cluster",'*'"cut":true,'*'"findings":0}' ]]
    cut_before runtime.members.3
    run -7 --separate-stderr alone -m "$dir/cut.tar" status -N all
    [[ $output == *$'\nnode2       joined      -           ?           ?\n'*'Not judged: node2, whose map ends early
left out because of the missing end: 1 finding (TOKEN_MISMATCH)
Too little is known to judge the cluster: no node says whom it sees' ]]
}

@test "keys after the end of a map are not missing on its node" {
    make_tar node1 node2
    cut_before 'totem.token (u32)'
    run -7 --separate-stderr alone -m "$dir/cut.tar" diff -N all runtime.config totem
    [[ $output != *'missing on'* && $output != *$'\ntotem.token '* && $output == *'runtime.config.totem.token (u32): 1650 on node1, 5650 on node2'* ]]
    [[ $stderr =~ 'note: '[0-9]+' keys are not compared on every node: a map lacks them, and is not complete' ]]
    run -7 --separate-stderr alone -m "$dir/cut.tar" diff -N all totem.token
    [[ -z $output && $stderr == *'note: 1 key is not compared on every node: a map lacks it, and is not complete'* ]]
    run -7 --separate-stderr alone diff "$dir/cut.tar@node1" "$dir/cut.tar@node2" totem runtime.config.totem.token
    [[ $output == *'+runtime.config.totem.token (u32) = 5650'* && $output != *-totem.token* ]]
    run -7 --separate-stderr alone -m "$dir/cut.tar" status -N all
    [[ $output == *'Settings that differ'*'runtime.config.totem.token (u32): '* && $output != *'missing on'* && $output != *$'\ntotem.token '* ]]
}

@test "a node whose statistics are in no file is not compared by them" {
    mkdir -p "$dir/s"
    local node
    for node in 1 2; do tar -C "$dir/s" -xf "reports/sosreport-node$node.tar.xz"; done
    rm "$dir"/s/*node2*/sos_commands/corosync/corosync-cmapctl_-m_stats
    run -0 --separate-stderr alone -m "$dir/s" diff -N all stats
    [[ -z $output && $stderr == *' keys are not compared on every node: a map lacks them, and is not complete' ]]
}
