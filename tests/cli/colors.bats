#!/usr/bin/env bats
# Colors of keys and values: what they say, and that they say nothing by themselves.
# shellcheck disable=SC2154 # what bats and the helper set
load ../helper

setup_file() {
    sandbox_up
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cat >saved <<END
runtime.members.1.status (str) = joined
runtime.members.2.status (str) = left
stats.knet.node2.link0.connected (u8) = 0
stats.knet.node3.link0.connected (u8) = 1
totem.token (u32) = 1000
END
}

# Runs cmapsh with colors, each printed as a word in angle brackets.
colored() { # ARG...
    "$top_builddir/cmapsh" --color always "$@" 2>&1 | sed -e 's/\x1b\[0m/<>/g' -e 's/\x1b\[1m/<bright>/g' -e 's/\x1b\[2m/<dim>/g' \
        -e 's/\x1b\[31m/<red>/g' -e 's/\x1b\[32m/<green>/g' -e 's/\x1b\[1;34m/<branch>/g'
}

@test "types are dim, and states that are not healthy are red" {
    run -0 colored -m ./saved dump
    [[ $output == 'runtime.members.1.status <dim>(str)<> = joined
runtime.members.2.status <dim>(str)<> = <red>left<>
stats.knet.node2.link0.connected <dim>(u8)<> = <red>0<>
stats.knet.node3.link0.connected <dim>(u8)<> = 1
totem.token <dim>(u32)<> = 1000' ]]
}

@test "branches look like folders" {
    run -0 colored -m ./saved ls
    [[ $output == $'<branch>runtime.<>\n<branch>stats.<>\n<branch>totem.<>' ]]
    run -0 colored -m ./saved ls -l totem
    [[ $output == 'token <dim>(u32)<> = 1000' ]]
    run -0 colored -m ./saved ls -l runtime
    [[ $output == '<branch>members.<> <dim>(branch)<> = 2 keys' ]]
    run -0 colored -m ./saved tree totem
    [[ $output == $'<branch>totem<>\n<dim>'*'<>token <dim>(u32)<> = 1000' ]]
}

@test "diff shows what was removed red, and what was added green" {
    sed 's/1000/2000/' saved >later
    run -0 colored diff ./saved ./later
    [[ $output == *$'<red>-totem.token (u32) = 1000<>\n<green>+totem.token (u32) = 2000<>'* ]]
}

@test "colors change nothing else" {
    local words
    for words in dump ls 'ls -l runtime' tree 'get totem.token runtime.members.2.status' 'find status' 'diff ./saved' 'status'; do
        # shellcheck disable=SC2086 # words
        diff <("$top_builddir/cmapsh" --color never -m ./saved $words 2>&1) \
            <("$top_builddir/cmapsh" --color always -m ./saved $words 2>&1 | sed 's/\x1b\[[0-9;]*m//g')
    done
}

@test "formats for programs have no colors" {
    local format
    for format in json ndjson csv prom; do
        run "$top_builddir/cmapsh" --color always -o "$format" -m ./saved dump
        [[ $output != *$'\e'* ]]
    done
}

@test "colors are for terminals that have them" {
    local command="'$top_builddir/cmapsh' -m ./saved get totem.token"
    TERM=xterm run -0 script -qec "$command" /dev/null
    [[ $output == *$'\e[2m(u32)\e[0m'* ]]
    TERM=xterm NO_COLOR=1 run -0 script -qec "$command" /dev/null
    [[ $output != *$'\e'* ]]
    TERM=dumb run -0 script -qec "$command" /dev/null
    [[ $output != *$'\e'* ]]
    run -0 "$top_builddir/cmapsh" -m ./saved get totem.token
    [[ $output != *$'\e'* ]]
}

@test "a change shows the new value bright" {
    skip_without_sandbox
    run -0 in_sandbox "$top_builddir/cmapsh" --color always -n set totem.token 2000
    [[ $output == $'modify totem.token \e[2m(u32)\e[0m = 1000 -> \e[1m2000\e[0m' ]]
}
