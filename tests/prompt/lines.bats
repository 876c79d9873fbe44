#!/usr/bin/env bats
# Lines at the prompt and their output: help, errors, carets, the pager, source and the start-up file.
# shellcheck disable=SC2034 # each test has its own TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# LINE prints a caret below this column, from 1, and then these lines.
points_at() { # LINE COLUMN TEXT...
    enter "$1"
    ends_with "$PROMPT $1" "$(printf '%*s^' $((${#PROMPT} + $2)) '')" "${@:3}" "$PROMPT"
}

@test "output that fits the screen is printed, longer output goes to the pager" {
    printf '#!/bin/sh\necho paged "$@" >&2\ntouch paged\nexec cat\n' >pager
    chmod +x pager
    printf 'set lin.%d u8 1\n' {1..30} | cmapsh
    TERM_ENV=(PAGER="$PWD/pager with arguments")
    term_start 80 24
    enter 'get lin.1 lin.2'
    ends_with 'lin.1 (u8) = 1' 'lin.2 (u8) = 1' "$PROMPT"
    [[ ! -e paged ]]
    enter 'dump lin'
    wait_screen 5 '^lin.30 \(u8\) = 1$'
    wait_until 5 test -e paged
    ends_with 'lin.30 (u8) = 1' "$PROMPT"
    rm paged
    resize 80 50
    enter 'dump lin'
    ends_with 'lin.30 (u8) = 1' "$PROMPT"
    [[ ! -e paged ]]
}

@test "a long line counts as several rows for the pager" {
    printf '#!/bin/sh\ntouch paged\nexec cat\n' >pager
    chmod +x pager
    cmapsh set lin.long str "$(printf '%01000d' 1)"
    TERM_ENV=(PAGER="$PWD/pager")
    term_start 40 20
    enter 'get lin.long'
    wait_until 5 test -e paged
}

@test "the default pager is less, which can be left early" {
    command -v less >/dev/null || skip 'less is not installed'
    term_start 80 10
    enter dump
    wait_screen 5 '^:$'
    keys q
    ends_with "$PROMPT"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "output is printed if the pager does not exist" {
    printf 'set lin.%d u8 1\n' {1..30} | cmapsh
    TERM_ENV=(PAGER=/no/such/pager)
    term_start
    enter 'dump lin'
    wait_screen 5 '^lin.30 \(u8\) = 1$'
    ends_with 'note: the pager "/no/such/pager" ended with status 127' "$PROMPT"
}

@test "output is printed, and the status of the pager after it, if the pager fails" {
    printf 'set pag.%d u8 1\n' {1..30} | cmapsh
    TERM_ENV=(PAGER='false  ')
    term_start
    enter 'dump pag'
    ends_with 'pag.29 (u8) = 1' 'pag.30 (u8) = 1' 'note: the pager "false  " ended with status 1' "$PROMPT"
}

@test "help lists the commands, and explains each" {
    TERM_ENV=(PAGER=cat)
    term_start 80 100
    enter help
    wait_screen 5 '^  watch +print changes below paths'
    wait_screen 5 '^  quit +leave cmapsh$'
    enter 'help watch'
    wait_screen 5 '^usage: .*watch .*PATH'
    wait_screen 5 '^See also: wait, rate, stop$'
    keys C-l
    enter 'watch --help'
    wait_screen 5 '^See also: wait, rate, stop$'
    enter 'help wach'
    ends_with 'cmapsh: help: no command, topic or key "wach"' 'hint: did you mean "watch"?' "$PROMPT"
}

@test "a command may be abbreviated as long as it is unambiguous" {
    term_start
    enter 'ge totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    enter 'hand'
    wait_screen 5 '^\* live '
    enter 'c totem'
    ends_with 'cmapsh: ambiguous command "c"' 'hint: did you mean "cd", "clear", "close" or "cmapctl"?' "$PROMPT"
}

@test "an unknown command gets a hint with the nearest one" {
    term_start
    points_at 'gte totem.version' 1 'cmapsh: unknown command "gte"' 'hint: did you mean "get"?'
}

@test "a caret points at the word with the error" {
    term_start
    points_at 'get totem.tokn' 5 'cmapsh: get: no key "totem.tokn" in icmap (CS_ERR_NOT_EXIST)' 'hint: did you mean "totem.token"?'
    points_at 'set totem.token u33 1' 17 'cmapsh: set: unknown type "u33"' 'hint: did you mean "u32"?'
    points_at '  set  totem.tokn uu 1' 19 'cmapsh: set: unknown type "uu"' 'hint: did you mean "u8"?'
    points_at 'get "totem.version' 5 'cmapsh: the double quote is not closed'
    points_at "get 'totem.version" 5 'cmapsh: the single quote is not closed'
    points_at 'stop 9' 6 'cmapsh: stop: no such task "9"' 'hint: run: handles'
    points_at 'ls --nothing' 4 'cmapsh: ls: unknown option "--nothing"' 'hint: run: help ls'
    points_at 'set été.x u33 1' 11 'cmapsh: set: unknown type "u33"' 'hint: did you mean "u32"?'
}

@test "a message breaks at spaces, and keeps a command together" {
    term_start 60 24
    enter 'get runtime.votequorum.expected_votes'
    ends_with 'cmapsh: get: no key "runtime.votequorum.expected_votes" in' '  icmap (CS_ERR_NOT_EXIST)' \
        'hint: only corosync.conf makes quorum.expected_votes; for' '  the votes expected now, run: corosync-quorumtool -s' "$PROMPT"
    enter 'delete runtime.config.totem'
    wait_screen 5 '^  delete --prefix runtime.config.totem$'
}

@test "no caret is printed if the word is not right above" {
    term_start 60 24
    enter 'get totem.version totem.tokn'
    ends_with 'totem.version (u32) = 2' 'cmapsh: get: no key "totem.tokn" in icmap (CS_ERR_NOT_EXIST)' 'hint: did you mean "totem.token"?' "$PROMPT"
    enter 'get totem.tokn aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    wait_screen 5 '"aaaa'
    pastes $'pwd\nget totem.tokn'
    keys Enter
    ends_with 'cmapsh: get: no key "totem.tokn" in icmap (CS_ERR_NOT_EXIST)' 'hint: did you mean "totem.token"?' "$PROMPT"
    echo 'get totem.tokn' >script
    enter 'source script'
    wait_screen 5 '^cmapsh: script:1:5: get: no key'
    echo 'lin.saved (u8) = 1' >saved
    enter 'watch --count 3 -m ./saved' # the error is about the word ./saved, not about the 3
    wait_screen 5 'which never changes$'
    [[ $(screen) != *^* ]]
}

@test "quotes, backslashes and comments are understood" {
    term_start
    enter 'set lin.text str "two words" # and a comment'
    wait_screen 5 'add lin.text \(str\) = two words'
    enter "get 'lin.te'xt"
    ends_with 'lin.text (str) = two words' "$PROMPT"
    enter '# nothing'
    ends_with "$PROMPT # nothing" "$PROMPT"
    enter '   '
    ends_with "$PROMPT"
    enter 'set lin.text str a\ b'
    wait_screen 5 'two words -> a b'
}

@test "Ctrl-T exchanges the characters beside the cursor, at the end the last two, and none at the beginning" {
    term_start
    types 'get totem.versino'
    keys C-t
    ends_with "$PROMPT get totem.version"
    keys Home Right C-t
    ends_with "$PROMPT egt totem.version"
    keys Home C-t
    types x
    ends_with "$PROMPT xegt totem.version"
}

@test "quit and exit end the prompt" {
    term_start
    enter quit
    ends 5 0
    term_stop
    term_start
    enter exit
    ends 5 0
}

@test "source runs the commands of a file, and reports the line of an error" {
    printf 'cd totem\nget version\n' >good
    printf 'get totem.version\n\nget no.such.key\nget totem.token\n' >bad
    term_start
    enter 'source bad'
    wait_screen 5 '^totem.version \(u32\) = 2$'
    wait_screen 5 '^cmapsh: bad:3:5: get: no key "no.such.key" in icmap'
    ends_with "$PROMPT"
    [[ $(screen) != *totem.token* ]]
    enter 'source good'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    enter 'source nothing'
    ends_with 'cmapsh: source: cannot open "nothing": No such file or directory' "$CLUSTER/$NODE live:totem>"
    echo 'source good' >twice
    enter 'source twice'
    wait_screen 5 'source: works only at the prompt'
    ends_with "$CLUSTER/$NODE live:totem>"
    echo quit >leave
    enter 'source leave'
    ends 5 0
}

@test "the start-up file is run first" {
    mkdir -p config/cmapsh
    printf 'open icmap as mine\ncd totem\n' >config/cmapsh/rc
    term_start
    is_whole_screen "$CLUSTER/$NODE mine:totem>"
}

@test "an error in the start-up file is printed, and the prompt still starts" {
    mkdir -p config/cmapsh
    printf 'nonsense\n' >config/cmapsh/rc
    term_start_greeted
    wait_screen 5 'cmapsh/rc:1:1: unknown command'
    wait_screen 5 'hint: run: cmapsh help'
    ends_with "$PROMPT"
}

@test "--no-rc skips the start-up file" {
    mkdir -p config/cmapsh
    printf 'cd totem\n' >config/cmapsh/rc
    term_start 80 24 --no-rc
    is_whole_screen "$PROMPT"
}

@test "the start-up file may be in ~/.config, too" {
    mkdir -p .config/cmapsh
    printf 'cd totem\n' >.config/cmapsh/rc
    TERM_ENV=(XDG_CONFIG_HOME=)
    term_start
    is_whole_screen "$CLUSTER/$NODE live:totem>"
}

@test "the options of the program apply to all lines" {
    term_run 80 24 "${CMAPSH_COMMAND[@]}" -m stats -q
    ends_with "$SYSTEM stats>" # the stats map does not have the name of the node in the cluster
    enter 'get stats.clear'
    wait_screen 5 'no key'
    enter 'get /stats.ipcs.global.closed'
    wait_screen 5 '^[0-9]+$'
}

@test "lines typed while a command runs are run after it" {
    term_start
    types $'get totem.version\rcd totem\rpwd\r'
    ends_with totem "$CLUSTER/$NODE live:totem>"
}

@test "the prompt starts although the start-up file is not a regular file, and says so" {
    rm config/cmapsh/rc
    mkfifo config/cmapsh/rc
    term_run 120 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 5 "^cmapsh: \"$PWD/config/cmapsh/rc\" is not a regular file: no commands were read from it"
    ends_with "$PROMPT"
}

@test "output goes to programs and files, and a line has several commands" {
    term_start 80 24
    enter 'dump totem | grep version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    enter 'get totem.version > out; get totem.token >> out; !cat out'
    ends_with 'totem.version (u32) = 2' 'totem.token (u32) = 1000' "$PROMPT"
    enter 'get totem.version | exit 3'
    ends_with 'cmapsh: "exit 3" ended with status 3' "$PROMPT"
    points_at 'get totem.version > a b' 23 'cmapsh: unexpected text after the name of the file'
    keys 'ls; get totem.vers' Tab
    wait_screen 5 'ls; get totem\.version$'
    keys C-c
    enter 'get totem.version | less'
    wait_screen 5 'END'
    keys q
    ends_with "$PROMPT"
    [[ $(<out) == $'totem.version (u32) = 2\ntotem.token (u32) = 1000' ]]
}

@test "output goes to a pipe that a program reads, and Ctrl-C ends it if that one does not go on" {
    term_start
    mkfifo pipe
    enter 'dump totem > pipe'
    wait_screen 5 'cannot write "pipe": no program reads from it'
    cat pipe >copy 3>&- &
    enter 'get totem.version > pipe'
    wait $!
    [[ $(<copy) == 'totem.version (u32) = 2' ]]
    exec 4<>pipe # keeps it open, and reads nothing
    enter 'dump > pipe; dump > pipe; dump > pipe; dump > pipe; dump > pipe; dump > pipe; dump > pipe; dump > pipe; dump > pipe'
    wait_until 5 is_full
    keys C-c
    wait_screen 5 'interrupted; "pipe" has a part of the output'
    ends_with "$PROMPT"
    exec 4>&-
}

# Whether the pipe that is open as 4 takes no more.
is_full() {
    ! timeout 0.1 sh -c 'printf "%04096d" 0 >&4'
}

@test "the prompt begins a line, whether a program ends its last one or not" {
    term_start
    enter '!printf abc'
    ends_with "$PROMPT !printf abc" abc "$PROMPT"
    enter '!echo abc'
    ends_with "$PROMPT !echo abc" abc "$PROMPT"
    enter '!printf abc; exit 3'
    ends_with abc 'cmapsh: "printf abc; exit 3" ended with status 3' "$PROMPT"
}

@test "Ctrl-C ends a program that reads output, and the rest of the line, and the prompt goes on" {
    term_start 80 24
    enter 'get totem.version | sleep 1000; get totem.token'
    wait_until 5 pgrep -f '^sleep 1000$'
    keys C-c
    wait_screen 5 "^$PROMPT\$"
    enter 'get totem.version'
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    screen | grep -q 'totem.token (u32)' && return 1
    true
}

@test "a start-up file that is full of errors is not read to its end, which is said" {
    head -c 3000 /dev/zero | tr '\0' 'x' | fold -w 10 >"$TERM_HOME/config/cmapsh/rc"
    term_start_greeted
    wait_screen 5 'note: stopped reading ".*/rc" in line 10,'
    [[ $(grep -c 'unknown command' "$BATS_TEST_TMPDIR/raw") == 10 ]]
}

@test "a history file that cannot be used is said once" {
    TERM_ENV=(CMAPSH_HISTFILE=/proc/none/a/b)
    term_start_greeted
    wait_screen 5 '^note: cannot use the history file "/proc/none/a/b": '
    enter pwd
    ends_with / "$PROMPT"
    [[ $(grep -c 'history file' "$BATS_TEST_TMPDIR/raw") == 1 ]]
}
