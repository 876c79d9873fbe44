#!/usr/bin/env bats
# Ctrl-C, Ctrl-D, Ctrl-Z, and signals to end.

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Starts a shell with job control, which runs cmapsh and prints the modes of the terminal before and after.
shell_start() {
    term_run 80 24 env PS1='shell> ' bash --norc --noprofile -i
    wait_screen 5 '^shell>$'
    printf '%q ' "${CMAPSH_COMMAND[@]}" >run
    enter 'stty -a >before; . ./run'
    wait_screen 5 "^$PROMPT\$"
}

# Prints the pid of the cmapsh that runs in the terminal.
cmapsh_pid() {
    local pid
    for pid in $(pgrep -t "$(term display-message -p '#{s|/dev/||:pane_tty}')" -f 'cmapsh'); do
        [[ $(tr '\0' '\n' <"/proc/$pid/cmdline" | head -n 1) == */cmapsh ]] && echo "$pid" && return
    done
    return 1
}

terminal_is_restored() {
    enter 'stty -a >after; echo done'
    wait_screen 5 '^done$'
    diff before after
}

# A process has so many connections to corosync.
connections_are() { # PID NUMBER
    [[ $(in_sandbox corosync-cmapctl -m stats | grep -c "^stats\.ipcs\.service0\.$1\..*\.procname ") == "$2" ]]
}

# A process has ended; it may still be a zombie.
is_gone() { # PID
    [[ -z $(tr -d '\0' <"/proc/$1/cmdline") ]]
}

asks() {
    keys Tab
    wait_screen 1 'Display all'
}

@test "Ctrl-C drops the line and nothing else" {
    term_start
    types 'set signals.key u8 1'
    keys C-c
    ends_with "$PROMPT set signals.key u8 1" "$PROMPT"
    keys C-c
    ends_with "$PROMPT" "$PROMPT"
    types 'get é'
    keys C-c
    ends_with "$PROMPT get é" "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    run -1 in_sandbox corosync-cmapctl -g signals.key
}

@test "Ctrl-C cancels a search, a question or an incomplete key, and never ends the prompt" {
    printf 'set signalsq.%d u8 1\n' {1..150} | cmapsh
    term_start
    enter pwd
    ends_with / "$PROMPT"
    keys C-r
    types p
    wait_screen 5 'bck:p'
    keys C-c
    ends_with "$PROMPT"
    types abc
    keys Escape C-c
    ends_with "$PROMPT abc" "$PROMPT"
    types 'get signalsq.'
    wait_until 5 asks
    keys C-c
    types 'x'
    wait_screen 5 'x$'
    keys C-c
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "Ctrl-C puts the next prompt below a line of several rows" {
    term_start 30 12
    types 'get aaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee' # the first row is full
    wait_screen 5 'eeeeeeeeee$' # Ctrl-C drops what was not read yet
    keys Home C-c
    ends_with bbbbbbbbbbccccccccccdddddddddd eeeeeeeeee "$PROMPT"
}

@test "Ctrl-C ends a command at once, also while corosync is stopped" {
    local begin
    term_start
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get totem.version'
    wait_screen 5 'waiting for corosync'
    begin=${EPOCHREALTIME/./}
    keys C-c
    wait_screen 5 'interrupted'
    ((${EPOCHREALTIME/./} - begin < 1000000))
    ends_with "$PROMPT"
    types 'get to'
    ends_with "$PROMPT get to"
    "$SANDBOX" cont "$SANDBOX_DIR"
    types 'tem.version'
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

pager_has_ended() {
    ! runs_in_the_terminal less
}

@test "Ctrl-C in the pager does not end the prompt" {
    term_start 80 10
    enter dump
    wait_screen 5 '^:$'
    keys C-c
    # The terminal and the pager drop what they have not read when Ctrl-C comes.
    for _ in 1 2 3 4 5; do
        types q
        wait_until 1 pager_has_ended && break
    done
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "the prompt starts and is usable while corosync is stopped" {
    "$SANDBOX" stop "$SANDBOX_DIR"
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 5 "^$SYSTEM live \[not connected\]>\$"
    enter pwd
    ends_with / "$SYSTEM live [not connected]>"
    "$SANDBOX" cont "$SANDBOX_DIR"
    ends_with "$PROMPT"
}

@test "quit is immediate while corosync is stopped" {
    local begin
    term_start
    "$SANDBOX" stop "$SANDBOX_DIR"
    begin=$SECONDS
    keys C-d
    ends 5 0
    "$SANDBOX" cont "$SANDBOX_DIR"
    ((SECONDS - begin <= 4))
}

@test "Ctrl-D ends the prompt only on an empty line" {
    shell_start
    types 'get totem'
    keys C-d
    types 'x'
    ends_with "$PROMPT get totemx"
    keys C-u C-d
    wait_screen 5 '^shell>$'
    terminal_is_restored
}

@test "Ctrl-Z stops cmapsh, and fg restores the line and the terminal" {
    shell_start
    types 'get totem.ver'
    keys Left Left
    keys C-z
    wait_screen 5 'Stopped'
    ends_with 'shell>'
    terminal_is_restored
    enter fg
    ends_with "$PROMPT get totem.ver"
    types 'X'
    ends_with "$PROMPT get totem.vXer"
    keys BSpace Tab
    types ' '
    keys C-e C-u
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    keys C-d
    wait_screen 5 '^shell>$'
    terminal_is_restored
}

@test "Ctrl-Z stops cmapsh while a command waits for corosync" {
    shell_start
    enter 'get totem.token'
    ends_with 'totem.token (u32) = 1000' "$PROMPT"
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get totem.version'
    wait_screen 5 'waiting for corosync'
    keys C-z
    wait_screen 5 'Stopped'
    ends_with 'shell>'
    "$SANDBOX" cont "$SANDBOX_DIR"
    enter fg
    ends_with "$PROMPT" # the command ended before the process stopped, and left no iterator in corosync
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    keys C-d
    wait_screen 5 '^shell>$'
    terminal_is_restored
}

@test "a stopped prompt has no tracker in corosync" {
    local pid
    shell_start
    pid=$(cmapsh_pid)
    enter 'watch totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live [1 watch]>"
    wait_until 5 connections_are "$pid" 5
    keys C-z
    wait_screen 5 'Stopped'
    connections_are "$pid" 1
    in_sandbox corosync-cmapctl -s totem.signals u8 1
    enter fg
    wait_screen 5 '\(meanwhile\) add totem.signals \(u8\) = 1'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    wait_until 5 connections_are "$pid" 5
}

# Starts a shell with job control, in which ". ./run" runs a watch.
shell_for_watch() { # [ARG]...
    term_run 80 24 env PS1='shell> ' bash --norc --noprofile -i
    wait_screen 5 '^shell>$'
    printf '%q ' "${CMAPSH_COMMAND[@]}" "$@" >run
}

@test "a stopped watch has no tracker in corosync, and later prints what it missed" {
    local pid
    shell_for_watch watch signals.stopped stats.srp.mtt_rx_token --initial
    enter '. ./run'
    wait_screen 5 'initial stats.srp.mtt_rx_token'
    pid=$(cmapsh_pid)
    connections_are "$pid" 2
    keys C-z
    wait_screen 5 'Stopped'
    connections_are "$pid" 0
    in_sandbox corosync-cmapctl -s signals.stopped u8 1
    enter fg
    wait_screen 5 '\(meanwhile\) add signals.stopped \(u8\) = 1$'
    wait_until 5 connections_are "$pid" 2
    in_sandbox corosync-cmapctl -s signals.stopped u8 2
    wait_screen 5 '[0-9] modify signals.stopped \(u8\) = 1 -> 2$'
    keys C-c
    wait_screen 5 '^shell>$'
}

@test "Ctrl-Z while a watch starts leaves no tracker in corosync" {
    local pid
    shell_for_watch watch signals.early
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter '. ./run'
    wait_screen 5 'waiting for corosync'
    pid=$(cmapsh_pid)
    keys C-z
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_screen 5 'Stopped'
    connections_are "$pid" 0
    enter fg
    wait_until 5 connections_are "$pid" 1
    in_sandbox corosync-cmapctl -s signals.early u8 1
    wait_screen 5 'add signals.early \(u8\) = 1$'
    keys C-c
    wait_screen 5 '^shell>$'
}

@test "fg after SIGSTOP restores the line" {
    local pid
    shell_start
    pid=$(cmapsh_pid)
    types 'get totem.ver'
    ends_with "$PROMPT get totem.ver"
    kill -s STOP "$pid"
    wait_screen 5 'Stopped'
    enter fg
    ends_with "$PROMPT get totem.ver"
    keys Tab
    ends_with "$PROMPT get totem.version"
    pastes $'\nget totem.token'
    ends_with 'get totem.token'
    [[ $(screen) != *'totem.version (u32)'* ]]
}

@test "SIGTERM ends the prompt, restores the terminal and saves the history" {
    shell_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    types 'half'
    kill -s TERM "$(cmapsh_pid)"
    wait_screen 5 '^shell>$'
    terminal_is_restored
    [[ $(<state/cmapsh/history) == 'get totem.version' ]]
}

@test "SIGHUP ends the prompt and restores the terminal" {
    shell_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    kill -s HUP "$(cmapsh_pid)"
    wait_screen 5 '^shell>$'
    terminal_is_restored
    [[ $(<state/cmapsh/history) == 'get totem.version' ]]
}

@test "SIGTERM ends the prompt during a command" {
    shell_start
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get totem.version'
    wait_screen 5 'waiting for corosync'
    kill -s TERM "$(cmapsh_pid)"
    wait_screen 5 '^shell>$'
    "$SANDBOX" cont "$SANDBOX_DIR"
    terminal_is_restored
}

@test "the prompt ends when its terminal is closed" {
    local pid
    term_start
    pid=$(term_pid)
    term_stop
    wait_until 5 is_gone "$pid"
}

# Starts cmapsh, which ignores SIGHUP as after nohup.
start_without_hangup() { # [ARG]...
    # shellcheck disable=SC2034 # the terminal's
    TERM_ENV=(--ignore-signal=HUP PAGER=less)
    term_run 80 10 "${CMAPSH_COMMAND[@]}" "$@"
    [[ $# != 0 ]] || ends_with "$PROMPT"
}

# The terminal goes, and no signal comes: the program in it ends by itself.
ends_with_the_terminal() {
    local pid
    pid=$(term_pid)
    kill -s KILL "$(term display-message -p '#{pid}')"
    wait_until 5 is_gone "$pid"
}

@test "the prompt ends when its terminal is closed and SIGHUP is ignored" {
    start_without_hangup
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    types 'half a line'
    ends_with "$PROMPT half a line"
    ends_with_the_terminal
    [[ $(<state/cmapsh/history) == 'get totem.version' ]]
}

@test "the prompt ends when its terminal is closed during a command, and SIGHUP is ignored" {
    start_without_hangup
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    keys C-c
    ends_with "$PROMPT" "$PROMPT"
    enter 'watch signals.never'
    wait_screen 5 'Ctrl-C stops it'
    ends_with_the_terminal
}

@test "the prompt ends when its terminal is closed while the pager shows an output, and SIGHUP is ignored" {
    start_without_hangup
    enter dump
    wait_screen 5 '^:$'
    ends_with_the_terminal
}

@test "the prompt ends when its terminal is closed at a question, and SIGHUP is ignored" {
    start_without_hangup
    cmapsh set signals.gone u8 1
    enter 'delete --prefix signals.gone'
    wait_screen 5 '^Delete this key'
    ends_with_the_terminal
    run -0 cmapsh get signals.gone
}

@test "a command ends when its terminal is closed and SIGHUP is ignored" {
    local command
    cmapsh set signals.gone u8 1
    # shellcheck disable=SC2034 # the terminal's
    for command in 'watch signals.gone --initial' 'wait signals.never' 'rate stats.srp' 'delete --prefix signals.gone' 'load -' '-f -'; do
        # shellcheck disable=SC2086 # words
        start_without_hangup $command
        case $command in
            delete*) wait_screen 5 '^Delete this key' ;;
            -f*) enter 'get totem.version' && wait_screen 5 '^totem.version \(u32\)' ;;
            load*) types 'signals.half u8' && wait_screen 5 '^signals.half' ;;
            *) wait_screen 5 'Ctrl-C stops it' ;;
        esac
        ends_with_the_terminal
    done
    run -0 cmapsh get signals.gone
}

runs_in_the_terminal() { # NAME
    pgrep -x -t "$(term display-message -p '#{s|/dev/||:pane_tty}')" "$1"
}

@test "SIGTERM ends the prompt while the pager shows an output, and the pager" {
    # shellcheck disable=SC2034 # the terminal's
    TERM_ENV=(PAGER='sleep 1000')
    shell_start
    enter 'dump runtime.config totem'
    wait_until 5 runs_in_the_terminal sleep
    kill -s TERM "$(cmapsh_pid)"
    wait_screen 5 '^shell>$'
    run -1 runs_in_the_terminal sleep
    terminal_is_restored
}

@test "SIGQUIT and Ctrl-backslash do nothing" {
    term_start
    types 'get totem'
    ends_with "$PROMPT get totem" # a terminal drops what was not read when Ctrl-\ comes
    keys C-\\
    types '.version'
    ends_with "$PROMPT get totem.version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "SIGTERM ends a prompt that is stopped in the background" {
    shell_start
    keys C-z
    wait_screen 5 'Stopped'
    enter 'jobs -p >job; kill %1; echo told'
    wait_screen 5 '^told$'
    wait_until 5 is_gone "$(<job)"
    terminal_is_restored
}

@test "Ctrl-Z in the pager stops both, and fg restores the pager" {
    # shellcheck disable=SC2034 # the terminal's
    TERM_ENV=(PAGER=less)
    shell_start
    enter 'dump runtime.config totem'
    wait_screen 5 '^:$'
    keys C-z
    wait_screen 5 'Stopped'
    enter fg
    wait_screen 5 '^:$'
    keys q
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "Ctrl-Z stops a pager that has not read all of its input" {
    seq -f 'signals.key%.0f (str) = a text of some length' 5000 >saved
    # shellcheck disable=SC2034 # the terminal's
    TERM_ENV=(PAGER=less)
    shell_start
    enter 'dump -m ./saved'
    wait_screen 5 '^:$'
    keys C-z
    wait_screen 5 'Stopped'
    enter fg
    wait_screen 5 '^:$'
    keys q
    ends_with "$PROMPT"
}

@test "Ctrl-C ends a question to other nodes, and leaves no ssh" {
    local folder=$BATS_TEST_TMPDIR/bin
    mkdir "$folder"
    printf '#!/bin/sh\necho $$ >>%q\nexec sleep 60\n' "$BATS_TEST_TMPDIR/pids" >"$folder/ssh"
    chmod +x "$folder/ssh"
    # shellcheck disable=SC2034 # for term_start
    TERM_ENV=("PATH=$folder:$PATH")
    term_start
    enter 'get -N node7,node8 totem.version'
    # shellcheck disable=SC2016 # for eval
    wait_until 10 eval '(($(grep -c . "$BATS_TEST_TMPDIR/pids") == 2))'
    term send-keys C-c
    wait_screen 10 'interrupted'
    ends_with "$PROMPT"
    while read -r pid; do wait_until 5 is_gone "$pid"; done <"$BATS_TEST_TMPDIR/pids"
}

@test "Ctrl-C ends the reading of a report" {
    local folder=$BATS_TEST_TMPDIR/bin
    mkdir "$folder"
    echo text >"$folder/text"
    tar -C "$folder" -cf - text | head -c 1024 >"$folder/file"
    # A program that unpacks without an end, one file after the other.
    printf '#!/bin/sh\ntrap "" INT\necho $$ >>%q\nwhile cat %q; do sleep 0.02; done\n' "$BATS_TEST_TMPDIR/pids" "$folder/file" >"$folder/gzip"
    chmod +x "$folder/gzip"
    printf '\x1f\x8b\x08rest' >"$BATS_TEST_TMPDIR/report.tar.gz"
    # shellcheck disable=SC2034 # for term_start
    TERM_ENV=("PATH=$folder:$PATH")
    term_start
    enter "open $BATS_TEST_TMPDIR/report.tar.gz"
    wait_until 10 test -s "$BATS_TEST_TMPDIR/pids"
    term send-keys C-c
    wait_screen 10 'interrupted'
    ends_with "$PROMPT"
    while read -r pid; do wait_until 5 is_gone "$pid"; done <"$BATS_TEST_TMPDIR/pids"
}
