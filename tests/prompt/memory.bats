#!/usr/bin/env bats
# A session that uses all features is checked for memory errors by the sanitizers or, without them, by valgrind.
# shellcheck disable=SC2034 # each test has its own TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Finds the program itself: cmapsh may be a script of libtool.
built() {
    local program=${CMAPSH:-$top_builddir/cmapsh}
    if [[ -x ${program%/*}/.libs/${program##*/} ]]; then
        echo "${program%/*}/.libs/${program##*/}"
    else
        echo "$program"
    fi
}

# Uses all features of the prompt, waits for each at most SECONDS, and ends the session.
session_of() { # PID SECONDS
    local wait=$2
    at_prompt() { # TEXT-AFTER-THE-NODE
        wait_screen "$wait" "^$CLUSTER/$NODE $1>\$"
    }
    wait_screen 60 "^$PROMPT\$"
    enter 'get totem.version totem.tokn'
    wait_screen "$wait" 'did you mean "totem.token"'
    types 'get run'
    keys Tab Tab Tab C-c
    enter 'open icmap as mine'
    at_prompt mine
    enter 'cd totem'
    at_prompt mine:totem
    enter 'watch &'
    at_prompt 'mine:totem \[1 watch\]'
    types 'get /totem.ver'
    in_sandbox corosync-cmapctl -s totem.memory str one
    wait_screen "$wait" 'add totem.memory'
    in_sandbox corosync-cmapctl -d totem.memory
    wait_screen "$wait" 'delete totem.memory'
    keys Tab Enter
    wait_screen "$wait" '^totem.version \(u32\) = 2$'
    enter 'set /memory.key str "two words"'
    wait_screen "$wait" 'add memory.key'
    enter 'delete /memory.key'
    wait_screen "$wait" 'delete memory.key'
    enter handles
    wait_screen "$wait" 'watch 1 +mine'
    keys Up Up Down Down C-r
    types 'vers'
    keys C-c
    enter 'ls'
    enter 'tree /nodelist'
    enter 'find /totem.*'
    wait_screen "$wait" 'totem.version'
    enter 'help watch'
    wait_screen "$wait" 'See also'
    enter 'gte "open'
    wait_screen "$wait" 'not closed'
    pastes $'pwd\n\tpwd\nhistory 3'
    keys Enter
    wait_screen "$wait" '^history 3$'
    resize 50 20
    "$SANDBOX" stop "$SANDBOX_DIR"
    enter 'get version'
    wait_screen "$wait" 'waiting for corosync'
    keys C-c
    wait_screen "$wait" 'interrupted'
    "$SANDBOX" cont "$SANDBOX_DIR"
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_screen "$wait" 'reconnected to'
    enter 'get version'
    wait_screen "$wait" '^totem.version \(u32\) = 2$'
    keys '?'
    enter 'close mine'
    at_prompt live
    types 'set memory.half'
    kill -s TERM "$1"
}

@test "the sanitizers find no error in a session" {
    nm "$(built)" | grep -q __asan_init || skip 'the program is built without them; see: configure --enable-dev'
    TERM_ENV=(PAGER=cat)
    term_run 100 60 "${CMAPSH_COMMAND[@]}"
    session_of "$(term_pid)" 10
    ends 10 0 # teardown reads what they have to say
}

@test "valgrind finds no error in a session" {
    command -v valgrind >/dev/null || skip 'valgrind is not installed'
    ! nm "$(built)" | grep -q __asan_init || skip 'the program is built with the sanitizers, which do not go together with valgrind'
    TERM_ENV=(PAGER=cat)
    term_run 100 60 "$SANDBOX" exec "$SANDBOX_DIR" env LD_LIBRARY_PATH="$top_builddir/.libs" valgrind --log-file="$PWD/valgrind" --leak-check=full \
        --show-leak-kinds=definite,possible --errors-for-leak-kinds=definite,possible --error-exitcode=9 "$(built)"
    session_of "$(term_pid)" 30
    ends 60 0
}
