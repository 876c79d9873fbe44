#!/usr/bin/env bats
# Several nodes over the real ssh: an sshd in every node of the sandbox, with keys of its own.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    local k
    SSHD=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || { export SANDBOX_MISSING='sshd is not installed' && return; }
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
