#!/usr/bin/env bats
# status -N of nodes that do not all answer, or that have much to say, over a fake ssh: see fakes/bin/ssh.
# shellcheck disable=SC2154,SC2016,SC2030,SC2031 # bats sets stderr, and runs each test in a subshell; scripts for filters

load ../helper
load nodes

# What a busy machine makes of a sandbox.
BUSY=NODE_PAUSED,TOKEN_LATE,LINK_SLOW,NODE_REJOINED,LINK_LOST,TOKEN_LOST,CONSENSUS_TIMEOUT

# Nodes report slow links to all others, each with its own latency.
slow_links() {
    filter 'sed -E "/link0.latency_(ave|samples)/s/\"value\":[0-9]+/\"value\":90${K}000/"'
}

@test "status -N of one node shows whom it sees, and does not say that nodes agree" {
    run -0 cmapsh status --except "$BUSY" -N node1
    [[ $output == 'sandbox  1 of 1 nodes answered, 2 not asked'* ]]
    [[ $output == *$'\nnode1       -           joined 1/1  joined 1/1  yes\nnode2       not asked\nnode3       not asked\n'* ]]
    [[ $output == *'No finding, but only node1 says whom it sees: whether the nodes agree is not known' ]]
    run -0 cmapsh status --except "$BUSY" -N node1,node2
    [[ $output == 'sandbox  2 of 2 nodes answered, 1 not asked'* ]]
}

@test "status -N --except prints how many findings it leaves out" {
    slow_links
    run cmapsh status --except "$BUSY" -N node2,node3
    [[ $output =~ 'left out by --except: '([0-9]+)' findings ('.*LINK_SLOW ]]
    run cmapsh status --except "$BUSY" -N node2,node3 -o ndjson
    [[ $(jq -s 'map(select(.record == "node").left_out) | add' <<<"$output") == "${BASH_REMATCH[1]}" ]]
}

@test "status -N counts findings of a code that has many, and -o table has each" {
    slow_links
    run -1 cmapsh status --except "${BUSY/LINK_SLOW,/}" -N node2,node3
    [[ $output == *$'\nwarning   LINK_SLOW  4 findings: node2 2, node3 2\neach of them: add -o table' ]]
    run -1 cmapsh status --except "${BUSY/LINK_SLOW,/}" -N node2,node3 -o table
    [[ $(grep -c LINK_SLOW <<<"$output") == 4 ]]
}

@test "status -N tells a node without corosync from one that does not answer" {
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    export SSH_REFUSED=node2
    run -7 cmapsh status --except "$BUSY" -N all
    [[ $output == *$'\nnode2       no answer\nnode3       not running\n'* ]]
    run -7 --separate-stderr cmapsh status -N all -o ndjson
    [[ $output == *'{"record":"node","node":"node2","error":"ssh: connect to host node2 port 22: Connection refused"}
{"record":"node","node":"node3","error":"corosync is not running there"}'* ]]
    ! "$top_srcdir/tests/schema" available || "$top_srcdir/tests/schema" ndjson status <<<"$output"
    without_cmapsh
    run -7 cmapsh status --except "$BUSY" -N all
    [[ $output == *$'\nnode3       not running\n'* ]]
    # This node itself. Nothing follows that needs it.
    "$SANDBOX" kill --node 1 "$SANDBOX_DIR"
    SSH_REFUSED=
    run -7 cmapsh status --except "$BUSY" -N node1,node2
    [[ $output == *$'\nnode1       not running\n'* ]]
    # Without the nodelist of this node, 10.77.0.2 has no name; but the node knows whose address it is.
    filter 'sed "/this_node_id\|local_node_pos/d"'
    run cmapsh status --except "$BUSY" -N 10.77.0.2
    [[ $output == 'sandbox  1 of 1 nodes answered, 2 not asked'* && $output == *$'\n10.77.0.2   -  '* ]]
}
