#!/usr/bin/env bats
# rate: counters as change per second.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # texts for eval and programs; what bats and the helper set

load ../helper

setup_file() {
    sandbox_up
}

setup() {
    skip_without_sandbox
    if "$SANDBOX" pid "$SANDBOX_DIR" >/dev/null 2>&1; then "$SANDBOX" cont "$SANDBOX_DIR"; else "$SANDBOX" restart "$SANDBOX_DIR"; fi
    out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
}

teardown() {
    [[ -z ${pid-} ]] || ! kill "$pid" 2>/dev/null || await_end 5 "$pid"
    end_test
}

# In the background, as process $pid.
start_rate() { # [ARG]...
    start_cmapsh rate --interval 100ms "$@" >"$out" 2>"$err"
    pid=$!
}

ends_with() { # STATUS
    local status
    await_end 30 "$pid"
    [[ $status == "$1" ]] || { echo "ended with $status: $(<"$err")" && false; }
}

has() { # REGEX
    grep -Eq -- "$1" "$out"
}

# So many lines fit.
has_lines() { # NUMBER REGEX
    (($(grep -Ec -- "$2" "$out") >= $1))
}

obeys_schema() { # FILE
    "$top_srcdir/tests/schema" available 2>/dev/null || return 0
    "$top_srcdir/tests/schema" ndjson rate <"$1"
}

@test "rate prints a line with the unit for each counter that changes" {
    run -0 --separate-stderr cmapsh rate stats.knet stats.srp --interval 300ms --count 3
    [[ -z $stderr ]]
    ((${#lines[@]} >= 3))
    run ! grep -Ev '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3} stats\.[^ ]+ = [0-9]+(\.[0-9]+)? [a-z]*/s$' <<<"$output"
    run -0 cmapsh rate stats.srp.orf_token_rx --interval 500ms --count 1
    [[ $output =~ ' stats.srp.orf_token_rx = '[1-9][0-9.]*' messages/s'$ ]]
    run -0 cmapsh rate -q stats.srp.orf_token_rx --interval 500ms --count 1
    [[ $output =~ ^[1-9][0-9.]*$ ]]
}

@test "rate prints delta divided by seconds, and the deltas add up" {
    local before after
    before=$(cmapsh get -q stats.srp.orf_token_rx)
    run -0 cmapsh rate -o csv stats.srp --interval 250ms --count 4
    output=${output//$'\r'/}
    after=$(cmapsh get -q stats.srp.orf_token_rx)
    [[ ${output%%$'\n'*} == time,key,rate,unit,delta,seconds,cleared ]]
    awk -F, -v before="$before" -v after="$after" '
        NR == 1 { next }
        $1 != time { time = $1; readings++ }
        $7 != "" || $5 <= 0 || $3 < 0 || ($3 * $6 - $5) ^ 2 > 1e-6 { exit 1 }
        $6 < 0.01 { exit 1 }
        $2 == "stats.srp.orf_token_rx" { sum += $5 }
        END { print readings " readings, " sum " of " after - before; exit !(readings > 0 && sum > 0 && sum <= after - before) }' <<<"$output"
}

@test "rate --all adds counters that do not change and cmapsh's own connection" {
    start_rate -o csv --count 2
    ends_with 0
    run ! grep -E ',0,' "$out"
    run ! grep -F ".service0.$pid." "$out"
    start_rate --all -o csv --count 2
    ends_with 0
    has ',stats\.knet\.node1\.link0\.down_count,0,/s,0,'
    has ",stats\.ipcs\.service0\.$pid\..*\.requests,[1-9]"
    # What is no counter has no rate.
    run ! grep -E 'latency|msg_reserved|connected|procname' "$out"
}

@test "rate prints a counter once in a poll if paths overlap" {
    run -0 cmapsh rate --all -o csv stats.srp stats.srp.orf_token_rx 'stats.srp.orf*' stats.srp.orf_token_rx --interval 100ms --count 1
    [[ $(grep -c orf_token_rx, <<<"$output") == 1 ]]
}

@test "rate reports a cleared counter, and never a negative rate" {
    start_rate -o ndjson --all stats.knet
    wait_until 10 has tx_data_bytes.*'"rate":'
    cmapsh clear -y knet
    wait_until 10 has tx_data_bytes.*'"cleared":true'
    wait_until 10 has_lines 200 '"rate":'
    kill -s INT "$pid"
    ends_with 130
    run ! grep -E '"(rate|delta)":-' "$out"
    run ! grep -E '"cleared":.*"(rate|delta)"|"(rate|delta)".*"cleared"' "$out"
    obeys_schema "$out"
    start_rate stats.knet
    wait_until 10 has tx_data_bytes
    cmapsh clear -y knet
    wait_until 10 has 'stats\.knet\.node1\.link0\.tx_data_bytes = cleared bytes/s$'
}

@test "rate reports lost and reconnected once each, and starts anew" {
    start_rate -o ndjson --all stats.srp stats.knet
    wait_until 10 has orf_token_rx
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_until 10 has '"event":"reconnected"'
    wait_until 10 eval 'sed "1,/reconnected/d" "$out" | grep -q orf_token_rx'
    kill -s INT "$pid"
    ends_with 130
    [[ ! -s $err ]]
    [[ $(grep -c '"event":"lost"' "$out") == 1 && $(grep -c '"event":"reconnected"' "$out") == 1 ]]
    run ! grep cleared "$out" # another one's counters are not compared
    obeys_schema "$out"
    start_rate stats.srp
    wait_until 10 has orf_token
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_until 10 has '^\* [0-9:.]{12} lost connection to corosync \(pid [0-9]+\)$'
    wait_until 10 has '^\* [0-9:.]{12} reconnected to corosync \(pid [0-9]+\)$'
}

@test "rate in csv has the same fields in every row, also when the connection is lost" {
    start_rate -o csv stats.srp
    wait_until 10 has orf_token_rx
    "$SANDBOX" restart "$SANDBOX_DIR"
    local n
    n=$(wc -l <"$out")
    wait_until 20 has_lines $((n + 3)) orf_token_rx
    kill -s INT "$pid"
    ends_with 130
    run ! grep -E 'lost|reconnected' "$out"
    awk -F, 'NF != 7 { print; bad = 1 } END { exit bad }' "$out"
}

@test "rate --count ends when corosync hangs or dies, and counts the polls that failed" {
    local verb
    for verb in stop kill; do
        start_rate -t 2 --all stats.srp --count 30
        wait_until 10 has orf_token_rx
        "$SANDBOX" "$verb" "$SANDBOX_DIR"
        ends_with 7
        "$SANDBOX" cont "$SANDBOX_DIR" || "$SANDBOX" restart "$SANDBOX_DIR"
        grep -Eq "^cmapsh: rate: [0-9]+ of 30 polls failed: corosync (did not answer|was lost)$" "$err"
    done
    run -0 cmapsh help rate
    [[ $output == *$'\n  7    corosync did not answer some polls; '* ]]
}

@test "rate --count counts a poll that failed when it was due, and one good poll is enough for status 7" {
    local key=stats.ipcs.global.active begin=${EPOCHREALTIME/[.,]/}
    # The fourth time that the key is read, corosync does not answer: the rest of the polls are due each 400 ms.
    FAKE_CMAP=get:$key=block+3 run -7 --separate-stderr "$top_builddir/tests/fakes/cmapsh" rate "$key" --interval 400ms --count 8
    [[ $stderr == *'cmapsh: rate: 7 of 8 polls failed: corosync did not answer'* ]]
    ((${EPOCHREALTIME/[.,]/} - begin > 3200000))
}

@test "rate --count without a single rate ends with the reason" {
    "$SANDBOX" stop "$SANDBOX_DIR"
    run -124 --separate-stderr cmapsh -t 0.5 rate --count 1
    "$SANDBOX" kill "$SANDBOX_DIR"
    run -4 --separate-stderr cmapsh -t 0.5 rate --count 1
}

@test "rate reports a corosync that hangs" {
    start_rate -o ndjson stats.srp
    wait_until 10 has orf_token_rx
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_until 15 has '"event":"silent"'
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_until 15 has '"event":"answering"'
    wait_until 10 eval 'sed "1,/answering/d" "$out" | grep -q orf_token_rx'
    obeys_schema "$out"
}

@test "rate --for ends after that time, rate --no-reconnect when the connection is lost" {
    run -0 --separate-stderr cmapsh rate stats.srp --interval 100ms --for 600ms
    [[ -z $stderr ]]
    run -0 cmapsh rate stats.srp --for 0s
    start_rate stats.srp --no-reconnect
    wait_until 10 has orf_token_rx
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with 4
    grep -Eq '^cmapsh: rate: lost connection to corosync \(pid [0-9]+\)$' "$err"
}

@test "rate starts anew if corosync was restarted while rate was stopped" {
    start_rate -o ndjson --all stats.srp
    wait_until 10 has orf_token_rx
    kill -s STOP "$pid"
    "$SANDBOX" restart "$SANDBOX_DIR"
    kill -s CONT "$pid"
    wait_until 10 eval 'sed "1,/reconnected/d" "$out" | grep -q orf_token_rx'
    run ! grep cleared "$out"
}

@test "rate shows no jump after a pause of corosync" {
    start_rate -o csv stats.srp.orf_token_rx
    wait_until 10 has_lines 3 orf_token_rx
    "$SANDBOX" stop "$SANDBOX_DIR"
    local n begin=${EPOCHREALTIME/[.,]/}
    wait_until 5 eval '((${EPOCHREALTIME/[.,]/} - begin > 700000))'
    "$SANDBOX" cont "$SANDBOX_DIR"
    n=$(wc -l <"$out")
    wait_until 10 has_lines $((n + 3)) orf_token_rx
    # No interval is much shorter than the others, and the long one is in the list.
    awk -F, 'NR > 1 && $6 < 0.03 { bad = 1 } NR > 1 && $6 > 0.7 { long = 1 } END { exit bad || !long }' "$out"
}

@test "rate prints a table, and rejects json and prom" {
    run -0 cmapsh rate -o table stats.srp --interval 300ms --count 2
    [[ ${lines[0]} =~ ^TIME\ +KEY\ +RATE\ +UNIT ]]
    [[ $output == *messages/s* ]]
    run -2 cmapsh rate -j
    fails 2 rate -o prom
}

@test "rate takes patterns, and reports those that no key matches" {
    run -0 --separate-stderr cmapsh rate 'stats.srp.orf_*' stats.nosuch --interval 200ms --count 2
    [[ $output == *stats.srp.orf_token_rx* && $stderr == 'note: no key at or below "stats.nosuch" yet'* ]]
}

@test "rate reports a path that has keys and no counter" {
    run -0 --separate-stderr cmapsh rate stats.srp.mtt_rx_token stats.srp.orf_token_rx --interval 200ms --count 2
    [[ $output != *mtt_rx_token* && $stderr == $'note: no key at or below "stats.srp.mtt_rx_token" is a counter\nhint: for other keys use watch' ]]
}

@test "rate rejects paths and maps without counters" {
    fails 2 rate totem
    [[ $stderr == *'"totem" is not in the stats map'* ]]
    fails 2 rate stats.srp nodelist
    fails 2 -m icmap rate
    [[ $stderr == *'icmap has no counters'* ]]
    cmapsh save "$BATS_TEST_TMPDIR/saved.json" stats.srp
    fails 2 -m "$BATS_TEST_TMPDIR/saved.json" rate
    fails 2 rate --count 0
    fails 2 rate --interval 99ms
    run -0 cmapsh -m stats rate stats.srp --interval 500ms --count 1
    "$SANDBOX" kill "$SANDBOX_DIR"
    fails 4 rate
}

@test "rate ends on SIGPIPE, and fails on a full disk" {
    run -0 in_sandbox bash -c '"$0" rate --all --interval 100ms | head -n 1; [[ ${PIPESTATUS[0]} == 141 ]]' "$top_builddir/cmapsh"
    run -6 --separate-stderr in_sandbox bash -c '"$0" rate --all --interval 100ms >/dev/full' "$top_builddir/cmapsh"
    [[ $stderr == 'cmapsh: rate: cannot write the output: No space left on device' ]]
}
