#!/usr/bin/env bats
# diff: two maps, live or saved, and what they differ in.
# shellcheck disable=SC2154 # what bats sets

load ../helper

setup_file() {
    sandbox_up --nodes 2
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
}

# The program without the sandbox: no corosync is there.
alone() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# Two files; exactly this on stdout, with that status, and nothing on stderr.
differ() { # STATUS TEXT [ARG]...
    run "-$1" --separate-stderr alone diff ./a ./b "${@:3}"
    [[ $output == "$2" && -z $stderr ]]
}

file() { # NAME LINE...
    printf '%s\n' "${@:2}" >"./$1"
}

# Lines that make a file of text a whole one.
whole() {
    printf '%s\n' 'internal_configuration.service.0.ver (u32) = 0' 'runtime.votequorum.two_node (u8) = 0' 'totem.version (u32) = 2'
}

@test "diff shows added, removed and changed keys with both values, in natural order" {
    file a 'tst.10 (u8) = 1' 'tst.2 (str) = old text' 'tst.gone (bin) = 0x00ff' 'tst.same (u8) = 7'
    file b 'tst.10 (u8) = 2' 'tst.2 (str) = new text' 'tst.same (u8) = 7' 'tst.new (dbl) = 0.1'
    differ 1 '--- ./a
+++ ./b
-tst.2 (str) = old text
+tst.2 (str) = new text
-tst.10 (u8) = 1
+tst.10 (u8) = 2
-tst.gone (bin) = 0x00ff
+tst.new (dbl) = 0.1' tst
}

@test "diff ignores the order of keys" {
    file a 'tst.1 (u8) = 1' 'tst.2 (u8) = 2' 'tst.10 (u8) = 3'
    file b 'tst.10 (u8) = 3' 'tst.1 (u8) = 1' '' 'tst.2 (u8) = 2'
    differ 0 '' tst
    run -0 alone diff ./a ./a
}

@test "diff shows keys that differ only in the type, or in one bit of the value" {
    file a 'tst.a (u8) = 1' 'tst.b (dbl) = 0.1' 'tst.c (dbl) = 0' 'tst.d (str) = x'
    file b 'tst.a (u16) = 1' 'tst.b (dbl) = 0.10000000000000002' 'tst.c (dbl) = -0' 'tst.d (str) = "x "'
    differ 1 '--- ./a
+++ ./b
-tst.a (u8) = 1
+tst.a (u16) = 1
-tst.b (dbl) = 0.1
+tst.b (dbl) = 0.10000000000000002
-tst.c (dbl) = 0
+tst.c (dbl) = -0
-tst.d (str) = x
+tst.d (str) = x ' tst
}

@test "diff records have change, key, type, old type and both values" {
    file a 'tst.a (u8) = 1' 'tst.b (u8) = 2' 'tst.c (u8) = 3'
    file b 'tst.a (str) = x' 'tst.b (u8) = 4' 'tst.d (bin) = 0x00'
    differ 1 '[
 {"change":"modify","key":"tst.a","type":"str","old_type":"u8","old":1,"new":"x"}
,{"change":"modify","key":"tst.b","type":"u8","old":2,"new":4}
,{"change":"delete","key":"tst.c","type":"u8","old":3}
,{"change":"add","key":"tst.d","type":"bin","new":null,"new_text":"0x00"}
]' -j tst
    run -1 alone diff ./a ./b tst -o csv
    [[ ${lines[0]} == change,key,type,old_type,old,new,unknown$'\r' && ${lines[2]} == modify,tst.b,u8,,2,4,$'\r' ]]
    run -1 alone diff ./a ./b tst -o table
    [[ $output == *modify*tst.b*u8*2*4* ]]
    run -0 alone diff ./a ./a tst -j
    [[ $output == '[]' ]]
}

@test "diff records conform to the schema" {
    "$top_srcdir/tests/schema" available || skip 'python3-jsonschema is not installed'
    file a 'tst.a (u8) = 1' 'tst.b (bin)' 'tst.c (dbl) = nan' 'tst.d (str) = x' 'tst.secret (str) = y'
    file b 'tst.a (u64) = 18446744073709551615' 'tst.e (bin) = 0x' 'tst.c (dbl) = inf' 'tst.secret (str) = z'
    run -1 alone diff -j ./a ./b tst
    ((${#lines[@]} == 8))
    "$top_srcdir/tests/schema" json diff <<<"$output"
    file c 'tst.b (bin) = 0x'
    run -7 --separate-stderr alone diff -j ./a ./c tst
    "$top_srcdir/tests/schema" errors <<<"$stderr"
}

@test "diff --quiet prints nothing, and its exit status is the answer" {
    file a 'tst.a (u8) = 1'
    file b 'tst.a (u8) = 2'
    differ 1 '' -q
    run -0 --separate-stderr alone diff -q ./a ./a
    [[ -z $output && -z $stderr ]]
}

@test "diff uses colours only on request, and only in text" {
    file a 'tst.a (u8) = 1'
    file b 'tst.a (u8) = 2'
    run -1 --separate-stderr alone diff --color always ./a ./b tst
    [[ $output == *$'\e[31m-tst.a (u8) = 1\e[0m\n\e[32m+tst.a (u8) = 2\e[0m' ]]
    run -1 alone diff --color always -j ./a ./b tst
    [[ $output != *$'\e'* ]]
}

@test "diff prints values and file names without control characters" {
    file $'a\e[2J' 'tst.a (str) = one'
    file b $'tst.a (str) = t\ewo'
    run -1 --separate-stderr alone diff $'./a\e[2J' ./b tst
    [[ $output == $'--- ./a\\x1b[2J\n+++ ./b\n-tst.a (str) = one\n+tst.a (str) = "t\\x1bwo"' ]]
}

@test "diff FILE compares a file with the live map" {
    cmapsh set dif.a u8 1
    cmapsh -m icmap dump >./before.txt
    run -0 --separate-stderr cmapsh diff before.txt
    [[ -z $output ]]
    cmapsh set dif.a u8 2
    cmapsh set dif.b str new
    run -1 --separate-stderr cmapsh diff before.txt
    [[ $output == $'--- before.txt\n+++ live\n-dif.a (u8) = 1\n+dif.a (u8) = 2\n+dif.b (str) = new' && -z $stderr ]]
    run -1 cmapsh diff live before.txt dif
    [[ $output == $'--- live\n+++ before.txt\n-dif.a (u8) = 2\n+dif.a (u8) = 1\n-dif.b (str) = new' ]]
    run -1 cmapsh diff before.txt icmap
    [[ $output == *$'+++ icmap\n'* ]]
}

@test "dump | diff - finds no difference, for all types and hard values" {
    "$top_srcdir/tests/generate" 1 | cmapsh
    for format in text json ndjson; do
        run -0 --separate-stderr pipe dump -o "$format" gen
        [[ -z $output && -z $stderr ]]
    done
    cmapsh -y delete --prefix gen
}

pipe() { # COMMAND...
    cmapsh "$@" | cmapsh diff - live gen
}

@test "diff counts volatile keys that differ, and --all shows them" {
    { whole && printf '%s\n' 'runtime.services.cpg.0.tx (u64) = 1' 'runtime.services.cpg.0.rx (u64) = 5' \
        'runtime.services.cpg.service_id (u16) = 2'; } >./a
    sed 's/tx (u64) = 1/tx (u64) = 2/; s/id (u16) = 2/id (u16) = 3/' ./a >./b
    run -1 --separate-stderr alone diff ./a ./b
    [[ $output == $'--- ./a\n+++ ./b\n-runtime.services.cpg.service_id (u16) = 2\n+runtime.services.cpg.service_id (u16) = 3' ]]
    [[ $stderr == 'note: 1 volatile key also differs; --all shows it' ]]
    run -1 --separate-stderr alone diff --all ./a ./b
    [[ ${#lines[@]} == 6 && $output == *'+runtime.services.cpg.0.tx (u64) = 2'* && -z $stderr ]]
    file c 'stats.srp.mcast_rx (u64) = 1' 'stats.knet.node2.link0.connected (u8) = 1'
    file d 'stats.srp.mcast_rx (u64) = 2' 'stats.knet.node2.link0.connected (u8) = 0'
    run -1 alone diff ./c ./d stats
    [[ $output == *'+stats.knet.node2.link0.connected (u8) = 0'* && $output != *mcast_rx' '* ]]
}

@test "a saved map does not differ from itself" {
    cmapsh -y save "$BATS_TEST_TMPDIR/s"
    prints '' diff "$BATS_TEST_TMPDIR/s" "$BATS_TEST_TMPDIR/s"
    prints '' diff "$BATS_TEST_TMPDIR/s" "$BATS_TEST_TMPDIR/s" totem totem
}

@test "a live map differs from itself only in volatile keys" {
    cmapsh dump >./saved
    cmapsh get stats.srp.mcast_rx >/dev/null
    run -0 --separate-stderr cmapsh diff ./saved
    [[ -z $output && $stderr == 'note: '*' volatile key'*'--all shows '* ]]
}

@test "two reports of a node do not differ, though one lacks a value" {
    local file
    cd "$top_srcdir/tests/fixtures" || return
    for file in sos*/*/corosync/corosync-cmapctl */node1/corosync.dump */node1/corosync_status.txt; do
        run -7 --separate-stderr alone diff "$file" cmapctl-b.txt
        [[ -z $output && $stderr == *"$file has no value of \"site.serial\""* ]]
        run -0 --separate-stderr alone diff "$file" cmapctl-b.txt totem nodelist runtime.members quorum
        [[ -z $output ]]
    done
}

@test "a file of one map is not compared with the other map" {
    in_sandbox corosync-cmapctl >./icmap.txt
    in_sandbox corosync-cmapctl -m stats >./stats.txt
    run -0 --separate-stderr cmapsh diff ./icmap.txt
    [[ -z $output ]]
    run -0 --separate-stderr cmapsh diff ./stats.txt live
    [[ -z $output ]]
    fails 3 diff ./icmap.txt ./stats.txt
    [[ $stderr == 'cmapsh: diff: nothing to compare: no key that both maps cover' ]]
    fails 3 diff icmap stats
    fails 3 diff ./icmap.txt live stats.srp
    [[ $stderr == 'cmapsh: diff: nothing to compare: no key at or below "stats.srp" that both maps cover' ]]
    fails 3 diff ./icmap.txt live runtime.memebrs
    [[ $stderr == *'below "runtime.memebrs" that both maps cover'$'\nhint: did you mean "runtime.members"?' ]]
    # The name may be in one of the maps only.
    for maps in './stats.txt icmap' 'icmap ./stats.txt'; do
        # shellcheck disable=SC2086 # two words
        fails 3 diff $maps stats.srpp totme
        [[ $stderr == *': no key at or below these paths that both maps cover'$'\nhint: '*'stats.srp'* ]]
    done
}

@test "a file that holds part of a map is compared with that part, and a note says so" {
    cmapsh set dif.part.a u8 1
    cmapsh dump dif.part >./part.txt
    cmapsh set dif.part.b u8 1
    cmapsh set dif.other u8 1
    run -1 --separate-stderr cmapsh diff ./part.txt live dif.part
    [[ $output == *$'+++ live\n+dif.part.b (u8) = 1' && -z $stderr ]]
    cmapsh dump dif.part >./part.txt
    cmapsh set dif.part.b u8 2
    run -1 --separate-stderr cmapsh diff ./part.txt
    [[ $output == *$'\n-dif.part.b (u8) = 1\n+dif.part.b (u8) = 2' && $output != *dif.other* ]]
    [[ $stderr == 'note: "./part.txt" holds only part of a map; comparing only "dif.part"' ]]
}

@test "a snapshot of some paths is compared with these, without a note" {
    cmapsh set snp.part.a u8 1
    cmapsh save ./part.json snp quorum
    cmapsh set snp.b u8 1
    cmapsh set dif.other u8 2
    run -1 --separate-stderr cmapsh diff ./part.json
    [[ $output == $'--- ./part.json\n+++ live\n+snp.b (u8) = 1' && -z $stderr ]]
    cmapsh -m icmap save ./whole.json
    cmapsh set snp.c u8 1
    run -1 --separate-stderr cmapsh diff ./whole.json live
    [[ $output == $'--- ./whole.json\n+++ live\n+snp.c (u8) = 1' && -z $stderr ]]
    run -1 alone diff ./part.json ./whole.json
    [[ $output == $'--- ./part.json\n+++ ./whole.json\n+snp.b (u8) = 1' ]]
}

@test "a key that is missing in a complete file is added in the other" {
    whole >./a
    { whole && echo 'tst.new.branch (u8) = 1'; } >./b
    differ 1 $'--- ./a\n+++ ./b\n+tst.new.branch (u8) = 1'
}

@test "diff with paths compares only these, in complete components" {
    file a 'tst.a.1 (u8) = 1' 'tst.ab (u8) = 1' 'oth.x (u8) = 1'
    file b 'tst.a.1 (u8) = 2' 'tst.ab (u8) = 2' 'oth.x (u8) = 2'
    differ 1 $'--- ./a\n+++ ./b\n-tst.a.1 (u8) = 1\n+tst.a.1 (u8) = 2' tst.a
    differ 1 $'--- ./a\n+++ ./b\n-oth.x (u8) = 1\n+oth.x (u8) = 2\n-tst.a.1 (u8) = 1\n+tst.a.1 (u8) = 2' tst.a oth tst.a.1
    run -3 --separate-stderr alone diff ./a ./b nos.such
    is_one_error
    run -3 --separate-stderr alone diff ./a ./b oth.xx
    [[ $stderr == $'cmapsh: diff: nothing to compare: no key at or below "oth.xx" that both maps cover\nhint: did you mean "oth.x"?' ]]
    run -1 --separate-stderr alone diff ./a ./b nos.such tst.a
    [[ $stderr == 'note: no key at or below "nos.such" in either map' ]]
    # A name of either map may be what was meant.
    echo 'first (u8) = 1' >>./a
    echo 'second (u8) = 1' >>./b
    run -1 --separate-stderr alone diff ./a ./b tst.a furst sekond
    [[ $stderr == *'hint: did you mean "first"?'*'hint: did you mean "second"?' ]]
}

@test "two nodes of a cluster differ in the keys that identify a node" {
    in_sandbox --node 2 corosync-cmapctl >./node2.txt
    in_sandbox corosync-cmapctl >./node1.txt
    run -1 alone diff ./node1.txt ./node2.txt
    [[ $output == *$'-nodelist.local_node_pos (u32) = 0\n+nodelist.local_node_pos (u32) = 1'* && $output != *totem.cluster_name* ]]
}

@test "diff compares secrets without showing them" {
    file a 'tst.password (str) = one' 'tst.b (u8) = 1'
    file b 'tst.password (str) = two' 'tst.b (u8) = 1'
    differ 1 $'--- ./a\n+++ ./b\n-tst.password (str) = ********\n+tst.password (str) = ********' tst
    differ 1 $'--- ./a\n+++ ./b\n-tst.password (str) = one\n+tst.password (str) = two' tst --show-secrets
    file b 'tst.password (str) = one' 'tst.b (u8) = 1'
    differ 0 '' tst
}

@test "a value that is not known is neither equal nor different" {
    file a 'tst.password (str) = ********' 'tst.b (u8) = 1' 'tst.bin (bin)'
    file b 'tst.password (str) = one' 'tst.b (u8) = 1' 'tst.bin (bin) = 0x00'
    run -7 --separate-stderr alone diff ./a ./b tst
    [[ -z $output && $stderr == *'./a has no value of "tst.bin"'*'the value of "tst.password" is masked in "./a"'* ]]
    file b 'tst.password (u8) = 1' 'tst.b (u8) = 2'
    run -1 --separate-stderr alone diff ./a ./b tst
    [[ $output == *$'-tst.b (u8) = 1\n+tst.b (u8) = 2\n-tst.bin (bin)\n-tst.password (str) = ********\n+tst.password (u8) = ********' ]]
    file b 'tst.b (u8) = 1'
    run -1 --separate-stderr alone diff -j ./a ./b tst
    [[ ${lines[1]} == ' {"change":"delete","key":"tst.bin","type":"bin","unknown":true}' ]]
    file a 'tst.bin (bin)'
    file b 'tst.bin (bin) = 0x00'
    run -6 --separate-stderr alone diff ./a ./b tst
    is_one_error
}

@test "a map that cannot be opened or read is an error, never a difference" {
    file a 'tst.a (u8) = 1'
    run -6 --separate-stderr alone diff ./a ./missing
    is_one_error
    run -2 --separate-stderr alone diff ./a nosuch
    is_one_error
    run -4 --separate-stderr in_sandbox unshare -n "${CMAPSH:-$top_builddir/cmapsh}" diff ./a live
    is_one_error
    run -2 --separate-stderr alone diff
    [[ $stderr == *'usage: cmapsh diff '* ]]
    run -2 alone diff ./a ./a -o prom
    run -2 --separate-stderr alone -f - <<<'diff - ./a'
    [[ $stderr == *'standard input is used for the commands'* ]]
}

@test "diff on a full disk fails with the reason, with or without notes" {
    printf 'stats.srp.mcast_rx (u64) = 1\ntst.a (u8) = 1\n' >a
    printf 'stats.srp.mcast_rx (u64) = 2\ntst.a (u8) = 2\n' >b
    alone diff ./a ./b >/dev/full 2>error || code=$?
    [[ $code == 6 && $(<error) == *'volatile key'*'cannot write the output: No space left on device' ]]
}

@test "diff in a script compares open maps, and its paths are relative" {
    file a 'tst.x.a (u8) = 1' 'oth.a (u8) = 1'
    file b 'tst.x.a (u8) = 2' 'oth.a (u8) = 2'
    run -1 --separate-stderr cmapsh <<'SCRIPT'
open ./a as one
open ./b as two
diff one two
diff one
cd tst
diff one
diff one two x
SCRIPT
    [[ $output == $'--- one\n+++ two\n-oth.a (u8) = 1\n+oth.a (u8) = 2\n-tst.x.a (u8) = 1\n+tst.x.a (u8) = 2
--- one\n+++ two\n-oth.a (u8) = 1\n+oth.a (u8) = 2\n-tst.x.a (u8) = 1\n+tst.x.a (u8) = 2
--- one\n+++ two\n-tst.x.a (u8) = 1\n+tst.x.a (u8) = 2
--- one\n+++ two\n-tst.x.a (u8) = 1\n+tst.x.a (u8) = 2' ]]
}

@test "diff closes the files that it opens" {
    file a 'tst.a (u8) = 1'
    run -0 alone -f - <<<$'diff ./a ./a tst\nhandles'
    [[ $output == *live* && $output != *'./a'* ]]
}
