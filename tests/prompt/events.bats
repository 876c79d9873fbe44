#!/usr/bin/env bats
# Events of background tasks, pasted text and resized windows while a line is being typed.
# shellcheck disable=SC2030,SC2031,SC2034 # each test has its own PROMPT and TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

@test "events appear above the line, which can still be completed and run" {
    term_start
    enter 'watch totem &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with 'note: watch 1: totem; stop it with: stop 1' "$PROMPT"
    types 'get totem.versi'
    cmapctl -s totem.events1 u8 1
    wait_screen 5 '^[0-9:.]{12} add totem.events1 \(u8\) = 1$'
    ends_with "$PROMPT get totem.versi"
    cmapctl -s totem.events1 u8 2
    wait_screen 5 '^[0-9:.]{12} modify totem.events1 \(u8\) = 1 -> 2$'
    cmapctl -d totem.events1
    wait_screen 5 '^[0-9:.]{12} delete totem.events1 \(u8\) = 2$'
    ends_with "$PROMPT get totem.versi"
    keys Tab
    ends_with "$PROMPT get totem.version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "events are printed as text, whatever format the last command had" {
    term_start
    enter 'watch totem &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with 'note: watch 1: totem; stop it with: stop 1' "$PROMPT"
    enter 'get -j totem.version'
    ends_with '[' ' {"key":"totem.version","type":"u32","value":2}' ']' "$PROMPT"
    cmapctl -s totem.events0 u8 1
    wait_screen 5 '^[0-9:.]{12} add totem.events0 \(u8\) = 1$'
    cmapctl -d totem.events0
}

@test "events keep a line of several rows intact, wherever the cursor is" {
    local line='get totem.version totem.version totem.version totem.version' text
    term_start 40 16
    enter 'watch totem &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with "$PROMPT"
    types "$line"
    text="$PROMPT $line"
    ends_with "${text:0:40}" "${text:40:40}" "${text:80}"
    keys Home
    cmapctl -s totem.events2 u8 1
    wait_screen 5 'add totem.events2 \(u8\) = 1'
    ends_with "${text:0:40}" "${text:40:40}" "${text:80}"
    keys End Left Left Left
    cmapctl -s totem.events2 u8 2
    wait_screen 5 'modify totem.events2 '
    ends_with "${text:0:40}" "${text:40:40}" "${text:80}"
    [[ $(screen | grep -c 'get totem') == 1 ]]
    types 'x'
    text=${text%ion}xion
    ends_with "${text:0:40}" "${text:40:40}" "${text:80}"
    keys BSpace Enter
    wait_until 5 four_versions
}

four_versions() {
    [[ $(screen | grep -c '^totem.version (u32) = 2$') == 4 ]]
}

@test "events keep a line with wide letters intact" {
    term_start 30 16
    enter 'watch totem &'
    PROMPT="$NODE live [1 watch]>" # the terminal is narrow
    ends_with "$PROMPT"
    types 'get 日本語日本語日本語日本語日本語'
    wait_screen 5 '語$'
    screen | tail -n 2 >before
    keys Left Left
    cmapctl -s totem.events3 u8 1
    wait_screen 5 'add totem.events3'
    ends_with "$(<before)"
}

@test "an event during a question below the line is shown after the answer" {
    printf 'set eventsq.%d u8 1\n' {1..150} | cmapsh
    term_start
    enter 'watch totem &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with "$PROMPT"
    types 'get eventsq.'
    wait_until 5 asks
    cmapctl -s totem.events4 u8 1
    keys n
    wait_screen 5 'add totem.events4'
    ends_with "$PROMPT get eventsq."
}

asks() {
    keys Tab
    wait_screen 1 'Display all 150 possibilities'
}

@test "a flood of events does not stop typing" {
    term_start
    enter 'watch eventsf &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with "$PROMPT"
    printf 'set eventsf.%d u8 1\n' {1..3000} >script
    cmapsh -f script 3>&- &
    types 'get totem.'
    types 'version'
    wait "$!"
    wait_screen 10 'add eventsf.3000 '
    ends_with "$PROMPT get totem.version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "unwatch ends a task by its number, or all tasks" {
    term_start
    enter 'watch totem &'
    enter 'watch quorum &'
    enter 'watch &'
    ends_with 'note: watch 3: all keys; stop it with: stop 3' "$CLUSTER/$NODE live [3 watches]>"
    enter 'stop'
    ends_with 'cmapsh: stop: several tasks are running' 'hint: run: stop NUMBER or stop all; handles lists the tasks' \
        "$CLUSTER/$NODE live [3 watches]>"
    enter 'stop 2'
    ends_with "$CLUSTER/$NODE live [2 watches]>"
    enter 'stop 2'
    wait_screen 5 'no such task'
    enter 'unwatch all'
    ends_with "$PROMPT"
    cmapctl -s totem.events5 u8 1
    enter 'get totem.events5'
    ends_with 'totem.events5 (u8) = 1' "$PROMPT"
    [[ $(screen) != *'add totem.events5'* ]]
}

@test "watch prints keys that are added to or deleted from the stats map" {
    term_start 100 50
    enter 'watch stats.ipcs --all &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    in_sandbox corosync-cmapctl -g totem.version
    wait_screen 5 'add stats.ipcs.service0.*procname \(str\) = corosync-cmapct$'
    wait_screen 5 'delete stats.ipcs.service0.*procname \(str\) = corosync-cmapct$'
    [[ $(screen) != *modify* ]]
}

@test "events are printed without control characters" {
    term_start
    enter 'watch totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    cmapctl -s totem.events6 str $'a\e[31mb'
    wait_screen 5 'add totem.events6 \(str\) = "a\\x1b\[31mb"'
}

@test "200 pasted lines run in order, and none runs before Enter" {
    printf 'set eventsp.key%d u8 1\n' {1..200} >script
    term_start
    term load-buffer script
    term paste-buffer -p
    wait_screen 5 'set eventsp.key200 u8 1'
    run -1 cmapctl -g eventsp.key1
    keys Enter
    wait_until 10 cmapctl -g eventsp.key200
    [[ $(cmapctl eventsp. | grep -c ' = 1$') == 200 ]]
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "a Tab in pasted text becomes a space, and other control characters and the newlines at its end are removed" {
    term_start
    pastes $'get\ttotem.ver\x01sio\n\n' # and the newlines at its end
    types n
    ends_with "$PROMPT get totem.version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "a line of 10000 letters is read completely" {
    local value
    value=$(printf '%010000d' 7)
    TERM_ENV=(PAGER=cat)
    term_start
    term set-buffer "set eventsl.key str $value"
    term paste-buffer -p
    wait_screen 5 '0007$'
    keys Enter
    wait_until 5 cmapctl -g eventsl.key
    [[ $(cmapctl -g eventsl.key) == *" = $value" ]]
    keys Up
    wait_screen 5 '0007$'
    keys C-u
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "the line stays visible when the window changes its size while events come" {
    local line='get totem.version totem.version totem.version' text
    term_start 80 16
    enter 'watch totem &'
    PROMPT="$CLUSTER/$NODE live [1 watch]>"
    ends_with "$PROMPT"
    types "$line"
    text="$PROMPT $line"
    ends_with "$text"
    resize 40 16
    cmapctl -s totem.events7 u8 1
    wait_screen 5 'add totem.events7'
    ends_with "${text:0:40}" "${text:40}"
    resize 120 16
    cmapctl -s totem.events7 u8 2
    wait_screen 5 'modify totem.events7'
    ends_with "$text"
    keys C-u
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "--show-secrets of one command does not show secrets in later events" {
    term_start
    in_sandbox corosync-cmapctl -s evt.password str one
    enter 'watch evt &'
    wait_screen 5 '^note: watch 1: evt'
    enter 'get --show-secrets totem.version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live [1 watch]>"
    in_sandbox corosync-cmapctl -s evt.password str two
    wait_screen 5 'modify evt.password \(str\) = \*{8} -> \*{8}$'
    run ! grep -q two <(screen)
}
