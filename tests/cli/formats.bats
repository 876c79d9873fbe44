#!/usr/bin/env bats
# Formats besides text and JSON, and which command has which.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up
}

setup() {
    skip_without_sandbox
    cmapsh delete -y --prefix fmt 2>/dev/null || :
}

# The names of the commands, from the help.
commands() {
    cmapsh help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z]*\) .*/\1/p'
}

@test "text is the default format, and can be requested" {
    prints 'totem.token (u32) = 1000' get totem.token
    prints 'totem.token (u32) = 1000' -o text get totem.token
    prints 'totem.token (u32) = 1000' -j get totem.token --output=text
    prints 'totem.token (u32) = 1000' -j <<<'get -o text totem.token'
}

@test "-j is the same as -o json, and the last format wins" {
    local json=$'[\n {"key":"totem.token","type":"u32","value":1000}\n]'
    prints "$json" -j get totem.token
    prints "$json" --json get totem.token
    prints "$json" get totem.token -ojson
    prints "$json" -o csv get totem.token -j
    prints $'KEY          TYPE  VALUE\ntotem.token  u32   1000 ms' get -jo table totem.token
}

@test "an unknown format is rejected with the list of formats" {
    fails 2 -o yaml get totem.token
    [[ $stderr == $'cmapsh: unknown format "yaml"\nhint: use one of text, table, json, ndjson, csv, csv-lf, prom' ]]
    fails 2 get totem.token -o
    fails 2 -o '' get totem.token
    fails 2 -o JSON get totem.token
}

@test "a command rejects a format that it cannot print, and does nothing" {
    fails 2 -o csv tree
    [[ $stderr == $'cmapsh: tree: format "csv" is not supported\nhint: use text' ]]
    fails 2 -o table help
    fails 2 -o prom set fmt.new u8 1
    fails 3 get fmt.new
    # It is not even looked for.
    run -2 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" env -i unshare -n "$top_builddir/cmapsh" -o csv tree
    [[ $stderr == *'format "csv" is not supported'* ]]
}

@test "each command prints the formats that completion offers for it, and rejects the others" {
    local command format offered n=0
    for command in $(commands); do
        offered=$(cmapsh __complete "cmapsh $command -o " | tail -n +2)
        [[ $'\n'$offered$'\n' == *$'\ntext\n'* ]]
        for format in table json ndjson csv csv-lf prom; do
            [[ $command == @(watch|rate) && $'\n'$offered$'\n' == *$'\n'"$format"$'\n'* ]] && continue # it would not end
            run cmapsh -o "$format" "$command" <<<'' # with no arguments, it is refused or fails for another reason
            [[ $'\n'$offered$'\n' == *$'\n'"$format"$'\n'* || $status == 2 ]]
            n=$((n + 1))
        done
    done
    ((n > 100))
    prints $'\ntext\ntable\njson\nndjson\ncsv\ncsv-lf\nprom' __complete 'cmapsh -o '
    prints $'\ntext' __complete 'cmapsh tree --output '
    prints $'nd\nndjson' __complete 'cmapsh dump -o nd'
}

@test "a command that prints nothing accepts every format" {
    local format
    for format in text table json ndjson csv csv-lf prom; do
        prints '' -o $format <<<$'open stats\nuse live\ncd totem\nclose stats\nquit'
    done
}

@test "help and version are text in every format" {
    run -0 cmapsh -j --help
    [[ ${lines[0]} == usage:* ]]
    run -0 cmapsh -o csv dump --help
    [[ ${lines[0]} == usage:* ]]
    run -0 cmapsh -j -V
    [[ $output == cmapsh\ * ]]
}

@test "--quiet changes only text" {
    local format
    cmapsh set fmt.one u8 1
    for format in table json ndjson csv; do
        diff <(cmapsh -o $format dump fmt) <(cmapsh -q -o $format dump fmt)
    done
}

@test "csv conforms to RFC 4180" {
    local cr=$'\r'
    cmapsh set fmt.a str plain
    cmapsh set fmt.b str 'a,b'
    cmapsh set fmt.c str 'say "no"'
    cmapsh set fmt.d str $'two\nlines'
    cmapsh set fmt.e str ''
    cmapsh set fmt.f bin 0x00ff
    cmapsh set fmt.g u64 18446744073709551615
    cmapsh set fmt.h str ' blanks '
    cmapsh set fmt.i.password str hidden
    prints "key,type,value$cr
fmt.a,str,plain$cr
fmt.b,str,\"a,b\"$cr
fmt.c,str,\"say \"\"no\"\"\"$cr
fmt.d,str,\"\"\"two\\nlines\"\"\"$cr
fmt.e,str,$cr
fmt.f,bin,0x00ff$cr
fmt.g,u64,18446744073709551615$cr
fmt.h,str,\" blanks \"$cr
fmt.i.password,str,********$cr" -o csv dump fmt
    prints "change,key,type,old_type,old,new$cr
modify,fmt.a,str,,plain,\"x,y\"$cr" -o csv set -n fmt.a x,y
    prints "count$cr
9$cr" -o csv find --count 'fmt.*'
    run -1 --separate-stderr cmapsh -o csv find fmt.nothing
    [[ -z $output && $stderr == 'note: no key matches "fmt.nothing"' ]]
}

@test "a table has aligned columns, and no empty ones" {
    cmapsh set fmt.branch.one u8 1
    cmapsh set fmt.branch.two u8 2
    cmapsh set fmt.long-name-here str 'a value'
    cmapsh set fmt.wide str 日本
    cmapsh set fmt.wider str $'\e[31mred'
    prints 'KEY                 TYPE  VALUE
fmt.branch.one      u8    1
fmt.branch.two      u8    2
fmt.long-name-here  str   a value
fmt.wide            str   日本
fmt.wider           str   "\x1b[31mred"' -o table dump fmt
    prints 'NAME            PATH                BRANCH  KEYS  TYPE
branch          fmt.branch          yes        2
long-name-here  fmt.long-name-here  no            str
wide            fmt.wide            no            str
wider           fmt.wider           no            str' -o table ls fmt
    prints 'CHANGE  KEY       TYPE  OLD   NEW
modify  fmt.wide  str   日本  x' -o table -n set fmt.wide x
    prints 'COUNT
    5' -o table find --count fmt
    run -1 --separate-stderr cmapsh -o table find fmt.nothing
    [[ -z $output && $stderr == 'note: no key matches "fmt.nothing"' ]]
}

@test "a table has units if they are known" {
    run -0 cmapsh -o table get runtime.config.totem.token stats.knet.node1.link0.mtu
    [[ ${lines[1]} == *' ms' && ${lines[2]} == *' bytes' ]]
}

@test "a table is complete even if a key is missing" {
    run -7 --separate-stderr cmapsh -o table get totem.token fmt.missing totem.version
    [[ $output == $'KEY            TYPE  VALUE\ntotem.token    u32   1000 ms\ntotem.version  u32   2' ]]
    is_one_error
}

@test "no format prints a colour, a control character or a secret" {
    local format verb
    cmapsh set fmt.a.password str hidden
    cmapsh set fmt.esc str $'\e[31m\xc2\x9b\xe2\x80\xae\x7f\xff'
    for format in table json ndjson csv; do
        for verb in 'dump fmt' 'ls -l fmt' 'ls -l fmt.a' 'find fmt.*' 'get fmt.esc fmt.a.password' '-n delete fmt.esc' \
            '-n set fmt.a.password x' '-y set fmt.esc y' '-y set fmt.esc '$'\e\x9b'; do
            # shellcheck disable=SC2086 # words
            cmapsh --color always -o $format $verb >"$BATS_TEST_TMPDIR/all" 2>&1
            run -1 grep -E 'hidden|"x"' "$BATS_TEST_TMPDIR/all"
            run -1 env LC_ALL=C.UTF-8 grep -P '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{2028}-\x{202e}]' "$BATS_TEST_TMPDIR/all"
            iconv -f UTF-8 "$BATS_TEST_TMPDIR/all" >"$BATS_TEST_TMPDIR/utf8"
        done
    done
}

@test "a full disk is an error in every format" {
    local format
    for format in table json ndjson csv; do
        run -6 --separate-stderr to_full_disk -o $format dump
        [[ $stderr == *'cannot write the output: No space left on device'* ]]
    done
}

to_full_disk() { # [ARG]...
    cmapsh "$@" >/dev/full
}
