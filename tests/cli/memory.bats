#!/usr/bin/env bats
# Memory that is short, at each place where a command on one map takes some.
# shellcheck disable=SC2154 # what bats and the helper set
load ../helper
load memory

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
    holds tree totem
    holds -o table ls -l
    holds -o csv dump totem
    holds -o prom dump
}

@test "without memory, what a key means is complete or an error" {
    holds explain totem.token
    holds help totem.token
    holds help nosuch
    holds effective totem.token
    holds status
    holds -o json status
    holds explain LINK_DOWN
    holds explain 'totem.*'
    holds help
}

@test "without memory, a saved map is complete or an error" {
    "$program" save a.json
    make_maps
    holds -m ./a.json dump
    holds -m ./a.txt dump
    holds diff ./a.txt ./b.txt
    holds save -
    holds -n load ./b.txt
    gzip -k a.txt
    holds -m ./a.txt.gz get totem.token
    holds -m ./a.txt status
    holds diff ./a.txt live
    holds -o json diff ./a.txt ./b.txt
}

@test "without memory, a corosync.conf is complete or an error" {
    printf '%s {\n%s\n}\n' totem $'version: 2\ntoken: 3000' quorum 'provider: corosync_votequorum' >corosync.conf
    holds -m ./corosync.conf dump
    holds -m ./corosync.conf effective totem.token
    holds diff ./corosync.conf live
}

@test "without memory, a change is made or an error" {
    holds set test.u8 4
    holds set test.u8 4000
    holds delete test.u8
    holds delete --prefix 'test.*'
    printf '%s\n' 'set test.u8 3' 'get test.u8; ls totem' >script
    holds -f script
    printf '%s\n' 'alias t = get totem.token' t 'open ./a.txt as a' handles 'close a' 'cd totem' ls >script
    make_maps
    holds -f script
    holds set totem.tokn 3
    holds inc test.u8
    holds cmapctl -s test.u8 u8 4
}

@test "without memory, what waits for changes ends with an error" {
    holds wait totem.token=3000
    holds watch --for 20ms --initial totem
    holds wait totem.token=3000 'test.u8>1'
    holds watch --for 20ms --initial --exec true totem
    holds rate --count 1 --interval 20ms stats
}

@test "without memory, save leaves the old file as it was, and no other beside it" {
    local n status
    mkdir target
    for ((n = 1; ; n++)); do
        echo old >target/map.json
        rm -f reached
        status=0
        FAKE_SHORT=$n FAKE_SHORT_REACHED=$dir/reached timeout 30 "$program" --yes save target/map.json totem.token 2>errors || status=$?
        [[ -e reached ]] || break
        [[ $(ls -A target) == map.json ]]
        ((status == 0)) || [[ $(<target/map.json) == old ]]
    done
    ((status == 0 && n > 30))
}

@test "without memory, a script begins or is an error, whichever of the first allocations fails" {
    local n status
    for ((n = 1; n < 120; n++)); do
        status=0
        FAKE_SHORT=$n timeout 30 "$program" <<<'ls totem' >out 2>errors || status=$?
        grep -qi memory errors || ((status == 0)) || { cat errors && false; }
        run -1 grep -E 'Sanitizer|runtime error' errors
    done
}
