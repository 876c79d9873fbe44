#!/usr/bin/env bats
# corosync is killed and restarted while the prompt runs.
# shellcheck disable=SC2030,SC2031,SC2034,SC2154 # each test has its own PROMPT and TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Restarts corosync after a test that killed it.
teardown() {
    term_clear
    "$SANDBOX" pid "$SANDBOX_DIR" >/dev/null 2>&1 || "$SANDBOX" restart "$SANDBOX_DIR"
    end_test
}

corosync_pid() {
    "$SANDBOX" pid "$SANDBOX_DIR"
}

# Prints how many lines of the screen match.
count() { # REGEX
    screen | grep -Ec -- "$1"
}

# Prints the processor time of a process, in clock ticks.
ticks() { # PID
    local stat
    stat=$(<"/proc/$1/stat")
    # shellcheck disable=SC2086 # words
    set -- ${stat##*) }
    echo $((${12} + ${13}))
}

# TYPED and Tab become LINE, perhaps only after the prompt has read the names of keys.
tab_gives() { # TYPED LINE
    keys C-u
    types "$1"
    keys Tab
    types @ # shows the position of the cursor
    wait_screen 5 '@$'
    [[ $(screen) == *"$PROMPT $2@" ]]
}

@test "a corosync that hangs is reported once, and the prompt and handles show it" {
    local pid
    pid=$(corosync_pid)
    term_start
    enter pwd
    ends_with / "$PROMPT"
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_screen 15 "^\* [0-9:.]+ corosync \(pid $pid\) does not answer\$"
    ends_with "$CLUSTER/$NODE live [not answering]>"
    enter handles
    wait_screen 5 '^\* live +live +not answering '
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_screen 15 "^\* [0-9:.]+ corosync \(pid $pid\) answers again\$"
    ends_with "$PROMPT"
    [[ $(count 'does not answer') == 1 && $(count 'answers again') == 1 ]]
}

@test "a lost connection is reported once, and the prompt shows it" {
    local pid
    pid=$(corosync_pid)
    term_start
    types 'get totem.ver'
    ends_with "$PROMPT get totem.ver"
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 5 "^\* [0-9:.]+ lost connection to corosync \(pid $pid\)\$"
    ends_with "$CLUSTER/$NODE live [lost]> get totem.ver"
    types 'sion'
    keys Enter
    wait_screen 5 'corosync is not running on this node'
    enter pwd
    ends_with / "$CLUSTER/$NODE live [lost]>"
    [[ $(count 'lost connection') == 1 ]]
}

@test "a lost connection is reported once if several maps are open and watched" {
    term_start 100 50
    enter 'open stats'
    enter 'open icmap'
    enter 'watch totem &'
    enter 'watch quorum &'
    ends_with "$CLUSTER/$NODE icmap [2 watches]>"
    before=$(corosync_pid)
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "$CLUSTER/$NODE icmap [lost, 2 watches]>"
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 5 "^\* [0-9:.]+ reconnected to corosync, restarted as pid $(corosync_pid) \(was $before\)\$"
    ends_with "$CLUSTER/$NODE icmap [2 watches]>"
    enter 'use stats'
    ends_with "$CLUSTER/$NODE stats [2 watches]>"
    enter 'use live'
    ends_with "$CLUSTER/$NODE live [2 watches]>"
    [[ $(count 'lost connection') == 1 && $(count 'reconnected to') == 1 ]]
}

@test "a lost connection is reported once if a watch runs in the foreground, and --no-reconnect ends one in the background" {
    local before
    before=$(corosync_pid)
    term_start
    enter 'watch --no-reconnect totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'watch quorum'
    wait_screen 5 'Ctrl-C stops it'
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 15 "^\* [0-9:.]+ lost connection to corosync \(pid $before\)\$"
    wait_screen 15 "^\* [0-9:.]+ watch 1: totem: lost connection to corosync \(pid $before\)\$"
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 15 "^\* [0-9:.]+ reconnected to corosync, restarted as pid $(corosync_pid) "
    keys C-c
    ends_with "$PROMPT"
    [[ $(count '[0-9] lost connection') == 1 && $(count 'reconnected to') == 1 ]]
}

@test "a restart of corosync is reported, and the next command works" {
    local before after
    before=$(corosync_pid)
    term_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    "$SANDBOX" restart "$SANDBOX_DIR"
    after=$(corosync_pid)
    wait_screen 5 "^\* [0-9:.]+ reconnected to corosync, restarted as pid $after \(was $before\)\$"
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    enter 'get totem.version'
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
}

@test "a restart of corosync keeps the maps, the path, the history, the watches and the line" {
    term_start 100 50
    enter 'open icmap as mine'
    enter 'cd totem'
    enter 'watch &'
    PROMPT="$CLUSTER/$NODE mine:totem [1 watch]>"
    ends_with "$PROMPT"
    types 'get vers'
    in_sandbox corosync-cmapctl -s totem.loss1 u8 1
    wait_screen 5 'add totem.loss1'
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT get vers"
    wait_screen 5 '\(meanwhile\) delete totem.loss1 \(u8\) = 1'
    in_sandbox corosync-cmapctl -s totem.loss2 u8 1
    wait_screen 5 'add totem.loss2 \(u8\) = 1'
    keys Tab Enter
    wait_screen 5 '^totem.version \(u32\) = 2$'
    keys Up Up
    ends_with "$PROMPT watch &"
    keys C-u
    enter handles
    wait_screen 5 '^  live +live '
    wait_screen 5 '^\* mine +icmap +connected '
    wait_screen 5 '^  watch 1 +mine +totem$'
}

@test "Tab completes the keys of a restarted corosync" {
    in_sandbox corosync-cmapctl -s loss3.old u8 1
    term_start
    wait_until 5 tab_gives 'get loss3.o' 'get loss3.old '
    keys C-u
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 10 'reconnected to'
    ends_with "$PROMPT"
    in_sandbox corosync-cmapctl -s loss3.new u8 1
    wait_until 5 tab_gives 'get loss3.' 'get loss3.new '
}

@test "handles shows a lost connection and the last error" {
    term_start 100 30
    enter status
    wait_screen 5 '^totem  token '
    enter handles # status asked for keys that do not exist
    wait_screen 5 '^\* live .* keys$'
    [[ $(screen) != *'last error'* ]]
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "$CLUSTER/$NODE live [lost]>"
    enter 'get totem.version'
    enter handles
    wait_screen 5 '^\* live +live +lost '
    wait_screen 5 '^  last error: corosync is not running on this node'
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter handles
    wait_screen 5 "^\* live +live +connected +node $NODE, corosync pid $(corosync_pid), "
}

@test "a prompt without corosync shows it, uses no processor time, and connects later" {
    local pid before
    "$SANDBOX" kill "$SANDBOX_DIR"
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 5 "^$SYSTEM live \[not connected\]>\$"
    enter 'get totem.version'
    wait_screen 5 'corosync is not running on this node'
    pid=$(term_pid)
    before=$(ticks "$pid")
    sleep 2 # measures the processor time of 2 s
    (($(ticks "$pid") - before <= 10))
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter 'get totem.version'
    wait_screen 5 '^totem.version \(u32\) = 2$'
}

@test "a lost connection uses no processor time" {
    local pid before
    term_start 100 30
    enter 'open stats'
    enter 'watch stats.knet &'
    enter 'get stats.ipcs.global.active'
    ends_with "$CLUSTER/$NODE stats [1 watch]>"
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "$CLUSTER/$NODE stats [lost, 1 watch]>"
    pid=$(term_pid)
    before=$(ticks "$pid")
    sleep 2
    (($(ticks "$pid") - before <= 10))
}

@test "a command that waits for corosync fails when corosync dies" {
    term_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get totem.token'
    wait_screen 5 'waiting for corosync'
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 5 '^cmapsh: get: '
    ends_with "$CLUSTER/$NODE live [lost]>"
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter 'get totem.token'
    wait_screen 5 '^totem.token \(u32\) = 1000$'
}

@test "a prompt that starts without corosync says why, before anything is typed" {
    "$SANDBOX" kill "$SANDBOX_DIR"
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 10 '>$'
    screen | grep -q 'corosync is not running on this node'
    "$SANDBOX" restart "$SANDBOX_DIR"
}

@test "after a loss during a change, how many other changes were not sent is told, if there are others" {
    TERM_ENV=(FAKE_CMAP='delete=hangup*1+1')
    term_run 100 24 "$top_builddir/tests/fakes/cmapsh" delete --yes test.u8 test.u16 test.u32
    wait_screen 10 '^note: 1 of 3 changes was not sent$'
    term_stop
    TERM_ENV=(FAKE_CMAP='delete=hangup')
    term_run 100 24 "$top_builddir/tests/fakes/cmapsh" delete --yes test.u8
    wait_screen 10 '^hint: check with: cmapsh get KEY$' # the end of a program moves the first row off the screen
    ends 5 4
    [[ $(screen) != *'not sent'* ]]
}
