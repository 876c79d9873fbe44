#!/usr/bin/env bats
# The Tab key, and the question mark.
# shellcheck disable=SC2030,SC2031,SC2034 # each test has its own PROMPT and TERM_ENV, for terminal.bash

load ../helper
load terminal

setup_file() {
    sandbox_up
}

# TEXT and Tab become LINE, in which a bar marks the cursor; perhaps only after the prompt has read the names of keys.
completes() { # TEXT LINE
    wait_for_screen 5 "$PROMPT $2|" completes_now "$1" "$PROMPT $2|"
}

completes_now() { # TEXT LAST-LINE
    keys C-u
    types "$1"
    keys Tab
    types '|'
    wait_for_screen 5 '|' bar_is_last
    [[ ${now##*$'\n'} == "$2" ]]
}

bar_is_last() {
    now=$(screen)
    [[ ${now##*$'\n'} == *'|' ]]
}

# TEXT and two Tabs print these lines below, and TEXT again.
lists() { # TEXT LINE...
    keys C-u
    types "$1"
    keys Tab Tab
    ends_with "$PROMPT ${1% }" "${@:2}" "$PROMPT ${1% }"
}

@test "Tab completes commands" {
    term_start
    completes hand 'handles '
    completes ex 'explain '
    completes nonsense nonsense
    lists c 'cd       go to a branch: names are then relative to it' 'clear    reset counters of the stats map to zero' \
        'close    close an open map' 'cmapctl  do what corosync-cmapctl does with these arguments'
    lists 'get logging.' 'logfile     Path of the log file' 'timestamp   Whether messages have their time, and how precise' \
        'to_logfile  Whether messages go to the log file' 'to_stderr   Whether messages go to standard error' \
        'to_syslog   Whether messages go to syslog'
    completes 'explain totem.hol' 'explain totem.hold '
    completes 'help wat' 'help watch '
}

@test "Tab completes conditions, before and after the operator" {
    term_start
    completes 'wait totem.cluster_n' 'wait totem.cluster_name'
    completes 'wait !totem.cluster_n' 'wait !totem.cluster_name '
    completes 'wait runtime.members.*.st' 'wait runtime.members.*.status'
    completes 'wait runtime.members.*.status=jo' 'wait runtime.members.*.status=joined '
    completes 'wait totem.token ch' 'wait totem.token changes '
    lists 'wait totem.cluster_name' 'cluster_name    cluster_name=   cluster_name!=  cluster_name~'
    keys C-u
    enter 'cd totem'
    PROMPT="$CLUSTER/$NODE live:totem>"
    completes 'wait --fail-if=cluster_n' 'wait --fail-if=cluster_name'
    completes 'wait /logging.debug=tr' 'wait /logging.debug=trace '
}

@test "Tab completes options of the command and of all commands" {
    term_start
    completes 'find --val' 'find --value '
    completes 'find --ty' 'find --type '
    completes 'ls --lo' 'ls --long '
    completes 'ls --val' 'ls --val'
    completes 'ls --read' 'ls --read-only '
    completes 'ls --color=nev' 'ls --color=never '
    completes 'ls --color nev' 'ls --color never '
    completes 'ls -- --lo' 'ls -- --lo'
}

@test "Tab completes maps, and the names of open maps" {
    term_start
    completes 'open ic' 'open icmap '
    completes 'ls -m ic' 'ls -m icmap '
    keys C-u
    enter 'open icmap as mine'
    enter 'use live'
    ends_with "$PROMPT"
    completes 'use mi' 'use mine '
    completes 'close li' 'close live '
}

@test "Tab completes types and usual values" {
    term_start
    completes 'set tab.key st' 'set tab.key str '
    lists 'set tab.key u' 'u8   integer, 0 to 255' 'u16  integer, 0 to 65535' 'u32  integer, 0 to 4294967295' \
        'u64  integer, 0 to 18446744073709551615'
    completes 'find --type=fl' 'find --type=flt '
    lists 'set logging.debug str ' 'on     off    trace'
    completes 'set logging.debug str tr' 'set logging.debug str trace '
    completes 'clear kn' 'clear knet '
    completes 'explain CS_ERR_NOT_E' 'explain CS_ERR_NOT_EXIST '
}

@test "Tab offers the value that a key has now, with those that are usual" {
    term_start
    completes 'set totem.token 1' 'set totem.token 1000 '
    completes 'set totem.cluster_name str ' 'set totem.cluster_name str sandbox '
    lists 'set logging.to_syslog str ' 'yes  the default' 'no   the value now' on off
    completes 'set totem.nosuch str ' 'set totem.nosuch str '
    in_sandbox corosync-cmapctl -s tabv.text str "two 'words'"
    in_sandbox corosync-cmapctl -s tabv.raw str $'a\033[31mb'
    completes 'set tabv.text str ' "set tabv.text str two\\ \\'words\\' "
    completes 'set tabv.raw str ' 'set tabv.raw str '
    keys C-u
    printf 'totem.key (str) = secret-value\ntab.open (str) = value\n' >saved
    enter 'open ./saved as old'
    PROMPT='old [saved]>'
    ends_with "$PROMPT"
    completes 'set tab.open str ' 'set tab.open str value '
    completes 'set totem.key str ' 'set totem.key str '
}

@test "Tab completes patterns, and files where a command takes one" {
    mkdir folder
    touch folder/saved.json
    term_start
    completes 'dump nodelist.node.*.no' 'dump nodelist.node.*.nodeid '
    completes 'find runtime.members.*.st' 'find runtime.members.*.status '
    completes 'rate stats.ipcs.gl*.cl' 'rate stats.ipcs.gl*.closed '
    completes 'watch **.state_d' 'watch **.state_dir '
    completes 'dump **.sta' 'dump **.stat'
    cmapctl -s deep.one.deepest.x_first u8 1
    cmapctl -s deep.one.x_second u8 1
    lists 'dump deep.**.x_' 'x_first   x_second'
    completes 'dump deep.**.deepest.x' 'dump deep.**.deepest.x_first '
    completes 'dump **.deepest.*_f*' 'dump **.deepest.*_f* '
    completes 'diff fol' 'diff folder/'
    completes 'diff live folder/sa' 'diff live folder/saved.json '
    completes 'load folder/sa' 'load folder/saved.json '
    completes 'open folder/sa' 'open folder/saved.json '
    completes 'ls -m folder/sa' 'ls -m folder/saved.json '
    completes 'ls --map=folder/sa' 'ls --map=folder/saved.json '
    completes 'dump > fol' 'dump > folder/'
    completes 'dump >>folder/sa' 'dump >>folder/saved.json '
    completes 'pwd; dump totem > fo' 'pwd; dump totem > folder/'
    mkdir -p "$TERM_HOME/new folder/inner"
    completes 'dump > ~/new' 'dump > ~/new\ folder/'
    completes 'dump > ~/new" "folder/in' 'dump > ~/new" "folder/inner/'
    completes 'ls totem >>~/new\ folder/in' 'ls totem >>~/new\ folder/inner/'
    completes 'dump > f ' 'dump > f '
    completes 'dump | gre' 'dump | gre'
    completes '!dat' '!dat'
}

@test "descriptions are cut at the edge with a mark, and left out where there is no room" {
    term_start 44 24
    lists 'get totem.t' 'token      Time without the token after wh…' 'transport  How packets travel between the …'
    resize 22 24
    keys C-u
    types 'get totem.t'
    keys Tab Tab
    wait_screen 5 '^token      transport$'
    resize 13 24 # room for one letter
    keys C-u
    types 'get totem.t'
    keys '?'
    wait_screen 5 '^token      …$'
    wait_screen 5 '^transport  …$'
}

@test "descriptions are listed as long as all candidates and the line have room on the screen" {
    term_start 44 4
    lists 'get totem.t' 'token      Time without the token after wh…' 'transport  How packets travel between the …'
    resize 44 3
    keys C-u
    types 'get totem.t'
    keys Tab Tab
    wait_screen 5 '^token      transport$'
}

@test "Tab completes keys one component at a time" {
    term_start
    completes 'get run' 'get runtime.'
    completes 'get runtime.votequ' 'get runtime.votequorum.'
    completes 'get totem.versi' 'get totem.version '
    completes 'ls nodelist.node.' 'ls nodelist.node.0.'
    completes 'get stats.ipcs.gl' 'get stats.ipcs.global.'
    completes 'get no.such' 'get no.such'
}

@test "the first Tab inserts what all candidates have in common, the second lists them" {
    printf 'set %s u8 1\n' tabl.alpha-one tabl.alpha-two tabl.alpha-ten.x tabl.alpha-10 tabl.alpha-9 | cmapsh
    term_start
    completes 'get tabl.' 'get tabl.alpha-'
    lists 'get tabl.alpha-' 'alpha-9     alpha-10    alpha-one   alpha-ten.  alpha-two'
    types 't'
    keys Tab Tab
    ends_with 'alpha-ten.  alpha-two' "$PROMPT get tabl.alpha-t"
    types 'w'
    keys Tab
    types '|'
    ends_with "$PROMPT get tabl.alpha-two |"
}

@test "Tab passes a branch that has only one component" {
    cmapsh set tabs.one.two.three u8 1
    term_start
    completes 'get tabs' 'get tabs.one.two.three '
}

@test "candidates are listed in columns that fit the window" {
    printf 'set tabc.key%d u8 1\n' {1..12} | cmapsh
    term_start 40 24
    completes 'get tabc.' 'get tabc.key'
    lists 'get tabc.key' 'key1   key4   key7   key10' 'key2   key5   key8   key11' 'key3   key6   key9   key12'
    resize 24 24
    keys C-u
    types 'get tabc.key'
    keys Tab Tab
    wait_screen 5 '^key1   key5   key9$'
}

@test "Tab completes names below the path, above it and from the top" {
    term_start
    enter 'cd runtime'
    PROMPT="$CLUSTER/$NODE live:runtime>"
    ends_with "$PROMPT"
    completes 'get votequ' 'get votequorum.'
    completes 'get votequorum.two' 'get votequorum.two_node '
    completes 'get /totem.versi' 'get /totem.version '
    completes 'get /tot' 'get /totem.'
    completes 'get ../totem.versi' 'get ../totem.version '
    completes 'get ../tot' 'get ../totem.'
    completes 'get ..' 'get ../'
    keys C-u
    enter 'cd /totem'
    PROMPT="$CLUSTER/$NODE live:totem>"
    ends_with "$PROMPT"
    completes 'get versi' 'get version '
    keys C-u
    enter 'cd interface.0'
    PROMPT="$CLUSTER/$NODE live:totem.interface.0>"
    ends_with "$PROMPT"
    completes 'get ../../versi' 'get ../../version '
}

@test "Tab keeps the quotes of a word" {
    touch 'two words' "it's here"
    term_start
    completes 'source two' 'source two\ words '
    completes 'source two\ w' 'source two\ words '
    completes 'source "two' 'source "two words" '
    completes "source 'two w" "source 'two words' "
    completes "source it" "source it\\'s\\ here "
    completes "source 'it" "source 'it'\\''s here' "
    completes 'get "totem.versi' 'get "totem.version" '
    completes "get 'tot" "get 'totem."
    completes 'get to"tem.versi' 'get to"tem.version" '
}

@test "Tab completes files: folders with a slash, hidden files only after a dot" {
    mkdir -p folder/inner .hidden
    touch folder/file1 folder/file2
    term_start
    completes 'source fol' 'source folder/'
    completes 'source folder/' 'source folder/'
    lists 'source folder/' 'file1   file2   inner/'
    completes 'source folder/in' 'source folder/inner/'
    completes 'source .hi' 'source .hidden/'
}

@test "Tab works in the middle of a line" {
    term_start
    completes 'get totem.ver' 'get totem.version '
    keys C-u
    types 'get totem.versi rest'
    keys Left Left Left Left Left Tab
    types '|'
    ends_with "$PROMPT get totem.version| rest"
}

@test "Tab completes the words after an abbreviated command" {
    term_start
    completes 'g totem.versi' 'g totem.version '
    completes 'ha ' 'ha '
}

@test "Tab knows at once which keys another program sets or deletes" {
    term_start
    completes 'get tabf.' 'get tabf.'
    in_sandbox corosync-cmapctl -s tabf.fresh.key u8 1
    completes 'get tabf.' 'get tabf.fresh.key '
    in_sandbox corosync-cmapctl -s tabf.fresh.other u8 1
    completes 'get tabf.' 'get tabf.fresh.'
    in_sandbox corosync-cmapctl -d tabf.fresh.key
    completes 'get tabf.' 'get tabf.fresh.other '
    in_sandbox corosync-cmapctl -d tabf.fresh.other
    completes 'get tabf.' 'get tabf.'
}

@test "Tab asks before it prints a list longer than the screen" {
    printf 'set taba.%d u8 1\n' {1..150} | cmapsh
    term_start 80 24
    completes 'get taba' 'get taba.'
    keys C-u
    types 'get taba.'
    keys Tab Tab
    ends_with 'Display all 150 possibilities? (y or n)'
    keys n
    ends_with "$PROMPT get taba."
    keys Tab
    ends_with 'Display all 150 possibilities? (y or n)'
    keys y
    ends_with '10   20   30   40   50   60   70   80   90   100  110  120  130  140  150' "$PROMPT get taba."
    types '149'
    keys Enter
    wait_screen 5 '^taba.149 \(u8\) = 1$'
}

@test "Tab is fast with ten thousand keys" {
    local i
    for ((i = 0; i < 10000; i++)); do echo "set tabm.group$((i / 100)).key$i u8 1"; done >script
    cmapsh -f script
    term_start
    completes 'get tabm.group55.key550' 'get tabm.group55.key550'
    completes 'get tabm.group9' 'get tabm.group9'
    completes 'get tabm.group77.key7777' 'get tabm.group77.key7777 '
    completes 'get totem.versi' 'get totem.version '
    keys C-u
    types 'get tabm.group3'
    keys Tab Tab
    wait_screen 2 '^group3\.  +group3'
    ends_with "$PROMPT get tabm.group3"
}

# On a busy machine, the names may not be known at once.
lists_names() {
    keys C-u
    types 'get totem.'
    keys '?'
    wait_screen 2 '^version +[A-Z]' >/dev/null
}

@test "a question mark within an option, a path or a command lists what it can become, with descriptions" {
    term_start
    types 'wait -'
    keys '?'
    wait_screen 5 '^--fail-if +exit with status 1'
    ends_with '1 more: press Space, or q to end'
    keys Space
    ends_with '--version       print the version and exit' "$PROMPT wait -"
    wait_screen 5 '^--any'
    wait_until 10 lists_names
    ends_with "$PROMPT get totem."
    keys C-u
    types 'sta'
    keys '?'
    ends_with 'status  show the cluster, what is wrong and what to do next' "$PROMPT sta"
    keys C-u
    types 'wait totem.clus'
    keys '?'
    wait_screen 5 '^cluster_name '
    ends_with "$PROMPT wait totem.clus"
    for line in "get 'totem." 'set totem.cluster_name str a.' 'wait totem.cluster_name~fo' '!echo a' 'get totem.nosuch'; do
        keys C-u
        types "$line"
        keys '?'
        ends_with "$PROMPT $line?"
    done
}

@test "who types on at a list that is longer than the screen loses no key" {
    term_start 40 20
    keys '?'
    wait_screen 5 '^[0-9]+ more: press Space, or q to end$'
    types 'get totem.version'
    keys Enter
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
    keys '?'
    wait_screen 5 '^[0-9]+ more: press Space, or q to end$'
    keys Up Enter
    ends_with "$PROMPT get totem.version" 'totem.version (u32) = 2' "$PROMPT"
}

@test "a list longer than the screen stops at each screen" {
    term_start 40 20
    keys '?'
    wait_screen 5 '^[0-9]+ more: press Space, or q to end$'
    [[ $(screen | head -n 1) == 'status '* || $(screen | head -n 1) == 'ls '* ]]
    keys q
    ends_with "$PROMPT"
    types 'help '
    keys '?'
    wait_screen 5 '^[0-9]+ more: '
    [[ $(screen | head -n 1) == 'paths '* ]]
    keys Space
    wait_screen 5 '^save '
    keys C-c
    ends_with "$PROMPT help"
}

@test "a question mark lists the candidates, and is a letter within a word" {
    term_start 80 60
    types 'set totem.token '
    keys '?'
    wait_screen 5 '^1000  the value now$'
    wait_screen 5 '^u32   integer, 0 to 4294967295$'
    wait_screen 5 '^str   text$'
    ends_with "$PROMPT set totem.token"
    keys C-u
    keys '?'
    wait_screen 5 '^set +set a key, creating'
    ends_with "$PROMPT"
    types 'find -E totem.versio?'
    keys Enter
    ends_with 'totem.version (u32) = 2' "$PROMPT"
}

@test "a question mark where nothing can follow is not a letter of the line" {
    term_start 80 60
    types 'pwd '
    keys '?'
    types '-q'
    ends_with "$PROMPT pwd -q"
    keys Enter
    ends_with "$PROMPT pwd -q" / "$PROMPT"
    types 'get totem.none?'
    ends_with "$PROMPT get totem.none?"
}

@test "Tab does not offer file names with control characters" {
    mkdir d
    : >"d/$(printf 'q.txt\nset tab.pwned str yes')"
    : >d/good.txt
    term_start
    types "source $PWD/d/"
    keys Tab
    wait_screen 5 'good\.txt'
    run ! grep -q pwned <(screen)
}
