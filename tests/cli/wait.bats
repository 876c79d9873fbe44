#!/usr/bin/env bats
# wait: conditions, their sum, time limits, and a corosync that comes and goes.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # texts for eval and programs; what bats and the helper set

load ../helper

setup_file() {
    sandbox_up
    # Takes 10 s, so it begins now; a test looks at what came of it.
    export FROZEN=$BATS_FILE_TMPDIR/frozen
    {
        local begin=${EPOCHREALTIME/[.,]/} status=0
        FAKE_CMAP='iter_next=block' "$top_builddir/tests/fakes/cmapsh" wait totem.token -t 0 </dev/null 2>"$FROZEN.err" || status=$?
        echo "$status $(((${EPOCHREALTIME/[.,]/} - begin) / 1000))" >"$FROZEN"
    } >/dev/null 3>&- &
}

setup() {
    skip_without_sandbox
    if "$SANDBOX" pid "$SANDBOX_DIR" >/dev/null 2>&1; then "$SANDBOX" cont "$SANDBOX_DIR"; else "$SANDBOX" restart "$SANDBOX_DIR"; fi
    cmapsh delete -y --prefix w >/dev/null 2>&1 || :
    err=$BATS_TEST_TMPDIR/err
}

set_keys() { # KEY TYPE VALUE [...]
    printf 'set %s %s %s\n' "$@" | cmapsh
}

# Whether a test that is made once says yes.
holds() { # [ARG]...
    run --separate-stderr cmapsh wait -t 0 "$@"
    [[ -z $output && -z $stderr ]] || { echo "$* printed $output$stderr" && return 2; }
    ((status <= 1)) || return 2
    return "$status"
}

fails_to_hold() {
    local status=0
    holds "$@" || status=$?
    ((status == 1))
}

# The same of each condition alone, with this exit code.
each() { # STATUS CONDITION...
    # shellcheck disable=SC2016 # for the inner shell
    run -0 in_sandbox bash -c 'for c in "${@:3}"; do "$1" wait -t 0 "$c"; [[ $? == "$2" ]] || echo "not so: $c"; done' \
        bash "$top_builddir/cmapsh" "$@"
    echo "$output"
    [[ -z $output ]]
}

# wait in the background, as process $!.
start_wait() { # [ARG]...
    start_cmapsh wait "$@" >"$err.out" 2>"$err"
    begin=$(now_ms)
}

# It ends by itself with this status, and has printed nothing on stdout.
ends_with() { # STATUS
    local status
    await_end 70 "$!"
    [[ $status == "$1" && ! -s $err.out ]] || { echo "ended with $status: $(<"$err")" && false; }
}

still_waits() {
    kill -0 "$!" 2>/dev/null
}

now_ms() {
    echo $((${EPOCHREALTIME/[.,]/} / 1000))
}

elapsed() {
    echo $(($(now_ms) - begin))
}

# Whether the background process is a client of corosync: then it is soon armed.
is_connected() {
    in_sandbox corosync-cmapctl -m stats 2>/dev/null | grep -q "^stats\.ipcs\.service0\.$!\."
}

@test "wait -t 0 tests every form of condition once" {
    set_keys w.n u32 10 w.s str '"some text"' w.b bin 0x00ff w.f dbl 0.1 w.i i8 -5 w.big u64 18446744073709551615
    each 0 w.n '!w.none' w.n=10 w.n==10 w.n=0xa w.n!=9 'w.n>9' 'w.n>=10' 'w.n<11' 'w.n<=10' 'w.n<10.5' 'w.n~^1' 'w.n=~0$' \
        'w.s=some text' w.s!=some 'w.s~me t' w.b=0x00ff w.b!=0x00 'w.f=0.1' 'w.f<1' 'w.i<0' 'w.i=-5' \
        'w.big>18446744073709551614' w.big=18446744073709551615
    each 1 w.none '!w.n' w.n=9 w.n!=10 'w.n>10' 'w.n>=11' 'w.n<9' 'w.n<10' 'w.n<=9' 'w.n~^0' w.s=some 'w.s~^me' w.b=0x00 \
        'w.s<5' 'w.n=ten' 'w.n!=ten' 'w.big<18446744073709551615' 'w.big=18446744073709551616' 'w.n changes'
}

@test "wait -t 0 and a saved map say which key does not exist whose value is compared" {
    cmapsh dump runtime.members >"$BATS_TEST_TMPDIR/saved.txt"
    for map in '-t 0' "-m $BATS_TEST_TMPDIR/saved.txt"; do
        # shellcheck disable=SC2086 # two words
        run -1 --separate-stderr cmapsh $map wait runtime.memebrs.1.status=joined
        [[ $output$stderr == 'note: no key matches "runtime.memebrs.1.status"'$'\n''hint: did you mean "runtime.members.1.status"?' ]]
        # shellcheck disable=SC2086
        run -1 --separate-stderr cmapsh $map wait '*.status!=left'
        [[ $stderr == 'note: no key matches "*.status"'* ]]
        # shellcheck disable=SC2086
        run -1 --separate-stderr cmapsh $map wait runtime.memebrs.1.status
        [[ $output$stderr == 'note: no key matches "runtime.memebrs.1.status"'$'\n''hint: did you mean "runtime.members.1.status"?' ]]
        # That a key does not exist is an answer, where corosync could make it or no other name is near.
        for key in runtime.members.77.status nothing.like.this '!runtime.members.1.status'; do
            # shellcheck disable=SC2086
            run -1 --separate-stderr cmapsh $map wait "$key"
            [[ -z $output$stderr ]]
        done
    done
}

@test "wait compares numbers as numbers, not as text" {
    set_keys w.n u32 9
    holds 'w.n<10'
    holds 'w.n=9.0'
    fails_to_hold 'w.n>10'
    fails_to_hold 'w.n=09x'
}

@test "a condition with a star must be true for all keys that match, and for at least one" {
    set_keys w.node1.up u8 1 w.node2.up u8 1 w.node2.link.up u8 0 w.other u8 0
    holds 'w.*.up=1'
    holds 'w.node*.up=1'
    fails_to_hold 'w.*=1'      # w.other
    fails_to_hold 'w.*.*.up=1' # w.node2.link.up
    run -1 --separate-stderr cmapsh wait -t 0 'w.none*.up=1'
    holds '!w.none*.up'
    fails_to_hold '!w.*.up'
    set_keys w.node3.up u8 0
    fails_to_hold 'w.*.up=1'
    holds --count 2 'w.*.up=1'
    fails_to_hold --count 3 'w.*.up=1'
    # A number of keys is about stars alone.
    holds --count 2 'w.*.up=1' w.other
}

@test "all conditions must be true at the same time, or one with --any" {
    set_keys w.a u8 1 w.b u8 2
    holds w.a=1 w.b=2 '!w.c'
    fails_to_hold w.a=1 w.b=1
    holds --any w.a=9 w.b=2
    fails_to_hold --any w.a=9 w.b=9
}

@test "wait ends when the last of its conditions becomes true" {
    local -A last=([w.a=7]='set w.a u8 7' [w.a]='set w.a u8 1' ['!w.z']='delete -y w.z' ['w.s~on$']='set w.s str on'
        ['w.*.x=1']='set w.n.x u8 1' ['w.z changes']='set w.z u8 9')
    local c
    for c in "${!last[@]}"; do
        cmapsh delete -y --prefix w >/dev/null 2>&1 || :
        set_keys w.z u8 1 w.first u8 0
        start_wait "$c" w.first=1 -t 20
        wait_until 10 is_connected
        cmapsh set w.first 1
        still_waits
        # Until it was armed there was nothing to see change.
        until [[ $c != *changes ]] || ! still_waits; do cmapsh set w.z u8 3 && cmapsh set w.z u8 4; done
        # shellcheck disable=SC2086 # words
        cmapsh ${last[$c]}
        ends_with 0 || { echo "$c" && return 1; }
        run -1 grep -vE '^(note: no key|hint: did you mean)' "$err"
    done
}

@test "wait sees a value that lasts only a moment" {
    set_keys w.k u8 6
    start_wait w.k=5 -t 20
    while still_waits; do printf 'set w.k u8 5\nset w.k u8 6\n' | cmapsh; done
    ends_with 0
}

@test "wait sees a change that lasts only a moment" {
    set_keys w.k u8 1
    start_wait 'w.k' changes -t 20
    while still_waits; do printf 'set w.k u8 2\nset w.k u8 1\n' | cmapsh; done
    ends_with 0
    start_wait --count 3 'w.*' changes -t 20
    while still_waits; do printf 'set w.k u8 2\nset w.k u8 1\nset w.l u8 1\nset w.m u8 1\ndelete -y w.l w.m\n' | cmapsh; done
    ends_with 0
    start_wait --count 3 'w.*' changes -t 0.5
    while still_waits; do printf 'set w.k u8 2\nset w.l u8 3\nset w.k u8 4\nset w.l u8 5\n' | cmapsh; done
    ends_with 124
    case $(<"$err") in
    'cmapsh: wait: timed out after 0.5 s: 1 key that matches "w.*" has changed, 3 are needed') ;;
    'cmapsh: wait: timed out after 0.5 s: 2 keys that match "w.*" have changed, 3 are needed') ;;
    'cmapsh: wait: timed out after 0.5 s: no key that matches "w.*" has changed') ;;
    *) false ;;
    esac
}

@test "--fail-if ends wait with status 1, and the error says why" {
    set_keys w.a u8 1 w.n.1.s str ok w.n.2.s str ok
    start_wait w.none --fail-if 'w.n.*.s=bad' -t 20
    wait_until 10 is_connected
    still_waits
    cmapsh set w.n.2.s bad
    ends_with 1
    [[ $(tail -n 1 "$err") == 'cmapsh: wait: failed: the condition "w.n.*.s=bad" is true' ]]
    # It counts first, also when all is well, and when it is tested once.
    run -1 --separate-stderr cmapsh wait w.a=1 --fail-if w.a
    fails_to_hold w.a=1 --fail-if w.a
    holds w.a=1 --fail-if w.none
    # What must not happen must not happen once, whatever --count says.
    fails_to_hold w.a --fail-if 'w.n.*.s=bad'
    fails_to_hold --count 2 'w.n.*.s' --fail-if 'w.n.*.s=bad'
}

@test "--for-at-least needs conditions that stay true for that time" {
    set_keys w.k u8 1
    start_wait w.k=1 --for-at-least 300ms
    ends_with 0
    (($(elapsed) >= 300))
    start_wait w.k=1 --for-at-least 0.7s -t 20
    wait_until 10 is_connected
    printf 'set w.k u8 2\nset w.k u8 1\n' | cmapsh
    local broken
    broken=$(($(now_ms) - 100)) # it was before cmapsh ended
    ends_with 0
    (($(now_ms) - broken >= 700))
    # It takes longer than there is time.
    start_wait w.k=1 --for-at-least 10s -t 0.3
    ends_with 124
    [[ $(<"$err") == 'cmapsh: wait: timed out after 0.3 s: the conditions were not true for long enough' ]]
}

@test "--for-at-least starts anew after a lost connection" {
    cmapsh set w.k u8 1
    start_wait '!w.none' --for-at-least 1s -t 30
    wait_until 10 is_connected
    "$SANDBOX" kill "$SANDBOX_DIR"
    local gone
    gone=$(now_ms)
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with 0
    (($(now_ms) - gone >= 1000))
}

@test "--for-at-least does not end with 0 while corosync hangs, and starts anew when it answers" {
    local answering
    cmapsh set w.k u8 1
    start_wait w.k=1 --for-at-least 5s -t 60
    wait_until 10 is_connected
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_until 20 eval '(($(elapsed) > 11000))'
    still_waits
    answering=$(now_ms)
    "$SANDBOX" cont "$SANDBOX_DIR"
    ends_with 0
    (($(now_ms) - answering >= 5000))
}

@test "the timeout of wait may be a fraction, and its error has the reason" {
    set_keys w.k u8 1
    start_wait w.k=2 -t 0.4
    ends_with 124
    (($(elapsed) >= 400))
    [[ $(<"$err") == 'cmapsh: wait: timed out after 0.4 s: "w.k" is 1' ]]
    run -124 --separate-stderr cmapsh wait -t .2 'w.none=1'
    [[ $stderr == 'note: no key at or below "w.none" yet'$'\n''cmapsh: wait: timed out after 0.2 s: no key "w.none"' ]]
    fails 124 wait -t 0.5 'w.*=3'
    [[ $stderr == 'cmapsh: wait: timed out after 0.5 s: "w.k" is 1' ]]
    run -124 --separate-stderr cmapsh -j wait w.k=2 -t 0.5
    [[ -z $output && $stderr == '{"error":{"command":"wait","message":"timed out after 0.5 s: \"w.k\" is 1","exit":124}}' ]]
    "$top_srcdir/tests/schema" errors <<<"$stderr" || [[ -n $("$top_srcdir/tests/schema" available 2>&1) ]]
}

@test "an invalid condition is rejected, and nothing is sent" {
    local c
    for c in '' '!' 'w.a b' =1 w.% '!w.a=1' 'w.a~[' 'w.a<z' 'w.a>=' x 'w.a =' 'changes changes changes'; do
        fails 2 wait -t 0 "$c"
    done
    fails 2 wait
    fails 2 wait w.a --count 0 -t 5
    fails 2 wait w.a --for-at-least soon -t 5
    fails 2 wait w.a --interval 10ms -t 5
    fails 2 wait w.a --fail-if '!' -t 5
    fails 2 wait totem.key=secret -t 0
    holds --show-secrets '!totem.key' # the sandbox has none
    fails 2 wait w.a --for-at-least 1s -t 0
    [[ $stderr == 'cmapsh: wait: --for-at-least needs a live map and a timeout above 0'* ]]
    fails 2 -m icmap wait stats.srp.gather_entered -t 5
    [[ $stderr == 'cmapsh: wait: "icmap" does not cover "stats.srp.gather_entered"' ]]
    fails 2 -m stats wait 'totem.*' -t 5
    run -124 cmapsh -m stats wait '*.token' -t 0.5
}

@test "wait tests a saved map once, and rejects keys outside of it" {
    cmapsh save "$BATS_TEST_TMPDIR/saved.json" totem
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved.json" wait totem.version=2
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/saved.json" wait totem.version=3
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/saved.json" wait 'totem.version changes' -t 5
    fails 2 -m "$BATS_TEST_TMPDIR/saved.json" wait '!nodelist.local_node_pos'
    fails 2 -m "$BATS_TEST_TMPDIR/saved.json" wait totem.version --for-at-least 1s
}

@test "wait polls conditions on the stats map, together with others on icmap" {
    set_keys w.k u8 1
    local rx
    rx=$(cmapsh get -q stats.srp.orf_token_rx)
    start_wait "stats.srp.orf_token_rx>=$((rx + 3))" w.k=2 --interval 100ms -t 20
    wait_until 10 holds "stats.srp.orf_token_rx>=$((rx + 3))"
    still_waits
    cmapsh set w.k 2
    ends_with 0
    # Between two readings nobody knows: it must hold at one that is late enough.
    start_wait "stats.srp.orf_token_rx>=$((rx + 3))" --interval 700ms --for-at-least 100ms
    ends_with 0
    (($(elapsed) >= 500))
    # Also when there is news of other keys meanwhile.
    start_wait "stats.srp.orf_token_rx>=$((rx + 3))" 'w.*' --interval 700ms --for-at-least 100ms
    while still_waits; do cmapsh set w.k "$((++rx % 9))"; done
    ends_with 0
    (($(elapsed) >= 500))
}

@test "wait sees clients connect and disconnect in the stats map" {
    start_wait --count 1 'stats.ipcs.service0.*.*.procname=corosync-cmapct' --interval 100ms -t 20
    while still_waits; do in_sandbox corosync-cmapctl -t w.never </dev/null >/dev/null; done
    ends_with 0
}

# Two waits of 300 and 900 ms over the fake, one beside the other; what they asked is in log.short and log.long.
asks() { # ARG...
    local seconds log=$BATS_TEST_TMPDIR/log
    FAKE_LOG=$log.short "$top_builddir/tests/fakes/cmapsh" wait -t 0.3 "$@" 2>/dev/null &
    FAKE_LOG=$log.long "$top_builddir/tests/fakes/cmapsh" wait -t 0.9 "$@" 2>/dev/null || [[ $? == 124 ]]
    wait "$!" || [[ $? == 124 ]]
    short=$(wc -l <"$log.short") long=$(wc -l <"$log.long")
    echo "$*: $short requests and $long"
}

@test "wait does not poll keys whose changes corosync reports" {
    local short long
    asks --interval 100ms totem.token=1 w.none '!totem.version' 'nodelist.* changes'
    ((short > 5 && long == short))
    # Keys of the stats map that come and go are reported, too; values are not.
    asks --interval 100ms '!stats.srp.mtt_rx_token' stats.none
    ((short > 2 && long == short))
    asks --interval 100ms 'stats.*.*=1'
    ((long > short + 3))
}

@test "wait -t 0 ends after 10 seconds if corosync does not answer" {
    wait_until 20 test -s "$FROZEN"
    local status ms
    read -r status ms <"$FROZEN"
    echo "status $status after $ms ms"
    ((status == 124 && ms >= 10000 && ms < 15000))
    [[ $(<"$FROZEN.err") == 'cmapsh: wait: corosync (pid '*') did not answer for 10 s'* ]]
}

@test "wait -t 0 fails at once without corosync, and other waits wait for it" {
    "$SANDBOX" kill "$SANDBOX_DIR"
    fails 4 wait -t 0 totem.version=2
    fails 4 wait -t 0 '!totem.none'
    fails 124 wait -t 0.3 '!totem.none'
    [[ $stderr == 'cmapsh: wait: timed out after 0.3 s: corosync is not running'*$'\nhint: '*'systemctl status corosync'* ]]
    start_wait totem.version=2 -t 60
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with 0
}

@test "wait continues after a restart of corosync" {
    set_keys w.k u8 1
    start_wait w.k=2 'runtime.members.1.status=joined' -t 60
    wait_until 10 is_connected
    "$SANDBOX" restart "$SANDBOX_DIR"
    still_waits
    cmapsh set w.k u8 2
    ends_with 0
    # That a key is gone afterwards is a change.
    set_keys w.k u8 1
    start_wait 'w.k changes' --fail-if w.never=1 -t 60
    wait_until 10 grep -q '"w.never"' "$err" # a note that comes after the first reading
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with 0
}

@test "wait on a stopped corosync ends after its timeout, or continues when corosync does" {
    set_keys w.k u8 1
    "$SANDBOX" stop "$SANDBOX_DIR"
    start_wait w.k=1 -t 0.5
    ends_with 124
    [[ $(<"$err") == 'cmapsh: wait: timed out after 0.5 s: corosync did not answer'$'\nhint: '* ]]
    start_wait w.k=1 -t 30
    "$SANDBOX" cont "$SANDBOX_DIR"
    ends_with 0
}

@test "signals end wait with their exit statuses" {
    local signal
    for signal in INT:130 TERM:143 HUP:129; do
        start_wait w.never
        wait_until 10 grep -q '"w.never" yet' "$err"
        kill -s "${signal%:*}" "$!"
        ends_with "${signal#*:}"
        [[ $(<"$err") == 'note: no key at or below "w.never" yet'* && $(<"$err") != *cmapsh:* ]]
    done
}

@test "wait takes hundreds of conditions, also on the same key" {
    local conditions=() i
    printf 'set w.many.%d u16 7\n' {1..300} | cmapsh
    for i in {1..300}; do conditions+=("w.many.$i=7" "w.many.$i>6" "w.*.$i<8"); done
    for i in {1..5}; do conditions+=('w.many.*>6' "w.many.$i*>6" 'w.*.*'); done
    holds "${conditions[@]}"
    fails_to_hold "${conditions[@]}" w.nosuch
    start_wait "${conditions[@]}" w.many.301=7 -t 60
    wait_until 20 is_connected
    cmapsh set w.many.301 u16 7
    ends_with 0
    # Each event is judged by each of them.
    start_wait "${conditions[@]}" w.many.1000=7 -t 60
    wait_until 20 is_connected
    printf 'set w.many.%d u16 7\n' {302..1000} | cmapsh
    ends_with 0
}

@test "wait in a script delays the next line, and its error names the line" {
    set_keys w.k u8 1
    printf 'wait w.k=1\nget w.k\nwait -t 0 w.k=1\nget w.k -q\n' >"$BATS_TEST_TMPDIR/good"
    prints $'w.k (u8) = 1\n1' -f "$BATS_TEST_TMPDIR/good"
    printf 'get w.k -q\nwait w.k=2 -t 0.5\nget w.k -q\n' >"$BATS_TEST_TMPDIR/bad"
    run -124 --separate-stderr cmapsh -f "$BATS_TEST_TMPDIR/bad"
    [[ $output == 1 && $stderr == "cmapsh: $BATS_TEST_TMPDIR/bad:2:1: wait: timed out after 0.5 s: \"w.k\" is 1" ]]
    printf 'wait w.k~[\n' >"$BATS_TEST_TMPDIR/wrong"
    run -2 --separate-stderr cmapsh -f "$BATS_TEST_TMPDIR/wrong"
    [[ $stderr == *:1:* ]]
    # A test that says no is an answer, and no reason to stop; a condition may be relative.
    printf 'cd w\nwait k=1\nwait -t 0 k=2\nget k\n' >"$BATS_TEST_TMPDIR/no"
    run -1 --separate-stderr cmapsh -f "$BATS_TEST_TMPDIR/no"
    [[ $output == 'w.k (u8) = 1' && -z $stderr ]]
}

@test "wait says at once that a value cannot be compared with the key" {
    run -124 --separate-stderr cmapsh wait totem.version=abc totem.version=2 -t 0.3
    [[ -z $output && ${stderr_lines[0]} == 'note: "totem.version" (u32) cannot be compared with "abc"' && ${#stderr_lines[@]} == 2 ]]
    printf 'set winc.%s.v str x\n' a b | cmapsh
    run -124 --separate-stderr cmapsh wait 'winc.*.v>5' -t 0.3
    [[ ${stderr_lines[0]} == 'note: the condition is true for 0 of 2 keys ("winc.a.v" is a str; < and > compare only numbers)' ]]
}

@test "wait reports a condition that no key matches, once, and goes on to wait for the key" {
    cmapsh set wmiss.node1.status str left
    (sleep 1 && cmapsh set wmis.node1.status str joined) &
    run -0 --separate-stderr cmapsh wait 'wmis.*.status=joined' '!wmis.gone' -t 20
    [[ -z $output && $stderr == $'note: no key matches "wmis.*.status" yet\nhint: did you mean "wmiss.*.status"?' ]]
    run -0 --separate-stderr cmapsh wait 'wmis.*.status=joined' -t 20
    [[ -z $output$stderr ]]
    run -124 --separate-stderr cmapsh -j wait 'wmis.*.state' -t 0.2
    [[ ${stderr_lines[0]} == '{"warning":{"command":"wait","message":"no key matches \"wmis.*.state\" yet"'* ]]
    "$top_srcdir/tests/schema" errors <<<"$stderr" || [[ -n $("$top_srcdir/tests/schema" available 2>&1) ]]
}

# How often the main thread of the background process has slept.
times_asleep() {
    sed -n 's/^voluntary_ctxt_switches:\t//p' "/proc/$!/status"
}

@test "wait sleeps while nothing happens" {
    local before
    start_wait w.never
    wait_until 20 is_connected
    before=$(times_asleep)
    sleep 1 # there is nothing to wait for
    (($(times_asleep) - before < 20)) || { echo "it woke up $(($(times_asleep) - before)) times" && false; }
    still_waits
    kill "$!"
}
