#!/usr/bin/env bats
# Maps as people really have them: pasted from terminals, mails and web pages, found by grep, several in one file.
# shellcheck disable=SC2154 # what bats sets

load ../helper

PASTES=$top_srcdir/tests/fixtures/pastes

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

program() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# The file must open with these keys; stderr must be these lines.
opens() { # FILE KEYS [STDERR_LINE]...
    run -0 --separate-stderr program -m "$1" dump
    echo "$output"
    echo "$stderr"
    [[ $output == "$2" ]] || return
    [[ $stderr == "$(printf '%s\n' "${@:3}")" ]]
}

MEMBERS='runtime.members.1.config_version (u64) = 0
runtime.members.1.ip (str) = r(0) ip(192.0.2.101) 
runtime.members.1.join_count (u32) = 1
runtime.members.1.status (str) = joined
runtime.members.2.config_version (u64) = 0
runtime.members.2.ip (str) = r(0) ip(192.0.2.102) 
runtime.members.2.join_count (u32) = 1
runtime.members.2.status (str) = joined'
TEXT=$MEMBERS$'\n''site.room (u8) = 4'

@test "a prompt after the last string is not part of it, whatever stands before and after the lines" {
    local file tab
    for file in prompt_after tab crlf no_break_spaces; do
        [[ $file == tab ]] && tab='\t' || tab=''
        opens "$PASTES/$file.txt" "$MEMBERS" \
            "note: $file.txt: skipped 2 lines without a key (the first is line 1)" \
            "note: $file.txt:1: ${tab}[root@pcmk-1 ~]# corosync-cmapctl | grep members" \
            "note: $file.txt:10: ${tab}[root@pcmk-1 ~]# pcs status corosync"
        run -0 program -m "$PASTES/$file.txt" wait 'runtime.members.2.status=joined'
    done
    opens "$PASTES/snip.txt" "$MEMBERS" 'note: snip.txt: skipped 2 lines without a key (the first is line 5)' \
        'note: snip.txt:5: ...' 'note: snip.txt:10: (snip)'
    opens "$PASTES/leading_spaces.txt" 'my.a (u8) = 1'
}

@test "of what grep left of a map, status does not say that corosync has no quorum provider" {
    run -0 --separate-stderr program -m "$PASTES/snip.txt" status
    [[ $output == *$'\nquorum  not known: this map has no keys of votequorum\n'* ]]
}

@test "spaces that were added at the end of every line hide no key and change no value" {
    run -7 --separate-stderr program -m "$PASTES/trailing_spaces.txt" dump
    diff <(LC_ALL=C sort <<<"$output") <(sed -E '/^the second/d; /\(bin\)/d; s/   $//; s/0\.120000/0.12/; s/0\.100000/0.1/; s/0\.000000/0/' \
        "$PASTES/trailing_spaces.txt" | LC_ALL=C sort)
    [[ ${stderr_lines[0]} == *'skipped 1 line without a key (line 138)' ]]
    [[ ${stderr_lines[2]} == *'no value of "site.serial"' ]]
}

@test "errors of corosync-cmapctl among the keys are left out" {
    run -0 --separate-stderr program -m "$PASTES/cannot_get.txt" dump
    [[ ${#lines[@]} == 4 && ${stderr_lines[0]} == *'skipped 3 lines without a key (the first is line 4)' ]]
    [[ ${stderr_lines[1]} == *"cannot_get.txt:4: Can't get value of stats.ipcs.service0.999.0x5597d2b5aaaa.queued. Error CS_ERR_NOT_EXIST " ]]
}

@test "a key that occurs again counts once, and the note has its lines" {
    opens "$PASTES/twice.txt" 'totem.token (u32) = 1000' 'note: twice.txt: skipped 1 line, whose key an earlier line has' \
        'note: twice.txt:2: duplicate key "totem.token"'
    opens "$PASTES/thrice.txt" 'a.key (u8) = 1' 'note: thrice.txt: skipped 1 line without a key (line 4)' \
        'note: thrice.txt:4: foo' 'note: thrice.txt: skipped 2 lines, whose key an earlier line has' \
        'note: thrice.txt:2: duplicate key "a.key"' 'note: thrice.txt:3: duplicate key "a.key"'
}

@test "the maps of several nodes in one file are told apart, and each can be opened" {
    local nodes=$PASTES/three_nodes.txt n
    run -0 --separate-stderr program -m "$nodes" -q get runtime.totem.pg.mrp.srp.members.1001.status
    [[ $output == joined && ${stderr_lines[0]} == 'note: three_nodes.txt: has 3 maps; this is the first' ]]
    for n in '1 4' '2 21' '3 38'; do
        [[ $stderr == *"$nodes#${n% *} begins in line ${n#* }"$'\n'* ]]
    done
    run -0 --separate-stderr program -m "$nodes#2" -q get runtime.totem.pg.mrp.srp.members.{1001..1003}.status
    [[ $output == $'left\njoined\nleft' && $stderr != *holds* ]]
    run -0 --separate-stderr program -m -#2 -q get runtime.totem.pg.mrp.srp.members.{1001..1003}.status <"$nodes"
    [[ $output == $'left\njoined\nleft' ]]
    run -0 --separate-stderr program -q diff "$nodes#3" -#3 < <(cat "$nodes")
    run -2 --separate-stderr program -m -#4 dump <"$nodes"
    [[ $stderr == *'has 3 maps; number 4 does not exist' ]]
    run -0 --separate-stderr program -m "$nodes#3" find --count .
    [[ $output == 12 ]]
    run -1 --separate-stderr program -q diff "$nodes#1" "$nodes#2"
    run -2 --separate-stderr program -m "$nodes#4" dump
    [[ $stderr == *'has 3 maps; number 4 does not exist' ]]
    run -0 --separate-stderr program -m "$PASTES/tab.txt#1" dump
    [[ $output == "$MEMBERS" ]]
    run -2 --separate-stderr program -m "$PASTES/tab.txt#2" dump
    [[ $stderr == *'has 1 map; number 2 does not exist' ]]
}

@test "a map begins where its first key is, even one that the map before it does not have" {
    local second
    printf '%s\n' 'b.one (u8) = 1' 'b.six (u8) = 2' 'b.two (u8) = 3' 'a.new (u8) = 1' 'b.one (u8) = 5' 'b.six (u8) = 6' 'b.two (u8) = 7' >./f
    run -0 --separate-stderr program -m ./f#1 dump
    [[ $output == $'b.one (u8) = 1\nb.six (u8) = 2\nb.two (u8) = 3' ]]
    run -0 --separate-stderr program -m ./f#2 dump
    [[ $output == $'a.new (u8) = 1\nb.one (u8) = 5\nb.six (u8) = 6\nb.two (u8) = 7' ]]
    # 10 is after 9 for cmapsh, and before it for corosync-cmapctl: neither is where a map begins.
    for second in 'a.9 a.10' 'a.10 a.9'; do
        # shellcheck disable=SC2086 # two keys
        printf '%s (u8) = 1\n' b.1 b.2 b.3 z.one $second b.1 b.2 b.3 z.one >./f
        run -0 --separate-stderr program -m ./f#1 dump
        [[ $(cut -d ' ' -f 1 <<<"$output" | xargs) == 'b.1 b.2 b.3 z.one' ]]
    done
}

@test "what grep puts in front of keys is not part of them, and several files are several maps" {
    local file=$PASTES/grep_r.txt
    opens "$file" $'runtime.members.1.status (str) = joined\nruntime.members.2.status (str) = joined' \
        'note: grep_r.txt: has 2 maps; this is the first' \
        "note: $file#1 begins in line 1: ./node2/sos_commands/corosync/corosync-cmapctl" \
        "note: $file#2 begins in line 3: ./node1/sos_commands/corosync/corosync-cmapctl"
    echo "$TEXT" >./a
    echo "$TEXT" >'./b c'
    grep -n . ./a >./f
    opens ./f "$TEXT"
    grep -Hn . ./a >./f
    opens ./f "$TEXT"
    grep -Hn . ./a './b c' >./f
    run -0 --separate-stderr program -m ./f#2 dump
    [[ $output == "$TEXT" ]]
    run -0 --separate-stderr program -m ./f dump
    [[ $stderr == *'#2 begins in line 10: ./b c' ]]
    sed 's/^/node1: /' ./a >./f
    opens ./f "$TEXT"
    # The lines around those that match.
    grep -n -C9 room ./a >./f
    opens ./f "$TEXT"
    grep -Hn -C9 room ./a >./f
    opens ./f "$TEXT"
    # Where the name of a file without a number ends is not known.
    grep -H -C9 room ./a >./f
    run -0 --separate-stderr program -m ./f dump
    [[ $output == 'site.room (u8) = 4' && $stderr == *'8 lines'*'./a-runtime.members.1.config_version (u64) = 0'* ]]
    mkdir -p sos-2024-11-27-x/a
    cp ./a sos-2024-11-27-x/a/map
    grep -r -C9 room sos-2024-11-27-x >./f
    run -0 --separate-stderr program -m ./f dump
    [[ $output == 'site.room (u8) = 4' && $stderr == *'8 lines'* ]]
    grep -rn -C9 room sos-2024-11-27-x >./f
    opens ./f "$TEXT"
    # Names with a dash of their own.
    printf '%s (u8) = 1\n' my-12-a.b my-12-c.d x.y >./f
    opens ./f "$(cat ./f)"
    # Names with a colon of their own.
    opens <(grep attrd "$PASTES/corosync2.txt") "$(grep attrd "$PASTES/corosync2.txt")"
}

@test "a page whose spaces are no-break spaces has plain ones in the values" {
    printf 'site.a\xc2\xa0(str)\xc2\xa0=\xc2\xa0r(0)\xc2\xa0ip(192.0.2.1)\xc2\xa0\n' >./f
    opens ./f 'site.a (str) = r(0) ip(192.0.2.1) '
    # A value may have one of its own.
    printf 'site.a (str) = x\xc2\xa0y\n' >./f
    opens ./f $'site.a (str) = x\u00a0y'
}

@test "marks of lists, mails and terminals hide no key" {
    local mark
    for mark in ' ' '\t' '> ' '>> ' '> > ' '- ' '* ' '1. ' '12) ' '3: ' '   7\t' '\xe2\x80\xa2 ' '\xc2\xa0\xc2\xa0' '[root@n1 ~]# ' 'root@n1:~# ' '$ ' '> $ '; do
        printf -- "$mark%s\n" 'site.a (u8) = 1' 'site.b (str) = x  y ' >./f
        opens ./f $'site.a (u8) = 1\nsite.b (str) = x  y ' || { echo "mark: $mark" && false; }
    done
    printf '\e[1;31m%s\e[0m (u8) = \e[32m1\e[m\n' site.a >./f
    printf '\e]0;title\asite.b\t(str)\t=\tx  y \n' >>./f
    opens ./f $'site.a (u8) = 1\nsite.b (str) = x  y '
    # Text that speaks of a key is not one.
    printf '%s\n' 'site.a (u8) = 1' 'modify site.b (u8) = 1 -> 2' 'the old site.c (u8) = 3' '# site.d (u8) = 4' >./f
    run -0 --separate-stderr program -m ./f dump
    [[ $output == 'site.a (u8) = 1' && $stderr == *'skipped 3 lines without a key'* ]]
}

@test "files in UTF-16 are read, with and without a mark" {
    local order mark
    printf 'site.a (u8) = 1\r\nsite.b (str) = \xc3\xa9\xf0\x9f\x98\x80\r\n' >./text
    for order in LE BE; do
        for mark in '' '\xef\xbb\xbf'; do
            { printf %b "$mark" && cat ./text; } | iconv -f UTF-8 -t "UTF-16$order" >./f
            opens ./f $'site.a (u8) = 1\nsite.b (str) = \xc3\xa9\xf0\x9f\x98\x80'
        done
    done
}

@test "keys without types are strings" {
    printf '%s\n' compatibility=whitetank totem.version=2 totem.secauth= 'runtime.blackbox.dump_state=a = b' 'what is this' >./f
    opens ./f $'compatibility (str) = whitetank\nruntime.blackbox.dump_state (str) = a = b\ntotem.secauth (str) = \ntotem.version (str) = 2' \
        'note: f: has no types; every value is read as a str' 'note: f: skipped 1 line without a key (line 5)' \
        'note: f:5: what is this'
    printf '%s\n' totem.version=2 'site.a (u8) = 1' >./f
    run -0 --separate-stderr program -m ./f dump
    [[ $output == 'site.a (u8) = 1' && $stderr == *'skipped 1 line without a key'* ]]
    printf '%s\n' PATH=/bin HOME=/root >./f
    run -2 program -m ./f dump
}

@test "a line that may hold a secret is counted and not quoted" {
    printf '%s\n' 'site.password (str) = one' geheim 'site.a (u8) = 1' 'totem.key (st) = geheim' 'other line' >./f
    run -0 --separate-stderr program -m ./f dump
    [[ $stderr == *'skipped 3 lines without a key'*':5: other line' && $stderr != *geheim* && $output != *geheim* ]]
}

@test "the changes that diff -u prints are left out: a map has one side of them" {
    local changes=$'--- before\n+++ after\n@@ -1,3 +1,3 @@\n a.room (u8) = 4\n-a.status (str) = joined\n+a.status (str) = left'
    echo "$changes" >./changes
    opens ./changes 'a.room (u8) = 4' 'note: changes: skipped 5 lines without a key (the first is line 1)' \
        'note: changes:1: --- before' 'note: changes:2: +++ after' 'note: changes:3: @@ -1,3 +1,3 @@'
    printf '%s\n' '-a.status (str) = joined' '+b.status (str) = left' >./changes
    run -2 --separate-stderr program -m ./changes ls
    [[ $stderr == *'no keys found in "./changes"'* ]]
}

@test "the borders of a table are no part of its values" {
    printf '%s\n' '| KEY                       |' '| a.status (str) = joined   |' '| a.room (u8) = 4           |' >./table
    opens ./table $'a.room (u8) = 4\na.status (str) = joined' 'note: table: skipped 1 line without a key (line 1)' \
        'note: table:1: | KEY                       |'
    opens - 'a.text (str) = one | two |' <<<'a.text (str) = one | two |'
}

@test "compressed files are read as they are, from a file, a pipe and standard input" {
    local tool
    echo "$TEXT" >./text
    for tool in gzip bzip2 xz zstd; do
        command -v "$tool" >/dev/null || continue
        "$tool" -qc <./text >./packed
        opens ./packed "$TEXT"
        opens - "$TEXT" <./packed
        opens - "$TEXT" < <(cat ./packed)
        "$tool" -qc <"$PASTES/three_nodes.txt" >./packed.txt
        run -0 --separate-stderr program -m ./packed.txt#2 -q get runtime.totem.pg.mrp.srp.members.1001.status
        [[ $output == left ]]
    done
}

@test "a compressed file that is damaged, has no end or no program that unpacks it is an error" {
    seq -f 'site.key%.0f (u32) = 1' 1000 | gzip -c >./packed.gz
    head -c -20 ./packed.gz >./cut.gz
    run -6 --separate-stderr program -m ./cut.gz ls
    [[ $stderr == 'cmapsh: ls: cannot unpack "./cut.gz": gzip found it damaged' ]]
    for cut in 'site.key (u32) = 1' '{"cmapsh_snapshot":1,"keys":['; do
        gzip -c <<<"$cut" | head -c -8 >./cut.gz
        run -6 --separate-stderr program -m ./cut.gz ls
        [[ $stderr == 'cmapsh: ls: cannot unpack "./cut.gz": gzip found it damaged' ]]
    done
    run -6 --separate-stderr env PATH=/nonexistent "${CMAPSH:-$top_builddir/cmapsh}" -m ./packed.gz ls
    [[ $stderr == *'cannot unpack "./packed.gz": no program "gzip"'*'hint: install gzip, or unpack the file first' ]]
    # One that may not be run, and one that is gone when the file is read from its beginning again.
    mkdir bin
    : >bin/gzip
    run -6 --separate-stderr env PATH="$PWD/bin" "${CMAPSH:-$top_builddir/cmapsh}" -m ./packed.gz ls
    [[ -z $output && $stderr == 'cmapsh: ls: cannot unpack "./packed.gz": Permission denied' ]]
    # shellcheck disable=SC2016 # for the script
    printf '#!/bin/sh\nPATH=/usr/bin:/bin\nrm "$0"\nexec %q "$@"\n' "$(command -v gzip)" >bin/gzip
    chmod +x bin/gzip
    run -6 --separate-stderr env PATH="$PWD/bin" "${CMAPSH:-$top_builddir/cmapsh}" -m ./packed.gz ls
    [[ -z $output ]]
    [[ $stderr == $'cmapsh: ls: cannot unpack "./packed.gz": no program "gzip"\nhint: install gzip, or unpack the file first' ]]
    head -c 300M /dev/zero | gzip -1c >./large.gz
    run -2 --separate-stderr program -m ./large.gz ls
    [[ $stderr == *'"./large.gz" is larger than 256 MiB' ]]
    truncate -s 256M ./large # no map, but not too large
    run -2 --separate-stderr program -m ./large ls
    [[ $stderr != *'larger than'* ]]
    truncate -s +1 ./large
    run -2 --separate-stderr program -m ./large ls
    [[ $stderr == 'cmapsh: ls: "./large" is larger than 256 MiB' ]]
}

@test "standard input is read as it was opened, where only the caller can open it again" {
    local user=()
    ((EUID != 0)) || user=("${ANOTHER_USER[@]}")
    echo "$TEXT" >./private
    exec 4<./private
    chmod 000 ./private
    run -0 --separate-stderr "${user[@]}" "${CMAPSH:-$top_builddir/cmapsh}" -m - dump <&4
    exec 4<&-
    [[ $output == "$TEXT" ]]
}

@test "standard input that is a socket is a map" {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    run -0 --separate-stderr python3 - "${CMAPSH:-$top_builddir/cmapsh}" "$TEXT" <<'END'
import socket, subprocess, sys
ours, its = socket.socketpair()
ours.sendall(sys.argv[2].encode())
ours.shutdown(socket.SHUT_WR)
sys.exit(subprocess.run([sys.argv[1], "-m", "-", "dump"], stdin=its).returncode)
END
    [[ $output == "$TEXT" ]]
}

@test "standard input is a map once, unless the commands come from there" {
    local map command
    opens - "$TEXT" < <(echo "$TEXT")
    run -0 --separate-stderr program diff - - < <(echo "$TEXT")
    for map in - -#2; do
        run -2 --separate-stderr program -m "$map" <<<'ls'
        [[ $stderr == *'standard input is used for the commands'* ]]
    done
    for command in 'ls -m -' 'ls -m -#2' 'explain -m -#2 totem.token' 'open -' 'open -#2' 'diff -#2' 'get -N all -m - totem.token' \
        'diff -N all -m -@node1' 'status -N all -m -#2'; do
        run -2 --separate-stderr program <<<"$command"
        [[ $stderr == *'standard input is used for the commands' ]]
    done
    echo 'ls site' >./script
    run -0 --separate-stderr program -m - -f ./script < <(echo "$TEXT")
    [[ $output == room ]]
    run -2 --separate-stderr program -m - ls </dev/null
    run -0 program __complete 'cmapsh -m - get site.' < <(echo "$TEXT")
}

@test "a map of corosync 2 has hints for the names of corosync 3, and back, and members as metrics" {
    local map=$PASTES/corosync2.txt key
    for key in 'runtime.members.1.status runtime.totem.pg.mrp.srp.members.1.status' 'stats.srp.mtt_rx_token runtime.totem.pg.mrp.srp.mtt_rx_token' \
        'stats.pg.msg_reserved runtime.totem.pg.msg_reserved' 'stats.ipcs.global.active runtime.connections.active'; do
        run -3 --separate-stderr program -m "$map" get "${key% *}"
        [[ $stderr == *"did you mean \"${key#* }\"?" ]] || { echo "$stderr" && false; }
    done
    printf 'runtime.members.1.status (str) = joined\nstats.srp.mtt_rx_token (u32) = 1\n' >./f
    run -3 --separate-stderr program -m ./f get runtime.totem.pg.mrp.srp.members.1.status
    [[ $stderr == *'did you mean "runtime.members.1.status"?' ]]
    run --separate-stderr program -m "$map" status
    [[ $output == *' 1  fd00::1  fd00::1    joined '*'1084783697  fd00::2  fd00::2    LEFT '* && $output != *NO_QUORUM* ]]
    run -0 --separate-stderr program -m "$map" -o prom dump
    [[ $output == *'corosync_member_joined{member="1"} 1'*'corosync_member_joined{member="1084783697"} 0'* ]]
    [[ $output == *'corosync_member_joins_total{member="1084783697"} 3'* && $output == *$'\ncorosync_ipcs_active_connections 3\n'* ]]
    [[ $output == *'corosync_runtime_ipcs_connection_client_pid{connection="attrd:2013:0x55d0c3a8",key='* ]]
    run ! grep -oE '^[a-z0-9_]*(2013|1084783697|0x55)[a-z0-9_]*' <<<"$output"
}
