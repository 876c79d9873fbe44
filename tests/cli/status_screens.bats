#!/usr/bin/env bats
# The screens of status, of saved maps of clusters in all states. HACKING.md says how they are made again.
# shellcheck disable=SC2154 # helper sets top_srcdir and top_builddir

load ../helper

screens=$top_srcdir/tests/fixtures/status

setup() { :; }

@test "status prints the screens of the fixtures" {
    "$top_srcdir/tests/screens" check "$top_builddir/cmapsh"
}

# The lines of some screens, with their colors as words.
part() { # COLUMNS COLOR FILE...
    awk -v heading="== $1 columns, colors: $2" '/^==/ { on = $0 == heading; next } on' "${@:3}"
}

@test "the screens fit their columns" {
    run ! grep -E '.{81}' <(part 80 never "$screens"/*.screen)
    run ! grep -E '.{121}' <(part 120 never "$screens"/*.screen)
}

@test "colors change nothing else, and spare what is healthy" {
    local columns
    for columns in 80 120; do
        diff <(part $columns never "$screens"/*.screen) <(part $columns always "$screens"/*.screen | sed 's/<[a-z]*>//g')
    done
    run ! grep -E '<red>|<yellow>' "$screens"/*.healthy.*.screen
}

@test "a stream that is no terminal gets 80 columns, without colors" {
    diff <(part 80 never "$screens/trouble.screen") <("$top_builddir/cmapsh" -m "$screens/trouble.json" status)
}

@test "each map has two sets of screens, and each screen its map" {
    local file
    for file in "$screens"/*.json; do [[ $(grep -c ^== "${file%.json}.screen") == 4 ]]; done
    for file in "$screens"/*.screen; do [[ -e ${file%.screen}.json ]]; done
}
