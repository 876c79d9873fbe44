#!/usr/bin/env bats
# The history of lines and its file.
# shellcheck disable=SC2034 # each test has its own TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

FILE=state/cmapsh/history

history_is() { # LINE...
    local IFS=$'\n'
    [[ $(<"$FILE") == "$*" ]]
}

@test "the history file is private from the moment it is created" {
    umask 0
    term_start
    [[ $(stat -c '%a %A' state state/cmapsh "$FILE") == $'700 drwx------\n700 drwx------\n600 -rw-------' ]]
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    history_is 'get totem.version'
    [[ $(stat -c %a "$FILE") == 600 ]]
}

@test "the history file is never created with wider permissions" {
    umask 0
    command -v strace >/dev/null || skip 'strace is not installed'
    TERM_ENV=(ASAN_OPTIONS=detect_leaks=0) # which does not work under strace
    term_run 80 24 strace -f -e trace=openat,open,creat,chmod,fchmod -o trace "${CMAPSH_COMMAND[@]}"
    wait_screen 20 "^$PROMPT\$"
    keys C-d
    wait_until 10 grep -q '+++ exited' trace
    grep -q 'cmapsh/history", O_RDWR|O_CREAT.*0600)' trace
    run -1 grep -E 'f?chmod\(' trace
}

@test "a history file that others can read is made private" {
    mkdir -p state/cmapsh
    echo 'get old.line' >"$FILE"
    chmod 666 "$FILE"
    term_start
    [[ $(stat -c %a "$FILE") == 600 ]]
    keys Up
    ends_with "$PROMPT get old.line"
}

@test "the environment sets the place of the history file" {
    TERM_ENV=(CMAPSH_HISTFILE="$PWD/mine" XDG_STATE_HOME=)
    term_start
    enter pwd
    ends_with / "$PROMPT"
    [[ $(<mine) == pwd ]]
    term_stop
    TERM_ENV=(XDG_STATE_HOME=)
    term_start
    enter pwd
    ends_with / "$PROMPT"
    [[ $(<.local/state/cmapsh/history) == pwd ]]
    term_stop
    rm -r .local
    TERM_ENV=(CMAPSH_HISTFILE=)
    term_start_greeted
    run -1 grep 'history file' <(screen)
    enter pwd
    ends_with / "$PROMPT"
    [[ ! -e .local && ! -e state ]]
}

@test "a history file that is a symbolic link is not followed" {
    mkdir -p state/cmapsh
    echo 'precious' >precious
    ln -s "$PWD/precious" "$FILE"
    term_start
    enter pwd
    ends_with / "$PROMPT"
    [[ $(<precious) == precious ]]
    keys Up
    ends_with "$PROMPT pwd"
    keys Up
    ends_with "$PROMPT pwd"
}

@test "a history file that is a pipe is ignored" {
    mkdir -p state/cmapsh
    mkfifo "$FILE"
    term_start
    enter pwd
    ends_with / "$PROMPT"
    keys Up
    ends_with "$PROMPT pwd"
}

@test "the next session has the lines of the last one, without repetitions" {
    term_start
    enter pwd
    enter pwd
    enter handles
    enter pwd
    ends_with / "$PROMPT"
    history_is pwd handles pwd
    keys C-d
    ends 5 0
    term_stop
    term_start
    keys Up
    ends_with "$PROMPT pwd"
    keys Up
    ends_with "$PROMPT handles"
    keys Up Up Up
    ends_with "$PROMPT pwd"
    keys Down Down
    ends_with "$PROMPT pwd"
    keys Up
    ends_with "$PROMPT handles"
    types ' --help' # right behind it
    ends_with "$PROMPT handles --help"
}

@test "a history file that has become long keeps its last lines" {
    mkdir -p state/cmapsh
    seq -f 'get a.%.0f' 4001 >"$FILE"
    term_start
    enter pwd
    ends_with / "$PROMPT"
    [[ $(wc -l <"$FILE") == 2001 && $(head -n 1 "$FILE") == 'get a.2002' && $(tail -n 2 "$FILE") == $'get a.4001\npwd' ]]
    [[ $(stat -c %a "$FILE") == 600 && $(ls -A state/cmapsh) == history ]]
    keys Up Up
    ends_with "$PROMPT get a.4001"
    term_stop
    # Twice as many lines as it keeps are not too many.
    seq -f 'get a.%.0f' 4000 >"$FILE"
    term_start
    keys Up
    ends_with "$PROMPT get a.4000"
    [[ $(wc -l <"$FILE") == 4000 ]]
}

@test "lines that begin with a space or name a secret are not saved" {
    term_start
    enter ' pwd'
    enter 'set my.password str hunter2'
    enter 'get totem.key'
    enter 'get /totem.key'
    enter 'cd totem'
    enter 'get key'
    enter 'get ../totem.key'
    enter 'get version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    history_is 'cd totem' 'get version'
    keys Up Up Up
    ends_with "$CLUSTER/$NODE live:totem> cd totem"
}

@test "a command that has the name of a secret is saved" {
    term_start
    enter 'alias key = get version'
    enter 'cd totem'
    enter key
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    history_is 'alias key = get version' 'cd totem' key
}

@test "a line with an error is saved, so that it can be corrected" {
    term_start
    enter x
    wait_screen 5 'unknown command "x"'
    enter 'get totem.versio'
    wait_screen 5 'did you mean'
    enter 'set x "open'
    wait_screen 5 'not closed'
    keys Up
    ends_with "$PROMPT set x \"open"
    keys Up
    ends_with "$PROMPT get totem.versio"
    types 'n'
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    history_is x 'get totem.versio' 'set x "open' 'get totem.version'
}

@test "a line with an error that names a secret is not saved" {
    term_start
    enter 'set my.password str "hunter2'
    wait_screen 5 'not closed'
    enter pwd
    ends_with / "$PROMPT"
    history_is pwd
}

@test "a line with a condition on a secret is not saved" {
    term_start
    enter 'wait -t 0 totem.key=hunter2'
    enter 'wait -t 0 !/totem.key'
    enter "wait -t 0 'my.password~^hunter'"
    enter 'wait -t 0 totem.token --fail-if=totem.key=hunter2'
    enter pwd
    ends_with / "$PROMPT"
    history_is pwd
}

@test "Up finds the older lines that begin with what was typed, and Down comes back to it" {
    term_start
    enter 'get totem.token'
    enter pwd
    enter 'get totem.version'
    enter pwd
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    types 'get tot'
    keys Up
    ends_with "$PROMPT get totem.version"
    keys Up
    ends_with "$PROMPT get totem.token"
    keys Up
    ends_with "$PROMPT get totem.token"
    keys Down Down
    ends_with "$PROMPT get tot"
    keys Down
    ends_with "$PROMPT get tot"
    types 'em.version'
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "Up without a beginning goes through all lines, and a line that was changed is a new beginning" {
    term_start 40 12
    enter pwd
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    keys Up Up
    ends_with "$PROMPT pwd"
    keys C-u
    types g
    keys Up
    ends_with "$PROMPT get totem.version"
    keys C-u
    types zz
    keys Up
    ends_with "$PROMPT zz"
}

editor() { # SCRIPT
    printf '#!/bin/sh\n%s\n' "$1" >editor
    chmod +x editor
    TERM_ENV=(VISUAL="$PWD/editor" EDITOR=false)
}

@test "Ctrl-X Ctrl-E opens the line in the editor, and runs what it wrote" {
    # shellcheck disable=SC2016 # for the shell
    editor 'stty -a >terminal; stat -c "%a %F" "$1" >mode; cat "$1" >was; echo "$1" >name; printf "get totem.version\npwd\n" >"$1"'
    term_start
    types 'get totem.tok'
    keys C-x C-e
    ends_with 'totem.version (u32) = 2' / "$PROMPT"
    [[ $(<mode) == '600 regular file' && $(<was) == 'get totem.tok' && ! -e $(<name) ]]
    [[ $(<terminal) == *' icanon'*' echo '* ]] # as a program expects it
    keys Up Up
    ends_with "$PROMPT get totem.version"
}

@test "an editor that fails leaves the line as it was, and its status is printed" {
    # shellcheck disable=SC2016 # for the shell
    editor 'echo "set edit.no u8 1" >"$1"; exit 1'
    term_start 40 12
    types 'get totem.ver'
    keys C-x C-e
    wait_screen 5 '^note: the editor'
    wait_screen 5 'with status 1$'
    ends_with "$PROMPT get totem.ver"
    types 'sion'
    ends_with "$PROMPT get totem.version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    run -1 in_sandbox corosync-cmapctl -g edit.no
}

@test "a line that cannot be written to a file is not given to the editor" {
    editor 'touch edited'
    # shellcheck disable=SC2016 # for the inner shell
    term_run 80 24 bash -c 'trap "" XFSZ; ulimit -f 0; exec "$@"' bash "${CMAPSH_COMMAND[@]}"
    wait_screen 5 "^$PROMPT$"
    types 'get totem.version'
    keys C-x C-e
    wait_screen 5 '^note: the line was not edited: File too large$'
    ends_with "$PROMPT get totem.version"
    [[ ! -e edited ]]
}

# shellcheck disable=SC2016 # for the shell
@test "why the editor changed nothing is said" {
    local rows=('printf "a\0b\n" >"$1"' 'the editor left a byte that is 0' 'rm "$1"' 'No such file or directory'
        'head -c 1048576 /dev/zero >"$1"' 'File too large' 'rm "$1"; mkfifo "$1"' 'the editor left no file of this user') i
    for ((i = 0; i < ${#rows[@]}; i += 2)); do
        editor "${rows[i]}"
        term_start
        types 'get totem.version'
        keys C-x C-e
        wait_screen 5 "^note: the line was not edited: ${rows[i + 1]}$"
        ends_with "$PROMPT get totem.version"
        term_stop
    done
    editor 'kill -TERM $$ $PPID'
    term_start
    types 'get totem.version'
    keys C-x C-e
    wait_screen 5 'with status 143$'
}

@test "Ctrl-R searches backwards" {
    term_start
    enter 'get totem.version'
    enter 'pwd'
    enter 'get totem.token'
    ends_with 'totem.token (u32) = 1000' "$PROMPT"
    keys C-r
    types 'vers'
    wait_screen 5 'get totem.version'
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "history prints all lines, or the last N, or those with a text" {
    term_start
    enter pwd
    enter 'cd totem'
    enter cd
    enter history
    ends_with pwd 'cd totem' cd history "$PROMPT"
    enter 'history 2'
    ends_with history 'history 2' "$PROMPT"
    enter 'history tot'
    ends_with "$PROMPT history tot" 'cd totem' 'history tot' "$PROMPT"
}

@test "parallel sessions save the lines of all of them" {
    local i
    for i in 1 2 3 4; do
        mkdir -p "other$i"
        (
            TERM_SOCKET=$PWD/other$i/tmux
            term_start 80 24
            for j in {1..25}; do printf 'history 0 #%d.%d\r' "$i" "$j"; done >"other$i/lines"
            term load-buffer "other$i/lines"
            term paste-buffer
            wait_screen 20 "^$PROMPT history 0 #$i\.25\$"
            ends_with "$PROMPT"
            term_stop
        ) 3>&- &
    done
    wait
    [[ $(wc -l <"$FILE") == 100 ]]
    [[ $(sort -u "$FILE" | grep -cE '^history 0 #[1-4]\.[0-9]+$') == 100 ]]
}

@test "while the history file cannot be written, lines stay in memory, and the prompt goes on" {
    term_start
    enter pwd
    ends_with / "$PROMPT"
    rm "$FILE"
    mkdir "$FILE"
    enter 'cd totem'
    ends_with "${PROMPT%>}:totem>"
    enter history
    ends_with "${PROMPT%>}:totem> history" pwd 'cd totem' history "${PROMPT%>}:totem>"
    [[ -z $(ls -A "$FILE") ]]
    rmdir "$FILE"
    enter 'get version'
    ends_with 'totem.version (u32) = 2' "${PROMPT%>}:totem>"
    history_is 'get version'
    [[ $(stat -c %a "$FILE") == 600 ]]
}

@test "a history file damaged by a crash is repaired" {
    mkdir -p state/cmapsh
    printf 'pwd\nget torn' >"$FILE"
    term_start
    enter 'handles'
    wait_screen 5 '^\* live'
    history_is pwd 'get torn' handles
}

@test "the prompt starts although the history file is a FIFO, a folder, a device, or locked by another process" {
    local device
    mkdir -p state/cmapsh
    mkfifo "$FILE"
    term_start
    enter pwd
    ends_with / "$PROMPT"
    term_stop
    rm "$FILE"
    mkdir "$FILE"
    term_start
    enter pwd
    ends_with / "$PROMPT"
    term_stop
    rmdir "$FILE"
    for device in /dev/zero /dev/full; do
        TERM_ENV=("CMAPSH_HISTFILE=$device")
        term_start
        enter pwd
        ends_with / "$PROMPT"
        term_stop
    done
    TERM_ENV=()
    echo 'get old.line' >"$FILE"
    flock "$FILE" sleep 60 3>&- &
    wait_until 5 is_locked
    term_start
    enter pwd
    ends_with / "$PROMPT"
    history_is 'get old.line'
    kill $!
}

is_locked() {
    ! flock -n "$FILE" true
}

@test "the lock that another session holds is tried again ten times" {
    command -v strace >/dev/null || skip 'strace is not installed'
    local lock
    mkdir -p state/cmapsh
    exec {lock}>"$FILE"
    flock "$lock"
    TERM_ENV=(ASAN_OPTIONS=detect_leaks=0) # which does not work under strace
    term_run 80 24 strace -f -e trace=flock -o trace "${CMAPSH_COMMAND[@]}"
    wait_screen 20 "^$PROMPT\$"
    (($(grep -c 'flock(.*EAGAIN' trace) == 1 + 10))
}

@test "a long history opens at its end" {
    command -v less >/dev/null || skip 'less is not installed'
    mkdir -p state/cmapsh
    printf 'get old.%d\n' {1..100} >"$FILE"
    term_start 80 10
    enter history
    wait_screen 5 'get old\.100$'
    keys q
    ends_with "$PROMPT"
}
