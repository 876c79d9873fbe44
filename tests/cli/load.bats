#!/usr/bin/env bats
# load: keys and values from a file, all of them or none.
# shellcheck disable=SC2154 # what bats sets

load ../helper

setup_file() {
    sandbox_up --nodes 2
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
}

on_other_node() { # [ARG]...
    in_sandbox --node 2 "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

file() { # NAME LINE...
    printf '%s\n' "${@:2}" >"./$1"
}

# It must fail because of the place LINE:COLUMN of the file in ./f, with that message, a caret and at most a hint.
fails_at() { # STATUS PLACE MESSAGE [ARG]...
    run "-$1" --separate-stderr cmapsh load ./f "${@:4}"
    [[ -z $output && ${stderr_lines[0]} == "cmapsh: ./f:$2: load: "*"$3"* ]] || return 1
    points_at "${2#*:}"
    [[ ${stderr_lines[3]-hint: } == 'hint: '* && ${#stderr_lines[@]} -le 4 ]]
}

# The third line is a caret, in that column of the line above it.
points_at() { # COLUMN
    [[ ${stderr_lines[2]} == "$(printf '%*s^' $((4 + $1 - 1)) '')" ]]
}

# ---- identity

@test "dump | load keeps all types and hard values" {
    local seed
    for seed in 1 2 3; do
        "$top_srcdir/tests/generate" "$seed" | cmapsh
        cmapsh dump gen >./here
        cmapsh dump gen | on_other_node load -
        on_other_node dump gen >./there
        diff ./here ./there
        [[ $(wc -l <./here) == 100 ]]
        run -0 --separate-stderr on_other_node diff ./here live gen
        [[ -z $output && -z $stderr ]]
        cmapsh -y delete --prefix gen
        on_other_node -y delete --prefix gen
    done
}

@test "dump | load keeps them in json and in ndjson" {
    local format
    "$top_srcdir/tests/generate" 4 | cmapsh
    cmapsh dump gen >./here
    for format in json ndjson; do
        cmapsh dump -o "$format" gen | on_other_node load -
        diff ./here <(on_other_node dump gen)
        on_other_node -y delete --prefix gen
    done
    cmapsh -y delete --prefix gen
}

@test "load of a saved file keeps all types and hard values" {
    "$top_srcdir/tests/generate" 5 | cmapsh
    cmapsh dump gen >./here
    cmapsh save ./saved.json gen
    prints '' diff ./saved.json
    on_other_node load ./saved.json
    diff ./here <(on_other_node dump gen)
    cmapsh save ./whole.json
    prints '' load ./whole.json
    on_other_node -y delete --prefix gen
    cmapsh -y delete --prefix gen
}

@test "load reads the output of corosync-cmapctl" {
    printf 'set lcc.%s\n' 'i64 i64 -9223372036854775808' 'u64 u64 18446744073709551615' 'dbl dbl -2.25' 'str str "two  words = 1"' \
        'bin bin 0x00410a5cff7f' 'none bin 0x' 'empty str ""' | cmapsh
    in_sandbox corosync-cmapctl -b lcc >./theirs
    on_other_node load ./theirs
    diff <(cmapsh dump lcc) <(on_other_node dump lcc)
}

@test "load of a complete dump of the live map changes nothing" {
    cmapsh dump >./saved
    run -0 --separate-stderr cmapsh load ./saved
    [[ -z $output && -z $stderr ]]
    run -0 --separate-stderr cmapsh -n load ./saved
    [[ -z $output && -z $stderr ]]
    cmapsh dump -j >./saved
    prints '' load ./saved
}

@test "load restores a branch" {
    printf 'set bck.%s\n' 'a u8 1' 'b str text' 'c u32 3' | cmapsh
    cmapsh dump bck >./saved
    printf 'set bck.%s\n' 'a 2' 'b other' | cmapsh
    cmapsh delete bck.c
    prints $'modify bck.a (u8) = 2 -> 1\nmodify bck.b (str) = other -> text\nadd bck.c (u32) = 3' -n load ./saved
    prints '' load ./saved
    diff ./saved <(cmapsh dump bck)
}

# ---- the form of corosync-cmapctl -p

@test "load sets with KEY TYPE VALUE, and deletes with ^KEY and ^^PREFIX" {
    printf 'set lns.%s u8 1\n' old pre.1 pre.2 prefix stay | cmapsh
    file f '# a comment' '' 'lns.a u8 0xff' '   lns.b str word#not'"'"'quoted\n' $'lns.c\tstr\t"two words\\n" # and a comment' '^lns.old' '^^lns.pre' \
        'lns.d bin 0x00ff' "lns.e str 'it is'" 'lns.f dbl -1e-9 # small' 'lns.g str ""' 'lns.h i8 -5'
    prints '' -y load ./f
    prints 'lns.a (u8) = 255
lns.b (str) = word#not'"'"'quoted\n
lns.c (str) = "two words\n"
lns.d (bin) = 0x00ff
lns.e (str) = it is
lns.f (dbl) = -1e-09
lns.g (str) = 
lns.h (i8) = -5
lns.stay (u8) = 1' dump lns
    run -0 --separate-stderr cmapsh -y load ./f
    [[ $output$stderr == 'note: 2 keys to delete do not exist (the first is line 6)' ]]
}

@test "load of lines does the same as corosync-cmapctl -p" {
    printf 'set lnp.%s u8 1\n' old pre.1 pre.2 stay | cmapsh
    printf 'set lnp.%s u8 1\n' old pre.1 pre.2 stay | on_other_node
    file f '# comment' 'lnp.a u8 5' '  lnp.b str x#y\z' '^lnp.old' '^^lnp.pre' 'lnp.c i64 -9223372036854775808' 'lnp.d dbl 0.1 # rest'
    cmapsh -y load ./f
    in_sandbox --node 2 corosync-cmapctl -p ./f
    diff <(cmapsh dump lnp) <(on_other_node dump lnp)
}

@test "load of lines sets all types and hard values" {
    "$top_srcdir/tests/generate" 6 >./script
    cmapsh <./script
    sed 's/^set -- //' ./script >./f
    on_other_node load ./f
    diff <(cmapsh dump gen) <(on_other_node dump gen)
    prints '' -n load ./f
    cmapsh -y delete --prefix gen
    on_other_node -y delete --prefix gen
}

@test "load of lines uses the last line for a key" {
    printf 'set seq.%s u8 1\n' a b c | cmapsh
    file f 'seq.new u8 1' '^^seq.' 'seq.a u16 7' 'seq.a u16 8' 'seq.d u8 1' '^seq.d'
    plans 'delete seq.b (u8) = 1
delete seq.c (u8) = 1
modify seq.a (u8 -> u16) = 1 -> 8' -n load ./f
    prints '' -y load ./f
    prints 'seq.a (u16) = 8' dump seq
}

@test "load of lines counts the missing keys that it would delete, and the first line of them" {
    file f 'abs.new u8 1' '^^abs.ent' '^abs.ent' '^abs.new'
    run -0 --separate-stderr cmapsh load ./f
    [[ $output$stderr == 'note: 2 keys to delete do not exist (the first is line 2)' ]]
    file f '^abs.ent'
    run -0 --separate-stderr cmapsh -n load ./f
    [[ $output$stderr == 'note: 1 key to delete does not exist (the first is line 1)' ]]
    run -0 --separate-stderr cmapsh -q load ./f
    [[ $output$stderr == '' ]]
}

@test "load needs --yes to delete a prefix, and rejects the complete map" {
    printf 'set pfx.%s u8 1\n' a b | cmapsh
    file f '^^pfx.'
    run -5 --separate-stderr cmapsh load ./f
    [[ $stderr == *'deletes 2 keys by prefix'*--yes* ]]
    file f '^^pfx.a'
    run -5 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[0]} == *'deletes 1 key by prefix' ]]
    file f '^^pfx.'
    prints $'pfx.a (u8) = 1\npfx.b (u8) = 1' dump pfx
    prints '' -y load ./f
    fails 1 dump pfx
    file f '^^'
    fails_at 2 1:3 'the complete map' -y
    file f '^^*'
    fails_at 2 1:3 'no key name can begin with this' -y
}

# ---- faults: nothing is sent

@test "load reports an error in a line with position and caret, and sends nothing" {
    local line place text
    while IFS='|' read -r line place text; do
        printf 'flt.first u8 1\n%b\n' "$line" >./f
        fails_at 2 "2:$place" "$text"
    done <<'END_OF_TABLE'
flt.a u8 256|10|outside the range of u8
flt.a u8 1x|10|not an integer
  flt.a u99 1|9|unknown type "u99"
flt.a|6|missing type and value
flt.a u8|9|missing value
flt.a str two words|15|unexpected text after the value
flt.a str "open|11|not closed
flt.a str "a" b|15|unexpected text after the value
flt.a str "\\q"|12|unknown escape
flt.a bin 0x0|11|not a valid bin
flt.a bin ./f|11|not a valid bin
fl* u8 1|1|
f u8 1|1|
^fl* |2|
END_OF_TABLE
    fails 1 dump flt
}

@test "load reports an error in a dump with position and caret, and sends nothing" {
    local line place text
    while IFS='|' read -r line place text; do
        printf 'flt.first (u8) = 1\n%b\n' "$line" >./f
        fails_at 2 "2:$place" "$text"
    done <<'END_OF_TABLE'
flt.a (u8) = 256|14|outside the range of u8
flt.a (str) = "open|15|invalid quoted string
flt.a (u99) = 1|8|no type
Local node ID 1|1|not a key
flt.first (u8) = 1|1|duplicate key "flt.first" (first in line 1)
END_OF_TABLE
    printf '[{"key":"flt.a","type":"u8","value":1},\n{"key":"flt.b","type":"u8","value":256}]\n' >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: ./f:2:'*'outside the range of u8'* ]]
    fails 1 dump flt
}

@test "load reports an error in a file as an object with -j" {
    file f 'flt.a (u8) = 256'
    run -2 --separate-stderr cmapsh load -j ./f
    [[ $stderr == '{"error":{"command":"load","message":"\"256\" is outside the range of u8 (0 to 255)","exit":2,"file":"./f","line":1,"column":14}}' ]]
}

@test "load shows a long line near its error, and a line with a secret not at all" {
    printf 'flt.a str "%s' "$(printf 'x%.0s' {1..3000})" >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ ${#stderr_lines[1]} -lt 120 ]]
    printf 'flt.a u8 1\nflt.b str %s two\n' "$(printf 'é%.0s' {1..300})" >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[1]} == *'é two' && ${#stderr_lines[1]} -lt 120 ]]
    printf 'flt.password (u8) = geheim\n' >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:1:21: load: '* && ${stderr_lines[1]-} != *geheim* ]]
}

@test "load rejects a file that is empty, missing or not a regular file" {
    : >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ $stderr == 'cmapsh: load: no keys found in "./f"' ]]
    run -6 --separate-stderr cmapsh load ./missing
    is_one_error
    run -6 --separate-stderr cmapsh load .
    is_one_error
    fails 2 load /dev/zero
    fails 2 load - </dev/null
    run -2 cmapsh load
    printf 'flt.a u8 1\0\n' >./f
    fails_at 2 1:11 NUL
}

@test "load skips a byte order mark, and does not count it" {
    printf '\xef\xbb\xbfbom.a (u8) = 1\r\n' >./f
    prints 'add bom.a (u8) = 1' load -n ./f
    printf '\xef\xbb\xbfbom.a (u8) = 300' >./f
    fails_at 2 1:14 'outside the range'
}

@test "load does not write the mask of a secret" {
    cmapsh set msk.password str geheim
    cmapsh dump msk >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:1:1: load: the value of "msk.password" is masked' ]]
    cmapsh dump -j msk >./f
    run -2 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:2:'*masked* ]]
    prints geheim --show-secrets -q get msk.password
    cmapsh --show-secrets dump msk >./f
    cmapsh set msk.password other
    prints '' load ./f
    prints geheim --show-secrets -q get msk.password
}

@test "load skips the mask of a secret that corosync keeps itself, and with --strict it is an error" {
    file f 'msc.a (u8) = 1' 'totem.key (str) = ********'
    run -0 --separate-stderr cmapsh -n load ./f
    [[ $output == 'add msc.a (u8) = 1' && $stderr == 'note: skipped 1 other value of a key that corosync keeps itself' ]]
    file f 'totem.key (str) = ********' 'totem.version (u32) = 3' 'msc.a (u8) = 1'
    run -0 --separate-stderr cmapsh -n load ./f
    [[ $output == 'add msc.a (u8) = 1' && $stderr == 'note: skipped 2 other values of keys that corosync keeps itself' ]]
    run -2 --separate-stderr cmapsh load --strict ./f
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: ./f:1:1: load: the value of "totem.key" is masked' ]]
    fails 1 dump msc
}

@test "load does not set a bin that was printed without its value" {
    file f 'bnv.a (bin)' 'bnv.b (u8) = 1'
    fails_at 2 1:1 './f has no value of "bnv.a"'
    fails 1 dump bnv
}

# ---- what may be changed

@test "load skips read-only keys that differ, and with --strict sends nothing" {
    file f 'rdl.a (u8) = 1' 'totem.version (u32) = 3' 'nodelist.node.0.name (str) = other' 'totem.cluster_name (str) = sandbox'
    fails_at 5 2:1 '"totem.version" is read-only and has another value in the file, as 1 more key' --strict
    [[ $stderr == *--strict* && ${stderr_lines[0]} == *' key' ]]
    fails 1 dump rdl
    fails_at 5 2:1 '"totem.version"' -n --strict
    run -0 --separate-stderr cmapsh load ./f
    [[ -z $output && $stderr == 'note: skipped 2 other values of keys that corosync keeps itself' ]]
    prints 'rdl.a (u8) = 1' dump rdl
    file f 'totem.version (u32) = 3' 'nodelist.node.0.name (str) = other' 'totem.cluster_name (str) = other'
    fails_at 5 1:1 '"totem.version" is read-only and has another value in the file, as 2 more keys' --strict
    file f 'rdl.a u8 2' 'totem.version u32 3'
    fails_at 5 2:1 '"totem.version" is read-only and has another value in the file'
    [[ $stderr == *--skip-read-only* ]]
    run -0 --separate-stderr cmapsh load --skip-read-only ./f
    prints 'rdl.a (u8) = 2' dump rdl
}

@test "save and load undo changes, and leave corosync's own state alone" {
    cmapsh set und.a u8 1
    cmapsh save ./before.json und runtime resources
    cmapsh set und.a 2
    sed -E '/"runtime.members.1.status"/s/joined/left/; /"resources.system.load_15min.last_updated"/s/"value":[0-9]+/"value":5/' ./before.json >./f
    run -0 --separate-stderr cmapsh load ./f
    [[ -z $output && $stderr == 'note: skipped 1 other value of a key that corosync keeps itself' ]]
    prints 'und.a (u8) = 1' get und.a
    prints joined -q get runtime.members.1.status
    run -5 --separate-stderr cmapsh load --strict ./f
    [[ $stderr == *'"runtime.members.1.status" is kept by corosync itself and has another value in the file'* ]]
}

@test "load is limited by paths, and a path without a key in the file is an error" {
    file f 'lim.a.x (u8) = 1' 'lim.b.x (u8) = 2' 'lim.bc (u8) = 3'
    prints $'add lim.a.x (u8) = 1\nadd lim.b.x (u8) = 2' -n load ./f lim.a lim.b
    run -1 --separate-stderr cmapsh load ./f lim.a lim.nosuch
    [[ $stderr == *'no key at or below "lim.nosuch" in ./f' ]]
    run -1 --separate-stderr cmapsh load ./f lmi
    [[ $stderr == *'no key at or below "lmi" in ./f'$'\nhint: did you mean "lim"?' ]]
    fails 1 dump lim
    cmapsh set lim.z u8 1
    run -0 --separate-stderr cmapsh <<<$'cd lim\nload -n ./f b'
    [[ $output == 'add lim.b.x (u8) = 2' ]]
}

@test "load ignores what follows a key to delete, as corosync-cmapctl -p does" {
    cmapsh set testkey.value1 u8 1
    cmapsh set testkey.value3 u32 3
    run -0 --separate-stderr cmapsh -y load "$top_srcdir/tests/fixtures/pastes/cmapctl_p.txt"
    [[ -z $output && $stderr == 'note: ignored the text after the key in 1 line to delete (the first is line 3)' ]]
    prints 'testkey.value20 (u8) = 1' dump testkey
}

@test "load skips the counters of a dump, and rejects a line that sets one" {
    file f 'stats.srp.mcast_rx (u64) = 1' 'runtime.services.cpg.0.tx (u64) = 1' 'cnt.a (u8) = 1'
    prints 'add cnt.a (u8) = 1' -n load ./f
    file f 'cnt.a u8 1' 'stats.srp.mcast_rx u64 1'
    fails_at 5 2:1 '"stats.srp.mcast_rx" is read-only and has another value in the file'
}

@test "load of another node's dump skips the keys that identify it" {
    on_other_node set oth.a u8 1
    on_other_node -m icmap dump >./f
    run -5 cmapsh load --strict ./f
    run -0 --separate-stderr cmapsh -n load ./f
    [[ $output == *'add oth.a (u8) = 1'* && $output != *nodelist* && $output != *runtime.services* ]]
}

@test "load is rejected with --read-only and on a saved map" {
    file f 'rdo.a (u8) = 1'
    fails 5 --read-only load ./f
    fails 5 -m ./f load ./f
    prints 'add rdo.a (u8) = 1' --read-only -n load ./f
    file f 'stats.clear.knet u8 1'
    fails_at 2 1:1 '"stats.clear.knet" belongs to stats, and the open map is icmap' -m icmap
    run -2 --separate-stderr cmapsh <<<$'open icmap\nload ./f'
    [[ $stderr == *'belongs to stats, and the open map is icmap'* ]]
    file saved 'rdo.a (u8) = 1'
    fails 5 -m ./saved load ./f
}

@test "load needs --yes for risky changes, and reports their positions" {
    file f 'grd.a u8 1' 'totem.token u32 5' 'quorum.expected_votes u32 3'
    fails_at 5 2:1 '"totem.token" needs confirmation: 5 is below the minimum of 30'
    run -0 --separate-stderr cmapsh -n load ./f
    [[ $stderr == $'warning: "totem.token": '*$'\nwarning: "quorum.expected_votes": '* ]]
    fails 1 dump grd
}

# cmapsh on a terminal, where ANSWER is typed.
on_terminal() { # ANSWER [ARG]...
    printf '%b' "$1" | NO_COLOR=1 SHELL=$BASH script -qec "$(printf '%q ' "$SANDBOX" exec --node 1 "$SANDBOX_DIR" \
        "${CMAPSH:-$top_builddir/cmapsh}" "${@:2}")" /dev/null | tr -d '\r'
    return "${PIPESTATUS[1]}"
}

@test "load on a terminal shows what became of each change if they are three, and counts them if they are four" {
    printf '%s\n' 'totem.token u32 3100' 'few.a u8 1' 'few.b u8 1' >"$BATS_TEST_TMPDIR/three"
    printf '%s\n' 'totem.token u32 3200' 'few.a u8 2' 'few.b u8 2' 'few.c u8 2' >"$BATS_TEST_TMPDIR/four"
    run -0 on_terminal '' -y load "$BATS_TEST_TMPDIR/three"
    [[ $output == *'in use now '*' (was '* && $output != *'changes take effect'* ]]
    run -0 on_terminal '' -y load "$BATS_TEST_TMPDIR/four"
    [[ $output != *'in use now '* && $output == *'1 of 4 changes take effect at once'* ]]
    run -0 on_terminal '' -y load "$BATS_TEST_TMPDIR/three"
}

@test "load on a terminal asks once for all risky changes, and reports keys that need no change" {
    cmapsh set ask.same u8 1
    file f 'ask.same u8 1' 'ask.a u8 1' 'totem.token u32 5' 'quorum.expected_votes u32 3' '^^ask.none'
    run -5 on_terminal 'n\n' load ./f
    [[ $output == *'add ask.a (u8) = 1'*'warning: "totem.token": '*'warning: "quorum.expected_votes": '*'Make these 3 changes? [y/N]'*'nothing was changed'* ]]
    [[ $output != *'[y/N]'*'[y/N]'* ]]
    fails 3 get ask.a
    cmapsh set ask.typed u8 1
    file f 'ask.same u8 1' 'ask.a u8 1' 'ask.typed u16 1'
    run -0 on_terminal 'y\n' load ./f
    [[ $output == *'add ask.a (u8) = 1'*'note: 1 key already has its value'* ]]
    prints $'ask.a (u8) = 1\nask.same (u8) = 1\nask.typed (u16) = 1' dump ask
}

@test "load reports how far it got when the connection is lost" {
    file f 'gon.a u8 1' 'gon.b u8 1' 'gon.c u8 1' 'gon.d u8 1'
    run -7 --separate-stderr env FAKE_CMAP='set:gon.c=hangup' "$top_builddir/tests/fakes/cmapsh" load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:3:1: load: '*'may or may not'* ]]
    [[ ${stderr_lines[-1]} == 'note: made 2 of 4 changes, up to "gon.b" (line 2); "gon.c" (line 3) may or may not have been made; nothing after it was sent' ]]
    run -7 --separate-stderr env FAKE_CMAP='set:gon.b=hangup' "$top_builddir/tests/fakes/cmapsh" load ./f
    [[ ${stderr_lines[-1]} == 'note: made 1 of 4 changes, up to "gon.a" (line 1); "gon.b" (line 2) may or may not have been made; nothing after it was sent' ]]
    run -124 --separate-stderr env FAKE_CMAP='set:gon.a=block' "$top_builddir/tests/fakes/cmapsh" -t 0.2 load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:1:1: load: '* && ${stderr_lines[-1]} == 'note: the first of 4 changes, "gon.a" (line 1), may or may not have been made; nothing after it was sent' ]]
    run -4 --separate-stderr env FAKE_CMAP='get=hangup' "$top_builddir/tests/fakes/cmapsh" load ./f
    is_one_error
}

@test "load is of one corosync: what it lists, reads and changes" {
    file f 'gon.a u8 1' 'gon.b u8 1'
    run -4 --separate-stderr env FAKE_CMAP='set:gon.a=hangup-after connect=other+1' "$top_builddir/tests/fakes/cmapsh" load ./f
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:2:1: load: corosync was restarted meanwhile; "gon.b" was not changed (CS_ERR_LIBRARY)' ]]
    [[ ${stderr_lines[-1]} == 'note: the change before it is lost, and nothing after it was sent' ]]
    file f 'gon.a u8 1' '^^test'
    FAKE_LOG=$BATS_TEST_TMPDIR/log
    run -4 --separate-stderr env FAKE_LOG="$FAKE_LOG" FAKE_CMAP='get:test.u8=hangup*1 connect=other+1' \
        "$top_builddir/tests/fakes/cmapsh" load --yes ./f
    [[ ${stderr_lines[0]} == 'cmapsh: load: corosync was restarted while it was read (CS_ERR_LIBRARY)' ]]
    run -1 grep -E '^(set|delete) ' "$FAKE_LOG"
}

@test "load changes the type of a key only with --yes" {
    cmapsh set typ.a u8 5
    file f 'typ.a (u16) = 5'
    fails_at 5 1:1 'from u8 to u16'
    prints '' -y load ./f
    prints 'typ.a (u16) = 5' get typ.a
}

@test "load does not send keys that have their value already" {
    cmapsh set sam.a str x
    cmapsh set sam.b str x
    file f 'sam.a (str) = x' 'sam.b (str) = y'
    prints 'modify sam.b (str) = x -> y' -n load ./f
    prints $'[\n {"change":"modify","key":"sam.b","type":"str","old":"x","new":"y"}\n]' -n -j load ./f
}

# corosync 3.1.10 accepts this key, and refuses none that the table of keys does not have.
refuses_an_unlisted_key() {
    ! in_sandbox corosync-cmapctl -s totem.rrp_mode str x || {
        in_sandbox corosync-cmapctl -d totem.rrp_mode
        skip 'this corosync refuses no key that is unknown here'
    }
}

@test "load stops at the first refused change, and reports how far it got" {
    # No list has this key, but corosync does.
    refuses_an_unlisted_key
    file f 'stp.a u8 1' 'stp.b u8 2' '^stp.none' 'totem.rrp_mode str x' 'stp.c u8 3' 'stp.d u8 3'
    run -7 --separate-stderr cmapsh load ./f
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: ./f:4:1: load: "totem.rrp_mode" is read-only (CS_ERR_ACCESS)' ]]
    [[ ${stderr_lines[-1]} == 'note: made 2 of 5 changes, up to "stp.b" (line 2); "totem.rrp_mode" (line 4) failed; nothing after it was sent' ]]
    prints $'stp.a (u8) = 1\nstp.b (u8) = 2' dump stp
    file f 'totem.rrp_mode str x' 'stp.c u8 3'
    run -5 --separate-stderr cmapsh load ./f
    [[ ${stderr_lines[-1]} == 'note: made no change; the first of 2 changes, "totem.rrp_mode" (line 1), failed; nothing after it was sent' ]]
    fails 3 get stp.c
}

@test "load in a script reports the position in its file" {
    file f 'scr.a u8 256'
    run -2 --separate-stderr cmapsh <<<$'get totem.version\nload ./f\nget totem.version'
    [[ ${stderr_lines[0]} == 'cmapsh: ./f:1:10: load: '* && $output == 'totem.version (u32) = 2' ]]
    run -2 --separate-stderr cmapsh -k <<<$'load ./f\nget nosuch.key'
    [[ $stderr == *'cmapsh: stdin:2:5: get: '* ]]
    run -2 --separate-stderr cmapsh <<<'load -'
    [[ $stderr == *'standard input is used for the commands'* ]]
}

@test "load sets nothing of a file that is too large, whatever its form" {
    local line
    for line in 'lrg.a u8 1' 'lrg.a (u8) = 1'; do
        fails 2 load - < <(echo "$line" && yes '# a comment' | head -c 256M)
        [[ $stderr == 'cmapsh: load: "stdin" is larger than 256 MiB' ]]
    done
    { echo 'lrg.a u8 1' && yes '# a comment' | head -c 256M; } >./f
    fails 2 load ./f
    [[ $stderr == 'cmapsh: load: "./f" is larger than 256 MiB' ]]
    fails 3 get lrg.a
}

@test "load reads a file of 2000 keys" {
    local i
    for ((i = 0; i < 2000; i++)); do echo "lrg.$i (u32) = $i"; done >./f
    prints '' load ./f
    diff ./f <(cmapsh dump lrg)
    cmapsh -y delete --prefix lrg
}

@test "load prints JSON that conforms to the schema" {
    "$top_srcdir/tests/schema" available || skip 'python3-jsonschema is not installed'
    refuses_an_unlisted_key
    file f 'jsn.a u8 1' 'jsn.b bin 0x00' 'totem.rrp_mode str x' 'jsn.c u8 1'
    run -7 --separate-stderr cmapsh load -j ./f
    ((${#lines[@]} == 4))
    "$top_srcdir/tests/schema" json load <<<"$output"
    "$top_srcdir/tests/schema" errors <<<"$stderr"
    [[ $stderr == *'{"warning":{'*'made 2 of 4 changes'* ]]
    file f '^^jsn.'
    run -0 --separate-stderr cmapsh -n load -o ndjson ./f
    "$top_srcdir/tests/schema" ndjson load <<<"$output"
    "$top_srcdir/tests/schema" errors <<<"$stderr"
}

@test "load reads a compressed file, and sends nothing of a damaged one" {
    seq -f 'pkd.%.0f (u32) = 1' 1000 | gzip -c >./packed.gz
    head -c -20 ./packed.gz >./cut.gz
    run -6 --separate-stderr cmapsh load ./cut.gz
    [[ $stderr == *'cannot unpack "./cut.gz": gzip found it damaged' ]]
    fails 1 dump pkd
    head -c 30 ./packed.gz >./cut.gz
    run -6 --separate-stderr cmapsh load ./cut.gz
    [[ $stderr == *'cannot unpack "./cut.gz": gzip found it damaged' ]]
    prints '' load ./packed.gz
    prints 1000 find --count 'pkd.*'
    cmapsh -y delete --prefix pkd
    prints '' load - <./packed.gz
    prints 1000 find --count 'pkd.*'
    cmapsh -y delete --prefix pkd
    run -6 --separate-stderr cmapsh load - <./cut.gz
    [[ $stderr == *'cannot unpack "stdin": gzip found it damaged' ]]
}
