#!/usr/bin/env bats
# The README is true: its commands work, and print what it shows.
# shellcheck disable=SC2154,SC2016 # bats sets output and status; the quotes of Markdown

load helper

setup_file() {
    sandbox_up --nodes 2
}

setup() {
    skip_without_sandbox
    cd "$BATS_TEST_TMPDIR" || return
    mkdir bin
    ln -s "${CMAPSH:-$top_builddir/cmapsh}" bin/cmapsh
    # A cluster as in the README: the timeout is configured.
    cmapsh set totem.token 3000
}

readme() {
    cat "$top_srcdir/README.md"
}

# The code blocks of a kind.
blocks() { # console|sh|text
    readme | sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/ { /^\`\`\`/d; p }"
}

# A line of the README, as it is typed on the first node.
type_line() { # LINE [SECONDS]
    in_sandbox env PATH="$PWD/bin:$PATH" timeout -s INT "${2:-20}" bash -o pipefail -c "$1"
}

# The commands of the tasks, out of the second column.
tasks() {
    readme | sed -n '/^## Everyday tasks$/,/^## /s/^| .* | `\(cmapsh .*\)` |$/\1/p'
}

# What happens before a command in a console.
prepare() { # COMMAND
    case $1 in
    'cmapsh diff before.json '*)
        cmapsh save before.json
        cmapsh set totem.token 4000
        ;;
    'cmapsh -o ndjson get '*) cmapsh set totem.token 3000 ;;
    esac
}

@test "every code block is of a kind that is tested below" {
    run -0 sed -n 's/^```//p' "$top_srcdir/README.md"
    ((${#lines[@]} >= 5))
    for line in "${lines[@]}"; do [[ $line == console || $line == sh || $line == text ]]; done
}

@test "each command in a console prints what is shown" {
    local line command='' n=0
    blocks console >shown
    # A comment is far to the right; an empty line ends what a command prints.
    while IFS= read -r line; do
        case $line in
        '# '*)
            command=${line#\# } command=${command%%    *}
            n=$((n + 1))
            echo "# $command"
            prepare "$command" >&2
            type_line "$command" 2>&1 || :
            ;;
        esac
    done <shown >printed
    ((n >= 6))
    diff <(sed -e '/^# /s/    .*//' -e '/^$/d' shown) printed
}

@test "the command for each task works, also where the token timeout is not configured" {
    local line limit n=0
    cp "$top_srcdir/tests/fixtures/reports/"*.tar.* .
    cmapsh --yes delete totem.token
    # The other nodes are this one.
    printf '#!/bin/sh\nfor command; do :; done\neval "$command"\n' >bin/ssh
    chmod +x bin/ssh
    while IFS= read -r line; do
        n=$((n + 1))
        limit=20
        case $line in 'cmapsh watch '* | 'cmapsh rate '*) limit=2 ;; esac # they do not end
        run --separate-stderr type_line "$line" "$limit"
        # On a busy machine, the links of the sandbox are slow.
        [[ $status == 0 || $status,$limit == 124,2 || $status,$line == 1,'cmapsh status'* ||
            $status,$line == 1,'cmapsh -m crm_report'* ]] || { echo "$line: $status: $stderr" && false; }
        case $line in
        'cmapsh watch '* | 'cmapsh set totem.'* | 'cmapsh save '* | 'cmapsh diff '*) ;; # nothing, on a calm cluster
        *) [[ -n $output ]] || { echo "$line: no output" && false; } ;;
        esac
    done < <(tasks)
    ((n >= 12))
}

@test "the lines of shell work, one after the other" {
    local line n=0
    while IFS= read -r line; do
        n=$((n + 1))
        run -0 --separate-stderr type_line "$line"
        [[ $stderr != *cmapsh:* ]] || { echo "$line: $stderr" && false; }
    done < <(blocks sh)
    ((n == 6))
}

@test "the session at the prompt is as it was recorded" {
    sed -E 's/^[0-9:]{8}\.[0-9]{3} //' <(blocks text) >shown
    "$top_srcdir/scripts/record" "${CMAPSH:-$top_builddir/cmapsh}" 2>/dev/null 3>&- | sed -E 's/^[0-9:]{8}\.[0-9]{3} //' |
        diff shown -
}

@test "the table of exit statuses is that of the program" {
    diff <(sed -n 's/^\tEXIT_[A-Z]* = \([0-9]*\),.*/\1/p' "$top_srcdir/cli/core/exit_code.h") \
        <(readme | sed -n 's/^| \([0-9]*\) |.*/\1/p')
}

@test "the packages of Debian are those that the scripts install" {
    # shellcheck source=scripts/packages disable=SC1091
    . "$top_srcdir/scripts/packages"
    readme | sed -n '/^| Debian, Ubuntu |/ s/.*apt-get install \([^`]*\).*/\1/p' | tr ' ' '\n' >building
    readme | sed -n '/^| for | packages/,/^$/p' | tail -n +3 | sed 's/^[^|]*|[^|]*|//; s/the above, and//; s/[|,]//g' | tr ' ' '\n' |
        grep . >testing
    diff <(sort building testing) <(printf '%s\n' "${build_packages[@]}" "${test_packages[@]}" | sort)
}

@test "the target of every link in the README exists" {
    local target n=0
    while read -r target; do
        n=$((n + 1))
        case $target in
        '#'*) readme | grep -qix "## ${target#\#}" ;;
        *) [[ -e $top_srcdir/$target ]] ;;
        esac || { echo "$target" && return 1; }
    done < <(readme | grep -oE '\]\([^)]+\)' | sed 's/^](//; s/)$//')
    ((n >= 4))
}

@test "the plugin for Nagios answers as such plugins do" {
    local plugin=$top_srcdir/examples/check_cmap
    run type_line "$plugin"
    # On a busy machine, the links of the sandbox are slow.
    [[ $status,$output == '0,COROSYNC OK: '*' nodes joined | joined='* || $status,$output == '1,COROSYNC WARNING: '*' | joined='* ]]
    run -0 type_line "$plugin --count 2 'runtime.members.*.status=joined' totem.version=2"
    run -2 type_line "$plugin totem.version=3"
    [[ $output == 'CRITICAL: '*totem.version* && ${#lines[@]} == 1 ]]
    run -2 type_line "unshare -n $plugin"
    [[ $output == 'COROSYNC CRITICAL: '* ]]
    run -2 type_line "unshare -n $plugin totem.version=2"
    [[ $output == 'CRITICAL: '* ]]
    run -3 type_line "$plugin 'no condition'"
    [[ $output == 'UNKNOWN: '* ]]
    run -3 type_line "PATH=/usr/bin:/bin; $plugin"
    [[ $output == 'UNKNOWN: '* ]]
}
