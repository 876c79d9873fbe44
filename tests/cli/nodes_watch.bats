#!/usr/bin/env bats
# watch, wait and rate on several nodes, over the fake ssh.
# shellcheck disable=SC2154,SC2016,SC2030,SC2031 # bats sets stderr, and runs each test in a subshell; scripts for filters

load ../helper
load nodes

# What a test leaves when it fails.
teardown() {
    [[ -z ${pid-} ]] || kill -s KILL "$pid" 2>/dev/null || :
    end_test
}

# Faults of ssh that come and go.
faults() {
    export SSH_FAULTS=$BATS_TEST_TMPDIR/faults
    mkdir -p "$SSH_FAULTS"
}

# A task in the background, as $pid, with its output in $out and its errors in $err.
follow() { # [ARG]...
    out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
    start_cmapsh "$@" >"$out" 2>"$err"
    pid=$!
}

# The same, a watch in records, until it follows so many nodes.
follow_nodes() { # NUMBER [ARG]...
    local number=$1
    follow -o ndjson watch "${@:2}"
    wait_until 20 has "$number" '"event":"start"'
}

# A program that the nodes have in place of cmapsh.
instead_of_cmapsh() { # SCRIPT
    SSH_PATH=$BATS_TEST_TMPDIR/there
    mkdir -p "$SSH_PATH"
    printf '#!/usr/bin/env bash\n%s\n' "$1" >"$SSH_PATH/cmapsh"
    chmod +x "$SSH_PATH/cmapsh"
}

# Whether $out has so many lines with this.
has() { # NUMBER TEXT
    (($(grep -c -e "$2" "$out") >= $1))
}

end_follow() { # STATUS
    kill -INT "$pid"
    await_end 10 "$pid"
    pid=
    [[ $status == "$1" ]]
}

set_on() { # K KEY TYPE VALUE
    in_sandbox --node "$1" "$top_builddir/cmapsh" set "${@:2}"
}

# Whether a cmapsh runs with these last words, here or there.
runs() { # WORDS
    pgrep -f " -- $1\$" >/dev/null
}

# The process of ssh to a node, which the fake one runs in the network of that node.
ssh_to() { # K
    local child network
    network=$(in_sandbox --node "$1" readlink /proc/self/ns/net)
    for child in $(pgrep -P "$pid"); do
        [[ $(readlink "/proc/$child/ns/net") != "$network" ]] || echo "$child"
    done
}

# ---- watch ------------------------------------------------------------------------

@test "watch -N prints the changes of each node, with its name in front" {
    follow watch -N all --count 4 w.one
    wait_until 20 grep -q 'node3: no key' "$err"
    wait_until 20 grep -q 'node2: no key' "$err"
    wait_until 20 grep -q 'node1: no key' "$err"
    for k in 2 3 1; do set_on "$k" w.one str "of $k"; done
    in_sandbox --node 2 "$top_builddir/cmapsh" delete -y w.one
    await_end 20 "$pid"
    [[ $status == 0 && $(sed -E 's/[0-9:.]{12}/TIME/' "$out") == 'node2: TIME add w.one (str) = of 2
node3: TIME add w.one (str) = of 3
node1: TIME add w.one (str) = of 1
node2: TIME delete w.one (str) = of 2' ]]
}

@test "watch -N -q prints the values with the name of their node, and no deletion" {
    follow watch -q -N node2,node3 --count 3 w.quiet
    wait_until 20 grep -q 'node3: no key' "$err"
    wait_until 20 grep -q 'node2: no key' "$err"
    set_on 2 w.quiet str 'of 2'
    in_sandbox --node 2 "$top_builddir/cmapsh" delete -y w.quiet
    set_on 3 w.quiet str 'of 3'
    await_end 20 "$pid"
    [[ $status == 0 && $(<"$out") == $'node2: of 2\nnode3: of 3' ]]
}

@test "records of watch -N have the node, one order of seq, and obey the schema" {
    follow_nodes 3 -N all w.two
    for k in 1 2 3; do set_on "$k" w.two u64 18446744073709551615; done
    wait_until 20 has 3 '"new":18446744073709551615,"new_text":"18446744073709551615"'
    for k in 3 1; do in_sandbox --node "$k" "$top_builddir/cmapsh" delete w.two; done
    wait_until 20 has 2 '"event":"delete"'
    end_follow 130
    [[ $(jq -c .seq "$out") == "$(seq "$(wc -l <"$out")")" ]]
    [[ $(jq -r 'select(.event == "delete") | .node' "$out") == $'node3\nnode1' ]]
    [[ $(tail -n 1 "$out") == *'"event":"end","reason":"interrupted"}' ]]
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    "$top_srcdir/tests/schema" ndjson watch <"$out"
}

# Whether the records of each node are in the order of their times.
in_order() { # FILE
    [[ $(jq -s '[group_by(.node)[] | map(.time) | . == sort] | all' "$1") == true ]]
}

@test "with --initial the values of a node come after its start, by their times too" {
    follow watch -o ndjson --initial --for 1s totem.version nodelist
    await_end 20 "$pid"
    [[ $(jq -r .event "$out" | uniq) == $'start\ninitial\nend' ]]
    in_order "$out"
    follow watch -N all -o ndjson --initial --for 2s --interval 1m totem.version nodelist stats.srp.orf_token_rx
    await_end 20 "$pid"
    [[ $status == 0 && $(jq -r 'select(.event == "initial") | .node' "$out" | sort -u | wc -l) == 3 ]]
    [[ $(jq -r 'select(.event == "initial" and .node == "node2") | .map' "$out" | sort -u) == $'icmap\nstats' ]]
    in_order "$out"
    # Merged, as far as they came at the same time: the starts of the nodes are no exception.
    [[ $(jq -r 'select(.node == "node2") | .event' "$out" | uniq) == $'start\ninitial' ]]
}

@test "watch -N shows the present values with --initial, in a table too, and masks secrets" {
    set_on 2 -y w.secret str hidden
    follow watch -N node2,node3 -o table --initial --for 3s w.secret totem.version
    await_end 20 "$pid"
    [[ $status == 0 && $(grep -c 'totem.version' "$out") == 2 && $(head -n 1 "$out") == NODE* ]]
    [[ $(<"$out") == *'w.secret'*'********'* && $(<"$out") != *hidden* ]]
}

@test "Ctrl-C ends a task everywhere" {
    follow_nodes 3 -N all w.three
    runs w.three
    end_follow 130
    wait_until 10 eval '! runs w.three'
    follow wait -N all w.never
    wait_until 20 eval '(($(pgrep -c -f " -- w.never\$") >= 3))'
    end_follow 130
    wait_until 10 eval '! runs w.never'
}

@test "limits hold: --for, and a node that has not answered by then is named" {
    export SSH_HANG=node3
    run -7 --separate-stderr cmapsh watch -N all --for 2 totem
    [[ -z $output && $stderr == *'watch: node3: no answer before the end' ]]
    wait_until 10 eval '! runs totem'
}

@test "a node that cannot be reached is named, the others are watched, and it comes when it can" {
    faults
    echo 'ssh: connect to host node2 port 22: No route to host' >"$SSH_FAULTS/node2"
    follow_nodes 1 -N node2,node3 w.four
    wait_until 10 grep -q '"node":"node2","message":"ssh: connect to host node2 port 22: No route to host; trying again"' "$err"
    rm "$SSH_FAULTS/node2"
    wait_until 20 has 1 '"node":"node2".*"event":"start"'
    end_follow 130
    [[ $(grep -c '"error".*"node2"' "$err") == 1 ]]
}

@test "a node whose connection is lost is an event, and comes back by itself" {
    faults
    follow_nodes 2 -N node2,node3 w.five
    echo 'Connection to node3 closed by remote host.' >"$SSH_FAULTS/node3"
    kill "$(ssh_to 3)"
    wait_until 20 has 1 '"node":"node3".*"event":"lost","reason"'
    set_on 2 w.five u8 1
    wait_until 20 has 1 '"node":"node2".*"event":"add"'
    rm "$SSH_FAULTS/node3"
    wait_until 20 has 1 '"node":"node3".*"event":"reconnected"'
    set_on 3 w.five u8 1
    wait_until 20 has 1 '"node":"node3".*"event":"add"'
    end_follow 130
    [[ $(grep -c lost "$out") == 1 ]]
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    "$top_srcdir/tests/schema" ndjson watch <"$out"
}

@test "with --no-reconnect a lost node has failed; the task ends when none is left" {
    follow_nodes 2 -N node2,node3 --no-reconnect w.six
    kill "$(ssh_to 3)"
    wait_until 20 grep -q '"node":"node3"' "$err"
    kill "$(ssh_to 2)"
    await_end 10 "$pid"
    [[ $status == 4 && $(tail -n 1 "$out") == *'"event":"end","reason":"failed"}' ]]
}

@test "corosync that is lost on a node is an event of that node" {
    follow_nodes 2 -N node2,node3 --initial --count 1 w.seven totem.version
    "$SANDBOX" kill --node 3 "$SANDBOX_DIR"
    wait_until 20 has 1 '"node":"node3".*"event":"lost","pid"'
    "$SANDBOX" restart --node 3 "$SANDBOX_DIR"
    wait_until 30 has 1 '"node":"node3".*"event":"reconnected","pid"'
    # Neither that nor a first value is a change that --count counts.
    set_on 3 w.seven u8 7
    await_end 10 "$pid"
    [[ $status == 0 && $(tail -n 1 "$out") == *'"event":"end","reason":"count"'* ]]
}

@test "if no node can be reached, watch and rate fail at once, and wait does not" {
    export SSH_REFUSED='node2 node3'
    run -4 --separate-stderr cmapsh watch -N node2,node3 totem
    [[ $(sort <<<"$stderr") == 'cmapsh: watch: node2: ssh: connect to host node2 port 22: Connection refused
cmapsh: watch: node3: ssh: connect to host node3 port 22: Connection refused' ]]
    run -4 --separate-stderr cmapsh rate -N node2
    local limit
    for limit in 1 5 20; do # a busy machine takes its time to start ssh
        run -124 --separate-stderr cmapsh wait -N node2 -t "$limit" totem.version
        [[ $stderr != *'note: node2: ssh: connect'* ]] || break
    done
    [[ $stderr == *'note: node2: ssh: connect'*"wait: node2: timed out after $limit s: ssh: connect"* ]]
}

@test "a login that is refused is not tried again" {
    export SSH_NOKEY=node2
    run -7 --separate-stderr cmapsh watch -N node1,node2 --for 3 totem
    [[ $stderr == 'cmapsh: watch: node2: root@node2: Permission denied (publickey,password).' && $(wc -l <"$SSH_LOG") == 1 ]]
}

@test "watch, wait and rate name the nodes that have no cmapsh, or one that does not understand" {
    without_cmapsh
    run -7 --separate-stderr cmapsh watch -N node1,node2 --for 1 totem
    [[ $stderr == 'cmapsh: watch: node2: cmapsh is not installed there; watch needs it
hint: install cmapsh there' ]]
    run -6 --separate-stderr cmapsh wait -N node2 totem.version=2
    run -6 --separate-stderr cmapsh rate -N node2
    SSH_PATH=$BATS_TEST_TMPDIR/old
    mkdir "$SSH_PATH"
    printf '#!/bin/sh\necho "cmapsh: unknown option \\"-o\\"" >&2\nexit 2\n' >"$SSH_PATH/cmapsh"
    chmod +x "$SSH_PATH/cmapsh"
    run -6 --separate-stderr cmapsh watch -N node2 totem
    [[ $stderr == 'cmapsh: watch: node2: cmapsh: unknown option "-o"
hint: install the same version of cmapsh there' ]]
    export SSH_SHELL=$BATS_TEST_TMPDIR/nologin
    printf '#!/bin/sh\necho "This account is not available."; exit 1\n' >"$SSH_SHELL"
    chmod +x "$SSH_SHELL"
    run -4 --separate-stderr cmapsh watch -N node2 totem
    [[ $stderr == 'cmapsh: watch: node2: printed "This account is not available." instead of an answer' ]]
    printf '#!/bin/sh\nprintf "?\\n\\n"; exit 1\n' >"$SSH_SHELL"
    run -4 --separate-stderr cmapsh watch -N node2 totem
    [[ $stderr == 'cmapsh: watch: node2: printed "?" instead of an answer' ]]
}

@test "a node that was to be tried again, and then is not, is named again" {
    faults
    echo 'ssh: connect to host node2 port 22: No route to host' >"$SSH_FAULTS/node2"
    follow watch -N node2,node3 w.final
    wait_until 20 grep -q 'No route to host; trying again' "$err"
    echo 'Permission denied (publickey).' >"$SSH_FAULTS/node2"
    wait_until 20 grep -q 'watch: node2: Permission denied (publickey)[.]$' "$err"
    end_follow 130
}

@test "records of an older cmapsh may lack members" {
    filter 'sed -uE "s/\"(time|seq|source|map)\":[^,}]*,?//g; s/,}/}/"'
    follow watch -N node2 --initial --for 3s totem.version
    await_end 20 "$pid"
    [[ $status == 0 && $(<"$out") =~ ^'node2: '[0-9:.]+' initial totem.version (u32) = 2'$ ]]
}

@test "what a node sends reaches neither the terminal raw nor the records unread" {
    filter 'echo "cmapsh-nodes: begin"
printf "%s\n" "{\"event\":\"start\"}" "{\"event\":\"add\",\"key\":\"w.\\u001b[2J\",\"type\":\"u8\",\"new\":1}" \
    "{\"event\":\"add\",\"key\":\"w.a\",\"type\":\"str\",\"new\":\"\\u001b[2J\\u009b\\n\"}" "{\"event\":\"add\",\"key\":\"w.b\",\"type\":\"u8\",\"new\":256}" \
    "{\"event\":\"add\",\"key\":\"w.b\",\"type\":\"nothing\",\"new\":1}" "{\"event\":\"lost\",\"pid\":\"x\"}" "[[[[" "{\"a\":"
printf "\033]0;title\007\n"; yes "[" | tr -d "\n" | head -c 300000; printf "\n"
printf "%s\n" "{\"event\":\"add\",\"key\":\"w.last\",\"type\":\"u8\",\"new\":1}"
printf "{\"event\":\"add\",\"key\":\"w.cut\",\"type\":\"u8\",\"new\":1"; printf "\033[31mred\n" >&2; exec sleep 30'
    follow watch -N node2 --for 4s w
    await_end 20 "$pid"
    [[ $(sed -E 's/[0-9:.]{12}/TIME/' "$out") == 'node2: TIME add w.a (str) = "\x1b[2J\xc2\x9b\n"
* TIME node2: lost connection to corosync (pid 0)
node2: TIME add w.last (u8) = 1' ]]
    [[ $(grep -c 'node2: cannot read all records' "$err") == 1 && $(<"$err") == *'\x1b]0;title\x07'* ]]
    run -1 grep -q $'[\033\007\001]' "$out" "$err"
}

@test "a watch that ends on a node without a reason is lost, not done" {
    printf '#!/bin/sh\necho "{\"event\":\"start\"}"\n' >"$BATS_TEST_TMPDIR/cmapsh"
    chmod +x "$BATS_TEST_TMPDIR/cmapsh"
    SSH_PATH=$BATS_TEST_TMPDIR
    run -4 --separate-stderr cmapsh watch -N node2 --no-reconnect w
    [[ -z $output && $stderr == 'cmapsh: watch: node2: cmapsh has ended there' ]]
}

@test "a line without an end is an error of the node" {
    filter 'echo "cmapsh-nodes: begin"; yes "[" | tr -d "\n"'
    run -6 --separate-stderr cmapsh watch -N node2 --no-reconnect w
    [[ -z $output && $stderr == 'cmapsh: watch: node2: the answer is too long' ]]
}

@test "--exec, and more nodes than there can be processes, are refused" {
    fails 2 watch -N all totem --exec true ';'
    fails 2 watch -N 'n[1-65]' totem
    fails 2 rate -N all totem
    fails 2 watch -N all --fold totem
    fails 2 wait -N all 'totem.token>x'
    [[ ! -e $SSH_LOG ]]
}

@test "the nodes of a session are those of its tasks" {
    run -0 --separate-stderr cmapsh <<<$'nodes node[2-3]\ncd totem\nwait version=2\nwait -t 0 -m live version=2\nwatch --initial --for 2 version'
    [[ $(sort <<<"$output" | sed -E 's/[0-9:.]{12}/TIME/') == $'node2: TIME initial totem.version (u32) = 2\nnode3: TIME initial totem.version (u32) = 2' ]]
}

# ---- wait --------------------------------------------------------------------------

@test "wait -N ends with 0 when the conditions have become true on every node" {
    follow wait -N all "w.wait=it's \"quoted\" \$(id) \`id\` %s \\n!" '!w.none'
    set_on 1 w.wait str "it's \"quoted\" \$(id) \`id\` %s \\n!"
    set_on 2 w.wait str "it's \"quoted\" \$(id) \`id\` %s \\n!"
    set_on 3 w.wait str other
    kill -0 "$pid"
    set_on 3 w.wait str "it's \"quoted\" \$(id) \`id\` %s \\n!"
    await_end 20 "$pid"
    [[ $status == 0 && -z $(<"$out") ]]
}

@test "every shell there leaves the words as they are" {
    local value tried=0
    value=$(printf '%b' "$(printf '\\x%x' {1..9} {11..127})")ü$'\n'"é' \"!!\" \$PATH \`id\` \\\\ %d ~ \\"
    set_on 2 w.bytes str "$value"
    for SSH_SHELL in sh bash dash fish zsh csh tcsh ksh; do
        command -v "$SSH_SHELL" >/dev/null || continue
        export SSH_SHELL
        prints '' wait -N node2 -t 20 "w.bytes=$value"
        run -0 cmapsh get -N node2 -q totem.version 'stats.srp.operational_entered'
        tried=$((tried + 1))
    done
    ((tried > 1))
}

@test "wait -N says which nodes it has waited for in vain" {
    run -7 --separate-stderr cmapsh wait -N all -t 1 nodelist.local_node_pos=1
    [[ -z $output && $stderr == *'wait: node1: timed out after 1 s: "nodelist.local_node_pos" is 0'* && $stderr != *'wait: node2'* ]]
    run -124 --separate-stderr cmapsh wait -N node1,node3 -t 1 nodelist.local_node_pos=1
}

@test "wait -N believes no program that is not cmapsh, whatever it ends with" {
    local script
    export SSH_PATH=$BATS_TEST_TMPDIR/broken
    mkdir "$SSH_PATH"
    for script in 'echo garbage' 'exit 0' 'exit 1' 'echo "{\"event\":\"end\"}"'; do
        printf '#!/bin/sh\n%s\n' "$script" >"$SSH_PATH/cmapsh"
        chmod +x "$SSH_PATH/cmapsh"
        run --separate-stderr cmapsh wait -N node2,node3 -t 0 totem.version=2
        echo "$script: $status: $stderr"
        [[ $status == [46] && $stderr == *'wait: node2: '* && $stderr == *'wait: node3: '* ]]
    done
}

@test "wait -N -t 0 names a node that cannot be reached, and ends" {
    export SSH_REFUSED=node2
    run -7 --separate-stderr timeout -k 1 8 "$SANDBOX" exec --node 1 "$SANDBOX_DIR" "$top_builddir/cmapsh" wait -N all -t 0 totem.version=2
    [[ -z $output && $stderr == 'cmapsh: wait: node2: ssh: connect to host node2 port 22: Connection refused' ]]
    fails 4 wait -N node2 -t 0 totem.version=2
    unset SSH_REFUSED
    export SSH_HANG=node2
    run -7 --separate-stderr timeout -k 1 40 "$SANDBOX" exec --node 1 "$SANDBOX_DIR" "$top_builddir/cmapsh" wait -N all -t 0 totem.version=2
    [[ -z $output && $stderr == 'cmapsh: wait: node2: no answer within 10 s' ]]
}

# Milliseconds that a command takes.
took() { # ARG...
    local start=${EPOCHREALTIME/./}
    run -7 --separate-stderr cmapsh "$@"
    took=$(((${EPOCHREALTIME/./} - start) / 1000))
}

@test "wait -N takes no longer than its timeout for nodes that do not answer" {
    local took refused
    export SSH_REFUSED=node2 SSH_HANG=node3
    # What a cmapsh that runs there gets to say what it has waited for, 2 s, is not for these. A busy machine may be late, too.
    for _ in 1 2 3 4 5; do
        took wait -N all -t 1 totem.version=2
        ((took >= 3000)) || break
    done
    ((took >= 1000 && took < 3000))
    refused='ssh: connect to host node2 port 22: Connection refused'
    [[ $stderr == *"wait: node2: timed out after 1 s: $refused"* && $stderr == *'wait: node3: timed out after 1 s: no answer'* ]]
}

@test "a condition is not true on a node whose cmapsh has not ended" {
    filter '[[ $K == 3 ]] && exec cat; printf "\ncmapsh-nodes: begin\n"; exec sleep 30'
    run -124 --separate-stderr cmapsh wait -N node2 -t 0.5 totem.version=2
    [[ -z $output && $stderr == *'wait: node2: timed out after 0.5 s: no answer'* ]]
    run -7 --separate-stderr cmapsh wait -N node2,node3 -t 0.5 totem.version=2
}

@test "wait -N tests once with -t 0, and ends when --fail-if is true on a node" {
    prints '' wait -N all -t 0 totem.version=2
    run -1 --separate-stderr cmapsh wait -N all -t 0 nodelist.local_node_pos=1
    run -1 --separate-stderr cmapsh wait -N all --fail-if nodelist.local_node_pos=2 w.never
    [[ $stderr == *'cmapsh: wait: node3: failed: the condition "nodelist.local_node_pos=2" is true' ]]
    run -1 --separate-stderr cmapsh <<<$'cd nodelist\nwait -N all --fail-if local_node_pos=2 never'
    wait_until 10 eval '! runs w.never'
}

@test "wait -N waits also for a node that is down" {
    faults
    echo 'ssh: connect to host node2 port 22: No route to host' >"$SSH_FAULTS/node2"
    follow wait -N all totem.version=2
    wait_until 10 grep -q 'note: node2: ssh: connect to host node2 port 22: No route to host; trying again' "$err"
    rm "$SSH_FAULTS/node2"
    await_end 20 "$pid"
    [[ $status == 0 ]]
}

# ---- rate --------------------------------------------------------------------------

@test "rate -N prints the rates of each node, in lines and in records" {
    run -0 --separate-stderr cmapsh rate -N all --all --interval 200ms --count 1 stats.srp.operational_entered
    [[ $(sort <<<"$output" | sed -E 's/[0-9:.]{12}/TIME/') == 'node1: TIME stats.srp.operational_entered = 0.0 /s
node2: TIME stats.srp.operational_entered = 0.0 /s
node3: TIME stats.srp.operational_entered = 0.0 /s' ]]
    run -0 --separate-stderr cmapsh rate -N node2 --all --interval 200ms --count 1 -o csv stats.srp.operational_entered
    [[ ${lines[0]} == node,time,key,rate,unit,delta,seconds,cleared* && ${lines[1]} == node2,*,stats.srp.operational_entered,0*,/s,0,* ]]
    run -0 --separate-stderr cmapsh rate -N node2 --all --interval 200ms --count 1 -o ndjson stats.srp
    "$top_srcdir/tests/schema" available || skip 'jsonschema is not installed'
    "$top_srcdir/tests/schema" ndjson rate <<<"$output"
}

@test "rate -N prints a rate above 0 never as 0, from 1000 on without a decimal, and what becomes of corosync there" {
    instead_of_cmapsh 'while read -r rate; do
    echo "{\"time\":\"2026-01-02T03:04:05.678Z\",\"key\":\"stats.a\",\"rate\":$rate,\"unit\":\"tokens/s\",\"delta\":1,\"seconds\":20}"
done <<<$'"'"'0\n0.00123\n0.0999\n0.1\n999.94\n999.96\n1000\n1000.6'"'"'
printf "%s\n" "{\"key\":\"stats.a\",\"unit\":\"/s\",\"seconds\":1,\"cleared\":true}" "{\"event\":\"lost\",\"pid\":7}" "{\"event\":\"reconnected\",\"pid\":8}"'
    local rates='0.0 tokens
0.0012 tokens
0.1 tokens
0.1 tokens
999.9 tokens
1000 tokens
1000 tokens
1001 tokens
cleared '
    run -0 --separate-stderr cmapsh rate -N node2 --count 1 stats
    [[ $(sed -E 's,[0-9:.]{12},TIME,; s,TIME stats.a = (.*)/s$,\1,' <<<"$output") == "node2: ${rates//$'\n'/$'\n'node2: }
* TIME node2: lost connection to corosync (pid 7)
* TIME node2: reconnected to corosync (pid 8)" && -z $stderr ]]
    rates=${rates// tokens/}
    run -0 --separate-stderr cmapsh rate -q -N node2 --count 1 stats
    [[ "$output " == "node2: ${rates//$'\n'/$'\n'node2: }" && -z $stderr ]]
    run -0 --separate-stderr cmapsh rate -N node2 --count 1 -o csv stats
    [[ ${#lines[@]} == 10 && ${lines[9]} == node2,*,stats.a,,/s,,1,true* && -z $stderr ]]
    run -0 --separate-stderr cmapsh rate -N node2 --count 1 -o table stats
    echo "$output"
    [[ $(awk 'NR > 1 { print $4 }' <<<"${output%$'\n'*}") == "${rates%$'\n'*}" ]]
    run -0 --separate-stderr cmapsh rate -N node2 --count 1 -o ndjson stats
    [[ ${#lines[@]} == 11 && ${lines[9]} == *',"seq":1,"event":"lost","pid":7}' && ${lines[10]} == *',"seq":2,"event":"reconnected","pid":8}' && -z $stderr ]]
}

@test "rate -N says once that it cannot read the records of a node" {
    instead_of_cmapsh 'printf "%s\n" "{\"event\":\"unheard\",\"pid\":7}" "{\"key\":\"stats.a\",\"seconds\":1}" "{\"key\":\"stats.a\",\"rate\":2,\"seconds\":1}"'
    run -0 --separate-stderr cmapsh rate -N node2 --count 1 stats
    [[ $output =~ ^'node2: '[0-9:.]{12}' stats.a = 2.0 /s'$ ]]
    [[ $stderr == $'note: node2: cannot read all records of cmapsh there\nhint: install the same version on all nodes' ]]
}

@test "watch -N says how many changes corosync has dropped on a node" {
    instead_of_cmapsh 'printf "%s\n" "{\"event\":\"start\"}" "{\"event\":\"dropped\",\"dropped\":1}" "{\"event\":\"dropped\",\"dropped\":2}"'
    run -4 --separate-stderr cmapsh watch -N node2 --no-reconnect w
    [[ $(sed -E 's/[0-9:.]{12}/TIME/' <<<"$output") == '* TIME node2: dropped 1 change; the differences follow
* TIME node2: dropped 2 changes; the differences follow' ]]
    run -4 --separate-stderr cmapsh watch -N node2 --no-reconnect -o ndjson w
    [[ ${lines[1]} == *'"event":"dropped",'*'"dropped":1}' && ${lines[2]} == *'"event":"dropped",'*'"dropped":2}' ]]
}

# On the nodes, what is in place of cmapsh ends when it runs for the first time, and goes on from then.
lost_once() {
    export ONCE=$BATS_TEST_TMPDIR/once
    rm -f "$ONCE"
    instead_of_cmapsh 'echo "{\"event\":\"start\"}"
[[ -e $ONCE ]] || { : >"$ONCE"; exit; }
exec sleep 60'
}

@test "watch -N says that a node has come late, was lost and is back, and that nothing is known of the time in between" {
    faults
    echo 'ssh: connect to host node3 port 22: No route to host' >"$SSH_FAULTS/node3"
    lost_once
    follow watch -N node2,node3 w
    wait_until 20 grep -q 'node2: lost' "$out"
    rm "$SSH_FAULTS/node3"
    wait_until 20 has 3 '^[*] '
    end_follow 130
    [[ $(sed -E 's/[0-9:.]{12}/TIME/' "$out" | sort) == '* TIME node2: lost connection: cmapsh has ended there
* TIME node2: reconnected; changes in between are not shown
* TIME node3: connected' ]]
}

@test "where there are no lines for it, notes say that a node was lost and is back" {
    local command
    for command in 'watch -q -N node2 w' 'rate -N node2 -o csv stats'; do
        lost_once
        # shellcheck disable=SC2086 # words
        follow $command
        wait_until 20 grep -q reconnected "$err"
        end_follow 130
        [[ ! -s $out && $(<"$err") == $'note: node2: lost: cmapsh has ended there\nnote: node2: reconnected'* ]]
    done
}

@test "a system without ssh is the reason of each node, with a hint" {
    local command
    for command in 'watch -N node2,node3 w.a' 'wait -N node2,node3 w.a=1 -t 5' 'rate -N node2,node3 stats'; do
        # shellcheck disable=SC2086 # words
        run -6 --separate-stderr in_sandbox env PATH=/nowhere "${CMAPSH:-$top_builddir/cmapsh}" $command
        [[ -z $output && $stderr == "cmapsh: ${command%% *}: node2: cannot run ssh: No such file or directory
hint: install ssh
cmapsh: ${command%% *}: node3: cannot run ssh: No such file or directory
hint: install ssh" ]]
    done
}
