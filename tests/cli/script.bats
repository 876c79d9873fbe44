#!/usr/bin/env bats
# Scripts: commands from a file or standard input, one a line.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up
}

script() { # TEXT [ARG]...
    printf %s "$1" | cmapsh "${@:2}"
}

# It must succeed with exactly this on stdout, and nothing on stderr.
script_prints() { # EXPECTED TEXT [ARG]...
    run -0 --separate-stderr script "${@:2}"
    [[ $output == "$1" && -z $stderr ]]
}

# It must fail, and stderr is this, hints aside.
script_fails() { # STATUS EXPECTED TEXT [ARG]...
    run "-$1" --separate-stderr script "${@:3}"
    [[ $(grep -v ^hint: <<<"$stderr") == "$2" ]]
}

version='totem.version (u32) = 2'

@test "a script is read from standard input" {
    script_prints "$version"$'\n'"$version" $'get totem.version\nget totem.version\n'
    script_prints "$version" $'get totem.version\n' -f -
    script_prints "$version" $'get totem.version\n' --file=-
    script_prints 2 $'get totem.version\n' -q
}

@test "an empty command between semicolons is nothing" {
    script_prints "$version" '; get totem.version'
    script_prints "$version" 'get totem.version ;'
    script_prints "$version"$'\n'"$version" 'get totem.version ; ; get totem.version'
}

@test "a script is read from a file" {
    local file="$BATS_TEST_TMPDIR/a script"
    printf 'get totem.version\nset fil.key bin -\nget fil.key\n' >"$file"
    prints "$version"$'\nfil.key (bin) = 0x7879' -f "$file" < <(printf xy)
    prints $'2\n0x' --quiet --file "$file" </dev/null
    echo 'get totem.nothing' >"$file"
    fails 3 -f "$file"
    [[ $stderr == "cmapsh: $file:1:5: get: no key"* ]]
}

@test "empty lines, spaces and comments are ignored" {
    local file=$BATS_TEST_TMPDIR/comments
    printf '\n  \n\t\n# comment\n   # another\n#' >"$file"
    prints '' -f "$file"
    script_prints "$version" $'\n# first\n  \tget \t totem.version  # and so on\n\n'
    script_fails 2 'cmapsh: stdin:1:5: get: "totem.version#x" is not a valid key: "#" at position 14' $'get totem.version#x\n'
}

@test "standard input without a command is said to have none" {
    local text
    for text in '' $'\n# comment\n'; do
        run -0 --separate-stderr cmapsh <<<"$text"
        [[ -z $output && $stderr == *'standard input has no command' ]]
        run -0 --separate-stderr cmapsh -q <<<"$text"
        [[ -z $output && -z $stderr ]]
    done
    run -0 --separate-stderr cmapsh </dev/null
    [[ -z $output && $stderr == *'standard input has no command' ]]
}

@test "the last line may lack a newline, and lines may end as on Windows" {
    script_prints "$version" 'get totem.version'
    script_prints "$version"$'\n'"$version" $'get totem.version\r\n\r\n# x\r\nget totem.version\r\n'
}

@test "quotes and backslashes allow any character in a word" {
    local line
    while IFS= read -r line; do
        script "set quo.key str $line"
        read -r line
        prints "quo.key (str) = $line" get quo.key
    done <<'END_OF_TABLE'
"two words"
two words
two\ words
two words
"it's # no comment" # a comment
it's # no comment
'raw \n "x" \'
raw \n "x" \
"a\n\t\r\\\"\x1b\xFF"
"a\n\t\r\\\"\x1b\xff"
gl'ue'"d to"\ get\her\"
glued to gether"
a#b
a#b
""

END_OF_TABLE
    script_prints "$version" "'get' totem.'ver'\"sion\""
}

@test "a quoted value that was printed can be read back" {
    local text
    cmapsh set bak.a str $'one "two"\n\e[1m\\ \xff # $x\tend'
    text=$(cmapsh -q get bak.a)
    cmapsh <<<"set bak.b str $text"
    prints "$text" get -q bak.b
}

@test "a line that cannot be parsed is reported with line and column, and is not run" {
    script_fails 2 'cmapsh: stdin:3:5: the double quote is not closed' $'\n\nget "totem.version\nget totem.version\n'
    script_fails 2 "cmapsh: stdin:1:9: the single quote is not closed" "set a.b 'x"
    script_fails 2 'cmapsh: stdin:1:7: unknown escape; write \\ for a backslash' 'get "a\q"'
    script_fails 2 'cmapsh: stdin:1:6: unknown escape; write \\ for a backslash' 'get "\x1"'
    script_fails 2 'cmapsh: stdin:1:6: the line ends with a backslash' $'get a\\'
}

@test "a NUL byte in a line is an error" {
    run -2 --separate-stderr cmapsh < <(printf 'get totem.version\nget totem.ver\0sion\n')
    [[ $output == "$version" && $stderr == 'cmapsh: stdin:2:1: the line contains a NUL byte' ]]
}

@test "an error has the line and column of its word" {
    script_fails 2 'cmapsh: stdin:2:3: unknown command "frob"' $'\n  frob totem\n'
    script_fails 2 'cmapsh: stdin:1:6: get: unknown option "--frob"' 'get  --frob x'
    script_fails 2 'cmapsh: stdin:1:12: find: too many arguments' 'find totem x y'
    script_fails 2 'cmapsh: stdin:1:9: set: unknown type "u7"' 'set a.b u7 1'
    script_fails 3 $'cmapsh: stdin:1:5: get: no key "abc" in icmap (CS_ERR_NOT_EXIST)\ncmapsh: stdin:1:11: get: no key "abd" in icmap (CS_ERR_NOT_EXIST)' \
        'get abc   abd'
    script_fails 7 'cmapsh: stdin:1:22: get: no key "abc" in icmap (CS_ERR_NOT_EXIST)' 'get "totem.version"  abc'
    script_fails 1 'cmapsh: stdin:1:4: ls: no key at or below "abc"' 'ls abc'
    script_fails 1 'cmapsh: stdin:1:4: cd: no key at or below "abc"' 'cd abc'
    script_fails 5 'cmapsh: stdin:1:1: set: refused because of --read-only' 'set abc u8 1' --read-only
}

@test "the first error ends a script with its exit status" {
    script_fails 3 'cmapsh: stdin:2:5: get: no key "totem.nothing" in icmap (CS_ERR_NOT_EXIST)' \
        $'get totem.version\nget totem.nothing\nset end.key u8 1\n'
    [[ $output == "$version" ]]
    script_fails 2 'cmapsh: stdin:1:1: unknown command "frob"' $'frob\nset end.key u8 1\n'
    script_fails 5 'cmapsh: stdin:1:5: set: "totem.version" is read-only (CS_ERR_ACCESS)' $'set totem.version 3\nset end.key u8 1\n'
    script_fails 7 'cmapsh: stdin:1:19: get: no key "totem.nothing" in icmap (CS_ERR_NOT_EXIST)' \
        $'get totem.version totem.nothing\nset end.key u8 1\n'
    fails 3 get end.key
}

@test "-k continues after errors, and exits 7 if some lines worked" {
    script_fails 7 $'cmapsh: stdin:1:5: get: no key "totem.nothing" in icmap (CS_ERR_NOT_EXIST)\ncmapsh: stdin:3:1: unknown command "frob"' \
        $'get totem.nothing\nget totem.version\nfrob\nget totem.version\n' -k
    [[ $output == "$version"$'\n'"$version" ]]
    script_fails 7 'cmapsh: stdin:1:5: the double quote is not closed' $'get "\nget totem.version\n' --keep-going
    run -3 script $'get totem.nothing\nfrob\n' -k
    run -2 script $'frob\nget totem.nothing\n' -k
    script_prints "$version" $'get totem.version\n' -k
}

@test "an answer of no does not end a script, and is its exit status" {
    run -1 --separate-stderr script $'find no.such.key\nget totem.version\n'
    [[ $output == "$version" && $stderr == 'note: no key matches "no.such.key"'* ]]
    run -1 --separate-stderr script $'find no.such.key\nget totem.version\n' -k
    run -3 script $'find no.such.key\nget totem.nothing\n'
    run -0 script $'find totem.version\n'
}

@test "options of a line apply only to that line" {
    script_prints $'2\n'"$version" $'get -q totem.version\nget totem.version\n'
    script_prints $'2\n'"$version" $'-m icmap -q get totem.version\nget totem.version\n'
    script_prints $'stats.srp.operational_entered (u64) = 1\n'"$version" $'-m stats get stats.srp.operational_entered\nget totem.version\n'
    script_prints "$version" $'-m icmap get totem.version\n' -m stats
    run -3 script $'get totem.version\n' -m stats
    script_prints $'add opt.key (u8) = 1\nadd opt.key (u8) = 2' $'set -n opt.key u8 1\nset -n opt.key u8 2\n'
    script_fails 5 'cmapsh: stdin:3:5: set: "opt.key" needs confirmation: changes the type from str to u16' \
        $'set opt.key u8 1\nset -y opt.key str x\nset opt.key u16 1\n'
    script_prints "$version" $'get -- totem.version\n'
}

@test "a line with only options, or with -f, is an error" {
    script_fails 2 'cmapsh: stdin:1:1: missing command' $'-q\nget totem.version\n'
    script_fails 2 'cmapsh: stdin:1:1: -f is not allowed in a script or at the prompt' $'-f x\n'
    run -2 script $'get -f x totem.version\n'
    [[ $output != *"$version"* ]]
    script_prints "$(cmapsh -V)" $'-V\n'
}

@test "a script cannot start another one" {
    script_fails 2 'cmapsh: stdin:1:1: source: works only at the prompt' 'source ./other'
}

@test "open takes a map, and a name after the word as" {
    script_fails 2 'cmapsh: stdin:1:12: open: unexpected argument "frob"' 'open stats frob'
    script_fails 2 'cmapsh: stdin:1:12: open: unexpected argument "frob"' 'open stats frob second'
    script_fails 2 'cmapsh: stdin:1:12: open: "as" needs a name' 'open icmap as'
    script_fails 2 'cmapsh: stdin:1:20: open: too many arguments' 'open stats as mine too'
    script_prints "$version" $'open icmap as mine\nuse mine\nget totem.version\nclose'
}

@test "a script on standard input cannot read a value from it" {
    script_fails 2 'cmapsh: stdin:1:1: set: standard input is used for the commands' $'set std.key bin -\nget totem.version\n'
    run -3 cmapsh get std.key
}

@test "lines may be long" {
    local -i n=9000
    script "get $(printf 'totem.version %.0s' $(seq $n))" >"$BATS_TEST_TMPDIR/out"
    [[ $(sort -u "$BATS_TEST_TMPDIR/out") == "$version" && $(wc -l <"$BATS_TEST_TMPDIR/out") == "$n" ]]
    (printf 'set lon.key str ' && head -c 16384 /dev/zero | tr '\0' x && echo) | cmapsh
    [[ $(cmapsh get -q lon.key | wc -c) == 16385 ]]
    run -2 --separate-stderr cmapsh < <(printf 'set lon.key ' && head -c 100000 /dev/zero | tr '\0' x && echo)
    [[ $stderr == *'at most 16384 bytes, and this one has 100000' ]]
}

@test "a script without an end of line is an error, and takes little memory" {
    for file in /dev/zero <(yes | tr -d '\n'); do
        run -2 --separate-stderr timeout 20 "$SANDBOX" exec "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}" -f "$file"
        [[ $stderr == "cmapsh: line 1 of \"$file\" is longer than 1048576 bytes" && -z $output ]]
    done
    (echo 'get totem.version'; cat /dev/zero) | {
        run -2 --separate-stderr timeout 20 "$SANDBOX" exec "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}"
        [[ $stderr == 'cmapsh: line 2 of "stdin" is longer than 1048576 bytes' && $output == "$version" ]]
    }
}

# Whether the background process has a file open.
has_open() { # FILE
    find "/proc/$!/fd" -lname "$1" | grep -q .
}

@test "Ctrl-C ends a command that reads from a pipe into which nobody writes" {
    local command fifo=$BATS_TEST_TMPDIR/fifo
    mkfifo "$fifo"
    exec 7<>"$fifo"
    for command in "-f $fifo" "-m $fifo dump" "load $fifo" "diff $fifo" "set ctl.key bin @$fifo"; do
        # shellcheck disable=SC2086 # words
        start_cmapsh $command 7>&- 2>"$BATS_TEST_TMPDIR/err"
        wait_until 10 has_open "$fifo"
        kill -s INT "$!"
        await_end 10 "$!"
        [[ $status == 130 && ! -s $BATS_TEST_TMPDIR/err ]]
    done
}

@test "a script that cannot be read exits 6" {
    fails 6 -f "$BATS_TEST_TMPDIR/missing"
    [[ $stderr == "cmapsh: cannot open \"$BATS_TEST_TMPDIR/missing\": No such file or directory" ]]
    fails 6 -f "$BATS_TEST_TMPDIR"
    [[ $stderr == "cmapsh: cannot read \"$BATS_TEST_TMPDIR\": Is a directory" ]]
    fails 6 -f /proc/self/mem
    [[ $stderr == 'cmapsh: cannot read "/proc/self/mem": Input/output error' ]]
    fails 2 -f
    fails 2 -f "$BATS_TEST_TMPDIR/missing" get totem.version
    [[ $stderr == *'-f FILE cannot be combined with a command'* ]]
    fails 2 get totem.version -f "$BATS_TEST_TMPDIR/missing"
}


@test "all commands of a script use one connection" {
    local closed
    closed=$(cmapsh -m stats get -q stats.ipcs.global.closed)
    (for _ in {1..200}; do echo 'get totem.version'; done) | cmapsh >"$BATS_TEST_TMPDIR/out"
    [[ $(wc -l <"$BATS_TEST_TMPDIR/out") == 200 ]]
    wait_until 5 closed_are $((closed + 2)) # and the one that counted
}

closed_are() { # NUMBER; asking is one more
    local now
    now=$(cmapsh -m stats get -q stats.ipcs.global.closed)
    [[ $now == "$1" ]]
}

@test "a byte order mark at the beginning is skipped" {
    printf '\xef\xbb\xbfget -q totem.version\n' >"$BATS_TEST_TMPDIR/script"
    prints 2 -f "$BATS_TEST_TMPDIR/script"
}

@test "output goes to programs and files, and a line has several commands" {
    cd "$BATS_TEST_TMPDIR"
    cat >script <<'END'
get totem.token; get -q totem.version    # two commands
dump totem | grep -c 'totem\.v' | tr '\n' '!'; echo
get -q totem.token > 'a file'; get -q totem.version >> 'a file'
!cat 'a file'
tree totem --color always > colours
END
    run -0 --separate-stderr cmapsh -f script
    [[ $output == $'totem.token (u32) = 1000\n2\n1!\n1000\n2' && -z $stderr ]]
    grep -q version colours
    run -1 grep -q $'\e' colours
}

@test "output that is more than a pipe holds arrives as it was printed" {
    local reader
    cd "$BATS_TEST_TMPDIR"
    mkfifo pipe
    seq -f 'many.%.0f (u32) = 1' 20000 >map
    cat pipe >copy &
    reader=$!
    run -0 cmapsh -m ./map <<<'dump > pipe'
    await_end 10 "$reader"
    cmapsh -m ./map dump | cmp - copy
}

@test "an output of one byte is written to a file once" {
    cd "$BATS_TEST_TMPDIR"
    echo 'empty.key (str) =' >map
    run -0 timeout 20 "$top_builddir/cmapsh" -m ./map <<<'get -q empty.key > file'
    printf '\n' | cmp - file
}

@test "a program in a script gets no open file but those of cmapsh itself" {
    cd "$BATS_TEST_TMPDIR"
    echo 'a.key (u8) = 1' >map
    sh -c 'ls /proc/self/fd' >expected <<<''
    "$top_builddir/cmapsh" -m ./map <<<'!ls /proc/self/fd > given'
    diff expected given
}

@test "a program that fails, and a file that cannot be written, are reported and end the script" {
    cd "$BATS_TEST_TMPDIR"
    run -6 --separate-stderr cmapsh <<<$'get totem.token | exit 3\nget totem.version'
    [[ -z $output && $stderr == 'cmapsh: stdin:1:1: "exit 3" ended with status 3' ]]
    run -1 --separate-stderr cmapsh <<<$'get totem.token | grep nothing\nget -q totem.version'
    [[ $output == 2 && $stderr == 'note: "grep nothing" ended with status 1' ]]
    run -6 --separate-stderr cmapsh <<<'!kill -KILL $$'
    [[ $stderr == 'cmapsh: stdin:1:1: "kill -KILL $$" was ended by signal 9 (Killed)' ]]
    run -6 --separate-stderr cmapsh <<<'get totem.token > /no/such/file; get totem.version'
    [[ -z $output && $stderr == *'cannot write "/no/such/file": No such file or directory' ]]
    run -6 --separate-stderr cmapsh <<<'get totem.token > /dev/full'
    [[ $stderr == *'cannot write "/dev/full": No space left on device' ]]
}

@test "a command that fails leaves its file as it was, and starts no program" {
    cd "$BATS_TEST_TMPDIR"
    echo before >file
    run -3 cmapsh <<<'get totem.tokn > file'
    [[ $(<file) == before ]]
    run -3 cmapsh <<<'get totem.tokn | tee file'
    [[ $(<file) == before ]]
    run -7 cmapsh <<<'get -q totem.token totem.tokn > file'
    [[ $(<file) == 1000 ]]
}

@test "a word of the command line is no program and no file" {
    cd "$BATS_TEST_TMPDIR"
    run -2 cmapsh get '>' file
    [[ ! -e file ]]
    run -2 cmapsh get totem.token '|' 'touch file'
    [[ ! -e file ]]
    run -2 --separate-stderr cmapsh <<<'watch totem | cat'
    [[ $stderr == *'"watch" does not end, so its output cannot go to a '*'hint: use a shell, as in cmapsh watch ... '* ]]
}

@test "a sign without its space has a hint, but not where it is a letter" {
    local line hint
    while IFS='@' read -r line hint; do
        run --separate-stderr cmapsh <<<"$line"
        [[ $status != 0 && $stderr == *"hint: put a space $hint" ]] || { echo "$line: $stderr" && return 1; }
    done <<'EOF'
cd totem;ls@after ";"
set sign.key;u8 u8 1@after ";"
pwd; cd totem;ls@after ";"
ls|wc@before "|"
dump totem|wc -l@before "|"
dump totem.tok*|wc@before "|"
pwd>FILE@before ">"
dump totem>FILE@before ">"
EOF
    for line in 'get "totem|x"' 'wait -t 0 totem.tokn>x' 'find -E nosuch|none' 'set new.key x;y' 'pwd; get "totem;x"'; do
        run --separate-stderr cmapsh <<<"$line"
        [[ $status != 0 && $stderr != *'put a space'* ]] || { echo "$line: $stderr" && return 1; }
    done
}

@test "> ~/FILE is below the home directory, and what only a shell has is refused with a hint" {
    HOME=$BATS_TEST_TMPDIR run -0 cmapsh <<<'get totem.version > ~/made'
    [[ $(<"$BATS_TEST_TMPDIR/made") == 'totem.version (u32) = 2' ]]
    cd "$BATS_TEST_TMPDIR"
    run -2 --separate-stderr cmapsh <<<'get totem.version 2>&1'
    [[ $stderr == *'errors cannot go to a file here'*'hint: leave out 2>'* ]]
    run -2 --separate-stderr cmapsh <<<'get totem.version >| made'
    [[ $stderr == *'">|" is not supported'*'hint: use >'* && ! -e '|' ]]
}

@test "get names the command for patterns" {
    run -2 --separate-stderr cmapsh get 'totem.t*'
    [[ $stderr == *'"totem.t*" is a pattern'*"hint: run: cmapsh dump 'totem.t*'" ]]
}

@test "a script is told what it names wrongly: an alias, an option of the prompt, a command of the prompt, nodes" {
    echo 'totem.version (u32) = 2' >"$BATS_TEST_TMPDIR/map.txt"
    run -7 --separate-stderr "$top_builddir/cmapsh" -m "$BATS_TEST_TMPDIR/map.txt" -k <<'END'
alias a = get totem.version
alias a
alias b
alias c is get
set-option hints off
set-option hints on
alias c = get --frob
  c totem.version
set-option nosuch on
set-option hints maybe
source x
stop
handles -N all
END
    [[ $output == 'alias a = get totem.version' ]]
    [[ $stderr == *':3:7: alias: no alias "b"'*':4:9: alias: expected = in place of "is"'* ]]
    [[ $stderr == *'cmapsh: stdin:8:3: get: unknown option "--frob"'* ]]
    [[ $stderr == *'unknown option of the prompt "nosuch"'*'"maybe" is not a valid value of "hints"'* && $stderr != *'"on" is not'* ]]
    [[ $stderr == *'source: works only at the prompt'*'stop: works only at the prompt'*'handles: -N works only with commands that read'* ]]
    run -1 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<<'nodes'
    [[ -z $output && $stderr == $'note: the map has no nodelist\nhint: name the nodes: nodes node1,node2' ]]
}
