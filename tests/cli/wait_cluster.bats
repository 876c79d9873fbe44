#!/usr/bin/env bats
# wait in a cluster of three: a node is cut off, comes back, dies.
# shellcheck disable=SC2016,SC2034,SC2154 # texts for eval; what bats and the helper set

load ../helper

setup_file() {
    sandbox_up --nodes 3
}

# Every test begins with three nodes that see each other.
setup() {
    skip_without_sandbox
    "$SANDBOX" heal --node 3 "$SANDBOX_DIR"
    "$SANDBOX" pid --node 3 "$SANDBOX_DIR" >/dev/null 2>&1 || "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    cmapsh wait --count 3 'runtime.members.*.status=joined' -t 30
    err=$BATS_TEST_TMPDIR/err
}

all_joined='runtime.members.*.status=joined'

# wait in the background; its number is in pids[NAME], what it says in err.NAME.
declare -gA pids=()
start_wait() { # NAME [ARG]...
    start_cmapsh wait "${@:2}" >"$err.$1" 2>&1
    pids[$1]=$!
    wait_until 10 is_connected "$!"
}

is_connected() { # PID
    in_sandbox corosync-cmapctl -m stats 2>/dev/null | grep -q "^stats\.ipcs\.service0\.$1\."
}

ends_with() { # NAME STATUS
    local status
    await_end 70 "${pids[$1]}"
    [[ $status == "$2" ]] || { echo "$1 ended with $status: $(<"$err.$1")" && false; }
}

still_waits() { # NAME
    kill -0 "${pids[$1]}"
}

@test "wait sees a node leave and join again" {
    run -0 cmapsh wait -t 0 "$all_joined"
    start_wait fails --count 4 "$all_joined" --fail-if 'runtime.members.*.status=left' -t 60
    start_wait link 'stats.knet.node3.link*.connected=0' --interval 100ms -t 60
    start_wait held "$all_joined" --for-at-least 5s -t 60
    local begin=${EPOCHREALTIME/[.,]/}
    still_waits fails
    still_waits link
    "$SANDBOX" cut --node 3 "$SANDBOX_DIR"
    ends_with fails 1
    [[ $(<"$err.fails") == 'cmapsh: wait: failed: the condition "runtime.members.*.status=left" is true' ]]
    ends_with link 0
    run -1 cmapsh wait -t 0 "$all_joined"
    run -0 cmapsh wait -t 0 --count 2 "$all_joined" runtime.members.3.status=left
    start_wait all "$all_joined" -t 60
    start_wait moves 'stats.knet.node3.link*.connected' changes --interval 100ms -t 60
    still_waits all
    still_waits moves
    "$SANDBOX" heal --node 3 "$SANDBOX_DIR"
    ends_with all 0
    [[ ! -s $err.all ]]
    ends_with moves 0
    # The cut was a break: what began before it would have ended by now.
    wait_until 10 eval '((${EPOCHREALTIME/[.,]/} - begin > 5500000))'
    still_waits held
    kill "${pids[held]}"
}

@test "wait continues after a restart of this node's corosync until all nodes have joined" {
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    cmapsh wait -t 30 runtime.members.3.status=left
    start_wait both --count 3 "$all_joined" 'stats.knet.node2.link0.connected=1' --interval 200ms -t 60
    "$SANDBOX" kill "$SANDBOX_DIR"
    "$SANDBOX" restart "$SANDBOX_DIR"
    still_waits both
    "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    ends_with both 0
    run -0 cmapsh wait -t 0 --count 3 "$all_joined"
}
