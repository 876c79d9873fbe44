#!/usr/bin/env bats
# What scripts, agents and exporters look for in the output of corosync-cmapctl, they find in that of `cmapsh cmapctl`.
# tests/consumers.bats runs real programs; the patterns here are those of programs that are not in Debian.
# shellcheck disable=SC2154,SC2016 # what bats and the helper set; what other languages expand

load ../helper

setup_file() {
    sandbox_up --nodes 2 --links 2
    [[ -n $SANDBOX_DIR ]] || return 0
    original -s totem.interface.0.mcastaddr str 239.1.1.1
    original -s totem.interface.1.mcastaddr str 239.1.1.2
    original -s seen.flt flt 5.5
    original -s seen.dbl dbl 0.25
    original -s seen.empty str ''
    printf 'a = b (str)\n' >"$BATS_FILE_TMPDIR/bytes"
    original -s seen.bin bin "$BATS_FILE_TMPDIR/bytes"
}

original() { # ARG...
    in_sandbox corosync-cmapctl "$@"
}

ours() { # ARG...
    cmapsh cmapctl "$@"
}

# Whether a consumer, a command for the shell, finds the same in what both programs print, and anything at all. What it finds
# in ours is in $output. Not compared are the sessions in the stats map: those of the programs themselves are among them.
finds_the_same() { # CONSUMER ARG...
    local program
    for program in original ours; do
        run -0 "$program" "${@:2}"
        grep -v '^stats\.ipcs\.service' <<<"$output" | bash -o pipefail -c "$1" >"$BATS_TEST_TMPDIR/$program"
    done
    diff "$BATS_TEST_TMPDIR"/{original,ours}
    output=$(<"$BATS_TEST_TMPDIR/ours")
    [[ -n $output ]]
}

# Whether both exit with a status, and print the same except for our hints.
both_exit() { # STATUS ARG...
    local theirs
    run "-$1" original "${@:2}"
    theirs=$output
    run "-$1" ours "${@:2}"
    diff <(echo "$theirs") <(grep -v '^hint: ' <<<"$output")
}

@test "a puppet module finds nodes and their addresses" {
    finds_the_same "grep -oP '^nodelist\.node\.(\d+)\.nodeid\s+\(u32\)\s+=\s+(\d+)'" -b nodelist.node
    [[ $output == $'nodelist.node.0.nodeid (u32) = 1\nnodelist.node.1.nodeid (u32) = 2' ]]
    finds_the_same "grep -oP '^nodelist\.node\.(\d+)\.ring(\d+)_addr\s+\(str\)\s+=\s+(\S+)'" -b nodelist.node
    [[ $output == *'nodelist.node.1.ring1_addr (str) = 10.78.0.2' ]]
}

@test "a puppet module gets the same errors when it changes the nodelist" {
    both_exit 1 -s nodelist.node.0.nodeid u32 7
    both_exit 1 -s nodelist.node.0.ring0_addr str 10.77.0.9
    both_exit 0 -D nodelist.node.1
    both_exit 0 -D nodelist.node.9
}

@test "a discovery agent reads every line to the last" {
    finds_the_same 'python3 -c "
import sys
for line in sys.stdin:
    name, value = line.rstrip(\"\n\").split(\"= \", 1)
    print(*name.split(\" (\"), value)"' -b
    [[ $output == *'totem.version u32)  2' ]]
}

@test "a support-file analyser finds one = a line" {
    finds_the_same "awk -F= 'NF == 2 { print \$1 }'" -m stats
    [[ $output == "$(ours -m stats | grep -v '^stats\.ipcs\.service' | sed 's/=.*//')" ]]
    finds_the_same "awk -F= 'NF == 2'"
    both_exit 0 -C schedmiss
}

@test "a monitoring agent finds the statistics of the links" {
    finds_the_same "awk 'NF == 4 && \$3 == \"=\" && split(\$1, part, \".\") == 5 && part[2] == \"knet\" { print \$1, \$2 }'" -m stats
    [[ $output == *'stats.knet.node2.link1.rx_data_packets '* ]]
}

@test "exporters find words, and numbers at the end of a line" {
    finds_the_same "sed -nE 's/^([^[:space:]]+) \(([^)]+)\) = ([0-9]+)$/\1 \2/p'" -m stats
    [[ $output == *'stats.srp.mtt_rx_token u32'* ]]
    finds_the_same "awk '{ print \$1, \$2, \$4 }'" nodelist.node
    [[ $output == *'nodelist.node.1.name (str) node2'* ]]
}

@test "a storage manager gets lines in the order of its arguments" {
    finds_the_same cat totem.interface.1.mcastaddr totem.interface.0.mcastaddr
    [[ $output == $'totem.interface.1.mcastaddr (str) = 239.1.1.2\ntotem.interface.0.mcastaddr (str) = 239.1.1.1' ]]
}

@test "scripts find the token, and the number of a node by its name" {
    finds_the_same "awk -F ' = ' '/runtime.config.totem.token[[:space:]]/ { print \$2 }'"
    [[ $output == 1000 ]]
    finds_the_same "grep -oP '(?<=nodelist.node.)\d+(?=.name \(str\) = node2)'"
    [[ $output == 1 ]]
}

@test "health checks get an exit status, and the value after =" {
    both_exit 1 totem.nodeid
    both_exit 0 totem.cluster_name
    finds_the_same 'python3 -c "import sys; print(sys.stdin.read().split(\"=\")[1].strip())"' -g totem.cluster_name
    [[ $output == sandbox ]]
}

@test "the tests of corosync itself set, read and delete keys of every type" {
    local type
    finds_the_same "sed 's/^.* = //'" seen.flt
    [[ $output == 5.500000 ]]
    for type in i8 u8 i16 u16 i32 u32 i64 u64 flt dbl str; do
        both_exit 0 -s seen.new "$type" 7
        finds_the_same "sed 's/^.* = //'" seen.new
        [[ $output == 7* ]]
        ours -d seen.new
        both_exit 1 -g seen.new
    done
    printf 'seen.file.a u32 5\nseen.file.b str text\n' >"$BATS_TEST_TMPDIR/keys"
    both_exit 0 -p "$BATS_TEST_TMPDIR/keys"
    finds_the_same "sed 's/^.* = //'" seen.file.
    [[ $output == $'5\ntext' ]]
}
