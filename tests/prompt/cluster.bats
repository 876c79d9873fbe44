#!/usr/bin/env bats
# The prompt shows what happens to a cluster of three nodes.

load ../helper
load terminal

setup_file() {
    sandbox_up --nodes 3
}

@test "the prompt shows members that are missing, and that votes are too few, and asks corosync nothing for it" {
    term_start
    is_whole_screen "$PROMPT"
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    wait_screen 10 "^$CLUSTER/$NODE live \[2/3 joined\]>\$"
    types 'get totem.ver'
    "$SANDBOX" kill --node 2 "$SANDBOX_DIR"
    wait_screen 10 "^$CLUSTER/$NODE live \[no quorum\?, 1/3 joined\]> get totem.ver\$"
    keys C-u
    enter 'open stats' # it has no members
    ends_with "$CLUSTER/$NODE stats [no quorum?, 1/3 joined]>"
    "$SANDBOX" restart --node 2 "$SANDBOX_DIR"
    "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    wait_screen 20 "^$CLUSTER/$NODE stats>\$"
}

# Prints how many requests the connections of cmapsh have made so far.
requests() {
    in_sandbox corosync-cmapctl -m stats | sed -n 's/^\(stats\.ipcs\..*\)\.procname .*= .*cmapsh$/\1.requests/p' |
        while read -r key; do in_sandbox corosync-cmapctl -m stats -g "$key" | sed 's/.*= //'; done | awk '{ n += $1 } END { print n + 0 }'
}

@test "the prompt sends one small request a second while nothing happens" {
    local before after
    term_start
    before=$(requests)
    sleep 4 # measures the requests of 4 s
    after=$(requests)
    ((after >= before && after - before <= 8)) || { echo "$before, $after" && false; }
}

@test "the prompt says within 2 seconds that corosync does not answer" {
    local begin
    term_start
    "$SANDBOX" stop "$SANDBOX_DIR"
    begin=${EPOCHREALTIME/./}
    wait_screen 10 "\[not answering\]>"
    ((${EPOCHREALTIME/./} - begin < 3500000)) # 2 s, and what a busy machine may need
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_screen 10 "^$CLUSTER/$NODE live>\$"
}
