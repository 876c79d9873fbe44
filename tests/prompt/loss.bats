#!/usr/bin/env bats
# corosync goes away and comes back while somebody is at the prompt.
# shellcheck disable=SC2030,SC2031,SC2034 # each test has its own PROMPT and TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Tests end with a corosync that runs.
teardown() {
    term_clear
    "$SANDBOX" pid "$SANDBOX_DIR" >/dev/null 2>&1 || "$SANDBOX" restart "$SANDBOX_DIR"
    end_test
}

corosync_pid() {
    "$SANDBOX" pid "$SANDBOX_DIR"
}

# How many lines of the screen fit.
count() { # REGEX
    screen | grep -Ec -- "$1"
}

# Processor time of a process, in clock ticks.
ticks() { # PID
    local stat
    stat=$(<"/proc/$1/stat")
    # shellcheck disable=SC2086 # words
    set -- ${stat##*) }
    echo $((${12} + ${13}))
}

# What Tab makes of what is typed; the names of keys may still be on their way to the prompt.
tab_gives() { # TYPED LINE
    keys C-u
    types "$1"
    keys Tab
    types @ # behind what Tab made of it
    wait_screen 5 '@$'
    [[ $(screen) == *"$PROMPT $2@" ]]
}

@test "the loss is said once, and the prompt shows it" {
    local pid
    pid=$(corosync_pid)
    term_start
    types 'get totem.ver'
    ends_with "$PROMPT get totem.ver"
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "* corosync (pid $pid) is gone" "cmapsh $NODE live [disconnected]> get totem.ver"
    types 'sion'
    keys Enter
    wait_screen 5 'corosync is not running on this node'
    enter pwd
    ends_with / "cmapsh $NODE live [disconnected]>"
    [[ $(count 'is gone') == 1 ]]
}

@test "the loss is said once, too, when several maps are open and watched" {
    term_start 100 50
    enter 'open stats'
    enter 'open icmap'
    enter 'watch totem &'
    enter 'watch quorum &'
    ends_with "cmapsh $NODE icmap [2 watches]>"
    before=$(corosync_pid)
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "cmapsh $NODE icmap [2 watches, disconnected]>"
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "* corosync is back: it was restarted (pid $(corosync_pid), before $before)" "cmapsh $NODE icmap [2 watches]>"
    enter 'use stats'
    ends_with "cmapsh $NODE stats [2 watches]>"
    enter 'use live'
    ends_with "cmapsh $NODE live [2 watches]>"
    [[ $(count 'is gone') == 1 && $(count 'is back') == 1 ]]
}

@test "the next command reconnects, and says that it is another corosync" {
    local before after
    before=$(corosync_pid)
    term_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    "$SANDBOX" restart "$SANDBOX_DIR"
    after=$(corosync_pid)
    ends_with "* corosync is back: it was restarted (pid $after, before $before)" "$PROMPT"
    enter 'get totem.version'
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    enter 'get totem.version'
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
}

@test "nothing is lost from the session: maps, path, history, watches, the line" {
    term_start 100 50
    enter 'open icmap as mine'
    enter 'cd totem'
    enter 'watch &'
    PROMPT="cmapsh $NODE mine:totem [1 watch]>"
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

@test "Tab knows the keys of the corosync that is there now" {
    in_sandbox corosync-cmapctl -s loss3.old u8 1
    term_start
    wait_until 5 tab_gives 'get loss3.o' 'get loss3.old '
    keys C-u
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen 10 'is back'
    ends_with "$PROMPT"
    in_sandbox corosync-cmapctl -s loss3.new u8 1
    wait_until 5 tab_gives 'get loss3.' 'get loss3.new '
}

@test "handles shows the loss and the last error" {
    term_start 100 30
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "cmapsh $NODE live [disconnected]>"
    enter 'get totem.version'
    enter handles
    wait_screen 5 '^\* live +live +lost '
    wait_screen 5 '^  last error: corosync is not running on this node'
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter handles
    wait_screen 5 "^\* live +live +connected +node $NODE, corosync pid $(corosync_pid), "
}

@test "a prompt without corosync says so, uses no processor, and connects when it comes" {
    local pid before
    "$SANDBOX" kill "$SANDBOX_DIR"
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 5 "^cmapsh $SYSTEM live \[not connected\]>\$"
    enter 'get totem.version'
    wait_screen 5 'corosync is not running on this node'
    pid=$(term_pid)
    before=$(ticks "$pid")
    sleep 2 # nothing but time to wait for
    (($(ticks "$pid") - before <= 10))
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter 'get totem.version'
    wait_screen 5 '^totem.version \(u32\) = 2$'
}

@test "a lost connection uses no processor" {
    local pid before
    term_start 100 30
    enter 'open stats'
    enter 'watch stats.knet &'
    enter 'get stats.ipcs.global.active'
    ends_with "cmapsh $NODE stats [1 watch]>"
    "$SANDBOX" kill "$SANDBOX_DIR"
    ends_with "cmapsh $NODE stats [1 watch, disconnected]>"
    pid=$(term_pid)
    before=$(ticks "$pid")
    sleep 2
    (($(ticks "$pid") - before <= 10))
}

@test "corosync dies while a command waits for it" {
    term_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get totem.token'
    wait_screen 5 'waiting for corosync'
    "$SANDBOX" kill "$SANDBOX_DIR"
    wait_screen 5 '^cmapsh: get: '
    ends_with "cmapsh $NODE live [disconnected]>"
    "$SANDBOX" restart "$SANDBOX_DIR"
    ends_with "$PROMPT"
    enter 'get totem.token'
    wait_screen 5 '^totem.token \(u32\) = 1000$'
}
