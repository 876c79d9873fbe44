#!/usr/bin/env bats
# every, alias, --time: small habits of people who stay at the prompt.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# In another row than the first, the screen has this line marked, or not.
marks() { # TEXT
    term capture-pane -e -p | grep -qF $'\e[7m'"$1"
}

@test "every draws the output in place, marks what has changed, and leaves the screen as it was" {
    local size
    for size in '80 24' '40 12'; do
        # shellcheck disable=SC2086 # two words
        term_start $size
        cmapctl -s e.n u8 1
        enter pwd
        ends_with / "$PROMPT"
        enter 'every 200ms get e.n'
        wait_screen 5 '^every 0.2 s: get e.n   '
        wait_screen 5 '^e.n \(u8\) = 1$'
        [[ $(screen) != *pwd* ]]
        cmapctl -s e.n u8 200
        wait_screen 5 '^e.n \(u8\) = 200$'
        cmapctl -s e.n u8 201
        wait_until 5 marks 1
        keys C-c
        ends_with "$PROMPT pwd" / "$PROMPT every 200ms get e.n" "$PROMPT"
        enter 'get e.n'
        ends_with 'e.n (u8) = 201' "$PROMPT"
        term_stop
    done
}

@test "every marks only the line that has changed, whatever lines of other lengths are before it" {
    cmapctl -s e.first str 'a long text'
    cmapctl -s e.second u8 1
    cmapctl -s e.third u8 7
    term_start
    enter 'every 200ms get e.first e.second e.third'
    wait_screen 5 '^e.third \(u8\) = 7$'
    cmapctl -s e.third u8 8
    wait_until 5 marks_only 8
}

@test "every marks only the letters that are more, or nothing, where the same letters were before" {
    cmapctl -s e.word str a
    term_start
    enter 'every 200ms get -q e.word'
    wait_screen 5 '^a$'
    cmapctl -s e.word str aaa
    wait_until 5 grep -aqF a$'\e[7m'aa$'\e[0m' "$BATS_TEST_TMPDIR/raw"
    cmapctl -s e.word str aa
    wait_screen 5 '^aa$'
    wait_until 5 grep -aqF aa$'\e[7m\e[0m' "$BATS_TEST_TMPDIR/raw"
}

@test "every marks letters of several bytes whole, whichever of their bytes has changed" {
    local before='é' now
    cmapctl -s e.letter str "<$before>"
    term_start
    enter 'every 300ms get e.letter'
    for now in è ũ é €; do # another last byte, all bytes, another first byte, another length
        wait_screen 5 "^e.letter \\(str\\) = <$before>\$"
        cmapctl -s e.letter str "<$now>"
        wait_until 5 grep -aqF "<"$'\e[7m'"$now"$'\e[0m'">" "$BATS_TEST_TMPDIR/raw" # the terminal may put halves together
        before=$now
    done
    keys C-c
    enter 'every 300ms get -q e.letter' # where it begins the line, too
    wait_screen 5 '^<€>$'
    cmapctl -s e.letter str ö
    wait_screen 5 '^ö$'
    cmapctl -s e.letter str ô
    wait_until 5 grep -aqF $'\e[7mô\e[0m' "$BATS_TEST_TMPDIR/raw"
}

# Exactly one text is marked, for a moment.
marks_only() { # TEXT
    local shown
    shown=$(term capture-pane -e -p | grep -F $'\e[7m') && [[ $shown == *$'\e[7m'"$1"* && $(wc -l <<<"$shown") == 1 ]]
}

@test "every shows an output longer than the screen, and longer lines, without breaking it" {
    term_start 40 12
    enter 'every 200ms dump runtime.config'
    wait_screen 5 '^every 0.2 s: dump runtime.config'
    resize 30 8
    wait_until 5 has_size 30 8
    wait_screen 5 '^every 0.2 s: dump runtime'
    (($(screen | wc -l) <= 8))
    keys C-c
    wait_screen 5 '>$'
}

@test "every shows each value to its last digit, whatever the width, and says how many rows are missing" {
    local columns
    cmapctl -s e.n u32 4000
    for columns in 15 16 17 8 80; do
        term_run "$columns" 24 "${CMAPSH_COMMAND[@]}" # its prompt is wider
        wait_screen 10 '>$'
        enter 'every 200ms get e.n'
        wait_until 5 shows_in_pieces 'e.n (u32) = 4000'
        term_stop
    done
    term_start 40 10
    enter 'every 200ms dump totem'
    wait_screen 5 '^\.\.\. [0-9]+ more rows$'
    [[ $(screen | head -n 1) == 'every 0.2 s: dump totem '* ]]
}

# The screen without its ends of lines has this text.
shows_in_pieces() { # TEXT
    [[ $(term capture-pane -p | tr -d '\n') == *"$1"* ]]
}

@test "every says below the last output that corosync does not answer, and the screen does not scroll" {
    term_start 80 12
    enter 'every 200ms dump runtime.config'
    wait_screen 5 'more rows$'
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_screen 5 '^note: waiting for corosync'
    [[ $(screen | head -n 1) == 'every 0.2 s: dump runtime.config '* ]]
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_until 5 is_answered
    keys C-c
    wait_screen 5 'live>$'
    term_rows_scroll
}

# What is printed leaves the screen at its top.
term_rows_scroll() {
    local _
    cmapctl -s e.n u32 4000
    for _ in {1..8}; do enter pwd; done
    enter 'get e.n'
    wait_screen 5 '^e.n '
    ends_with "$PROMPT pwd" / "$PROMPT get e.n" 'e.n (u32) = 4000' "$PROMPT"
    (($(screen | wc -l) >= 11))
}

is_answered() {
    ! screen | grep -q 'waiting for'
}

@test "every as one command draws in place, and Ctrl-C leaves the screen and the modes of the terminal as they were" {
    term_run 80 24 env PS1='shell> ' bash --norc --noprofile -i
    wait_screen 5 '^shell>$'
    printf '%q ' "${CMAPSH_COMMAND[@]}" every 200ms get totem.version >run
    enter 'stty -a >before; . ./run'
    wait_screen 5 '^every 0.2 s: get totem.version '
    keys C-c
    ends_with 'shell> stty -a >before; . ./run' '' 'shell>' || ends_with 'shell> stty -a >before; . ./run' 'shell>'
    enter 'echo "status $?"; stty -a >after'
    wait_screen 5 '^status 130$'
    wait_until 5 test -s after
    diff before after
}

@test "every prints one output after the other if it is not a terminal" {
    run -124 timeout -s INT 1.2 "$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" every 500ms get totem.version
    [[ ${#lines[@]} -ge 2 && ${lines[0]} == 'totem.version (u32) = 2' && ${lines[1]} == "${lines[0]}" && $output != *$'\e'* ]]
}

@test "every refuses what changes the cluster, whatever way it is written, and what does not end" {
    local command
    cmapctl -s every.keep u8 1
    for command in 'set every.keep 2' '-y set every.keep 2' 'inc every.keep' 'dec every.keep' 'delete every.keep' 'load every' \
        'clear all' 'cmapctl -s every.keep u8 2' 'set -n every.keep 2'; do
        # shellcheck disable=SC2086 # words
        run -5 --separate-stderr cmapsh every 100ms $command
        [[ $stderr == *'can change the cluster, and is not repeated'* ]]
    done
    for command in watch 'wait every.keep' rate 'status --watch' 'every 1s ls' 'source x' 'cd totem'; do
        # shellcheck disable=SC2086
        run -2 --separate-stderr cmapsh every 100ms $command
        [[ $stderr == *'cannot be repeated'* ]]
    done
    # The interval: 100ms, as above, and no less.
    run -2 --separate-stderr timeout 10 "$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" every 99ms ls
    [[ -z $output && $stderr == $'cmapsh: every: "99ms" is too short\nhint: use at least 100ms' ]]
    run -2 --separate-stderr cmapsh every 2x ls
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: every: "2x" is not a duration' && ${stderr_lines[1]} == 'hint: write it like 500ms, '* ]]
    run -2 cmapsh every 1s get
    run -2 cmapsh every 1s nonsense
    run -1 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" sh -c "echo 'every 1s get totem.version | cat' | '$top_builddir/cmapsh' | grep ="
    [[ $(cmapctl -g every.keep) == *'= 1' ]]
}

@test "a command that cannot be repeated for its words leaves its error and its hint below the line" {
    term_start
    enter pwd
    ends_with / "$PROMPT"
    enter 'every 200ms get'
    ends_with "$PROMPT pwd" / "$PROMPT every 200ms get" 'cmapsh: get: missing argument' 'hint: usage: get KEY...' "$PROMPT"
    enter "every 200ms find -E '['"
    wait_screen 5 '^cmapsh: find: "\[" is not a valid regular expression'
    [[ $(screen | tail -n 1) == "$PROMPT" ]]
    enter 'every 200ms tree --depth 0'
    ends_with "$PROMPT every 200ms tree --depth 0" 'cmapsh: tree: "0" is not a depth from 1 to 255' "$PROMPT"
}

@test "an alias of the start-up file works, completes, and is listed as it can be typed again" {
    mkdir -p config/cmapsh
    printf 'alias tver = get totem.version\nalias members = get\n' >config/cmapsh/rc
    term_start
    enter tver
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    types tve
    keys Tab
    wait_screen 5 'live> tver$'
    keys C-u
    types 'members totem.ver'
    keys Tab Enter
    ends_with "$PROMPT members totem.version" 'totem.version (u32) = 2' "$PROMPT"
    enter 'alias spaced = find "a b"'
    enter alias
    ends_with 'alias tver = get totem.version' 'alias members = get' 'alias spaced = find "a b"' "$PROMPT"
    enter 'alias tver ='
    enter tver
    wait_screen 5 'unknown command "tver"'
    types 'every 1s sta'
    keys Tab
    wait_screen 5 'every 1s status$'
}

@test "an alias never stands for a command, nor leads to another alias" {
    run -2 --separate-stderr cmapsh <<<'alias get = ls'
    [[ $stderr == *'"get" is a command'* ]]
    run -2 --separate-stderr cmapsh <<<'alias exit = ls'
    run -2 --separate-stderr cmapsh <<<$'alias a = ls\nalias b = a'
    [[ $stderr == *'"a" is not a command'* ]]
    run -2 --separate-stderr cmapsh <<<'alias a = a'
    run -2 --separate-stderr cmapsh <<<'alias a ls'
    run -2 --separate-stderr cmapsh <<<'alias "x y" = ls'
    run -2 cmapsh alias
    run -0 --separate-stderr cmapsh <<<$'alias t = get totem.version\nt | sed "s/= 2/= two/"'
    [[ $output == 'totem.version (u32) = two' ]]
}

@test "an alias is one command: a sign in its line is refused, and nothing of the line happens" {
    local line
    for line in 'alias p = dump totem | head -2' 'alias p = dump > made' 'al p = dump >> made' 'alias p = status; !touch made' \
        'alias p =; !touch made'; do
        run -7 --separate-stderr cmapsh -k <<<"$line"$'\nalias'
        [[ -z $output && $stderr == *'an alias cannot contain |, > or ;'*'hint: leave it out'* ]]
    done
    printf 'alias p = dump | touch made\nalias v = get totem.version\n' >config/cmapsh/rc
    term_start_greeted
    screen | grep -qF "rc:1:16: an alias cannot contain"
    enter 'alias p = pwd; pwd'
    wait_screen 5 '^hint: leave it out, and type it after the name of the alias$'
    keys C-l
    enter alias
    ends_with "$PROMPT alias" 'alias v = get totem.version' "$PROMPT"
    [[ ! -e made ]]
    run -2 --separate-stderr cmapsh <<<'alias d = "dump totem"'
    [[ $stderr == *'"dump totem" is not a command'*'hint: leave out the quotes' ]]
    run -0 cmapsh <<<$'alias v = get totem.version\nalias | sed s/get/got/'
    [[ $output == 'alias v = got totem.version' ]]
}

@test "every repeats an alias, but none that changes the cluster" {
    run -124 timeout -s INT 1.2 "$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" \
        <<<$'alias v = get -q\nevery 500ms v totem.version'
    [[ ${lines[0]} == 2 ]]
    run -5 --separate-stderr cmapsh <<<$'alias change = set every.alias u8\nevery 100ms change 1'
    [[ $stderr == *'can change the cluster, and is not repeated'* ]]
    run -2 --separate-stderr cmapsh <<<$'alias w = watch\nevery 100ms w'
    [[ $stderr == *'cannot be repeated'* ]]
}

@test "a script that changes an alias while it runs uses it from the next line on" {
    printf 'alias go = pwd\ngo\n' >script
    term_start
    enter 'alias go = source script'
    enter go
    ends_with / "$PROMPT"
    enter go
    ends_with / "$PROMPT go" / "$PROMPT"
}

@test "--time prints the time and the requests of each command at the prompt" {
    term_start 80 24 --time
    enter 'get totem.version totem.token'
    wait_screen 5 '^note: took [0-9.]+ ms, [0-9]+ requests$'
    enter pwd
    wait_screen 5 '^note: took [0-9.]+ ms, 0 requests$'
}
