#!/usr/bin/env bats
# The text of the prompt, and line editing, on all kinds of terminals.
# shellcheck disable=SC2034,SC2154 # each test has its own TERM_ENV, for terminal.bash; what the helper sets

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# The output has no escape sequence for a colour.
is_colourless() {
    ! grep -q $'\e\[[0-9;]*m' "$BATS_TEST_TMPDIR/raw"
}

@test "the prompt shows node, map and path" {
    term_start
    is_whole_screen "$PROMPT"
    enter 'cd totem'
    ends_with "$CLUSTER/$NODE live:totem>"
    enter 'cd interface.0'
    ends_with "$CLUSTER/$NODE live:totem.interface.0>"
    enter 'open stats'
    ends_with "$CLUSTER/$NODE stats>"
    enter 'open icmap as mine'
    ends_with "$CLUSTER/$NODE mine>"
}

@test "the prompt shows --read-only" {
    term_start 80 24 --read-only
    enter 'set stt.key u8 1'
    ends_with "$CLUSTER/$NODE live [read-only]>"
    wait_screen 5 'refused because of --read-only'
    run -1 cmapctl -g stt.key
}

@test "the prompt shows how many tasks run in the background" {
    term_start
    enter 'watch totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'watch quorum &'
    ends_with "$CLUSTER/$NODE live [2 watches]>"
    enter 'stop 1'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'stop'
    ends_with "$PROMPT"
}

@test "map and path are bold on a terminal with colours" {
    term_start
    wait_until 5 grep -q $'\e\[1mlive\e\[0m>' "$BATS_TEST_TMPDIR/raw"
}

@test "NO_COLOR switches colours off" {
    TERM_ENV=(NO_COLOR=1)
    term_start
    is_colourless
}

@test "--color never switches colours off" {
    term_start 80 24 --color never
    enter 'cd totem'
    ends_with "$CLUSTER/$NODE live:totem>"
    is_colourless
}

@test "TERM=dumb switches all escape sequences off" {
    TERM_ENV=(TERM=dumb)
    term_start
    enter 'cd totem'
    ends_with "$CLUSTER/$NODE live:totem>"
    types 'get ver'
    keys Tab
    ends_with "$CLUSTER/$NODE live:totem> get version"
    keys Enter
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    run -1 grep $'\e' "$BATS_TEST_TMPDIR/raw"
}

@test "a terminal without colors shows none, and lines can be edited" {
    local term
    for term in vt100 vt220; do
        TERM_ENV=(TERM="$term")
        term_start
        enter 'ls' # a key that is known, and what is dim and bold on other terminals
        wait_screen 5 'totem.$'
        types 'get totem.versin'
        keys Left
        types o
        keys Enter
        ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
        run -1 grep $'\e\\[[0-9;]*[1-9][0-9;]*m' "$BATS_TEST_TMPDIR/raw"
        term_stop
    done
}

@test "an unknown terminal is treated as TERM=dumb" {
    TERM_ENV=(TERM=no-such-terminal)
    term_start
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
    run -1 grep $'\e' "$BATS_TEST_TMPDIR/raw"
}

@test "output that is not a terminal has neither prompt nor colours" {
    # shellcheck disable=SC2016 # for the inner shell
    term_run 80 24 sh -c '"$@" >output' sh "${CMAPSH_COMMAND[@]}"
    wait_screen 10 '^[^ ]+ live>'
    enter 'get totem.version'
    enter 'cd totem'
    enter 'get version'
    wait_screen 5 '^[^ ]+ live:totem>'
    keys C-d
    ends 5 0
    [[ $(<output) == $'totem.version (u32) = 2\ntotem.version (u32) = 2' ]]
    is_colourless
}

@test "lines are read without editing if ~/.editrc switches it off" {
    printf 'edit off\n' >.editrc
    term_run 80 24 "${CMAPSH_COMMAND[@]}"
    wait_screen 10 '^[^ ]+ live>'
    keys C-c
    ends_with "$SYSTEM live> ^C" "$SYSTEM live>"
    enter 'get totem.version'
    wait_screen 5 '^totem.version \(u32\) = 2$'
    keys C-d
    ends 5 0
}

@test "wide and accented letters can be edited" {
    term_start 40 12
    types 'get été.日本語'
    ends_with "$PROMPT get été.日本語"
    keys Left Left BSpace
    types '木'
    ends_with "$PROMPT get été.木本語"
    keys Home Right Right Right Right Delete
    types 'é'
    ends_with "$PROMPT get été.木本語"
    keys Enter
    wait_screen 5 'été.木本語'
}

@test "wide letters stay whole, and the cursor is at its letter, where it comes from another row" {
    local word
    printf -v word 'x%.0s' {1..58} # the line ends below the middle of the last wide letter
    term_start 30 10
    types "abc日本 $word"
    wait_screen 5 '^x{26}$'
    keys M-b
    wait_until 5 is_cursor_at 28 0
    [[ $(screen | head -n 1) == "$PROMPT abc日本 xx" ]]
}

is_cursor_at() { # COLUMN ROW
    [[ $(term display-message -p '#{cursor_x} #{cursor_y}') == "$1 $2" ]]
}

@test "letters are inserted and deleted by writing the rest of the line, whatever the terminal can do" {
    local term
    for term in linux xterm screen; do
        TERM_ENV=(TERM="$term")
        term_start
        types 'get xx.日本語.日本語'
        ends_with "$PROMPT get xx.日本語.日本語"
        keys C-a C-f C-f C-f C-f
        types 'ab'
        ends_with "$PROMPT get abxx.日本語.日本語"
        keys C-d C-d
        ends_with "$PROMPT get ab.日本語.日本語"
        run -1 grep $'\e\\[[0-9]*[@P]\\|\e\\[4h' "$BATS_TEST_TMPDIR/raw"
        term_stop
    done
}

@test "letters outside ASCII work in the locale C" {
    TERM_ENV=(LC_ALL=C)
    term_start
    types 'get é'
    wait_screen 5 'get é$'
    keys C-u
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "a long line in a narrow window can be edited in all its rows" {
    local line='get aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee'
    term_start 30 12
    types "$line"
    wrapped() { # LINE
        local text="$PROMPT $1"
        printf '%s\n' "${text:0:30}" "${text:30:30}" "${text:60}"
    }
    is_whole_screen "$(wrapped "$line")"
    keys Home Right Right Right Right
    types 'XYZ'
    is_whole_screen "$(wrapped "get XYZ${line#get }")"
    keys BSpace BSpace BSpace End
    types '!'
    is_whole_screen "$(wrapped "$line!")"
    keys C-u
    is_whole_screen "$PROMPT"
}

@test "the line stays visible when the window changes its size" {
    local line='get aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee' text
    text="$PROMPT $line"
    term_start 60 12
    types "$line"
    ends_with "${text:0:60}" "${text:60}"
    resize 30 10
    ends_with "${text:0:30}" "${text:30:30}" "${text:60}"
    keys Left Left
    types '+'
    text=${text/%ee/+ee}
    ends_with "${text:0:30}" "${text:30:30}" "${text:60}"
    resize 100 20
    ends_with "$text"
    keys C-u
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

shows_version() {
    screen | tr -d '\n' | grep -q 'totem.version (u32) = 2'
}

@test "a window as narrow as the prompt works" {
    term_run 12 8 "${CMAPSH_COMMAND[@]}"
    wait_screen 10 '> *$'
    types 'get totem.version'
    keys Enter
    wait_until 5 shows_version
}

@test "the greeting says which cluster and node this is, its state, and where help is" {
    term_start_greeted
    is_whole_screen "cmapsh $("$top_builddir/cmapsh" --version | sed -n '1 s/cmapsh //p'), node $NODE of cluster $CLUSTER: 1 of 1 nodes joined, votes suffice" \
        'Tab completes, ? lists what can follow, help explains, Ctrl-D leaves.' "$PROMPT"
}

@test "the greeting is broken between words on a narrow terminal, and --quiet leaves it out" {
    local last='Tab completes, ? lists what can follow, help explains, Ctrl-D leaves.'
    term_start_greeted 40 12
    wait_screen 5 '^Tab completes, \? lists what can follow,$'
    term_stop
    term_start_greeted $((${#last} + 1)) 12
    ends_with "$last" "$PROMPT"
    term_stop
    term_start_greeted ${#last} 12 # the last column stays free
    ends_with "${last% *}" "${last##* }" "$PROMPT"
    term_stop
    term_run 40 12 "${CMAPSH_COMMAND[@]}" -q
    is_whole_screen "$PROMPT"
}

# The greeting at a saved map ends so, after what it says of the node.
greets() { # FILE NODE END
    term_run 200 12 "$top_builddir/cmapsh" -m "$1"
    wait_screen 10 "^cmapsh [^,:]*, saved map ${1##*/}$2$3\$"
    term_stop
}

@test "the greeting at a saved map counts its nodes, and says what it shows of quorum" {
    local maps=$top_srcdir/tests/fixtures/status
    greets "$maps/three.killed.1.json" ', node .*' ': 2 of 3 nodes joined, votes suffice'
    greets "$maps/three.isolated.3.json" ', node .*' ': 1 of 3 nodes joined, too few votes by count'
    greets "$maps/two.tie-breaker.1.json" ', node .*' ': 1 of 2 nodes joined, quorum unsure'
    greets "$maps/two.wait-for-all.1.json" ', node .*' ': 1 of 2 nodes joined, no quorum until all nodes join'
    # Without a provider of quorum; a member that the list of nodes does not have is not one of them.
    printf '%s\n' 'nodelist.node.0.nodeid (u32) = 1' 'nodelist.node.1.nodeid (u32) = 2' 'nodelist.local_node_pos (u32) = 0' \
        'runtime.members.1.status (str) = joined' 'runtime.members.2.status (str) = left' 'runtime.members.3.status (str) = joined' >map
    greets ./map ', node node1' ': 1 of 2 nodes joined'
    grep -v '^nodelist' map >members
    greets ./members '' ': 2 of 3 nodes joined'
    # A list of one node is a list, too, and a map may have only one key.
    grep -v '^nodelist.node.1' map >one
    greets ./one ', node node1' ': 1 of 1 nodes joined'
    grep 'members.1' map >member
    greets ./member '' ': 1 of 1 nodes joined'
    # Without members nothing is counted.
    grep '^nodelist' map >list
    greets ./list ', node node1' ''
}

@test "a saved map that does not name its node is not shown under the name of this host" {
    printf '%s\n' 'totem.cluster_name (str) = prod' 'totem.version (u32) = 2' >map
    term_run 80 12 "$top_builddir/cmapsh" -m ./map
    wait_screen 10 '^cmapsh [^,:]*, saved map map, cluster prod$'
    ends_with 'prod map [saved]>'
    grep version map >less
    enter 'open ./less'
    ends_with 'less [saved]>'
    run -1 grep -F "$SYSTEM" <(screen)
}

@test "the prompt stays short on a narrow terminal, whatever the names and marks are" {
    term_run 40 12 "${CMAPSH_COMMAND[@]}" --read-only
    ends_with 'san~/node1 live [read-only]>'
    enter 'watch totem &'
    enter 'wait totem.none &'
    enter 'cd runtime.config.totem'
    ends_with 'node1 live:~totem [read-only, +1]>'
    enter 'get version'
    wait_screen 5 '"runtime.config.totem.version" in'
    resize 110 12
    ends_with "$CLUSTER/$NODE live:runtime.config.totem [read-only, 1 watch, 1 wait]>"
}

@test "the prompt at a saved map shows the state in it, not that of the corosync that runs" {
    local maps=$top_srcdir/tests/fixtures/status
    term_start 110 24
    enter "open $maps/three.killed.1.json as a"
    ends_with "$CLUSTER/node1 a [2/3 joined, saved]>"
    enter "open $maps/two.no-quorum.1.json as b"
    ends_with "$CLUSTER/node1 b [no quorum?, 1/2 joined, saved]>"
    enter "open $maps/two.tie-breaker.1.json as c"
    ends_with "$CLUSTER/node1 c [quorum?, 1/2 joined, saved]>"
    enter "open $maps/two.wait-for-all.1.json as d"
    ends_with "$CLUSTER/node1 d [waits for all nodes, 1/2 joined, saved]>"
    enter "open $maps/three.isolated.3.json as e"
    ends_with "$CLUSTER/node3 e [no quorum?, 1/3 joined, saved]>"
    enter 'use live'
    ends_with "$PROMPT"
}
