#!/usr/bin/env bats
# What a command asks corosync for: each request costs corosync time that the cluster needs. Counted by the fake libcmap, whose
# icmap has 19 keys, three of them below nodelist, and whose stats map has three.
# shellcheck disable=SC2154 # what bats and the helper set
load ../helper

setup() {
    export FAKE_LOG=$BATS_TEST_TMPDIR/log FAKE_CMAP=
    : >"$FAKE_LOG"
}

# Runs a command, and compares how many connections and requests it needed. The end of an iterator is not counted.
needs() { # CONNECTIONS REQUESTS ARG...
    local connections requests
    : >"$FAKE_LOG"
    "$top_builddir/tests/fakes/cmapsh" "${@:3}" >/dev/null </dev/null
    connections=$(calls connect | wc -l)
    requests=$(calls '(get|set|delete|inc|dec|iter_init|iter_next|track_add)' | wc -l)
    [[ $connections == "$1" && $requests == "$2" ]] ||
        { echo "${*:3}: $connections connections, $requests requests, not $1 and $2" && false; }
}

calls() { # CALL
    grep -E "^$1 " "$FAKE_LOG" || :
}

@test "get needs one request for each key" {
    needs 1 1 get totem.token
    needs 1 3 get totem.token totem.cluster_name test.u8
    needs 1 1 get stats.srp.mtt_rx_token
    needs 2 2 get totem.token stats.srp.mtt_rx_token
}

@test "a value that does not fit into 512 bytes needs a second request" {
    local script=$BATS_TEST_TMPDIR/script x
    x=$(printf 'x%.0s' {1..511})
    printf '%s\n' "set test.str str $x" "get test.str" >"$script"
    needs 1 $((2 + 1)) -f "$script"
    printf '%s\n' "set test.str str ${x}x" "get test.str" >"$script"
    needs 1 $((2 + 2)) -f "$script"
}

@test "names need a request each, one to begin and one to see the end" {
    needs 1 $((19 + 2)) -m icmap ls
    needs 1 $((3 + 2)) -m stats ls
    needs 2 $((19 + 2 + 3 + 2)) ls
}

@test "a branch needs one request more: its own name can be a key" {
    needs 1 $((3 + 2 + 1)) ls nodelist
    needs 1 $((2 * 13 + 2 + 1)) dump test
}

@test "names with values need a second request for each key" {
    needs 1 $((2 * 19 + 2)) -m icmap dump
    needs 1 $((2 * 3 + 2)) -m stats dump
    needs 2 $((2 * 19 + 2 + 2 * 3 + 2)) dump
    needs 1 $((2 * 19 + 2)) -m icmap tree
    needs 1 $((2 * 13 + 2)) find 'test.*'
}

@test "a change needs the value before it, and itself" {
    needs 1 2 set test.u8 5
    needs 1 2 delete test.u8
}

@test "cmapctl reads no value that it does not print" {
    needs 1 1 cmapctl -g totem.token
    needs 1 1 cmapctl -s test.u8 u8 5
    needs 1 1 cmapctl -d test.u8
    needs 1 $((3 + 2 + 1 + 3)) cmapctl -D nodelist.
    needs 1 $((2 * 19 + 2)) cmapctl
}

@test "load of many new keys lists those that exist, and asks for these and a sample" {
    local file=$BATS_TEST_TMPDIR/plan
    awk 'BEGIN { for (i = 0; i < 1500; i++) print i == 1 ? "test.u8 u8 7" : "test.new" i " u32 5" }' >"$file"
    needs 1 $((16 + 13 + 2 + 1 + 1)) -n load "$file"
    run -0 "$top_builddir/tests/fakes/cmapsh" -n load "$file"
    [[ ${lines[0]} == 'add test.new0 '* && ${lines[1]} == 'modify test.u8 (u8) = 255 -> 7' ]]
    [[ ${lines[-1]} == 'add test.new1499 '* && ${#lines[@]} == 1500 ]]
}

@test "completion lists only the names that begin with the word" {
    needs 1 $((3 + 2)) __complete 'cmapsh get nodelist.node.'
    run -0 calls iter_init
    [[ $output == 'iter_init nodelist.node. = 1' ]]
    needs 1 $((1 + 2)) __complete 'cmapsh get test.i1'
    [[ $(calls get) == '' ]]
    needs 0 0 __complete 'cmapsh g'
}

@test "status reads each key that it judges once, and lists no more than the links" {
    run -0 "$top_builddir/tests/fakes/cmapsh" status
    run -0 calls iter_init
    [[ $output == 'iter_init runtime.config.totem.interface. = 1' ]]
    [[ -z $(calls get | cut -d ' ' -f 2 | sort | uniq -d) ]]
    run calls get
    [[ $output == *totem.token* && $output != *test.* && $output != *stats.ipcs* ]]
}

@test "--time prints how many requests a command sent, the end of an iterator included" {
    local command
    for command in 'get totem.token' '-m icmap ls' dump 'find totem' status 'set -y test.u8 5' 'wait totem.token'; do
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086 # words
        run --separate-stderr "$top_builddir/tests/fakes/cmapsh" --time $command
        [[ $stderr =~ 'note: took '[0-9.]+' '(ms|s)', '([0-9]+)' request'(s|)$ ]]
        [[ ${BASH_REMATCH[2]} == "$(calls '(get|set|delete|inc|dec|iter_[a-z]+|track_add)' | wc -l)" ]] || { echo "$command: $stderr" && false; }
    done
    run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" --time -o json get totem.token
    jq -e . <<<"$stderr" >/dev/null
}

@test "what waits sleeps until there is something to do" {
    command -v strace >/dev/null || skip 'strace is not installed'
    local rules command calls
    while IFS='|' read -r rules command; do
        # shellcheck disable=SC2086 # words
        FAKE_CMAP=$rules run strace -f -c -e trace=poll,ppoll,epoll_wait,select -o "$BATS_TEST_TMPDIR/trace" \
            env ASAN_OPTIONS=detect_leaks=0 "$top_builddir/tests/fakes/cmapsh" $command </dev/null
        calls=$(awk '/total/ { print $4 }' "$BATS_TEST_TMPDIR/trace")
        [[ -n $calls ]] && ((calls < 200)) || { echo "$command: looks $calls times" && false; }
    done <<'END'
|watch --for 400ms totem
|wait -t 0.4 totem.token=1
|rate --for 400ms --interval 100ms stats
connect=block|-t 0.4 get totem.token
connect:icmap=block|-t 0.4 -m live dump
get=block|-t 0.4 get totem.token
iter_next=block|-t 0.4 dump
END
}
