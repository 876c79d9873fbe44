#!/usr/bin/env bats
# wait quorate, all-joined, all-links: states of a cluster that have a name.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up --nodes 3 --links 2
}

# The states of a saved map: + true, - false, ? unknown, so that the opposite is false, too.
states_are() { # MAP QUORATE ALL-JOINED ALL-LINKS
    local state map=$top_srcdir/tests/fixtures/status/$1.json found=()
    for state in quorate all-joined all-links; do
        run cmapsh -m "$map" wait "$state"
        if ((status == 0)); then
            found+=(+)
        else
            ((status == 1)) || return 1
            run cmapsh -m "$map" wait "!$state"
            ((status == 0)) && found+=(-) || found+=('?')
        fi
    done
    [[ ${found[*]} == "${*:2}" ]] || { echo "$1: ${found[*]}, not ${*:2}" && false; }
}

@test "each state is that of the saved map" {
    states_are links.healthy.1 + + +
    states_are links.cut.1 + + -
    states_are links.isolated.3 - - -
    states_are three.killed.1 + - -
    states_are two.no-quorum.1 - - -
    states_are two.wait-for-all.1 - - -
    states_are udpu.healthy.1 + + '?'
}

@test "a state that a saved map does not show is said to be unknown, whichever way it is asked" {
    local map=$BATS_TEST_TMPDIR/map.txt
    cannot_judge() { # STATE WHY
        local condition
        for condition in "$1" "!$1"; do
            run -1 --separate-stderr cmapsh -m "$map" wait "$condition"
            [[ -z $output && $stderr == *" cannot be judged: $2" ]] || { echo "$condition: $output; $stderr" && return 1; }
        done
    }
    echo 'totem.version (u32) = 2' >"$map"
    cannot_judge quorate 'this map has no keys of votequorum'
    cannot_judge all-joined 'no member is known'
    cannot_judge all-links 'no node is known'
    printf '%s\n' 'nodelist.node.'{0.nodeid,1.nodeid}' (u32) = 1' 'nodelist.node.'{0,1}'.ring0_addr (str) = 10.0.0.1' >>"$map"
    cannot_judge all-links 'this map has no state of a link'
}

@test "the states of a healthy cluster are true at once" {
    run -0 cmapsh wait -t 20 quorate all-joined all-links
    run -0 cmapsh wait -t 0 quorate all-joined all-links
    run -1 cmapsh wait -t 0 '!quorate'
    run -0 cmapsh wait -t 10 quorate --for-at-least 1s
}

@test "wait returns when a node has joined again, and when there is quorum again" {
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    run -0 cmapsh wait -t 20 '!all-joined'
    run -1 cmapsh wait -t 0 all-joined
    run -0 cmapsh wait -t 0 quorate
    "$SANDBOX" kill --node 2 "$SANDBOX_DIR"
    run -0 cmapsh wait -t 20 '!quorate'
    run -124 --separate-stderr cmapsh wait -t 1 quorate
    [[ $stderr == *'too few votes: 1, and 2 are needed'* ]]
    start_cmapsh wait -t 60 quorate
    local quorate=$!
    start_cmapsh wait -t 60 all-joined all-links
    local joined=$!
    "$SANDBOX" restart --node 2 "$SANDBOX_DIR"
    await_end 30 "$quorate"
    ((status == 0))
    "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    await_end 60 "$joined"
    ((status == 0))
    run -0 in_sandbox corosync-quorumtool -s
}

@test "--fail-if takes a state, and a key of such a name is written with a slash" {
    run -1 --separate-stderr cmapsh wait -t 5 no.such --fail-if quorate
    [[ $stderr == *'failed: the cluster is quorate'* ]]
    run -0 cmapsh set quorate u8 1
    run -0 cmapsh wait -t 5 /quorate=1
    run -2 cmapsh -m stats wait all-joined
    run -0 cmapsh __complete 'cmapsh wait all-'
    [[ $output == *all-joined$'\t'*all-links* ]]
    run -0 cmapsh __complete "cmapsh wait !quor"
    [[ $output == *'!quorate'$'\t'* ]]
}

@test "a misspelled state has the state as its hint, also if it is tested once" {
    local word
    for word in quorat:quorate all-linkz:all-links all-join:all-joined; do
        run -124 --separate-stderr cmapsh wait -t 1 "${word%:*}"
        [[ $stderr == *"hint: did you mean \"${word#*:}\"?"* ]]
        run -1 --separate-stderr cmapsh wait -t 0 "${word%:*}"
        [[ $stderr == "note: no key matches \"${word%:*}\""$'\n'"hint: did you mean \"${word#*:}\"?" ]]
    done
    run -1 --separate-stderr cmapsh wait -t 0 all-joined no.such=1
    [[ $stderr == 'note: no key matches "no.such"' ]]
    run -0 --separate-stderr cmapsh wait -t 0 '!quorat'
    [[ -z $stderr ]]
}
