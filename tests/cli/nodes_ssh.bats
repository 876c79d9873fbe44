#!/usr/bin/env bats
# Several nodes over the real ssh: an sshd in every node of the sandbox, with keys of its own.
# shellcheck disable=SC2154,SC2016 # bats sets stderr; conditions that are tried again and again

load ../helper

setup_file() {
    local k
    SSHD=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || SSHD=
    [[ -n $SSHD && -n $(command -v ssh) ]] || { export SANDBOX_MISSING='ssh or sshd is not installed' && return; }
    sandbox_up --nodes 3
    [[ -z $SANDBOX_MISSING ]] || return 0
    export SSH_DIR=$BATS_FILE_TMPDIR/ssh
    mkdir -m 700 "$SSH_DIR" "$SSH_DIR/bin" "$SSH_DIR/there"
    ssh-keygen -q -t ed25519 -N '' -f "$SSH_DIR/host"
    ssh-keygen -q -t ed25519 -N '' -f "$SSH_DIR/id"
    for k in 1 2 3; do sshd_up "$k"; done
    # The configuration of the person who runs cmapsh. ssh takes that of the passwd file, whatever HOME is.
    printf '%s\n' 'Host *' '  User root' "  IdentityFile $SSH_DIR/id" '  IdentitiesOnly yes' \
        "  UserKnownHostsFile $SSH_DIR/known_hosts" '  GlobalKnownHostsFile /dev/null' >"$SSH_DIR/config"
    printf '#!/bin/sh\nexec %q -F %q "$@"\n' "$(command -v ssh)" "$SSH_DIR/config" >"$SSH_DIR/bin/ssh"
    chmod +x "$SSH_DIR/bin/ssh"
    ln -s "$(realpath "$top_builddir/cmapsh")" "$SSH_DIR/there/cmapsh"
}

# Starts the sshd of a node. Node 3 has cmapsh, node 2 only corosync-cmapctl.
sshd_up() { # K
    local path=/usr/bin:/bin:/usr/sbin:/sbin
    [[ $1 != 3 ]] || path=$SSH_DIR/there:$path
    echo "node$1 $(cut -d' ' -f1,2 "$SSH_DIR/host.pub")" >>"$SSH_DIR/known_hosts"
    printf '%s\n' "ListenAddress 10.77.0.$1" "HostKey $SSH_DIR/host" "AuthorizedKeysFile $SSH_DIR/id.pub" 'StrictModes no' \
        'UsePAM no' 'PasswordAuthentication no' 'PermitRootLogin yes' "PidFile $SSH_DIR/$1.pid" "SetEnv PATH=$path" >"$SSH_DIR/sshd$1"
    in_sandbox --node "$1" sh -c "mkdir -p /run/sshd; exec '$SSHD' -f '$SSH_DIR/sshd$1' -E '$SSH_DIR/log$1'" 3>&-
}

setup() {
    skip_without_sandbox
    export PATH=$SSH_DIR/bin:$PATH
}

@test "get -N all reaches every node by ssh, by the address of the nodelist and with the host key of the name" {
    prints 'node1: nodelist.local_node_pos (u32) = 0
node2: nodelist.local_node_pos (u32) = 1
node3: nodelist.local_node_pos (u32) = 2' get -N all nodelist.local_node_pos
    grep -q 'Accepted publickey' "$SSH_DIR/log2"
}

@test "diff -N and status -N work over ssh" {
    in_sandbox --node 3 "$top_builddir/cmapsh" set mine.value str "it's \"quoted\" \$(id) *"
    run -1 --separate-stderr cmapsh diff -N all mine
    [[ -z $stderr && $output == "mine.value (str): missing on node[1-2], it's \"quoted\" \$(id) * on node3" ]]
    run cmapsh status -N all
    [[ $status == [01] && $output == *'3 of 3 nodes answered'* ]]
}

# Whether something runs there, or here, with these words.
follows() { # WORDS
    pgrep -f "cmapsh.* -- $1" >/dev/null
}

@test "watch -N and wait -N follow over ssh, and after their end nothing runs on the node" {
    local signal pid
    for signal in INT KILL; do
        start_cmapsh watch -N node1,node3 -o ndjson "mine.$signal" >"$BATS_TEST_TMPDIR/$signal"
        pid=$!
        wait_until 20 eval '(($(grep -c start "$BATS_TEST_TMPDIR/$signal") == 2))'
        in_sandbox --node 3 "$top_builddir/cmapsh" set "mine.$signal" u8 7
        wait_until 10 grep -q '"node":"node3".*"event":"add".*"new":7' "$BATS_TEST_TMPDIR/$signal"
        follows "mine.$signal"
        kill -s "$signal" "$pid"
        await_end 10 "$pid"
        wait_until 10 eval '! follows "mine.$signal"'
    done
    start_cmapsh wait -N node3 "mine.wait=it's \"quoted\" \$(id) *"
    pid=$!
    wait_until 20 follows mine.wait
    in_sandbox --node 3 "$top_builddir/cmapsh" set mine.wait str "it's \"quoted\" \$(id) *"
    await_end 10 "$pid"
    [[ $status == 0 ]]
    start_cmapsh wait -N node3 mine.never
    pid=$!
    wait_until 20 follows mine.never
    kill -INT "$pid"
    await_end 10 "$pid"
    [[ $status == 130 ]]
    wait_until 10 eval '! follows mine.never'
}

# Whether a change there is printed here.
is_followed() {
    in_sandbox --node 3 "$top_builddir/cmapsh" -q set mine.again u32 "$RANDOM"
    grep -q mine.again "$BATS_TEST_TMPDIR/out"
}

@test "watch -N of a node whose sshd ends says that it is lost, and reconnects" {
    local pid sshd
    start_cmapsh watch -N node3 mine.again >"$BATS_TEST_TMPDIR/out"
    pid=$!
    wait_until 20 is_followed
    sshd=$(pgrep -P "$(<"$SSH_DIR/3.pid")")
    kill "$sshd"
    wait_until 20 grep -q '^[*] .* node3: lost connection: ' "$BATS_TEST_TMPDIR/out"
    wait_until 20 grep -q '^[*] .* node3: reconnected' "$BATS_TEST_TMPDIR/out"
    in_sandbox --node 3 "$top_builddir/cmapsh" set mine.again u32 70000
    wait_until 10 grep -q '^node3: .* modify mine.again (u32) = .* -> 70000$' "$BATS_TEST_TMPDIR/out"
    kill -INT "$pid"
    await_end 10 "$pid"
}

@test "watch -N of a node without cmapsh says so" {
    run -6 --separate-stderr cmapsh watch -N node2 totem
    [[ -z $output && $stderr == *'watch: node2: cmapsh is not installed there; watch needs it'* ]]
}

@test "a changed host key is refused, and ssh says so" {
    local known
    known=$(<"$SSH_DIR/known_hosts")
    ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/other"
    { grep -v '^node2 ' <<<"$known" && echo "node2 $(cut -d' ' -f1,2 "$BATS_TEST_TMPDIR/other.pub")"; } >"$SSH_DIR/known_hosts"
    run -7 --separate-stderr cmapsh get -N all totem.version
    echo "$known" >"$SSH_DIR/known_hosts"
    [[ $stderr == *'node2: Host key verification failed.'* && $output == *'node3: totem.version'* ]]
}

@test "a node without an sshd is named, and the others are printed" {
    kill "$(<"$SSH_DIR/2.pid")"
    wait_until 10 [ ! -e "$SSH_DIR/2.pid" ]
    run -7 --separate-stderr cmapsh get -N all totem.version
    [[ $stderr == *'node2: ssh: connect to host 10.77.0.2 port 22: Connection refused' && $output == *'node3: totem.version'* ]]
}
