#!/usr/bin/env bats
# What the README shows is true.
# shellcheck disable=SC2154,SC2016 # bats sets lines; the quotes of Markdown

load helper

setup_file() {
    sandbox_up
}

# The lines of the code block below a heading.
block() { # HEADING
    sed -n "/^## $1\$/,/^## /p" "$top_srcdir/README.md" | sed -n '/^```/,/^```/p' | grep -v '^```'
}

@test "every recipe works, and there are ten and more" {
    local line n=0 limit
    mkdir "$BATS_TEST_TMPDIR/bin"
    ln -s "${CMAPSH:-$top_builddir/cmapsh}" "$BATS_TEST_TMPDIR/bin/cmapsh"
    cmapsh set totem.token 1000
    while IFS= read -r line; do
        n=$((n + 1))
        # A watch does not end of itself.
        limit=20
        [[ $line != 'cmapsh watch '* ]] || limit=2
        run in_sandbox env PATH="$BATS_TEST_TMPDIR/bin:$PATH" timeout -s INT "$limit" bash -c "${line%%    *}"
        [[ $status == 0 || $status,$limit == 124,2 ]] || { echo "$line: $status: $output" && false; }
        ((${#lines[@]} > 0)) || { echo "$line" && false; }
    done < <(block Recipes)
    ((n >= 10))
}

@test "the lines about keeping and comparing work, one after the other" {
    local line n=0
    cd "$BATS_TEST_TMPDIR"
    mkdir bin node1 node2
    ln -s "${CMAPSH:-$top_builddir/cmapsh}" bin/cmapsh
    in_sandbox corosync-cmapctl >node1/corosync.dump
    cp node1/corosync.dump node2
    # The other node is this one.
    printf '#!/bin/sh\nshift\nexec "$@"\n' >bin/ssh
    chmod +x bin/ssh
    while IFS= read -r line; do
        n=$((n + 1))
        run -0 --separate-stderr in_sandbox env PATH="$PWD/bin:$PATH" bash -o pipefail -c "${line%%  *}"
        [[ $stderr != *cmapsh:* ]]
    done < <(block 'Keep, compare, bring back')
    ((n == 7))
}

@test "the table of exit codes is that of the program" {
    diff <(sed -n 's/^\tEXIT_[A-Z]* = \([0-9]*\),.*/\1/p' "$top_srcdir/cli/core/exit_code.h") \
        <(sed -n 's/^| \([0-9]*\) |.*/\1/p' "$top_srcdir/README.md")
}

@test "the error on the first screen is printed like that" {
    run -3 cmapsh get totem.tokn
    [[ $output == "$(sed -n '/^```/,/^```/p' "$top_srcdir/README.md" | sed -n '3,4p')" ]]
}

@test "the session at the prompt is as it was recorded" {
    sed -E 's/^[0-9:]{8}\.[0-9]{3} //' <(block 'At the prompt') >"$BATS_TEST_TMPDIR/shown"
    "$top_srcdir/scripts/record" "${CMAPSH:-$top_builddir/cmapsh}" 2>/dev/null 3>&- | sed -E 's/^[0-9:]{8}\.[0-9]{3} //' |
        diff "$BATS_TEST_TMPDIR/shown" -
}

@test "the packages to build with are those that the scripts install" {
    local package
    # shellcheck source=scripts/packages disable=SC1091
    . "$top_srcdir/scripts/packages"
    for package in gcc make autoconf automake libtool pkg-config libcmap-dev libcorosync-common-dev libedit-dev libjson-c-dev; do
        [[ " ${build_packages[*]} " == *" $package "* ]]
        grep -q "apt-get install .*$package" "$top_srcdir/README.md"
    done
}

@test "the JSON is printed like that" {
    local shown
    cmapsh set totem.token 1000
    shown=$(sed -n '/^\$ cmapsh -j get/,/^```/p' "$top_srcdir/README.md" | grep -v '^```')
    run -7 --separate-stderr cmapsh -j get totem.token totem.tokn
    [[ $'$ cmapsh -j get totem.token totem.tokn\n'$output$'\n'$stderr == "$shown" ]]
}
