#!/usr/bin/env bats
# When corosync is not there, stops, dies or lets nobody in; and that reading never harms it.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up
}

setup() {
    begin_with_corosync
    program=${CMAPSH:-$top_builddir/cmapsh}
    in=/dev/null out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
    pid=$(pid)
}

# A second sandbox is not to outlive a test that failed.
teardown() {
    [[ ! -d $BATS_TEST_TMPDIR/other ]] || "$SANDBOX" down "$BATS_TEST_TMPDIR/other"
    end_test
}

sandbox() { # VERB
    "$SANDBOX" "$1" "$SANDBOX_DIR"
}

pid() {
    sandbox pid
}

# cmapsh in the background, as process $!; its output is in $out and $err.
start() { # [ARG]...
    start_cmapsh "$@" >"$out" 2>"$err" 5>&-
}

# The same, with a script that comes from descriptor 5 line by line.
start_script() { # [ARG]...
    in=$BATS_TEST_TMPDIR/script
    mkfifo "$in"
    start "$@"
    exec 5>"$in"
}

has_lines() { # NUMBER FILE
    [[ $(wc -l <"$2") -ge $1 ]]
}

# Whether the background process has begun to connect: a connection has a thread of its own.
is_connecting() {
    local threads=("/proc/$!/task"/*)
    ((${#threads[@]} > 1))
}

# Whether the background process waits in libcmap: one of its threads sleeps on the semaphore of a reply.
waits_for_an_answer() {
    grep -q futex "/proc/$!"/task/*/wchan
}

# The status of the background process, which ends by itself.
ends_with() { # STATUS
    local status
    await_end 70 "$!"
    [[ $status == "$1" ]]
}

now_ms() {
    echo $((${EPOCHREALTIME/[.,]/} / 1000))
}

# How long the command took, in ms.
took() { # CMD...
    local begin
    begin=$(now_ms)
    "$@" >/dev/null 2>&1 || :
    echo $(($(now_ms) - begin))
}

connections() {
    cmapsh -m stats get -q stats.ipcs.global.active
}

active_are() { # NUMBER
    [[ $(connections) == "$1" ]]
}

@test "a command without corosync fails at once" {
    local verb
    sandbox kill
    for verb in 'get totem.token' ls 'ls stats' '-m stats ls' dump tree 'find x' 'set my.key u8 1' 'delete my.key' 'clear -y knet'; do
        # shellcheck disable=SC2086 # words
        fails 4 $verb
        [[ $stderr == *'corosync is not running on this node (CS_ERR_LIBRARY)'* ]]
    done
    (($(took cmapsh -t 60 ls) < 10000))
}

@test "help, version and explain work without corosync" {
    sandbox kill
    run -0 cmapsh help
    run -0 cmapsh explain 2
    run -0 cmapsh -V
    fails 2 get 'no key'
}

@test "a command on a stopped corosync ends after the timeout" {
    local start limit ms
    start=$(took cmapsh -V)
    limit=$((1500 + 5 * start)) # a busy machine, and a sanitizer
    sandbox stop
    for verb in 'get totem.token' ls '-m stats ls' 'set -y my.key u8 1'; do
        # shellcheck disable=SC2086 # words
        ms=$(took cmapsh -t 1 $verb)
        echo "$verb: $ms ms, limit $limit ms"
        ((ms >= 1000 && ms <= limit))
    done
    fails 124 -t 0.2 get totem.token
    [[ $stderr == *'did not answer for 0.2 s'* ]]
    fails 124 --timeout=0.1 -m icmap ls
    sandbox cont
    wait_until 10 cmapsh get totem.token
    [[ $(pid) == "$pid" ]]
    fails 3 get my.key
}

@test "a command succeeds if corosync continues before the timeout" {
    sandbox stop
    start -t 60 get totem.version
    wait_until 10 is_connecting
    run -1 has_lines 1 "$out"
    sandbox cont
    ends_with 0
    [[ $(<"$out") == 'totem.version (u32) = 2' && ! -s $err ]]
}

@test "a script reports after the timeout that corosync is stopped" {
    start_script -t 0.5
    echo 'get totem.version' >&5
    wait_until 10 has_lines 1 "$out"
    sandbox stop
    echo 'get totem.version' >&5
    ends_with 124
    exec 5>&-
    [[ $(<"$err") == "cmapsh: stdin:2:1: get: corosync (pid $pid) did not answer for 0.5 s: it is stopped"* ]]
    has_lines 1 "$out"
}

@test "Ctrl-C ends a command at once" {
    sandbox stop
    start -t 60 get totem.version
    wait_until 10 is_connecting
    kill -s INT "$!"
    ends_with 130
}

@test "a script ends with an error when corosync dies" {
    start_script
    echo 'get totem.version' >&5
    wait_until 10 has_lines 1 "$out"
    sandbox kill
    echo 'get totem.version' >&5
    ends_with 4
    exec 5>&-
    [[ $(<"$out") == 'totem.version (u32) = 2' ]]
    # The socket may not be closed yet when the process has ended.
    [[ $(<"$err") =~ ^'cmapsh: stdin:2:1: get: corosync '('is not running on this node (CS_ERR_LIBRARY)'|'(pid '[0-9]+') has ended') ]]
}

@test "a script with --keep-going reconnects after a restart of corosync" {
    start_script -k
    printf 'get %s\n' totem.version stats.srp.operational_entered >&5
    wait_until 10 has_lines 2 "$out"
    sandbox kill
    printf 'get %s\n' totem.version stats.srp.operational_entered >&5
    wait_until 10 grep -q '^cmapsh: stdin:4:' "$err"
    sandbox restart
    printf 'get %s\n' totem.version stats.srp.operational_entered >&5
    wait_until 10 has_lines 4 "$out"
    exec 5>&-
    ends_with 7
    [[ $(grep -c '= ' "$out") == 4 && $(grep -c '^cmapsh: ' "$err") == 2 ]]
}

@test "a script works if corosync restarts between two commands" {
    start_script
    echo 'get totem.version' >&5
    wait_until 10 has_lines 1 "$out"
    sandbox restart
    printf 'get totem.version\nset my.key u8 1\nget my.key\n' >&5
    exec 5>&-
    ends_with 0
    [[ $(<"$out") == $'totem.version (u32) = 2\ntotem.version (u32) = 2\nmy.key (u8) = 1' && ! -s $err ]]
}

@test "a command that waits for corosync fails when corosync dies" {
    sandbox stop
    start -t 60 get totem.version
    wait_until 10 is_connecting
    sandbox kill
    ends_with 4
    [[ ! -s $out && $(grep -c '^cmapsh: ' "$err") == 1 ]]
}

@test "a command that waits for an answer ends at once when corosync dies" {
    start_script -t 60
    echo 'get totem.version' >&5
    wait_until 10 has_lines 1 "$out"
    sandbox stop
    echo 'dump' >&5
    wait_until 10 waits_for_an_answer
    sandbox kill
    ends_with 4
    exec 5>&-
    [[ $(<"$err") == "cmapsh: stdin:2:1: dump: corosync (pid $pid) has ended"* ]]
}

# Prints a script that makes 10,000 keys.
make_keys() {
    local i
    for i in {1..10000}; do echo "many.k$i (u32) = $i"; done
}

@test "a reading is of one corosync: it has all keys, or those of the next corosync, or fails" {
    local i n verb
    make_keys >"$BATS_TEST_TMPDIR/keys"
    for verb in 'dump many totem' 'dump' 'find -E ^many --value .' 'save -'; do
        for i in 1 2; do # whatever it was doing when corosync died
            cmapsh -t 60 load --yes "$BATS_TEST_TMPDIR/keys" >/dev/null
            # shellcheck disable=SC2086 # words
            start -t 60 $verb
            wait_until 10 eval 'is_connecting || is_gone "$!"'
            sandbox restart
            await_end 70 "$!"
            n=$(grep -c '[^ ]*many\.k' "$out" || :)
            echo "$verb: status $status, $n keys: $(<"$err")"
            case $status in
                0 | 1 | 7) [[ $n == 0 || $n == 10000 ]] ;;
                4) [[ ! -s $out ]] ;;
                *) false ;;
            esac
        done
    done
}

# How many requests the background process has sent.
requests() {
    in_sandbox corosync-cmapctl -m stats | awk -v own="^stats\\.ipcs\\.service0\\.$!\\..*\\.requests" '$1 ~ own { n += $NF } END { print n + 0 }'
}

has_listed_all() {
    (($(requests) > 11000)) || is_gone "$!"
}

is_stopped() {
    grep -q '^State:.T' "/proc/$!/status"
}

# Starts a command that lists 10,000 keys and more, and stops it while it reads their values. False: it was too fast.
stop_among_values() { # [ARG]...
    start -t 60 "$@"
    wait_until 60 has_listed_all
    kill -s STOP "$!" || return
    wait_until 10 is_stopped
    (($(requests) < 19000)) || { kill -s KILL "$!" && false; }
}

@test "a command that lists and then reads begins again when corosync was restarted in between" {
    local command
    make_keys >"$BATS_TEST_TMPDIR/keys"
    for command in 'tree many' 'ls -l many' 'find -E ^many|^totem.version --value .'; do
        cmapsh -t 60 load --yes "$BATS_TEST_TMPDIR/keys" >/dev/null
        # shellcheck disable=SC2086 # words
        wait_until 60 stop_among_values $command
        sandbox restart
        kill -s CONT "$!"
        await_end 70 "$!"
        echo "$command: status $status: $(<"$err")"
        case $command in
            find*) [[ $status == 0 && $(<"$out") == 'totem.version (u32) = 2' && ! -s $err ]] ;;
            *) [[ $status == 1 && ! -s $out && $(<"$err") == "cmapsh: ${command%% *}: no key at or below \"many\""* ]] ;;
        esac
    done
}

@test "a change is not repeated when corosync dies, and its outcome is reported as unknown" {
    start_script
    echo 'get stats.srp.operational_entered' >&5
    wait_until 10 has_lines 1 "$out"
    sandbox stop
    echo 'clear --yes schedmiss' >&5 # it reads nothing before
    wait_until 10 waits_for_an_answer
    sandbox kill
    ends_with 4
    exec 5>&-
    [[ $(<"$err") == *'may or may not have been changed'* ]]
}

@test "a user without access gets an error after one attempt" {
    local before
    ((EUID == 0)) || skip 'only root can become another user'
    in_sandbox "${ANOTHER_USER[@]}" "$program" -V >/dev/null 2>&1 || skip 'another user cannot reach the program'
    before=$(denied)
    run -5 --separate-stderr in_sandbox "${ANOTHER_USER[@]}" "$program" get totem.token
    [[ -z $output && $stderr == *'denies access to uid 65534, gid 65534 (CS_ERR_ACCESS)'*uidgid* ]]
    is_one_error
    wait_until 5 denied_are $((before + 1))
    run -5 in_sandbox "${ANOTHER_USER[@]}" "$program" -m stats dump
    wait_until 5 denied_are $((before + 2))
}

denied() {
    grep -c 'Denied connection' "$SANDBOX_DIR/node1/corosync.log" || :
}

denied_are() { # NUMBER
    [[ $(denied) == "$1" ]]
}

# corosync notes that it was not scheduled in time when it stood still for longer than its token timeout, 1 s.
has_schedmiss() {
    [[ -n $(cmapsh -t 5 -m stats find 'stats.schedmiss.*') ]] || { sandbox stop && sleep 1.5 && sandbox cont && false; }
}

@test "reading stats.schedmiss does not harm corosync" {
    wait_until 30 has_schedmiss
    run -0 --separate-stderr cmapsh get stats.schedmiss.0.timestamp stats.schedmiss.0.delay
    [[ ${lines[0]} =~ ^'stats.schedmiss.0.timestamp (u64) = '[0-9]+$ ]]
    [[ ${lines[1]} =~ ^'stats.schedmiss.0.delay (flt) = '[0-9.e+]+$ ]]
    run -0 cmapsh dump stats.schedmiss
    run -0 cmapsh ls -l stats.schedmiss.0
    run -0 cmapsh tree stats.schedmiss
    fails 3 get stats.schedmiss.99.delay
    fails 5 set stats.schedmiss.0.delay 1
    fails 5 delete stats.schedmiss.0.delay
    run -0 cmapsh clear -y schedmiss
    run -1 --separate-stderr cmapsh find stats.schedmiss.
    [[ -z $output && $(pid) == "$pid" ]]
}

@test "reading the keys of both maps, one by one and together, does not harm corosync" {
    local keys
    run -0 --separate-stderr cmapsh dump
    [[ -z $stderr && ${#lines[@]} -gt 200 ]]
    run -0 --separate-stderr cmapsh tree
    [[ -z $stderr ]]
    mapfile -t keys < <(cmapsh dump | sed 's/ (.*//' | grep -v '^stats\.ipcs\.service')
    run -0 --separate-stderr cmapsh get "${keys[@]}"
    [[ -z $stderr && ${#lines[@]} == "${#keys[@]}" ]]
    [[ $(pid) == "$pid" ]]
}

@test "a sandbox does not see the corosync of another one" {
    local other=$BATS_TEST_TMPDIR/other
    "$SANDBOX" up "$other"
    "$SANDBOX" exec "$other" "$program" set here.key str other
    fails 3 get here.key
    sandbox kill
    fails 4 get here.key
    run -0 "$SANDBOX" exec "$other" "$program" get here.key
}

@test "parallel commands all get their answers" {
    local i pids=()
    for i in {1..20}; do
        cmapsh -t 60 get totem.version stats.srp.operational_entered >"$out.$i" 2>&1 3>&- &
        pids+=("$!")
    done
    for i in {1..20}; do
        wait "${pids[i - 1]}"
        [[ $(<"$out.$i") == $'totem.version (u32) = 2\nstats.srp.operational_entered (u64) = 1' ]]
    done
    [[ $(pid) == "$pid" ]]
}

@test "no connection stays open after a command" {
    local before
    wait_until 10 active_are 1 # our own
    before=$(in_sandbox sh -c 'ls -d /dev/shm/qb-* | wc -l')
    cmapsh dump >/dev/null
    run -3 cmapsh get no.such.key
    run -1 cmapsh ls "$(printf 'x%.0s' {1..256})"
    printf 'get totem.token\n-m stats ls\nfrob\n' | run -2 cmapsh
    (cmapsh dump || :) | head -n 1 >/dev/null
    start -t 60 dump
    kill -s KILL "$!"
    ends_with 137
    wait_until 10 active_are 1
    [[ $(in_sandbox sh -c 'ls -d /dev/shm/qb-* | wc -l') == "$before" ]]
}

# A server of another user at corosync's address. It prints "ready", then how many bytes each client sent to it.
impostor='
import os, socket
os.setresuid(65534, 65534, 65534)
server = socket.socket(socket.AF_UNIX)
server.bind(b"\0cmap".ljust(108, b"\0"))
server.listen()
print("ready", flush=True)
while True:
    client = server.accept()[0]
    client.settimeout(5)
    print(len(client.recv(1000)), flush=True)
    client.close()'

@test "nothing is sent to a server of another user, and nothing of it is mapped" {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    ((EUID == 0)) || skip 'only root can start a server of another user'
    sandbox kill
    "$SANDBOX" exec "$SANDBOX_DIR" python3 -c "$impostor" >"$out" 3>&- 5>&- &
    local server=$!
    wait_until 5 grep -q ready "$out"
    fails 5 get totem.token
    [[ $stderr == *"the program that answers as corosync (pid "*", uid 65534) does not run as root (CS_ERR_SECURITY)"* ]]
    kill "$server"
    wait "$server" || true
    # One client, and it sent nothing.
    [[ $(<"$out") == $'ready\n0' ]]
}
