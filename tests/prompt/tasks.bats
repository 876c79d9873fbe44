#!/usr/bin/env bats
# watch, wait and rate at the prompt, in the foreground and the background; the table of rate on all kinds of terminals.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # texts for eval; each test has its own PROMPT and TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Runs one command on a terminal, without the prompt.
run_alone() { # COLS ROWS ARG...
    term_run "$1" "$2" "${CMAPSH_COMMAND[@]}" "${@:3}"
}

# Matches a row of rate's table: the end of the name, a rate, a unit.
ROW='tx_data_bytes +[0-9.]+ bytes/s'

# Prints how many lines match on the screen and in its scrollback.
times() { # REGEX
    term capture-pane -p -S - | grep -Ec -- "$1" || :
}

is_drawn_again() { # TIMES
    (($(grep -ac 'every 0' "$BATS_TEST_TMPDIR/raw") >= $1))
}

# Waits until the table was drawn so many times more.
draws() { # TIMES
    local now
    now=$(grep -ac 'every 0' "$BATS_TEST_TMPDIR/raw") || :
    wait_until 10 is_drawn_again $((now + $1))
}

@test "watch, wait and rate run in the background, print above the line, and end by number or by themselves" {
    term_start 120 40
    enter 'watch task &'
    enter 'wait task.go=5 &'
    enter 'rate -o ndjson stats.srp.orf_token_rx --interval 300ms &'
    PROMPT="$CLUSTER/$NODE live [1 watch, 1 wait, 1 rate]>"
    wait_screen 5 '^note: wait 2: task.go=5; stop it with: stop 2$'
    wait_screen 5 'rate 3: stats.srp.orf_token_rx; stop it with: stop 3'
    types 'get totem.ver'
    wait_screen 5 '^\{"time":.*"rate":'
    ends_with "$PROMPT get totem.ver"
    keys C-u
    enter handles
    wait_screen 5 'wait.*2.*task.go=5'
    wait_screen 5 'rate.*3.*stats.srp.orf_token_rx'
    enter 'stop 3'
    PROMPT="$CLUSTER/$NODE live [1 watch, 1 wait]>"
    wait_screen 5 "^$CLUSTER/$NODE live \\[1 watch, 1 wait\\]>"
    types 'get totem.ver'
    # A value that lasts only a moment ends the wait; the line does not change.
    printf 'set task.go u8 5\nset task.go u8 6\n' | cmapsh
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    wait_screen 5 '^\* [0-9:.]+ wait 2: task.go=5: done$'
    ends_with "$PROMPT get totem.ver"
    keys Tab Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    enter 'stop'
    ends_with "$CLUSTER/$NODE live>"
}

@test "a watch goes on while a program has the terminal, and while a command is repeated" {
    local before
    term_start 120 40
    enter 'watch --all stats.srp.orf_token_rx &'
    wait_screen 5 'modify stats'
    for line in '!sleep 2.2' 'dump | less' 'every 1s get totem.token'; do
        before=$(times 'modify stats')
        enter "$line"
        sleep 2.2 # what goes on meanwhile cannot be seen
        case $line in
        *less) keys q ;;
        every*) keys C-c ;;
        esac
        wait_until 5 is_printed "$((before + 2))" 'modify stats'
        wait_screen 5 'watch.>$'
    done
}

is_printed() { # TIMES REGEX
    (($(times "$2") >= $1))
}

@test "a wait in the background prints why it ended, also with -t 0" {
    term_start 100 30
    enter 'wait task.none -t 0.2 &'
    wait_screen 5 '^\* [0-9:.]+ wait 1: task.none: timed out after 0.2 s: no key "task.none"$'
    ends_with "$PROMPT"
    enter 'wait task.none --fail-if totem.version=2 &'
    wait_screen 5 '^\* [0-9:.]+ wait 2: task.none: failed: the condition "totem.version=2" is true$'
    # It tests the current values, not those that the prompt knows so far, which are none.
    enter 'wait -t 0 totem.version=2 &'
    wait_until 5 eval '[[ $(times "live> wait -t 0") == 1 && $(screen | tail -n 1) == "$PROMPT" ]]'
    [[ $(screen) != *'no key "totem.version"'* && $(screen) != *'is true'$'\n'*'"totem.version" is'* ]]
    enter 'wait -t 0 totem.version=3 &'
    ends_with 'note: "totem.version" is 2' "$PROMPT"
}

@test "a wait in the background says once that no value of the key can make its condition true" {
    term_start 160 30
    enter 'wait totem.version=abc -t 1 &'
    wait_screen 5 '^\* [0-9:.]+ wait 1: "totem.version" \(u32\) cannot be compared with "abc"$'
    enter 'wait totem.cluster_name>5 -t 1 &'
    wait_screen 5 '^\* [0-9:.]+ wait 2: "totem.cluster_name" is a str; < and > compare only numbers$'
    wait_screen 5 '^\* [0-9:.]+ wait 2: totem.cluster_name>5: timed out after 1 s: "totem.cluster_name" is a str; < and > compare only numbers$'
    [[ $(times 'wait 1: "totem.version"') == 1 ]]
    keys C-l
    enter 'wait totem.version=abc -t 0.1'
    wait_screen 5 '^note: "totem.version" \(u32\) cannot be compared with "abc"$'
    ends_with 'cmapsh: wait: timed out after 0.1 s: "totem.version" (u32) cannot be compared with "abc"' "$PROMPT"
}

@test "Ctrl-C ends a task in the foreground, and the prompt stays" {
    term_start 100 30
    local line
    for line in 'watch totem' 'wait task.none' 'rate stats.srp --interval 200ms'; do
        enter "$line"
        wait_screen 5 'Ctrl-C (ends|stops) it'
        keys C-c
        ends_with "$PROMPT"
        keys C-l
        is_whole_screen "$PROMPT"
    done
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "a wait in the foreground ends when its conditions are true, and its names are relative" {
    term_start
    cmapctl -s task.k u8 1
    enter 'cd task'
    PROMPT="$CLUSTER/$NODE live:task>"
    ends_with "$PROMPT"
    enter 'wait k=2 /totem.version'
    wait_screen 5 '^note: waiting for '
    cmapctl -s task.k u8 2
    ends_with "$PROMPT"
    enter 'wait k=3 -t 0.2'
    ends_with 'cmapsh: wait: timed out after 0.2 s: "task.k" is 2' "$PROMPT"
}

shows_no_status() {
    [[ $(screen) != *'of 3 true'* ]]
}

@test "a wait in the foreground shows what is true and what is not, on one line" {
    run_alone 60 20 wait totem.version=2 task.a=1 task.b=1
    wait_screen 5 '^1 of 3 true; no key "task.a"; no key "task.b"$'
    cmapctl -s task.a u8 1
    wait_screen 5 '^2 of 3 true; no key "task.b"$'
    cmapctl -s task.b u8 3
    wait_screen 5 '^2 of 3 true; "task.b" is 3$'
    run -1 grep -c 'of 3 true' <<<"$(screen | grep -v '^2 of 3 true; "task.b" is 3$')"
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_screen 15 '^corosync does not answer$'
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_screen 15 '^2 of 3 true; "task.b" is 3$'
    cmapctl -s task.b u8 1
    wait_until 5 shows_no_status
    term_stop
    run_alone 60 20 wait totem.version=2 --for-at-least 60s
    wait_screen 5 '^true, but not for long enough$'
}

@test "a watch in the background says at its end that programs have failed" {
    term_start
    enter 'watch task.exec --count 1 --exec false &'
    wait_screen 5 '\[1 watch\]'
    cmapctl -s task.exec u8 1
    wait_screen 5 '^\* .* watch 1: task.exec: "false" failed for 1 of 1 events$'
}

@test "a watch at the prompt says at once that no key matches" {
    term_start
    enter 'watch totm'
    wait_screen 5 '^note: no key at or below "totm" yet$'
    wait_screen 5 '^hint: did you mean "totem"\?$'
    keys C-c
    ends_with "$PROMPT"
    [[ $(times 'no key at or below') == 1 ]]
}

@test "the line of a wait says that corosync was lost, also after a silence, and at the start that it waits for it" {
    local pid
    pid=$("$SANDBOX" pid "$SANDBOX_DIR")
    run_alone 60 20 wait task.lost=1
    wait_screen 5 '^no key "task.lost"$'
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 15 "^lost connection to corosync \\(pid $pid\\)\$"
    term_stop
    run_alone 60 20 wait task.lost=1
    wait_screen 15 '^waiting for corosync$'
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 15 '^no key "task.lost"$'
    pid=$("$SANDBOX" pid "$SANDBOX_DIR")
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_screen 15 '^corosync does not answer$'
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 15 "^lost connection to corosync \\(pid $pid\\)\$"
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 15 '^no key "task.lost"$'
}

@test "the line of a wait is cut between letters, and the last column stays empty" {
    local columns letters
    cmapctl -s task.s str "$(printf 'é%.0s' {1..40})"
    for columns in 30 31; do
        run_alone "$columns" 10 wait task.s=x
        letters=$(printf 'é%.0s' $(seq $((columns - 1 - 13))))
        wait_screen 5 "^\"task.s\" is \"$letters\$"
        term_stop
    done
    cmapctl -s task.s str "$(printf 'é%.0s' {1..15})"
    run_alone 30 10 wait task.s=x
    wait_screen 5 "^\"task.s\" is \"$(printf 'é%.0s' {1..15})\"\$"
}

@test "Ctrl-Z leaves no tracker; after fg, --for-at-least starts anew and rate draws a new table" {
    term_run 100 30 env PS1='shell> ' bash --norc --noprofile -i
    wait_screen 5 '^shell>$'
    cmapctl -s task.k u8 1
    printf '%q ' "${CMAPSH_COMMAND[@]}" >run
    echo '"$@"' >>run
    enter '. ./run wait task.k=1 --for-at-least 1s'
    wait_screen 5 '^note: waiting for task.k=1'
    keys C-z
    wait_screen 5 '^\[1\]\+ +Stopped'
    # There is no tracker: corosync keeps no events for a stopped process.
    wait_until 5 eval '! cmapctl -m stats | grep -q "^stats.ipcs.service0.*procname (str) = cmapsh$"'
    local begin=${EPOCHREALTIME/[.,]/}
    enter 'fg; echo "status $?"'
    wait_screen 5 '^status 0$'
    ((${EPOCHREALTIME/[.,]/} - begin >= 1000000))
    keys C-l
    enter '. ./run rate stats.srp stats.knet --interval 200ms'
    wait_screen 5 "$ROW"
    keys C-z
    wait_screen 5 '^\[1\]\+ +Stopped'
    "$SANDBOX" restart "$SANDBOX_DIR"
    enter fg
    draws 3
    # The output of the shell was not overwritten. Counters of two corosyncs are not compared.
    wait_screen 5 '^shell> fg$'
    run ! grep -a cleared "$BATS_TEST_TMPDIR/raw"
    keys C-c
    wait_screen 5 '^shell>$'
}

@test "close stops the tasks of the map" {
    term_start 100 30
    enter 'open stats'
    ends_with "$CLUSTER/$NODE stats>"
    enter 'rate -o ndjson --interval 100ms stats.srp &'
    enter 'wait stats.none=1 &'
    ends_with "$CLUSTER/$NODE stats [1 rate, 1 wait]>"
    enter 'close stats'
    wait_screen 5 '^note: stopped 2 background tasks$'
    ends_with "$PROMPT"
    enter 'open stats'
    ends_with "$CLUSTER/$NODE stats>"
    enter 'wait stats.none=1 &'
    ends_with "$CLUSTER/$NODE stats [1 wait]>"
    enter 'close'
    wait_screen 5 '^note: stopped 1 background task$'
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "rate draws its table in place" {
    run_alone 100 20 rate stats.knet --interval 200ms
    wait_screen 5 "$ROW"
    draws 5
    [[ $(times 'every 0.2 s, Ctrl-C stops it') == 1 ]]
    wait_screen 5 "^stats.knet.node1.link0.$ROW +[▁▂▃▄▅▆▇█]+$"
    run ! grep '^<' <(screen) # every name fits, the longest exactly
    # The highest rate has the highest bar.
    wait_screen 5 "$ROW.*█"
    keys C-c
    wait_until 5 eval '[[ $(term display-message -p "#{pane_dead}") == 1 ]]'
    [[ $(times "$ROW") == 1 ]]
}

@test "rate says that no counter changes" {
    run_alone 60 20 rate stats.srp.rx_msg_dropped --interval 100ms
    is_whole_screen 'every 0.1 s, Ctrl-C stops it' 'no counter has changed'
    draws 3
    is_whole_screen 'every 0.1 s, Ctrl-C stops it' 'no counter has changed'
}

@test "rate shows as many rows as the window has, and how many more there are" {
    run_alone 100 6 rate --all stats.srp --interval 200ms
    wait_screen 5 '^[0-9]+ more: enlarge the window or give a PATH$'
    draws 4
    [[ $(times 'Ctrl-C stops it') == 1 && $(screen | wc -l) == 5 ]]
}

@test "rate shows the ends of names in a narrow window, and no row wraps" {
    local columns
    for columns in 20 36 48 59 64 70 80; do
        run_alone "$columns" 12 rate stats.knet --interval 100ms
        if ((columns < 40)); then wait_screen 5 '^<[a-z_]+bytes'; else wait_screen 5 "^<?[a-z0-9._]*$ROW"; fi
        draws $((columns < 80 ? 3 : 20)) # there bars fill the rows, one more each time
        [[ $(times 'every 0.1 s') == 1 ]] || { echo "$columns: $(screen)" && return 1; }
        term_stop
    done
}

@test "rate draws its table once when the window changes its size" {
    local link=stats.knet.node1.link0
    run_alone 110 20 rate --all "$link.tx_data_bytes" "$link.tx_data_packets" "$link.tx_total_packets" --interval 200ms
    wait_screen 5 "$ROW"
    resize 110 10
    draws 3
    [[ $(screen | grep -c 'Ctrl-C') == 1 ]]
    resize 130 16
    draws 3
    [[ $(screen | grep -c 'Ctrl-C') == 1 ]]
    # In a narrower window the old rows may wrap: they are left, and a new table is drawn in place.
    resize 50 30
    draws 3
    local n
    n=$(times 'Ctrl-C')
    draws 3
    [[ $(times 'Ctrl-C') == "$n" && $(times tx_total_packets) == 2 ]]
    screen | tail -n 4 | grep -Eq "^<.*$ROW"
    run ! grep -E '.{50}' <(screen | tail -n 5)
}

@test "rate prints lines on a dumb terminal, and no sparkline without UTF-8" {
    TERM_ENV=(TERM=dumb)
    run_alone 100 20 rate stats.knet --interval 200ms
    wait_screen 5 "^[0-9:.]{12} stats.knet.node1.link0.tx_data_bytes = [0-9.]+ bytes/s$"
    [[ $(screen) != *Ctrl-C* ]]
    term_stop
    TERM_ENV=(LC_ALL=C)
    run_alone 100 20 rate stats.knet --interval 200ms
    wait_screen 5 "^stats.knet.node1.link0.$ROW"
    draws 3
    run ! grep -a '[^ -~[:cntrl:]]' "$BATS_TEST_TMPDIR/raw"
    [[ $(times 'Ctrl-C stops it') == 1 ]]
}

@test "events of the background and the table of rate do not overwrite each other" {
    term_start 100 30
    enter 'watch task &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'rate stats.knet --interval 200ms'
    wait_screen 5 "$ROW"
    draws 2
    cmapctl -s task.event u8 1
    wait_screen 5 '^[0-9:.]{12} add task.event \(u8\) = 1$'
    draws 3
    wait_screen 5 '^[0-9:.]{12} add task.event \(u8\) = 1$'
    [[ $(times 'every 0.2 s') == 2 ]]
    keys C-c
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    cmapctl -d task.event
}

@test "rate reports a lost connection, and continues below" {
    run_alone 100 30 rate stats.srp --interval 200ms
    wait_screen 5 'orf_token_rx'
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 10 '^\* [0-9:.]{12} lost connection to corosync \(pid [0-9]+\)$'
    wait_screen 10 '^\* [0-9:.]{12} reconnected to corosync \(pid [0-9]+\)$'
    draws 3
    [[ $(times 'every 0.2 s') == 2 ]]
    keys C-c
    wait_until 5 eval '[[ $(term display-message -p "#{pane_dead}") == 1 ]]'
}

# The pid of a program that cmapsh runs for an event.
program_of() { # PID
    pgrep -x -P "$1" sleep
}

@test "the program of a watch ends when its task, its map or the prompt ends" {
    local way pid child watch='watch tsk --initial --exec sleep 1000'
    cmapsh set tsk.key u8 1
    for way in 'stop 1' 'close' 'quit' C-d C-c TERM; do
        term_start
        pid=$(term_pid)
        [[ $way == C-c ]] && enter "$watch" || enter "$watch ; &"
        wait_until 10 program_of "$pid"
        child=$(program_of "$pid")
        case $way in
            C-?) keys "$way" ;;
            TERM) kill -s TERM "$pid" ;;
            *) enter "$way" ;;
        esac
        wait_until 5 is_gone "$child"
        term_stop
    done
}
