#!/usr/bin/env bats
# Errors that a corosync gives only in trouble: the program over a fake one (tests/fakes/fake.h has the rules).
# shellcheck disable=SC2154,SC2030,SC2031 # what bats and the helper set
load ../helper

setup() {
    export FAKE_LOG=$BATS_TEST_TMPDIR/log
    : >"$FAKE_LOG"
}

fake() { # RULES ARG...
    FAKE_CMAP=$1 "$top_builddir/tests/fakes/cmapsh" "${@:2}" </dev/null
}

# Runs it, and wants this exit code, message and hint (patterns) on stderr, and nothing on stdout.
fails() { # CODE MESSAGE HINT RULES ARG...
    run --separate-stderr "-$1" fake "${@:4}"
    [[ -z $output ]]
    [[ ${stderr_lines[0]} == "cmapsh: "$2 ]] || { echo "$stderr" && false; }
    if [[ -z $3 ]]; then
        [[ ${#stderr_lines[@]} == 1 ]]
    else
        [[ ${#stderr_lines[@]} == 2 && ${stderr_lines[1]} == "hint: "$3 ]] || { echo "$stderr" && false; }
    fi
}

# How often a call was made.
calls() { # CALL [ARG]
    grep -cE "^$1 .*[=b]" "$FAKE_LOG" || :
}

@test "the fake corosync answers requests" {
    run -0 fake '' dump test
    [[ ${#lines[@]} == 13 ]]
    run -0 fake '' get totem.token
    [[ $output == 'totem.token (u32) = 3000' ]]
    run -0 fake '' ls -l
    [[ $output == *stats* ]]
}

@test "neither the program with the fake nor a unit test needs libcmap" {
    local program found=0
    for program in "$top_builddir"/tests/fakes/cmapsh "$top_builddir"/tests/unit/test_*; do
        [[ -f $program && -x $program && $program != *.[a-z]* ]] || continue
        run -0 readelf -d "$program"
        [[ $output == *NEEDED* && $output != *libcmap* && $output != *libcorosync* && $output != *libqb* ]]
        ((++found))
    done
    ((found > 0))
    # The check can tell: the real one does.
    run -0 readelf -d "$top_builddir"/.libs/libcmh.so
    [[ $output == *libcmap* ]]
}

@test "a failed connect is reported with its cause" {
    fails 4 'get: corosync is not running on this node (CS_ERR_LIBRARY)' '*systemctl status corosync*' connect=2/111 get a.b
    fails 4 'get: corosync closed the connection while it was opened (CS_ERR_LIBRARY)' '*journalctl*' connect=2/104 get a.b
    fails 4 'get: corosync closed the connection while it was opened (CS_ERR_LIBRARY)' '*journalctl*' connect=2/107 get a.b
    fails 4 'get: corosync closed the connection while it was opened (CS_ERR_LIBRARY)' '*journalctl*' connect=2/32 get a.b
    fails 4 'get: too many open files, here or in corosync (CS_ERR_LIBRARY)' '*ulimit -n*' connect=2/24 get a.b
    fails 4 'get: too many open files on this node (CS_ERR_LIBRARY)' '*fs.file-nr*' connect=2/23 get a.b
    fails 6 'get: out of memory while connecting to corosync (CS_ERR_NO_MEMORY)' '' connect=8/12 get a.b
    fails 5 "get: corosync denies access to uid $EUID, gid $(id -g) (CS_ERR_ACCESS)" '*uidgid.d*' connect=11/13 get a.b
    fails 4 "get: corosync's connection files do not exist (CS_ERR_NOT_EXIST)" '*/dev/shm*' connect=12/2 get a.b
    fails 6 'get: /dev/shm is full (CS_ERR_NO_SPACE)' '*df /dev/shm*' connect=15/28 get a.b
    fails 6 'get: out of connection handles (CS_ERR_NO_RESOURCES)' '*close*' connect=18 get a.b
    fails 6 'get: this corosync has no stats map (CS_ERR_NOT_SUPPORTED)' '*3.0*' connect:stats=19/38 get stats.a
}

@test "a server that does not run as root is rejected" {
    ((EUID == 0)) || skip 'only root can play another user'
    fails 5 "get: the program that answers as corosync (pid +([0-9]), uid 65534) does not run as root (CS_ERR_SECURITY)" \
        '*impostor*' connect=stranger get a.b
}

@test "a user without access tries once, because corosync logs each attempt" {
    fails 5 '*' '*' connect=11/13 dump
    [[ $(calls connect) == 1 ]]
    fails 5 'set: "test.u8" is read-only (CS_ERR_ACCESS)' '*corosync itself*' set=11 set test.u8 1
    [[ $(calls set) == 1 ]]
}

@test "a value that cannot be read is reported, and the others are printed" {
    fails 6 'get: corosync cannot read "totem.token" now (CS_ERR_LIBRARY)' '*knet*' get:totem.token=2 get totem.token
    fails 6 'get: corosync sent a value of "totem.token" that does not match its type (CS_ERR_MESSAGE_ERROR)' '' \
        get:totem.token=22 get totem.token
    fails 6 'get: cannot read "totem.token" in icmap: * (CS_ERR_BAD_HANDLE)' '*' get:totem.token=9 get totem.token
    run --separate-stderr -7 fake get:test.i16=2 dump test
    [[ ${#lines[@]} == 12 && ${stderr_lines[0]} == *'cannot read "test.i16" now'* ]]
}

@test "ls and tree report a value that cannot be read after the others, and skip a key that vanishes" {
    local verb
    for verb in 'ls -l' tree; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr -7 fake get:test.i16=2 $verb test
        [[ ${#lines[@]} == $([[ $verb == tree ]] && echo 13 || echo 12) && $output != *i16* ]]
        [[ ${stderr_lines[0]} == "cmapsh: ${verb% *}: corosync cannot read \"test.i16\" now (CS_ERR_LIBRARY)" ]]
        # shellcheck disable=SC2086
        run --separate-stderr -0 fake get:test.i16=vanish $verb test
        [[ ${#lines[@]} == $([[ $verb == tree ]] && echo 13 || echo 12) && $output != *i16* && -z $stderr ]]
    done
    fails 6 'ls: corosync cannot read "test.i16" now (CS_ERR_LIBRARY)' '*knet*' get:test.i16=2 ls -l test.i16
}

@test "records of ls have no value that cannot be read, and the error follows them" {
    local format
    for format in json ndjson csv; do
        run --separate-stderr -7 fake get:test.i16=2 -o "$format" ls -l test
        [[ $(grep -c 'test\.' <<<"$output") == 12 && $output != *i16* && $stderr == *'corosync cannot read '*test.i16*' now'* ]]
        [[ $(grep -c 'cannot read' <<<"$stderr") == 1 ]]
    done
    fails 6 'ls: corosync cannot read "test.i16" now (CS_ERR_LIBRARY)' '*knet*' get:test.i16=2 -o csv ls -l test.i16
    run --separate-stderr -0 fake get:test.i16=vanish -o csv ls -l test
    [[ $(grep -c '^[^,]*,test\.' <<<"$output") == 12 && $output != *i16* && -z $stderr ]]
    # Without values none is read.
    run --separate-stderr -0 fake get:test.i16=2 -o csv ls test
    [[ $output == *$'\ni16,test.i16,'* && -z $stderr ]]
}

@test "find --count does not count a value that cannot be read, and says so" {
    run --separate-stderr -7 fake get:test.u8=2 find --count --value '*5' 'test.*'
    [[ $output == 3 && ${stderr_lines[0]} == 'cmapsh: find: corosync cannot read "test.u8" now (CS_ERR_LIBRARY)' ]]
    run --separate-stderr -6 fake get:test.u8=2 find --count --value 255 'test.*'
    [[ $output == 0 && ${stderr_lines[0]} == 'cmapsh: find: corosync cannot read "test.u8" now (CS_ERR_LIBRARY)' ]]
}

@test "cmapctl reports a value that cannot be read, and prints the others" {
    run --separate-stderr -0 fake get:test.u8=2 cmapctl test
    [[ ${#lines[@]} == 12 && $output != *test.u8* && ${stderr_lines[0]} == "Can't get value of test.u8. Error CS_ERR_LIBRARY" ]]
}

@test "a task that corosync refuses ends with the reason" {
    local verb
    for verb in 'watch totem' 'wait totem.token=1' 'rate stats.srp' 'status --watch'; do
        # shellcheck disable=SC2086 # words
        fails 6 "${verb%% *}: cannot watch in *: no permission, or the key is read-only (CS_ERR_ACCESS)" '*run as root*' track_add=11 $verb
        # shellcheck disable=SC2086
        fails 5 "${verb%% *}: corosync denies access to uid *" '*run as root*' connect=11/13 $verb
    done
    for verb in 'watch totem' 'wait totem.token=1'; do
        # shellcheck disable=SC2086
        fails 6 "${verb%% *}: corosync is out of memory and cannot list keys (CS_ERR_NO_SECTIONS)" '' iter_init=27 $verb
    done
}

@test "status without an answer has it as the only finding, in every format" {
    local what='corosync \(pid [0-9]+\) did not answer for 0.2 s'
    run --separate-stderr -124 fake get=block -t 0.2 -q status
    [[ $output == NO_ANSWER && ${stderr_lines[0]} =~ ^"cmapsh: status: "$what$ ]]
    run --separate-stderr -124 fake get=block -t 0.2 -o ndjson status
    [[ ${#lines[@]} == 1 && $output =~ ^'{"record":"finding","level":"critical","code":"NO_ANSWER","what":"'$what'",' ]]
    [[ ${#stderr_lines[@]} == 1 && $stderr =~ ^'{"error":{"command":"status","message":"'$what'",'.*'"exit":124}}'$ ]]
    run --separate-stderr -124 fake get=block -t 0.2 -o csv status
    [[ ${#lines[@]} == 2 && ${lines[1]} =~ ^critical,NO_ANSWER,,,$what, ]]
    run --separate-stderr -124 fake get=block -t 0.2 -o prom status
    [[ ${#lines[@]} == 4 && ${lines[2]} == 'cmapsh_finding{code="NO_ANSWER",level="critical"} 1' && ${lines[3]} == '# EOF' ]]
    run --separate-stderr -2 fake get=block -t 0.2 status --plugin
    [[ $output =~ ^'COROSYNC CRITICAL: '$what$ && -z $stderr ]]
}

@test "status says that a corosync has no quorum provider, and has no number of votes" {
    FAKE_CMAP='' run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<'END'
cmapctl -s runtime.members.1.status str joined
status
status -o prom
status --plugin
END
    [[ -z $stderr && ${lines[1]} == 'quorum  corosync has no quorum provider, so that each part of the cluster goes on' ]]
    [[ $output == *$'\ncorosync_member_joined{member="1"} 1\n# EOF\n'* && $output != *votes* && $output != *cmapsh_quor* ]]
    [[ ${lines[-1]} == 'COROSYNC OK: 1 of 1 nodes joined | joined=1;;;0;1 links_down=0;;;0;0' ]]
}

@test "nodes lists the nodelist of corosync in every format, whichever map is open" {
    FAKE_CMAP='' run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<'END'
set nodelist.node.0.ring0_addr str 10.0.0.1
set nodelist.node.0.name str db1
nodes
nodes -o ndjson
open stats
nodes -o csv
get stats.ipcs.global.active
END
    [[ -z $stderr && ${output//$'\r'/} == 'db1  10.0.0.1
{"name":"db1","address":"10.0.0.1","self":false}
name,address,self
db1,10.0.0.1,false
stats.ipcs.global.active (u64) = 4' ]]
    # One connection for each map, and nodes does not close that of the session.
    [[ $(calls connect) == 2 ]]
    FAKE_CMAP='' run -1 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<<$'nodes\nnodes -o ndjson'
    [[ -z $output && ${stderr_lines[0]} == 'note: the map has no nodelist' && ${stderr_lines[1]} == 'hint: name the nodes: nodes node1,node2' ]]
    [[ ${stderr_lines[2]} == '{"warning":{"command":"nodes","message":"the map has no nodelist","hint":'* && ${#stderr_lines[@]} == 3 ]]
    FAKE_CMAP=connect=2/111 run -4 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<<nodes
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: stdin:1:1: nodes: corosync is not running on this node (CS_ERR_LIBRARY)' ]]
}

@test "without a nodelist, -N all is refused before a node is asked, by what follows nodes, too" {
    local verb
    for verb in 'get totem.token' 'watch totem' 'wait totem.token=1' 'rate --count 1'; do
        # shellcheck disable=SC2086 # words
        fails 2 "${verb%% *}: the map has no nodelist" 'name the nodes: -N node1,node2' '' -N all $verb
        # shellcheck disable=SC2086
        fails 2 "${verb%% *}: \"n!\" is not the name of a node" '*node\[1-3\]*' '' -N 'n!' $verb
    done
}

@test "a list that breaks off fails, and prints nothing" {
    fails 4 'dump: the connection to corosync was lost (CS_ERR_LIBRARY)' '*journalctl*' iter_next=2+3 -m icmap dump
    fails 6 'dump: corosync is out of memory and cannot list keys (CS_ERR_NO_SECTIONS)' '' iter_init=27 -m icmap dump
    fails 4 'ls: the connection to corosync was lost (CS_ERR_LIBRARY)' '*journalctl*' iter_next=hangup+3 -m icmap ls test
    fails 4 'tree: the connection to corosync was lost (CS_ERR_LIBRARY)' '*journalctl*' get=hangup+2 tree test
}

@test "a key that could not be read is in a snapshot, and in the copy of a node, and not missing there" {
    local map why='cannot read "test.u8" in icmap: the operation is not possible now'
    cd "$BATS_TEST_TMPDIR"
    run --separate-stderr -7 fake get:test.u8=20 save ./snapshot test.u8 test.i8
    for map in ./snapshot "@$(uname -n)"; do
        run --separate-stderr -7 fake get:test.u8=20 -m "$map" get test.u8 test.i8
        [[ $output == 'test.i8 (i8) = -128' && $stderr == "cmapsh: get: $map has no value of \"test.u8\": $why" ]]
        run --separate-stderr -7 fake get:test.u8=20 -m "$map" dump test.i8 test.u8
        [[ $output == 'test.i8 (i8) = -128' && $stderr == "cmapsh: dump: $map has no value of \"test.u8\": $why" ]]
        run --separate-stderr -3 fake get:test.u8=20 -m "$map" get test.u9
        [[ ${stderr_lines[0]} == "cmapsh: get: no key \"test.u9\" in "* ]]
    done
    # It is not set, and what says another type is still no key.
    run --separate-stderr -2 fake '' load ./snapshot
    [[ -z $output && ${stderr_lines[0]} == "cmapsh: ./snapshot:2:9: load: ./snapshot has no value of \"test.u8\": $why" ]]
    sed -i 's/"none"/"nine"/' snapshot
    run --separate-stderr -0 fake '' -m ./snapshot dump
    [[ $output == 'test.i8 (i8) = -128' && $stderr == 'note: snapshot: skipped 1 line without a key (line 2)' ]]
}

@test "the copy of a node has every key of its map, from the first to the last" {
    local live
    run -0 fake '' dump --show-secrets
    live=$output
    run -0 fake '' -m "@$(uname -n)" dump --show-secrets
    [[ ${#lines[@]} -gt 13 && $output == "$live" ]]
}

@test "after nodes LIST, status asks these nodes, too" {
    run -6 --separate-stderr env PATH=/nonexistent FAKE_CMAP= "$top_builddir/tests/fakes/cmapsh" <<<$'nodes node9\nstatus'
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: stdin:2:1: status: node9: cannot run ssh: '* ]]
}

@test "where the branch of a missing key cannot be listed, there is no hint" {
    fails 3 'get: no key "test.u9" in icmap (CS_ERR_NOT_EXIST)' 'did you mean "test.u8"?' '' get test.u9
    fails 3 'get: no key "test.u9" in icmap (CS_ERR_NOT_EXIST)' '' iter_init=20 get test.u9
}

@test "a nodelist that cannot be read is an error, and a map without one has a hint" {
    local list
    for list in all node9; do
        fails 6 'get: cannot list "nodelist." in icmap: the operation is not possible now' 'try again' \
            iter_init:nodelist.=20 -N "$list" get totem.token
    done
    fails 2 'get: the map has no nodelist' 'name the nodes: -N node1,node2' '' -N all get totem.token
}

@test "without ssh, each node of another name fails with a hint, and this one answers" {
    local program=$top_builddir/tests/fakes/cmapsh
    run -6 --separate-stderr env PATH=/nonexistent FAKE_CMAP= "$program" -N node9 get totem.token
    [[ -z $output && $stderr == $'cmapsh: get: node9: cannot run ssh: No such file or directory\nhint: install ssh' ]]
    run -7 --separate-stderr env PATH=/nonexistent FAKE_CMAP= "$program" -N "node9,$(uname -n)" -q get totem.token
    [[ $output == "$(uname -n): 3000" && $stderr == $'cmapsh: get: node9: cannot run ssh: No such file or directory\nhint: install ssh' ]]
}

@test "in a script on a saved map, names of -N are relative to the path where this node has them, and the map stays in use" {
    local node
    node=$(uname -n)
    cd "$BATS_TEST_TMPDIR"
    printf '%s (u32) = 7\n' test.u16 test.own totem.token >map
    run --separate-stderr -7 env FAKE_CMAP= "$top_builddir/tests/fakes/cmapsh" -q -k -m ./map <<END
cd test
get -N $node u16
get -N $node totem.token
get -N $node own
get own
END
    [[ $output == "$node: 65535"$'\n'"$node: 3000"$'\n7' ]]
    [[ ${stderr_lines[0]} == "cmapsh: stdin:4:"*": get: $node: no key \"test.own\" in icmap (CS_ERR_NOT_EXIST)" ]]
}

@test "no key is deleted if the branch cannot be listed of which it is a part" {
    printf 'new.key u8 1\n^^test.\n' >"$BATS_TEST_TMPDIR/f"
    fails 6 'load: corosync is out of memory and cannot list keys (CS_ERR_NO_SECTIONS)' '' iter_init:test.=27 load --yes "$BATS_TEST_TMPDIR/f"
    [[ $(calls set) == 0 && $(calls delete) == 0 ]]
    FAKE_CMAP=iter_init:logging.logger_subsys.=27 run -6 --separate-stderr "$top_builddir/tests/fakes/cmapsh" <<'END'
set logging.logger_subsys.A.debug str on
set logging.logger_subsys.B.debug str on
delete --yes logging.logger_subsys.A.debug
END
    [[ $stderr == 'cmapsh: stdin:3:1: delete: corosync is out of memory and cannot list keys (CS_ERR_NO_SECTIONS)' ]]
    [[ $(calls set) == 2 && $(calls delete) == 0 ]]
    # If there is another one, one is deleted; but not both, and not the last.
    FAKE_CMAP='' run -7 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -k <<'END'
set logging.logger_subsys.A.debug str on
set logging.logger_subsys.B.debug str on
delete --yes logging.logger_subsys.A.debug logging.logger_subsys.B.debug
delete --yes logging.logger_subsys.A.debug
delete --yes logging.logger_subsys.B.debug
END
    [[ $(grep -c 'corosync ends if the last key below logging.logger_subsys is deleted' <<<"$stderr") == 2 && $(calls delete) == 1 ]]
}

@test "a key that vanishes while it is read is skipped without an error" {
    run --separate-stderr -0 fake get:test.i16=vanish dump test
    [[ ${#lines[@]} == 12 && -z $stderr ]]
}

@test "a refused change is reported with its cause" {
    fails 6 'set: corosync rejects this value for "test.u8" (CS_ERR_INVALID_PARAM)' '*16384*' set=7 set test.u8 1
    fails 6 'inc: "test.i8" is not an integer and cannot be incremented or decremented (CS_ERR_INVALID_PARAM)' '' inc=7 inc test.i8
    fails 6 'set: the value for "test.u8" is too large (CS_ERR_TOO_BIG)' '*16384*' set=26 set test.u8 1
    fails 2 'set: "test.u8" is not a valid key: * (CS_ERR_NAME_TOO_LONG)' '*3 to 255*' set=13 set test.u8 1
    fails 3 'delete: no key "test.u8" in icmap (CS_ERR_NOT_EXIST)' '' delete=12 delete test.u8
    fails 5 'delete: the icmap map does not support delete ("test.u8") (CS_ERR_NOT_SUPPORTED)' '*' delete=19 delete test.u8
    fails 6 'set: cannot set "test.u8" in icmap: * (CS_ERR_EXIST)' '*' set=14 set test.u8 1
    fails 6 'set: *out of memory* (CS_ERR_NO_MEMORY)' '' set=8 set test.u8 1
}

@test "a name that no key can have is refused wherever it is, and nothing is sent" {
    local args
    for args in 'set a,b 1' 'set a,b u8 1' '--dry-run set a,b u8 1' 'inc a,b' 'delete a,b test.u8' 'delete test.u8 a,b'; do
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086 # words
        fails 2 '*: "a,b" is not a valid key: "," at position 2' '*3 to 255*' '' $args
        [[ $(calls '(get|set|inc|delete)') == 0 ]]
    done
}

@test "a change is not repeated when the connection is lost, and its outcome is reported as unknown" {
    local change
    for change in 'set test.u8 1' 'dec test.u8' 'delete test.u8'; do
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086 # words
        fails 4 "${change%% *}: the connection to corosync was lost; \"test.u8\" may or may not have been changed (CS_ERR_LIBRARY)" \
            '*get*' "${change%% *}=hangup" $change
        [[ $(calls "${change%% *}") == 1 ]]
    done
}

@test "no change is tried after one that lost the connection" {
    run --separate-stderr -4 fake delete=hangup delete test.u8 test.u16 test.u32
    [[ $(calls delete) == 1 && $stderr == *test.u8* && $stderr != *test.u16* ]]
}

@test "a read is repeated once on a new connection" {
    run --separate-stderr -0 fake 'get=hangup*1+3' dump test
    [[ ${#lines[@]} == 13 && -z $stderr && $(calls connect) == 2 && $(calls get) == 15 ]]
}

@test "a command reads everything again when corosync was restarted while it read" {
    local command expected
    for command in 'find test' 'find test --value 255' 'find test --count --value 255' 'ls -l test' 'ls -l -j test' 'tree test' \
        'dump test totem' 'dump -o prom test' 'get test.i8 test.u8'; do
        # shellcheck disable=SC2086 # words
        run -0 fake '' -m icmap $command
        expected=$output
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086
        run --separate-stderr -0 fake 'get:test.u8=hangup*1 connect=other+1' -m icmap $command
        [[ $output == "$expected" && -z $stderr && $(calls connect) == 2 ]]
    done
    export COROSYNC_MAIN_CONFIG_FILE=/none # effective reads the file of the fake, which is the program itself
    for command in 'effective totem' 'explain totem.token' 'status -q'; do
        # shellcheck disable=SC2086
        run fake '' -m icmap $command
        expected=$status$output
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086
        run --separate-stderr fake 'get:totem.token=hangup*1 connect=other+1' -m icmap $command
        [[ $status$output == "$expected" && -z $stderr && $(calls connect) == 2 ]]
    done
    fails 4 'find: corosync was restarted while it was read (CS_ERR_LIBRARY)' 'try again' 'get:test.u8=hangup connect=other+1' \
        -m icmap find test
}

@test "two live maps of two corosyncs are not compared" {
    fails 4 'diff: corosync was restarted while it was read' 'try again' connect=other+1 diff icmap live totem
    run -0 --separate-stderr fake '' diff icmap live totem
}

@test "save fails if the name of the node would come from another corosync" {
    fails 4 'save: corosync was restarted while it was read (CS_ERR_LIBRARY)' 'try again' \
        'get:nodelist.local_node_pos=hangup connect=other+1' -m icmap save - test
}

@test "no change is sent to another corosync than the one whose keys were read" {
    local change
    for change in 'set test.u8 1' 'dec test.u8' 'delete test.u8'; do
        : >"$FAKE_LOG"
        # shellcheck disable=SC2086 # words
        fails 4 "${change%% *}: corosync was restarted meanwhile; \"test.u8\" was not changed (CS_ERR_LIBRARY)" 'try again' \
            'get:test.u8=hangup-after connect=other+1' $change
        [[ $(calls "${change%% *}") == 0 ]]
    done
    fails 4 'delete: corosync was restarted while it was read (CS_ERR_LIBRARY)' 'try again' \
        'get:test.u8=hangup-after connect=other+1' delete --prefix --yes test
    [[ $(calls delete) == 0 ]]
    run --separate-stderr -4 fake 'delete:test.i16=hangup-after connect=other+1' delete test.i8 test.i16 test.i32 test.i64
    [[ ${stderr_lines[0]} == *'"test.i32" was not changed'* && ${stderr_lines[2]} == 'note: the 2 changes before it are lost, and nothing after it was sent' ]]
    [[ $(calls delete) == 2 ]]
}

# Within the timeout, and half a second for a machine that is busy with other tests.
gives_up() { # RULES ARG...
    local begin=${EPOCHREALTIME//[!0-9]/} took
    run --separate-stderr -124 fake "$1" -t 0.3 "${@:2}"
    took=$((${EPOCHREALTIME//[!0-9]/} - begin))
    ((took >= 300000 && took < 800000)) || { echo "took $took us" && false; }
    [[ -z $output && ${stderr_lines[0]} == 'cmapsh: '*' for 0.3 s'* && ${stderr_lines[1]} == 'hint: '* ]]
}

@test "every request ends after the timeout if corosync does not answer" {
    gives_up connect=block get totem.token
    gives_up get=block get totem.token
    gives_up get=block+5 dump
    gives_up iter_init=block ls
    gives_up iter_next=block+3 find token
    gives_up 'connect:stats=block' dump
    gives_up get=block set test.u8 1
    [[ $(calls set) == 0 ]]
}

@test "a change without an answer is reported as unknown" {
    for change in 'set test.u8 1' 'inc test.i8' 'delete test.u8'; do
        # shellcheck disable=SC2086 # words
        gives_up "${change%% *}=block" $change
        [[ ${stderr_lines[1]} == *'may or may not have been made'* ]]
        [[ $(calls "${change%% *}") == 1 ]]
    done
}

@test "closing a connection that hangs takes at most the timeout" {
    local begin=${EPOCHREALTIME//[!0-9]/} took
    run -0 fake finalize=block -t 0.3 get totem.token
    took=$((${EPOCHREALTIME//[!0-9]/} - begin))
    ((took < 1000000))
    [[ $output == 'totem.token (u32) = 3000' ]]
}

@test "CS_ERR_TRY_AGAIN is repeated until it succeeds or the timeout passes" {
    run --separate-stderr -0 fake 'connect=6*2 get=6*2' get totem.token
    [[ $output == 'totem.token (u32) = 3000' && -z $stderr ]]
    [[ $(calls connect) == 3 && $(calls get) == 3 ]]
    : >"$FAKE_LOG"
    gives_up connect=6 get totem.token
    [[ ${stderr_lines[0]} == *'it said "try again" for 0.3 s (CS_ERR_TRY_AGAIN)' ]]
    (($(calls connect) <= 8))
    gives_up set=6 set test.u8 1
}

@test "every failed connect and every connection is closed; that of one command ends with the process" {
    run -0 fake 'connect=6*2' get totem.token stats.srp.mtt_rx_token
    [[ $(calls connect) == 4 && $(calls finalize) == 2 ]]
    : >"$FAKE_LOG"
    FAKE_CMAP='' run -0 "$top_builddir/tests/fakes/cmapsh" <<<$'open icmap as other\nget totem.token\nclose other\nget totem.token'
    [[ $(calls connect) == 2 && $(calls finalize) == 2 ]]
}

@test "the hints of several missing keys list their branch once" {
    run --separate-stderr -3 fake '' get test.u9 test.i9 test.dble
    [[ ${#stderr_lines[@]} == 6 && $(calls iter_init) == 1 ]]
    : >"$FAKE_LOG"
    run --separate-stderr -3 fake '' get test.u9 no.such test.i9 totem.tokn
    [[ ${#stderr_lines[@]} == 7 ]]
    (($(calls iter_init) == 4)) # test, no, and then all keys of both maps
}

@test "reading sends the fewest possible requests" {
    run -0 fake '' get totem.token
    [[ $(wc -l <"$FAKE_LOG") == 2 ]] # connect, get
    : >"$FAKE_LOG"
    run -0 fake '' ls test
    [[ $(calls get) == 1 && $(calls iter_next) == 14 && $(calls iter_init) == 1 ]] # one for the key test itself
    : >"$FAKE_LOG"
    run -0 fake '' dump test
    [[ $(calls get) == 14 && $(calls iter_next) == 14 && $(calls connect) == 1 ]]
    : >"$FAKE_LOG"
    run -0 fake '' set test.u8 1
    [[ $(calls get) == 1 && $(calls set) == 1 && $(wc -l <"$FAKE_LOG") == 3 ]]
    : >"$FAKE_LOG"
    run -0 fake '' -n set test.u8 1
    [[ $(calls set) == 0 ]]
    : >"$FAKE_LOG"
    run -5 fake '' --read-only set test.u8 1
    run -0 fake '' explain 6
    run -2 fake '' get 'a b'
    [[ ! -s $FAKE_LOG ]]
}

@test "an error is printed by one write, and so is each note" {
    command -v strace >/dev/null || skip 'strace is not installed'
    local format
    for format in text json; do
        run strace -f -e trace=write -e write=none -o "$BATS_TEST_TMPDIR/trace" env ASAN_OPTIONS=detect_leaks=0 \
            "${CMAPSH:-$top_builddir/cmapsh}" -o "$format" -m /no/such/file get totem.version
        [[ $(grep -c 'write(2, ' "$BATS_TEST_TMPDIR/trace") == 1 ]]
    done
    printf '%s\n' root:x 'totem.version (u32) = 2' 'totem.version (u32) = 3' >"$BATS_TEST_TMPDIR/map"
    run -0 --separate-stderr strace -f -e trace=write -e write=none -o "$BATS_TEST_TMPDIR/trace" env ASAN_OPTIONS=detect_leaks=0 \
        "${CMAPSH:-$top_builddir/cmapsh}" -m "$BATS_TEST_TMPDIR/map" get totem.version
    ((${#stderr_lines[@]} > 1))
    [[ $(grep -c 'write(2, ' "$BATS_TEST_TMPDIR/trace") == "${#stderr_lines[@]}" ]]
    # With its hint.
    run -1 --separate-stderr strace -f -e trace=write -e write=none -o "$BATS_TEST_TMPDIR/trace" env ASAN_OPTIONS=detect_leaks=0 \
        "${CMAPSH:-$top_builddir/cmapsh}" -m "$BATS_TEST_TMPDIR/map" find totem.versoin
    [[ ${#stderr_lines[@]} == 6 && $stderr == *$'\nnote: no key matches "totem.versoin"\nhint: '* ]]
    [[ $(grep -c 'write(2, ' "$BATS_TEST_TMPDIR/trace") == 5 ]]
}

@test "the name of a node that ssh would take for an option, or for several words, is not given to ssh" {
    local command names=$'set nodelist.node.0.ring0_addr str -- -x\nset nodelist.node.2.name str -- -oProxyCommand=x\nset nodelist.node.10.name str "a b"\n'
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho "$*" >>"%s"\n' "$BATS_TEST_TMPDIR/called" >"$BATS_TEST_TMPDIR/bin/ssh"
    chmod +x "$BATS_TEST_TMPDIR/bin/ssh"
    for command in 'watch -N all totem' 'rate -N all stats' 'wait -N all totem.token=1'; do
        PATH=$BATS_TEST_TMPDIR/bin:$PATH FAKE_CMAP='' run -6 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -y <<<"$names$command"
        [[ -z $output && $stderr == "cmapsh: stdin:4:1: ${command%% *}: \""*"\" is not the name of a host" ]]
    done
    PATH=$BATS_TEST_TMPDIR/bin:$PATH FAKE_CMAP='' run -6 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -y <<<"${names}get -N all totem.token"
    [[ $stderr == *'get: -oProxyCommand=x: "-oProxyCommand=x" is not the name of a host'* && $stderr == *'get: -x: "-x" is not the name of a host'* ]]
    [[ $stderr == *'get: a b: "a b" is not the name of a host'* ]]
    [[ ! -e $BATS_TEST_TMPDIR/called ]]
}
