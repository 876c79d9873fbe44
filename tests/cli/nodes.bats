#!/usr/bin/env bats
# Several nodes at once, over a fake ssh that runs commands in the other nodes of the sandbox: see fakes/bin/ssh.
# shellcheck disable=SC2154,SC2016,SC2030,SC2031 # bats sets stderr, and runs each test in a subshell; scripts for filters

load ../helper
load nodes

NAMES='node1: nodelist.local_node_pos (u32) = 0
node2: nodelist.local_node_pos (u32) = 1
node3: nodelist.local_node_pos (u32) = 2'

@test "get -N all prints the value of each node, sorted, with its name in front" {
    prints "$NAMES" get -N all nodelist.local_node_pos
    prints "$NAMES" get nodelist.local_node_pos --nodes node3,node1,node2,node3
    prints $'node1: 0\nnode2: 1\nnode3: 2' get -q -N 'node[1-3]' nodelist.local_node_pos
}

@test "nodes without cmapsh are read with corosync-cmapctl" {
    without_cmapsh
    prints "$NAMES" get -N all nodelist.local_node_pos
    run -0 cmapsh get -N node2,node3 -q stats.srp.time_since_token_last_received totem.version
    [[ ${#lines[@]} == 4 && ${lines[1]} == 'node2: 2' && ${lines[3]} == 'node3: 2' ]]
    run -0 cmapsh find -N node2 --count '**'
    ((${output#node2: } > 150))
}

@test "a node whose cmapsh cannot answer is read with corosync-cmapctl, and a note says so" {
    local broken at # run uses i
    SSH_PATH=$BATS_TEST_TMPDIR/broken
    mkdir "$SSH_PATH"
    broken=(
        'echo "cmapsh: unknown option \"-t\"" >&2; exit 2' 'cmapsh: unknown option "-t"'
        'echo "{\"version\":99,\"keys\":[[1]]}"' 'cannot read the answer: '
        'echo "[{\"name\":\"nodelist.local_node_pos\",\"is\":7}]"' 'cannot read the answer: '
        'kill -SEGV $$' ''
        'kill -KILL $$' 'Killed'
        'exit 124' 'the command failed'
        'echo "cmapsh: error while loading shared libraries: libjson-c.so.5" >&2; exit 127' 'cmapsh: error while loading'
        'echo "{\"error\":{\"message\":\"cannot load libcmap.so.4\",\"exit\":6}}" >&2; exit 6' 'cannot load libcmap.so.4'
        'printf "%s\n" "{\"warning\":{\"message\":\"slow\"}}" "{\"error\":{\"message\":\"no memory\",\"exit\":6}}" ended >&2; exit 6' 'no memory'
        'exit 0' 'cannot read the answer: '
    )
    for ((at = 0; at < ${#broken[@]}; at += 2)); do
        printf '#!/bin/sh\n%s\n' "${broken[at]}" >"$SSH_PATH/cmapsh"
        chmod +x "$SSH_PATH/cmapsh"
        run -0 --separate-stderr cmapsh get -N all nodelist.local_node_pos
        echo "${broken[at]}: $stderr"
        [[ $output == "$NAMES" ]]
        [[ $stderr == *"note: node3: read with corosync-cmapctl, as cmapsh there failed: ${broken[at + 1]}"* ]]
    done
    # Of two programs that fail, the first names the reason.
    printf '#!/bin/sh\nexit 6\n' >"$SSH_PATH/corosync-cmapctl"
    chmod +x "$SSH_PATH/corosync-cmapctl"
    printf '#!/bin/sh\necho "cannot load it" >&2; exit 6\n' >"$SSH_PATH/cmapsh"
    fails 6 get -N node2 totem.version
    [[ $stderr == 'cmapsh: get: node2: cannot load it' ]]
}

@test "ssh gets no question, no terminal, a limit of time, and the name of the host after --; this node needs no ssh" {
    prints "$NAMES" get -N all nodelist.local_node_pos
    [[ $(wc -l <"$SSH_LOG") == 2 ]]
    [[ $(cut -d'|' -f1,2 "$SSH_LOG" | sort) == "-T -x -n -o BatchMode=yes -o ConnectTimeout=10 | node2 
-T -x -n -o BatchMode=yes -o ConnectTimeout=10 | node3 " ]]
    grep -q 'timeout .*cmapsh -t 10.000' "$SSH_LOG"
}

@test "only the keys that the command needs are asked for" {
    run -0 cmapsh dump -N node2 totem 'stats.knet.*.*.connected'
    grep -qF 'dump -- "totem" "stats.knet.*.*.connected";' "$SSH_LOG"
    run -0 cmapsh find -N node2 token
    tail -n 1 "$SSH_LOG" | grep -qF 'dump --;'
    run -0 cmapsh dump -N node2 totem ''
    tail -n 1 "$SSH_LOG" | grep -qF 'dump --;'
    [[ $output == *'nodelist.'* ]]
}

@test "a value has the same text on all nodes, with cmapsh and with corosync-cmapctl" {
    local k
    for k in 1 2 3; do
        in_sandbox --node "$k" "$top_builddir/cmapsh" set test.str str 'a "b"  = c'
        in_sandbox --node "$k" "$top_builddir/cmapsh" set test.bin bin 0x00ff
        in_sandbox --node "$k" "$top_builddir/cmapsh" set test.i64 i64 -9223372036854775808
    done
    run -0 cmapsh dump -N all --fold test
    [[ ${lines[0]} == 'node[1-3] (3)' && ${#lines[@]} == 4 && $output == *'test.str (str) = a "b"  = c'* ]]
    without_cmapsh
    [[ $(cmapsh dump -N all --fold test) == "$output" ]]
}

@test "colors, quotes, spaces and hexadecimal digits in a value are those of the node, with cmapsh and with corosync-cmapctl" {
    local k
    for k in 1 2 3; do
        in_sandbox --node "$k" "$top_builddir/cmapsh" set exact.color str $'a \e[31m b'
        in_sandbox --node "$k" "$top_builddir/cmapsh" set exact.quoted str '"a\x41"'
        in_sandbox --node "$k" "$top_builddir/cmapsh" set exact.spaces str $'  a \r'
        in_sandbox --node "$k" "$top_builddir/cmapsh" set exact.digits bin 0x30783431
    done
    run -0 --separate-stderr cmapsh dump -N all --fold exact
    [[ -z $stderr && ${lines[0]} == 'node[1-3] (3)' && ${#lines[@]} == 5 && $output == *'exact.color (str) = "a \x1b[31m b"'* ]]
    without_cmapsh
    prints "$output" dump -N all --fold exact
    prints '' diff -N all exact
}

@test "--fold prints equal answers once, and others below their own names" {
    in_sandbox --node 2 "$top_builddir/cmapsh" set test.odd u8 1
    prints 'node1 (1)
  nodelist.local_node_pos (u32) = 0
node2 (1)
  nodelist.local_node_pos (u32) = 1
node3 (1)
  nodelist.local_node_pos (u32) = 2' get -N all --fold nodelist.local_node_pos
    run -7 cmapsh find -N all --fold --count test.odd
    [[ $output == $'node[1,3] (2)\n  0\nnode2 (1)\n  1' ]]
}

@test "records have the node in every format" {
    run -0 cmapsh get -j -N all nodelist.local_node_pos
    [[ $(jq -c '.[] | [.node, .value]' <<<"$output" | paste -s -d ' ') == '["node1",0] ["node2",1] ["node3",2]' ]]
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    "$top_srcdir/tests/schema" json get <<<"$output"
    run -0 cmapsh get -o ndjson -N node3 nodelist.local_node_pos
    [[ $output == '{"node":"node3","key":"nodelist.local_node_pos","type":"u32","value":2}' ]]
    run -0 cmapsh get -o csv -N all nodelist.local_node_pos
    [[ ${lines[0]} == $'node,key,type,value\r' && ${lines[3]} == $'node3,nodelist.local_node_pos,u32,2\r' ]]
    run -0 cmapsh get -o table -N all nodelist.local_node_pos
    [[ ${lines[0]} == NODE* && ${lines[3]} == node3* ]]
    run -0 cmapsh dump -o prom -N all stats.srp.operational_entered stats.ipcs
    [[ $output == *'{host="node1"} '*'{host="node2"} '*'{host="node3"} '*'# EOF' ]]
    [[ $(grep -c '^# TYPE corosync_srp_operational_entered' <<<"$output") == 1 ]]
}

@test "nodes that fail are named last, with the words of ssh; the others are printed" {
    export SSH_REFUSED=node2
    run -7 --separate-stderr cmapsh get -N all totem.version
    [[ $output == $'node1: totem.version (u32) = 2\nnode3: totem.version (u32) = 2' ]]
    [[ $stderr == 'cmapsh: get: node2: ssh: connect to host node2 port 22: Connection refused' ]]
    export SSH_NOKEY=node3
    run -4 --separate-stderr cmapsh get -j -N node2,node3 totem.version
    [[ -z $output ]]
    [[ $(jq -c '.error | [.node, .message, .exit]' <<<"$stderr") == '["node2","ssh: connect to host node2 port 22: Connection refused",4]
["node3","root@node3: Permission denied (publickey,password).",4]' ]]
}

@test "a missing key is an error of its node" {
    in_sandbox --node 3 "$top_builddir/cmapsh" set test.only u8 3
    run -7 --separate-stderr cmapsh get -N all test.only
    [[ $output == 'node3: test.only (u8) = 3' && $stderr == *'get: node1: no key "test.only"'*'get: node2: no key "test.only"'* ]]
    run -3 --separate-stderr cmapsh get -N node1,node2 test.only
    run -1 --separate-stderr cmapsh dump -N all test.none
}

@test "a node that is down or hangs costs no more than its limit" {
    export SSH_DOWN=node2 SSH_HANG=node3
    run -7 --separate-stderr timeout 30 "$SANDBOX" exec --node 1 "$SANDBOX_DIR" "$top_builddir/cmapsh" get -t 0.2 -N all totem.version
    [[ $output == 'node1: totem.version (u32) = 2' ]]
    [[ $stderr == *'node2: ssh: connect to host node2 port 22: Connection timed out'*'node3: no answer within the timeout'* ]]
}

@test "a corosync that does not answer there costs no more than the timeout" {
    "$SANDBOX" stop --node 3 "$SANDBOX_DIR"
    run -7 --separate-stderr cmapsh get -t 0.5 -N all totem.version
    [[ $stderr == *'get: node3: corosync does not answer'* && $output == *'node2: totem.version'* ]]
    without_cmapsh
    run -7 --separate-stderr cmapsh get -t 0.5 -N all totem.version
    "$SANDBOX" cont --node 3 "$SANDBOX_DIR"
    [[ $stderr == *'get: node3: corosync does not answer'* && $output == *'node2: totem.version'* ]]
}

@test "an error of another node is about that node, and so is its hint" {
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    run --separate-stderr cmapsh get -N all totem.version
    [[ $status == 7 ]]
    [[ $stderr == *'get: node3: corosync is not running there (CS_ERR_LIBRARY)
hint: on node3, run: systemctl status corosync'* ]]
    without_cmapsh
    run --separate-stderr cmapsh get -N node3 totem.version
    "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    [[ $status == 4 && $stderr == 'cmapsh: get: node3: corosync is not running there (CS_ERR_LIBRARY)
hint: on node3, run: systemctl status corosync' ]]
}

@test "all nodes are asked at the same time" {
    export MEETING=$BATS_TEST_TMPDIR
    # Each waits for the other.
    filter 'touch "$MEETING/node$K"; until [[ -e $MEETING/node2 && -e $MEETING/node3 ]]; do sleep 0.05; done; cat'
    prints "$NAMES" get -N all nodelist.local_node_pos
}

@test "16 nodes are asked at the same time, and no more" {
    local dir=$BATS_TEST_TMPDIR
    mkdir "$dir/bin" "$dir/run" "$dir/done"
    # An ssh that ends when 16 of it run, or only the last of them are left.
    cat >"$dir/bin/ssh" <<'END'
#!/usr/bin/env bash
cd "${0%/*}/.." && touch "run/$$"
ls run | wc -l >>counts
until (($(ls run | wc -l) >= 16 || $(ls done | wc -l) > 40 - 16)); do sleep 0.02; done
touch "done/$$" && rm "run/$$"
exit 255
END
    chmod +x "$dir/bin/ssh"
    PATH=$dir/bin:$PATH run -4 cmapsh -t 20 -N 'host[1-40]' get totem.token
    [[ $(wc -l <"$dir/counts") == 40 && $(sort -n "$dir/counts" | tail -n 1) == 16 ]]
}

@test "a host whose name has no address is reached by its address, with the key of its name" {
    export SSH_NO_NAMES=1
    prints "$NAMES" get -N all nodelist.local_node_pos
    grep -qF -- '-o HostKeyAlias=node2 | 10.77.0.2 |' "$SSH_LOG"
    run -4 --separate-stderr cmapsh get -N stranger totem.version
    [[ $stderr == *'stranger: ssh: Could not resolve hostname stranger'* ]]
}

@test "a node can be named by its address" {
    prints 'node2: totem.version (u32) = 2' get -N 10.77.0.2,node2 totem.version
}

@test "text before the answer is skipped, an answer that is cut off is none" {
    filter 'echo welcome; echo "totem.version (u32) = 9"; cat'
    prints "$NAMES" get -N all nodelist.local_node_pos
    filter 'head -c -3'
    run -4 --separate-stderr cmapsh get -N node2 nodelist.local_node_pos
    [[ -z $output && $stderr == 'cmapsh: get: node2: the connection was lost before the end of the answer' ]]
    # What cmapsh there has printed as an error is not the reason.
    filter 'head -c 60'
    run -7 --separate-stderr cmapsh status -N node1,node2
    [[ $stderr == 'cmapsh: status: node2: the connection was lost before the end of the answer' ]]
}

@test "what a login shell prints instead of an answer is quoted" {
    export SSH_SHELL=$BATS_TEST_TMPDIR/nologin
    printf '#!/bin/sh\necho welcome; printf "This account is \\033[1mnot\\033[0m available.\\n"; exit 1\n' >"$SSH_SHELL"
    chmod +x "$SSH_SHELL"
    fails 4 get -N node2 totem.version
    [[ $stderr == 'cmapsh: get: node2: printed "This account is \x1b[1mnot\x1b[0m available." instead of an answer' ]]
    SSH_SHELL=/bin/true
    fails 4 get -N node2 totem.version
    [[ $stderr == 'cmapsh: get: node2: ssh ended without an answer' ]]
}

@test "very long words of ssh are cut" {
    export SSH_FAULTS=$BATS_TEST_TMPDIR
    head -c 100000 /dev/zero | tr '\0' x >"$SSH_FAULTS/node2"
    fails 4 get -N node2 totem.version
    [[ ${#stderr} -lt 500 && $stderr == *'xxx...' ]]
}

@test "a note about the answer of a node names the node once" {
    without_cmapsh
    filter 'sed "s/^nodelist.local_node_pos .*/&\nno key/"'
    run -0 --separate-stderr cmapsh get -N node2 nodelist.local_node_pos
    [[ $stderr == $'note: node2: the answer: skipped 1 line without a key (line '*$'\nnote: node2: the answer:'*': no key' ]]
}

@test "effective -N has the same columns on all nodes, so that equal settings are folded" {
    local dir=/etc/corosync
    in_sandbox mount -t tmpfs tmpfs "$dir" || skip "no folder $dir"
    in_sandbox cp "$SANDBOX_DIR/node1/corosync.conf" "$dir/"
    run -0 cmapsh effective -N all --fold totem.version
    in_sandbox umount "$dir"
    [[ ${lines[0]} == 'node[1-3] (3)' && $output != *FILE* ]]
}

@test "nothing that a node sends reaches the terminal raw" {
    filter 'printf "\n\ncmapsh-nodes: begin\ntest.a (str) = \033[2J\001\nno \033]0;key\007\n\ncmapsh-nodes: end 0\n"; printf "\033[31mred\n" >&2'
    run -0 --separate-stderr cmapsh dump -N node2 test
    [[ $output == 'node2: test.a (str) = "\x1b[2J\x01"' ]]
    [[ $stderr != *$'\033'* && $stderr != *$'\007'* && $stderr == *'node2: \x1b[31mred'* ]]
    filter 'printf "\n\ncmapsh-nodes: begin\n"; yes "test.a (str) = a" | head -c 70000000; printf "\n\ncmapsh-nodes: end 0\n"'
    run -6 --separate-stderr cmapsh dump -N node2 test
    [[ -z $output && $stderr == *'node2: the answer is too long' ]]
}

@test "Ctrl-C ends all ssh" {
    local pid
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho $$ >>%q\nexec sleep 60\n' "$BATS_TEST_TMPDIR/pids" >"$BATS_TEST_TMPDIR/bin/ssh"
    chmod +x "$BATS_TEST_TMPDIR/bin/ssh"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH start_cmapsh get -N all totem.version
    pid=$!
    wait_until 10 eval '(($(grep -c . "$BATS_TEST_TMPDIR/pids") == 2))'
    kill -INT "$pid"
    await_end 10 "$pid"
    [[ $status == 130 ]]
    while read -r pid; do wait_until 5 is_gone "$pid"; done <"$BATS_TEST_TMPDIR/pids"
}

@test "after Ctrl-C the answers that have come are printed, and the nodes named that have not answered" {
    local pid out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
    export SSH_HANG=node2 MARK=$BATS_TEST_TMPDIR/mark
    filter 'touch "$MARK"; cat'
    start_cmapsh get -N all totem.version >"$out" 2>"$err"
    pid=$!
    wait_until 10 [ -e "$MARK" ]
    wait_until 10 eval '(($(pgrep -c -P "$pid") == 1))'
    kill -INT "$pid"
    await_end 10 "$pid"
    [[ $status == 130 && $(<"$out") == $'node1: totem.version (u32) = 2\nnode3: totem.version (u32) = 2' ]]
    [[ $(<"$err") == *'cmapsh: get: node2: interrupted before it answered' ]]
}

@test "a list that is no list of hosts is refused before anything is asked" {
    fails 2 get -N -oProxyCommand=id totem.version
    fails 2 get -N 'node1,-x' totem.version
    fails 2 get -N 'node[3-1]' totem.version
    fails 2 get -N '' totem.version
    fails 2 get -N all,node2 totem.version
    [[ $stderr == *'"all" is every node, and is not allowed in a list'*'hint: use "all" without other names' ]]
    [[ ! -e $SSH_LOG ]]
}

@test "commands that change do not take -N, and -N does not take -m" {
    fails 2 set -N all test.a u8 1
    fails 2 delete -N all test.a
    fails 2 watch -N all -m icmap
    fails 2 get -N all -m icmap totem.version
    fails 2 get --fold totem.version
    fails 2 get --fold -N all -o csv totem.version
}

@test "without corosync here, named nodes are asked, and -N all means those of the corosync.conf; without that, it says why" {
    in_sandbox mount -t tmpfs tmpfs /etc/corosync || skip 'no folder /etc/corosync'
    "$SANDBOX" kill --node 1 "$SANDBOX_DIR"
    run -0 --separate-stderr cmapsh get -N node2,node3 totem.version
    [[ $output == $'node2: totem.version (u32) = 2\nnode3: totem.version (u32) = 2' && -z $stderr ]]
    run -4 --separate-stderr cmapsh get -N all totem.version
    [[ -z $output && $stderr == *'corosync is not running'*'hint: name the nodes: -N node1,node2' ]]
    in_sandbox cp "$SANDBOX_DIR/node1/corosync.conf" /etc/corosync/
    run -7 --separate-stderr cmapsh get -N all totem.version
    in_sandbox umount /etc/corosync
    [[ $output == $'node2: totem.version (u32) = 2\nnode3: totem.version (u32) = 2' ]]
    [[ $stderr == *'note: corosync is not running here; the nodes are those of /etc/corosync/corosync.conf'*'get: node1: '* ]]
    "$SANDBOX" restart --node 1 "$SANDBOX_DIR"
}

@test "while corosync here does not answer, -N all means the nodes of the file that it has read" {
    "$SANDBOX" stop --node 1 "$SANDBOX_DIR"
    run --separate-stderr cmapsh get -t 0.5 -N all totem.version
    "$SANDBOX" cont --node 1 "$SANDBOX_DIR"
    [[ $status == 7 && $output == $'node2: totem.version (u32) = 2\nnode3: totem.version (u32) = 2' ]]
    [[ $stderr == "note: corosync does not answer here; the nodes are those of $SANDBOX_DIR/node1/corosync.conf"$'\n'*'get: node1: '* ]]
}

@test "while corosync here does not answer, and the file that it has read is not there, -N all takes no other file" {
    in_sandbox mount -t tmpfs tmpfs /etc/corosync || skip 'no folder /etc/corosync'
    mv "$SANDBOX_DIR/node1/corosync.conf" "$BATS_TEST_TMPDIR/conf"
    in_sandbox cp "$BATS_TEST_TMPDIR/conf" /etc/corosync/corosync.conf
    "$SANDBOX" stop --node 1 "$SANDBOX_DIR"
    run --separate-stderr cmapsh get -t 0.5 -N all totem.version
    "$SANDBOX" cont --node 1 "$SANDBOX_DIR"
    mv "$BATS_TEST_TMPDIR/conf" "$SANDBOX_DIR/node1/corosync.conf"
    in_sandbox umount /etc/corosync
    [[ $status == 124 && -z $output && $stderr == *'did not answer for 0.5 s'*'hint: name the nodes: -N node1,node2' ]]
}

# ---- diff -----------------------------------------------------------------------

@test "diff -N prints one line for each key that differs, with the nodes that have each value" {
    local k
    for k in 1 2 3; do in_sandbox --node "$k" "$top_builddir/cmapsh" set mine.same u8 7; done
    in_sandbox --node 2 "$top_builddir/cmapsh" set mine.value u8 1
    in_sandbox --node 3 "$top_builddir/cmapsh" set mine.value u8 1
    in_sandbox --node 1 "$top_builddir/cmapsh" set mine.value u8 2
    in_sandbox --node 2 "$top_builddir/cmapsh" set mine.type str x
    in_sandbox --node 3 "$top_builddir/cmapsh" set mine.type u8 1
    run -1 --separate-stderr cmapsh diff -N all mine
    [[ -z $stderr && $output == 'mine.type: missing on node1, x (str) on node2, 1 (u8) on node3
mine.value (u8): 2 on node1, 1 on node[2-3]' ]]
    run -1 --separate-stderr cmapsh diff -N node2,node3 -q mine
    [[ -z $output$stderr ]]
    prints '' diff -N node2,node3 mine.value
    run -1 cmapsh diff -N all -o ndjson mine.type
    [[ $output == '{"node":"node1","key":"mine.type","missing":true}
{"node":"node2","key":"mine.type","type":"str","value":"x"}
{"node":"node3","key":"mine.type","type":"u8","value":1}' ]]
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    "$top_srcdir/tests/schema" ndjson diff <<<"$output"
}

@test "diff -N leaves out what differs by nature, and counts it" {
    run --separate-stderr cmapsh diff -N node2,node3 # without a path, all keys
    ((status <= 1))
    [[ $stderr != *missing* ]]
    run -0 --separate-stderr cmapsh diff -N all nodelist runtime.votequorum.this_node_id stats totem.interface
    [[ -z $output && $stderr =~ ^'note: '[0-9]+' keys also differ by nature; --all shows them'$ ]]
    run -0 --separate-stderr cmapsh diff -N all nodelist.local_node_pos
    [[ -z $output && $stderr == 'note: 1 key also differs by nature; --all shows it' ]]
    run -1 cmapsh diff -a -N all nodelist
    [[ $output == 'nodelist.local_node_pos (u32): 0 on node1, 1 on node2, 2 on node3' ]]
}

@test "diff -N of nodes of which some fail compares the others" {
    export SSH_REFUSED=node3
    in_sandbox --node 2 "$top_builddir/cmapsh" set mine.more u8 1
    run -7 --separate-stderr cmapsh diff -N all mine.more
    [[ $output == 'mine.more (u8): missing on node1, 1 on node2' && $stderr == *'diff: node3: ssh: '* ]]
    run -4 --separate-stderr cmapsh diff -N node3 mine.more
    fails 2 diff -N node1 mine.more
    fails 3 diff -N node1,node2 mine.none
    [[ $stderr == 'cmapsh: diff: nothing to compare: no key at or below "mine.none" on any node' ]]
    run -3 --separate-stderr cmapsh <<<'diff -N node1,node2   mine.none'
    [[ $stderr == 'cmapsh: stdin:1:23: diff: nothing to compare: no key at or below "mine.none" on any node' ]]
    fails 3 diff -N node1,node2 mine.none mine.nor
    [[ $stderr == 'cmapsh: diff: nothing to compare: no key at or below these paths on any node' ]]
    run -1 --separate-stderr cmapsh diff -N node1,node2 mine.none mine.more
    [[ $stderr == 'note: no key at or below "mine.none" on any node' ]]
}

@test "secrets of nodes are compared, and printed as masks" {
    local k
    for k in 1 2 3; do in_sandbox --node "$k" "$top_builddir/cmapsh" set -y mine.secret str "secret$((k / 2))"; done
    run -1 --separate-stderr cmapsh diff -N all mine.secret
    [[ $output == 'mine.secret (str): ******** on node1, ******** on node[2-3]' && -z $stderr ]]
    prints $'node2: ********\nnode3: ********' get -q -N node2,node3 mine.secret
    prints $'node2: secret1\nnode3: secret1' get -q -N node2,node3 mine.secret --show-secrets
    without_cmapsh
    run -1 --separate-stderr cmapsh diff -N all mine.secret
    [[ $output == 'mine.secret (str): ******** on node1, ******** on node[2-3]' && -z $stderr ]]
}

# ---- status ---------------------------------------------------------------------

# What a busy machine makes of a sandbox.
BUSY=NODE_PAUSED,TOKEN_LATE,LINK_SLOW,NODE_REJOINED,LINK_LOST,TOKEN_LOST,CONSENSUS_TIMEOUT

agree() {
    run cmapsh status --except "$BUSY" -N all
    output=$(grep -v '^left out by --except' <<<"$output")
    [[ $status == 0 && $output == *$'\nThe nodes agree, and have no finding' ]]
}

@test "status -N of a healthy cluster shows that all nodes see each other" {
    wait_until 20 agree
    [[ $output == 'sandbox  3 of 3 nodes answered

sees        node1       node2       node3       quorum
node1       -           joined 1/1  joined 1/1  yes
node2       joined 1/1  -           joined 1/1  yes
node3       joined 1/1  joined 1/1  -           yes

The nodes agree, and have no finding' ]]
    without_cmapsh
    wait_until 20 agree
}

@test "status -N names a link and a member that only one side sees, and settings that differ" {
    filter 'if [[ $K != 2 ]]; then cat; else sed -E \
        -e "/stats.knet.node3.link0.connected/s/\"value\":1/\"value\":0/" \
        -e "/runtime.members.3.status/s/joined/left/" -e "/\"totem.token\"/s/1000/1001/" -e "s/(Engine, version .)[0-9.]*/\19.9/"; fi'
    run -1 --separate-stderr cmapsh status --except "$BUSY" -N all
    [[ $output == *$'\nnode2       joined 1/1  -           LEFT 0/1    yes\n'* ]]
    [[ $output == *'Seen by one side only
node3 is not a member for node2, which is a member for it
link 0 is down from node2 to node3, and up from node3 to node2
'* ]]
    [[ $output =~ 'Versions that differ
corosync '[0-9.]+' on node[1,3]
corosync 9.9 on node2' ]]
    [[ $output == *'Settings that differ
totem.token (u32): 1000 on node[1,3], 1001 on node2
'* ]]
    [[ $output == *$'Findings\ncritical '*'(node2)'* ]]
    run -1 cmapsh status --except "$BUSY" -N all -j
    [[ $(jq -c '.[] | select(.record == "one_way") | [.node, .about, .link]' <<<"$output") == '["node2","node3",null]
["node2","node3",0]' ]]
    run -1 cmapsh status --except "$BUSY" -N all -q
    [[ $output != *node1:* && $output == *'node2: '* ]]
}

@test "status -N shows a node that does not answer, and the records are those of the schema" {
    wait_until 30 agree # after tests that stop corosync
    export SSH_REFUSED=node3
    run -7 --separate-stderr cmapsh status --except "$BUSY" -N all
    echo "$output"
    [[ $output == *'2 of 3 nodes answered'*$'\nnode3       no answer\n\n'*'The nodes that answered agree, and have no finding' && $stderr == 'cmapsh: status: node3: ssh: '* ]]
    fails 2 status -N all --plugin
    fails 2 status -N all --watch
    fails 2 status -N all -o prom
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    in_sandbox --node 2 "$top_builddir/cmapsh" set -y totem.token 1002
    run -7 --separate-stderr cmapsh status -N all -o ndjson
    [[ $output == *'"record":"view"'*'"record":"setting"'* ]]
    "$top_srcdir/tests/schema" ndjson status <<<"$output"
}

# ---- maps of other nodes, and the prompt ------------------------------------------

@test "@NODE is the map of a node, for -m, diff and open" {
    prints 'nodelist.local_node_pos (u32) = 1' get -m @node2 nodelist.local_node_pos
    prints 'nodelist.local_node_pos (u32) = 0' get -m @node1 nodelist.local_node_pos
    run -1 --separate-stderr cmapsh diff @node1 @node2 nodelist
    [[ $output == *'+nodelist.local_node_pos (u32) = 1' ]]
    run -0 cmapsh <<<$'open @node3\nget nodelist.local_node_pos\nopen @node2 as second\nuse second\nget nodelist.local_node_pos\nhandles'
    [[ ${lines[*]:0:2} == 'nodelist.local_node_pos (u32) = 2 nodelist.local_node_pos (u32) = 1' ]]
    [[ $output == *'@node3 saved'*'* second     @node2 saved'* ]]
}

@test "@NODE that cannot be read is an error in the words of ssh" {
    export SSH_REFUSED=node2
    fails 4 get -m @node2 totem.version
    [[ $stderr == *'node2: ssh: connect to host node2 port 22: Connection refused'* ]]
    fails 2 get -m @all totem.version
    fails 2 get -m @node2,node3 totem.version
    fails 2 get -m @ totem.version
    fails 2 get -m @-x totem.version
    unset SSH_REFUSED
    fails 5 set -m @node2 test.a u8 1
    fails 2 watch -m @node2
}

@test "open @all opens the map of each node, and uses the first; those that fail are named" {
    run -0 --separate-stderr cmapsh <<<$'open @all\nget nodelist.local_node_pos\nuse @node3\nget nodelist.local_node_pos
open @node[1-2],@node3\nuse @node3#2\nget nodelist.local_node_pos\ndiff @node2 @node2#2 totem.version'
    [[ -z $stderr && $output == 'nodelist.local_node_pos (u32) = 0
nodelist.local_node_pos (u32) = 2
nodelist.local_node_pos (u32) = 2' ]]
    export SSH_REFUSED=node2
    run -7 --separate-stderr cmapsh -k <<<$'open @all\nget -m @node3 nodelist.local_node_pos'
    [[ $output == 'nodelist.local_node_pos (u32) = 2' && $stderr == *'open: node2: ssh: connect to host node2'* ]]
    run -2 cmapsh <<<'open @all as x'
    run -2 cmapsh <<<'open @node1,-x'
}

@test "@NODE is a copy that cannot be changed, of this node too" {
    local spec
    for spec in @node1 @all '@node[1-2]'; do
        in_sandbox "$top_builddir/cmapsh" set test.copy u8 1
        run -7 --separate-stderr cmapsh -k <<<"open $spec
handles
!'$SANDBOX' exec '$SANDBOX_DIR' '$top_builddir/cmapsh' set test.copy u8 2
get test.copy
set test.copy u8 3"
        [[ $output == *'@node1 saved'* && $output == *'test.copy (u8) = 1' && $stderr == *'set: '*'saved map'* ]]
        prints 'test.copy (u8) = 2' get test.copy
    done
    fails 5 set -m @node1 test.copy u8 4
    fails 2 watch -m @node1 test.copy
    in_sandbox "$top_builddir/cmapsh" set test.text str $'a\nb (u8) = "\x01'
    in_sandbox "$top_builddir/cmapsh" set -y test.secret str hidden
    run -0 cmapsh diff --show-secrets @node1 live test
    run -0 --separate-stderr cmapsh get -q -m @node1 --show-secrets test.secret
    [[ $output == hidden ]]
    prints 'test.secret (str) = ********' get -m @node1 test.secret
}

@test "explain -N explains with the values of each node" {
    run -0 --separate-stderr cmapsh explain -N all -o csv nodelist.local_node_pos
    [[ ${#lines[@]} == 4 && ${lines[2]} == node2,nodelist.local_node_pos,* ]]
    run -0 cmapsh explain -N node2,node3 --fold NODE_LEFT
    [[ ${lines[0]} == 'node[2-3] (2)' ]]
    fails 3 explain -N node2 no.such.thing
}

@test "after nodes LIST the commands of a session ask these nodes, until nodes off" {
    run -0 --separate-stderr cmapsh <<<$'nodes node[2-3]\nget nodelist.local_node_pos\nget -m live nodelist.local_node_pos
get -N node3 nodelist.local_node_pos\nset test.session u8 1\nnodes off\nget nodelist.local_node_pos'
    [[ -z $stderr && $output == 'node2: nodelist.local_node_pos (u32) = 1
node3: nodelist.local_node_pos (u32) = 2
nodelist.local_node_pos (u32) = 0
node3: nodelist.local_node_pos (u32) = 2
nodelist.local_node_pos (u32) = 0' ]]
    run -0 --separate-stderr cmapsh <<<$'nodes all\nnodes'
    [[ $output == $'node1  10.77.0.1  this node\nnode2  10.77.0.2\nnode3  10.77.0.3' && $stderr == *'commands ask all'* ]]
    run -0 cmapsh -N node2,node3 <<<$'get -q nodelist.local_node_pos\nset test.session u8 2\ndiff live icmap totem'
    [[ $output == $'node2: 1\nnode3: 2' ]]
    run -2 cmapsh <<<'nodes -x'
    run -2 cmapsh <<<'nodes node['
    run -2 cmapsh <<<'nodes node1,all'
    run -2 cmapsh <<<'open @all,node1'
}

@test "after nodes LIST, what another open map or diff does not do is said" {
    run -0 --separate-stderr cmapsh <<<$'nodes node2\nopen @node3\nget -q totem.version'
    [[ $output == 'node2: 2' && $stderr == 'note: commands still ask node2, not this map; to use it: nodes off' ]]
    run -2 --separate-stderr cmapsh <<<$'nodes all\ndiff totem'
    [[ $stderr == *'no map "totem"'*'hint: run: diff -N all totem' ]]
}

@test "close goes back to the map that was in use before" {
    run -0 --separate-stderr cmapsh <<<$'open @all\nuse @node1\nopen @node3 as third\nget -q nodelist.local_node_pos\nclose third
get -q nodelist.local_node_pos\nclose\nget -q nodelist.local_node_pos\nclose @node2\nclose @node3\nclose live\nget -q totem.version'
    [[ -z $stderr && $output == $'2\n0\n0\n2' ]]
}

@test "names are relative to the path on all nodes" {
    run -0 cmapsh <<<$'cd nodelist\nget -N all local_node_pos'
    [[ $output == "$NAMES" ]]
}

@test "the nodes of -N, and of @, are completed from the nodelist" {
    run -0 cmapsh __complete 'cmapsh get -N '
    [[ $output == $'\nall\tevery node of the nodelist\nnode1\tthis node\nnode2\t10.77.0.2\nnode3\t10.77.0.3' ]]
    run -0 cmapsh __complete 'cmapsh get -N node1,'
    [[ ${lines[2]} == $'node1,node2\t10.77.0.2' ]]
    run -0 cmapsh __complete 'cmapsh get -m @node3'
    [[ ${lines[1]} == $'@node3\t10.77.0.3' ]]
    [[ ! -e $SSH_LOG ]]
}
