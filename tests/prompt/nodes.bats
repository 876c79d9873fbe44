#!/usr/bin/env bats
# Tasks on several nodes at the prompt, over the fake ssh.
# shellcheck disable=SC2030,SC2031,SC2034,SC2154 # each test has its own PROMPT and TERM_ENV, for terminal.bash; what the helper sets

load ../helper
load terminal

setup_file() {
    sandbox_up --nodes 2
}

# Starts cmapsh with the fake ssh, and a cmapsh on the other node.
start_with_ssh() {
    mkdir "$BATS_TEST_TMPDIR/bin" "$BATS_TEST_TMPDIR/faults"
    ln -s "$(realpath "$top_builddir/cmapsh")" "$BATS_TEST_TMPDIR/bin/cmapsh"
    TERM_ENV=("PATH=$top_srcdir/tests/fakes/bin:$PATH" "SSH_PATH=$BATS_TEST_TMPDIR/bin" "SSH_FAULTS=$BATS_TEST_TMPDIR/faults")
    term_start
}

start_with_ssh_that_hangs() {
    TERM_ENV=("PATH=$top_srcdir/tests/fakes/bin:$PATH" SSH_HANG=node2)
    term_start
}

set_on() { # K KEY TYPE VALUE
    in_sandbox --node "$1" "$top_builddir/cmapsh" set "${@:2}"
}

# Whether both nodes are watched.
both_watch() { # WORDS
    (($(pgrep -c -f " -- $1\$") == 2))
}

@test "a watch of several nodes without a path watches the branch of cd" {
    start_with_ssh
    enter 'cd totem'
    PROMPT="$CLUSTER/$NODE live:totem>"
    ends_with "$PROMPT"
    enter 'watch -N all --initial --count 40'
    wait_screen 10 'initial totem\.version'
    keys C-c
    ends_with "$PROMPT"
    [[ $(screen) != *'initial runtime.'* && $(screen) != *'initial nodelist.'* ]]
}

@test "a watch of several nodes runs in the background, and stop ends it on the nodes" {
    start_with_ssh
    enter 'watch -N all --initial p.one totem.version &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    wait_screen 10 'node1: [0-9:.]{12} initial totem.version'
    wait_screen 10 'node2: [0-9:.]{12} initial totem.version'
    types 'get totem.versi'
    set_on 2 p.one u8 7
    wait_screen 10 '^node2: [0-9:.]{12} add p.one \(u8\) = 7$'
    ends_with "$PROMPT get totem.versi"
    keys Tab Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    enter 'handles'
    wait_screen 10 '^  watch 1    nodes  p.one totem.version on all nodes$'
    enter 'stop'
    ends_with "$CLUSTER/$NODE live>"
    wait_until 10 eval '! pgrep -f " -- p.one totem.version\$" >/dev/null'
}

@test "in the background, a node that is lost and a task that ends are lines among the others" {
    start_with_ssh
    echo 'ssh: connect to host node2 port 22: No route to host' >"$BATS_TEST_TMPDIR/faults/node2"
    enter 'wait -N all totem.version=2 &'
    wait_screen 10 '^[*] [0-9:.]{12} node2: ssh: connect to host node2 port 22: No route to host; try'
    rm "$BATS_TEST_TMPDIR/faults/node2"
    wait_screen 20 '^[*] [0-9:.]{12} wait 1: totem.version=2 on all nodes: done$'
    echo $'\033[31mno route' >"$BATS_TEST_TMPDIR/faults/node2"
    enter 'watch -N all p.two &'
    wait_screen 10 '^[*] [0-9:.]{12} node2: \\x1b\[31mno route; trying again$'
    enter 'stop all'
}

@test "wait of several nodes shows which it still waits for" {
    start_with_ssh
    enter 'wait -N all p.waited=1'
    wait_screen 10 '^0 of 2 nodes: waiting for node\[1-2\]$'
    set_on 1 p.waited u8 1
    wait_screen 10 '^1 of 2 nodes: waiting for node2$'
    set_on 2 p.waited u8 1
    ends_with "$PROMPT"
    [[ $(screen) != *"nodes: waiting for"* ]]
}

@test "Ctrl-C ends a watch of several nodes, and the prompt goes on" {
    start_with_ssh
    enter 'watch -N all p.three'
    wait_until 10 both_watch p.three
    keys C-c
    PROMPT="$CLUSTER/$NODE live>"
    ends_with "$PROMPT"
    wait_until 10 eval '! pgrep -f " -- p.three\$" >/dev/null'
}

@test "the prompt goes on after a watch of more nodes than there can be" {
    term_start
    enter "watch -N 'n[1-65]' totem"
    wait_screen 5 '^cmapsh: watch: watch follows at most 64 nodes, not 65$'
    ends_with 'hint: name fewer nodes' "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "while a node does not answer, a note names it, and Ctrl-C names it, too" {
    start_with_ssh_that_hangs
    enter 'get -N all totem.version'
    wait_screen 10 '^note: waiting for node2 [.]{3}$'
    keys C-c
    wait_screen 10 '^node1: totem.version .u32. = 2$'
    wait_screen 10 'node2: .*interrupted'
}
