#!/usr/bin/env bats
# Help, the version, and how words of the command line are read. None of it needs a corosync: here is none.
# shellcheck disable=SC2013,SC2030,SC2031,SC2154 # words have no spaces; each test has its own variables; bats sets stderr

load ../helper

setup_file() {
    sandbox_up
    [[ -z $SANDBOX_DIR ]] || "$SANDBOX" kill "$SANDBOX_DIR"
}

# Names in the overview: two blanks, the name, its summary.
commands() {
    cmapsh help | sed -n '/^Options/q; s/^  \([a-z]*\)  .*/\1/p'
}

@test "help lists every command with a summary, in groups, and all options" {
    local name
    run -0 --separate-stderr cmapsh help
    [[ -z $stderr && ${lines[0]} == 'usage: cmapsh [OPTION]... [COMMAND [ARG]...]' ]]
    for name in ls dump tree find get explain set inc dec delete clear help; do
        grep -qE "^  $name +[a-z]" <<<"$output"
    done
    for name in Browse Explain Change Monitor 'Save and compare' 'Open maps' Shell; do
        grep -qx "$name" <<<"$output"
    done
    for name in '-m, --map SPEC' '-q, --quiet' '-t, --timeout SEC' '-n, --dry-run' '-y, --yes' --read-only --show-secrets \
        '-f, --file FILE' '-k, --keep-going' '-h, --help' '-V, --version'; do
        grep -qE "^ +$name +[a-z]" <<<"$output"
    done
    [[ $(cmapsh --help) == "$output" && $(cmapsh -h) == "$output" ]]
}

@test "no line of the help is wider than 79 columns" {
    local name
    { cmapsh help && for name in $(commands); do cmapsh help "$name"; done; } >"$BATS_TEST_TMPDIR/all"
    [[ $(wc -l <"$BATS_TEST_TMPDIR/all") -gt 150 ]]
    run -1 grep -E '.{80}|[[:blank:]]$' "$BATS_TEST_TMPDIR/all"
}

@test "what a command does is described from the first column on" {
    local name
    for name in $(commands); do cmapsh help "$name" | sed -n '4,${/^$/q;p}'; done >"$BATS_TEST_TMPDIR/all"
    [[ $(wc -l <"$BATS_TEST_TMPDIR/all") -gt 50 ]]
    run -1 grep '^ ' "$BATS_TEST_TMPDIR/all"
}

@test "help of every command has an example that can be parsed" {
    local name help
    for name in $(commands); do
        run -0 --separate-stderr cmapsh help "$name"
        [[ -z $stderr && ${lines[0]} =~ ^usage:\ (cmapsh\ )?$name && $output == *$'\n'"$name: "* && $output == *$'\nExamples\n  '* ]]
        help=$output
        [[ $name == cmapctl ]] || # all words after it are those of another program
            [[ $(cmapsh "$name" --help) == "$help" && $(cmapsh -h "$name") == "$help" ]]
        [[ $name =~ ^(cmapctl|every|alias)$ ]] || # options after other words are those of another command
            [[ $(cmapsh "$name" one two three -h) == "$help" ]]
        [[ ${lines[0]} != *'(at the prompt'* ]] || continue # they need a session before them
        while IFS= read -r line; do
            # The shell's quotes are those of scripts. Some commands may wait for corosync, after they were parsed.
            run in_sandbox timeout 2 "${CMAPSH:-$top_builddir/cmapsh}" -t 0.2 <<<"${line#*cmapsh }"
            [[ $status != 2 ]] || { echo "$line" && false; }
        done < <(sed -n '/^Examples/,/^$/s/^  /&/p' <<<"$help")
    done
}

@test "every command names its exit statuses, and its tests know no others" {
    local name code list
    for name in $(commands); do
        list=$(cmapsh help "$name" | sed -n '/^Exit status$/,/^$/s/^  \([0-9]*\)  *[a-z].*/\1/p')
        [[ $name == cmapctl || ($list == $'0\n'* && $'\n'$list$'\n' == *$'\n2\n'*) ]]
        diff <(echo "$list") <(sort -nu <<<"$list")
        sed -nE "s/^ *(fails ([0-9]+)|run -([0-9]+)( --separate-stderr)? cmapsh) $name( .*)?\$/\2\3/p" "$top_srcdir"/tests/cli/*.bats | sort -u | while read -r code; do
            grep -qx "$code" <<<"$list" || { echo "$name: $code" && return 1; }
        done
    done
}

@test "a command that needs the prompt, or a session, names which" {
    local name words
    for name in stop history 'source x'; do
        read -ra words <<<"$name"
        run -2 cmapsh "${words[@]}"
        [[ $output == "cmapsh: ${name% x}: works only at the prompt" ]]
        run -2 cmapsh <<<"$name"
        [[ $output == "cmapsh: stdin:1:1: ${name% x}: works only at the prompt" ]]
    done
    for name in cd pwd handles 'open icmap'; do
        read -ra words <<<"$name"
        run -2 cmapsh "${words[@]}"
        [[ $output == "cmapsh: ${name% icmap}: works only at the prompt and in scripts" ]]
    done
}

@test "help of an alias is that of its command" {
    prints "$(cmapsh help delete)" help rm
    prints "$(cmapsh help ls)" help list
    [[ $(cmapsh help delete) == *'Alias: rm'* ]]
}

@test "an option of a command is in its help" {
    run -0 cmapsh help find
    [[ $output == *'--value PATTERN'*'--type TYPE'*'--count'*'-E, --regex'* ]]
    run -0 cmapsh help tree
    [[ $output == *'-d, --depth N'* ]]
    run -0 cmapsh help delete
    [[ $output == *--prefix* ]]
}

@test "unknown commands, options and topics get hints" {
    fails 2 frob
    [[ $stderr == $'cmapsh: unknown command "frob"\nhint: run: cmapsh help' ]]
    fails 2 dmup
    [[ $stderr == *'did you mean "dump"?' ]]
    fails 2 help dmup
    [[ $stderr == *'did you mean "dump"?' ]]
    fails 2 help frobnicate
    fails 2 help ls dump
    fails 2 ls --lnog
    [[ $stderr == *'did you mean "--long"?' ]]
    fails 2 --verion
    [[ $stderr == *version?* ]]
    fails 2 -Z
    [[ $stderr == $'cmapsh: unknown option "-Z"\nhint: run: cmapsh help' ]]
    fails 2 ls -Z
    [[ $stderr == *$'\nhint: run: cmapsh help ls' ]]
    fails 2 set a.key -Z
    [[ $stderr == *$'\nhint: put -- before a value that begins with "-"' ]]
    fails 2 du
    fails 2 ''
    fails 2 LS
}

@test "--version prints the version, whatever else is given" {
    run -0 --separate-stderr cmapsh -V
    [[ $output =~ ^'cmapsh '[0-9]+\.[0-9]+\.[0-9]+$'\narchives: '(with|without)' libarchive'$'\nquorum: '(with|without)' libvotequorum'$ && -z $stderr ]]
    prints "$output" --version
    prints "$output" get -V
    prints "$output" -V get one two
    prints "$output" -V --help
    fails 2 -V --frob
}

@test "options are read before the command, after it and between its arguments" {
    local expected='cmapsh: get: corosync is not running on this node (CS_ERR_LIBRARY)'
    for words in '-q -m icmap get a.b' 'get -q a.b -m icmap' 'get a.b -qm icmap' 'get a.b -qmicmap' '--map=icmap --quiet get a.b' \
        'get a.b --map icmap' '-t1 get a.b' 'get a.b -t 1.5 c.d' '-- get a.b' 'get -- a.b'; do
        # shellcheck disable=SC2086 # words
        fails 4 $words
        [[ $stderr == "$expected"* ]]
    done
    # one option's argument may look like another option
    fails 2 -m -q ls
    [[ $stderr == *'no map "-q"'* ]]
}

@test "an option with a missing or an unexpected argument is rejected" {
    fails 2 get a.b -t
    [[ $stderr == *'needs an argument: SEC'* ]]
    fails 2 -m
    fails 2 find a.b --type
    fails 2 --quiet=yes ls
    [[ $stderr == *'takes no argument'* ]]
    fails 2 find a.b --count=yes
    fails 2 find --count
    fails 2 ls -E
}

@test "--color accepts auto, always and never" {
    local when
    for when in auto always never; do
        run -0 cmapsh --color="$when" help
    done
    fails 2 --color sometimes help
    [[ $stderr == $'cmapsh: "sometimes" is not a valid value of --color\nhint: use auto, always or never' ]]
}

@test "--timeout accepts seconds from 0 to a day" {
    local text
    for text in '' x 1s -- -1 86401 inf nan 1,5 ' 1' 1e9; do
        fails 2 -t "$text" ls
        [[ $stderr == *'seconds'* ]]
    done
    for text in 0.5 1e1 86400 .5 0x10; do
        fails 4 -t "$text" ls
    done
}

@test "words after -- are not options, and numbers never are" {
    fails 2 -- -q
    [[ $stderr == *'unknown command "-q"'* ]]
    fails 2 get -- -q
    [[ $stderr == *'"-q" is not a valid key'* ]]
    fails 4 get -- --read-only
    fails 4 set my.key i8 -5
    fails 4 set my.key -0x1f
    fails 4 set my.key dbl -inf
    fails 4 set my.key dbl -1e-9
    fails 4 set my.key bin - </dev/null
    fails 2 set my.key -zero
    [[ $stderr == *'put -- before a value'* ]]
    fails 4 set my.key str -- -zero
}

@test "explain describes errors of cmap by number and name" {
    local number
    run -0 --separate-stderr cmapsh explain
    [[ -z $stderr && $output == *CS_ERR_LIBRARY*CS_ERR_NOT_EXIST* ]]
    for number in 12 CS_ERR_NOT_EXIST NOT_EXIST not_exist cs_err_not_exist 0xc; do
        run -0 cmapsh explain $number
        [[ ${#lines[@]} == 2 && ${lines[0]} =~ ^\ *12\ +CS_ERR_NOT_EXIST\ +[a-z] ]]
    done
    for number in 1 CS_OK; do
        run -0 cmapsh explain $number
        [[ ${lines[0]} =~ ^\ *1\ +CS_OK\ +[a-z] ]]
    done
    fails 2 explain 99
    fails 2 explain CS_ERR_NOT_EXITS
    [[ $stderr == *'did you mean "CS_ERR_NOT_EXIST"?'* ]]
    fails 2 explain 1 2
}

@test "help lists the topics, and explains each on one screen of 80 columns" {
    local name names
    run -0 cmapsh help
    names=$(sed -n '/^Topics: /,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$output")
    (($(wc -l <<<"$names") >= 5))
    for name in $names; do
        run -0 --separate-stderr cmapsh help "$name"
        [[ ${lines[0]} == "$name: "* && -z $stderr ]]
        ((${#lines[@]} > 5 && ${#lines[@]} < 22))
        run -1 grep -E '.{80}' <<<"$output"
    done
    for name in patterns:paths pattern:paths names:paths key:keys exit-codes:statuses 'exit code:statuses' 'exit codes:statuses' 'exit statuses:statuses' 'saved maps:maps' \
        snapshots:maps format:formats; do
        # shellcheck disable=SC2086 # two words
        run -0 cmapsh help ${name%:*}
        [[ ${lines[0]} == "${name#*:}: "* ]]
    done
    run -0 cmapsh help handles
    [[ $output == *handles* ]]
    run -2 --separate-stderr cmapsh help nosuch
    [[ $stderr == $'cmapsh: help: no command, topic or key "nosuch"\nhint: run: cmapsh help' ]]
    run -2 --separate-stderr cmapsh help pathz
    [[ $stderr == *'did you mean "paths"?' ]]
}

@test "help names the nearest key" {
    run -2 --separate-stderr cmapsh help totem.tokn
    [[ $stderr == $'cmapsh: help: unknown key "totem.tokn"\nhint: did you mean "totem.token"?' ]]
    run -2 --separate-stderr cmapsh help no.such
    [[ $stderr == *'no command, topic or key "no.such"'* ]]
}

@test "help says what an alias is" {
    run -0 cmapsh <<<$'alias token = get runtime.config.totem.token\nhelp token'
    [[ $output == $'alias token = get runtime.config.totem.token\nMore: help get' ]]
    run -2 --separate-stderr cmapsh <<<$'alias mytoken = get totem.token\nhelp mytokn'
    [[ $stderr == *'did you mean "mytoken"?' ]]
}

@test "each option that a topic names exists, of the command before it, too" {
    local name option words
    run -0 cmapsh help
    for name in $(sed -n '/^Topics: /,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$output"); do
        words+=$'\n'$(cmapsh help "$name")
    done
    words+=$'\n'$(cmapsh help | sed -n '/^Topics: /,$p')
    while read -r name option; do
        run cmapsh help "$name"
        [[ $status != 0 || $output == *"$option"[[:space:]=]* ]] || { echo "$name has no $option" && return 1; }
    done < <(grep -oE '[a-z]+ --[a-z-]+' <<<"$words")
    (($(grep -cE -- '--[a-z-]+' <<<"$words") >= 3))
    for option in $(grep -oE -- '--[a-z-]+' <<<"$words"); do
        grep -qE -- "^\\.It Fl.* -${option#--}( |\$)" "$top_srcdir/man/cmapsh.8" || { echo "no $option" && return 1; }
    done
}

@test "the topic formats has all formats" {
    local name
    run -0 cmapsh help formats
    for name in text table json ndjson csv csv-lf prom; do
        [[ $output == *"$name"* ]]
    done
    [[ $(cmapsh __complete 'cmapsh -o ' | tail -n +2 | sort | xargs) == 'csv csv-lf json ndjson prom table text' ]]
}
