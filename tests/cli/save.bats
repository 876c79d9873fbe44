#!/usr/bin/env bats
# Snapshots: whole or not at all, with all that was read, and open again where no corosync is.
# shellcheck disable=SC2154,SC2016 # what bats sets; expanded by the inner shell

load ../helper

setup_file() {
    sandbox_up
}

setup() {
    skip_without_sandbox
    mkdir "$BATS_TEST_TMPDIR/here" # bats has files of its own above
    cd "$BATS_TEST_TMPDIR/here" || return
}

# The program without the sandbox: no corosync is there.
alone() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# Nothing but these is in the directory.
holds() { # FILE...
    diff <(ls -A) <(printf '%s\n' "$@" | LC_ALL=C sort)
}

@test "a snapshot has the keys of the map, and the names of node and cluster" {
    prints '' save ./map.json totem nodelist logging
    diff <(alone -m ./map.json dump) <(cmapsh dump totem nodelist logging | sort | alone -m /dev/stdin dump)
    run -0 head -n 1 map.json
    [[ $output == '{"cmapsh_snapshot":1,"time":"20'*'","node":"node1","cluster":"sandbox","map":"live","paths":["totem","nodelist","logging"],"keys":[' ]]
    [[ $(stat -c %a map.json) == 600 ]]
    holds map.json
}

@test "a snapshot conforms to the schema" {
    "$top_srcdir/tests/schema" available || skip 'python3-jsonschema is not installed'
    cmapsh <<'SCRIPT'
set sav.text str "\"quotes\" \\ back\nslash \xc2\x9b"
set sav.bytes str "\xff"
set sav.secret str x
set sav.big u64 18446744073709551615
set sav.bin bin 0x00
SCRIPT
    cmapsh save ./map.json
    "$top_srcdir/tests/schema" snapshot <map.json
    cmapsh save ./part.json sav totem
    "$top_srcdir/tests/schema" snapshot <part.json
    printf 'tst.one (bin)\ntst.two (u8) = 2\n' >./text
    alone -m ./text save ./unread.json || [[ $? == 7 ]]
    "$top_srcdir/tests/schema" snapshot <unread.json
    diff <(alone -m ./map.json --show-secrets dump sav.text sav.bytes sav.big sav.bin) <(cmapsh dump sav.text sav.bytes sav.big sav.bin)
}

@test "save on a terminal says how many keys it saved" {
    cd "$BATS_TEST_TMPDIR"
    export FAKE_CMAP='' SHELL=/bin/sh
    ln -s "$(realpath "$top_builddir/tests/fakes/cmapsh")" cmapsh
    run -0 script -qec './cmapsh save ./one totem.token' /dev/null </dev/null
    [[ $output == *'saved 1 key in "./one"'* ]]
    run -0 script -qec './cmapsh save ./two totem.token test.u8' /dev/null </dev/null
    [[ $output == *'saved 2 keys in "./two"'* ]]
}

@test "save replaces a file only with --yes" {
    cmapsh save ./map.json totem
    cp map.json old
    fails 5 save ./map.json logging
    [[ $stderr == *'"./map.json" already exists'*'--yes' ]]
    cmp map.json old
    prints '' save --yes ./map.json logging
    run -1 alone -m ./map.json ls totem
    holds map.json old
}

@test "save keeps the old file after a failure, and leaves no other" {
    echo old >map.json
    fails 1 -y save ./map.json no.such.path
    run -4 alone -y save ./map.json
    run -4 alone save ./other.json
    [[ $(<map.json) == old ]]
    holds map.json
    in_sandbox bash -c 'ulimit -f 1; exec "$@"' bash "${CMAPSH:-$top_builddir/cmapsh}" -y save ./map.json 2>error || code=$?
    [[ $code == 6 && $(<error) == *'cannot write'*'File too large' && $(<map.json) == old ]]
    holds error map.json
}

@test "save rejects a directory, a dangling link and a device" {
    fails 6 save .
    fails 6 save ./no/such/folder
    ln -s nowhere link
    fails 6 -y save ./link
    [[ $stderr == 'cmapsh: save: cannot write "./link": dangling symbolic link' ]]
    ln -s loop loop
    fails 6 -y save ./loop
    [[ $stderr == 'cmapsh: save: cannot write "./loop": Too many levels of symbolic links' ]]
    : >file
    fails 6 -y save ./file/map
    [[ $stderr == 'cmapsh: save: cannot write "./file/map": Not a directory' ]]
    rm loop file
    fails 6 save /dev/full
    [[ $stderr == *'No space left on device' ]]
    fails 2 save
    run -2 --separate-stderr cmapsh -j save -
    [[ -z $output && $stderr == *'its own format, not json'* ]]
    holds link
}

@test "save replaces the target of a link, not the link" {
    mkdir place
    echo old >place/map.json
    ln -s place/map.json link
    fails 5 save ./link
    prints '' -y save ./link totem
    [[ -L link && $(alone -m ./place/map.json -q get totem.cluster_name) == sandbox ]]
    holds link place
}

@test "save writes to standard output and to a pipe" {
    cmapsh save - totem | alone -m /dev/stdin -q get totem.cluster_name | grep -qx sandbox
    cmapsh save /dev/stdout totem | alone -m /dev/stdin -q get totem.cluster_name | grep -qx sandbox
    run -6 --separate-stderr bash -c '"$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" save - >/dev/full'
    [[ $stderr == *'cannot write'* ]]
}

@test "save --dry-run reads and writes nothing" {
    prints '' -n save ./map.json totem
    run -1 --separate-stderr cmapsh -n save ./map.json no.such.path
    [[ -z $(ls -A) ]]
    echo old >map.json
    fails 5 -n save ./map.json
    [[ $(<map.json) == old ]]
}

@test "save reports a path without keys, and saves the others" {
    run -7 --separate-stderr cmapsh save ./map.json totem no.such.path
    is_one_error
    run -0 alone -m ./map.json -q get totem.cluster_name
}

@test "save masks secrets, unless --show-secrets is given" {
    cmapsh set sav.password str swordfish
    cmapsh save ./masked.json sav
    cmapsh --show-secrets save ./open.json sav
    run -1 grep swordfish masked.json
    run -0 alone -m ./masked.json ls sav
    [[ $output == *password* ]]
    run -6 --separate-stderr alone -m ./masked.json --show-secrets get sav.password
    is_one_error
    [[ $stderr == *'the value of "sav.password" is masked in ./masked.json'* ]]
    [[ $(alone -m ./open.json get sav.password) == 'sav.password (str) = ********' ]]
    [[ $(alone -m ./open.json -q --show-secrets get sav.password) == swordfish ]]
}

@test "save keeps a key that could not be read, with its error" {
    printf 'tst.one (bin)\ntst.two (u8) = 2\n' >./text
    run -7 --separate-stderr alone -m ./text save ./map.json
    is_one_error
    run -7 --separate-stderr alone -m ./map.json dump
    [[ $output == 'tst.two (u8) = 2' && $stderr == *'no value of "tst.one": ./text has no value of "tst.one"'* ]]
}

@test "save of a snapshot keeps its time and node" {
    cmapsh save ./first.json nodelist totem
    alone -m ./first.json save ./second.json
    cmp first.json second.json
    alone -m ./first.json save ./third.json totem
    [[ $(head -n 1 third.json) == "$(head -n 1 first.json | sed 's/"nodelist",//')" ]]
    cmapsh dump totem >./text
    alone -m ./text save ./fourth.json
    [[ $(head -n 1 fourth.json) == '{"cmapsh_snapshot":1,"cluster":"sandbox","map":"icmap","keys":[' ]]
}

@test "save saves the map of -m, or the path in use" {
    cmapsh -m stats save ./stats.json stats.srp
    [[ $(head -n 1 stats.json) == *'"map":"stats","paths":["stats.srp"]'* && $(head -n 1 stats.json) != *node1* ]]
    run -0 cmapsh <<<$'cd totem\nsave ./map.json\nsave ./all.json /'
    [[ $(head -n 1 map.json) == *'"paths":["totem"]'* ]]
    run -0 alone -m ./all.json -q get quorum.provider
}

@test "a snapshot of a newer version is rejected, unknown members are not" {
    printf '{"cmapsh_snapshot":2,"map":"live","keys":[]}\n' >./newer.json
    run -2 --separate-stderr alone -m ./newer.json ls
    is_one_error
    [[ $stderr == *'./newer.json:1:20: '*'newer cmapsh'* ]]
    printf '{"who":["a",{}],"cmapsh_snapshot":1,"map":"live","keys":[{"key":"abc","type":"u8","value":1,"unit":"s"}],"more":1}' >./more.json
    run -0 --separate-stderr alone -m ./more.json dump
    [[ $output == 'abc (u8) = 1' && -z $stderr ]]
}

@test "an empty snapshot is a map without keys" {
    printf '{"cmapsh_snapshot":1,"map":"icmap","keys":[]}' >./empty.json
    run -1 --separate-stderr alone -m ./empty.json dump
    [[ -z $output ]]
    is_one_error
}

@test "broken JSON is an error with its position, and objects without a key are skipped" {
    cmapsh save ./map.json totem
    head -c -20 map.json >./cut.json
    run -2 --separate-stderr alone -m ./cut.json ls
    is_one_error
    [[ $stderr =~ './cut.json:'[0-9]+:[0-9]+:' unexpected end of the file' ]]
    printf '[{"key":"abc","type":"u8","value":1},\n{"key":"abd","type":"u8","value":256},\n{"path":"x"}]' >./odd.json
    run -0 --separate-stderr alone -m ./odd.json dump
    [[ $output == 'abc (u8) = 1' && ${stderr_lines[0]} == *'skipped 2 lines without a key (the first is line 2)' ]]
}

@test "the output of json and ndjson opens as a map" {
    cmapsh -j dump totem nodelist >./map.json
    cmapsh -o ndjson dump totem nodelist >./map.ndjson
    cmapsh dump totem nodelist >./map.txt
    diff <(alone -m ./map.json dump) <(alone -m ./map.txt dump)
    diff <(alone -m ./map.ndjson dump) <(alone -m ./map.txt dump)
}
