#!/usr/bin/env bats
# status on one node and on saved maps: the screen, its formats, options and exit statuses. Clusters: status_cluster.bats.
# shellcheck disable=SC2154,SC2016 # bats sets stderr; the variables of awk

load ../helper
load status

setup_file() {
    sandbox_up
}

# On a busy machine, corosync may have been paused or have lost the token in the test before.
setup() {
    skip_without_sandbox
    cmapsh clear -y all
}

# The codes of the findings, with spaces between them.
codes() {
    cmapsh -q status | paste -s -d ' '
}

# What a busy machine makes of a sandbox.
BUSY=NODE_PAUSED,TOKEN_LATE,LINK_SLOW,NODE_REJOINED,LINK_LOST,TOKEN_LOST,CONSENSUS_TIMEOUT

trouble=$top_srcdir/tests/fixtures/status/trouble.json

# What a terminal of COLUMNS shows.
on_terminal() { # COLUMNS ARG...
    TERM=xterm script -qec "stty rows 60 cols $1; '$top_builddir/cmapsh' ${*:2}" /dev/null </dev/null | tr -d '\r'
}

@test "status of a healthy node has no finding and ends with 0" {
    run -0 --separate-stderr cmapsh status
    [[ ${lines[0]} == 'sandbox  node1 (id 1, this node)  corosync '*'pid '* && -z $stderr ]]
    [[ ${lines[1]} == "$QUORATE  votes 1 of 1, needs 1$COUNTED" ]]
    grep -q '^ *1  *node1 .*127.0.0.1  *joined .* local ' <<<"$output"
    [[ ${lines[-1]} == 'no findings' ]]
    prints '' -q status
}

@test "status says which corosync runs" {
    local version
    # Not all file systems say whether reading would have to wait.
    [[ $(stat -f -c %T "$(PATH=$PATH:/usr/sbin command -v corosync)") != overlayfs ]] || skip 'corosync is on an overlay'
    version=$(PATH=$PATH:/usr/sbin corosync -v | sed -n "1s/.*version '\(.*\)'.*/\1/p")
    run -0 cmapsh status
    [[ ${lines[0]} == *" corosync $version, pid "* ]]
    run -0 cmapsh status -o ndjson
    [[ ${lines[0]} == *"\"version\":\"$version\""* ]]
}

@test "status of a saved map says its time, and counts votes" {
    cmapsh save "$BATS_TEST_TMPDIR/map.json"
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/map.json" status
    [[ ${lines[0]} == 'sandbox  node1 (id 1, this node)  saved map '*20??-??-??\ ??:??:?? ]]
    [[ ${lines[1]} == 'ENOUGH VOTES  votes 1 of 1, needs 1, by count of votes' ]]
    [[ $output != *'last seen'* && ${lines[-1]} == 'no findings' ]]
    cmapsh dump >"$BATS_TEST_TMPDIR/map.txt"
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/map.txt" status
    [[ ${lines[0]} == *'saved map'*'of an unknown time' ]]
}

@test "status of a map of corosync 2 shows its members, each with its address" {
    local members=runtime.totem.pg.mrp.srp.members
    printf '%s\n' "$members.1.ip (str) = r(0) ip(10.0.0.1)" "$members.1.status (str) = joined" \
        "$members.2.ip (str) = r(0) ip(10.0.0.2)" "$members.2.status (str) = left" >"$BATS_TEST_TMPDIR/map"
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/map" status
    [[ $(tr -s ' ' <<<"$output") == *$'\n 1 10.0.0.1 10.0.0.1 joined '*$'\n! 2 10.0.0.2 10.0.0.2 LEFT '* ]]
}

@test "the table of status has a dash for the link that a node lacks, and --plugin no | in a name" {
    local map=$BATS_TEST_TMPDIR/map
    cat >"$map" <<'END'
nodelist.local_node_pos (u32) = 0
nodelist.node.0.name (str) = a
nodelist.node.0.nodeid (u32) = 1
nodelist.node.0.ring0_addr (str) = 10.1.1.1
nodelist.node.0.ring1_addr (str) = 10.2.1.1
nodelist.node.1.name (str) = b|c|
nodelist.node.1.nodeid (u32) = 2
nodelist.node.1.ring0_addr (str) = 10.1.1.2
nodelist.node.2.name (str) = d
nodelist.node.2.nodeid (u32) = 3
nodelist.node.2.ring1_addr (str) = 10.2.1.3
runtime.members.1.status (str) = joined
runtime.members.2.status (str) = left
runtime.members.3.status (str) = joined
stats.knet.node2.link0.connected (u8) = 0
stats.knet.node2.link0.enabled (u8) = 1
stats.knet.node2.link1.connected (u8) = 0
stats.knet.node2.link1.enabled (u8) = 1
stats.knet.node3.link0.connected (u8) = 0
stats.knet.node3.link0.enabled (u8) = 1
stats.knet.node3.link1.connected (u8) = 1
stats.knet.node3.link1.enabled (u8) = 1
totem.transport (str) = knet
END
    local -x NO_COLOR=1
    local width
    on_terminal 150 -m "$map" status >"$BATS_TEST_TMPDIR/wide"
    [[ $(tr -s ' ' <"$BATS_TEST_TMPDIR/wide") == *'
 ID NAME MEMBER REJOINS ADDRESS 0 LINK 0 LATENCY ave/max LOST ADDRESS 1 LINK 1 LATENCY ave/max LOST
 1 a joined 0 10.1.1.1 local - - 10.2.1.1 local - -
! 2 b|c| LEFT 0 10.1.1.2 DOWN - - - - - -
 3 d joined 0 - - - - 10.2.1.3 up - -
'* ]]
    # It is shown as long as it fits.
    width=$(sed -n 3,6p "$BATS_TEST_TMPDIR/wide" | wc -L)
    [[ $(on_terminal "$width" -m "$map" status) == *' ADDRESS 0  LINK 0 '* ]]
    [[ $(on_terminal $((width - 1)) -m "$map" status) == *' LINK  '* ]]
    # A single link needs no lines, however narrow the terminal is.
    grep -v 'link1\|ring1' "$map" >"$BATS_TEST_TMPDIR/single"
    [[ $(on_terminal 50 -m "$BATS_TEST_TMPDIR/single" status) == *' REJOINS  LINK 0  '* ]]
    # In lines, a link without an address has none, but for the first.
    run -1 --separate-stderr cmapsh -m "$map" status
    [[ $(tr -s ' ' <<<"$output") == *'
 ID NAME ADDRESS MEMBER REJOINS LINK LATENCY ave/max LOST
 1 a 10.1.1.1 joined 0 0 local - -
 10.2.1.1 1 local - -
! 2 b|c| 10.1.1.2 LEFT 0 0 DOWN - -
 3 d - joined 0 0 - - -
 10.2.1.3 1 up - -
'* ]]
    sed -i 's/= knet/= udpu/' "$map"
    run -1 --separate-stderr cmapsh -m "$map" status
    [[ $(tr -s ' ' <<<"$output") == *'
 ID NAME ADDRESS MEMBER REJOINS
 1 a 10.1.1.1 joined 0
 10.2.1.1
! 2 b|c| 10.1.1.2 LEFT 0
 3 d - joined 0
 10.2.1.3
'* ]]
    # A link that is missing in the middle ends nothing.
    echo 'nodelist.node.1.ring2_addr (str) = 10.3.1.2' >>"$map"
    run -1 --separate-stderr cmapsh -m "$map" status
    [[ $(tr -s ' ' <<<"$output") == *$'\n! 2 b|c| 10.1.1.2 LEFT 0\n 10.3.1.2\n 3 d '* ]]
    run -2 --separate-stderr cmapsh -m "$map" status --plugin
    [[ $output == 'COROSYNC CRITICAL: NODE_LEFT b/c/ is not a member, '*' | joined=2;;;0;3 links_down='* && $output != *'b|c'* ]]
}

@test "status of a map without the stats map says so" {
    run -0 cmapsh -m icmap status
    [[ $output == *'links and token are not judged'* ]]
    fails 2 -m stats status
    [[ $stderr == *'"stats" has no keys of nodes'* ]]
    # A list of keys may have the states of links, if only of one node.
    cat >"$BATS_TEST_TMPDIR/map" <<'END'
nodelist.local_node_pos (u32) = 1
nodelist.node.0.nodeid (u32) = 1
nodelist.node.0.ring0_addr (str) = 10.0.0.1
nodelist.node.1.nodeid (u32) = 2
nodelist.node.1.ring0_addr (str) = 10.0.0.2
runtime.members.1.status (str) = joined
runtime.members.2.status (str) = joined
stats.knet.node1.link0.connected (u8) = 1
END
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/map" status
    [[ $output == *$'\nthe token is not judged: '* ]]
}

@test "no quorum is counted, and no node is said to be missing, in a map without members" {
    cmapsh dump nodelist runtime.votequorum >"$BATS_TEST_TMPDIR/part"
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/part" status
    [[ $output == *'quorum  not known: this map has no keys of members'* && $output != *NO_QUORUM* ]]
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/part" -o ndjson status
    [[ $output != *votes\":0* && $output != *expected* ]]
    run -3 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/part" status --plugin
    [[ $output == 'COROSYNC UNKNOWN: this map has no keys of members | links_down='* ]]
}

@test "NO_COLOR switches colors off on a terminal" {
    on_terminal 80 -m "$trouble" status >"$BATS_TEST_TMPDIR/colored"
    grep -qF $'\033[31mNODE_LEFT\033[0m:' "$BATS_TEST_TMPDIR/colored"
    NO_COLOR=1 on_terminal 80 -m "$trouble" status >"$BATS_TEST_TMPDIR/plain"
    diff <(sed 's/\x1b\[[0-9]*m//g' "$BATS_TEST_TMPDIR/colored") "$BATS_TEST_TMPDIR/plain"
}

@test "--except leaves out findings and says how many" {
    run -1 cmapsh -m "$trouble" status --except NODE_LEFT,node_rejoined,TOKEN_LOST
    [[ $output != *'NODE_LEFT:'* && ${lines[-1]} == 'left out by --except: 3 findings (NODE_LEFT,NODE_REJOINED,TOKEN_LOST)' ]]
    # The status is that of the findings that are left.
    run -0 cmapsh -m "$trouble" status -q --except NODE_LEFT,LINK_DOWN,NO_REDUNDANCY,NODE_PAUSED,RELOAD_FAILED
    [[ ${lines[*]} == 'QUORUM_UNSURE NODE_REJOINED TOKEN_LOST CONSENSUS_TIMEOUT' ]]
    fails 2 -m "$trouble" status --except NODE_LEFT,NODE_REJOIN
    [[ $stderr == $'cmapsh: status: unknown code "NODE_REJOIN"\nhint: did you mean "NODE_REJOINED"?' ]]
}

@test "completion offers options and codes" {
    run -0 cmapsh __complete 'cmapsh status --'
    [[ $output == *--except* && $output == *--plugin* && $output == *--watch* ]]
    run -0 cmapsh __complete 'cmapsh status --except NODE_L'
    [[ ${lines[1]} == NODE_LEFT$'\t'* ]]
    run -0 cmapsh __complete 'cmapsh status --except NODE_LEFT,LINK_D'
    [[ ${lines[1]} == NODE_LEFT,LINK_DOWN$'\t'* ]]
}

@test "two findings of a code have each its own steps" {
    cmapsh -m "$trouble" dump | sed '/^runtime.members.3/{s/left/joined/; /join_count/s/[0-9]*$/3/}' >"$BATS_TEST_TMPDIR/map"
    run -1 cmapsh -m "$BATS_TEST_TMPDIR/map" status
    [[ $output == *$'\n   next: journalctl -u corosync\n-  NODE_REJOINED: node3 left'*$'\n   next: on node3: journalctl -u corosync\n'* ]]
}

@test "--plugin prints one line with numbers, and exits as monitoring plugins do" {
    run -0 --separate-stderr cmapsh status --plugin
    [[ $output == 'COROSYNC OK: 1 of 1 nodes joined | joined=1;;;0;1 links_down=0;;;0;0 votes=1;;;0;1 token_lost=0c' && -z $stderr ]]
    run -2 --separate-stderr cmapsh -m "$trouble" status --plugin
    [[ ${#lines[@]} == 1 && $output == 'COROSYNC CRITICAL: NODE_LEFT node3 is not a member'*'; LINK_DOWN link 1 to node2 '*' | joined=2;;;0;3 links_down=3;;;0;4 '* && -z $stderr ]]
    run -1 cmapsh -m "$trouble" status --plugin --except NODE_LEFT
    [[ $output == 'COROSYNC WARNING: LINK_DOWN '*' (1 left out) | '* ]]
    run -2 in_sandbox unshare -n "$top_builddir/cmapsh" status --plugin
    [[ $output == 'COROSYNC CRITICAL: corosync is not running on this node' ]]
    run -3 in_sandbox "${ANOTHER_USER[@]}" "$top_builddir/cmapsh" status --plugin
    [[ $output == 'COROSYNC UNKNOWN: corosync denies access'* ]]
    fails 2 status --plugin --watch
    run -2 cmapsh status --plugin -o json
    [[ $output == *'--plugin prints only text'* ]]
}

@test "records are as the schema says, and the formats have the same findings" {
    local format
    for format in json ndjson; do
        cmapsh -m "$trouble" status -o "$format" >"$BATS_TEST_TMPDIR/$format" || [[ $? == 1 ]]
        "$top_srcdir/tests/schema" available >/dev/null || continue
        "$top_srcdir/tests/schema" "$format" status <"$BATS_TEST_TMPDIR/$format"
    done
    [[ $(grep -c '"record":"finding"' "$BATS_TEST_TMPDIR/json") == 9 ]]
    [[ $(grep -c '"record":"node"' "$BATS_TEST_TMPDIR/json") == 3 ]]
    grep -q '"record":"link","node":2,"link":1,"address":"10.78.0.2","state":"down","lost":2' "$BATS_TEST_TMPDIR/json"
    run -1 cmapsh -m "$trouble" status -o csv
    [[ ${#lines[@]} == 10 && ${lines[0]} == level,code,node,link,* && ${lines[1]} == critical,NODE_LEFT,3,,* ]]
    run -1 cmapsh -m "$trouble" status -o table
    [[ ${#lines[@]} == 10 && ${lines[1]} == critical\ \ NODE_LEFT* ]]
}

@test "the record of a finding has all its steps" {
    run -1 cmapsh -m "$trouble" -o ndjson status
    [[ $output == *'"next":["journalctl -u corosync -n 50","cmapsh -m /etc/corosync/corosync.conf status","when corosync.conf is mended: corosync-cfgtool -R"]}'* ]]
}

@test "-o prom has the findings as metrics, and the keys that they come from" {
    cmapsh -m "$trouble" status -o prom >"$BATS_TEST_TMPDIR/prom" || [[ $? == 1 ]]
    grep -qx 'cmapsh_finding{code="LINK_DOWN",level="warning",node="2",link="1"} 1' "$BATS_TEST_TMPDIR/prom"
    grep -qx 'cmapsh_finding{code="TOKEN_LOST",level="note"} 1' "$BATS_TEST_TMPDIR/prom"
    grep -qx 'cmapsh_findings 9' "$BATS_TEST_TMPDIR/prom"
    grep -qx 'corosync_knet_link_connected{node="2",link="1"} 0' "$BATS_TEST_TMPDIR/prom"
    run ! grep cmapsh_quorate "$BATS_TEST_TMPDIR/prom" # votes were counted
    run -0 cmapsh status -o prom
    [[ $output == *$'\n# EOF' ]]
    [[ -n $COUNTED || $output == *$'\ncmapsh_quorate 1\n'* ]]
    command -v promtool >/dev/null || skip 'promtool is not installed'
    promtool check metrics < <(grep -v '^# EOF' "$BATS_TEST_TMPDIR/prom") || [[ $? == 3 ]] # 3: only advice
}

@test "a corosync that does not run is an error that names the commands" {
    run -4 --separate-stderr in_sandbox unshare -n "$top_builddir/cmapsh" status
    [[ -z $output && $stderr == *'corosync is not running'*$'\n''hint: run: systemctl status corosync; journalctl -u corosync -n 50; cmapsh -m /etc/corosync/corosync.conf status' ]]
}

@test "a corosync that does not answer is a finding" {
    "$SANDBOX" stop "$SANDBOX_DIR"
    run -124 --separate-stderr cmapsh -t 0.3 status
    "$SANDBOX" cont "$SANDBOX_DIR"
    [[ $output == '!! NO_ANSWER: corosync (pid '*') did not answer for 0.3 s'* && $stderr == 'cmapsh: status: corosync (pid '* ]]
    "$SANDBOX" stop "$SANDBOX_DIR"
    run -2 cmapsh -t 0.3 status --plugin
    "$SANDBOX" cont "$SANDBOX_DIR"
    [[ $output == 'COROSYNC CRITICAL: corosync (pid '* ]]
    wait_until 10 cmapsh -t 1 get totem.version
}

@test "a token that is too low, and a reload that failed, are findings until they are mended" {
    local conf=$SANDBOX_DIR/node1/corosync.conf
    cmapsh set -y totem.token 20
    [[ $(codes) == *TOKEN_LOW* ]]
    cmapsh set -y totem.token 1000
    cp "$conf" "$BATS_TEST_TMPDIR/conf"
    sed -i 's/token: 1000/token: 10/; /timestamp:/d' "$conf"
    in_sandbox corosync-cfgtool -R || :
    wait_until 10 has_code RELOAD_FAILED
    fails 3 get logging.timestamp
    fails 3 get nodelist.local_node_pos
    [[ $stderr == *$'\nhint: the last reload failed, and may have deleted it; run: cmapsh explain RELOAD_FAILED' ]]
    fails 3 get totem.tokn
    [[ $stderr == *$'\nhint: did you mean "totem.token"?' ]]
    run -1 cmapsh status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *'RELOAD_FAILED: the last reload failed (CS_ERR_INVALID_PARAM), and keys may be missing until one succeeds: '* ]]
    cat "$BATS_TEST_TMPDIR/conf" >"$conf"
    in_sandbox corosync-cfgtool -R
    wait_until 10 has_no_code RELOAD_FAILED
    prints hires get -q logging.timestamp
}

@test "a token of the wrong type is configured, and not in use" {
    in_sandbox corosync-cmapctl -s totem.token str 5000
    run -1 cmapsh status
    [[ $output == *'TOKEN_MISMATCH: the token timeout in use is 3000 ms, and the configured one'*'makes 5000 ms'* ]]
    in_sandbox corosync-cfgtool -R
    wait_until 10 has_no_code TOKEN_MISMATCH
}

has_code() { # CODE
    [[ " $(codes) " == *" $1 "* ]]
}

has_no_code() { # CODE
    [[ " $(codes) " != *" $1 "* ]]
}

# On a busy machine corosync counts as paused after 0.8 of its token timeout, and a token may be lost.
calm() {
    cmapsh set -y totem.token 20000
    cmapsh clear -y all
}

@test "quorum without libvotequorum is counted, and that is said" {
    [[ -z $COUNTED ]] || skip 'this cmapsh never asks it'
    # Any library of that name that is none makes it unusable.
    calm
    mkdir "$BATS_TEST_TMPDIR/lib"
    echo no library >"$BATS_TEST_TMPDIR/lib/libvotequorum.so.8"
    run -0 --separate-stderr in_sandbox env LD_LIBRARY_PATH="$BATS_TEST_TMPDIR/lib" "$top_builddir/cmapsh" status
    [[ ${lines[1]} == 'ENOUGH VOTES  votes 1 of 1, needs 1, by count of votes' ]]
    [[ ${lines[2]} == 'votes are counted here: libvotequorum cannot be used: '* ]]
}

# No two screens in a row are the same, but for times.
no_screen_twice() { # OUT
    awk -v RS= '{ gsub(/[0-9:]+\n|, last seen [0-9]+ ms ago/, ""); if ($0 == last) exit 1; last = $0 }' "$1"
}

@test "--watch prints a screen for each change, and none without one" {
    local out=$BATS_TEST_TMPDIR/out
    calm
    start_cmapsh status --watch >"$out"
    wait_until 10 grep -q '^no findings$' "$out"
    # corosync only reports this key, so that nothing else changes.
    cmapsh set -y config.reload_status i32 7
    wait_until 10 grep -q '^!  RELOAD_FAILED: ' "$out"
    cmapsh set -y config.reload_status i32 1
    wait_until 10 has_lines 2 '^no findings$' "$out"
    kill -INT "$!"
    await_end 10 "$!"
    [[ $status == 130 ]]
    (($(grep -c '^sandbox ' "$out") >= 3))
    [[ $(grep -o 'pid [0-9]*' "$out" | sort -u) == "pid $("$SANDBOX" pid "$SANDBOX_DIR")" ]]
    no_screen_twice "$out"
    run ! grep $'\033' "$out"
    fails 2 -m "$trouble" status --watch
    run -2 cmapsh status --watch -o json
    [[ $output == *'--watch prints only text'* ]]
}

@test "-q --watch prints the codes for each change, and NO_ANSWER alone while corosync does not answer" {
    local out=$BATS_TEST_TMPDIR/out
    cmapsh set -y config.reload_status i32 7
    start_cmapsh -q -t 1 status --except "$BUSY" --watch >"$out"
    wait_until 10 grep -q RELOAD_FAILED "$out"
    "$SANDBOX" stop "$SANDBOX_DIR"
    wait_until 10 grep -q NO_ANSWER "$out"
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_until 10 ends_with_line RELOAD_FAILED "$out"
    kill -INT "$!"
    await_end 10 "$!"
    cmapsh set -y config.reload_status i32 1
    [[ $status == 130 && $(<"$out") == $'RELOAD_FAILED\n\nNO_ANSWER\n\n'*RELOAD_FAILED ]]
    # No two in a row are the same.
    diff <(grep . "$out") <(grep . "$out" | uniq)
}

ends_with_line() { # LINE FILE
    [[ $(tail -n 1 "$2") == "$1" ]]
}

has_lines() { # N PATTERN FILE
    (($(grep -c "$2" "$3") == $1))
}

# Whether the latest screen says this of quorum.
latest_quorum_is() { # WORDS OUT
    [[ $(grep -oE '^(NO QUORUM|QUORATE|ENOUGH VOTES|TOO FEW VOTES)' "$2" | tail -n 1) == "$1" ]]
}

@test "--watch asks for quorum again when it changes twice in a second" {
    [[ -z $COUNTED ]] || skip 'this cmapsh never asks it'
    local out=$BATS_TEST_TMPDIR/out
    start_cmapsh status --watch >"$out"
    wait_until 10 latest_quorum_is QUORATE "$out"
    cmapsh set -y quorum.expected_votes u32 5
    wait_until 10 latest_quorum_is 'NO QUORUM' "$out"
    cmapsh set -y quorum.expected_votes u32 1
    wait_until 10 latest_quorum_is QUORATE "$out"
    kill -INT "$!"
    await_end 10 "$!"
}

@test "--watch on a terminal draws the screen in place, and elsewhere prints it only if there is something new" {
    calm
    start_cmapsh status --watch >"$BATS_TEST_TMPDIR/out"
    TERM=xterm in_sandbox timeout -s INT 3 script -qec "stty rows 40 cols 80; '$top_builddir/cmapsh' status --watch" /dev/null \
        </dev/null >"$BATS_TEST_TMPDIR/screen" || :
    grep -qF $'\033[H' "$BATS_TEST_TMPDIR/screen"
    grep -q 'no findings' "$BATS_TEST_TMPDIR/screen"
    kill -INT "$!"
    await_end 10 "$!"
    grep -q 'no findings' "$BATS_TEST_TMPDIR/out"
    no_screen_twice "$BATS_TEST_TMPDIR/out"
}

@test "at the prompt, steps are commands of the prompt" {
    TERM=dumb CMAPSH_HISTFILE='' in_sandbox script -qec "'$top_builddir/cmapsh' --no-rc" /dev/null <<<"status -m $trouble
quit" | tr -d '\r' >"$BATS_TEST_TMPDIR/prompt"
    grep -qx '         wait runtime.members.3.status=joined' "$BATS_TEST_TMPDIR/prompt"
    grep -qx '   next: on node3: cmapsh status' "$BATS_TEST_TMPDIR/prompt"
}

@test "the same commands work in a script" {
    calm
    run --separate-stderr cmapsh <<<'status'
    [[ $status == 0 && $output == *'no findings' ]] || { echo "$output" && false; }
    run -0 cmapsh <<<'status -q --except NODE_LEFT'
    [[ -z $output ]]
}

@test "status of a corosync.conf finds what corosync would refuse, and options that it does not know" {
    local conf=$BATS_TEST_TMPDIR/new.conf
    sed 's/token: 1000/token: 20\n    tokn: 1000/' "$SANDBOX_DIR/node1/corosync.conf" >"$conf"
    run -1 --separate-stderr cmapsh -m "$conf" status
    [[ ${lines[0]} == "sandbox  $conf"* && ${lines[1]} == 'quorum  not known: this map has no keys of members' ]]
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *'!! CONF_REFUSED: corosync would refuse this file'*"next: corosync -t -c $conf"* ]]
    [[ $output == *'! CONF_UNKNOWN: corosync does not know 1 option of this file, and ignores it totem.tokn next: '* ]]
    [[ $output != *NODE_UNSEEN* && $output != *NO_QUORUM* ]]
    [[ $(cmapsh -m "$conf" status -q 2>/dev/null) == $'CONF_REFUSED\nCONF_UNKNOWN\nTOKEN_LOW' ]]
    # Of many options five are named.
    sed 's/tokn: .*/a: 1\n    b: 1\n    c: 1\n    d: 1\n    e: 1/' "$conf" >"$conf.5"
    sed 's/ e: 1/&\n    f: 1/' "$conf.5" >"$conf.6"
    run -1 --separate-stderr cmapsh -m "$conf.5" status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *' 5 options of this file, and ignores them totem.a, totem.b, totem.c, totem.d, totem.e next: '* ]]
    run -1 --separate-stderr cmapsh -m "$conf.6" status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *' 6 options of this file, and ignores them totem.a, totem.b, totem.c, totem.d, totem.e and 1 more next: '* ]]
    run -0 --separate-stderr cmapsh -m "$SANDBOX_DIR/node1/corosync.conf" status
    [[ $output == *$'\nno findings' ]]
}
