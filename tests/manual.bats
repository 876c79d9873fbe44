#!/usr/bin/env bats
# The manual pages say what the program and the library do: no more, no less.

# shellcheck disable=SC2154 # helper.bash sets top_srcdir, bats sets stderr

load helper

setup_file() {
    sandbox_up --nodes 2
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
    program help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z-]*\) .*/\1/p' | while read -r command; do
        alias=$(program help "$command" | sed -n 's/^Alias: / /p')
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

# Groups, and their commands with a summary, one a line.
overview_of_program() {
    program help | sed -n '/^Browse$/,/^Options/ { /^$/d; /^Options/d; s/^  \([a-z-]*\)  */\1: /; p }'
}

overview_of_manual() {
    section cmapsh.8 'COMMAND OVERVIEW' | sed -n 's/^\.It Sy //p; s/^\.It Ic \([a-z-]*\) Ta /\1: /p'
}

# A line that is shown, as it is typed on the first node, whose corosync.conf is elsewhere. Nothing can be confirmed there.
type_line() { # LINE [SECONDS]
    in_sandbox env PATH="$BATS_FILE_TMPDIR/bin:$PATH" timeout -s INT "${2:-20}" bash -o pipefail -c \
        "${1//\/etc\/corosync\//$SANDBOX_DIR/node1/}" </dev/null
}

needs() { # PROGRAM
    command -v "$1" >/dev/null || skip "$1 is not installed"
}

# Whether other manuals are installed, and indexed, says nothing about these.
@test "mandoc finds nothing to mend, not even of style" {
    needs mandoc
    run mandoc -T lint -W style cmapsh.8 cmapsh-formats.5 libcmh.3
    grep -vE 'referenced manual not found|outdated mandoc\.db' <<<"$output" && false
    mandoc -T lint -W warning cmapsh.8 cmapsh-formats.5 libcmh.3
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

@test "the manual lists every format, in the order of the help, and no other" {
    local names
    names=$(program __complete 'cmapsh -o ' | tail -n +2)
    [[ $names == text$'\n'*$'\n'json$'\n'* ]]
    diff - <(section cmapsh.8 OPTIONS | sed -n '/^\.It Fl o ,/,/^\.It Fl j ,/s/^\.Cm \([a-z-]*\).*/\1/p') <<<"$names"
    diff - <(section cmapsh-formats.5 FORMATS | sed -n '1,/^\.El/s/^\.It Cm //p') <<<"$names"
}

@test "the manual has every exit status, and no other" {
    diff <(sed -n 's/^\tEXIT_[A-Z]* = \([0-9]*\),.*/\1/p' "$top_srcdir/cli/core/exit_code.h") \
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

@test "the manual has every finding with its level, in the order of the table, and no other" {
    diff <(tr -d '\n' <"$top_srcdir/cli/know/finding_table.c" | grep -oE '\{ "[A-Z_]+", (CRIT|WARN|NOTE),' |
        sed -E 's/\{ "([A-Z_]+)", CRIT,/\1 critical/; s/\{ "([A-Z_]+)", WARN,/\1 warning/; s/\{ "([A-Z_]+)", NOTE,/\1 note/') \
        <(section cmapsh.8 CODES | sed -nE 's/^\.It Li ([A-Z_]+) Ta ([a-z]+) Ta .*/\1 \2/p')
}

@test "the manual has every type" {
    local type types
    types=$(sed -n 's/^#define APP_TYPES "\(.*\)"$/\1/p' "$top_srcdir/cli/core/app.h")
    [[ -n $types ]]
    for type in $types; do grep -q "^\.It Cm .*\<$type\>" cmapsh.8; done
}

@test "the overview has every command with the summary of the help, in its groups" {
    run -0 overview_of_program
    ((${#lines[@]} > 30))
    diff - <(overview_of_manual) <<<"$output"
}

@test "the commands are in the groups of the help" {
    diff <(overview_of_program | grep -v ': ') <(section cmapsh.8 COMMANDS | sed -n 's/^\.Ss //p')
}

@test "the quick start is on the first screens, and works" {
    local line n=0
    skip_without_sandbox
    needs mandoc
    mandoc -T ascii cmapsh.8 | sed 's/.\x08//g' | sed -n '1,60p' | grep -q '^   Quick start$'
    section cmapsh.8 DESCRIPTION | sed -n 's/^\.It Li \(cmapsh .*\) Ta .*/\1/p' >"$BATS_TEST_TMPDIR/lines"
    cd "$BATS_TEST_TMPDIR" || return
    while read -r line; do
        n=$((n + 1))
        run type_line "$line" 2
        [[ $status == 0 || $status,$line == 124,cmapsh\ watch* || $status,$line == 1,'cmapsh status' ]] || { echo "$line: $output" && return 1; }
    done <lines
    ((n >= 8))
}

@test "every example of the manual works" {
    local line n=0
    skip_without_sandbox
    needs mandoc
    rendered cmapsh.8 EXAMPLES | sed -n 's/^ *# //p' >"$BATS_TEST_TMPDIR/examples"
    cd "$BATS_TEST_TMPDIR" || return
    cmapsh set totem.token 3000
    while read -r line; do
        n=$((n + 1))
        run --separate-stderr type_line "$line"
        [[ $status == 0 || $status,$line == 1,'cmapsh status' ]]
        [[ -z $stderr ]] || { echo "$line: $stderr" && return 1; }
    done <examples
    ((n >= 10))
}

# Makes an error of the manual's; its words in capitals stand for anything.
provoke() { # ERROR
    case $1 in
    'corosync is not running '*) in_sandbox unshare -n "$top_builddir/cmapsh" get totem.token ;;
    "corosync's connection files "*)
        # shellcheck disable=SC2016 # for the inner shell
        in_sandbox unshare -m sh -c 'mount -t tmpfs tmpfs /dev/shm && exec "$0" get totem.token' "$top_builddir/cmapsh"
        ;;
    'corosync denies access '*) in_sandbox "${ANOTHER_USER[@]}" "$top_builddir/cmapsh" get totem.token ;;
    'corosync (pid N) did not answer '*)
        "$SANDBOX" stop "$SANDBOX_DIR"
        cmapsh -t 0.5 get totem.token
        "$SANDBOX" cont "$SANDBOX_DIR"
        ;;
    'no key "KEY" '*) cmapsh get totem ;;
    'no key at or below '*) cmapsh dump totem.tok ;;
    *' is read-only '*) cmapsh set totem.cluster_name x ;;
    *' needs confirmation: '*) cmapsh set quorum.two_node 1 </dev/null ;;
    'no key "KEY"; '*) cmapsh set man.new x ;;
    'no map '*) cmapsh -m report dump ;;
    'timed out after '*) cmapsh -t 0.5 wait totem.version=3 ;;
    *) echo 'nobody knows how to make this error' ;;
    esac
}

@test "every error in the diagnostics is printed like that" {
    local error pattern n=0
    skip_without_sandbox
    section cmapsh.8 DIAGNOSTICS | sed -n 's/^\.It Li "\(.*\)"$/\1/p' | sed 's/\\(dq/"/g' >"$BATS_TEST_TMPDIR/errors"
    while IFS= read -r error; do
        n=$((n + 1))
        if [[ $error == *' uid N, '* ]]; then
            # Only root can become another user, who may not be allowed to reach the program.
            in_sandbox "${ANOTHER_USER[@]}" "$top_builddir/cmapsh" -V &>/dev/null || continue
        fi
        run provoke "$error" <&-
        pattern=$(sed -E 's/[][().*?]/\\&/g; s/\<(KEY|PATH|NAME|REASON)\>/.+/g; s/\<N\>/[0-9.]+/g' <<<"$error")
        grep -qE "^cmapsh: [a-z]+: $pattern\$" <<<"$output" || { echo "$error: $output" && return 1; }
    done <"$BATS_TEST_TMPDIR/errors"
    ((n >= 10))
}

@test "the files of the manual are where make install puts them" {
    local file n=0
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$top_builddir" install-data DESTDIR="$BATS_TEST_TMPDIR" prefix=/usr/local \
        datarootdir=/usr/local/share bashcompdir=/usr/local/share/bash-completion/completions >/dev/null
    while read -r file; do
        n=$((n + 1))
        [[ -e $BATS_TEST_TMPDIR$file ]] || { echo "$file" && return 1; }
    done < <(section cmapsh.8 FILES | sed -n 's/^\.It Pa \(\/usr\/.*\)$/\1/p')
    ((n >= 2))
    for file in cmapsh-metrics.service cmapsh-metrics.timer check_cmap; do
        [[ -e $BATS_TEST_TMPDIR/usr/local/share/doc/cmapsh/examples/$file ]]
    done
    [[ -x $BATS_TEST_TMPDIR/usr/local/share/doc/cmapsh/examples/check_cmap ]]
    [[ -e $BATS_TEST_TMPDIR/usr/local/share/man/man5/cmapsh-formats.5 ]]
}

@test "the command for each option of corosync-cmapctl prints the same" {
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

# ---- cmapsh-formats(5)

# The formats of the commands that print data: "get: text table json ndjson csv prom". Those that take every format and
# have no records print none.
formats_of_program() {
    local command formats members
    members=$("$top_srcdir/tests/schema" members)
    while read -r command; do
        formats=$(program __complete "cmapsh $command -o " | sed 1d | paste -sd ' ')
        [[ $formats == *prom* && $'\n'$members != *$'\n'"$command "* ]] || echo "$command: $formats"
    done < <(overview_of_program | sed -n 's/: .*//p')
}

formats_of_manual() {
    local line commands command
    section cmapsh-formats.5 FORMATS | sed -n 's/^\.It Ic \(.*\) Ta \(.*\)/\1 Ta \2/p' | while read -r line; do
        commands=${line% Ta *}
        for command in ${commands//,/}; do echo "$command: $(tr -d , <<<"${line#* Ta }")"; done
    done
}

@test "the second page has every format" {
    diff <(program help | sed -n '/--output FORMAT/ { N; s/.*FORMAT print//; s/(default.*//; s/ or[ \n]/ /; s/[ ,][ ,]*/\n/g; p }' | sed '/^$/d') \
        <(section cmapsh-formats.5 FORMATS | sed -n 's/^\.It Cm //p')
}

@test "the second page says which commands print which formats" {
    run -0 formats_of_program
    ((${#lines[@]} > 15))
    diff <(sort <<<"$output") <(formats_of_manual | sort)
}

# The tables of a section: "TITLE MEMBER TYPE" of each row, a line for each title.
members_of_manual() { # SECTION [TITLE]
    section cmapsh-formats.5 "$1" | awk -v title="${2-}" '
        /^\.It Ic / { sub(/^\.It Ic /, ""); sub(/ Fl -/, " --"); sub(/ Ar /, " "); n = split($0, titles, " , ") }
        /^\.It Li .* Ta / { if (title != "") n = split(title, titles, ","); for (i = 1; i <= n; i++) print titles[i], $3, $5 }'
}

@test "the second page has every member of every record, and no other" {
    run -0 "$top_srcdir/tests/schema" members
    ((${#lines[@]} > 60))
    # Two members only accompany a value.
    diff <(grep -vE ' ((old|new|in_use|configured|default|file)_)?(text|masked) ' <<<"$output" | sort) <({
        members_of_manual 'OUTPUT RECORDS'
        members_of_manual 'JSON ERRORS' error
        members_of_manual 'SAVED MAPS' snapshot
    } | sort)
    for member in text masked old_text old_masked new_text new_masked; do
        section cmapsh-formats.5 'JSON VALUES' | grep -q "\<$member\>"
    done
}

# The members of a record in their order, with commas; without the first one that only records of -N have.
columns_of_manual() { # TITLE
    members_of_manual 'OUTPUT RECORDS' | sed -n "s/^$1 \([a-z_]*\) [a-z]*\$/\1/p" | paste -sd , | sed 's/^node,//'
}

@test "csv has the columns of the second page, in its order" {
    local title words
    skip_without_sandbox
    cmapsh set totem.token 3000
    printf 'totem.token (u32) = 1\ntotem.key (bin)\n' >"$BATS_TEST_TMPDIR/saved.txt"
    while IFS='|' read -r title words; do
        # A saved map has what a live one lacks: a key without its value.
        run --separate-stderr type_line "cd '$BATS_TEST_TMPDIR' && cmapsh -o csv $words"
        [[ ${lines[0]%$'\r'} == "$(columns_of_manual "$title")" ]] || { echo "$title: ${lines[0]}" && return 1; }
    done <<'END'
dump|dump totem
get|get totem.token
find|find token
find --count|find --count token
ls|ls -l totem
diff|diff ./saved.txt live totem
explain ERROR|explain 2
explain KEY|explain totem.token
explain PATH|explain nodelist
effective|effective totem
rate|rate stats.srp --all --count 1 --interval 200ms
handles|-f <(echo handles)
nodes|-f <(echo nodes)
pwd|-f <(echo pwd)
END
    run -0 cmapsh -o csv set -n totem.token 5000
    [[ ${lines[0]%$'\r'},unknown == "$(columns_of_manual set)" ]]
}

@test "the values in JSON are printed like that" {
    skip_without_sandbox
    printf '%s\n' 'totem.token (u32) = 1000' 'a.bin (bin) = 0x00ff' 'totem.key (bin) = 0x01' >"$BATS_TEST_TMPDIR/map"
    diff <(section cmapsh-formats.5 'JSON VALUES' | grep '^{') <(program -m "$BATS_TEST_TMPDIR/map" -o ndjson get totem.token a.bin totem.key)
}

# The groups and the labels of the metrics, as they are in the table of keys.
metric_words() { # group|label
    sed -nE 's/.*\<(NAMED_)?METRIC\([A-Za-z]+, "([a-z_0-9]+)"(.*)/\1|\2|\3/p; s/.*\.metric = \{ METRIC_[A-Z]+, "([a-z_0-9]+)", NULL(.*)/|\1|\2/p' \
        "$top_srcdir"/cli/know/rows_*.h | awk -F '|' -v what="$1" '
        what == "group" { print $2 }
        what == "label" {
            if ($1 != "") sub(/, ("[^"]*"|[a-z]+)/, "", $3) # the name
            sub(/\).*|\}.*/, "", $3)
            while (match($3, /"[a-z_]+"/)) { print substr($3, RSTART + 1, RLENGTH - 2); $3 = substr($3, RSTART + RLENGTH) }
        }' | sort -u
}

@test "the second page has every group and every label of the metrics" {
    local word
    (($(metric_words group | wc -l) > 10 && $(metric_words label | wc -l) > 3))
    for word in $(metric_words group) $(metric_words label); do
        section cmapsh-formats.5 METRICS | grep -qE "(^\.Li | , )$word\>" || { echo "$word" && return 1; }
    done
}

@test "the files of support tools in the second page are those of the fixtures" {
    local file n=0
    while read -r file; do
        n=$((n + 1))
        [[ -n $(find "$top_srcdir/tests/fixtures" -path "*/$file") ]] || { echo "$file" && return 1; }
    done < <(section cmapsh-formats.5 'SAVED MAPS' | sed -n 's/^\.Pa //p')
    ((n == 4))
}

@test "every example of the second page works" {
    local line n=0
    skip_without_sandbox
    needs jq
    while read -r line; do
        n=$((n + 1))
        [[ $line != *' watch '* ]] || line=${line/ watch / watch --initial --for 1s runtime.members }
        run -0 --separate-stderr type_line "$line"
        [[ -n $output && -z $stderr ]] || { echo "$line: $stderr" && return 1; }
    done < <(section cmapsh-formats.5 EXAMPLES | sed -n 's/^# \(cmapsh .*\)/\1/p')
    ((n == 2))
    section cmapsh-formats.5 EXAMPLES | sed -n '/^# Settings/,/^\.Ed/ { /^\.Ed/d; p }' >"$BATS_TEST_TMPDIR/file"
    cmapsh set totem.token 3000
    cmapsh set my.old u8 1
    run -0 --separate-stderr cmapsh load -n "$BATS_TEST_TMPDIR/file"
    cmapsh delete my.old
    [[ $output == $'modify totem.token (u32) = 3000 -> 5000\nadd my.note (str) = two words\ndelete my.old (u8) = 1' ]]
    [[ $stderr == 'note: 1 key to delete does not exist (the first is line 5)' ]]
}

# ---- libcmh(3)

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
