#!/usr/bin/env bats
# What reaches the reader: all of it or an error, nothing that fools a terminal, no secrets.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up
}

# The control characters in FILE but newlines, C1 as UTF-8 among them, and bytes that are no UTF-8.
controls_in() { # FILE
    LC_ALL=C.UTF-8 grep -qP '[\x00-\x09\x0b-\x1f\x7f-\x{9f}\x{2028}-\x{202e}]' "$1" || ! iconv -f UTF-8 "$1" >/dev/null 2>&1
}

# Runs cmapsh, and looks at all it prints.
prints_no_controls() { # [ARG]...
    cmapsh "$@" >"$BATS_TEST_TMPDIR/all" 2>&1 || :
    [[ -s $BATS_TEST_TMPDIR/all ]]
    run -1 controls_in "$BATS_TEST_TMPDIR/all"
}

@test "a full disk is an error with its reason" {
    local verb
    for verb in 'get totem.token' ls 'ls -l' dump tree 'find totem' 'find totem --count' help 'help get' explain -V --help \
        '-n set my.new u8 1'; do
        # shellcheck disable=SC2086 # words
        run -6 --separate-stderr to_full_disk $verb
        [[ $stderr =~ ^cmapsh:\ ([a-z]+:\ )?'cannot write the output: No space left on device'$ ]]
    done
}

to_full_disk() { # [ARG]...
    cmapsh "$@" >/dev/full
}

@test "a full disk ends a script before its next change" {
    run -6 --separate-stderr to_full_disk <<<$'get totem.token\nset ful.key u8 1'
    [[ $stderr == 'cmapsh: stdin:1:1: get: cannot write the output: No space left on device' ]]
    run -7 --separate-stderr to_full_disk -k <<<$'get totem.token\nset ful.key u8 1'
    prints 'ful.key (u8) = 1' get ful.key
}

@test "a full disk is reported with its reason where an error was printed before, too" {
    cmapsh dump totem >"$BATS_TEST_TMPDIR/map"
    run -6 --separate-stderr to_full_disk -m "$BATS_TEST_TMPDIR/map" <<<'get totem.token no.such'
    [[ $stderr == *$'\ncmapsh: stdin:1:1: get: cannot write the output: No space left on device' ]]
    run --separate-stderr to_full_disk -m "$BATS_TEST_TMPDIR/map" -k <<<$'get no.such\nget totem.token no.such'
    [[ $stderr == *$'\ncmapsh: stdin:2:1: get: cannot write the output: No space left on device' ]]
}

@test "a closed standard output is an error, and no other file takes its place" {
    run -6 --separate-stderr without_output get totem.token
    [[ $stderr == *'Bad file descriptor'* ]]
    run -6 --separate-stderr without_output <<<$'get totem.token\nget totem.token'
    run -0 without_output set cls.key u8 1
    run -3 without_error get cls.missing
    [[ -z $output ]]
    run -0 without_error get cls.key
    [[ $output == 'cls.key (u8) = 1' ]]
    run -6 --separate-stderr without_input
    run -6 --separate-stderr without_input set cls.bin bin -
    run -0 without_input get cls.key
    run -3 cmapsh get cls.bin
}

without_output() { # [ARG]...
    cmapsh "$@" >&-
}

without_error() { # [ARG]...
    cmapsh "$@" 2>&-
}

without_input() { # [ARG]...
    cmapsh "$@" <&-
}

@test "a closed pipe ends the program, without success" {
    local status
    (
        env --default-signal=PIPE "$SANDBOX" exec "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}" 2>/dev/null || status=$?
        echo "${status-0}" >"$BATS_TEST_TMPDIR/status"
    ) < <(for _ in {1..100}; do echo dump; done) | head -n 1
    status=$(<"$BATS_TEST_TMPDIR/status")
    [[ $status == 141 || $status == 6 ]]
}

@test "a closed pipe is an error if SIGPIPE is ignored" {
    run -6 --separate-stderr to_nobody dump
    [[ $stderr == 'cmapsh: dump: cannot write the output: Broken pipe' ]]
}

to_nobody() { # [ARG]...
    local both to
    mkfifo "$BATS_TEST_TMPDIR/pipe"
    exec {both}<>"$BATS_TEST_TMPDIR/pipe"
    exec {to}>"$BATS_TEST_TMPDIR/pipe" {both}>&-
    trap '' PIPE
    cmapsh "$@" >&"$to"
}

@test "keys and values are printed without control characters" {
    local verb
    cmapsh set ctl.esc str $'\e[2J\e]0;title\a'
    cmapsh set ctl.lines str $'one\nctl.forged (u8) = 1\r\n'
    cmapsh set ctl.c1 str $'\xc2\x9b31m'
    cmapsh set ctl.raw str $'\x9b31m\xff'
    cmapsh set ctl.turn str $'\xe2\x80\xae'
    cmapsh set ctl.secret.password str $'\e[2J'
    for verb in 'dump ctl' 'dump -q ctl' 'ls -l ctl' 'tree ctl' 'find ctl' 'find ctl --value 1' 'get ctl.esc ctl.lines' \
        '-n delete ctl.esc' '-n set ctl.esc x' '-n set ctl.c1 x' 'set ctl.raw u8 1' '--show-secrets dump ctl'; do
        # shellcheck disable=SC2086 # words
        prints_no_controls $verb
    done
    run -0 cmapsh dump ctl
    [[ ${#lines[@]} == 6 ]]
}

@test "errors show the command line without control characters" {
    local command bad=$'a\e[31m\nb\rc\x7f\xc2\x9bd\xff\xe2\x80\xaee'
    for command in % --% 'get %' 'ls %' 'dump %' 'tree %' 'tree -d %' 'find -E (%' 'find x --type %' 'get --type=%' 'help %' \
        'explain %' 'clear %' '-m % ls' '-t % ls' '-f %' 'delete %' 'delete --prefix %' 'delete --prefix *%' 'inc %' \
        'set % u8 1' 'set ctl.x %' 'set ctl.x % 1' 'set ctl.x u8 %' 'set ctl.x dbl %' 'set ctl.x bin 0x%' 'set ctl.x bin @%'; do
        echo "$command"
        set -f
        # shellcheck disable=SC2086 # words
        set -- $command
        set +f
        prints_no_controls "${@//%/"$bad"}"
    done
}

@test "errors show the name of a script without control characters" {
    local script=$BATS_TEST_TMPDIR/$'a\e[31m\nb'
    echo frob >"$script"
    prints_no_controls -f "$script"
    prints_no_controls -f "$script.missing"
}

@test "errors show the words of a script without control characters" {
    printf 'get "a\\x1b[31m"\n\e[31m\nget a\xff\nset ctl.y u8 "\\n"\n' >"$BATS_TEST_TMPDIR/script"
    prints_no_controls -k -f "$BATS_TEST_TMPDIR/script"
    [[ $(grep -c ^cmapsh: "$BATS_TEST_TMPDIR/all") == 4 ]]
}

@test "UTF-8 is printed unchanged in every locale" {
    cmapsh set utf.key str 'grün ✓ 漢字 😀'
    LC_ALL=C.UTF-8 prints 'utf.key (str) = grün ✓ 漢字 😀' get utf.key
    LC_ALL=C prints 'utf.key (str) = grün ✓ 漢字 😀' get utf.key
    LC_ALL=C fails 2 get 'schlüssel'
    [[ $stderr == *'"schlüssel"'* ]]
}

@test "secrets are masked by every command, unless --show-secrets is given" {
    local verb
    cmapsh set sec.password str hunter2
    cmapsh set sec.deep.secret str hunter2
    cmapsh set sec.passwd bin 0x68756e74657232
    cmapsh set sec.plain str visible
    prints 'sec.password (str) = ********' get sec.password
    prints '********' -q get sec.password
    prints 'sec.passwd (bin) = ********' get sec.passwd
    prints 'sec.plain (str) = visible' get sec.plain
    for verb in 'dump sec' 'dump -q sec' 'ls -l sec' 'tree sec' 'find sec' '-n delete sec.password' '-n set sec.password new' \
        '-n set sec.password str hunter2' '-n delete --prefix sec'; do
        # shellcheck disable=SC2086 # words
        run -0 cmapsh $verb
        [[ $output == *'********'* && $output != *hunter2* && $output != *68756e74657232* && $output != *'-> new'* ]]
    done
    prints 'sec.password (str) = hunter2' get --show-secrets sec.password
    prints $'hunter2\n0x68756e74657232' get --show-secrets -q sec.password sec.passwd
    # only on the line that asks for it
    run -0 cmapsh <<<$'get --show-secrets sec.password\nget sec.password'
    [[ $output == $'sec.password (str) = hunter2\nsec.password (str) = ********' ]]
}

@test "find --value does not match the value of a secret" {
    cmapsh set src.password str hunter2
    cmapsh set src.passwd str '********x'
    run -1 cmapsh find src --value hunter2
    run -1 cmapsh find src --value 'h*'
    run -1 cmapsh find src -E --value '^h'
    run -1 cmapsh find src --value hunter2 --count
    prints 1 find src.password --count -E --value '^[*]'
    prints 'src.password (str) = hunter2' find src --show-secrets --value hunter2
}

@test "an empty answer and --quiet print nothing on standard error" {
    cmapsh set -q out.key u8 1
    prints '' -q set out.key 2
    prints 2 -q get out.key
    prints '' -q delete out.key
    run -3 --separate-stderr cmapsh -q get out.key
    is_one_error
}

@test "watch --initial --for 0s prints the current values and ends" {
    run -0 --separate-stderr timeout 10 "$SANDBOX" exec "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}" \
        watch -q --initial --for 0s totem.version
    [[ $output == 2 && -z $stderr ]]
}
