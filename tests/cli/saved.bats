#!/usr/bin/env bats
# Maps that were saved as text: by corosync-cmapctl, by cmapsh, and by support tools with other text around it.
# shellcheck disable=SC2154 # what bats sets

load ../helper

setup_file() {
    sandbox_up
    [[ -n $SANDBOX_DIR ]] || return 0
    cmapsh <<'SCRIPT'
set sav.i8 i8 -128
set sav.u8 u8 255
set sav.i16 i16 -32768
set sav.u16 u16 65535
set sav.i32 i32 -2147483648
set sav.u32 u32 4294967295
set sav.i64 i64 -9223372036854775808
set sav.u64 u64 18446744073709551615
set sav.flt flt 1.5
set sav.dbl dbl -2.25
set sav.str str "two words = one value"
set sav.empty str ""
set sav.lines str "first\nsecond line\nthird"
set sav.bin bin 0x00410a5cff7f
set sav.nothing bin 0x
SCRIPT
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
}

# The program without the sandbox: no corosync is there.
alone() { # [ARG]...
    "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

@test "a dump opens as a map with the same values" {
    cmapsh dump sav >./saved
    run -0 --separate-stderr alone -m ./saved dump
    [[ $output == "$(<saved)" && -z $stderr && ${#lines[@]} == 15 ]]
    run -0 alone -m ./saved -q get sav.i64 sav.u64 sav.lines
    [[ $output == $'-9223372036854775808\n18446744073709551615\n"first\\nsecond line\\nthird"' ]]
}

@test "the output of corosync-cmapctl opens with the same values, also bins of -b" {
    in_sandbox corosync-cmapctl -b sav >./corosync.dump
    diff <(alone -m ./corosync.dump dump 2>/dev/null | grep -v '^sav.lines') <(cmapsh dump sav | grep -v '^sav.lines')
}

@test "the other lines of a value that corosync-cmapctl printed are left out and quoted" {
    in_sandbox corosync-cmapctl sav.lines >./corosync.dump
    run -0 --separate-stderr alone -m ./corosync.dump dump
    [[ $output == 'sav.lines (str) = first' ]]
    [[ ${stderr_lines[0]} == *'skipped 2 lines without a key (the first is line 2)' ]]
    [[ ${stderr_lines[1]} == *':2: second line' && ${stderr_lines[2]} == *':3: third' ]]
}

@test "every key of both maps is read from the files of a support report" {
    mkdir sos_commands
    in_sandbox corosync-cmapctl >sos_commands/corosync-cmapctl
    in_sandbox corosync-cmapctl -m stats >sos_commands/corosync-cmapctl_-m_stats
    diff <(alone -m sos_commands/corosync-cmapctl find --count . 2>/dev/null) <(grep -c ' (' sos_commands/corosync-cmapctl)
    diff <(alone -m sos_commands/corosync-cmapctl_-m_stats find --count .) <(wc -l <sos_commands/corosync-cmapctl_-m_stats)
    run -0 alone -m sos_commands/corosync-cmapctl_-m_stats ls
    [[ $output == stats. ]]
    run -0 --separate-stderr alone -m sos_commands/corosync-cmapctl -q get totem.cluster_name
    [[ $output == sandbox ]]
}

@test "a bin that was printed without -b is a key without a known value" {
    in_sandbox corosync-cmapctl sav.bin >./saved
    run -0 alone -m ./saved ls sav
    [[ $output == bin ]]
    run -6 --separate-stderr alone -m ./saved get sav.bin
    is_one_error
    [[ $stderr == *'no value of "sav.bin"'*'-b'* ]]
}

@test "text of other tools is skipped, with a note" {
    {
        printf '# corosync-cfgtool -s\nLocal node ID 1\n\n# corosync-cmapctl\n'
        in_sandbox corosync-cmapctl totem
        printf '\n# uptime\n 10:00 up (2) days\n'
    } >corosync_status.txt
    run -0 --separate-stderr alone -m ./corosync_status.txt -q get totem.version
    [[ $output == 2 && ${stderr_lines[0]} == *'skipped 5 lines without a key (the first is line 1)' ]]
    [[ ${stderr_lines[1]} == *'.txt:1: # corosync-cfgtool -s' && ${stderr_lines[3]} == *'.txt:4: # corosync-cmapctl' && ${#stderr_lines[@]} == 4 ]]
}

@test "a line whose value does not match its type is skipped" {
    printf 'tst.good (u8) = 1\ntst.bad (u8) = 256\ntst.odd (i32) = 12abc\n' >./saved
    run -0 --separate-stderr alone -m ./saved dump
    [[ $output == 'tst.good (u8) = 1' && ${stderr_lines[0]} == *'skipped 2 lines without a key (the first is line 2)' ]]
    [[ ${stderr_lines[1]} == *':2: tst.bad (u8) = 256' && ${stderr_lines[2]} == *':3: tst.odd (i32) = 12abc' ]]
}

@test "a saved map is read-only, and needs no corosync" {
    printf 'tst.key (u8) = 1\n' >./saved
    for verb in 'set tst.key 2' 'inc tst.key' 'delete tst.key' '-y clear knet'; do
        # shellcheck disable=SC2086 # words
        run -5 --separate-stderr alone -m ./saved $verb
        is_one_error
        [[ $stderr == *'is a saved map and cannot be changed'* ]]
    done
    run -3 --separate-stderr alone -m ./saved get tst.kez
    [[ $stderr == *'no key "tst.kez" in ./saved'*'did you mean "tst.key"?' ]]
}

@test "a file that is missing, empty or without keys is rejected with the reason" {
    run -6 --separate-stderr alone -m ./missing ls
    [[ $stderr == 'cmapsh: ls: cannot open "./missing": No such file or directory' ]]
    : >./empty
    run -2 --separate-stderr alone -m ./empty ls
    [[ $stderr == *'no keys found in "./empty"'* ]]
    mkdir -p folder
    run -2 --separate-stderr alone -m ./folder ls
    [[ $stderr == 'cmapsh: ls: "./folder" is empty' ]]
    run -2 --separate-stderr alone -m /dev/zero ls
    [[ $stderr == *'"/dev/zero" is a device'* ]]
}

@test "a file that cannot be read is an error of the system, not a file without keys" {
    run -6 --separate-stderr alone -m /proc/self/mem ls
    [[ -z $output && $stderr == 'cmapsh: ls: cannot read "/proc/self/mem": Input/output error' ]]
    run -6 --separate-stderr alone -j -m /proc/self/mem ls
    [[ -z $output && $stderr == '{"error":{"command":"ls","message":"cannot read \"/proc/self/mem\": Input/output error","exit":6}}' ]]
    ln -sf loop ./loop
    run -6 --separate-stderr alone -m ./loop ls
    [[ -z $output && $stderr == 'cmapsh: ls: cannot open "./loop": Too many levels of symbolic links' ]]
}

@test "a file without a slash is rejected with a hint" {
    echo 'tst.one (u8) = 1' >plain
    run -2 --separate-stderr alone -m plain ls
    [[ $stderr == *'no map "plain"'*'./plain?' ]]
    is_one_error
}

@test "a byte order mark at the beginning is not part of a name" {
    printf '\xef\xbb\xbftst.one (u8) = 1\r\n' >./marked
    run -0 --separate-stderr alone -m ./marked dump
    [[ $output == 'tst.one (u8) = 1' && -z $stderr ]]
    printf '\xef\xbb\xbf[{"key":"tst.one","type":"u8","value":1}]' >./marked
    run -0 --separate-stderr alone -m ./marked dump
    [[ $output == 'tst.one (u8) = 1' && -z $stderr ]]
}

@test "completion offers the keys of a saved map" {
    printf 'tst.one (u8) = 1\ntst.two.three (u8) = 1\n' >./saved
    run -0 alone __complete 'cmapsh -m ./saved get tst.t'
    [[ $output == $'tst.t\ntst.two.three' ]]
}

@test "a duplicate key in a file is read once, and the other is counted" {
    printf 'abc (str) = x\nabc (str) = y\nabc.d (u8) = 1\n' >./saved
    run -0 --separate-stderr alone -m ./saved tree abc
    [[ ${#lines[@]} == 3 && $stderr == *'skipped 1 line, whose key an earlier line has'*':2: duplicate key "abc"' ]]
}

@test "a dry run on a saved map fails" {
    printf 'tst.key (u8) = 1\n' >./saved
    run -5 --separate-stderr alone -m ./saved -n set tst.key 2
    [[ -z $output && $stderr == *'is a saved map and cannot be changed'* ]]
}

@test "a line with an unknown type ends the value before it" {
    printf 'tst.one (str) = a\ntst.two (u99) = 3\ntst.three (u8) = 3\n' >./saved
    run -0 --separate-stderr alone -m ./saved dump
    [[ $output == $'tst.one (str) = a\ntst.three (u8) = 3' && $stderr == *'skipped 1 line without a key (line 2)'*':2: tst.two (u99) = 3' ]]
}

@test "a text of another tool after a value is not part of it" {
    { echo 'tst.log (str) = a' && seq -f 'line %.0f of another tool, without a heading before it' 60000; } >./saved
    run -0 --separate-stderr timeout 10 "${CMAPSH:-$top_builddir/cmapsh}" -m ./saved dump
    [[ $output == 'tst.log (str) = a' && $stderr == *'skipped 60000 lines without a key'* ]]
}

@test "errors show the name of a file without control characters" {
    printf 'tst.one (u8) = 1\nno key\n' >$'a\e[31mb.txt'
    run alone -k <<'END'
open "./a\x1b[31mb.txt"
handles
diff "./a\x1b[31mb.txt"
set tst.one u8 2
END
    [[ $output != *$'\e'* ]]
    [[ ${lines[0]} == 'note: a\x1b[31mb.txt: skipped 1 line without a key'* ]]
    [[ ${lines[1]} == 'note: a\x1b[31mb.txt:2: no key' ]]
    [[ ${lines[3]} == '* a\x1b[31mb.txt ./a\x1b[31mb.txt saved '* ]]
    [[ ${lines[4]} == 'note: "./a\x1b[31mb.txt" holds only part of a map'* ]]
    [[ ${lines[6]} == 'cmapsh: stdin:4:1: set: "a\x1b[31mb.txt" is a saved map'* ]]
}

@test "a folder without a map is not a report, and the error says so" {
    mkdir "$BATS_TEST_TMPDIR/folder"
    echo text >"$BATS_TEST_TMPDIR/folder/file"
    fails 2 -m "$BATS_TEST_TMPDIR/folder/" dump
    [[ ${stderr_lines[0]} == "cmapsh: dump: no map found in \"$BATS_TEST_TMPDIR/folder/\", which has 1 file" ]]
}

@test "--timeout limits how long a pipe may take to its end" {
    local fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo"
    fails 124 -t 0.2 -m "$fifo" get totem.token # nobody writes
    [[ $stderr == "cmapsh: get: timed out after 0.2 s: the pipe \"$fifo\" has not ended" ]]
    { echo 'totem.token (u32) = 3' && exec sleep 60; } >"$fifo" 3>&- & # it does not end
    fails 124 -t 0.2 -m "$fifo" get totem.token
    kill $! && wait $! || :
    { echo 'totem.token (u32) = 3' && sleep 0.1 && echo 'totem.version (u32) = 2'; } >"$fifo" 3>&- &
    prints $'3\n2' -t 20 -m "$fifo" -q get totem.token totem.version
    run -0 cmapsh -t 20 -m - -q get totem.token < <(echo 'totem.token (u32) = 4')
    [[ $output == 4 ]]
}

@test "--timeout limits how long a pipe with a script or a value may take to its beginning" {
    local fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo"
    fails 124 -t 0.2 -f "$fifo" # nobody writes
    [[ $stderr == "cmapsh: timed out after 0.2 s: the pipe \"$fifo\" has not ended" ]]
    fails 124 -t 0.2 set fif.key bin @"$fifo"
    [[ $stderr == "cmapsh: set: timed out after 0.2 s: the pipe \"$fifo\" has not ended" ]]
    { printf 'get -q totem.token\n' && sleep 2.5 && printf 'get -q totem.version\n'; } >"$fifo" 3>&- & # lines may be late
    prints $'1000\n2' -t 2 -f "$fifo"
    echo x >"$fifo" &
    prints '' -t 20 set fif.key bin @"$fifo"
    prints 0x780a get -q fif.key
}
