#!/usr/bin/env bats
# What keeps a person at the prompt from harm, and the prompt from waiting without an end.

load ../helper
load terminal

setup_file() {
    sandbox_up
}

@test "Ctrl-C at the question of a risky change changes nothing, and the prompt goes on" {
    cmapsh set q.a u8 1
    cmapsh set q.b u8 1
    term_start
    enter 'delete --prefix q'
    wait_screen 5 '^Delete these 2 keys\? \[y/N\]$'
    keys C-c
    ends_with 'cmapsh: delete: nothing was changed' "$PROMPT"
    enter 'get q.a q.b'
    ends_with 'q.a (u8) = 1' 'q.b (u8) = 1' "$PROMPT"
}

@test "a FIFO is not read as a value at the prompt" {
    mkfifo fifo
    term_start
    enter 'set a.b bin @fifo'
    wait_screen 5 '"fifo" is not a regular file$'
    ends_with "$PROMPT"
    enter 'set a.b bin -'
    wait_screen 5 'standard input is used for the commands$'
    run -3 cmapsh get a.b
}

@test "Tab takes a link to a folder for a folder, and a link to a file for a file" {
    mkdir folder
    echo >file
    ln -s folder to-folder
    ln -s file to-file
    term_start
    types 'open ./to-fo'
    keys Tab
    ends_with "$PROMPT open ./to-folder/"
    keys C-u
    types 'open ./to-fi'
    keys Tab
    types x
    ends_with "$PROMPT open ./to-file x"
}

@test "a change says what became of the value in use, where that holds and how it lasts" {
    term_start 200 30
    enter 'set totem.token 2000'
    ends_with 'modify totem.token (u32) = 1000 -> 2000' \
        'note: in use now 2000 ms (was 1000 ms), on this node, until corosync.conf is read again' \
        'hint: to keep it, set token in the section totem of corosync.conf on all nodes, then run: corosync-cfgtool -R' "$PROMPT"
    enter 'delete -y totem.token'
    ends_with 'delete totem.token (u32) = 2000' \
        'note: in use now 3000 ms (was 2000 ms), on this node, until corosync.conf is read again' "$PROMPT"
    enter 'set totem.link_mode str active'
    ends_with 'note: the change is stored without effect: corosync reads only corosync.conf, when it starts' \
        'hint: to keep it, set link_mode in the section totem of corosync.conf on all nodes, then run on each: systemctl restart corosync' "$PROMPT"
    enter 'set my.key u8 1'
    ends_with 'add my.key (u8) = 1' "$PROMPT"
    enter 'set -q totem.token u32 1000'
    ends_with "$PROMPT set -q totem.token u32 1000" "$PROMPT"
    printf '%s\n' 'totem.token (u32) = 1100' 'totem.join (u32) = 60' 'totem.merge (u32) = 210' 'my.key (u8) = 3' >"$BATS_TEST_TMPDIR/many"
    enter "load $BATS_TEST_TMPDIR/many"
    ends_with 'note: 3 of 4 changes take effect at once, until corosync.conf is read again' 'hint: run: effective --changed' "$PROMPT"
}
