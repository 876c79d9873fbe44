#!/usr/bin/env bats
# --restricted, for rules of sudo: no way leads from it to a program, a file, or what the environment says.
# shellcheck disable=SC2034,SC2154 # each test has its own TERM_ENV, for terminal.bash; bats sets stderr

load ../helper
load terminal

# Linux holds a part of it as well, where it has Landlock; that must not hide what cmapsh forgets.
setup_file() {
    sandbox_up
    export CMAPSH=$BATS_FILE_TMPDIR/weak
    printf '#!/bin/sh\nexec "%s/tests/no_landlock" "%s/cmapsh" "$@"\n' "$top_builddir" "$top_builddir" >"$CMAPSH"
    chmod +x "$CMAPSH"
}

# Lines that must be refused, each with the same reason, and leave nothing.
all_refused() { # REASON LINE...
    local line
    printf '%s\n' "${@:2}" >lines
    run -5 --separate-stderr cmapsh --restricted -k <lines
    [[ -z $output && $(grep -vc '^hint: ' <<<"$stderr") == $(($# - 1)) ]]
    while read -r line; do
        [[ $line == *"refused because of --restricted: $1" ]]
    done < <(grep -v '^hint: ' <<<"$stderr")
    [[ ! -e made ]]
}

has_ended() {
    [[ $(term display-message -p '#{pane_dead}') == 1 ]]
}

@test "--restricted starts no program" {
    all_refused 'no program is started' '!touch made' 'dump totem | touch made' 'get totem.token | sh -c "touch made"' \
        ' !touch made' 'watch totem --initial --exec touch made ;' 'get -N all totem.token' 'open @node2' 'open @all' 'open @node1,@node2' 'watch -N all totem' 'rate -N all stats' 'wait -N all totem.token=1' \
        'diff @node2 @node3' 'status -N all' 'dump -m @node2 totem'
    run -5 cmapsh --restricted watch totem --initial --count 1 --exec touch made \;
    run -5 cmapsh --restricted get -N node2 totem.token
    run -5 cmapsh --restricted -m @node2 get totem.token
    [[ ! -e made ]]
}

@test "--restricted writes no file" {
    all_refused 'no file is written' 'dump totem > made' 'dump totem >> made' 'save made' 'get totem.token >made' \
        'save made totem'
    run -5 cmapsh --restricted save made
    [[ ! -e made ]]
    run -0 cmapsh --restricted save - totem # standard output belongs to who runs it
}

@test "--restricted reads no file that a line of a script or of the prompt names" {
    local plan=$PWD/plan
    cmapsh save "$PWD/map" totem
    echo 'restricted.key u8 1' >plan
    all_refused 'no file is read' "open $PWD/map" "diff $PWD/map live" "get -m $PWD/map totem.version" "load $plan" \
        "set restricted.key bin @$plan" "effective -m $PWD/map" "rate -m $PWD/map totem"
    run -5 cmapsh --restricted load plan
    run -5 cmapsh --restricted set restricted.key bin @plan
    run -5 cmapsh --restricted -f plan
    run -1 cmapsh --restricted cmapctl -p plan
    run -1 cmapsh --restricted cmapctl -s restricted.key bin plan
    run -1 in_sandbox corosync-cmapctl -g restricted.key
}

@test "--restricted reads a map that the command line names, and prints nothing of it but keys" {
    printf 'root:secret:0\ntotem.token (u32) = 3000\nmore of it\n' >map
    run -0 --separate-stderr cmapsh --restricted -m ./map dump
    [[ $output == 'totem.token (u32) = 3000' && $stderr != *secret* && $stderr != *'more of it'* ]]
    [[ $stderr == *'skipped 2 lines without a key'* ]]
    run -0 cmapsh --restricted -m ./map <<<'get totem.token'
    run -1 cmapsh --restricted diff ./map live totem
    printf 'root:secret:0\n' >map
    run -2 cmapsh --restricted -m ./map dump
    [[ $output != *secret* ]]
    printf 'nodelist {\n}\nsecret-line\n' >map
    run cmapsh --restricted -m ./map dump # a corosync.conf with a fault
    [[ $output == *'map:3:1: expected '* && $output != *secret* ]]
    gzip -k map
    run -5 cmapsh --restricted -m ./map.gz dump # gzip is a program
}

@test "--restricted ignores what the environment says of programs and files" {
    printf '#!/bin/sh\ntouch made-by-pager\n' >pager
    chmod +x pager
    mkdir -p config/cmapsh bin
    echo 'set restricted.rc u8 1' >config/cmapsh/rc
    echo 'edit off' >.editrc
    cp pager bin/less
    TERM_ENV=(PAGER="$PWD/pager" EDITOR="$PWD/pager" VISUAL="$PWD/pager" LESSOPEN="|touch made" CMAPSH_HISTFILE="$PWD/history"
        EDITRC="$PWD/.editrc" TERMINFO="$PWD/terminfo" PATH="$PWD/bin:$PATH" ENV="$PWD/pager" SHELL="$PWD/pager")
    term_run 80 24 "${CMAPSH_COMMAND[@]}" --restricted
    wait_screen 10 'restricted]>$'
    enter 'help watch' # longer than the screen
    wait_screen 5 'See also'
    enter 'get totem.version'
    wait_screen 5 'totem.version .u32. = 2'
    keys C-x C-e
    wait_screen 5 '^note: the line was not edited: --restricted lets no program start$'
    enter 'quit'
    wait_until 5 has_ended
    [[ ! -e made-by-pager && ! -e made && ! -e history && ! -e state ]]
    run -1 in_sandbox corosync-cmapctl -g restricted.rc
}

@test "--restricted offers no files on Tab" {
    touch only-file.json
    term_run 80 24 "${CMAPSH_COMMAND[@]}" --restricted
    wait_screen 10 'restricted]>$'
    types 'open ./only'
    keys Tab
    types 'x'
    wait_screen 5 'open ./onlyx$'
}

@test "no key leads from --restricted to the commands of libedit, of which one starts an editor" {
    local lead
    printf '#!/bin/sh\ntouch "%s/made"\n' "$PWD" >./vi
    chmod +x ./vi
    TERM_ENV=(PATH="$PWD:$PATH" EDITOR="$PWD/vi")
    term_run 80 24 "${CMAPSH_COMMAND[@]}" --restricted
    wait_screen 10 'restricted]>$'
    for lead in M-x M-X; do
        keys "$lead"
        types 'bind ^G vi-histedit'
        enter ''
        wait_screen 5 'unknown command "bind"'
        types 'get totem.version'
        keys C-g C-u
    done
    types $'\xf8'
    types 'x'
    enter ''
    wait_screen 5 'unknown command "'
    [[ ! -e made ]]
}

@test "--restricted is for the command line, not for a line" {
    run -2 --separate-stderr cmapsh <<<'get --restricted totem.version'
    [[ ${stderr_lines[0]} == *'--restricted is not allowed in a script or at the prompt' ]]
    run -0 cmapsh --restricted <<<'get --restricted totem.version'
    run -5 cmapsh --restricted <<<'nodes all'
}

@test "--restricted does not keep a monitor from its answers" {
    run -0 cmapsh --restricted --read-only get totem.version
    run -0 cmapsh --restricted --read-only dump
    run -0 cmapsh --restricted --read-only watch totem --initial --for 1ms
    run -0 cmapsh --restricted --read-only wait totem.version=2
    run -0 cmapsh --restricted --read-only -o prom dump
    run -0 cmapsh --restricted --read-only effective totem.token
    run cmapsh --restricted --read-only status
    [[ $status -le 1 && $output == *node1* ]]
    run -5 cmapsh --restricted --read-only set restricted.key u8 1
}
