#!/usr/bin/env bats
# A corosync.conf as a map: what a real corosync makes of the same file, and why it refuses one.
# shellcheck disable=SC2154 # what bats sets

load ../helper

FIXTURES=$top_srcdir/tests/fixtures/conf

setup_file() {
    sandbox_up
    [[ -z $SANDBOX_DIR ]] || cp "$SANDBOX_DIR/node1/corosync.conf" "$BATS_FILE_TMPDIR/original"
}

setup() {
    skip_without_sandbox
    CONF=$SANDBOX_DIR/node1/corosync.conf
    cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
    [[ -z ${CONF-} ]] || cp "$BATS_FILE_TMPDIR/original" "$CONF"
    end_test
}

# The program without the sandbox: no corosync is there.
alone() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# Starts the corosync of the sandbox with a file.
start_with() { # FILE
    cp "$1" "$CONF"
    "$SANDBOX" restart "$SANDBOX_DIR"
}

# The keys that corosync makes without its file: what runs, this node, the address that it binds to, what it monitors, and
# the ids of nodes without one.
of_corosync() { # [FILE]
    grep -vE '^(runtime|internal_configuration|config)\.|^nodelist\.local_node_pos |^totem\.interface\.[0-9]+\.bindnetaddr |^resources\.(watchdog_timeout|system\.[a-z0-9_]+\.(current|last_updated|poll_period|state)) ' "$@"
}

# What corosync has in icmap of its file is what the file has as a map.
has_what_corosync_has() { # FILE [PATTERN-OF-OTHER-KEYS]
    start_with "$1"
    in_sandbox corosync-cmapctl | of_corosync | grep -vE "${2-^$}" | sort >live
    alone -m "$1" dump 2>notes | of_corosync | sort >file
    diff live file
    (($(wc -l <file) > 5))
}

# A file for the sandbox: its own, with lines after others. In them, \n ends a line.
edited() { # [REGULAR-EXPRESSION LINES]...
    local script=()
    while (($# > 0)); do
        script+=(-e "/$1/a $2")
        shift 2
    done
    sed -E "${script[@]}" "$BATS_FILE_TMPDIR/original" >edited.conf
}

@test "a fixture that corosync accepts has the keys that corosync made of it" {
    local file
    for file in "$FIXTURES"/v*.conf; do
        run -0 --separate-stderr alone -m "$file" dump
        [[ -z $stderr ]]
        diff <(of_corosync "${file%.conf}.icmap" | grep -vE '^nodelist\.node\.[01]\.nodeid .* = 21307') <(echo "$output")
    done
}

@test "a fixture that corosync refuses has its message" {
    local file said n=0
    for file in "$FIXTURES"/b*.conf; do
        run --separate-stderr alone -j -m "$file" dump
        [[ $status == [07] ]]
        said=$(sed -nE 's/.*"corosync":"(.*)"\}\}$/\1/p' <<<"$stderr" | head -n 1 | sed 's/\\"/"/g')
        n=$((n + 1))
        case $file in
        # corosync 3.1.9 ends with an assertion; later ones have these words.
        */b3-*) [[ $said == 'Value of key "totem.config_version" is expected to be unsigned integer, but "7a" was given' ]] ;;
        *) grep -qF "$said" "${file%.conf}.message" || { echo "$file: $said" && false; } ;;
        esac
    done
    ((n >= 6))
}

@test "the sandbox's own file has what its corosync has" {
    has_what_corosync_has "$BATS_FILE_TMPDIR/original"
    [[ ! -s notes ]]
}

@test "options of every type have what corosync has" {
    edited 'version: 2' 'config_version: 18446744073709551615\ntoken_coefficient: +0650\nknet_compression_model: zlib\nknet_compression_level: -1\nmiss_count_const: 5\nblock_unlisted_ips: maybe\nfoo: a # b' \
        'provider:' 'wait_for_all: 0\nlast_man_standing_window: 1000\nfoo: 1\ndevice {\nmodel: net\nvotes: 1\ntimeout: 1000\nnet {\nhost: 192.0.2.1\nport: 5403\n}\n}' \
        'nodeid: 1' 'quorum_votes: 3\nsite: a:b}'
    has_what_corosync_has edited.conf
    grep -qx 'totem.config_version (u64) = 18446744073709551615' file
    grep -qx 'nodelist.node.0.site (str) = a:b}' file
}

@test "sections that are renamed have what corosync has" {
    edited 'transport:' 'interface {\nmcastport: 5510\nringnumber: 1\nknet_ping_interval: 4294967295\nknet_pong_count: 3\nmember {\nmemberaddr: 127.0.0.1\n}\nmember {\nmemberaddr: 127.0.0.2\n}\n}' \
        'to_stderr:' 'logger_subsys {\ndebug: off\nsubsys: QUORUM\ndebug: on\n}\nlogging_daemon {\nname: corosync\nsubsys: TOTEM\ndebug: off\n}\nlogging_daemon {\nname: qdevice\ndebug: on\n}'
    printf '%s\n' 'uidgid {' 'uid: 77' 'gid: root' '}' 'resources {' 'system {' 'memory_used {' 'max: 99' '}' '}' '}' \
        'own {' 'x: 1' 'deep: {' 'y : 2' '}' '}' 'compatibility: whitetank' 'pload {' 'count: 5' '}' 'cfg {' 'shutdown_timeout: 1' '}' >>edited.conf
    has_what_corosync_has edited.conf
    grep -qx 'totem.interface.0.member.0 (str) = 127.0.0.2' file
    grep -qx 'logging.logger_subsys.QUORUM.debug (str) = off' file
    # corosync drops a time that is negative as a signed integer; the two other lines set a key that another line sets.
    [[ $(<notes) == *'skipped 1 line without a key'*'knet_ping_interval: 4294967295'* ]]
}

@test "the files of uidgid.d beside it are read as corosync reads them" {
    local folder=$SANDBOX_DIR/node1/uidgid.d
    mkdir "$folder" "$folder/sub"
    printf '%s\n' 'uidgid {' 'uid: 77' 'uid: 78' '}' >"$folder/one"
    printf '%s\n' '# users' 'uidgid {' 'gid: 79' '}' >"$folder/.hidden~"
    printf '%s\n' 'uidgid {' 'uid: 80' '}' >"$BATS_TEST_TMPDIR/elsewhere"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$folder/link"
    printf '%s\n' 'uidgid {' 'uid: 81' '}' >"$folder/sub/deeper"
    { printf '%s\n' 'uidgid {' 'uid: 82' '}' && yes '#'; } | head -c 1048576 >"$folder/large"
    edited 'transport:' 'transport: knet'
    printf '%s\n' 'uidgid {' 'uid: 77' '}' >>edited.conf
    start_with edited.conf
    alone -m "$CONF" dump uidgid >file
    cmapsh dump uidgid >running
    diff file running
    [[ $(grep -c '^uidgid[.]config[.]' file) == 5 ]]
    # The user of the folder is the first key of the file: nothing is there twice.
    { printf '%s\n' 'uidgid {' 'uid: 77' '}' && grep -v uidgid "$CONF" | sed '/^uid: 77/,$d'; } >"$SANDBOX_DIR/node1/first.conf"
    run -0 --separate-stderr alone -m "$SANDBOX_DIR/node1/first.conf" dump uidgid
    [[ $output == "$(<file)" && $stderr != *uidgid* ]]
    rm "$SANDBOX_DIR/node1/first.conf"
    # What cannot be read is named, if corosync reads it: a folder or a dangling link is not.
    ln -s /nowhere "$folder/dangling"
    echo '#' >>"$folder/large"
    run -0 --separate-stderr alone -m "$CONF" dump uidgid
    [[ $(grep -c uidgid.d <<<"$stderr") == 1 && $stderr == *'corosync.conf: cannot read uidgid.d/large: File too large'* ]]
    [[ $output != *uid.82* ]]
    # What comes through a pipe has no folder.
    (cd "$SANDBOX_DIR/node1" && alone -m - find uidgid --count <corosync.conf) >count
    [[ $(<count) == 1 ]]
    rm -r "$folder"
}

@test "what a user may not read of uidgid.d is named" {
    local dir=$BATS_TEST_TMPDIR/etc
    mkdir -p "$dir/uidgid.d/closed" "$dir/closed"
    cp "$CONF" "$dir/corosync.conf"
    printf '%s\n' 'uidgid {' 'uid: 77' '}' | tee "$dir/uidgid.d/secret" >"$dir/closed/file"
    ln -s ../closed/file "$dir/uidgid.d/link"
    chmod 0 "$dir/uidgid.d/secret" "$dir/uidgid.d/closed" "$dir/closed"
    run -0 --separate-stderr by_modes "${CMAPSH:-$top_builddir/cmapsh}" -m "$dir/corosync.conf" dump totem.version
    [[ $(grep uidgid.d <<<"$stderr" | sort) == 'note: corosync.conf: cannot read uidgid.d/link: Permission denied
note: corosync.conf: cannot read uidgid.d/secret: Permission denied' ]]
    chmod 0 "$dir/uidgid.d"
    run -0 --separate-stderr by_modes "${CMAPSH:-$top_builddir/cmapsh}" -m "$dir/corosync.conf" dump totem.version
    chmod 700 "$dir/uidgid.d" "$dir/uidgid.d/closed" "$dir/closed"
    [[ $stderr == *'note: corosync.conf: cannot read uidgid.d: Permission denied' ]]
}

@test "a file of uidgid.d with anything else is refused, as by corosync" {
    local folder=$SANDBOX_DIR/node1/uidgid.d lines
    mkdir "$folder"
    for lines in 'totem {\ntoken: 1\n}' 'uidgid {\nuser: 1\n}' 'token: 1' 'uidgid {\nuid: 1' 'uidgid { uid: 1'; do
        printf '%b\n' "$lines" >"$folder/other"
        alone -m "$CONF" dump 2>&1 >dumped | sed -n 's/^note: corosync says: //p' >said
        run -8 in_sandbox corosync -t -c "$CONF"
        grep -qxF "parser error: $folder/other:${output##*other:}" <<<"$output"
        [[ -s said ]] && grep -qFf said <<<"$output" || { cat said && echo "$output" && false; }
    done
    printf 'totem {\ntoken: 1\n}\n' >"$folder/other"
    run -1 alone -m "$CONF" status
    [[ $(tr -s ' \n' ' ' <<<"$output") == *'CONF_REFUSED: corosync would refuse this file'*'uidgid.d/other:2:1: only sections uidgid are allowed here'* ]]
    rm -r "$folder"
}

@test "a file with odd spaces, comments, CRLF and a second nodelist has what corosync has" {
    edited 'token:' 'token: 2000\n\t # x: y {\nempty:'
    printf '%s' 'nodelist: {' $'\n' '  node{' $'\n' 'name :node1' $'\n' 'extra:1' $'\n' '}' $'\n' '}' >>edited.conf
    sed -i 's/$/\r/; s/totem {/\n \n\ttotem  { /' edited.conf
    has_what_corosync_has edited.conf
    grep -qx 'totem.token (u32) = 2000' file
    [[ $(<notes) == *'whose key another line has'*'"totem.token"'* ]]
}

@test "with udpu, corosync makes the ids that the file lacks" {
    sed -E 's/transport: knet/transport: udpu/; /crypto_|nodeid/d' "$BATS_FILE_TMPDIR/original" >edited.conf
    has_what_corosync_has edited.conf '^nodelist\.node\.0\.nodeid '
    run -0 cmapsh diff ./edited.conf
}

# Has corosync test files: its message is in FILE.message. It must accept none.
# shellcheck disable=SC2016 # for the inner shell
test_files() { # FILE...
    in_sandbox bash -c 'log=$1 && for file in "${@:2}"; do
        ! timeout 20 corosync -t -c "$PWD/$file" >"$file.message" 2>&1 || echo "corosync accepts $file"
        tail -n 2 "$log" >>"$file.message"
    done' bash "$SANDBOX_DIR/node1/corosync.log" "$@"
}

# Whether the message of corosync has what cmapsh says that corosync says.
is_what_corosync_says() { # FILE
    alone -m "./$1" dump 2>&1 >dumped | sed -n 's/^note: corosync says: //p' >said
    if [[ -s said ]] && grep -qFf said "$1.message"; then return 0; fi
    tail -v -n +1 said "$1.message" "$1"
    return 1
}

@test "cmapsh knows in which words corosync refuses a file" {
    local row n=0 i
    for row in 'version: 2|foo' 'version: 2|x { # y' 'version: 2|: {' 'version: 2|a b: 1' 'version: 2|}' 'version: 2|x {' 'version: 2|{' \
        'version: 2|version: 1' 'transport:|transport: x' 'version: 2|ip_version: 6' 'version: 2|link_mode: x' 'version: 2|crypto_model: x' \
        'crypto_cipher|crypto_cipher: aes' 'crypto_hash|crypto_hash: sha' 'crypto_hash|crypto_cipher: aes256' 'version: 2|knet_compression_model: none' \
        'version: 2|token_warning: 101' 'version: 2|max_network_delay: 29' 'token: 1000|token: 125' 'token: 1000|token: 29\ntoken_retransmit: 30' \
        'version: 2|join: 29' 'version: 2|hold: 13' 'version: 2|consensus: 29' 'version: 2|join: 5000' 'version: 2|merge: 1' 'version: 2|downcheck: 1' \
        'version: 2|token_retransmit: 29' 'token: 1000|token: 1s' 'version: 2|knet_compression_level: x' \
        'version: 2|interface {\nmcastport: 65536\n}' 'version: 2|interface {\nlinknumber: 256\n}' 'version: 2|interface {\nlinknumber: 8\nttl: 1\n}' \
        'version: 2|interface {\nknet_transport: tcp\n}' 'version: 2|interface {\nttl: 2\n}' 'version: 2|interface {\nmember {\nx: 1\n}\n}' \
        'version: 2|interface {\nlinknumber: 3\nmcastport: 1\n}' 'ring0_addr|}\nnode {\nnodeid: 2\nring0_addr:' 'ring0_addr|}\nnode {\nnodeid: 2\nring0_addr: 300.1.1.1' 'ring0_addr|ring8_addr: 127.0.0.1' \
        'nodeid: 1|nodeid: 0' 'nodeid: 1|nodeid: 65536' 'nodeid: 1|quorum_votes: x' 'ring0_addr|}\nnode {\nnodeid: 1\nring0_addr: 127.0.0.2' \
        'ring0_addr|}\nnode {\nnodeid: 2\nring0_addr: ::1' 'ring0_addr|ring1_addr: 127.0.1.1\n}\nnode {\nnodeid: 2\nname: n2\nring0_addr: 127.0.0.2' \
        'ring0_addr|ring1_addr: 127.0.1.1\n}\nnode {\nnodeid: 2\nring0_addr: 127.0.0.2\nring1_addr: 127.0.1.2' 'provider|two_node: 256' \
        'to_stderr|debug: yes' 'timestamp|timestamp: x' 'to_logfile|to_logfile: 1' 'to_stderr|syslog_facility: x' 'to_stderr|syslog_priority: trace' \
        'to_stderr|logfile_priority: warn' 'to_stderr|fileline: yes' 'to_stderr|function_name: 1' 'to_stderr|blackbox: 1' 'to_stderr|syslog_level: x' 'to_stderr|to_file: x' \
        'to_stderr|logger_subsys {\ndebug: on\n}' 'to_stderr|logger_subsys {\nsubsys: A\ndebug: x\n}' 'to_stderr|logging_daemon {\ndebug: on\n}' \
        'sched_rr|sched_rr: x' 'sched_rr|qb_ipc_type: x' 'move_to_root|move_to_root_cgroup: x' 'sched_rr|allow_knet_handle_fallback: x'; do
        edited "${row%%|*}" "${row#*|}"
        mv edited.conf "$((++n)).conf"
    done
    run -0 test_files ./*.conf
    [[ -z $output ]]
    for ((i = 1; i <= n; i++)); do is_what_corosync_says "$i.conf"; done
}

@test "what votequorum refuses, or what ends corosync, is not found by a test of the file, and by cmapsh" {
    local row
    for row in 'two_node: 1|two_node and quorum device cannot be configured' 'last_man_standing: 1|not compatible with last_man_standing' \
        'auto_tie_breaker: 1\nwait_for_all: 1|not compatible with auto_tie_breaker' 'allow_downscale: 1|not compatible with allow_downscale' \
        'expected_votes: 3|must be specified when quorum.expected_votes is set' 'provider: x|Invalid quorum provider'; do
        edited provider "${row%|*}\ndevice {\nmodel: net\n}"
        in_sandbox corosync -t -c "$PWD/edited.conf"
        run -0 --separate-stderr alone -m ./edited.conf dump
        [[ $stderr == *"corosync says: "*"${row#*|}"* ]]
    done
    edited version 'window_size: 16368'
    in_sandbox corosync -t -c "$PWD/edited.conf"
    run -0 --separate-stderr alone -m ./edited.conf dump
    [[ $stderr == *'would not start with this file (1 fault)'*':3:14: corosync ends at once'* && $stderr != *'says'* ]]
}

@test "corosync starts with values at their limits, in which cmapsh finds no fault" {
    local round
    for round in 1 2 3; do
        # From a low token follow ping timers with which corosync does not start since 3.1.8.
        case $round in
        1) edited 'token: 1000' 'token: 126' version 'join: 0\nhold: 14\ntoken_warning: 100\nknet_mtu: 10\ninterface {\nknet_ping_interval: 200\nknet_ping_timeout: 400\n}' to_stderr 'to_logfile: on\nsyslog_priority: error' ;;
        2) edited version 'window_size: 16367\ninterface {\nmcastport: 0\nknet_link_priority: 0\n}' provider 'two_node: 2' ;;
        3) edited version 'token_retransmit: 30' provider 'auto_tie_breaker: 1\ndevice {\nmodel: net\n}' nodeid 'quorum_votes: 1' ;;
        esac
        run -0 --separate-stderr alone -m ./edited.conf dump
        [[ $stderr != *'would not start'* ]]
        start_with edited.conf || { echo "round $round" && false; }
    done
    start_with "$BATS_FILE_TMPDIR/original"
}

@test "diff shows what was edited and not reloaded, and counts what is not from the file" {
    local n
    start_with "$BATS_FILE_TMPDIR/original"
    run -0 --separate-stderr cmapsh diff "$CONF"
    n=$(in_sandbox corosync-cmapctl | grep -cE '^(runtime|internal_configuration|resources|config)\.|^nodelist\.local_node_pos |bindnetaddr')
    [[ -z $output && $stderr == 'note: left out '*' keys of "live", which corosync does not take from "'*'"' ]]
    run -0 --separate-stderr cmapsh diff "$CONF" icmap
    [[ -z $output && $stderr == "note: left out $n keys of \"icmap\""* ]]
    run -0 --separate-stderr cmapsh diff "$CONF" icmap nodelist
    [[ -z $output && $stderr == 'note: left out 1 key of "icmap", which corosync does not take from "'*'"' ]]
    edited 'token:' 'join: 60' 'nodeid' 'site: here'
    cp edited.conf "$CONF"
    run -1 --separate-stderr cmapsh diff "$CONF"
    [[ $output == "--- $CONF
+++ live
-nodelist.node.0.site (str) = here
-totem.join (u32) = 60" ]]
    run -1 --separate-stderr cmapsh diff "$CONF" icmap totem
    [[ ${#lines[@]} == 3 && ${lines[2]} == '-totem.join (u32) = 60' ]]
    in_sandbox corosync-cfgtool -R
    run -0 cmapsh diff "$CONF"
    cmapsh --yes set totem.merge u32 300
    run -1 --separate-stderr cmapsh diff "$CONF"
    [[ ${#lines[@]} == 3 && ${lines[2]} == '+totem.merge (u32) = 300' ]]
}

@test "diff compares two files, and a value that corosync refuses is not compared" {
    edited 'token:' 'join: 60'
    run -1 --separate-stderr alone diff ./edited.conf "$BATS_FILE_TMPDIR/original"
    [[ ${#lines[@]} == 3 && ${lines[2]} == '-totem.join (u32) = 60' && -z $stderr ]]
    sed -i 's/join: 60/join: 60 # ms/' edited.conf
    run -7 --separate-stderr cmapsh diff ./edited.conf live totem
    [[ $stderr == *'no value of "totem.join"'* || $output == *'totem.join'* ]]
}

@test "diff of a file fails as another diff does where corosync is not reached" {
    "$SANDBOX" kill "$SANDBOX_DIR"
    run -4 --separate-stderr cmapsh diff "$CONF"
    is_one_error
    "$SANDBOX" restart "$SANDBOX_DIR"
}

@test "a file is opened by its content: standard input, compressed, with any name" {
    local want
    want=$(alone -m "$CONF" dump)
    cp "$CONF" ./any.name
    gzip -k any.name
    [[ $(alone -m ./any.name dump) == "$want" && $(alone -m ./any.name.gz dump) == "$want" && $(alone -m - dump <any.name) == "$want" ]]
    [[ $(gzip -dc any.name.gz | alone -m - dump) == "$want" ]]
    printf 'open ./any.name as conf\nget totem.token\nuse conf\ndump\n' | alone -q >dumped
    [[ $(head -n 1 dumped) == 1000 && $(tail -n +2 dumped | wc -l) == $(wc -l <<<"$want") ]]
}

@test "a file that corosync refuses is opened with a note, and its line" {
    printf 'totem {\n\tversion: 2\n\ttoken: 1 s\n}\n' >broken.conf
    run -0 --separate-stderr alone -q -m ./broken.conf get totem.version
    [[ $output == 2 && $stderr == 'note: broken.conf: corosync would not start with this file (1 fault)
note: broken.conf:3:9: "1 s" is not an integer of type u32
    token: 1 s
           ^
note: corosync says: Value of key "totem.token" is expected to be integer in range (0..4294967295), but "1 s" was given' ]]
    run -6 --separate-stderr alone -j -m ./broken.conf get totem.token
    [[ ${stderr_lines[1]} == '{"warning":{"command":"get","message":"\"1 s\" is not an integer of type u32","file":"broken.conf","line":3,"column":9,"corosync":"Value '* ]]
}

@test "status names the fault that has a place in the file, and what can be done before a reload" {
    sed 's/token: 1000/token: 10/' "$CONF" >low.conf
    run -1 --separate-stderr alone -m ./low.conf status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *'CONF_REFUSED: corosync would refuse this file for 3 reasons, the first: "totem.token" is 10, below the minimum of 30: '*' line '* ]]
    [[ $output == *'TOKEN_LOW: totem.token is 10 ms, and less than 1000 ms is unusual: '*'next: cmapsh explain totem.token'* ]]
    [[ $output != *corosync-cfgtool* ]]
    grep -v 'version:' "$CONF" >none.conf
    run -1 --separate-stderr alone -m ./none.conf status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *'CONF_REFUSED: corosync would refuse this file: '*' ./none.conf next: corosync -t -c ./none.conf'* ]]
}

@test "of many faults the first ten are printed" {
    { printf 'totem {\n'; for ((i = 0; i < 25; i++)); do echo "word $i"; done; echo '}'; } >broken.conf
    run --separate-stderr alone -m ./broken.conf dump
    [[ $stderr == *'(25 faults)'*'broken.conf: 15 more faults'* && $(grep -c '^note: broken.conf:[0-9]' <<<"$stderr") == 10 ]]
    printf 'totem {\n%s\n}\n' "$(printf 'word %s\n' {1..11})" >broken.conf
    run --separate-stderr alone -m ./broken.conf dump
    [[ $stderr == *'(11 faults)'*$'\nnote: broken.conf: 1 more fault\n'* && $(grep -c '^note: broken.conf:[0-9]' <<<"$stderr") == 10 ]]
    sed -i '/word 11/d' broken.conf
    run --separate-stderr alone -m ./broken.conf dump
    [[ $stderr == *'(10 faults)'* && $stderr != *' more fault'* && $(grep -c '^note: broken.conf:[0-9]' <<<"$stderr") == 10 ]]
}

@test "a secret is not printed with a fault" {
    printf 'totem {\n\tversion: 2\n\tcrypto_hash: sha1\n\tkey: hunter2\n key hunter2\n}\nkey:\nhunter2\n' >broken.conf
    run --separate-stderr alone -m ./broken.conf dump
    [[ $output == *'totem.key (str) = ********'* && $output$stderr != *hunter2* && $stderr == *'at least 128 bytes'* ]]
}

@test "load refuses a corosync.conf and names the reload" {
    run -2 --separate-stderr cmapsh load "$CONF"
    [[ $stderr == *':1:1: load: this is a corosync.conf, which corosync reads itself'*'hint: '*'corosync-cfgtool -R' ]]
}

@test "a snapshot of a corosync.conf is limited to what the file has" {
    alone -m "$CONF" save ./snapshot
    run -0 --separate-stderr alone diff "$CONF" ./snapshot
    [[ -z $output ]]
    start_with "$BATS_FILE_TMPDIR/original"
    run -1 --separate-stderr cmapsh diff ./snapshot
    [[ $output != *'+runtime'* && $output != *'+stats'* ]]
}
