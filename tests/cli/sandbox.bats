#!/usr/bin/env bats
# The sandbox: all other tests stand on it, so what they rely on must hold.

load ../helper

# What a sandbox could have changed on the host: its name, mounts, interfaces and sockets.
host() {
    uname -n
    grep -E ' (/run|/dev/shm) ' /proc/self/mounts || :
    grep -oE '^ *(bridge|port[1-5]link)[01]:' /proc/self/net/dev || :
    grep -c '@cmap$' /proc/self/net/unix || :
}

setup_file() {
    HOST=$(host)
    export HOST
    sandbox_up --nodes 3
}

sandbox() {
    "$SANDBOX" "$@"
}

key_is() { # NODE KEY VALUE
    in_sandbox --node "$1" timeout 5 corosync-cmapctl -g "$2" | grep -q " = $3\$"
}

@test "exec runs a command with its directory, input, output and exit status" {
    cd "$BATS_TEST_TMPDIR"
    run -42 in_sandbox sh -c 'cat; pwd; echo error >&2; exit 42' <<<'input'
    [[ $output == $'input\n'"$BATS_TEST_TMPDIR"$'\nerror' ]]
    run -127 in_sandbox /no/such/program
}

@test "a command runs in the sandbox, and nowhere else, with closed standard streams too" {
    local file=$BATS_TEST_TMPDIR/namespace
    # shellcheck disable=SC2016 # for the inner shell
    in_sandbox sh -c 'readlink /proc/self/ns/net >"$0"' "$file" <&- >&- 2>&-
    [[ $(<"$file") == "$(in_sandbox readlink /proc/self/ns/net)" && $(<"$file") != "$(readlink /proc/self/ns/net)" ]]
    in_sandbox sh -c '[ ! -e /proc/self/fd/0 ]' <&-
}

@test "exec becomes the command, so that signals reach it" {
    local status=0
    # shellcheck disable=SC2016
    "$SANDBOX" exec "$SANDBOX_DIR" sh -c 'echo $$; exec sleep 60' >"$BATS_TEST_TMPDIR/pid" 3>&- &
    wait_until 5 test -s "$BATS_TEST_TMPDIR/pid"
    [[ $(<"$BATS_TEST_TMPDIR/pid") == "$!" ]]
    kill -s TERM "$!"
    wait "$!" || status=$?
    [[ $status == 143 ]]
}

@test "every node has a host name of its own, which is not its name in the cluster" {
    [[ $(in_sandbox uname -n) == host-node1.sandbox && $(in_sandbox --node 3 uname -n) == host-node3.sandbox ]]
}

@test "three nodes form one cluster" {
    local node
    for node in 1 2 3; do
        run -0 in_sandbox --node "$node" corosync-cmapctl runtime.members.
        [[ $(grep -c '= joined$' <<<"$output") == 3 ]]
        key_is "$node" runtime.votequorum.this_node_id "$node"
    done
}

@test "a node leaves when its cable is cut, and joins again when it is healed" {
    sandbox cut --node 2 "$SANDBOX_DIR"
    wait_until 15 key_is 1 runtime.members.2.status left
    wait_until 15 key_is 2 runtime.members.1.status left
    sandbox heal --node 2 "$SANDBOX_DIR"
    wait_until 15 key_is 1 runtime.members.2.status joined
    wait_until 15 key_is 2 runtime.members.1.status joined
}

@test "a stopped corosync does not answer until it is continued" {
    sandbox stop --node 3 "$SANDBOX_DIR"
    run -124 in_sandbox --node 3 timeout 0.5 corosync-cmapctl
    sandbox cont --node 3 "$SANDBOX_DIR"
    wait_until 5 in_sandbox --node 3 timeout 2 corosync-cmapctl
}

@test "a killed corosync has ended, and a restarted one joins with another pid" {
    local before after
    before=$(sandbox pid --node 3 "$SANDBOX_DIR")
    sandbox kill --node 3 "$SANDBOX_DIR"
    run -1 sandbox pid --node 3 "$SANDBOX_DIR"
    run -1 in_sandbox --node 3 corosync-cmapctl
    sandbox restart --node 3 "$SANDBOX_DIR"
    after=$(sandbox pid --node 3 "$SANDBOX_DIR")
    [[ $before != "$after" ]]
    wait_until 15 key_is 3 runtime.members.1.status joined
}

@test "two sandboxes do not see each other" {
    local other=$BATS_TEST_TMPDIR/other
    sandbox up "$other"
    [[ $(sandbox pid "$other") != "$(sandbox pid "$SANDBOX_DIR")" ]]
    sandbox exec "$other" corosync-cmapctl -s test.key str other
    run -1 in_sandbox corosync-cmapctl -g test.key
    sandbox down "$other"
    key_is 1 runtime.votequorum.this_node_id 1
}

@test "a sandbox is ready within 5 seconds, changes nothing on the host, inherits nothing and leaves nothing" {
    local dir=$BATS_TEST_TMPDIR/sandbox room
    timeout 5 "$SANDBOX" up "$dir" 7>"$BATS_TEST_TMPDIR/descriptor"
    [[ -z $(find /proc/[0-9]*/fd -lname "$BATS_TEST_TMPDIR/descriptor" 2>/dev/null) ]]
    [[ $(host) == "$HOST" ]]
    room=$(sandbox exec "$dir" readlink /proc/self/ns/mnt)
    sandbox exec "$dir" setsid sleep 600 3>&- &
    sandbox stop "$dir"
    sandbox down "$dir"
    [[ -z $(find /proc/[0-9]*/ns/mnt -lname "mnt:\[${room//[!0-9]/}\]" 2>/dev/null) ]]
    [[ $(host) == "$HOST" ]]
    [[ -z $(ls -A "$dir") ]]
    sandbox down "$dir"
}

@test "a sandbox outlives the process that started it" {
    local dir=$BATS_TEST_TMPDIR/sandbox
    setsid --wait "$SANDBOX" up "$dir"
    sandbox exec "$dir" corosync-cmapctl totem.token
    sandbox down "$dir"
}

@test "a cluster forms on a host that is called like one of its nodes" {
    local dir=$BATS_TEST_TMPDIR/sandbox user=()
    ((EUID == 0)) || user=(--map-root-user)
    # shellcheck disable=SC2016 # for the inner shell
    # shellcheck disable=SC2016 # for the inner shell
    unshare "${user[@]}" --uts sh -ec 'hostname node1; "$0" up --nodes 2 "$1"; "$0" down "$1"' "$SANDBOX" "$dir"
}

@test "a corosync that does not start is reported with its reason, and leaves nothing" {
    local dir=$BATS_TEST_TMPDIR/sandbox
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho no luck today >&2\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/corosync"
    chmod +x "$BATS_TEST_TMPDIR/bin/corosync"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH run -1 sandbox up "$dir"
    [[ $output == *'no luck today'* ]]
    [[ -z $(ls -A "$dir") ]]
}

@test "an ordinary user can start a sandbox" {
    local dir why
    ((EUID == 0)) || skip 'the other tests have shown it'
    why=$("${ANOTHER_USER[@]}" "$SANDBOX" available 2>&1) || skip "$why"
    dir=$("${ANOTHER_USER[@]}" mktemp -d /tmp/sandbox.XXXXXX)
    "${ANOTHER_USER[@]}" "$SANDBOX" up --nodes 2 "$dir"
    "${ANOTHER_USER[@]}" "$SANDBOX" exec --node 2 "$dir" corosync-cmapctl -g runtime.members.1.status | grep -q joined
    "${ANOTHER_USER[@]}" "$SANDBOX" down "$dir"
    rmdir "$dir"
}

@test "wrong arguments are rejected with the usage" {
    run -2 sandbox
    run -2 sandbox up
    run -2 sandbox exec "$SANDBOX_DIR"
    run -2 sandbox wrong "$SANDBOX_DIR"
    run -1 sandbox exec --node 4 "$SANDBOX_DIR" true
    run -1 sandbox up "$SANDBOX_DIR"
    [[ $output == *'there already'* ]]
}
