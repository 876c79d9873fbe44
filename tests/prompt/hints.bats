#!/usr/bin/env bats
# Help around the line while it is typed: hints, notes, colors.
# shellcheck disable=SC2030,SC2031,SC2034,SC2154 # each test has its own TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# Starts cmapsh with the hints that it has by default.
hints_start() { # [COLS ROWS [ARG]...]
    rm "$TERM_HOME/config/cmapsh/rc"
    term_start "$@"
}

# Prints the screen with its colors, each as a word in angle brackets.
styled_screen() {
    term capture-pane -pe | sed -e 's/\x1b\[0\?m/<>/g' -e 's/\x1b\[0;2m/<dim>/g' -e 's/\x1b\[2m/<dim>/g' -e 's/\x1b\[0;31m/<red>/g' \
        -e 's/\x1b\[31m/<red>/g' -e 's/\x1b\[36m/<cyan>/g' -e 's/\x1b\[1m/<bold>/g' -e 's/\x1b\[33m/<yellow>/g' \
        -e 's/\x1b\[39m//g' -e 's/\x1b\[49m//g' -e 's/ *$//' -e '/^$/d'
}

# Within 5 seconds, a line on the screen with its colors matches.
wait_styled() { # REGEX
    local deadline=$((SECONDS + 5)) now
    until now=$(styled_screen) && grep -Eq -- "$1" <<<"$now"; do
        ((SECONDS < deadline)) || { printf -- '--- no line matches %s:\n%s\n' "$1" "$now" && return 1; }
        sleep 0.03
    done
}

@test "a command shows its arguments, and what it does" {
    hints_start
    types 'get'
    ends_with "$PROMPT get KEY..." 'print the values of keys'
    types ' '
    ends_with "$PROMPT get KEY..." 'print the values of keys'
    types 'x'
    ends_with "$PROMPT get x" 'no key of this name'
    keys C-u
    ends_with "$PROMPT"
    types 'set totem.token '
    ends_with "$PROMPT set totem.token [TYPE] VALUE" 'Time without the token after which totem declares it lost (30 or more)'
    types 'u32 '
    ends_with "$PROMPT set totem.token u32 VALUE" 'Time without the token after which totem declares it lost (30 or more)'
}

@test "the rest of a line comes from the history, and Right or End takes it" {
    hints_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    types 'get t'
    ends_with "$PROMPT get totem.version"
    types 'otem.c'
    ends_with "$PROMPT get totem.c"
    keys C-u
    types 'get '
    ends_with "$PROMPT get totem.version" 'KEY...: print the values of keys' # the arguments are below
    keys Right
    ends_with "$PROMPT get totem.version" 'Version of the format of the section totem, always 2'
    keys Enter
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    types g
    ends_with "$PROMPT get totem.version" 'print the values of keys'
    keys End Enter
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    types 'get totem.versio' # one write; the rest is one letter
    ends_with "$PROMPT get totem.version"
    keys C-u
    ends_with "$PROMPT"
    types ge
    wait_screen 5 'get totem.version$'
    keys Enter # takes nothing
    ends_with "$PROMPT ge" "$(printf '%*s^' $((${#PROMPT} + 1)) '')" 'cmapsh: get: missing argument' 'hint: usage: get KEY...' "$PROMPT"
}

@test "Right and End in a line move as always, also a number of times" {
    hints_start
    enter 'pwd xyz'
    wait_screen 5 '^hint'
    types 'pwd xyz'
    keys Home
    keys Right
    types 1
    ends_with "$PROMPT p1wd xyz" 'unknown command'
    keys Escape 3 Right
    types 2
    ends_with "$PROMPT p1wd 2xyz"
    keys End
    types 3
    ends_with "$PROMPT p1wd 2xyz3"
}

@test "what was typed ahead of the screen takes no hint" {
    hints_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    term send-keys -l $'get\x05 totem.token\r' # one write: no hint is drawn between the keys
    ends_with "$PROMPT get totem.token" 'totem.token (u32) = 1000' "$PROMPT"
}

@test "words have colors: commands, options, keys that exist, and what is unknown" {
    hints_start
    types 'get -j totem.token totem.x'
    wait_styled '<bold>get<> <yellow>-j <cyan>totem.token <red>totem.x$'
    wait_styled '^<dim>no key of this name'
    keys C-u
    types status
    wait_styled '<bold>status(<>)?$'
    wait_until 5 grep -qF $'\e[1mstatus\e[0m' "$BATS_TEST_TMPDIR/raw" # what is below is not bold
    keys C-u
    types 'wach x'
    wait_styled '<red>wach x$'
    keys C-u
    types 'watch new.key'
    wait_styled '<bold>watch<> new.key$'
    keys C-u
    types 'ls totem.*'
    wait_styled '<bold>ls<> totem.\*$'
    keys C-u
    types 'get totem.tok' # may become a key
    wait_styled '<bold>get<> totem.tok$'
}

@test "a key is not shown as unknown while the names are not known" {
    printf 'hid.saved (u8) = 1\n' >saved
    hints_start
    enter 'open ./saved as old'
    ends_with 'old [saved]>'
    types 'get hid.saved '
    wait_styled '<bold>get<> <cyan>hid.saved '
    keys C-u
    types 'get -m live nosuch'
    wait_styled 'live (<[^>]*>)?nosuch$'
    keys C-u
}

@test "set-option hints off switches hints and colors off, in the start-up file, too" {
    hints_start
    enter 'set-option hints off'
    ends_with "$PROMPT set-option hints off" "$PROMPT"
    types 'get totem.token'
    wait_styled '> get totem.token$'
    keys C-u
    enter 'set-option hints on'
    types 'get totem.token'
    wait_styled '<bold>get<> <cyan>totem.token$'
    keys C-u
    enter 'set-option hints maybe'
    ends_with 'cmapsh: set-option: "maybe" is not a valid value of "hints"' 'hint: use on or off' "$PROMPT"
    term_stop
    echo 'set-option hints off' >"$TERM_HOME/config/cmapsh/rc"
    term_start
    types 'set-option hints of'
    keys Tab
    types '|'
    ends_with "$PROMPT set-option hints off |"
}

@test "a terminal without colors has no hints" {
    local variable
    rm "$TERM_HOME/config/cmapsh/rc"
    for variable in NO_COLOR=1 TERM=dumb TERM=vt100 TERM=vt220; do
        TERM_ENV=("$variable")
        term_start
        shows_no_hint
        term_stop
    done
    TERM_ENV=()
    term_start 80 24 --color never
    shows_no_hint
}

shows_no_hint() {
    types 'get '
    types 'totem.token|'
    ends_with "$PROMPT get totem.token|"
    [[ $(<"$BATS_TEST_TMPDIR/raw") != *KEY...* ]]
}

@test "events appear above the line, and the hint stays with it" {
    hints_start 80 10
    enter 'watch hint &'
    types 'set totem.token '
    wait_screen 5 'VALUE$'
    in_sandbox corosync-cmapctl -s hint.event u8 1
    wait_screen 5 'add hint.event'
    ends_with "${PROMPT%>} [1 watch]> set totem.token [TYPE] VALUE" 'Time without the token after which totem declares it lost (30 or more)'
    types '5'
    wait_screen 5 'set totem.token 5$'
    in_sandbox corosync-cmapctl -d hint.event
}

@test "hints stay in order on a narrow screen, in wrapped lines and when it is resized" {
    hints_start 40 16
    for _ in {1..3}; do enter pwd; done # when the first row is that of the prompt, tmux leaves a copy of it above
    types 'get totem.version totem.token totem.x'
    ends_with "$PROMPT get totem.version to" 'tem.token totem.x' 'no key of this name'
    keys C-a
    ends_with "$PROMPT get totem.version to" 'tem.token totem.x' 'print the values of keys'
    keys Right Right Right Right
    ends_with "$PROMPT get totem.version to" 'tem.token totem.x' 'Version of the format of the section to…'
    resize 30 16
    ends_with "$PROMPT get totem." 'version totem.token totem.x' 'Version of the format of the …'
    resize 80 16
    ends_with "$PROMPT get totem.version totem.token totem.x" 'Version of the format of the section totem, always 2'
    keys C-e
    types ' '
    ends_with "$PROMPT get totem.version totem.token totem.x KEY..." 'print the values of keys'
    [[ $(screen | grep -c totem) == 1 ]]
    keys C-c
    ends_with "$PROMPT get totem.version totem.token totem.x" "$PROMPT"
}

@test "nothing of a hint stays after Enter, Ctrl-C, Tab, Ctrl-R and Ctrl-L, at the bottom of the screen" {
    hints_start 40 6
    for _ in {1..6}; do enter pwd; done
    ends_with "$PROMPT pwd" . "$PROMPT" || ends_with "$PROMPT"
    types 'get '
    ends_with "$PROMPT get KEY..." 'print the values of keys'
    keys C-c
    ends_with "$PROMPT get" "$PROMPT"
    types 'use '
    ends_with "$PROMPT use NAME" 'select the map for the next commands' || wait_screen 5 'use NAME$'
    keys Tab
    ends_with "$PROMPT use live"
    keys C-r
    wait_screen 5 '^bck:'
    [[ $(screen) != *NAME* ]]
    keys C-c
    ends_with "$PROMPT"
    types 'get '
    wait_screen 5 'KEY...$'
    keys C-l
    is_whole_screen "$PROMPT get KEY..." 'print the values of keys'
    keys C-u
    is_whole_screen "$PROMPT"
}

@test "a history with escape sequences reaches the screen without them" {
    mkdir -p state/cmapsh
    printf 'get abc\033[31mdef\033]0;pwned\007 ghi\n' >state/cmapsh/history
    chmod 600 state/cmapsh/history
    hints_start
    types 'get a'
    wait_screen 5 'get abc…$'
    [[ $(<"$BATS_TEST_TMPDIR/raw") != *pwned* ]]
}

@test "a key costs no request, and few writes" {
    local line='get totem.token nodelist.node.0.nodeid totem.tokn'
    command -v strace >/dev/null || skip 'strace is not installed'
    rm "$TERM_HOME/config/cmapsh/rc"
    TERM_ENV=(FAKE_LOG="$PWD/log" FAKE_CMAP=)
    term_run 80 24 "$top_builddir/tests/fakes/cmapsh"
    wait_screen 10 'live>$'
    types "${line:0:1}"
    wait_screen 5 'print the values'
    strace -qq -o trace -e trace=write -p "$(term_pid)" 3>&- &
    wait_until 5 grep -q '^TracerPid:.*[1-9]' "/proc/$(term_pid)/status"
    : >log
    for ((i = 1; i < ${#line}; i++)); do types "${line:i:1}"; done
    wait_screen 5 'no key of this name'
    kill $! # before the program ends, which looks for leaks then
    wait $! || :
    # The index lists the names of the stats map every few seconds anyway.
    (($(grep -vc stats log) < 8))
    (($(grep -c '^write(1' trace) <= 2 * ${#line}))
}

@test "random keys leave the same screen with hints as without, on wide and narrow screens" {
    local columns
    command -v python3 >/dev/null || skip 'python3 is not installed'
    for columns in 20 40 80; do
        mkdir "$TERM_HOME/typing$columns"
        TYPING_HOME=$TERM_HOME/typing$columns FAKE_CMAP='' run "$top_srcdir/tests/prompt/typing" 1 20 "$columns" "$top_builddir/tests/fakes/cmapsh"
        echo "$output"
        [[ $status == 0 && ${lines[-1]} == '0 of 20 sessions differ' ]]
    done
}
