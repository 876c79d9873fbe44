#!/usr/bin/env bats
# Watching what changes, on one node: what is told, options, programs, and every way to end.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # texts for programs; bats and watch.bash set variables

load ../helper
load watch

setup_file() {
    sandbox_up
}

# Whether the records are what the schema says. Without a validator the other half of a test goes on.
obeys_schema() {
    "$top_srcdir/tests/schema" available 2>/dev/null || return 0
    "$top_srcdir/tests/schema" ndjson watch <"$out"
}

# ---- what is told

@test "a line has time, event, key, type, old and new value" {
    cmapctl -s text.there u8 7
    launch watch text --initial >"$out"
    wait_until 10 has_lines 1
    cmapctl -s text.a u8 1
    cmapctl -s text.a u8 2
    cmapctl -s text.a str 'two words'
    cmapctl -d text.a
    wait_until 10 has_lines 5
    end_watch
    run -1 grep -vE '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3} ' "$out"
    diff - <(cut -d ' ' -f 2- "$out") <<'END'
initial text.there (u8) = 7
add text.a (u8) = 1
modify text.a (u8) = 1 -> 2
modify text.a (u8 -> str) = 2 -> two words
delete text.a (str) = two words
END
    [[ ! -s $err ]]
}

@test "records have the same and the source, and start and end are records, too" {
    start_watch records
    cmapctl -s records.a u8 1
    cmapctl -s records.a u64 18446744073709551615
    cmapctl -d records.a
    wait_until 10 has_lines 4
    end_watch
    diff - <(records) <<'END'
{"event":"start"}
{"event":"add","map":"icmap","key":"records.a","type":"u8","new":1,"source":"track"}
{"event":"modify","map":"icmap","key":"records.a","type":"u64","old":1,"new":18446744073709551615,"new_text":"18446744073709551615","source":"track","old_type":"u8"}
{"event":"delete","map":"icmap","key":"records.a","type":"u64","old":18446744073709551615,"old_text":"18446744073709551615","source":"track"}
{"event":"end","reason":"interrupted"}
END
    [[ $(grep -oE '"seq":[0-9]+' "$out" | tr '\n' ' ') == '"seq":1 "seq":2 "seq":3 "seq":4 "seq":5 ' ]]
}

@test "a table has the same in columns" {
    local pattern
    cmapctl -s table.there u8 7
    launch -o table watch table --initial --count 1 >"$out"
    wait_until 10 has_lines 2
    cmapctl -s table.there u8 8
    ends_with 0
    for pattern in '^TIME +EVENT +KEY +TYPE +OLD +NEW$' '^[0-9:.]+ +initial +table.there +u8 +7$' '^[0-9:.]+ +modify +table.there +u8 +7 +8$'; do
        grep -qE "$pattern" "$out"
    done
    has_lines 3
    run -2 cmapsh -o csv watch table
}

@test "watch PATH reports a key and the keys below it, and no others" {
    start_watch paths.a paths.x1* --count 5
    printf '%s u8 1\n' paths.a paths.ab paths.a.b paths.b.a paths.x1 paths.x10.a paths.x2 paths.a.end >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    ends_with 0
    diff <(printf 'add %s - 1 track\n' paths.a paths.a.b paths.x1 paths.x10.a paths.a.end) <(changes)
}

@test "watch reports a change once if paths overlap" {
    start_watch twice.a twice.a.b twice.a* twice
    printf 'twice.a.b u8 %s\n' 1 2 1 2 >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    cmapctl -D twice.
    wait_until 10 says '"delete"'
    end_watch
    diff - <(changes) <<'END'
add twice.a.b - 1 track
modify twice.a.b 1 2 track
modify twice.a.b 2 1 track
modify twice.a.b 1 2 track
delete twice.a.b 2 - track
END
}

@test "--initial prints the current values first" {
    printf 'initial.%s u8 1\n' 10 9 a >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    start_watch initial --initial --count 1
    wait_until 10 has_lines 4
    cmapctl -s initial.9 u8 2
    ends_with 0
    diff - <(changes) <<'END'
initial initial.9 - 1 -
initial initial.10 - 1 -
initial initial.a - 1 -
modify initial.9 1 2 track
END
}

@test "no value can forge a line" {
    launch watch forged --count 1 >"$out"
    wait_until 10 is_armed
    cmapsh set forged.a str $'x\n00:00:00.000 add forged.b (u8) = 1'
    ends_with 0
    [[ $(cut -d ' ' -f 2- "$out") == 'add forged.a (str) = "x\n00:00:00.000 add forged.b (u8) = 1"' ]]
}

# Whether the watch has set up what it needs: it listens to signals itself then.
is_armed() {
    find "/proc/$watcher/fd" -lname '*signalfd*' | grep -q .
}

# ---- the stats map

@test "watch polls the values of the stats map" {
    start_watch stats.srp.orf_token_rx --interval 100ms --count 3
    ends_with 0
    changes >"$BATS_TEST_TMPDIR/changes"
    awk '$1 != "modify" || $5 != "poll" || (NR > 1 && $3 != last) || $4 <= $3 { exit 1 } { last = $4 }' "$BATS_TEST_TMPDIR/changes"
    [[ $(wc -l <"$BATS_TEST_TMPDIR/changes") == 3 ]]
    obeys_schema
}

@test "watch reports keys that are added to and deleted from the stats map at once" {
    local pid
    start_watch stats.ipcs --all --interval 1h
    launch_reader
    pid=$reader
    wait_until 10 client_is add "$pid"
    kill "$pid"
    wait_until 10 client_is delete "$pid"
    end_watch
    [[ $(changes | awk '$5 == "poll"') == '' ]]
}

# Another client, which stays.
launch_reader() {
    start_cmapsh watch totem >/dev/null 2>&1
    reader=$!
}

client_is() { # add|delete PID
    changes | grep -qE "^$1 stats\.ipcs\.service0\.$2\.[^.]*\.procname "
}

@test "one watch reports both maps in the same form" {
    start_watch --all --interval 100ms
    cmapctl -s both.a u8 1
    wait_until 10 says '"key":"both.a"'
    wait_until 10 grep -qE '"modify".*stats\.srp\.orf_token_rx' "$out"
    end_watch
    records | grep -qE '^\{"event":"modify","map":"stats","key":"stats\.srp\.orf_token_rx","type":"u64","old":[0-9]+,"new":[0-9]+,"source":"poll"\}$'
    records | grep -qF '{"event":"add","map":"icmap","key":"both.a","type":"u8","new":1,"source":"track"}'
}

@test "watch skips keys that change all the time, unless they are named or --all is given" {
    local own
    start_watch --interval 100ms --initial
    own=$watcher
    wait_until 10 says '"key":"stats.'
    end_watch
    says '"key":"runtime.members.'
    says '"key":"stats.knet.node1.link0.connected"'
    run -1 grep -E '"key":"stats\.(ipcs|pg)\.' "$out"
    run -1 grep -E "\"key\":\"(runtime\.services\.|stats\.ipcs\.service0\.$own\.)" "$out"

    start_watch --interval 100ms --initial --all
    own=$watcher
    wait_until 10 grep -q "\"modify\",\"map\":\"stats\",\"key\":\"stats\.ipcs\.service0\.$own\." "$out"
    end_watch
    says '"key":"runtime.services.cfg.'

    start_watch runtime.services.cfg --initial --for 1ms
    ends_with 0
    says '"key":"runtime.services.cfg.'
}

@test "watch leaves out volatile keys, except those named in full, and --all shows them" {
    start_watch stats --interval 100ms --for 1s
    ends_with 0
    [[ $(changes) == '' ]]
    start_watch stats stats.srp.orf_token_rx 'stats.srp.*' --interval 100ms --for 1s
    ends_with 0
    changes | awk '$2 != "stats.srp.orf_token_rx" { exit 1 }'
    [[ $(changes) != '' ]]
    start_watch 'stats.srp.orf_token_*' --all --interval 100ms --count 2
    ends_with 0
    run -0 --separate-stderr cmapsh watch stats.pg --for 1ms
    [[ -z $output && $stderr == $'note: all keys at or below "stats.pg" are volatile and left out\nhint: add --all' ||
        $stderr == $'note: the only key at or below "stats.pg" is volatile and left out\nhint: add --all' ]]
}

@test "watch takes patterns, and reports those that no key matches" {
    start_watch 'pat.*.up' 'pat.**.deep' --count 3
    [[ $(<"$err") == *'"message":"no key matches \"pat.*.up\" yet"'* ]]
    cmapctl -s pat.n1.up u8 1
    cmapctl -s pat.n1.down u8 1
    cmapctl -s pat.n2.up.since u8 1
    cmapctl -s pat.a.b.c.deep u8 1
    ends_with 0
    [[ $(changes | cut -d ' ' -f 1-2) == $'add pat.n1.up\nadd pat.n2.up.since\nadd pat.a.b.c.deep' ]]
    run -0 --separate-stderr cmapsh watch runtime.memebrs --for 1ms
    [[ -z $output && $stderr == $'note: no key at or below "runtime.memebrs" yet\nhint: did you mean "runtime.members"?' ]]
    run -0 --separate-stderr cmapsh watch runtime.members.7.status --for 1ms
    [[ -z $output && $stderr == 'note: no key at or below "runtime.members.7.status" yet' ]]
    run -0 --separate-stderr cmapsh watch 'runtime.members.*.status' --for 1ms
    [[ -z $output$stderr ]]
}

@test "watching one key of the stats map does not harm corosync" {
    local pid key
    pid=$(sandbox pid)
    launch_reader
    wait_until 10 connections_are "$reader" 1
    key=$(cmapctl -m stats | grep -oE "^stats\.ipcs\.service0\.$reader\..*\.procname")
    start_watch "$key" --initial --interval 100ms --for 1600ms # corosync looks at what is tracked singly every 1.5 s
    ends_with 0
    kill "$reader"
    says "\"key\":\"$key\""
    [[ $(sandbox pid) == "$pid" ]]
}

# ---- how long

@test "--count ends watch after N changes, --for after a time, and the end record says which" {
    start_watch counted --count 2
    printf 'counted.%s u8 1\n' a b c >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    ends_with 0
    diff - <(records | sed -E 's/,"map".*//') <<<$'{"event":"start"}\n{"event":"add"\n{"event":"add"\n{"event":"end","reason":"count"}'
    start_watch counted --for 100ms
    ends_with 0
    [[ $(records) == $'{"event":"start"}\n{"event":"end","reason":"for"}' ]]
}

@test "watch rejects invalid options and saved maps" {
    local wrong
    for wrong in '--count 0' '--count x' '--for 5x' '--interval 1ms' '--exec' '--frob'; do
        # shellcheck disable=SC2086 # words
        fails 2 watch wrong $wrong
    done
    cmapsh save "$BATS_TEST_TMPDIR/saved.json" totem
    fails 2 -m "$BATS_TEST_TMPDIR/saved.json" watch
}

@test "a script may have several watches, one after the other" {
    cmapctl -s several.a u8 1
    printf '%s\n' 'watch several --initial --for 10ms' 'get several.a' 'watch several --initial --for 10ms' >"$BATS_TEST_TMPDIR/script"
    launch -f "$BATS_TEST_TMPDIR/script" >"$out"
    ends_with 0
    diff - <(sed -E 's/^[0-9:.]{12} //' "$out") <<<$'initial several.a (u8) = 1\nseveral.a (u8) = 1\ninitial several.a (u8) = 1'
}

# ---- programs

@test "--exec runs a program for each change, without a shell, with the change in its environment" {
    cmapctl -s exec.there u8 1 # without a key there would be a note
    local show='cat; env | grep ^CMAPSH_ | grep -v "^CMAPSH_\(TIME\|HIST\)" | sort; echo "$@" --'
    export CMAPSH_OLD='of another one' CMAPSH_NEW='of another one'
    launch watch exec --count 3 --exec sh -c "$show" sh '$HOME' '*' 'two words' \; --interval 1s >"$out"
    wait_until 10 is_armed
    cmapctl -s exec.a str "a  \"b\" \$c ;'"
    cmapctl -s exec.a u8 2
    cmapctl -d exec.a
    ends_with 0
    [[ ! -s $err ]]
    diff - <(sed -E 's/^[0-9:.]{12} //' "$out") <<'END'
add exec.a (str) = a  "b" $c ;'
CMAPSH_EVENT=add
CMAPSH_KEY=exec.a
CMAPSH_MAP=icmap
CMAPSH_NEW=a  "b" $c ;'
CMAPSH_SEQ=2
CMAPSH_SOURCE=track
CMAPSH_TYPE=str
$HOME * two words --
modify exec.a (str -> u8) = a  "b" $c ;' -> 2
CMAPSH_EVENT=modify
CMAPSH_KEY=exec.a
CMAPSH_MAP=icmap
CMAPSH_NEW=2
CMAPSH_OLD=a  "b" $c ;'
CMAPSH_SEQ=3
CMAPSH_SOURCE=track
CMAPSH_TYPE=u8
$HOME * two words --
delete exec.a (u8) = 2
CMAPSH_EVENT=delete
CMAPSH_KEY=exec.a
CMAPSH_MAP=icmap
CMAPSH_OLD=2
CMAPSH_SEQ=4
CMAPSH_SOURCE=track
CMAPSH_TYPE=u8
$HOME * two words --
END
}

@test "--exec runs all programs, one at a time and in order, and waits for the last" {
    launch watch order --count 200 --exec sh -c 'echo "$CMAPSH_NEW"' \; >"$out"
    wait_until 10 is_armed
    printf 'order.a u32 %d\n' {1..200} >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    wait_until 20 says 'order.a (u32) = 150 -> 151'
    (($(pgrep -c -P "$watcher" -r Z) <= 1))
    ends_with 0
    diff <(printf '%s\n' {1..200}) <(grep -E '^[0-9]+$' "$out")
}

@test "watch uses no processor time while a program runs, whatever changes" {
    local before fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo".{1,2}
    start_watch rests --count 2 --exec sh -c 'cat "$0.$CMAPSH_NEW"' "$fifo" \;
    cmapctl -s rests.a u8 1
    wait_until 10 pgrep -P "$watcher"
    cmapctl -s rests.a u8 2
    before=$(ticks "$watcher")
    sleep 0.5 # what is measured
    (($(ticks "$watcher") - before < 15))
    echo one >"$fifo.1"
    echo two >"$fifo.2"
    ends_with 0
    [[ $(grep -cE '^(one|two)$' "$out") == 2 ]]
}

@test "Ctrl-C ends a watch whose program never ends" {
    local child
    start_watch endless --exec sleep 1000 \;
    cmapctl -s endless.a u8 1
    wait_until 10 pgrep -P "$watcher" -x sleep
    child=$(pgrep -P "$watcher" -x sleep)
    end_watch
    wait_until 5 is_gone "$child"
}

@test "no process of a program outlives the watch, whatever signals it ignores" {
    local signal child script='trap "" TERM INT HUP; sleep 1000 & sleep 1000; exit'
    for signal in TERM INT HUP; do
        start_watch stubborn --exec sh -c "$script" \;
        cmapctl -s stubborn.a str "$signal"
        wait_until 10 pgrep -P "$watcher" -x sh
        child=$(pgrep -P "$watcher" -x sh)
        wait_until 10 has_two_sleepers "$child"
        kill -s "$signal" "$watcher"
        await_end 15 "$watcher"
        watcher=
        ((status > 128))
        wait_until 5 group_has_ended "$child"
    done
}

# What no longer runs may still be a zombie.
group_has_ended() { # GROUP
    ! pgrep -r D,R,S,T -g "$1"
}

has_two_sleepers() { # GROUP
    [[ $(pgrep -c -x -g "$1" sleep) == 2 ]]
}

@test "--count waits for the program of the last change" {
    local fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo"
    start_watch awaited --count 1 --exec sh -c 'cat "$0" && echo complete' "$fifo" \;
    cmapctl -s awaited.a u8 1
    wait_until 10 pgrep -P "$watcher" -x sh
    echo text >"$fifo"
    ends_with 0
    says complete
}

@test "--for ends the program that still runs, also the one that --count waits for, and it has failed" {
    cmapctl -s limited.a u8 1
    start_limited --initial --for 2s
    is_ended_by_for
    start_limited --for 4s --count 1
    cmapctl -s limited.a u8 2
    is_ended_by_for
}

# A watch whose program never ends, and writes down the number of its group.
start_limited() { # ARG...
    : >"$BATS_TEST_TMPDIR/group"
    start_watch limited "$@" --exec sh -c 'echo $$ >"$0"; trap "" TERM; sleep 1000 & sleep 1000' "$BATS_TEST_TMPDIR/group" \;
}

is_ended_by_for() {
    ends_with 6
    [[ $(records | tail -n 1) == '{"event":"end","reason":"for"}' ]]
    grep -qF '"message":"\"sh\" failed for 1 of 1 events"' "$err"
    wait_until 5 group_has_ended "$(<"$BATS_TEST_TMPDIR/group")"
}

@test "the program of a watch ends with it, also if the watch is killed" {
    local child
    start_watch endless --exec sleep 1000 \;
    cmapctl -s endless.a u8 2
    wait_until 10 pgrep -P "$watcher" -x sleep
    child=$(pgrep -P "$watcher" -x sleep)
    kill -9 "$watcher"
    wait_until 5 is_gone "$child"
}

@test "the exit status of watch says how many programs failed" {
    cmapctl -s codes.1 u8 0
    launch watch codes --initial --count 1 --exec sh -c 'exit "$CMAPSH_NEW"' \; >"$out"
    wait_until 10 says codes.1
    cmapctl -s codes.2 u8 1
    ends_with 7
    [[ $(<"$err") == 'cmapsh: watch: "sh" failed for 1 of 2 events'* ]]
    launch watch codes.1 --initial --count 1 --exec false \; >"$out"
    wait_until 10 says codes.1
    cmapctl -s codes.1 u8 1
    ends_with 6
    launch watch codes --initial --exec /no/such/program \; >"$out"
    ends_with 6
    [[ $(<"$err") == 'cmapsh: watch: cannot run "/no/such/program": No such file or directory' ]]
}

@test "programs of --exec start with default signals, also if watch ignores them" {
    cmapctl -s signals.a u8 0
    # Within the sandbox: a shell on the way would put SIGCHLD in order.
    in_sandbox env --ignore-signal=CHLD "$program" watch signals --initial --count 1 --exec true >"$out" 3>&- &
    watcher=$!
    wait_until 10 says signals.a
    cmapctl -s signals.a u8 1
    ends_with 0
    : >"$out" # the shell in the background empties it later
    in_sandbox env --ignore-signal=CHLD,PIPE "$program" watch signals --initial --count 1 \
        --exec sh -c 'kill -s PIPE $$' \; >"$out" 2>"$err" 3>&- &
    watcher=$!
    wait_until 10 says signals.a
    cmapctl -s signals.a u8 2
    ends_with 6
    [[ $(<"$err") == 'cmapsh: watch: "sh" failed for 2 of 2 events' ]]
}

# ---- ends

@test "SIGINT, SIGTERM, SIGHUP and SIGQUIT end watch with an end record and their exit statuses" {
    cmapctl -s ends.there u8 1 # without a key there would be a note
    local row
    for row in 'INT 130' 'TERM 143' 'HUP 129' 'QUIT 131'; do
        start_watch ends
        kill -s "${row% *}" "$watcher"
        ends_with "${row#* }"
        [[ $(records) == $'{"event":"start"}\n{"event":"end","reason":"interrupted"}' && ! -s $err ]]
    done
}

@test "watch ignores a signal that its parent ignores" {
    env --ignore-signal=HUP,INT "$SANDBOX" exec "$SANDBOX_DIR" "$program" -o ndjson watch nohup --count 1 >"$out" 2>"$err" 3>&- </dev/null &
    watcher=$!
    wait_until 10 says '"event":"start"'
    kill -s HUP "$watcher"
    kill -s INT "$watcher"
    cmapctl -s nohup.a u8 1
    ends_with 0
    says '"reason":"count"'
}

@test "watch writes each line at once into a pipe, with standard input closed" {
    cmapctl -s pipe.there u8 1 # without a key there would be a note
    local line fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo"
    env "$SANDBOX" exec "$SANDBOX_DIR" "$program" -o ndjson watch pipe <&- >"$fifo" 2>"$err" 3>&- &
    watcher=$!
    exec 7<"$fifo"
    read -r -t 10 line <&7
    [[ $line == *'"event":"start"'* ]]
    cmapctl -s pipe.a u8 1
    read -r -t 10 line <&7
    [[ $line == *'"event":"add"'* ]]
    cmapctl -s pipe.a u8 2
    read -r -t 10 line <&7
    [[ $line == *'"event":"modify"'* ]]
    exec 7<&- # nobody reads any more: it ends, and needs no event to notice
    ends_with 141
    [[ ! -s $err ]]
}

@test "watch writes a line that is one byte longer than what a pipe takes at once to its end" {
    cmapctl -s pipe.long str "$(printf 'x%.0s' {1..4096})"
    cmapsh watch -q --initial --for 1ms pipe.long >"$out"
    [[ $(wc -c <"$out") == 4097 ]]
}

@test "a closed pipe is an error for watch if SIGPIPE is ignored" {
    local fifo=$BATS_TEST_TMPDIR/fifo
    cmapsh set pipe.key u8 1 # without it, a note would say so
    mkfifo "$fifo"
    env --ignore-signal=PIPE "$SANDBOX" exec "$SANDBOX_DIR" "$program" watch pipe </dev/null >"$fifo" 2>"$err" 3>&- &
    watcher=$!
    exec 7<"$fifo"
    wait_until 10 is_armed
    exec 7<&-
    ends_with 6
    [[ $(<"$err") == 'cmapsh: watch: cannot write the output: Broken pipe' ]]
}

@test "a closed socket ends watch" {
    cmapctl -s socket.there u8 1 # without a key there would be a note
    command -v python3 >/dev/null || skip 'python3 is not installed'
    run -0 timeout 20 python3 - "$SANDBOX" exec "$SANDBOX_DIR" "$program" -o ndjson watch socket <<'END'
import socket, subprocess, sys
ours, theirs = socket.socketpair()
watch = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=theirs)
theirs.close()
print(b'"start"' in ours.recv(1000))
ours.close()
print(watch.wait())
END
    [[ $output == $'True\n-13' ]]
}

@test "a full disk is an error for watch, also at the last line" {
    cmapctl -s full.there u8 1 # without a key there would be a note
    launch -o ndjson watch full >/dev/full
    ends_with 6
    grep -q 'cannot write the output: No space left on device' "$err"
    launch watch full --count 1 >/dev/full
    wait_until 10 is_armed
    cmapctl -s full.a u8 1
    ends_with 6
    [[ $(<"$err") == 'cmapsh: watch: cannot write the output: No space left on device' ]]
}

@test "a closed standard output is an error for watch at the first line" {
    cmapctl -s closed.there u8 1 # without a key there would be a note
    launch watch closed >&-
    wait_until 10 is_armed
    cmapctl -s closed.a u8 1
    ends_with 6
    [[ $(<"$err") == 'cmapsh: watch: cannot write the output: Bad file descriptor' ]]
}

@test "Ctrl-C ends a watch whose pipe or terminal is not read" {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    printf "stuck.a.%d str $(printf 'x%.0s' {1..200})\\n" {1..2000} >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    run -0 timeout 30 python3 - env --default-signal "$SANDBOX" exec "$SANDBOX_DIR" "$program" watch stuck --initial <<'END'
import os, pty, signal, subprocess, sys, time

def start(out):
    return subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)

def ticks(watch):
    return sum(map(int, open(f"/proc/{watch.pid}/stat").read().split()[13:15]))

pipe, terminal = os.pipe(), pty.openpty()
watches = [start(pipe[1]), start(terminal[1])]
for watch in watches:
    used, now = -1, 0
    while used != now or now < 2: # until it rests, before what is full
        used = now
        time.sleep(0.3)
        now = ticks(watch)
for watch in watches:
    watch.send_signal(signal.SIGINT)
print([watch.wait() for watch in watches])
END
    [[ $output == '[-2, -2]' ]]
}

@test "after Ctrl-C, a reader who begins at last gets all that watch has printed, and the end" {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    printf "late.a.%d str $(printf 'x%.0s' {1..200})\\n" {1..2000} >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    run -0 timeout 60 python3 - env --default-signal "$SANDBOX" exec "$SANDBOX_DIR" "$program" -o ndjson watch late --initial <<'END'
import json, re, signal, subprocess, sys, time

def ticks(watch):
    return sum(map(int, open(f"/proc/{watch.pid}/stat").read().split()[13:15]))

def has_signal(watch):
    return int(re.search(r"ShdPnd:\s*(\w+)", open(f"/proc/{watch.pid}/status").read())[1], 16) != 0

def read_late():
    watch = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    used, now = -1, 0
    while used != now or now < 2: # until it rests, before a full pipe
        used = now
        time.sleep(0.3)
        now = ticks(watch)
    watch.send_signal(signal.SIGINT)
    while has_signal(watch):
        pass
    lines = watch.stdout.read().splitlines()
    watch.wait()
    try:
        return [json.loads(line) for line in lines][-1].get("reason")
    except json.JSONDecodeError:
        return "cut"

tries = [read_late()]
while tries[-1] == "cut" and len(tries) < 5: # it waits for a second, in which we may have got no processor
    tries.append(read_late())
print(tries[-1])
END
    [[ $output == interrupted ]]
}

# ---- corosync goes away

@test "watch fails at once without corosync, and after the timeout if it is stopped" {
    sandbox kill
    fails 4 watch
    sandbox restart
    sandbox stop
    fails 124 -t 0.2 watch
    fails 124 -t 0.2 watch totem --initial
    fails 124 -t 0.2 watch stats.srp
    sandbox cont
}

has_socket() { # PID
    [[ -n $(find "/proc/$1/fd" -lname 'socket:*') ]]
}

@test "the start record has the time from which on changes are reported, not that of the command" {
    local answered time
    sandbox stop
    launch -t 10 -o ndjson watch begin >"$out"
    wait_until 10 has_socket "$watcher"
    answered=$(date +%s%3N)
    sandbox cont
    wait_until 10 says '"event":"start"'
    end_watch
    time=$(sed -nE '/"event":"start"/s/.*"time":"([^"]*)".*/\1/p' "$out")
    (($(date -d "$time" +%s%3N) >= answered))
}

@test "watch reports a corosync that hangs as silent, and then as answering" {
    start_watch hang
    sandbox stop
    wait_until 15 says '"event":"silent"'
    sandbox cont
    wait_until 15 says '"event":"answering"'
    cmapctl -s hang.a u8 1
    wait_until 10 says '"event":"add"'
    end_watch
    diff - <(records | sed -E 's/"since":"[^"]*"/"since":TIME/') <<'END'
{"event":"start"}
{"event":"silent","pid":PID,"since":TIME}
{"event":"answering","pid":PID,"since":TIME}
{"event":"add","map":"icmap","key":"hang.a","type":"u8","new":1,"source":"track"}
{"event":"end","reason":"interrupted"}
END
    obeys_schema
}

@test "watch in text reports a corosync that hangs once, whether values are reported or polled" {
    local path
    for path in totem stats.srp; do
        launch watch "$path" --interval 100ms >"$out"
        wait_until 10 is_armed
        sandbox stop
        wait_until 15 says 'silent: '
        sandbox cont
        wait_until 15 says 'answering: '
        end_watch
        [[ $(grep -cE '^\* [0-9:.]+ silent: corosync \(pid [0-9]+\) has not answered for [0-9]+\.[0-9] s$' "$out") == 1 ]]
        [[ $(grep -cE '^\* [0-9:.]+ answering: corosync \(pid [0-9]+\) answers again after [0-9]+\.[0-9] s$' "$out") == 1 ]]
    done
}

@test "watch reports a restart of corosync as lost, reconnected and marked differences" {
    cmapctl -s kill.a flt 1.5
    start_watch kill totem.kill --initial
    sandbox kill
    wait_until 10 says '"event":"lost"'
    has_lines 3
    sandbox restart
    wait_until 10 says '"event":"delete"'
    cmapctl -s kill.b u8 2
    wait_until 10 says kill.b
    end_watch
    diff - <(records) <<'END'
{"event":"start"}
{"event":"initial","map":"icmap","key":"kill.a","type":"flt","new":1.5}
{"event":"lost","pid":PID}
{"event":"reconnected","pid":PID}
{"event":"delete","map":"icmap","key":"kill.a","type":"flt","old":1.5,"source":"resync"}
{"event":"add","map":"icmap","key":"kill.b","type":"u8","new":2,"source":"track"}
{"event":"end","reason":"interrupted"}
END
    obeys_schema
}

@test "watch in text marks changes found after a reconnect, and reports a loss once for both maps" {
    cmapctl -s kill.a u8 1
    launch watch kill runtime.votequorum stats.pg --interval 100ms >"$out"
    wait_until 10 is_armed
    sandbox restart
    wait_until 10 says '(meanwhile) delete kill.a (u8) = 1'
    sandbox restart
    wait_until 10 has_backs 2
    end_watch
    [[ $(grep -cE '^\* [0-9:.]+ lost connection to corosync \(pid [0-9]+\)$' "$out") == 2 ]]
    has_backs 2
}

has_backs() { # NUMBER
    [[ $(grep -cE '^\* [0-9:.]+ reconnected to corosync \(pid [0-9]+\)$' "$out") == "$1" ]]
}

@test "--no-reconnect ends watch with status 4 when the connection is lost" {
    start_watch totem --no-reconnect
    sandbox kill
    ends_with 4
    sandbox restart
    [[ $(records) == $'{"event":"start"}\n{"event":"lost","pid":PID}\n{"event":"end","reason":"lost"}' ]]
    grep -qE '"message":"lost connection to corosync \(pid [0-9]+\)".*"exit":4' "$err"
    launch watch totem --no-reconnect >"$out"
    wait_until 10 is_armed
    sandbox kill
    ends_with 4
    sandbox restart
    [[ $(<"$err") == 'cmapsh: watch: lost connection to corosync (pid '*')'$'\n'* ]]
}

@test "watch loses no change if corosync is stopped during polls" {
    start_watch stops stats.srp.orf_token_rx --interval 100ms
    wait_until 10 says '"source":"poll"'
    sandbox stop
    wait_until 10 waits_for_an_answer
    "$SANDBOX" exec "$SANDBOX_DIR" corosync-cmapctl -s stops.a u8 1 3>&- &
    sandbox cont
    wait "$!"
    wait_until 10 says stops.a
    end_watch
    run -1 says '"lost"'
    awk '$1 != "modify" || (NR > 1 && $3 != last) { exit 1 } { last = $4 }' <(changes stats)
}

# One of its threads sleeps on the semaphore of a reply.
waits_for_an_answer() {
    grep -q futex "/proc/$watcher"/task/*/wchan
}

@test "watch reports lost if corosync is killed during a poll, and polls after the restart" {
    start_watch stats.srp.orf_token_rx --interval 100ms
    wait_until 10 says '"source":"poll"'
    sandbox stop
    wait_until 10 waits_for_an_answer
    sandbox kill
    wait_until 10 says '"lost"'
    sandbox restart
    wait_until 10 says '"source":"resync"'
    wait_until 10 polls_again
    end_watch
    awk '$1 != "modify" || (NR > 1 && $3 != last) { exit 1 } { last = $4 }' <(changes)
    [[ $(grep -cE '"(lost|reconnected)"' "$out") == 2 ]]
}

polls_again() {
    [[ $(tail -n 1 "$out") == *'"poll"'* ]]
}

@test "Ctrl-C ends watch while corosync is stopped during a poll" {
    start_watch stats.srp --all --interval 100ms
    sandbox stop
    wait_until 10 waits_for_an_answer
    end_watch
    sandbox cont
}
