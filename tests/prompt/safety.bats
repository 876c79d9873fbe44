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
