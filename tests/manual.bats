#!/usr/bin/env bats
# The manual pages say what the program and the library do: no more, no less.

# shellcheck disable=SC2154 # helper.bash sets top_srcdir, bats sets stderr

load helper

setup_file() {
    sandbox_up
    [[ -n $SANDBOX_DIR ]] || return 0
    mkdir "$BATS_FILE_TMPDIR/bin"
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$top_builddir/cmapsh" >"$BATS_FILE_TMPDIR/bin/cmapsh"
    chmod +x "$BATS_FILE_TMPDIR/bin/cmapsh"
}

setup() {
    cd "$top_srcdir/man" || return
}

program() {
    "$top_builddir/cmapsh" "$@"
}

# A section of a manual page, in its source.
section() { # FILE TITLE
    sed -n "/^\.Sh $2\$/,/^\.Sh / { /^\.Sh /d; p }" "$1"
}

# A section as it is read on a terminal.
rendered() { # FILE TITLE
    mandoc -T ascii -O width=200 "$1" | sed 's/.\x08//g' | sed -n "/^$2\$/,/^[A-Z]/ { /^[^ ]/d; p }"
}

# The options in "  -m, --map SPEC   which map" lines of the help: "m map SPEC".
options_of_help() {
    sed -n 's/^  -\([^,]\), --\([a-z-]*\)\( [A-Z]\+\)\?\( .*\)\?$/\1 \2\3/p; s/^      --\([a-z-]*\)\( [A-Z]\+\)\?\( .*\)\?$/\1\2/p'
}

# The same of ".It Fl m , -map Ar SPEC" lines.
options_of_manual() {
    sed -n 's/^\.It Fl //; T; s/ Ar / /; s/^\([^-]\) , -/\1 /; s/^-//; p'
}

# Name, alias and the options of each command, one a line.
commands_of_program() {
    local command alias
    program help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z]*\) .*/\1/p' | while read -r command; do
        alias=$(program help "$command" | sed -n 's/^Also called: / /p')
        echo "$command$alias"
        program help "$command" | options_of_help | sed "s/^/$command: /"
    done
}

commands_of_manual() {
    section cmapsh.8 COMMANDS | awk '
        /^\.It Ic / { command = $3; line = $3; if ($4 == ",") line = line " " $5; if (!seen[line]++) print line }
        /^\.It Fl / { sub(/^\.It /, "&" command ": "); print }' |
        while read -r line; do
            if [[ $line == '.It '* ]]; then
                line=${line#.It }
                echo "${line%%: *}: $(options_of_manual <<<".It ${line#*: }")"
            else
                echo "$line"
            fi
        done
}

# Whether other manuals are installed, and indexed, says nothing about these.
@test "mandoc has nothing to say, not even of style" {
    command -v mandoc >/dev/null || skip 'mandoc is not installed'
    run mandoc -T lint -W style cmapsh.8 libcmh.3
    grep -vE 'referenced manual not found|outdated mandoc\.db' <<<"$output" && false
    mandoc -T lint -W warning cmapsh.8 libcmh.3
}

@test "the manual has every command with its aliases and options, in the order of the help, and no other" {
    run -0 commands_of_program
    ((${#lines[@]} > 25))
    diff - <(commands_of_manual) <<<"$output"
}

@test "the manual has the arguments of every command" {
    local command usage word n=0
    while read -r command _; do
        usage=$(program help "$command" | sed -En "s/^usage: (cmapsh )?$command//p")
        usage=${usage/ \[OPTION\]...} usage=${usage/   (at the prompt*}
        for word in ${usage//[^A-Za-z]/ }; do
            n=$((n + 1))
            grep -q "^\.It Ic $command .*\<$word\>" cmapsh.8 || { echo "$command: $word" && return 1; }
        done
    done < <(commands_of_program | grep -v :)
    ((n > 20))
}

@test "the manual has every option of all commands, and no other" {
    diff <(program help | options_of_help) <(section cmapsh.8 OPTIONS | options_of_manual)
}

@test "the manual has every exit status, and no other" {
    diff <(sed -n 's/^\tEXIT_[A-Z]* = \([0-9]*\),.*/\1/p' "$top_srcdir/cli/core/app.h") \
        <(section cmapsh.8 'EXIT STATUS' | sed -n 's/^\.It Li //p')
}

@test "the manual has every variable of the environment that is read" {
    local name n=0
    while read -r name; do
        n=$((n + 1))
        grep -qx "\.It Ev $name" cmapsh.8 || { echo "$name" && return 1; }
    done < <(grep -ohE 'getenv\("[A-Z_]+"' "$top_srcdir"/cli/*.c "$top_srcdir"/cli/*/*.c "$top_srcdir"/lib/*.c | cut -d '"' -f 2)
    ((n > 5))
}

@test "the manual has every type" {
    local type types
    types=$(sed -n 's/^#define APP_TYPES "\(.*\)"$/\1/p' "$top_srcdir/cli/core/app.h")
    [[ -n $types ]]
    for type in $types; do grep -q "^\.It Cm .*\<$type\>" cmapsh.8; done
}

@test "every example of the manual works" {
    local line n=0
    skip_without_sandbox
    command -v mandoc >/dev/null || skip 'mandoc is not installed'
    rendered cmapsh.8 EXAMPLES | sed -n 's/^ *# //p' >"$BATS_TEST_TMPDIR/examples"
    cd "$BATS_TEST_TMPDIR" || return
    while read -r line; do
        n=$((n + 1))
        # Nothing can be confirmed here.
        run -0 --separate-stderr in_sandbox env PATH="$BATS_FILE_TMPDIR/bin:$PATH" bash -o pipefail -c "$line" </dev/null
        [[ -z $stderr ]] || { echo "$line" && return 1; }
    done <examples
    ((n >= 10))
}

@test "what stands for a command of corosync-cmapctl prints the same" {
    local theirs ours words
    skip_without_sandbox
    cmapsh set man.number u32 7
    cmapsh set man.text str 'two words'
    while IFS='|' read -r theirs ours; do
        read -ra words <<<"$ours"
        diff <(in_sandbox bash -c "$theirs" | sort) <(cmapsh "${words[@]}" | sort)
    done <<'END'
corosync-cmapctl man.|dump man*
corosync-cmapctl -g man.text|get man.text
corosync-cmapctl -q -g man.number|-q get man.number
corosync-cmapctl totem.|-m icmap dump totem.*
END
}

# What stands in the literal blocks of a section of libcmh.3, or only below one of its headings.
literal() { # SECTION [HEADING]
    section libcmh.3 "$1" | awk -v heading="^[.]Ss ${2-}" '
        BEGIN { wanted = 1 }
        /^\.Ss / { wanted = $0 ~ heading }
        /^\.Ed/ { code = 0 }
        code && wanted { gsub(/\\e/, "\\"); print }
        /^\.Bd -literal/ { code = 1 }'
}

@test "libcmh.3 has every function of cmh.h, and no other" {
    diff <(grep -oE '\<cmh_[a-z0-9_]+\(' <(sed 's,/\*.*\*/,,' "$top_srcdir/lib/cmh.h" | grep -A3 '^CMH_API') | tr -d '(' | sort -u) \
        <(literal FUNCTIONS | grep -oE '\<cmh_[a-z0-9_]+\(' | tr -d '(' | sort -u)
}

@test "libcmh.3 has every status" {
    diff <(sed -n '/^enum cmh_status {/,/^}/ s/^\t\(CMH_[A-Z_]*\).*/\1/p' "$top_srcdir/lib/cmh.h") \
        <(section libcmh.3 'RETURN VALUES' | sed -n 's/^\.It Dv //p')
}

@test "the prototypes in libcmh.3 are those of cmh.h" {
    local file=$BATS_TEST_TMPDIR/prototypes.c
    { echo '#include <cmh.h>' && literal FUNCTIONS; } >"$file"
    (($(grep -c ';$' "$file") > 50))
    "${CC:-cc}" -std=gnu11 -Wall -Werror -fsyntax-only -I"$top_srcdir/lib" "$file"
}

@test "the first lines of code in libcmh.3 compile" {
    local file=$BATS_TEST_TMPDIR/first.c
    {
        printf '#include <cmh.h>\n#include <stdio.h>\nint main(void) {\n'
        printf 'struct cmh_error err = CMH_ERROR_INIT;\nstruct cmh_value value = CMH_VALUE_INIT;\n'
        literal SYNOPSIS
        printf 'return 0;\n}\n'
    } >"$file"
    (($(wc -l <"$file") > 9))
    "${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I"$top_srcdir/lib" "$file"
}

@test "libcmh.pc brings no flags of other libraries, but what static linking needs" {
    local flags=(env PKG_CONFIG_PATH="$top_builddir/lib" PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 pkg-config libcmh)
    [[ $("${flags[@]}" --variable=includedir) == /* ]]
    diff <("${flags[@]}" --cflags | xargs -n 1) <(echo "-I$("${flags[@]}" --variable=includedir)")
    diff <("${flags[@]}" --libs | xargs -n 1) <(printf '%s\n' "-L$("${flags[@]}" --variable=libdir)" -lcmh)
    [[ $("${flags[@]}" --libs --static) == *-lcmap*-ljson-c* ]]
}

# An example of libcmh.3, as a program.
compile_example() { # HEADING PROGRAM
    local flags
    literal EXAMPLES "$1" >"$2.c"
    mapfile -t flags < <(sed -n 's/^DEV_CFLAGS = //p' "$top_builddir/Makefile" | tr ' ' '\n')
    "$top_builddir/libtool" --silent --tag=CC --mode=link "${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror "${flags[@]}" \
        -I"$top_srcdir/lib" -o "$2" "$2.c" "$top_builddir/libcmh.la"
}

@test "the first example of libcmh.3 compiles, and prints keys" {
    local file=$BATS_TEST_TMPDIR/example
    skip_without_sandbox
    compile_example 'Every key' "$file"
    run -0 --separate-stderr in_sandbox "$file" totem.cluster_name
    [[ $output == 'totem.cluster_name = sandbox' && -z $stderr ]]
    run -0 in_sandbox "$file"
    ((${#lines[@]} > 100))
    run -1 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" env -i unshare -n "$file" totem
    [[ -z $output && $stderr == *$'\nhint: '* ]]
}

@test "the agent of libcmh.3 prints members and links as JSON, over a restart of corosync, until SIGTERM" {
    local file=$BATS_TEST_TMPDIR/agent out=$BATS_TEST_TMPDIR/out pid
    skip_without_sandbox
    compile_example 'An agent' "$file"
    "$SANDBOX" exec "$SANDBOX_DIR" "$file" >"$out" 3>&- &
    pid=$!
    wait_until 10 grep -q '"event":"initial","map":"icmap","key":"runtime.members.1.status","value":"joined"}$' "$out"
    wait_until 10 grep -q '"event":"initial","map":"stats","key":"stats.knet.node1.link0.connected","value":1}$' "$out"
    cmapsh set -y runtime.members.9.status str $'a "new"\tone'
    wait_until 10 grep -qF '"event":"add","map":"icmap","key":"runtime.members.9.status","value":"a \"new\"\tone"}' "$out"
    "$SANDBOX" restart "$SANDBOX_DIR"
    wait_until 10 grep -q '"event":"lost","map":"icmap"}$' "$out"
    wait_until 10 grep -q '"event":"delete","map":"icmap","key":"runtime.members.9.status","value":null}$' "$out"
    kill "$pid"
    wait "$pid"
    python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]' <"$out"
}
