#!/usr/bin/env bats
# Watching a cluster of three nodes, in which one is cut off, killed, and comes back.
# shellcheck disable=SC2154 # bats and watch.bash set variables

load ../helper
load watch

setup_file() {
    sandbox_up --nodes 3
}

verb() { # VERB NODE
    "$SANDBOX" "$1" --node "$2" "$SANDBOX_DIR"
}

# What was told of a key, as "OLD>NEW" in order.
told() { # KEY
    changes "$1" | awk '{ print $3 ">" $4 }' | paste -s -d ' '
}

has_told() { # KEY OLD>NEW...
    local key=$1
    [[ $(told "$key") == "${*:2}" ]]
}

# The values that the watch told last are those that are. But for addresses, which have blanks.
is_true() { # KEY-PREFIX
    diff <(changes "$1" | awk '$2 ~ /\.ip$/ { next } $1 == "delete" { delete last[$2]; next } { last[$2] = $4 } END { for (key in last) print key, last[key] }' | sort) \
        <(cmapctl "$1" | grep -v '\.ip (' | sed -E 's/ \(.*\) = / /' | sort)
}

@test "watch reports a node that leaves and joins again, by members and links" {
    local three=runtime.members.3.status link=stats.knet.node3.link0.connected
    start_watch runtime.members "$link" --interval 200ms
    verb cut 3
    wait_until 20 has_told "$three" 'joined>left'
    wait_until 20 has_told "$link" '1>0'
    verb heal 3
    wait_until 20 has_told "$three" 'joined>left left>joined'
    wait_until 20 has_told "$link" '1>0 0>1'
    end_watch
    run -1 grep -E '"event":"(lost|dropped)"' "$out"
    changes "$three" | awk '$5 != "track" { exit 1 }'
    changes "$link" | awk '$5 != "poll" { exit 1 }'
}

@test "watch reports a restarted node, on another node and on itself" {
    local here=$out other
    out=$here.2 node=2 start_watch runtime.members.1.status --initial
    other=$watcher
    start_watch runtime.members --initial
    sandbox kill
    wait_until 10 says '"event":"lost"'
    out=$here.2 wait_until 20 has_told runtime.members.1.status '->joined joined>left'
    sandbox restart
    wait_until 20 says '"event":"reconnected"'
    wait_until 20 three_joined
    wait_until 10 is_true runtime.members.
    out=$here.2 wait_until 10 has_told runtime.members.1.status '->joined joined>left left>joined'
    end_watch
    [[ $(grep -cE '"event":"(lost|reconnected)"' "$out") == 2 ]]
    says '"source":"resync"'
    watcher=$other
    end_watch
    run -1 grep -E '"event":"lost"|"source":"resync"' "$here.2"
}

three_joined() {
    [[ $(cmapctl runtime.members. | grep -c '= joined$') == 3 ]]
}
