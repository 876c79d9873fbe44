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

@test "Ctrl-C at a question ends the script that the prompt runs, which goes on after errors" {
    cmapsh set qs.a u8 1
    printf '%s\n' 'get no.such' 'delete --prefix qs' 'get qs.a' >script
    term_start
    enter 'source --keep-going script'
    wait_screen 5 '^Delete this key\? \[y/N\]$'
    keys C-c
    ends_with 'cmapsh: script:2:1: delete: nothing was changed' "$PROMPT"
}

@test "Ctrl-C at the question of a command outside the prompt ends it and changes nothing" {
    local command
    cmapsh set q.a u8 1
    # shellcheck disable=SC2016 # for the inner shell
    for command in 'delete --prefix q' 'set totem.token 5'; do
        # shellcheck disable=SC2086 # words
        term_run 80 24 sh -c 'trap : INT; "$@"; echo "status $?"' sh "${CMAPSH_COMMAND[@]}" $command
        wait_screen 10 '\? \[y/N\]$'
        keys C-c
        wait_screen 5 '\^Cstatus 130$'
        term_stop
    done
    run -0 cmapsh get q.a totem.token
    [[ $output == $'q.a (u8) = 1\ntotem.token (u32) = 1000' ]]
}

@test "no command at the prompt waits for a pipe or a device" {
    local command
    mkfifo fifo
    term_start 120 24
    for command in 'load fifo' 'open ./fifo' 'ls -m ./fifo' 'ls -m ./fifo#2' 'get -N all -m ./fifo a' 'diff ./fifo' 'source fifo' 'save --yes fifo' 'ls -m /dev/tty'; do
        keys C-l
        enter "$command"
        wait_screen 5 ' is not a regular file$'
        ends_with "$PROMPT"
    done
    for command in 'load -' 'open -' 'ls -m -' 'ls -m -#2' 'get -N all -m - a' 'diff -' 'source -'; do
        keys C-l
        enter "$command"
        wait_screen 5 'standard input is used for the commands$'
        ends_with "$PROMPT"
    done
}

@test "no command of a script that the prompt runs waits for a pipe" {
    local command
    mkfifo fifo
    for command in 'load ./fifo' 'load -' 'dump -m ./fifo' 'set a.b bin @./fifo' 'set a.b bin -' 'save --yes ./fifo'; do
        echo "$command" >script
        term_start 120 24
        enter 'source script'
        wait_screen 5 '^cmapsh: script:1:[0-9]+: .*(is not a regular file|standard input is used for the commands)$'
        ends_with "$PROMPT"
        term_stop
    done
}

@test "a folder that is read as a file is an error that says so" {
    local command
    mkdir folder
    term_start
    for command in 'open ./folder' 'ls -m ./folder' 'load folder' 'source folder' 'set a.b bin @folder' 'save folder'; do
        keys C-l
        enter "$command"
        wait_screen 5 ' "(./)?folder"(: Is a directory| is empty)$'
        ends_with "$PROMPT"
    done
}

@test "the prompt starts without a map if -m names a pipe" {
    mkfifo fifo
    term_run 80 24 "${CMAPSH_COMMAND[@]}" -m ./fifo -q
    ends_with 'cmapsh: "./fifo" is not a regular file' "$SYSTEM no map>"
}

@test "the prompt starts although ~/.editrc is a pipe" {
    mkfifo .editrc
    term_start
    rm .editrc
    ln -s /dev/zero .editrc
    term_stop
    term_start
}

@test "the prompt starts although the start-up file is a folder or a device, or reads a pipe" {
    rm config/cmapsh/rc
    mkdir config/cmapsh/rc
    term_start_greeted 120 24
    wait_screen 5 'is not a regular file: no commands were read from it$'
    term_stop
    rmdir config/cmapsh/rc
    ln -s /dev/zero config/cmapsh/rc
    term_start_greeted 120 24
    wait_screen 5 'is not a regular file: no commands were read from it$'
    term_stop
    rm config/cmapsh/rc
    mkfifo fifo
    printf 'load %s\n' "$PWD/fifo" - >config/cmapsh/rc
    term_start_greeted 120 24
    wait_screen 5 ':1:6: load: .* is not a regular file$'
    wait_screen 5 ':2:6: load: standard input is used for the commands$'
}

@test "Ctrl-C ends a command of the start-up file, and the prompt starts" {
    mkdir -p config/cmapsh
    echo 'wait no.such.key' >config/cmapsh/rc
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 10 'waiting for no.such.key'
    keys C-c
    ends_with "$PROMPT"
    term_stop
    "$SANDBOX" stop "$SANDBOX_DIR"
    echo 'get totem.version' >config/cmapsh/rc
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 10 'waiting for corosync'
    keys C-c
    wait_screen 5 'interrupted'
    wait_screen 5 "^$SYSTEM live"
    "$SANDBOX" cont "$SANDBOX_DIR"
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
        'note: in use now 2000 ms (was 1000 ms), on this node, until corosync.conf is read again; corosync.conf has 1000 ms' \
        'hint: to keep it, set token in the section totem of corosync.conf on all nodes, then run: corosync-cfgtool -R' "$PROMPT"
    enter 'delete -y totem.token'
    ends_with 'delete totem.token (u32) = 2000' \
        'note: in use now 3000 ms (was 2000 ms), on this node, until corosync.conf is read again; corosync.conf has 1000 ms' "$PROMPT"
    enter 'set totem.link_mode str active'
    ends_with 'note: the change is stored without effect: corosync reads only corosync.conf, when it starts; corosync.conf does not have it' \
        'hint: to keep it, set link_mode in the section totem of corosync.conf on all nodes, then run on each: systemctl restart corosync' "$PROMPT"
    enter 'set totem.tokn u32 1'
    ends_with 'add totem.tokn (u32) = 1' 'note: corosync does not know "totem.tokn": the change has no effect' \
        'hint: did you mean "totem.token"?' "$PROMPT"
    enter 'set my.key u8 1'
    ends_with 'add my.key (u8) = 1' "$PROMPT"
    enter 'set cfg.shutdown_timeout u32 5000' # of no section of corosync.conf
    ends_with 'note: the change takes effect at once, on this node, until corosync restarts' "$PROMPT"
    enter 'set -q totem.token u32 1000'
    ends_with "$PROMPT set -q totem.token u32 1000" "$PROMPT"
    printf '%s\n' 'totem.token (u32) = 1100' 'totem.join (u32) = 60' 'totem.merge (u32) = 210' 'my.key (u8) = 3' >"$BATS_TEST_TMPDIR/many"
    enter "load $BATS_TEST_TMPDIR/many"
    ends_with 'note: 3 of 4 changes take effect at once, until corosync.conf is read again' 'hint: run: effective --changed' "$PROMPT"
}
