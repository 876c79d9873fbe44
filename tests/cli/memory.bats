#!/usr/bin/env bats
# Memory that is short, at each place where a command takes some: tests/fakes/memory.c. Whatever is missing then is said.
# shellcheck disable=SC2154 # what bats and the helper set
load ../helper

setup() {
    dir=$BATS_TEST_TMPDIR
    program=$top_builddir/tests/fakes/cmapsh
    export FAKE_CMAP=
    cd "$dir" || return
}

# What differs from run to run.
steady() {
    sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.+]*/DATE/g; s/ +[0-9]{2}:[0-9]{2}:[0-9]{2}$/ TIME/; s/"pid":[0-9]+/PID/'
}

# Runs a command, and lets one allocation after the other fail, and at times with all after it: it ends as it does with
# memory, or says that there was none. The first ones are tried all, and every third of the others.
holds() { # ARG...
    local n good status=0 result out more
    good=$("$program" "$@" 2>/dev/null </dev/null) || status=$?
    good=$(steady <<<"$good")
    for ((n = 1; ; n += n < 30 ? 1 : 7)); do
        for more in '' +; do
            [[ -z $more ]] || ((n < 4 || n % 5 == 0)) || continue
            rm -f reached
            result=0
            out=$(FAKE_SHORT=$n$more FAKE_SHORT_REACHED=$dir/reached timeout 30 "$program" "$@" 2>errors </dev/null) || result=$?
            [[ -e reached ]] || break 2
            out=$(steady <<<"$out")
            if grep -qE 'Sanitizer|runtime error' errors || ! grep -qi memory errors && [[ $result:$out != "$status:$good" ]]; then
                echo "$*, $n$more: status $result, with memory $status"
                cat errors
                diff <(echo "$good") <(echo "$out")
                return 1
            fi
        done
    done
    echo "$*: $n"
    ((n > 3)) # else nothing was tried
}

@test "without memory, reading ends with all keys or with an error" {
    holds get totem.token nodelist.node.0.nodeid
    holds dump test
    holds -o json dump totem
    holds ls -l
    holds find '*t*'
    holds find 'nosuch*'
    holds get totem.tokn
    holds cmapctl
    holds cmapctl -g totem.token
}

@test "without memory, what a key means is complete or an error" {
    holds explain totem.token
    holds help totem.token
    holds help nosuch
    holds effective totem.token
    holds status
}

@test "without memory, a saved map is complete or an error" {
    "$program" save a.json
    "$program" --show-secrets dump >a.txt
    sed 's/3000/4000/' a.txt >b.txt
    holds -m ./a.json dump
    holds -m ./a.txt dump
    holds diff ./a.txt ./b.txt
    holds save -
    holds -n load ./b.txt
}

@test "without memory, a change is made or an error" {
    holds set test.u8 4
    holds set test.u8 4000
    holds delete test.u8
    holds delete --prefix 'test.*'
    printf '%s\n' 'set test.u8 3' 'get test.u8; ls totem' >script
    holds -f script
}

@test "without memory, what waits for changes ends with an error" {
    holds wait totem.token=3000
    holds watch --for 20ms --initial totem
    holds rate --count 1 --interval 20ms stats
}
