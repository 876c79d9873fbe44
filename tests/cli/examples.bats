#!/usr/bin/env bats
# The examples that help shows: each can be typed as it stands.

# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up --nodes 2
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
    mkdir bin
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$top_builddir/cmapsh" >bin/cmapsh
    chmod +x bin/cmapsh
    export PATH=$PWD/bin:$top_srcdir/tests/fakes/bin:$PATH
    echo 'get totem.cluster_name' >checks.cmapsh
}

commands() {
    cmapsh help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z]*\) .*/\1/p'
}

# The corosync.conf of the first node is elsewhere.
examples() { # COMMAND
    cmapsh help "$1" | sed -n "/^Examples\$/,/^\$/ s/^  //p" | sed "s#/etc/corosync/#$SANDBOX_DIR/node1/#"
}

# What examples find there.
prepare() {
    printf 'set %s\n' 'my.counter u32 5' 'my.note str x' 'my.test.a u8 1' 'totem.token 3000' | cmapsh
    cmapsh -m icmap dump >before.txt
    cmapsh dump totem my >plan.txt
}

# Lines typed at the prompt; all that is shown.
at_the_prompt() { # LINE...
    local line
    for line in "$@" quit; do printf '%s\n' "$line"; done |
        TERM=dumb CMAPSH_HISTFILE='' SHELL=$BASH in_sandbox script -qec 'cmapsh --no-rc' /dev/null | tr -d '\r'
}

@test "every command has two examples, or one if it has only one form" {
    local command least n=0
    while read -r command; do
        n=$((n + 1))
        run -0 examples "$command"
        least=2
        case $command in pwd | handles) least=1 ;; esac
        ((${#lines[@]} >= least)) || { echo "$command" && return 1; }
    done < <(commands)
    ((n > 20))
}

endless() { # COMMAND
    [[ $1 == watch || $1 == rate || $1 == every ]]
}

@test "every example for the shell works" {
    local command example limit n=0
    mkfifo keyboard
    exec 5<>keyboard # without an end: there script(1) would wait 2 s for somebody to read what was typed
    while read -r command; do
        while read -r example; do
            [[ $example == 'cmapsh '* ]] || continue
            n=$((n + 1))
            prepare
            limit=60
            ! endless "$command" || limit=1
            # A terminal, and somebody who says yes; and Ctrl-C for what does not end of itself.
            echo y >&5
            run in_sandbox env SHELL="$BASH" script -qec "timeout --foreground -s INT $limit $example" /dev/null <&5
            echo "$example: $status $output"
            [[ $output != *"cmapsh: "* ]]
            # The token was set, and is another one in corosync.conf; on a busy machine the links are slow.
            ((status == 0)) || { ((status == 124)) && endless "$command"; } ||
                { ((status == 1)) && [[ $example == *' diff '*corosync.conf || $example == *' diff -N '* || $command == status ]]; }
        done < <(examples "$command")
    done < <(commands)
    ((n > 20))
}

@test "every example for the prompt works" {
    local command example n=0
    while read -r command; do
        while read -r example; do
            [[ $example != 'cmapsh '* ]] || continue
            n=$((n + 1))
            case $example in
            'use '* | 'close'*) run -0 at_the_prompt 'open icmap as second' 'open stats' "$example" ;;
            stop) run -0 at_the_prompt 'watch my &' "$example" ;;
            'stop '*) run -0 at_the_prompt 'watch my &' 'watch totem &' "$example" ;;
            'cd ../'*) run -0 at_the_prompt 'cd totem' "$example" ;;
            *) run -0 at_the_prompt "$example" ;;
            esac
            [[ $output == *"$example"* && $output != *'cmapsh: '* ]] || { echo "$example: $output" && return 1; }
        done < <(examples "$command")
    done < <(commands)
    ((n > 10))
}

@test "an example of a command for the prompt does not begin with the name of the program" {
    run -0 cmapsh help cd
    [[ ${lines[0]} == 'usage: cd [PATH]   (at the prompt and in scripts)' && $output != *'  cmapsh '* ]]
    run -0 cmapsh help get
    [[ ${lines[0]} == 'usage: cmapsh get KEY...' && $output == *'  cmapsh get '* ]]
}
