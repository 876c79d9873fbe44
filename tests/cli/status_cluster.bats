#!/usr/bin/env bats
# status on a cluster of three nodes with two links, in one state after the other, and on one of two nodes. Each test begins
# with what the one before it has left.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper
load status

setup_file() {
    sandbox_up --nodes 3 --links 2
    if [[ -z $SANDBOX_MISSING ]]; then
        export THREE=$SANDBOX_DIR TWO=$BATS_FILE_TMPDIR/two TIE=$BATS_FILE_TMPDIR/tie
        "$SANDBOX" up --nodes 2 --quorum 'two_node: 1' "$TWO" &
        "$SANDBOX" up --nodes 2 --quorum 'auto_tie_breaker: 1' "$TIE"
        wait "$!"
    fi
}

teardown_file() {
    local dir
    for dir in ${TWO-} ${TIE-}; do "$SANDBOX" down "$dir"; done
    end_file
}

sandbox() { # VERB [OPTION]...
    "$SANDBOX" "$@" "$SANDBOX_DIR"
}

on() { # NODE [ARG]...
    in_sandbox --node "$1" "$top_builddir/cmapsh" "${@:2}"
}

# What a busy machine makes of a sandbox.
BUSY=NODE_PAUSED,TOKEN_LATE,LINK_SLOW

# The codes of warnings and worse, with spaces between them.
codes() { # NODE
    on "$1" status --except "$BUSY" -o ndjson | jq -r 'select(.record == "finding" and .level != "note") | .code' | paste -s -d ' '
}

has_codes() { # NODE CODE...
    [[ $(codes "$1") == "${*:2}" ]]
}

notes() { # NODE
    on "$1" status -o ndjson | jq -r 'select(.level == "note") | .code' | sort -u | paste -s -d ' '
}

# Whether the screen of the last command has a text, however its lines are broken.
says() { # TEXT
    [[ $(tr -s ' \n' ' ' <<<"$output") == *"$1"* ]]
}

# The saved map of a node has the findings that the node has, as far as they need no running corosync.
saved_is_the_same() { # NODE CODE...
    on "$1" save "$BATS_TEST_TMPDIR/saved.json"
    run cmapsh -m "$BATS_TEST_TMPDIR/saved.json" status -q
    [[ "$(grep -vxE 'NODE_PAUSED|LINK_SLOW|QUORUM_UNSURE|NODE_REJOINED|LINK_LOST|TOKEN_LOST|CONSENSUS_TIMEOUT' <<<"$output" | paste -s -d ' ')" == "${*:2}" ]]
}

@test "status of a healthy cluster has no finding on any node" {
    local k
    for k in 1 2 3; do
        wait_until 10 has_codes "$k"
        run -0 --separate-stderr on "$k" status --except "$BUSY"
        [[ ${lines[0]} == "sandbox  node$k (id $k, this node)  corosync "*"pid "* && -z $stderr ]]
        says "$QUORATE votes 3 of 3, needs 2$COUNTED: 1 more node may leave"
        [[ $output == *10.78.0.3*$'\n''totem  token 1000 ms configured, 1650 in use; never lost, last seen '* ]]
    done
    saved_is_the_same 1
}

# Requests are counted by corosync, for the two connections that stay open until the script ends.
@test "status asks less than 60 questions about a link of three nodes, and 12 more about a second link" {
    local pid
    mkfifo "$BATS_TEST_TMPDIR/script"
    exec 7<>"$BATS_TEST_TMPDIR/script"
    in=$BATS_TEST_TMPDIR/script start_cmapsh >"$BATS_TEST_TMPDIR/out" 7>&-
    pid=$!
    echo status >&7
    wait_until 10 grep -qE '^totem  ' "$BATS_TEST_TMPDIR/out"
    run -0 in_sandbox sh -c "corosync-cmapctl -m stats | sed -n 's/^stats.ipcs.service0.$pid.*[.]requests .* = //p'"
    kill "$pid"
    exec 7>&-
    await_end 10 "$pid"
    echo "requests: ${lines[*]}"
    [[ ${#lines[@]} == 2 ]]
    ((lines[0] + lines[1] < 60 + 18 + (${#COUNTED} > 0 ? 12 : 0))) # a count needs the votes and settings
}

@test "a cut link is down from both ends, and redundancy is lost" {
    sandbox cut --node 3 --link 1
    wait_until 20 has_codes 1 LINK_DOWN NO_REDUNDANCY
    wait_until 20 has_codes 3 LINK_OWN_END NO_REDUNDANCY
    run -1 on 1 status
    [[ $output == *'link 1 to node3 (10.78.0.3) is down'*'only one link is left to node3'* ]]
    grep -qE '^! +3 +node3 +10\.77\.0\.3 +joined +0 +0 up ' <<<"$output"
    grep -qE '^ +10\.78\.0\.3 +1 DOWN +- +1$' <<<"$output"
    saved_is_the_same 3 LINK_OWN_END NO_REDUNDANCY
    sandbox heal --node 3 --link 1
    wait_until 20 has_codes 1
    wait_until 20 has_codes 3
    [[ $(notes 1) == LINK_LOST ]]
    run -0 on 1 status --except "$BUSY"
    [[ $output == *'link 1 to node3 was lost 1 time, and is up again'* ]]
}

@test "either link can be cut" {
    sandbox cut --node 3 --link 0
    wait_until 20 has_codes 1 LINK_DOWN NO_REDUNDANCY
    run -1 on 1 status
    [[ $output == *'link 0 to node3 (10.77.0.3) is down'* ]]
    sandbox heal --node 3 --link 0
    wait_until 20 has_codes 1
}

@test "a token that is shorter than the ping timeout of links is a finding, until a reload" {
    on 1 set -y totem.token 100
    wait_until 10 has_codes 1 PING_TIMEOUT PING_TIMEOUT
    run -1 on 1 status
    says 'PING_TIMEOUT: link 1 counts as down only after 825 ms, later than the token is lost, 750 ms: a cut link ends the membership'
    in_sandbox corosync-cfgtool -R
    wait_until 10 has_codes 1
}

@test "a paused node says so itself, and the others that it rejoined" {
    sandbox stop --node 2
    wait_until 10 is_late 1
    wait_until 20 on 1 -t 0 wait runtime.members.2.status=left
    run -1 on 1 status
    [[ $output == *'NODE_LEFT: node2 is not a member'* ]]
    sandbox cont --node 2
    wait_until 20 on 1 -t 0 wait --count 3 'runtime.members.*.status=joined'
    wait_until 20 has_paused 2
    [[ $(notes 1) == *NODE_REJOINED* ]]
    run -1 on 2 status
    says 'NODE_PAUSED: corosync on this node was paused for '
    says ' s ago: longer than the token timeout, so that the others went on without it'
    on 2 clear -y schedmiss
    run ! has_paused 2
}

is_late() { # NODE
    run -1 on "$1" status
    says '! TOKEN_LATE: the token was last seen '
}

has_paused() { # NODE
    on "$1" status -q | grep -qx NODE_PAUSED
}

@test "an isolated node says that it is the one, and the others go on" {
    sandbox cut --node 3 --link 0
    sandbox cut --node 3 --link 1
    wait_until 30 has_first 3 ISOLATED
    wait_until 30 has_first 1 NODE_LEFT
    run -1 on 3 status
    says "$NO_QUORUM votes 1 of 3, needs 2$COUNTED"
    says 'ISOLATED: this node, node3, reaches nobody: look at its own cable first'
    [[ $output != *'NODE_LEFT:'* ]]
    run -1 on 1 status
    says "$QUORATE votes 2 of 3, needs 2$COUNTED: one more loss stops this side"
    says 'NODE_LEFT: node3 is not a member, and all its links are down: network, host or corosync there'
    on 3 save "$BATS_TEST_TMPDIR/saved.json"
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/saved.json" status
    [[ ${lines[1]} == 'TOO FEW VOTES  votes 1 of 3, needs 2, by count of votes' && $output == *'ISOLATED: '* ]]
    sandbox heal --node 3 --link 0
    sandbox heal --node 3 --link 1
    wait_until 30 on 1 -t 0 wait --count 3 'runtime.members.*.status=joined'
}

has_first() { # NODE CODE
    [[ $(codes "$1") == "$2"* ]]
}

@test "--watch shows a node that leaves and comes back" {
    local out=$BATS_TEST_TMPDIR/out
    start_cmapsh status --watch >"$out"
    wait_until 10 grep -q "^$QUORATE  votes 3" "$out"
    sandbox kill --node 3
    wait_until 20 grep -q '^!! NODE_LEFT: node3 ' "$out"
    grep -q "^$QUORATE  votes 2 of 3" "$out"
    sandbox restart --node 3
    wait_until 20 awk '/NODE_LEFT/ { left = 1 } left && /^[A-Z ]+  votes 3/ { found = 1 } END { exit !found }' "$out"
    kill -INT "$!"
    await_end 10 "$!"
    [[ $status == 130 ]]
}

@test "--watch says that corosync does not run any more" {
    local out=$BATS_TEST_TMPDIR/out
    node=3 start_cmapsh status --watch >"$out"
    wait_until 10 grep -q "^$QUORATE " "$out"
    sandbox kill --node 3
    wait_until 20 grep -q '^!! NO_ANSWER: lost connection to corosync' "$out"
    sandbox restart --node 3
    wait_until 20 awk '/NO_ANSWER/ { lost = 1 } lost && /^[A-Z ]+  votes / { found = 1 } END { exit !found }' "$out"
    kill -INT "$!"
    await_end 10 "$!"
}

@test "two nodes go on with one, and a node that starts waits for the other" {
    local SANDBOX_DIR=$TWO
    run -0 on 1 status --except "$BUSY"
    says "$QUORATE votes 2 of 2, needs 1$COUNTED: 1 more node may leave; two_node; wait_for_all"
    sandbox kill --node 2
    wait_until 20 has_codes 1 NODE_LEFT
    run -1 on 1 status
    says "$QUORATE votes 1 of 2, needs 1$COUNTED; two_node; wait_for_all"
    says "its only link is down: network, host or corosync there, or this node's cable"
    sandbox restart --node 1
    wait_until 20 has_codes 1 WAIT_FOR_ALL NODE_UNSEEN
    run -1 on 1 status
    says " votes 1 of 2, needs 1$COUNTED; two_node; wait_for_all" && [[ $output != *QUORATE* ]]
    [[ $output == *'NODE_UNSEEN: node2 has not joined since this node started'* && $output == *' NEVER SEEN '* ]]
    saved_is_the_same 1 WAIT_FOR_ALL NODE_UNSEEN
    sandbox restart --node 2
    wait_until 20 has_codes 1
}

@test "a tie breaker keeps one half quorate, and only corosync can say so" {
    [[ -z $COUNTED ]] || skip 'this cmapsh counts votes, which do not say it'
    local SANDBOX_DIR=$TIE
    sandbox kill --node 2
    wait_until 20 has_codes 1 NODE_LEFT
    run -1 on 1 status
    [[ ${lines[1]} == 'QUORATE  votes 1 of 2, needs 2; auto_tie_breaker' ]]
    on 1 save "$BATS_TEST_TMPDIR/saved.json"
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/saved.json" status
    [[ ${lines[1]} == 'QUORUM NOT KNOWN  votes 1 of 2, needs 2, by count of votes; auto_tie_breaker' && $output != *NO_QUORUM* ]]
    says '! QUORUM_UNSURE: this side may be quorate or not: 1 of 2 votes are too few, but auto_tie_breaker is set'
}

@test "the other half has no quorum" {
    [[ -z $COUNTED ]] || skip 'this cmapsh counts votes, which do not say it'
    local SANDBOX_DIR=$TIE
    sandbox restart --node 2
    wait_until 20 has_codes 1
    sandbox kill --node 1
    wait_until 20 has_codes 2 NO_QUORUM NODE_LEFT
    run -1 on 2 status
    [[ ${lines[1]} == 'NO QUORUM  votes 1 of 2, needs 2; auto_tie_breaker' ]]
    says '!! NO_QUORUM: no quorum: 1 of 2 votes, and 2 are needed: cluster services on this side stop or wait'
}

# With udpu a node sends to itself, too, through the loopback; with knet it always reaches itself.
@test "a node whose messages do not arrive cannot form a membership" {
    local SANDBOX_DIR=$TIE
    sed -i 's/transport: knet/transport: udpu/; /crypto/d; s/token: 1000/token: 300/' "$TIE/node2/corosync.conf"
    sandbox restart --node 2
    run on 2 status
    [[ $output =~ node2\ +10\.77\.0\.2\  ]]
    in_sandbox --node 2 ip link set lo down
    wait_until 30 has_first 2 GATHER_STORM
    run -1 on 2 status
    says '!! GATHER_STORM: this node cannot form a membership: a firewall or its network card may stop its messages'
    says 'firewall_enabled_or_nic_failure = 1'
    says ': as in the last membership, and a new one does not form'
}
